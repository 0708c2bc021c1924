; The registry of classes and the search for methods. Namespace genera.host.
;
; A type (kind `type`) is a class: name, supers (super class first, then interfaces), fields,
; methods (keyword -> function) and info, a map with :interface true for interfaces. World root 1
; maps class names to types; the compiler puts an empty type there for a name it meets first, and
; `define-type` fills that one, so code compiled before a class is defined means the same class.
;
; A static member or constructor of a class is a var in a namespace named by the class:
; java.lang.Math/sqrt, java.lang.Exception/new. World root 0 maps symbols to namespaces.
;
; Method search, as a protocol does it on the JVM: the type's own methods, those of its super
; classes, the most specific interface that has one, java.lang.Object's. nil has a type of its
; own and inherits nothing.

(def find-type
  "The type of that class name, or nil."
  genera.slow/find-type)

; Several actors may make names at once: a map of names is replaced only if it is still the one
; that was looked at.

(defn intern-type
  "The type of that class name, made empty if there is none yet."
  [name]
  (let [types (prim/root 1)
        found (prim/get types name)]
    (if found
      found
      (let [made (prim/make-type name [] nil)]
        (if (prim/compare-set-root 1 types (prim/assoc (if types types {}) name made))
          made
          (recur name))))))

(defn update-namespace
  "Makes field i of a namespace (1 its names, 2 its aliases) what f answers for it."
  [ns i f]
  (let [old (prim/namespace-field ns i)
        new (f old)]
    (if (prim/compare-set-namespace-field ns i old new) new (recur ns i f))))

(defn define-type
  "Gives the type of that name its supers (names or types) and info; answers it."
  [name supers info]
  (let [made (intern-type name)]
    (prim/set-type-supers
      made
      (reduce (fn [result super]
                (conj result (if (prim/is-type super) super (intern-type (prim/to-string super)))))
              [] supers))
    (prim/set-type-info made info)
    made))

(defn interface?
  "Whether the type is an interface."
  [type]
  (prim/get (prim/type-info type) :interface))

(defn declare-interface
  "The interface of that name, made empty if there is none yet: what a macro may do that will define
  it."
  [name]
  (let [type (intern-type name)]
    (if (prim/type-info type) nil (prim/set-type-info type {:interface true}))
    type))

(defn add-methods
  "Adds methods, a map from keyword to function, to the type."
  [type methods]
  (let [old (prim/type-methods type)]
    (prim/set-type-methods type (reduce (fn [all entry] (conj all entry))
                                        (if old old {}) methods))
    type))

(defn intern-namespace
  "The namespace of that symbol, made empty if there is none yet."
  [symbol]
  (let [all   (prim/root 0)
        found (prim/get all symbol)]
    (if found
      found
      (let [made (prim/make-namespace symbol nil)]
        (prim/set-namespace-field made 1 {})
        (prim/set-namespace-field made 2 {})
        (if (prim/compare-set-root 0 all (prim/assoc (if all all {}) symbol made))
          made
          (recur symbol))))))

(defn intern-var
  "The var of that symbol which belongs to the namespace, made unbound if there is none yet."
  [ns symbol]
  (let [mappings (prim/namespace-field ns 1)
        found    (prim/get mappings symbol)]
    (if (and (prim/is-var found)
             (prim/equal (prim/namespace (prim/var-symbol found))
                         (prim/name (prim/namespace-field ns 0))))
      found
      (let [symbol (prim/with-meta symbol nil)
            made   (prim/make-var ns symbol nil)]
        (if (prim/compare-set-namespace-field ns 1 mappings (prim/assoc (if mappings mappings {})
                                                                        symbol made))
          made
          (recur ns symbol))))))

(defn intern-static
  "Binds a static member of the class of that name; a constructor is called new."
  [class-name member value]
  (prim/bind-var (intern-var (intern-namespace (prim/symbol nil class-name))
                             (prim/symbol nil member))
                 value))

; Loads the tables: every class is there before the first method is defined.
(reduce (fn [_ row] (define-type (prim/to-string (first row)) (next row) {:interface true}) nil)
        nil interface-table)
(reduce (fn [_ row] (define-type (prim/to-string (first row)) (next row) nil) nil)
        nil class-table)
(reduce (fn [_ row] (define-type (prim/to-string (first row)) (next row) nil) nil)
        nil throwable-table)
(reduce (fn [_ name] (define-type (prim/to-string name) '[java.lang.Object] {:name-only true}) nil)
        nil name-only-classes)
(reduce (fn [_ name] (define-type name '[java.lang.Object] nil) nil)
        nil ["[Ljava.lang.Object;" "[Z" "[B" "[C" "[S" "[I" "[F" "[Ljava.lang.String;"])
; Arrays of longs stand for those of smaller integers, arrays of doubles for those of floats.
(define-type "[J" '[java.lang.Object "[I" "[S" "[B"] nil)
(define-type "[D" '[java.lang.Object "[F"] nil)

(def object-type
  "The class java.lang.Object."
  (intern-type "java.lang.Object"))

(def nil-type
  "What methods of nil are kept in; no class of the JVM."
  (prim/make-type "nil" [] nil))

(loop [kind 0 names (seq kinds)]
  (when names
    (let [name (first names)]
      (if name (prim/set-kind-type (intern-type name) kind) nil)
      (recur (inc kind) (next names)))))

(prim/set-kind-type nil-type 0)

(defn superclass
  "The super class of a type, or nil: interfaces and java.lang.Object have none."
  [type]
  (let [super (prim/first (prim/type-supers type))]
    (if (and super (prim/not (interface? super))) super nil)))

(defn- own-method
  "The function the type itself has for a keyword, or nil."
  [type selector]
  (prim/get (prim/type-methods type) selector))

(defn- most-specific-interface
  "The interface above type with a method for selector that is below the others, or best."
  [type selector best]
  (loop [best best supers (seq (prim/type-supers type))]
    (if (prim/is-nil supers)
      best
      (let [super (first supers)
            best  (if (and (interface? super)
                           (own-method super selector)
                           (or (prim/is-nil best) (prim/is-subtype super best)))
                    super
                    best)]
        (recur (most-specific-interface super selector best) (next supers))))))

(defn lookup-method
  "The function instances of the type have for a keyword, or nil; see the head of this file."
  [type selector]
  (loop [class type]
    (cond
      (or (prim/is-nil class) (prim/identical class object-type))
      (let [interface (most-specific-interface type selector nil)]
        (cond interface (own-method interface selector)
              (prim/identical type nil-type) nil
              :else (own-method object-type selector)))
      (own-method class selector) (own-method class selector)
      :else (recur (superclass class)))))
