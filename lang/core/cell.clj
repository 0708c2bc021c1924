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

(defn atom
  "An atom: a cell for one value, changed by swap! and reset!. Options: :meta, a map, and
  :validator, a function that refuses a new value by answering false."
  ([x] (prim/atom x))
  ([x & options]
   (let [options (apply hash-map options)
         made    (prim/atom x)]
     (when (:meta options) (prim/set-cell-field made 1 (:meta options)))
     (when (:validator options)
       (prim/set-cell-field made 3 (:validator options))
       (check-validator made x))
     made)))

(defn compare-and-set!
  "Sets the atom to new if its value is identical to old; answers whether it did."
  [atom old new]
  (if (prim/is-atom atom)
    (do (check-validator atom new)
        (if (prim/atom-compare-set atom old new)
          (do (notify-watches atom old new) true)
          false))
    (.compareAndSet atom old new)))

(defn- change-atom
  "Sets the atom to f of its value; answers the old value and the new one by `answer`."
  [atom f answer]
  (loop []
    (let [old (prim/atom-value atom)
          new (f old)]
      (check-validator atom new)
      (if (prim/atom-compare-set atom old new)
        (do (notify-watches atom old new) (answer old new))
        (recur)))))

(defn- new-value [_ new] new)

(defn- as-atom
  "x, an instance of a class defined in Lisp that acts as an atom; throws for anything else."
  [x]
  (if (or (prim/is-nil x) (prim/is-instance-of x clojure.lang.IAtom))
    x
    (genera.slow/cannot-cast x "clojure.lang.IAtom")))

(defn swap!
  "Sets the atom to f of its value and the arguments; answers the new value. f may run again when
  another actor changed the atom meanwhile."
  ([atom f]
   (if (prim/is-atom atom) (change-atom atom f new-value) (.swap (as-atom atom) f)))
  ([atom f x]
   (if (prim/is-atom atom)
     (change-atom atom (fn [old] (f old x)) new-value)
     (.swap (as-atom atom) f x)))
  ([atom f x y]
   (if (prim/is-atom atom)
     (change-atom atom (fn [old] (f old x y)) new-value)
     (.swap (as-atom atom) f x y)))
  ([atom f x y & more]
   (if (prim/is-atom atom)
     (change-atom atom (fn [old] (apply f old x y more)) new-value)
     (.swap (as-atom atom) f x y more))))

(defn swap-vals!
  "As swap!, but answers a vector of the old value and the new one."
  ([atom f] (if (prim/is-atom atom) (change-atom atom f vector) (.swapVals (as-atom atom) f)))
  ([atom f x] (swap-vals! atom (fn [old] (f old x))))
  ([atom f x y] (swap-vals! atom (fn [old] (f old x y))))
  ([atom f x y & more] (swap-vals! atom (fn [old] (apply f old x y more)))))

(defn reset!
  "Sets the atom to a value, whatever it was; answers the value."
  [atom value]
  (if (prim/is-atom atom)
    (change-atom atom (fn [_] value) new-value)
    (.reset (as-atom atom) value)))

(defn reset-vals!
  "As reset!, but answers a vector of the old value and the new one."
  [atom value]
  (if (prim/is-atom atom)
    (change-atom atom (fn [_] value) vector)
    (.resetVals (as-atom atom) value)))

(defn- reference?
  "Whether x is a kernel reference with the fields of an atom."
  [x]
  (or (prim/is-atom x) (prim/is-var x)))

(defn add-watch
  "Has the function called with key, reference, old value and new value after each change."
  [reference key f]
  (if (reference? reference)
    (do (prim/set-cell-field reference 2 (assoc (prim/cell-field reference 2) key f))
        reference)
    (.addWatch reference key f)))

(defn remove-watch
  "Removes the watch of that key."
  [reference key]
  (if (reference? reference)
    (do (prim/set-cell-field reference 2 (dissoc (prim/cell-field reference 2) key))
        reference)
    (.removeWatch reference key)))

(defn set-validator!
  "Sets the function that refuses values by answering false, or removes it with nil; the present
  value must pass."
  [reference f]
  (if (reference? reference)
    (do (when f
          (when-not (f (deref reference))
            (throw (new IllegalStateException "Invalid reference state"))))
        (prim/set-cell-field reference 3 f)
        nil)
    (.setValidator reference f)))

(defn get-validator
  "The validator of a reference, or nil."
  [reference]
  (if (reference? reference) (prim/cell-field reference 3) (.getValidator reference)))

(defn reset-meta!
  "Replaces the metadata of an atom, var, namespace or other reference; answers it."
  [reference m]
  (cond
    (prim/is-atom reference)      (prim/set-cell-field reference 1 m)
    (prim/is-var reference)       (prim/set-var-meta reference m)
    (prim/is-namespace reference) (prim/set-namespace-field reference 3 m)
    :else                         (.resetMeta reference m))
  m)

(defn alter-meta!
  "Sets the metadata of a reference to f of it and the arguments; answers it."
  [reference f & args]
  (reset-meta! reference (apply f (meta reference) args)))

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

(defn- force-delay
  "The value of a delay, computed now if nobody has."
  [d]
  (let [body  (prim/lazy-begin d)
        value (if (prim/is-nil body)
                (prim/lazy-value d)
                (prim/lazy-end d (try (body)
                                      (catch Throwable e (prim/instance failure [e])))))]
    (if (prim/identical (prim/class value) failure)
      (throw (prim/field value 0))
      value)))

(defn force
  "The value of a delay; anything else is itself."
  [x]
  (if (prim/is-delay x) (force-delay x) x))

(defn- need-class
  "Throws what the JVM throws when x is used as an instance of a class."
  [x class-name]
  (if (prim/is-nil x)
    (throw (new NullPointerException))
    (throw (new ClassCastException
                (genera.host/cast-message (prim/type-name (prim/class x)) class-name)))))

(defn deref
  "The value of a reference: atom, var, volatile, delay, promise, future, ref, agent, reduced.
  With a timeout, timeout-value stands for a promise or future that has no value after ms."
  ([reference]
   (cond
     (prim/is-atom reference)     (prim/atom-value reference)
     (prim/is-volatile reference) (prim/volatile-value reference)
     (prim/is-var reference)      (prim/var-value reference)
     (prim/is-delay reference)    (force-delay reference)
     (prim/is-reduced reference)  (prim/reduced-value reference)
     (prim/find-method reference :deref) (.deref reference)
     :else (need-class reference "java.util.concurrent.Future")))
  ([reference ms timeout-value]
   (if (and (prim/is-instance reference) (prim/find-method reference :deref))
     (.deref reference ms timeout-value)
     (need-class reference "java.util.concurrent.Future"))))

(defn realized?
  "Whether a delay, lazy sequence, promise or future has its value."
  [x]
  (cond
    (or (prim/is-lazy-seq x) (prim/is-delay x)) (prim/is-realized x)
    (and (prim/is-instance x) (prim/find-method x :isRealized)) (.isRealized x)
    :else (need-class x "clojure.lang.IPending")))
