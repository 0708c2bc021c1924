; The disassembler: code objects as text, with source positions. Namespace genera.compiler.dis.
;
; One line an instruction: its pc, its name and operands (constants shown, jumps by the pc they go
; to), behind ; the line and column where these change. Handlers and the slots that are live at
; safepoints follow.

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

(defn- show-constant
  [x]
  (binding [*print-length* 8 *print-level* 3]
    (let [text (pr-str x)]
      (if (< 60 (count text)) (str (subs text 0 57) "...") text))))

(defn- show-operand
  [constants bytes pc at kind size]
  (case kind
    :slot      (signed bytes at size)
    :integer   (signed bytes at size)
    :target    (+ pc (signed bytes at size))
    :constant  (show-constant (nth constants (unsigned bytes at size)))
    :primitive (get primitive-names (unsigned bytes at size))
    (unsigned bytes at size)))

(defn- instruction
  "[text pc-of-the-next] of the instruction at pc."
  [constants bytes pc]
  (let [[name row]   (get names (byte-at bytes pc))
        [_ sizes kinds] row]
    (loop [i 0 at (inc pc) text name]
      (if (< i (count kinds))
        (let [size (nth sizes i)
              size (if (< size 0) (- size) size)]
          (recur (inc i) (+ at size)
                 (str text " " (show-operand constants bytes pc at (nth kinds i) size))))
        [text at]))))

(defn- line-rows
  "A map from pc to \"line:column\"."
  [lines]
  (into {} (map (fn [at] [(unsigned lines at 4)
                          (str (unsigned lines (+ at 4) 4) ":" (unsigned lines (+ at 8) 4))]))
        (range 0 (count lines) 12)))

(defn- live-slots
  [liveness at slots params]
  (filter some?
          (map (fn [bit]
                 (when (bit-test (byte-at liveness (+ at (quot bit 8))) (rem bit 8))
                   (if (= bit 0) 'self (- bit 1 params))))
               (range slots))))

(defn- pad [text n] (apply str text (repeat (- n (count text)) " ")))

(defn code-lines
  "The lines of text of a code object."
  [code]
  (let [[name constants lines liveness handlers source bytes params locals operands]
        (prim/code-parts code)
        rows  (line-rows (or lines ""))
        slots (+ 1 params locals)
        size  (+ 6 (quot (+ slots 7) 8))]
    (concat
      [(str name "  " params " parameters, " locals " locals, " operands " operands"
            (when source (str "  " source)))]
      (loop [pc 0 made []]
        (if (< pc (count bytes))
          (let [[text next] (instruction constants bytes pc)
                place       (get rows pc)]
            (recur next
                   (conj made (str (pad (str "  " pc) 7)
                                   (if place (str (pad text 32) " ; " place) text)))))
          made))
      (map (fn [at]
             (str "  handler of " (unsigned handlers at 4) " to "
                  (unsigned handlers (+ at 4) 4) " at " (unsigned handlers (+ at 8) 4)
                  (if (= 1 (unsigned handlers (+ at 14) 2)) " finally" "")))
           (range 0 (count handlers) 16))
      (map (fn [at]
             (str "  live at " (unsigned liveness at 4) ": "
                  (apply str (interpose " " (live-slots liveness (+ at 6) slots params)))))
           (range 0 (count liveness) size)))))

(defn function-lines
  "The lines of text of all arities of a function."
  [f]
  (let [[_ rest _ & codes] (prim/template-codes (prim/fn-template f))]
    (mapcat code-lines (filter some? (concat codes [rest])))))
