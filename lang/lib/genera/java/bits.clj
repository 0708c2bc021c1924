(ns genera.java.bits
  "java.util.BitSet; adders and atomic arrays of java.util.concurrent.atomic."
  (:require [genera.host :refer [defmethods defstatic functional]]))

; A set of bits holds a sorted set of their indices: programs that have few bits of many are as
; well off as those whose bits are dense.

(def ^:private bit-set-class (genera.slow/find-type "java.util.BitSet"))

(defn- set-of [indices] (prim/mutable-instance bit-set-class [indices]))
(defn- bits [s] (prim/field s 0))
(defn- set-bits [s indices] (prim/set-field s 0 indices) nil)

(defn- check-bit
  [i]
  (when (neg? i) (throw (new IndexOutOfBoundsException (str "bitIndex < 0: " i)))))

(defn- check-span
  [from to]
  (cond (neg? from) (throw (new IndexOutOfBoundsException (str "fromIndex < 0: " from)))
        (neg? to) (throw (new IndexOutOfBoundsException (str "toIndex < 0: " to)))
        (< to from) (throw (new IndexOutOfBoundsException
                                (str "fromIndex: " from " > toIndex: " to)))))

(defn- put [s i on?] (check-bit i) (set-bits s (if on? (conj (bits s) i) (disj (bits s) i))))

(defn- put-span
  [s from to on?]
  (check-span from to)
  (set-bits s (reduce (if on? conj disj) (bits s) (range from to))))

(defn- flip-bits
  [s indices]
  (set-bits s (reduce (fn [all i] (if (contains? all i) (disj all i) (conj all i)))
                      (bits s) indices)))

(defn- words
  "The bits as 64-bit words, without zero words at the end."
  [s]
  (reduce (fn [words i]
            (let [at    (quot i 64)
                  words (if (< at (count words))
                          words
                          (into words (repeat (- (inc at) (count words)) 0)))]
              (assoc words at (bit-set (nth words at) (rem i 64)))))
          [] (bits s)))

(defstatic java.util.BitSet/new
  ([] (set-of (sorted-set)))
  ([n]
   (when (neg? n) (throw (new NegativeArraySizeException (str "nbits < 0: " n))))
   (set-of (sorted-set))))
(defstatic java.util.BitSet/valueOf [longs]
  (set-of (into (sorted-set)
                 (for [[at word] (map-indexed vector longs) i (range 64)
                       :when (bit-test word i)]
                   (+ (* 64 at) i)))))

