; Lazy sequences made from one sequence, or several in step: map, filter, take, drop and their
; like. With a coll they are lazy; without one they answer a transducer, which has the same
; meaning for any process that feeds it elements one by one.
;
; Where the JVM works in chunks of up to 32 so does this file (map over one collection, filter,
; keep, map-indexed, keep-indexed, concat, doseq, for), because a function with side effects
; shows how far a sequence was computed. Everything else computes one element at a time.

(defn chunk-buffer
  "A buffer for a chunk of at most capacity elements."
  [capacity]
  (prim/chunk-buffer capacity))

(defn chunk-append
  "Adds x to a chunk buffer."
  [buffer x]
  (prim/chunk-append buffer x))

(defn chunk
  "The chunk of what the buffer holds; the buffer is used up."
  [buffer]
  (prim/chunk buffer))

(defn chunk-first
  "The first chunk of a chunked sequence."
  [s]
  (prim/chunk-first s))

(defn chunk-rest
  "What follows the first chunk; a sequence, perhaps empty."
  [s]
  (prim/chunk-rest s))

(defn chunk-next
  "What follows the first chunk, or nil."
  [s]
  (prim/chunk-next s))

(defn chunk-cons
  "A sequence of the elements of a chunk, if any, followed by those of more."
  [chunk more]
  (if (prim/equal 0 (prim/count chunk)) more (prim/chunk-cons chunk more)))

(declare drop)

(defn dorun
  "Walks a lazy sequence, or its first n elements, for effect."
  ([coll]
   (loop [s (seq coll)]
     (if s (recur (next s)) nil)))
  ([n coll]
   (loop [n n s (seq coll)]
     (if (and s (> n 0)) (recur (dec n) (next s)) nil))))

(defn doall
  "Walks a lazy sequence, or its first n elements, and answers its head."
  ([coll] (dorun coll) coll)
  ([n coll] (dorun n coll) coll))

(defn run!
  "Calls f with each element, for effect."
  [f coll]
  (reduce (fn [_ x] (f x)) nil coll)
  nil)

(defn- map-several
  "map over three collections or more: f takes the elements that stand at one place."
  [f colls]
  (lazy-seq
    (let [seqs (reduce (fn [seqs coll]
                         (let [s (seq coll)]
                           (if s (conj seqs s) (reduced nil))))
                       [] colls)]
      (if seqs
        (cons (apply f (reduce (fn [xs s] (conj xs (first s))) [] seqs))
              (map-several f (reduce (fn [rests s] (conj rests (rest s))) [] seqs)))
        nil))))

(defn map
  "Calls f with each element, or with the elements at the same place in several collections,
  as far as the shortest reaches."
  ([f]
   (fn [step]
     (fn
       ([] (step))
       ([result] (step result))
       ([result x] (step result (f x)))
       ([result x & more] (step result (apply f x more))))))
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (if (prim/is-chunked-seq s)
           (let [chunk  (prim/chunk-first s)
                 size   (prim/count chunk)
                 buffer (prim/chunk-buffer size)]
             (loop [i 0]
               (when (prim/less i size)
                 (prim/chunk-append buffer (f (prim/nth chunk i)))
                 (recur (prim/increment i))))
             (chunk-cons (prim/chunk buffer) (map f (prim/chunk-rest s))))
           (cons (f (prim/first s)) (map f (prim/rest s))))
         nil))))
  ([f a b]
   (lazy-seq
     (let [s (prim/seq a) t (prim/seq b)]
       (if (and s t)
         (prim/cons (f (prim/first s) (prim/first t)) (map f (prim/rest s) (prim/rest t)))
         nil))))
  ([f a b & more] (map-several f (list* a b more))))

(defn filter
  "The elements for which pred is true."
  ([pred]
   (fn [step]
     (fn
       ([] (step))
       ([result] (step result))
       ([result x] (if (pred x) (step result x) result)))))
  ([pred coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (if (prim/is-chunked-seq s)
           (let [chunk  (prim/chunk-first s)
                 size   (prim/count chunk)
                 buffer (prim/chunk-buffer size)]
             (loop [i 0]
               (when (prim/less i size)
                 (let [x (prim/nth chunk i)]
                   (when (pred x) (prim/chunk-append buffer x)))
                 (recur (prim/increment i))))
             (chunk-cons (prim/chunk buffer) (filter pred (prim/chunk-rest s))))
           (let [x (prim/first s)]
             (if (pred x)
               (cons x (filter pred (prim/rest s)))
               (filter pred (prim/rest s)))))
         nil)))))

(defn remove
  "The elements for which pred is false."
  ([pred] (filter (complement pred)))
  ([pred coll] (filter (complement pred) coll)))

