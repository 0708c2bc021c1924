(defn wrapping [form] (binding [*unchecked-math* true] (eval form)))
(wrapping '((fn [x] (+ x 1)) 9223372036854775807)) ;=> -9223372036854775808
(wrapping '((fn [x] [(inc x) (dec (- x))]) 9223372036854775807)) ;=> [-9223372036854775808 -9223372036854775808]
(wrapping '((fn [x] (- x)) -9223372036854775808)) ;=> -9223372036854775808
(wrapping '((fn [x y z] (+ x y z)) 9223372036854775807 1 1)) ;=> -9223372036854775807
(wrapping '((fn [x] (* x 2)) 9223372036854775807)) ;=> -2
(wrapping '(+ 9223372036854775807 1)) ;=> -9223372036854775808
(wrapping '(apply + [9223372036854775807 1])) ;!> ArithmeticException: long overflow
(wrapping '[((fn [x] (int x)) 3000000000) (byte 300)]) ;=> [-1294967296 44]
((fn [x] (+ x 1)) 9223372036854775807) ;!> ArithmeticException: long overflow
