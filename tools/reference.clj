; Writes docs/reference/: a page for each public namespace with the parameters and docstrings of
; its public vars, and an index. Run by `genera tools/reference.clj FOLDER`, as the test
; test/tools/reference.test.ts does, which fails when the pages in the repository are others.

(ns reference
  (:require [clojure.java.io :as io]
            [clojure.string :as string]))

(def namespaces
  "The namespaces that programs are written with, in the order of the index."
  '[clojure.core clojure.string clojure.set clojure.walk clojure.zip clojure.data clojure.edn
    clojure.math clojure.pprint clojure.test clojure.repl clojure.main clojure.stacktrace
    clojure.template clojure.datafy clojure.instant clojure.xml clojure.inspector
    clojure.core.reducers clojure.core.protocols clojure.core.server
    clojure.java.io clojure.java.shell clojure.spec.alpha clojure.spec.gen.alpha
    clojure.spec.test.alpha clojure.core.async clojure.core.match genera.actors genera.server
    genera.statem genera.event genera.supervisor genera.task genera.registry genera.application
    genera.timer genera.sys genera.logger genera.stm genera.binary genera.tcp genera.file genera.sim
    genera.top genera.repl])

(defn- escape
  "Text with what Markdown would take for its own made harmless."
  [text]
  (string/replace text #"[*_<>`\[\]\\]" "\\\\$0"))

(defn- paragraph
  "A docstring on one line."
  [doc]
  (string/join " " (map string/trim (string/split-lines doc))))

(defn- kind-of [v]
  (let [{:keys [macro dynamic arglists]} (meta v)]
    (cond macro            "macro"
          dynamic          "dynamic var"
          arglists         "function"
          (not (bound? v)) "var"
          (and (map? @v) (:on-interface @v)) "protocol"
          :else            "var")))

(defn- parameters
  "A parameter list as text, without the numbers of generated symbols: they change with anything
  that is compiled."
  [sym arglist]
  (string/replace (pr-str (cons sym arglist)) #"__\d+(__auto__)?" ""))

(defn- entry
  "The lines on a var."
  [sym v]
  (let [{:keys [arglists doc]} (meta v)]
    (concat ["" (str "### `" sym "`") ""
             (str (kind-of v)
                  (when (seq arglists)
                    (str ": " (string/join ", " (map (fn [l] (str "`" (parameters sym l) "`"))
                                                     arglists)))))]
            (when-not (string/blank? doc) ["" (escape (paragraph doc))]))))

(defn- page
  "The text of the page of a namespace."
  [ns-name]
  (require ns-name)
  (let [ns      (the-ns ns-name)
        publics (sort-by key (ns-publics ns))]
    (string/join "\n"
      (concat ["<!-- Generated from the sources by tools/reference.clj; not edited by hand. -->" ""
               (str "# " ns-name) ""]
              (when-let [doc (:doc (meta ns))] [(escape (paragraph doc)) ""])
              [(str (count publics) " public names.")]
              (mapcat (fn [[sym v]] (entry sym v)) publics)
              [""]))))

(defn- index []
  (string/join "\n"
    (concat ["<!-- Generated from the sources by tools/reference.clj; not edited by hand. -->" ""
             "# Reference" ""
             "All public names, with their parameters and docstrings, by namespace:" ""]
            (for [ns-name namespaces]
              (str "- [" ns-name "](" ns-name ".md)"
                   (when-let [doc (:doc (meta (the-ns ns-name)))]
                     (str ": " (escape (paragraph doc))))))
            [""])))

(let [[folder] *command-line-args*]
  (.mkdirs (io/file folder))
  (doseq [ns-name namespaces]
    (spit (io/file folder (str ns-name ".md")) (page ns-name)))
  (spit (io/file folder "README.md") (index)))
