(ns genera.file-test
  "Files as ports do what OTP's module file does."
  (:require [clojure.string :as string]
            [clojure.test :refer [deftest is testing use-fixtures]]
            [genera.actors :refer [! exit monitor receive self spawn spawn-monitor]]
            [genera.file :as file]
            [genera.quiet :refer [quietly without-mail]]))

(def ^:dynamic *folder* nil)

(defn in-folder
  "Runs f with a folder of its own."
  [f]
  (let [folder (str (System/getProperty "java.io.tmpdir") "/genera-file-" (random-uuid))]
    (file/make-dir folder)
    (try
      (binding [*folder* folder] (f))
      (finally
        (doseq [n (second (file/list-dir folder))] (file/delete (str folder "/" n)))
        (file/del-dir folder)))))

(use-fixtures :once quietly)
(use-fixtures :each without-mail in-folder)

(defn path [n] (str *folder* "/" n))

(defn ok [answer]
  (if (= :ok (first answer)) (second answer) (throw (ex-info "not ok" {:answer answer}))))

(deftest writing-and-reading
  (let [f (ok (file/open (path "a") :write))]
    (is (= :ok (file/write f "hé") (file/write f [["l" "l"] (byte-array [111]) 10])))
    (is (= :ok (file/sync f) (file/close f) (file/close f)))
    (is (= [:error :terminated] (file/write f "x") (file/read f 1))))
  (is (= "héllo\n" (slurp (path "a"))))
  (let [f (ok (file/open (path "a")))]
    (is (= [:ok "h"] (file/read f 2)) "half a character waits for its other half")
    (is (= [:ok "él"] (file/read f 2)))
    (is (= [[:ok "lo\n"] :eof :eof] [(file/read f 100) (file/read f 1) (file/read f 1)]))
    (is (= [:error :ebadf] (file/write f "x")))
    (is (= [:error :einval] (file/position f -1)))
    (is (= [:ok 1] (file/position f [:bof 1])))
    (is (= [:ok 5] (file/position f [:eof -2])))
    (is (= [:ok "o"] (file/read f 1)))
    (is (= [:ok 4] (file/position f [:cur -2])))
    (is (= [:ok "h"] (file/pread f 0 1)))
    (is (= [:ok "lo"] (file/read f 2)))
    (is (= :eof (file/pread f 7 1)))))

(deftest modes
  (is (= :ok (file/write-file (path "m") "0123456789")))
  (testing "read and write keep what is there"
    (let [f (ok (file/open (path "m") [:read :write]))]
      (is (= [:ok "01"] (file/read f 2)))
      (is (= :ok (file/write f "ab")))
      (is (= [:ok "45"] (file/read f 2)))
      (is (= :ok (file/pwrite f 9 "z")))
      (is (= [:ok 8] (file/position f 8)))
      (is (= :ok (file/truncate f)))))
  (is (= [:ok "01ab4567"] (file/read-file (path "m"))))
  (testing "append"
    (let [f (ok (file/open (path "m") [:append :read]))]
      (is (= :ok (file/write f "!")))
      (is (= [:ok 0] (file/position f 0)))
      (is (= :ok (file/write f "!")))
      (is (= :eof (file/read f 1)))))
  (is (= [:ok "01ab4567!!"] (file/read-file (path "m"))))
  (is (= :ok (file/write-file (path "m") "+" [:append])))
  (is (= [:error :eexist] (file/open (path "m") [:write :exclusive])
         (file/write-file (path "m") "" [:exclusive])))
  (is (= [:ok "01ab4567!!+"] (file/read-file (path "m"))))
  (testing "write alone begins anew"
    (file/close (ok (file/open (path "m") :write)))
    (is (= [:ok ""] (file/read-file (path "m")))))
  (is (thrown-with-msg? IllegalArgumentException #"No mode of a file: :sideways"
        (file/open (path "m") :sideways)))
  (is (thrown-with-msg? IllegalArgumentException #"Data are no :numbers"
        (file/open (path "m") :read {:as :numbers}))))

