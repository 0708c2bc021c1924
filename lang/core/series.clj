; Sequences that are generated (range, iterate, repeat, cycle …), put together (interleave,
; interpose, partition …) or walked by the macros `for` and `doseq`.
;
; range gives chunks of 32, as on the JVM; the other generators compute one element at a time,
; and never before it is asked for. `for` works chunk by chunk in its innermost collection.

(defn iterate
  "x, (f x), (f (f x)) and so on without end."
  [f x]
  (cons x (lazy-seq (iterate f (f x)))))

(defn repeat
  "x without end, or n times."
  ([x] (cons x (lazy-seq (repeat x))))
  ([n x]
   (if (pos? n)
     (cons x (lazy-seq (repeat (dec n) x)))
     ())))

(defn replicate
  "x n times; an older name of repeat."
  [n x]
  (take n (repeat x)))

(defn repeatedly
  "What calls of f answer, without end or n of them."
  ([f] (lazy-seq (cons (f) (repeatedly f))))
  ([n f] (take n (repeatedly f))))

(defn cycle
  "The elements of coll over and over, without end."
  [coll]
  (let [start (seq coll)]
    (if start
      (let [turn (fn turn [s] (cons (first s) (lazy-seq (turn (or (next s) start)))))]
        (turn start))
      ())))

(defn- range-chunks
  "The numbers from start by step for which more? of the number and end holds."
  [start end step more?]
  (lazy-seq
    (if (more? start end)
      (let [buffer (prim/chunk-buffer 32)]
        (loop [n start size 0]
          (if (and (prim/less size 32) (more? n end))
            (do (prim/chunk-append buffer n)
                (recur (prim/add-exact n step) (prim/increment size)))
            (prim/chunk-cons (prim/chunk buffer) (range-chunks n end step more?)))))
      nil)))

(defn range
  "The numbers from start (0) before end (without it, no end) by step (1)."
  ([] (iterate inc' 0))
  ([end] (range 0 end 1))
  ([start end] (range start end 1))
  ([start end step]
   (prim/check-number start)
   (prim/check-number end)
   (cond (and (prim/is-long start) (prim/is-long end) (prim/is-long step)
              (prim/not (prim/equal step 0)))
         (or (prim/range start end step) ())
         (pos? step) (if (< start end) (seq (range-chunks start end step <)) ())
         (neg? step) (if (> start end) (seq (range-chunks start end step >)) ())
         (== start end) ()
         :else (repeat start))))

(defn interleave
  "The first elements of all the collections, then the second ones, and so on."
  ([] ())
  ([coll] (lazy-seq coll))
  ([a b]
   (lazy-seq
     (let [s (prim/seq a) t (prim/seq b)]
       (if (and s t)
         (prim/cons (prim/first s)
                    (prim/cons (prim/first t) (interleave (prim/rest s) (prim/rest t))))
         nil))))
  ([a b & more]
   (lazy-seq
     (let [seqs (map seq (list* a b more))]
       (if (every? identity seqs)
         (concat (map first seqs) (apply interleave (map rest seqs)))
         nil)))))

(defn interpose
  "The elements with separator between them."
  ([separator]
   (fn [step]
     (let [started (prim/volatile false)]
       (fn
         ([] (step))
         ([result] (step result))
         ([result x]
          (if (prim/volatile-value started)
            (let [result (step result separator)]
              (if (reduced? result) result (step result x)))
            (do (prim/volatile-set started true)
                (step result x))))))))
  ([separator coll] (drop 1 (interleave (repeat separator) coll))))

(defn- take-part
  "A vector of the first n elements (or fewer) of a sequence and what follows them, whose first
  element is not asked for."
  [n s]
  (loop [part (prim/transient []) i 1 s s]
    (let [part (prim/conj-transient part (prim/first s))]
      (if (prim/less i n)
        (let [more (prim/next s)]
          (if more (recur part (prim/increment i) more) (prim/vector-2 (prim/persistent part) ())))
        (prim/vector-2 (prim/persistent part) (prim/rest s))))))

(defn partition
  "Lists of n elements, each starting step (n) after the one before; the last one is filled
  up from pad, or dropped without pad."
  ([n coll]
   (lazy-seq
     (let [s (prim/seq coll)]
       (cond
         (prim/is-nil s) nil
         (prim/is-positive n)
         (let [taken (take-part n s)
               part  (prim/nth taken 0)]
           (if (prim/equal n (prim/count part))
             (prim/cons (prim/list part) (partition n (prim/nth taken 1)))
             nil))
         :else (partition n n coll)))))
  ([n step coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [part (doall (take n s))]
           (if (= n (count part))
             (cons part (partition n step (nthrest s step)))
             nil))
         nil))))
  ([n step pad coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [part (doall (take n s))]
           (if (= n (count part))
             (cons part (partition n step pad (nthrest s step)))
             (list (take n (concat part pad)))))
         nil)))))

