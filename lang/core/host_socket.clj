; java.net: Socket, ServerSocket, InetAddress. Namespace genera.host.
;
; A socket is a passive TCP port that gives binaries (host/ports). Ports belong to actors and are
; closed with them, sockets to nobody: so one actor that never ends, the keeper, owns the ports of
; all sockets. What is asked of the host answers [:ok x] or [:error reason]; reasons become Java's
; exceptions here.

(def ^:private socket-class (genera.slow/find-type "java.net.Socket"))
(def ^:private server-class (genera.slow/find-type "java.net.ServerSocket"))
(def ^:private address-class (genera.slow/find-type "java.net.InetAddress"))
(def ^:private place-class (genera.slow/find-type "java.net.InetSocketAddress"))

(def ^:private keeper
  "The pid of the actor that owns the ports of sockets, in an atom; nil before there is one."
  (prim/atom nil))

(defn- keeper-pid
  "The keeper, which is started when it is first wanted."
  []
  (let [pid (prim/atom-value keeper)]
    (if (and pid (prim/is-alive pid))
      pid
      (let [made (prim/spawn (fn [] (deref (promise))) nil)]
        (if (prim/atom-compare-set keeper pid made)
          made
          (do (prim/exit-signal made :kill) (recur)))))))

(def ^:private options ["active" false "as" "binary" "exit-on-close" false])

; Errors.

(defn- socket-error
  "The exception of a reason: where a socket was closed by its own program, closed? is true."
  [reason closed? what]
  (case reason
    :closed       (new java.net.SocketException (if closed? "Socket closed" "Connection reset"))
    :timeout      (new java.net.SocketTimeoutException (str what " timed out"))
    :nxdomain     (new java.net.UnknownHostException what)
    :econnrefused (new java.net.ConnectException "Connection refused")
    :etimedout    (new java.net.ConnectException "Connection timed out")
    :eaddrinuse   (new java.net.BindException "Address already in use")
    :eacces       (new java.net.BindException "Permission denied")
    :epipe        (new java.net.SocketException "Broken pipe")
    :econnreset   (new java.net.SocketException "Connection reset")
    (new java.net.SocketException (prim/name reason))))

(defn- value-or-throw
  "What an answer of the host holds, if it is no error."
  [[tag x] closed? what]
  (if (= :ok tag) x (throw (socket-error x closed? what))))

; Addresses: [host-name address], either of which may be nil, and with a port.

