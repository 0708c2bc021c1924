; Exceptions: the constructors of every class under java.lang.Throwable, their methods, and
; the exceptions that stand for conditions the kernel met. Namespace genera.host.
;
; A throwable is a kernel object of type, message, cause, data and trace; the interpreter fills
; the trace in when it is thrown first. gen/lang/conditions.clj has class, message template and, for
; explain.clj, what else there is to say of each condition: {0} is an operand as text, {class 0} the
; class of an operand, {simple-class 0} the last part of its name, {census 0} what fills the heap;
; an empty template stands for no message.
;
; What went wrong with which values is kept in the place of an ex-info's data, as a vector, for
; explain.clj: [code x y z call] of a condition, call being a vector of what was called (the number
; of a primitive, or a value) and the operands, or nil; [:cast x class-name call] and
; [:no-method x name count] of what the library throws, [:told sentence] of anything else it says,
; [:macro var] of the compiler, with the place
; of the call in its metadata. Programs never see it.
; Invariant: nothing here needs what comes after it in the manifest, because the files that
; follow raise conditions while they load; what needs `str` asks for it when it runs.

(def ^:private class-cast "java.lang.ClassCastException")

(defn- join-text
  "Strings joined to one."
  [parts]
  (reduce (fn [text part] (prim/string-append text part)) "" parts))

(defn- told-count
  "How many arguments an arity error tells of: as on the JVM, only of a keyword, which is its own
  name, more than 21."
  [n callee]
  (if (and (< 21 n) (prim/not (prim/is-keyword callee))) 21 n))

(defn- callee-name
  "What an arity error calls what was called; of a class, as the JVM takes it for a function's."
  [x]
  (if (prim/is-type x) (prim/string-replace (prim/type-name x) "$" "/") x))

(defn- show-operand
  "An operand of a condition as text."
  [x]
  (cond
    (prim/is-nil x)  "nil"
    (prim/is-type x) (prim/type-name x)
    (prim/is-var x)  (prim/string-append "#'" (prim/to-string (prim/var-symbol x)))
    (or (prim/is-string x) (prim/is-symbol x) (prim/is-keyword x) (prim/is-number x))
    (prim/to-string x)
    (prim/is-fn x)   (prim/fn-name x)
    :else            (clojure.core/str x)))

(defn- last-name-part
  "The last part of a class name, as Class.getSimpleName answers it."
  [class-name]
  (let [end  (prim/count class-name)
        last (max (prim/string-last-index class-name "." end)
                  (prim/string-last-index class-name "$" end))]
    (prim/substring class-name (inc last) end)))

(defn- show-census
  "What fills the heap, as text, from a vector of kind number, objects and bytes by turns."
  [census]
  (loop [text "" i 0]
    (if (or (prim/is-nil census) (< (prim/count census) (+ i 3)))
      text
      (recur (join-text [text
                         (if (prim/equal i 0) ": " ", ")
                         (prim/to-string (quot (prim/nth census (+ i 2)) 1048576))
                         " MB in "
                         (prim/to-string (prim/nth census (inc i)))
                         " objects of kind "
                         (prim/nth kind-names (prim/nth census i))])
             (+ i 3)))))

(defn- fill-template
  "The text of a template with its places filled from a vector of operands."
  [template operands]
  (loop [text "" at 0]
    (let [open (prim/string-index template "{" at)]
      (if (< open 0)
        (prim/string-append text (prim/substring template at (prim/count template)))
        (let [close  (prim/string-index template "}" open)
              class? (prim/string-starts template "{class " open)
              simple? (prim/string-starts template "{simple-class " open)
              census? (prim/string-starts template "{census " open)
              index  (- (prim/string-unit template (dec close)) 48)
              x      (prim/nth operands index)]
          (recur (prim/string-append
                   (prim/string-append text (prim/substring template at open))
                   (cond class?  (genera.slow/class-name x)
                         simple? (last-name-part (genera.slow/class-name x))
                         census? (show-census x)
                         :else   (show-operand x)))
                 (inc close)))))))

(defn- module-of
  "Where the JVM says a class is from."
  [class-name]
  (if (prim/string-starts class-name "java." 0)
    "module java.base of loader 'bootstrap'"
    "unnamed module of loader 'app'"))

