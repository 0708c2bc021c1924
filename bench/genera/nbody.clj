;; Five bodies under gravity: double arithmetic on mutable arrays, one array per coordinate.
;; The typed program keeps its numbers in ^doubles for a million steps; the generic one keeps boxed
;; doubles in an ^objects array for 200 000 steps, which is what arithmetic without hints costs.
;; Both report the final energy to nine digits; any reordering of the sums would show there.

(def day 365.24)
(def solar-mass (* 4 Math/PI Math/PI))

(def measured
  [[0.0 0.0 0.0 0.0 0.0 0.0 1.0]
   [4.84143144246472090 -1.16032004402742839 -1.03622044471123109e-1
    1.66007664274403694e-3 7.69901118419740425e-3 -6.90460016972063023e-5
    9.54791938424326609e-4]
   [8.34336671824457987 4.12479856412430479 -4.03523417114321381e-1
    -2.76742510726411580e-3 4.99852801234917238e-3 2.30417297573763929e-5
    2.85885980666130812e-4]
   [1.28943695621391310e1 -1.51111514016986312e1 -2.23307578892655734e-1
    2.96460137564761618e-3 2.37847173959480950e-3 -2.96589568540237556e-5
    4.36624404335156298e-5]
   [1.53796971148509165e1 -2.59193146099879641e1 1.79258772950371181e-1
    2.68067772490389322e-3 1.62824170038242295e-3 -9.51592254519715870e-5
    5.15138902046611451e-5]])

(def bodies
  (let [scaled (mapv (fn [[x y z vx vy vz m]]
                       [x y z (* vx day) (* vy day) (* vz day) (* m solar-mass)])
                     measured)
        momentum (fn [k] (reduce + (map (fn [b] (* (b k) (b 6))) scaled)))
        offset (fn [k] (- (/ (momentum k) solar-mass)))]
    (update scaled 0 (fn [sun] (assoc sun 3 (offset 3) 4 (offset 4) 5 (offset 5))))))

(defn column [k] (map (fn [b] (nth b k)) bodies))

(defn energy [columns]
  (let [at (fn [k i] (double (nth (nth columns k) i)))
        square (fn [x] (* x x))
        kinetic (fn [i]
                  (* 0.5 (at 6 i) (+ (square (at 3 i)) (square (at 4 i)) (square (at 5 i)))))
        potential (fn [i j]
                    (/ (* (at 6 i) (at 6 j))
                       (Math/sqrt (+ (square (- (at 0 i) (at 0 j)))
                                     (square (- (at 1 i) (at 1 j)))
                                     (square (- (at 2 i) (at 2 j)))))))]
    (reduce + (for [i (range 5)]
                (- (kinetic i)
                   (reduce + 0.0 (for [j (range (inc i) 5)] (potential i j))))))))

;; One step of 0.01 days. `change` writes an element as (change array index operator operand).
(defmacro step [change]
  `(do
     (dotimes [~'i 5]
       (loop [~'j (inc ~'i)]
         (when (< ~'j 5)
           (let [~'dx (- (aget ~'x ~'i) (aget ~'x ~'j))
                 ~'dy (- (aget ~'y ~'i) (aget ~'y ~'j))
                 ~'dz (- (aget ~'z ~'i) (aget ~'z ~'j))
                 ~'d2 (+ (* ~'dx ~'dx) (* ~'dy ~'dy) (* ~'dz ~'dz))
                 ~'mag (/ 0.01 (* ~'d2 (Math/sqrt ~'d2)))
                 ~'mi (* (aget ~'m ~'i) ~'mag)
                 ~'mj (* (aget ~'m ~'j) ~'mag)]
             (~change ~'vx ~'i - (* ~'dx ~'mj))
             (~change ~'vy ~'i - (* ~'dy ~'mj))
             (~change ~'vz ~'i - (* ~'dz ~'mj))
             (~change ~'vx ~'j + (* ~'dx ~'mi))
             (~change ~'vy ~'j + (* ~'dy ~'mi))
             (~change ~'vz ~'j + (* ~'dz ~'mi)))
           (recur (inc ~'j)))))
     (dotimes [~'i 5]
       (~change ~'x ~'i + (* 0.01 (aget ~'vx ~'i)))
       (~change ~'y ~'i + (* 0.01 (aget ~'vy ~'i)))
       (~change ~'z ~'i + (* 0.01 (aget ~'vz ~'i))))))

(defmacro change-double [a i op x] `(aset ~a ~i (~op (aget ~a ~i) ~x)))
(defmacro change-object [a i op x] `(aset ~a ~i (num (~op (aget ~a ~i) ~x))))

(defn advance-doubles [columns n]
  (let [[x y z vx vy vz m] columns
        ^doubles x x ^doubles y y ^doubles z z
        ^doubles vx vx ^doubles vy vy ^doubles vz vz ^doubles m m]
    (dotimes [_ n] (step change-double))))

(defn advance-objects [columns n]
  (let [[x y z vx vy vz m] columns
        ^objects x x ^objects y y ^objects z z
        ^objects vx vx ^objects vy vy ^objects vz vz ^objects m m]
    (dotimes [_ n] (step change-object))))

(defn simulate [make-array advance n]
  (let [columns (mapv (fn [k] (make-array (column k))) (range 7))]
    (advance columns n)
    (nine-digits (energy columns))))

(def programs
  {"nbody_typed" (fn [] (fn [] (simulate double-array advance-doubles 1000000)))
   "nbody_gen" (fn [] (fn [] (simulate object-array advance-objects 200000)))})
