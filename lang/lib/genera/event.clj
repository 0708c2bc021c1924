; Event managers: an actor with any number of handlers, each with a state of its own, that all get
; every event, in the manner of OTP's gen_event.
;
; The manager is a server whose state is a vector of handlers {:id :callbacks :state :owner}, the
; newest first. A handler that throws, exits or answers nonsense is removed; the manager lives on.

(ns genera.event
  "Event managers. Handlers are callbacks: (init args) -> [:ok state] or [:error reason];
  (handle-event event state) and (handle-info message state) -> [:ok state], :remove-handler or
  [:swap-handler args state id2 callbacks2 args2]; (handle-call request state) -> [:ok answer state]
  or [:remove-handler answer]; (terminate arg state), where arg is what delete-handler or a swap
  gave, :remove-handler, :stop when the manager ends, [:stop reason] when its owner has ended,
  [:error [:EXIT reason]] or [:error x] for an x that is not one of these answers."
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
  "Calls terminate of a handler that goes, with arg, and tells its owner why it goes; answers what
  terminate answers."
  [{:keys [callbacks state owner id]} arg why]
  (let [answer (when-let [f (:terminate callbacks)] (second (gen/outcome f arg state)))]
    (when owner
      (actors/unlink owner)
      (! owner [:gen-event-EXIT id why]))
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

(defn- fail
  "Ends a handler for what it answered instead of what it may, or for [:EXIT reason]."
  [{:keys [id state] :as handler} reason event]
  (logger/log* :error {:report :event-handler :manager (self) :handler id :reason reason
                       :last-event event :state state}
               nil)
  (finish handler [:error reason] reason))

(defn- begin-owned
  "As begin-handler; links the owner, too."
  [id callbacks args owner]
  (let [answer (begin-handler id callbacks args owner)]
    (when (and owner (begun? answer)) (actors/link owner))
    answer))

(defn- swap-in
  "[handlers answer]: a handler replaced by another with the same owner or with a given one, which
  gets [args (answer of terminate)]."
  [before {:keys [owner] :as handler} [args1 id2 callbacks2 args2] new-owner]
  (let [owner  (or new-owner owner)
        left   (finish handler args1 [:swapped id2 owner])
        answer (begin-owned id2 callbacks2 [args2 left] owner)]
    (if (begun? answer)
      [(conj before (second answer)) :ok]
      (do (when owner (! owner [:gen-event-EXIT id2 :crash]))
          [before answer]))))

(defn- tell
  "The handlers after an event, given to their callback k."
  [handlers k event]
  (reduce
    (fn [kept {:keys [callbacks state] :as handler}]
      (let [f        (get callbacks k)
            [kind x] (if f (gen/outcome f event state) [:ok [:ok state]])]
        (cond
          (= :exit kind) (do (fail handler [:EXIT x] event) kept)
          (= :remove-handler x) (do (finish handler :remove-handler :normal) kept)
          (and (vector? x) (= :ok (first x)) (<= 2 (count x) 3))
          (conj kept (assoc handler :state (second x)))
          (and (vector? x) (= :swap-handler (first x)) (= 6 (count x)))
          (let [[_ args1 state id2 callbacks2 args2] x]
            (first (swap-in kept (assoc handler :state state) [args1 id2 callbacks2 args2] nil)))
          :else (do (fail handler x event) kept))))
    [] handlers))

(defn- find-handler [handlers id] (first (filter (fn [h] (= id (:id h))) handlers)))

(defn- without
  "The handlers but for the first with that id."
  [handlers id]
  (let [[before from] (split-with (fn [h] (not= id (:id h))) handlers)]
    (into (vec before) (rest from))))

; The manager.

(defn- add
  [handlers id callbacks args owner]
  (let [answer (begin-owned id callbacks args owner)]
    (if (begun? answer)
      [:reply :ok (into [(second answer)] handlers)]
      [:reply answer handlers])))

(defn- swap
  [handlers [id1 args1 id2 callbacks2 args2] new-owner]
  (if-let [handler (find-handler handlers id1)]
    (let [[added answer] (swap-in [] handler [args1 id2 callbacks2 args2] new-owner)]
      [:reply answer (into added (without handlers id1))])
    (add handlers id2 callbacks2 [args2 :error] new-owner)))

(defn- ask
  [handlers id request]
  (if-let [{:keys [callbacks state] :as handler} (find-handler handlers id)]
    (let [f        (:handle-call callbacks)
          [kind x] (if f (gen/outcome f request state) [:exit [:undef :handle-call]])
          failed   (fn [reason]
                     (fail handler reason request)
                     [:reply [:error reason] (without handlers id)])]
      (cond
        (= :exit kind) (failed [:EXIT x])
        (and (vector? x) (= :ok (first x)) (<= 3 (count x) 4))
        [:reply (nth x 1) (mapv (fn [h] (if (identical? h handler) (assoc h :state (nth x 2)) h))
                                handlers)]
        (and (vector? x) (= :remove-handler (first x)) (= 2 (count x)))
        (do (finish handler :remove-handler :normal) [:reply (nth x 1) (without handlers id)])
        :else (failed x)))
    [:reply [:error :bad-module] handlers]))

(defn- answer-request
  [[op a b c d] _ handlers]
  (case op
    :notify (let [after (tell handlers :handle-event a)] [:reply :ok after])
    :add    (add handlers a b c d)
    :delete (if-let [handler (find-handler handlers a)]
              [:reply (finish handler b :normal) (without handlers a)]
              [:reply [:error :module-not-found] handlers])
    :swap   (swap handlers a b)
    :call   (ask handlers a b)
    :which  [:reply (mapv :id handlers) handlers]))

(defn- take-info
  [m handlers]
  (if (and (vector? m) (= :EXIT (first m)) (some (fn [h] (= (nth m 1) (:owner h))) handlers))
    [:noreply (reduce (fn [kept h]
                        (if (= (nth m 1) (:owner h))
                          (do (finish (dissoc h :owner) [:stop (nth m 2)] nil) kept)
                          (conj kept h)))
                      [] handlers)]
    [:noreply (tell handlers :handle-info m)]))

(def ^:private callbacks
  {:init        (fn [_] (process-flag :trap-exit true) [:ok []])
   :handle-call answer-request
   :handle-cast (fn [event handlers] [:noreply (tell handlers :handle-event event)])
   :handle-info take-info
   :terminate   (fn [_ handlers]
                  (doseq [h handlers] (finish h :stop :shutdown)))})

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
  "Adds a handler under an id, before those that are there: :ok, [:EXIT reason], or what its init
  answered. Several may have one id; requests go to the newest of them."
  [manager id callbacks args]
  (server/call manager [:add id callbacks args nil] :infinity))

(defn add-sup-handler
  "As add-handler, and watches the running actor and the handler for each other: the handler goes
  with the actor, and the actor gets [:gen-event-EXIT id reason] when the handler goes: reason is
  :normal, :shutdown (of the manager), [:swapped id2 owner], :crash (of an init in a swap), [:EXIT
  reason] or what it answered wrongly."
  [manager id callbacks args]
  (server/call manager [:add id callbacks args (self)] :infinity))

(defn delete-handler
  "Removes a handler; answers what its terminate, called with arg, answers, or
  [:error :module-not-found]."
  [manager id arg]
  (server/call manager [:delete id arg] :infinity))

(defn swap-handler
  "Replaces a handler by another, whose init gets [args2 answer], the answer of the old one's
  terminate called with args1, or :error if it is not there. Who watches the old one watches the
  new one then."
  [manager [id1 args1] [id2 callbacks2 args2]]
  (server/call manager [:swap [id1 args1 id2 callbacks2 args2] nil] :infinity))

(defn swap-sup-handler
  "As swap-handler; the running actor watches the new handler, as in add-sup-handler."
  [manager [id1 args1] [id2 callbacks2 args2]]
  (server/call manager [:swap [id1 args1 id2 callbacks2 args2] (self)] :infinity))

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
