(require 'clojure.math)
(int 3.7) ;=> 3
(int \a) ;=> 97
(int 2147483648) ;!> ArithmeticException: integer overflow
(int "a") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Character
(int nil) ;!> NullPointerException
(int 1e20) ;!> IllegalArgumentException: Value out of range for int: 1.0E20
(long 1e20) ;!> IllegalArgumentException: Value out of range for long: 1.0E20
(long "a") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number
(double 1/3) ;=> 0.3333333333333333
(double nil) ;!> NullPointerException
(float 1.5) ;=> 1.5
(float 1e40) ;!> IllegalArgumentException: Value out of range for float: 1.0E40
(short 32768) ;!> IllegalArgumentException: Value out of range for short: 32768
(byte -129) ;!> IllegalArgumentException: Value out of range for byte: -129
(char 65) ;=> \A
(char -1) ;!> IllegalArgumentException: Value out of range for char: -1
(char "a") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number
(bigint 1.5) ;=> 1N
(bigint "12") ;=> 12N
(bigint 1e30) ;=> 1000000000000000000000000000000N
(bigdec 1/3) ;!> ArithmeticException: Non-terminating decimal expansion; no exact representable decimal result.
(bigdec 1/2) ;=> 0.5M
(bigdec "1.50") ;=> 1.50M
(num "a") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number
(unchecked-int 3000000000) ;=> -1294967296
(unchecked-byte 200) ;=> -56
(unchecked-char 65601) ;=> \A
(unchecked-long 1e20) ;=> 9223372036854775807
(unchecked-add 9223372036854775807 1) ;=> -9223372036854775808
(unchecked-multiply-int 65536 65536) ;=> 0
(unchecked-divide-int 7 0) ;!> ArithmeticException: / by zero
(rationalize 0.1) ;=> 1/10
(numerator 1/2) ;=> 1
(numerator 3) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Ratio
(abs -9223372036854775808) ;=> -9223372036854775808
(abs -0.0) ;=> 0.0
(parse-long "12") ;=> 12
(parse-long "1.5") ;=> nil
(parse-long nil) ;!> IllegalArgumentException: Expected string, got nil
(parse-double "1e3") ;=> 1000.0
(parse-boolean "true") ;=> true
(with-precision 3 (/ 1M 3)) ;=> 0.333M
(with-precision 2 :rounding UP (/ 2M 3)) ;=> 0.67M
(/ 1M 3) ;!> ArithmeticException: Non-terminating decimal expansion; no exact representable decimal result.
(Math/sqrt 16) ;=> 4.0
(Math/round 2.5) ;=> 3
(Math/floorMod -7 3) ;=> 2
(Math/abs -3) ;=> 3
(clojure.math/pow 2 10) ;=> 1024.0
(max 1 2.0) ;=> 2.0
(mod -7 3) ;=> 2
(quot -7 2) ;=> -3
(rem -7 2) ;=> -1
(even? 1.0) ;!> IllegalArgumentException: Argument must be an integer: 1.0
(bit-and 1.0 2) ;!> IllegalArgumentException: bit operation not supported for: class java.lang.Double
(bit-test 4 2) ;=> true
(bit-shift-left 1 64) ;=> 1
