; MIR, what lowering makes of an arity: blocks of instructions in SSA form, described by the tables
; `ops` and `ends`. Namespace genera.compiler.mir. The tables drive the validator and the printer.
;
; A function is {:name :arities}; an arity {:name :params :variadic :values :blocks :block-count
; :handlers :types}: how many parameters, values and block numbers there are. Values are numbers,
; each defined once: by an instruction {:id :op :of :args :carried :pos}, or as a parameter of a
; block {:id :params :loop? :height :code :end}. Parameters of the arity are values 0, 1 … and the
; parameters of block 0, which recur may go back to. Only the blocks with :loop? are jumped back
; to. :end is the terminator {:op :args :to :of :leaves :carried :pos}: :to are the blocks it goes
; to; a :jump gives its arguments to the parameters of one.
;
; Blocks are in an order in which what defines comes before what uses, on all ways. Handlers are
; {:from :to :block :height :kind}: exceptions of the blocks at places from :from up to :to go to
; :block, as its parameter; innermost first; kind 1 is a finally.
;
; For the stack machine MIR notes which values wait while other blocks run: :height is how many
; operands do when a block begins, :leaves are those of a block itself, oldest first, :carried is
; how many of the first :args waited already when the block began.
;
; :types, an array by value, is what the pass `types` knows: :long, :double, :boolean, :nil,
; :number, or :any.

(def ops
  "By op: how many arguments (nil: any number), what :of is, whether it may be left out when nobody
  uses its value (:pure), whether it is better made anew than kept (:free)."
  {:const   {:args 0 :of :value :pure true :free true :doc "A constant."}
   :self    {:args 0 :pure true :free true :doc "The running function."}
   :closed  {:args 0 :of :index :pure true :free true :doc "What the function closed over."}
   :global  {:args 0 :of :var :doc "A var's value; its dynamic binding first."}
   :prim    {:of :primitive :doc "A primitive."}
   :call    {:doc "A call: function and arguments."}
   :invoke  {:of :selector :doc "A method's call: nil, receiver and arguments."}
   :closure {:of :function :pure true :doc "A function that closes over its arguments."}
   :close   {:args 2 :of :index :doc "Stores the second as what the first closed over."}
   :field   {:args 1 :of :index :pure true :doc "A field that never changes."}
   :cell    {:args 1 :of :index :doc "A field that may change."}
   :instance {:of :type :pure true :doc "An instance with fields that never change."}
   :mutable-instance {:of :type :pure true :doc "An instance whose fields may change."}
   :record  {:of :type :pure true :doc "A record without further keys."}
   :set-var {:args 1 :of :var :doc "Sets a var's thread binding; the value again."}})

(def ends
  "By terminator: how many arguments (nil: as many as the block has parameters) and blocks."
  {:jump   {:to 1 :doc "Goes to a block, whose parameters become the arguments."}
   :branch {:args 1 :to 2 :of :test :doc "Goes to the first block where :true, :false or :nil."}
   :switch {:args 1 :of :rows :doc "To the block of an equal constant, else to the first."}
   :return {:args 1 :to 0 :doc "Answers to the caller."}
   :throw  {:args 1 :to 0 :doc "Throws."}})

(def free-ops
  "Ops whose values are made anew wherever they are used."
  (reduce-kv (fn [all op row] (if (:free row) (assoc all op true) all)) {} ops))

(def ^:private pure-ops
  (reduce-kv (fn [all op row] (if (:pure row) (assoc all op true) all)) {} ops))

(defn pure?
  "May an instruction be left out when nobody uses its value?"
  [instruction]
  (let [op (prim/get instruction :op)]
    (or (prim/get pure-ops op)
        (and (identical? op :prim)
             (prim/get genera.compiler.tables/total (prim/get instruction :of))))))

(defn place-of-blocks
  "An array of the place of each block in their order, by its number."
  [arity]
  (let [blocks (prim/get arity :blocks)
        places (prim/array (prim/get arity :block-count))]
    (loop [i 0]
      (when (< i (count blocks))
        (prim/array-set places (prim/get (prim/nth blocks i) :id) i)
        (recur (inc i))))
    places))

(defn inner-functions
  "The functions that a function's closures are made of."
  [function]
  (for [arity (:arities function)
        block (:blocks arity)
        {:keys [op of]} (:code block)
        :when (= op :closure)]
    of))

; The validator.

(defn- count-problem
  [row item]
  (let [n (:args row)]
    (when (and n (not= n (count (:args item))))
      (str (:op item) " with " (count (:args item)) " arguments"))))

(defn- use-problem
  [known item]
  (let [v (first (remove known (concat (:args item) (:leaves item))))]
    (when v (str (:op item) " uses " v ", which is not defined here"))))

(defn- instruction-problem
  [known instruction]
  (let [row (get ops (:op instruction))]
    (cond
      (nil? row) (str "no such op: " (pr-str (:op instruction)))
      (contains? known (:id instruction)) (str (:id instruction) " is defined twice")
      (and (= :prim (:op instruction))
           (not= (count (:args instruction))
                 (nth (get genera.compiler.tables/primitives (:of instruction) [nil -1]) 1)))
      (str "prim/" (:of instruction) " with " (count (:args instruction)) " arguments")
      :else (or (count-problem row instruction) (use-problem known instruction)))))

(defn- jump-problem
  [arity places here {:keys [op to args]}]
  (some (fn [block]
          (let [place  (get places block)
                target (when place (nth (:blocks arity) place))]
            (cond
              (nil? target) (str "no block " block)
              (and (<= place here) (not (:loop? target))) (str "back to " block ", no loop")
              (not= (count (:params target)) (if (= op :jump) (count args) 0))
              (str op " to " block " with a wrong number of arguments"))))
        to))

