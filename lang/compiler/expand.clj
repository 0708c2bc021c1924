; What names mean in a namespace, and one step of macro expansion. Namespace
; genera.compiler.expand. Errors are thrown as the JVM's compiler throws them: a
; CompilerException that says where, around the exception that says what.
;
; An environment is a map: :locals from symbols to locals (HIR), :unit what belongs to the whole
; compilation, :pos [line column] of the innermost list that has one, :special the special form
; being analyzed, :top true while a top-level form is expanded, whose errors the JVM leaves as they
; are in some cases, and what the analyzer adds. A unit is a map of :ns (the namespace object),
; :file and :ids, a volatile that counts.
;
; The data of a CompilerException are those of the JVM's; a hint for the user and the name of a text
; that is no file are in their metadata, as :genera.compiler/hint and :genera.compiler/source, and
; so is :genera.compiler/place, where the symbol or other form is that is wrong.

; In a unit that is :library (library.clj) every name of the library is in sight.

(def ^:private compiler-exception "clojure.lang.Compiler$CompilerException")
(def illegal-argument "java.lang.IllegalArgumentException")
(def illegal-state "java.lang.IllegalStateException")
(def unsupported "java.lang.UnsupportedOperationException")
(def runtime "java.lang.RuntimeException")
(def class-not-found "java.lang.ClassNotFoundException")

(defn- make-throwable
  [class message cause data]
  (prim/throwable (genera.host/intern-type class) message cause data))

(def ^:private no-file
  "The name of a text that is in no file."
  "NO_SOURCE_PATH")

