; State machines, in the manner of OTP's gen_statem.
;
; The state of the loop is a map: :state and :data as callbacks see them, :queue of events to be
; handled before messages are taken, :postponed events (newest first), which are handled again when
; the state changes, :timers by their event type, and :late, events of timers of no time, which are
; handled when the queue is empty. An event is [type content]. A timer is [ref content timer]; its
; message is [::timer type ref], and counts only while the ref is the timer's.
;
; Invariant: no type has both a timer and a late event, nor two of either.

(ns genera.statem
  "State machines. Callbacks: (init args) answers [:ok state data], [:ok state data actions],
  :ignore or [:stop reason]. :callback-mode is :state-functions, where the callback of a state, a
  keyword, is (f event-type content data), or :handle-event-function, where there is one,
  (handle-event event-type content state data); or a vector with :state-enter behind it, for calls
  with :enter and the old state when a state is entered. Event types: [:call from], :cast, :info,
  :internal, :timeout, :state-timeout, [:timeout name], :enter. They answer [:next-state state data
  actions?], [:keep-state data actions?], [:keep-state-and-data actions?] or the keyword alone,
  [:repeat-state data actions?], [:repeat-state-and-data actions?], :stop, [:stop reason data?],
  [:stop-and-reply reason replies data?]. An action, or a sequence of them, is :postpone,
  [:next-event type content], [:reply from value], :hibernate, ms or [:timeout ms content] (unless
  an event comes before), [:state-timeout ms content] (unless the state changes before),
  [[:timeout name] ms content], and each timer's [type :cancel] and [type :update content]. Behind
  content may be {:abs true}; the ms are a time then, that of (System/nanoTime)."
  (:refer-clojure :exclude [cast])
  (:require [genera.actors :as actors :refer [! exit self]]
            [genera.gen :as gen]
            [genera.server :as server]))

(defprotocol StateMachine
  "The callbacks of a state machine as methods, for :handle-event-function; those that are left out
  are as in a map without them, but callback-mode, which is then that."
  (callback-mode [this])
  (init [this args])
  (handle-event [this event-type content state data])
  (terminate [this reason state data])
  (code-change [this old-version state data extra]))

(defn- callbacks-of
  [x]
  (let [found (gen/callbacks-of x "genera.statem.StateMachine"
                                [:callback-mode :init :handle-event :terminate :code-change])
        mode  (get found :callback-mode (when (:handle-event found) :handle-event-function))
        mode  (if (var? mode) @mode mode)
        mode  (if (fn? mode) (mode) mode)
        modes (set (if (sequential? mode) mode [mode]))]
    (when-not (and (:init found) (or (modes :state-functions) (modes :handle-event-function)))
      (throw (IllegalArgumentException.
               (str "A state machine's callbacks are a map or namespace with init and "
                    "callback-mode (:state-functions or :handle-event-function), or a reify of "
                    "genera.statem/StateMachine"))))
    (assoc found :modes modes)))

; The end.

(defn- end
  [{:keys [callbacks state data] :as s} reason]
  (let [failed (when-let [f (:terminate callbacks)]
                 (let [[kind why] (gen/outcome f reason state data)]
                   (when (= :exit kind) [why])))
        reason (if failed (first failed) reason)]
    (gen/note-end {:last-message (:last s)
                   :state        [state data]
                   :more         {:queue     (take 10 (:queue s))
                                  :postponed (take 10 (:postponed s))}})
    (exit reason)))

; Timers.

(defn- timer-type?
  [x]
  (or (= :timeout x) (= :state-timeout x)
      (and (vector? x) (= 2 (count x)) (= :timeout (first x)))))

(defn- not-of [type events] (filterv (fn [[other]] (not= other type)) events))

(defn- cancel-timer
  [s type]
  (if-let [[_ _ sent] (get-in s [:timers type])]
    (do (actors/cancel-timer sent)
        (update s :timers dissoc type))
    (if (seq (:late s)) (update s :late (partial not-of type)) s)))

(defn- start-timer
  [s type ms content]
  (let [s (cancel-timer s type)]
    (cond
      (= :infinity ms) s
      (<= ms 0) (update s :late conj [type content])
      :else (let [r (actors/make-ref)]
              (assoc-in s [:timers type]
                        [r content (actors/send-after ms (self) [::timer type r])])))))

(defn- now-ms [] (quot (System/nanoTime) 1000000))

