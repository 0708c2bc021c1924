; Cells: atoms, volatiles, delays, and what all references share: deref, metadata, validators,
; watches.
;
; An atom changes by compare-and-set, so a function given to swap! may run several times when
; actors race. A delay is a wait cell: one actor computes it, others wait. A delay whose body
; threw keeps the exception and throws it again, as on the JVM; a lazy sequence does not.
; Classes defined in Lisp that act as references have methods :deref, :swap, :reset and so on.

(declare deref force)

(defn- check-validator
  "Throws if the reference has a validator that refuses the value."
  [cell value]
  (let [valid? (prim/cell-field cell 3)]
    (when valid?
      (when-not (valid? value)
        (throw (new IllegalStateException "Invalid reference state"))))))

(defn- notify-watches
  "Calls the watches of a reference after a change."
  [cell old new]
  (let [watches (prim/cell-field cell 2)]
    (when watches
      (reduce (fn [_ entry] ((val entry) (key entry) cell old new) nil) nil watches))))

(defn- as-meta
  "m, which must be a map or nil."
  [m]
  (if (or (nil? m) (map? m)) m (genera.slow/cannot-cast m "clojure.lang.IPersistentMap")))

(defn- as-function
  "f, which must be what can be called."
  [f]
  (if (prim/is-callable f) f (genera.slow/cannot-cast f "clojure.lang.IFn")))

(defn- set-up
  "Gives a new reference what the options want, and answers it."
  [made x {:keys [meta validator]}]
  (when meta (prim/set-cell-field made 1 (as-meta meta)))
  (when validator
    (prim/set-cell-field made 3 (as-function validator))
    (check-validator made x))
  made)

(defn atom
  "An atom: a cell for one value, changed by swap! and reset!. Options: :meta, a map, and
  :validator, a function that refuses a new value by answering false."
  ([x] (prim/atom x))
  ([x & options] (set-up (prim/atom x) x (apply hash-map options))))

(defn- as-reference
  "x if it has that method, as classes defined in Lisp that act as references have. Else throws
  what the JVM throws for x in place of the class; call and argument are its words for nil."
  [x method class-name call argument]
  (cond
    (prim/is-nil x)
    (throw (new NullPointerException (str "Cannot invoke \"" class-name "." call "\" because \""
                                          argument "\" is null")))
    (and (prim/is-instance x) (prim/find-method x method)) x
    :else (genera.slow/cannot-cast x class-name)))

(defn- as-instance
  "x, if it is an instance of that type; else throws as as-reference does."
  [x type call argument]
  (if (prim/is-instance-of x type)
    x
    (as-reference x :none (prim/type-name type) call argument)))

(defn- as-atom
  "x, if it acts as an atom by that method; else throws."
  [x method call]
  (as-reference x method "clojure.lang.IAtom" call "atom"))

(defn- as-atom-2
  "x, if it acts as an atom that tells its old value too; else throws."
  [x method call]
  (as-reference x method "clojure.lang.IAtom2" call "atom"))

(defn- set-atom
  "Sets the atom to new if its value is still old, which it is not in another's turn either; tells
  its watches. Answers whether."
  [atom old new]
  (check-validator atom new)
  (if (prim/atom-compare-set atom old new)
    (do (notify-watches atom old new) true)
    false))

(defn compare-and-set!
  "Sets the atom to new if its value is identical to old; answers whether it did."
  [atom old new]
  (if (prim/is-atom atom)
    (do (check-validator atom new)
        (loop []
          (let [done (prim/atom-compare-set atom old new)]
            (cond
              (prim/is-nil done) (do (prim/yield) (recur)) ; it is another's turn
              done               (do (notify-watches atom old new) true)
              :else              false))))
    (.compareAndSet (as-atom atom :compareAndSet "compareAndSet(Object, Object)") old new)))

; Attempts after which who changes an atom lets others run first, and asks for the turn.
(def ^:private hasty-attempts 8)
(def ^:private fair-attempts 16)

(defn- change-in-turn
  "As change-atom, when it is this actor's turn, as soon as nobody else has one."
  [atom f answer]
  (loop [n 1]
    (prim/atom-turn atom)
    (let [changed (try
                    (let [old (prim/atom-value atom)
                          new (f old)]
                      (when (set-atom atom old new) [(answer old new)]))
                    (finally (prim/atom-turn nil)))]
      (cond
        changed              (nth changed 0)
        (< n hasty-attempts) (do (prim/yield) (recur (inc n)))
        :else                (do (prim/sleep 1) (recur (inc n)))))))

