; java.util.concurrent: queues, latches, locks, executors and time units; ThreadLocal and weak
; references. Namespace genera.host.
;
; All that wait do it by one means, a `bell`: an atom that holds a promise. Whoever waits takes the
; promise, looks whether the condition holds, and waits for the promise if not; whoever changes the
; state rings, which puts a new promise there and delivers the old one. So no wake-up is lost.

(defn- bell [] (prim/atom (promise)))

(defn- ring
  "Wakes all who wait for the bell."
  [bell]
  (let [old (prim/atom-value bell)]
    (if (prim/atom-compare-set bell old (promise))
      (deliver old true)
      (recur bell))))

(defn- wait-for
  "What `attempt` answers as soon as that is not nil, tried again whenever the bell rings; nil once
  ms milliseconds are over (nil: never)."
  [bell ms attempt]
  (let [deadline (if ms (+ (prim/now) ms) nil)]
    (loop []
      (let [changed (prim/atom-value bell)
            answer  (attempt)]
        (cond
          (some? answer) answer
          (nil? deadline) (do (deref changed) (recur))
          :else
          (let [left (- deadline (prim/now))]
            (if (and (< 0 left) (deref changed left nil))
              (recur)
              (attempt))))))))

; Time units.

(def ^:private unit-class (genera.slow/find-type "java.util.concurrent.TimeUnit"))

(def ^:private units
  "[name nanoseconds] of each unit, in Java's order."
  [["NANOSECONDS" 1] ["MICROSECONDS" 1000] ["MILLISECONDS" 1000000] ["SECONDS" 1000000000]
   ["MINUTES" 60000000000] ["HOURS" 3600000000000] ["DAYS" 86400000000000]])

(doseq [[name nanos] units]
  (intern-static "java.util.concurrent.TimeUnit" name (prim/instance unit-class [name nanos])))

(defn- unit-named [name] (prim/var-root (find-var (symbol "java.util.concurrent.TimeUnit" name))))

(defstatic java.util.concurrent.TimeUnit/valueOf [name]
  (if (some (fn [row] (= name (nth row 0))) units)
    (unit-named name)
    (throw (new IllegalArgumentException
                (str "No enum constant java.util.concurrent.TimeUnit." name)))))
(defstatic java.util.concurrent.TimeUnit/values []
  (to-array (map (fn [row] (unit-named (nth row 0))) units)))

