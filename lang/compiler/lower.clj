; Lowering: HIR to MIR (mir.clj), one arity after the other. Namespace genera.compiler.lower.
;
; `lower` adds exactly one operand when the value is wanted (:value), none when it is dropped
; (:drop), and never comes back for :return.

(declare lower lower-function)

(defn- lower-all
  [b nodes]
  (loop [i 0]
    (when (< i (count nodes))
      (lower b (prim/nth nodes i) :value)
      (recur (inc i)))))

(def instruction-of
  "Primitives that have an instruction of their own."
  {"add" :add "subtract" :subtract "multiply" :multiply "less" :less "less-equal" :less-equal
   "greater" :greater "greater-equal" :greater-equal "number-equal" :number-equal
   "equal" :equal "increment" :increment "decrement" :decrement "identical" :identical
   "not" :not "is-nil" :is-nil})

(defn- emit-primitive
  [b name]
  (let [row (prim/get genera.compiler.tables/primitives name)
        n   (prim/nth row 1)
        own (prim/get instruction-of name)]
    (if own
      (emit b own nil nil (- 1 n))
      (emit b :primitive (prim/nth row 0) nil (- 1 n)))))

(defn- lower-primitive
  [b node context]
  (lower-all b (prim/get node :args))
  (mark b node)
  (emit-primitive b (prim/get node :name))
  (finish b context))

(defn- lower-call
  [b node context]
  (let [args (prim/get node :args)
        n    (count args)]
    (lower b (prim/get node :target) :value)
    (lower-all b args)
    (mark b node)
    (emit b :call n nil (- n))
    (finish b context)))

(defn- lower-invoke
  [b node context]
  (let [args (prim/get node :args)
        n    (count args)]
    (emit b :nil nil nil 1)
    (lower-all b args)
    (mark b node)
    (emit b :invoke (add-constant b :value (prim/get node :selector)) n (- n))
    (finish b context)))

(defn- truth-of
  "true or false for a node whose truth is known, else nil."
  [node]
  (when (identical? :const (prim/get node :op))
    (if (prim/get node :value) true false)))

(declare jump-if)

(defn- bind-locals
  [b locals inits]
  (loop [i 0]
    (when (< i (count locals))
      (lower b (prim/nth inits i) :value)
      (store-new b (prim/nth locals i))
      (recur (inc i)))))

(defn- one-argument?
  [node name]
  (and (identical? :prim (prim/get node :op)) (= name (prim/get node :name))))

(defn- jump-by-if
  "A jump where the truth of an :if is `wanted`."
  [b node wanted label]
  (let [{:keys [test then else]} node]
    (cond
      (and (false? (truth-of else)) (not wanted))
      (do (jump-if b test false label)
          (jump-if b then false label))
      (and (true? (truth-of then)) wanted)
      (do (jump-if b test true label)
          (jump-if b else true label))
      :else
      (let [far    (new-label b)
            end    (new-label b)]
        (jump-if b test false far)
        (let [height (at b :height)]
          (jump-if b then wanted label)
          (jump b :jump end)
          (put b :height height))
        (place-label b far)
        (jump-if b else wanted label)
        (place-label b end)))))

(defn- jump-if
  "Evaluates a node for its truth: jumps to a label if it is `wanted`, else goes on."
  [b node wanted label]
  (let [op (prim/get node :op)]
    (cond
      (identical? op :const)
      (when (= wanted (truth-of node)) (jump b :jump label))
      (one-argument? node "not")
      (jump-if b (prim/nth (prim/get node :args) 0) (not wanted) label)
      (one-argument? node "is-nil")
      (do (lower b (prim/nth (prim/get node :args) 0) :value)
          (if wanted
            (jump b :jump-nil label)
            (let [next (new-label b)]
              (jump b :jump-nil next)
              (let [height (at b :height)]
                (jump b :jump label)
                (put b :height height))
              (place-label b next))))
      (identical? op :if) (jump-by-if b node wanted label)
      (identical? op :let)
      (let [slot (at b :next-slot)]
        (bind-locals b (prim/get node :locals) (prim/get node :inits))
        (jump-if b (prim/get node :body) wanted label)
        (put b :next-slot slot))
      :else
      (do (lower b node :value)
          (jump b (if wanted :jump-true :jump-false) label)))))