(defn- change-atom
  "Sets the atom to f of its value; answers what `answer` makes of the old value and the new one."
  [atom f answer]
  (loop [n 1]
    (let [old (prim/atom-value atom)
          new (f old)]
      (cond
        (set-atom atom old new) (answer old new)
        (= n fair-attempts)     (change-in-turn atom f answer)
        :else (do (when (< hasty-attempts n) (prim/yield))
                  (recur (inc n)))))))

(defn- new-value [_ new] new)

(defn- swap-again
  "Goes on with a swap! that has computed new from old when atom-swap has not done it."
  [atom f old new done]
  (if (and (prim/is-nil done) (set-atom atom old new))
    new
    (change-atom atom f new-value)))

(defn swap!
  "Sets the atom to f of its value and the arguments; answers the new value. f may run again when
  another actor changed the atom meanwhile."
  ([atom f]
   (if (prim/is-atom atom)
     (let [old  (prim/atom-value atom)
           new  (f old)
           done (prim/atom-swap atom old new)]
       (if done new (swap-again atom f old new done)))
     (.swap (as-atom atom :swap "swap(clojure.lang.IFn)") f)))
  ([atom f x]
   (if (prim/is-atom atom)
     (let [old  (prim/atom-value atom)
           new  (f old x)
           done (prim/atom-swap atom old new)]
       (if done new (swap-again atom (fn [old] (f old x)) old new done)))
     (.swap (as-atom atom :swap "swap(clojure.lang.IFn, Object)") f x)))
  ([atom f x y]
   (if (prim/is-atom atom)
     (let [old  (prim/atom-value atom)
           new  (f old x y)
           done (prim/atom-swap atom old new)]
       (if done new (swap-again atom (fn [old] (f old x y)) old new done)))
     (.swap (as-atom atom :swap "swap(clojure.lang.IFn, Object, Object)") f x y)))
  ([atom f x y & more]
   (if (prim/is-atom atom)
     (change-atom atom (fn [old] (apply f old x y more)) new-value)
     (.swap (as-atom atom :swap "swap(clojure.lang.IFn, Object, Object, clojure.lang.ISeq)")
            f x y more))))

(defn swap-vals!
  "As swap!, but answers a vector of the old value and the new one."
  ([atom f]
   (if (prim/is-atom atom)
     (change-atom atom f vector)
     (.swapVals (as-atom-2 atom :swapVals "swapVals(clojure.lang.IFn)") f)))
  ([atom f x] (swap-vals! atom (fn [old] (f old x))))
  ([atom f x y] (swap-vals! atom (fn [old] (f old x y))))
  ([atom f x y & more] (swap-vals! atom (fn [old] (apply f old x y more)))))

(defn reset!
  "Sets the atom to a value, whatever it was; answers the value."
  [atom value]
  (if (prim/is-atom atom)
    (let [old  (prim/atom-value atom)
          done (prim/atom-swap atom old value)]
      (if done value (swap-again atom (fn [_] value) old value done)))
    (.reset (as-atom atom :reset "reset(Object)") value)))

(defn reset-vals!
  "As reset!, but answers a vector of the old value and the new one."
  [atom value]
  (if (prim/is-atom atom)
    (change-atom atom (fn [_] value) vector)
    (.resetVals (as-atom-2 atom :resetVals "resetVals(Object)") value)))

(defn- as-ref
  "x, if it acts as a reference by that method; else throws."
  [x method call argument]
  (as-reference x method "clojure.lang.IRef" call argument))

(defn- reference?
  "Whether x is a kernel reference with the fields of an atom."
  [x]
  (or (prim/is-atom x) (prim/is-var x) (prim/is-stm-ref x)))

(defn- change-field
  "Sets field i of a kernel reference to f of it and the arguments, whoever else sets it; answers
  the new value."
  [reference i f & args]
  (loop []
    (let [old (prim/cell-field reference i)
          new (apply f old args)]
      (if (prim/compare-set-cell-field reference i old new) new (recur)))))

(defn add-watch
  "Has the function called with key, reference, old value and new value after each change."
  [reference key f]
  (if (reference? reference)
    (do (change-field reference 2 assoc key (as-function f))
        reference)
    (.addWatch (as-ref reference :addWatch "addWatch(Object, clojure.lang.IFn)" "reference")
               key f)))

(defn remove-watch
  "Removes the watch of that key."
  [reference key]
  (if (reference? reference)
    (do (change-field reference 2 dissoc key)
        reference)
    (.removeWatch (as-ref reference :removeWatch "removeWatch(Object)" "reference") key)))

