; The API of otplike.gen-server: a process that holds a state and answers requests.
;
; A call is [::call [ref pid] request]; ref is a monitor and an alias of the caller, so that a late
; or second answer is dropped. The caller does not take its answer out of its process's mailbox, so
; a call costs the same however much mail waits.

(ns otplike.gen-server
  "Servers. An implementation is a reify of IGenServer, a map of functions or a namespace:
  init answers [:ok state], [:ok state timeout] or [:stop reason]; handle-call [:reply value state],
  [:noreply state], each with a timeout or without, [:stop reason value state] or [:stop reason
  state]; handle-cast and handle-info [:noreply state], with a timeout or without, or [:stop reason
  state]; terminate anything. After timeout ms without a message handle-info gets :timeout. A
  callback may answer an async of what it answers."
  (:refer-clojure :exclude [cast])
  (:require [clojure.core.match :refer [match]]
            [genera.actors :as actors :refer [receive]]
            [otplike.actor :as actor]
            [otplike.process :as process :refer [!]]))

(defprotocol IGenServer
  "The callbacks of a server as methods."
  (init [_ args])
  (handle-call [_ request from state])
  (handle-cast [_ request state])
  (handle-info [_ request state])
  (terminate [_ reason state]))

; Callbacks.

(defn- from-protocol
  [impl]
  {:init        (fn [args] (init impl args))
   :handle-call (fn [request from state] (handle-call impl request from state))
   :handle-cast (fn [request state] (handle-cast impl request state))
   :handle-info (fn [request state] (handle-info impl request state))
   :terminate   (fn [reason state] (terminate impl reason state))})

(defn- callbacks-of
  "A function from the name of a callback, a keyword, to its function or nil."
  [server]
  (cond
    (satisfies? IGenServer server) (from-protocol server)
    (map? server) (cond-> server
                    (:init server) (update :init (fn [f] (fn [args] (apply f args)))))
    (instance? clojure.lang.Namespace server)
    (fn [k]
      (when-let [v (ns-resolve server (symbol (name k)))]
        (if (= :init k) (fn [args] (apply @v args)) @v)))
    :else (throw (IllegalArgumentException.
                   (str "A server is an IGenServer, a map or a namespace: " (pr-str server))))))

(defn- call-back
  "[:ok answer] of a callback, or [:EXIT reason]."
  [callbacks k & args]
  (process/ex-catch
    (if-let [f (callbacks k)]
      [:ok (process/await?! (apply f args))]
      (process/exit [:undef [(symbol (name k)) (vec args)]]))))

(defn- finish
  "The reason of the end, after terminate."
  [callbacks reason state]
  (if (callbacks :terminate)
    (match (call-back callbacks :terminate reason state)
      [:EXIT other] other
      _ reason)
    reason))

(defn reply
  "Answers a call, given by its `from`."
  [[mref _pid :as _from] response]
  (actors/! mref [mref response])
  nil)

; The loop. A step is [state timeout], or [::end reason].

(defn- bad-return
  [callbacks k value state]
  [::end (finish callbacks [:bad-return-value (symbol (name k)) value] state)])

(defn- after-call
  [callbacks from request state]
  (match (call-back callbacks :handle-call request from state)
    [:ok [:reply response new-state]]         (do (reply from response) [new-state :infinity])
    [:ok [:reply response new-state timeout]] (do (reply from response) [new-state timeout])
    [:ok [:noreply new-state]]                [new-state :infinity]
    [:ok [:noreply new-state timeout]]        [new-state timeout]
    [:ok [:stop reason response new-state]]
    (let [reason (finish callbacks reason new-state)]
      (reply from response)
      [::end reason])
    [:ok [:stop reason new-state]] [::end (finish callbacks reason new-state)]
    [:ok other]                    (bad-return callbacks :handle-call other state)
    [:EXIT reason]                 [::end (finish callbacks reason state)]))

(defn- after-message
  [callbacks k message state]
  (match (call-back callbacks k message state)
    [:ok [:noreply new-state]]         [new-state :infinity]
    [:ok [:noreply new-state timeout]] [new-state timeout]
    [:ok [:stop reason new-state]]     [::end (finish callbacks reason new-state)]
    [:ok other]                        (bad-return callbacks k other state)
    [:EXIT reason]                     [::end (finish callbacks reason state)]))

(defn- run-loop
  [callbacks parent state timeout]
  (loop [state state timeout timeout]
    (let [[state timeout]
          (process/receive!
            [:EXIT parent reason]   [::end (finish callbacks reason state)]
            [::call from request]   (after-call callbacks from request state)
            [::cast request]        (after-message callbacks :handle-cast request state)
            message                 (after-message callbacks :handle-info message state)
            (after timeout          (after-message callbacks :handle-info :timeout state)))]
      (if (= ::end state)
        (process/exit timeout)
        (recur state timeout)))))

