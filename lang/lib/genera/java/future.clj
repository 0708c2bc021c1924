(ns genera.java.future
  "java.util.concurrent.CompletableFuture and FutureTask."
  (:require [genera.host :refer [defmethods defstatic functional]]))

; A future's fields are an atom of [state value waiting], state nil, :done or :failed, waiting the
; functions that are called with state and value at its end, and the promise of its end.

(def ^:private future-class (genera.slow/find-type "java.util.concurrent.CompletableFuture"))

(defn- new-future
  []
  (prim/instance future-class [(atom [nil nil []]) (promise)]))

(defn- finish
  "Ends a future unless it has ended; answers whether this was its end."
  [f state value]
  (let [[[old _ waiting]] (swap-vals! (prim/field f 0)
                                      (fn [[old :as all]] (if old all [state value []])))]
    (if old
      false
      (do (deliver (prim/field f 1) [state value])
          (run! (fn [g] (g state value)) waiting)
          true))))

(defn- at-end
  "Calls g with a future's state and value when it has them."
  [f g]
  (let [[state value] (swap! (prim/field f 0)
                             (fn [[state value waiting :as all]]
                               (if state all [state value (conj waiting g)])))]
    (when state (g state value))))

(defn- wrapped
  "An exception as a stage that depends on another one passes it on."
  [e]
  (if (instance? java.util.concurrent.CompletionException e)
    e
    (new java.util.concurrent.CompletionException (str e) e)))

(defn- plain-cause
  "The exception that a stage failed with first."
  [e]
  (if (and (instance? java.util.concurrent.CompletionException e) (.getCause e)) (.getCause e) e))

(defn- settle
  "Ends a future with what a function of no arguments answers or throws."
  [f thunk]
  (try (finish f :done (thunk))
       (catch Throwable e (finish f :failed (wrapped e)))))

(defn- run-on
  "Runs a function on an executor, or as an actor for nil."
  [executor thunk]
  (if executor (.execute executor thunk) (future (thunk)))
  nil)

(defn- stage
  "A future that ends with what g answers for the state and value of another; g gets the new one.
  With `how`, a vector of an executor or nil, g runs there."
  [f how g]
  (let [made (new-future)]
    (at-end f (fn [state value]
                (if how
                  (run-on (first how) (fn [] (g made state value)))
                  (g made state value))))
    made))

(defn- after-value
  "A stage that calls h with a value and passes failures on."
  [f how h]
  (stage f how (fn [made state value]
                 (if (= state :done)
                   (settle made (fn [] (h value)))
                   (finish made :failed (wrapped value))))))

(defn- compose
  "A stage that ends as the future does that h answers."
  [f how h]
  (stage f how
         (fn [made state value]
           (if (= state :done)
             (try (at-end (h value)
                          (fn [state value]
                            (finish made state (if (= state :done) value (wrapped value)))))
                  (catch Throwable e (finish made :failed (wrapped e))))
             (finish made :failed (wrapped value))))))

(defn- handled
  "A stage of h of value and exception."
  [f how h]
  (stage f how (fn [made state value]
                 (settle made (fn [] (if (= state :done) (h value nil) (h nil value)))))))

(defn- watched
  "A stage that ends as f does after h has seen value and exception."
  [f how h]
  (stage f how
         (fn [made state value]
           (try (if (= state :done) (h value nil) (h nil value))
                (finish made state (if (= state :done) value (wrapped value)))
                (catch Throwable e
                  (finish made :failed (wrapped (if (= state :done) e value))))))))

(defn- combined
  "A stage of h of the values of two futures."
  [f how g h]
  (compose f nil (fn [x] (after-value g how (fn [y] (h x y))))))

(defn- get-value
  "What get answers or throws for an end."
  [[state value]]
  (cond (= state :done) value
        (instance? java.util.concurrent.CancellationException value) (throw value)
        :else (throw (new java.util.concurrent.ExecutionException (plain-cause value)))))

(defn- join-value
  [[state value]]
  (cond (= state :done) value
        (instance? java.util.concurrent.CancellationException value) (throw value)
        :else (throw (wrapped value))))

(defn- wait-until
  "The end of a future within a time, or an exception."
  [f n unit]
  (let [end (deref (prim/field f 1) (.toMillis unit n) nil)]
    (or end (throw (new java.util.concurrent.TimeoutException)))))

(defn- later
  "Calls a function after a time."
  [n unit thunk]
  (future (prim/sleep (.toMillis unit n)) (thunk))
  nil)

