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

(def ^:private makers
  "Primitives that make an object of a type and a vector of its fields."
  {"instance" :instance "mutable-instance" :mutable-instance "record" :record})

(def ^:private most-fields 1000)

(defn- parts-of
  "The nodes of the elements of a vector that is made where it stands, or nil."
  [node]
  (let [op (prim/get node :op)]
    (cond
      (and (identical? :prim op)
           (prim/contains #{"vector-1" "vector-2" "vector-3" "vector-4"} (prim/get node :name)))
      (prim/get node :args)
      (and (identical? :const op) (= [] (prim/get node :value))) []
      (and (identical? :call op)
           (identical? :global (prim/get (prim/get node :target) :op))
           (= 'clojure.core/vector
              (prim/var-symbol (prim/get (prim/get node :target) :var))))
      (prim/get node :args))))

(defn- nothing? [node] (and (identical? :const (prim/get node :op)) (nil? (prim/get node :value))))

(defn- fields-of
  "The nodes of the fields of an object that a primitive makes without the vector, or nil."
  [node]
  (let [args (prim/get node :args)]
    (when (and (prim/contains makers (prim/get node :name))
               (identical? :const (prim/get (prim/nth args 0) :op))
               (prim/is-type (prim/get (prim/nth args 0) :value))
               (every? nothing? (drop 2 args)))
      (let [parts (parts-of (prim/nth args 1))]
        (when (and parts (< (count parts) most-fields)) parts)))))

(defn- lower-primitive
  [b node context]
  (let [args   (prim/get node :args)
        name   (prim/get node :name)
        fields (fields-of node)]
    (if fields
      (do (lower-all b fields)
          (instruct b (prim/get makers name) (prim/get (prim/nth args 0) :value) (count fields)
                    (prim/get node :pos)))
      (do (lower-all b args)
          (call-primitive b name (prim/get node :pos))))
    (finish b context)))

(defn- lower-call
  [b node context]
  (let [args (prim/get node :args)]
    (lower b (prim/get node :target) :value)
    (lower-all b args)
    (instruct b :call nil (inc (count args)) (prim/get node :pos))
    (finish b context)))

(defn- lower-invoke
  [b node context]
  (let [args (prim/get node :args)]
    (push-constant b nil)
    (lower-all b args)
    (instruct b :invoke (prim/get node :selector) (inc (count args)) (prim/get node :pos))
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
      (bind-local b (prim/nth locals i) (pop-operand b))
      (recur (inc i)))))

(defn- one-argument?
  [node name]
  (and (identical? :prim (prim/get node :op)) (= name (prim/get node :name))))

(defn- jump-by-if
  "A jump where the truth of an :if is `wanted`."
  [b node wanted block]
  (let [{:keys [test then else]} node]
    (cond
      (and (false? (truth-of else)) (not wanted))
      (do (jump-if b test false block)
          (jump-if b then false block))
      (and (true? (truth-of then)) wanted)
      (do (jump-if b test true block)
          (jump-if b else true block))
      :else
      (let [far (new-block b 0)
            end (new-block b 0)]
        (jump-if b test false far)
        (jump-if b then wanted block)
        (jump b end nil)
        (start-block b far)
        (jump-if b else wanted block)
        (start-block b end)))))

(defn- jump-if
  "Evaluates a node for its truth: jumps to a block if it is `wanted`, else goes on."
  [b node wanted block]
  (let [op (prim/get node :op)]
    (cond
      (identical? op :const)
      (when (= wanted (truth-of node)) (jump b block nil))
      (one-argument? node "not")
      (jump-if b (prim/nth (prim/get node :args) 0) (not wanted) block)
      (one-argument? node "is-nil")
      (do (lower b (prim/nth (prim/get node :args) 0) :value)
          (if wanted
            (branch b :nil block)
            (let [next (new-block b 0)]
              (branch b :nil next)
              (jump b block nil)
              (start-block b next))))
      (identical? op :if) (jump-by-if b node wanted block)
      (identical? op :let)
      (do (bind-locals b (prim/get node :locals) (prim/get node :inits))
          (jump-if b (prim/get node :body) wanted block))
      :else
      (do (lower b node :value)
          (branch b (if wanted :true :false) block)))))

(defn- new-join
  "A block where the ways of a node in a context meet again."
  [b context]
  (new-block b (if (identical? context :value) 1 0)))

(defn- lower-if
  [b node context]
  (let [test (prim/get node :test)
        far  (new-block b 0)
        end  (new-join b context)
        nil? (one-argument? test "is-nil")]
    (jump-if b test (if nil? true false) far)
    (lower b (prim/get node (if nil? :else :then)) context)
    (jump b end nil)
    (start-block b far)
    (lower b (prim/get node (if nil? :then :else)) context)
    (start-block b end)))

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
  (bind-locals b (prim/get node :locals) (prim/get node :inits))
  (lower b (prim/get node :body) context))

