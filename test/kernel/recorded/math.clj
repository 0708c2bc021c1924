;; Records what java.lang.Math answers on JDK 17 for every function of tables/math.ts, as bits:
;;   clojure test/kernel/recorded/math.clj > test/kernel/recorded/math.txt
;; A line is a function and its results for each sample (or each pair of samples), by tabs.

(def samples
  [0.0 -0.0 1.0 -1.0 0.5 -0.5 0.49999999999999994 1.5 2.5 -2.5 3.7 -3.2 10.0 1000.0 1e-5 1e10 -1e10
   1e22 4503599627370497.5 9007199254740993.0 1e300 -1e300 4.9e-324 2.2250738585072014e-308
   1.7976931348623157e308 0.1 0.7853981633974483 3.141592653589793 100.25 -745.5 709.5
   Double/POSITIVE_INFINITY Double/NEGATIVE_INFINITY Double/NaN])

(def ones
  [["sin" #(Math/sin %)] ["cos" #(Math/cos %)] ["tan" #(Math/tan %)] ["asin" #(Math/asin %)]
   ["acos" #(Math/acos %)] ["atan" #(Math/atan %)] ["sinh" #(Math/sinh %)] ["cosh" #(Math/cosh %)]
   ["tanh" #(Math/tanh %)] ["exp" #(Math/exp %)] ["expm1" #(Math/expm1 %)] ["log" #(Math/log %)]
   ["log10" #(Math/log10 %)] ["log1p" #(Math/log1p %)] ["sqrt" #(Math/sqrt %)]
   ["cbrt" #(Math/cbrt %)] ["floor" #(Math/floor %)] ["ceil" #(Math/ceil %)]
   ["rint" #(Math/rint %)] ["signum" #(Math/signum (double %))] ["abs" #(Math/abs (double %))]
   ["to-radians" #(Math/toRadians %)] ["to-degrees" #(Math/toDegrees %)]
   ["next-up" #(Math/nextUp (double %))] ["next-down" #(Math/nextDown (double %))]
   ["ulp" #(Math/ulp (double %))]])

(def twos
  [["pow" #(Math/pow %1 %2)] ["atan2" #(Math/atan2 %1 %2)] ["hypot" #(Math/hypot %1 %2)]
   ["ieee-remainder" #(Math/IEEEremainder %1 %2)]
   ["copy-sign" #(Math/copySign (double %1) (double %2))]
   ["next-after" #(Math/nextAfter (double %1) (double %2))]])

(defn bits [x] (Double/doubleToLongBits x))
(defn row [& items] (println (apply str (interpose "\t" items))))

(apply row "samples" (map bits samples))
(doseq [[op f] ones] (apply row op (map #(bits (f %)) samples)))
(apply row "round" (map #(Math/round (double %)) samples))
(apply row "get-exponent" (map #(Math/getExponent (double %)) samples))
(doseq [[op f] twos] (apply row op (for [x samples y samples] (bits (f x y)))))
(apply row "scalb" (for [x samples y [0 1 -1 10 -1070 1000 2000 -2000]]
                       (bits (Math/scalb (double x) (int y)))))