(defn- lower-if
  [b node context]
  (let [test (prim/get node :test)
        far  (new-label b)
        end  (new-label b)
        nil? (one-argument? test "is-nil")]
    (jump-if b test (if nil? true false) far)
    (let [height (at b :height)]
      (lower b (prim/get node (if nil? :else :then)) context)
      (jump b :jump end)
      (put b :height height))
    (place-label b far)
    (lower b (prim/get node (if nil? :then :else)) context)
    (place-label b end)))

(defn- lower-do
  [b node context]
  (let [body (prim/get node :body)
        end  (dec (count body))]
    (loop [i 0]
      (if (< i end)
        (do (lower b (prim/nth body i) :drop)
            (recur (inc i)))
        (lower b (prim/nth body i) context)))))

(defn- lower-let
  [b node context]
  (let [slot (at b :next-slot)]
    (bind-locals b (prim/get node :locals) (prim/get node :inits))
    (lower b (prim/get node :body) context)
    (put b :next-slot slot)))

(defn- lower-loop
  [b node context]
  (let [slot  (at b :next-slot)
        label (new-label b)]
    (bind-locals b (prim/get node :locals) (prim/get node :inits))
    (place-label b label)
    (put b :loops (prim/assoc (at b :loops) (prim/get node :id) label))
    (lower b (prim/get node :body) context)
    (put b :next-slot slot)))

(defn- lower-recur
  "Values first, then the stores, because a value may read what another one replaces; a local that
  stays as it is takes part in neither."
  [b node context]
  (let [args   (prim/get node :args)
        target (prim/get node :target)
        n      (count args)
        stays? (fn [i]
                 (let [arg (prim/nth args i)]
                   (and (identical? :local (prim/get arg :op))
                        (identical? (prim/get arg :local) (prim/nth target i)))))]
    (loop [i 0]
      (when (< i n)
        (when-not (stays? i) (lower b (prim/nth args i) :value))
        (recur (inc i))))
    (loop [i (dec n)]
      (when (<= 0 i)
        (when-not (stays? i) (emit b :store (slot-of b (prim/nth target i)) nil -1))
        (recur (dec i))))
    (mark b node)
    (jump b :jump-back (prim/get (at b :loops) (prim/get node :id)))
    (abandon b context)))

(defn- push-function
  "Pushes the closure of a :fn; `captured` is set for a method of a reify."
  [b node captured]
  (let [closed (if captured [] (prim/get node :closed))
        n      (count closed)]
    (doseq [local closed] (push-local b local))
    (emit b :closure (add-constant b :template (lower-function node captured)) n (- 1 n))))

(defn- lower-letfn
  "Each closure is made with nil for the ones not made yet; these are stored into it when all are
  made, before any of them can run."
  [b node context]
  (let [slot   (at b :next-slot)
        locals (prim/get node :locals)
        fns    (prim/get node :fns)]
    (doseq [local locals]
      (emit b :nil nil nil 1)
      (store-new b local))
    (dotimes [i (count fns)]
      (push-function b (nth fns i) nil)
      (emit b :store (slot-of b (nth locals i)) nil -1))
    (dotimes [i (count fns)]
      (let [closed (prim/get (nth fns i) :closed)]
        (dotimes [k (count closed)]
          (let [late (index-of locals (nth closed k))]
            (when (and late (<= i late))
              (push-local b (nth locals i))
              (push-local b (nth closed k))
              (emit b :close k nil -2))))))
    (lower b (prim/get node :body) context)
    (put b :next-slot slot)))

(defn- lower-throw
  [b node context]
  (lower b (prim/get node :value) :value)
  (mark b node)
  (emit b :throw nil nil -1)
  (abandon b context))

; try

(defn- begin-handler
  "Starts a handler of [start, end): the exception is the one operand above `height`. Answers
  whether anything is covered."
  [b start end height kind]
  (let [covered? (some? (prim/nth (at b :labels) start))
        handler  (new-label b)]
    (put b :height (inc height))
    (put b :reachable covered?)
    (when covered?
      (put b :handlers (conj (at b :handlers) [start end handler height kind]))
      (when (< (at b :highest) (inc height)) (put b :highest (inc height)))
      (place-label b handler))
    covered?))

