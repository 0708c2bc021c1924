; Event managers: an actor with any number of handlers, each with a state of its own, that all get
; every event, in the manner of OTP's gen_event.
;
; The manager is a server whose state is a vector of handlers {:id :callbacks :state :owner}, the
; newest first. A handler that throws, exits or answers nonsense is removed; the manager lives on.

(ns genera.event
  "Event managers. Handlers are callbacks: (init args) -> [:ok state] or [:error reason];
  (handle-event event state) and (handle-info message state) -> [:ok state], :remove-handler or
  [:swap-handler args state id2 callbacks2 args2]; (handle-call request state) -> [:ok answer state]
  or [:remove-handler answer]; (terminate arg state), where arg is what delete-handler gave,
  :remove-handler, :stop, [:stop reason], [:error reason]."
  (:require [genera.actors :as actors :refer [! process-flag self]]
            [genera.gen :as gen]
            [genera.logger :as logger]
            [genera.server :as server]))

(defprotocol Handler
  "The callbacks of a handler as methods; those that are left out are as in a map without them."
  (init [this args])
  (handle-event [this event state])
  (handle-call [this request state])
  (handle-info [this message state])
  (terminate [this arg state]))

(defn- handler-callbacks
  [x]
  (let [found (gen/callbacks-of x "genera.event.Handler"
                                [:init :handle-event :handle-call :handle-info :terminate])]
    (when-not (some found [:handle-event :handle-info :handle-call])
      (throw (IllegalArgumentException.
               (str "A handler's callbacks are a map, a namespace or a reify of "
                    "genera.event/Handler: " (pr-str x)))))
    found))

; Handlers.

(defn- finish
  "Calls terminate of a handler that goes; answers what it answers."
  [{:keys [callbacks state owner id]} arg]
  (let [answer (when-let [f (:terminate callbacks)] (second (gen/outcome f arg state)))]
    (when owner
      (actors/unlink owner)
      (! owner [:gen-event-EXIT id (if (vector? arg) (second arg) :normal)]))
    answer))

(defn- begun? [answer] (and (vector? answer) (= :ok (first answer))))

(defn- begin-handler
  "[:ok handler] or an answer for whoever adds it."
  [id callbacks args owner]
  (let [begin    (fn []
                   (let [callbacks (handler-callbacks callbacks)]
                     [callbacks ((:init callbacks (fn [x] [:ok x])) args)]))
        [kind x] (gen/outcome begin)
        [callbacks answer] (when (= :ok kind) x)]
    (cond
      (= :exit kind) [:EXIT x]
      (begun? answer)
      [:ok {:id id :callbacks callbacks :state (second answer) :owner owner}]
      :else answer)))

(defn- report-failure
  [{:keys [id state]} reason event]
  (logger/log* :error {:report :event-handler :manager (self) :handler id :reason reason
                       :last-event event :state state}
               nil))

(defn- swap-in
  "[handlers answer]: a handler replaced by another, which gets [args (answer of terminate)]."
  [before handler after [args1 id2 callbacks2 args2]]
  (let [left   (finish handler args1)
        answer (begin-handler id2 callbacks2 [args2 left] (:owner handler))]
    (if (begun? answer)
      [(conj before (second answer)) nil]
      [before answer])))

(defn- tell
  "The handlers after an event, given to their callback k."
  [handlers k event]
  (reduce
    (fn [kept {:keys [callbacks state] :as handler}]
      (let [f        (get callbacks k)
            [kind x] (if f (gen/outcome f event state) [:ok [:ok state]])]
        (cond
          (= :exit kind) (do (report-failure handler x event) (finish handler [:error x]) kept)
          (= :remove-handler x) (do (finish handler :remove-handler) kept)
          (and (vector? x) (= :ok (first x)) (<= 2 (count x) 3))
          (conj kept (assoc handler :state (second x)))
          (and (vector? x) (= :swap-handler (first x)) (= 6 (count x)))
          (let [[_ args1 state id2 callbacks2 args2] x]
            (first (swap-in kept (assoc handler :state state) nil [args1 id2 callbacks2 args2])))
          :else (let [reason [:bad-return-value x]]
                  (report-failure handler reason event)
                  (finish handler [:error reason])
                  kept))))
    [] handlers))

(defn- find-handler [handlers id] (first (filter (fn [h] (= id (:id h))) handlers)))
(defn- without [handlers id] (vec (remove (fn [h] (= id (:id h))) handlers)))

; The manager.

(defn- add
  [handlers id callbacks args owner]
  (if (find-handler handlers id)
    [:reply [:error :already-exists] handlers]
    (let [answer (begin-handler id callbacks args owner)]
      (if (begun? answer)
        (do (when owner (actors/link owner))
            [:reply :ok (into [(second answer)] handlers)])
        [:reply answer handlers]))))

