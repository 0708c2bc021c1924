; Installation: emitted functions become templates and code objects of the kernel. Namespace
; genera.compiler.install. The kernel verifies each code object; one that it refuses is a mistake of
; this compiler, never of a program.

(declare make-template)

(defn- in-order?
  "Are there several keys, all small integers or all characters, in their order?"
  [rows]
  (let [tests (map first rows)]
    (and (< 4 (count rows))
         (or (every? int? tests) (every? char? tests))
         (apply < (map long tests)))))

(defn- make-cases
  "The node that a switch looks a key up in; one element more says that the keys are in order."
  [rows]
  (prim/make-node (cond-> (into [] cat rows) (in-order? rows) (conj true))))

(defn- intern-strings
  "A constant whose strings, and names of symbols, are interned, as the JVM's class loader does it:
  they are identical to others of their text."
  [x]
  (cond
    (prim/is-string x) (prim/string-intern x)
    (prim/is-symbol x) (do (prim/string-intern (prim/name x))
                           (when (prim/namespace x) (prim/string-intern (prim/namespace x))))
    (prim/is-map x)    (reduce-kv (fn [_ k v] (intern-strings k) (intern-strings v) nil) nil x)
    (or (prim/is-list x) (prim/is-vector x) (prim/is-set x))
    (reduce (fn [_ part] (intern-strings part) nil) nil x))
  x)

(defn- make-constant
  [[kind value] source]
  (case kind
    :value    (intern-strings value)
    :template (make-template value source)
    :switch   (make-cases value)))

(defn- own-frame?
  "Does a call of the code need a frame? One that is only a primitive runs without, but for code of
  programs, where an error must stand in the function that failed."
  [source]
  (not (and source (prim/string-starts source "lang/" 0))))

(defn- make-code
  [arity source]
  (let [made (prim/make-code
               [(:name arity)
                (mapv (fn [constant] (make-constant constant source)) (:constants arity))
                (:lines arity) (:liveness arity) (:handlers arity) source (:bytes arity)
                (:params arity) (:locals arity) (:operands arity)
                (if (own-frame? source) 0 (:primitive arity))])]
    (when (prim/is-long made)
      (throw (new IllegalStateException
                  (str "bytecode of " (:name arity) " is not valid: problem " (rem made 16)
                       " at " (quot made 16)))))
    made))

(defn make-template
  "The template of an emitted function; `source` is its file, or nil."
  [function source]
  (let [codes (mapv (fn [arity] [arity (make-code arity source)]) (:arities function))
        rest  (first (filter (fn [[arity]] (:variadic arity)) codes))
        fixed (remove (fn [[arity]] (:variadic arity)) codes)
        most  (reduce max -1 (map (fn [[arity]] (:params arity)) fixed))
        table (reduce (fn [table [arity code]] (assoc table (:params arity) code))
                      (vec (repeat (inc most) nil)) fixed)]
    (prim/make-template (:name function)
                        (when rest (second rest))
                        (if rest (dec (:params (first rest))) 0)
                        table)))

(defn make-function
  "The function of an emitted function that closes over nothing."
  [function source]
  (prim/make-function (make-template function source)))
