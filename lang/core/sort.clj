; Sorting and shuffling. A merge sort, stable as the JVM's: by `compare`, runs of up to 500
; elements are sorted and merged by the kernel as long as it can compare them; any other
; comparator, or data only Lisp can compare, is merged here.
;
; A comparator is a function that answers a number, or true when its first argument comes first.
; sort-by computes each key once and sorts pairs of key and index, so that the kernel does it.

(defn comparator
  "A comparator that puts x before y when (pred x y) is true."
  [pred]
  (fn [x y]
    (cond (pred x y) -1
          (pred y x) 1
          :else 0)))

(defn- comparison
  "The number a comparator's answer for x and y stands for; an object may have a method compare."
  [f x y]
  (let [method (if (prim/is-instance f) (prim/find-method f :compare) nil)
        answer (if method (method f x y) (f x y))]
    (cond (prim/is-long answer) answer
          (prim/identical answer true) -1
          (prim/identical answer false) (if (f y x) 1 0)
          :else (int answer))))

(defn- copy-run
  "Copies the elements [from, to) of source to target."
  [source target from to]
  (loop [i from]
    (when (prim/less i to)
      (let [n (min 4096 (prim/subtract to i))]
        (prim/array-copy source i target i n)
        (recur (prim/add i n))))))

(defn- merge-into
  "Merges the sorted runs [from, middle) and [middle, to) of source into target."
  [f source target from middle to]
  (loop [i from j middle k from]
    (cond
      (prim/less i middle)
      (if (prim/less j to)
        (let [x (prim/array-get source i)
              y (prim/array-get source j)]
          (if (let [answer (f y x)]
                (cond (prim/identical answer true) true
                      (prim/identical answer false) false
                      (prim/is-long answer) (prim/less answer 0)
                      :else (prim/less (int answer) 0)))
            (do (prim/array-set target k y)
                (recur i (prim/increment j) (prim/increment k)))
            (do (prim/array-set target k x)
                (recur (prim/increment i) j (prim/increment k)))))
        (do (prim/array-set target k (prim/array-get source i))
            (recur (prim/increment i) j (prim/increment k))))
      (prim/less j to)
      (do (prim/array-set target k (prim/array-get source j))
          (recur i (prim/increment j) (prim/increment k)))
      :else nil)))

(defn- merge-sort
  "Sorts an array by comparator f from runs of one element up; answers the sorted array, which
  may be another one."
  [f array]
  (let [size (prim/array-length array)]
    (loop [source array target (prim/array size) width 1]
      (if (prim/less width size)
        (do (loop [from 0]
              (when (prim/less from size)
                (let [middle (min size (prim/add from width))
                      to     (min size (prim/add middle width))]
                  (if (and (prim/less middle to)
                           (prim/less (comparison f
                                                  (prim/array-get source middle)
                                                  (prim/array-get source (dec middle)))
                                      0))
                    (merge-into f source target from middle to)
                    (copy-run source target from to))
                  (recur to))))
            (recur target source (prim/add width width)))
        source))))

(defn- merge-natural
  "Merges two runs by compare in the kernel; false when only Lisp can compare."
  [source target from middle to]
  (let [state (prim/longs 5)]
    (prim/array-set state 0 from)
    (prim/array-set state 1 middle)
    (prim/array-set state 2 middle)
    (prim/array-set state 3 to)
    (prim/array-set state 4 from)
    (loop []
      (let [done (prim/merge-runs source target state 4096)]
        (if (prim/is-nil done) (recur) done)))))

(defn- natural-sort
  "Sorts an array by compare; answers the sorted array, which may be another one."
  [array]
  (let [size    (prim/array-length array)
        sorted? (loop [from 0]
                  (if (prim/less from size)
                    (if (prim/sort-run array from (min size (prim/add from 500)))
                      (recur (prim/add from 500))
                      false)
                    true))]
    (if sorted?
      (loop [source array target (if (prim/less 500 size) (prim/array size) nil) width 500]
        (if (prim/less width size)
          (if (loop [from 0]
                (if (prim/less from size)
                  (if (merge-natural source target from
                                     (min size (prim/add from width))
                                     (min size (prim/add from (prim/add width width))))
                    (recur (prim/add from (prim/add width width)))
                    false)
                  true))
            (recur target source (prim/add width width))
            (merge-sort compare source))
          source))
      (merge-sort compare array))))

