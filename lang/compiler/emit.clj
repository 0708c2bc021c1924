; Emission: MIR to what a code object holds (kernel/vm/code.ts): bytes, lines, handlers and the
; slots that are live at each safepoint. Namespace genera.compiler.emit. Tables of bytes are strings
; of Latin-1 characters.
;
; stack.clj makes code for the stack machine of blocks, slots.clj gives its values slots; then
; every instruction's pc is known, and the tables are written. The result is a map of :name :params
; :variadic :locals :operands :constants :bytes :lines :liveness :handlers :primitive; a :switch
; constant has rows [constant distance] then.

(def ^:private sizes
  "Bytes of each instruction."
  (reduce-kv (fn [all name row]
               (assoc all name (reduce + 1 (map (fn [n] (if (< n 0) (- n) n)) (nth row 1)))))
             {:label 0 :none 0} genera.compiler.tables/opcodes))

(def ^:private jumps
  "Instructions whose first operand is a label."
  #{:jump :jump-back :jump-false :jump-true :jump-nil})

(defn- lay-out
  "Fills the arrays of each instruction's pc (one more: the end) and of each label's place."
  [code pcs label-at]
  (loop [i 0 pc 0]
    (prim/array-set pcs i pc)
    (when (< i (count code))
      (let [instruction (prim/nth code i)
            op          (prim/nth instruction 0)]
        (when (identical? op :label)
          (prim/array-set label-at (prim/nth instruction 1) i))
        (recur (inc i) (+ pc (prim/get sizes op)))))))

; Bytes.

(defn- add-byte [b n] (prim/builder-add b (prim/char (bit-and n 255))))

(defn- add-short
  [b n]
  (add-byte b n)
  (add-byte b (bit-shift-right n 8)))

(defn- add-int
  [b n]
  (add-byte b n)
  (add-byte b (bit-shift-right n 8))
  (add-byte b (bit-shift-right n 16))
  (add-byte b (bit-shift-right n 24)))

(defn- merge-rows
  "Rows that lie at one pc made one: [pc height sets]."
  [rows pcs]
  (loop [i 0 made []]
    (if (< i (count rows))
      (let [[at height sets] (prim/nth rows i)
            pc   (prim/array-get pcs at)
            last (when (< 0 (count made)) (prim/peek made))]
        (recur (inc i)
               (if (and last (= pc (prim/nth last 0)))
                 (let [known (prim/nth last 2)]
                   (dotimes [k (prim/array-length known)]
                     (prim/array-set known k (bit-or (prim/array-get known k)
                                                     (prim/array-get sets k))))
                   (conj (pop made) [pc (min height (nth last 1)) known]))
                 (prim/conj made [pc height sets]))))
      made)))

(defn- liveness-string
  [arity pcs]
  (let [bytes (quot (+ 8 (prim/get arity :params) (prim/get arity :locals)) 8)
        b     (prim/builder)]
    (doseq [[pc height sets] (merge-rows (prim/get arity :rows) pcs)]
      (add-int b pc)
      (add-short b height)
      (loop [i 0]
        (when (< i bytes)
          (add-byte b (bit-shift-right (prim/array-get sets (quot i 6)) (* 8 (rem i 6))))
          (recur (inc i)))))
    (prim/builder-string b)))

(defn- too-large
  []
  (throw (prim/throwable (genera.host/intern-type "java.lang.StackOverflowError")
                         "Method code too large!" nil nil)))

(defn- add-operand
  "An operand of `size` bytes, negative when it is signed."
  [b size x]
  (case size
    4  (add-int b x)
    2  (do (when (< 65535 x) (too-large)) (add-short b x))
    (do (when-not (<= -32768 x 32767) (too-large)) (add-short b x))))

(def ^:private fusions
  "Which instruction does several at once: maps by the names of these, :number at the end."
  (reduce-kv (fn [all name row]
               (if (nth row 7) (assoc-in all (conj (nth row 7) :number) (nth row 0)) all))
             {} genera.compiler.tables/opcodes))

(defn- next-place
  "Index of the next instruction that has bytes, from i on."
  [code i]
  (loop [i i]
    (if (< i (count code))
      (let [op (prim/nth (prim/nth code i) 0)]
        (if (or (identical? op :label) (identical? op :none)) (recur (inc i)) i))
      i)))

(defn- find-fusion
  "[number index]: the instruction that does the most from index i on, and the index of the last
  that it does; nil where none does."
  [code i]
  (loop [i i node (prim/get fusions (prim/nth (prim/nth code i) 0)) best nil]
    (let [number (when node (prim/get node :number))
          best   (if number [number i] best)
          i      (when node (next-place code (inc i)))]
      (if (and node (< i (count code)))
        (recur i (prim/get node (prim/nth (prim/nth code i) 0)) best)
        best))))

(defn- add-operands
  [b instruction row distance i]
  (let [op       (prim/nth instruction 0)
        operands (prim/nth row 1)
        n        (count operands)
        x        (prim/nth instruction 1)]
    (when (< 0 n)
      (if (prim/contains jumps op)
        (add-int b (distance x i))
        (add-operand b (prim/nth operands 0) x)))
    (when (< 1 n)
      (let [y (prim/nth instruction 2)]
        (add-operand b (prim/nth operands 1)
                     (if (identical? op :switch) (distance y i) y))))))

(defn- bytes-string
  "The bytes of the instructions. One that a fused one stands for is written as that; the others
  that it does too follow as they are."
  [code pcs label-at]
  (let [b (prim/builder)
        distance (fn [label i]
                   (- (prim/array-get pcs (prim/array-get label-at label))
                      (prim/array-get pcs i)))]
    (loop [i (next-place code 0) done -1]
      (when (< i (count code))
        (let [instruction (prim/nth code i)
              row    (prim/get genera.compiler.tables/opcodes (prim/nth instruction 0))
              fusion (when (< done i) (find-fusion code i))]
          (add-byte b (if fusion (prim/nth fusion 0) (prim/nth row 0)))
          (add-operands b instruction row distance i)
          (recur (next-place code (inc i)) (if fusion (prim/nth fusion 1) done)))))
    (prim/builder-string b)))

(defn- lines-string
  "The line table, or nil: a row where the position changes."
  [code pcs]
  (let [b (prim/builder)]
    (loop [i 0 known nil]
      (if (< i (count code))
        (let [pos (prim/nth (prim/nth code i) 4)]
          (if (and pos (not (and known
                                 (= (prim/nth pos 0) (prim/nth known 0))
                                 (= (prim/nth pos 1) (prim/nth known 1)))))
            (do (add-int b (prim/array-get pcs i))
                (add-int b (prim/nth pos 0))
                (add-int b (prim/nth pos 1))
                (recur (inc i) pos))
            (recur (inc i) known)))
        (when (< 0 (prim/builder-length b)) (prim/builder-string b))))))

(defn- returns-to?
  "Whether the instruction before index i returns there, or calls before it is done."
  [code i]
  (loop [i (dec i)]
    (if (< i 0)
      false
      (let [op (prim/nth (prim/nth code i) 0)]
        (if (or (identical? op :label) (identical? op :none))
          (recur (dec i))
          (and (not (identical? op :global)) ; which raises before its end
               (prim/nth (prim/get genera.compiler.tables/opcodes op) 5)))))))

(defn- loop-heads
  "Set of the pcs that are jumped back to."
  [code pcs label-at]
  (reduce (fn [heads instruction]
            (if (identical? :jump-back (prim/nth instruction 0))
              (conj heads (prim/array-get pcs (prim/array-get label-at
                                                              (prim/nth instruction 1))))
              heads))
          #{} code))

(defn- handlers-string
  "The table of handlers, or nil. Where a slice may end at the head of a loop that a handler begins
  with, that is covered too, unless it were taken for the end of a call before."
  [arity code pcs label-at]
  (let [b      (prim/builder)
        heads  (when (< 0 (count (prim/get arity :handlers))) (loop-heads code pcs label-at))
        blocks (prim/get arity :blocks)
        pc-of  (fn [block] (prim/array-get pcs (prim/array-get label-at block)))
        id-at  (fn [place] (prim/get (prim/nth blocks place) :id))
        pc-at  (fn [place] (pc-of (id-at place)))
        first  (fn [place]
                 (let [pc (pc-at place)]
                   (if (and (contains? heads pc)
                            (not (returns-to? code (prim/array-get label-at (id-at place)))))
                     pc
                     (inc pc))))]
    (doseq [{:keys [from to block height kind]} (prim/get arity :handlers)]
      (when (< (pc-at from) (pc-at to))
        (add-int b (first from))
        (add-int b (pc-at to))
        (add-int b (pc-of block))
        (add-short b height)
        (add-short b kind)))
    (when (< 0 (prim/builder-length b)) (prim/builder-string b))))

(defn- link-switches
  "The constants with distances instead of labels."
  [arity code pcs label-at]
  (if (some (fn [constant] (identical? :switch (prim/nth constant 0))) (:constants arity))
    (reduce (fn [constants i]
              (let [[op k] (nth code i)]
                (if (identical? op :switch)
                  (update constants k
                          (fn [[kind rows]]
                            [kind (mapv (fn [[test label]]
                                          [test (- (prim/array-get pcs (prim/array-get label-at
                                                                                       label))
                                                   (prim/array-get pcs i))])
                                        rows)]))
                  constants)))
            (:constants arity) (range (count code)))
    (:constants arity)))

(def ^:private own-primitives
  "Number of the primitive that an instruction of its own does, by instruction."
  (reduce-kv (fn [all name op]
               (assoc all op (nth (get genera.compiler.tables/primitives name) 0)))
             {} genera.compiler.stack/instruction-of))

(def ^:private parking
  (into #{} (keep (fn [[_ row]] (when (nth row 2) (nth row 0))))
        genera.compiler.tables/primitives))

(defn- wrapped
  "Number of the primitive, plus 1, that an arity only passes its parameters to, or 0."
  [arity code]
  (let [params (:params arity)]
    (if (or (:variadic arity) (< (+ 8 (* 2 params)) (count code)))
      0
      (let [steps (filterv (fn [i] (not (contains? #{:label :none} (nth i 0)))) code)]
        (if (and (= (+ params 2) (count steps))
                 (every? (fn [i] (= [:load (- i params)] [(nth (nth steps i) 0)
                                                         (nth (nth steps i) 1)]))
                         (range params))
                 (= :return (nth (nth steps (inc params)) 0)))
          (let [[op x]  (nth steps params)
                number  (if (= op :primitive) x (get own-primitives op))]
            (if (and number (not (contains? parking number))) (inc number) 0))
          0)))))

(defn emit-arity
  "What the code object of an arity in SSA form holds; see the top."
  [arity]
  (let [arity    (genera.compiler.slots/assign (genera.compiler.stack/flatten-arity arity))
        code     (prim/get arity :code)
        pcs      (prim/array (inc (count code)))
        label-at (prim/array (prim/get arity :block-count))]
    (when (< 65535 (+ (prim/get arity :locals) (prim/get arity :operands))) (too-large))
    (lay-out code pcs label-at)
    {:name (:name arity) :params (:params arity) :variadic (:variadic arity)
     :locals (:locals arity) :operands (:operands arity)
     :constants (link-switches arity code pcs label-at)
     :bytes (bytes-string code pcs label-at)
     :lines (lines-string code pcs)
     :liveness (liveness-string arity pcs)
     :handlers (handlers-string arity code pcs label-at)
     :primitive (wrapped arity code)}))

(defn emit-function
  "A function's arities emitted, and those of the functions among their constants."
  [function]
  {:name (:name function)
   :arities (mapv (fn [arity]
                    (let [made (emit-arity arity)]
                      (assoc made :constants
                             (mapv (fn [constant]
                                     (if (identical? :template (prim/nth constant 0))
                                       [:template (emit-function (prim/nth constant 1))]
                                       constant))
                                   (:constants made)))))
                  (:arities function))})
