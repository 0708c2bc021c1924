(defn two [a b] a)
(two 1) ;!> ArityException: Wrong number of args (1) passed to:
(two 1 2 3) ;!> ArityException: two
((fn named [a] a)) ;!> ArityException: named
(apply two [1 2 3]) ;!> ArityException: Wrong number of args (3)
