; Looking inside the compiler: what each stage makes of a form, as data and as text, and the code of
; functions that exist. Namespace genera.compiler, like compiler.clj.
;
; `hir`, `mir` and `bytecode` answer data; `dis`, `genera dis` and `genera run --dump` print. The
; stages go by their names: "hir", "mir" and "bytecode".

(defn hir
  "The HIR of a form after the passes, as data to read."
  [form]
  (genera.compiler.hir/summary (to-hir form *ns* nil nil)))

(defn mir
  "The MIR of a form, as data to read."
  [form]
  (genera.compiler.mir/summary (to-mir form *ns* nil nil)))

(defn- plain-constant
  "A constant of emitted code as data to read: a template by its name."
  [[kind value]]
  (if (= kind :template) (symbol (:name value)) value))

(defn- bytecode-summary
  "Emitted code as data to read: the name, for each arity what is on its head and its instructions,
  [pc (name operand…)], then the functions made there."
  [function]
  (list* (symbol (:name function))
         (concat
           (map (fn [arity]
                  (list* (assoc (select-keys arity [:params :variadic :locals :operands])
                                :handlers (genera.compiler.dis/handler-rows arity)
                                :live (genera.compiler.dis/live-rows arity))
                         (map (fn [[pc name operands]] [pc (list* (symbol name) operands)])
                              (genera.compiler.dis/instructions plain-constant arity))))
                (:arities function))
           (for [arity (:arities function)
                 [kind value] (:constants arity)
                 :when (= kind :template)]
             (bytecode-summary value)))))

(defn bytecode
  "The bytecode of a form, as data to read."
  [form]
  (bytecode-summary (genera.compiler.emit/emit-function (to-mir form *ns* nil nil))))

; Text.

(def ^:private width 96)

(defn- wide?
  "Is a form too long for a line that starts at a column?"
  [text column]
  (< width (+ column (count text))))

(declare form-lines)

(defn- indent [n lines] (map (fn [line] (str (apply str (repeat n " ")) line)) lines))

(defn- form-lines
  "A form as lines: a list or vector that does not fit has its head on the first line and its other
  parts below, two columns in."
  [form column]
  (let [text (pr-str form)]
    (if (and (wide? text column) (or (seq? form) (vector? form)) (next form))
      (let [[open close] (if (seq? form) ["(" ")"] ["[" "]"])
            head  (form-lines (first form) (inc column))
            lines (concat [(str open (first head))]
                          (indent 1 (rest head))
                          (indent 2 (mapcat (fn [part] (form-lines part (+ 2 column)))
                                            (rest form))))]
        (concat (butlast lines) [(str (last lines) close)]))
      [text])))

(defn- bytecode-lines
  "The lines of a summary of bytecode: an instruction each."
  [[name & parts]]
  (mapcat (fn [part]
            (if (map? (first part))
              (cons (str name "  " (pr-str (first part)))
                    (map (fn [step] (str "  " (apply str (interpose " " (map pr-str step)))))
                         (rest part)))
              (cons "" (bytecode-lines part))))
          parts))

(defn- block-lines
  "The lines of a block of MIR, given with its summary: an instruction each, behind ; its place."
  [block [label params & steps]]
  (cons (str " " label " " params)
        (map (fn [{[line column] :pos} step]
               (let [text (str "    " (pr-str step))]
                 (if line
                   (str text (apply str (repeat (- 40 (count text)) " ")) " ; " line ":" column)
                   text)))
             (conj (vec (:code block)) (:end block)) steps)))

(defn- mir-lines
  "The lines of a function's MIR, and of the functions that it makes."
  [function]
  (let [[name & arities] (genera.compiler.mir/summary function)]
    (concat
      (mapcat (fn [{:keys [blocks]} [head & items]]
                (concat [(str name "  " (pr-str head))]
                        (mapcat block-lines blocks items)
                        (map (fn [handler] (str "  " (pr-str handler)))
                             (drop (count blocks) items))))
              (:arities function) arities)
      (mapcat (fn [inner] (cons "" (mir-lines inner)))
              (genera.compiler.mir/inner-functions function)))))

