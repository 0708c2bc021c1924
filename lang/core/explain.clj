; What went wrong with which values in which call, in a line for the user. Exceptions have the
; JVM's messages, which name classes only; conditions of the kernel and casts of the library keep
; the values (error.clj), and wherever an error is shown this makes a sentence of them:
;
;     (+ 1 "a"): "a" is a string, not a number.
;
; A value is shown by `brief`, which runs no code of programs and realizes nothing: an endless
; sequence or a failing print-method must not turn one error into another. Namespace genera.explain.

; Values.

(def ^:private most-items 8)
(def ^:private deepest 3)
(def ^:private longest-text 60)
(def ^:private longest-call 200)

(declare brief-at)

(defn- cut
  "A text, or its beginning."
  [text most]
  (if (< most (count text)) (str (subs text 0 most) "...") text))

(defn- brief-items
  "The first items of a sequence as text, without realizing more of it than is."
  [s depth]
  (loop [s s n 0 text ""]
    (let [space (if (= n 0) "" " ")]
      (cond
        (and (prim/is-lazy-seq s) (not (realized? s))) (str text space "...")
        (nil? (seq s)) text
        (= n most-items) (str text space "...")
        :else (recur (rest s) (inc n) (str text space (brief-at (first s) depth)))))))

(defn- brief-entries
  "The first entries of a map of the kernel."
  [m depth]
  (loop [s (seq m) n 0 text ""]
    (let [space (if (= n 0) "" ", ")]
      (cond
        (nil? s) text
        (= n most-items) (str text space "...")
        :else (recur (next s) (inc n)
                     (str text space (brief-at (key (first s)) depth)
                          " " (brief-at (val (first s)) depth)))))))

(defn- last-part
  "What stands behind the last of the marks in a name."
  [name mark]
  (let [at (prim/string-last-index name mark (count name))]
    (if (< 0 at (dec (count name))) (subs name (inc at)) name)))

(defn- function-name
  "The name of a function without its namespace."
  [f]
  (let [name (prim/fn-name f)
        at   (prim/string-index name "/" 0)]
    (if (< 0 at (dec (count name))) (subs name (inc at)) name)))

(defn- brief-other
  "What is no data."
  [x]
  (cond
    (prim/is-fn x)   (let [name (function-name x)] (if (= "fn" name) "(fn ...)" name))
    (prim/is-type x) (prim/type-name x)
    (prim/is-var x)  (str "#'" (prim/var-symbol x))
    (prim/class x)   (str "#<" (prim/type-name (prim/class x)) ">")
    :else            "#<object>"))

(defn- brief-at
  "x as text, `depth` levels deep at most."
  [x depth]
  (cond
    (prim/is-string x) (pr-str (cut x longest-text))
    (or (nil? x) (boolean? x) (prim/is-number x) (prim/is-keyword x) (prim/is-symbol x)
        (prim/is-char x))
    (cut (pr-str x) longest-text)
    (= depth 0) "..."
    (prim/is-vector x) (str "[" (brief-items x (dec depth)) "]")
    (prim/is-record x)
    (str "#" (prim/type-name (prim/class x)) "{" (brief-entries x (dec depth)) "}")
    (prim/is-instance x) (brief-other x)
    (prim/is-map x) (str "{" (brief-entries x (dec depth)) "}")
    (prim/is-set x) (str "#{" (brief-items x (dec depth)) "}")
    (or (prim/is-list x) (prim/is-seq x) (prim/is-lazy-seq x))
    (str "(" (brief-items x (dec depth)) ")")
    :else (brief-other x)))

(defn brief
  "A value as text of bounded length; nothing is realized and no code of a program runs."
  [x]
  (cut (brief-at x deepest) longest-call))

