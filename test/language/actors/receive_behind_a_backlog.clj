(require '[genera.actors :refer :all])
(defn fill [n] (dotimes [i n] (! (self) [:junk i]) (! (self) :junk) (! (self) i)))
(defn drain [] (receive _ (recur) (after 0 :empty)))
(do (fill 20) (! (self) [:wanted 1]) (receive [:wanted k] k)) ;=> 1
(do (! (self) [:wanted 2 3]) (! (self) [:wanted 2]) (receive [:wanted k] k)) ;=> 2
(receive [:wanted & more] more) ;=> (2 3)
(do (! (self) (first {:wanted 4})) (receive [:wanted k] k)) ;=> 4
(do (! (self) (subvec [0 :wanted 5] 1)) (receive [:wanted k] k)) ;=> 5
(do (! (self) [1N :big]) (! (self) [1 :small]) [(receive [1 x] x) (receive [1 x] x)]) ;=> [:big :small]
(let [n 7] (! (self) [8 :no]) (! (self) [7N :big]) (! (self) [7.0 :no]) (! (self) [7 :small]) [(receive [n x] x) (receive [n x] x)]) ;=> [:big :small]
(let [k :pinned] (! (self) [:other 1]) (! (self) [k 2]) (receive [k x] x)) ;=> 2
(do (! (self) {:a 1}) (! (self) [:a 1 2 3]) (receive {:a x} x)) ;=> 1
(let [s "text"] (! (self) [s 1]) (receive ["text" x] x)) ;=> 1
(do (! (self) [:a :no]) (! (self) [:a :yes]) (receive [:a :yes] :found)) ;=> :found
(do (! (self) [:b 3]) (! (self) [:b 4]) (receive [:b n] :when (even? n) n)) ;=> 4
(do (! (self) (vec (range 40))) (count (receive [0 & more] more))) ;=> 39
(do (! (self) (vec (range 40))) (receive [0 1 & more] (count more))) ;=> 38
(receive [:never x] x (after 0 :none)) ;=> :none
(receive [:never x] x [:not x] x (after 0 :none)) ;=> :none
(drain) ;=> :empty
