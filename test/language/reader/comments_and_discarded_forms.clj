(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(r "#_a b") ;=> b
(r "#_ a b") ;=> b
(r "#_#_a b c") ;=> c
(r "#_(1 2) 3") ;=> 3
(r "#_") ;!> RuntimeException: EOF while reading
(r "#_a") ;!> RuntimeException: EOF while reading
(r "[#_a]") ;=> []
(r "[#_a #_b]") ;=> []
(r "{#_a :b 1}") ;=> {:b 1}
(r "(#_1)") ;=> ()
(r "#_#{1 1} 2") ;!> IllegalArgumentException: Duplicate key: 1
(r "#_\"a\" 1") ;=> 1
(r "; c\n 1") ;=> 1
(r ";") ;!> RuntimeException: EOF while reading
(r ";\n") ;!> RuntimeException: EOF while reading
(r "1;c") ;=> 1
(r "#! c\n 2") ;=> 2
(r "#!") ;!> RuntimeException: EOF while reading
(r "[1 ; c\n 2]") ;=> [1 2]
(r "[1 ;c") ;!> RuntimeException: EOF while reading
