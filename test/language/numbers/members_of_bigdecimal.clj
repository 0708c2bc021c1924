(map (fn [m] (.setScale 2.5M 0 m)) [java.math.RoundingMode/UP java.math.RoundingMode/DOWN java.math.RoundingMode/HALF_EVEN]) ;=> (3M 2M 2M)
(map (fn [x] (.divide x 4M 1 java.math.RoundingMode/HALF_UP)) [1M -3M 10M 7M]) ;=> (0.3M -0.8M 2.5M 1.8M)
(map (fn [x] (.divide x 4M 1 java.math.RoundingMode/FLOOR)) [1M -3M]) ;=> (0.2M -0.8M)
(.divide 10.00M 3M java.math.RoundingMode/CEILING) ;=> 3.34M
(.setScale 1.5M 3) ;=> 1.500M
(.setScale 1.55M 1) ;!> ArithmeticException: Rounding necessary
(.divide 1M 0M 2 java.math.RoundingMode/UP) ;!> ArithmeticException: / by zero
(.divide 1M 3M (java.math.MathContext. 4)) ;=> 0.3333M
(.divide 2M 3M java.math.MathContext/DECIMAL32) ;=> 0.6666667M
(.round 123.456M (java.math.MathContext. 4)) ;=> 123.5M
(str (java.math.MathContext. 5)) ;=> "precision=5 roundingMode=HALF_UP"
[(.precision 123.45M) (.scale 1.500M) (.pow 1.1M 3) (.remainder 7.5M 2M)] ;=> [5 3 1.331M 1.5M]
[(.movePointLeft 123M 2) (.movePointRight 1.5M 3) (.scaleByPowerOfTen 1.5M 2)] ;=> [1.23M 1500M 1.5E+2M]
[(.stripTrailingZeros 100.00M) (.toPlainString 1E+5M)] ;=> [1E+2M "100000"]
(java.math.BigDecimal/valueOf 125 2) ;=> 1.25M
[(.compareTo 1.0M 1.00M) (.equals 1.0M 1.00M)] ;=> [0 false]
[(BigDecimal. 0.1) (BigDecimal. 1.5) (BigDecimal. 1e-3) (BigDecimal. -0.0)] ;=> [0.1000000000000000055511151231257827021181583404541015625M 1.5M 0.001000000000000000020816681711721685132943093776702880859375M 0M]
(str (BigDecimal. 1e22)) ;=> "10000000000000000000000"
(let [d (BigDecimal. Double/MIN_VALUE)] [(.precision d) (.scale d)]) ;=> [751 1074]
(BigDecimal. ##NaN) ;!> NumberFormatException: Infinite or NaN
