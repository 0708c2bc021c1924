; Warnings: what compiles, and is wrong for certain. Namespace genera.compiler.warn.
;
; Only the program's own sources are looked at: the function in `own?` says which files those are.
; Three things are warned of: a call of a known function with a number of arguments that it does not
; take; branches of a cond behind one that is always taken, or that test what was tested before; a
; call of a local that hides a core function and whose value is no function. A local of which
; anything less is known may be callable.
;
; A call is right that stands directly in a try, or in one that catches what such calls throw: tests
; do that. So is one of a var that the same form names by #', which may redefine it. A function that
; is not there yet, or that the form defines, is looked at when it is: see `pending`.

(def own?
  "An atom with a function that tells of a file whether it is to be warned about, or nil."
  (prim/atom nil))

(def ^:private pending
  "An atom with calls whose function is not known yet: [file place var count]."
  (atom []))

(defn warns?
  "Is the code of a file looked at?"
  [file]
  (let [f (prim/atom-value own?)]
    (if (and f file) (f file) false)))

(def ^:private widest-line 160)

(defn- print-warning
  "Prints a warning as errors are printed: what, where, the source line with a caret."
  [file [line column] text]
  (binding [*out* *err*]
    (println (str "warning: " text))
    (println (str "  at " file ":" line ":" column))
    (when-let [source (prim/source-line file line)]
      ; Of a long line, what is around the place.
      (let [from  (if (< widest-line (count source)) (max 0 (- column (quot widest-line 2))) 0)
            shown (subs source from (min (count source) (+ from widest-line)))]
        (println (str "  " line " | " shown))
        (println (str "  " (apply str (repeat (count (str line)) " ")) " | "
                      (apply str (map (fn [c] (if (= c \tab) c \space))
                                      (take (- (dec column) from) shown)))
                      "^"))))
    (flush)))

; Numbers of arguments

(defn- arities-of
  "[fixed least] of a function: a set of numbers, and the least number of a variadic arity or nil."
  [f]
  (let [all   (prim/fn-arities f)
        rest? (and (< 1 (count all)) (= :rest (nth all (- (count all) 2))))]
    [(set (if rest? (pop (pop all)) all)) (when rest? (peek all))]))

(defn- show-arities
  [[fixed least]]
  (let [parts (concat (sort (if least (remove (fn [n] (<= least n)) fixed) fixed))
                      (when least [(str "at least " least)]))]
    (if (next parts)
      (str (apply str (interpose ", " (butlast parts))) " or " (last parts))
      (str (first parts)))))

(defn arities-text
  "How many arguments a function takes, as text."
  [f]
  (let [text (show-arities (arities-of f))]
    (str text (if (= text "1") " argument" " arguments"))))

(defn- check-arity
  "Warns unless what a var holds is no function, or takes n arguments."
  [file place v n]
  (when (prim/is-fn (prim/var-root v))
    (let [[fixed least :as arities] (arities-of (prim/var-root v))]
      (when-not (or (contains? fixed n) (and least (<= least n)))
        (print-warning file place
                       (str "wrong number of args (" n ") passed to " (prim/var-symbol v)
                            ", which takes " (show-arities arities)))))))

(defn check-pending
  "Looks at the calls of functions that have been defined meanwhile."
  []
  (when (seq @pending)
    (let [[before _] (swap-vals! pending
                                 (fn [calls]
                                   (filterv (fn [[_ _ v _]] (not (prim/is-bound v))) calls)))]
      (doseq [[file place v n] before
              :when (prim/is-bound v)]
        (check-arity file place v n)))))

; The walk over a tree. State is an array: file, vars that the form defines, vars that it names,
; what is known of locals by their numbers.

(defn- note-vars
  "Collects the vars that a tree defines and those that it names as values."
  [node state]
  (let [op (prim/get node :op)]
    (cond
      (identical? op :const)
      (when (prim/is-var (prim/get node :value))
        (prim/array-set state 2 (conj (prim/array-get state 2) (prim/get node :value))))
      (and (identical? op :prim)
           (contains? #{"bind-var" "set-var-meta"} (prim/get node :name)))
      (let [[target & more] (prim/get node :args)]
        (prim/array-set state 1 (conj (prim/array-get state 1) (prim/get target :value)))
        (doseq [child more] (note-vars child state)))
      :else (doseq [child (genera.compiler.hir/children node)] (note-vars child state)))))

(def ^:private number-primitives
  #{"add" "subtract" "multiply" "increment" "decrement" "count" "divide" "quotient" "remainder"
    "max" "min" "negate"})

(def ^:private string-functions
  '#{clojure.core/str clojure.core/subs clojure.core/name clojure.core/pr-str
     clojure.core/format})

(defn- describe
  "What the value of a node is, in words, when it is certain that it cannot be called; else nil."
  [node]
  (case (prim/get node :op)
    :const (let [value (prim/get node :value)]
             (cond
               (nil? value) "nil"
               (number? value) "a number"
               (string? value) "a string"
               (char? value) "a character"
               (boolean? value) "a boolean"))
    :prim  (when (contains? number-primitives (prim/get node :name)) "a number")
    :call  (let [target (prim/get node :target)]
             (when (and (identical? :global (prim/get target :op))
                        (contains? string-functions (prim/var-symbol (prim/get target :var))))
               "a string"))
    nil))

