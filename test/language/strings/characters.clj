[\a \space \newline \u00e9 \tab] ;=> [\a \space \newline \é \tab]
(int \a) ;=> 97
(char 98) ;=> \b
(Character/isDigit \5) ;=> true
(Character/toUpperCase \x) ;=> \X
(= \a (first "abc")) ;=> true
(compare \a \c) ;=> -2
