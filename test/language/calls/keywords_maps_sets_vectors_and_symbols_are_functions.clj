(:a {:a 1}) ;=> 1
(:b {:a 1} :none) ;=> :none
({:a 1} :a) ;=> 1
({:a 1} :b 2) ;=> 2
(#{1 2} 2) ;=> 2
(#{1 2} 3) ;=> nil
([10 20] 1) ;=> 20
('a {'a 5}) ;=> 5
(map {1 :one} [1 2]) ;=> (:one nil)
([10 20] 2) ;!> IndexOutOfBoundsException