(defn keep
  "What f answers for each element, without the nils."
  ([f]
   (fn [step]
     (fn
       ([] (step))
       ([result] (step result))
       ([result x] (let [value (f x)]
                     (if (prim/is-nil value) result (step result value)))))))
  ([f coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s
         (if (prim/is-chunked-seq s)
           (let [chunk  (prim/chunk-first s)
                 size   (prim/count chunk)
                 buffer (prim/chunk-buffer size)]
             (loop [i 0]
               (when (prim/less i size)
                 (let [value (f (prim/nth chunk i))]
                   (if (prim/is-nil value) nil (prim/chunk-append buffer value)))
                 (recur (prim/increment i))))
             (chunk-cons (prim/chunk buffer) (keep f (prim/chunk-rest s))))
           (let [value (f (prim/first s))]
             (if (prim/is-nil value)
               (keep f (prim/rest s))
               (cons value (keep f (prim/rest s))))))
         nil)))))

(defn- number-elements
  "A transducer step wrapper: calls (visit step result index x) with a running index."
  [visit]
  (fn [step]
    (let [index (prim/volatile -1)]
      (fn
        ([] (step))
        ([result] (step result))
        ([result x]
         (visit step result
                (prim/volatile-set index (prim/increment (prim/volatile-value index)))
                x))))))

(defn- map-indexed-from
  "The lazy sequence of map-indexed, its first index being index."
  [f index coll]
  (lazy-seq
    (let [s (seq coll)]
      (if s
        (if (prim/is-chunked-seq s)
          (let [chunk  (prim/chunk-first s)
                size   (prim/count chunk)
                buffer (prim/chunk-buffer size)]
            (loop [i 0]
              (when (prim/less i size)
                (prim/chunk-append buffer (f (prim/add index i) (prim/nth chunk i)))
                (recur (prim/increment i))))
            (chunk-cons (prim/chunk buffer)
                        (map-indexed-from f (prim/add index size) (prim/chunk-rest s))))
          (cons (f index (prim/first s))
                (map-indexed-from f (prim/increment index) (prim/rest s))))
        nil))))

(defn map-indexed
  "What f answers for the index and the value of each element."
  ([f] (number-elements (fn [step result index x] (step result (f index x)))))
  ([f coll] (map-indexed-from f 0 coll)))

(defn- keep-indexed-from
  "The lazy sequence of keep-indexed, its first index being index."
  [f index coll]
  (lazy-seq
    (let [s (seq coll)]
      (if s
        (if (prim/is-chunked-seq s)
          (let [chunk  (prim/chunk-first s)
                size   (prim/count chunk)
                buffer (prim/chunk-buffer size)]
            (loop [i 0]
              (when (prim/less i size)
                (let [value (f (prim/add index i) (prim/nth chunk i))]
                  (if (prim/is-nil value) nil (prim/chunk-append buffer value)))
                (recur (prim/increment i))))
            (chunk-cons (prim/chunk buffer)
                        (keep-indexed-from f (prim/add index size) (prim/chunk-rest s))))
          (let [value (f index (prim/first s))
                more  (keep-indexed-from f (prim/increment index) (prim/rest s))]
            (if (prim/is-nil value) more (cons value more))))
        nil))))

(defn keep-indexed
  "What f answers for the index and the value of each element, without the nils."
  ([f]
   (number-elements (fn [step result index x]
                      (let [value (f index x)]
                        (if (prim/is-nil value) result (step result value))))))
  ([f coll] (keep-indexed-from f 0 coll)))

(defn take
  "The first n elements."
  ([n]
   (fn [step]
     (let [left (prim/volatile n)]
       (fn
         ([] (step))
         ([result] (step result))
         ([result x]
          (let [before (prim/volatile-value left)
                after  (prim/volatile-set left (dec before))
                result (if (pos? before) (step result x) result)]
            (if (pos? after) result (ensure-reduced result))))))))
  ([n coll]
   (lazy-seq
     (if (prim/is-positive n)
       (let [s (prim/seq coll)]
         (if s
           (prim/cons (prim/first s) (take (prim/decrement n) (prim/rest s)))
           nil))
       nil))))

(defn take-while
  "The elements before the first for which pred is false."
  ([pred]
   (fn [step]
     (fn
       ([] (step))
       ([result] (step result))
       ([result x] (if (pred x) (step result x) (reduced result))))))
  ([pred coll]
   (lazy-seq
     (let [s (prim/seq coll)]
       (if (and s (pred (prim/first s)))
         (prim/cons (prim/first s) (take-while pred (prim/rest s)))
         nil)))))