(defn- lower-catch
  "A clause whose exception is in `slot`; goes on behind it when the class differs."
  [b clause slot done]
  (let [next (new-label b)
        type (prim/get clause :class)]
    (when type
      (emit b :load slot nil 1)
      (push-constant b type)
      (emit-primitive b "is-instance-of")
      (jump b :jump-false next))
    (let [height (at b :height)]
      (assign-slot b (prim/get clause :local) slot)
      (lower b (prim/get clause :body) :value)
      (jump b :jump done)
      (put b :height height))
    (place-label b next)))

(defn- rethrow
  [b slot]
  (emit b :load slot nil 1)
  (emit b :throw nil nil -1)
  (end-block b))

(defn- anchor
  "A label here, for the rows of handlers: nothing jumps to it."
  [b]
  (let [label (new-label b)]
    (when (at b :reachable)
      (reach b label)
      (prim/conj-transient (at b :code) [:label label nil (at b :height)]))
    label))

(defn- end-anchor
  "A label here even where nothing is reachable: the end of what a handler covers."
  [b]
  (let [label (new-label b)]
    (prim/conj-transient (at b :code) [:label label nil (at b :height)])
    label))

(defn- lower-try
  [b node context]
  (let [height  (at b :height)
        before  (at b :next-slot)
        start   (anchor b)
        done    (new-label b)
        catches (prim/get node :catches)
        last    (prim/get node :finally)]
    (lower b (prim/get node :body) :value)
    (let [end (end-anchor b)]
      (jump b :jump done)
      (let [slot (take-slot b)]
        (when (< 0 (count catches))
          (begin-handler b start end height 0)
          (emit b :store slot nil -1)
          (doseq [clause catches] (lower-catch b clause slot done))
          (rethrow b slot))
        (let [covered (end-anchor b)
              out     (new-label b)]
          (put b :height (inc height))
          (place-label b done)
          (when last
            (lower b last :drop)
            (jump b :jump out)
            (begin-handler b start covered height 1)
            (emit b :store slot nil -1)
            (lower b last :drop)
            (rethrow b slot)
            (put b :height (inc height))
            (place-label b out)))))
    (put b :next-slot before)
    (finish b context)))

; case

(defn- one-word?
  "Is a constant one word wherever it occurs, so that a switch finds it?"
  [x]
  (or (nil? x) (prim/is-keyword x) (prim/is-char x) (true? x) (false? x)
      (and (prim/is-long x) (<= -2305843009213693952 x 2305843009213693951))))

(defn- emit-switch
  "A switch over rows [constant label]."
  [b rows otherwise]
  (emit b :switch (add-constant b :switch rows) otherwise -1)
  (reach b otherwise)
  (doseq [row rows] (reach b (prim/nth row 1)))
  (end-block b))

(defn- lower-case
  "Constants that are one word are rows of a switch; the others are looked up in a map to the
  number of their clause, which a second switch takes."
  [b node context]
  (let [before  (at b :next-slot)
        clauses (prim/get node :clauses)
        labels  (mapv (fn [_] (new-label b)) clauses)
        other   (new-label b)
        end     (new-label b)
        tests   (vec (mapcat (fn [i] (map (fn [test] [test i]) (:tests (nth clauses i))))
                             (range (count clauses))))
        words   (mapv (fn [[test i]] [test (nth labels i)])
                      (filter (fn [row] (one-word? (first row))) tests))
        entries (into {} (remove (fn [row] (one-word? (first row))) tests))
        words?  (< 0 (count words))
        both?   (and words? (< 0 (count entries)))
        look-up (if both? (new-label b) other)
        slot    (when both? (take-slot b))]
    (when (and (not words?) (< 0 (count entries))) (push-constant b entries))
    (lower b (prim/get node :expr) :value)
    (when both?
      (emit b :store slot nil -1)
      (emit b :load slot nil 1))
    (when (or words? (= 0 (count entries))) (emit-switch b words look-up))
    (when both?
      (place-label b look-up)
      (push-constant b entries)
      (emit b :load slot nil 1))
    (when (< 0 (count entries))
      (emit-primitive b "get")
      (emit-switch b (mapv (fn [i] [i (nth labels i)]) (range (count clauses))) other))
    (put b :next-slot before)
    (let [height (at b :height)]
      (place-label b other)
      (lower b (prim/get node :default) context)
      (jump b :jump end)
      (dotimes [i (count clauses)]
        (put b :height height)
        (place-label b (nth labels i))
        (lower b (prim/get (nth clauses i) :body) context)
        (jump b :jump end))
      (place-label b end))))

