; clojure.repl: looking things up from the REPL.

(ns clojure.repl
  "Looking things up from the REPL.")

(def ^:private specials
  "The special forms: how they are written, and what they do."
  {'def     ['(def symbol doc-string? init?) "Makes a var of that name, with the value if given."]
   'do      ['(do exprs*) "Evaluates the expressions in order; the value is that of the last."]
   'if      ['(if test then else?)
             "Evaluates then when test is neither nil nor false, else the other form, or nil."]
   'let*    ['(let* [bindings*] exprs*) "What let becomes once its patterns are taken apart."]
   'loop*   ['(loop* [bindings*] exprs*) "What loop becomes once its patterns are taken apart."]
   'recur   ['(recur exprs*) "Goes back to the loop or function around with new values."]
   'fn*     ['(fn* name? [params* & rest?] exprs*)
             "What fn becomes once its patterns are taken apart. The parameter behind & is for all
  further arguments."]
   'letfn*  ['(letfn* [bindings*] exprs*) "What letfn becomes."]
   'quote   ['(quote form) "The form itself, not evaluated."]
   'var     ['(var symbol) "The var of that name, not its value."]
   'throw   ['(throw expr) "Throws the exception that the expression gives."]
   'try     ['(try expr* catch-clause* finally-clause?)
             "Evaluates expressions. What they throw is caught by the first clause
  (catch class name expr*) whose class it has; (finally expr*) is evaluated in any case."]
   'set!    ['(set! place expr) "Sets a var's thread binding, or a mutable field."]
   'new     ['(Class. args*) "Makes an object of a class."]
   '.       ['(.method object args*) "Calls a method of an object."]})

(def ^:private rule "-------------------------")

(defn- print-entry
  "Prints what is known of a name."
  [title arglists kind doc]
  (println rule)
  (println title)
  (when arglists (prn arglists))
  (when kind (println kind))
  (when doc (println (str "  " doc))))

(defn- print-var
  "Prints what is known of a var."
  [v]
  (let [{:keys [ns name arglists macro doc]} (meta v)]
    (print-entry (str (ns-name ns) "/" name) arglists (when macro "Macro") doc)))

(defn- print-doc
  "Prints what is known of what a symbol names, if anything."
  [sym]
  (let [sym     (get {'catch 'try, 'finally 'try, '& 'fn*} sym sym)
        special (get specials sym)
        found   (when-not special (try (resolve sym) (catch ClassNotFoundException _ nil)))]
    (cond
      special       (do (println rule)
                        (println sym)
                        (println (str "  " (first special)))
                        (println "Special Form")
                        (println (str "  " (second special))))
      (var? found)  (print-var found)
      (find-ns sym) (print-entry sym nil nil (:doc (meta (find-ns sym)))))))

(defmacro doc
  "Prints the documentation of a var, special form or namespace, given by its name."
  [name]
  `(#'print-doc '~name))

(defn find-doc
  "Prints the documentation of all vars whose name or documentation the pattern is found in."
  [re-or-string]
  (let [re (re-pattern re-or-string)]
    (doseq [ns (sort-by ns-name (all-ns))
            [sym v] (sort-by key (ns-interns ns))
            :let [text (:doc (meta v))]]
      (when (and text (or (re-find re text) (re-find re (str sym))))
        (print-var v)))))

(defn apropos
  "A sequence of the public names, with their namespaces, in which a string or pattern is found."
  [string-or-pattern]
  (let [found? (if (instance? java.util.regex.Pattern string-or-pattern)
                 (fn [sym] (re-find string-or-pattern (str sym)))
                 (fn [sym] (<= 0 (.indexOf (str sym) (str string-or-pattern)))))]
    (sort (distinct (mapcat (fn [ns]
                              (map (fn [sym] (symbol (str (ns-name ns)) (str sym)))
                                   (filter found? (keys (ns-publics ns)))))
                            (all-ns))))))

(defn dir-fn
  "The public names of a namespace, sorted."
  [ns]
  (sort (keys (ns-publics (the-ns (get (ns-aliases *ns*) ns ns))))))

(defmacro dir
  "Prints the public names of a namespace."
  [name]
  `(doseq [sym# (dir-fn '~name)] (println sym#)))

(defn source-fn
  "The text of a var's definition, or nil."
  [sym]
  (when (= :unknown *read-eval*)
    (throw (IllegalStateException. "Unable to read source while *read-eval* is :unknown.")))
  (let [{:keys [file line]} (meta (resolve sym))]
    (when (and file line (.exists (java.io.File. file)))
      (let [lines (drop (dec line) (line-seq (java.io.BufferedReader. (java.io.FileReader. file))))
            text  (apply str (interpose "\n" lines))]
        (nth (read+string {:read-cond :allow} (java.io.StringReader. text)) 1)))))

(defmacro source
  "Prints the text of the definition of a name."
  [name]
  `(println (or (source-fn '~name) (str "Source not found"))))

(defn demunge
  "A name of Java code as it is in Clojure: f of \"user$f\" is user/f."
  [name]
  (genera.slow/demunge-name (str name)))

(defn root-cause
  "The exception at the end of a chain of causes."
  [e]
  (loop [e e]
    (if-let [cause (ex-cause e)] (recur cause) e)))

(defn stack-element-str
  "A frame of a stack trace as text."
  [frame]
  (str (demunge (.getClassName frame)) " (" (.getFileName frame) ":" (.getLineNumber frame) ")"))

(defn pst
  "Prints an exception, *e if absent, with depth frames of its trace (12 if absent), and its
  causes."
  ([] (pst 12))
  ([e-or-depth]
   (if (instance? Throwable e-or-depth)
     (pst e-or-depth 12)
     (when *e (pst (root-cause *e) e-or-depth))))
  ([e depth]
   (binding [*out* *err*]
     (println (str (.getSimpleName (class e)) " " (ex-message e)
                   (when-let [data (ex-data e)] (str " " (pr-str data)))))
     (when-let [told (genera.explain/sentence e)] (println told))
     (doseq [frame (take depth (seq (.getStackTrace e)))]
       (println (str "\t" (stack-element-str frame))))
     (when-let [cause (ex-cause e)]
       (println "Caused by:")
       (pst cause depth)))))

(defn set-break-handler!
  "No effect: the host interrupts the evaluation."
  ([] nil)
  ([f] nil))