(defn take-nth
  "The first element and every nth after it."
  ([n]
   (fn [step]
     (let [index (prim/volatile -1)]
       (fn
         ([] (step))
         ([result] (step result))
         ([result x]
          (let [i (prim/volatile-set index (inc (prim/volatile-value index)))]
            (if (zero? (rem i n)) (step result x) result)))))))
  ([n coll]
   (lazy-seq
     (let [s (seq coll)]
       (if s (cons (first s) (take-nth n (drop n s))) nil)))))

(defn drop
  "The elements after the first n."
  ([n]
   (fn [step]
     (let [left (prim/volatile n)]
       (fn
         ([] (step))
         ([result] (step result))
         ([result x]
          (let [before (prim/volatile-value left)]
            (prim/volatile-set left (dec before))
            (if (pos? before) result (step result x))))))))
  ([n coll]
   (lazy-seq
     (loop [n n s (seq coll)]
       (if (and (pos? n) s) (recur (dec n) (next s)) s)))))

(defn drop-while
  "The elements from the first for which pred is false."
  ([pred]
   (fn [step]
     (let [dropping (prim/volatile true)]
       (fn
         ([] (step))
         ([result] (step result))
         ([result x]
          (if (and (prim/volatile-value dropping) (pred x))
            result
            (do (prim/volatile-set dropping nil)
                (step result x))))))))
  ([pred coll]
   (lazy-seq
     (loop [s (seq coll)]
       (if (and s (pred (first s))) (recur (next s)) s)))))

(defn drop-last
  "All elements but the last n (one, if not given)."
  ([coll] (drop-last 1 coll))
  ([n coll] (map (fn [x _] x) coll (drop n coll))))

(defn take-last
  "A sequence of the last n elements, or nil."
  [n coll]
  (loop [s (seq coll) lead (seq (drop n coll))]
    (if lead (recur (next s) (next lead)) s)))

(defn last
  "The last element, or nil; takes time proportional to the length."
  [coll]
  (loop [s coll]
    (let [more (next s)]
      (if more (recur more) (first s)))))

(defn butlast
  "A sequence of all elements but the last, or nil."
  [coll]
  (loop [result [] s (seq coll)]
    (if (next s)
      (recur (conj result (first s)) (next s))
      (seq result))))

(defn nthnext
  "What next gives after n times; coll's own sequence for 0."
  [coll n]
  (loop [n n s (seq coll)]
    (if (and s (pos? n)) (recur (dec n) (next s)) s)))

(defn nthrest
  "What rest gives after n times; coll itself for 0."
  [coll n]
  (loop [n n coll coll]
    (if (and (pos? n) (seq coll)) (recur (dec n) (rest coll)) coll)))

(defn split-at
  "[the first n elements, the others]."
  [n coll]
  [(take n coll) (drop n coll)])

(defn split-with
  "[the elements before the first for which pred is false, the others]."
  [pred coll]
  [(take-while pred coll) (drop-while pred coll)])

(defn cat
  "A transducer that passes on the elements of each collection it is given."
  [step]
  (let [inner (fn [result x]
                (let [result (step result x)]
                  (if (prim/is-reduced result) (reduced result) result)))]
    (fn
      ([] (step))
      ([result] (step result))
      ([result coll] (reduce inner result coll)))))

(defn mapcat
  "The elements of all the collections that f answers, in order."
  ([f] (comp (map f) cat))
  ([f & colls] (apply concat (apply map f colls))))

(defmacro lazy-cat
  "A lazy sequence of the elements of the collections; each form is evaluated when needed."
  [& colls]
  `(concat ~@(map (fn [coll] (list `lazy-seq coll)) colls)))

(defn- mark-distinct
  "The lazy sequence of distinct, given the set of elements seen so far."
  [seen coll]
  (lazy-seq
    (loop [seen seen s (seq coll)]
      (cond (nil? s) nil
            (contains? seen (first s)) (recur seen (next s))
            :else (cons (first s) (mark-distinct (conj seen (first s)) (rest s)))))))

(defn distinct
  "The elements without those that came before."
  ([]
   (fn [step]
     (let [seen (prim/volatile #{})]
       (fn
         ([] (step))
         ([result] (step result))
         ([result x]
          (if (contains? (prim/volatile-value seen) x)
            result
            (do (prim/volatile-set seen (conj (prim/volatile-value seen) x))
                (step result x))))))))
  ([coll] (mark-distinct #{} coll)))

(defn replace
  "coll with each element that is a key of smap replaced by its value; a vector stays one."
  ([smap] (map (fn [x] (let [entry (find smap x)] (if entry (val entry) x)))))
  ([smap coll]
   (let [swap (fn [x] (let [entry (find smap x)] (if entry (val entry) x)))]
     (if (vector? coll)
       (with-meta (reduce (fn [result x] (conj result (swap x))) [] coll) (meta coll))
       (map swap coll)))))
