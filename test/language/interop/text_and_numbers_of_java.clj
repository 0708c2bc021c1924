(.charAt "abc" 5) ;!> StringIndexOutOfBoundsException: String index out of range: 5
(.substring "abc" 1 2) ;=> "b"
(.substring "abc" 2 1) ;!> StringIndexOutOfBoundsException: begin 2, end 1, length 3
[(.indexOf "abcabc" "c") (.indexOf "abcabc" "c" 3) (.lastIndexOf "abcabc" "a") (.indexOf "abc" "z")] ;=> [2 5 3 -1]
(vec (.split "a,b,,c,," ",")) ;=> ["a" "b" "" "c"]
(vec (.split "a1b22c" "[0-9]+")) ;=> ["a" "b" "c"]
[(.replace "aXa" "a" "b") (.replaceAll "a1b2" "[0-9]" "<$0>") (.replaceFirst "aa" "a" "b") (.matches "abc" "a.c")] ;=> ["bXb" "a<1>b<2>" "ba" true]
[(.toUpperCase "abc") (.trim " a ") (.isEmpty "") (.isBlank " ") (.repeat "ab" 2) (.concat "a" "b")] ;=> ["ABC" "a" true true "abab" "ab"]
[(.compareTo "a" "c") (.equalsIgnoreCase "A" "a") (.startsWith "abc" "ab") (.endsWith "abc" "bc") (.contains "abc" "b")] ;=> [-2 true true true true]
(let [sb (StringBuilder.)] (.append sb "ab") (.append sb \c) (.append sb 12) (.insert sb 0 "x") (.deleteCharAt sb 1) (.setCharAt sb 0 \z) [(str sb) (.length sb) (str (.reverse sb))]) ;=> ["zbc12" 5 "21cbz"]
[(Integer/parseInt "12") (Integer/parseInt "ff" 16) (Long/parseLong "-5") (Double/parseDouble "1e3") (Boolean/parseBoolean "TRUE")] ;=> [12 255 -5 1000.0 true]
(Integer/parseInt "x") ;!> NumberFormatException: For input string: "x"
(Integer/parseInt "99999999999") ;!> NumberFormatException: For input string: "99999999999"
(Long/parseLong nil) ;!> NumberFormatException: Cannot parse null string
(Double/parseDouble "x") ;!> NumberFormatException: For input string: "x"
[(Integer/toBinaryString 10) (Integer/toHexString -1) (Long/toHexString 255) (Long/toString 255 16) (Integer/toString 5)] ;=> ["1010" "ffffffff" "ff" "ff" "5"]
[Long/MAX_VALUE Integer/MIN_VALUE Double/MAX_VALUE (Long/bitCount 7) (Long/numberOfTrailingZeros 8) (Integer/numberOfLeadingZeros 1) (Long/signum -3)] ;=> [9223372036854775807 -2147483648 1.7976931348623157E308 3 3 31 -1]
[(Character/isDigit \1) (Character/isLetter \a) (Character/toUpperCase \a) (Character/getNumericValue \7) (Character/isWhitespace \space)] ;=> [true true \A 7 true]
[(.intValue 1.9) (.doubleValue 1) (.longValue 3N) (.hashCode "abc") (.hashCode 5000000000) (.hashCode 1.5) (.hashCode [1 2]) (.hashCode {:a 1}) (.hashCode :a)] ;=> [1 1.0 3 96354 705032705 1073217536 994 1013910568 1013910569]
[(.equals 1 1) (.equals 1 1N) (.equals [1] '(1)) (.toString :a) (.getName String) (.getSimpleName String)] ;=> [true false true ":a" "java.lang.String" "String"]
[(String/valueOf 1) (String/join "," ["a" "b"]) (String/format "%d-%s" (to-array [1 "x"]))] ;=> ["1" "a,b" "1-x"]
[(= 1024 (.pow (biginteger 2) 10)) (= 6 (.gcd (biginteger 12) (biginteger 18)))] ;=> [true true]
[(.getName :a/b) (.getNamespace :a/b) (.sym :a)] ;=> ["b" "a" a]
(let [r (java.util.Random. 42)] [(.nextInt r 100) (.nextInt r) (.nextDouble r) (.nextLong r) (.nextBoolean r) (.nextGaussian r)]) ;=> [30 234785527 0.6832234717598454 5694868678511409995 false 0.2669736057242196]
(Class/forName "no.Such") ;!> ClassNotFoundException: no.Such
[(Math/abs -5) (Math/max 1 2) (Math/floorMod -1 3) (Math/round 2.5) (Math/pow 2 10)] ;=> [5 2 2 3 1024.0]