(defn- stage-lines
  "The lines of a stage, by its name, of what the watcher is told."
  [stage {:keys [hir mir bytecode]}]
  (case stage
    "hir" (form-lines (genera.compiler.hir/summary hir) 0)
    "mir" (mir-lines mir)
    "bytecode" (bytecode-lines (bytecode-summary bytecode))))

(defn- print-lines [lines] (doseq [line lines] (println line)))

(defn- print-stages
  "Prints stages of what the watcher is told, each under a title."
  [stages {:keys [file place] :as made}]
  (doseq [stage stages]
    (println (str "; " stage (when file (str " of " file)) (when place (str ":" (first place)))))
    (print-lines (stage-lines stage made))
    (newline)))

(defn dump
  "Lets the stages of every form that is compiled from now on be printed to *err*, for the files
  that the function `own?` is true of."
  [stages own?]
  (prim/atom-set watcher
    (fn [made]
      (when (own? (:file made))
        (binding [*out* *err* *print-length* nil *print-level* nil]
          (print-stages stages made)
          (flush))))))

(defn dis
  "Prints the code of a function, of what a var holds, or of each method of a multimethod or class,
  and of the functions made there."
  [f]
  (let [lines (genera.compiler.dis/lines f)]
    (when (empty? lines)
      (throw (new IllegalArgumentException
                  (str "There is no code in "
                       (if (nil? f) "nil" (str "a " (prim/type-name (class f))))
                       ": dis wants a function, var, multimethod or class"))))
    (print-lines lines)))

; genera dis

(defn- fail-to-find
  [kind name names]
  (let [hint (genera.compiler.hint/sentence name names)]
    (throw (new IllegalArgumentException
                (str "No such " kind ": " name (when hint (str ". " hint)))))))

(defn- find-code-namespace
  "The namespace of a name, loaded if it is not."
  [sym]
  (or (find-ns sym)
      (do (try (require sym)
               (catch java.io.FileNotFoundException e
                 (if (nil? (prim/find-source (subs (#'clojure.core/root-resource sym) 1)))
                   (fail-to-find "namespace" (str sym) (map (comp str ns-name) (all-ns)))
                   (throw e))))
          (the-ns sym))))

(defn find-named
  "The var that the text NS/NAME names, or NAME alone in clojure.core; throws when there is none."
  [text]
  (let [sym   (symbol text)
        space (symbol (or (namespace sym) "clojure.core"))
        ns    (find-code-namespace space)
        found (get (ns-interns ns) (symbol (name sym)))]
    (or found
        (fail-to-find "var" text
                      (map (fn [k] (if (namespace sym) (str space "/" k) (str k)))
                           (keys (ns-interns ns)))))))

(defn- find-definition
  "The form that defines a var, read again from its file, with positions; and the file. Throws when
  there is no such file."
  [v]
  (let [{:keys [file line column]} (meta v)]
    (when-not (and file line (prim/file-info file))
      (throw (new IllegalArgumentException
                  (str "The source of " (prim/var-symbol v)
                       " cannot be read: hir and mir want it"))))
    (let [lines (drop (dec line) (clojure.string/split-lines (slurp file)))
          first-line (subs (first lines) (dec (or column 1)))
          text  (str (apply str (repeat (dec line) "\n")) (apply str (repeat (dec column) " "))
                     (apply str (interpose "\n" (cons first-line (rest lines)))))]
      [(genera.compiler.reader/read-form (genera.compiler.reader/open text file nil)) file])))

(defn dis-named
  "Prints what `genera dis` is asked for: the stages of a var's definition, or its code."
  [text stages]
  (let [v (find-named text)]
    (if (every? (fn [stage] (= stage "bytecode")) stages)
      (dis v)
      (binding [*ns* (:ns (meta v))]
        (let [[form file] (find-definition v)
              node        (to-hir form *ns* file nil)
              function    (lower node *ns*)]
          (print-stages stages {:file file :place [(:line (meta v))] :hir node :mir function
                                :bytecode (genera.compiler.emit/emit-function function)}))))))
