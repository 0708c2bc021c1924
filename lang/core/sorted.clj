; Sorted maps and sets for programs, subseq and rsubseq; and what is walked or reduced anew each
; time: eductions and iterations. The trees are in tree.clj.

(defn- fill-map
  "The sorted map m with keys and values by turns."
  [m keyvals]
  (loop [m m kvs (seq keyvals)]
    (if kvs
      (if (next kvs)
        (recur (assoc m (first kvs) (second kvs)) (nnext kvs))
        (throw (new IllegalArgumentException (str "No value supplied for key: " (first kvs)))))
      m)))

(defn- explicit
  "A comparator that was given: compare itself does not stand for the default one then, which
  refuses a first key that nothing can be compared with."
  [comparator]
  (if (prim/identical comparator compare) (fn [x y] (compare x y)) comparator))

(defn sorted-map-by
  "A map of keys and values by turns, sorted by a comparator on its keys."
  [comparator & keyvals]
  (fill-map (clojure.lang/empty-map (explicit comparator)) keyvals))

(defn sorted-map
  "A map of keys and values by turns, sorted by compare on its keys."
  [& keyvals]
  (fill-map (clojure.lang/empty-map compare) keyvals))

(defn sorted-set-by
  "A set of keys, sorted by a comparator."
  [comparator & keys]
  (reduce conj (clojure.lang/empty-set (explicit comparator)) keys))

(defn sorted-set
  "A set of keys, sorted by compare."
  [& keys]
  (reduce conj (clojure.lang/empty-set compare) keys))

(defn- sorted-method
  "A method of a sorted collection; throws for what is none."
  [sc name]
  (if (sorted? sc)
    (prim/find-method sc name)
    (genera.slow/cannot-cast sc "clojure.lang.Sorted")))

(defn- in-order
  "All elements of a sorted collection in one order; a program's type has a seq of two arguments."
  [sc ascending?]
  (if-let [method (sorted-method sc :sortedSeq)]
    (method sc ascending?)
    ((sorted-method sc :seq) sc ascending?)))

(defn- bound-test
  "A function that tells whether an element stands to key as test says."
  [sc test key]
  (let [order     (clojure.lang/make-order ((sorted-method sc :comparator) sc))
        entry-key (sorted-method sc :entryKey)]
    (fn [e] (test (order (entry-key sc e) key) 0))))

(defn- start-within
  "s, or what follows its first element if that is outside the bound."
  [s inside?]
  (if s (if (inside? (first s)) s (next s)) nil))

(defn subseq
  "The elements of a sorted collection whose keys stand to key as test (< <= > >=) says; with
  two bounds, those between a start and an end."
  ([sc test key]
   (let [inside? (bound-test sc test key)]
     (if (or (identical? test >) (identical? test >=))
       (start-within ((sorted-method sc :seqFrom) sc key true) inside?)
       (take-while inside? (in-order sc true)))))
  ([sc start-test start-key end-test end-key]
   (when-let [s (start-within ((sorted-method sc :seqFrom) sc start-key true)
                              (bound-test sc start-test start-key))]
     (take-while (bound-test sc end-test end-key) s))))

(defn rsubseq
  "As subseq, in descending order."
  ([sc test key]
   (let [inside? (bound-test sc test key)]
     (if (or (identical? test <) (identical? test <=))
       (start-within ((sorted-method sc :seqFrom) sc key false) inside?)
       (take-while inside? (in-order sc false)))))
  ([sc start-test start-key end-test end-key]
   (when-let [s (start-within ((sorted-method sc :seqFrom) sc end-key false)
                              (bound-test sc end-test end-key))]
     (take-while (bound-test sc start-test start-key) s))))

(deftype Eduction [xform coll]
  clojure.lang.Sequential
  clojure.lang.Seqable
  (seq [this] (seq (sequence xform coll)))
  clojure.lang.IReduceInit
  (reduce [this f init] (transduce xform (completing f) init coll))
  java.lang.Iterable
  (iterator [this] (let [s (sequence xform coll)] ((prim/find-method s :iterator) s)))
  Object
  (toString [this] (genera.slow/default-string this)))

(defn eduction
  "The transducers applied to coll anew each time it is reduced or walked."
  [& xforms]
  (new Eduction (apply comp (butlast xforms)) (last xforms)))

(defn- iteration-seq
  "The lazy sequence of what iteration gives, from an answer of step on."
  [answer step somef vf kf]
  (if (somef answer)
    (cons (vf answer)
          (let [token (kf answer)]
            (if (some? token)
              (lazy-seq (iteration-seq (step token) step somef vf kf))
              nil)))
    nil))

(deftype Iteration [step somef vf kf initk]
  clojure.lang.Seqable
  (seq [this] (seq (iteration-seq (step initk) step somef vf kf)))
  clojure.lang.IReduceInit
  (reduce [this f init] (reduce f init (iteration-seq (step initk) step somef vf kf))))

(defn iteration
  "What repeated calls of step give, seqable and reducible: step takes a token, starting with
  :initk; somef says whether its answer counts, vf and kf take the value and the next token."
  [step & {:keys [somef vf kf initk]
           :or   {vf identity kf identity somef some? initk nil}}]
  (new Iteration step somef vf kf initk))
