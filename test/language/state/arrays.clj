(let [a (int-array [1 2 3])] (aset a 1 9) [(aget a 1) (alength a) (vec a)]) ;=> [9 3 [1 9 3]]
(let [a (long-array [1 2 3])] (areduce a i sum 0 (+ sum (aget a i)))) ;=> 6
(let [a (object-array 2)] (aset a 0 :x) (seq a)) ;=> (:x nil)
(let [a (double-array [1 2])] (vec (amap a i out (* 2 (aget a i))))) ;=> [2.0 4.0]
(aget (long-array 1) 5) ;!> ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 1
(vec (to-array [1 2])) ;=> [1 2]