(defmethods java.util.concurrent.CompletableFuture
  (complete [f x] (finish f :done x))
  (completeExceptionally [f e] (finish f :failed e))
  (obtrudeValue [f x] (finish f :done x) nil)
  (cancel [f _]
    (or (finish f :failed (new java.util.concurrent.CancellationException)) (.isCancelled f)))
  (isDone [f] (some? (first @(prim/field f 0))))
  (isRealized [f] (some? (first @(prim/field f 0))))
  (isCompletedExceptionally [f] (= :failed (first @(prim/field f 0))))
  (isCancelled [f]
    (instance? java.util.concurrent.CancellationException (second @(prim/field f 0))))
  (get ([f] (get-value @(prim/field f 1))) ([f n unit] (get-value (wait-until f n unit))))
  (deref ([f] (get-value @(prim/field f 1)))
         ([f ms default]
          (let [end (deref (prim/field f 1) ms nil)] (if end (get-value end) default))))
  (join [f] (join-value @(prim/field f 1)))
  (getNow [f default] (if (.isDone f) (join-value @(prim/field f 1)) default))
  (thenApply [f h] (after-value f nil (functional h)))
  (thenAccept [f h] (after-value f nil (fn [x] ((functional h) x) nil)))
  (thenRun [f h] (after-value f nil (fn [_] ((functional h)) nil)))
  (thenCompose [f h] (compose f nil (functional h)))
  (thenCombine [f g h] (combined f nil g (functional h)))
  (thenAcceptBoth [f g h] (combined f nil g (fn [x y] ((functional h) x y) nil)))
  (handle [f h] (handled f nil (functional h)))
  (whenComplete [f h] (watched f nil (functional h)))
  (exceptionally [f h]
    (stage f nil (fn [made state value]
                   (settle made (fn [] (if (= state :done) value ((functional h) value)))))))
  (thenApplyAsync ([f h] (after-value f [nil] (functional h)))
                  ([f h e] (after-value f [e] (functional h))))
  (thenAcceptAsync ([f h] (after-value f [nil] (fn [x] ((functional h) x) nil)))
                   ([f h e] (after-value f [e] (fn [x] ((functional h) x) nil))))
  (thenRunAsync ([f h] (after-value f [nil] (fn [_] ((functional h)) nil)))
                ([f h e] (after-value f [e] (fn [_] ((functional h)) nil))))
  (thenComposeAsync ([f h] (compose f [nil] (functional h)))
                    ([f h e] (compose f [e] (functional h))))
  (thenCombineAsync ([f g h] (combined f [nil] g (functional h)))
                    ([f g h e] (combined f [e] g (functional h))))
  (handleAsync ([f h] (handled f [nil] (functional h)))
               ([f h e] (handled f [e] (functional h))))
  (whenCompleteAsync ([f h] (watched f [nil] (functional h)))
                     ([f h e] (watched f [e] (functional h))))
  (orTimeout [f n unit]
    (later n unit
           (fn [] (finish f :failed (new java.util.concurrent.TimeoutException))))
    f)
  (completeOnTimeout [f x n unit] (later n unit (fn [] (finish f :done x))) f)
  (toCompletableFuture [f] f)
  (copy [f] (after-value f nil identity)))

(defstatic java.util.concurrent.CompletableFuture/new [] (new-future))
(defstatic java.util.concurrent.CompletableFuture/completedFuture [x]
  (doto (new-future) (finish :done x)))
(defstatic java.util.concurrent.CompletableFuture/failedFuture [e]
  (doto (new-future) (finish :failed e)))

(defn- started
  "A future of what a function answers on an executor, or as an actor."
  [executor thunk]
  (let [made (new-future)]
    (run-on executor (fn [] (settle made thunk)))
    made))

(defstatic java.util.concurrent.CompletableFuture/supplyAsync
  ([f] (started nil (functional f))) ([f executor] (started executor (functional f))))
(defstatic java.util.concurrent.CompletableFuture/runAsync
  ([f] (started nil (fn [] ((functional f)) nil)))
  ([f executor] (started executor (fn [] ((functional f)) nil))))
(defstatic java.util.concurrent.CompletableFuture/allOf [futures]
  (reduce (fn [all f] (combined all nil f (fn [_ __] nil)))
          (java.util.concurrent.CompletableFuture/completedFuture nil)
          (seq futures)))
(defstatic java.util.concurrent.CompletableFuture/anyOf [futures]
  (let [made (new-future)]
    (doseq [f futures]
      (at-end f (fn [state value]
                  (finish made state (if (= state :done) value (wrapped value))))))
    made))

; A task is a future of its own: its fields are an atom and a promise as a future's, the function
; that it runs, and an atom of the pid of who runs it, which begins once.

(def ^:private task-class (genera.slow/find-type "java.util.concurrent.FutureTask"))

(defn- new-task
  [thunk]
  (prim/instance task-class [(atom [nil nil []]) (promise) thunk (atom nil)]))

(defstatic java.util.concurrent.FutureTask/new
  ([callable]
   (when (nil? callable) (throw (new NullPointerException)))
   (new-task (functional callable)))
  ([runnable result]
   (let [f (functional runnable)] (new-task (fn [] (f) result)))))

(defmethods java.util.concurrent.FutureTask
  (run [t]
    (when (and (not (.isDone t)) (compare-and-set! (prim/field t 3) nil (prim/self)))
      (try (finish t :done ((prim/field t 2)))
           (catch Throwable e (finish t :failed e))
           (finally (reset! (prim/field t 3) :over))))
    nil)
  (cancel [t interrupt?]
    (let [ended  (finish t :failed (new java.util.concurrent.CancellationException))
          runner @(prim/field t 3)]
      (when (and ended interrupt? runner (not= :over runner)) (prim/interrupt runner))
      ended))
  (isDone [t] (some? (first @(prim/field t 0))))
  (isRealized [t] (some? (first @(prim/field t 0))))
  (isCancelled [t]
    (instance? java.util.concurrent.CancellationException (second @(prim/field t 0))))
  (get ([t] (get-value @(prim/field t 1))) ([t n unit] (get-value (wait-until t n unit))))
  (deref ([t] (get-value @(prim/field t 1)))
         ([t ms default]
          (let [end (deref (prim/field t 1) ms nil)] (if end (get-value end) default)))))