(defn- lower-loop
  "A block whose parameters are the loop's locals. While an init is evaluated the ones before it
  are locals already, as those of a let."
  [b node context]
  (let [locals (prim/get node :locals)
        inits  (prim/get node :inits)
        n      (count locals)
        block  (new-block b n)]
    (loop [i 0]
      (when (< i n)
        (lower b (prim/nth inits i) :value)
        (bind-local b (prim/nth locals i) (prim/peek (at b :held)))
        (recur (inc i))))
    (jump b block nil)
    (let [params (new-params b n)]
      (loop [i 0]
        (when (< i n)
          (bind-local b (prim/nth locals i) (prim/nth params i))
          (recur (inc i))))
      (when (prim/nth (at b :reached) block) (open-block b block params true))
      (put b :loops (prim/assoc (at b :loops) (prim/get node :id) block))
      (lower b (prim/get node :body) context))))

(defn- lower-recur
  [b node context]
  (lower-all b (prim/get node :args))
  (jump b (prim/get (at b :loops) (prim/get node :id)) (prim/get node :pos))
  (abandon b context))

(defn- push-function
  "Pushes the closure of a :fn, with nil for the locals of `late`; `captured` is set for a method
  of a reify."
  [b node captured late]
  (let [closed (if captured [] (prim/get node :closed))]
    (doseq [local closed]
      (if (index-of late local) (push-constant b nil) (push-local b local)))
    (instruct b :closure (lower-function node captured (at b :finish)) (count closed) nil)))

(defn- lower-letfn
  "Each closure is made with nil for the ones not made yet; these are stored into it when all are
  made, before any of them can run."
  [b node context]
  (let [locals (prim/get node :locals)
        fns    (prim/get node :fns)]
    (dotimes [i (count fns)]
      (push-function b (nth fns i) nil (subvec locals i))
      (bind-local b (nth locals i) (pop-operand b)))
    (dotimes [i (count fns)]
      (let [closed (prim/get (nth fns i) :closed)]
        (dotimes [k (count closed)]
          (let [late (index-of locals (nth closed k))]
            (when (and late (<= i late))
              (push-local b (nth locals i))
              (push-local b (nth closed k))
              (effect b :close k 2 nil))))))
    (lower b (prim/get node :body) context)))

(defn- end-throw
  [b pos]
  (end-block b :throw 1 [] nil pos))

(defn- lower-throw
  [b node context]
  (lower b (prim/get node :value) :value)
  (end-throw b (prim/get node :pos))
  (abandon b context))

; try

(defn- begin-handler
  "Starts the handler of the blocks placed from number `from` up to `to`, if there are any; the
  exception is its operand."
  [b from to kind]
  (let [block (new-block b 1)]
    (push b nil)
    (when (< from to)
      (reach b block)
      (put b :handlers (prim/conj (at b :handlers)
                                  {:from from :to to :block block :kind kind
                                   :height (dec (count (at b :held)))})))
    (start-block b block)))

(defn- lower-catch
  "A clause for exception `e`; goes on behind it when the class differs."
  [b clause e done]
  (let [next (new-block b 0)
        type (prim/get clause :class)]
    (when type
      (push b e)
      (push-constant b type)
      (call-primitive b "is-instance-of" nil)
      (branch b :false next))
    (bind-local b (prim/get clause :local) e)
    (lower b (prim/get clause :body) :value)
    (jump b done nil)
    (start-block b next)))

