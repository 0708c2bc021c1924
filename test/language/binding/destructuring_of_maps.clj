(let [{:keys [a b] :or {b 5} :as m} {:a 1}] [a b m]) ;=> [1 5 {:a 1}]
(let [{x :x {y :y} :in} {:x 1 :in {:y 2}}] [x y]) ;=> [1 2]
(let [{:strs [a] :syms [b]} {"a" 1 'b 2}] [a b]) ;=> [1 2]
(let [{:keys [n/a] :n/keys [b]} {:n/a 1 :n/b 2}] [a b]) ;=> [1 2]
(defn options [x & {:keys [y] :or {y 0}}] [x y])
(options 1 :y 2) ;=> [1 2]
(options 1 {:y 3}) ;=> [1 3]
(options 1) ;=> [1 0]
(let [{[a b] :pair} {:pair [1 2]}] [b a]) ;=> [2 1]