(defn partition-all
  "As partition, but the last lists may be shorter."
  ([n]
   (fn [step]
     (let [part (prim/volatile [])]
       (fn
         ([] (step))
         ([result]
          (let [left   (prim/volatile-value part)
                result (if (= 0 (count left))
                         result
                         (do (prim/volatile-set part [])
                             (unreduced (step result left))))]
            (step result)))
         ([result x]
          (let [grown (conj (prim/volatile-value part) x)]
            (if (= n (count grown))
              (do (prim/volatile-set part [])
                  (step result grown))
              (do (prim/volatile-set part grown)
                  result))))))))
  ([n coll]
   (lazy-seq
     (let [s (prim/seq coll)]
       (cond
         (prim/is-nil s) nil
         (prim/is-positive n)
         (let [taken (take-part n s)]
           (prim/cons (prim/list (prim/nth taken 0)) (partition-all n (prim/nth taken 1))))
         :else (partition-all n n coll)))))
  ([n step coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [part (doall (take n s))]
           (cons part (partition-all n step (nthrest s step))))
         nil)))))

(defn partition-by
  "Runs of elements for which f answers the same."
  ([f]
   (fn [step]
     (let [part (prim/volatile [])
           mark (prim/volatile nil)]
       (fn
         ([] (step))
         ([result]
          (let [left   (prim/volatile-value part)
                result (if (= 0 (count left))
                         result
                         (do (prim/volatile-set part [])
                             (unreduced (step result left))))]
            (step result)))
         ([result x]
          (let [before (prim/volatile-value mark)
                run    (prim/volatile-value part)
                now    (prim/volatile-set mark (f x))]
            (if (or (= 0 (count run)) (= before now))
              (do (prim/volatile-set part (conj run x))
                  result)
              (let [result (step result run)]
                (prim/volatile-set part (if (reduced? result) [] [x]))
                result))))))))
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (let [x    (first s)
               mark (f x)
               run  (cons x (take-while (fn [y] (= mark (f y))) (next s)))]
           (cons run (partition-by f (lazy-seq (drop (count run) s)))))
         nil)))))

(defn dedupe
  "The elements without those that equal the one before."
  ([]
   (fn [step]
     (let [before (prim/volatile (prim/volatile nil))]
       (fn
         ([] (step))
         ([result] (step result))
         ([result x]
          (let [last (prim/volatile-value before)]
            (prim/volatile-set before x)
            (if (= last x) result (step result x))))))))
  ([coll] (sequence (dedupe) coll)))

(defn reductions
  "The values that reduce would go through, the first included."
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (reductions f (first s) (rest s))
         (list (f))))))
  ([f init coll]
   (if (reduced? init)
     (list (unreduced init))
     (cons init
           (lazy-seq
             (let [s (seq coll)]
               (if s (reductions f (f init (first s)) (rest s)) nil)))))))

(defn tree-seq
  "The nodes of a tree, each before its children: children gives those of a branch."
  [branch? children root]
  (let [walk (fn walk [node]
               (lazy-seq
                 (cons node (if (branch? node) (mapcat walk (children node)) nil))))]
    (walk root)))

(defn flatten
  "The elements of nested sequential collections in one sequence."
  [x]
  (filter (complement sequential?) (rest (tree-seq sequential? seq x))))

(defn random-sample
  "Each element with the given probability."
  ([probability] (filter (fn [_] (< (rand) probability))))
  ([probability coll] (filter (fn [_] (< (rand) probability)) coll)))

(defn- binding-groups
  "The bindings of for and doseq as vectors [pattern expression [modifier value]…]."
  [form bindings]
  (check-bindings form bindings)
  (reduce (fn [groups [k v]]
            (if (keyword? k)
              (conj (pop groups) (conj (peek groups) [k v]))
              (conj groups [k v])))
          [] (partition 2 bindings)))