(defn- check-global-call
  [node v state]
  (let [file  (prim/array-get state 0)
        place (prim/get node :pos)
        n     (count (prim/get node :args))]
    (when (and place (not (prim/is-dynamic v)) (not (contains? (prim/array-get state 2) v)))
      (if (and (prim/is-bound v) (not (contains? (prim/array-get state 1) v)))
        (check-arity file place v n)
        (swap! pending conj [file place v n])))))

(defn- check-local-call
  [node local state]
  (let [known (prim/get (prim/array-get state 3) (prim/get local :id))
        name  (prim/get local :name)]
    (when (and known
               (prim/get node :pos)
               (prim/get (prim/namespace-field (the-ns 'clojure.core) 1) (symbol name)))
      (print-warning (prim/array-get state 0) (prim/get node :pos)
                     (str "call of the local " name ", which is " known
                          "; it hides clojure.core/" name)))))

(defn- check-call
  [node state]
  (let [target (prim/get node :target)]
    (case (prim/get target :op)
      :global (check-global-call node (prim/get target :var) state)
      :local  (check-local-call node (prim/get target :local) state)
      nil)))

(defn- note-locals
  [node state]
  (let [inits (prim/get node :inits)]
    (dotimes [i (count inits)]
      (let [known (describe (nth inits i))]
        (when known
          (prim/array-set state 3 (assoc (prim/array-get state 3)
                                         (prim/get (nth (prim/get node :locals) i) :id)
                                         known)))))))

(def ^:private expecting
  "Classes whose handlers expect wrong numbers of arguments."
  #{"clojure.lang.ArityException" "java.lang.IllegalArgumentException"})

(declare check-node)

(defn- check-children
  [node state]
  (let [row (prim/get genera.compiler.hir/ops (prim/get node :op))]
    (doseq [k (prim/get row :one)]
      (when-let [child (prim/get node k)] (check-node child state)))
    (doseq [k (prim/get row :many), child (prim/get node k)] (check-node child state))))

(defn- check-try
  [node state]
  (let [body    (prim/get node :body)
        catches (prim/get node :catches)]
    (when-not (some (fn [clause]
                      (let [class (prim/get clause :class)]
                        (and class (contains? expecting (prim/type-name class)))))
                    catches)
      (doseq [part (if (identical? :do (prim/get body :op)) (prim/get body :body) [body])]
        (if (and (identical? :call (prim/get part :op)) (seq catches))
          (check-children part state)
          (check-node part state))))
    (doseq [clause catches] (check-node clause state))
    (when-let [last (prim/get node :finally)] (check-node last state))))

(defn- check-node
  [node state]
  (let [op (prim/get node :op)]
    (cond
      (or (identical? op :local) (identical? op :const) (identical? op :global)) nil
      (identical? op :try) (check-try node state)
      :else
      (do (when (identical? op :call) (check-call node state))
          (when (identical? op :let) (note-locals node state))
          (check-children node state)))))

(defn check
  "Warns of what is wrong in the tree of a form of a file."
  [node file]
  (let [state (prim/array 4)]
    (prim/array-set state 0 file)
    (prim/array-set state 1 #{})
    (prim/array-set state 2 #{})
    (prim/array-set state 3 {})
    (note-vars node state)
    (check-node node state)))

; cond

(def ^:private pure
  "Functions whose calls with the same arguments answer the same."
  '#{= == not= < > <= >= nil? some? zero? pos? neg? even? odd? true? false? not empty? seq string?
     number? integer? keyword? symbol? vector? map? set? seq? coll? fn? contains? get count first})

(defn- pure?
  "Does a test answer the same when it is evaluated again, no matter what comes between?"
  [form env]
  (cond
    (symbol? form) (some? (prim/get (prim/get env :locals) form))
    (seq? form) (let [[head & args] form]
                  (and (or (keyword? head)
                           (and (contains? pure head)
                                (nil? (prim/get (prim/get env :locals) head))))
                       (every? (fn [arg] (pure? arg env)) args)))
    (coll? form) (and (empty? form) true)
    :else true))

(defn- always?
  "Is a test true whatever happens?"
  [form]
  (or (keyword? form) (true? form) (number? form) (string? form)))

(defn- place-of
  [form otherwise]
  (let [m (meta form)] (if (:line m) [(:line m) (:column m)] otherwise)))

(defn check-cond
  "Warns of the branches of a cond that are never reached. A form without a place was made by a
  macro and is left alone."
  [form env]
  (let [file  (prim/get (prim/get env :unit) :file)
        place (place-of form nil)]
    (when place
      (loop [clauses (partition 2 (next form)) seen #{}]
        (when-let [[[test] & more] (seq clauses)]
          (cond
            (and (always? test) more)
            (print-warning file (place-of (ffirst more) place)
                           (str "this branch of cond is never reached: " (pr-str test)
                                " before it is always true"))
            (contains? seen test)
            (print-warning file (place-of test place)
                           (str "this branch of cond is never reached: " (pr-str test)
                                " was tested before"))
            :else (recur more (if (and (coll? test) (pure? test env)) (conj seen test) seen))))))))