(defn- rethrow
  [b e]
  (push b e)
  (end-throw b nil))

(defn- lower-finally
  "The last part for what leaves the blocks placed from number `from` up to `to`: by a value, which
  waits, or by an exception."
  [b node from to]
  (let [out (new-block b 1)]
    (lower b node :drop)
    (jump b out nil)
    (begin-handler b from to 1)
    (let [e (pop-operand b)]
      (lower b node :drop)
      (rethrow b e))
    (push b nil)
    (start-block b out)))

(defn- lower-try
  [b node context]
  (let [done    (new-block b 1)
        begin   (new-block b 0)
        catches (prim/get node :catches)
        last    (prim/get node :finally)]
    (start-block b begin)
    (let [from (at b :placed)]
      (lower b (prim/get node :body) :value)
      (jump b done nil)
      (when (< 0 (count catches))
        (begin-handler b from (at b :placed) 0)
        (let [e (pop-operand b)]
          (doseq [clause catches] (lower-catch b clause e done))
          (rethrow b e)))
      (push b nil)
      (let [covered (at b :placed)]
        (start-block b done)
        (when last (lower-finally b last from covered)))
      (finish b context))))

; case

(defn- one-word?
  "Is a constant one word wherever it occurs, so that a switch finds it?"
  [x]
  (or (nil? x) (prim/is-keyword x) (prim/is-char x) (true? x) (false? x)
      (and (prim/is-long x) (<= -2305843009213693952 x 2305843009213693951))))

(def ^:private most-in-turn
  "Constants that are no numbers are tried one after the other, if they are not more than these."
  16)

(defn- ordered
  "Rows [constant block] in the order of their constants, where these have one."
  [rows]
  (let [tests (map first rows)]
    (if (or (every? int? tests) (every? char? tests))
      (vec (sort-by first rows))
      rows)))

(defn- end-switch
  "A switch of the newest operand over rows [constant block]."
  [b rows otherwise]
  (end-block b :switch 1 (into [otherwise] (distinct (map second rows))) (ordered rows) nil))

(defn- clause-rows
  "[constant block] of every test, in order."
  [clauses blocks]
  (into [] (mapcat (fn [i] (map (fn [test] [test (nth blocks i)]) (:tests (nth clauses i)))))
        (range (count clauses))))

(defn- word-test
  "Which constants are rows of a switch: those of one word, but only numbers if there are many."
  [rows]
  (let [words (filter one-word? (map first rows))]
    (cond
      (<= (count words) most-in-turn) one-word?
      (every? char? words) one-word?
      :else (fn [x] (and (prim/is-long x) (one-word? x))))))

(defn- lower-look-up
  "The other constants are looked up in a map to the number of their clause, which a second
  switch takes."
  [b x rows blocks otherwise]
  (push-constant b (into {} (map (fn [[test block]] [test (index-of blocks block)])) rows))
  (push b x)
  (call-primitive b "get" nil)
  (end-switch b (mapv (fn [i] [i (nth blocks i)]) (range (count blocks))) otherwise))

(defn- switch-words
  "A switch of the newest operand x over rows of constants of one word. An integer among them is
  found too for a bigint, Byte or Short of its value, which is not the same word."
  [b x rows otherwise]
  (if (some (fn [row] (prim/is-long (first row))) rows)
    (let [again (new-block b 0)]
      (end-switch b rows again)
      (start-block b again)
      (push b x)
      (call-primitive b "is-other-long" nil)
      (branch b :false otherwise)
      (push b x)
      (call-primitive b "shrink-bigint" nil)
      (end-switch b rows otherwise))
    (end-switch b rows otherwise)))

