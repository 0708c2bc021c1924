(byte 1) ;=> 1
(class (byte 1)) ;=> java.lang.Byte
[(class (short 1)) (instance? Byte (byte 1)) (instance? Long (byte 1)) (instance? Number (short 3))] ;=> [java.lang.Short true false true]
[(number? (byte 1)) (integer? (byte 1)) (int? (byte 1)) (nat-int? (short 1))] ;=> [true true true true]
[(pos-int? (byte 1)) (float? (byte 1))] ;=> [true false]
[(+ (byte 1) 2) (class (+ (byte 1) (byte 2))) (inc (byte 127)) (* (byte 3) 1.5)] ;=> [3 java.lang.Long 128 4.5]
[(/ (byte 1) (short 3)) (- (byte -128)) (class (- (byte 1))) (quot (byte 7) 2)] ;=> [1/3 128 java.lang.Long 3]
[(bit-and (byte -1) 255) (bit-shift-left (byte 1) (byte 3))] ;=> [255 8]
[(= (byte 1) 1) (= 1 (byte 1)) (= (byte 1) (short 1)) (= (byte 1) 1N) (= (byte 1) 1.0)] ;=> [true true true true false]
[(== (byte 1) 1.0) (identical? (byte 1) (byte 1)) (.equals (byte 1) 1) (.equals (byte 1) (byte 1))] ;=> [true true false true]
[(hash (byte 5)) (hash 5) (.hashCode (byte -5)) (get {5 :a} (byte 5)) (get {(byte 5) :b} 5)] ;=> [1740791543 1740791543 -5 :a :b]
[(contains? #{1 2} (byte 2)) (get (zipmap (range 100) (range)) (short 50))] ;=> [true 50]
[(nth [1 2 3] (byte 1)) (get [1 2 3] (byte 1)) (subs "hello" (byte 1) (short 3))] ;=> [2 nil "el"]
[(take (byte 2) [1 2 3]) (drop (byte 1) [1 2 3]) (range (byte 3)) (aget (long-array [1 2 3]) (byte 1))] ;=> [(1 2) (2 3) (0 1 2) 2]
[(nth '(1 2 3) (byte 1)) (nth "abc" (byte 1)) (vec (repeat (byte 2) :x))] ;=> [2 \b [:x :x]]
([1 2 3] (byte 1)) ;!> IllegalArgumentException: Key must be integer
(assoc [1 2 3] (byte 1) :x) ;!> IllegalArgumentException: Key must be integer
(case (byte 1) 1 :one :other) ;=> :one
(condp = (byte 2) 2 :two) ;=> :two
(byte 128) ;!> IllegalArgumentException: Value out of range for byte: 128
(byte -129) ;!> IllegalArgumentException: Value out of range for byte: -129
(short 40000) ;!> IllegalArgumentException: Value out of range for short: 40000
(byte \a) ;=> 97
(byte 1.9) ;=> 1
(byte "a") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')
(unchecked-byte 200) ;=> -56
(class (unchecked-byte 200)) ;=> java.lang.Byte
(unchecked-short 40000) ;=> -25536
(vec (byte-array [1 2 (byte 3)])) ;=> [1 2 3]
(let [a (byte-array 2)] (aset a 0 (byte 5)) (aset-byte a 1 6) (vec a)) ;=> [5 6]
(let [a (long-array 2)] (aset a 0 (byte 5)) (vec a)) ;=> [5 0]
(reduce + (map byte [1 2 3])) ;=> 6
(apply + (byte 1) [2]) ;=> 3
(rationalize (byte 3)) ;=> 3
(+ (byte 1) "a") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')
(+ (byte 1) nil) ;!> NullPointerException: Cannot invoke "Object.getClass()" because "x" is null
((byte 1) 2) ;!> ClassCastException: class java.lang.Byte cannot be cast to class clojure.lang.IFn (java.lang.Byte is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')
(name (byte 1)) ;!> ClassCastException: class java.lang.Byte cannot be cast to class clojure.lang.Named (java.lang.Byte is in module java.base of loader 'bootstrap'; clojure.lang.Named is in unnamed module of loader 'app')
(count (byte 1)) ;!> UnsupportedOperationException: count not supported on this type: Byte
(conj (byte 1) 2) ;!> ClassCastException: class java.lang.Byte cannot be cast to class clojure.lang.IPersistentCollection (java.lang.Byte is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentCollection is in unnamed module of loader 'app')
(first (byte 1)) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Byte
(.foo (byte 1)) ;!> IllegalArgumentException: No matching field found: foo for class java.lang.Byte
(instance? Comparable (byte 1)) ;=> true
(swap! (atom (byte 1)) inc) ;=> 2
(String. (byte-array (map byte "hi"))) ;=> "hi"
(vec (.getBytes "hé" "UTF-8")) ;=> [104 -61 -87]
(list 'a (byte 1)) ;=> (a 1)
(eval `(+ 1 ~(byte 2))) ;=> 3
(eval (byte 2)) ;=> 2
(transduce (map byte) + [1 2]) ;=> 3
(ex-message (try (nth [1] (byte 5)) (catch Exception e e))) ;=> nil
(rand-nth [(byte 1)]) ;=> 1
(bit-test (byte 5) (byte 0)) ;=> true
(cast Byte (byte 1)) ;=> 1
(type (byte 1)) ;=> java.lang.Byte
(isa? Byte Number) ;=> true
(into (sorted-map) {(byte 2) :a 1 :b}) ;=> {1 :b, 2 :a}
(re-seq #"a" "a") ;=> ("a")
(clojure.string/join "," [(byte 1) 2]) ;=> "1,2"
