(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(r "()") ;=> ()
(r "( )") ;=> ()
(r "(1 2 3)") ;=> (1 2 3)
(r "(1 (2 (3)))") ;=> (1 (2 (3)))
(r "(1") ;!> RuntimeException: EOF while reading
(r "(1 2") ;!> RuntimeException: EOF while reading
(r "(") ;!> RuntimeException: EOF while reading
(r "((") ;!> RuntimeException: EOF while reading
(r "(]") ;!> RuntimeException: Unmatched delimiter: ]
(r "[1 2)") ;!> RuntimeException: Unmatched delimiter: )
(r "{1 2]") ;!> RuntimeException: Unmatched delimiter: ]
(r "[(]") ;!> RuntimeException: Unmatched delimiter: ]
(r ")") ;!> RuntimeException: Unmatched delimiter: )
(r "]") ;!> RuntimeException: Unmatched delimiter: ]
(r "}") ;!> RuntimeException: Unmatched delimiter: }
(r "[]") ;=> []
(r "[1 2 3]") ;=> [1 2 3]
(r "[1 [2]]") ;=> [1 [2]]
(r "[") ;!> RuntimeException: EOF while reading
(r "{}") ;=> {}
(r "{:a 1}") ;=> {:a 1}
(r "{:a}") ;!> RuntimeException: Map literal must contain an even number of forms
(r "{:a 1 :b}") ;!> RuntimeException: Map literal must contain an even number of forms
(r "{:a 1 :a 2}") ;!> IllegalArgumentException: Duplicate key: :a
(r "{1 2 1 3}") ;!> IllegalArgumentException: Duplicate key: 1
(r "{\"a\" 1 \"a\" 2}") ;!> IllegalArgumentException: Duplicate key: a
(r "{nil 1 nil 2}") ;!> IllegalArgumentException: Duplicate key: null
(r "{[1] 1 (1) 2}") ;!> IllegalArgumentException: Duplicate key: [1]
(r "{:a 1, :b 2}") ;=> {:a 1, :b 2}
(r "{1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8}") ;=> {1 1, 2 2, 3 3, 4 4, 5 5, 6 6, 7 7, 8 8}
(r "{1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9}") ;=> {7 7, 1 1, 4 4, 6 6, 3 3, 2 2, 9 9, 5 5, 8 8}
(r "{1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 1 1}") ;!> IllegalArgumentException: Duplicate key: 1
(r "{1 1 1.0 2 1N 3}") ;!> IllegalArgumentException: Duplicate key: 1
(r "{") ;!> RuntimeException: EOF while reading
(r "{:a") ;!> RuntimeException: EOF while reading
(r "#{}") ;=> #{}
(r "#{1}") ;=> #{1}
(r "#{1 1}") ;!> IllegalArgumentException: Duplicate key: 1
(r "#{1 2 3 1}") ;!> IllegalArgumentException: Duplicate key: 1
(r "#{nil nil}") ;!> IllegalArgumentException: Duplicate key: null
(r "#{:a :b") ;!> RuntimeException: EOF while reading
(r "#{\"x\" \"x\"}") ;!> IllegalArgumentException: Duplicate key: x
(r "#{[1] (1)}") ;!> IllegalArgumentException: Duplicate key: (1)
(r "#{") ;!> RuntimeException: EOF while reading
