; MIR, what lowering makes of an arity: instructions of the stack machine with symbolic labels and
; constants, slots for locals. Namespace genera.compiler.mir.
;
; A function is {:name :arities}; an arity {:name :params :variadic :locals :operands :code
; :constants :handlers :labels}. :code is a vector of [op x y height]: x and y are the operands
; (labels for jumps, an index of :constants for what names one), height the number of operands
; after the instruction. Besides the instructions of tables/opcodes there are [:label n] and [:pos
; line column]. Constants are [:value v], [:template function] or [:switch rows], rows being
; [constant label]. Handlers are [start end handler height kind], labels, innermost first.

(def jumps
  "Instructions whose first operand is a label."
  #{:jump :jump-back :jump-false :jump-true :jump-nil})

(defn switch-labels
  "The labels that a switch leads to, its default first."
  [arity instruction]
  (let [[_ k otherwise] instruction]
    (into [otherwise] (map second) (second (nth (:constants arity) k)))))

(defn- instruction-problem
  [arity placed instruction]
  (let [[op x y height] instruction
        slots-from (- (:params arity))]
    (cond
      (contains? #{:label :pos} op) nil
      (nil? (prim/get genera.compiler.tables/opcodes op)) (str "no such instruction " op)
      (and (contains? jumps op) (not (contains? placed x))) (str "no label " x)
      (and (contains? #{:load :store} op) (not (and x (<= slots-from x) (< x (:locals arity)))))
      (str "no slot " x)
      (and (contains? #{:constant :global :closure :set-var :invoke :switch} op)
           (not (< -1 x (count (:constants arity)))))
      (str "no constant " x)
      (not (<= 0 height (:operands arity))) (str op " leaves " height " operands"))))

(defn problem
  "What is wrong with an arity, a string, or nil."
  [arity]
  (let [code   (:code arity)
        placed (into #{} (comp (filter (fn [i] (= :label (first i)))) (map second)) code)]
    (or (some (fn [i] (instruction-problem arity placed i)) code)
        (when-not (contains? #{:return :throw :jump :jump-back :switch}
                             (first (last (remove (fn [i] (= :label (first i))) code))))
          "the end is reached")
        (some (fn [[start end handler]]
                (when-not (every? placed [start end handler]) "a handler without its labels"))
              (:handlers arity)))))

(defn- show-constant
  [[kind value]]
  (case kind
    :template (symbol (:name value))
    :switch (mapv (fn [[test label]] [test (symbol (str "L" label))]) value)
    value))

(defn show-instruction
  "An instruction as a form."
  [arity [op x y]]
  (cond
    (= op :label) (symbol (str "L" x))
    (contains? jumps op) (list (symbol (name op)) (symbol (str "L" x)))
    (= op :switch) (list 'switch (show-constant (nth (:constants arity) x))
                         (symbol (str "L" y)))
    (contains? #{:constant :global :closure :set-var :invoke} op)
    (list* (symbol (name op)) (show-constant (nth (:constants arity) x)) (when y [y]))
    :else (list* (symbol (name op)) (remove nil? [x y]))))

(defn summary
  "A function as a form: its name and for each arity what is on its head and its instructions."
  [function]
  (list* (symbol (:name function))
         (map (fn [arity]
                (list* (select-keys arity [:params :variadic :locals :operands])
                       (map (fn [i] (show-instruction arity i)) (:code arity))))
              (:arities function))))
