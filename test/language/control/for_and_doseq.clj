(for [x [1 2 3] y [:a :b] :when (odd? x)] [x y]) ;=> ([1 :a] [1 :b] [3 :a] [3 :b])
(for [x (range 10) :while (< x 4) :let [y (* x x)]] y) ;=> (0 1 4 9)
(let [out (atom [])] (doseq [x [1 2] y [3 4]] (swap! out conj (* x y))) @out) ;=> [3 4 6 8]
(doseq [x []] x) ;=> nil
