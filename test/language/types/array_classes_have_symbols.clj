; The array class symbols of Clojure 1.12: String/1 is the class of arrays of strings.
(instance? String/1 (into-array String ["a"])) ;=> true
(instance? java.lang.String/1 (long-array 2)) ;=> false
(instance? long/1 (long-array 2)) ;=> true
(instance? double/1 (double-array 2)) ;=> true
(instance? long/2 (make-array Long/TYPE 2 2)) ;=> true
(defprotocol Kind (kind [x]))
(extend-protocol Kind long/1 (kind [_] :longs) Object/1 (kind [_] :objects))
[(kind (long-array 1)) (kind (object-array 1))] ;=> [:longs :objects]
((fn [^String/1 names] (alength names)) (into-array String ["a" "b"])) ;=> 2
'String/3 ;=> String/3
[(namespace 'long/1) (name 'long/1)] ;=> ["long" "1"]
(read-string "String/0") ;!> RuntimeException: Invalid token: String/0
(clojure.edn/read-string "String/1") ;!> RuntimeException: Invalid token: String/1
(read-string "no-class/1") ;!> RuntimeException: Invalid token: no-class/1
