(import '(java.util.concurrent CountDownLatch LinkedBlockingQueue ArrayBlockingQueue Executors TimeUnit Semaphore Callable) 'java.util.concurrent.locks.ReentrantLock)
(let [l (CountDownLatch. 3)] (dotimes [_ 3] (future (.countDown l))) (.await l) [(.getCount l) (.await l 1 TimeUnit/SECONDS)]) ;=> [0 true]
(.await (CountDownLatch. 1) 5 TimeUnit/MILLISECONDS) ;=> false
(let [q (LinkedBlockingQueue.) r (future (doall (repeatedly 100 #(.take q))))] (dotimes [i 100] (.put q i)) [(reduce + @r) (.poll q) (.poll q 5 TimeUnit/MILLISECONDS) (.size q)]) ;=> [4950 nil nil 0]
(def q (ArrayBlockingQueue. 2))
[(.offer q 1) (.offer q 2) (.offer q 3) (.peek q) (.remainingCapacity q) (seq q)] ;=> [true true false 1 0 (1 2)]
(.add q 4) ;!> IllegalStateException: Queue full
(let [f (future (.put q :late) :put)] [(.take q) @f (vec q) (.contains q :late)]) ;=> [1 :put [2 :late] true]
(def pool (Executors/newFixedThreadPool 4))
(mapv deref (mapv (fn [i] (.submit pool ^Callable (fn [] (* i i)))) (range 10))) ;=> [0 1 4 9 16 25 36 49 64 81]
(mapv (fn [f] (.get f)) (.invokeAll pool [(fn [] 1) (fn [] 2)])) ;=> [1 2]
(.shutdown pool)
[(.awaitTermination pool 1 TimeUnit/SECONDS) (.isShutdown pool) (.isTerminated pool)] ;=> [true true true]
(try (.submit pool ^Callable (fn [] 1)) (catch java.util.concurrent.RejectedExecutionException e :rejected)) ;=> :rejected
[(.toMillis TimeUnit/SECONDS 3) (.convert TimeUnit/SECONDS 1500 TimeUnit/MILLISECONDS) (str TimeUnit/DAYS) (.toNanos TimeUnit/MICROSECONDS 5)] ;=> [3000 1 "DAYS" 5000]
(let [l (ReentrantLock.) n (volatile! 0)] (run! deref (doall (for [_ (range 8)] (future (dotimes [_ 20] (.lock l) (try (vswap! n inc) (finally (.unlock l)))))))) [@n (.isLocked l) (.tryLock l) (.isHeldByCurrentThread l)]) ;=> [160 false true true]
(let [s (Semaphore. 2)] (.acquire s) [(.availablePermits s) (.tryAcquire s) (.tryAcquire s)]) ;=> [1 true false]
(let [t (proxy [ThreadLocal] [] (initialValue [] 41)) before (.get t)] (.set t 5) [before (.get t) @(future (.get t)) (do (.remove t) (.get t))]) ;=> [41 5 41 41]
(let [q (java.util.PriorityQueue. [3 1 2])] [(.poll q) (.poll q) (.poll q) (.poll q)]) ;=> [1 2 3 nil]
