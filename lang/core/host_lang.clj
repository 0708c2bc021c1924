; Methods of java.lang.Object and Class, of names, vars, namespaces and functions, and the
; statics of System, Thread and the like. Namespace genera.host.

(def java-hash
  "hashCode of a value, as Java defines it for its class."
  genera.slow/java-hash)

(declare java-equals)

(defn- equal-elements?
  "Have two sequences elements that are equal, as Java defines it?"
  [x y]
  (loop [x (seq x) y (seq y)]
    (cond
      (nil? x) (nil? y)
      (nil? y) false
      (java-equals (first x) (first y)) (recur (next x) (next y))
      :else false)))

(defn- equal-entries?
  "Have two maps, of which the second may be a record, entries that are equal as Java defines it?"
  [x y]
  (if (and (or (map? y) (genera.slow/implements y "java.util.Map"))
           (= (count x) (count y)))
    (every? (fn [e]
              (let [other (get y (key e) x)]
                (and (not (prim/identical other x)) (java-equals (val e) other))))
            x)
    false))

(defn java-equals
  "equals of a value, as Java defines it for its class: numbers of two classes differ."
  [x y]
  (cond
    (prim/identical x y) true
    (or (prim/is-nil x) (prim/is-nil y)) false
    (prim/is-number x)
    (and (prim/is-number y) (prim/identical (prim/class x) (prim/class y))
         (or (= x y) (and (prim/is-double x) (prim/is-nan x) (prim/is-nan y))))
    (or (prim/is-instance x) (prim/is-record x)) (boolean (.equals x y))
    (map? x) (equal-entries? x y)
    (and (sequential? x) (sequential? y)) (equal-elements? x y)
    :else (= x y)))

(defn- hash-text
  "What Object.toString answers: class and hashCode."
  [x]
  (str (prim/type-name (prim/class x)) "@"
       (prim/number-string (bit-and 0xFFFFFFFF (java-hash x)) 16)))

(defmethods java.lang.Object
  (toString [x] (if (or (prim/is-instance x) (prim/is-record x)) (hash-text x) (str x)))
  (hashCode [x] (if (prim/is-instance x) (prim/identity-hash x) (java-hash x)))
  (equals [x y] (if (prim/is-instance x) (prim/identical x y) (java-equals x y)))
  (getClass [x] (class x))
  (notify [x] nil)
  (notifyAll [x] nil))

(defstatic java.lang.Object/new []
  (prim/instance genera.host/object-type []))

; Classes.

(defn- simple-name
  "The part of a class's name after its package and outer class; a function's has no outer one."
  [class]
  (let [name  (prim/type-name class)
        inner (prim/string-last-index name "$" (count name))]
    (subs name (inc (if (and (< 0 inner) (genera.slow/find-type (subs name 0 inner)))
                      inner
                      (prim/string-last-index name "." (count name)))))))

(defn- package-name
  "The part of a class's name before its last dot."
  [class]
  (let [name (prim/type-name class)
        dot  (prim/string-last-index name "." (count name))]
    (if (< dot 0) "" (subs name 0 dot))))

