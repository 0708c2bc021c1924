; Refs and transactions: snapshot isolation by versions.
;
; A ref holds its value and the number of the commit that wrote it. A transaction notes the number
; of the last commit when it starts; reading a ref that was written later starts it again. It keeps
; new values to itself, and at its end, holding the one commit lock, checks that no ref it set or
; ensured was written meanwhile, does its commutes on the newest values, and writes all at once.
; Who reads while it writes is not deceived: of a ref, the number is written first and read last,
; and nobody starts with the number of a commit before all of that is written.
; Watches and the sends of agents follow after the commit.

(def ^:private ref-class (genera.slow/find-type "clojure.lang.Ref"))

; Places of a ref's fields.
(def ^:private ref-value 0)
(def ^:private ref-version 1)
(def ^:private ref-meta 2)
(def ^:private ref-validator 3)
(def ^:private ref-watches 4)
(def ^:private ref-min 5)
(def ^:private ref-max 6)

(def ^:private commits (prim/atom 0))
(def ^:private commit-lock (prim/atom false))

(def ^:private retry-class
  "The type of what ends an attempt of a transaction that has to start again."
  (genera.host/define-type "clojure.lang.LockingTransaction$RetryEx" '[java.lang.Error] nil))

(def ^:private ^:dynamic *transaction*
  "The running transaction, an atom with a map, or nil."
  nil)

(defn- retry
  "Ends this attempt of the transaction."
  []
  (throw (prim/throwable retry-class nil nil nil)))

(defn- need-transaction
  "The running transaction; throws when there is none."
  []
  (if *transaction* *transaction* (throw (new IllegalStateException "No transaction running"))))

(defn- check-ref-value
  "Throws if the ref's validator refuses the value."
  [r value]
  (let [valid? (prim/field r ref-validator)]
    (when (and valid? (not (valid? value)))
      (throw (new IllegalStateException "Invalid reference state")))))

(defn ref
  "A ref: a cell that transactions change. Options: :meta, :validator, :min-history, :max-history."
  [x & options]
  (let [options (apply hash-map options)
        made    (prim/mutable-instance ref-class [x 0 (:meta options) (:validator options) {}
                                                  (get options :min-history 0)
                                                  (get options :max-history 10)])]
    (check-ref-value made x)
    made))

(defn- ref-in
  "The value of a ref as the transaction sees it."
  [transaction r]
  (let [known (:values @transaction)]
    (if (contains? known r)
      (get known r)
      (let [value   (prim/field r ref-value)
            version (prim/field r ref-version)]
        (if (< (:start @transaction) version) (retry) value)))))

(defn- set-in
  "Sets a ref in the transaction."
  [transaction r value]
  (when (contains? (:commutes @transaction) r)
    (throw (new IllegalStateException "Can't set after commute")))
  (when (< (:start @transaction) (prim/field r ref-version)) (retry))
  (swap! transaction (fn [t] (assoc t :values (assoc (:values t) r value)
                                    :sets (conj (:sets t) r))))
  value)

(defn ref-set
  "Sets a ref, in a transaction; answers the value."
  [r value]
  (as-instance r ref-class "set(Object)" "ref")
  (set-in (need-transaction) r value))

(defn alter
  "Sets a ref to f of its value and the arguments, in a transaction; answers the new value."
  [r f & args]
  (as-instance r ref-class "alter(clojure.lang.IFn, clojure.lang.ISeq)" "ref")
  (let [transaction (need-transaction)]
    (set-in transaction r (apply f (ref-in transaction r) args))))

(defn commute
  "As alter, for an f whose order does not matter: it is called again with the newest value when
  the transaction commits."
  [r f & args]
  (as-instance r ref-class "commute(clojure.lang.IFn, clojure.lang.ISeq)" "ref")
  (let [transaction (need-transaction)
        known       (:values @transaction)
        value       (apply f (if (contains? known r) (get known r) (prim/field r ref-value)) args)]
    (swap! transaction
           (fn [t]
             (assoc t :values (assoc (:values t) r value)
                      :commutes (if (contains? (:sets t) r)
                                  (:commutes t)
                                  (update (:commutes t) r (fnil conj []) [f args])))))
    value))

(defn ensure
  "The value of a ref that no other transaction may change before this one commits."
  [r]
  (let [transaction (need-transaction)
        value       (ref-in transaction r)]
    (swap! transaction update :ensures conj r)
    value))

(defn- take-commit-lock [] (loop [] (when-not (prim/atom-compare-set commit-lock false true)
                                      (prim/yield)
                                      (recur))))

(defn- commit
  "Writes what a transaction set; nil if it has to start again, else a vector of [ref old new]."
  [transaction]
  (let [{:keys [start values sets ensures commutes]} @transaction]
    (take-commit-lock)
    (try
      (when (every? (fn [r] (<= (prim/field r ref-version) start)) (into sets ensures))
        (let [values  (reduce (fn [values [r calls]]
                                (assoc values r
                                       (reduce (fn [value [f args]] (apply f value args))
                                               (prim/field r ref-value) calls)))
                              values commutes)
              changed (filter (fn [r] (or (contains? sets r) (contains? commutes r)))
                              (keys values))]
          (doseq [r changed] (check-ref-value r (get values r)))
          (let [version (inc (prim/atom-value commits))
                changes (mapv (fn [r]
                                (let [old (prim/field r ref-value) new (get values r)]
                                  (prim/set-field r ref-version version)
                                  (prim/set-field r ref-value new)
                                  [r old new]))
                              changed)]
            (prim/atom-set commits version)
            changes)))
      (finally (prim/atom-set commit-lock false)))))

(defn- attempt
  "Runs the body of a transaction once; [value changes sends], or nil if it has to start again."
  [f]
  (let [transaction (atom {:start (prim/atom-value commits) :values {} :sets #{} :ensures #{}
                           :commutes {} :sends []})]
    (try
      (let [value   (binding [*transaction* transaction] (f))
            changes (commit transaction)]
        (when changes [value changes (:sends @transaction)]))
      (catch Throwable e
        (if (identical? retry-class (class e)) nil (throw e))))))

(declare send-now)

(defn- run-transaction
  "Runs f as a transaction, again and again until it can commit; answers its value."
  [f]
  (if *transaction*
    (f)
    (loop []
      (let [done (attempt f)]
        (if done
          (let [[value changes sends] done]
            (doseq [[r old new] changes
                    [k watch]   (prim/field r ref-watches)]
              (watch k r old new))
            (doseq [[agent f args] sends] (send-now agent f args))
            value)
          (do (prim/yield) (recur)))))))

(defmacro sync
  "Evaluates body as a transaction; flags must be nil."
  [flags & body]
  `(#'run-transaction (fn [] ~@body)))

(defmacro dosync
  "Evaluates body as a transaction: what it does to refs happens at once or not at all. It may be
  evaluated several times."
  [& body]
  `(sync nil ~@body))

(defn- in-transaction?
  "Whether a transaction is running."
  []
  (some? *transaction*))

(defmacro io!
  "Evaluates body, or throws within a transaction; a string before it is the message."
  [& body]
  (let [message (if (string? (first body)) (first body) "I/O in transaction")
        body    (if (string? (first body)) (next body) body)]
    `(if (#'in-transaction?)
       (throw (new IllegalStateException ~message))
       (do ~@body))))

(defn ref-min-history
  "The least number of old values a ref keeps, which is only remembered; sets it with n."
  ([r] (prim/field r ref-min))
  ([r n] (prim/set-field r ref-min n) r))

(defn ref-max-history
  "The greatest number of old values a ref keeps, which is only remembered; sets it with n."
  ([r] (prim/field r ref-max))
  ([r n] (prim/set-field r ref-max n) r))

(defn ref-history-count
  "How many old values a ref keeps: none."
  [r]
  0)

(genera.host/add-methods ref-class
  {:deref        (fn deref [r]
                   (if *transaction* (ref-in *transaction* r) (prim/field r ref-value)))
   :meta         (fn meta [r] (prim/field r ref-meta))
   :resetMeta    (fn resetMeta [r m] (prim/set-field r ref-meta m))
   :addWatch     (fn addWatch [r k f]
                   (prim/set-field r ref-watches (assoc (prim/field r ref-watches) k f))
                   r)
   :removeWatch  (fn removeWatch [r k]
                   (prim/set-field r ref-watches (dissoc (prim/field r ref-watches) k))
                   r)
   :getWatches   (fn getWatches [r] (prim/field r ref-watches))
   :setValidator (fn setValidator [r f]
                   (when (and f (not (f (prim/field r ref-value))))
                     (throw (new IllegalStateException "Invalid reference state")))
                   (prim/set-field r ref-validator f)
                   nil)
   :getValidator (fn getValidator [r] (prim/field r ref-validator))
   :invoke       (fn invoke [r & args] (apply (clojure.core/deref r) args))})
