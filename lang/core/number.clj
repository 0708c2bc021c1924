; Arithmetic, comparison of numbers, and bits. Longs are 64 bits: + - * inc dec throw when the
; result does not fit, their quoted namesakes answer a bigint, the unchecked ones wrap around.
; Ratios, bigints, decimals and doubles follow the JVM's order of contagion.
;
; Two-argument arities are single primitives, so the compiler can put them in place of a call.
; Beyond two, an operation folds from the left, as the JVM does: rounding depends on it.

(defn +
  "The sum of the numbers; throws when a long overflows."
  ([] 0)
  ([x] (prim/check-number x))
  ([x y] (prim/add x y))
  ([x y & more]
   (loop [sum (prim/add x y) more more]
     (if more (recur (prim/add sum (first more)) (next more)) sum))))

(defn -
  "x less the other numbers, or the negation of x alone; throws when a long overflows."
  ([x] (prim/negate x))
  ([x y] (prim/subtract x y))
  ([x y & more]
   (loop [left (prim/subtract x y) more more]
     (if more (recur (prim/subtract left (first more)) (next more)) left))))

(defn *
  "The product of the numbers; throws when a long overflows."
  ([] 1)
  ([x] (prim/check-number x))
  ([x y] (prim/multiply x y))
  ([x y & more]
   (loop [product (prim/multiply x y) more more]
     (if more (recur (prim/multiply product (first more)) (next more)) product))))

(defn /
  "x divided by the other numbers, or 1 divided by x; integers divide to a ratio."
  ([x] (prim/divide 1 x))
  ([x y] (prim/divide x y))
  ([x y & more]
   (loop [left (prim/divide x y) more more]
     (if more (recur (prim/divide left (first more)) (next more)) left))))

(defn +'
  "The sum of the numbers; a bigint where a long would overflow."
  ([] 0)
  ([x] (prim/check-number x))
  ([x y] (prim/add-exact x y))
  ([x y & more]
   (loop [sum (prim/add-exact x y) more more]
     (if more (recur (prim/add-exact sum (first more)) (next more)) sum))))

(defn -'
  "As -, but a bigint where a long would overflow."
  ([x] (prim/negate-exact x))
  ([x y] (prim/subtract-exact x y))
  ([x y & more]
   (loop [left (prim/subtract-exact x y) more more]
     (if more (recur (prim/subtract-exact left (first more)) (next more)) left))))

(defn *'
  "The product of the numbers; a bigint where a long would overflow."
  ([] 1)
  ([x] (prim/check-number x))
  ([x y] (prim/multiply-exact x y))
  ([x y & more]
   (loop [product (prim/multiply-exact x y) more more]
     (if more (recur (prim/multiply-exact product (first more)) (next more)) product))))

(defn inc
  "x + 1; throws when a long overflows."
  [x]
  (prim/increment x))

(defn dec
  "x - 1; throws when a long overflows."
  [x]
  (prim/decrement x))

(defn inc'
  "x + 1; a bigint where a long would overflow."
  [x]
  (prim/add-exact x 1))

(defn dec'
  "x - 1; a bigint where a long would overflow."
  [x]
  (prim/subtract-exact x 1))

(defn quot
  "The quotient of n and d, cut off toward zero."
  [n d]
  (prim/quotient n d))

(defn rem
  "The remainder of n and d; its sign is n's."
  [n d]
  (prim/remainder n d))

(defn mod
  "The remainder of n and d, with the sign of d."
  [n d]
  (let [left (prim/remainder n d)]
    (if (or (prim/number-equal left 0) (prim/identical (prim/less n 0) (prim/less d 0)))
      left
      (prim/add left d))))

(defn <
  "Whether each number is less than the one after it."
  ([x] true)
  ([x y] (prim/less x y))
  ([x y & more]
   (loop [x x y y more more]
     (if (prim/less x y)
       (if more (recur y (first more) (next more)) true)
       false))))

(defn <=
  "Whether no number is greater than the one after it."
  ([x] true)
  ([x y] (prim/less-equal x y))
  ([x y & more]
   (loop [x x y y more more]
     (if (prim/less-equal x y)
       (if more (recur y (first more) (next more)) true)
       false))))

(defn >
  "Whether each number is greater than the one after it."
  ([x] true)
  ([x y] (prim/greater x y))
  ([x y & more]
   (loop [x x y y more more]
     (if (prim/greater x y)
       (if more (recur y (first more) (next more)) true)
       false))))

(defn >=
  "Whether no number is less than the one after it."
  ([x] true)
  ([x y] (prim/greater-equal x y))
  ([x y & more]
   (loop [x x y y more more]
     (if (prim/greater-equal x y)
       (if more (recur y (first more) (next more)) true)
       false))))

(defn ==
  "Whether all numbers have the same value, whatever their types."
  ([x] true)
  ([x y] (prim/number-equal x y))
  ([x y & more]
   (loop [x x y y more more]
     (if (prim/number-equal x y)
       (if more (recur y (first more) (next more)) true)
       false))))

(defn max
  "The greatest of the numbers; NaN if one of them is."
  ([x] x)
  ([x y] (prim/max x y))
  ([x y & more]
   (loop [top (prim/max x y) more more]
     (if more (recur (prim/max top (first more)) (next more)) top))))

