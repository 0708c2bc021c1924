(import '(java.util.regex Pattern Matcher PatternSyntaxException) '(java.util.function Function))
(let [m (re-matcher #"a(b)?(?<n>c)" "xacabcx")] [(.find m) (.group m) (.start m) (.end m) (.group m "n") (.start m 1) (.groupCount m) (.find m) (.group m 1) (.find m) (.hitEnd m)]) ;=> [true "ac" 1 3 "c" -1 2 true "b" false true]
(.start (re-matcher #"a" "b")) ;!> IllegalStateException: No match available
(.group (re-matcher #"a" "b")) ;!> IllegalStateException: No match found
(.group (doto (re-matcher #"a" "a") .find) 3) ;!> IndexOutOfBoundsException: No group 3
(.group (doto (re-matcher #"a" "a") .find) "zz") ;!> IllegalArgumentException: No group with name <zz>
(.find (re-matcher #"a" "a") 5) ;!> IndexOutOfBoundsException: Illegal start index
(let [m (re-matcher #"\d" "1a2")] (.region m 1 3) [(.find m) (.start m) (.regionStart m) (.regionEnd m) (.hasAnchoringBounds m) (.hasTransparentBounds m)]) ;=> [true 2 1 3 true false]
(let [m (.region (re-matcher #"^a$" "bab") 1 2)] [(.matches m) (.start m) (.find (.reset m))]) ;=> [true 1 false]
(.region (re-matcher #"a" "abc") 3 1) ;!> IndexOutOfBoundsException: start > end
(str (doto (re-matcher #"a+" "baa") .find)) ;=> "java.util.regex.Matcher[pattern=a+ region=0,3 lastmatch=aa]"
(let [m (re-matcher #"a" "ba") r (do (.find m) (.toMatchResult m))] (.reset m "c") [(.group r) (.start r) (.end r) (.groupCount r) (.find m)]) ;=> ["a" 1 2 0 false]
[(.replaceAll (re-matcher #"(\d)(?<x>[a-z])" "1a2b") "${x}$1") (.replaceAll (re-matcher #"(a)" "aba") "$11") (.replaceFirst (re-matcher #"a" "aba") "\\$x")] ;=> ["a1b2" "a1ba1" "$xba"]
(.replaceAll (re-matcher #"a" "aba") (reify Function (apply [_ m] (.toUpperCase (.group m))))) ;=> "AbA"
(.replaceAll (re-matcher #"a" "a") "$") ;!> IllegalArgumentException: Illegal group reference: group index is missing
(.replaceAll (re-matcher #"a" "a") "\\") ;!> IllegalArgumentException: character to be escaped is missing
(.replaceAll (re-matcher #"a" "a") "${q}") ;!> IllegalArgumentException: No group with name {q}
(.replaceAll (re-matcher #"a" "a") "$q") ;!> IllegalArgumentException: Illegal group reference
(let [m (re-matcher #"\d" "a1b2c") out (StringBuilder.)] (while (.find m) (.appendReplacement m out "<$0>")) (str (.appendTail m out))) ;=> "a<1>b<2>c"
[(vec (.split #"," "a,b,,")) (vec (.split #"," "a,b,," -1)) (.test (.asPredicate #"a") "bab") (.test (.asMatchPredicate #"a") "bab") (.toList (.splitAsStream #"," "a,b"))] ;=> [["a" "b"] ["a" "b" "" ""] true false ["a" "b"]]
(map (fn [r] [(.start r) (.group r)]) (.toList (.results (re-matcher #"\d+" "1a22")))) ;=> ([0 "1"] [2 "22"])
(try (Pattern/compile "ab[c") (catch PatternSyntaxException e [(.getDescription e) (.getIndex e) (.getPattern e) (.getMessage e)])) ;=> ["Unclosed character class" 3 "ab[c" "Unclosed character class near index 3\nab[c\n   ^"]
(let [e (PatternSyntaxException. "why" "a(b" 1)] [(.getMessage e) (.getIndex e) (.getDescription e)]) ;=> ["why near index 1\na(b\n ^" 1 "why"]
(Pattern/compile "a" 99999) ;!> IllegalArgumentException: Unknown flag 0x1869f
