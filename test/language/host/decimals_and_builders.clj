(import '(java.math BigDecimal BigInteger MathContext RoundingMode))
(map (fn [x] (.toEngineeringString x)) [1.10M 1E+5M 1E-10M 0E+4M 12345E+3M -1.5E-8M]) ;=> ("1.10" "100E+3" "100E-12" "0.00E+6" "12.345E+6" "-15E-9")
[(.sqrt 2M MathContext/DECIMAL32) (.sqrt 4.00M MathContext/DECIMAL64) (.sqrt 0.25M (MathContext. 3)) (.ulp 1.10M) (.plus 1.25M (MathContext. 2)) (.negate 1.25M (MathContext. 2)) (.pow 1.5M 3)] ;=> [1.414214M 2.0M 0.5M 0.01M 1.3M -1.3M 3.375M]
(.sqrt -1M MathContext/DECIMAL32) ;!> ArithmeticException: Attempted square root of negative BigDecimal
(.pow 1.5M -1) ;!> ArithmeticException: Invalid operation
(.divide 1M 0M) ;!> ArithmeticException: Division by zero
(.divide 0M 0M) ;!> ArithmeticException: Division undefined
[(.intValueExact 12M) (.longValueExact 1E+3M) (.byteValueExact 100M) (.hashCode 1.10M) (.hashCode -123456789012345678901234567890.5M)] ;=> [12 1000 100 3412 -1113278081]
(.intValueExact 1.5M) ;!> ArithmeticException: Rounding necessary
(.intValueExact 99999999999M) ;!> ArithmeticException: Overflow
(BigDecimal. "abc") ;!> NumberFormatException: Character a is neither a decimal digit number, decimal point, nor "e" notation exponential mark.
(MathContext. -1) ;!> IllegalArgumentException: Digits < 0
[(= (MathContext. 3) (MathContext. 3)) (str (MathContext. "precision=3 roundingMode=UP")) (mapv str (.getEnumConstants RoundingMode))] ;=> [true "precision=3 roundingMode=UP" ["UP" "DOWN" "CEILING" "FLOOR" "HALF_UP" "HALF_DOWN" "HALF_EVEN" "UNNECESSARY"]]
(.mod (biginteger 7) (biginteger -5)) ;!> ArithmeticException: BigInteger: modulus not positive
(.pow (biginteger 7) -1) ;!> ArithmeticException: Negative exponent
(format "%032x" (BigInteger. 1 (byte-array [1 -1]))) ;=> "000000000000000000000000000001ff"
(Long/parseLong "zz" 16) ;!> NumberFormatException: For input string: "zz" under radix 16
(Long/parseUnsignedLong "-7") ;!> NumberFormatException: Illegal leading minus sign on unsigned string -7.
[(.intValue 1e16) (.intValue ##-Inf) (Long/sum Long/MAX_VALUE 5) (Math/multiplyHigh Long/MAX_VALUE 4) (StrictMath/sqrt 4.0)] ;=> [2147483647 -2147483648 -9223372036854775804 1 2.0]
(let [b (StringBuilder. "hello")] (.setCharAt b 0 \u4e2d) (.setCharAt b 4 \!) [(str b) (.charAt b 0) (.charAt b 4)]) ;=> ["中ell!" \中 \!]
(.charAt (StringBuilder. "a") 1) ;!> StringIndexOutOfBoundsException: index 1, length 1
(.setCharAt (StringBuilder. "a") 1 \b) ;!> StringIndexOutOfBoundsException: index 1, length 1
(.delete (StringBuilder. "hello") 3 1) ;!> StringIndexOutOfBoundsException: start 3, end 1, length 5
(.substring (StringBuilder. "hello") 9) ;!> StringIndexOutOfBoundsException: start 9, end 5, length 5
(.append (StringBuilder.) "abc" 2 1) ;!> IndexOutOfBoundsException: start 2, end 1, length 3
[(.charAt (StringBuilder. "hello") 1) (str (.append (StringBuilder. "x") (char-array "abcdef") 1 3)) (str (.replace (StringBuilder. "hello") 1 99 "i"))] ;=> [\e "xbcd" "hi"]
(let [a (char-array 4 \.)] (.getChars "abc" 0 2 a 1) (apply str a)) ;=> ".ab."
[(Character/toTitleCase \a) (Character/isIdeographic 20013) Character/UPPERCASE_LETTER Character/SPACE_SEPARATOR] ;=> [\A true 1 12]
(let [e (StackTraceElement. "a.B" "m" "f.clj" 3)] [(str e) (.getClassName e) (.getMethodName e) (.getLineNumber e) (= e (StackTraceElement. "a.B" "m" "f.clj" 3)) (str (StackTraceElement. "a.B" "m" nil -1))]) ;=> ["a.B.m(f.clj:3)" "a.B" "m" 3 true "a.B.m(Unknown Source)"]
