(float 0.1) ;=> 0.1
(float 1/3) ;=> 0.33333334
(float 22/7) ;=> 3.142857
(float 3) ;=> 3.0
(float 1e10) ;=> 1.0E10
(float 1.5e-5) ;=> 1.5E-5
(float 123456.789) ;=> 123456.79
(float 9999999) ;=> 9999999.0
(float 16777216) ;=> 1.6777216E7
(float 12345678) ;=> 1.2345678E7
(str (float 0.3)) ;=> "0.3"
(map float [0.1 0.2 1/7 100 1e-10 -2.5]) ;=> (0.1 0.2 0.14285715 100.0 1.0E-10 -2.5)
(class (float 1)) ;=> java.lang.Float
(class (+ (float 1) (float 2))) ;=> java.lang.Double
(+ (float 0.1) (float 0.2)) ;=> 0.30000000447034836
(* (float 0.1) 3) ;=> 0.30000000447034836
(double (float 0.1)) ;=> 0.10000000149011612
[(= (float 0.5) 0.5) (= 0.5 (float 0.5)) (= (float 0.1) 0.1) (== (float 0.5) 1/2)] ;=> [true true false true]
[(= (float 1) 1) (== (float 1) 1) (= (float 0.1) (float 0.1))] ;=> [false true true]
[(hash (float 0.5)) (hash (float 0.1)) (hash (float 0)) (hash (float -0.0))] ;=> [1056964608 1036831949 0 0]
[(.hashCode (float 0.5)) (hash 0.5) (hash [(float 0.5)])] ;=> [1056964608 1071644672 -962176342]
[(float? (float 1)) (double? (float 1)) (number? (float 1)) (integer? (float 1))] ;=> [true false true false]
[(instance? Float (float 1)) (instance? Double (float 1)) (instance? Number (float 1))] ;=> [true false true]
[(rational? (float 1))] ;=> [false]
[(compare (float 1) 2) (< (float 0.1) 0.1) (> (float 0.1) 0.1)] ;=> [-1 false true]
[(max 0 (float 1.5)) (min (float 0.5) 2) (sort [(float 0.3) 0.1 1])] ;=> [1.5 0.5 (0.1 0.3 1)]
[(int (float 3.7)) (long (float -3.7)) (bigdec (float 0.1)) (bigint (float 1e10))] ;=> [3 -3 0.10000000149011612M 10000000000N]
[(rationalize (float 0.1)) (quot (float 7) 2) (rem (float 7) 2)] ;=> [2500000037252903/25000000000000000 3.0 1.0]
[(mod (float -7) 2)] ;=> [1.0]
(float 1e40) ;!> IllegalArgumentException: Value out of range for float: 1.0E40
(float -1e40) ;!> IllegalArgumentException: Value out of range for float: -1.0E40
(float ##Inf) ;!> IllegalArgumentException: Value out of range for float: Infinity
(float ##NaN) ;=> ##NaN
(unchecked-float 1e40) ;=> ##Inf
(unchecked-float ##NaN) ;=> ##NaN
(float "a") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')
(float \a) ;!> ClassCastException: class java.lang.Character cannot be cast to class java.lang.Number (java.lang.Character and java.lang.Number are in module java.base of loader 'bootstrap')
(get {0.5 :a} (float 0.5)) ;=> :a
(get {(float 0.5) :a} (float 0.5)) ;=> :a
(contains? #{0.5} (float 0.5)) ;=> true
(zero? (float 0)) ;=> true
(neg? (float -0.5)) ;=> true
(inc (float 1.5)) ;=> 2.5
(- (float 1.5)) ;=> -1.5
(Math/sqrt (float 4)) ;=> 2.0
(Math/round 2.5) ;=> 3
(pr-str [(float 0.1) {:x (float 0.25)}]) ;=> "[0.1 {:x 0.25}]"
(vec (float-array [1.5 2])) ;=> [1.5 2.0]
(let [a (float-array 1)] (aset a 0 (float 1.5)) (aget a 0)) ;=> 1.5
(let [a (double-array 1)] (aset a 0 (double (float 1.5))) (aget a 0)) ;=> 1.5
(reduce + (map float [0.1 0.2])) ;=> 0.30000000447034836
(nth [1 2 3] (float 1.5)) ;=> 2
(read-string "#=(java.lang.Float. \"0.1\")") ;=> 0.1
(binding [*print-dup* true] (pr-str (float 0.1) (first (map short [1])) (first (map byte [3])) 1 1.5)) ;=> "#=(java.lang.Float. \"0.1\") #=(java.lang.Short. \"1\") #=(java.lang.Byte. \"3\") 1 1.5"
(clojure.string/join " " [(float 0.1)]) ;=> "0.1"
(apply max (map float [0.1 0.7 0.3])) ;=> 0.7
(case (int (float 2)) 2 :two :no) ;=> :two
(identical? (float 1) 1.0) ;=> false
(name (float 1)) ;!> ClassCastException: class java.lang.Float cannot be cast to class clojure.lang.Named (java.lang.Float is in module java.base of loader 'bootstrap'; clojure.lang.Named is in unnamed module of loader 'app')
(first (float 1)) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Float
(cast Float (float 1)) ;=> 1.0
(let [x (float 0.1)] [(str x) (class x)]) ;=> ["0.1" java.lang.Float]
(with-out-str (print (float 2.5))) ;=> "2.5"
(== (float 0.1) (float 0.1) (double (float 0.1))) ;=> true
(let [f (float 0.1)] (- f 0.1)) ;=> 1.4901161138336505E-9
(eval (list '+ (float 0.5) 1)) ;=> 1.5
(/ (float 1) 3) ;=> 0.3333333333333333
(/ (float 1) 0) ;=> ##Inf
(Math/round (float 2.4)) ;=> 2
(abs (first (map float [-1.5]))) ;=> 1.5
(type (float 1)) ;=> java.lang.Float
(ratio? (float 1)) ;=> false
(NaN? (float ##NaN)) ;=> true
(parse-double (str (float 0.1))) ;=> 0.1
(transduce (map float) + [0.5 0.25]) ;=> 0.75
[Float/MAX_VALUE Float/MIN_VALUE Float/POSITIVE_INFINITY (Float/parseFloat "0.1")] ;=> [3.4028235E38 1.4E-45 ##Inf 0.1]
(long nil) ;!> NullPointerException: Cannot invoke "java.lang.Number.doubleValue()" because "x" is null
(double nil) ;!> NullPointerException: Cannot invoke "java.lang.Number.doubleValue()" because "x" is null
(float nil) ;!> NullPointerException: Cannot invoke "java.lang.Number.doubleValue()" because "x" is null
(byte nil) ;!> NullPointerException: Cannot invoke "java.lang.Number.doubleValue()" because "x" is null
(short nil) ;!> NullPointerException: Cannot invoke "java.lang.Number.doubleValue()" because "x" is null
