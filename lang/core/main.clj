; The start of programs: what `genera run`, `-e` and the REPL do, in namespace genera.main. The
; host puts the command line into world root 2, a vector of the command (its name and operands),
; the program's arguments and what options say, and runs `start` as the main actor.
;
; Everything runs under thread bindings of what `set!` may change, in namespace user, which sees
; clojure.core as any namespace made by `ns` does.

;; Every namespace of the library sees what clojure.core makes public.
(let [publics (ns-publics 'clojure.core)]
  (doseq [ns (all-ns)]
    (prim/set-namespace-field ns 1 (merge publics (ns-map ns)))))

;; The namespaces of the library need no files: require finds them loaded.
(alter-var-root (var *loaded-libs*) (fn [_] (ref (into (sorted-set) (keys (prim/root 0))))))

; Namespace user is made here, so that a start finds it in the image.
(binding [*ns* (create-ns 'user)]
  (refer 'clojure.core))

(defn- eval-forms
  "Evaluates the forms of a text in turn; prints each value that is not nil."
  [text]
  (#'clojure.core/run-forms text "NO_SOURCE_PATH" genera.compiler/evaluate
                            (fn [value] (when-not (nil? value) (prn value)))))

(defn- run-main
  "Loads a namespace and calls its -main with the program's arguments."
  [ns-name args]
  (let [lib (symbol ns-name)]
    (require lib)
    (let [main (ns-resolve lib '-main)]
      (when-not main
        (throw (new Exception (str "Namespace " ns-name " has no function -main"))))
      (apply main args))))

(defn- remember
  "Makes a value the newest of the REPL's last three."
  [value]
  (set! *3 *2)
  (set! *2 *1)
  (set! *1 value))

; The REPL reads the lines of the terminal with one reader, so that the places of forms are unique
; in a session. A reader that needs more lines asks for them with another prompt.

(defn- prompt [] (str (ns-name *ns*) "=> "))

(defn- open-terminal
  "The reader of the REPL, and a volatile: was it interrupted when it wanted another line?"
  []
  (let [interrupted? (volatile! false)
        refill (fn [reader]
                 (let [blank? (genera.compiler.reader/blank? reader)
                       line   (prim/repl-line (str (ns-name *ns*)) (not blank?))]
                   (vreset! interrupted? (false? line))
                   (when line (str line "\n"))))]
    [(genera.compiler.reader/open "" "REPL" {:refill refill}) interrupted?]))

(defn- read-repl-form
  "The next form of the REPL, or the reader's end; what was interrupted is forgotten."
  [reader interrupted?]
  (when-not (clojure.string/blank? (genera.compiler.reader/rest-of-text reader))
    (print (prompt))
    (flush))
  (vreset! interrupted? false)
  (let [form (try (genera.compiler.reader/read-form reader)
               (catch Throwable e
                 (genera.compiler.reader/drop-rest reader)
                 (if @interrupted? genera.compiler.reader/end (throw e))))]
    (if @interrupted?
      (recur reader interrupted?)
      form)))

(defn- read-eval-print
  "Does one form of the REPL; answers false at the end of the input."
  [reader interrupted?]
  (try
    (let [form (read-repl-form reader interrupted?)]
      (if (identical? form genera.compiler.reader/end)
        false
        (case form
          :quit false
          :help (do ((resolve 'genera.repl/help)) true)
          (let [value (#'clojure.core/run-form form reader "REPL"
                                                    genera.compiler/evaluate)]
            (remember value)
            (prn value)
            true))))
    (catch Throwable e
      (set! *e e)
      (flush)
      (prim/report-error e "")
      true)))

(defn- intern-later
  "Makes a function of a library a function of namespace user that loads the library when called."
  [name lib doc]
  (intern 'user (with-meta name {:doc doc})
          (fn [& args]
            (require lib)
            (apply (ns-resolve lib name) args))))

(defn- run-repl
  "Reads, evaluates and prints until the input ends; namespace user sees doc, pprint and the like.
  At a terminal values are printed with limits: an infinite one must not fill the screen."
  []
  (require '[clojure.repl :refer [source apropos dir pst doc find-doc]]
           '[clojure.pprint :refer [pp pprint]]
           '[genera.compiler :refer [dis]]
           'genera.repl)
  (intern-later 'top 'genera.top
                "Prints the actors with the most of :memory, :queue or :reductions.")
  (intern-later 'tree 'genera.top
                "Prints the supervision tree, or what is below one supervisor.")
  (genera.actors/process-flag :trap-exit true) ; an actor that ends does not end the REPL
  (when (prim/repl-edited)
    (set! *print-length* 100)
    (set! *print-level* 12))
  (let [[reader interrupted?] (open-terminal)]
    (binding [genera.compiler.reader/*reader* reader]
      (loop []
        (when (read-eval-print reader interrupted?) (recur))))))

(defn- run-tests
  "Loads namespaces and files and runs their tests, those that a pattern finds; the exit status
  tells whether all passed, and there were some."
  [matching junit-file given]
  (require 'genera.test)
  (let [[summary libs] ((resolve 'genera.test/run) given matching junit-file)
        none?          (zero? (:test summary))]
    (flush)
    (when (and none? (zero? (:error summary)))
      (binding [*out* *err*]
        (println (str "genera: there are no tests in " (clojure.string/join ", " libs)
                      (when matching (str " whose name matches " matching))))
        (flush)))
    (prim/exit (if (and ((resolve 'clojure.test/successful?) summary) (not none?)) 0 1))))

(defn- show-code
  "Shows the code, or stages of it, of functions given by name."
  [stages names]
  (doseq [name names]
    (genera.compiler/dis-named name (remove empty? (clojure.string/split stages #",")))))

(defn- own-source?
  "Whether a file is one of the program's own: in one of the folders, or no file."
  [folders file]
  (or (nil? file)
      (some (fn [folder]
              (if (= folder ".")
                (not (or (prim/string-starts file "/" 0)
                         (prim/string-starts file ".." 0)
                         (prim/string-starts file "node_modules/" 0)))
                (prim/string-starts file (str folder "/") 0)))
            folders)))

(defn- apply-settings
  "Does what options say that hold for the whole program."
  [{:strs [dump own warnings]}]
  (let [own? (fn [file] (own-source? own file))]
    (when (seq dump) (genera.compiler/dump dump own?))
    (when warnings
      (prim/atom-set genera.compiler.warn/own?
                     (fn [file] (and (not= "NO_SOURCE_PATH" file) (own? file)))))))

(defn- run-command
  "Does what the command line asks for."
  [[kind & operands] args]
  (case kind
    "eval"  (doseq [text operands] (eval-forms text))
    "file"  (load-file (first operands))
    "stdin" (load-string (prim/read-stdin))
    "main"  (run-main (first operands) args)
    "test"  (run-tests (first operands) (second operands) (nnext operands))
    "dis"   (show-code (first operands) (next operands))
    "repl"  (run-repl)))

(defn- read-data-readers
  "The map in the file data_readers.clj or .cljc on the source paths: from tags to vars, which are
  made if need be, as on the JVM."
  []
  (let [path  (prim/find-source "data_readers")
        found (when path (read-string {:read-cond :allow :eof nil} (prim/read-file path)))]
    (when-not (or (nil? found) (map? found))
      (throw (ex-info "Not a valid data-reader map" {:url path})))
    (into {}
          (map (fn [[tag f]]
                 (when-not (symbol? tag)
                   (throw (ex-info "Invalid form in data-reader file" {:url path :form tag})))
                 [tag (intern (create-ns (symbol (namespace f))) (symbol (name f)))]))
          found)))

(def ^:private main-actor
  "The pid of the main actor of a program."
  (atom nil))

(def ^:private stop-ms
  "How long an actor that is no supervisor may take to end."
  5000)

(defn- await-end
  "Waits for the end of a monitored actor, for so many ms at most, nil for any time; did it end?"
  [r ms]
  (genera.actors/receive
    [:DOWN r _ _ _] true
    (after ms false)))

(defn- supervisor?
  "Whether an actor is a supervisor, which ends when its children have."
  [pid]
  (= 'genera.supervisor
     (first (:genera.gen/initial-call (genera.actors/process-info pid :dictionary)))))

(defn- stop-main
  "Has the main actor exit for :shutdown, and waits for it and for what was linked to it."
  [pid]
  (let [{:keys [links trap-exit]} (genera.actors/process-info pid [:links :trap-exit])
        linked (mapv (fn [other]
                       [(genera.actors/monitor other) (when-not (supervisor? other) stop-ms)])
                     links)
        r      (genera.actors/monitor pid)]
    (if trap-exit (genera.actors/exit pid :shutdown) (prim/end-main))
    (when-not (await-end r stop-ms)
      (genera.actors/exit pid :kill)
      (await-end r nil))
    (doseq [[r ms] linked] (await-end r ms))))

(defn stop
  "What an actor of the host's does when a signal asks the program to stop: stops applications, the
  last started first, then the main actor and what is linked to it, and ends the process."
  []
  (try
    (when-let [applications (find-ns 'genera.application)]
      ((ns-resolve applications 'stop-all)))
    (let [pid @main-actor]
      (when (and pid (genera.actors/alive? pid)) (stop-main pid)))
    (catch Throwable e
      (prim/report-error e "The program could not stop in good order:\n")))
  (flush)
  (prim/exit nil))

(defn start
  "The main actor's function."
  []
  (let [[command args settings] (prim/root 2)]
    (when-not (= "repl" (first command)) (reset! main-actor (genera.actors/self)))
    (apply-settings (into {} settings))
    (alter-var-root (var *data-readers*) merge (read-data-readers))
    (binding [*ns* (the-ns 'user)
              *file* "NO_SOURCE_PATH"
              *command-line-args* (seq args)
              *warn-on-reflection* false
              *unchecked-math* false
              *print-length* nil
              *print-level* nil
              *print-meta* false
              *print-namespace-maps* *print-namespace-maps*
              *data-readers* *data-readers*
              *default-data-reader-fn* nil
              *math-context* *math-context*
              *compile-path* *compile-path*
              *read-eval* *read-eval*
              *assert* *assert*
              *1 nil *2 nil *3 nil *e nil]
      (try
        (run-command command args)
        (catch genera.actors.Exit e
          (flush)
          (prim/end-self (genera.actors/exit-reason e))))
      (flush))))

(defn describe
  "The text of a value that the host wants to show, in a way: str or pr-str."
  [way value]
  (binding [*print-length* 20 *print-level* 6]
    (if (= way "str") (str value) (pr-str value))))

(defn call
  "The value of a call that the host asks for in world root 2: [namespace name argument…]."
  []
  (let [[ns-name fn-name & args] (prim/root 2)]
    (binding [*ns* (the-ns 'user)]
      (apply (ns-resolve (symbol ns-name) (symbol fn-name)) args))))