(defn- doseq-group
  "The loop of one binding group of doseq around the form inside."
  [[pattern expr & modifiers] inside]
  (let [s     (gensym "seq__")
        again `(recur (next ~s))
        body  (reduce (fn [body [k v]]
                        (cond (= k :let)   `(let ~v ~body)
                              (= k :when)  `(if ~v ~body ~again)
                              (= k :while) `(if ~v ~body nil)
                              :else (throw (new IllegalArgumentException
                                                (str "Invalid 'doseq' keyword " k)))))
                      `(do ~inside ~again)
                      (reverse modifiers))]
    `(loop [~s (seq ~expr)]
       (if ~s
         (let [~pattern (first ~s)] ~body)
         nil))))

(defmacro doseq
  "Evaluates body for each combination of elements, for effect; bindings as in for."
  [bindings & body]
  (reduce (fn [inside group] (doseq-group group inside))
          `(do ~@body nil)
          (reverse (binding-groups &form bindings))))

(defn- for-modifiers
  "The form for one element of for: emit inside the modifiers, skip or stop where they say."
  [modifiers emit skip stop]
  (reduce (fn [form [k v]]
            (cond (= k :let)   `(let ~v ~form)
                  (= k :when)  `(if ~v ~form ~skip)
                  (= k :while) `(if ~v ~form ~stop)
                  :else (throw (new IllegalArgumentException
                                    (str "Invalid 'for' keyword " k)))))
          emit (reverse modifiers)))

(defn- for-outer
  "The lazy sequence of an outer group: the inner sequence for each element, then the rest."
  [[pattern expr & modifiers] inside]
  (let [walk (gensym "walk__") s (gensym "s__") inner (gensym "inner__")]
    `(let [~walk (fn ~walk [~s]
                   (lazy-seq
                     (loop [~s ~s]
                       (let [~s (seq ~s)]
                         (if ~s
                           (let [~pattern (first ~s)]
                             ~(for-modifiers modifiers
                                             `(let [~inner (seq ~inside)]
                                                (if ~inner
                                                  (concat ~inner (~walk (rest ~s)))
                                                  (recur (rest ~s))))
                                             `(recur (rest ~s))
                                             nil))
                           nil)))))]
       (~walk ~expr))))

(defn- for-inner
  "The lazy sequence of the innermost group: the body's value for each element, by chunks."
  [[pattern expr & modifiers] body]
  (let [walk   (gensym "walk__") s (gensym "s__") chunk (gensym "chunk__")
        buffer (gensym "buffer__") i (gensym "i__") size (gensym "size__")]
    `(let [~walk
           (fn ~walk [~s]
             (lazy-seq
               (loop [~s ~s]
                 (let [~s (seq ~s)]
                   (if ~s
                     (if (chunked-seq? ~s)
                       (let [~chunk  (chunk-first ~s)
                             ~size   (count ~chunk)
                             ~buffer (chunk-buffer ~size)]
                         (if (loop [~i 0]
                               (if (< ~i ~size)
                                 (let [~pattern (nth ~chunk ~i)]
                                   ~(for-modifiers modifiers
                                                   `(do (chunk-append ~buffer ~body)
                                                        (recur (inc ~i)))
                                                   `(recur (inc ~i))
                                                   false))
                                 true))
                           (chunk-cons (chunk ~buffer) (~walk (chunk-rest ~s)))
                           (chunk-cons (chunk ~buffer) nil)))
                       (let [~pattern (first ~s)]
                         ~(for-modifiers modifiers
                                         `(cons ~body (~walk (rest ~s)))
                                         `(recur (rest ~s))
                                         nil)))
                     nil)))))]
       (~walk ~expr))))

(defmacro for
  "A lazy sequence of body's values, the last binding varying fastest. After a binding may
  stand :let [bindings], :when test (skip) and :while test (stop this collection)."
  [bindings body]
  (let [groups (binding-groups &form bindings)]
    (when (empty? groups)
      (throw (new IllegalArgumentException "for requires a name and a sequence in its bindings")))
    (reduce (fn [inside group] (for-outer group inside))
            (for-inner (peek groups) body)
            (reverse (pop groups)))))
