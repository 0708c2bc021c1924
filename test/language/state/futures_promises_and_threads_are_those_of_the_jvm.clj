(def ^:dynamic *d* 1)
(error-mode 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Agent (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Agent is in unnamed module of loader 'app')
(binding [*d* 3] @(future *d*)) ;=> 3
(binding [*d* 3] (let [f (bound-fn [] *d*)] (binding [*d* 4] (f)))) ;=> 3
(binding [*d* 3] (let [f (bound-fn* (fn [] *d*)) p (promise)] (.start (Thread. (fn [] (deliver p [*d* (f)])))) @p)) ;=> [1 3]
(binding [*d* 3] (vec (pmap (fn [x] (+ x *d*)) [1 2 3]))) ;=> [4 5 6]
(with-bindings {#'*d* 9} *d*) ;=> 9
(with-bindings* {#'*d* 9} (fn [x] [x *d*]) 1) ;=> [1 9]
(get (get-thread-bindings) #'*d*) ;=> nil
(thread-bound? #'*d*) ;=> false
(binding [*d* 1] (thread-bound? #'*d*)) ;=> true
(let [f (future (throw (ex-info "in" {:a 1})))] @f) ;!> ExecutionException: clojure.lang.ExceptionInfo: in {:a 1}
(let [f (future (throw (ex-info "in" {:a 1})))] (try @f (catch Exception e [(class e) (ex-data (ex-cause e)) (ex-message e)]))) ;=> [java.util.concurrent.ExecutionException {:a 1} "clojure.lang.ExceptionInfo: in {:a 1}"]
(let [f (future (Thread/sleep 10000))] [(future-cancel f) (future-cancelled? f) (future-done? f) (future-cancel f) (realized? f)]) ;=> [true true true false true]
(let [f (future (Thread/sleep 10000))] (future-cancel f) @f) ;!> CancellationException
(let [f (future 1)] @f [(future-cancel f) (future-cancelled? f) (future-done? f) (future? f)]) ;=> [false false true true]
(deref (promise) 10 :late) ;=> :late
(deref (promise) 0 :late) ;=> :late
(deref (promise) -5 :late) ;=> :late
(let [p (promise)] [(realized? p) (identical? p (deliver p 1)) (deliver p 2) @p (realized? p)]) ;=> [false true nil 1 true]
(let [p (promise)] (p 5) @p) ;=> 5
(let [p (promise)] (future (deliver p 3)) (deref p 5000 :no)) ;=> 3
(.get (future 4) 1 java.util.concurrent.TimeUnit/SECONDS) ;=> 4
(.get (future (Thread/sleep 3000)) 5 java.util.concurrent.TimeUnit/MILLISECONDS) ;!> TimeoutException
(let [d (delay (throw (Exception. "d")))] (try @d (catch Exception e [(ex-message e) (realized? d)]))) ;=> ["d" true]
(let [n (atom 0) d (delay (swap! n inc))] [@d @d (realized? d) (delay? d) (force d) (force 3)]) ;=> [1 1 true true 1 3]
(realized? 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IPending (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IPending is in unnamed module of loader 'app')
(realized? (lazy-seq [1])) ;=> false
(pmap + [1 2] [10 20]) ;=> (11 22)
(pmap inc nil) ;=> ()
(try (doall (pmap (fn [x] (throw (ex-info "p" {:x x}))) [1])) (catch Exception e [(class e) (ex-message e)])) ;=> [java.util.concurrent.ExecutionException "clojure.lang.ExceptionInfo: p {:x 1}"]
(pcalls (fn [] 1) (fn [] 2)) ;=> (1 2)
(pvalues 1 2) ;=> (1 2)
(let [th (Thread. (fn [] 1) "nm")] [(.getName th) (.isAlive th) (.isDaemon th) (do (.start th) (.join th) (.isAlive th))]) ;=> ["nm" false false false]
(let [th (Thread. (fn []))] (.start th) (.join th) (.start th)) ;!> IllegalThreadStateException
(let [p (promise)] (try (deref p nil nil) (catch Exception e (class e)))) ;=> java.lang.NullPointerException
(future-cancel 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.util.concurrent.Future (java.lang.Long and java.util.concurrent.Future are in module java.base of loader 'bootstrap')
(future-done? 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.util.concurrent.Future (java.lang.Long and java.util.concurrent.Future are in module java.base of loader 'bootstrap')
(deliver 1 2) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IFn (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')
(let [f (future 1)] (.isDone f) (.get f)) ;=> 1
(seque (range 5)) ;=> (0 1 2 3 4)
(seque 2 [1 2 3]) ;=> (1 2 3)
(let [started (promise) stopped (promise) f (future (try (deliver started 1) (Thread/sleep 100000) (catch InterruptedException e (deliver stopped :interrupted))))] @started [(future-cancel f) @stopped]) ;=> [true :interrupted]
(let [started (promise) stopped (promise) t (Thread. (fn [] (try (deliver started 1) (Thread/sleep 100000) (catch InterruptedException e (deliver stopped :interrupted)))))] (.start t) @started (.interrupt t) @stopped) ;=> :interrupted
