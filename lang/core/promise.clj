; Promises and futures: cells that are filled once, for which actors wait.
;
; A gate is an atom that holds a list of [pid id], the actors that wait, until it holds a reduced
; wrapper around the value. A waiter adds itself by compare-and-set and then waits for a message
; with its id, leaving all others in its mailbox; whoever fills the gate sends one to each. So a
; wait costs nothing while it lasts, and no wake-up is lost.
; A future is a promise filled by an actor of its own, which runs under the bindings of its maker.

(defn- await-message
  "Takes the wake-up of that id out of the mailbox; false at the deadline, nil for none."
  [id deadline]
  (loop []
    (let [mail (prim/mail-next)]
      (if mail
        (let [message (prim/reduced-value mail)]
          (if (and (prim/is-vector message)
                   (= 2 (count message))
                   (identical? :genera.actors/wake (nth message 0))
                   (= id (nth message 1)))
            (do (prim/mail-take) true)
            (do (prim/mail-skip) (recur))))
        (if (prim/mail-wait deadline) (recur) false)))))

(defn- leave-gate
  "Takes a waiter off a gate's list; true if it was still there."
  [gate waiter]
  (loop []
    (let [state (prim/atom-value gate)]
      (if (prim/is-reduced state)
        false
        (if (prim/atom-compare-set gate state (remove (fn [w] (= w waiter)) state))
          true
          (recur))))))

(defn- await-gate
  "The value of a gate, waited for until the deadline (nil: none), else timeout-value."
  [gate deadline timeout-value]
  (loop []
    (let [state (prim/atom-value gate)]
      (if (prim/is-reduced state)
        (prim/reduced-value state)
        (let [id     (prim/next-id)
              waiter [(prim/self) id]]
          (if (prim/atom-compare-set gate state (cons waiter state))
            (cond
              (await-message id deadline) (prim/reduced-value (prim/atom-value gate))
              (leave-gate gate waiter)    timeout-value
              :else (do (await-message id nil) (prim/reduced-value (prim/atom-value gate))))
            (recur)))))))

(defn- fill-gate
  "Gives a gate its value and wakes those who wait; false if it had one."
  [gate value]
  (loop []
    (let [state (prim/atom-value gate)]
      (cond
        (prim/is-reduced state) false
        (prim/atom-compare-set gate state (prim/reduced value))
        (do (doseq [[pid id] state] (prim/send pid [:genera.actors/wake id]))
            true)
        :else (recur)))))

(defn- deadline-after
  "The moment ms milliseconds from now."
  [ms]
  (+ (prim/now) ms))

(deftype Promise [gate]
  clojure.lang.IBlockingDeref
  (deref [_] (await-gate gate nil nil))
  (deref [_ ms timeout-value] (await-gate gate (deadline-after ms) timeout-value))
  clojure.lang.IDeref
  clojure.lang.IPending
  (isRealized [_] (prim/is-reduced (prim/atom-value gate)))
  clojure.lang.IFn
  (invoke [this value] (when (fill-gate gate value) this)))

(alter-meta! (var ->Promise) assoc :private true)

(defn promise
  "A reference without a value, which deliver gives it once; deref waits for that."
  []
  (->Promise (prim/atom ())))

(defn deliver
  "Gives a promise its value; answers the promise, or nil if it had one."
  [promise value]
  (promise value))

(deftype Future [gate pid cancelled]
  clojure.lang.IBlockingDeref
  (deref [this] (.outcome this (await-gate gate nil nil) nil))
  (deref [this ms timeout-value]
    (.outcome this (await-gate gate (deadline-after ms) [:timeout nil]) timeout-value))
  clojure.lang.IDeref
  clojure.lang.IPending
  (isRealized [_] (prim/is-reduced (prim/atom-value gate)))
  java.util.concurrent.Future
  (get [this] (.deref this))
  (get [this n unit]
    (let [value (.deref this (.toMillis unit n) gate)]
      (if (identical? value gate)
        (throw (new java.util.concurrent.TimeoutException))
        value)))
  (isDone [_] (prim/is-reduced (prim/atom-value gate)))
  (isCancelled [_] (prim/atom-value cancelled))
  (outcome [_ [kind value] timeout-value]
    (case kind
      :value     value
      :timeout   timeout-value
      :cancelled (throw (new java.util.concurrent.CancellationException))
      :error     (throw (new java.util.concurrent.ExecutionException value))))
  (cancel [_ _]
    (if (fill-gate gate [:cancelled nil])
      (do (prim/atom-set cancelled true)
          (when-let [runner (prim/atom-value pid)] (prim/interrupt runner))
          true)
      false)))

(alter-meta! (var ->Future) assoc :private true)

