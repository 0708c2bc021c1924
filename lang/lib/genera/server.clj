; Servers: an actor that holds a state and answers requests, in the manner of OTP's gen_server.
;
; Callbacks are a map of functions by keyword, a namespace (a symbol or namespace object) with
; functions of these names, or a reify of the protocol Server. What they answer is OTP's, as
; vectors; anything else ends the server with [:bad-return-value x].

(ns genera.server
  "Servers. Callbacks: (init args), (handle-call request from state), (handle-cast request state),
  (handle-info message state), (handle-continue x state), (terminate reason state),
  (code-change old-version state extra).
  init answers [:ok state], [:ok state next], :ignore or [:stop reason]; handle-call [:reply value
  state], [:reply value state next], [:noreply state], [:noreply state next], [:stop reason value
  state] or [:stop reason state]; the others [:noreply state], [:noreply state next] or [:stop
  reason state]. next is a timeout in ms, after which handle-info gets :timeout, :hibernate, or
  [:continue x], which calls handle-continue before any message is taken."
  (:refer-clojure :exclude [cast])
  (:require [genera.actors :as actors :refer [! exit self]]
            [genera.gen :as gen]
            [genera.logger :as logger]))

(defprotocol Server
  "The callbacks of a server as methods; those that are left out are as in a map without them."
  (init [this args])
  (handle-call [this request from state])
  (handle-cast [this request state])
  (handle-info [this message state])
  (handle-continue [this x state])
  (terminate [this reason state])
  (code-change [this old-version state extra]))

(def ^:private callback-names
  [:init :handle-call :handle-cast :handle-info :handle-continue :terminate :code-change])

(defn callbacks-of
  "The callbacks as a map of functions; throws for what has no :init."
  [x]
  (let [found (gen/callbacks-of x "genera.server.Server" callback-names)]
    (when-not (:init found)
      (throw (IllegalArgumentException.
               (str "A server's callbacks are a map with :init, a namespace with init, or a reify "
                    "of genera.server/Server: " (pr-str x)))))
    found))

; Ending.

(defn- end
  "Calls terminate and ends the actor."
  [{:keys [callbacks state] :as s} reason]
  (let [f      (:terminate callbacks)
        failed (when f
                 (let [[kind why] (gen/outcome f reason state)]
                   (when (= :exit kind) [why])))
        reason (if failed (first failed) reason)]
    (gen/note-end (merge {:state state} (when (contains? s :last) {:last-message (:last s)})))
    (exit reason)))

; The loop. :next is nil, ms, :hibernate or [:continue x].

(defn- next-step?
  [x]
  (or (nil? x) (= :infinity x) (= :hibernate x) (and (int? x) (<= 0 x))
      (and (vector? x) (= 2 (count x)) (= :continue (first x)))))

(defn- go-on
  [s state step]
  (assoc s :state state :next (when-not (= :infinity step) step)))

(defn- bad-return
  [s value]
  (end s [:bad-return-value value]))

(defn- act
  "The loop's state after what a callback other than handle-call answered."
  [s answer]
  (let [[kind a b] (when (vector? answer) answer)
        n          (if (vector? answer) (count answer) 0)]
    (cond
      (and (= :noreply kind) (or (= 2 n) (and (= 3 n) (next-step? b)))) (go-on s a b)
      (and (= :stop kind) (= 3 n)) (end (assoc s :state b) a)
      :else (bad-return s answer))))

(defn- answer-call
  [s from value]
  (gen/reply from value)
  (gen/trace s [:out value (first from)]))

(defn- act-on-call
  "As act, for handle-call."
  [s from answer]
  (let [[kind a b c] (when (vector? answer) answer)
        n            (if (vector? answer) (count answer) 0)]
    (cond
      (and (= :reply kind) (or (= 3 n) (and (= 4 n) (next-step? c))))
      (go-on (answer-call s from a) b c)
      (and (= :stop kind) (= 4 n))
      (let [f (fn [] (answer-call s from b))]
        ; as in OTP, terminate is called before the caller has its answer
        (try (end (assoc s :state c) a) (finally (f))))
      :else (act s answer))))

(defn- call-back
  "What a callback answers; one that throws or exits ends the server."
  [s k & args]
  (let [f (get (:callbacks s) k)]
    (if f
      (let [[kind value] (apply gen/outcome f args)]
        (if (= :ok kind) value (end s value)))
      (case k
        :handle-info (do (logger/log* :warning
                                      {:report :unexpected-message
                                       :server (or (:name s) (self))
                                       :message (first args)}
                                      nil)
                         [:noreply (:state s)])
        (end s [:undef k])))))

(defn- take-message
  [s m]
  (let [s          (gen/trace (assoc s :last m) [:in m])
        [tag x y]  (when (vector? m) m)
        n          (if (vector? m) (count m) 0)
        state      (:state s)]
    (cond
      (and (= ::call tag) (= 3 n)) (act-on-call s x (call-back s :handle-call y x state))
      (and (= ::cast tag) (= 2 n)) (act s (call-back s :handle-cast x state))
      :else                        (act s (call-back s :handle-info m state)))))

(declare run-loop)

(defn- turn
  "One turn of the loop."
  [{step :next :as s}]
  (if (and (vector? step) (not (:suspended? s)))
    (act (assoc s :next nil) (call-back s :handle-continue (second step) (:state s)))
    (do
      (when (= :hibernate step) (gen/hibernate run-loop (assoc s :next nil)))
      (let [found (gen/next-message s (when (int? step) step))]
        (cond
          (= :timeout found)        (act (gen/trace (assoc s :last :timeout) [:in :timeout])
                                         (call-back s :handle-info :timeout (:state s)))
          (= :state (first found))  (second found)
          :else                     (take-message s (second found)))))))

