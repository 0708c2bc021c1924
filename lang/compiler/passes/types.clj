; Types of values: :types of an arity, a vector by value. A pass over MIR. Namespace
; genera.compiler.types.
;
; :long is an integer of 64 bits, :double a double; :number what arithmetic makes of numbers it does
; not know; :boolean, :nil, :string and :any. The type of an instruction follows from its op, the
; tables of primitives and its arguments. A join has the types that all ways bring; a loop's
; parameters begin with what comes in and are widened until the jumps back agree, which takes few
; rounds, since a type can only grow twice. Type hints promise nothing here: no one checks them.

(defn- type-of-constant
  [x]
  (cond
    (nil? x) :nil
    (prim/is-long x) :long
    (prim/is-double x) :double
    (or (true? x) (false? x)) :boolean
    (prim/is-string x) :string
    (prim/is-number x) :number
    :else :any))

(defn- number-type?
  [type]
  (or (identical? type :long) (identical? type :double) (identical? type :number)))

(defn- join
  "The type of a value of either type; nil is that of no value yet."
  [a b]
  (cond
    (nil? a) b
    (or (nil? b) (identical? a b)) a
    (and (number-type? a) (number-type? b)) :number
    :else :any))

(defn- arithmetic-type
  "Longs give longs, a double with any number a double."
  [types args]
  (loop [i 0 type nil]
    (if (< i (count args))
      (let [one (prim/array-get types (prim/nth args i))]
        (recur (inc i)
               (cond
                 (nil? type) (if (number-type? one) one :number)
                 (identical? type one) type
                 (or (and (identical? one :double) (number-type? type))
                     (and (identical? type :double) (number-type? one))) :double
                 :else :number)))
      type)))

(defn- type-of
  [types instruction]
  (case (prim/get instruction :op)
    :const (type-of-constant (prim/get instruction :of))
    :prim  (let [name (prim/get instruction :of)]
             (if (prim/get genera.compiler.tables/arithmetic name)
               (arithmetic-type types (prim/get instruction :args))
               (prim/get-default genera.compiler.tables/results name :any)))
    :set-var (prim/array-get types (prim/nth (prim/get instruction :args) 0))
    :any))

(defn- note
  "Joins a type to what is known of a value; answers whether that grew."
  [types v type]
  (let [known (prim/array-get types v)
        grown (join known type)]
    (prim/array-set types v grown)
    (not (identical? known grown))))

(defn- note-arguments
  "The parameters of a block have the types of a jump's arguments; answers whether one grew."
  [types params args]
  (loop [i 0 grew false]
    (if (< i (count params))
      (let [more (note types (prim/nth params i) (prim/array-get types (prim/nth args i)))]
        (recur (inc i) (or more grew)))
      grew)))

(defn- walk-block
  "Types what a block defines; answers whether a loop's parameters grew."
  [types blocks places here]
  (let [block (prim/nth blocks here)
        code  (prim/get block :code)
        end   (prim/get block :end)]
    (loop [i 0]
      (when (< i (count code))
        (let [instruction (prim/nth code i)]
          (prim/array-set types (prim/get instruction :id) (type-of types instruction))
          (recur (inc i)))))
    (when (identical? :jump (prim/get end :op))
      (let [place (prim/array-get places (prim/nth (prim/get end :to) 0))
            grew  (note-arguments types (prim/get (prim/nth blocks place) :params)
                                  (prim/get end :args))]
        (and grew (<= place here))))))

(defn run
  "The arity with :types."
  [arity]
  (let [blocks (prim/get arity :blocks)
        places (genera.compiler.mir/place-of-blocks arity)
        types  (prim/array (prim/get arity :values))
        set-any (fn [v] (prim/array-set types v :any))]
    (doseq [v (prim/get (prim/nth blocks 0) :params)] (set-any v))
    (doseq [handler (prim/get arity :handlers)]
      (let [place (prim/array-get places (prim/get handler :block))]
        (doseq [v (prim/get (prim/nth blocks place) :params)] (set-any v))))
    (loop []
      (let [grew (loop [here 0 grew false]
                   (if (< here (count blocks))
                     (let [more (walk-block types blocks places here)]
                       (recur (inc here) (or more grew)))
                     grew))]
        (when grew (recur))))
    (prim/assoc arity :types types)))

(def pass
  {:name :types :needs #{} :after #{:jumps} :pass run
   :doc "Types of values, a loop's parameters by fixpoint."})