(defn- in-unit
  "A time of one unit in units of some nanoseconds, rounded towards zero."
  [unit n nanos]
  (let [own (prim/field unit 1)]
    (if (< own nanos)
      (quot n (quot nanos own))
      (let [product (*' n (quot own nanos))] ; Java stops at the ends of its range
        (cond (< Long/MAX_VALUE product) Long/MAX_VALUE
              (< product Long/MIN_VALUE) Long/MIN_VALUE
              :else (long product))))))

(defn- ms-of
  "A time in milliseconds, with fractions."
  [n unit]
  (/ (* 1.0 n (prim/field unit 1)) 1000000))

(defmethods java.util.concurrent.TimeUnit
  (toNanos [u n] (in-unit u n 1))
  (toMicros [u n] (in-unit u n 1000))
  (toMillis [u n] (in-unit u n 1000000))
  (toSeconds [u n] (in-unit u n 1000000000))
  (toMinutes [u n] (in-unit u n 60000000000))
  (toHours [u n] (in-unit u n 3600000000000))
  (toDays [u n] (in-unit u n 86400000000000))
  (convert [u n other] (in-unit other n (prim/field u 1)))
  (sleep [u n] (prim/sleep (ms-of n u)) nil)
  (name [u] (prim/field u 0))
  (ordinal [u] (.indexOf (mapv first units) (prim/field u 0)))
  (compareTo [u other] (- (.ordinal u) (.ordinal other)))
  (toString [u] (prim/field u 0)))

; Latches, semaphores and locks: a count in an atom.

(defn- counted
  "An instance around a count and a bell."
  [class-name n]
  (prim/instance (genera.slow/find-type class-name) [(prim/atom n) (bell)]))

(defn- count-of [x] (prim/field x 0))
(defn- bell-of [x] (prim/field x 1))

(defn- take-permits
  "Takes n permits if they are there; answers true or nil."
  [s n]
  (let [have (prim/atom-value (count-of s))]
    (cond
      (< have n) nil
      (prim/atom-compare-set (count-of s) have (- have n)) true
      :else (recur s n))))

(defstatic java.util.concurrent.CountDownLatch/new [n]
  (when (< n 0) (throw (new IllegalArgumentException "count < 0")))
  (counted "java.util.concurrent.CountDownLatch" n))
(defmethods java.util.concurrent.CountDownLatch
  (countDown [l]
    (let [left (swap! (count-of l) (fn [n] (max 0 (dec n))))]
      (when (= 0 left) (ring (bell-of l)))
      nil))
  (getCount [l] (prim/atom-value (count-of l)))
  (toString [l]
    (str "java.util.concurrent.CountDownLatch@" (prim/number-string (prim/identity-hash l) 16)
         "[Count = " (prim/atom-value (count-of l)) "]"))
  (await ([l] (wait-for (bell-of l) nil (fn [] (if (= 0 (.getCount l)) true nil))) nil)
         ([l n unit]
          (boolean (wait-for (bell-of l) (ms-of n unit)
                             (fn [] (if (= 0 (.getCount l)) true nil)))))))

; A barrier's count is how many have come in the round; each round has a bell of its own.
(defstatic java.util.concurrent.CyclicBarrier/new
  ([n] (java.util.concurrent.CyclicBarrier/new n nil))
  ([n action]
   (prim/mutable-instance (genera.slow/find-type "java.util.concurrent.CyclicBarrier")
                          [n action (prim/atom [0 (promise)])])))
(defmethods java.util.concurrent.CyclicBarrier
  (await [b]
    (let [n     (prim/field b 0)
          state (prim/field b 2)
          [[_ ring] [come round]]
          (swap-vals! state (fn [[come round]]
                              (if (= n (inc come)) [0 (promise)] [(inc come) round])))]
      (if (identical? ring round)
        (do (deref ring) (- n come))
        (do (when-let [action (prim/field b 1)] (.run action))
            (deliver ring true)
            0))))
  (getParties [b] (prim/field b 0))
  (getNumberWaiting [b] (first (prim/atom-value (prim/field b 2))))
  (isBroken [b] false))

(defstatic java.util.concurrent.Semaphore/new
  ([n] (counted "java.util.concurrent.Semaphore" n))
  ([n fair?] (counted "java.util.concurrent.Semaphore" n)))
(defmethods java.util.concurrent.Semaphore
  (acquire ([s] (wait-for (bell-of s) nil (fn [] (take-permits s 1))) nil)
           ([s n] (wait-for (bell-of s) nil (fn [] (take-permits s n))) nil))
  (tryAcquire ([s] (boolean (take-permits s 1)))
              ([s n] (boolean (take-permits s n)))
              ([s n unit] (boolean (wait-for (bell-of s) (ms-of n unit)
                                             (fn [] (take-permits s 1))))))
  (release ([s] (.release s 1))
           ([s n] (swap! (count-of s) + n) (ring (bell-of s)) nil))
  (drainPermits [s] (nth (reset-vals! (count-of s) 0) 0))
  (availablePermits [s] (prim/atom-value (count-of s))))

; A lock's state is nil or [owner times].

(defn- take-lock [l]
  (let [state (prim/atom-value (count-of l))
        me    (prim/self)]
    (cond
      (and state (not= me (nth state 0))) nil
      (prim/atom-compare-set (count-of l) state [me (if state (inc (nth state 1)) 1)]) true
      :else (recur l))))

(defstatic java.util.concurrent.locks.ReentrantLock/new
  ([] (counted "java.util.concurrent.locks.ReentrantLock" nil))
  ([fair?] (counted "java.util.concurrent.locks.ReentrantLock" nil)))
(defmethods java.util.concurrent.locks.ReentrantLock
  (lock [l] (wait-for (bell-of l) nil (fn [] (take-lock l))) nil)
  (lockInterruptibly [l] (wait-for (bell-of l) nil (fn [] (take-lock l))) nil)
  (tryLock ([l] (boolean (take-lock l)))
           ([l n unit] (boolean (wait-for (bell-of l) (ms-of n unit) (fn [] (take-lock l))))))
  (unlock [l]
    (let [state (prim/atom-value (count-of l))]
      (when-not (and state (= (prim/self) (nth state 0)))
        (throw (new IllegalMonitorStateException)))
      (let [times (dec (nth state 1))]
        (reset! (count-of l) (if (= 0 times) nil [(nth state 0) times]))
        (when (= 0 times) (ring (bell-of l)))
        nil)))
  (getHoldCount [l]
    (let [[owner times] (prim/atom-value (count-of l))] (if (= owner (prim/self)) times 0)))
  (isFair [l] false)
  (isLocked [l] (some? (prim/atom-value (count-of l))))
  (isHeldByCurrentThread [l]
    (= (prim/self) (nth (prim/atom-value (count-of l)) 0 nil))))

; Queues: a vector or sorted elements in an atom, a capacity, a bell.

(defn- queue-of
  "A queue of a class with room for `limit` elements (nil: no limit), ordered by a comparator
  unless it is nil, holding the elements of coll."
  [class-name limit order coll]
  (prim/instance (genera.slow/find-type class-name)
                 [(prim/atom (if order
                               (vec (sort order coll))
                               (into clojure.lang.PersistentQueue/EMPTY coll)))
                  (bell) limit order]))

(defn- items [q] (prim/atom-value (prim/field q 0)))

(defn- try-put
  "Adds an element if there is room; answers true or nil."
  [q x]
  (when (nil? x) (throw (new NullPointerException)))
  (let [old   (items q)
        limit (prim/field q 2)
        order (prim/field q 3)]
    (cond
      (and limit (<= limit (count old))) nil
      (prim/atom-compare-set (prim/field q 0) old
                             (if order (vec (sort order (conj old x))) (conj old x)))
      (do (ring (bell-of q)) true)
      :else (recur q x))))

(defn- try-take
  "Takes the first element, or answers nil."
  [q]
  (let [old (items q)]
    (cond
      (= 0 (count old)) nil
      (prim/atom-compare-set (prim/field q 0) old (if (vector? old) (subvec old 1) (pop old)))
      (do (ring (bell-of q)) (first old))
      :else (recur q))))

(defn- remove-one
  "Removes the first element equal to x; answers whether there was one."
  [q x]
  (let [old  (items q)
        [before after] (split-with (fn [y] (not= x y)) old)]
    (cond
      (nil? (seq after)) false
      (prim/atom-compare-set (prim/field q 0) old
                             (into (empty old) (concat before (rest after)))) true
      :else (recur q x))))

(def ^:private queue-methods
  {:put       (fn put [q x] (wait-for (bell-of q) nil (fn [] (try-put q x))) nil)
   :add       (fn add [q x]
                (if (try-put q x) true (throw (new IllegalStateException "Queue full"))))
   :offer     (fn offer
                ([q x] (boolean (try-put q x)))
                ([q x n unit] (boolean (wait-for (bell-of q) (ms-of n unit)
                                                 (fn [] (try-put q x))))))
   :take      (fn take [q] (wait-for (bell-of q) nil (fn [] (try-take q))))
   :poll      (fn poll
                ([q] (try-take q))
                ([q n unit] (wait-for (bell-of q) (ms-of n unit) (fn [] (try-take q)))))
   :remove    (fn remove
                ([q] (let [x (try-take q)]
                       (if (nil? x) (throw (new java.util.NoSuchElementException)) x)))
                ([q x] (remove-one q x)))
   :peek      (fn peek [q] (first (items q)))
   :element   (fn element [q]
                (if (seq (items q))
                  (first (items q))
                  (throw (new java.util.NoSuchElementException))))
   :drainTo   (fn drainTo
                ([q to] (.drainTo q to 9223372036854775807))
                ([q to limit]
                 (loop [n 0]
                   (let [x (if (< n limit) (try-take q) nil)]
                     (if (nil? x) n (do (.add to x) (recur (inc n))))))))
   :addAll    (fn addAll [q coll] (doseq [x (seq coll)] (.add q x)) (some? (seq coll)))
   :contains  (fn contains [q x] (boolean (some (fn [y] (= x y)) (items q))))
   :clear     (fn clear [q] (reset! (prim/field q 0) (empty (items q))) (ring (bell-of q)) nil)
   :size      (fn size [q] (clojure.core/count (items q)))
   :count     (fn count [q] (clojure.core/count (items q)))
   :isEmpty   (fn isEmpty [q] (= 0 (clojure.core/count (items q))))
   :remainingCapacity (fn remainingCapacity [q]
                        (if (prim/field q 2)
                          (- (prim/field q 2) (clojure.core/count (items q)))
                          2147483647))
   :seq       (fn seq [q] (clojure.core/seq (items q)))
   :iterator  (fn iterator [q] (iterator-of (items q)))
   :toArray   (fn toArray [q] (to-array (items q)))
   :toString  (fn toString [q] (joined (items q)))})

(doseq [name ["LinkedBlockingQueue" "LinkedBlockingDeque" "ArrayBlockingQueue"
              "ConcurrentLinkedQueue" "ConcurrentLinkedDeque" "LinkedTransferQueue"]]
  (let [class-name (str "java.util.concurrent." name)]
    (add-methods (genera.slow/find-type class-name) queue-methods)
    (intern-static class-name "new"
      (fn ([] (queue-of class-name nil nil nil))
          ([x] (if (number? x)
                 (queue-of class-name x nil nil)
                 (queue-of class-name nil nil (seq x))))
          ([limit fair?] (queue-of class-name limit nil nil))))))

(doseq [class-name ["java.util.PriorityQueue" "java.util.concurrent.PriorityBlockingQueue"]]
  (add-methods (genera.slow/find-type class-name) queue-methods)
  (intern-static class-name "new"
    (fn ([] (queue-of class-name nil compare nil))
        ([x] (cond (number? x) (queue-of class-name nil compare nil)
                   (fn? x)     (queue-of class-name nil x nil)
                   (instance? java.util.Comparator x)
                   (queue-of class-name nil (fn [a b] (.compare x a b)) nil)
                   :else       (queue-of class-name nil compare (seq x))))
        ([n order] (queue-of class-name nil
                             (if (fn? order) order (fn [a b] (.compare order a b))) nil)))))

; Executors: each task is a future, of which at most `limit` run at once (nil: no limit).

(defn- call-task
  "What a task, a function or an object with call or run, answers."
  [task]
  (cond (fn? task) (task)
        (prim/find-method task :call) (.call task)
        :else (.run task)))

; A pool has up to `limit` actors (nil: any number) that do its tasks in the order in which they
; were given; an actor ends when there is nothing left to do.

(defn- executor
  [limit]
  (prim/instance (genera.slow/find-type "java.util.concurrent.ThreadPoolExecutor")
                 [limit
                  (prim/atom {:running 0 :shutdown false
                              :queue clojure.lang.PersistentQueue/EMPTY})
                  (bell)]))

(defn- next-task
  "The next task for an actor of a pool; nil, and one actor fewer, when there is none."
  [e]
  (let [[{:keys [queue]} _]
        (swap-vals! (prim/field e 1)
                    (fn [{:keys [queue running] :as state}]
                      (if (peek queue)
                        (assoc state :queue (pop queue))
                        (assoc state :running (dec running)))))]
    (peek queue)))

(defn- work-for
  "What an actor of a pool does, beginning with a task."
  [e task]
  (loop [task task]
    (if task
      (do (try (task)
               (catch Throwable error
                 (prim/report-error error "A task of an executor has failed:\n")))
          (recur (next-task e)))
      (ring (prim/field e 2)))))

(defn- give-task
  "Has a pool call a function of no arguments, at once or when an actor of it is free."
  [e task]
  (let [limit (prim/field e 0)
        [{:keys [shutdown running]} after]
        (swap-vals! (prim/field e 1)
                    (fn [{:keys [shutdown running queue] :as state}]
                      (cond
                        shutdown                              state
                        (or (nil? limit) (< running limit)) (assoc state :running (inc running))
                        :else                                 (assoc state
                                                                :queue (conj queue task)))))]
    (when shutdown
      (throw (new java.util.concurrent.RejectedExecutionException
                  (str "Task " task " rejected from " e))))
    (when (< running (:running after))
      (prim/spawn (fn [] (work-for e task)) nil))
    nil))

(defn- submit
  "A future of a task."
  [e task]
  (let [[made run] (#'clojure.core/make-future (fn [] (call-task task)))]
    (give-task e run)
    made))

(defn- finished? [e]
  (let [{:keys [running shutdown]} (prim/atom-value (prim/field e 1))]
    (if (and shutdown (= 0 running)) true nil)))

(defmethods java.util.concurrent.ThreadPoolExecutor
  (submit ([e task] (submit e task))
          ([e task result] (submit e (fn [] (call-task task) result))))
  (execute [e task] (give-task e (fn [] (call-task task))))
  (invokeAll [e tasks]
    (let [futures (mapv (fn [task] (submit e task)) tasks)]
      (doseq [f futures] (try (deref f) (catch Throwable _ nil)))
      futures))
  (invokeAny [e tasks] (deref (submit e (first tasks))))
  (schedule [e task n unit]
    (submit e (fn [] (prim/sleep (ms-of n unit)) (call-task task))))
  (shutdown [e] (swap! (prim/field e 1) assoc :shutdown true) (ring (prim/field e 2)) nil)
  (shutdownNow [e] (.shutdown e) [])
  (close [e] (.shutdown e) (.awaitTermination e 1 (unit-named "DAYS")) nil)
  (isShutdown [e] (:shutdown (prim/atom-value (prim/field e 1))))
  (isTerminated [e] (boolean (finished? e)))
  (awaitTermination [e n unit]
    (boolean (wait-for (prim/field e 2) (ms-of n unit) (fn [] (finished? e))))))

(defn- repeat-task
  "A future that does a task after a delay and again and again, until it is cancelled or fails:
  `pause` answers how long to wait, in milliseconds, of when the task began."
  [e task initial pause]
  (submit e (fn []
              (prim/sleep initial)
              (loop []
                (let [began (prim/now)]
                  (call-task task)
                  (prim/sleep (max 0 (pause began)))
                  (recur))))))
(defmethods java.util.concurrent.ThreadPoolExecutor
  (scheduleAtFixedRate [e task initial period unit]
    (let [ms (ms-of period unit)]
      (repeat-task e task (ms-of initial unit) (fn [began] (- (+ began ms) (prim/now))))))
  (scheduleWithFixedDelay [e task initial delay unit]
    (repeat-task e task (ms-of initial unit) (fn [_] (ms-of delay unit)))))
(defn- pool
  "An executor of so many actors, at least one."
  [n]
  (when (< n 1) (throw (new IllegalArgumentException)))
  (executor n))
(defstatic java.util.concurrent.Executors/newFixedThreadPool
  ([n] (pool n)) ([n factory] (pool n)))
(defstatic java.util.concurrent.Executors/newSingleThreadExecutor
  ([] (executor 1)) ([factory] (executor 1)))
(defstatic java.util.concurrent.Executors/newCachedThreadPool
  ([] (executor nil)) ([factory] (executor nil)))
(defstatic java.util.concurrent.Executors/newWorkStealingPool
  ([] (executor nil)) ([n] (executor n)))
(defstatic java.util.concurrent.Executors/newVirtualThreadPerTaskExecutor [] (executor nil))
(defstatic java.util.concurrent.Executors/newScheduledThreadPool
  ([n] (executor nil)) ([n factory] (executor nil)))
(defstatic java.util.concurrent.Executors/newSingleThreadScheduledExecutor [] (executor nil))

; AtomicBoolean, on the cells of host_time.clj.

(def ^:private boolean-class
  (genera.slow/find-type "java.util.concurrent.atomic.AtomicBoolean"))

(defstatic java.util.concurrent.atomic.AtomicBoolean/new
  ([] (prim/instance boolean-class [(prim/atom false)]))
  ([on] (prim/instance boolean-class [(prim/atom (boolean on))])))
(defmethods java.util.concurrent.atomic.AtomicBoolean
  (get [b] (prim/atom-value (prim/field b 0)))
  (set [b on] (reset! (prim/field b 0) (boolean on)) nil)
  (lazySet [b on] (reset! (prim/field b 0) (boolean on)) nil)
  (getAndSet [b on] (nth (reset-vals! (prim/field b 0) (boolean on)) 0))
  (compareAndSet [b old new] (prim/atom-compare-set (prim/field b 0) (boolean old) (boolean new)))
  (toString [b] (str (prim/atom-value (prim/field b 0)))))

; ThreadLocal: a value of each actor. The values are kept by pid.

(defn- local-values
  "The values of a ThreadLocal, in an atom, by pid; kept in the object's identity."
  [t]
  (prim/field t 0))

(defstatic java.lang.ThreadLocal/new []
  (prim/instance (genera.slow/find-type "java.lang.ThreadLocal") [(prim/atom {}) nil]))
(defstatic java.lang.ThreadLocal/withInitial [supplier]
  (prim/instance (genera.slow/find-type "java.lang.ThreadLocal") [(prim/atom {}) supplier]))

(def ^:private proxied-locals
  "The values of proxies of ThreadLocal, in an atom: identity hash to values."
  (prim/atom {}))

(defn- own-local?
  "Is t a ThreadLocal of ours, or a proxy of one?"
  [t]
  (prim/identical (prim/class t) (genera.slow/find-type "java.lang.ThreadLocal")))

(defn- values-cell [t]
  (if (own-local? t)
    (local-values t)
    (let [k (prim/identity-hash t)]
      (get (swap! proxied-locals (fn [all] (if (get all k) all (assoc all k (prim/atom {}))))) k))))

(defmethods java.lang.ThreadLocal
  (initialValue [t]
    (let [supplier (if (own-local? t) (prim/field t 1) nil)]
      (cond (nil? supplier) nil (fn? supplier) (supplier) :else (.get supplier))))
  (get [t]
    (let [cell (values-cell t)
          me   (prim/self)
          all  (prim/atom-value cell)]
      (if (contains? all me)
        (clojure.core/get all me)
        (let [x (.initialValue t)]
          (swap! cell assoc me x)
          x))))
  (set [t x] (swap! (values-cell t) assoc (prim/self) x) nil)
  (remove [t] (swap! (values-cell t) dissoc (prim/self)) nil))

; References: as strong as any other.

(doseq [class-name ["java.lang.ref.WeakReference" "java.lang.ref.SoftReference"]]
  (intern-static class-name "new"
    (fn ([x] (prim/mutable-instance (genera.slow/find-type class-name) [x nil]))
        ([x queue] (prim/mutable-instance (genera.slow/find-type class-name) [x queue]))))
  (add-methods (genera.slow/find-type class-name)
    {:get     (fn get [r] (prim/field r 0))
     :clear   (fn clear [r] (prim/set-field r 0 nil) nil)
     :enqueue (fn enqueue [r]
                (let [queue (prim/field r 1)]
                  (prim/set-field r 0 nil)
                  (prim/set-field r 1 nil)
                  (if queue (do (swap! (prim/field queue 0) conj r) true) false)))}))
; A queue holds the references that were put into it: the collector clears none.
(defstatic java.lang.ref.ReferenceQueue/new []
  (prim/instance (genera.slow/find-type "java.lang.ref.ReferenceQueue") [(prim/atom [])]))
(defmethods java.lang.ref.ReferenceQueue
  (poll [q]
    (let [[old] (swap-vals! (prim/field q 0) (fn [refs] (if (seq refs) (subvec refs 1) refs)))]
      (first old))))
