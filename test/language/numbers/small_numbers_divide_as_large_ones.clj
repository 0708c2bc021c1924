(map (fn [[a b]] (/ a b)) [[6 3] [7 2] [-6 4] [0 5] [6.0 4.0] [5 2.0]]) ;=> (2 7/2 -3/2 0 1.5 2.5)
(map (fn [[a b]] [(quot a b) (rem a b) (mod a b)]) [[7 2] [-7 2] [7 -2] [-7 -2]]) ;=> ([3 1 1] [-3 -1 1] [-3 1 -1] [3 -1 -1])
(map (fn [b] (quot -2305843009213693952 b)) [-1 1 2]) ;=> (2305843009213693952 -2305843009213693952 -1152921504606846976)
(map (fn [b] (/ -2305843009213693952 b)) [-1 1]) ;=> (2305843009213693952 -2305843009213693952)
(map (fn [b] (rem -2305843009213693952 b)) [-1 3]) ;=> (0 -2)
((fn [b] (/ 1 b)) 0) ;!> java.lang.ArithmeticException: Divide by zero
((fn [b] (quot 1 b)) 0) ;!> java.lang.ArithmeticException: Divide by zero
((fn [b] (rem 1 b)) 0) ;!> java.lang.ArithmeticException: Divide by zero
(map (fn [x] [(zero? x) (pos? x) (neg? x) (integer? x)]) [0 1 -1 0.0 2N]) ;=> ([true false false true] [false true false true] [false false true true] [true false false false] [false true false true])