(defn- all-ordered?
  "Whether all elements of an array are numbers, and none of them NaN."
  [array]
  (loop [i (prim/decrement (prim/array-length array))]
    (if (prim/less i 0)
      true
      (let [x (prim/array-get array i)]
        (if (and (prim/is-number x) (prim/number-equal x x))
          (recur (prim/decrement i))
          false)))))

(defn- sort-by-keys
  "An array of the items of an array, sorted by their keys, an array, by a comparator. Pairs of
  key and index are sorted, so the sort is stable; numbers by < and > are left to the kernel."
  [f keys items]
  (let [size     (prim/array-length items)
        pairs    (prim/array size)
        numbers? (and (or (prim/identical f <) (prim/identical f >)) (all-ordered? keys))
        down?    (and numbers? (prim/identical f >))]
    (loop [i 0]
      (when (prim/less i size)
        (let [k (prim/array-get keys i)]
          (prim/array-set pairs i (prim/vector-2 (if down? (prim/negate-exact k) k) i)))
        (recur (prim/increment i))))
    (let [sorted (if (or numbers? (prim/identical f compare))
                   (natural-sort pairs)
                   (merge-sort (fn [p q] (f (prim/nth p 0) (prim/nth q 0))) pairs))
          result (prim/array size)]
      (loop [i 0]
        (when (prim/less i size)
          (prim/array-set result i
                          (prim/array-get items (prim/nth (prim/array-get sorted i) 1)))
          (recur (prim/increment i))))
      result)))

(defn- comparator-function
  "The function that a comparator is: itself, or the method of a java.util.Comparator."
  [f]
  (let [method (genera.slow/method f :compare)]
    (if method (fn [x y] (method f x y)) f)))

(defn- sort-array
  "Sorts an array of values by a comparator; answers the sorted array. Numbers by < and > are
  left to the kernel."
  [f array]
  (cond
    (prim/identical f compare) (natural-sort array)
    (and (prim/identical f <) (all-ordered? array)) (natural-sort array)
    (and (prim/identical f >) (all-ordered? array)) (sort-by-keys f array array)
    :else (merge-sort f array)))

(defn sort
  "A sorted sequence of the elements of coll, by compare or by comparator comp. An array of
  objects is sorted in place."
  ([coll] (sort compare coll))
  ([comp coll]
   (if (seq coll)
     (let [copy   (object-array coll)
           sorted (sort-array (comparator-function comp) copy)]
       (if (prim/equal (genera.slow/class-name coll) "[Ljava.lang.Object;")
         (do (fill-from coll identity sorted) (seq coll))
         (with-meta (seq sorted) (meta coll))))
     ())))

(defn sort-by
  "A sequence of the elements of coll, sorted by what keyfn answers for them, by compare or by
  comparator comp. Each key is computed once."
  ([keyfn coll] (sort-by keyfn compare coll))
  ([keyfn comp coll]
   (if (seq coll)
     (let [items (object-array coll)
           size  (prim/array-length items)
           keys  (prim/array size)]
       (loop [i 0]
         (when (prim/less i size)
           (prim/array-set keys i (keyfn (prim/array-get items i)))
           (recur (prim/increment i))))
       (with-meta (seq (sort-by-keys (comparator-function comp) keys items)) (meta coll)))
     ())))

(defn shuffle
  "A vector of the elements of coll in random order."
  [coll]
  (if (and (coll? coll) (not (map? coll)))
    (let [array (object-array coll)]
      (loop [i (prim/array-length array)]
        (when (prim/less 1 i)
          (let [j    (prim/to-long (prim/multiply i (prim/random)))
                last (prim/decrement i)
                x    (prim/array-get array j)]
            (prim/array-set array j (prim/array-get array last))
            (prim/array-set array last x)
            (recur last))))
      (vec array))
    (genera.slow/cannot-cast coll "java.util.Collection")))

(defn rand-nth
  "A random element of coll."
  [coll]
  (nth coll (rand-int (count coll))))
