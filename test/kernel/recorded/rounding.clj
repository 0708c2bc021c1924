;; Records how BigDecimal of JDK 17 rounds:
;;   clojure test/kernel/recorded/rounding.clj > test/kernel/recorded/rounding.txt
;; A line is an operation, its operands, a number of digits or a scale, and the results in each
;; rounding mode by its ordinal, separated by tabs. An exception is recorded as ! and its class.

(import '(java.math BigDecimal MathContext RoundingMode))

(def samples
  [0M 0.00M 1M -1M 2M 3M 7M 1.5M 2.5M -2.5M 0.15M 0.25M -0.35M 9.995M 99.5M 999M 1000M
   1E+5M 1.2345E-7M
   123456.789M -123456.789M 0.000449M 12345678901234567890.5M 1E+40M 1E-40M])

(defn answer [f & args]
  (try (str (apply f args))
       (catch Throwable e (str "!" (.getSimpleName (class e))))))

(defn row [& items] (println (apply str (interpose "\t" items))))
(def modes (RoundingMode/values))

(doseq [^BigDecimal x samples, n [0 1 2 5 40 -2]]
  (apply row "set-scale" x n (for [m modes] (answer #(.setScale x (int n) ^RoundingMode m)))))
(doseq [^BigDecimal x samples, n [0 1 2 3 5 20]]
  (apply row "round" x n (for [^RoundingMode m modes]
                           (answer #(.round x (MathContext. (int n) m))))))
(doseq [^BigDecimal x samples, ^BigDecimal y samples, n [1 3 10]]
  (apply row "divide" (str x " " y) n
         (for [^RoundingMode m modes] (answer #(.divide x y (MathContext. (int n) m))))))
(doseq [^BigDecimal x samples]
  (row "other" x (.precision x) (.toPlainString x) (.stripTrailingZeros x)))