(deftest lines-and-chunks
  (file/write-file (path "l") "one\n\ntwo\r\nthree")
  (let [f (ok (file/open (path "l")))]
    (is (= [[:ok "one\n"] [:ok "\n"]] [(file/read-line f) (file/read-line f)]))
    (is (= [:ok "tw"] (file/read f 2)))
    (is (= [[:ok "o\r\n"] [:ok "three"] :eof]
           (vec (repeatedly 3 (fn [] (file/read-line f)))))))
  (is (= ["one" "" "two" "three"] (file/lines (ok (file/open (path "l"))))))
  (let [text (apply str (repeat 30000 "0123456789"))]
    (file/write-file (path "long") text)
    (is (= text (string/join (file/chunks (ok (file/open (path "long")))))))
    (is (= [100 300000]
           ((juxt count (fn [pieces] (reduce + (map count pieces))))
            (file/chunks (ok (file/open (path "long") :read {:as :bytes})) 3000))))
    (let [to (ok (file/open (path "copy") :write))]
      (is (= [:ok 5] (file/copy (ok (file/open (path "long") :read {:as :latin1})) to))))
    (is (= text (slurp (path "copy"))))))

(deftest what-goes-wrong-is-told
  (is (= [:error :enoent] (file/open (path "none")) (file/read-file (path "none"))
         (file/delete (path "none")) (file/list-dir (path "none"))
         (file/read-file-info (path "none"))
         (file/open (path "none/a") :write) (file/write-file (path "none/a") "x")))
  (is (= [:error :eisdir] (file/open *folder*) (file/read-file *folder*)
         (file/open *folder* :write)))
  (testing "a folder that vanishes while a file in it is open"
    (file/make-dir (path "d"))
    (let [f (ok (file/open (path "d/f") [:write :read]))]
      (is (= :ok (file/write f "abc")))
      (file/delete (path "d/f"))
      (is (= :ok (file/del-dir (path "d"))))
      (is (= :ok (file/write f "def")))
      (is (= [[:ok 0] [:ok "abcdef"]] [(file/position f 0) (file/read f 9)]))
      (is (= [:error :enoent] (file/open (path "d/f") :write)))))
  (testing "a file that is cut off while it is read"
    (file/write-file (path "cut") "0123456789")
    (let [f (ok (file/open (path "cut")))]
      (is (= [:ok "012"] (file/read f 3)))
      (file/write-file (path "cut") "")
      (is (= :eof (file/read f 3)))))
  (when (= :ok (first (file/read-file-info "/dev/full")))
    (testing "a full device"
      (let [f (ok (file/open "/dev/full" :write))]
        (is (= [:error :enospc] (file/write f "x") (file/write f "y")))
        (is (= [:error :espipe] (file/position f 0))))
      (is (= [:error :enospc] (file/write-file "/dev/full" "x"))))))

(deftest an-owner-takes-its-files-with-it
  (let [main    (self)
        [pid r] (spawn-monitor (fn []
                                 (! main (ok (file/open (path "o") :write)))
                                 (receive)))
        f       (receive f f)]
    (is (= :ok (file/write f "x")) "others may use it")
    (exit pid :kill)
    (receive [:DOWN r _ _ _] nil)
    (is (= [:error :terminated] (file/write f "y")))
    (is (= "x" (slurp (path "o"))))))

(deftest actors-share-a-file-without-tearing-it
  (let [f    (ok (file/open (path "s") :append))
        main (self)]
    (dotimes [i 20]
      (spawn (fn []
               (dotimes [_ 20] (file/write f (str (apply str (repeat 50 (char (+ 97 i)))) "\n")))
               (! main :done))))
    (dotimes [_ 20] (receive :done nil))
    (let [lines (string/split-lines (slurp (path "s")))]
      (is (= 400 (count lines)))
      (is (every? (fn [line] (and (= 50 (count line)) (apply = line))) lines)))))

(deftest others-run-while-one-waits-for-a-file
  (let [main (self)]
    (dotimes [i 50] (file/write-file (path (str "n" i)) (str i)))
    (dotimes [i 50] (spawn (fn [] (! main (ok (file/read-file (path (str "n" i))))))))
    (is (= (set (map str (range 50))) (set (repeatedly 50 (fn [] (receive text text))))))))
