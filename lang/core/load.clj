; Loading: require and use, files and strings of code, eval and macroexpand. Each top-level form of
; a text is read, compiled and run before the next one is read; so macros and namespaces take
; effect.

(declare sorted-set format alter run-transaction)

(def ^:private ^:dynamic *loaded-libs*
  "A ref of the set of namespaces that require has loaded; main.clj makes it. Programs that load
  namespaces anew alter it."
  nil)

(def ^:dynamic *command-line-args*
  "The arguments a program was started with, or nil."
  nil)

(def ^:dynamic *warn-on-reflection*
  "No effect: there is no reflection to warn of."
  false)

(def ^:dynamic *unchecked-math*
  "Whether + - * inc dec and casts to small integers are compiled to wrap around."
  false)

(def ^:dynamic *compile-files*
  "Whether what is loaded is compiled to files as well: true within compile."
  false)

(def ^:dynamic *compile-path*
  "The folder that compile writes to."
  "classes")

(def ^:dynamic *data-readers*
  "A map from tag symbols to functions that the reader calls for tagged literals."
  {})

(def ^:dynamic *default-data-reader-fn*
  "A function of tag and value for tagged literals without a reader, or nil."
  nil)

(def ^:dynamic *read-eval*
  "Whether the reader evaluates #=(…)."
  true)

(def ^:private ^:dynamic *pending-paths*
  "The paths that are being loaded, innermost first."
  ())

(def ^:private ^:dynamic *loading-verbosely* false)

(defn run-form
  "The value of a form that a reader of code has just read, by a function like the compiler's
  evaluate."
  {:private true}
  [form reader path evaluate]
  (evaluate form *ns* path (genera.compiler.reader/top-place reader)))