(defn- make-future
  "A future of what f, called without arguments, answers or throws, and the function that calls it:
  in an actor whose pid the future knows just as long as it may be interrupted."
  [f]
  (let [gate (prim/atom ())
        pid  (prim/atom nil)]
    [(->Future gate pid (prim/atom false))
     (fn []
       (try
         (prim/atom-set pid (prim/self))
         (when-not (prim/is-reduced (prim/atom-value gate))
           (fill-gate gate (try [:value (f)] (catch Throwable e [:error e]))))
         (prim/atom-set pid nil)
         (catch InterruptedException _ nil)))]))

(defn future-call
  "A future of what f, called without arguments in an actor of its own, answers or throws."
  [f]
  (let [[made run] (make-future f)]
    (prim/spawn run (prim/bindings))
    made))

(defmacro future
  "A reference to the value of body, which is evaluated at the same time as what follows; deref
  waits for it, and throws if body threw."
  [& body]
  `(future-call (~'fn* [] ~@body)))

(defn future-done?
  "Whether the future has its value, threw or was cancelled."
  [f]
  (.isDone (as-reference f :isDone "java.util.concurrent.Future" "isDone()" "f")))

(defn future-cancelled?
  "Whether the future was cancelled."
  [f]
  (.isCancelled (as-reference f :isCancelled "java.util.concurrent.Future" "isCancelled()" "f")))

(defn future-cancel
  "Stops the future if it has not ended; answers whether it did."
  [f]
  (.cancel (as-reference f :cancel "java.util.concurrent.Future" "cancel(boolean)" "f") true))

(defn pmap
  "As map over the collections, with up to two elements computed ahead in actors of their own."
  ([f coll]
   (let [futures (map (fn [x] (future (f x))) coll)
         step    (fn step [[x & xs :as all] ahead]
                   (lazy-seq
                     (if-let [s (seq ahead)]
                       (cons (deref x) (step xs (rest s)))
                       (map deref all))))]
     (step futures (drop 2 futures))))
  ([f coll & colls]
   (pmap (fn [xs] (apply f xs)) (apply map vector coll colls))))

(defn pcalls
  "A lazy sequence of what the functions, called at the same time, answer."
  [& fs]
  (pmap (fn [f] (f)) fs))

(defmacro pvalues
  "A lazy sequence of the values of the expressions, evaluated at the same time."
  [& exprs]
  `(pcalls ~@(map (fn [expr] `(fn [] ~expr)) exprs)))

; Monitors: locking waits while another actor holds the lock of the same object. Who waits is
; noted with the lock, and sent a message when it is free; then all who wait try again. One that
; was killed gives its lock back without telling anybody: that is looked for now and then.

(def ^:private monitors
  "Which actor holds which object's lock, how often, and who waits: identity hash to
  [pid times waiters], waiters being [pid id]."
  (prim/atom {}))

(def ^:private monitor-patience 50) ; ms

(defn- await-release
  "Waits until a lock was given back, or some time has passed; the waiter is not noted any more."
  [k waiter]
  (when-not (await-message (nth waiter 1) (deadline-after monitor-patience))
    (loop []
      (let [all (prim/atom-value monitors)
            [owner times waiters] (get all k)]
        (if (some (fn [w] (= w waiter)) waiters)
          (when-not (prim/atom-compare-set
                      monitors all
                      (assoc all k [owner times (remove (fn [w] (= w waiter)) waiters)]))
            (recur))
          (await-message (nth waiter 1) nil))))))

(defn- monitor-take
  "Waits until the running actor holds an object's lock."
  [x]
  (let [k  (prim/identity-hash x)
        me (prim/self)]
    (loop []
      (let [all (prim/atom-value monitors)
            [owner times waiters :as held] (get all k)]
        (if (or (nil? held) (= me owner) (not (prim/is-alive owner)))
          (when-not (prim/atom-compare-set
                      monitors all (assoc all k [me (if (= me owner) (inc times) 1) waiters]))
            (recur))
          (let [waiter [me (prim/next-id)]]
            (when (prim/atom-compare-set monitors all
                                         (assoc all k [owner times (cons waiter waiters)]))
              (await-release k waiter))
            (recur)))))))

(defn- monitor-release
  "Gives an object's lock back once."
  [x]
  (let [k (prim/identity-hash x)]
    (loop []
      (let [all (prim/atom-value monitors)
            [owner times waiters] (get all k)]
        (if (= 1 times)
          (if (prim/atom-compare-set monitors all (dissoc all k))
            (doseq [[pid id] waiters] (prim/send pid [:genera.actors/wake id]))
            (recur))
          (when-not (prim/atom-compare-set monitors all (assoc all k [owner (dec times) waiters]))
            (recur)))))))

(defmacro locking
  "Evaluates body while the running actor holds x's lock."
  [x & body]
  `(let [lock# ~x]
     (when (nil? lock#)
       (throw (new NullPointerException
                   "Cannot enter synchronized block because \"lock\" is null")))
     (#'monitor-take lock#)
     (try ~@body (finally (#'monitor-release lock#)))))