(defn- end-problem
  [arity places here known end]
  (let [row (get ends (:op end))]
    (cond
      (nil? row) (str "no such end: " (pr-str (:op end)))
      (and (:to row) (not= (:to row) (count (:to end)))) (str (:op end) " to " (:to end))
      :else (or (count-problem row end) (use-problem known end)
                (jump-problem arity places here end)))))

(defn- take-carried
  "The operands that wait when an item has taken those it carries, or a string."
  [stack {:keys [op args carried]}]
  (let [rest (- (count stack) carried)]
    (if (and (<= 0 rest) (= (subvec stack rest) (subvec args 0 carried)))
      (subvec stack 0 rest)
      (str op " carries " (subvec args 0 carried) " of " stack))))

(defn- stack-behind
  "The operands that wait behind a block, of those that wait before it, or a string."
  [block stack]
  (loop [stack stack items (seq (:code block))]
    (cond
      (string? stack) stack
      items (recur (take-carried stack (first items)) (next items))
      :else (let [stack (take-carried stack (:end block))]
              (if (string? stack) stack (into stack (:leaves (:end block))))))))

(defn- note-stack
  "By block the operands that wait before it: those of one more way to it; a string where ways
  differ."
  [stacks blocks block stack]
  (cond
    (string? stacks) stacks
    (not= stack (get stacks block stack)) (str "operands differ before block " block)
    (not= (count stack) (:height (get blocks block))) (str "wrong height of block " block)
    :else (assoc stacks block stack)))

(defn- waiting-problem
  "Do the operands that wait agree on all ways?"
  [arity]
  (let [blocks  (into {} (map (fn [block] [(:id block) block])) (:blocks arity))
        entries (group-by :from (:handlers arity))]
    (loop [here 0 stacks {(:id (first (:blocks arity))) []}]
      (cond
        (string? stacks) stacks
        (< here (count blocks))
        (let [block  (nth (:blocks arity) here)
              before (get stacks (:id block))
              behind (stack-behind block before)]
          (if (string? behind)
            behind
            (recur (inc here)
                   (reduce (fn [all to] (note-stack all blocks to behind))
                           (reduce (fn [all {:keys [block]}] (note-stack all blocks block before))
                                   stacks (get entries here))
                           (:to (:end block))))))))))

(defn- meet
  "What both know; nil knows all."
  [known more]
  (cond (nil? known) more :else (into #{} (filter more) known)))

(defn- flow-problem
  "Values that are used where they are not defined on every way, jumps that go nowhere."
  [arity]
  (let [blocks  (:blocks arity)
        places  (into {} (map-indexed (fn [i block] [(:id block) i])) blocks)
        entries (group-by :from (:handlers arity))]
    (loop [here 0 known-at {(:id (first blocks)) #{}}]
      (when (< here (count blocks))
        (let [block (nth blocks here)
              begin (get known-at (:id block))]
          (if (nil? begin)
            (str "no way leads to block " (:id block))
            (let [known-at (reduce (fn [all handler]
                                     (update all (:block handler) meet begin))
                                   known-at (get entries here))
                  begin (into begin (:params block))
                  found (reduce (fn [known instruction]
                                  (or (some-> (instruction-problem known instruction) reduced)
                                      (conj known (:id instruction))))
                                begin (:code block))]
              (or (when (string? found) found)
                  (end-problem arity places here found (:end block))
                  (recur (inc here)
                         (reduce (fn [all block] (update all block meet found))
                                 known-at (:to (:end block))))))))))))

(defn problem
  "What is wrong with an arity, a string, or nil."
  [arity]
  (or (flow-problem arity) (waiting-problem arity)))

; The printer.

(defn- show-value [arity v]
  (let [type (when (:types arity) (prim/array-get (:types arity) v))]
    (symbol (str "v" v (when (and type (not= type :any)) (str ":" (name type)))))))

(defn- show-block [block] (symbol (str "B" block)))

(defn- show-of
  [kind of]
  (case kind
    :function  (symbol (:name of))
    :var       (prim/var-symbol of)
    :primitive (symbol of)
    :rows      (mapv (fn [[test block]] [test (show-block block)]) of)
    of))

(defn- show-item
  [arity row item]
  (concat [(symbol (name (:op item)))]
          (when (:of row) [(show-of (:of row) (:of item))])
          (map (fn [v] (show-value arity v)) (:args item))))

(defn- show-block-code
  [arity block]
  (list* (show-block (:id block)) (mapv (fn [v] (show-value arity v)) (:params block))
         (concat (map (fn [i]
                        (list (show-value arity (:id i)) '=
                              (show-item arity (get ops (:op i)) i)))
                      (:code block))
                 [(concat (show-item arity (get ends (:op (:end block))) (:end block))
                          (map show-block (:to (:end block))))])))

(defn summary
  "A function as a form: its name and for each arity what is on its head and its blocks."
  [function]
  (list* (symbol (:name function))
         (map (fn [arity]
                (concat [(select-keys arity [:params :variadic])]
                        (map (fn [block] (show-block-code arity block)) (:blocks arity))
                        (map (fn [{:keys [from to block]}]
                               (list 'handler (show-block block) 'of
                                     (mapv (fn [b] (show-block (:id b)))
                                           (subvec (:blocks arity) from to))))
                             (:handlers arity))))
              (:arities function))))