(defmethods java.lang.Class
  (getName [c] (prim/type-name c))
  (getTypeName [c] (prim/type-name c))
  (getCanonicalName [c] (prim/string-replace (prim/type-name c) "$" "."))
  (getSimpleName [c] (simple-name c))
  (getPackageName [c] (package-name c))
  (toString [c]
    (str (if (genera.host/interface? c) "interface " "class ") (prim/type-name c)))
  (isInstance [c x] (prim/is-instance-of x c))
  (isAssignableFrom [c d] (prim/is-subtype d c))
  (isInterface [c] (boolean (genera.host/interface? c)))
  (isArray [c] (prim/string-starts (prim/type-name c) "[" 0))
  (isPrimitive [c] (< (prim/string-index (prim/type-name c) "." 0) 0))
  (getSuperclass [c] (genera.host/superclass c))
  (getInterfaces [c] (to-array (filter genera.host/interface? (prim/type-supers c))))
  (cast [c x] (clojure.core/cast c x))
  (getConstructors [c]
    (let [make   (find-var (symbol (prim/type-name c) "new"))
          fields (prim/type-fields c)
          counts (cond fields [(count fields)]
                       (and make (bound? make)) (filter integer? (prim/fn-arities @make))
                       :else [])]
      (to-array (map (fn [n]
                       (prim/instance (genera.slow/find-type "java.lang.reflect.Constructor")
                                      [c n]))
                     counts))))
  (getMethods [c]
    (let [protocol (get (prim/type-info c) :protocol)
          names    (if protocol
                     (mapcat (fn [sig]
                               (repeat (count (:arglists sig))
                                       (prim/string-replace (str (:name sig)) "-" "_")))
                             (vals (:sigs (prim/var-root protocol))))
                     (map name (mapcat (fn [type] (keys (prim/type-methods type)))
                                       (cons c (supers c)))))]
      (to-array (map (fn [name]
                       (prim/instance (genera.slow/find-type "java.lang.reflect.Method") [name]))
                     names))))
  (isEnum [c] (prim/is-subtype c (genera.slow/find-type "java.lang.Enum")))
  (getComponentType [c]
    (case (prim/type-name c)
      "[J" Long/TYPE "[D" Double/TYPE "[Z" Boolean/TYPE "[C" Character/TYPE
      (if (prim/string-starts (prim/type-name c) "[" 0) Object nil)))
  (desiredAssertionStatus [c] false)
  (getEnumConstants [c]
    (let [values (find-var (symbol (prim/type-name c) "values"))]
      (if values (@values) nil))))

