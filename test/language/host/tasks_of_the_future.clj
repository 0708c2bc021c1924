(import '(java.util.concurrent FutureTask TimeUnit TimeoutException ExecutionException CancellationException)) ;
(let [t (FutureTask. (fn [] (+ 1 2)))] (.run t) [(.get t) (.isDone t) (.isCancelled t) (.get t 1 TimeUnit/SECONDS)]) ;=> [3 true false 3]
(let [t (FutureTask. (fn [] 5)) th (Thread. t)] (.start th) [(.get t 10 TimeUnit/SECONDS) (.isDone t)]) ;=> [5 true]
(let [t (FutureTask. (fn [] nil) :given)] (.run t) (.get t)) ;=> :given
(let [t (FutureTask. (fn [] 1))] [(.isDone t) (.cancel t true) (.cancel t true) (.isDone t) (.isCancelled t)]) ;=> [false true false true true]
(let [t (FutureTask. (fn [] 1))] (try (.get t 1 TimeUnit/MILLISECONDS) (catch TimeoutException _ :late))) ;=> :late
(let [t (FutureTask. (fn [] (throw (ex-info "no" {}))))] (.run t) (try (.get t) (catch ExecutionException e (ex-message (ex-cause e))))) ;=> "no"
(let [t (FutureTask. (fn [] 1))] (.cancel t false) (.run t) (try (.get t) (catch CancellationException _ :cancelled))) ;=> :cancelled
(let [n (atom 0) t (FutureTask. (fn [] (swap! n inc)))] (.run t) (.run t) [(.get t) @n]) ;=> [1 1]
