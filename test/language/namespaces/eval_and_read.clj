(eval '(+ 1 2)) ;=> 3
(eval (list 'let ['x 5] '(* x x))) ;=> 25
(read-string "(a [1 2.5 \"s\"] {:k \\c})") ;=> (a [1 2.5 "s"] {:k \c})
(read-string "(1 2") ;!> RuntimeException: EOF while reading
(read-string ")") ;!> RuntimeException: Unmatched delimiter: )
(load-string "(def q 1) (inc q)") ;=> 2
