(Math/sqrt 16) ;=> 4.0
(Math/abs -5) ;=> 5
(.toUpperCase "abc") ;=> "ABC"
(.substring "hello" 1 3) ;=> "el"
(Integer/parseInt "42") ;=> 42
(String/valueOf 1.5) ;=> "1.5"
(.getMessage (Exception. "m")) ;=> "m"
(let [sb (StringBuilder.)] (.append sb "a") (.append sb 1) (str sb)) ;=> "a1"
Long/MAX_VALUE ;=> 9223372036854775807
(.contains "hello" "ell") ;=> true
(.noSuchMethod "x") ;!> IllegalArgumentException: No matching field found: noSuchMethod for class java.lang.String
(boolean (System/getProperty "user.dir")) ;=> true
(instance? Long (System/currentTimeMillis)) ;=> true
