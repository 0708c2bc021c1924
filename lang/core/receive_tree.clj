; The patterns of receive as a program for the kernel (kernel/actor/match.ts), in namespace
; genera.actors. Patterns become tests of places in the message; the tests of all clauses become a
; decision tree, so that what several clauses ask is asked once: kinds and lengths first, then
; constants, many of one place by a switch.
;
; A place is a vector of steps from the message: an index, or [:key k]. A test is [what place more].
; A row is what is left of a clause: {:clause number :tests vector}, in the order of the clauses.
; The last word of a program is the number of its registers.
; Invariant: a tree gives a clause only after all of its tests; what a test tells of another one at
; the same place (`relation`) is the only thing that is ever left out.

(def ^:private codes
  {:fail 0 :match 1 :vector 2 :long-vector 3 :map 4 :nth 5 :key 6 :equal 7 :pin 8 :same 9
   :switch 10 :unsure 11})

(def ^:private most-registers 60)

(def ^:private most-nodes
  "A tree that grows larger, as it does when each clause asks of other places, is given up for the
  clauses one after the other."
  1000)

; Patterns to tests.

(defn- literal?
  "Does a form stand for itself, whatever is in sight?"
  [form]
  (or (nil? form) (keyword? form) (string? form) (number? form) (char? form)
      (true? form) (false? form)))

