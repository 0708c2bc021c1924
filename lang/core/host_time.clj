; java.util.Random, SplittableRandom, UUID and Date, the atomic cells of java.util.concurrent, and
; the literals #inst and #uuid. Namespace genera.host.

; java.util.Random: Java's linear congruential generator, bit for bit.

(def ^:private multiplier 0x5DEECE66D)
(def ^:private mask-48 0xFFFFFFFFFFFF)
(def ^:private random-class (genera.slow/find-type "java.util.Random"))

(defn- next-bits
  "The next bits of a generator, signed as an int of that many bits is."
  [r bits]
  (let [seed (bit-and mask-48 (unchecked-add (unchecked-multiply (prim/field r 0) multiplier) 0xB))
        n    (bit-shift-right seed (- 48 bits))]
    (prim/set-field r 0 seed)
    (if (= bits 32)
      (if (< 2147483647 n) (- n 4294967296) n)
      n)))

(defn- scramble [seed] (bit-and mask-48 (bit-xor seed multiplier)))

(defn- next-double
  "The next double of a generator, from 0 up to 1."
  [r]
  (* (+ (bit-shift-left (next-bits r 26) 27) (next-bits r 27)) 1.1102230246251565E-16))

(defn- next-below
  "The next integer of a generator below a bound."
  [r bound]
  (when (<= bound 0) (throw (new IllegalArgumentException "bound must be positive")))
  (if (= bound (bit-and bound (- bound)))
    (bit-shift-right (* bound (next-bits r 31)) 31)
    (loop []
      (let [bits  (next-bits r 31)
            value (rem bits bound)]
        (if (< 2147483647 (+ (- bits value) (dec bound))) (recur) value)))))

(defn- next-gaussian
  "The next of a normal distribution, by Java's polar method, which makes two at a time."
  [r]
  (let [kept (prim/field r 1)]
    (if kept
      (do (prim/set-field r 1 nil) kept)
      (loop []
        (let [a (- (* 2 (next-double r)) 1)
              b (- (* 2 (next-double r)) 1)
              s (+ (* a a) (* b b))]
          (if (or (>= s 1) (zero? s))
            (recur)
            (let [scale (java.lang.Math/sqrt (/ (* -2 (java.lang.Math/log s)) s))]
              (prim/set-field r 1 (* b scale))
              (* a scale))))))))

(defstatic java.util.Random/new
  ([] (prim/mutable-instance random-class
                             [(scramble (long (* 281474976710656.0 (prim/random)))) nil]))
  ([seed] (prim/mutable-instance random-class [(scramble (long seed)) nil])))

