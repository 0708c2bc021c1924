(ns clojure.java.io-test
  "Streams, readers and writers of whatever names them; sockets."
  (:require [clojure.java.io :as io]
            [clojure.test :refer [are deftest is testing]])
  (:import [java.io ByteArrayInputStream ByteArrayOutputStream File FileInputStream]
           [java.net InetAddress ServerSocket Socket URI URL]))

(defn with-file
  "Calls f with a new file, whose name has a blank, and deletes that."
  [f]
  (let [file (File/createTempFile "a file" ".txt")]
    (try (f file) (finally (.delete file)))))

(deftest whatever-names-a-file
  (with-file
    (fn [file]
      (spit file "a\u00e9\ud83d\ude03\n")
      (are [x] (= "a\u00e9\ud83d\ude03\n" (slurp x))
        file (.getPath file) (.toURI file) (.toURL (.toURI file)) (str (.toURI file))
        (FileInputStream. file) (io/reader file) (io/input-stream file))
      (spit (io/as-url file) "b" :append true)
      (is (= "a\u00e9\ud83d\ude03\nb" (slurp file)))
      (is (= file (io/as-file (io/as-url file)) (io/as-file (.toURI file))))
      (spit file "a\u00e9" :encoding "UTF-16LE")
      (is (= 4 (.length file)))
      (is (= "a\u00e9" (slurp file :encoding "UTF-16LE")))))
  (is (= (File. "bar baz") (io/as-file (URL. "file:bar%20baz"))))
  (is (= (URL. "file:x") (io/as-url (URI. "file:x"))))
  (is (= "http" (.getProtocol (io/as-url "http://a/b"))))
  (is (nil? (io/as-url nil)))
  (is (thrown? java.net.MalformedURLException (io/as-url "no-url")))
  (is (thrown-with-msg? IllegalArgumentException #"Not a file: http://a/b"
        (io/as-file (URL. "http://a/b"))))
  (is (thrown? IllegalArgumentException (io/file "a" "/b")))
  (is (thrown-with-msg? IllegalArgumentException #"Cannot open <nil> as an InputStream"
        (io/input-stream nil)))
  (is (thrown? IllegalArgumentException (io/reader (Object.)))))

(deftest copies
  (let [text (apply str (repeat 3000 "a\u20ac"))]
    (doseq [from [(fn [] text) (fn [] (.getBytes text "UTF-8")) (fn [] (.toCharArray text))
                  (fn [] (java.io.StringReader. text))
                  (fn [] (ByteArrayInputStream. (.getBytes text "UTF-8")))]]
      (let [bytes (ByteArrayOutputStream.)
            chars (java.io.StringWriter.)]
        (io/copy (from) bytes)
        (io/copy (from) chars)
        (is (= text (str bytes) (str chars)))))))

(defrecord Named [text]
  io/IOFactory
  (make-reader [_ opts] (io/make-reader (java.io.StringReader. text) opts))
  io/Coercions
  (as-file [_] (File. text)))

(deftest classes-of-programs
  (is (= "abc" (slurp (->Named "abc"))))
  (is (= "x/abc" (.getPath (io/file "x" (->Named "abc")))))
  (is (= ["l1" "l2"] (with-open [r (io/reader (->Named "l1\nl2"))] (doall (line-seq r))))))

(deftest resources-of-a-loader
  (with-file
    (fn [file]
      (let [loader (java.net.URLClassLoader. (into-array [(io/as-url (.getParentFile file))]))]
        (is (= (io/as-url file) (io/resource (.getName file) loader)))
        (is (nil? (io/resource (.getName file))))
        (is (nil? (io/resource "no such" loader)))))))

(defn with-connection
  "Calls f with both ends of a connection, and closes them."
  [f]
  (with-open [server (ServerSocket. 0 0 (InetAddress/getByName "localhost"))
              client (Socket. "localhost" (.getLocalPort server))
              other  (.accept server)]
    (f client other)))

(deftest sockets
  (with-connection
    (fn [client other]
      (let [in (io/reader other) out (io/writer client)]
        (.write out "one\r\ntwo\nthr")
        (.flush out)
        (is (= ["one" "two"] [(.readLine in) (.readLine in)]))
        (is (= (int \t) (.read in)))
        (.write out "ee \u20ac")
        (.flush out)
        (.shutdownOutput client)
        (is (= "hree \u20ac" (.readLine in)))
        (is (nil? (.readLine in)))
        (is (= -1 (.read in)))
        (.write (.getOutputStream other) (byte-array [1 2 -1]))
        (is (= [1 2 -1] (seq (.readNBytes (.getInputStream client) 3))))
        (is (= (.getPort client) (.getLocalPort other))))))
  (testing "characters whose bytes come one by one"
    (with-connection
      (fn [client other]
        (let [in (io/reader other) out (.getOutputStream client)]
          (doseq [b (.getBytes "\u20ac\ud83d\ude03." "UTF-8")]
            (.write out (int (bit-and 255 b)))
            (Thread/yield))
          (.close client)
          (is (= "\u20ac\ud83d\ude03." (slurp in)))))))
  (testing "forms are read as soon as they are whole"
    (with-connection
      (fn [client other]
        (let [in  (clojure.lang.LineNumberingPushbackReader. (io/reader other))
              say (fn [text] (doto (io/writer client) (.write text) (.flush)))]
          (say "(a\n b)")
          (is (= '(a b) (read in)))
          (is (= 2 (.getLineNumber in)))
          (say " 12")
          (say "3 [x")
          (say "\ny] z")
          (is (= [123 '[x y]] [(read in) (read in)]))
          (.shutdownOutput client)
          (is (= ['z :end] [(read in) (read {:eof :end} in)]))))))
  (testing "errors are Java's"
    (is (thrown-with-msg? java.net.ConnectException #"Connection refused"
          (Socket. "localhost" (with-open [s (ServerSocket. 0)] (.getLocalPort s)))))
    (let [server (ServerSocket. 0)
          wait   (future (try (.accept server) (catch java.net.SocketException e (ex-message e))))]
      (.setSoTimeout server 1)
      (is (thrown? java.net.SocketTimeoutException (.accept server)))
      (.close server)
      (is (contains? #{"Socket closed" "Socket is closed"} @wait)))))
