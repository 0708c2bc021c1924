; Multimethods: functions that choose a method by what a dispatch function answers for the
; arguments, with isa? and preferences deciding between several that match.
;
; A multimethod is an instance of clojure.lang.MultiFn with mutable fields, called through its
; type's :invoke. A method found is cached by dispatch value; adding, removing or preferring a
; method, or another value in the hierarchy's var, empties the cache.

; Places of the fields.
(def ^:private multi-name 0)
(def ^:private multi-dispatch 1)
(def ^:private multi-default 2)
(def ^:private multi-hierarchy 3)
(def ^:private multi-methods 4)
(def ^:private multi-prefers 5)
(def ^:private multi-cache 6)
(def ^:private multi-cached-for 7)

(def ^:private multi-type (genera.slow/find-type "clojure.lang.MultiFn"))

(defn- make-multi
  "A multimethod without methods."
  [name dispatch default hierarchy]
  (prim/mutable-instance multi-type [name dispatch default hierarchy (prim/empty-hash-map)
                                        (prim/empty-hash-map) {} nil]))

(defn- need-multi
  "x, which must be a multimethod."
  [x]
  (if (prim/is-instance-of x multi-type) x (genera.slow/cannot-cast x "clojure.lang.MultiFn")))

(defn- show-value
  "A dispatch value as messages have it."
  [x]
  (if (nil? x) "null" (str x)))

(defn- reset-cache
  "Forgets the methods found so far; answers the multimethod."
  [multi]
  (prim/set-field multi multi-cache {})
  (prim/set-field multi multi-cached-for (prim/var-root (prim/field multi multi-hierarchy)))
  multi)

(defn- preferred?
  "Whether dispatch value x, or one above it, is preferred to y or to one above that."
  [multi hierarchy x y]
  (or (contains? (get (prim/field multi multi-prefers) x) y)
      (some (fn [above] (preferred? multi hierarchy x above)) (parents hierarchy y))
      (some (fn [above] (preferred? multi hierarchy above y)) (parents hierarchy x))))

(defn- dominates?
  "Whether the method of x goes before that of y where both match."
  [multi hierarchy x y]
  (or (preferred? multi hierarchy x y) (isa? hierarchy x y)))

(defn- best-method
  "The method for a dispatch value, not from the cache, or nil."
  [multi value]
  (let [hierarchy (prim/var-root (prim/field multi multi-hierarchy))
        methods   (prim/field multi multi-methods)
        best      (reduce
                    (fn [best entry]
                      (let [tag (key entry)]
                        (if (isa? hierarchy value tag)
                          (let [winner (if (or (nil? best)
                                               (dominates? multi hierarchy tag (key best)))
                                         entry
                                         best)]
                            (when-not (dominates? multi hierarchy (key winner) tag)
                              (throw (new IllegalArgumentException
                                          (str "Multiple methods in multimethod '"
                                               (prim/field multi multi-name)
                                               "' match dispatch value: " (show-value value) " -> "
                                               (show-value tag) " and " (show-value (key winner))
                                               ", and neither is preferred"))))
                            winner)
                          best)))
                    nil methods)]
    (if best
      (val best)
      (get methods (prim/field multi multi-default)))))

(defn- find-target
  "The method for a dispatch value, or nil."
  [multi value]
  (when-not (identical? (prim/field multi multi-cached-for)
                        (prim/var-root (prim/field multi multi-hierarchy)))
    (reset-cache multi))
  (let [found (get (prim/field multi multi-cache) value)]
    (if found
      found
      (let [found (best-method multi value)]
        (when found
          (prim/set-field multi multi-cache (assoc (prim/field multi multi-cache) value found)))
        found))))

(defn- need-target
  "The method for a dispatch value; throws when there is none."
  [multi value]
  (let [found (find-target multi value)]
    (if found
      found
      (throw (prim/throwable
               (genera.slow/find-type "java.lang.IllegalArgumentException")
               (str "No method in multimethod '" (prim/field multi multi-name)
                    "' for dispatch value: " (show-value value))
               nil [:no-multi-method (prim/field multi multi-methods)])))))

(declare install-print-hook print-method)

(defn- add-method
  "Binds the dispatch value to a method; answers the multimethod."
  [multi value f]
  (prim/set-field multi multi-methods (assoc (prim/field multi multi-methods) value f))
  (install-print-hook multi)
  (reset-cache multi))

(defn- conflict-check
  "Throws if y is already preferred to x."
  [multi x y]
  (when (preferred? multi (prim/var-root (prim/field multi multi-hierarchy)) y x)
    (throw (new IllegalStateException
                (str "Preference conflict in multimethod '" (prim/field multi multi-name) "': "
                     (show-value y) " is already preferred to " (show-value x))))))