; Of methods only the names are known; what is named as a getter takes no arguments.
(defmethods java.lang.reflect.Method
  (getName [m] (prim/field m 0))
  (getParameterTypes [m]
    (to-array (if (re-find #"^(get|is)[A-Z]" (prim/field m 0)) [] [genera.host/object-type])))
  (getReturnType [m] genera.host/object-type))

; Types of a program have one constructor, of its fields.
(defmethods java.lang.reflect.Constructor
  (getDeclaringClass [c] (prim/field c 0))
  (getParameterCount [c] (prim/field c 1))
  (getParameterTypes [c] (to-array (repeat (prim/field c 1) genera.host/object-type)))
  (newInstance [c args]
    (apply @(find-var (symbol (prim/type-name (prim/field c 0)) "new")) args)))

(defstatic java.lang.Class/forName
  ([class-name]
   (let [found (genera.slow/find-type class-name)]
     (if found found (throw (new ClassNotFoundException class-name)))))
  ([class-name _ _] (java.lang.Class/forName class-name)))

; Stack traces: a frame is an instance around what the interpreter keeps, [name file line column].

(def ^:private frame-class (genera.slow/find-type "java.lang.StackTraceElement"))

(defn- frame-text
  "A frame as Java prints it."
  [frame]
  (let [[name file line _ class method] (prim/field frame 0)]
    (if class
      (str class "." method "(" (cond (= -2 line) "Native Method"
                                      (nil? file) "Unknown Source"
                                      (< line 0) file
                                      :else (str file ":" line))
           ")")
      (str name "(" file ":" line ")"))))

(defn- frame-parts
  "Class and method of a frame's name: that of a function, or of a member of a class, Class/member."
  [frame]
  (let [[name _ __ ___ class method] (prim/field frame 0)
        [ns fn] (clojure.string/split name #"/" 2)]
    (cond class                     [class method]
          (prim/is-nil fn)          [(genera.slow/munge-name ns) "invoke"]
          (genera.slow/find-type ns) [ns fn]
          :else [(str (genera.slow/munge-name ns) "$"
                      (prim/string-replace (genera.slow/munge-name
                                             (prim/string-replace fn "/" "$"))
                                           "_SLASH_" "$"))
                 "invoke"])))

(defn- base-name
  "The last part of a path."
  [path]
  (if (string? path)
    (subs path (inc (prim/string-last-index path "/" (count path))))
    path))

(defstatic java.lang.StackTraceElement/new [class-name method file line]
  (prim/instance frame-class [[(str class-name "/" method) file line nil class-name method]]))
(defmethods java.lang.StackTraceElement
  (getClassName [f] (nth (frame-parts f) 0))
  (getMethodName [f] (nth (frame-parts f) 1))
  (getFileName [f] (base-name (nth (prim/field f 0) 1)))
  (getLineNumber [f] (nth (prim/field f 0) 2))
  (isNativeMethod [f] (= -2 (.getLineNumber f)))
  (equals [f g] (and (prim/is-instance-of g frame-class) (= (prim/field f 0) (prim/field g 0))))
  (hashCode [f] (java-hash (frame-text f)))
  (toString [f] (frame-text f)))

(defn- frames-of
  "The frames of an exception's trace, innermost first, without those of the runtime itself."
  [e]
  (map (fn [frame] (prim/instance frame-class [frame]))
       (remove (fn [[name]] (prim/string-starts (str name) "genera.slow/" 0))
               (prim/throwable-trace e))))

(defn- print-trace
  "Prints an exception, its trace and its causes to a writer."
  [e writer]
  (write-text writer (str e "\n"))
  (doseq [frame (frames-of e)] (write-text writer (str "\tat " frame "\n")))
  (doseq [other (prim/throwable-suppressed e)]
    (write-text writer "\tSuppressed: ")
    (print-trace other writer))
  (when-let [cause (prim/throwable-cause e)]
    (write-text writer "Caused by: ")
    (print-trace cause writer)))

(defmethods java.lang.Throwable
  (getStackTrace [e] (to-array (frames-of e)))
  (setStackTrace [e frames]
    (prim/set-throwable-trace e (mapv (fn [f] (prim/field f 0)) frames))
    nil)
  (initCause [e cause]
    (let [cause (cause-or-throw cause)]
      (cond (prim/throwable-cause e)
            (throw (IllegalStateException. (str "Can't overwrite cause with "
                                                (if cause cause "a null"))))
            (identical? e cause)
            (throw (IllegalArgumentException. "Self-causation not permitted"))
            :else (do (prim/set-throwable-cause e cause) e))))
  (getSuppressed [e] (into-array Throwable (prim/throwable-suppressed e)))
  (addSuppressed [e other]
    (cond (identical? e other)
          (throw (IllegalArgumentException. "Self-suppression not permitted"))
          (nil? other) (throw (NullPointerException. "Cannot suppress a null exception."))
          :else (do (prim/set-throwable-suppressed
                      e (conj (or (prim/throwable-suppressed e) []) (cause-or-throw other)))
                    nil)))
  (printStackTrace ([e] (print-trace e *err*) (.flush *err*)) ([e writer] (print-trace e writer))))

(defmethods java.text.ParseException
  (getErrorOffset [e] (nth (prim/throwable-data e) 1)))
(defmethods java.net.URISyntaxException
  (getInput [e] (nth (prim/throwable-data e) 1))
  (getReason [e] (nth (prim/throwable-data e) 2))
  (getIndex [e] (nth (prim/throwable-data e) 3)))

; Names, vars, namespaces, functions.

(defmethods clojure.lang.Symbol
  (getName [s] (prim/name s))
  (getNamespace [s] (prim/namespace s))
  (invoke ([s m] (get m s)) ([s m default] (get m s default)))
  (compareTo [s t] (compare s t)))

(defmethods clojure.lang.Keyword
  (getName [k] (prim/name k))
  (getNamespace [k] (prim/namespace k))
  (sym [k] (symbol k))
  (-sym [k] (symbol k))
  (invoke ([k m] (get m k)) ([k m default] (get m k default)))
  (compareTo [k l] (compare k l)))

(defstatic clojure.lang.Symbol/intern
  ([name] (symbol name)) ([ns name] (symbol ns name)))
(defstatic clojure.lang.Symbol/create
  ([name] (symbol name)) ([ns name] (symbol ns name)))
(defstatic clojure.lang.Keyword/intern
  ([name] (keyword name)) ([ns name] (keyword ns name)))
(defstatic clojure.lang.Keyword/find
  ([name] (find-keyword name)) ([ns name] (find-keyword ns name)))

(defmethods clojure.lang.Var
  (toSymbol [v] (prim/var-symbol v))
  (sym [v] (symbol (name (prim/var-symbol v))))
  (-sym [v] (symbol (name (prim/var-symbol v))))
  (ns [v] (find-ns (symbol (namespace (prim/var-symbol v)))))
  (-ns [v] (find-ns (symbol (namespace (prim/var-symbol v)))))
  (get [v] (prim/var-value v))
  (deref [v] (prim/var-value v))
  (getRawRoot [v] (prim/var-root v))
  (hasRoot [v] (prim/is-bound v))
  (isBound [v] (prim/is-bound v))
  (isDynamic [v] (prim/is-dynamic v))
  (isMacro [v] (prim/is-macro v))
  (isPublic [v] (not (:private (meta v))))
  (bindRoot [v x] (prim/bind-var v x) nil)
  (set [v x] (prim/set-dynamic v x))
  (setDynamic ([v] (prim/set-var-meta v (assoc (prim/cell-field v 1) :dynamic true)))
              ([v on] (prim/set-var-meta v (assoc (prim/cell-field v 1) :dynamic on))))
  (setMacro [v] (prim/set-var-meta v (assoc (prim/cell-field v 1) :macro true)) nil)
  (alterRoot [v f args] (apply alter-var-root v f args)))

(defstatic clojure.lang.Var/intern
  ([ns name] (intern ns name)) ([ns name root] (intern ns name root)))
(defstatic clojure.lang.Var/find [name] (find-var name))
(defstatic clojure.lang.Var/pushThreadBindings [m] (push-thread-bindings m))
(defstatic clojure.lang.Var/popThreadBindings [] (pop-thread-bindings))
(defstatic clojure.lang.Var/getThreadBindings [] (get-thread-bindings))

(defmethods clojure.lang.Namespace
  (getName [ns] (prim/namespace-field ns 0))
  (name [ns] (prim/namespace-field ns 0))
  (-name [ns] (prim/namespace-field ns 0))
  (toString [ns] (str (prim/namespace-field ns 0)))
  (getMappings [ns] (ns-map ns))
  (getMapping [ns sym] (get (ns-map ns) sym))
  (getAliases [ns] (ns-aliases ns))
  (intern [ns sym] (clojure.core/intern ns sym))
  (findInternedVar [ns sym] (get (ns-interns ns) sym)))

(defstatic clojure.lang.Namespace/find [sym] (find-ns sym))
(defstatic clojure.lang.Namespace/findOrCreate [sym] (create-ns sym))
(defstatic clojure.lang.Namespace/all [] (all-ns))
(defstatic clojure.lang.Namespace/remove [sym] (remove-ns sym))

(defmethods clojure.lang.AFunction
  (invoke [f & args] (apply f args))
  (applyTo [f args] (apply f args))
  (call [f] (f))
  (run [f] (f) nil)
  (compare [f a b]
    (let [answer (f a b)]
      (cond (true? answer)  -1
            (false? answer) (if (f b a) 1 0)
            :else answer))))

(defmethods clojure.lang.Atom
  (deref [a] (prim/atom-value a))
  (reset [a x] (reset! a x))
  (swap [a f & args] (apply swap! a f args))
  (compareAndSet [a old new] (compare-and-set! a old new)))

(defmethods clojure.lang.ARef
  (addWatch [r k f] (add-watch r k f))
  (removeWatch [r k] (remove-watch r k))
  (getWatches [r] (or (prim/cell-field r 2) {}))
  (setValidator [r f] (set-validator! r f))
  (getValidator [r] (get-validator r))
  (meta [r] (clojure.core/meta r))
  (alterMeta [r f args] (apply alter-meta! r f args))
  (resetMeta [r m] (reset-meta! r m)))

(defmethods clojure.lang.Volatile
  (deref [v] (prim/volatile-value v))
  (reset [v x] (prim/volatile-set v x)))

(defmethods clojure.lang.Delay
  (deref [d] (force d))
  (isRealized [d] (prim/is-realized d)))

(defmethods clojure.lang.Reduced
  (deref [r] (prim/reduced-value r)))

; Pids, by place and generation; refs and ports, by number.

(defmethods genera.actors.Pid
  (toString [pid] (str pid))
  (printOn [pid w] (write-text w (str pid)))
  (hashCode [pid] (+ (* 31 (prim/pid-index pid)) (prim/pid-generation pid)))
  (compareTo [pid other]
    (compare [(prim/pid-index pid) (prim/pid-generation pid)]
             [(prim/pid-index other) (prim/pid-generation other)])))

(defmethods genera.actors.Ref
  (toString [r] (str r))
  (printOn [r w] (write-text w (str r)))
  (hashCode [r] (prim/ref-number r))
  (compareTo [r other] (compare (prim/ref-number r) (prim/ref-number other))))

(defmethods genera.actors.Port
  (toString [port] (str port))
  (printOn [port w] (write-text w (str port)))
  (hashCode [port] (prim/port-number port))
  (compareTo [port other] (compare (prim/port-number port) (prim/port-number other))))

; Binaries (lang/lib/genera/binary.clj): sequences of bytes from 0 to 255.

(defmethods genera.binary.Binary
  (toString [b] (str b))
  (printOn [b w] (write-text w (str b)))
  (hashCode [b] (prim/hash b))
  (compareTo [b other] (prim/binary-compare b other))
  (seq [b] (seq (map (fn [i] (nth b i)) (range (count b))))))

; System and Thread.

(defn- need-text
  "x, which must not be nil."
  [x what]
  (if (nil? x) (throw (new NullPointerException (str what " can't be null"))) x))

(defstatic java.lang.System/currentTimeMillis [] (prim/wall-now))
(defstatic java.lang.System/nanoTime [] (long (* 1000000.0 (prim/now))))
(def ^:private properties
  "The properties that the program has set, a map in an atom; those it has cleared are nil there."
  (prim/atom {}))

(defn- property [key]
  (let [own (find (prim/atom-value properties) key)]
    (if own (val own) (prim/property (need-text key "key")))))

(defn- change-property
  "Sets a property, to nil to clear it; answers what it was."
  [key value]
  (let [old (property key)]
    (swap! properties assoc key value)
    old))

(defstatic java.lang.System/getProperty
  ([key] (property key))
  ([key default] (let [found (property key)] (if (nil? found) default found))))
(defstatic java.lang.System/setProperty [key value]
  (change-property key (need-text value "value")))
(defstatic java.lang.System/clearProperty [key] (change-property key nil))
(defstatic java.lang.System/getenv
  ([] (prim/environment nil)) ([name] (prim/environment (need-text name "name"))))
(defstatic java.lang.System/exit [status] (flush) (prim/exit status))
(defstatic java.lang.System/gc [] (prim/collect 2))
(defstatic java.lang.System/lineSeparator [] "\n")
(defstatic java.lang.System/identityHashCode [x] (if (nil? x) 0 (prim/identity-hash x)))
(defstatic java.lang.System/arraycopy [from at to into n]
  (when-not (and (<= 0 at) (<= 0 into) (<= 0 n))
    (throw (new ArrayIndexOutOfBoundsException "arraycopy: negative index or length")))
  (when (< (alength from) (+ at n))
    (throw (new ArrayIndexOutOfBoundsException
                (str "arraycopy: last source index " (+ at n) " out of bounds for length "
                     (alength from)))))
  (when (< (alength to) (+ into n))
    (throw (new ArrayIndexOutOfBoundsException
                (str "arraycopy: last destination index " (+ into n)
                     " out of bounds for length " (alength to)))))
  ; A part that moves up in its own array is copied from its end.
  (if (< at into)
    (loop [i (dec n)]
      (when (<= 0 i)
        (prim/array-set to (+ into i) (prim/array-get from (+ at i)))
        (recur (dec i))))
    (loop [i 0]
      (when (< i n)
        (prim/array-set to (+ into i) (prim/array-get from (+ at i)))
        (recur (inc i))))))

(def ^:private thread-class (genera.slow/find-type "java.lang.Thread"))
(def ^:private runtime-class (genera.slow/find-type "java.lang.Runtime"))

(defn- sleep [ms]
  (if (neg? ms) (throw (IllegalArgumentException. "timeout value is negative")) nil)
  (prim/sleep ms)
  nil)

(defstatic java.lang.Thread/sleep ([ms] (sleep ms)) ([ms nanos] (sleep ms)))
(defstatic java.lang.Thread/yield [] (prim/yield) nil)
(def ^:dynamic *thread*
  "The Thread whose function runs; also bound in actors that it has made."
  nil)

(defstatic java.lang.Thread/currentThread []
  (if (and *thread* (= (prim/self) (prim/field *thread* 1)))
    *thread*
    (let [notes (prim/notes)]
      (or (get notes :thread)
          (let [made (prim/mutable-instance thread-class [nil (prim/self) "main" nil false 5 nil])]
            (prim/set-notes (assoc notes :thread made))
            made)))))
(defstatic java.lang.Thread/interrupted [] false)

(def ^:private uncaught-handler
  "What gets the exceptions that threads do not catch, in an atom; nil if none is set."
  (prim/atom nil))

(defstatic java.lang.Thread/getDefaultUncaughtExceptionHandler []
  (prim/atom-value uncaught-handler))
(defstatic java.lang.Thread/setDefaultUncaughtExceptionHandler [handler]
  (prim/atom-set uncaught-handler handler)
  nil)
; Fields: what it runs, its pid, its name, the promise of its end, whether it is a daemon, its
; priority, its handler of uncaught exceptions.
(defn- make-thread [f name] (prim/mutable-instance thread-class [f nil name nil false 5 nil]))
(defstatic java.lang.Thread/new
  ([f] (make-thread f (str "Thread-" (prim/next-id)))) ([f name] (make-thread f name)))
(defconstant java.lang.Thread/MIN_PRIORITY 1)
(defconstant java.lang.Thread/NORM_PRIORITY 5)
(defconstant java.lang.Thread/MAX_PRIORITY 10)
(defstatic java.lang.Thread/holdsLock [x]
  (when (nil? x) (throw (new NullPointerException)))
  false)
(defstatic java.lang.Thread/onSpinWait [] (prim/yield) nil)

(defn- run-thread
  "What a thread does: calls f, or runs a Runnable; then its end is delivered."
  [t f done]
  (prim/set-field t 1 (prim/self))
  (try
    (binding [*thread* t] (if (fn? f) (f) (.run f)))
    (catch Throwable e
      (let [handler (or (prim/field t 6) (prim/atom-value uncaught-handler))]
        (if handler (.uncaughtException handler t e) (throw e))))
    (finally (deliver done true))))

(defmethods java.lang.Thread
  (equals [t other]
    (or (identical? t other)
        (and (prim/is-instance-of other thread-class)
             (some? (prim/field t 1))
             (= (prim/field t 1) (prim/field other 1)))))
  (hashCode [t] (if (prim/field t 1) (prim/pid-index (prim/field t 1)) (prim/identity-hash t)))
  (getName [t] (prim/field t 2))
  (setName [t name] (prim/set-field t 2 name) nil)
  (setDaemon [t on] (prim/set-field t 4 (boolean on)) nil)
  (isDaemon [t] (prim/field t 4))
  (getPriority [t] (prim/field t 5))
  (setPriority [t n]
    (when-not (<= 1 n 10) (throw (new IllegalArgumentException)))
    (prim/set-field t 5 n)
    nil)
  (getUncaughtExceptionHandler [t] (prim/field t 6))
  (setUncaughtExceptionHandler [t handler] (prim/set-field t 6 handler) nil)
  (run [t] (let [f (prim/field t 0)] (cond (nil? f) nil (fn? f) (f) :else (.run f))) nil)
  (getState [t]
    (cond (nil? (prim/field t 1))              "NEW"
          (prim/is-alive (prim/field t 1))     "RUNNABLE"
          :else                                "TERMINATED"))
  (getId [t] (prim/pid-index (prim/field t 1)))
  (isAlive [t] (boolean (and (prim/field t 1) (prim/is-alive (prim/field t 1)))))
  (isInterrupted [t] false)
  (start [t]
    (when (prim/field t 1) (throw (new IllegalThreadStateException)))
    (let [f (prim/field t 0) done (promise)]
      (prim/set-field t 3 done)
      (prim/set-field t 1 (prim/spawn (fn [] (run-thread t f done)) nil))
      nil))
  (join ([t] (when (prim/field t 3) @(prim/field t 3)) nil)
        ([t ms] (when (prim/field t 3) (deref (prim/field t 3) ms nil)) nil))
  (interrupt [t] (prim/interrupt (prim/field t 1)) nil)
  (getStackTrace [t]
    (to-array (cons (prim/instance frame-class [["java.lang.Thread/getStackTrace" "Thread.java" 0]])
                    (drop-while (fn [f]
                                  (prim/string-starts (nth (prim/field f 0) 0) "genera." 0))
                                (try (throw (new Exception))
                                  (catch Exception e (frames-of e))))))))

(defn- static-member
  "The function that is a static member of a class."
  [class name]
  @(find-var (symbol (prim/type-name class) name)))

(defstatic clojure.lang.Reflector/invokeConstructor [class args]
  (apply (static-member class "new") args))
(defstatic clojure.lang.Reflector/invokeStaticMethod [class name args]
  (apply (static-member (if (prim/is-string class) (Class/forName class) class) name) args))
(defstatic clojure.lang.Reflector/invokeInstanceMethod [x name args]
  (genera.slow/invoke (keyword name) (cons x args)))
(defstatic clojure.lang.Reflector/invokeNoArgInstanceMember
  ([x name] (genera.slow/invoke (keyword name) (list x)))
  ([x name field?] (genera.slow/invoke (keyword name) (list x))))

(defn- heap-bytes
  "A figure of the heap from the end: 1 bytes of blocks still to be had, 2 of those in use."
  [from-end]
  (let [figures (prim/heap-stats)]
    (nth figures (- (count figures) from-end))))

(defstatic java.lang.Runtime/getRuntime [] (prim/instance runtime-class []))
(defmethods java.lang.Runtime
  (availableProcessors [r] (prim/parse-long (prim/property "genera.cores") 10))
  (totalMemory [r] (+ (heap-bytes 2) (heap-bytes 1)))
  (freeMemory [r] (heap-bytes 1))
  (maxMemory [r] (+ (heap-bytes 2) (heap-bytes 1)))
  (gc [r] (prim/collect 2))
  (addShutdownHook [r thread] nil))

; Objects.

(defstatic java.util.Objects/equals [a b] (java-equals a b))
(defstatic java.util.Objects/hashCode [x] (java-hash x))
(defstatic java.util.Objects/isNull [x] (nil? x))
(defstatic java.util.Objects/nonNull [x] (some? x))
(defstatic java.util.Objects/toString
  ([x] (if (nil? x) "null" (str x))) ([x default] (if (nil? x) default (str x))))

; What an ArityException tells stands in its message.

(defn- arity-part
  "A group of the message of an ArityException: 1 the number of arguments, 2 the function's name."
  [e i]
  (nth (re-matches #"(?s)Wrong number of args \((-?\d+)\) passed to: (.*)" (.getMessage e)) i))

(defmethods clojure.lang.ArityException
  (-actual [e] (prim/parse-long (arity-part e 1) 10))
  (actual [e] (prim/parse-long (arity-part e 1) 10))
  (-name [e] (arity-part e 2))
  (name [e] (arity-part e 2)))
