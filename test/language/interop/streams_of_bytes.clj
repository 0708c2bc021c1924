; java.io's streams of bytes, and texts in other charsets.

(defn in [& bytes] (java.io.ByteArrayInputStream. (byte-array bytes)))
(let [s (in 1 -2 3)] [(.read s) (.read s) (.available s) (.read s) (.read s)]) ;=> [1 254 1 3 -1]
(let [s (in 1 2 3) b (byte-array 5)] [(.read s b 1 4) (vec b) (.read s b)]) ;=> [3 [0 1 2 3 0] -1]
(let [s (in 1 2 3 4)] (.skip s 1) (.mark s 9) [(.read s) (.read s) (do (.reset s) (vec (.readAllBytes s)))]) ;=> [2 3 [2 3 4]]
(slurp (java.io.ByteArrayInputStream. (.getBytes "grüße" "UTF-8"))) ;=> "grüße"
(slurp (java.io.ByteArrayInputStream. (.getBytes "grüße" "ISO-8859-1")) :encoding "ISO-8859-1") ;=> "grüße"
(slurp (.getBytes "abc")) ;=> "abc"
(slurp (.toCharArray "abc")) ;=> "abc"
(map #(vec (.getBytes "aü" %)) ["UTF-8" "ISO-8859-1" "US-ASCII" "UTF-16" "UTF-16BE" "UTF-16LE"]) ;=> ([97 -61 -68] [97 -4] [97 63] [-2 -1 0 97 0 -4] [0 97 0 -4] [97 0 -4 0])
(map #(String. (.getBytes "aü≪" %) %) ["UTF-8" "UTF-16" "UTF-16BE" "UTF-16LE"]) ;=> ("aü≪" "aü≪" "aü≪" "aü≪")
(String. (byte-array [97 98 99 100]) 1 2) ;=> "bc"
(String. (byte-array [97 -4 99]) 0 2 "ISO-8859-1") ;=> "aü"
(.getBytes "a" "nonsense") ;!> UnsupportedEncodingException: nonsense
(let [o (java.io.ByteArrayOutputStream.)] (.write o 65) (.write o (byte-array [66 67])) (.write o (byte-array [1 68 2]) 1 1) [(str o) (.size o) (vec (.toByteArray o))]) ;=> ["ABCD" 4 [65 66 67 68]]
(let [o (java.io.ByteArrayOutputStream.)] (with-open [w (java.io.OutputStreamWriter. o "UTF-8")] (.write w "ü")) (vec (.toByteArray o))) ;=> [-61 -68]
(let [o (java.io.ByteArrayOutputStream.)] (binding [*out* (clojure.java.io/writer o)] (print "hi" 1) (flush)) (str o)) ;=> "hi 1"
(let [o (java.io.ByteArrayOutputStream.) p (java.io.PrintStream. o)] (.print p "a") (.println p 1) (.flush p) (str o)) ;=> "a1\n"
(let [o (java.io.ByteArrayOutputStream.)] (clojure.java.io/copy (in 1 2 3) o) (vec (.toByteArray o))) ;=> [1 2 3]
(let [o (java.io.ByteArrayOutputStream.)] (clojure.java.io/copy "añ" o :encoding "ISO-8859-1") (vec (.toByteArray o))) ;=> [97 -15]
(instance? java.io.BufferedInputStream (clojure.java.io/input-stream (in 1))) ;=> true
(instance? java.io.InputStream (in 1)) ;=> true
(.readLine (clojure.java.io/reader (java.io.ByteArrayInputStream. (.getBytes "x\ny")))) ;=> "x"
(clojure.java.io/input-stream nil) ;!> IllegalArgumentException: Cannot open <nil> as an InputStream.