(process/proc-defn ^:no-doc gen-server-proc [callbacks args parent answer!]
  (let [fail (fn [reason] (answer! [:error reason]) (process/exit reason))
        go   (fn [state timeout]
               (answer! [:ok (process/self)])
               (run-loop callbacks parent state timeout))]
    (match (call-back callbacks :init args)
      [:ok [:ok state]]         (go state :infinity)
      [:ok [:ok state timeout]] (go state timeout)
      [:ok [:stop reason]]      (fail reason)
      [:ok other]               (fail [:bad-return-value 'init other])
      [:EXIT reason]            (fail reason))))

; Starting.

(defn- kill
  [pid]
  (process/ex-catch (process/unlink pid))
  (actors/exit pid :kill)
  [:error :timeout])

(defn- await-start
  [pid r timeout]
  (let [down   (actors/monitor pid)
        answer (receive
                 [r answer] answer
                 [:DOWN down _ _ reason] [:error reason]
                 (after (when (int? timeout) timeout) (kill pid)))]
    (actors/unalias r)
    (actors/demonitor down :flush)
    answer))

(defn start!
  "Starts a server; init is called with args, a sequence (a reify gets it as one argument). Answers
  [:ok pid] or [:error reason]. Options: :timeout, the ms init may take, and :spawn-opt, as
  process/spawn-opt takes."
  ([server] (start! server []))
  ([server args] (start! server args {}))
  ([server args {:keys [timeout spawn-opt] :or {timeout :infinity spawn-opt {}}}]
   (when-not (or (= :infinity timeout) (nat-int? timeout))
     (throw (IllegalArgumentException. (str "No timeout: " (pr-str timeout)))))
   (let [callbacks (callbacks-of server)
         parent    (process/ex-catch (process/self))
         r         (actors/make-alias)
         answer!   (fn [x] (actors/! r [r x]))]
     (match (process/ex-catch
              [:ok (process/spawn-opt gen-server-proc [callbacks args parent answer!] spawn-opt)])
       [:ok pid]      (await-start pid r timeout)
       [:EXIT reason] (do (actors/unalias r) [:error reason]))))
  ([reg-name server args options]
   (start! server args (assoc-in options [:spawn-opt :register] reg-name))))

(defn start
  "An async of start!."
  ([server] (start server []))
  ([server args] (start server args {}))
  ([server args options] (process/async (start! server args options)))
  ([reg-name server args options] (process/async (start! reg-name server args options))))

(defn start-link!
  "As start!, linked to the running process."
  ([server] (start-link! server []))
  ([server args] (start-link! server args {}))
  ([server args options] (start! server args (assoc-in options [:spawn-opt :link] true)))
  ([reg-name server args options]
   (start! reg-name server args (assoc-in options [:spawn-opt :link] true))))

(defn start-link
  "An async of start-link!."
  ([server] (start-link server []))
  ([server args] (start-link server args {}))
  ([server args options] (process/async (start-link! server args options)))
  ([reg-name server args options] (process/async (start-link! reg-name server args options))))

(defn- here [] `(the-ns '~(ns-name *ns*)))

(defn- ns-form
  "The call of a start function for the namespace it stands in."
  [f args]
  (if (= 3 (count args))
    (let [[reg-name args options] args] `(~f ~reg-name ~(here) ~args ~options))
    `(~f ~(here) ~@args)))

(defmacro start-ns!
  "As start!, with the namespace it stands in as implementation; a name may stand first."
  {:arglists '([] [args] [args options] [reg-name args options])}
  [& args]
  (ns-form `start! args))

(defmacro start-ns
  "An async of start-ns!."
  {:arglists '([] [args] [args options] [reg-name args options])}
  [& args]
  (ns-form `start args))

(defmacro start-link-ns!
  "As start-ns!, linked to the running process."
  {:arglists '([] [args] [args options] [reg-name args options])}
  [& args]
  (ns-form `start-link! args))

(defmacro start-link-ns
  "An async of start-link-ns!."
  {:arglists '([] [args] [args options] [reg-name args options])}
  [& args]
  (ns-form `start-link args))

; Requests.

(defn- await-answer
  [pid request timeout-ms place]
  (let [own  (when actor/*process* (actors/monitor (:pid (actor/live))))
        done (fn [] (when own (actors/demonitor own :flush)))
        r    (actors/monitor pid {:alias :reply-demonitor})]
    (actors/! pid [::call [r (:pid actor/*process*)] request])
    (receive
      [r response] (do (done) response)
      [:DOWN r _ _ reason] (do (done) (process/exit [reason place]))
      [:DOWN own _ _ _] (do (actors/demonitor r :flush) (process/exit :noproc))
      (after (when-not (= :infinity timeout-ms) timeout-ms)
        (do (done)
            (actors/demonitor r :flush)
            (receive [r _] nil (after 0 nil))
            (process/exit [:timeout place]))))))

(defn- call-as
  [server request timeout-ms args]
  (let [place [`call args]]
    (if-let [pid (process/resolve-pid server)]
      (await-answer pid request timeout-ms place)
      (process/exit [:noproc place]))))

(defn call!
  "A server's answer to a request. Exits with [reason [otplike.gen-server/call args]] if none comes
  within timeout-ms (5000, or :infinity), or the server is not there or ends."
  ([server request] (call-as server request 5000 [server request]))
  ([server request timeout-ms] (call-as server request timeout-ms [server request timeout-ms])))

(defn call
  "An async of call!."
  ([server request] (process/async (call! server request)))
  ([server request timeout-ms] (process/async (call! server request timeout-ms))))

(defn cast
  "Sends a request that is not answered."
  [server request]
  (! server [::cast request]))
