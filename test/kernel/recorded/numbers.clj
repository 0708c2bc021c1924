;; Records what JVM Clojure 1.11.1 answers for every operation on every pair of sample numbers:
;;   java -cp clojure.jar:spec.alpha.jar:core.specs.alpha.jar clojure.main \
;;     test/kernel/recorded/numbers.clj > test/kernel/recorded/numbers.txt
;; A line is an operation, x, and the results for each y (or the one result), separated by tabs;
;; the first line lists the samples. An exception is recorded as ! and its class.

(def samples
  '[0 1 -1 7 -3 2305843009213693951 -2305843009213693952 9223372036854775807 -9223372036854775808
    0N 1N -5N 9223372036854775807N 9223372036854775808N -100000000000000000000N
    123456789012345678901234567890N
    1/2 -7/3 22/7 100000000000000000000/3
    0.0 -0.0 1.5 -2.5 1.0E300 9.007199254740993E15 ##Inf ##-Inf ##NaN nil])

(def binary
  '[+ - * / +' -' *' quot rem mod unchecked-add unchecked-subtract unchecked-multiply
    < <= > >= == = compare max min])

(def bits
  '[bit-and bit-or bit-xor bit-and-not bit-shift-left bit-shift-right unsigned-bit-shift-right
    bit-set bit-clear bit-flip bit-test])

(def unary
  '[- -' inc inc' dec dec' unchecked-negate unchecked-inc unchecked-dec zero? pos? neg?
    bit-not hash])

(defn answer [f & args]
  (try (pr-str (apply f args))
       (catch Throwable e (str "!" (.getSimpleName (class e))))))

(defn row [& items] (println (apply str (interpose "\t" items))))

(apply row "samples" (map pr-str samples))
(doseq [op binary, x samples]
  (apply row op (pr-str x) (for [y samples] (answer (resolve op) x y))))
(doseq [op bits, x samples :when (or (int? x) (nil? x))]
  (apply row op (pr-str x) (for [y samples] (answer (resolve op) x y))))
(doseq [op unary, x samples]
  (row (str "1:" op) (pr-str x) (answer (resolve op) x)))
