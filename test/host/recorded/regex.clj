; Records what java.util.regex does with the patterns and texts below, for test/host/regex.test.ts:
;
;   clojure test/host/recorded/regex.clj > test/host/recorded/regex.txt
;
; One line of JSON for each: pattern, flags, text, then the bounds of each match found and of its
; groups, or the message of the error.

(def searches
  [["a+" "baaac a"] ["" "ab"] ["a*" "baac"] ["[a-z]+(?:'[a-z]+)*" "don't stop 'em"]
   ["(\\d+)-(\\d+)?" "12-34 5-"] ["(a)|(b)" "ab"] ["(?<year>\\d{4})-(?<m>\\d\\d)" "on 2020-05"]
   ["(\\w)\\1" "hello aabb"] ["(a)\\11" "aa1"] ["\\1" "a"]
   ["(?<q>['\"]).*?\\k<q>" "say 'hi' \"yo\""]
   ["a{2}{3}" "aaaaaaa"] ["a{2,3}?" "aaaaa"] ["a{2,}+a" "aaaa"] ["a++b" "aaab"] ["a*+a" "aaa"]
   ["(?>a|ab)c" "abc ac"] ["(?>(a+))b(c)" "aabc"] ["(x)(?>(a|ab))(c)" "xabc xac"]
   ["\\bfoo\\b" "foo food foo"] ["\\Bo" "o foo"] ["é\\b" "é "] ["\\w+" "naïve été_1"]
   ["(?U)\\w+" "naïve été_1"] ["(?i)straße" "STRASSE STRAßE"] ["(?iu)é" "É"] ["(?i)é" "É"]
   ["(?i)[a-f]+" "aBcDeFgH"] ["(?i:a)b" "Ab AB"] ["a(?i)b(?-i)c" "aBc aBC"] ["(?i)(a)\\1" "aA"]
   ["^a" "a\na"] ["(?m)^a" "a\na\r\na"] ["a$" "a\n"] ["a$" "a\r\n"] ["a$" "a\nb"]
   ["(?m)a$" "a\na\r\na"]
   ["$" "a\r\n"] ["(?m)$" "a\r\nb\n"] ["(?m)^" "a\nb\n"] ["(?m)^" ""] ["\\Z" "a\n"] ["\\z" "a\n"]
   ["\\Aa" "aa"] ["\\Ga" "aab a"] ["(?d)a.b" "a\rb a\nb"] ["a.b" "a\rb a\nb axb a😀b"]
   ["(?s)a.b" "a\nb"]
   ["(?md)^b$" "a\nb\r"] ["." "a😀\nb\u0085c\u2028"] ["\\R" "a\r\nb\nc\u2029"]
   ["\\h+" "a \t\u00a0b"]
   ["\\H+" " ab "] ["\\v" "a\u000bb\n"] ["\\V+" "ab\ncd"] ["\\s+" "a \t\u000b\n\u00a0b"]
   ["\\S+" " ab c"]
   ["\\d" "1٣"] ["(?U)\\d" "1٣"] ["\\D+" "a1b"] ["\\W+" "a, b"]
   ["\\t\\n\\r\\f\\a\\e" "\t\n\r\f\u0007\u001b"]
   ["\\x41\\u0042\\x{43}\\0104\\cA" "ABCD\u0001"] ["\\uD83D\\uDE00" "😀"] ["[😀-😂]" "😁"]
   ["\\07" "\u0007"]
   ["\\0377" "ÿ"] ["\\0477" "'7"] ["\\Qa.b\\E+" "a.bbb axb"] ["\\Qab" "ab"] ["[a\\Qb]\\E]+" "a]b"]
   ["[]a]+" "a]"] ["[^]a]+" "a]bc"] ["[a-]+" "a-b"] ["[-a]+" "a-b"] ["[a-b-c]+" "a-c"]
   ["[\\w-z]+" "a-z"]
   ["[--a]+" ".-/a"] ["[a-z&&[^aeiou]]+" "hello"] ["[a-z&&[aeiou]x]+" "hexello"] ["[a&&]" "ab"]
   ["[&&a]" "ab"]
   ["[^a-c&&b-d]+" "abcde"] ["[a&b]+" "a&b"] ["[a&&&&b]" "ab"] ["[a-d[m-p]]+" "adqmp"]
   ["[^a[b]]+" "abc"]
   ["[[:alpha:]]+" "a:lph"] ["[\\d\\s]+" "1 2a"] ["[^\\d]+" "a1"] ["[\\[\\]]+" "[]"]
   ["[.*+?^${}()|/]+" "a.*+?^${}()|/"]
   ["\\p{Alpha}+" "abcé1"] ["\\p{L}+" "abcé1"] ["\\pL+" "abcé1"] ["\\P{L}+" "ab12"]
   ["\\p{IsLatin}+" "abcλ"]
   ["\\p{IsGreek}+" "abλμ"] ["\\p{InGreek}+" "abλμ"] ["\\p{script=Han}+" "a漢字"]
   ["\\p{javaUpperCase}+" "aBÉ"]
   ["\\p{Lower}+" "aé"] ["(?U)\\p{Lower}+" "aé"] ["(?i)\\p{Lower}+" "aBé"] ["\\p{Lu}+" "aBÉ"]
   ["(?i)\\p{Lu}+" "aBÉ"]
   ["\\p{Punct}+" "a!-~_b"] ["\\p{Space}+" "a \n"] ["\\p{IsAlphabetic}+" "aé1"]
   ["\\p{javaWhitespace}+" "a \u001c\u00a0"]
   ["[\\p{L}&&[^\\p{Lu}]]+" "aBc"] ["\\p{ASCII}+" "aé"] ["\\p{XDigit}+" "0fG"]
   ["\\p{gc=Nd}+" "1a"] ["\\p{IsDigit}+" "1a"]
   ["(?x) a # c\n b" "ab"] ["(?x)[a b]+" "a b"] ["(?x)a\\ b" "a b"] ["(?=a)\\w" "ba"]
   ["(?!a)\\w" "ab"]
   ["(?<=a)b" "ab cb"] ["(?<!a)b" "ab cb"] ["(?=a)*b" "b"] ["^*a" "a"] ["(a|b)*c" "abac"]
   ["(a|ab)(c|bcd)(d*)" "abcd"]
   ["|a" "a"] ["()" "a"] ["(?:)" "a"] ["a||b" "b"] ["]" "]"] ["}" "}"] ["a}" "a}"]
   ["\\-\\!\\é" "-!é"] ["\\p{L1}+" "aéλ"]
   ["(?i)K" "k\u212a"] ["(?iu)k" "K\u212a"] ["[^\\n]+" "ab\ncd"] ["(\\s*)(\\S+)" "  ab cd"]
   ["x*" "axb"] ["\\X" "e\u0301a"]])

