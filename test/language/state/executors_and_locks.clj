(import '[java.util.concurrent Executors TimeUnit Callable ExecutionException])
(let [o (Object.) n (atom 0) l (atom 0)] (run! deref (doall (for [_ (range 8)] (future (dotimes [_ 20] (locking o (let [v @l] (Thread/yield) (reset! l (inc v)))))))))  @l) ;=> 160
(locking (Object.) (throw (Exception. "l"))) ;!> Exception: l
(let [p (Executors/newFixedThreadPool 2) fs (doall (for [i (range 4)] (.submit p ^Callable (fn [] (* i i)))))] [(mapv #(.get %) fs) (.isShutdown p) (do (.shutdown p) (.isShutdown p)) (.awaitTermination p 1 TimeUnit/SECONDS) (.isTerminated p)]) ;=> [[0 1 4 9] false true true true]
(let [p (Executors/newCachedThreadPool) f (.submit p ^Callable (fn [] (throw (ex-info "c" {}))))] (.shutdown p) (try (.get f) (catch ExecutionException e [(ex-message e) (class (ex-cause e))]))) ;=> ["clojure.lang.ExceptionInfo: c {}" clojure.lang.ExceptionInfo]
(let [p (Executors/newFixedThreadPool 1)] (let [r (.invokeAll p [(fn [] 1) (fn [] 2)])] (.shutdown p) (mapv #(.get %) r))) ;=> [1 2]
(let [p (Executors/newSingleThreadExecutor) a (agent 0)] (send-via p a inc) (await a) (.shutdown p) @a) ;=> 1
(let [p (Executors/newSingleThreadExecutor) done (atom [])] (dotimes [i 30] (.execute p (fn [] (swap! done conj i)))) (.shutdown p) (.awaitTermination p 60 TimeUnit/SECONDS) (= @done (range 30))) ;=> true
(let [p (Executors/newFixedThreadPool 2) now (atom 0) most (atom 0)] (dotimes [_ 12] (.submit p ^Callable (fn [] (swap! most max (swap! now inc)) (Thread/yield) (swap! now dec)))) (.shutdown p) (.awaitTermination p 60 TimeUnit/SECONDS) (<= 1 @most 2)) ;=> true
(let [p (Executors/newSingleThreadExecutor) go (promise) f (.submit p ^Callable (fn [] @go)) g (.submit p ^Callable (fn [] 1))] [(.cancel g true) (.isCancelled g) (deliver go 7) (.get f) (do (.shutdown p) (.awaitTermination p 60 TimeUnit/SECONDS))] nil) ;=> nil
(let [p (Executors/newSingleThreadExecutor)] (.shutdown p) (try (.submit p ^Callable (fn [] 1)) (catch java.util.concurrent.RejectedExecutionException e :refused))) ;=> :refused
(let [o (Object.)] (locking o (locking o :twice))) ;=> :twice
(try (locking nil 1) (catch NullPointerException e :null)) ;=> :null
