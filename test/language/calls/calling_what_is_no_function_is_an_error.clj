(1 2) ;!> ClassCastException: cannot be cast to class clojure.lang.IFn
("text") ;!> ClassCastException: java.lang.String
(nil 1) ;!> IllegalArgumentException
(let [f nil] (f)) ;!> NullPointerException
