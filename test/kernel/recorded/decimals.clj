;; Records what JVM Clojure 1.11.1 answers for decimals with every kind of number, and for the
;; conversions between numbers:
;;   clojure test/kernel/recorded/decimals.clj > test/kernel/recorded/decimals.txt
;; A line is an operation, x, and the results for each y (or the one result), separated by tabs;
;; the first line lists the samples. An exception is recorded as ! and its class. Doubles are
;; recorded as their bits, because JDK 17 does not always write the shortest digits.

(def samples
  '[0M 1M -1M 1.0M 1.00M 1.50M -2.5M 0.00M 0E+3M 0E-5M 1E+3M 12E+20M 1E-10M -123.456M 0.1M 3M 7M 8M
    123456789012345678901234567890.12345M -99999999999999999999999999M 9007199254740993M
    1E+400M 1E-400M 4.9E-324M 0.5M 2.5M
    0 1 -7 3 9223372036854775807 5N 100000000000000000000N -1/2 1/3 3/8 1.5 -0.0 1.0E300 0.1])

(def others
  '[1.5 -1.5 0.1 1.0E10 1.0E22 1.2345678901234567E30 -1.0E-7 123456.789 4.9E-324 -0.0 ##Inf ##-Inf
    ##NaN 9.223372036854775807E18 1.0E19 -9.3E18 22/7 -22/7 100000000000000000000/3
    9223372036854775808N -9223372036854775808N -9223372036854775809N 18446744073709551617N
    3000000000 -1 nil "a" \a])

(def binary '[+ - * / quot rem < <= > >= == = compare max min])
(def unary '[- inc dec zero? pos? neg? hash])
(def casts
  '[long double bigint bigdec rationalize unchecked-long float int? integer? ratio? decimal? float?
    number? str])

(defn show [x]
  (if (instance? Float x) (str "#" (Double/doubleToLongBits (double (float x))))
    (if (double? x) (str "#" (Double/doubleToLongBits x)) (pr-str x))))

(defn answer [f & args]
  (try (show (apply f args))
       (catch Throwable e (str "!" (.getSimpleName (class e))))))

(defn row [& items] (println (apply str (interpose "\t" items))))

(apply row "samples" (map pr-str samples))
(doseq [op binary, x samples]
  (apply row op (pr-str x) (for [y samples] (answer (resolve op) x y))))
(doseq [op unary, x samples :when (decimal? x)]
  (row (str "1:" op) (pr-str x) (answer (resolve op) x)))
(doseq [op casts, x (concat samples others) :when (not (and (= op 'str) (double? x)))]
  (row (str "1:" op) (pr-str x) (answer (resolve op) x)))
