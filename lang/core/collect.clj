; Building collections: transients, transducing, into and vec-like functions, and what collects
; a sequence into a map or a vector (group-by, frequencies, mapv, zipmap …).
;
; Whatever grows element by element is built in a transient and made persistent at the end; a
; collection that has no transient form (a list, a sorted map) grows by conj.

(defn transient
  "A transient of a vector, map or set, to be changed in place by one owner."
  [coll]
  (prim/transient coll))

(defn persistent!
  "The collection a transient has become; the transient is used up."
  [coll]
  (prim/persistent coll))

(defn conj!
  "Adds x to a transient; use what it answers."
  ([] (prim/transient []))
  ([coll] coll)
  ([coll x] (prim/conj-transient coll x)))

(defn assoc!
  "Binds keys to values in a transient map or vector; use what it answers."
  ([coll key val] (prim/assoc-transient coll key val))
  ([coll key val & kvs]
   (loop [coll (prim/assoc-transient coll key val) kvs (seq kvs)]
     (if kvs
       (recur (prim/assoc-transient coll (first kvs) (second kvs)) (nnext kvs))
       coll))))

(defn dissoc!
  "Removes keys from a transient map; use what it answers."
  ([map key] (prim/dissoc-transient map key))
  ([map key & ks]
   (loop [map (prim/dissoc-transient map key) ks ks]
     (if ks (recur (prim/dissoc-transient map (first ks)) (next ks)) map))))

(defn pop!
  "Removes the last element of a transient vector; use what it answers."
  [coll]
  (prim/pop-transient coll))

(defn disj!
  "Removes elements from a transient set; use what it answers."
  ([set] set)
  ([set x] (prim/disj-transient set x))
  ([set x & xs]
   (loop [set (prim/disj-transient set x) xs xs]
     (if xs (recur (prim/disj-transient set (first xs)) (next xs)) set))))

(def ^:private vector-class (prim/class []))

(defn- editable?
  "Whether coll has a transient form; views of vectors and map entries have none."
  [coll]
  (or (identical? vector-class (prim/class coll)) (prim/is-set coll)
      (and (prim/is-map coll) (prim/not (prim/is-record coll)))))

(defn completing
  "The reducing function f with a one-argument arity cf (identity), for use by transduce."
  ([f] (completing f identity))
  ([f cf]
   (fn
     ([] (f))
     ([x] (cf x))
     ([x y] (f x y)))))

(defn transduce
  "Reduces coll with f behind the transducer xform, then calls f with the result alone."
  ([xform f coll] (transduce xform f (f) coll))
  ([xform f init coll]
   (let [step (xform f)]
     (step (reduce step init coll)))))

(defn- grow
  "Adds x to a transient: the reducing function of into, mapv and the like."
  ([coll] coll)
  ([coll x] (prim/conj-transient coll x)))

(defn- grow-into
  "A reducing function that adds to a transient and gives a collection with that metadata in the
  end: a transducer may end with something else."
  [m]
  (fn
    ([result]
     (let [made (prim/persistent result)] (if (prim/is-nil m) made (prim/with-meta made m))))
    ([result x] (prim/conj-transient result x))))

(defn into
  "to with the elements of from added, passed through the transducer xform if given."
  ([] [])
  ([to] to)
  ([to from]
   (if (editable? to)
     (let [result (prim/persistent (reduce grow (prim/transient to) from))]
       (if (prim/is-nil (prim/meta to)) result (prim/with-meta result (prim/meta to))))
     (reduce conj to from)))
  ([to xform from]
   (if (editable? to)
     (let [step (xform (grow-into (prim/meta to)))]
       (step (reduce step (prim/transient to) from)))
     (transduce xform conj to from))))

