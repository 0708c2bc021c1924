; A chat server over TCP: rooms, names, an actor for each connection, all of them supervised.
;
;     bin/genera run --path examples/chat -m chat 4040
;     nc localhost 4040
;
; The first line a client sends is its name; then /join ROOM, /who and /quit are commands, and any
; other line is said to everybody in the room.
;
;     chat (application)
;       supervisor, rest-for-one
;         hall          who is there, and in which room
;         connections   supervisor of one actor for each connection, which owns the socket
;         door          listens and accepts
;
; The actor of a connection gets lines from its socket and texts from the others as messages. The
; hall monitors it, so whatever ends it (/quit, a dead client, a crash) is told to the room, and
; touches nobody else. A client that reads slowly makes only its own actor wait; what others say
; meanwhile is dropped when there is too much of it.

(ns chat
  (:require [clojure.string :as string]
            [genera.actors :refer [! exit monitor process-flag receive self spawn-link spawn-opt]]
            [genera.application :as application]
            [genera.server :as server]
            [genera.supervisor :as supervisor :refer [defsupervisor]]
            [genera.tcp :as tcp]))

(def most-waiting "Texts that may wait for a slow client." 1000)

; The hall: a server whose state is a map from pids to {:name :room}.

(defn members [state room]
  (keep (fn [[pid member]] (when (= room (:room member)) pid)) state))

(defn tell-room [state room text]
  (doseq [pid (members state room)] (! pid [:say text])))

(defn enter [state pid member-name]
  (let [taken? (some (fn [member] (= member-name (:name member))) (vals state))]
    (if taken?
      [:reply [:error :taken] state]
      (do (monitor pid)
          (tell-room state "lobby" (str "* " member-name " has come"))
          [:reply :ok (assoc state pid {:name member-name :room "lobby"})]))))

(defn move [state pid room]
  (let [{member-name :name from :room} (state pid)
        state (assoc-in state [pid :room] room)]
    (tell-room state from (str "* " member-name " has gone to " room))
    (tell-room state room (str "* " member-name " is in " room))
    [:noreply state]))

(defn leave [state pid]
  (if-let [{member-name :name room :room} (state pid)]
    (let [state (dissoc state pid)]
      (tell-room state room (str "* " member-name " has left"))
      [:noreply state])
    [:noreply state]))

(def hall
  {:init        (fn [_] [:ok {}])
   :handle-call (fn [[op & args] [pid _] state]
                  (case op
                    :enter (enter state pid (first args))
                    :who   [:reply (sort (map (fn [p] (:name (state p)))
                                              (members state (:room (state pid)))))
                            state]))
   :handle-cast (fn [[op pid x] state]
                  (case op
                    :join (move state pid x)
                    :say  (let [{member-name :name room :room} (state pid)]
                            (tell-room state room (str member-name ": " x))
                            [:noreply state])))
   :handle-info (fn [[tag _ _ pid] state]
                  (if (= :DOWN tag) (leave state pid) [:noreply state]))})

; A connection.

(defn write
  "Sends a line to the client; ends the actor if that is gone, or takes nothing for too long."
  [socket text]
  (when-not (= :ok (tcp/send socket [text "\n"])) (exit :normal)))

(defn command
  "Does what a line of a client says; answers whether the client stays."
  [socket line]
  (let [[word arg] (string/split line #"\s+" 2)]
    (case word
      "/quit" false
      "/who"  (let [names (server/call :hall [:who])]
                (write socket (str "* here: " (string/join ", " names)))
                true)
      "/join" (do (if (string/blank? arg)
                    (write socket "* /join which room?")
                    (server/cast :hall [:join (self) arg]))
                  true)
      (do (when-not (string/blank? line) (server/cast :hall [:say (self) line]))
          true))))

(defn introduce
  "Asks for a name until there is one that nobody has."
  [socket]
  (write socket "* your name?")
  (receive
    [:tcp socket line]
    (let [member-name (string/trim line)]
      (cond
        (string/blank? member-name)
        (recur socket)
        (= :ok (server/call :hall [:enter member-name]))
        (write socket (str "* hello, " member-name))
        :else
        (do (write socket "* that name is taken") (recur socket))))
    [:tcp-closed socket] (exit :normal)
    [:EXIT _ reason]     (exit reason)))

(defn talk [socket]
  (receive
    [:tcp socket line]   (if (command socket (string/trim-newline line))
                           (recur socket)
                           (write socket "* goodbye"))
    [:say text]          (do (write socket text) (recur socket))
    [:tcp-closed socket] nil
    [:EXIT _ reason]     (do (write socket "* the server stops") (exit reason))))

(defn connection
  "What the actor of a connection does, once the socket is its own."
  [socket]
  (process-flag :trap-exit true)
  (receive
    :yours           (do (introduce socket) (talk socket) (tcp/close socket))
    [:EXIT _ reason] (exit reason)))

(defn start-connection [socket]
  [:ok (spawn-opt {:link true :mailbox {:limit most-waiting :overflow :drop}}
                  connection socket)])

; The door.

(defn accept-all [listener]
  (let [[kind socket] (tcp/accept listener)]
    (when-not (= :ok kind) (exit [:cannot-accept socket]))
    (let [[_ pid] (supervisor/start-child :connections [socket])]
      (when (= :ok (tcp/controlling-process socket pid)) (! pid :yours))
      (recur listener))))

(defn open-door [number]
  (let [main (self)
        door (spawn-link
               (fn []
                 (let [[kind listener] (tcp/listen number {:packet :line :send-timeout 5000})]
                   (! main [(self) kind listener])
                   (when (= :ok kind)
                     (println "chat: listening on"
                              (second (second (tcp/local-address listener))))
                     (flush)
                     (accept-all listener)))))]
    (receive
      [door :ok _]         [:ok door]
      [door :error reason] [:error [:cannot-listen number reason]])))

(defsupervisor connections
  :strategy :simple-one-for-one
  :name :connections
  :children [{:id :connection :start [start-connection] :restart :temporary}])

(defn start-all [_ {:keys [number]}]
  (supervisor/start-link
    (fn [_]
      [:ok {:strategy :rest-for-one}
       [{:id :hall :start (fn [] (server/start-link hall nil {:name :hall}))}
        {:id :connections :start connections :type :supervisor}
        {:id :door :start (fn [] (open-door number))}]])
    nil))

(defn -main
  ([] (-main "4040"))
  ([number]
   (application/load {:name :chat :start start-all :args {:number (parse-long number)}})
   (let [answer (application/start :chat :permanent)]
     (when-not (= :ok answer)
       (println "chat: cannot start:" (pr-str (second answer)))
       (System/exit 1)))))
