; TCP connections, in the manner of OTP's gen_tcp. A connection is a port: an actor owns it, gets
; its messages, and closes it by its end. Functions answer [:ok x] or [:error reason], reasons being
; the system's names in small letters (:econnrefused, :eaddrinuse …), :closed or :timeout.
;
; The host does the work (host/ports); here options are checked and owners changed.

(ns genera.tcp
  "TCP. Options are a map:
  :active      true (default): what comes is sent to the owner as [:tcp port data], the end as
               [:tcp-closed port], before it [:tcp-error port reason] for what is no orderly end.
               false: it is received by recv. :once: one message, then false. n: so many more
               messages, then [:tcp-passive port] and false.
  :packet      :raw (default), :line (data end with the newline), or 1, 2, 4: each packet has its
               length in front, in so many bytes, which send adds and receiving takes away.
  :as          what data are: :string (default, UTF-8), :latin1 (a character for each byte), :bytes
               (an array), :binary (genera.binary).
  :packet-size the longest packet with its length in front, 0 (default) for any below 64 MiB.
  :buffer      the longest part in which lines and raw data come, 65536 bytes.
  :send-timeout ms that send may wait for the other side, :infinity by default.
  :exit-on-close true (default): the port closes when the other side has sent its last.
  :show-econnreset whether a reset connection ends for :econnreset or, as by default, for :closed.
  :nodelay, :keepalive as the system has them; :ip, the address of this side; :inet6; :backlog."
  (:refer-clojure :exclude [send])
  (:require [genera.actors :as actors :refer [! pid? port? receive]]))

(defn- natural? [x] (and (int? x) (<= 0 x 0x7fffffff)))

(def ^:private checks
  "Which values an option may have."
  {:active          (fn [x] (or (boolean? x) (= :once x) (int? x)))
   :packet          #{:raw :line 1 2 4}
   :as              #{:string :latin1 :bytes :binary}
   :packet-size     natural?
   :buffer          (fn [x] (and (natural? x) (pos? x)))
   :send-timeout    (fn [x] (or (nil? x) (natural? x)))
   :exit-on-close   boolean?
   :show-econnreset boolean?
   :nodelay         boolean?
   :keepalive       boolean?
   :ip              string?
   :inet6           boolean?
   :backlog         natural?})

(defn- plain
  "The value of an option as the host takes it."
  [k x]
  (let [x (cond (and (= :packet k) (= 0 x)) :raw
                (= :infinity x) nil
                :else x)
        fits? (get checks k)]
    (when-not (and fits? (fits? x))
      (throw (IllegalArgumentException. (str "No option of a connection: " (pr-str k x)))))
    (if (keyword? x) (name x) x)))

(defn- plain-options [options]
  (reduce-kv (fn [all k x] (conj all (if (keyword? k) (name k) (str k)) (plain k x))) [] options))

(defn- milliseconds [timeout]
  (cond
    (or (nil? timeout) (= :infinity timeout)) nil
    (natural? timeout) timeout
    :else (throw (IllegalArgumentException.
                   (str "A timeout is milliseconds or :infinity: " (pr-str timeout))))))

(defn- check-number [n]
  (when-not (and (int? n) (<= 0 n 65535))
    (throw (IllegalArgumentException. (str "No port number: " (pr-str n))))))

(defn listen
  "A port that listens on a number, 0 for any that is free: [:ok port] or [:error reason]. Options
  are those of the connections that it will accept."
  ([number] (listen number {}))
  ([number options]
   (check-number number)
   (prim/tcp-listen number (plain-options options))))

(defn accept
  "Waits for the next connection of a listening port: [:ok port], owned by the caller, or
  [:error reason], among them :closed and :timeout."
  ([port] (accept port :infinity))
  ([port timeout] (prim/tcp-accept port (milliseconds timeout))))

(defn connect
  "Connects to a host, by name or address: [:ok port] or [:error reason]."
  ([host number] (connect host number {} :infinity))
  ([host number options] (connect host number options :infinity))
  ([host number options timeout]
   (check-number number)
   (prim/tcp-connect host number (plain-options options) (milliseconds timeout))))

(defn- payload
  "Data as the host takes them: a string, an array, or a vector of such and of bytes."
  [data]
  (if (sequential? data) (vec (flatten data)) data))

(defn send
  "Sends data, a string, an array of bytes, or a sequence, perhaps nested, of such and of bytes; :ok
  or [:error reason]. It waits while the other side does not take what was sent before."
  [port data]
  (prim/tcp-send port (payload data)))

(defn recv
  "Waits for data of a passive port: [:ok data] or [:error reason]. Of raw ones size bytes, or those
  that are there for 0; of others one packet."
  ([port size] (recv port size :infinity))
  ([port size timeout]
   (when-not (natural? size)
     (throw (IllegalArgumentException. (str "No number of bytes: " (pr-str size)))))
   (prim/tcp-receive port size (milliseconds timeout))))

(defn shutdown
  "Closes one side of a connection, :read, :write or :read-write: after :write the other side sees
  the end and may go on sending. :ok or [:error reason]."
  [port how]
  (when-not (#{:read :write :read-write} how)
    (throw (IllegalArgumentException. (str "No side of a connection: " (pr-str how)))))
  (prim/tcp-shutdown port (name how)))

(defn close
  "Closes a port, when what was sent has been written; answers :ok."
  [port]
  (prim/close-port port))

(defn set-options
  "Changes options of a connection; :ok or [:error reason]."
  [port options]
  (prim/tcp-set-options port (plain-options options)))

(defn get-options
  "[:ok options], all of them, or [:error reason]."
  [port]
  (prim/tcp-options port))

(defn local-address
  "[:ok [address number]] of this side, or [:error reason]."
  [port]
  (prim/tcp-address port false))

(defn peer-address
  "[:ok [address number]] of the other side, or [:error reason]."
  [port]
  (prim/tcp-address port true))

(defn- pass-on
  "Sends the messages of a port that have come already to another actor."
  [port pid]
  (receive
    [:tcp port data]        (do (! pid [:tcp port data]) (recur port pid))
    [:tcp-closed port]      (do (! pid [:tcp-closed port]) (recur port pid))
    [:tcp-error port why]   (do (! pid [:tcp-error port why]) (recur port pid))
    [:tcp-passive port]     (do (! pid [:tcp-passive port]) (recur port pid))
    (after 0 nil)))

(defn controlling-process
  "Makes another actor the owner of a port that the caller owns; what came before goes to it, too.
  :ok or [:error reason], among them :not-owner and :badarg for an actor that has ended."
  [port pid]
  (when-not (pid? pid) (throw (IllegalArgumentException. (str "No pid: " (pr-str pid)))))
  (cond
    (not (prim/is-port-open port)) (do (pass-on port pid) [:error :closed])
    (not (prim/owns-port port))    [:error :not-owner]
    :else
    (let [[_ options] (get-options port)
          active      (:active options)
          socket?     (= :ok (set-options port {:active false}))]
      (pass-on port pid)
      (let [answer (prim/give-port port pid)]
        (when socket? (set-options port {:active active}))
        answer))))
