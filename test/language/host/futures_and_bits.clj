(import '(java.util.concurrent CompletableFuture TimeUnit) '(java.util.concurrent.atomic LongAdder AtomicLongArray AtomicReferenceArray) '(java.util.function Function BiFunction Supplier) 'java.util.BitSet)
(defn f [g] (reify Function (apply [_ x] (g x))))
(defn f2 [g] (reify BiFunction (apply [_ x y] (g x y))))
(defn done [x] (CompletableFuture/completedFuture x))
[(.get (CompletableFuture/supplyAsync (reify Supplier (get [_] 5)))) (.join (.thenApply (done 1) (f inc))) @(done 2) (.join (.thenCompose (done 1) (f (fn [x] (done [x]))))) (.join (.thenCombine (done 1) (done 2) (f2 vector)))] ;=> [5 2 2 [1] [1 2]]
(let [c (CompletableFuture.)] [(.isDone c) (.getNow c :d) (.complete c 3) (.complete c 4) (.get c) (.isDone c) (.isCompletedExceptionally c)]) ;=> [false :d true false 3 true false]
(.get (CompletableFuture/failedFuture (Exception. "boo"))) ;!> ExecutionException: java.lang.Exception: boo
(.join (CompletableFuture/failedFuture (Exception. "boo"))) ;!> CompletionException: java.lang.Exception: boo
[(.join (.exceptionally (CompletableFuture/failedFuture (Exception. "x")) (f (fn [e] (.getMessage e))))) (.join (.handle (done 1) (f2 vector))) (.join (CompletableFuture/allOf (into-array CompletableFuture [(done 1)]))) (.join (CompletableFuture/anyOf (into-array CompletableFuture [(done 1)])))] ;=> ["x" [1 nil] nil 1]
(try (.get (CompletableFuture.) 1 TimeUnit/MILLISECONDS) (catch java.util.concurrent.TimeoutException e :late)) ;=> :late
(let [c (CompletableFuture.)] [(.cancel c true) (.isCancelled c) (deref (CompletableFuture.) 1 :late)]) ;=> [true true :late]
(let [b (doto (BitSet.) (.set 1) (.set 3) (.set 64))] [(str b) (.get b 1) (.cardinality b) (.length b) (.nextSetBit b 2) (.nextClearBit b 1) (.previousSetBit b 10) (vec (.toLongArray b)) (.hashCode b) (str (doto b (.flip 1) (.or (doto (BitSet.) (.set 7 9)))))]) ;=> ["{1, 3, 64}" true 3 65 3 2 3 [10 1] 1242 "{3, 7, 8, 64}"]
(.get (BitSet.) -1) ;!> IndexOutOfBoundsException: bitIndex < 0: -1
(let [a (LongAdder.)] (.increment a) (.add a 5) [(.sum a) (str a) (.sumThenReset a) (.sum a)]) ;=> [6 "6" 6 0]
(let [a (AtomicLongArray. 3)] [(.incrementAndGet a 0) (.addAndGet a 1 5) (.compareAndSet a 2 0 9) (.length a) (str a)]) ;=> [1 5 true 3 "[1, 5, 9]"]
