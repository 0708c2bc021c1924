(conj [1 2] 3) ;=> [1 2 3]
(assoc [1 2 3] 1 :x) ;=> [1 :x 3]
(get [1 2] 5) ;=> nil
(peek [1 2]) ;=> 2
(pop [1 2]) ;=> [1]
(subvec [1 2 3 4] 1 3) ;=> [2 3]
(vec (range 5)) ;=> [0 1 2 3 4]
(let [v (into [] (range 5000))] [(count v) (nth v 4999) (reduce + v)]) ;=> [5000 4999 12497500]
(pop []) ;!> IllegalStateException: Can't pop empty vector
(assoc [1] 3 :x) ;!> IndexOutOfBoundsException
(mapv inc [1 2]) ;=> [2 3]
(update [1 2] 0 inc) ;=> [2 2]
(rseq [1 2 3]) ;=> (3 2 1)
(subvec (first {1 2}) 0 1) ;=> [1]
(rseq (first {1 2})) ;=> (2 1)
(into (subvec [1 2 3] 0 1) [9]) ;=> [1 9]
(into (subvec [1 2 3] 0 1) (map inc) [9]) ;=> [1 10]
(into (first {:a 1}) [3]) ;=> [:a 1 3]