(defmethods java.util.BitSet
  (get ([s i] (check-bit i) (contains? (bits s) i))
       ([s from to]
        (check-span from to)
        (set-of (into (sorted-set) (map (fn [i] (- i from)) (subseq (bits s) >= from < to))))))
  (set ([s i] (put s i true))
       ([s i x] (if (boolean? x) (put s i x) (put-span s i x true)))
       ([s from to on?] (put-span s from to on?)))
  (clear ([s] (set-bits s (sorted-set)))
         ([s i] (put s i false))
         ([s from to] (put-span s from to false)))
  (flip ([s i] (check-bit i) (flip-bits s [i]))
        ([s from to] (check-span from to) (flip-bits s (range from to))))
  (cardinality [s] (count (bits s)))
  (length [s] (if (seq (bits s)) (inc (first (rseq (bits s)))) 0))
  (size [s] (max 64 (* 64 (count (words s)))))
  (isEmpty [s] (empty? (bits s)))
  (nextSetBit [s from] (check-bit from) (or (first (subseq (bits s) >= from)) -1))
  (nextClearBit [s from]
    (check-bit from)
    (loop [i from] (if (contains? (bits s) i) (recur (inc i)) i)))
  (previousSetBit [s from] (or (first (rsubseq (bits s) <= from)) -1))
  (previousClearBit [s from]
    (loop [i from] (if (and (<= 0 i) (contains? (bits s) i)) (recur (dec i)) i)))
  (and [s t] (set-bits s (into (sorted-set) (filter (bits t) (bits s)))))
  (or [s t] (set-bits s (into (bits s) (bits t))))
  (xor [s t] (flip-bits s (bits t)))
  (andNot [s t] (set-bits s (reduce disj (bits s) (bits t))))
  (intersects [s t] (boolean (some (bits t) (bits s))))
  (toLongArray [s] (long-array (words s)))
  (stream [s] (genera.host/lazily 'genera.java.stream/int-stream (seq (bits s))))
  (clone [s] (set-of (bits s)))
  (equals [s t] (and (prim/is-instance-of t bit-set-class) (= (bits s) (bits t))))
  (hashCode [s]
    (let [words (words s)
          hash  (reduce (fn [h i] (bit-xor h (unchecked-multiply (nth words i) (inc i))))
                        1234 (range (dec (count words)) -1 -1))]
      (unchecked-int (bit-xor (bit-shift-right hash 32) hash))))
  (toString [s] (str "{" (apply str (interpose ", " (bits s))) "}")))

; Adders: a number in an atom.

(doseq [[class-name zero] {"java.util.concurrent.atomic.LongAdder" 0
                           "java.util.concurrent.atomic.DoubleAdder" 0.0}
        :let [class (genera.slow/find-type class-name)]]
  (genera.host/intern-static class-name "new" (fn [] (prim/instance class [(atom zero)])))
  (genera.host/add-methods class
    {:add          (fn add [a n] (swap! (prim/field a 0) + n) nil)
     :increment    (fn increment [a] (swap! (prim/field a 0) inc) nil)
     :decrement    (fn decrement [a] (swap! (prim/field a 0) dec) nil)
     :sum          (fn sum [a] @(prim/field a 0))
     :reset        (fn reset [a] (reset! (prim/field a 0) zero) nil)
     :sumThenReset (fn sumThenReset [a] (first (reset-vals! (prim/field a 0) zero)))
     :intValue     (fn intValue [a] (.intValue @(prim/field a 0)))
     :longValue    (fn longValue [a] (.longValue @(prim/field a 0)))
     :doubleValue  (fn doubleValue [a] (double @(prim/field a 0)))
     :toString     (fn toString [a] (str @(prim/field a 0)))}))

; Atomic arrays: a vector in an atom.

(defn- checked
  [v i]
  (if (< -1 i (count v))
    i
    (throw (new ArrayIndexOutOfBoundsException
                (str "Index " i " out of bounds for length " (count v))))))

(defn- change
  "Applies f to an element; answers [old new]."
  [a i f]
  (let [[old new] (swap-vals! (prim/field a 0) (fn [v] (update v (checked v i) f)))]
    [(nth old i) (nth new i)]))

(defn- exchange
  "Replaces an element if it is the one expected."
  [a i expected x same?]
  (loop []
    (let [v @(prim/field a 0)]
      (cond (not (same? expected (nth v (checked v i)))) false
            (compare-and-set! (prim/field a 0) v (assoc v i x)) true
            :else (recur)))))

(doseq [[class-name zero same?] [["java.util.concurrent.atomic.AtomicLongArray" 0 =]
                                 ["java.util.concurrent.atomic.AtomicIntegerArray" 0 =]
                                 ["java.util.concurrent.atomic.AtomicReferenceArray" nil
                                  identical?]]
        :let [class (genera.slow/find-type class-name)]]
  (genera.host/intern-static class-name "new"
    (fn [x] (prim/instance class [(atom (if (number? x) (vec (repeat x zero)) (vec x)))])))
  (genera.host/add-methods class
    {:length          (fn length [a] (count @(prim/field a 0)))
     :get             (fn get [a i] (let [v @(prim/field a 0)] (nth v (checked v i))))
     :set             (fn set [a i x] (change a i (constantly x)) nil)
     :lazySet         (fn lazySet [a i x] (change a i (constantly x)) nil)
     :getAndSet       (fn getAndSet [a i x] (first (change a i (constantly x))))
     :compareAndSet   (fn compareAndSet [a i old x] (exchange a i old x same?))
     :incrementAndGet (fn incrementAndGet [a i] (second (change a i inc)))
     :decrementAndGet (fn decrementAndGet [a i] (second (change a i dec)))
     :getAndIncrement (fn getAndIncrement [a i] (first (change a i inc)))
     :getAndDecrement (fn getAndDecrement [a i] (first (change a i dec)))
     :addAndGet       (fn addAndGet [a i n] (second (change a i (fn [x] (+ x n)))))
     :getAndAdd       (fn getAndAdd [a i n] (first (change a i (fn [x] (+ x n)))))
     :updateAndGet    (fn updateAndGet [a i f] (second (change a i (functional f))))
     :getAndUpdate    (fn getAndUpdate [a i f] (first (change a i (functional f))))
     :accumulateAndGet (fn accumulateAndGet [a i x f]
                         (second (change a i (fn [y] ((functional f) y x)))))
     :toString        (fn toString [a]
                        (str "[" (apply str (interpose ", " (map (fn [x] (if (nil? x) "null" x))
                                                                 @(prim/field a 0))))
                             "]"))}))
