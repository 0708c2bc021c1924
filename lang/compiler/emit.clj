; Emission: MIR to what a code object holds (kernel/vm/code.ts): bytes, lines, handlers and the
; slots that are live at each safepoint. Namespace genera.compiler.emit. Tables of bytes are strings
; of Latin-1 characters.
;
; Three walks over an arity's instructions: forwards for where each lies, backwards for liveness
; (until the loops agree), forwards for the bytes. The result is a map of :name :params :variadic
; :locals :operands :constants :bytes :lines :liveness :handlers :primitive; a :switch constant has
; rows [constant distance] then.
;
; Slot sets are integers of `group` bits, bit 0 being the closure slot, then parameters, then
; locals; an arity with more slots is walked once for each group.

(def ^:private group 48)

(def ^:private sizes
  "Bytes of each instruction."
  (reduce-kv (fn [all name row]
               (assoc all name (reduce + 1 (map (fn [n] (if (< n 0) (- n) n)) (nth row 1)))))
             {:label 0 :pos 0} genera.compiler.tables/opcodes))

(def ^:private safepoints
  (into #{} (keep (fn [[name row]] (when (nth row 5) name))) genera.compiler.tables/opcodes))

; Layout.

(defn- leads-to?
  "Do only labels and positions lie between instruction i and label `label`?"
  [code i label]
  (loop [i (inc i)]
    (if (< i (count code))
      (let [instruction (prim/nth code i)
            op          (prim/nth instruction 0)]
        (cond
          (identical? op :label) (if (= label (prim/nth instruction 1)) true (recur (inc i)))
          (identical? op :pos) (recur (inc i))
          :else false))
      false)))

(defn- without-idle-jumps
  "The code without jumps to what follows."
  [code]
  (loop [i 0 made (prim/transient [])]
    (if (< i (count code))
      (let [instruction (prim/nth code i)]
        (recur (inc i)
               (if (and (identical? :jump (prim/nth instruction 0))
                        (leads-to? code i (prim/nth instruction 1)))
                 made
                 (prim/conj-transient made instruction))))
      (prim/persistent made))))

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

; Liveness.

(defn- bit-of
  "The bit of a slot in group `base`, or 0."
  [slot params base]
  (let [bit (- (+ 1 params slot) base)]
    (if (and (<= 0 bit) (< bit group)) (bit-shift-left 1 bit) 0)))

(defn- union-of
  [live labels]
  (reduce (fn [all label] (bit-or all (prim/array-get live label))) 0 labels))

(defn- begins-and-ends
  "By label: the handlers whose range ends there, and those whose range begins there."
  [handlers]
  (reduce (fn [[ends begins] [start end handler]]
            [(assoc ends end (conj (get ends end []) handler))
             (assoc begins start (conj (get begins start []) handler))])
          [{} {}] handlers))

(defn- note-row
  "The row before instruction i holds at most `height` operands and at least these slots."
  [heights lives i height live]
  (let [known (prim/array-get heights i)]
    (prim/array-set heights i (if (and known (< known height)) known height))
    (prim/array-set lives i (bit-or live (or (prim/array-get lives i) 0)))))

(defn- row-height
  [op height]
  (if (or (identical? op :jump-back) (identical? op :throw)) height (dec height)))

(defn- walk-back
  "One backward walk for the group that starts at bit `base`; answers whether a label's set grew."
  [arity code label-at live heights lives base]
  (let [params   (:params arity)
        handlers (:handlers arity)
        [ends begins] (when (< 0 (count handlers)) (begins-and-ends handlers))
        self     (if (= base 0) 1 0)]
    (loop [i (dec (count code)) after 0 active [] grew false]
      (if (< i 0)
        (do (note-row heights lives 0 0 after) grew)
        (let [instruction (prim/nth code i)
              op          (prim/nth instruction 0)
              x           (prim/nth instruction 1)]
          (cond
            (identical? op :pos) (recur (dec i) after active grew)
            (identical? op :label)
            (let [known (prim/array-get live x)]
              (prim/array-set live x after)
              (recur (dec i) after
                     (if ends
                       (into (filterv (fn [h] (not (some (fn [b] (= b h)) (get begins x)))) active)
                             (get ends x))
                       active)
                     (or grew (not (= known after)))))
            :else
            (let [out  (case op
                         (:jump :jump-back) (prim/array-get live x)
                         (:jump-false :jump-true :jump-nil)
                         (bit-or after (prim/array-get live x))
                         :switch (union-of live (genera.compiler.mir/switch-labels
                                                  arity instruction))
                         (:return :throw) 0
                         after)
                  held (if (= 0 (count active)) 0 (union-of live active))]
              (when (prim/contains safepoints op)
                (note-row heights lives
                          (if (identical? op :jump-back) (prim/array-get label-at x) (inc i))
                          (row-height op (prim/nth instruction 3))
                          (bit-or out held)))
              (recur (dec i)
                     (bit-or held
                             (case op
                               :load   (bit-or out (bit-of x params base))
                               :store  (bit-and-not out (bit-of x params base))
                               (:closed :self) (bit-or out self)
                               out))
                     active grew))))))))

(defn- loops?
  [code]
  (some (fn [instruction] (identical? :jump-back (prim/nth instruction 0))) code))

(defn- fill-array
  [n value]
  (let [made (prim/array n)]
    (loop [i 0]
      (when (< i n)
        (prim/array-set made i value)
        (recur (inc i))))
    made))

(defn- find-live
  "[heights lives] of the rows before each instruction (nil where there is none), for a group."
  [arity code label-at base]
  (let [n       (inc (count code))
        live    (fill-array (:labels arity) 0)
        heights (prim/array n)
        lives   (prim/array n)
        again?  (loops? code)]
    (loop []
      (when (and (walk-back arity code label-at live heights lives base) again?)
        (recur)))
    [heights lives]))

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
  "Rows that lie at one pc made one: [pc height lives], lives one integer for each group."
  [pcs groups n]
  (let [heights (prim/nth (prim/nth groups 0) 0)
        sets    (mapv (fn [found] (prim/nth found 1)) groups)]
    (loop [i 0 rows []]
      (if (< i n)
        (let [height (prim/array-get heights i)
              last   (when (< 0 (count rows)) (prim/peek rows))]
          (if (nil? height)
            (recur (inc i) rows)
            (let [pc   (prim/array-get pcs i)
                  live (mapv (fn [lives] (prim/array-get lives i)) sets)]
              (recur (inc i)
                     (if (and last (= pc (prim/nth last 0)))
                       (conj (pop rows) [pc (min height (nth last 1))
                                         (mapv bit-or live (nth last 2))])
                       (prim/conj rows [pc height live]))))))
        rows))))

(defn- liveness-string
  [arity code pcs label-at]
  (let [slots  (+ 1 (:params arity) (:locals arity))
        groups (mapv (fn [base] (find-live arity code label-at base)) (range 0 slots group))
        bytes  (quot (+ slots 7) 8)
        b      (prim/builder)]
    (doseq [[pc height lives] (merge-rows pcs groups (inc (count code)))]
      (add-int b pc)
      (add-short b height)
      (loop [i 0]
        (when (< i bytes)
          (add-byte b (bit-shift-right (nth lives (quot i 6)) (* 8 (rem i 6))))
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

(defn- bytes-string
  [code pcs label-at]
  (let [b (prim/builder)
        distance (fn [label i]
                   (- (prim/array-get pcs (prim/array-get label-at label))
                      (prim/array-get pcs i)))]
    (loop [i 0]
      (when (< i (count code))
        (let [instruction (prim/nth code i)
              op          (prim/nth instruction 0)]
          (when-not (or (identical? op :label) (identical? op :pos))
            (let [row      (prim/get genera.compiler.tables/opcodes op)
                  operands (prim/nth row 1)
                  n        (count operands)
                  x        (prim/nth instruction 1)]
              (add-byte b (prim/nth row 0))
              (when (< 0 n)
                (if (prim/contains genera.compiler.mir/jumps op)
                  (add-int b (distance x i))
                  (add-operand b (prim/nth operands 0) x)))
              (when (< 1 n)
                (let [y (prim/nth instruction 2)]
                  (add-operand b (prim/nth operands 1)
                               (if (identical? op :switch) (distance y i) y)))))))
        (recur (inc i))))
    (prim/builder-string b)))

(defn- lines-string
  "The line table, or nil."
  [code pcs]
  (let [b (prim/builder)]
    (loop [i 0 row nil known nil]
      (if (< i (count code))
        (let [instruction (prim/nth code i)
              op          (prim/nth instruction 0)]
          (cond
            (identical? op :pos) (recur (inc i) instruction known)
            (identical? op :label) (recur (inc i) row known)
            :else
            (if (and row
                     (not (and known
                               (= (prim/nth row 1) (prim/nth known 1))
                               (= (prim/nth row 2) (prim/nth known 2)))))
              (do (add-int b (prim/array-get pcs i))
                  (add-int b (prim/nth row 1))
                  (add-int b (prim/nth row 2))
                  (recur (inc i) nil row))
              (recur (inc i) nil known))))
        (when (< 0 (prim/builder-length b)) (prim/builder-string b))))))

(defn- handlers-string
  "The table of handlers, or nil."
  [arity pcs label-at]
  (let [b    (prim/builder)
        pc   (fn [label] (prim/array-get pcs (prim/array-get label-at label)))]
    (doseq [[start end handler height kind] (:handlers arity)]
      (when (< (pc start) (pc end))
        (add-int b (pc start))
        (add-int b (pc end))
        (add-int b (pc handler))
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
             {} genera.compiler.lower/instruction-of))

(def ^:private parking
  (into #{} (keep (fn [[_ row]] (when (nth row 2) (nth row 0))))
        genera.compiler.tables/primitives))

(defn- wrapped
  "Number of the primitive, plus 1, that an arity only passes its parameters to, or 0."
  [arity code]
  (let [params (:params arity)]
    (if (or (:variadic arity) (< (+ 8 (* 2 params)) (count code)))
      0
      (let [steps (filterv (fn [i] (not (contains? #{:label :pos} (nth i 0)))) code)]
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
  "What the code object of an arity holds; see the top."
  [arity]
  (let [code     (without-idle-jumps (:code arity))
        pcs      (prim/array (inc (count code)))
        label-at (prim/array (:labels arity))]
    (lay-out code pcs label-at)
    {:name (:name arity) :params (:params arity) :variadic (:variadic arity)
     :locals (:locals arity) :operands (:operands arity)
     :constants (link-switches arity code pcs label-at)
     :bytes (bytes-string code pcs label-at)
     :lines (lines-string code pcs)
     :liveness (liveness-string arity code pcs label-at)
     :handlers (handlers-string arity pcs label-at)
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