(defn set-validator!
  "Sets the function that refuses values by answering false, or removes it with nil; the present
  value must pass."
  [reference f]
  (if (reference? reference)
    (do (when f
          (when-not ((as-function f) (deref reference))
            (throw (new IllegalStateException "Invalid reference state"))))
        (prim/set-cell-field reference 3 f)
        nil)
    (.setValidator (as-ref reference :setValidator "setValidator(clojure.lang.IFn)" "iref") f)))

(defn get-validator
  "The validator of a reference, or nil."
  [reference]
  (if (reference? reference)
    (prim/cell-field reference 3)
    (.getValidator (as-ref reference :getValidator "getValidator()" "iref"))))

(defn- change-namespace-meta
  "Sets the metadata of a namespace to f of it and the arguments; answers it."
  [ns f args]
  (loop []
    (let [old (prim/namespace-field ns 3)
          new (as-meta (apply f old args))]
      (if (prim/compare-set-namespace-field ns 3 old new) new (recur)))))

(defn reset-meta!
  "Replaces the metadata of an atom, var, namespace or other reference; answers it."
  [reference m]
  (let [call "resetMeta(clojure.lang.IPersistentMap)"]
    (cond
      (reference? reference)        (change-field reference 1 (fn [_] (as-meta m)))
      (prim/is-namespace reference) (change-namespace-meta reference (fn [_] m) nil)
      :else (.resetMeta (as-reference reference :resetMeta "clojure.lang.IReference" call "iref")
                        (as-meta m))))
  m)

(defn alter-meta!
  "Sets the metadata of a reference to f of it and the arguments; answers it."
  [reference f & args]
  (cond
    (reference? reference)
    (change-field reference 1 (fn [old] (as-meta (apply f old args))))
    (prim/is-namespace reference)
    (change-namespace-meta reference f args)
    :else
    (let [call "alterMeta(clojure.lang.IFn, clojure.lang.ISeq)"
          r    (as-reference reference :resetMeta "clojure.lang.IReference" call "iref")]
      (if (prim/find-method r :alterMeta)
        (.alterMeta r f args)
        (let [m (as-meta (apply f (meta r) args))]
          (.resetMeta r m)
          m)))))

(defn volatile!
  "A volatile: a cell without watches, for use by one actor at a time."
  [x]
  (prim/volatile x))

(defn vreset!
  "Sets a volatile; answers the value."
  [volatile value]
  (prim/volatile-set volatile value))

(defmacro vswap!
  "Sets a volatile to f of its value and the arguments; answers the new value."
  [volatile f & args]
  `(let [volatile# ~volatile]
     (prim/volatile-set volatile# (~f (prim/volatile-value volatile#) ~@args))))

(defmacro delay
  "A reference whose body is evaluated when it is first dereferenced, once."
  [& body]
  `(prim/delay (fn* [] ~@body)))

(def ^:private failure
  "The type of what a delay holds when its body threw."
  (genera.host/define-type "genera.host.Failure" '[java.lang.Object] nil))

(declare is-ours)

(defn- fail-delay
  "What a delay whose body has thrown e holds from now on. What only ends an attempt of a
  transaction is thrown on: the next one computes the delay."
  [d e]
  (if (is-ours e)
    (do (prim/lazy-fail d) (throw e))
    (prim/instance failure [e])))

(defn- force-delay
  "The value of a delay, computed now if nobody has."
  [d]
  (let [body  (prim/lazy-begin d)
        value (if (prim/is-nil body)
                (prim/lazy-value d)
                (prim/lazy-end d (try (body) (catch Throwable e (fail-delay d e)))))]
    (if (prim/identical (prim/class value) failure)
      (throw (prim/field value 0))
      value)))

(defn force
  "The value of a delay; anything else is itself."
  [x]
  (if (prim/is-delay x) (force-delay x) x))

(defn deref
  "The value of a reference: atom, var, volatile, delay, promise, future, ref, agent, reduced.
  With a timeout, timeout-value stands for a promise or future that has no value after ms."
  ([reference] (prim/deref reference))
  ([reference ms timeout-value]
   (.deref (as-reference reference :deref "java.util.concurrent.Future"
                         "get(long, java.util.concurrent.TimeUnit)" "fut")
           ms timeout-value)))

(defn realized?
  "Whether a delay, lazy sequence, promise or future has its value."
  [x]
  (cond
    (or (prim/is-lazy-seq x) (prim/is-delay x)) (prim/is-realized x)
    :else (.isRealized (as-reference x :isRealized "clojure.lang.IPending" "isRealized()" "x"))))
