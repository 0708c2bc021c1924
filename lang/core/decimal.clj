; with-precision: decimal arithmetic rounded to a number of digits.
;
; The kernel computes decimals exactly. Within the body of with-precision the names + - * and /
; stand for functions that round what the kernel answers; so, unlike on the JVM, a function
; called from the body keeps its own precision (docs/differences.md). `*math-context*` holds
; [digits mode] for programs that ask.

(def ^:dynamic *math-context*
  "[digits rounding-mode] of the with-precision around, or nil."
  nil)

(defn- power-of-ten
  "10 to the power n, exactly."
  [n]
  (loop [power 1 n n] (if (< 0 n) (recur (*' power 10) (dec n)) power)))

(defn- digit-count
  "The number of decimal digits of an integer."
  [n]
  (count (prim/to-string (if (neg? n) (-' n) n))))

(defn- round-quotient
  "n divided by a power of ten as an integer, rounded by mode."
  [n divisor mode]
  (let [q    (quot n divisor)
        r    (rem n divisor)
        size (if (neg? r) (-' r) r)
        half (compare (*' 2 size) divisor)
        away (if (neg? n) (-' q 1) (+' q 1))]
    (if (zero? r)
      q
      (case mode
        UP away
        DOWN q
        CEILING (if (neg? n) q away)
        FLOOR (if (neg? n) away q)
        HALF_UP (if (neg? half) q away)
        HALF_DOWN (if (pos? half) away q)
        HALF_EVEN (cond (neg? half) q
                        (pos? half) away
                        :else (if (even? q) q away))
        (throw (new ArithmeticException "Rounding necessary"))))))

(defn- round-decimal
  "A decimal with at most `digits` digits; any other number as it is."
  [x digits mode]
  (if (prim/is-decimal x)
    (let [n     (prim/decimal-unscaled x)
          extra (- (digit-count n) digits)]
      (if (or (zero? digits) (< extra 1))
        x
        (recur (prim/make-decimal (bigint (round-quotient n (power-of-ten extra) mode))
                                  (- (prim/decimal-scale x) extra))
               digits mode)))
    x))

(defn- strip-zeros
  "A decimal without zeros at its end, down to a scale."
  [x scale]
  (let [n (prim/decimal-unscaled x) own (prim/decimal-scale x)]
    (if (and (< scale own) (zero? (rem n 10)) (not (zero? n)))
      (recur (prim/make-decimal (bigint (quot n 10)) (dec own)) scale)
      x)))

(defn- divide-decimals
  "x / y to `digits` digits: long division to one digit more, and a last digit that says whether
  anything is left."
  [x y digits mode]
  (let [n     (prim/decimal-unscaled x)
        d     (prim/decimal-unscaled y)
        scale (- (prim/decimal-scale x) (prim/decimal-scale y))]
    (when (zero? d) (throw (new ArithmeticException "Division by zero")))
    (let [shift (max 0 (+ digits 2 (- (digit-count d) (digit-count n))))
          n     (*' n (power-of-ten shift))
          q     (quot n d)]
      (if (zero? (rem n d))
        (strip-zeros (round-decimal (prim/make-decimal (bigint q) (+ scale shift)) digits mode)
                     scale)
        (let [sticky (if (identical? (neg? n) (neg? d)) 1 -1)]
          (round-decimal (prim/make-decimal (bigint (+' (*' q 10) sticky)) (+ scale shift 1))
                         digits mode))))))

(defn- precise-divide
  "x / y, to the precision when a decimal is among them and no double."
  [x y digits mode]
  (if (and (or (prim/is-decimal x) (prim/is-decimal y))
           (not (prim/is-double x)) (not (prim/is-double y)))
    (divide-decimals (bigdec x) (bigdec y) digits mode)
    (/ x y)))

(defn- precise
  "The function of any number of arguments that folds with a precise operation of two."
  [one two]
  (fn ([x] (one x))
      ([x y] (two x y))
      ([x y & more] (reduce two (two x y) more))))

(defn- precise-operations
  "[+ - * /] that round decimals to `digits` digits."
  [digits mode]
  (let [rounded (fn [f] (fn [x y] (round-decimal (f x y) digits mode)))]
    [(precise + (rounded +))
     (precise (fn [x] (round-decimal (- x) digits mode)) (rounded -))
     (precise * (rounded *))
     (precise (fn [x] (precise-divide 1 x digits mode))
              (fn [x y] (precise-divide x y digits mode)))]))

(defmacro with-precision
  "Evaluates exprs with the results of + - * and / on decimals rounded to `precision` digits,
  half up or by the mode after :rounding (UP DOWN CEILING FLOOR HALF_UP HALF_DOWN HALF_EVEN
  UNNECESSARY)."
  [precision & exprs]
  (let [mode? (= :rounding (first exprs))
        mode  (if mode? (second exprs) 'HALF_UP)
        body  (if mode? (nnext exprs) exprs)]
    `(let [digits# ~precision
           [~'+ ~'- ~'* ~'/] (#'precise-operations digits# '~mode)]
       (binding [*math-context* [digits# '~mode]] ~@body))))
