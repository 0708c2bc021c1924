(ns genera.tcp-test
  "TCP ports do what OTP's gen_tcp does."
  (:require [clojure.string :as string]
            [clojure.test :refer [are deftest is testing use-fixtures]]
            [genera.actors :refer [! exit exit-reason monitor port? process-info receive self spawn
                                   spawn-monitor]]
            [genera.binary :as binary :refer [binary?]]
            [genera.quiet :refer [quietly without-mail]]
            [genera.tcp :as tcp]))

(use-fixtures :once quietly)
(use-fixtures :each without-mail)

(def local {:ip "127.0.0.1"})

(defn ok
  "What is in [:ok x]."
  [answer]
  (if (= :ok (first answer)) (second answer) (throw (ex-info "not ok" {:answer answer}))))

(defn number-of [port] (second (ok (tcp/local-address port))))

(defn listener
  "A port that listens on a free number."
  ([] (listener {}))
  ([options] (ok (tcp/listen 0 (merge local {:active false} options)))))

(defn pair
  "[server-side client-side] of a new connection, both owned by the caller."
  ([] (pair {} {}))
  ([server-options client-options]
   (let [l (listener server-options)
         c (ok (tcp/connect "127.0.0.1" (number-of l) (merge {:active false} client-options)))
         s (ok (tcp/accept l))]
     (tcp/close l)
     [s c])))

(defn next-message
  "The next message, or :none when there is none for a long time."
  []
  (receive m m (after 10000 :none)))

