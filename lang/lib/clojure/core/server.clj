; clojure.core.server: REPLs for people and for programs, over sockets. A server is a listening
; socket and an actor that accepts its clients; each client has an actor of its own, in which the
; server's accept function runs with *in* and *out* bound to the connection.
;
; A prepl is a REPL whose output is data: a map for each result, each text that was printed, and
; each tapped value.

(ns clojure.core.server
  "Servers that let others evaluate code over a socket: socket REPLs and prepls."
  (:require [clojure.edn :as edn]
            [clojure.main :as main]
            [clojure.string :as string])
  (:import [clojure.lang LineNumberingPushbackReader]
           [java.io BufferedWriter InputStreamReader OutputStreamWriter]
           [java.net InetAddress ServerSocket Socket SocketException]))

(def ^:dynamic *session*
  "{:server name, :client id} in the functions that serve a client, otherwise nil."
  nil)

(defonce ^{:private true
           :doc     "The running servers by name, in an atom: {:name :socket :sessions}."}
  servers
  (atom {}))

(defn- start-thread
  "Calls f in a thread of that name."
  [name daemon? f]
  (doto (Thread. f name)
    (.setDaemon daemon?)
    (.start)))

(defn- validate-opts
  "Throws, with the options as data, if one that is needed is missing, or the port is no number of
  one."
  [{:keys [port] :as opts}]
  (doseq [key [:name :port :accept]]
    (when (nil? (get opts key))
      (throw (ex-info (str "Missing required socket server property " key) opts))))
  (when-not (and (integer? port) (<= 0 port 65535))
    (throw (ex-info (str "Invalid socket server port: " port) opts))))

; Servers.

(defn- serve-client
  "Calls the accept function for a client, and closes the connection in the end."
  [connection name client {:keys [accept args bind-err] :or {bind-err true}}]
  (try
    (let [in  (LineNumberingPushbackReader. (InputStreamReader. (.getInputStream connection)))
          out (BufferedWriter. (OutputStreamWriter. (.getOutputStream connection)))]
      (binding [*in*      in
                *out*     out
                *err*     (if bind-err out *err*)
                *session* {:server name :client client}]
        (swap! servers assoc-in [name :sessions client] {})
        (apply (requiring-resolve accept) args)
        (flush)))
    (catch SocketException _)
    (finally
      (swap! servers (fn [all] (if (all name) (update-in all [name :sessions] dissoc client) all)))
      (.close connection))))

(defn- accept-clients
  "Accepts clients until the server's socket is closed."
  [socket {:keys [name client-daemon] :or {client-daemon true} :as opts}]
  (try
    (loop [n 1]
      (when-not (.isClosed socket)
        (when-let [connection (try (.accept socket) (catch SocketException _ nil))]
          (start-thread (str "Clojure Connection " name " " n) client-daemon
                        (bound-fn [] (serve-client connection name (str n) opts))))
        (recur (inc n))))
    (finally
      (swap! servers (fn [all]
                       (if (= socket (get-in all [name :socket])) (dissoc all name) all))))))

(defn start-server
  "Starts a server and answers its socket. Options:
    :name           any value, required
    :port           a number, 0 for any that is free, required
    :accept         the symbol of the function that serves a client, required; its namespace is
                    loaded
    :args           a vector of its arguments
    :address        the address to listen on, the loopback address if absent
    :bind-err       whether *err* goes to the client, too, true if absent
    :server-daemon, :client-daemon  whether these threads are daemons, true if absent"
  [{:keys [address port name server-daemon] :or {server-daemon true} :as opts}]
  (validate-opts opts)
  (let [socket (ServerSocket. port 0 (InetAddress/getByName address))]
    (swap! servers assoc name {:name name :socket socket :sessions {}})
    (start-thread (str "Clojure Server " name) server-daemon (fn [] (accept-clients socket opts)))
    socket))

(defn stop-server
  "Stops the server of that name, or the one that serves the caller; true, or nil if there is none.
  Clients that are being served stay."
  ([] (stop-server (:server *session*)))
  ([name]
   (let [[old] (swap-vals! servers dissoc name)]
     (when-let [socket (get-in old [name :socket])]
       (.close socket)
       true))))

(defn stop-servers
  "Stops all servers."
  []
  (doseq [name (keys @servers)]
    (try (stop-server name) (catch Exception _))))

