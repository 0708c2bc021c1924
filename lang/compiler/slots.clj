; Liveness and slots: which values share a slot, and which slots are live at each safepoint.
; Namespace genera.compiler.slots.
;
; What can be live is numbered: 0 the closure slot, then the parameters, then each value that the
; code stores. Sets of these are integers of `group` bits; an arity with more is walked once for
; each group. A walk goes backwards, until the loops agree. Then each value gets, where it is
; stored first, the lowest slot that nothing live has; the code is in an order in which definitions
; come before their uses on all ways, so that this needs no more slots than are live at once. A
; value that is stored where another one is loaded for the last time takes its slot, and both
; instructions are left out.
;
; The result is the arity with slots in its loads and stores, :locals (their number), :operands
; (the most operands) and :rows, vectors [index height live] in order: before instruction `index`
; (their number: the end) at most `height` operands and these slots are live, `live` being integers
; of `group` bits, counted like the above, but slots for values.

(def group "Bits of one integer of a set." 48)

(def ^:private safepoints
  (into #{} (keep (fn [[name row]] (when (nth row 5) name))) genera.compiler.tables/opcodes))

(defn- fill-array
  [n value]
  (let [made (prim/array n)]
    (loop [i 0]
      (when (< i n)
        (prim/array-set made i value)
        (recur (inc i))))
    made))

; Heights.

(defn- find-heights
  "Fills the array of the number of operands before each instruction; answers the most."
  [code heights]
  (loop [i 0 height 0 most 0]
    (if (< i (count code))
      (let [instruction (prim/nth code i)
            start  (if (identical? :label (prim/nth instruction 0)) (prim/nth instruction 2) height)
            height (+ start (prim/nth instruction 3))]
        (prim/array-set heights i (if (identical? :label (prim/nth instruction 0)) height start))
        (recur (inc i) height (if (< most height) height most)))
      most)))

; What can be live.

(defn- number-values
  "[number by value, how many]: parameters from 1 on, then what is stored."
  [arity]
  (let [code    (prim/get arity :code)
        numbers (prim/array (prim/get arity :values))]
    (dotimes [i (prim/get arity :params)] (prim/array-set numbers i (inc i)))
    (loop [i 0 n (inc (prim/get arity :params))]
      (if (< i (count code))
        (let [instruction (prim/nth code i)
              x           (prim/nth instruction 1)]
          (if (and (identical? :store (prim/nth instruction 0))
                   (nil? (prim/array-get numbers x)))
            (do (prim/array-set numbers x n) (recur (inc i) (inc n)))
            (recur (inc i) n)))
        [numbers n]))))

(defn- bit-of
  "The bit of a number in group `base`, or 0."
  [n base]
  (let [bit (- n base)]
    (if (and (<= 0 bit) (< bit group)) (bit-shift-left 1 bit) 0)))

(defn- union-of
  [live labels]
  (loop [i 0 all 0]
    (if (< i (count labels))
      (recur (inc i) (bit-or all (prim/array-get live (prim/nth labels i))))
      all)))

(defn- note-row
  "The row before instruction i holds at most `height` operands and at least these values."
  [heights lives i height live]
  (let [known (prim/array-get heights i)]
    (prim/array-set heights i (if (and known (< known height)) known height))
    (prim/array-set lives i (bit-or live (or (prim/array-get lives i) 0)))))

(defn- switch-labels
  "The labels that a switch leads to, its default first."
  [constants instruction]
  (into [(prim/nth instruction 2)]
        (map second) (prim/nth (nth constants (prim/nth instruction 1)) 1)))

(defn- handlers-by-place
  "An array, by the place of a block, of the blocks of the handlers in force there; nil without
  handlers. Left out are those in force in the block of one that is there: what is live for them
  is live for it too."
  [arity]
  (let [handlers (prim/get arity :handlers)
        n        (count (prim/get arity :blocks))]
    (when (< 0 (count handlers))
      (let [found  (fill-array n [])
            places (genera.compiler.mir/place-of-blocks arity)]
        (doseq [{:keys [from to block]} handlers]
          (loop [here from]
            (when (< here to)
              (let [known  (prim/array-get found here)
                    inner  (when (< 0 (count known))
                             (prim/array-get places (prim/nth known 0)))]
                (when-not (and inner (<= from inner) (< inner to))
                  (prim/array-set found here (prim/conj known block)))
                (recur (inc here))))))
        found))))

(defn- live-out
  "What is live behind an instruction, of what is live behind it in the order of the code."
  [constants instruction live after]
  (let [op (prim/nth instruction 0)
        x  (prim/nth instruction 1)]
    (case op
      (:jump :jump-back) (prim/array-get live x)
      (:jump-false :jump-true :jump-nil) (bit-or after (prim/array-get live x))
      :switch (union-of live (switch-labels constants instruction))
      (:return :throw) 0
      after)))

(defn- walk-back
  "One backward walk for the group that starts at number `base`: fills the sets of the labels, the
  rows, and what is live behind each store. Answers whether a label's set grew."
  [arity t base]
  (let [code      (prim/get arity :code)
        constants (prim/get arity :constants)
        {:keys [numbers heights label-at live row-heights lives stores handlers]} t
        self      (if (= base 0) 1 0)]
    (loop [i (dec (count code)) after 0 here (dec (count (prim/get arity :blocks))) grew false]
      (if (< i 0)
        (do (note-row row-heights lives 0 0 after) grew)
        (let [instruction (prim/nth code i)
              op          (prim/nth instruction 0)
              x           (prim/nth instruction 1)]
          (if (identical? op :label)
            (let [known (prim/array-get live x)]
              (prim/array-set live x after)
              (recur (dec i) after (dec here) (or grew (not (= known after)))))
            (let [out  (live-out constants instruction live after)
                  held (if handlers (union-of live (prim/array-get handlers here)) 0)]
              (when (prim/contains safepoints op)
                (let [height (+ (prim/array-get heights i) (prim/nth instruction 3))
                      back?  (identical? op :jump-back)]
                  (note-row row-heights lives
                            (if back? (prim/array-get label-at x) (inc i))
                            (if (or back? (identical? op :throw)) height (dec height))
                            (bit-or out held))))
              (recur (dec i)
                     (bit-or held
                             (case op
                               :load  (bit-or out (bit-of (prim/array-get numbers x) base))
                               :store (do (prim/array-set stores i (bit-or out held))
                                          (bit-and-not out (bit-of (prim/array-get numbers x)
                                                                   base)))
                               (:closed :self) (bit-or out self)
                               out))
                     here grew))))))))

(defn- loops?
  [code]
  (loop [i 0]
    (when (< i (count code))
      (if (identical? :jump-back (prim/nth (prim/nth code i) 0)) true (recur (inc i))))))

(defn- find-labels
  "Where each label lies."
  [arity]
  (let [code   (prim/get arity :code)
        places (prim/array (prim/get arity :block-count))]
    (loop [i 0]
      (when (< i (count code))
        (let [instruction (prim/nth code i)]
          (when (identical? :label (prim/nth instruction 0))
            (prim/array-set places (prim/nth instruction 1) i))
          (recur (inc i)))))
    places))

(defn- find-live
  "{:lives :stores :row-heights} of a group: what is live in each row and behind each store."
  [arity numbers heights label-at handlers base]
  (let [code (prim/get arity :code)
        n    (inc (count code))
        t    {:numbers numbers :heights heights :label-at label-at
              :live (fill-array (prim/get arity :block-count) 0)
              :row-heights (prim/array n) :lives (prim/array n) :stores (prim/array n)
              :handlers handlers}
        again? (loops? code)]
    (loop []
      (when (and (walk-back arity t base) again?) (recur)))
    t))

; Slots.

(defn- each-bit
  "Calls f with the number of each bit of a set given by groups."
  [f sets]
  (loop [k 0]
    (when (< k (count sets))
      (loop [set (prim/nth sets k) n (* k group)]
        (when-not (= 0 set)
          (if (= 0 (bit-and set 255))
            (recur (bit-shift-right set 8) (+ n 8))
            (do (when (= 1 (bit-and set 1)) (f n))
                (recur (bit-shift-right set 1) (inc n))))))
      (recur (inc k)))))

(defn- free-slot
  "The lowest slot of a local that nothing of `sets` but number `own` has."
  [slots sets own most]
  (let [taken (prim/array most)]
    (each-bit (fn [n]
                (let [slot (prim/array-get slots n)]
                  (when (and slot (<= 0 slot) (not (= n own))) (prim/array-set taken slot true))))
              sets)
    (loop [slot 0] (if (prim/array-get taken slot) (recur (inc slot)) slot))))

(defn- member?
  [sets n]
  (bit-test (prim/nth sets (quot n group)) (rem n group)))

(defn- inherited-slot
  "The slot of the value whose last load the store at i follows, or nil."
  [code i numbers slots sets]
  (let [before (when (< 0 i) (prim/nth code (dec i)))]
    (when (and before (identical? :load (prim/nth before 0)))
      (let [n (prim/array-get numbers (prim/nth before 1))]
        (when-not (member? sets n) (prim/array-get slots n))))))

(defn- assign-slots
  "[slots locals]: the slot of each number, and how many locals there are."
  [arity numbers n groups]
  (let [code   (prim/get arity :code)
        params (prim/get arity :params)
        slots  (prim/array n)]
    (dotimes [i params] (prim/array-set slots (inc i) (- i params)))
    (loop [i 0 locals 0]
      (if (< i (count code))
        (let [instruction (prim/nth code i)
              number      (when (identical? :store (prim/nth instruction 0))
                            (prim/array-get numbers (prim/nth instruction 1)))]
          (if (and number (nil? (prim/array-get slots number)))
            (let [sets (mapv (fn [t] (prim/array-get (prim/get t :stores) i)) groups)
                  slot (or (inherited-slot code i numbers slots sets)
                           (free-slot slots sets number n))]
              (prim/array-set slots number slot)
              (recur (inc i) (if (<= locals slot) (inc slot) locals)))
            (recur (inc i) locals)))
        [slots locals]))))

(defn- slotted-code
  "The code with slots for values, without loads of what is stored into the same slot at once."
  [arity numbers slots]
  (let [code (prim/get arity :code)
        slot (fn [instruction] (prim/array-get slots (prim/array-get numbers
                                                                     (prim/nth instruction 1))))
        is?  (fn [i op] (and (< i (count code)) (identical? op (prim/nth (prim/nth code i) 0))))]
    (loop [i 0 made (prim/transient [])]
      (if (< i (count code))
        (let [instruction (prim/nth code i)]
          (cond
            (and (is? i :load) (is? (inc i) :store)
                 (= (slot instruction) (slot (prim/nth code (inc i)))))
            (recur (+ i 2)
                   (prim/conj-transient (prim/conj-transient made [:none nil nil 0 nil])
                                        [:none nil nil 0 nil]))
            (or (is? i :load) (is? i :store))
            (recur (inc i) (prim/conj-transient
                             made (prim/assoc instruction 1 (slot instruction))))
            :else (recur (inc i) (prim/conj-transient made instruction))))
        (prim/persistent made)))))

(defn- slot-sets
  "The sets with a bit for each slot (1 + parameters + slot; 0 the closure) for sets of numbers."
  [slots params sets bytes]
  (let [made (fill-array (quot (+ bytes 5) 6) 0)]
    (each-bit (fn [n]
                (let [bit (if (= n 0) 0 (+ 1 params (prim/array-get slots n)))
                      k   (quot bit group)]
                  (prim/array-set made k (bit-or (prim/array-get made k)
                                                 (bit-shift-left 1 (rem bit group))))))
              sets)
    made))

(defn- live-rows
  "The rows in order; see the top."
  [arity slots groups bytes]
  (let [heights (prim/get (prim/nth groups 0) :row-heights)
        n       (inc (count (prim/get arity :code)))]
    (loop [i 0 rows []]
      (if (< i n)
        (let [height (prim/array-get heights i)]
          (recur (inc i)
                 (if height
                   (prim/conj rows
                              [i height
                               (slot-sets slots (prim/get arity :params)
                                          (mapv (fn [t] (prim/array-get (prim/get t :lives) i))
                                                groups)
                                          bytes)])
                   rows)))
        rows))))

(defn assign
  "The arity with slots and what is live; see the top."
  [arity]
  (let [code        (prim/get arity :code)
        heights     (prim/array (inc (count code)))
        operands    (find-heights code heights)
        [numbers n] (number-values arity)
        label-at    (find-labels arity)
        handlers    (handlers-by-place arity)
        groups      (mapv (fn [base] (find-live arity numbers heights label-at handlers base))
                          (range 0 n group))
        [slots locals] (assign-slots arity numbers n groups)
        bytes       (quot (+ 8 (prim/get arity :params) locals) 8)]
    (assoc arity :code (slotted-code arity numbers slots)
           :locals locals :operands operands
           :rows (live-rows arity slots groups bytes))))