(defn cast-message
  "What the JVM says when an object of the one class is used as the other; both are names."
  [from to]
  (let [a (module-of from)
        b (module-of to)]
    (if (prim/equal from "null")
      (join-text ["Cannot cast null to " to])
      (join-text ["class " from " cannot be cast to class " to " ("
             (if (prim/equal a b)
               (join-text [from " and " to " are in " a])
               (join-text [from " is in " a "; " to " is in " b]))
             ")"]))))

(defn- condition-message
  "The message of a condition; a failed cast gets the JVM's words on modules."
  [class-name template operands]
  (let [text (fill-template template operands)
        mark " cannot be cast to class "
        at   (prim/string-index text mark 0)]
    (if (and (prim/equal class-name class-cast) (< 0 at))
      (cast-message (prim/substring text 6 at)
                    (prim/substring text (+ at (prim/count mark)) (prim/count text)))
      text)))

(defn cast-error
  "The exception for x where an object of the class named was wanted, in a call, a vector, if that
  is known."
  ([x class-name] (cast-error x class-name nil))
  ([x class-name call]
   (prim/throwable (find-type class-cast) (cast-message (genera.slow/class-name x) class-name)
                   nil [:cast x class-name call])))

(defn- without-transients
  "A call as an exception may keep it: nothing that must not leave its actor."
  [call]
  (loop [call call i 0]
    (if (or (prim/is-nil call) (prim/equal i (prim/count call)))
      call
      (recur (if (prim/is-transient (prim/nth call i)) (prim/assoc call i 'transient) call)
             (inc i)))))

(defn- selector-of
  "The keyword under which a class or one of its supers has a function as a method, or nil."
  [type f]
  (loop [methods (prim/seq (prim/type-methods type)) supers (prim/seq (prim/type-supers type))]
    (cond
      methods (if (prim/identical f (prim/val (prim/first methods)))
                (prim/key (prim/first methods))
                (recur (prim/next methods) supers))
      supers  (let [found (selector-of (prim/first supers) f)]
                (if found found (recur nil (prim/next supers))))
      :else   nil)))

(defn- protocol-selector-of
  "The keyword of a protocol's function that a function of a class implements, or nil."
  [type f]
  (loop [methods (prim/seq (prim/type-methods type))]
    (cond
      (prim/is-nil methods) nil
      (and (prim/identical f (prim/val (prim/first methods)))
           (prim/namespace (prim/key (prim/first methods))))
      (prim/key (prim/first methods))
      :else (recur (prim/next methods)))))

(defn- static-member-of
  "[class-name name] of the static method that is a function, or nil."
  [f]
  (loop [spaces (prim/seq (prim/root 0)) members nil class-name nil]
    (cond
      members
      (let [v (prim/val (prim/first members))]
        (if (and (prim/is-var v) (prim/is-bound v) (prim/identical f (prim/var-root v)))
          [class-name (prim/name (prim/key (prim/first members)))]
          (recur spaces (prim/next members) class-name)))
      spaces
      (let [name (prim/to-string (prim/key (prim/first spaces)))]
        (recur (prim/next spaces)
               (if (prim/get (prim/root 1) name)
                 (prim/seq (prim/namespace-field (prim/val (prim/first spaces)) 1))
                 nil)
               name))
      :else nil)))

(defn- check-static-call
  "Throws what the JVM throws when the call of a static method has the wrong number of arguments."
  [f n]
  (let [[class-name name] (static-member-of f)]
    (if name
      (throw (prim/throwable
               (find-type "java.lang.IllegalArgumentException")
               (join-text (if (prim/equal name "new")
                            ["No matching ctor found for class " class-name]
                            ["No matching method " name " found taking " (prim/to-string n)
                             " args for class " class-name]))
               nil [:no-static class-name name f]))
      nil)))

(defn- check-invoke
  "Throws what the JVM throws when the method invoke of an instance x does not take n arguments."
  [x n]
  (let [type (prim/class x)
        name (prim/type-name type)]
    (if (prim/string-starts name "clojure.lang." 0)
      (throw (new clojure.lang.ArityException n name))
      (genera.slow/lacks-arity :invoke type (find-type "clojure.lang.IFn") n))))

(defn- own-selector-of
  "The keyword of a method of a program's own type: that of a protocol's function if it is one."
  [type f]
  (let [selector (protocol-selector-of type f)]
    (if selector selector (selector-of type f))))

(defn- check-method-call
  "Throws what the JVM throws when the call that has the wrong number n of arguments is that of a
  method of a class: one of Java's, or one that implements some arities of a protocol's function."
  [call n]
  (let [f (if (prim/is-nil call) nil (prim/nth call 0))]
    (if (prim/is-fn f)
      (let [x        (if (< 0 n) (prim/nth call 1) nil)
            type     (prim/class x)
            host?    (prim/string-starts (prim/fn-name f) "genera.host/" 0)
            selector (cond (prim/is-nil type) nil
                           host?              (selector-of type f)
                           (prim/is-instance x) (own-selector-of type f)
                           :else              nil)
            space    (if selector (prim/namespace selector) nil)
            above    (if space (find-type space) nil)]
        (if (and type (prim/is-instance x)
                 (prim/identical f (genera.host/lookup-method type :invoke)))
          (check-invoke x (told-count (dec n) nil))
          nil)
        (cond
          (and above (prim/is-subtype type above))
          (genera.slow/lacks-arity selector type above (dec n))
          space    nil
          selector (genera.slow/no-method selector x (dec n))
          host?    (check-static-call f n)
          :else    nil))
      nil)))

(def ^:private nil-calls
  "What the JVM says when these are called with nil, by the names of their primitives."
  {"name"      "Cannot invoke \"clojure.lang.Named.getName()\" because \"x\" is null"
   "namespace" "Cannot invoke \"clojure.lang.Named.getNamespace()\" because \"x\" is null"
   "with-meta" (join-text ["Cannot invoke \"clojure.lang.IObj.withMeta("
                           "clojure.lang.IPersistentMap)\" because \"x\" is null"])})

(defn- nil-message
  "The JVM's words for a primitive's call with nil as its first operand, or nil."
  [call]
  (if (or (prim/is-nil call) (< (prim/count call) 2) (prim/not (prim/is-nil (prim/nth call 1))))
    nil
    (let [rows (prim/var-root (intern-var (intern-namespace 'genera.compiler.tables) 'primitives))]
      (reduce (fn [found entry]
                (if (prim/equal (prim/nth call 0)
                                (prim/nth (prim/get rows (prim/key entry)) 0))
                  (prim/val entry)
                  found))
              nil (prim/seq nil-calls)))))

(defn make-condition
  "The exception that stands for a condition of the kernel, which was met in a call, if that is
  known. The host raises a class name with a message, perhaps nil, or an exception that is there
  already."
  [code x y z call]
  (let [class-name (prim/nth conditions (* 3 (dec code)))
        host?      (prim/equal class-name "{0}")]
    (if (and host? (prim/is-throwable x))
      x
      (let [class-name (if host? x class-name)
            arity?     (prim/equal class-name "clojure.lang.ArityException")
            operands   (if arity? [(told-count x y) (callee-name y) z] [x y z])
            template   (prim/nth conditions (inc (* 3 (dec code))))
            said       (if (or host? (prim/not (prim/is-nil x))) nil (nil-message call))
            type       (find-type (if said "java.lang.NullPointerException" class-name))]
        (if arity?
          (check-method-call call x)
          nil)
        (prim/throwable (if type type (find-type "java.lang.RuntimeException"))
                        (if (or (and host? (prim/is-nil y)) (prim/equal template ""))
                          nil
                          (if said said (condition-message class-name template operands)))
                        nil
                        (cond
                          (prim/equal class-name "genera.actors.Exit") {:reason x}
                          host? nil
                          :else (prim/conj (without-transients [code x y z])
                                           (without-transients call))))))))

(defn- wrong-argument
  "Throws because x cannot be what a parameter of the class named asks for."
  [x class-name]
  (throw (cast-error x class-name)))

(defn- text-or-throw
  "x, which must be a string or nil."
  [x]
  (if (or (prim/is-nil x) (prim/is-string x)) x (wrong-argument x "java.lang.String")))

(defn- cause-or-throw
  "x, which must be an exception or nil."
  [x]
  (if (or (prim/is-nil x) (prim/is-throwable x)) x (wrong-argument x "java.lang.Throwable")))

(defn- no-constructor
  "Throws because no constructor of the type takes the arguments."
  [type]
  (throw (prim/throwable (find-type "java.lang.IllegalArgumentException")
                         (join-text ["No matching ctor found for class " (prim/type-name type)])
                         nil nil)))

(defn- usual-constructor
  "The constructors most exceptions have: nothing, a message, a cause, or both."
  [type]
  (fn
    ([] (prim/throwable type nil nil nil))
    ([x]
     (cond (prim/is-throwable x) (prim/throwable type (clojure.core/str x) x nil)
           (or (prim/is-nil x) (prim/is-string x)) (prim/throwable type x nil nil)
           :else (no-constructor type)))
    ([message cause]
     (prim/throwable type (text-or-throw message) (cause-or-throw cause) nil))))

(defn- text-constructor
  "The constructors of exceptions that have a message or none."
  [type]
  (fn
    ([] (prim/throwable type nil nil nil))
    ([message] (prim/throwable type (text-or-throw message) nil nil))))

(defn- text-cause-constructor
  "The constructors of exceptions that have a message or none, and a cause only with a message."
  [type]
  (fn
    ([] (prim/throwable type nil nil nil))
    ([message] (prim/throwable type (text-or-throw message) nil nil))
    ([message cause]
     (prim/throwable type (text-or-throw message) (cause-or-throw cause) nil))))

(defn- cause-constructor
  "The function from a type to the constructors of exceptions that stand for a cause of a class."
  [class-name]
  (fn [type]
    (let [check (fn [x]
                  (if (or (prim/is-nil x) (prim/is-instance-of x (find-type class-name)))
                    x
                    (wrong-argument x class-name)))]
      (fn
        ([cause]
         (prim/throwable type (if (check cause) (clojure.core/str cause) nil) cause nil))
        ([message cause] (prim/throwable type (text-or-throw message) (check cause) nil))))))

(defn- index-constructor
  "The function from a type to the constructors of exceptions of an index or a message."
  [prefix]
  (fn [type]
    (fn
      ([] (prim/throwable type nil nil nil))
      ([x]
       (cond (or (prim/is-nil x) (prim/is-string x)) (prim/throwable type x nil nil)
             (prim/is-number x)
             (prim/throwable type (prim/string-append prefix (prim/to-string x)) nil nil)
             :else (no-constructor type))))))

(defn- intern-constructors
  "Gives the classes named the constructors that make-constructor answers for their types."
  [make-constructor class-names]
  (reduce (fn [_ class-name]
            (let [name (prim/to-string class-name)]
              (intern-static name "new" (make-constructor (find-type name)))))
          nil class-names))

(intern-constructors usual-constructor
  (reduce (fn [names row] (conj names (first row))) [] throwable-table))

(intern-constructors text-constructor
  '[java.lang.ArithmeticException java.lang.ClassCastException java.lang.NullPointerException
    java.lang.NegativeArraySizeException java.lang.ArrayStoreException
    java.lang.NumberFormatException java.lang.CloneNotSupportedException
    java.lang.InterruptedException java.lang.NoSuchMethodException
    java.lang.NoSuchFieldException java.lang.InstantiationException
    java.lang.IllegalAccessException java.lang.IllegalMonitorStateException
    java.lang.StackOverflowError java.lang.OutOfMemoryError java.lang.NoClassDefFoundError
    java.lang.IncompatibleClassChangeError java.lang.IllegalAccessError
    java.lang.AbstractMethodError java.util.InputMismatchException
    java.util.concurrent.TimeoutException java.util.concurrent.CancellationException
    java.io.FileNotFoundException java.io.EOFException java.net.MalformedURLException])

(intern-constructors text-cause-constructor
  '[java.lang.ClassNotFoundException java.lang.LinkageError java.time.DateTimeException])

(intern-constructors (cause-constructor "java.lang.Throwable")
  '[java.util.concurrent.ExecutionException])

(intern-constructors (cause-constructor "java.io.IOException") '[java.io.UncheckedIOException])

; Exceptions of texts with a place: the message is made of what is passed.
(intern-static "java.text.ParseException" "new"
  (fn [message offset]
    (prim/throwable (find-type "java.text.ParseException") message nil [:error-offset offset])))
(intern-static "java.net.URISyntaxException" "new"
  (fn
    ([input reason]
     (prim/throwable (find-type "java.net.URISyntaxException")
                     (clojure.core/str reason ": " input) nil [:syntax input reason -1]))
    ([input reason index]
     (prim/throwable (find-type "java.net.URISyntaxException")
                     (if (prim/less index 0)
                       (clojure.core/str reason ": " input)
                       (clojure.core/str reason " at index " index ": " input))
                     nil [:syntax input reason index]))))
(intern-static "java.util.MissingResourceException" "new"
  (fn [message class-name key]
    (prim/throwable (find-type "java.util.MissingResourceException") message nil nil)))

(intern-constructors (index-constructor "Index out of range: ")
  '[java.lang.IndexOutOfBoundsException])

(intern-constructors (index-constructor "String index out of range: ")
  '[java.lang.StringIndexOutOfBoundsException])

(intern-constructors (index-constructor "Array index out of range: ")
  '[java.lang.ArrayIndexOutOfBoundsException])

(intern-static "java.lang.AssertionError" "new"
  (let [type (find-type "java.lang.AssertionError")]
    (fn
      ([] (prim/throwable type nil nil nil))
      ([detail]
       (prim/throwable type
                       (if (prim/is-nil detail) "null" (clojure.core/str detail))
                       (if (prim/is-throwable detail) detail nil) nil))
      ([message cause]
       (prim/throwable type (text-or-throw message) (cause-or-throw cause) nil)))))

(intern-static "clojure.lang.ExceptionInfo" "new"
  (let [type (find-type "clojure.lang.ExceptionInfo")
        make (fn [message data cause]
               (cond
                 (prim/is-nil data)
                 (throw (new IllegalArgumentException "Additional data must be non-nil."))
                 (prim/is-instance-of data (find-type "clojure.lang.IPersistentMap"))
                 (prim/throwable type (text-or-throw message) (cause-or-throw cause) data)
                 :else (wrong-argument data "clojure.lang.IPersistentMap")))]
    (fn ([message data] (make message data nil))
        ([message data cause] (make message data cause)))))

(intern-static "clojure.lang.ArityException" "new"
  (let [type (find-type "clojure.lang.ArityException")
        text (fn [actual name]
               (join-text ["Wrong number of args (" (prim/to-string actual) ") passed to: " name]))]
    (fn ([actual name] (prim/throwable type (text actual name) nil nil))
        ([actual name cause]
         (prim/throwable type (text actual name) (cause-or-throw cause) nil)))))

(intern-static "clojure.lang.Compiler$CompilerException" "new"
  (let [type (find-type "clojure.lang.Compiler$CompilerException")]
    (fn
      ([source line column cause]
       (prim/throwable type
                       (join-text ["Syntax error compiling at (" (prim/to-string source) ":"
                                (prim/to-string line) ":" (prim/to-string column) ")."])
                       cause
                       {:clojure.error/phase  :compile-syntax-check
                        :clojure.error/source source
                        :clojure.error/line   line
                        :clojure.error/column column})))))

(add-methods (find-type "java.lang.Throwable")
  {:getMessage          (fn getMessage [e] (prim/throwable-message e))
   :getLocalizedMessage (fn getLocalizedMessage [e] (prim/throwable-message e))
   :getCause            (fn getCause [e] (prim/throwable-cause e))
   :toString            (fn [e] (clojure.core/str e))
   :fillInStackTrace    (fn fillInStackTrace [e] e)})

(add-methods (find-type "clojure.lang.Compiler$CompilerException")
  {:getData (fn getData [e] (prim/throwable-data e))})

(add-methods (find-type "clojure.lang.ExceptionInfo")
  {:getData (fn [e] (prim/throwable-data e))})
