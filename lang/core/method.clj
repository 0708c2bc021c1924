; What the primitives on types miss on: walks through the supers of a type, and the search for a
; method. Namespace genera.slow.

(defn is-subtype
  "Whether type a is b or has b among its supers, direct or not."
  [a b]
  (if (prim/identical a b)
    true
    (loop [supers (prim/seq (prim/type-supers a))]
      (cond (prim/is-nil supers) false
            (is-subtype (prim/first supers) b) true
            :else (recur (prim/next supers))))))

(defn is-instance-of
  "Whether x is an instance of the type or of one below it."
  [x type]
  (let [own (class-of x)]
    (if own (is-subtype own type) false)))

(defn find-method
  "The function x has for a keyword, or nil; remembers the answer."
  [x selector]
  (let [type (if (prim/is-nil x) genera.host/nil-type (prim/class x))
        type (if type type genera.host/object-type)]
    (prim/cache-method type selector (genera.host/lookup-method type selector))))

(defn raise
  "Throws the exception of a condition; the interpreter calls this in the frame that met it, with
  the call that went wrong, a vector, if it knows that."
  [code x y z call]
  (throw (genera.host/make-condition code x y z call)))

(defn- abstract-method
  "Throws because a class that has an interface among its supers lacks one of its methods, which
  is told by its result, name and parameters."
  [class method interface-name]
  (throw (new AbstractMethodError
              (clojure.core/str "Receiver class " (prim/type-name class)
                                " does not define or inherit an implementation of the resolved"
                                " method 'abstract " method "' of interface " interface-name "."))))

(defn lacks-method
  "Throws if x should have that method, by one of its interfaces, but has not; else false."
  [x selector interface-name method]
  (if (and (implements x interface-name) (prim/is-nil (prim/find-method x selector)))
    (abstract-method (prim/class x) method interface-name)
    false))

(defn- parameters
  "The parameter list of a Java method with n parameters of class Object."
  [n]
  (loop [text "" n n]
    (if (prim/less n 1)
      text
      (recur (prim/string-append (if (prim/equal text "") "" (prim/string-append text ", "))
                                 "java.lang.Object")
             (prim/decrement n)))))

(defn- check-known
  "Throws if a protocol has no function of that name any more."
  [selector interface]
  (let [protocol (prim/get (prim/type-info interface) :protocol)]
    (if (prim/get (prim/get (prim/var-root protocol) :sigs)
                  (prim/keyword nil (prim/name selector)))
      nil
      (throw (new IllegalArgumentException
                  (clojure.core/str "No method of interface: " (prim/type-name interface)
                                    " found for function: " (prim/name selector)
                                    " of protocol: " (prim/name (prim/var-symbol protocol))
                                    " (The protocol method may have been defined before and"
                                    " removed.)"))))))

(defn- lacks-arity
  "Throws because a class lacks a function of its protocol, or that arity of it."
  [selector class interface n]
  (abstract-method class
                   (clojure.core/str "java.lang.Object " (prim/name selector)
                                     "(" (parameters n) ")")
                   (prim/type-name interface)))

(defn- interface-method
  "The method by which an object that has a protocol's interface, such as a proxy, implements one of
  its functions under the function's own name, or nil."
  [selector x]
  (let [interface (find-type (prim/namespace selector))
        class     (prim/class x)
        name      (prim/name selector)]
    (if (and class interface (prim/is-subtype class interface))
      (let [found (prim/find-method x (prim/keyword nil name))]
        (if found
          found
          (prim/find-method x (prim/keyword nil (prim/string-replace name "-" "_")))))
      nil)))

(defn- no-implementation
  "Throws because x's type has nothing for a protocol's function of n more arguments."
  [selector x n]
  (let [interface (find-type (prim/namespace selector))
        class     (class-of x)]
    (if (and class interface (prim/is-subtype class interface))
      (do (check-known selector interface)
          (lacks-arity selector class interface n))
      (throw (prim/throwable
               (find-type "java.lang.IllegalArgumentException")
               (clojure.core/str "No implementation of method: :" (prim/name selector)
                                 " of protocol: "
                                 (prim/get (prim/type-info interface) :protocol)
                                 " found for class: "
                                 (if class (prim/type-name class) "nil"))
               nil [:no-implementation x selector])))))

(defn- no-method
  "Throws because x's class has no method of that name, or no field if nothing was passed."
  [selector x count]
  (let [name  (prim/name selector)
        field (prim/string-starts name "-" 0)
        class (class-of x)
        fail  (fn [class-name message]
                (throw (prim/throwable (find-type class-name) message nil
                                       [:no-method x name count])))]
    (cond
      (prim/is-nil x)
      (fail "java.lang.NullPointerException"
            "Cannot invoke \"Object.getClass()\" because \"target\" is null")
      (or field (prim/equal 0 count))
      (fail "java.lang.IllegalArgumentException"
            (clojure.core/str "No matching field found: "
                              (if field (prim/substring name 1 (prim/count name)) name)
                              " for class " (prim/type-name class)))
      :else
      (fail "java.lang.IllegalArgumentException"
            (clojure.core/str "No matching method " name " found taking " count
                              " args for class " (prim/type-name class))))))

(defn invoke
  "Calls the method the first of args has for a keyword; the interpreter calls this when it has
  not met selector and type together before."
  [selector args]
  (let [x      (prim/first args)
        method (prim/find-method x selector)
        method (if (or method (prim/is-nil (prim/namespace selector)))
                 method
                 (interface-method selector x))]
    (cond
      method (prim/apply method args)
      (prim/namespace selector) (no-implementation selector x (prim/decrement (prim/count args)))
      (genera.host/load-method selector) (invoke selector args)
      :else (no-method selector x (prim/decrement (prim/count args))))))

(def ^:private most-counted
  "So many arguments of a wrong call are counted; there may be no end of them."
  10000)

(defn- refuse-arguments
  "Throws because a keyword is given too many arguments."
  [k args]
  (loop [n 0 args (prim/seq args)]
    (if (if args (prim/less n most-counted) false)
      (recur (prim/increment n) (prim/next args))
      (throw (new clojure.lang.ArityException n (clojure.core/str k))))))

(defn call
  "Calls an instance as a function: its method invoke, or applyTo if it has only that or there are
  more than 20 arguments. A keyword comes here only with more than that."
  [f args]
  (if (prim/is-keyword f) (refuse-arguments f args) nil)
  (let [invoke   (prim/find-method f :invoke)
        apply-to (if (if invoke (prim/less (prim/count args) 21) false)
                   nil
                   (prim/find-method f :applyTo))]
    (cond
      apply-to (apply-to f args)
      invoke   (prim/apply invoke (prim/cons f args))
      (lacks-method f :invoke "clojure.lang.IFn"
                    (clojure.core/str "java.lang.Object invoke("
                                      (parameters (prim/count args)) ")"))
      nil
      :else
      (throw (genera.host/cast-error f "clojure.lang.IFn")))))