(defn- exact-place
  "The [line column] of a form that was read from the code being evaluated, or nil."
  [form]
  (let [reader genera.compiler.reader/*reader*
        found  (when (and reader form) (genera.compiler.reader/position reader form))]
    (when found (subvec found 0 2))))

(defn- make-located
  "A CompilerException of a phase around a cause; `at` is the form that is wrong, or nil."
  [phase symbol file [line column] cause hint at]
  (let [file? (and file (not= file no-file))
        data  {:clojure.error/phase phase
               :clojure.error/line line
               :clojure.error/column column}
        data  (if file? (assoc data :clojure.error/source file) data)
        data  (if symbol (assoc data :clojure.error/symbol symbol) data)
        notes (if hint {:genera.compiler/hint hint} {})
        notes (if (and file (not file?)) (assoc notes :genera.compiler/source file) notes)
        exact (exact-place at)
        notes (if exact (assoc notes :genera.compiler/place exact) notes)
        verb  (if (= phase :compile-syntax-check) "compiling" "macroexpanding")
        start (if (= phase :macroexpansion) "Unexpected error" "Syntax error")]
    (make-throwable compiler-exception
                    (str start " " verb " " (when symbol (str symbol " ")) "at ("
                         (when file? (str file ":")) line ":" column ").")
                    cause (with-meta data (not-empty notes)))))

(defn- throw-located
  "Throws a CompilerException of a phase, at the environment's position, around a cause."
  [env phase symbol cause hint]
  (throw (make-located phase symbol (:file (:unit env)) (or (:pos env) [0 0]) cause hint
                       (:at env))))

(defn located
  "The exception that loading a file throws for what its code threw, as the JVM does."
  [e file place]
  (if (= compiler-exception (prim/type-name (prim/class e)))
    e
    (make-located :execution nil file (or place [0 0]) e nil nil)))

(defn place-of
  "The [line column] that a list's metadata gives, or nil."
  [form]
  (let [m (prim/meta form)]
    (when m
      (let [line (prim/get m :line)]
        (when line [line (prim/get-default m :column 0)])))))

(defn fail
  "Throws an error of compilation: class and message of the exception inside; a form that has a
  position gives the place."
  ([env class message] (fail env class message nil nil))
  ([env class message form] (fail env class message form nil))
  ([env class message form hint] (fail env class message form hint nil))
  ([env class message form hint data]
   (let [env (if (prim/is-seq form)
               (assoc env :pos (or (place-of form) (:pos env)))
               env)
         env (if form (assoc env :at form) env)]
     (throw-located env :compile-syntax-check (:special env)
                    (make-throwable class message nil data) hint))))

(defn fail-plain
  "As fail, for an error that no special form is blamed for."
  ([env class message] (fail-plain env class message nil))
  ([env class message hint] (fail (assoc env :special nil) class message nil hint)))

; Names.

(defn- mappings [ns] (prim/namespace-field ns 1))

(defn- unqualified [name] (prim/symbol nil name))

(defn ns-text
  "The name of a namespace object, a string."
  [ns]
  (prim/name (prim/namespace-field ns 0)))

(def ^:private always-there
  "Namespaces that every program of the JVM has loaded; here they are when they are first named."
  #{"clojure.main" "clojure.core.server" "clojure.spec.alpha" "clojure.spec.gen.alpha"
    "clojure.core.specs.alpha" "clojure.instant"})

(defn find-namespace
  "The namespace that an alias of `ns`, or a full name, stands for; or nil."
  [ns name]
  (let [sym (unqualified name)]
    (or (prim/get (prim/namespace-field ns 2) sym)
        (prim/get (prim/root 0) sym)
        (when (prim/contains always-there name)
          (clojure.core/require sym)
          (prim/get (prim/root 0) sym)))))

(defn- find-class
  "The class that a plain name stands for, apart from what is imported."
  [name]
  (let [classes (prim/root 1)]
    (or (prim/get classes name)
        (when-not (prim/string-starts name "." 0)
          (prim/get classes (prim/string-append "java.lang." name))))))

(defn- own-var?
  [ns x]
  (and (prim/is-var x)
       (= (prim/namespace (prim/var-symbol x)) (ns-text ns))))

(defn- private? [v] (prim/get (prim/cell-field v 1) :private))

(defn- find-qualified
  "The var or nil that ns/name means; throws for another namespace's private var."
  [env sym even-private?]
  (let [ns     (:ns (:unit env))
        target (find-namespace ns (prim/namespace sym))]
    (when target
      (let [found (prim/get (mappings target) (unqualified (prim/name sym)))]
        (when (own-var? target found)
          (when (and (not even-private?)
                     (not (identical? target ns))
                     (private? found)
                     (not (:library (:unit env))))
            (fail-plain env illegal-state (str "var: " sym " is not public")))
          found)))))

(defn- find-core
  "What clojure.core maps a plain name to."
  [sym]
  (prim/get (mappings (prim/get (prim/root 0) 'clojure.core)) sym))

(defn find-meaning
  "The var or class that a symbol means, or nil; no error for a member that a class lacks. ns and
  in-ns are in sight everywhere."
  ([env sym] (find-meaning env sym false))
  ([env sym even-private?]
   (if (prim/namespace sym)
     (find-qualified env sym even-private?)
     (or (prim/get (mappings (:ns (:unit env))) sym)
         (when (or (:library (:unit env)) (= 'ns sym) (= 'in-ns sym)) (find-core sym))
         (find-class (prim/name sym))))))

(defn- static-var
  [type member]
  (let [home (prim/get (prim/root 0) (unqualified (prim/type-name type)))]
    (when home (prim/get (mappings home) (unqualified member)))))

(defn class-member
  "The var of a static member of a class, whose library may have to be loaded, or nil."
  [type member]
  (or (static-var type member)
      (when (genera.host/load-members type) (static-var type member))))

(defn find-class-named
  "The class that a string, the first part of Class/member, stands for, or nil."
  [env name]
  (let [found (find-meaning env (unqualified name))]
    (when (prim/is-type found) found)))

(declare hint-for-member hint-for-class)

(defn- array-class
  "The class that arrays of a symbol such as String/1 have here, where the first part names a class,
  or nil. Arrays of more dimensions hold arrays, as objects."
  [env sym]
  (let [element    (prim/namespace sym)
        dimensions (prim/parse-long (prim/name sym) 10)]
    (when (and dimensions (< 0 dimensions 10))
      (cond
        (and (= 1 dimensions) (contains? #{"long" "int" "short" "byte"} element))
        (genera.slow/find-type "[J")
        (and (= 1 dimensions) (contains? #{"double" "float"} element))
        (genera.slow/find-type "[D")
        (or (contains? #{"long" "int" "short" "byte" "double" "float" "char" "boolean"} element)
            (find-class-named env element))
        (genera.slow/find-type "[Ljava.lang.Object;")
        :else (fail-plain env class-not-found element (hint-for-class env element))))))

(defn resolve-symbol
  "The var or class that a symbol means, or nil; throws for a static field that is not there."
  ([env sym] (resolve-symbol env sym false))
  ([env sym even-private?]
   (or (find-meaning env sym even-private?)
       (when (prim/namespace sym) (array-class env sym))
       (when (prim/namespace sym)
         (let [type (find-class-named env (prim/namespace sym))]
           (when type
             (or (class-member type (prim/name sym))
                 (fail-plain env runtime
                             (str "Unable to find static field: " (prim/name sym) " in class "
                                  (prim/type-name type))
                             (hint-for-member type (prim/name sym))))))))))

(defn- name-of [sym] (prim/name sym))

(defn dotted?
  "Is the name that of a class with its package?"
  [name]
  (< 0 (prim/string-index name "." 0) (dec (count name))))

(defn- hint-for
  [env name]
  (genera.compiler.hint/sentence
    name (map name-of (concat (keys (:locals env)) (keys (mappings (:ns (:unit env))))))))

(defn- hint-in
  "The names of a namespace that are like one."
  [space name]
  (genera.compiler.hint/sentence
    name (keep (fn [[sym found]] (when (own-var? space found) (prim/name sym))) (mappings space))))

(def ^:private usual-aliases
  "Namespaces by the names that programs commonly give them."
  {"str" "clojure.string" "string" "clojure.string" "set" "clojure.set" "io" "clojure.java.io"
   "sh" "clojure.java.shell" "edn" "clojure.edn" "walk" "clojure.walk" "zip" "clojure.zip"
   "pp" "clojure.pprint" "pprint" "clojure.pprint" "math" "clojure.math" "s" "clojure.spec.alpha"
   "spec" "clojure.spec.alpha" "async" "clojure.core.async" "a" "clojure.core.async"
   "t" "clojure.test" "test" "clojure.test" "actors" "genera.actors"})

(defn- hint-for-namespace
  [env name]
  (let [aliases (prim/namespace-field (:ns (:unit env)) 2)
        usual   (get usual-aliases name)]
    (cond
      usual (str "Require it first: (require '[" usual " :as " name "])")
      (and (dotted? name) (prim/find-source (subs (clojure.core/root-resource (symbol name)) 1)))
      (str "Require it first: (require '" name ")")
      :else (genera.compiler.hint/sentence
              name (map name-of (concat (keys aliases) (keys (prim/root 0))))))))

(defn hint-for-member
  "Static members of a class whose name is like one."
  [type name]
  (if (get (prim/type-info type) :name-only)
    (str (prim/type-name type) " has only its name here, so that programs that import it load.")
    (let [home (prim/get (prim/root 0) (unqualified (prim/type-name type)))]
      (when home
        (genera.compiler.hint/sentence
          name (remove (fn [known] (= known "new")) (map name-of (keys (mappings home)))))))))

(defn hint-for-full-class
  "Classes with their packages whose last name is like that of one."
  [name]
  (genera.compiler.hint/sentence name (keys (prim/root 1))))

(defn hint-for-class
  "Classes in sight whose name is like one."
  [env name]
  (let [names (keep (fn [[sym found]] (when (prim/is-type found) (prim/name sym)))
                    (mappings (:ns (:unit env))))
        java  (keep (fn [full]
                      (when (and (prim/string-starts full "java.lang." 0)
                                 (< (prim/string-index full "." 10) 0))
                        (subs full 10)))
                    (keys (prim/root 1)))]
    (genera.compiler.hint/sentence name (distinct (concat names java)))))

(defn fail-unresolved
  "Throws for a symbol that means nothing."
  [env sym]
  (let [space (prim/namespace sym)
        name  (prim/name sym)
        env   (assoc env :at sym)]
    (cond
      (and (nil? space) (dotted? name))
      (fail-plain env class-not-found name (hint-for-full-class name))
      (nil? space)
      (fail-plain env runtime (str "Unable to resolve symbol: " sym " in this context")
                  (hint-for env name))
      (find-namespace (:ns (:unit env)) space)
      (fail-plain env runtime (str "No such var: " sym)
                  (hint-in (find-namespace (:ns (:unit env)) space) name))
      (dotted? space)
      (fail-plain env class-not-found space (hint-for-namespace env space))
      :else
      (fail-plain env runtime (str "No such namespace: " space)
                  (hint-for-namespace env space)))))

(defn resolve-var
  "The var that a symbol means; throws when it means none."
  [env sym]
  (let [found (resolve-symbol env sym true)]
    (if (prim/is-var found)
      found
      (fail env runtime (str "Unable to resolve var: " sym " in this context")))))

(defn local-of
  "The local that a symbol means, or nil."
  [env sym]
  (prim/get (prim/get env :locals) sym))

; Expansion.

(def ^:private syntax-classes
  #{"java.lang.IllegalArgumentException" "java.lang.IllegalStateException"
    "clojure.lang.ExceptionInfo" "java.lang.Exception"})

(defn- call-notes
  "Where a call of a macro stands, for the report of an exception that does not say it itself."
  [env form]
  (let [place (or (exact-place form) (place-of form) (:pos env))
        file  (:file (:unit env))]
    (when (and place file)
      {:genera.compiler/place place
       :genera.compiler/source file})))

(defn- hide-parameters
  "The exception of a macro called with a wrong number of arguments: two of them are hidden, and it
  knows the call. That of a function which the macro of that name called stays as it is."
  [env e name macro form]
  (let [message (prim/throwable-message e)
        open    (prim/string-index message "(" 0)
        close   (prim/string-index message ")" open)
        n       (prim/parse-long (subs message (inc open) close) 10)
        called  (subs message (inc (prim/string-last-index message "/" (count message))))]
    (if (= called name)
      (make-throwable "clojure.lang.ArityException"
                      (str (subs message 0 (inc open)) (- n 2) (subs message close))
                      nil (with-meta [:macro macro] (call-notes env form)))
      e)))

(defn- throw-outer
  "Throws an exception of expansion: as it is at the top level, else located."
  [env e]
  (if (:top env)
    (throw e)
    (throw-located env :compile-syntax-check nil e nil)))

(defn- rethrow-macro
  "Throws what a macro threw, as the JVM shows it."
  [env sym macro form e]
  (let [class (prim/type-name (prim/class e))]
    (cond
      (= class compiler-exception) (throw e)
      (= class "clojure.lang.ArityException")
      (throw-outer env (hide-parameters env e (prim/name sym) macro form))
      (contains? syntax-classes class) (throw-located env :macro-syntax-check sym e nil)
      :else (throw-located env :macroexpansion sym e nil))))

(defn- check-shape
  "Throws for a call of a macro that the JVM has a spec of and that does not follow it."
  [env macro form]
  (let [name    (prim/var-symbol macro)
        problem (genera.compiler.shapes/problem-of name (prim/next form))]
    (when problem
      (throw-located env :macro-syntax-check name
                     (make-throwable "clojure.lang.ExceptionInfo"
                                     (str "Call to " name " did not conform to spec.")
                                     nil {:clojure.spec.alpha/args (prim/next form)})
                     (str (prim/name name) ": " problem ".")))))

(defn- call-macro
  [env sym macro form]
  (check-shape env macro form)
  (when (and (= 'clojure.core/cond (prim/var-symbol macro))
             (genera.compiler.warn/warns? (:file (:unit env))))
    (genera.compiler.warn/check-cond form env))
  (try
    (prim/apply (prim/var-root macro)
                (prim/cons form (prim/cons (not-empty (:locals env)) (prim/next form))))
    (catch Throwable e (rethrow-macro env sym macro form e))))

(defn- expand-member
  "(.method x …) as (. x method …)."
  [env form sym]
  (let [args (prim/next form)]
    (when-not args
      (throw-outer (assoc env :pos (or (place-of form) (:pos env)))
                   (make-throwable illegal-argument
                                   "Malformed member expression, expecting (.member target ...)"
                                   nil nil)))
    (let [target (prim/first args)
          name   (prim/name sym)
          quoted (if (and (prim/is-symbol target)
                          (not (local-of env target))
                          (prim/is-type (find-meaning env target)))
                   (list 'do target)
                   target)]
      (list* '. quoted (unqualified (prim/substring name 1 (count name))) (prim/next args)))))

(defn- dotted-member?
  [name]
  (and (prim/string-starts name "." 0)
       (< 1 (count name))
       (not (prim/string-starts name ".." 0))))

(defn- constructor-name?
  [name]
  (let [n (count name)]
    (and (< 1 n)
         (= 46 (prim/string-unit name (dec n)))
         (not (prim/string-starts name "." 0)))))

(defn primitive-symbol?
  "Does the symbol name a primitive, and no namespace's var?"
  [env sym]
  (and (= "prim" (prim/namespace sym))
       (nil? (find-namespace (:ns (:unit env)) "prim"))))

(defn- check-public
  "Throws for a call of another namespace's private var."
  [env sym found form]
  (when (and (private? found)
             (not (own-var? (:ns (:unit env)) found))
             (not (:library (:unit env))))
    (fail (assoc env :special sym) illegal-state
          (str "var: #'" (prim/var-symbol found) " is not public") form)))

(defn expand-once
  "A call whose head is the symbol `sym`, which is no special form, expanded one step; else the
  form itself."
  [env form sym]
  (let [name (prim/name sym)]
    (cond
      (local-of env sym) form
      (and (nil? (prim/namespace sym)) (dotted-member? name)) (expand-member env form sym)
      (constructor-name? name)
      (list* 'new (prim/symbol nil (prim/substring name 0 (dec (count name))))
             (prim/next form))
      :else
      (let [found (find-meaning env sym true)]
        (when (and (prim/namespace sym) (prim/is-var found)) (check-public env sym found form))
        (if (and (prim/is-var found) (prim/is-macro found))
          (call-macro (assoc env :pos (or (place-of form) (:pos env))) sym found form)
          form)))))