(defn- lower-case
  "Some constants are rows of a switch, the others' look-up follows."
  [b node context]
  (let [clauses (prim/get node :clauses)
        blocks  (mapv (fn [_] (new-block b 0)) clauses)
        other   (new-block b 0)
        end     (new-join b context)
        rows    (clause-rows clauses blocks)
        word?   (word-test rows)
        words   (filterv (fn [row] (word? (first row))) rows)
        others  (filterv (fn [row] (not (word? (first row)))) rows)
        look-up (if (= 0 (count others)) other (new-block b 0))]
    (lower b (prim/get node :expr) :value)
    (let [x (prim/peek (at b :held))]
      (if (and (= 0 (count words)) (< 0 (count others)))
        (do (pop-operand b) (jump b look-up nil))
        (switch-words b x words look-up))
      (when (< 0 (count others))
        (start-block b look-up)
        (lower-look-up b x others blocks other)))
    (start-block b other)
    (lower b (prim/get node :default) context)
    (dotimes [i (count clauses)]
      (jump b end nil)
      (start-block b (nth blocks i))
      (lower b (prim/get (nth clauses i) :body) context))
    (start-block b end)))

; reify

(defn- push-library
  "Pushes the value of a var of the library."
  [b ns-name name]
  (instruct b :global (genera.compiler.analyze/core-var ns-name name) 0 nil))

(defn- make-type
  "Calls genera.host/reify for the type, its interfaces and its methods."
  [b node]
  (let [type     (prim/get node :type)
        captured (prim/get node :captured)
        methods  (prim/get node :methods)]
    (push-library b "genera.host" "reify")
    (push-constant b type)
    (lower b (prim/get node :interfaces) :value)
    (push-library b "clojure.core" (if (< 8 (count methods)) "hash-map" "array-map"))
    (doseq [method methods]
      (push-constant b (prim/get method :selector))
      (push-function b method captured []))
    (instruct b :call nil (inc (* 2 (count methods))) (prim/get node :pos))
    (instruct b :call nil 4 (prim/get node :pos))
    (pop-operand b)))

(defn- lower-reify
  "The type's methods are made once; what they close over are the fields of the instances."
  [b node context]
  (let [type     (prim/get node :type)
        captured (prim/get node :captured)
        made     (new-block b 0)
        first    (new-block b 0)]
    (push-constant b type)
    (call-primitive b "type-methods" nil)
    (branch b :nil first)
    (jump b made nil)
    (start-block b first)
    (make-type b node)
    (start-block b made)
    (push-constant b type)
    (push-library b "clojure.core" "vector")
    (doseq [local captured] (push-local b local))
    (instruct b :call nil (inc (count captured)) (prim/get node :pos))
    (call-primitive b "instance" nil)
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
    :global (do (instruct b :global (prim/get node :var) 0 (prim/get node :pos))
                (finish b context))
    :prim   (lower-primitive b node context)
    :call   (lower-call b node context)
    :if     (lower-if b node context)
    :let    (lower-let b node context)
    :do     (lower-do b node context)
    :fn     (do (push-function b node nil []) (finish b context))
    :loop   (lower-loop b node context)
    :recur  (lower-recur b node context)
    :invoke (lower-invoke b node context)
    :case   (lower-case b node context)
    :try    (lower-try b node context)
    :throw  (lower-throw b node context)
    :letfn  (lower-letfn b node context)
    :set-var (do (lower b (prim/get node :value) :value)
                 (instruct b :set-var (prim/get node :var) 1 (prim/get node :pos))
                 (finish b context))
    :reify  (lower-reify b node context)))

; Arities and functions.

(defn- lower-arity
  [arity name frame captured closed finish]
  (let [params (prim/get arity :params)
        n      (count params)
        b      (make-builder frame n captured closed finish)]
    (dotimes [i n] (bind-local b (nth params i) i))
    (put b :loops {(prim/get arity :id) 0})
    (lower b (prim/get arity :body) :return)
    (finish-arity b name (prim/get arity :variadic))))

(defn lower-function
  "The MIR of a :fn: {:name :arities}; `finish` is what is done with each arity."
  [node captured finish]
  (let [name (prim/get node :name)]
    {:name name
     :arities (mapv (fn [arity]
                      (lower-arity arity name (prim/get node :frame) captured
                                   (prim/get node :closed) finish))
                    (prim/get node :arities))}))

(defn lower-unit
  "The MIR of a whole form: a function of no arguments; `finish` is what is done with each arity."
  [node name finish]
  (let [b (make-builder 0 0 nil [] finish)]
    (lower b node :return)
    {:name name :arities [(finish-arity b name false)]}))
