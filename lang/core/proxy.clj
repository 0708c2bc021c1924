; What the macro proxy becomes: objects of a class that extends a super class and interfaces, with
; methods that are kept in the object. Namespace genera.host.
;
; The class of a proxy form is made once; its methods look into the object for the function that
; proxy, or update-proxy later, put there, so they are found before those of the super class. The
; object has the fields of an instance that the super class's constructor made, so that methods it
; inherits work on it, and behind them a map of its functions by keyword. Where a constructor gives
; no instance of its class (a StringWriter is a builder), that is the first field, and the methods
; of the super class that are not replaced call its methods.

(defn- functions-of
  "The functions of a proxy by keyword."
  [x]
  (prim/field x (dec (prim/field-count x))))

(defn- inherited-method
  "The function that the super classes of a proxy's class have for a keyword."
  [x selector]
  (let [delegate (:delegate (prim/type-info (prim/class x)))]
    (if delegate
      (let [f (prim/find-method (prim/field x 0) selector)]
        (if f (fn [x & args] (prim/apply f (prim/cons (prim/field x 0) args))) nil))
      (first (keep (fn [super] (lookup-method super selector))
                   (prim/type-supers (prim/class x)))))))

(defn call-super
  "Calls the method that a proxy would have without its own functions."
  [x selector args]
  (let [f (inherited-method x selector)]
    (if f
      (prim/apply f (prim/cons x args))
      (throw (new UnsupportedOperationException (prim/name selector))))))

(defn- dispatcher
  "The method of a proxy's class that calls the object's function for a keyword."
  [selector]
  (fn [x & args]
    (let [f (prim/get (functions-of x) selector)]
      (if f (prim/apply f (prim/cons x args)) (call-super x selector args)))))

(defn- add-dispatchers
  "Gives a proxy's class methods for the keywords it has none for."
  [type selectors]
  (let [missing (remove (fn [k] (prim/contains (prim/type-methods type) k)) selectors)]
    (when (seq missing)
      (add-methods type (into {} (map (fn [k] [k (dispatcher k)]) missing))))
    type))

(defn- all-selectors
  "The keywords of all methods of a class and the super classes above it, but java.lang.Object."
  [class]
  (if (or (nil? class) (prim/identical class object-type))
    nil
    (concat (keys (prim/type-methods class)) (all-selectors (superclass class)))))

(defn proxy-class
  "The class of proxies of that name, made the first time: it extends the classes."
  [name classes]
  (let [type (intern-type name)]
    (when (prim/is-nil (prim/type-info type))
      (prim/set-type-supers type (conj (superclass-first classes)
                                       (find-type "clojure.lang.IProxy")))
      (prim/set-type-info type {:proxy true}))
    type))

(defn- construct-super
  "What the constructor of a proxy's super class gives, or nil if there is none."
  [type args]
  (let [class (superclass type)
        ns    (if class (prim/get (prim/root 0) (prim/symbol nil (prim/type-name class))) nil)
        make  (if ns (prim/get (prim/namespace-field ns 1) 'new) nil)]
    (if make (prim/apply @make args) nil)))

(defn construct-proxy
  "An instance of a class of proxies, with functions by keyword."
  [type args functions]
  (let [super  (construct-super type args)
        fields (if (and (prim/is-instance super)
                        (prim/identical (prim/class super) (superclass type)))
                 (mapv (fn [i] (prim/field super i)) (range (prim/field-count super)))
                 nil)]
    (when (and super (nil? fields) (prim/is-nil (:delegate (prim/type-info type))))
      (prim/set-type-info type {:proxy true :delegate true})
      (add-dispatchers type (all-selectors (superclass type))))
    (add-dispatchers type (keys functions))
    (prim/mutable-instance type (conj (cond fields fields super [super] :else []) functions))))

(defn change-proxy
  "Makes the functions of a proxy what f answers for them; answers the proxy."
  [x f]
  (let [functions (f (functions-of x))]
    (add-dispatchers (prim/class x) (keys functions))
    (prim/set-field x (dec (prim/field-count x)) functions)
    x))

(defn proxy-functions
  "The functions of a proxy by the names of methods, or nil for anything else."
  [x]
  (if (:proxy (prim/type-info (prim/class x)))
    (into {} (map (fn [[k f]] [(prim/name k) f]) (functions-of x)))
    nil))