(defn- set-timer
  "The state with a timer as an action wants it, or nil for what no timer can be."
  [s type how content options]
  (let [absolute? (= {:abs true} options)]
    (cond
      (not (or absolute? (contains? #{nil {} {:abs false}} options))) nil
      (= :cancel how) (cancel-timer s type)
      (= :update how) (if (get-in s [:timers type])
                        (assoc-in s [:timers type 1] content)
                        (update s :late (fn [late] (conj (not-of type late) [type content]))))
      (= :infinity how) (start-timer s type how content)
      (and absolute? (int? how)) (start-timer s type (- how (now-ms)) content)
      (and (int? how) (<= 0 how)) (start-timer s type how content)
      :else nil)))

(defn- event-type?
  [x]
  (or (timer-type? x) (contains? #{:cast :info :internal} x)
      (and (vector? x) (= 2 (count x)) (= :call (first x)))))

; Actions. While they are carried out s has :next, events of next-event, and :reason, under which
; a wrong action ends the machine.

(defn- action?
  "Is a vector one action, not a sequence of actions?"
  [[a b :as x]]
  (or (contains? #{:reply :next-event} a)
      (and (contains? #{:postpone :hibernate} a) (boolean? b) (= 2 (count x)))
      (and (timer-type? a) (or (int? b) (contains? #{:infinity :cancel :update} b)))))

(defn- actions-of
  [x]
  (cond
    (nil? x) []
    (and (sequential? x) (not (and (vector? x) (action? x)))) x
    :else [x]))

(defn- bad-action [s action] (end s [(:reason s) action]))

(defn- from? [x] (and (vector? x) (= 2 (count x)) (actors/pid? (first x))))

(defn- carry-out
  [s action]
  (let [[a b c d] (when (vector? action) action)
        n         (if (vector? action) (count action) 0)
        answers?  (= :bad-reply-action-from-state-function (:reason s))
        enters?   (= :bad-state-enter-action-from-state-function (:reason s))]
    (cond
      (and (= :reply a) (= 3 n) (from? b)) (do (gen/reply b c) (gen/trace s [:out c (first b)]))
      answers?                             (bad-action s action)
      (= :hibernate action)                (assoc s :hibernate? true)
      (and (= :hibernate a) (= 2 n))       (assoc s :hibernate? b)
      (or (int? action) (= :infinity action))
      (or (set-timer s :timeout action action nil) (bad-action s action))
      (and (timer-type? a) (<= 2 n 4))     (or (set-timer s a b c d) (bad-action s action))
      enters?                              (bad-action s action)
      (= :postpone action)                 (assoc s :postpone? true)
      (and (= :postpone a) (= 2 n))        (assoc s :postpone? b)
      (and (= :next-event a) (= 3 n) (event-type? b)) (update s :next conj [b c])
      :else                                (bad-action s action))))

(defn- carry-out-all
  [s actions reason]
  (reduce carry-out (assoc s :reason reason) (actions-of actions)))

; Transitions.

(defn- call-state
  "What the callback for a state answers to an event."
  [{:keys [callbacks state data] :as s} type content]
  (let [functions? (contains? (:modes callbacks) :state-functions)
        f          (get callbacks (if functions? state :handle-event))
        [kind x]   (cond
                     (nil? f)   [:exit [:undef (if functions? state :handle-event)]]
                     functions? (gen/outcome f type content data)
                     :else      (gen/outcome f type content state data))]
    (if (= :ok kind) x (end s x))))

(defn- stop-with
  [s reason replies]
  (end (carry-out-all s replies :bad-reply-action-from-state-function) reason))

(defn- understand
  "[state data actions repeat?] of an answer; ends the machine for those that stop it and those that
  are wrong."
  [{:keys [state data] :as s} answer]
  (let [[tag a b c] (if (vector? answer) answer [answer])
        n           (if (vector? answer) (count answer) 1)]
    (cond
      (and (= :next-state tag) (<= 3 n 4))          [a b c false]
      (and (= :keep-state tag) (<= 2 n 3))          [state a b false]
      (and (= :keep-state-and-data tag) (<= 1 n 2)) [state data a false]
      (and (= :repeat-state tag) (<= 2 n 3))        [state a b true]
      (and (= :repeat-state-and-data tag) (<= 1 n 2)) [state data a true]
      (and (= :stop tag) (= 1 n))                   (stop-with s :normal nil)
      (and (= :stop tag) (= 2 n))                   (stop-with s a nil)
      (and (= :stop tag) (= 3 n))                   (stop-with (assoc s :data b) a nil)
      (and (= :stop-and-reply tag) (= 3 n))         (stop-with s a b)
      (and (= :stop-and-reply tag) (= 4 n))         (stop-with (assoc s :data c) a b)
      :else (end s [:bad-return-from-state-function answer]))))

(defn- enter
  "Calls the state with :enter, if the machine wants that, until it does not repeat."
  [s old]
  (if-not (contains? (:modes (:callbacks s)) :state-enter)
    s
    (let [answer (call-state s :enter old)
          [state data actions repeat?] (understand s answer)]
      (if (not= state (:state s))
        (end s [:bad-state-enter-return-from-state-function answer])
        (let [s (carry-out-all (assoc s :data data) actions
                               :bad-state-enter-action-from-state-function)]
          (if repeat? (recur s (:state s)) s))))))

(defn- settle
  "The queue after a transition: next events first, then those that were postponed if the state has
  changed, then what waited; an event that waits takes the place of a :timeout of no time."
  [{:keys [next late postponed queue] :as s} changed?]
  (let [events (if (and (empty? next) (not (and changed? (seq postponed))))
                 queue
                 (into clojure.lang.PersistentQueue/EMPTY
                       (concat next (when changed? (reverse postponed)) queue)))]
    (assoc s
           :queue events
           :postponed (if changed? () postponed)
           :next []
           :late (if (seq events) (not-of :timeout late) late)
           :postpone? false)))

(defn- transition
  [s event answer]
  (let [old      (:state s)
        [state data actions repeat?] (understand s answer)
        changed? (not= old state)
        s        (assoc s :state state :data data :hibernate? false)
        s        (if changed? (cancel-timer s :state-timeout) s)
        s        (carry-out-all s actions :bad-action-from-state-function)
        s        (if (and event (:postpone? s)) (update s :postponed conj event) s)
        s        (if (or changed? repeat?) (enter s old) s)]
    (settle s changed?)))

(defn- take-event
  [s [type content :as event]]
  (let [s (if (= :timeout type) s (cancel-timer s :timeout))
        s (gen/trace (assoc s :last event) [:in event])]
    (transition s event (call-state s type content))))

; The loop.

(defn- event-of
  "The event of a message."
  [m]
  (let [[tag a b] (when (vector? m) m)
        n         (if (vector? m) (count m) 0)]
    (cond
      (and (= ::call tag) (= 3 n)) [[:call a] b]
      (and (= ::cast tag) (= 2 n)) [:cast a]
      :else                        [:info m])))

(defn- take-message
  [s m]
  (if (and (vector? m) (= ::timer (first m)) (= 3 (count m)))
    (let [[_ type r] m
          [known content] (get-in s [:timers type])]
      (if (= r known)
        (take-event (update s :timers dissoc type) [type content])
        s))
    (take-event s (event-of m))))

(declare run-loop)

(defn- wait-for-message
  [s]
  (when (:hibernate? s) (gen/hibernate run-loop (assoc s :hibernate? false)))
  (let [[kind x] (gen/next-message s nil)]
    (if (= :state kind) x (take-message s x))))

(defn- turn
  [{:keys [suspended? queue late] :as s}]
  (cond
    suspended?   (wait-for-message s)
    (peek queue) (take-event (assoc s :queue (pop queue)) (peek queue))
    (seq late)   (take-event (assoc s :late (vec (rest late))) (first late))
    :else        (wait-for-message s)))

(defn- run-loop [s] (loop [s s] (recur (turn s))))

(def ^:private system
  {:get         (juxt :state :data)
   :put         (fn [s [state data]] (assoc s :state state :data data))
   :terminate   end
   :code-change (fn [s [old-version extra]]
                  (if-let [f (get-in s [:callbacks :code-change])]
                    (let [[tag state data :as answer] (f old-version (:state s) (:data s) extra)]
                      (if (and (= :ok tag) (= 3 (count answer)))
                        (assoc s :state state :data data)
                        (exit [:bad-return-value answer])))
                    s))})

(defn- begin
  [module args name parent answer!]
  (let [callbacks     (callbacks-of module)
        s             {:parent parent :name name :module module :sys system :callbacks callbacks
                       :queue clojure.lang.PersistentQueue/EMPTY :postponed () :timers {} :next []
                       :late []}
        [kind answer] (gen/outcome (:init callbacks) args)
        [tag a b c]   (when (vector? answer) answer)
        n             (if (vector? answer) (count answer) 0)]
    (cond
      (= :exit kind)     (do (answer! [:error answer]) (exit answer))
      (= :ignore answer) (answer! :ignore)
      (and (= :ok tag) (<= 3 n 4))
      (let [s (assoc s :state a :data b)]
        (answer! [:ok (self)])
        (run-loop (settle (enter (carry-out-all s c :bad-action-from-state-function) a) false)))
      (and (= :stop tag) (= 2 n)) (do (answer! [:error a]) (exit a))
      :else (do (answer! [:error [:bad-return-from-init answer]])
                (exit [:bad-return-from-init answer])))))

(defn- start-as
  [module args options link?]
  (callbacks-of module)
  (gen/start (fn [parent answer!]
               (begin module args (:name options) (if link? parent (self)) answer!))
             (assoc options :link link? :initial-call ['genera.statem :init])))

(defn start-link
  "Starts a state machine linked to the running actor: [:ok pid], :ignore or [:error reason].
  Options as genera.server/start-link."
  ([callbacks args] (start-link callbacks args {}))
  ([callbacks args options] (start-as callbacks args options true)))

(defn start
  "As start-link, without a link."
  ([callbacks args] (start callbacks args {}))
  ([callbacks args options] (start-as callbacks args options false)))

(defn call
  "The machine's answer to a request; it exits as genera.server/call does, but waits for ever unless
  there is a timeout in ms."
  ([machine request] (call machine request :infinity))
  ([machine request timeout] (gen/call ::call 'genera.statem/call machine request timeout)))

(defn cast
  "Sends an event; answers :ok."
  [machine event]
  (when-let [pid (gen/find-actor machine)] (! pid [::cast event]))
  :ok)

(defn reply
  "Answers a call, given by its `from`, or all of a sequence of [:reply from value]."
  ([replies] (doseq [[_ from value] (actions-of replies)] (gen/reply from value)) :ok)
  ([from value] (gen/reply from value)))

(defn stop
  "Ends a machine, as genera.server/stop."
  ([machine] (server/stop machine))
  ([machine reason timeout] (server/stop machine reason timeout)))