(defn- numeric-address? [text] (some? (re-find #"^(\d+\.\d+\.\d+\.\d+|.*:.*)$" text)))

(defn- inet-address
  "An address by its name or number."
  [text]
  (cond (= "localhost" text)     (prim/instance address-class ["localhost" "127.0.0.1"])
        (numeric-address? text) (prim/instance address-class [nil text])
        :else                   (prim/instance address-class [text nil])))

(defn- host-text
  "What the host connects to for an address, its name or nil."
  [x]
  (cond (prim/is-nil x) "localhost"
        (prim/is-instance-of x address-class) (or (prim/field x 1) (prim/field x 0))
        :else x))

(defstatic java.net.InetAddress/getByName [name]
  (if (or (nil? name) (= "" name)) (inet-address "localhost") (inet-address name)))
(defstatic java.net.InetAddress/getLoopbackAddress [] (inet-address "localhost"))
(defstatic java.net.InetAddress/getLocalHost [] (inet-address "localhost"))
(defmethods java.net.InetAddress
  (getHostName [a] (or (prim/field a 0) (prim/field a 1)))
  (getCanonicalHostName [a] (.getHostName a))
  (getHostAddress [a] (or (prim/field a 1) (prim/field a 0)))
  (isLoopbackAddress [a]
    (let [address (prim/field a 1)]
      (boolean (and address (or (= "::1" address) (prim/string-starts address "127." 0))))))
  (isAnyLocalAddress [a] (contains? #{"0.0.0.0" "::"} (prim/field a 1)))
  (toString [a] (str (prim/field a 0) "/" (or (prim/field a 1) "<unresolved>")))
  (equals [a b] (and (prim/is-instance-of b address-class) (= (host-text a) (host-text b))))
  (hashCode [a] (java-hash (host-text a))))

(defstatic java.net.InetSocketAddress/new
  ([port] (prim/instance place-class [(inet-address "0.0.0.0") port]))
  ([host port]
   (prim/instance place-class [(if (prim/is-string host) (inet-address host) host) port])))
(defmethods java.net.InetSocketAddress
  (getAddress [p] (prim/field p 0))
  (getHostName [p] (.getHostName (prim/field p 0)))
  (getHostString [p] (.getHostName (prim/field p 0)))
  (getPort [p] (prim/field p 1))
  (toString [p] (str (prim/field p 0) ":" (prim/field p 1)))
  (equals [p q] (and (prim/is-instance-of q place-class) (= (str p) (str q))))
  (hashCode [p] (java-hash (str p))))

(defn- place-of
  "The InetSocketAddress of one side of a port, nil if it has none."
  [port peer?]
  (let [[tag x] (if port (prim/tcp-address port peer?) [:error nil])]
    (if (= :ok tag)
      (prim/instance place-class [(inet-address (nth x 0)) (nth x 1)])
      nil)))

; Sockets: [port timeout closed? input output local remote], timeout being that of reading in ms,
; or nil; the streams are made when they are asked for.

(defn- closed? [s] (prim/field s 2))

(defn- keep-port
  "A port of the caller's, now the keeper's."
  [port]
  (prim/give-port port (keeper-pid))
  port)

(defn- make-socket
  "A socket of a port, nil for one that is not connected yet."
  [port]
  (prim/mutable-instance socket-class
                         [(if port (keep-port port) nil) nil false nil nil
                          (place-of port false) (place-of port true)]))

(defn- connect-port
  "A port connected to a host and a number, within ms milliseconds unless that is nil."
  [host number ms]
  (value-or-throw (prim/tcp-connect host number options ms) false
                  (if ms "Connect" host)))

(defstatic java.net.Socket/new
  ([] (make-socket nil))
  ([host number] (make-socket (connect-port (host-text host) number nil))))

(defn- read-socket
  "The next bytes of a socket, a binary; nil at the end."
  [s]
  (when (closed? s) (throw (new java.net.SocketException "Socket closed")))
  (let [[tag x] (prim/tcp-receive (prim/field s 0) 0 (prim/field s 1))]
    (cond (= :ok tag) x
          (and (= :closed x) (not (closed? s))) nil
          :else (throw (socket-error x (closed? s) "Read")))))

(defn- write-socket
  "Sends a binary."
  [s binary]
  (when (closed? s) (throw (new java.net.SocketException "Socket closed")))
  (let [answer (prim/tcp-send (prim/field s 0) binary)]
    (when-not (= :ok answer) (throw (socket-error (nth answer 1) (closed? s) "Write")))
    nil))

(defn- close-socket [s]
  (when-not (closed? s)
    (prim/set-field s 2 true)
    (when (prim/field s 0) (prim/close-port (prim/field s 0))))
  nil)

(defn- stream-of-socket
  "A stream of a socket, made once."
  [s field make]
  (when (closed? s) (throw (new java.net.SocketException "Socket is closed")))
  (when-not (prim/field s 0) (throw (new java.net.SocketException "Socket is not connected")))
  (or (prim/field s field)
      (let [made (make)] (prim/set-field s field made) made)))

(defmethods java.net.Socket
  (connect ([s place] (.connect s place 0))
           ([s place ms]
            (let [port (connect-port (host-text (.getAddress place)) (.getPort place)
                                     (if (= 0 ms) nil ms))]
              (prim/set-field s 0 (keep-port port))
              (prim/set-field s 5 (place-of port false))
              (prim/set-field s 6 (place-of port true))
              nil)))
  (getInputStream [s]
    (stream-of-socket s 3 (fn [] (input-stream "java.io.InputStream" no-bytes
                                               (fn [] (read-socket s))
                                               (fn [] (close-socket s))))))
  (getOutputStream [s]
    (stream-of-socket s 4 (fn [] (output-stream "java.io.OutputStream"
                                                (fn [binary] (write-socket s binary))
                                                (fn [] (close-socket s))))))
  (close [s] (close-socket s))
  (isClosed [s] (closed? s))
  (isConnected [s] (some? (prim/field s 0)))
  (isBound [s] (some? (prim/field s 0)))
  (shutdownInput [s] (prim/tcp-shutdown (prim/field s 0) "read") nil)
  (shutdownOutput [s] (prim/tcp-shutdown (prim/field s 0) "write") nil)
  (getPort [s] (if (prim/field s 6) (.getPort (prim/field s 6)) 0))
  (getLocalPort [s] (if (prim/field s 5) (.getPort (prim/field s 5)) -1))
  (getInetAddress [s] (if (prim/field s 6) (.getAddress (prim/field s 6)) nil))
  (getLocalAddress [s] (if (prim/field s 5) (.getAddress (prim/field s 5)) nil))
  (getRemoteSocketAddress [s] (prim/field s 6))
  (getLocalSocketAddress [s] (prim/field s 5))
  (getSoTimeout [s] (or (prim/field s 1) 0))
  (setSoTimeout [s ms] (prim/set-field s 1 (if (= 0 ms) nil ms)) nil)
  (setTcpNoDelay [s on] (prim/tcp-set-options (prim/field s 0) ["nodelay" (boolean on)]) nil)
  (setKeepAlive [s on] (prim/tcp-set-options (prim/field s 0) ["keepalive" (boolean on)]) nil)
  (toString [s]
    (if (prim/field s 6)
      (str "Socket[addr=" (.getInetAddress s) ",port=" (.getPort s) ",localport="
           (.getLocalPort s) "]")
      "Socket[unconnected]")))

; Listening sockets: [port timeout closed? place].

(defn- listen
  "A listening socket on a number, of any address if that is nil."
  [number backlog address]
  (let [port (value-or-throw
               (prim/tcp-listen number (into (if (< 0 backlog) ["backlog" backlog] [])
                                             (into (if address ["ip" (host-text address)] [])
                                                   options)))
               false "Bind")]
    (keep-port port)
    (prim/mutable-instance server-class [port nil false (place-of port false)])))

(defstatic java.net.ServerSocket/new
  ([number] (listen number 0 nil))
  ([number backlog] (listen number backlog nil))
  ([number backlog address] (listen number backlog address)))

(defmethods java.net.ServerSocket
  (accept [s]
    (when (closed? s) (throw (new java.net.SocketException "Socket is closed")))
    (let [[tag x] (prim/tcp-accept (prim/field s 0) (prim/field s 1))]
      (if (= :ok tag)
        (make-socket x)
        (throw (socket-error x true "Accept")))))
  (close [s] (close-socket s))
  (isClosed [s] (closed? s))
  (isBound [s] true)
  (getLocalPort [s] (.getPort (prim/field s 3)))
  (getInetAddress [s] (.getAddress (prim/field s 3)))
  (getLocalSocketAddress [s] (prim/field s 3))
  (getSoTimeout [s] (or (prim/field s 1) 0))
  (setSoTimeout [s ms] (prim/set-field s 1 (if (= 0 ms) nil ms)) nil)
  (setReuseAddress [s on] nil)
  (toString [s] (str "ServerSocket[addr=" (.getInetAddress s) ",localport=" (.getLocalPort s) "]")))
