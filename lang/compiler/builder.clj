; What lowering builds an arity with: blocks, instructions, operands. Namespace
; genera.compiler.lower, like lower.clj.
;
; The builder `b` of an arity is an array; `at` and `put` name its elements. It evaluates in the
; abstract: :held is the stack of values that wait for the instruction that takes them. What an
; instruction takes and makes is thereby known at once, and since a local never changes, it is one
; value from then on: SSA form comes about without a search for where values meet, because only
; loops and joins do, and these say how many values they take.
;
; Invariants: a block is met with the same number of operands from everywhere, its own parameters
; on top; nothing is added while nothing is :reachable, but operands come and go all the same;
; :low is the lowest number of operands since the block began.

(def ^:private places
  [:blocks :placed :block :params :loop? :code :height :held :low :carried :reachable :values
   :counts :reached :locals :loops :handlers :frame :arity-params :captured :closed :finish])

(defn- place-of
  [key]
  (loop [i 0] (if (identical? key (nth places i)) i (recur (inc i)))))

(defmacro ^:private at [b key] (list 'prim/array-get b (place-of key)))

(defmacro ^:private put [b key value] (list 'prim/array-set b (place-of key) value))

; Operands.

(defn- new-value
  "A number for a value."
  [b]
  (let [v (at b :values)]
    (put b :values (inc v))
    v))

(defn- push [b v] (put b :held (prim/conj (at b :held) v)))

(defn- note-low
  [b]
  (let [n (count (at b :held))]
    (when (< n (at b :low)) (put b :low n))))

(defn- pop-operand
  "The newest operand, taken away."
  [b]
  (let [held (at b :held)]
    (put b :held (prim/pop held))
    (note-low b)
    (prim/peek held)))

(defn- take-operands
  "The n newest operands, oldest first; :carried is how many of them waited when the block began."
  [b n]
  (let [held  (at b :held)
        start (- (count held) n)
        low   (at b :low)]
    (put b :carried (cond (<= low start) 0 (< low (+ start n)) (- low start) :else n))
    (loop [i start args []]
      (if (< i (+ start n))
        (do (put b :held (prim/pop (at b :held)))
            (recur (inc i) (prim/conj args (prim/nth held i))))
        (do (note-low b) args)))))

; Instructions.

(defn- effect
  "Adds an instruction that takes n operands and makes no value of use; answers its number."
  [b op of n pos]
  (let [args (take-operands b n)
        v    (new-value b)]
    (when (at b :reachable)
      (prim/conj-transient (at b :code)
                           {:id v :op op :of of :args args :carried (at b :carried) :pos pos}))
    v))

(defn- instruct
  "Adds an instruction that takes n operands; its value is an operand then."
  [b op of n pos]
  (push b (effect b op of n pos)))

(defn- push-constant [b value] (instruct b :const value 0 nil))

(defn- call-primitive
  [b name pos]
  (instruct b :prim name
            (prim/nth (prim/get genera.compiler.tables/primitives name) 1) pos))

; Blocks.

(defn- new-block
  "The number of a new block that takes the n newest operands as its parameters."
  [b n]
  (let [counts (at b :counts)]
    (put b :counts (prim/conj counts n))
    (put b :reached (prim/conj (at b :reached) false))
    (count counts)))

(defn- reach [b block] (put b :reached (prim/assoc (at b :reached) block true)))

(defn- waiting
  "The operands that came in the current block and wait for a later one."
  [b]
  (let [held (at b :held)]
    (loop [i (at b :low) found []]
      (if (< i (count held)) (recur (inc i) (prim/conj found (prim/nth held i))) found))))

(defn- end-block
  "Ends the current block with a terminator that takes the n newest operands."
  [b op n to of pos]
  (let [args (take-operands b n)]
    (when (at b :reachable)
      (prim/conj-transient
        (at b :blocks)
        {:id (at b :block) :params (at b :params) :loop? (at b :loop?) :height (at b :height)
         :code (prim/persistent (at b :code))
         :end {:op op :args args :to to :of of :carried (at b :carried) :leaves (waiting b)
               :pos pos}})
      (put b :placed (inc (at b :placed)))
      (loop [i 0]
        (when (< i (count to))
          (reach b (prim/nth to i))
          (recur (inc i))))
      (put b :reachable false))))

(defn- jump
  [b block pos]
  (end-block b :jump (prim/nth (at b :counts) block) [block] nil pos))

(defn- new-params
  [b n]
  (loop [i 0 params []]
    (if (< i n) (recur (inc i) (prim/conj params (new-value b))) params)))

(defn- open-block
  "Begins a block whose parameters are known."
  [b block params loop?]
  (put b :block block)
  (put b :params params)
  (put b :loop? loop?)
  (put b :code (prim/transient []))
  (put b :height (count (at b :held)))
  (put b :low (count (at b :held)))
  (put b :reachable true))

(defn- start-block
  "Goes on in a block, to which the code before leads if it can be reached; a block that nothing
  leads to leaves unreachable code unreachable. Its parameters are operands then."
  [b block]
  (jump b block nil)
  (let [params (new-params b (prim/nth (at b :counts) block))]
    (when (prim/nth (at b :reached) block) (open-block b block params false))
    (loop [i 0]
      (when (< i (count params))
        (push b (prim/nth params i))
        (recur (inc i))))))

(defn- branch
  "Takes a test and goes to block `target` where it is :true, :false or :nil, as `kind` says; goes
  on in a new block otherwise."
  [b kind target]
  (let [next (new-block b 0)]
    (end-block b :branch 1 [target next] kind nil)
    (start-block b next)))

; Locals.

(defn- bind-local
  [b local v]
  (put b :locals (prim/assoc (at b :locals) (prim/get local :id) v)))

(defn- value-of [b local] (prim/get (at b :locals) (prim/get local :id)))

(defn- index-of
  [locals local]
  (loop [i 0]
    (cond
      (= i (count locals)) nil
      (identical? (prim/nth locals i) local) i
      :else (recur (inc i)))))

(defn- push-local
  "Pushes a local of any function."
  [b local]
  (if (= (at b :frame) (prim/get local :frame))
    (case (prim/get local :kind)
      :self  (instruct b :self nil 0 nil)
      :field (do (push-local b (prim/get local :self))
                 (instruct b (if (prim/get local :mutable) :cell :field)
                           (prim/get local :index) 1 nil))
      (push b (value-of b local)))
    (let [captured (at b :captured)
          i        (when captured (index-of captured local))]
      (if i
        (do (push b 0)
            (instruct b :field i 1 nil))
        (instruct b :closed (index-of (at b :closed) local) 0 nil)))))

(defn- finish
  "Ends a node whose value is the newest operand."
  [b context]
  (case context
    :value nil
    :drop (pop-operand b)
    :return (end-block b :return 1 [] nil nil)))

(defn- abandon
  "Ends a node that control does not come back from, where a value would be."
  [b context]
  (when (identical? context :value) (push b nil)))

(defn- make-builder
  "The builder of an arity in its first block, to which recur may go back when it is a loop."
  [frame params captured closed finish]
  (let [b (prim/array (count places))]
    (put b :blocks (prim/transient []))
    (put b :placed 0)
    (put b :held [])
    (put b :values 0)
    (put b :counts [params])
    (put b :reached [true])
    (put b :locals {})
    (put b :loops {})
    (put b :handlers [])
    (put b :frame frame)
    (put b :arity-params params)
    (put b :captured captured)
    (put b :closed closed)
    (put b :finish finish)
    (open-block b 0 (new-params b params) true)
    b))

(defn- finish-arity
  "The arity that was built, after what is to be done with each."
  [b name variadic]
  ((at b :finish)
   {:name name :params (at b :arity-params) :variadic variadic :values (at b :values)
    :block-count (count (at b :counts)) :blocks (prim/persistent (at b :blocks))
    :handlers (at b :handlers)}))
