; The disassembler: code objects as text, with source positions. Namespace genera.compiler.dis.
;
; One line an instruction: its pc, its name and operands (constants shown, jumps by the pc they go
; to), behind ; the line and column where these change. The source line stands above the first
; instruction it gives rise to, where the source can be read. Handlers and the slots that are live
; at safepoints follow, then the functions that are made there.
;
; What is shown are the parts of a code object, a map with :constants; `code-map` takes them from
; the object, and what emission makes (emit.clj) has the same keys.

(def ^:private names
  "Name and row of each instruction, by its number."
  (reduce-kv (fn [all name row] (assoc all (nth row 0) [(clojure.core/name name) row]))
             {} genera.compiler.tables/opcodes))

(def ^:private primitive-names
  (reduce-kv (fn [all name row] (assoc all (nth row 0) name))
             {} genera.compiler.tables/primitives))

(defn- byte-at [bytes at] (prim/string-unit bytes at))

(defn- unsigned
  [bytes at size]
  (reduce (fn [n i] (+ (* 256 n) (byte-at bytes (+ at i)))) 0 (range (dec size) -1 -1)))

(defn- signed
  [bytes at size]
  (let [n (unsigned bytes at size)
        top (bit-shift-left 1 (* 8 size))]
    (if (< n (quot top 2)) n (- n top))))

(def ^:private kind-numbers
  (reduce-kv (fn [all i name] (assoc all name i)) {} genera.host/kind-names))

(defn- of-kind? [x name] (= (prim/kind x) (get kind-numbers name)))

(defn- show-constant
  "A constant of code, shortly; what programs never see is shown by its name."
  [x]
  (cond
    (of-kind? x "template") (str "fn " (nth (prim/template-codes x) 0))
    (of-kind? x "code") "code"
    :else
    (binding [*print-length* 8 *print-level* 3]
      (let [text (pr-str x)]
        (if (< 60 (count text)) (str (subs text 0 57) "...") text)))))

(defn- show-operand
  [show constants bytes pc at kind size]
  (case kind
    :slot      (signed bytes at size)
    :integer   (signed bytes at size)
    :target    (+ pc (signed bytes at size))
    :constant  (show (nth constants (unsigned bytes at size)))
    :primitive (get primitive-names (unsigned bytes at size))
    (unsigned bytes at size)))

(defn- step
  "[name operands pc-of-the-next] of the instruction at pc."
  [show constants bytes pc]
  (let [[name row]      (get names (byte-at bytes pc))
        [_ sizes kinds] row]
    (loop [i 0 at (inc pc) operands []]
      (if (< i (count kinds))
        (let [size (nth sizes i)
              size (if (< size 0) (- size) size)]
          (recur (inc i) (+ at size)
                 (conj operands (show-operand show constants bytes pc at (nth kinds i) size))))
        [name operands at]))))

(defn- line-rows
  "A map from pc to [line column]."
  [lines]
  (into {} (map (fn [at] [(unsigned lines at 4)
                          [(unsigned lines (+ at 4) 4) (unsigned lines (+ at 8) 4)]]))
        (range 0 (count lines) 12)))

(defn instructions
  "The instructions of a code map: [pc name operands place], place being [line column] or nil;
  constants as the function `show` shows them."
  [show {:keys [constants bytes lines]}]
  (let [rows (line-rows (or lines ""))]
    (loop [pc 0 made []]
      (if (< pc (count bytes))
        (let [[name operands next] (step show constants bytes pc)]
          (recur next (conj made [pc name operands (get rows pc)])))
        made))))

(defn- live-slots
  [liveness at slots params]
  (filterv some?
           (map (fn [bit]
                  (when (bit-test (byte-at liveness (+ at (quot bit 8))) (rem bit 8))
                    (if (= bit 0) 'self (- bit 1 params))))
                (range slots))))

(defn live-rows
  "[pc slots] of each safepoint of a code map."
  [{:keys [liveness params locals]}]
  (let [slots (+ 1 params locals)
        size  (+ 6 (quot (+ slots 7) 8))]
    (mapv (fn [at] [(unsigned liveness at 4) (live-slots liveness (+ at 6) slots params)])
          (range 0 (count liveness) size))))

(defn handler-rows
  "[first last handler finally?] of each handler of a code map."
  [{:keys [handlers]}]
  (mapv (fn [at]
          [(unsigned handlers at 4) (unsigned handlers (+ at 4) 4) (unsigned handlers (+ at 8) 4)
           (= 1 (unsigned handlers (+ at 14) 2))])
        (range 0 (count handlers) 16)))

(defn code-map
  "The parts of a code object."
  [code]
  (zipmap [:name :constants :lines :liveness :handlers :source :bytes :params :locals :operands]
          (prim/code-parts code)))

; Text.

(defn- pad [text n] (apply str text (repeat (- n (count text)) " ")))

(defn- instruction-lines
  "The lines of an instruction: the line of source, if it is another than `known`, comes first."
  [source [pc name operands place] known]
  (let [text  (str (pad (str "  " pc) 7) (apply str (interpose " " (cons name operands))))
        line  (first place)
        shown (when (and source line (not= line known)) (prim/source-line source line))
        own   (if place
                (str (pad text 39) " ; " line ":" (second place))
                text)]
    (if shown [(str "  ; " line " | " shown) own] [own])))

(defn code-lines
  "The lines of text of a code map."
  [{:keys [name source params locals operands] :as code}]
  (concat
    [(str name "  " params " parameters, " locals " locals, " operands " operands"
          (when source (str "  " source)))]
    (loop [rows (instructions show-constant code) known nil made []]
      (if-let [[row & more] (seq rows)]
        (recur more (or (first (nth row 3)) known)
               (into made (instruction-lines source row known)))
        made))
    (map (fn [[from to handler finally?]]
           (str "  handler of " from " to " to " at " handler (when finally? " finally")))
         (handler-rows code))
    (map (fn [[pc slots]] (str "  live at " pc ": " (apply str (interpose " " slots))))
         (live-rows code))))

(defn- template-lines
  "The lines of a template's arities, and of the functions made there."
  [template]
  (let [[_ rest _ & codes] (prim/template-codes template)
        codes (map code-map (filter some? (concat codes [rest])))
        inner (filter (fn [x] (of-kind? x "template")) (mapcat :constants codes))]
    (concat (mapcat code-lines codes)
            (mapcat (fn [template] (cons "" (template-lines template))) (distinct inner)))))

(defn function-lines
  "The lines of text of all arities of a function, and of the functions it makes."
  [f]
  (template-lines (prim/fn-template f)))

(defn- titled
  "Lines of the functions of a map, each under a title."
  [functions]
  (rest (mapcat (fn [[title f]] (list* "" (str "; " title) (function-lines f))) functions)))

(defn lines
  "The lines of text of what can be called: a function, what a var holds, a multimethod (each
  method), a class (each method); nil for anything else."
  [x]
  (cond
    (prim/is-fn x) (function-lines x)
    (var? x) (when (bound? x) (lines (var-get x)))
    (instance? clojure.lang.MultiFn x)
    (titled (map (fn [[value f]] [(str "method for " (pr-str value)) f]) (methods x)))
    (class? x)
    (titled (map (fn [[name f]] [(str "method " name) f])
                 (sort-by (comp str key) (filter (comp fn? val) (prim/type-methods x)))))
    (prim/is-instance x) (lines (class x))))
