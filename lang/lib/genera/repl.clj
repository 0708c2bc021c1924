; What the REPL knows for its user: names that complete what is typed, the parameters of what is
; called, and the help text. The host asks `complete` and `hint` while an entry is edited, in an
; actor of their own that may not take long; they only look, and answer nil for what they do not
; know.

(ns genera.repl
  "Completion, hints and help for the REPL."
  (:require [clojure.string :as string]))

(def ^:private specials
  {"def" "[symbol doc-string? init?]", "do" "[exprs*]", "if" "[test then else?]",
   "quote" "[form]", "var" "[symbol]", "recur" "[exprs*]", "throw" "[expr]",
   "try" "[expr* catch-clause* finally-clause?]", "catch" "[class name expr*]",
   "finally" "[expr*]", "new" "[Class args*]", "set!" "[place expr]",
   "." "[object method args*]"})

(def ^:private keywords
  "Keywords that have a meaning to the core library."
  [":as" ":as-alias" ":clear-actions" ":const" ":continue" ":default" ":doc" ":dynamic" ":else"
   ":error-handler" ":error-mode" ":exclude" ":fail" ":import" ":keys" ":let" ":macro" ":meta"
   ":only" ":or" ":post" ":pre" ":private" ":refer" ":refer-clojure" ":reload" ":rename"
   ":require" ":strs" ":syms" ":tag" ":use" ":validator" ":when" ":while"])

(def ^:private most-candidates 400)

(defn- parameters
  "The parameter lists of a var as text, or nil."
  [v]
  (when-let [lists (:arglists (meta v))]
    (string/join " " (map pr-str lists))))

(defn- describe
  "A few words on what a name stands for."
  [x]
  (cond (var? x)   (or (parameters x) "")
        (class? x) (.getName x)
        :else      ""))

(defn- class-named
  "The class that a name stands for in a namespace, or nil."
  [ns text]
  (let [found (get (ns-map ns) (symbol text))]
    (if (class? found) found (get (prim/root 1) text))))

(defn- members-of
  "Names and descriptions of the static members of a class and of its methods, as Class/.method."
  [class prefix]
  (concat
    (for [[sym v] (some-> (find-ns (symbol (.getName class))) ns-interns)
          :when (not= 'new sym)]
      [(str prefix "/" sym) (describe v)])
    (for [k (keys (prim/type-methods class)) :when (nil? (namespace k))]
      [(str prefix "/." (name k)) ""])))

(defn- methods-of-all
  "Names of the methods of all classes, with the dot of a call."
  []
  (for [name (distinct (for [[_ class] (prim/root 1)
                             k (keys (prim/type-methods class))
                             :when (nil? (namespace k))]
                         (name k)))]
    [(str "." name) ""]))

(def ^:private libraries
  "The names of the libraries that Genera has, loaded or not; the parts of one are no names."
  (delay
    (let [known "clojure/set"
          found (prim/find-source known)
          root  (subs found 0 (string/index-of found known))]
      (doall
        (for [file  (file-seq (java.io.File. root))
              :let  [path (string/replace-first (.getPath file) root "")
                     name (second (re-matches #"(.*)\.(?:code|cljc?)" path))]
              :when (and name (not (re-find #"/(?:alpha|pprint|impl)/" name)))]
          (string/replace (string/replace name "/" ".") "_" "-"))))))

(defn- namespaces-and-aliases [ns]
  (concat (for [name @libraries] [name "library"])
          (for [[alias other] (ns-aliases ns)] [(str alias "/") (str (ns-name other))])
          (for [other (all-ns)] [(str (ns-name other)) "namespace"])))

(defn- qualified
  "Candidates for a name with a slash in it."
  [ns text]
  (let [prefix (subs text 0 (string/last-index-of text "/"))
        other  (or (get (ns-aliases ns) (symbol prefix)) (find-ns (symbol prefix)))
        class  (class-named ns prefix)]
    (cond class (members-of class prefix)
          other (for [[sym v] (if (= other ns) (ns-interns ns) (ns-publics other))]
                  [(str prefix "/" sym) (describe v)]))))

(defn- unqualified [ns]
  (concat (for [[sym x] (ns-map ns)] [(str sym) (describe x)])
          specials
          (namespaces-and-aliases ns)))

(defn complete
  "Vectors of a name that begins with text and a few words on it, sorted by name; ns-name tells the
  namespace that the name is to be used in."
  [ns-name text]
  (let [ns    (the-ns (symbol ns-name))
        all   (cond (string/starts-with? text ":") (map (fn [k] [k ""]) keywords)
                    (string/starts-with? text ".") (methods-of-all)
                    (string/includes? text "/")    (qualified ns text)
                    :else                          (unqualified ns))
        found (filter (fn [[name]] (string/starts-with? name text)) all)]
    (->> found (into (sorted-map)) (take most-candidates) (mapv vec))))

(defn hint
  "The parameters of what a name calls in a namespace, as text, or nil."
  [ns-name text]
  (or (specials text)
      (let [found (try (ns-resolve (the-ns (symbol ns-name)) (symbol text))
                    (catch Throwable _ nil))]
        (when (var? found) (parameters found)))))

(defn help
  "Prints what can be done at the REPL."
  []
  (println "Forms are read, evaluated and printed. *1 *2 *3 are the last values, *e the last error.

  (doc NAME)  (source NAME)     what a name is, and how it is defined
  (apropos \"text\")  (dir NS)    names with text in them; the public names of a namespace
  (find-doc \"text\")             what has text in its documentation
  (pst)                         the trace of the last error
  (dis NAME)  (top)  (tree)     compiled code; the busiest actors; the tree of supervisors
  (pp)                          the last value, laid out

At a terminal:

  Tab                 complete a name, a method (.to) or a member of a class (Math/)
  Up, Down, Ctrl-R    earlier entries; look for one
  Enter               evaluates what is whole, else begins a line; Alt-Enter always begins one
  Ctrl-C              drops the entry, or interrupts what is evaluated
  Ctrl-D, :quit       leaves
  Ctrl-A Ctrl-E Alt-B Alt-F Ctrl-K Ctrl-U Ctrl-W Ctrl-Y Ctrl-_   as in Emacs and shells

Values are printed with 100 elements of a collection, 12 levels deep. To change that:

  (set! *print-length* 1000)    nil: no limit
  (set! *print-level* nil)

NO_COLOR=1 in the environment turns colors off. GENERA_HISTORY names the file of the history."))