(defmethods java.util.Random
  (nextInt ([r] (next-bits r 32))
           ([r bound] (next-below r bound))
           ([r low high] (+ low (next-below r (- high low)))))
  (nextLong [r] (unchecked-add (bit-shift-left (next-bits r 32) 32) (next-bits r 32)))
  (nextDouble [r] (next-double r))
  (nextFloat [r] (/ (next-bits r 24) 16777216.0))
  (nextBoolean [r] (not= 0 (next-bits r 1)))
  (nextGaussian [r] (next-gaussian r))
  (nextBytes [r bytes]
    (let [n (alength bytes)]
      (loop [i 0 word 0]
        (when (< i n)
          (let [word (if (= 0 (rem i 4)) (next-bits r 32) (bit-shift-right word 8))
                b    (bit-and word 255)]
            (aset bytes i (if (< 127 b) (- b 256) b))
            (recur (inc i) word))))))
  (ints ([r n] (lazily 'genera.java.stream/int-stream (repeatedly n (fn [] (next-bits r 32)))))
        ([r n low high]
         (lazily 'genera.java.stream/int-stream
                 (repeatedly n (fn [] (+ low (next-below r (- high low))))))))
  (doubles [r n]
    (lazily 'genera.java.stream/double-stream (repeatedly n (fn [] (next-double r)))))
  (setSeed [r seed] (prim/set-field r 0 (scramble seed)) (prim/set-field r 1 nil) nil))

; java.util.SplittableRandom: the generator of that name (SplitMix64), bit for bit. Its fields are
; the seed and gamma, what a step adds to the seed.

(def ^:private splittable-class (genera.slow/find-type "java.util.SplittableRandom"))
(def ^:private golden-gamma -7046029254386353131)

(defn- stir
  "z with its upper bits folded in, times a factor, in 64 bits."
  [z shift factor]
  (unchecked-multiply (bit-xor z (unsigned-bit-shift-right z shift)) factor))

(defn- mix-64
  [z]
  (let [z (stir (stir z 30 -4658895280553007687) 27 -7723592293110705685)]
    (bit-xor z (unsigned-bit-shift-right z 31))))

(defn- mix-gamma
  "An odd number whose bits change often enough to be a gamma."
  [z]
  (let [z (stir (stir z 33 -49064778989728563) 33 -4265267296055464877)
        z (bit-or 1 (bit-xor z (unsigned-bit-shift-right z 33)))]
    (if (< (prim/bit-count (bit-xor z (unsigned-bit-shift-right z 1))) 24)
      (bit-xor z -6148914691236517206)
      z)))

(defn- next-seed
  [r]
  (prim/set-field r 0 (unchecked-add (prim/field r 0) (prim/field r 1))))

(defn- split-long [r] (mix-64 (next-seed r)))

(defn- split-int
  [r]
  (let [z (stir (stir (next-seed r) 33 7109453100751455733) 28 -3808689974395783757)]
    (bit-shift-right z 32)))

(defn- split-below
  "An integer from 0 up to a bound by Java's rule, from what `draw` answers: of 31 or 63 bits."
  [r draw greatest bound]
  (when (<= bound 0) (throw (new IllegalArgumentException "bound must be positive")))
  (if (= 0 (bit-and bound (dec bound)))
    (bit-and (draw r) (dec bound))
    (loop []
      (let [u     (bit-and greatest (unsigned-bit-shift-right (draw r) 1))
            value (rem u bound)]
        (if (< greatest (+' (- u value) (dec bound))) (recur) value)))))

(defn- split-between
  [r draw greatest low high]
  (when (>= low high) (throw (new IllegalArgumentException "bound must be greater than origin")))
  (let [span (-' high low)]
    (if (<= span greatest)
      (+ low (split-below r draw greatest span))
      (loop [n (draw r)] (if (and (<= low n) (< n high)) n (recur (draw r)))))))

(defn- split-unit
  "A double from 0 up to 1."
  [r]
  (* (unsigned-bit-shift-right (split-long r) 11) 1.1102230246251565E-16))

(defn- splittable [seed gamma] (prim/mutable-instance splittable-class [seed gamma]))

(defstatic java.util.SplittableRandom/new
  ([] (splittable (mix-64 (long (* 9.0E18 (prim/random)))) golden-gamma))
  ([seed] (splittable (long seed) golden-gamma)))

(defmethods java.util.SplittableRandom
  (split [r] (let [seed (split-long r)] (splittable seed (mix-gamma (next-seed r)))))
  (nextLong ([r] (split-long r))
            ([r bound] (split-below r split-long 9223372036854775807 bound))
            ([r low high] (split-between r split-long 9223372036854775807 low high)))
  (nextInt ([r] (split-int r))
           ([r bound] (split-below r split-int 2147483647 bound))
           ([r low high] (split-between r split-int 2147483647 low high)))
  (nextDouble ([r] (split-unit r))
              ([r bound] (* bound (split-unit r)))
              ([r low high] (+ low (* (- high low) (split-unit r)))))
  (nextBoolean [r] (< (split-int r) 0)))

; java.util.UUID: its text in lower case is its one field.

(def ^:private uuid-class (genera.slow/find-type "java.util.UUID"))

(defn- hex-part
  "A part of a UUID, an integer, of the hexadecimal text, or nil."
  [text]
  (if (and (< 0 (count text)) (every? (fn [c] (<= 0 (prim/char-digit c 16))) text))
    (prim/parse-long text 16)
    nil))

(defn- padded
  "An integer in hexadecimal with leading zeros to a width; its last digits if it is longer."
  [n width]
  (let [text (str (prim/string-repeat "0" width) (prim/number-string n 16))]
    (subs text (- (count text) width))))

(defn- uuid-or-nil
  "The UUID of a text that has five parts of hexadecimal digits, or nil."
  [text]
  (let [parts (clojure.string/split text #"-" -1)
        ns    (map hex-part parts)]
    (if (and (= 5 (count parts)) (every? some? ns))
      (prim/instance uuid-class
                     [(apply str (interpose "-" (map padded ns [8 4 4 4 12])))])
      nil)))

(defn- uuid-bits
  "The upper or lower 64 bits of a UUID, signed."
  [u from]
  (let [digits (subs (prim/string-replace (prim/field u 0) "-" "") from (+ from 16))]
    (unchecked-add (bit-shift-left (prim/parse-long (subs digits 0 8) 16) 32)
                   (prim/parse-long (subs digits 8) 16))))

(defstatic java.util.UUID/randomUUID [] (uuid-or-nil (prim/random-uuid)))
(defstatic java.util.UUID/fromString [text]
  (let [made (uuid-or-nil text)]
    (if made made (throw (new IllegalArgumentException (str "Invalid UUID string: " text))))))
(defstatic java.util.UUID/nameUUIDFromBytes [bytes]
  (let [b   (.digest (lazily 'genera.java.digest/make-digest "MD5") bytes)
        hex (fn [i]
              (let [n (bit-and 255 (aget b i))
                    n (case i 6 (bit-or 0x30 (bit-and n 15)) 8 (bit-or 0x80 (bit-and n 63)) n)]
                (subs (prim/number-string (+ 256 n) 16) 1)))
        run (fn [from to] (apply str (map hex (range from to))))]
    (uuid-or-nil (str (run 0 4) "-" (run 4 6) "-" (run 6 8) "-" (run 8 10) "-" (run 10 16)))))
(defstatic java.util.UUID/new [high low]
  (let [text (str (padded (unsigned-bit-shift-right high 32) 8) (padded (bit-and high 0xFFFFFFFF) 8)
                  (padded (unsigned-bit-shift-right low 32) 8) (padded (bit-and low 0xFFFFFFFF) 8))]
    (uuid-or-nil (str (subs text 0 8) "-" (subs text 8 12) "-" (subs text 12 16) "-"
                      (subs text 16 20) "-" (subs text 20)))))

(defmethods java.util.UUID
  (printOn [u w] (write-text w (str "#uuid \"" (prim/field u 0) "\"")))
  (toString [u] (prim/field u 0))
  (getMostSignificantBits [u] (uuid-bits u 0))
  (getLeastSignificantBits [u] (uuid-bits u 16))
  (version [u] (bit-and 0xF (bit-shift-right (uuid-bits u 0) 12)))
  (equals [u x] (and (prim/is-instance-of x uuid-class) (= (prim/field u 0) (prim/field x 0))))
  (equiv [u x] (and (prim/is-instance-of x uuid-class) (= (prim/field u 0) (prim/field x 0))))
  (hashCode [u]
    (let [x (bit-xor (uuid-bits u 0) (uuid-bits u 16))]
      (java.lang.Long/hashCode x)))
  (hasheq [u] (.hashCode u))
  (compareTo [u x]
    (let [high (compare (uuid-bits u 0) (uuid-bits x 0))]
      (if (= 0 high) (compare (uuid-bits u 16) (uuid-bits x 16)) high))))

; java.util.Date: milliseconds since 1970.

(def ^:private date-class (genera.slow/find-type "java.util.Date"))

(defn- date-ms [d] (prim/field d 0))

(defstatic java.util.Date/new
  ([] (prim/mutable-instance date-class [(prim/wall-now)]))
  ([ms] (prim/mutable-instance date-class [ms])))

(defmethods java.util.Date
  (printOn [d w] (write-text w (str "#inst \"" (prim/format-instant (date-ms d) 0) "\"")))
  (getTime [d] (date-ms d))
  (setTime [d ms] (prim/set-field d 0 ms) nil)
  (clone [d] (prim/mutable-instance (prim/class d) [(date-ms d)]))
  (toString [d] (prim/format-instant (date-ms d) 1))
  (before [d x] (< (date-ms d) (date-ms x)))
  (after [d x] (> (date-ms d) (date-ms x)))
  (equals [d x] (and (prim/is-instance-of x date-class) (= (date-ms d) (date-ms x))))
  (equiv [d x] (and (prim/is-instance-of x date-class) (= (date-ms d) (date-ms x))))
  (hashCode [d] (java.lang.Long/hashCode (date-ms d)))
  (hasheq [d] (java.lang.Long/hashCode (date-ms d)))
  (compareTo [d x] (compare (date-ms d) (date-ms x))))

; Atomic cells: an atom in a field.

(defn- change
  "Makes the value of a cell what f answers for it; answers the old one and the new one."
  [a f]
  (swap-vals! (prim/field a 0) f))

(defn- cell-value [a] (prim/atom-value (prim/field a 0)))

(def ^:private cell-methods
  {:get              (fn get [a] (cell-value a))
   :getPlain         (fn getPlain [a] (cell-value a))
   :getAcquire       (fn getAcquire [a] (cell-value a))
   :set              (fn set [a x] (prim/atom-set (prim/field a 0) x) nil)
   :lazySet          (fn lazySet [a x] (prim/atom-set (prim/field a 0) x) nil)
   :setRelease       (fn setRelease [a x] (prim/atom-set (prim/field a 0) x) nil)
   :getAndSet        (fn getAndSet [a x] (nth (change a (fn [_] x)) 0))
   :compareAndSet    (fn compareAndSet [a old new]
                       (let [now (cell-value a)]
                         (cond (not (if (prim/is-number old) (= old now) (identical? old now)))
                               false
                               (prim/atom-compare-set (prim/field a 0) now new) true
                               :else (recur a old new))))
   :weakCompareAndSet (fn weakCompareAndSet [a old new] (.compareAndSet a old new))
   :updateAndGet     (fn updateAndGet [a f] (nth (change a (functional f)) 1))
   :getAndUpdate     (fn getAndUpdate [a f] (nth (change a (functional f)) 0))
   :accumulateAndGet (fn accumulateAndGet [a x f]
                       (let [f (functional f)] (nth (change a (fn [old] (f old x))) 1)))
   :getAndAccumulate (fn getAndAccumulate [a x f]
                       (let [f (functional f)] (nth (change a (fn [old] (f old x))) 0)))
   :toString         (fn toString [a]
                       (if (nil? (cell-value a)) "null" (str (cell-value a))))})

(defn- counter-methods
  "Methods of a counter whose sums wrap around as a function of them says."
  [wrap]
  (let [step (fn [n] (fn [x] (wrap (unchecked-add x n))))]
    {:intValue         (fn intValue [a] (cell-value a))
     :longValue        (fn longValue [a] (cell-value a))
     :doubleValue      (fn doubleValue [a] (double (cell-value a)))
     :printOn          (fn printOn [a w] (write-text w (str (cell-value a))))
     :incrementAndGet  (fn incrementAndGet [a] (nth (change a (step 1)) 1))
     :decrementAndGet  (fn decrementAndGet [a] (nth (change a (step -1)) 1))
     :getAndIncrement  (fn getAndIncrement [a] (nth (change a (step 1)) 0))
     :getAndDecrement  (fn getAndDecrement [a] (nth (change a (step -1)) 0))
     :addAndGet        (fn addAndGet [a n] (nth (change a (step n)) 1))
     :getAndAdd        (fn getAndAdd [a n] (nth (change a (step n)) 0))}))

(doseq [[class-name start wrap]
        [["java.util.concurrent.atomic.AtomicLong" 0 identity]
         ["java.util.concurrent.atomic.AtomicInteger" 0 (fn [n] (unchecked-int n))]
         ["java.util.concurrent.atomic.AtomicReference" nil nil]]]
  (let [class (genera.slow/find-type class-name)]
    (intern-static class-name "new"
      (fn ([] (prim/instance class [(prim/atom start)]))
          ([x] (prim/instance class [(prim/atom x)]))))
    (add-methods class cell-methods)
    (when start (add-methods class (counter-methods wrap)))))

; Tagged literals.

(defn- read-instant
  "The Date of an ISO text."
  [text]
  (let [ms (if (prim/is-string text)
             (prim/parse-instant text)
             (genera.slow/cannot-cast text "java.lang.CharSequence"))]
    (if ms
      (prim/mutable-instance date-class [ms])
      ; What is wrong with it is told, and seconds that leap are understood, by the library.
      ((requiring-resolve 'clojure.instant/read-instant-date) text))))

(def default-readers
  "The functions of the tags that every reader knows."
  {'inst read-instant
   'uuid (fn [text]
           (if (prim/is-string text)
             (java.util.UUID/fromString text)
             (throw (new AssertionError "Assert failed: (string? form)"))))})

(defn read-tag
  "The value of a tagged literal: by *data-readers*, the default readers, or the function in
  *default-data-reader-fn*; throws when none of them knows the tag."
  [tag value]
  (let [f (or (get *data-readers* tag) (get default-readers tag))]
    (cond
      f (f value)
      *default-data-reader-fn* (*default-data-reader-fn* tag value)
      :else (throw (new RuntimeException (str "No reader function for tag " tag))))))
