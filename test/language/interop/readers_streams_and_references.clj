; Readers that give back what was read and count lines, references and their queues, big integers
; as Java shifts them.

(let [r (java.io.PushbackReader. (java.io.StringReader. "hello") 8) b (char-array 3)] [(.read r b 0 3) (apply str b) (do (.unread r b 1 2) (slurp r))]) ;=> [3 "hel" "ello"]
(let [r (java.io.PushbackReader. (java.io.StringReader. "ab"))] [(char (.read r)) (do (.unread r (int \x)) (slurp r))]) ;=> [\a "xb"]
(.read (java.io.StringReader. "") (char-array 2) 0 2) ;=> -1
(let [r (java.io.BufferedReader. (java.io.StringReader. "abc"))] (.mark r 9) [(.read r) (.read r) (do (.reset r) (.read r))]) ;=> [97 98 97]
(meta (read (clojure.lang.LineNumberingPushbackReader. (java.io.StringReader. "\n\n (a b)")))) ;=> {:line 3, :column 2}
(meta (read (java.io.PushbackReader. (java.io.StringReader. "\n\n (a b)")))) ;=> nil
(map meta (read (clojure.lang.LineNumberingPushbackReader. (java.io.StringReader. "((a)\n (b))")))) ;=> ({:line 1, :column 2} {:line 2, :column 2})
(let [r (clojure.lang.LineNumberingPushbackReader. (java.io.StringReader. "a\r\nb\rc"))] (mapv (fn [_] (char (.read r))) (range 5))) ;=> [\a \newline \b \newline \c]
(let [r (clojure.lang.LineNumberingPushbackReader. (java.io.StringReader. "a\nbc"))] (read r) (.read r) (.read r) [(.getLineNumber r) (.getColumnNumber r) (.atLineStart r)]) ;=> [2 2 false]
(let [q (java.lang.ref.ReferenceQueue.) r (java.lang.ref.SoftReference. :x q)] [(.poll q) (.get r) (.enqueue r) (.enqueue r) (.get r) (identical? r (.poll q)) (.poll q)]) ;=> [nil :x true false nil true nil]
[(.testBit (biginteger -5) 1) (.bitLength (biginteger -5)) (= 40 (.shiftLeft (biginteger 5) 3)) (= -3 (.shiftRight (biginteger -5) 1))] ;=> [true 3 true true]
(count (StringBuilder. "abc")) ;=> 3
(unchecked-float Double/MAX_VALUE) ;=> ##Inf
(pr-str (sorted-set-by compare ())) ;=> "#{()}"
(try (sorted-set ()) (catch ClassCastException e (ex-message e))) ;=> "Default comparator requires nil, Number, or Comparable: ()"
(.-actual (try ((fn [x] x) 1 2) (catch clojure.lang.ArityException e e))) ;=> 2
(str (java.sql.Date/valueOf "1955-07-12")) ;=> "1955-07-12"
(str (.toLocalDate (java.sql.Date. 55 6 12))) ;=> "1955-07-12"