(defn- lower-reify
  "The type's methods are made once; what they close over are the fields of the instances."
  [b node context]
  (let [first    (new-label b)
        made     (new-label b)
        type     (prim/get node :type)
        captured (prim/get node :captured)
        methods  (prim/get node :methods)
        call     (fn [ns-name name]
                   (emit b :global
                         (add-constant b :value (genera.compiler.analyze/core-var ns-name name))
                         nil 1))]
    (push-constant b type)
    (emit-primitive b "type-methods")
    (jump b :jump-nil first)
    (jump b :jump made)
    (place-label b first)
    (call "genera.host" "reify")
    (push-constant b type)
    (lower b (prim/get node :interfaces) :value)
    (call "clojure.core" (if (< 8 (count methods)) "hash-map" "array-map"))
    (doseq [method methods]
      (push-constant b (prim/get method :selector))
      (push-function b method captured))
    (mark b node)
    (emit b :call (* 2 (count methods)) nil (* -2 (count methods)))
    (emit b :call 3 nil -3)
    (emit b :pop nil nil -1)
    (place-label b made)
    (push-constant b type)
    (call "clojure.core" "vector")
    (doseq [local captured] (push-local b local))
    (mark b node)
    (emit b :call (count captured) nil (- (count captured)))
    (emit-primitive b "instance")
    (finish b context)))

(defn lower
  "Adds the instructions of a node in a context; see the top."
  [b node context]
  (case (prim/get node :op)
    :const  (when-not (identical? context :drop)
              (push-constant b (prim/get node :value))
              (finish b context))
    :local  (when-not (identical? context :drop)
              (push-local b (prim/get node :local))
              (finish b context))
    :global (do (mark b node)
                (emit b :global (add-constant b :value (prim/get node :var)) nil 1)
                (finish b context))
    :prim   (lower-primitive b node context)
    :call   (lower-call b node context)
    :if     (lower-if b node context)
    :let    (lower-let b node context)
    :do     (lower-do b node context)
    :fn     (do (push-function b node nil) (finish b context))
    :loop   (lower-loop b node context)
    :recur  (lower-recur b node context)
    :invoke (lower-invoke b node context)
    :case   (lower-case b node context)
    :try    (lower-try b node context)
    :throw  (lower-throw b node context)
    :letfn  (lower-letfn b node context)
    :set-var (do (lower b (prim/get node :value) :value)
                 (mark b node)
                 (emit b :set-var (add-constant b :value (prim/get node :var)) nil 0)
                 (finish b context))
    :reify  (lower-reify b node context)))

; Arities and functions.

(defn- lower-arity
  [arity name frame captured closed]
  (let [params (prim/get arity :params)
        n      (count params)
        b      (make-builder frame n captured closed)
        label  (new-label b)]
    (dotimes [i n] (assign-slot b (nth params i) (- i n)))
    (put b :loops {(prim/get arity :id) label})
    (place-label b label)
    (lower b (prim/get arity :body) :return)
    (finish-arity b name (prim/get arity :variadic))))

(defn lower-function
  "The MIR of a :fn: {:name :arities}."
  [node captured]
  (let [name (prim/get node :name)]
    {:name name
     :arities (mapv (fn [arity]
                      (lower-arity arity name (prim/get node :frame) captured
                                   (prim/get node :closed)))
                    (prim/get node :arities))}))

(defn lower-unit
  "The MIR of a whole form: a function of no arguments."
  [node name]
  (let [b (make-builder 0 0 nil [])]
    (lower b node :return)
    {:name name :arities [(finish-arity b name false)]}))