(def errors
  ["a{" "{" "a**" "*a" "(" "[a" "a)" "\\p{Foo}" "\\q" "[z-a]" "(?<n>a)(?<n>b)" "\\k<x>" "a{3,2}"
   "(?z)" "[]" "(?<1>a)" "x{99999999999}" "(?" "\\x{110000}" "\\u12" "\\x1" "\\c" "\\0" "\\08"
   "[a-\\d]"
   "a+*" "a{,3}" "\\p" "\\p{" "\\p{InFoo}" "\\p{IsFoo}" "[\\b]" "a{2" "a{2,x}" "(?i" "(?>a" "\\E"
   "[&&]" "a|*"
   "(?<n" "(?<n a)" "\\k" "\\x{zz}" "[a" "[^" "ab[c" "a(b(c)"])

(defn escape [c]
  (let [n (int c)]
    (cond (= c \") "\\\""
          (= c \\) "\\\\"
          (or (< n 32) (> n 126)) (format "\\u%04x" n)
          :else c)))

(defn json [x]
  (cond (string? x) (str \" (apply str (map escape x)) \")
        (sequential? x) (str "[" (apply str (interpose "," (map json x))) "]")
        :else (str x)))

(defn bounds [m]
  (vec (mapcat (fn [g] [(.start m (int g)) (.end m (int g))]) (range (inc (.groupCount m))))))

(doseq [[pattern text] searches]
  (let [m (re-matcher (re-pattern pattern) text)]
    (println (json [pattern 0 text (loop [found []]
                                     (if (.find m) (recur (conj found (bounds m))) found))]))))

(doseq [pattern errors]
  (println (json [pattern 0 "" (try (re-pattern pattern) "no error"
                                    (catch java.util.regex.PatternSyntaxException e
                                      (.getMessage e)))])))
