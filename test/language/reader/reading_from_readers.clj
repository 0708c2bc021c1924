(import '[java.io PushbackReader StringReader])
(defn on [s] (PushbackReader. (StringReader. s)))
(let [in (on "a (b\nc) 1.5 ; rest\n:d")] [(read in) (read in) (read in) (read in) (read in false :end)]) ;=> [a (b c) 1.5 :d :end]
(let [in (on "foo bar")] [(read in) (char (.read in))]) ;=> [foo \space]
(let [in (on "(a)b")] [(read in) (char (.read in))]) ;=> [(a) \b]
(let [in (on "\"a\"b")] [(read in) (char (.read in))]) ;=> ["a" \b]
(read (on "")) ;!> RuntimeException: EOF while reading
(read (on "(1")) ;!> RuntimeException: EOF while reading
(read {:eof :none} (on " ; only a comment")) ;=> :none
(read {:read-cond :allow} (on "#?(:clj 1 :cljs 2)")) ;=> 1
(read {:read-cond :allow :features #{:mine}} (on "#?(:mine 1 :clj 2)")) ;=> 1
(read (on "#?(:clj 1)")) ;!> RuntimeException: Conditional read not allowed
(read (on "1") false nil) ;=> 1
(read (on "1") false nil false) ;=> 1
(let [in (clojure.lang.LineNumberingPushbackReader. (StringReader. "  (+ 1\n 2) x"))] [(read+string in) (read+string in) (read+string in false :end)]) ;=> [[(+ 1 2) "(+ 1\n 2)"] [x "x"] [:end ""]]
(require '[clojure.edn :as edn])
(let [in (on "a [1\n2] #{3}")] [(edn/read in) (edn/read in) (edn/read in) (edn/read {:eof :end} in)]) ;=> [a [1 2] #{3} :end]
(edn/read (on "")) ;!> RuntimeException: EOF while reading
(edn/read {:eof nil} (on "")) ;=> nil
(with-in-str "(a\nb) c\nline two\n" [(read) (read) (read-line) (read-line)]) ;=> [(a b) c "" "line two"]
(with-in-str "x" [(read) (read *in* false :end)]) ;=> [x :end]
(read-string nil) ;!> NullPointerException
(meta (read (on "(a)"))) ;=> nil
(load-string "[(:line (meta '(a))) (:column (meta '\n  (b)))]") ;=> [1 3]
(load-string "(meta '\n ^:k (b))") ;=> {:line 2, :column 2, :k true}
(load-string "(meta '^{:line 7} (b))") ;=> {:line 7, :column 8}
(load-string "(meta '[b])") ;=> nil
(load-string "(meta '())") ;=> nil
(load-string "(meta ''a)") ;=> nil