(defn run-forms
  "Evaluates the forms of a text one after the other; calls f with each value, answers the last."
  {:private true}
  [text path evaluate f]
  (let [reader (genera.compiler.reader/open text path nil)]
    (when (= path "NO_SOURCE_PATH") (prim/keep-source path text))
    (binding [genera.compiler.reader/*reader* reader]
      (loop [value nil]
        (let [form (genera.compiler.reader/read-form reader)]
          (if (identical? form genera.compiler.reader/end)
            value
            (let [value (run-form form reader path evaluate)]
              (f value)
              (recur value))))))))

(defn- call-loading
  "The value of f, called under the bindings of what is loaded from a file."
  [path f]
  (push-thread-bindings {(var *ns*) *ns*
                         (var *file*) path
                         (var *warn-on-reflection*) *warn-on-reflection*
                         (var *unchecked-math*) *unchecked-math*})
  (try (f) (finally (pop-thread-bindings))))

(defn- run-source
  "Compiles and runs the forms of a text in turn; answers the value of the last."
  [text path]
  (call-loading path (fn [] (run-forms text path genera.compiler/evaluate-loaded identity))))

(defn- run-code
  "Runs a file of compiled code: a function for each form, each read when those before have run."
  [path]
  (let [code (prim/open-code path)]
    (try
      (call-loading path (fn []
                           (loop []
                             (let [f (prim/next-code code)]
                               (when f (f) (recur))))))
      (finally (prim/close-code code)))))

(defn load-file
  "Runs the code of a file; answers the value of its last form."
  [path]
  (run-source (prim/read-file path) path))

(defn load-string
  "Runs the code in a string; answers the value of its last form."
  [text]
  (run-source text "NO_SOURCE_PATH"))

(defn loaded-libs
  "A sorted set of the namespaces that have been loaded."
  []
  (into (sorted-set) @*loaded-libs*))

(defn- mark-loaded
  "Notes that a namespace has been loaded."
  [lib]
  (run-transaction (fn [] (alter *loaded-libs* conj lib)))
  nil)

(defn- root-resource
  "The path of a namespace's file, without extension."
  [lib]
  (str "/" (prim/string-replace (prim/string-replace (name lib) "-" "_") "." "/")))

(defn- root-directory
  "The directory of a namespace's file."
  [lib]
  (let [path (root-resource lib)]
    (subs path 0 (prim/string-last-index path "/" (count path)))))

(defn- check-cyclic-dependency
  "Throws when a path is being loaded already."
  [path]
  (when (some (fn [pending] (= pending path)) (rest *pending-paths*))
    (let [pending (map (fn [p] (if (= p path) (str "[ " p " ]") p))
                       (cons path *pending-paths*))
          chain   (apply str (interpose "->" pending))]
      (throw (new Exception (str "Cyclic load dependency: " chain))))))

(defn- load-resource
  "Runs the file of a path without extension, compiled or not; throws when there is none."
  [path]
  (let [found (prim/find-source path)]
    (when-not found
      (throw (prim/throwable
               (genera.slow/find-type "java.io.FileNotFoundException")
                  (str "Could not locate " path "__init.class, " path ".clj or " path
                       ".cljc on classpath."
                       (if (< 0 (prim/string-index path "_" 0))
                         (str " Please check that namespaces with dashes use underscores in the"
                              " Clojure file name.")
                         ""))
                  nil [:no-source path])))
    (cond
      (prim/string-starts found ".code" (max 0 (- (count found) 5))) (run-code found)
      *compile-files*
      (let [text (prim/read-file found)]
        (call-loading found (fn []
                              (genera.compiler.library/compile-source
                                text found (str *compile-path* "/" path ".code")))))
      :else (run-source (prim/read-file found) found))))

(defn load
  "Runs the files of paths without extension: from the root when a path starts with a slash,
  else beside the current namespace's file."
  [& paths]
  (doseq [path paths]
    (let [path (if (prim/string-starts path "/" 0)
                 path
                 (str (root-directory (ns-name *ns*)) "/" path))]
      (when *loading-verbosely* (println (str "(clojure.core/load \"" path "\")")))
      (check-cyclic-dependency path)
      (when-not (= path (first *pending-paths*))
        (binding [*pending-paths* (conj *pending-paths* path)]
          (load-resource (subs path 1)))))))

(declare add-versions)

(defn- load-once
  "Runs a namespace's file unless it has been loaded."
  [lib options]
  (when (if (contains? @*loaded-libs* lib)
          (and (or (:reload options) (:reload-all options))
               (prim/find-source (subs (root-resource lib) 1)))
          true)
    (load (root-resource lib))
    (when (and (or (:as options) (:use options)) (not (find-ns lib)))
      (throw (new Exception (str "namespace '" lib "' not found after loading '"
                                 (root-resource lib) "'"))))
    (add-versions lib)
    (mark-loaded lib)))

(defn- load-lib
  "Does what one libspec says: loads the namespace, makes the alias, refers to its vars."
  [prefix lib options]
  (when (and prefix (< 0 (prim/string-index (name lib) "." 0)))
    (throw (new Exception (str "Found lib name '" (name lib) "' containing period with prefix '"
                               prefix "'.  lib names inside prefix lists must not contain"
                               " periods"))))
  (let [lib     (if prefix (symbol (str prefix "." lib)) lib)
        filters (select-keys options [:exclude :only :rename])
        filters (if (:refer options)
                  (if (= :all (:refer options)) filters (assoc filters :only (:refer options)))
                  filters)]
    (if (and (:as-alias options) (not (:as options)) (not (:refer options)) (not (:use options)))
      (create-ns lib)
      (load-once lib options))
    (when (:as options) (alias (:as options) lib))
    (when (:as-alias options) (alias (:as-alias options) lib))
    (when (or (:use options) (:refer options))
      (apply refer lib (mapcat identity filters)))
    nil))

(defn- prefix-list?
  "Whether an argument of require is a list of a prefix and libspecs."
  [x]
  (and (sequential? x)
       (or (not (next x)) (not (keyword? (second x))))
       (< 1 (count x))))

(defn- option-pairs
  "The options of a libspec as vectors of key and value."
  [[_ & options :as spec]]
  (when (odd? (count options))
    (throw (prim/throwable (genera.host/find-type "java.lang.IllegalArgumentException")
                           "No value supplied for key: true"
                           nil [:told (str "In " (pr-str spec) ", " (last options)
                                           " has no value")])))
  (map vec (partition 2 options)))

(defn- load-libs
  "Does what the arguments of require or use say."
  [options args]
  (let [flags   (set (filter keyword? args))
        specs   (remove keyword? args)
        unknown (seq (remove #{:as :reload :reload-all :require :use :verbose :refer :as-alias}
                             flags))
        options (into options (map (fn [flag] [flag true]) flags))]
    (when unknown
      (throw (new Exception (str "Unsupported option(s) supplied: "
                                 (apply str (interpose "," unknown))))))
    (when (empty? args)
      (throw (new Exception "Nothing specified to load")))
    (binding [*loading-verbosely* (or *loading-verbosely* (:verbose options))]
      (let [load-spec (fn [prefix spec]
                        (if (symbol? spec)
                          (load-lib prefix spec options)
                          (let [more (option-pairs spec)]
                            (load-lib prefix (first spec) (into options more)))))]
        (doseq [spec specs]
          (cond
            (symbol? spec) (load-spec nil spec)
            (prefix-list? spec) (doseq [inner (next spec)] (load-spec (first spec) inner))
            (sequential? spec) (load-spec nil spec)
            :else (throw (new Exception (str "Not a libspec: " (pr-str spec))))))))))

(defn require
  "Loads namespaces that are not loaded yet. An argument is a symbol, a vector of a symbol and
  options (:as alias, :refer symbols or :all, :as-alias alias), a list of a prefix and such, or
  a flag: :reload, :reload-all, :verbose."
  [& args]
  (load-libs {:require true} args)
  nil)

(defn compile
  "Loads a namespace and writes its compiled code, and that of what it loads besides, to
  *compile-path*, where require finds it if that folder is a source path. Answers the symbol."
  [lib]
  (binding [*compile-files* true]
    (require lib :reload))
  lib)

(defn compile
  "Loads a namespace and writes its compiled code, and that of what it loads besides, to
  *compile-path*, where require finds it if that folder is a source path. Answers the symbol."
  [lib]
  (binding [*compile-files* true]
    (require lib :reload))
  lib)

(defn use
  "As require, and refers to all public vars of each namespace, by the filters given: :only,
  :exclude, :rename."
  [& args]
  (load-libs {:use true} args)
  nil)

(defn requiring-resolve
  "The var of a qualified symbol, whose namespace is loaded if need be, or nil."
  [sym]
  (when-not (qualified-symbol? sym)
    (throw (new IllegalArgumentException (str "Not a qualified symbol: " sym))))
  (or (resolve sym)
      (do (require (symbol (namespace sym))) (resolve sym))))

(defmacro ns
  "Makes a namespace the current one: clauses (:require …), (:use …), (:import …), (:refer-clojure
  …) and (:load …) take the arguments of these functions, unquoted."
  [name & clauses]
  (let [doc     (when (string? (first clauses)) (first clauses))
        clauses (if doc (next clauses) clauses)
        attrs   (when (map? (first clauses)) (first clauses))
        clauses (if attrs (next clauses) clauses)
        m       (merge (meta name) (when doc {:doc doc}) attrs)
        m       (not-empty (dissoc m :line :column :file :end-line :end-column))
        quoted  (fn [args] (map (fn [arg] (list 'quote arg)) args))
        expand  (fn [[kind & args]]
                  (case kind
                    (:import import) `(import ~@args)
                    (:require :use :load :refer require use load refer)
                    `(~(symbol "clojure.core" (clojure.core/name kind)) ~@(quoted args))
                    (:refer-clojure refer-clojure) `(refer '~'clojure.core ~@(quoted args))
                    (:gen-class gen-class) nil
                    (throw (new Exception (str "Unknown clause of ns: " (pr-str kind))))))
        core?   (some (fn [clause] (and (seq? clause)
                                        (#{:refer-clojure 'refer-clojure} (first clause))))
                      clauses)]
    `(do
       (in-ns '~(with-meta name nil))
       ~@(when m [`(reset-meta! (find-ns '~name) ~m)])
       ~@(when-not (or core? (= name 'clojure.core)) [`(refer '~'clojure.core)])
       ~@(map expand clauses)
       (#'mark-loaded '~(with-meta name nil)))))

(defn macroexpand-1
  "The form that a macro call stands for, expanded one step; any other form itself."
  [form]
  (genera.compiler/macroexpand-1 form *ns*))

(defn macroexpand
  "The form with its outermost macro call expanded until there is none."
  [form]
  (loop [form form]
    (let [expanded (macroexpand-1 form)]
      (if (identical? expanded form) form (recur expanded)))))

(defn eval
  "The value of a form, compiled in the current namespace."
  [form]
  (genera.compiler/evaluate form *ns* *file* nil))