(defn- article
  "A noun with its article."
  [noun]
  (str (if (contains? #{"a" "e" "i" "o" "u"} (prim/string-lower (subs noun 0 1))) "an " "a ") noun))

(defn kind-of
  "What kind of thing x is, in words."
  [x]
  (cond
    (nil? x)                "nil"
    (prim/is-string x)      "a string"
    (prim/is-keyword x)     "a keyword"
    (prim/is-symbol x)      "a symbol"
    (boolean? x)            "a boolean"
    (prim/is-char x)        "a character"
    (prim/is-number x)      "a number"
    (prim/is-fn x)          "a function"
    (prim/is-var x)         "a var"
    (prim/is-type x)        "a class"
    (prim/is-map-entry x)   "a map entry"
    (prim/is-vector x)      "a vector"
    (prim/is-instance x)    (article (last-part (prim/type-name (prim/class x)) "."))
    (prim/is-record x)      (str "a record " (last-part (prim/type-name (prim/class x)) "."))
    (prim/is-map x)         "a map"
    (prim/is-set x)         "a set"
    (prim/is-list x)        "a list"
    (or (prim/is-seq x) (prim/is-lazy-seq x)) "a sequence"
    (= "clojure.lang.Atom" (prim/type-name (prim/class x))) "an atom"
    :else (article (last-part (prim/type-name (prim/class x)) "."))))

(def ^:private wanted-words
  "What a class is called in a sentence \"x is y, not …\"."
  {"java.lang.Number"                       "a number"
   "clojure.lang.IFn"                       "a function, so it cannot be called"
   "clojure.lang.Associative"               "a map or vector"
   "clojure.lang.IPersistentCollection"     "a collection"
   "clojure.lang.IPersistentMap"            "a map"
   "java.util.Map"                          "a map"
   "clojure.lang.IPersistentSet"            "a set"
   "clojure.lang.IPersistentStack"          "a vector, list or queue"
   "clojure.lang.IPersistentVector"         "a vector"
   "java.util.Map$Entry"                    "a map entry"
   "java.util.Collection"                   "a collection"
   "clojure.lang.IEditableCollection"       "a vector, map or set that can be made transient"
   "clojure.lang.ITransientCollection"      "a transient"
   "clojure.lang.ITransientAssociative"     "a transient map or vector"
   "clojure.lang.ITransientMap"             "a transient map"
   "clojure.lang.ITransientSet"             "a transient set"
   "clojure.lang.ITransientVector"          "a transient vector"
   "clojure.lang.Reversible"                "a vector or sorted collection"
   "clojure.lang.Sorted"                    "a sorted map or set"
   "clojure.lang.IObj"                      "something that can have metadata"
   "clojure.lang.IReference"                "a reference"
   "clojure.lang.Named"                     "a keyword, symbol or string"
   "clojure.lang.ISeq"                      "a sequence"
   "clojure.lang.Indexed"                   "a vector, sequence or string"
   "java.lang.Comparable"                   "something that can be compared"
   "[Ljava.lang.Object;"                    "an array"
   "java.lang.String"                       "a string"
   "java.lang.CharSequence"                 "a string"
   "java.lang.Character"                    "a character"
   "java.lang.Boolean"                      "a boolean"
   "clojure.lang.Keyword"                   "a keyword"
   "clojure.lang.Symbol"                    "a symbol"
   "clojure.lang.Var"                       "a var"
   "clojure.lang.Atom"                      "an atom"
   "clojure.lang.IAtom"                     "an atom"
   "clojure.lang.IAtom2"                    "an atom"
   "clojure.lang.Ref"                       "a ref"
   "clojure.lang.Agent"                     "an agent"
   "clojure.lang.Volatile"                  "a volatile"
   "clojure.lang.IDeref"                    "a reference"
   "clojure.lang.IRef"                      "a reference"
   "clojure.lang.MultiFn"                   "a multimethod"
   "clojure.lang.Namespace"                 "a namespace"
   "java.util.concurrent.Future"            "a reference such as an atom, so it has no value to get"
   "java.util.regex.Pattern"                "a regular expression"
   "java.lang.Throwable"                    "an exception"
   "java.lang.Class"                        "a class"})

(defn- not-what
  "The sentence for x where an object of the class was wanted."
  [x class-name]
  (if (nil? x)
    (str "nil is not "
         (or (get wanted-words class-name) (article (last-part class-name "."))))
    (str (brief x) " is " (kind-of x) ", not "
         (or (get wanted-words class-name) (article (last-part class-name "."))))))

; Calls.

(def ^:private primitive-rows
  "[name arguments] of each primitive by its number."
  (delay (reduce-kv (fn [all name row] (assoc all (nth row 0) [name (nth row 1)]))
                    {} genera.compiler.tables/primitives)))

(def ^:private check-number
  "A primitive that functions with other names begin with."
  (nth (get genera.compiler.tables/primitives "check-number") 0))

(defn- find-core-name
  "The shortest name of a function of clojure.core that with n arguments only calls the primitive,
  or nil."
  [number n]
  (let [calls? (fn [v]
                 (and (prim/is-bound v) (= number (prim/fn-primitive (prim/var-root v) n))))
        names  (keep (fn [[sym v]] (when (calls? v) (name sym))) (ns-publics 'clojure.core))]
    (when-not (= number check-number)
      (first (sort-by (fn [name] [(count name) name]) names)))))

(def ^:private core-names
  "The names found so far by number and arguments: a crashing actor must not search again."
  (atom {}))

(defn- core-name
  "As find-core-name."
  [number n]
  (let [known (get (deref core-names) [number n] core-names)]
    (if (identical? known core-names)
      (let [found (find-core-name number n)]
        (swap! core-names assoc [number n] found)
        found)
      known)))

(defn- primitive-name
  "What a user calls the primitive, or nil."
  [number]
  (core-name number (nth (get (deref primitive-rows) number) 1)))

(defn- show-call
  "A call, the number of a primitive or a value with operands, as text; nil of a primitive that has
  no name for users."
  [call primitive?]
  (let [[f & operands] call
        head (if (and primitive? (int? f)) (primitive-name f) (brief f))]
    (when head
      (cut (str "(" (reduce (fn [text x] (str text " " (brief-at x 2))) head operands) ")")
           longest-call))))

(defn- machinery?
  "Is it the name of a function that stands in for a primitive?"
  [name]
  (prim/string-starts name "genera.slow/" 0))

(defn- missed-primitive
  "The user's name of the primitive whose function in genera.slow met the condition, or nil."
  [e]
  (let [names (map first (prim/throwable-trace e))
        inner (take-while machinery? (map str (rest names)))]
    (when (seq inner)
      (let [own  (subs (last inner) (count "genera.slow/"))
            row  (get genera.compiler.tables/primitives own)]
        (when row (primitive-name (nth row 0)))))))

(defn- called-by-user
  "The public function of the library that the user's code called and that threw, or nil."
  [e]
  (let [frames  (prim/throwable-trace e)
        library (take-while (fn [[_ file]] (and file (prim/string-starts file "lang/" 0))) frames)
        name    (when (and (seq library) (< (count library) (count frames)))
                  (str (first (last library))))
        v       (when (and name (< 0 (prim/string-index name "/" 0)))
                  (find-var (symbol name)))]
    (when (and v (not (:private (meta v)))
               (or (prim/string-starts name "clojure." 0) (prim/string-starts name "java." 0)))
      (if (or (prim/string-starts name "clojure.core/" 0) (prim/string-starts name "java.lang." 0))
        (last-part name (if (prim/string-starts name "java." 0) "." "/"))
        name))))

; Arities.

(defn- join-words
  "Words joined by commas, the last two by `word`."
  [words word]
  (if (next words)
    (str (apply str (interpose ", " (butlast words))) " " word " " (last words))
    (first words)))

(defn- arity-words
  "[1 2 :rest 3] as \"1, 2 or at least 3 arguments\"."
  [arities]
  (let [[fixed [_ required]] (split-with int? arities)
        fixed (remove (fn [n] (and required (<= required n))) fixed)
        words (concat (map str fixed) (when required [(str "at least " required)]))]
    (str (join-words words "or") (if (= ["1"] words) " argument" " arguments"))))

(defn- var-of
  "The var that has a function as its value, found by the function's name, or nil."
  [f]
  (let [name (symbol (prim/fn-name f))
        v    (when (and (namespace name) (find-ns (symbol (namespace name)))) (find-var name))]
    (when (and v (prim/is-bound v) (identical? f (prim/var-root v))) v)))

(defn- takes
  "What a function takes, in words."
  [f]
  (let [lists (when (prim/is-fn f) (:arglists (meta (var-of f))))]
    (cond
      (seq lists)       (str "takes " (join-words (map pr-str lists) "or"))
      (prim/is-fn f)    (str "takes " (arity-words (prim/fn-arities f)))
      (prim/is-keyword f) "takes a map and perhaps a value for when it is not there"
      (prim/is-set f)   "takes a key"
      (prim/is-map f)   "takes a key and perhaps a value for when it is not there"
      (prim/is-vector f) "takes an index"
      :else             "does not take that many arguments")))

(defn- explain-arity
  "The sentence for a call with a wrong number n of arguments, of which the call has the first."
  [[f & operands :as call] n]
  (str (if (= n (count operands))
         (show-call call false)
         (show-call (conj call '...) false))
       ": " (brief f) " " (takes f)
       "; it was given " (cond (= n 0) "none"
                               (and (< 20 n) (not (prim/is-keyword f))) "more than 20"
                               :else n)))

(defn- explain-macro
  "The sentence for a macro called with a wrong number of arguments, or nil."
  [macro]
  (let [lists (:arglists (meta macro))]
    (when (seq lists)
      (str (name (prim/var-symbol macro)) " takes " (join-words (map pr-str lists) "or")))))

; Places in collections.

(defn- sets-index?
  "Whether what was called, perhaps the number of a primitive, puts its last argument at an index."
  [f]
  (contains? #{"assoc" "assoc!" "aset"}
             (if (int? f) (primitive-name f) (when (prim/is-fn f) (function-name f)))))

(defn- explain-index
  "The sentence for an index that a collection does not have, or nil."
  [call]
  (let [coll (nth call 1 nil)
        i    (nth call 2 nil)
        n    (if (or (prim/is-string coll) (counted? coll)) (count coll) nil)]
    (cond
      (not (int? i)) nil
      (and (= 4 (count call)) (int? (nth call 3)) (not (sets-index? (first call))))
      (when n
        (str "the range from " i " to " (nth call 3) " is not within " (kind-of coll) " of " n))
      (= 'transient coll) (str "the transient has no index " i)
      (nil? n)       (str (kind-of coll) " has no index " i)
      (= n 0)        (str (kind-of coll) " without elements has no index " i)
      :else          (str (kind-of coll) " of " n
                          (if (= n 1) " has only index 0" (str " has the indices 0 to " (dec n)))
                          ", not " i))))

; Names nearby.

(defn- method-names
  "The names of the methods of a class and those above it."
  [class]
  (let [own (fn [type] (keys (prim/type-methods type)))]
    (distinct (keep (fn [selector]
                      (let [name (name selector)]
                        (when-not (or (namespace selector) (prim/string-starts name "-" 0)) name)))
                    (mapcat own (cons class (supers class)))))))

(defn- explain-method
  "The sentence for a method that does not exist."
  [x name n]
  (if (nil? x)
    (str "." name " was called on nil")
    (let [name  (if (prim/string-starts name "-" 0) (subs name 1) name)
          known (method-names (prim/class x))
          near  (genera.compiler.hint/sentence name known)]
      (cond
        (some (fn [other] (= name other)) known)
        (str "." name " of " (kind-of x) " does not take " n (if (= n 1) " argument" " arguments"))
        near (str (brief x) " is " (kind-of x) ", which has no ." name ". " near)
        :else (str (brief x) " is " (kind-of x) ", which has no ." name)))))

(defn- and-more
  "At most `n` of some words, joined."
  [n words]
  (join-words (concat (take n words) (when (seq (drop n words)) ["others"])) "and"))

(defn- explain-protocol
  "The sentence for a method of a protocol that x's class does not have."
  [x selector]
  (let [names (sort (keep (fn [[name type]]
                            (when (and (prim/get (prim/type-methods type) selector)
                                       (not= name (namespace selector)))
                              name))
                          (prim/root 1)))]
    (str (brief x) " is " (kind-of x) "; "
         (if (seq names)
           (str "it is implemented for " (and-more 6 names))
           "nothing implements it"))))

(defn- explain-multi
  "The sentence for a dispatch value without a method."
  [methods]
  (if (seq methods)
    (str "It has methods for " (and-more 8 (sort (map brief (keys methods)))))
    "It has no methods"))

(defn- sources-in
  "The names of namespaces that a folder has files for, `prefix` being the folder's own."
  [folder prefix]
  (keep (fn [file]
          (let [[_ name] (re-matches #"([^.]+)\.cljc?" file)]
            (when name (prim/string-replace (str prefix name) "_" "-"))))
        (prim/list-files folder)))

(defn- explain-source
  "The sentence for a namespace whose file was not found, by its path without extension."
  [path]
  (let [path    (if (prim/string-starts path "/" 0) (subs path 1) path)
        folders (clojure.string/split (or (prim/property "genera.source.path") "") #"\n")
        slash   (prim/string-last-index path "/" (count path))
        parent  (if (< slash 0) "" (subs path 0 (inc slash)))
        wanted  (prim/string-replace (prim/string-replace path "_" "-") "/" ".")
        known   (concat (map (fn [ns] (str (ns-name ns))) (all-ns))
                        (mapcat (fn [folder]
                                  (sources-in (str folder "/" parent)
                                              (prim/string-replace parent "/" ".")))
                                (conj folders (prim/property "genera.library.path"))))
        near    (genera.compiler.hint/sentence wanted (distinct known))]
    (str "Looked for " wanted " in " (join-words folders "and") (when near (str ". " near)))))

; Sentences.

(defn- fill
  "An explanation with its places filled from a vector of operands."
  [template operands]
  (loop [text "" at 0]
    (let [open (prim/string-index template "{" at)]
      (if (< open 0)
        (str text (subs template at))
        (let [close (prim/string-index template "}" open)
              kind? (prim/string-starts template "{kind " open)
              x     (nth operands (- (prim/string-unit template (dec close)) 48))]
          (recur (str text (subs template at open) (if kind? (kind-of x) (brief x)))
                 (inc close)))))))

(def ^:private cast-mark " cannot be cast to class ")

(defn- promoting
  "What to do about an overflow in a call."
  [call]
  (let [text (show-call call true)
        head (subs text 1 (max 1 (prim/string-index text " " 0)))]
    (when (contains? #{"+" "-" "*" "inc" "dec"} head) (str "; " head "' gives a bigint"))))

(defn- condition-sentence
  "What there is to say of a condition with its operands, or nil."
  [code x y z call]
  (let [row     (* 3 (dec code))
        message (prim/nth genera.host/conditions (inc row))
        explain (prim/nth genera.host/conditions (+ row 2))
        cast    (prim/string-index message cast-mark 0)]
    (cond
      explain       (str (fill explain [x y z])
                         (when (and call (= message "long overflow")) (promoting call)))
      (<= 0 cast)   (not-what x (let [target (subs message (+ cast (count cast-mark)))]
                                  (cond (not= target "{1}") target
                                        (prim/is-type y)    (prim/type-name y)
                                        :else               (str y))))
      (and call (= "java.lang.IndexOutOfBoundsException" (prim/nth genera.host/conditions row)))
      (explain-index call)
      (and call (prim/string-starts message "String index" 0)) (explain-index call)
      :else nil)))

(def ^:private value-called
  "Messages of conditions of a call of a value: what is called is no primitive's number."
  #{"class {class 0} cannot be cast to class clojure.lang.IFn" "Key must be integer"})

(defn- explain-condition
  "What there is to say of a condition that an exception stands for, or nil."
  [e [code x y z call]]
  (let [class-name (prim/nth genera.host/conditions (* 3 (dec code)))
        message    (prim/nth genera.host/conditions (inc (* 3 (dec code))))
        function?  (contains? value-called message)]
    (if (and call (= class-name "clojure.lang.ArityException"))
      (explain-arity call x)
      (let [missed   (missed-primitive e)
            sentence (condition-sentence code x y z call)
            head     (or missed
                         (when call (show-call call (not function?)))
                         (called-by-user e))]
        (cond (and head sentence) (str head ": " sentence)
              sentence            sentence
              (and head call (not missed)) (str "in " head))))))

(defn sentence
  "What went wrong with which values, a sentence, or nil if the exception does not know. Never
  throws."
  [e]
  (try
    (let [data (when (prim/is-throwable e) (prim/throwable-data e))
          kind (when (vector? data) (nth data 0 nil))
          text (cond
                 (int? kind)         (explain-condition e data)
                 (= :cast kind)      (let [call (nth data 3 nil)
                                           name (if call
                                                  (show-call call false)
                                                  (called-by-user e))
                                           text (not-what (nth data 1) (nth data 2))]
                                       (if name (str name ": " text) text))
                 (= :no-index kind)  (str "(nth " (brief (nth data 1)) " " (nth data 2) "): "
                                          (explain-index [nth (nth data 1) (nth data 2)]))
                 (= :no-implementation kind) (explain-protocol (nth data 1) (nth data 2))
                 (= :no-multi-method kind)   (explain-multi (nth data 1))
                 (= :no-part kind)
                 (str "(subs " (brief (nth data 1)) " " (nth data 2) " " (nth data 3) "): "
                      "a string of " (count (nth data 1)) " has no part from " (nth data 2) " to "
                      (nth data 3))
                 (= :no-static kind)
                 (str (if (= "new" (nth data 2)) (str (nth data 1) ".") (nth data 2)) " takes "
                      (arity-words (prim/fn-arities (nth data 3))))
                 (= :told kind)      (nth data 1)
                 (= :macro kind)     (explain-macro (nth data 1))
                 (= :no-source kind) (explain-source (nth data 1))
                 (= :no-method kind) (explain-method (nth data 1) (nth data 2) (nth data 3)))]
      (cond (nil? text) nil
            (= "?" (subs text (dec (count text)))) text
            :else (str text ".")))
    (catch Throwable _ nil)))
