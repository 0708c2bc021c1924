(require '[genera.actors :refer [! receive self spawn]] '[genera.tcp :as tcp])

; A hundred clients and the actors that answer them, on all threads, with lines that grow.
(defn ok [[kind x]] (if (= :ok kind) x (throw (ex-info "not ok" {:why x}))))

(defn answer [socket]
  (receive
    [:tcp socket line]   (do (tcp/send socket line) (recur socket))
    [:tcp-closed socket] :over))

(let [listener (ok (tcp/listen 0 {:packet :line :active false :ip "127.0.0.1"}))
      number   (second (ok (tcp/local-address listener)))
      main     (self)
      text     (fn [client i] (str client "-" (apply str (repeat (* 20 i) "x")) "\n"))]
  (spawn (fn []
           (loop []
             (let [[kind socket] (tcp/accept listener)
                   server (spawn (fn []
                                   (receive :yours nil)
                                   (tcp/set-options socket {:active true})
                                   (answer socket)))]
               (when (= :ok kind) ; until the main actor ends, whose listener it is
                 (tcp/controlling-process socket server)
                 (! server :yours)
                 (recur))))))
  (dotimes [client 100]
    (spawn (fn []
             (let [socket (ok (tcp/connect "127.0.0.1" number {:packet :line :active false}))]
               (! main [client (every? (fn [i]
                                         (tcp/send socket (text client i))
                                         (= [:ok (text client i)] (tcp/recv socket 0)))
                                       (range 20))])
               (tcp/close socket)))))
  (println (frequencies (repeatedly 100 (fn [] (receive [_ same?] same?))))))
;=> {true 100}
