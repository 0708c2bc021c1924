(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(r "1") ;=> 1
(r "-1") ;=> -1
(r "+1") ;=> 1
(r "0") ;=> 0
(r "-0") ;=> 0
(r "00") ;=> 0
(r "007") ;=> 7
(r "08") ;!> NumberFormatException: Invalid number: 08
(r "09") ;!> NumberFormatException: Invalid number: 09
(r "0x1F") ;=> 31
(r "0Xff") ;=> 255
(r "0x") ;!> NumberFormatException: Invalid number: 0x
(r "0xG") ;!> NumberFormatException: Invalid number: 0xG
(r "36rZZ") ;=> 1295
(r "2r1010") ;=> 10
(r "2r102") ;!> NumberFormatException: For input string: "102" under radix 2
(r "37r1") ;!> NumberFormatException: Radix out of range
(r "1r0") ;!> NumberFormatException: Radix out of range
(r "0r0") ;!> NumberFormatException: Invalid number: 0r0
(r "36r") ;!> NumberFormatException: Invalid number: 36r
(r "-36rzz") ;=> -1295
(r "16rFFFFFFFFFFFFFFFFFF") ;=> 4722366482869645213695N
(r "9223372036854775807") ;=> 9223372036854775807
(r "9223372036854775808") ;=> 9223372036854775808N
(r "-9223372036854775808") ;=> -9223372036854775808
(r "-9223372036854775809") ;=> -9223372036854775809N
(r "1N") ;=> 1N
(r "0N") ;=> 0N
(r "-5N") ;=> -5N
(r "0x1FN") ;=> 31N
(r "017N") ;=> 15N
(r "08N") ;!> NumberFormatException: Invalid number: 08N
(r "1.5") ;=> 1.5
(r "1.5M") ;=> 1.5M
(r "1M") ;=> 1M
(r "-1.50M") ;=> -1.50M
(r "1e3") ;=> 1000.0
(r "1e3M") ;=> 1E+3M
(r "1E-3") ;=> 0.001
(r "1e") ;!> NumberFormatException: Invalid number: 1e
(r "1e400") ;=> ##Inf
(r "-1e400") ;=> ##-Inf
(r "1e-400") ;=> 0.0
(r ".5") ;=> .5
(r "5.") ;=> 5.0
(r "5.M") ;=> 5M
(r "-5.") ;=> -5.0
(r "1/2") ;=> 1/2
(r "2/4") ;=> 1/2
(r "4/2") ;=> 2
(r "-4/2") ;=> -2
(r "0/5") ;=> 0
(r "1/0") ;!> ArithmeticException: Divide by zero
(r "0/0") ;!> ArithmeticException: Divide by zero
(r "1/2N") ;!> NumberFormatException: Invalid number: 1/2N
(r "+1/2") ;=> 1/2
(r "1/-2") ;!> NumberFormatException: Invalid number: 1/-2
(r "1/2/3") ;!> NumberFormatException: Invalid number: 1/2/3
(r "1.5/2") ;!> NumberFormatException: Invalid number: 1.5/2
(r "100000000000000000000/3") ;=> 100000000000000000000/3
(r "300000000000000000000/3") ;=> 100000000000000000000N
(r "1a") ;!> NumberFormatException: Invalid number: 1a
(r "1+") ;!> NumberFormatException: Invalid number: 1+
(r "1-2") ;!> NumberFormatException: Invalid number: 1-2
(r "1#") ;=> 1
(r "1'") ;=> 1
(r "1%") ;=> 1
(r "+a") ;=> +a
(r "-a") ;=> -a
(r "+") ;=> +
(r "-") ;=> -
(r "-.5") ;=> -.5
(r "+1a") ;!> NumberFormatException: Invalid number: +1a
(r "##Inf") ;=> ##Inf
(r "##-Inf") ;=> ##-Inf
(r "##NaN") ;=> ##NaN
(r "##Foo") ;!> RuntimeException: Unknown symbolic value: ##Foo
(r "##1") ;!> RuntimeException: Invalid token: ##1
(r "## Inf") ;=> ##Inf
(r "##:a") ;!> RuntimeException: Invalid token: ##:a
(r "##") ;!> RuntimeException: EOF while reading
(r "12345678901234567890.123456789012345M") ;=> 12345678901234567890.123456789012345M
(r "0.1") ;=> 0.1
(r "123456789.123") ;=> 1.23456789123E8
(r "1e21") ;=> 1.0E21
(r "1e7") ;=> 1.0E7
(r "1.0E10") ;=> 1.0E10
(r "0M") ;=> 0M
(r "0.0") ;=> 0.0
(r "-0.0") ;=> -0.0
(r "1_000") ;!> NumberFormatException: Invalid number: 1_000
