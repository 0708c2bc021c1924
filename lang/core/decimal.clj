; with-precision: decimal arithmetic with a limited number of digits.
;
; The kernel looks at the binding of *math-context* whenever it computes with decimals; it finds
; the var in a root of the world. The value is a vector of digits and the ordinal of
; java.math.RoundingMode, or nil for exact results.

(def ^:dynamic *math-context*
  "Digits and rounding mode of decimal arithmetic; nil for exact results."
  nil)

(prim/set-root 3 (var *math-context*))

(def ^:private rounding-modes
  '{UP 0 DOWN 1 CEILING 2 FLOOR 3 HALF_UP 4 HALF_DOWN 5 HALF_EVEN 6 UNNECESSARY 7})

(defn- check-precision
  "x, which must be a number of digits."
  [x]
  (cond
    (and (int? x) (<= 0 x)) x
    (int? x)    (throw (new IllegalArgumentException "Digits < 0"))
    (string? x) (throw (prim/throwable (genera.host/find-type "java.lang.IllegalArgumentException")
                                       "bad string format"
                                       nil [:told (str "with-precision: " (pr-str x)
                                                       " is a string, not a number of digits")]))
    :else       (throw (genera.host/cast-error x "java.lang.Number"))))

(defmacro with-precision
  "Evaluates the forms with decimals rounded to that many digits; :rounding and the name of a
  rounding mode (HALF_UP if absent) may come first."
  [precision & forms]
  (let [rounding? (= (first forms) :rounding)
        mode      (if rounding? (second forms) 'HALF_UP)
        ordinal   (get rounding-modes mode)]
    (when-not ordinal
      (throw (new IllegalArgumentException (str "No rounding mode: " mode))))
    `(binding [*math-context* [(#'check-precision ~precision) ~ordinal]]
       ~@(if rounding? (nnext forms) forms))))
