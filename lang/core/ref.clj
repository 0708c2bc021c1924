; Refs and transactions (docs/stm.md, decision 018). The kernel keeps what a transaction has read
; and set, and commits it; here is what is Lisp's: the attempts, functions that programs give
; (commutes, validators, watches), and effects that are held until the commit.
;
; An attempt that is in vain ends by an exception, `again`, so that finally clauses run. One that
; has called retry ends by `blocked`: the actor waits for a change of what it has read. Both are
; made once. A program may catch them unknowingly, with all else; so they stand among the calls of
; commutes, too, and the commit throws what it finds there.

(def ^:private retry-class
  "The type of what ends an attempt of a transaction."
  (genera.host/define-type "clojure.lang.LockingTransaction$RetryEx" '[java.lang.Error] nil))

(def ^:private again (prim/throwable retry-class nil nil nil))

(def ^:private blocked (prim/throwable retry-class "retry" nil nil))

(defn- fail-attempt
  "Ends the running attempt by one of ours, even when the program catches that."
  [e]
  (let [calls (prim/stm-part 1)]
    (prim/stm-set-part 1 (conj (if calls calls []) e))
    (throw e)))

(defn- is-ours
  "Is it what ends an attempt?"
  [e]
  (or (identical? e again) (identical? e blocked)))

(defn- throw-ours
  "Throws what has ended the attempt already, according to the calls of its commutes, if any."
  [calls]
  (when calls
    (reduce (fn [_ call] (if (is-ours call) (throw call) nil)) nil calls)))

(def ^:private most-attempts 10000)

(def ^:private most-rebases
  "So often a commit computes commutes again before the whole transaction starts again."
  64)

; The table of contended refs (kernel/stm/ref.ts): 64 of them, with three actors each.
(prim/set-root 6 (prim/array (* 64 4)))

; Refs.

(defn ref
  "A ref: a cell that transactions change. Options: :meta, :validator, and :min-history and
  :max-history, the numbers of old values that it keeps for transactions which began earlier."
  ([x] (prim/stm-ref x))
  ([x & options]
   (let [options (apply hash-map options)
         made    (set-up (prim/stm-ref x) x options)]
     (when-let [n (:max-history options)] (prim/stm-set-limit made 2 (prim/to-long n)))
     (when-let [n (:min-history options)] (prim/stm-set-limit made 1 (prim/to-long n)))
     made)))

(defn- as-stm-ref
  "x, if it is a ref; else throws."
  [x call]
  (if (prim/is-stm-ref x) x (as-reference x :none "clojure.lang.Ref" call "ref")))

(defn ref-set
  "Sets a ref, in a transaction; answers the value."
  [ref value]
  (prim/stm-write ref value))

(defn alter
  "Sets a ref to f of its value and the arguments, in a transaction; answers the new value."
  ([ref f] (prim/stm-write ref (f (prim/stm-open ref))))
  ([ref f x] (prim/stm-write ref (f (prim/stm-open ref) x)))
  ([ref f x y] (prim/stm-write ref (f (prim/stm-open ref) x y)))
  ([ref f x y & more] (prim/stm-write ref (apply f (prim/stm-open ref) x y more))))

(defn commute
  "As alter, for an f whose order does not matter: it is called again with the newest value when
  the transaction commits."
  [ref f & args]
  (let [old   (prim/stm-commute ref)
        calls (prim/stm-part 1)]
    (when-not (prim/is-stm-set ref)
      (prim/stm-set-part 1 (conj (if calls calls []) [ref f args])))
    (prim/stm-put ref (apply f old args))))

(defn ensure
  "The value of a ref that no other transaction may change before this one commits."
  [ref]
  (prim/stm-ensure ref))

(defn ref-history-count
  "How many old values the ref keeps in any case; there are more while transactions need them."
  [ref]
  (prim/stm-figure (as-stm-ref ref "getHistoryCount()") 0))

(defn ref-min-history
  "The least number of old values the ref keeps; with n sets it, and answers the ref."
  ([ref] (prim/stm-figure (as-stm-ref ref "getMinHistory()") 1))
  ([ref n] (prim/stm-set-limit (as-stm-ref ref "setMinHistory(int)") 1 (prim/to-long n))))

(defn ref-max-history
  "The greatest number of old values the ref keeps in any case; with n sets it, and answers the
  ref."
  ([ref] (prim/stm-figure (as-stm-ref ref "getMaxHistory()") 2))
  ([ref n] (prim/stm-set-limit (as-stm-ref ref "setMaxHistory(int)") 2 (prim/to-long n))))

; The commit.

(defn- hold-effect
  "Has an effect happen when the running transaction has committed: a function without arguments
  that is called then, or a receiver and its message."
  [effect]
  (let [held (prim/stm-part 0)]
    (prim/stm-set-part 0 (conj (if held held []) effect))))

(defn- hold-message
  "Has a message sent when the running transaction has committed."
  [to message]
  (hold-effect [to message]))

(defn- check-effects
  "The effects as do-effects wants them. A message to a name goes to whom it stands for; throws when
  it stands for nobody, and then the transaction has failed."
  [effects]
  (mapv (fn [effect]
          (if (prim/is-fn effect)
            effect
            (let [[to message] effect]
              (if (or (prim/is-pid to) (prim/is-ref to))
                effect
                [(genera.slow/pid-named to) message]))))
        effects))

(defn- do-effects
  "Does what was held until the commit; nothing ends the actor meanwhile."
  [effects]
  (try
    (reduce (fn [_ effect]
              (if (prim/is-fn effect)
                (effect)
                (prim/stm-post (nth effect 0) (nth effect 1)))
              nil)
            nil effects)
    (finally (prim/stm-release))))

(defn- reach-down
  "Uses the stack n calls deep: an overflow comes here, not later."
  [n]
  (when (< 0 n)
    (reach-down (dec n))
    nil))

(def ^:private depth-of-effects 100)

(defn- compute-commutes
  "Computes the commuted refs of the transaction from their newest values."
  [calls]
  (reduce (fn [begun [ref f args]]
            (let [old (if (contains? begun ref) (prim/stm-commute ref) (prim/stm-rebase ref))]
              (prim/stm-put ref (apply f old args))
              (conj begun ref)))
          #{} calls))

(defn- check-refs
  "Calls the validators of refs that were set; refs and values stand by turns."
  [checked]
  (loop [i 0]
    (when (< i (count checked))
      (check-validator (nth checked i) (nth checked (inc i)))
      (recur (+ i 2)))))

(defn- tell-watches
  "Calls the watches of refs; refs, old values and new ones stand by turns."
  [changes]
  (loop [i 0]
    (when (< i (count changes))
      (notify-watches (nth changes i) (nth changes (+ i 1)) (nth changes (+ i 2)))
      (recur (+ i 3)))))

(defn- commit-fully
  "Commits the running transaction; false if it must start again. What commutes and validators send
  is held as well, and forgotten when they are called again."
  []
  (let [calls (prim/stm-part 1)
        held  (prim/stm-part 0)]
    (throw-ours calls)
    (loop [n 0]
      (when (< 0 n) (prim/stm-set-part 0 held))
      (when calls (compute-commutes calls))
      (check-refs (prim/stm-checked))
      (throw-ours (prim/stm-part 1))
      (let [effects (check-effects (prim/stm-part 0))
            _       (when (seq effects) (reach-down depth-of-effects))
            done    (prim/stm-publish)]
        (case done
          0 false
          (1 2) (do (when (seq effects) (do-effects effects))
                    (when (= 2 done) (tell-watches (prim/stm-changes)))
                    true)
          3 (if (< n most-rebases) (recur (inc n)) false)
          4 (do (if (< n 10) (prim/yield) (prim/sleep 1))
                (recur (inc n))))))))

(defn- end-commit
  "What is left of a commit that has come as far as `done` says."
  [done]
  (if (= 2 done)
    (do (tell-watches (prim/stm-changes)) true)
    (commit-fully)))

; Attempts.

(defn- give-up
  "What an attempt answers that has ended by an exception, which is thrown on unless it is ours."
  [e]
  (cond
    (identical? e blocked) blocked
    (identical? e again)   (do (prim/stm-end true) again)
    :else                  (do (prim/stm-end nil) (throw e))))

(defn- attempt
  "Runs the body of a transaction for the n-th time; its value, or again, or blocked."
  [f n]
  (try
    (prim/stm-begin n)
    (let [value (f)
          done  (prim/stm-commit)]
      (cond
        (identical? true done) value
        (and done (end-commit done)) value
        :else (do (prim/stm-end true) again)))
    (catch Throwable e (give-up e))))

(defn- fail-stuck
  "Throws for a transaction that has retried without having read anything."
  []
  (prim/stm-end nil)
  (throw (new IllegalStateException
              (str "retry in a transaction that has read no ref: it would wait for ever, as it"
                   " waits for a change of what it has read"))))

(defn- fail-tired
  "Throws for a transaction that has started again too often."
  []
  (prim/stm-end nil)
  (throw (new RuntimeException "Transaction failed after reaching retry limit")))

(defn- run-transaction
  "Runs f as a transaction, again and again until it can commit; answers its value."
  [f]
  (if (prim/stm-running)
    (f)
    (loop [n 1]
      (let [value (attempt f n)]
        (cond
          (identical? again value)
          (cond
            (= n most-attempts) (fail-tired)
            (< 2 n) (do (prim/yield) (recur (inc n)))
            :else (recur (inc n)))
          (identical? blocked value) (if (prim/stm-await nil nil) (recur 1) (fail-stuck))
          :else value)))))

(defmacro sync
  "Evaluates body as a transaction; flags must be nil."
  [flags & body]
  `(#'run-transaction (fn [] ~@body)))

(defmacro dosync
  "Evaluates body as a transaction: what it does to refs happens at once or not at all. It may be
  evaluated several times."
  [& body]
  `(sync nil ~@body))

(defmacro io!
  "Evaluates body, or throws within a transaction; a string before it is the message."
  [& body]
  (let [message (if (string? (first body)) (first body) "I/O in transaction")
        body    (if (string? (first body)) (next body) body)]
    `(if (prim/stm-running)
       (throw (new IllegalStateException ~message))
       (do ~@body))))

; Waiting and choosing, which namespace genera.stm offers.

(defn- need-transaction
  "Throws when no transaction is running."
  []
  (when-not (prim/stm-running) (throw (new IllegalStateException "No transaction running"))))

(defn- retry-transaction
  "Ends this attempt; the next one comes when something that this one has read has changed."
  []
  (need-transaction)
  (fail-attempt blocked))

(defn- first-of
  "The value of a, called without arguments in a transaction; if it retries, what it did is taken
  back, and the value is b's."
  [a b]
  (need-transaction)
  (let [saved (prim/stm-save)
        value (try
                (let [value (a)]
                  (throw-ours (prim/stm-part 1))
                  value)
                (catch Throwable e (if (identical? e blocked) blocked (throw e))))]
    (if (identical? blocked value)
      (do (prim/stm-restore saved) (b))
      value)))

(defn- try-transaction
  "Runs f as a transaction; [value], or nil if it retries: then the transaction is to be waited for
  by stm-await, or ended."
  [f]
  (loop [n 1]
    (let [value (attempt f n)]
      (cond
        (identical? blocked value) nil
        (identical? again value)
        (do (when (= n most-attempts) (fail-tired))
            (when (< 2 n) (prim/yield))
            (recur (inc n)))
        :else [value]))))

(genera.host/intern-static "clojure.lang.LockingTransaction" "isRunning"
                           (fn isRunning [] (prim/stm-running)))

(genera.host/add-methods (genera.slow/find-type "clojure.lang.Ref")
  {:deref           (fn deref [r] (prim/stm-read r))
   :invoke          (fn invoke [r & args] (apply (prim/stm-read r) args))
   :compareTo       (fn compareTo [r other]
                      (compare (prim/stm-figure r 7)
                               (prim/stm-figure (as-stm-ref other "compareTo(Ref)") 7)))
   :set             (fn set [r value] (prim/stm-write r value))
   :alter           (fn alter [r f args] (apply clojure.core/alter r f args))
   :commute         (fn commute [r f args] (apply clojure.core/commute r f args))
   :touch           (fn touch [r] (prim/stm-ensure r) nil)
   :getHistoryCount (fn getHistoryCount [r] (prim/stm-figure r 0))
   :trimHistory     (fn trimHistory [r] (prim/stm-set-limit r 0 0) nil)
   :getMinHistory   (fn getMinHistory [r] (prim/stm-figure r 1))
   :setMinHistory   (fn setMinHistory [r n] (ref-min-history r n))
   :getMaxHistory   (fn getMaxHistory [r] (prim/stm-figure r 2))
   :setMaxHistory   (fn setMaxHistory [r n] (ref-max-history r n))
   :meta            (fn meta [r] (prim/cell-field r 1))})