(defn set
  "A set of the elements of coll."
  [coll]
  (if (set? coll)
    (prim/with-meta coll nil)
    (prim/persistent (reduce grow (prim/transient #{}) coll))))

(defn mapv
  "A vector of what map would give."
  ([f coll]
   (prim/persistent
     (reduce (fn [result x] (prim/conj-transient result (f x))) (prim/transient []) coll)))
  ([f a b] (into [] (map f a b)))
  ([f a b & more] (into [] (apply map f a b more))))

(defn filterv
  "A vector of the elements for which pred is true."
  [pred coll]
  (prim/persistent
    (reduce (fn [result x] (if (pred x) (prim/conj-transient result x) result))
            (prim/transient []) coll)))

(defn reverse
  "A list of the elements of coll, last first."
  [coll]
  (reduce (fn [result x] (prim/conj result x)) () coll))

(defn rseq
  "A sequence of a vector or sorted collection, last first, or nil when it is empty."
  [coll]
  (if (prim/is-vector coll)
    (prim/rseq-vector coll)
    (let [method (genera.slow/method coll :rseq)]
      (if method (method coll) (genera.slow/cannot-cast coll "clojure.lang.Reversible")))))

(defn subvec
  "The elements of a vector from start on, or from start up to end, in constant time."
  ([v start] (subvec v start (count v)))
  ([v start end]
   (if (prim/is-nil v)
     (genera.slow/subvec v start end)
     (prim/subvec v (prim/to-long start) (prim/to-long end)))))

(defn zipmap
  "A map of keys to the vals at the same place."
  [keys vals]
  (loop [result (prim/transient {}) keys (seq keys) vals (seq vals)]
    (if (and keys vals)
      (recur (prim/assoc-transient result (first keys) (first vals)) (next keys) (next vals))
      (prim/persistent result))))

(defn group-by
  "A map from what f answers to a vector of the elements it answers that for."
  [f coll]
  (prim/persistent
    (reduce (fn [result x]
              (let [k (f x)]
                (prim/assoc-transient result k (prim/conj (prim/get-default result k []) x))))
            (prim/transient {}) coll)))

(defn frequencies
  "A map from each element to the number of times it appears."
  [coll]
  (prim/persistent
    (reduce (fn [result x]
              (prim/assoc-transient result x (prim/increment (prim/get-default result x 0))))
            (prim/transient {}) coll)))

(defn keys
  "A sequence of the keys of a map, in the order of its entries."
  [map]
  (prim/keys map))

(defn vals
  "A sequence of the values of a map, in the order of its entries."
  [map]
  (prim/vals map))

(defn merge
  "The first map with the entries of the others added; later ones win."
  [& maps]
  (if (some identity maps)
    (reduce (fn [result m] (conj (or result {}) m)) maps)
    nil))

(defn merge-with
  "As merge, but where a key is in both, (f old new) is its value."
  [f & maps]
  (if (some identity maps)
    (reduce (fn [result m]
              (reduce (fn [result entry]
                        (let [k (key entry) v (val entry)]
                          (if (contains? result k)
                            (assoc result k (f (get result k) v))
                            (assoc result k v))))
                      (or result {}) (seq m)))
            maps)
    nil))

(defn select-keys
  "A map of the entries of map whose keys are in ks."
  [map ks]
  (with-meta
    (loop [result {} ks (seq ks)]
      (if ks
        (let [entry (find map (first ks))]
          (recur (if entry (conj result entry) result) (next ks)))
        result))
    (meta map)))

(defn get-in
  "The value at a path of keys in nested collections, or nil; not-found if given."
  ([m ks]
   (loop [m m ks (seq ks)]
     (if ks (recur (prim/get m (prim/first ks)) (prim/next ks)) m)))
  ([m ks not-found]
   (let [absent (prim/volatile nil)]
     (loop [m m ks (seq ks)]
       (if ks
         (let [value (prim/get-default m (prim/first ks) absent)]
           (if (prim/identical value absent) not-found (recur value (prim/next ks))))
         m)))))

(defn assoc-in
  "m with v at a path of keys; maps that are missing on the way are made."
  [m ks v]
  (let [k (first ks) more (next ks)]
    (if more
      (assoc m k (assoc-in (get m k) more v))
      (assoc m k v))))

(defn update
  "m with the value of k replaced by what f answers for it (and the other arguments)."
  ([m k f] (assoc m k (f (get m k))))
  ([m k f x] (assoc m k (f (get m k) x)))
  ([m k f x y] (assoc m k (f (get m k) x y)))
  ([m k f x y z] (assoc m k (f (get m k) x y z)))
  ([m k f x y z & more] (assoc m k (apply f (get m k) x y z more))))

(defn update-in
  "As update, at a path of keys; maps that are missing on the way are made."
  [m ks f & args]
  (let [walk (fn walk [m ks]
               (let [k (first ks) more (next ks)]
                 (if more
                   (assoc m k (walk (get m k) more))
                   (assoc m k (apply f (get m k) args)))))]
    (walk m ks)))

(defn update-vals
  "A map of m's keys to what f answers for their values."
  [m f]
  (with-meta
    (prim/persistent
      (reduce-kv (fn [result k v] (prim/assoc-transient result k (f v)))
                 (prim/transient (if (editable? m) m {})) m))
    (meta m)))

(defn update-keys
  "A map of what f answers for m's keys to their values."
  [m f]
  (with-meta
    (prim/persistent
      (reduce-kv (fn [result k v] (prim/assoc-transient result (f k) v))
                 (prim/transient {}) m))
    (meta m)))

(defn vary-meta
  "x with (f meta args…) as its metadata."
  [x f & args]
  (with-meta x (apply f (meta x) args)))

(defn empty?
  "Whether coll has no elements."
  [coll]
  (prim/is-nil (prim/seq coll)))

(defn not-empty
  "coll, or nil when it has no elements."
  [coll]
  (if (seq coll) coll nil))

(defn distinct?
  "Whether no two of the arguments are equal."
  ([x] true)
  ([x y] (not (= x y)))
  ([x y & more]
   (if (not= x y)
     (loop [seen #{x y} more more]
       (if more
         (if (contains? seen (first more)) false (recur (conj seen (first more)) (next more)))
         true))
     false)))

(defn max-key
  "The argument for which k is greatest; the last of several."
  ([k x] x)
  ([k x y] (if (> (k x) (k y)) x y))
  ([k x y & more]
   (let [kx (k x) ky (k y)]
     (loop [top (if (> kx ky) x y) k-top (if (> kx ky) kx ky) more more]
       (if more
         (let [w (first more) kw (k w)]
           (if (>= kw k-top) (recur w kw (next more)) (recur top k-top (next more))))
         top)))))

(defn min-key
  "The argument for which k is least; the last of several."
  ([k x] x)
  ([k x y] (if (< (k x) (k y)) x y))
  ([k x y & more]
   (let [kx (k x) ky (k y)]
     (loop [least (if (< kx ky) x y) k-least (if (< kx ky) kx ky) more more]
       (if more
         (let [w (first more) kw (k w)]
           (if (<= kw k-least) (recur w kw (next more)) (recur least k-least (next more))))
         least)))))

(defn bounded-count
  "The count of coll if that takes constant time, else that of at most n elements."
  [n coll]
  (if (counted? coll)
    (count coll)
    (loop [i 0 s (seq coll)]
      (if (and s (< i n)) (recur (inc i) (next s)) i))))

(defn hash-ordered-coll
  "The hash of an ordered collection of the same elements as coll."
  [coll]
  (genera.slow/hash-sequence coll))

(defn hash-unordered-coll
  "The hash of a set of the same elements as coll."
  [coll]
  (genera.slow/hash-elements coll))

(defn mix-collection-hash
  "Mixes a running hash of elements with their count, as for an ordered collection."
  [hash-basis count]
  (prim/hash-ordered hash-basis count))

(defn halt-when
  "A transducer that ends the process when pred is true of an input; the result is that input,
  or what retf answers for the result so far and the input."
  ([pred] (halt-when pred nil))
  ([pred retf]
   (fn [step]
     (fn
       ([] (step))
       ([result]
        (if (and (map? result) (contains? result ::halt))
          (::halt result)
          (step result)))
       ([result x]
        (if (pred x)
          (reduced {::halt (if retf (retf (step result) x) x)})
          (step result x)))))))

(defn- queue-step
  "A reducing function that keeps in a volatile vector what a transducer passes on."
  [queue]
  (fn
    ([] nil)
    ([result] result)
    ([result x] (prim/volatile-set queue (prim/conj (prim/volatile-value queue) x)) result)))

(defn- transduced-seq
  "A sequence, or nil, of what xform passes on, computed in chunks of 32. feed gives the step
  function its next input and answers what it answers, or false when there is no input."
  [xform feed]
  (let [queue (prim/volatile [])
        ended (prim/volatile false)
        step  (xform (queue-step queue))
        more? (fn more? []
                (cond
                  (prim/less 0 (prim/count (prim/volatile-value queue))) true
                  (prim/volatile-value ended) false
                  :else
                  (let [answer (feed step)]
                    (if (or (prim/identical answer false) (prim/is-reduced answer))
                      (do (step nil)
                          (prim/volatile-set ended true))
                      nil)
                    (recur))))
        fill  (fn [buffer size]
                (loop [size size]
                  (if (and (prim/less size 32) (more?))
                    (let [items (prim/volatile-value queue)
                          end   (min (prim/count items) (prim/subtract 32 size))]
                      (prim/volatile-set queue (if (prim/less end (prim/count items))
                                                 (prim/subvec items end (prim/count items))
                                                 []))
                      (loop [i 0]
                        (when (prim/less i end)
                          (prim/chunk-append buffer (prim/nth items i))
                          (recur (prim/increment i))))
                      (recur (prim/add size end)))
                    buffer)))
        chunks (fn chunks []
                 (if (more?)
                   (lazy-seq
                     (let [chunk (prim/chunk (fill (prim/chunk-buffer 32) 0))]
                       (prim/chunk-cons chunk (chunks))))
                   nil))]
    (chunks)))

(defn sequence
  "coll as a sequence, never nil; with a transducer, the sequence of what it passes on."
  ([coll] (if (seq? coll) coll (or (seq coll) ())))
  ([xform coll]
   (let [left (prim/volatile (seq coll))]
     (or (transduced-seq
           xform
           (fn [step]
             (let [s (prim/volatile-value left)]
               (if s
                 (let [answer (step nil (prim/first s))]
                   (prim/volatile-set left (prim/next s))
                   answer)
                 false))))
         ())))
  ([xform coll & colls]
   (let [left (prim/volatile (map seq (cons coll colls)))]
     (or (transduced-seq
           xform
           (fn [step]
             (let [seqs (prim/volatile-value left)]
               (if (every? identity seqs)
                 (let [answer (apply step nil (map first seqs))]
                   (prim/volatile-set left (map next seqs))
                   answer)
                 false))))
         ()))))
