; java.math.BigInteger: its members are those of Clojure's bigints, which stand for it. Namespace
; genera.host.

(defn- parse-bigint
  "The bigint a text is in a radix."
  [text radix]
  (let [digits (if (contains? #{\- \+} (first text)) (subs text 1) text)
        value  (reduce (fn [value c]
                         (let [d (prim/char-digit c radix)]
                           (if (< d 0) (bad-number text) (+' (*' value radix) d))))
                       0 digits)]
    (when (= "" digits) (throw (new NumberFormatException "Zero length BigInteger")))
    (bigint (if (= \- (first text)) (-' value) value))))

(defn- power-of
  "x multiplied n times, exactly."
  [x n]
  (loop [result 1 x x n n]
    (cond (= 0 n) result
          (odd? n) (recur (*' result x) (*' x x) (quot n 2))
          :else (recur result (*' x x) (quot n 2)))))

(defn- shift-big
  "An integer shifted left by n bits, right if n is negative, as if of endless width."
  [a n]
  (bigint (if (< n 0)
            (let [divisor (power-of 2 (- n))]
              (quot (if (neg? a) (-' a (dec' divisor)) a) divisor))
            (*' a (power-of 2 n)))))

(defn- greatest-divisor
  "The greatest common divisor of two integers."
  [a b]
  (loop [a (if (neg? a) (-' a) a) b (if (neg? b) (-' b) b)]
    (if (= 0 b) a (recur b (rem a b)))))

(defn- power-modulo
  "x to the n-th power modulo m."
  [x n m]
  (loop [result 1 x (mod x m) n n]
    (cond (= 0 n) (mod result m)
          (odd? n) (recur (rem (*' result x) m) (rem (*' x x) m) (quot n 2))
          :else (recur result (rem (*' x x) m) (quot n 2)))))

(defn- combine-bits
  "A function of the bits of two integers of any size, 32 bits at a time."
  [a b f]
  (loop [a a b b i 0 result 0]
    (if (and (contains? #{0 -1} a) (contains? #{0 -1} b))
      (bigint (+' result (*' (f (long a) (long b)) (power-of 2 (* 32 i)))))
      (recur (shift-big a -32) (shift-big b -32) (inc i)
             (+' result (*' (low-32 (f (long (mod a 4294967296)) (long (mod b 4294967296))))
                            (power-of 2 (* 32 i))))))))

(defn- whole-root
  "The greatest integer whose square is at most a."
  [a]
  (when (neg? a) (throw (new ArithmeticException "Negative BigInteger")))
  (loop [x (power-of 2 (inc (quot (.bitLength (bigint a)) 2)))]
    (let [y (quot (+' x (if (= 0 x) 0 (quot a x))) 2)]
      (if (< y x) (recur y) (bigint x)))))

(defn- inverse-modulo
  "The integer from 0 to m whose product with a is 1 modulo m."
  [a m]
  (when-not (pos? m) (throw (new ArithmeticException "BigInteger: modulus not positive")))
  (loop [r (bigint m) next-r (mod a m) t 0 next-t 1]
    (if (= 0 next-r)
      (if (= 1 r) (bigint (mod t m)) (throw (new ArithmeticException "BigInteger not invertible.")))
      (let [q (quot r next-r)]
        (recur next-r (-' r (*' q next-r)) next-t (-' t (*' q next-t)))))))

(defn- probably-prime?
  "Whether an integer is prime, by Miller's test with the first 13 primes as bases."
  [n]
  (let [bases [2 3 5 7 11 13 17 19 23 29 31 37 41]]
    (cond (< n 2) false
          (some (fn [p] (= n p)) bases) true
          (some (fn [p] (= 0 (rem n p))) bases) false
          :else
          (let [twos (loop [k 0 d (dec' n)] (if (odd? d) k (recur (inc k) (quot d 2))))
                d    (quot (dec' n) (power-of 2 twos))]
            (every? (fn [base]
                      (loop [x (power-modulo base d n) k 0]
                        (cond (or (= x (dec' n)) (and (= k 0) (= x 1))) true
                              (= k twos) false
                              :else (recur (rem (*' x x) n) (inc k)))))
                    bases)))))

(defn- bytes-of-big
  "The shortest two's complement of an integer, highest byte first."
  [a]
  (loop [a a made ()]
    (let [low  (mod a 256)
          made (cons (long (if (< 127 low) (- low 256) low)) made)
          left (shift-big a -8)]
      (if (or (and (= 0 left) (<= 0 (first made))) (and (= -1 left) (neg? (first made))))
        (byte-array made)
        (recur left made)))))

(defn- big-of-bytes
  "The integer of bytes, highest first: of their magnitude with a sign, or two's complement."
  [sign bytes]
  (let [value (reduce (fn [value b] (+' (*' value 256) (bit-and 255 b))) 0 bytes)]
    (bigint (cond sign (*' sign value)
                  (and (seq bytes) (neg? (first bytes)))
                  (-' value (power-of 2 (* 8 (count bytes))))
                  :else value))))

(defn- exact-integer
  "n if it lies in a range; throws with a message otherwise."
  [n low high message]
  (if (<= low n high) (long n) (throw (new ArithmeticException message))))

(defstatic java.math.BigInteger/new
  ([x] (if (prim/is-array x) (big-of-bytes nil x) (parse-bigint x 10)))
  ([x y]
   (cond (prim/is-array y) (big-of-bytes x y)
         (<= 2 y 36) (parse-bigint x y)
         :else (throw (new NumberFormatException "Radix out of range")))))
(defstatic java.math.BigInteger/valueOf [n] (bigint n))
(defstatic clojure.lang.BigInt/fromBigInteger [n] (bigint n))
(defstatic clojure.lang.BigInt/fromLong [n] (bigint n))
(defstatic clojure.lang.BigInt/valueOf [n] (bigint n))
(defconstant java.math.BigInteger/ZERO 0N)
(defconstant java.math.BigInteger/ONE 1N)
(defconstant java.math.BigInteger/TWO 2N)
(defconstant java.math.BigInteger/TEN 10N)

(defn- integer-hash
  "What BigInteger.hashCode answers for an integer of any size."
  [n]
  (loop [words () left (if (neg? n) (-' n) n)]
    (if (< 0 left)
      (recur (cons (long (rem left 4294967296)) words) (quot left 4294967296))
      (let [hash (reduce (fn [h w] (signed-32 (+ (* 31 h) w))) 0 words)]
        (if (neg? n) (signed-32 (- hash)) hash)))))

(defmethods clojure.lang.BigInt
  (add [a b] (bigint (+' a b)))
  (subtract [a b] (bigint (-' a b)))
  (multiply [a b] (bigint (*' a b)))
  (divide [a b] (bigint (quot a b)))
  (mod [a b]
    (when-not (pos? b) (throw (new ArithmeticException "BigInteger: modulus not positive")))
    (bigint (mod a b)))
  (remainder [a b] (bigint (rem a b)))
  (pow [a n]
    (when (neg? n) (throw (new ArithmeticException "Negative exponent")))
    (bigint (power-of a n)))
  (modPow [a n m] (bigint (power-modulo a n m)))
  (gcd [a b] (bigint (greatest-divisor a b)))
  (negate [a] (bigint (-' a)))
  (abs [a] (bigint (if (neg? a) (-' a) a)))
  (signum [a] (sign a))
  (max [a b] (bigint (max a b)))
  (min [a b] (bigint (min a b)))
  (toBigInteger [a] a)
  (toString ([a] (prim/to-string a)) ([a radix] (prim/number-string a radix)))
  (bitLength [a] (loop [n 0 a (if (neg? a) (dec (-' a)) a)]
                   (if (= 0 a) n (recur (inc n) (quot a 2)))))
  (bitCount [a]
    (loop [n 0 a (if (neg? a) (dec' (-' a)) a)]
      (if (= 0 a) n (recur (if (odd? a) (inc n) n) (quot a 2)))))
  (getLowestSetBit [a]
    (if (= 0 a) -1 (loop [n 0 a a] (if (odd? a) n (recur (inc n) (quot a 2))))))
  (and [a b] (combine-bits a b bit-and))
  (or [a b] (combine-bits a b bit-or))
  (xor [a b] (combine-bits a b bit-xor))
  (andNot [a b] (combine-bits a b bit-and-not))
  (not [a] (bigint (dec' (-' a))))
  (sqrt [a] (whole-root a))
  (divideAndRemainder [a b] (to-array [(bigint (quot a b)) (bigint (rem a b))]))
  (modInverse [a m] (inverse-modulo a m))
  (isProbablePrime [a certainty] (probably-prime? (if (neg? a) (-' a) a)))
  (nextProbablePrime [a]
    (when (neg? a) (throw (new ArithmeticException (str "start < 0: " a))))
    (loop [n (inc' a)] (if (probably-prime? n) (bigint n) (recur (inc' n)))))
  (toByteArray [a] (bytes-of-big a))
  (longValueExact [a] (exact-integer a long-min long-max "BigInteger out of long range"))
  (intValueExact [a] (exact-integer a int-min int-max "BigInteger out of int range"))
  (testBit [a n] (odd? (shift-big a (- n))))
  (shiftLeft [a n] (shift-big a n))
  (shiftRight [a n] (shift-big a (- n)))
  (hashCode [a]
    (if (<= long-min a long-max)
      (let [n (long a)] (signed-32 (bit-xor n (unsigned-bit-shift-right n 32))))
      (integer-hash a)))
  (flipBit [a n]
    (bigint (if (odd? (shift-big a (- n))) (-' a (power-of 2 n)) (+' a (power-of 2 n)))))
  (setBit [a n] (if (odd? (shift-big a (- n))) a (bigint (+' a (power-of 2 n)))))
  (clearBit [a n] (if (odd? (shift-big a (- n))) (bigint (-' a (power-of 2 n))) a)))
