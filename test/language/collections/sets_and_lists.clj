(conj #{1} 1) ;=> #{1}
(disj #{1 2} 1) ;=> #{2}
(contains? #{1} 1) ;=> true
(sorted-set 3 1 2) ;=> #{1 2 3}
(require 'clojure.set)
(clojure.set/union #{1} #{2}) ;=> #{1 2}
(clojure.set/difference #{1 2} #{2}) ;=> #{1}
(conj '(1 2) 0) ;=> (0 1 2)
(list 1 2) ;=> (1 2)
(rest '(1)) ;=> ()
(next '(1)) ;=> nil
(cons 1 nil) ;=> (1)
(= '(1 2) [1 2]) ;=> true
(hash-set) ;=> #{}
(set "hello") ;=> #{\e \h \l \o}
