((fn [^long x] (if (< x 5) (recur 1.5) x)) 1) ;!> IllegalArgumentException:  recur arg for primitive local: x is not matching primitive
((fn [^double x] (if (< x 5) (recur 7) x)) 1.0) ;!> IllegalArgumentException:  recur arg for primitive local: x is not matching primitive
((fn [^long x] (if (< x 5) (recur (/ x 2)) x)) 1) ;!> IllegalArgumentException:  recur arg for primitive local: x is not matching primitive
((fn [^double x] (if (< x 5) (recur (+ x 1)) x)) 1.0) ;=> 5.0
((fn [^long x] (if (< x 5) (recur (inc x)) x)) 1) ;=> 5
(loop [i 0] (if (= i 0) (recur 1.5) i)) ;=> 1.5
