; clojure.main: the parts of a REPL, and what says in words where an error came from, as programs
; that are REPLs themselves use them. The REPL of `genera` is its own (genera.main).

(ns clojure.main
  "The parts of a REPL, and reports of errors."
  (:refer-clojure :exclude [with-bindings])
  (:require [clojure.repl :as repl]
            [clojure.string :as string]))

(def demunge
  "The name in the program of a class or function of the JVM."
  repl/demunge)

(defn root-cause
  "The innermost exception that has something to say: compiler exceptions are looked into."
  [e]
  (loop [cause e]
    (if-let [inner (ex-cause cause)] (recur inner) cause)))

(defn stack-element-str
  "A stack frame in words."
  [frame]
  (repl/stack-element-str frame))

(defmacro with-bindings
  "Evaluates body with thread bindings of what a REPL lets its user set!."
  [& body]
  `(binding [*ns* *ns*
             *warn-on-reflection* *warn-on-reflection*
             *math-context* *math-context*
             *print-meta* *print-meta*
             *print-length* *print-length*
             *print-level* *print-level*
             *print-namespace-maps* true
             *data-readers* *data-readers*
             *default-data-reader-fn* *default-data-reader-fn*
             *command-line-args* *command-line-args*
             *unchecked-math* *unchecked-math*
             *assert* *assert*
             *1 nil *2 nil *3 nil *e nil]
     ~@body))

(defn repl-prompt
  "Prints the prompt of a REPL."
  []
  (print (str (ns-name *ns*) "=> ")))

(defn skip-if-eol
  "Takes the next character of a reader if it ends a line; answers :line-start, :stream-end, or
  :body when it did not."
  [reader]
  (let [c (.read reader)]
    (cond (= c (int \newline)) :line-start
          (= c -1) :stream-end
          :else (do (.unread reader c) :body))))

(defn skip-whitespace
  "Skips blanks, commas and comments; answers :line-start, :stream-end or :body."
  [reader]
  (loop [c (.read reader)]
    (cond (= c (int \newline)) :line-start
          (= c -1) :stream-end
          (= c (int \;)) (do (.readLine reader) :line-start)
          (or (Character/isWhitespace (char c)) (= c (int \,))) (recur (.read reader))
          :else (do (.unread reader c) :body))))

(defn renumbering-read
  "The next form of a reader, with lines counted from line-number where its metadata tell no other
  :line."
  ([reader line-number] (renumbering-read nil reader line-number))
  ([options reader line-number]
   (let [[form text] (read+string (or options {}) reader)]
     (if (coll? form)
       (genera.compiler.reader/read-form
         (genera.compiler.reader/open text "NO_SOURCE_PATH" {:line line-number}))
       form))))

(defn repl-read
  "The next form of *in*, or request-prompt at the start of a line, request-exit at the end."
  [request-prompt request-exit]
  (or ({:line-start request-prompt :stream-end request-exit} (skip-whitespace *in*))
      (let [form (renumbering-read {:read-cond :allow} *in* 1)]
        (skip-if-eol *in*)
        form)))

(defn repl-exception
  "The root cause of an exception."
  [e]
  (root-cause e))

; Reports of errors.

(defn- no-source? [path]
  (contains? #{"NO_SOURCE_FILE" "NO_SOURCE_PATH"} path))

(defn- file-name
  "The last part of a path."
  [path]
  (when path (subs path (inc (or (string/last-index-of path "/") -1)))))

(defn- file-path
  "A path, below the current folder if it lies there."
  [path]
  (let [here (str (System/getProperty "user.dir") "/")]
    (if (string/starts-with? path here) (subs path (count here)) path)))

(defn- java-loc->source
  "The symbol of a function or method from a class and a method of the JVM."
  [class method]
  (if (contains? #{'invoke 'invokeStatic} method)
    (let [[ns & names] (map (fn [part] (string/replace (demunge part) #"--.*$" ""))
                            (string/split (str class) #"\$"))]
      (symbol ns (string/join "$" names)))
    (symbol (name class) (name method))))

(defn- library-frame?
  "Whether a frame is one of the library, not of the program."
  [[class]]
  (let [class (name class)]
    (or (string/starts-with? class "genera.")
        (some (fn [prefix] (string/starts-with? class prefix))
              ["clojure.lang." "clojure.core$" "clojure.core/"]))))

(defn- with-source
  "data with the file name and path of an error's source, or without them."
  [data source]
  (cond (nil? source) data
        (no-source? source) (dissoc data :clojure.error/source :clojure.error/path)
        :else (assoc data :clojure.error/source (file-name source)
                          :clojure.error/path (file-path source))))

(defn ex-triage
  "What is known of an error, as keys of clojure.error, from what Throwable->map says: :phase,
  :source, :path, :line, :column, :symbol, :class, :cause, :spec."
  [datafied-throwable]
  (let [{:keys [via trace phase] :or {phase :execution}} datafied-throwable
        {:keys [type message data]} (last via)
        top      (:data (first via))
        source   (:clojure.error/source top)
        problems (:clojure.spec.alpha/problems data)
        caller   (:clojure.spec.test.alpha/caller data)
        called   (:clojure.spec.alpha/fn data)
        add      (fn [m k v] (if v (assoc m k v) m))]
    (assoc
      (case phase
        :read-source
        (-> (merge (:data (second via)) top)
            (with-source source)
            (add :clojure.error/cause message))
        (:compile-syntax-check :compilation :macro-syntax-check :macroexpansion)
        (-> (with-source top source)
            (add :clojure.error/class type)
            (add :clojure.error/cause message)
            (add :clojure.error/spec (and problems data)))
        (:read-eval-result :print-eval-result)
        (let [[class method file line] (first trace)]
          (-> top
              (add :clojure.error/line line)
              (add :clojure.error/source file)
              (add :clojure.error/symbol (and class method (java-loc->source class method)))
              (add :clojure.error/class type)
              (add :clojure.error/cause message)))
        :execution
        (let [[class method file line] (first (drop-while library-frame? trace))
              file (first (remove (fn [f] (or (nil? f) (no-source? f))) [(:file caller) file]))]
          (-> {:clojure.error/class type}
              (add :clojure.error/line (or (:line caller) line))
              (add :clojure.error/cause message)
              (add :clojure.error/symbol
                   (or called (and class method (java-loc->source class method))))
              (add :clojure.error/source file)
              (add :clojure.error/spec (and problems data)))))
      :clojure.error/phase phase)))

(defn- explained
  "What clojure.spec says of its problems."
  [spec]
  (with-out-str ((requiring-resolve 'clojure.spec.alpha/explain-out) spec)))

(defn ex-str
  "What ex-triage found, in words: the first line tells phase and place, the next ones the cause."
  [{:clojure.error/keys [phase source path line column symbol class cause spec]}]
  (let [place  (str (or path source "REPL") ":" (or line 1) (if column (str ":" column) ""))
        class  (name (or class ""))
        simple (subs class (inc (or (string/last-index-of class ".") -1)))
        kind   (if (contains? #{"Exception" "RuntimeException"} simple) "" (str " (" simple ")"))
        what   (if symbol (str symbol " ") "")
        report (fn [& parts] (str (apply str parts) "\n" cause "\n"))]
    (case phase
      :read-source (report "Syntax error reading source at (" place ").")
      :macro-syntax-check
      (let [line (str "Syntax error macroexpanding " what "at (" place ").\n")]
        (str line (if spec (explained spec) (str cause "\n"))))
      :macroexpansion (report "Unexpected error" kind " macroexpanding " what "at (" place ").")
      :compile-syntax-check (report "Syntax error" kind " compiling " what "at (" place ").")
      :compilation (report "Unexpected error" kind " compiling " what "at (" place ").")
      :read-eval-result
      (report "Error reading eval result" kind " at " symbol " (" place ").")
      :print-eval-result
      (report "Error printing return value" kind " at " symbol " (" place ").")
      :execution
      (if spec
        (str "Execution error - invalid arguments to " symbol " at (" place ").\n"
             (explained spec))
        (report "Execution error" kind " at " what "(" place ").")))))

(defn err->msg
  "What an exception says, in words."
  [e]
  (-> e Throwable->map ex-triage ex-str))

(defn repl-caught
  "Prints what an exception says to *err*."
  [e]
  (binding [*out* *err*]
    (print (err->msg e))
    (flush)))

; A REPL.

(def repl-requires
  "What a REPL requires for its user."
  '[[clojure.repl :refer (source apropos dir pst doc find-doc)]
    [clojure.pprint :refer (pp pprint)]])

(defmacro with-read-known
  "Evaluates body with *read-eval* true where it was :unknown."
  [& body]
  `(binding [*read-eval* (if (= :unknown *read-eval*) true *read-eval*)] ~@body))

