;; Mandelbrot set, 600 by 600 points, at most 100 rounds each: a loop of doubles with two exits.
;; The result is the number of rounds over all points, so that nothing can be left out.
;; The generic program walks a `for`; the typed one loops with ^long and ^double hints.

(defn rounds [cr ci]
  (loop [zr 0.0 zi 0.0 k 0]
    (if (or (>= k 100) (> (+ (* zr zr) (* zi zi)) 4.0))
      k
      (recur (+ (- (* zr zr) (* zi zi)) cr) (+ (* 2.0 zr zi) ci) (inc k)))))

(defn mandel [n]
  (reduce + (for [y (range n)
                  x (range n)]
              (rounds (- (/ (* 2.0 x) n) 1.5) (- (/ (* 2.0 y) n) 1.0)))))

(defn rounds-typed ^long [^double cr ^double ci]
  (loop [zr 0.0 zi 0.0 k 0]
    (if (or (>= k 100) (> (+ (* zr zr) (* zi zi)) 4.0))
      k
      (recur (+ (- (* zr zr) (* zi zi)) cr) (+ (* 2.0 zr zi) ci) (inc k)))))

(defn row-typed ^long [^long y ^long n]
  (loop [x 0 total 0]
    (if (= x n)
      total
      (recur (inc x)
             (+ total (rounds-typed (- (/ (* 2.0 x) n) 1.5) (- (/ (* 2.0 y) n) 1.0)))))))

(defn mandel-typed [^long n]
  (loop [y 0 total 0]
    (if (= y n)
      total
      (recur (inc y) (+ total (row-typed y n))))))

(def programs
  {"mandel" (fn [] (fn [] (mandel 600)))
   "mandel_typed" (fn [] (fn [] (mandel-typed 600)))})