(defn- ask
  [handlers id request]
  (if-let [{:keys [callbacks state] :as handler} (find-handler handlers id)]
    (let [f        (:handle-call callbacks)
          [kind x] (if f (gen/outcome f request state) [:exit [:undef :handle-call]])
          put      (fn [state]
                     (mapv (fn [h] (if (= id (:id h)) (assoc h :state state) h)) handlers))]
      (cond
        (= :exit kind)
        (do (report-failure handler x request)
            (finish handler [:error x])
            [:reply [:error [:EXIT x]] (without handlers id)])
        (and (vector? x) (= :ok (first x)) (<= 3 (count x) 4)) [:reply (nth x 1) (put (nth x 2))]
        (and (vector? x) (= :remove-handler (first x)) (= 2 (count x)))
        (do (finish handler :remove-handler) [:reply (nth x 1) (without handlers id)])
        :else
        (do (finish handler [:error [:bad-return-value x]])
            [:reply [:error [:bad-return-value x]] (without handlers id)])))
    [:reply [:error :bad-module] handlers]))

(defn- answer-request
  [[op a b c d e] _ handlers]
  (case op
    :notify (let [after (tell handlers :handle-event a)] [:reply :ok after])
    :add    (add handlers a b c d)
    :delete (if-let [handler (find-handler handlers a)]
              [:reply (finish handler b) (without handlers a)]
              [:reply [:error :module-not-found] handlers])
    :swap   (let [handler (find-handler handlers a)
                  left    (when handler (finish handler b))
                  answer  (begin-handler c d [e (if handler left :error)] nil)
                  others  (without handlers a)]
              (if (begun? answer)
                [:reply :ok (into [(second answer)] others)]
                [:reply answer others]))
    :call   (ask handlers a b)
    :which  [:reply (mapv :id handlers) handlers]))

(defn- take-info
  [m handlers]
  (if (and (vector? m) (= :EXIT (first m)) (some (fn [h] (= (nth m 1) (:owner h))) handlers))
    [:noreply (reduce (fn [kept h]
                        (if (= (nth m 1) (:owner h))
                          (do (finish (dissoc h :owner) [:stop (nth m 2)]) kept)
                          (conj kept h)))
                      [] handlers)]
    [:noreply (tell handlers :handle-info m)]))

(def ^:private callbacks
  {:init        (fn [_] (process-flag :trap-exit true) [:ok []])
   :handle-call answer-request
   :handle-cast (fn [event handlers] [:noreply (tell handlers :handle-event event)])
   :handle-info take-info
   :terminate   (fn [reason handlers]
                  (doseq [h handlers]
                    (finish h (if (= :normal reason) :stop [:stop reason]))))})

(defn start-link
  "Starts an event manager linked to the running actor; options as genera.server/start-link."
  ([] (start-link {}))
  ([options] (server/start-link callbacks nil options)))

(defn start
  ([] (start {}))
  ([options] (server/start callbacks nil options)))

(defn notify
  "Gives all handlers an event; does not wait. Answers :ok."
  [manager event]
  (server/cast manager event))

(defn sync-notify
  "As notify, but answers when all handlers have had the event."
  [manager event]
  (server/call manager [:notify event] :infinity))

(defn add-handler
  "Adds a handler under an id: :ok, [:error :already-exists], [:EXIT reason], or what its init
  answered."
  [manager id callbacks args]
  (server/call manager [:add id callbacks args nil] :infinity))

(defn add-sup-handler
  "As add-handler, and watches the running actor and the handler for each other: the handler goes
  with the actor, and the actor gets [:gen-event-EXIT id reason] when the handler goes."
  [manager id callbacks args]
  (server/call manager [:add id callbacks args (self)] :infinity))

(defn delete-handler
  "Removes a handler; answers what its terminate, called with arg, answers, or
  [:error :module-not-found]."
  [manager id arg]
  (server/call manager [:delete id arg] :infinity))

(defn swap-handler
  "Replaces a handler by another, whose init gets [args2 answer], the answer of the old one's
  terminate called with args1, or :error if it is not there."
  [manager [id1 args1] [id2 callbacks2 args2]]
  (server/call manager [:swap id1 args1 id2 callbacks2 args2] :infinity))

(defn call
  "What one handler answers to a request; [:error :bad-module] if it is not there."
  ([manager id request] (call manager id request 5000))
  ([manager id request timeout] (server/call manager [:call id request] timeout)))

(defn which-handlers
  "The ids of the handlers, the newest first."
  [manager]
  (server/call manager [:which] :infinity))

(defn stop
  ([manager] (server/stop manager))
  ([manager reason timeout] (server/stop manager reason timeout)))
