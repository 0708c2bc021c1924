(let [d (double-array 4)] (dotimes [i 4] (aset d i (* i 1.5))) (vec d)) ;=> [0.0 1.5 3.0 4.5]
(let [d (double-array 1)] (aset d 0 1e300) (aset d 0 (* 2 (aget d 0))) (aget d 0)) ;=> 2.0E300
(let [a (long-array 2)] (aset a 1 9223372036854775807) (aset a 0 (dec (aget a 1))) (vec a)) ;=> [9223372036854775806 9223372036854775807]
(let [a (object-array 2)] (aset a 0 [1]) (aset a 1 (conj (aget a 0) 2)) (vec a)) ;=> [[1] [1 2]]
(let [a (object-array 1)] (dotimes [i 10000] (aset a 0 (list i (aget a 0)))) (first (aget a 0))) ;=> 9999
(let [a (double-array 2)] (aget a 2)) ;!> java.lang.ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 2
(let [a (long-array 2)] (aget a -1)) ;!> java.lang.ArrayIndexOutOfBoundsException: Index -1 out of bounds for length 2
(let [a (object-array 2)] (aset a 2 :x)) ;!> java.lang.ArrayIndexOutOfBoundsException: Index 2 out of bounds for length 2
(let [a (atom (object-array 1))] (aset @a 0 (vec (range 5))) (aget @a 0)) ;=> [0 1 2 3 4]
(let [d (double-array [4.0 9.0])] (areduce d i s 0.0 (+ s (Math/sqrt (aget d i))))) ;=> 5.0
[(Math/sqrt 16) (Math/floor -1.5) (Math/ceil 1.2) (Math/sqrt 1/4) (Math/exp 0)] ;=> [4.0 -2.0 2.0 0.5 1.0]
