(ns clojure.core.server-test
  "Servers over sockets: REPLs for people and for programs."
  (:require [clojure.core.server :as server]
            [clojure.java.io :as io]
            [clojure.string :as string]
            [clojure.test :refer [deftest is testing]])
  (:import [java.net Socket]))

(defn talk
  "What a server with an accept function says to a text, until it closes the connection."
  [accept text]
  (let [socket (server/start-server {:name accept :port 0 :accept accept})]
    (try
      (with-open [client (Socket. "localhost" (.getLocalPort socket))]
        (doto (io/writer client) (.write text) (.flush))
        (slurp (io/reader client)))
      (finally (server/stop-server accept)))))

(deftest a-socket-repl
  (is (= "user=> 3\nuser=> x\nnil\nuser=> :foo\nuser=> "
         (talk `server/repl "(+ 1 2)\n(println \"x\")\n:foo :repl/quit\n")))
  (testing "errors are told, and the REPL goes on"
    (let [text (talk `server/repl "(/ 1 0)\n(inc 1) :repl/quit\n")]
      (is (string/includes? text "Divide by zero"))
      (is (string/ends-with? text "user=> 2\nuser=> ")))))

(deftest a-prepl-over-a-socket
  (let [text (talk `server/io-prepl
                   "(+ 1 2) (println :hi)\n(/ 1 0)\n)(tap> 7) \"a\nb\" :repl/quit\n")
        maps (map read-string (string/split-lines text))
        kind (fn [m] (dissoc m :ms :val))]
    (is (= [{:tag :ret :ns "user" :form "(+ 1 2)"}
            {:tag :out}
            {:tag :ret :ns "user" :form "(println :hi)"}
            {:tag :ret :ns "user" :form "(/ 1 0)" :exception true}
            {:tag :ret :ns "user" :exception true}
            {:tag :ret :ns "user" :form "(tap> 7)"}
            {:tag :ret :ns "user" :form "\"a\nb\""}]
           (map kind (remove (fn [m] (= :tap (:tag m))) maps))))
    (is (= ["3" ":hi\n" "nil"] (map :val (take 3 maps))))
    (is (= [:execution :read-source]
           (map (fn [m] (:phase (read-string (:val m)))) (filter :exception maps))))))

(deftest a-prepl-that-works-elsewhere
  (let [socket (server/start-server {:name "far" :port 0 :accept `server/io-prepl})
        told   (atom [])
        done   (promise)
        forms  (atom ["(+ 1 2)\n" "(println 5)\n"])
        reader (proxy [java.io.Reader] []
                 (read [chars]
                   (if-let [[text] (seq @forms)]
                     (do (swap! forms rest)
                         (dotimes [i (count text)] (aset chars i (nth text i)))
                         (count text))
                     (do (deref done 20000 nil) -1))))]
    (server/remote-prepl "localhost" (.getLocalPort socket) reader
                         (fn [m]
                           (when (= 3 (count (swap! told conj (select-keys m [:tag :val]))))
                             (deliver done true))))
    (is (= [{:tag :ret :val 3} {:tag :out :val "5\n"} {:tag :ret :val nil}] @told))
    (is (true? (server/stop-server "far")))
    (is (nil? (server/stop-server "far")))))

(deftest options-are-checked
  (is (thrown-with-msg? Exception #"Missing required socket server property :name"
        (server/start-server {:port 0 :accept `server/repl})))
  (is (thrown-with-msg? Exception #"Invalid socket server port: -1"
        (server/start-server {:name "a" :port -1 :accept `server/repl}))))
