; Compiling files to code that another world will run. Namespace genera.compiler.library.
;
; The core library, of which this compiler is a part, is compiled form by form, and none of its
; forms is run: the world that compiles has all names, macros and classes already, from the very
; sources, so that what a form means does not depend on how far the compiling has come. What comes
; out depends on the sources alone (docs/decisions/010): numbers of generated names begin anew for
; each file. All other code is run as it is compiled, as `compile` does on the JVM.

(defn- add-forms
  "Adds the forms of a text to code. In the core library a symbol of a template may be any name of
  clojure.core; elsewhere the namespace says what it is."
  [code text path core? use]
  (let [reader (genera.compiler.reader/open text path {:library core?})]
    (loop []
      (let [form (genera.compiler.reader/read-form reader)]
        (when-not (identical? form genera.compiler.reader/end)
          (genera.compiler/walk form *ns* path (genera.compiler.reader/top-place reader)
                                (fn [f] (prim/add-code code f) (use f)))
          (recur))))))

(defn compile-source
  "Runs the forms of a text and writes their code to a file."
  [text path target]
  (let [code (prim/create-code path)]
    (add-forms code text path false (fn [f] (f)))
    (prim/make-directories (subs target 0 (prim/string-last-index target "/" (count target))))
    (prim/write-code code target)))

(defn compile-libraries
  "Loads the namespaces that are named and writes their code to a folder."
  [folder & names]
  (binding [*compile-path* folder
            *compile-files* true]
    (apply require (map symbol names))))

(defn compile-file
  "Compiles a file of the core library to code."
  [path ns-name target]
  (let [code (prim/create-code path)]
    (binding [*ns* (the-ns (symbol ns-name))
              genera.compiler/*library* true]
      (add-forms code (prim/read-file path) path true (fn [f] nil)))
    (prim/write-code code target)))
