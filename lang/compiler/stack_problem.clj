; The validator of stack code, as stack.clj makes it, before values have slots. Namespace
; genera.compiler.stack. It holds the code against the table of opcodes: what instructions take and
; push, heights that agree on all ways, labels, constants and values that are there.

(def ^:private arguments-of
  "How many arguments a primitive takes, by its number."
  (reduce-kv (fn [all _ row] (assoc all (nth row 0) (nth row 1))) {}
             genera.compiler.tables/primitives))

(defn- pops-of
  "How many operands an instruction takes."
  [row [op x y]]
  (let [pops (nth row 3)]
    (cond
      (not= :n pops) pops
      (= :primitive op) (get arguments-of x)
      (= :call op) (inc x)
      (= :invoke op) (inc y)
      :else y)))

(defn- target-labels
  "The labels that an instruction may go to."
  [constants [op x y :as instruction]]
  (case op
    (:jump :jump-back :jump-false :jump-true :jump-nil) [x]
    :switch (into [y] (map second) (nth (nth constants x) 1))
    []))

(defn- label-heights
  "The number of operands behind each label."
  [code]
  (into {} (keep (fn [[op label height more]] (when (= :label op) [label (+ height more)]))) code))

(defn- operand-problem
  [arity stored [op x]]
  (case op
    :load (when-not (or (< -1 x (:params arity)) (contains? stored x))
            (str "load of " x ", which is never stored"))
    (:constant :global :set-var :switch :invoke :closure :instance :mutable-instance :record)
    (when-not (< -1 x (count (:constants arity))) (str op " of no constant " x))
    nil))

(defn- effect-problem
  "What is wrong with an instruction where `height` operands are."
  [row height [op _ _ effect :as instruction]]
  (let [pops (when row (pops-of row instruction))]
    (cond
      (nil? row) (str "no such instruction: " op)
      (nil? height) (str "no way leads to " op)
      (not= effect (- (nth row 4) pops)) (str op " with effect " effect)
      (< height pops) (str op " takes " pops " of " height " operands"))))

(defn- jump-problem
  [arity labels height instruction]
  (some (fn [label]
          (cond
            (not (contains? labels label)) (str (first instruction) " to no label " label)
            (not= height (get labels label)) (str "heights differ at label " label)))
        (target-labels (:constants arity) instruction)))

(defn- flow-problem
  [arity labels]
  (let [code   (:code arity)
        stored (into #{} (keep (fn [[op v]] (when (= :store op) v))) code)]
    (loop [i 0 height 0]
      (if (= i (count code))
        (when height "the code goes on past its end")
        (let [[op x _ effect :as instruction] (nth code i)]
          (if (= :label op)
            (if (or (nil? height) (= height (get labels x)))
              (recur (inc i) (get labels x))
              (str "heights differ at label " x))
            (let [row    (get genera.compiler.tables/opcodes op)
                  wrong  (or (effect-problem row height instruction)
                             (operand-problem arity stored instruction))
                  behind (when-not wrong (+ height effect))]
              (or wrong
                  (jump-problem arity labels behind instruction)
                  (recur (inc i) (when-not (nth row 6) behind))))))))))

(defn- handler-problem
  [arity labels]
  (some (fn [{:keys [block height]}]
          (when (not= (inc height) (get labels block)) (str "wrong height of handler " block)))
        (:handlers arity)))

(defn problem
  "What is wrong with an arity in stack code, a string, or nil."
  [arity]
  (let [labels (label-heights (:code arity))]
    (or (flow-problem arity labels) (handler-problem arity labels))))