(defn- constant-of
  "[value] of a pattern that is a constant, or nil."
  [form]
  (cond
    (literal? form) [form]
    (and (seq? form) (= 'quote (first form)) (= 2 (count form))) [(second form)]
    :else nil))

(declare pattern-tests)

(defn- add-test [state test] (update state :tests conj test))

(defn- leave-to-vm
  "Notes that the VM must look at the clause itself."
  [state]
  (assoc state :left? true))

(defn- join-rest
  "A vector pattern whose pattern for the rest is a vector, as one: [a & [b c]] is [a b c]."
  [pattern]
  (let [n    (count pattern)
        more (when (< 1 n) (peek pattern))]
    (if (and (vector? more) (= '& (nth pattern (- n 2))))
      (recur (into (pop (pop pattern)) more))
      pattern)))

(defn- vector-tests
  [state given place]
  (let [pattern (join-rest given)
        fixed (vec (take-while (fn [p] (not= '& p)) pattern))
        n     (count fixed)
        rest? (not= n (count pattern))
        state (add-test state [(if rest? :long-vector :vector) place n])
        state (reduce (fn [state i] (pattern-tests state (nth fixed i) (conj place i)))
                      state (range n))
        more  (when rest? (peek pattern))]
    (cond
      (or (not rest?) (= '_ more)) state
      (and (symbol? more)
           (not (contains? (:pins state) more))
           (not (contains? (:names state) more)))
      (assoc-in state [:names more] [:rest place n])
      :else (leave-to-vm state))))

(defn- map-tests
  [state pattern place]
  (reduce (fn [state [k p]]
            (let [constant (constant-of k)]
              (if constant
                (let [inner (conj place [:key (first constant)])]
                  (pattern-tests (add-test state [:key inner]) p inner))
                (leave-to-vm state))))
          (add-test state [:map place]) pattern))

(defn- pattern-tests
  "Adds the tests of a pattern at a place, and the places of the names it binds."
  [state pattern place]
  (let [constant (constant-of pattern)]
    (cond
      (= '_ pattern) state
      constant (add-test state [:equal place (first constant)])
      (symbol? pattern)
      (cond
        (contains? (:pins state) pattern) (add-test state [:pin place pattern])
        (contains? (:names state) pattern)
        (let [known (get (:names state) pattern)]
          (if (= :rest (first known)) (leave-to-vm state) (add-test state [:same place known])))
        :else (assoc-in state [:names pattern] place))
      (vector? pattern) (vector-tests state pattern place)
      (map? pattern) (map-tests state pattern place)
      :else (leave-to-vm state))))

(defn- clause-tests
  "What a pattern asks: {:tests :names :left?}; locals are the names that have a value already."
  [pattern locals]
  (pattern-tests {:tests [] :names {} :pins locals :left? false} pattern []))

; What a test tells of another one at the same place.

(defn- scalar?
  "Is a constant equal to no vector and no map?"
  [x]
  (not (coll? x)))

(defn- relation-if-true
  "What a test that holds tells of another: :holds, :fails or nil, nothing."
  [[what place n] [other other-place m]]
  (when (= place other-place)
    (case what
      :vector (case other
                :vector (if (= n m) :holds :fails)
                :long-vector (if (<= m n) :holds :fails)
                :map :fails
                :equal (when (scalar? m) :fails)
                nil)
      :long-vector (case other
                     :vector (when (< m n) :fails)
                     :long-vector (when (<= m n) :holds)
                     :map :fails
                     :equal (when (scalar? m) :fails)
                     nil)
      :map (case other
             :map :holds
             (:vector :long-vector) :fails
             :equal (when (scalar? m) :fails)
             nil)
      :equal (case other
               :equal (if (= n m) :holds (when (and (scalar? n) (scalar? m)) :fails))
               (:vector :long-vector :map) (when (scalar? n) :fails)
               nil)
      (when (and (= what other) (= n m)) :holds))))

(defn- fails-with?
  "Does another test fail where this one does?"
  [[what place n] [other other-place m]]
  (and (= place other-place)
       (case what
         :long-vector (and (contains? #{:vector :long-vector} other) (<= n m))
         (and (= what other) (= n m)))))

(defn- rows-if-true
  [rows test]
  (vec (keep (fn [row]
               (let [found (map (fn [other] (relation-if-true test other)) (:tests row))]
                 (when-not (some (fn [r] (= :fails r)) found)
                   (assoc row :tests
                          (vec (keep (fn [[other r]] (when-not (= :holds r) other))
                                     (map vector (:tests row) found)))))))
             rows)))

(defn- rows-if-false
  [rows test]
  (vec (remove (fn [row] (some (fn [other] (fails-with? test other)) (:tests row))) rows)))

; Trees: [:fail], [:match clause], [test yes no], [:switch place {constant tree} no].

(defn- switchable?
  [x]
  (or (keyword? x) (string? x) (char? x) (symbol? x) (boolean? x)
      (and (int? x) (< -1000000000 x 1000000000))))

(defn- switched
  "The constants of a place that rows ask for as their first test, if a switch can take them."
  [rows place]
  (distinct (for [row rows
                  :let [[what at value] (first (:tests row))]
                  :when (and (= :equal what) (= place at) (switchable? value))]
              value)))

(declare build-tree)

(defn- build-switch
  [rows place values left]
  [:switch place
   (into {} (map (fn [value]
                   [value (build-tree (rows-if-true rows [:equal place value]) left)])
                 values))
   (build-tree (reduce (fn [rows value] (rows-if-false rows [:equal place value])) rows values)
               left)])

(defn- build-tree
  "The decision tree of rows, of which the first has precedence; `left` is a volatile of how many
  nodes there may be, whose tree is worth nothing once that is negative."
  [rows left]
  (vswap! left dec)
  (cond
    (or (empty? rows) (neg? @left)) [:fail]
    (empty? (:tests (first rows))) [:match (:clause (first rows))]
    :else
    (let [[what place value :as test] (first (:tests (first rows)))
          values (when (and (= :equal what) (switchable? value)) (switched rows place))]
      (if (next values)
        (build-switch rows place values left)
        [test
         (build-tree (rows-if-true rows test) left)
         (build-tree (rows-if-false rows test) left)]))))

; Programs.

(defn- register-of
  "[registers number] of a place."
  [registers place]
  (let [known (get registers place)]
    (if known [registers known] [(assoc registers place (count registers)) (count registers)])))

(declare emit-tree)

(defn- add-words [state words] (update state :code into words))

(defn- load-place
  "Code that brings an element into its register, unless it is there already."
  [state place loaded]
  (if (or (empty? place) (contains? loaded place) (vector? (peek place)))
    [state loaded]
    (let [[state loaded] (load-place state (pop place) loaded)
          [registers from] (register-of (:registers state) (pop place))
          [registers to]   (register-of registers place)]
      [(add-words (assoc state :registers registers) [(:nth codes) from (peek place) to])
       (conj loaded place)])))

(defn- here [state] (count (:code state)))

(defn- emit-test
  "The words of a test; the last one, the place to go on from when it fails, is filled in later."
  [state [what place value] pins]
  (let [[registers r] (register-of (:registers state) place)
        state (assoc state :registers registers)]
    (case what
      (:vector :long-vector :equal) (add-words state [(get codes what) r value nil])
      :map (add-words state [(:map codes) r nil])
      :pin (add-words state [(:pin codes) r (get pins value) nil])
      :same (let [[registers s] (register-of (:registers state) value)]
              (add-words (assoc state :registers registers) [(:same codes) r s nil]))
      :key (let [[registers from] (register-of (:registers state) (pop place))]
             (add-words (assoc state :registers registers)
                        [(:key codes) from (second (peek place)) r nil])))))

(defn- emit-switch
  [state [_ place trees no] loaded pins]
  (let [[state loaded] (load-place state place loaded)
        [registers r]  (register-of (:registers state) place)
        at    (here state)
        state (add-words (assoc state :registers registers) [(:switch codes) r nil nil])
        [state targets] (reduce (fn [[state targets] [value tree]]
                                  [(emit-tree state tree loaded pins)
                                   (assoc targets value (here state))])
                                [state {}] trees)
        no-at (here state)]
    (emit-tree (update state :code assoc (+ at 2) targets (+ at 3) no-at) no loaded pins)))

(defn- emit-asked
  "Adds a test and what it needs; answers the state and the places loaded when it holds."
  [state [what place value :as test] loaded pins]
  (let [[state loaded] (load-place state (if (= :key what) (pop place) place) loaded)
        [state loaded] (if (= :same what) (load-place state value loaded) [state loaded])]
    [(emit-test state test pins) (if (= :key what) (conj loaded place) loaded)]))

(defn- emit-tree
  "Adds the program of a tree; `loaded` are the places whose registers hold their values."
  [state tree loaded pins]
  (case (first tree)
    :fail (add-words state [(:fail codes)])
    :match (add-words state [(:match codes) (second tree)])
    :switch (emit-switch state tree loaded pins)
    (let [[test yes no]    tree
          [state if-holds] (emit-asked state test loaded pins)
          at     (dec (here state))
          state  (emit-tree state yes if-holds pins)
          no-at  (here state)
          before (if (= :key (first test)) (disj if-holds (second test)) if-holds)]
      (emit-tree (assoc-in state [:code at] no-at) no before pins))))

(defn- emit-row
  "Adds the program of one row; a test that fails goes on behind it."
  [state row pins]
  (let [[state _ ats] (reduce (fn [[state loaded ats] test]
                                (let [[state loaded] (emit-asked state test loaded pins)]
                                  [state loaded (conj ats (dec (here state)))]))
                              [state #{[]} []] (:tests row))
        state (add-words state [(:match codes) (:clause row)])]
    (reduce (fn [state at] (assoc-in state [:code at] (here state))) state ats)))

(defn- emit-chain
  "Adds the program of rows one after the other."
  [state rows pins]
  (add-words (reduce (fn [state row] (emit-row state row pins)) state rows) [(:fail codes)]))

(defn- add-entry
  "Adds the program of the clauses from number i on; answers it with its place."
  [state rows i pins]
  (let [rows (filterv (fn [row] (<= i (:clause row))) rows)
        left (volatile! most-nodes)
        tree (build-tree rows left)]
    [(if (neg? @left)
       (emit-chain state rows pins)
       (emit-tree state tree #{[]} pins))
     (here state)]))

(defn- match-program
  "{:program :entries :pins} of the tests of clauses, each {:tests :names :left?}: the kernel's
  program, the place where it looks at the clauses behind each one that `open?` says may still fail
  in the VM, and the locals whose values it wants. What is too much for the kernel it leaves to the
  VM."
  [clauses open?]
  (let [rows  (vec (map-indexed (fn [i clause] {:clause i :tests (:tests clause)}) clauses))
        names (vec (distinct (for [row rows, [what _ value] (:tests row) :when (= :pin what)]
                               value)))
        pins  (zipmap names (range))
        [state _] (add-entry {:code [] :registers {[] 0}} rows 0 pins)
        [state entries]
        (reduce (fn [[state entries] i]
                  (if (open? i)
                    (let [[state at] (add-entry state rows (inc i) pins)]
                      [state (assoc entries i at)])
                    [state entries]))
                [state {}] (range (count rows)))]
    (if (< most-registers (count (:registers state)))
      {:program [(:unsure codes) 1] :entries {} :pins []}
      {:program (conj (:code state) (count (:registers state))) :entries entries :pins names})))
