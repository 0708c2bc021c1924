(str "a" 1 :b nil \c 1.5 [1 "x"]) ;=> "a1:bc1.5[1 \"x\"]"
(subs "hello" 1 3) ;=> "el"
(count "héllo") ;=> 5
(seq "ab") ;=> (\a \b)
(apply str (reverse "abc")) ;=> "cba"
(require '[clojure.string :as str])
(str/upper-case "straße") ;=> "STRASSE"
(str/split "a,b,,c" #",") ;=> ["a" "b" "" "c"]
(str/join ", " [1 2 3]) ;=> "1, 2, 3"
(str/replace "aXbX" "X" "-") ;=> "a-b-"
(str/trim "  x ") ;=> "x"
(str/blank? " ") ;=> true
(str/includes? "hello" "ell") ;=> true
(str/capitalize "hELLO") ;=> "Hello"
(str/index-of "hello" "l") ;=> 2
(.indexOf "hello" "z") ;=> -1
(.length "abc") ;=> 3
