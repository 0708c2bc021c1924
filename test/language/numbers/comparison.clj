(< 1 2 3) ;=> true
(< 1 3 2) ;=> false
(<= 1 1 2) ;=> true
(max 1 2.5 2) ;=> 2.5
(min 3 1/2) ;=> 1/2
(compare 1 2) ;=> -1
(zero? 0.0) ;=> true
(number? 1/2) ;=> true
(= 1N 1) ;=> true
(sort [3 1/2 2.5 1N]) ;=> (1/2 1N 2.5 3)
