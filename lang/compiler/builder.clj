; What lowering builds an arity with: instructions, labels, constants, slots. Namespace
; genera.compiler.lower, like lower.clj.
;
; The builder `b` of an arity is an array; `at` and `put` name its elements. Slots: of n
; parameters, parameter i is slot i - n, locals count from 0 (docs/decisions/002).
; Invariants: :height is the number of operands before the next instruction, also while nothing is
; emitted; a label is met with the same height from everywhere; code that cannot be reached is
; left out.

(def ^:private places
  [:code :height :reachable :next-slot :slots :highest :constants :known :labels :handlers
   :locals :loops :frame :params :captured :closed :pos])

(defn- place-of
  [key]
  (loop [i 0] (if (identical? key (nth places i)) i (recur (inc i)))))

(defmacro ^:private at [b key] (list 'prim/array-get b (place-of key)))

(defmacro ^:private put [b key value] (list 'prim/array-set b (place-of key) value))

; Instructions.

(defn- move
  [b effect]
  (let [height (+ (at b :height) effect)]
    (put b :height height)
    (when (and (at b :reachable) (< (at b :highest) height)) (put b :highest height))))

(defn- emit
  "Adds an instruction that changes the height by `effect`."
  [b op x y effect]
  (move b effect)
  (when (at b :reachable)
    (prim/conj-transient (at b :code) [op x y (at b :height)])))

(defn- end-block [b] (put b :reachable false))

(defn- add-constant
  "Index of a constant [kind value]; values that are one object are kept once."
  [b kind value]
  (let [constants (at b :constants)
        single?   (and (identical? kind :value)
                       (or (prim/is-keyword value) (prim/is-var value) (prim/is-type value)
                           (prim/is-string value)))
        known     (when single? (prim/get (at b :known) value))]
    (if known
      known
      (let [i (count constants)]
        (put b :constants (prim/conj constants [kind value]))
        (when single? (put b :known (prim/assoc (at b :known) value i)))
        i))))

(defn- new-label
  [b]
  (let [labels (at b :labels)]
    (put b :labels (prim/conj labels nil))
    (count labels)))

(defn- reach
  "Notes that a label is reached with the height there is now."
  [b label]
  (when (at b :reachable)
    (put b :labels (prim/assoc (at b :labels) label (at b :height)))))

(defn- jump
  "A jump of any kind to a label; those with a condition have popped it."
  [b op label]
  (let [ends? (or (identical? op :jump) (identical? op :jump-back))]
    (emit b op label nil (if ends? 0 -1))
    (reach b label)
    (when ends? (end-block b))))

(defn- place-label
  "Places a label here; one that nothing jumps to leaves unreachable code unreachable."
  [b label]
  (reach b label)
  (let [height (prim/nth (at b :labels) label)]
    (when height
      (put b :height height)
      (put b :reachable true)
      (put b :pos nil)
      (prim/conj-transient (at b :code) [:label label nil height]))))

(defn- mark
  "Says which position the next instructions come from."
  [b node]
  (let [pos (prim/get node :pos)]
    (when (and pos (at b :reachable) (not (identical? pos (at b :pos))))
      (put b :pos pos)
      (prim/conj-transient (at b :code)
                           [:pos (prim/nth pos 0) (prim/nth pos 1) (at b :height)]))))

(defn- take-slot
  [b]
  (let [slot (at b :next-slot)]
    (put b :next-slot (inc slot))
    (when (<= (at b :slots) slot) (put b :slots (inc slot)))
    slot))

(defn- assign-slot
  [b local slot]
  (put b :locals (prim/assoc (at b :locals) (prim/get local :id) slot)))

(defn- slot-of [b local] (prim/get (at b :locals) (prim/get local :id)))

(defn- store-new
  "Pops the top into a new local."
  [b local]
  (let [slot (take-slot b)]
    (emit b :store slot nil -1)
    (assign-slot b local slot)))

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
      :self  (emit b :self nil nil 1)
      :field (do (push-local b (prim/get local :self))
                 (emit b :field (prim/get local :index) nil 0))
      (emit b :load (slot-of b local) nil 1))
    (let [captured (at b :captured)
          i        (when captured (index-of captured local))]
      (if i
        (do (emit b :load (- (at b :params)) nil 1)
            (emit b :field i nil 0))
        (emit b :closed (index-of (at b :closed) local) nil 1)))))

(defn- push-constant
  [b value]
  (cond
    (nil? value) (emit b :nil nil nil 1)
    (true? value) (emit b :true nil nil 1)
    (false? value) (emit b :false nil nil 1)
    (and (prim/is-long value) (<= -2147483648 value 2147483647))
    (emit b :integer value nil 1)
    :else (emit b :constant (add-constant b :value value) nil 1)))

(defn- finish
  "Ends a node whose value is on the stack."
  [b context]
  (case context
    :value nil
    :drop (emit b :pop nil nil -1)
    :return (do (emit b :return nil nil -1) (end-block b))))

(defn- abandon
  "Ends a node that control does not come back from, where a value would be."
  [b context]
  (end-block b)
  (when (identical? context :value) (move b 1)))

(defn- make-builder
  [frame params captured closed]
  (let [b (prim/array (count places))]
    (put b :code (prim/transient []))
    (put b :height 0)
    (put b :reachable true)
    (put b :next-slot 0)
    (put b :slots 0)
    (put b :highest 0)
    (put b :constants [])
    (put b :known {})
    (put b :labels [])
    (put b :handlers [])
    (put b :locals {})
    (put b :loops {})
    (put b :frame frame)
    (put b :params params)
    (put b :captured captured)
    (put b :closed closed)
    b))

(defn- finish-arity
  [b name variadic]
  {:name name :params (at b :params) :variadic variadic :locals (at b :slots)
   :operands (at b :highest) :code (prim/persistent (at b :code))
   :constants (at b :constants) :handlers (at b :handlers) :labels (count (at b :labels))})
