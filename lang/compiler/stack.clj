; From SSA form to the code of a stack machine. Namespace genera.compiler.stack.
;
; Which value needs a slot? One with a single use, made where the machine wants it, stays on the
; operand stack. Each block is walked backwards with the stack of the values that the code behind
; wants, in :wants: an instruction whose value is on its top leaves it there for its user, and
; wants its own arguments in turn. What cannot wait there (a value of another block, one with
; several uses, one made in another order) is loaded from its slot where it comes to the top; its
; definition stores it. Constants, closed-over values and the function itself are never stored.
;
; Operands that wait over a join were noted by lowering: a block :leaves them on the stack, and the
; instruction that takes them says how many are :carried. Joins take their parameters from the
; stack, a loop's parameters have slots.
;
; The result is a vector of [instruction x y effect pos] with [:label block]; :load and :store
; name values still (slots.clj), jumps name blocks; effect is the change of the operands' number.

(def ^:private places
  [:uses :defs :slotted :waiting :wants :code :constants :known :kept])

(defn- place-of
  [key]
  (loop [i 0] (if (identical? key (nth places i)) i (recur (inc i)))))

(defmacro ^:private at [s key] (list 'prim/array-get s (place-of key)))

(defmacro ^:private put [s key value] (list 'prim/array-set s (place-of key) value))

(def instruction-of
  "Primitives that have an instruction of their own."
  {"add" :add "subtract" :subtract "multiply" :multiply "less" :less "less-equal" :less-equal
   "greater" :greater "greater-equal" :greater-equal "number-equal" :number-equal
   "equal" :equal "increment" :increment "decrement" :decrement "identical" :identical
   "not" :not "is-nil" :is-nil "array-get" :array-get "array-set" :array-set})

(defn- emit
  "Adds an instruction in front of those that are there."
  [s op x y effect pos]
  (prim/conj-transient (at s :code) [op x y effect pos]))

(defn- add-constant
  "Index of a constant [kind value]; values that are one object are kept once."
  [s kind value]
  (let [constants (at s :constants)
        single?   (and (identical? kind :value)
                       (or (prim/is-keyword value) (prim/is-var value) (prim/is-type value)
                           (prim/is-string value)))
        known     (when single? (prim/get (at s :known) value))]
    (if known
      known
      (let [i (count constants)]
        (put s :constants (prim/conj constants [kind value]))
        (when single? (put s :known (prim/assoc (at s :known) value i)))
        i))))

; What is wanted.

(defn- free?
  "Is a value made anew wherever it is wanted?"
  [s v]
  (let [def (prim/array-get (at s :defs) v)]
    (when def (prim/get genera.compiler.mir/free-ops (prim/get def :op)))))

(defn- can-wait?
  "May a value stay on the operand stack from its definition on?"
  [s v]
  (and (= 1 (prim/array-get (at s :uses) v))
       (not (prim/array-get (at s :slotted) v))
       (not (free? s v))))

(defn- emit-constant
  [s value]
  (cond
    (nil? value) (emit s :nil nil nil 1 nil)
    (true? value) (emit s :true nil nil 1 nil)
    (false? value) (emit s :false nil nil 1 nil)
    (and (prim/is-long value) (<= -2147483648 value 2147483647))
    (emit s :integer value nil 1 nil)
    :else (emit s :constant (add-constant s :value value) nil 1 nil)))

(defn- emit-load
  "Pushes a value that cannot wait."
  [s v]
  (if (free? s v)
    (let [def (prim/array-get (at s :defs) v)]
      (case (prim/get def :op)
        :const  (emit-constant s (prim/get def :of))
        :self   (emit s :self nil nil 1 nil)
        :closed (emit s :closed (prim/get def :of) nil 1 nil)))
    (do (prim/array-set (at s :slotted) v true)
        (emit s :load v nil 1 nil))))

(defn- top [s] (let [wants (at s :wants)] (when (< 0 (count wants)) (prim/peek wants))))

(defn- take-top
  "Takes away the value that is wanted on top."
  [s]
  (let [wants   (at s :wants)
        v       (prim/peek wants)
        waiting (at s :waiting)]
    (put s :wants (prim/pop wants))
    (prim/array-set waiting v (dec (prim/array-get waiting v)))
    v))

(defn- load-top [s] (emit-load s (take-top s)))

(defn- load-all
  [s]
  (loop []
    (when (< 0 (count (at s :wants))) (load-top s) (recur))))

(defn- settle
  "Loads what is on top until something is that can wait."
  [s]
  (loop []
    (when (and (< 0 (count (at s :wants))) (not (can-wait? s (top s))))
      (load-top s)
      (recur))))

(defn- want-all
  "Wants values from number `start` on, the last of them on top."
  [s values start]
  (let [waiting (at s :waiting)]
    (loop [i start]
      (when (< i (count values))
        (let [v (prim/nth values i)]
          (prim/array-set waiting v (inc (prim/array-get waiting v)))
          (put s :wants (prim/conj (at s :wants) v))
          (recur (inc i)))))))

(defn- claim
  "What becomes of a value that is defined here: :stack, :slot, or nil when nobody wants it."
  [s v]
  (loop []
    (if (and (< 0 (prim/array-get (at s :waiting) v))
             (not (and (= v (top s)) (can-wait? s v))))
      (do (load-top s) (recur))
      (cond
        (< 0 (prim/array-get (at s :waiting) v)) (do (take-top s) :stack)
        (prim/array-get (at s :slotted) v) :slot
        :else nil))))

; Instructions.

(defn- emit-operation
  [s instruction]
  (let [of  (prim/get instruction :of)
        pos (prim/get instruction :pos)
        n   (count (prim/get instruction :args))
        op  (prim/get instruction :op)]
    (case op
      :prim    (let [own (prim/get instruction-of of)]
                 (if own
                   (emit s own nil nil (- 1 n) pos)
                   (emit s :primitive
                         (prim/nth (prim/get genera.compiler.tables/primitives of) 0) nil
                         (- 1 n) pos)))
      :call    (emit s :call (dec n) nil (- 1 n) pos)
      :global  (emit s :global (add-constant s :value of) nil 1 pos)
      :invoke  (emit s :invoke (add-constant s :value of) (dec n) (- 1 n) pos)
      :closure (emit s :closure (add-constant s :template of) n (- 1 n) pos)
      (:field :cell) (emit s :field of nil 0 pos)
      (:instance :mutable-instance :record)
      (emit s op (add-constant s :value of) n (- 1 n) pos)
      :close   (emit s :close of nil -2 pos)
      :set-var (emit s :set-var (add-constant s :value of) nil 0 pos))))

(defn- make-way
  "An instruction that takes carried operands finds nothing under these that waits for later code;
  only its own value may be wanted."
  [s v]
  (when-not (and (= 1 (count (at s :wants))) (= v (top s)) (can-wait? s v))
    (load-all s)))

(defn- place-instruction
  [s instruction]
  (let [op (prim/get instruction :op)]
    (when-not (prim/get genera.compiler.mir/free-ops op)
      (let [v       (prim/get instruction :id)
            carried (prim/get instruction :carried)
            where   (do (when (< 0 carried) (make-way s v)) (claim s v))]
        (when (or where (< 0 carried) (not (genera.compiler.mir/pure? instruction)))
          (cond
            (identical? where :slot) (emit s :store v nil -1 nil)
            (and (nil? where) (not (identical? op :close))) (emit s :pop nil nil -1 nil))
          (emit-operation s instruction)
          (want-all s (prim/get instruction :args) carried))
        (settle s)))))

; The ends of blocks.

(defn- place-arguments
  "Wants the arguments of a jump to a loop, but those that are carried, and stores them into the
  parameters; not into those that nobody reads, and not what a parameter is already."
  [s params args carried]
  (let [uses (at s :uses)]
    (loop [i 0 wanted []]
      (if (< i (count params))
        (let [param (prim/nth params i)
              arg   (prim/nth args i)
              read? (< 0 (prim/array-get uses param))]
          (cond
            (< i carried) (do (emit s (if read? :store :pop) (when read? param) nil -1 nil)
                              (recur (inc i) wanted))
            (and read? (not (= param arg))) (do (emit s :store param nil -1 nil)
                                                (recur (inc i) (prim/conj wanted arg)))
            :else (recur (inc i) wanted)))
        (want-all s wanted 0)))))

(defn- place-jump
  [s end place-of-block blocks here]
  (let [to     (prim/nth (prim/get end :to) 0)
        place  (prim/array-get place-of-block to)
        target (prim/nth blocks place)
        pos    (prim/get end :pos)]
    (cond
      (<= place here) (emit s :jump-back to nil 0 pos)
      (not (= place (inc here))) (emit s :jump to nil 0 pos))
    (want-all s (prim/get end :leaves) 0)
    (if (prim/get target :loop?)
      (place-arguments s (prim/get target :params) (prim/get end :args) (prim/get end :carried))
      (want-all s (prim/get end :args) (prim/get end :carried)))))

(def ^:private jumps {:true :jump-true :false :jump-false :nil :jump-nil})
(def ^:private opposite {:true :jump-false :false :jump-true})

(defn- place-branch
  [s end place-of-block here]
  (let [[then else] (prim/get end :to)
        kind  (prim/get end :of)
        next? (fn [block] (= (inc here) (prim/array-get place-of-block block)))
        turned (prim/get opposite kind)]
    (if (and turned (next? then))
      (emit s turned else nil -1 nil)
      (do (when-not (next? else) (emit s :jump else nil 0 nil))
          (emit s (prim/get jumps kind) then nil -1 nil)))
    (want-all s (prim/get end :leaves) 0)
    (want-all s (prim/get end :args) (prim/get end :carried))))

(defn- place-end
  [s end place-of-block blocks here]
  (let [carried (prim/get end :carried)
        pos     (prim/get end :pos)]
    (case (prim/get end :op)
      :jump   (place-jump s end place-of-block blocks here)
      :branch (place-branch s end place-of-block here)
      :switch (do (emit s :switch (add-constant s :switch (prim/get end :of))
                        (prim/nth (prim/get end :to) 0) -1 pos)
                  (want-all s (prim/get end :leaves) 0)
                  (want-all s (prim/get end :args) carried))
      (:return :throw) (do (emit s (prim/get end :op) nil nil -1 pos)
                           (want-all s (prim/get end :args) carried)))
    (settle s)))

(defn- place-start
  "What is wanted still where a block begins must be loaded, or be its parameters."
  [s block]
  (let [params (prim/get block :params)
        loop?  (prim/get block :loop?)
        n      (if loop? 0 (count params))]
    (loop []
      (when (< n (count (at s :wants))) (load-top s) (recur)))
    (when-not (and (= params (at s :wants)) (every? (fn [v] (can-wait? s v)) params))
      (load-all s)
      (when-not loop?
        (doseq [v params]
          (if (prim/array-get (at s :slotted) v)
            (emit s :store v nil -1 nil)
            (emit s :pop nil nil -1 nil)))))
    (loop []
      (when (< 0 (count (at s :wants))) (take-top s) (recur)))))

; A whole arity.

(defn- fill-array
  [n value]
  (let [made (prim/array n)]
    (loop [i 0]
      (when (< i n)
        (prim/array-set made i value)
        (recur (inc i))))
    made))

(defn- count-uses
  [uses args]
  (loop [i 0]
    (when (< i (count args))
      (let [v (prim/nth args i)]
        (prim/array-set uses v (inc (prim/array-get uses v)))
        (recur (inc i))))))

(defn- note-values
  "Fills the tables of definitions and uses; the parameters of loops have slots from the start."
  [s blocks]
  (let [defs (at s :defs)
        uses (at s :uses)]
    (doseq [block blocks]
      (let [code (prim/get block :code)]
        (loop [i 0]
          (when (< i (count code))
            (let [instruction (prim/nth code i)]
              (prim/array-set defs (prim/get instruction :id) instruction)
              (count-uses uses (prim/get instruction :args))
              (recur (inc i))))))
      (count-uses uses (prim/get (prim/get block :end) :args))
      (when (prim/get block :loop?)
        (doseq [v (prim/get block :params)] (prim/array-set (at s :slotted) v true))))))

(defn- make-state
  [n]
  (let [s (prim/array (count places))]
    (put s :uses (fill-array n 0))
    (put s :defs (prim/array n))
    (put s :slotted (prim/array n))
    (put s :waiting (fill-array n 0))
    (put s :wants [])
    (put s :code (prim/transient []))
    (put s :constants [])
    (put s :known {})
    s))

(defn- place-block
  [s blocks place-of-block here]
  (let [block (prim/nth blocks here)
        code  (prim/get block :code)]
    (place-end s (prim/get block :end) place-of-block blocks here)
    (loop [i (dec (count code))]
      (when (<= 0 i)
        (place-instruction s (prim/nth code i))
        (recur (dec i))))
    (place-start s block)
    (emit s :label (prim/get block :id) (prim/get block :height)
          (if (prim/get block :loop?) 0 (count (prim/get block :params))) nil)))

(defn- turned-round
  [code]
  (loop [i (dec (count code)) made (prim/transient [])]
    (if (<= 0 i)
      (recur (dec i) (prim/conj-transient made (prim/nth code i)))
      (prim/persistent made))))

(defn flatten-arity
  "The arity with :code and :constants for the stack machine."
  [arity]
  (let [blocks (prim/get arity :blocks)
        s      (make-state (prim/get arity :values))
        places (genera.compiler.mir/place-of-blocks arity)]
    (note-values s blocks)
    (loop [here (dec (count blocks))]
      (when (<= 0 here)
        (place-block s blocks places here)
        (recur (dec here))))
    (assoc arity
           :code (turned-round (prim/persistent (at s :code)))
           :constants (at s :constants))))
