;; Doubly recursive Fibonacci: the price of a call and of small-integer arithmetic, nothing else.
;; fib30 exists because CPython needs seconds for fib 35; the typed row shows what ^long hints buy.
;; The results are 832040 and 9227465 in every language.

(defn fib [n]
  (if (< n 2)
    n
    (+ (fib (- n 1)) (fib (- n 2)))))

(defn fib-typed ^long [^long n]
  (if (< n 2)
    n
    (+ (fib-typed (- n 1)) (fib-typed (- n 2)))))

(def programs
  {"fib30" (fn [] (fn [] (fib 30)))
   "fib" (fn [] (fn [] (fib 35)))
   "fib_typed" (fn [] (fn [] (fib-typed 35)))})
