(def n (atom 0))
(def d (delay (swap! n inc)))
(realized? d) ;=> false
[@d @d @n] ;=> [1 1 1]
(realized? d) ;=> true
(force d) ;=> 1
(force 5) ;=> 5
(delay? d) ;=> true
(def bad (delay (swap! n inc) (throw (ex-info "bad" {}))))
@bad ;!> ExceptionInfo: bad
@bad ;!> ExceptionInfo: bad
@n ;=> 2
(def p (promise))
(realized? p) ;=> false
(deref p 10 :late) ;=> :late
(identical? p (deliver p 1)) ;=> true
(deliver p 2) ;=> nil
[@p (realized? p)] ;=> [1 true]
@(future (+ 1 2)) ;=> 3
(let [f (future :done)] [(deref f 1000 :late) (future? f) (future-done? f) (realized? f) (future-cancelled? f)]) ;=> [:done true true true false]
(def ^:dynamic *bound* 1)
(binding [*bound* 2] @(future *bound*)) ;=> 2
(let [p (promise)] (future (deliver p :from-another)) @p) ;=> :from-another
(pmap + [1 2 3] [10 20 30]) ;=> (11 22 33)
(try @(future (throw (ex-info "f" {:a 1}))) (catch java.util.concurrent.ExecutionException e [(ex-message e) (ex-data (ex-cause e))])) ;=> ["clojure.lang.ExceptionInfo: f {:a 1}" {:a 1}]
(realized? 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IPending (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPending is in unnamed module of loader 'app')
(deref 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.util.concurrent.Future (java.lang.Long and java.util.concurrent.Future are in module java.base of loader 'bootstrap')
(future-done? 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.util.concurrent.Future (java.lang.Long and java.util.concurrent.Future are in module java.base of loader 'bootstrap')
(locking n (locking n (inc 1))) ;=> 2