(genera.host/add-methods multi-type
  {:invoke
   (fn invoke
     ([multi] ((need-target multi ((prim/field multi multi-dispatch)))))
     ([multi a] ((need-target multi ((prim/field multi multi-dispatch) a)) a))
     ([multi a b] ((need-target multi ((prim/field multi multi-dispatch) a b)) a b))
     ([multi a b c] ((need-target multi ((prim/field multi multi-dispatch) a b c)) a b c))
     ([multi a b c & more]
      (let [args (list* a b c more)]
        (apply (need-target multi (apply (prim/field multi multi-dispatch) args)) args))))
   :addMethod      add-method
   :getMethod      find-target
   :dispatchFn     (fn dispatchFn [multi] (prim/field multi multi-dispatch))
   :getMethodTable (fn getMethodTable [multi] (prim/field multi multi-methods))
   :getPreferTable (fn getPreferTable [multi] (prim/field multi multi-prefers))})

(defmacro defmulti
  "Defines a multimethod from the function that answers dispatch values. Options: :default, the
  dispatch value of the method used when none matches (:default if absent), and :hierarchy, the
  var of a hierarchy. A var that holds a multimethod already keeps it."
  [name & tail]
  (let [doc     (when (string? (first tail)) (first tail))
        tail    (if doc (next tail) tail)
        attrs   (when (map? (first tail)) (first tail))
        tail    (if attrs (next tail) tail)
        options (apply hash-map (next tail))
        m       (merge (when doc {:doc doc}) attrs)
        named   (with-meta name (merge (meta name) m))]
    `(let [target# (def ~named)]
       (when-not (and (prim/is-bound target#)
                      (instance? clojure.lang.MultiFn (prim/var-root target#)))
         (def ~named (#'make-multi ~(str name) ~(first tail) ~(get options :default :default)
                                   ~(get options :hierarchy `(var global-hierarchy))))))))

(defmacro defmethod
  "Adds a method to a multimethod for a dispatch value: (defmethod multi value [params] body…)."
  [multi value & fn-tail]
  `(.addMethod ~(with-meta multi {:tag 'clojure.lang.MultiFn}) ~value (fn ~@fn-tail)))

(defn remove-method
  "Removes the multimethod's method for a dispatch value; answers the multimethod."
  [multi value]
  (need-multi multi)
  (prim/set-field multi multi-methods (dissoc (prim/field multi multi-methods) value))
  (reset-cache multi))

(defn remove-all-methods
  "Removes every method of the multimethod; answers it."
  [multi]
  (need-multi multi)
  (prim/set-field multi multi-methods (prim/empty-hash-map))
  (prim/set-field multi multi-prefers (prim/empty-hash-map))
  (reset-cache multi))

(defn prefer-method
  "Lets the method for x go before the one for y where both match; answers the multimethod."
  [multi x y]
  (conflict-check (need-multi multi) x y)
  (prim/set-field multi multi-prefers
                  (update (prim/field multi multi-prefers) x (fnil conj #{}) y))
  (reset-cache multi))

(defn methods
  "A map from dispatch value to method."
  [multi]
  (prim/field (need-multi multi) multi-methods))

(defn get-method
  "The method the multimethod would use for a dispatch value, or nil."
  [multi value]
  (find-target (need-multi multi) value))

(defn prefers
  "A map from dispatch value to the set of those it is preferred to."
  [multi]
  (prim/field (need-multi multi) multi-prefers))

; Printing is open: print-method is a multimethod. The printer asks it only once a program has
; added a method, so that printing costs nothing until then.

(defmulti print-method
  "Prints x to a writer as prn does; dispatches on the :type in x's metadata if that is a keyword,
  else on x's class."
  (fn [x writer]
    (let [given (get (meta x) :type)]
      (if (keyword? given) given (class x)))))

(defmulti print-dup
  "Prints x to a writer so that the reader makes an equal value of the same class."
  (fn [x writer] (class x)))

(defn- print-by-method
  "Prints x if a method other than the default is there for it; answers whether."
  [x writer]
  (let [given (get (meta x) :type)
        found (find-target print-method (if (keyword? given) given (class x)))]
    (if (or (nil? found) (identical? found (get (methods print-method) :default)))
      false
      (do (found x writer) true))))

(defn- print-by-dup
  "As print-by-method, by print-dup."
  [x writer]
  (let [found (find-target print-dup (class x))]
    (if (or (nil? found) (identical? found (get (methods print-dup) :default)))
      false
      (do (found x writer) true))))

(defn- print-by-hooks
  "Prints x if a program has a method for it, of print-dup first while that is asked for; answers
  whether."
  [x writer]
  (if *print-dup*
    (or (print-by-dup x writer) (print-by-method x writer))
    (print-by-method x writer)))

(defn- install-print-hook
  "Makes the printer ask print-method and print-dup, when one of them got a method."
  [multi]
  (when (and (prim/is-bound (var print-dup))
             (or (identical? multi print-method) (identical? multi print-dup))
             (< 0 (count (methods multi))))
    (prim/bind-var (var print-hook) print-by-hooks)))

(defmethod print-method :default [x writer] (print-builtin x writer))
(defmethod print-dup :default [x writer] (print-builtin x writer))
(prim/bind-var (var print-hook) nil)
