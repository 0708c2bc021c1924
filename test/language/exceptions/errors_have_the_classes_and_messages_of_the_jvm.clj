(/ 1 0) ;!> ArithmeticException: Divide by zero
(+ 1 nil) ;!> NullPointerException
(+ 1 "a") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number
(nth [1 2] 5) ;!> IndexOutOfBoundsException
(first 5) ;!> IllegalArgumentException: Don't know how to create ISeq from: java.lang.Long
(subs "abc" 5) ;!> StringIndexOutOfBoundsException
(Long/parseLong "x") ;!> NumberFormatException: For input string: "x"
(inc 9223372036854775807) ;!> ArithmeticException: long overflow
(conj 1 2) ;!> ClassCastException: clojure.lang.IPersistentCollection
(assert (= 1 2)) ;!> AssertionError: Assert failed: (= 1 2)
(throw "text") ;!> ClassCastException: java.lang.Throwable
(slurp "/no/such/file") ;!> FileNotFoundException: /no/such/file (No such file or directory)
(swap! 1 inc) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IAtom
(reset! {} 1) ;!> ClassCastException: class clojure.lang.PersistentArrayMap cannot be cast to class clojure.lang.IAtom
(read-string "#\"(\"") ;!> PatternSyntaxException: Unclosed group near index 1
(read-string "#nosuch 1") ;!> RuntimeException: No reader function for tag nosuch