(defn min
  "The least of the numbers; NaN if one of them is."
  ([x] x)
  ([x y] (prim/min x y))
  ([x y & more]
   (loop [least (prim/min x y) more more]
     (if more (recur (prim/min least (first more)) (next more)) least))))

(defn abs
  "The absolute value of a number."
  [x]
  (if (prim/is-double x)
    (if (prim/less x 0.0) (prim/negate x) (prim/add x 0.0))
    (if (prim/less x 0)
      (if (prim/number-equal x -9223372036854775808) x (prim/negate x))
      x)))

(defn zero?
  "Whether x is zero."
  [x]
  (prim/is-zero x))

(defn pos?
  "Whether x is greater than zero."
  [x]
  (prim/is-positive x))

(defn neg?
  "Whether x is less than zero."
  [x]
  (prim/is-negative x))

(defn number?
  "Whether x is a number of any type."
  [x]
  (prim/is-number x))

(defn int?
  "Whether x is an integer of fixed size."
  [x]
  (prim/is-long x))

(defn integer?
  "Whether x is an integer, of fixed size or not."
  [x]
  (prim/is-integer x))

(defn float?
  "Whether x is a floating point number."
  [x]
  (prim/is-double x))

(defn double?
  "Whether x is a double."
  [x]
  (if (prim/is-double x) (prim/not (prim/is-float x)) false))

(defn ratio?
  "Whether x is a ratio."
  [x]
  (prim/is-ratio x))

(defn decimal?
  "Whether x is a decimal."
  [x]
  (prim/is-decimal x))

(defn rational?
  "Whether x is an integer, a ratio or a decimal."
  [x]
  (or (prim/is-integer x) (prim/is-ratio x) (prim/is-decimal x)))

(defn nat-int?
  "Whether x is an integer of fixed size, zero or more."
  [x]
  (and (prim/is-long x) (not (prim/is-negative x))))

(defn pos-int?
  "Whether x is a positive integer of fixed size."
  [x]
  (and (prim/is-long x) (prim/is-positive x)))

(defn neg-int?
  "Whether x is a negative integer of fixed size."
  [x]
  (and (prim/is-long x) (prim/is-negative x)))

(defn even?
  "Whether the integer n is even; throws on anything else."
  [n]
  (if (prim/is-integer n)
    (prim/is-zero (prim/remainder n 2))
    (throw (new IllegalArgumentException
                (prim/string-append "Argument must be an integer: " (prim/to-string n))))))

(defn odd?
  "Whether the integer n is odd; throws on anything else."
  [n]
  (not (even? n)))

(defn infinite?
  "Whether the number is positive or negative infinity."
  [x]
  (prim/is-infinite x))

(defn NaN?
  "Whether the number is not a number."
  [x]
  (prim/is-nan x))

(defn numerator
  "The numerator of a ratio."
  [r]
  (prim/numerator r))

(defn denominator
  "The denominator of a ratio."
  [r]
  (prim/denominator r))

(defn rationalize
  "The exact value of a double as its decimal digits say; other numbers are themselves."
  [x]
  (if (prim/is-double x) (prim/rationalize (prim/to-decimal x))
    (if (prim/is-decimal x) (prim/rationalize x) (prim/check-number x))))

(defn bit-and
  "The bits set in all of the integers."
  ([x y] (prim/bit-and x y))
  ([x y & more]
   (loop [bits (prim/bit-and x y) more more]
     (if more (recur (prim/bit-and bits (first more)) (next more)) bits))))

(defn bit-or
  "The bits set in any of the integers."
  ([x y] (prim/bit-or x y))
  ([x y & more]
   (loop [bits (prim/bit-or x y) more more]
     (if more (recur (prim/bit-or bits (first more)) (next more)) bits))))

(defn bit-xor
  "The bits set in an odd number of the integers."
  ([x y] (prim/bit-xor x y))
  ([x y & more]
   (loop [bits (prim/bit-xor x y) more more]
     (if more (recur (prim/bit-xor bits (first more)) (next more)) bits))))

(defn bit-not
  "Every bit of x turned over."
  [x]
  (prim/bit-not x))

(defn bit-and-not
  "The bits of x that none of the others has."
  ([x y] (prim/bit-and-not x y))
  ([x y & more]
   (loop [bits (prim/bit-and-not x y) more more]
     (if more (recur (prim/bit-and-not bits (first more)) (next more)) bits))))

(defn bit-shift-left
  "x with its bits moved n places up; n counts modulo 64."
  [x n]
  (prim/bit-shift-left x n))

(defn bit-shift-right
  "x with its bits moved n places down, its sign kept."
  [x n]
  (prim/bit-shift-right x n))

(defn unsigned-bit-shift-right
  "x with its bits moved n places down, zeros coming in."
  [x n]
  (prim/bit-shift-right-unsigned x n))

(defn bit-set
  "x with bit n on."
  [x n]
  (prim/bit-set x n))

(defn bit-clear
  "x with bit n off."
  [x n]
  (prim/bit-clear x n))

(defn bit-flip
  "x with bit n turned over."
  [x n]
  (prim/bit-flip x n))

(defn bit-test
  "Whether bit n of x is on."
  [x n]
  (prim/bit-test x n))
