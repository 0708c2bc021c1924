(re-find #"\d+" "ab12cd34") ;=> "12"
(re-seq #"\w+" "one two") ;=> ("one" "two")
(re-matches #"(\d+)-(\d+)" "12-34") ;=> ["12-34" "12" "34"]
(re-matches #"a" "ab") ;=> nil
(re-find #"(a)|(b)" "b") ;=> ["b" nil "b"]
(clojure.string/replace "2020-01" #"(\d+)-(\d+)" "$2/$1") ;=> "01/2020"
(clojure.string/replace "abc" #"[ac]" #(str "<" % ">")) ;=> "<a>b<c>"
(clojure.string/split "a1b22c" #"\d+") ;=> ["a" "b" "c"]
(re-find #"(?i)HELLO" "say hello") ;=> "hello"
(re-pattern "(") ;!> PatternSyntaxException: Unclosed group near index 1
(str #"a+b") ;=> "a+b"
#"a\d" ;=> #"a\d"