(defn start-servers
  "Starts a server for each property clojure.server.NAME, whose value is a map of options as text."
  [system-props]
  (doseq [[key options] system-props
          :let [[_ name] (re-matches #"clojure\.server\.([^.]*).*" key)]
          :when name]
    (start-server (merge {:name name} (edn/read-string options)))))

; A REPL for people.

(defn repl-init
  "Goes to the namespace user, with what a REPL requires there."
  []
  (in-ns 'user)
  (apply require main/repl-requires))

(defn repl-read
  "The next form of *in* as clojure.main/repl wants it; :repl/quit ends the REPL."
  [request-prompt request-exit]
  (or ({:line-start request-prompt :stream-end request-exit} (main/skip-whitespace *in*))
      (let [form (read {:read-cond :allow} *in*)]
        (main/skip-if-eol *in*)
        (if (= :repl/quit form) request-exit form))))

(defn repl
  "A REPL on *in* and *out*, as an accept function."
  []
  (main/repl :init repl-init :read repl-read))

; REPLs for programs.

(defn- ex->data
  "An exception as data, with the phase it happened in."
  [e phase]
  (assoc (Throwable->map e) :phase phase))

(defn- ns-text [] (str (ns-name *ns*)))

(defn- evaluate
  "Evaluates a form and gives out-fn what came of it; nil if that was :repl/quit."
  [form text out-fn]
  (try
    (let [start (System/nanoTime)
          value (eval form)
          ms    (quot (- (System/nanoTime) start) 1000000)]
      (when-not (= :repl/quit value)
        (set! *3 *2)
        (set! *2 *1)
        (set! *1 value)
        (out-fn {:tag  :ret
                 :val  (if (instance? Throwable value) (Throwable->map value) value)
                 :ns   (ns-text)
                 :ms   ms
                 :form text})
        true))
    (catch Throwable e
      (set! *e e)
      (out-fn {:tag       :ret
               :val       (ex->data e (or (:clojure.error/phase (ex-data e)) :execution))
               :ns        (ns-text)
               :form      text
               :exception true})
      true)))

(defn prepl
  "A REPL that reads forms from in-reader, a LineNumberingPushbackReader, and gives out-fn maps,
  until the reader ends or a form is :repl/quit:
    {:tag :ret, :val value, :ns name, :ms time, :form text}, one for each form; after an exception
    :val is that as data, and :exception true
    {:tag :out, :val text} and {:tag :err, :val text} for what was printed
    {:tag :tap, :val value} for what was tapped, at any time.
  What is evaluated reads *in*, too, from in-reader, or from :stdin."
  [in-reader out-fn & {:keys [stdin]}]
  (let [end     (Object.)
        printer (fn [tag] (PrintWriter-on (fn [text] (out-fn {:tag tag :val text})) nil))
        tapped  (fn [value] (out-fn {:tag :tap :val value}))
        step    (fn []
                  (try
                    (let [[form text] (read+string {:eof end :read-cond :allow} in-reader)]
                      (when-not (identical? form end) (evaluate form text out-fn)))
                    (catch Throwable e
                      (set! *e e)
                      (out-fn {:tag       :ret
                               :val       (ex->data e :read-source)
                               :ns        (ns-text)
                               :exception true})
                      true)))]
    (main/with-bindings
      (in-ns 'user)
      (binding [*in*  (or stdin in-reader)
                *out* (printer :out)
                *err* (printer :err)]
        (add-tap tapped)
        (try
          (while (step))
          (finally (remove-tap tapped)))))))

(defn- function-of
  "The function that valf is or, a symbol, names."
  [valf]
  (if (symbol? valf)
    (or (requiring-resolve valf)
        (throw (Exception. (str "can't resolve: " valf))))
    valf))

(defn io-prepl
  "A prepl on *in* and *out*, as an accept function. Its maps are printed, a line each; :valf, a
  function or the symbol of one, makes texts of the values of :ret and :tap, pr-str if absent."
  [& {:keys [valf] :or {valf pr-str}}]
  (let [valf (function-of valf)
        out  *out*
        lock (Object.)]
    (prepl *in*
           (fn [m]
             (binding [*out* out, *flush-on-newline* true, *print-readably* true]
               (locking lock
                 (prn (if (#{:ret :tap} (:tag m))
                        (try
                          (assoc m :val (valf (:val m)))
                          (catch Throwable e
                            (assoc m :val (valf (ex->data e :print-eval-result))
                                     :exception true)))
                        m))))))))

(defn- forward-results
  "Gives out-fn the maps that come from a remote prepl, their values read."
  [reader out-fn valf readf]
  (let [end (Object.)]
    (loop []
      (let [{:keys [tag val] :as m} (readf reader end)]
        (when-not (identical? m end)
          (out-fn (if (#{:ret :tap} tag)
                    (try
                      (assoc m :val (valf val))
                      (catch Throwable e
                        (assoc m :val (ex->data e :read-eval-result) :exception true)))
                    m))
          (recur))))))

(defn remote-prepl
  "A prepl on in-reader and out-fn that another one, an io-prepl at a host and port, does the work
  for. Its maps are read by :readf, a function of a reader and what to answer at the end; the values
  of :ret and :tap by :valf, read-string if absent. Either may be the symbol of a function."
  [host port in-reader out-fn & {:keys [valf readf]
                                 :or   {valf read-string, readf (fn [r end] (read r false end))}}]
  (let [valf   (function-of valf)
        readf  (function-of readf)
        socket (Socket. host (if (string? port) (parse-long port) port))
        reader (LineNumberingPushbackReader. (InputStreamReader. (.getInputStream socket)))
        writer (OutputStreamWriter. (.getOutputStream socket))
        part   (char-array 1024)]
    (start-thread "clojure.core.server/remote-prepl" true
                  (bound-fn []
                    (try (forward-results reader out-fn valf readf)
                         (catch SocketException _)
                         (finally (.close writer)))))
    (try
      (loop []
        (let [n (.read in-reader part)]
          (when-not (= -1 n)
            (.write writer part 0 n)
            (.flush writer)
            (recur))))
      (finally (.close reader)))))
