;; Takeuchi's function, twenty times (24 16 8): calls with three arguments, nested in each other.
;; Beside fib it shows how a runtime passes several arguments and treats deep non-tail recursion.
;; The typed row is the same function with ^long hints.

(defn tak [x y z]
  (if (not (< y x))
    z
    (tak (tak (- x 1) y z) (tak (- y 1) z x) (tak (- z 1) x y))))

(defn tak-typed ^long [^long x ^long y ^long z]
  (if (not (< y x))
    z
    (tak-typed (tak-typed (- x 1) y z) (tak-typed (- y 1) z x) (tak-typed (- z 1) x y))))

(def programs
  {"tak" (fn [] (fn [] (sum-of 20 (fn [] (tak 24 16 8)))))
   "tak_typed" (fn [] (fn [] (sum-of 20 (fn [] (tak-typed 24 16 8)))))})
