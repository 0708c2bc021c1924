(/ 1 3) ;=> 1/3
(+ 1/3 2/3) ;=> 1N
(/ 6 3) ;=> 2
(/ 1.0 3) ;=> 0.3333333333333333
(* 1.1 1.1) ;=> 1.2100000000000002
(/ 1.0 0) ;=> ##Inf
(+ 1M 0.1M) ;=> 1.1M
(/ 1M 3M) ;!> ArithmeticException: Non-terminating decimal expansion
[1e10 1e7 123456.789 1e-5 100.0 -0.0] ;=> [1.0E10 1.0E7 123456.789 1.0E-5 100.0 -0.0]
(double 1/3) ;=> 0.3333333333333333
(int 3.7) ;=> 3
(long "x") ;!> ClassCastException
(== 1 1.0) ;=> true
(= 1 1.0) ;=> false
(rationalize 0.5) ;=> 1/2