(defn- run-loop
  [s]
  (loop [s s] (recur (turn s))))

; Starting.

(def ^:private system
  {:get         :state
   :put         (fn [s state] (assoc s :state state))
   :terminate   end
   :code-change (fn [s [old-version extra]]
                  (let [f (get-in s [:callbacks :code-change])
                        answer (if f (f old-version (:state s) extra) [:ok (:state s)])]
                    (if (and (vector? answer) (= :ok (first answer)) (= 2 (count answer)))
                      (assoc s :state (second answer))
                      (exit [:bad-return-value answer]))))})

(defn- begin
  [module args name parent answer!]
  (let [s {:parent parent :name name :module module :sys system
           :callbacks (callbacks-of module)}
        [kind answer] (gen/outcome (:init (:callbacks s)) args)
        [tag a b]     (when (vector? answer) answer)
        n             (if (vector? answer) (count answer) 0)]
    (cond
      (= :exit kind)     (do (answer! [:error answer]) (exit answer))
      (= :ignore answer) (answer! :ignore)
      (and (= :ok tag) (or (= 2 n) (and (= 3 n) (next-step? b))))
      (do (answer! [:ok (self)]) (run-loop (go-on s a b)))
      (and (= :stop tag) (= 2 n))  (do (answer! [:error a]) (exit a))
      (and (= :error tag) (= 2 n)) (answer! [:error a])
      :else (do (answer! [:error [:bad-return-value answer]])
                (exit [:bad-return-value answer])))))

(defn- start-as
  [module args options link?]
  (callbacks-of module)
  (gen/start (fn [parent answer!]
               (begin module args (:name options) (if link? parent (self)) answer!))
             (assoc options :link link?
                    :initial-call (or (:initial-call options)
                                      [(if (or (symbol? module) (map? module)) 'genera.server
                                         (class module)) :init]))))

(defn start-link
  "Starts a server linked to the running actor: calls init with args, and answers when that has:
  [:ok pid], :ignore or [:error reason]. Options: :name (a keyword, a symbol or [:via registry
  key]; if it is taken the answer is [:error [:already-started pid]]), :timeout in ms for init,
  :spawn-opt."
  ([callbacks args] (start-link callbacks args {}))
  ([callbacks args options] (start-as callbacks args options true)))

(defn start
  "As start-link, without a link."
  ([callbacks args] (start callbacks args {}))
  ([callbacks args options] (start-as callbacks args options false)))

(defn start-monitor
  "As start, and monitors the server: [:ok [pid ref]]."
  ([callbacks args] (start-monitor callbacks args {}))
  ([callbacks args options]
   (let [answer (start callbacks args options)]
     (if (and (vector? answer) (= :ok (first answer)))
       [:ok [(second answer) (actors/monitor (second answer))]]
       answer))))

(defn enter-loop
  "Makes the running actor a server with that state; answers never."
  ([callbacks state] (enter-loop callbacks state {}))
  ([callbacks state options]
   (run-loop {:parent (first (actors/pget :genera.gen/ancestors)) :name (:name options)
              :module callbacks :callbacks (callbacks-of callbacks) :sys system :state state
              :next (:next options)})))

; Clients.

(defn call
  "The server's answer to a request. Without one in 5 seconds (or `timeout` ms, or :infinity), or
  when the server is not there or ends, the caller exits with [reason [genera.server/call server
  request timeout]]; a late answer is dropped."
  ([server request] (call server request 5000))
  ([server request timeout] (gen/call ::call 'genera.server/call server request timeout)))

(defn cast
  "Sends a request that is not answered; answers :ok, whether there is a server or not."
  [server request]
  (let [pid (gen/find-actor server)]
    (when pid (! pid [::cast request]))
    :ok))

(defn reply
  "Answers a call from anywhere, given the `from` that handle-call got; answers :ok."
  [from value]
  (gen/reply from value))

(defn send-request
  "Sends a call and goes on; answers its id for receive-response, wait-response and
  check-response."
  [server request]
  (gen/send-request ::call server request))

(defn receive-response
  "[:reply value], [:error [reason server]] or, after timeout ms, :timeout, which gives the request
  up."
  ([id] (receive-response id :infinity))
  ([id timeout] (gen/receive-response id timeout)))

(defn wait-response
  "As receive-response, but after :timeout the request can be waited for again."
  ([id] (wait-response id :infinity))
  ([id timeout] (gen/wait-response id timeout)))

(defn check-response
  "[:reply value] or [:error [reason server]] if the message answers the request, else :no-reply."
  [message id]
  (gen/check-response message id))

(defn stop
  "Ends a server for a reason (:normal) and waits until it has ended; answers :ok. The caller exits
  if the server is not there, ends for another reason, or not within timeout ms (:infinity)."
  ([server] (stop server :normal :infinity))
  ([server reason] (stop server reason :infinity))
  ([server reason timeout]
   (let [place ['genera.server/stop server reason timeout]
         pid   (or (gen/find-actor server) (exit [:noproc place]))
         r     (actors/monitor pid)]
     (! pid [:genera.sys/system [(self) nil] [:terminate reason]])
     (actors/receive
       [:DOWN r _ _ why] (if (= why reason) :ok (exit [why place]))
       (after (when-not (= :infinity timeout) timeout)
         (do (actors/demonitor r :flush) (exit [:timeout place])))))))