(deftest ports-are-values
  (let [l (listener)]
    (is (port? l))
    (is (re-matches #"#port\[\d+\]" (str l)))
    (is (= (str l) (pr-str l)))
    (is (= l (key (first {l 1}))))
    (is (= 1 (get {l 1} l)))
    (is (not= l (listener)))
    (is (= :ok (tcp/close l) (tcp/close l)))
    (is (= [:error :closed] (tcp/accept l) (tcp/local-address l)))))

(deftest what-cannot-be
  (let [l (listener)
        n (number-of l)]
    (is (= [:error :eaddrinuse] (tcp/listen n local)))
    (tcp/close l)
    (is (= [:error :econnrefused] (tcp/connect "127.0.0.1" n)))
    (is (= [:error :eaddrnotavail] (tcp/listen 0 {:ip "192.0.2.1"})))
    (is (= [:error :timeout] (tcp/accept (listener) 5) (tcp/accept (listener) 0)))
    (is (= [:error :einval] (tcp/accept (second (pair)))))
    (is (thrown-with-msg? IllegalArgumentException #"No option of a connection: :packet 3"
          (tcp/listen 0 {:packet 3})))
    (is (thrown-with-msg? IllegalArgumentException #"No option of a connection: :colour 1"
          (tcp/listen 0 {:colour 1})))
    (is (thrown-with-msg? IllegalArgumentException #"No port number: 65536"
          (tcp/connect "127.0.0.1" 65536)))
    (is (thrown? ClassCastException (tcp/close 1)))))

(deftest calls-of-a-passive-port
  (let [[s c] (pair)]
    (is (= (tcp/local-address s) (tcp/peer-address c)))
    (is (= :ok (tcp/send c "hello, world")))
    (is (= [:ok "hello"] (tcp/recv s 5)))
    (is (= [:ok ", world"] (tcp/recv s 7)))
    (is (= [:error :timeout] (tcp/recv s 0 0) (tcp/recv s 1 5)))
    (tcp/send c "ab")
    (is (= [:error :timeout] (tcp/recv s 3 5)) "what is there stays")
    (is (= [:ok "ab"] (tcp/recv s 2)))
    (is (= [:error :enomem] (tcp/recv s 0x4000001)))
    (tcp/send s "bye")
    (tcp/close s)
    (is (= [:ok "bye"] (tcp/recv c 0)))
    (is (= [:error :closed] (tcp/recv c 0) (tcp/recv c 0) (tcp/send c "x") (tcp/recv s 0)))))

(deftest data-are-text-or-bytes
  (testing "a character in two pieces is put together"
    (let [[s c] (pair)]
      (tcp/send c [0xe2 0x82])
      (is (= [:ok ""] (tcp/recv s 2)))
      (tcp/send c (byte-array [-84 0x21]))
      (is (= [:ok "€!"] (tcp/recv s 2)))))
  (testing "every byte goes through"
    (let [[s c] (pair {:as :bytes} {:as :latin1})
          all   (range -128 128)]
      (tcp/send c (byte-array all))
      (let [data (ok (tcp/recv s 256))]
        (is (= all (seq data)))
        (tcp/send s [data [(seq data)] "!"]))
      (is (= (apply str (concat (map char (range 128 256)) (map char (range 128))))
             (ok (tcp/recv c 256))))
      (is (= [:ok 257] [:ok (inc (count (ok (tcp/recv c 256))))]))))
  (testing "binaries go through as they are"
    (let [[s c] (pair {:as :binary} {:as :binary :packet :raw :active :once})
          sent  (binary/pack [:u16 0xfffe] [:utf8 "€"] [:u8 0])]
      (is (= :ok (tcp/send c sent)))
      (let [[first-part more] [(ok (tcp/recv s 2)) (ok (tcp/recv s 4))]]
        (is (binary? first-part))
        (is (= [0xfffe "€" 0] (binary/match (binary/join [first-part more])
                                [[:u16 n] [:bytes euro 3] [:u8 z]]
                                [n (binary/text euro) z])))
        (tcp/send s [more "!" first-part]))
      (is (= [:tcp c (binary/join [(binary/slice sent 2 4) (binary/binary "!")
                                   (binary/slice sent 0 2)])]
             (next-message))))))

(deftest packets
  (testing "lines keep their end"
    (let [[s c] (pair {:packet :line :buffer 8} {})]
      (tcp/send c "one\ntw")
      (is (= [:ok "one\n"] (tcp/recv s 0)))
      (is (= [:error :timeout] (tcp/recv s 0 5)))
      (tcp/send c "o\n\nlonger than the buffer\n")
      (is (= ["two\n" "\n" "longer t" "han the " "buffer\n"]
             (vec (repeatedly 5 (fn [] (ok (tcp/recv s 0)))))))))
  (testing "lengths in front are added and taken away"
    (doseq [n [1 2 4]]
      (let [[s c] (pair {:packet n} {:packet n})
            big   (string/join (repeat 255 "x"))]
        (doseq [text ["one" "" big]] (is (= :ok (tcp/send c text))))
        (is (= ["one" big] (remove empty? [(ok (tcp/recv s 0)) (ok (tcp/recv s 0))
                                           (ok (tcp/recv s 0))]))))))
  (testing "the length is big-endian, and of bytes"
    (let [[s c] (pair {:packet 2} {:as :bytes})]
      (tcp/send s "€")
      (is (= [0 3 -30 -126 -84] (seq (ok (tcp/recv c 5)))))))
  (testing "a packet may be too long to be sent, or to be taken"
    (let [[s c] (pair {:packet 1} {:packet 1})]
      (is (= [:error :emsgsize] (tcp/send c (string/join (repeat 256 "x"))))))
    (let [[s c] (pair {:packet 2 :packet-size 3} {:packet 2})]
      (tcp/send c "four")
      (is (= [:error :emsgsize] (tcp/recv s 0)))
      (is (= [:error :closed] (tcp/recv s 0))))))

(deftest messages-of-an-active-port
  (let [[s c] (pair {:packet :line} {:active true :packet :line})]
    (is (= [:error :einval] (tcp/recv c 0)))
    (tcp/send s "a\nb\n")
    (is (= [:tcp c "a\n"] (next-message)))
    (is (= [:tcp c "b\n"] (next-message)))
    (testing "once"
      (tcp/set-options c {:active :once})
      (tcp/send s "c\nd\n")
      (is (= [:tcp c "c\n"] (next-message)))
      (is (= [:ok "d\n"] (tcp/recv c 0))))
    (testing "so many"
      (tcp/set-options c {:active 2})
      (tcp/send s "e\nf\ng\n")
      (is (= [[:tcp c "e\n"] [:tcp c "f\n"] [:tcp-passive c]]
             (vec (repeatedly 3 next-message))))
      (is (false? (:active (ok (tcp/get-options c)))))
      (is (= [:ok "g\n"] (tcp/recv c 0))))
    (testing "the end"
      (tcp/set-options c {:active true})
      (tcp/send s "h\n")
      (tcp/close s)
      (is (= [[:tcp c "h\n"] [:tcp-closed c]] [(next-message) (next-message)]))
      (is (= [:error :closed] (tcp/send c "x") (tcp/recv c 0))))))

(deftest one-side-may-be-closed
  (let [[s c] (pair {:exit-on-close false} {})]
    (tcp/send c "question")
    (is (= :ok (tcp/shutdown c :write)))
    (is (= [:error :closed] (tcp/send c "more")))
    (is (= [:ok "question"] (tcp/recv s 0)))
    (is (= [:error :closed] (tcp/recv s 0)))
    (is (= :ok (tcp/send s "answer")))
    (tcp/close s)
    (is (= [:ok "answer"] (tcp/recv c 0)))))

(deftest an-owner-takes-its-ports-with-it
  (doseq [end [(fn [] :returns) (fn [] (exit :crash)) (fn [] (receive))]]
    (let [main    (self)
          [pid r] (spawn-monitor (fn []
                                   (let [l (listener)
                                         c (ok (tcp/connect "127.0.0.1" (number-of l) local))]
                                     (! main [(ok (tcp/accept l)) (number-of l) l])
                                     (end))))
          [s n l] (receive [s n l] [s n l])]
      (exit pid :kill)
      (receive [:DOWN r _ _ _] nil)
      (is (= [:error :closed] (tcp/accept l) (tcp/recv s 0)))
      (testing "before anybody hears of the end"
        (is (= :ok (first (tcp/listen n local))))))))

(deftest an-actor-that-waits-for-a-port-can-be-ended
  (let [l       (listener)
        [a ra]  (spawn-monitor (fn [] (tcp/accept l)))
        [s c]   (pair)
        [b rb]  (spawn-monitor (fn [] (tcp/recv s 0)))]
    (Thread/sleep 5)
    (exit a :stop)
    (exit b :stop)
    (receive [:DOWN ra _ _ reason] (is (= :stop reason)))
    (receive [:DOWN rb _ _ reason] (is (= :stop reason)))
    (testing "and takes nothing that comes later"
      (let [c2 (ok (tcp/connect "127.0.0.1" (number-of l) local))]
        (is (= (tcp/local-address c2) (tcp/peer-address (ok (tcp/accept l))))))
      (tcp/send c "later")
      (is (= [:ok "later"] (tcp/recv s 0))))))

(deftest ports-change-hands
  (let [main  (self)
        [s c] (pair {:packet :line :active true} {})
        pid   (spawn (fn [] (loop [] (receive m (do (! main [:got m]) (recur))))))]
    (tcp/send c "before\n")
    (let [first-message (receive [:tcp s data] [:tcp s data])]
      (! (self) first-message))
    (is (= :ok (tcp/controlling-process s pid)))
    (is (= [:got [:tcp s "before\n"]] (next-message)))
    (tcp/send c "after\n")
    (is (= [:got [:tcp s "after\n"]] (next-message)))
    (is (= [:error :not-owner] (tcp/controlling-process s (self))))
    (exit pid :kill)
    (is (= [:error :closed] (tcp/recv c 0)))
    (is (= [:error :closed] (tcp/controlling-process s pid)))
    (let [[s c] (pair)]
      (is (= [:error :badarg] (tcp/controlling-process s pid)))
      (is (= :ok (tcp/send s "still here"))))))

(defn flood
  "An actor that sends until it has sent so many bytes; tells of each piece in an atom."
  [port bytes sent]
  (let [piece (string/join (repeat 65536 "x"))]
    (spawn (fn []
             (loop []
               (when (and (< @sent bytes) (= :ok (tcp/send port piece)))
                 (swap! sent + 65536)
                 (recur)))
             (tcp/close port)))))

(defn settled
  "The value of an atom that does not change any more."
  [a]
  (loop [seen @a]
    (Thread/sleep 50)
    (if (= seen @a) seen (recur @a))))

(def ^:private much (* 32 1024 1024))

(deftest a-sender-waits-for-a-slow-reader
  (let [[s c] (pair {} {})
        sent  (atom 0)]
    (flood s much sent)
    (is (< (settled sent) much) "nobody reads: the sender waits")
    (loop [n 0]
      (let [[kind data] (tcp/recv c 0)]
        (if (= :ok kind) (recur (+ n (count data))) (is (= much n @sent)))))))

(deftest an-owner-that-does-not-look-at-its-messages-gets-no-more
  (let [[s c] (pair {} {:active true})
        sent  (atom 0)]
    (flood s much sent)
    (is (< (settled sent) much))
    (is (< (:message-queue-len (process-info (self) [:message-queue-len])) 200))
    (loop [n 0]
      (receive
        [:tcp c data]    (recur (+ n (count data)))
        [:tcp-closed c]  (is (= much n))))))

(deftest who-waits-for-another-message-is-sent-all
  (let [[s c] (pair {} {:active true :packet :line})]
    (dotimes [i 500] (tcp/send s (str i "\n")))
    (tcp/close s)
    (is (= :closed (receive [:tcp-closed c] :closed)))
    (is (= 500 (loop [n 0] (receive [:tcp c _] (recur (inc n)) (after 0 n)))))))

(deftest a-thousand-connections-at-once
  (let [l      (listener {:packet :line})
        n      (number-of l)
        main   (self)
        server (spawn (fn []
                        (loop []
                          (let [s (ok (tcp/accept l))
                                p (spawn (fn []
                                           (receive :go nil)
                                           (loop []
                                             (let [[kind line] (tcp/recv s 0)]
                                               (when (= :ok kind) (tcp/send s line) (recur))))))]
                            (tcp/controlling-process s p)
                            (! p :go)
                            (recur)))))]
    (dotimes [i 1000]
      (spawn (fn []
               (let [c (ok (tcp/connect "127.0.0.1" n {:active false :packet :line}))]
                 (! main [:connected (self)])
                 (receive :go nil)
                 (tcp/send c (str i "\n"))
                 (! main [:echo i (ok (tcp/recv c 0))])))))
    (let [clients (vec (repeatedly 1000 (fn [] (receive [:connected pid] pid))))]
      (doseq [pid clients] (! pid :go)))
    (is (= (set (range 1000))
           (set (repeatedly 1000 (fn [] (receive [:echo i line] (when (= line (str i "\n")) i)))))))
    (exit server :kill)))
