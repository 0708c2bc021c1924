(require '[clojure.string :as str])
(str/split "a,b,,c,," #",") ;=> ["a" "b" "" "c"]
(str/split "a,b,,c,," #"," -1) ;=> ["a" "b" "" "c" "" ""]
(str/split "a,b,c,d" #"," 2) ;=> ["a" "b,c,d"]
(str/split "" #",") ;=> [""]
(str/split "," #",") ;=> []
(str/split ",a" #",") ;=> ["" "a"]
(str/split "a1b22c" #"\d+") ;=> ["a" "b" "c"]
(str/split "abc" #"") ;=> ["a" "b" "c"]
(str/split "abc" #"" -1) ;=> ["a" "b" "c" ""]
(str/split " a  b " #"\s+") ;=> ["" "a" "b"]
(str/split "a|b" #"\|") ;=> ["a" "b"]
(str/split "a\tb" #"\t") ;=> ["a" "b"]
(str/split "aXbXc" #"X" 0) ;=> ["a" "b" "c"]
(str/split-lines "a\nb\r\nc\n\n") ;=> ["a" "b" "c"]
(str/split-lines "") ;=> [""]
(str/join [1 nil "b"]) ;=> "1b"
(str/join ", " [1 2 3]) ;=> "1, 2, 3"
(str/join \- ["a" "b"]) ;=> "a-b"
(str/replace "hello world" #"(\w)o" "$1_0") ;=> "hell_0 w_0rld"
(str/replace "abc" #"[a-b]" (fn [m] (str m m))) ;=> "aabbc"
(str/replace "a1b2" #"([a-z])(\d)" (fn [[_ a b]] (str b a))) ;=> "1a2b"
(str/replace "aaa" "a" "b") ;=> "bbb"
(str/replace "aaa" \a \b) ;=> "bbb"
(str/replace "a.b" "." "-") ;=> "a-b"
(str/replace "abc" #"b" "\\$") ;=> "a$c"
(str/replace "abc" #"(b)" "$2") ;!> IndexOutOfBoundsException: No group 2
(str/replace "abc" 1 2) ;!> IllegalArgumentException: Invalid match arg: 1
(str/replace "abc" #"x*" "-") ;=> "-a-b-c-"
(str/replace-first "aaa" "a" "b") ;=> "baa"
(str/replace-first "a1b2" #"\d" "#") ;=> "a#b2"
(str/replace-first "a1" #"\d" (fn [x] (str x x))) ;=> "a11"
(str/re-quote-replacement "a$b\\c") ;=> "a\\$b\\\\c"
(str/upper-case "straße") ;=> "STRASSE"
(str/upper-case nil) ;!> NullPointerException
(str/lower-case "ÀB") ;=> "àb"
(str/capitalize "hELLO") ;=> "Hello"
(str/capitalize "") ;=> ""
(str/trim " \t a \n") ;=> "a"
(str/triml "  a ") ;=> "a "
(str/trimr "  a ") ;=> "  a"
(str/trim-newline "a\r\n\n") ;=> "a"
(str/blank? " \n") ;=> true
(str/blank? nil) ;=> true
(str/escape "a<b" {\< "&lt;"}) ;=> "a&lt;b"
(str/index-of "abcabc" "c" 3) ;=> 5
(str/index-of "abc" \c) ;=> 2
(str/index-of "abc" "z") ;=> nil
(str/last-index-of "abcb" "b") ;=> 3
(str/last-index-of "abcb" "b" 2) ;=> 1
(str/starts-with? "abc" "ab") ;=> true
(str/ends-with? "abc" "bc") ;=> true
(str/includes? "abc" "d") ;=> false
(str/reverse "abc") ;=> "cba"
(subs "hello" 1 3) ;=> "el"
(subs "abc" 4) ;!> StringIndexOutOfBoundsException: begin 4, end 3, length 3
(subs nil 1) ;!> NullPointerException
(re-find #"(\w)(\d)" "a1") ;=> ["a1" "a" "1"]
(re-matches #"(?s).*" "a\nb") ;=> "a\nb"
(re-seq #"\w+" "the quick  fox") ;=> ("the" "quick" "fox")
(re-find #"(a)|(b)" "b") ;=> ["b" nil "b"]
