(defprotocol Both (one [x]) (two [x a]))
(deftype Half [] Both (one [_] 1))
(one (Half.)) ;=> 1
(two (Half.) 2) ;!> AbstractMethodError: does not define or inherit an implementation of the resolved method 'abstract java.lang.Object two(java.lang.Object)' of interface
(two 1 2) ;!> IllegalArgumentException: No implementation of method: :two of protocol:
(deftype Reference [] clojure.lang.IDeref)
(deref (Reference.)) ;!> AbstractMethodError: does not define or inherit an implementation of the resolved method 'abstract java.lang.Object deref()' of interface clojure.lang.IDeref.
(deftype CallableThing [] clojure.lang.IFn)
((CallableThing.) 1) ;!> AbstractMethodError: does not define or inherit an implementation of the resolved method 'abstract java.lang.Object invoke(java.lang.Object)' of interface clojure.lang.IFn.
