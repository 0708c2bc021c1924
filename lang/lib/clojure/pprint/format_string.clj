; Reading Common Lisp's format strings, a part of clojure.pprint.
;
; A format string becomes a vector of strings and directives. A directive is a map: its :char, the
; parameters under their names (a number, a character, ::arg for V, ::left for #), :colon and :at,
; :offset in the string; brackets also have :clauses, vectors of what they are made of, and under
; :else the one behind ~:; (in front of it, for ~<), :closer, the directive that closes them. The
; table says what each character takes, with defaults; what is not in it is an error.

(in-ns 'clojure.pprint)

(defn- fail-at
  "Throws for an error at an offset of a format string."
  [text message offset]
  (throw (new RuntimeException
              (str message "\n" text "\n" (apply str (repeat offset " ")) "^\n"))))

(def ^:private padded [[:mincol 0 Integer] [:colinc 1 Integer] [:minpad 0 Integer]
                       [:padchar \space Character]])
(def ^:private grouped [[:mincol 0 Integer] [:padchar \space Character]
                        [:commachar \, Character] [:commainterval 3 Integer]])
(def ^:private exponent [[:w nil Integer] [:d nil Integer] [:e nil Integer] [:k 1 Integer]
                         [:overflowchar nil Character] [:padchar \space Character]
                         [:exponentchar nil Character]])
(def ^:private times [[:count 1 Integer]])

(def ^:private directives
  "For each character: its parameters, as name, default and class, its flags, and for brackets
  the one that closes it, whether ~; may stand in it and where ~:; may."
  (let [any #{:at :colon :both}]
    {\A [padded any] \S [padded any]
     \D [grouped any] \B [grouped any] \O [grouped any] \X [grouped any]
     \R [(into [[:base nil Integer]] grouped) any]
     \P [[] any]
     \C [[[:char-format nil Character]] any]
     \F [[[:w nil Integer] [:d nil Integer] [:k 0 Integer] [:overflowchar nil Character]
          [:padchar \space Character]] #{:at}]
     \E [exponent #{:at}] \G [exponent #{:at}]
     \$ [[[:d 2 Integer] [:n 1 Integer] [:w 0 Integer] [:padchar \space Character]] any]
     \% [times #{}] \& [times #{:pretty}] \| [times #{}] \~ [[[:n 1 Integer]] #{}]
     \newline [[] #{:colon :at}]
     \T [[[:colnum 1 Integer] [:colinc 1 Integer]] #{:at :pretty}]
     \* [[[:n nil Integer]] #{:colon :at}]
     \? [[] #{:at}]
     \( [[] any {:right \)}]
     \) [[] #{}]
     \[ [[[:selector nil Integer]] #{:colon :at} {:right \] :separator? true :else :last}]
     \] [[] #{}]
     \; [[[:min-remaining nil Integer] [:max-columns nil Integer]] #{:colon}]
     \{ [[[:max-iterations nil Integer]] any {:right \}}]
     \} [[] #{:colon}]
     \< [padded (conj any :pretty) {:right \> :separator? true :else :first}]
     \> [[] #{:colon}]
     \^ [[[:arg1 nil Integer] [:arg2 nil Integer] [:arg3 nil Integer]] #{:colon}]
     \W [[] (conj any :pretty)]
     \_ [[] any]
     \I [[[:n 0 Integer]] #{:colon}]}))

(defn- read-param
  "[parameter index] of the parameter at index i: ::none when an empty one is followed by a comma,
  nil when there is none."
  [s i]
  (let [c (get s i)]
    (cond
      (and (= c \') (< (inc i) (count s))) [(get s (inc i)) (+ i 2)]
      (or (= c \v) (= c \V)) [::arg (inc i)]
      (= c \#) [::left (inc i)]
      (= c \,) [::none i]
      :else
      (let [end (loop [j (if (or (= c \-) (= c \+)) (inc i) i)]
                  (if (and (get s j) (<= 0 (prim/char-digit (get s j) 10))) (recur (inc j)) j))
            n   (parse-long (subs s i end))]
        (if n [n end] [nil i])))))

(defn- read-params
  "[parameters index], each with the offset it stands at."
  [s i]
  (loop [params [] i i comma? false]
    (let [[param end] (read-param s i)]
      (cond
        (nil? param)
        (if comma? (fail-at s "Badly formed parameters in format directive" i) [params i])
        (= \, (get s end)) (recur (conj params [param i]) (inc end) true)
        :else [(conj params [param i]) end]))))

(defn- read-flags
  "[flags index], a map of :colon and :at to the offsets they stand at."
  [s i]
  (loop [flags {} i i]
    (if-let [flag (get {\: :colon \@ :at} (get s i))]
      (if (flags flag)
        (fail-at s (str "Flag \"" (get s i) "\" appears more than once in a directive") i)
        (recur (assoc flags flag i) (inc i)))
      [flags i])))

(defn- check-directive
  "Throws when a directive has flags or parameters that it does not take."
  [s c params flags]
  (let [[known allowed] (get directives c)
        {:keys [at colon]} flags
        refuse (fn [flag offset]
                 (fail-at s (str "\"" flag "\" is an illegal flag for format directive \"" c "\"")
                          offset))]
    (when (and at (not (allowed :at))) (refuse "@" at))
    (when (and colon (not (allowed :colon))) (refuse ":" colon))
    (when (and at colon (not (allowed :both)))
      (fail-at s (str "Cannot combine \"@\" and \":\" flags for format directive \"" c "\"")
               (min at colon)))
    (when (< (count known) (count params))
      (let [n (count params) most (count known)]
        (fail-at s (str "Too many parameters for directive \"" c "\": " n
                        (if (= 1 n) " was" " were") " specified but only " most
                        (if (= 1 most) " is" " are") " allowed")
                 (second (first params)))))
    (run! (fn [[[value offset] [name _ class]]]
            (when-not (or (keyword? value)
                          (if (= class Character) (char? value) (integer? value)))
              (fail-at s (str "Parameter " (clojure.core/name name)
                              " has bad type in directive \"" c "\": " (clojure.core/class value))
                       offset)))
          (map vector params known))))

(defn- read-directive
  "[directive index] of the directive whose ~ is at index i."
  [s i]
  (let [[params j] (read-params s (inc i))
        [flags j]  (read-flags s j)
        written    (get s j)]
    (when-not written (fail-at s "Format string ended in the middle of a directive" j))
    (let [c       (Character/toUpperCase written)
          [known] (get directives c)]
      (when-not known (fail-at s (str "Directive \"" written "\" is undefined") j))
      (check-directive s c params flags)
      [(into {:char c :colon (boolean (:colon flags)) :at (boolean (:at flags)) :offset j}
             (map-indexed (fn [n [name default]]
                            (let [[value] (get params n)]
                              [name (if (or (nil? value) (= ::none value)) default value)]))
                          known))
       (inc j)])))

(defn- skip-blanks
  "The index behind spaces and tabs."
  [s i]
  (if (or (= \space (get s i)) (= \tab (get s i))) (recur s (inc i)) i))

(defn- tokenize
  "The strings and directives of a format string, brackets among them."
  [s]
  (loop [parts [] i 0]
    (let [tilde (prim/string-index s "~" i)]
      (if (neg? tilde)
        (if (< i (count s)) (conj parts (subs s i)) parts)
        (let [parts            (if (< i tilde) (conj parts (subs s i tilde)) parts)
              [directive after] (read-directive s tilde)]
          (recur (conj parts directive)
                 (if (and (= \newline (:char directive)) (not (:colon directive)))
                   (skip-blanks s after)
                   after)))))))

(defn- nest
  "[parts left closer separator] of tokens up to what ends a clause of an opening directive: the
  directive that closes it or one that separates; of all of them when there is no opening one."
  [s opening tokens]
  (loop [parts [] tokens (seq tokens)]
    (if (nil? tokens)
      (if opening (fail-at s "No closing bracket found." (:offset opening)) [parts nil nil nil])
      (let [[token & left] tokens
            bracket        (fn [x] (nth (get directives (:char x)) 2 nil))]
        (cond
          (string? token) (recur (conj parts token) left)
          (and opening (= (:char token) (:right (bracket opening)))) [parts left token nil]
          (= \; (:char token)) [parts left nil token]
          (bracket token)
          (let [{:keys [right separator? else]} (bracket token)
                fail (fn [message] (fail-at s message (:offset token)))
                [filled left]
                (loop [filled (assoc token :clauses []) else? false left left]
                  (let [[clause left closer mark] (nest s token left)
                        add (fn [k] (update filled k (fnil conj []) clause))]
                    (cond
                      closer [(assoc (add (if else? :else :clauses)) :closer closer) left]
                      (:colon mark)
                      (cond
                        (or else? (:else filled))
                        (fail "Two else clauses (\"~:;\") inside bracket construction.")
                        (not else)
                        (fail (str "An else clause (\"~:;\") is in a bracket type that"
                                   " doesn't support it."))
                        (and (= :first else) (seq (:clauses filled)))
                        (fail (str "The else clause (\"~:;\") is only allowed in the first"
                                   " position for this directive."))
                        (= :first else) (recur (assoc (add :else) :else-mark mark) false left)
                        :else (recur (add :clauses) true left))
                      else?
                      (fail (str "A plain clause (with \"~;\") follows an else clause (\"~:;\")"
                                 " inside bracket construction."))
                      (not separator?)
                      (fail "A separator (\"~;\") is in a bracket type that doesn't support it.")
                      :else (recur (add :clauses) false left))))]
            (recur (conj parts filled) (seq left)))
          :else (recur (conj parts token) left))))))

(defn- compile-format
  "What a format string says: a vector of strings and directives."
  [s]
  (first (nest s nil (tokenize s))))

(def ^:private cached-compile (memoize compile-format))

(defn- needs-pretty?
  "Whether parts of a format have a directive that wants a pretty writer."
  [parts]
  (boolean
    (some (fn [part]
            (and (map? part)
                 (or (:pretty (second (get directives (:char part))))
                     (some needs-pretty? (:clauses part))
                     (some needs-pretty? (:else part)))))
          parts)))