(defn repl
  "Reads, evaluates and prints forms of *in* until it ends. Options are functions: :init,
  :need-prompt, :prompt, :flush, :read, :eval, :print and :caught."
  [& options]
  (let [{:keys [init need-prompt prompt flush read eval print caught]
         :or   {init        (fn [])
                need-prompt (constantly true)
                prompt      repl-prompt
                flush       flush
                read        repl-read
                eval        eval
                print       prn
                caught      repl-caught}} (apply hash-map options)
        request-prompt (new Object)
        request-exit   (new Object)
        step (fn []
               (try
                 (let [form (with-read-known (read request-prompt request-exit))]
                   (cond (identical? form request-prompt) nil
                         (identical? form request-exit) request-exit
                         :else (let [value (eval form)]
                                 (set! *3 *2)
                                 (set! *2 *1)
                                 (set! *1 value)
                                 (print value)
                                 nil)))
                 (catch Throwable e
                   (caught e)
                   (set! *e e)
                   nil)))]
    (with-bindings
      (try (init) (catch Throwable e (caught e) (set! *e e)))
      (prompt)
      (flush)
      (loop []
        (when-not (identical? request-exit (step))
          (when (need-prompt)
            (prompt)
            (flush))
          (recur))))))

(defn load-script
  "Loads a file; - means *in*, and a path that begins with @ a resource."
  [path]
  (cond (= "-" path) (load-reader *in*)
        (string/starts-with? path "@") (load (string/replace (subs path 1) #"\.cljc?$" ""))
        :else (load-file path)))

(defn- eval-opt
  "Evaluates the forms of a text and prints each value that is not nil."
  [text]
  (let [end    (new Object)
        reader (new java.io.StringReader text)]
    (loop [form (read reader false end)]
      (when-not (identical? form end)
        (let [value (eval form)]
          (when-not (nil? value) (prn value))
          (recur (read reader false end)))))))

(defn report-error
  "Prints what an exception says to *err*."
  [e & options]
  (repl-caught e))

(defn main
  "What `genera` does with arguments: -e EXPR, -m NS, a script, or a REPL."
  [& args]
  (let [[option value & more] args]
    (with-bindings
      (cond (nil? option) (repl)
            (contains? #{"-e" "--eval"} option) (eval-opt value)
            (contains? #{"-m" "--main"} option)
            (binding [*command-line-args* more]
              (apply (requiring-resolve (symbol value "-main")) more))
            :else (binding [*command-line-args* (rest args)] (load-script option))))))
