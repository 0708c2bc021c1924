; What all behaviours share: a start that is answered when the new actor has begun, names, calls,
; system messages, and the way an actor of a behaviour ends.
;
; A request is [tag [pid ref] x], its answer [ref value], sent to ref, which is an alias of the
; caller that dies with the first answer or with the monitor: an answer that comes too late is
; dropped, never found later in a mailbox.
;
; The state of a behaviour's loop is a map; these keys are known here: :parent, :name, :suspended?,
; :trace (a function of events, or nil), :sys, a map of functions: :get and :put of what programs
; call the state, :terminate of the loop state and a reason, :code-change.

(ns genera.gen
  "The ground of genera.server, genera.statem and genera.event."
  (:refer-clojure :exclude [name])
  (:require [genera.actors :as actors
                             :refer [! alive? demonitor exit exit-reason make-ref monitor pget pid?
                                   pput! receive ref? register self spawn-opt unlink whereis]]
            [genera.logger :as logger]))

; Names.

(defn- registry-function [f] (requiring-resolve (symbol "genera.registry" f)))

(defn find-actor
  "The pid that x stands for: a pid, a registered name, or [:via registry key]; nil for none."
  [x]
  (cond
    (pid? x) x
    (and (vector? x) (= :via (first x))) ((registry-function "whereis") (nth x 1) (nth x 2))
    (or (keyword? x) (symbol? x)) (whereis x)
    :else (throw (IllegalArgumentException. (str "No actor, name or [:via registry key]: "
                                                 (pr-str x))))))

(defn- take-name
  "Registers the running actor; nil, or the pid that has the name."
  [x]
  (if (vector? x)
    (let [answer ((registry-function "register") (nth x 1) (nth x 2) nil)]
      (when-not (= :ok (first answer)) (second (second answer))))
    (or (whereis x)
        (try (register x (self)) nil
             (catch IllegalArgumentException e (or (whereis x) (throw e)))))))

; Callbacks.

(defn- namespace-callbacks
  [x]
  (let [ns (if (symbol? x) (or (find-ns x) (do (require x) (find-ns x))) x)]
    (into {} (for [[sym v] (ns-interns ns) :when (bound? v)] [(keyword (str sym)) v]))))

(defn- method-callbacks
  [x protocol names]
  (into {} (for [k names
                 :let [f (prim/find-method x (keyword protocol (clojure.core/name k)))]
                 :when f]
             [k (fn [& args] (apply f x args))])))

(defn callbacks-of
  "Callbacks as a map of functions by keyword: a map itself, the functions of a namespace (given by
  its symbol, or itself), or the methods with these names of what implements the protocol."
  [x protocol names]
  (cond
    (and (map? x) (not (record? x))) x
    (or (symbol? x) (instance? clojure.lang.Namespace x)) (namespace-callbacks x)
    :else
    (let [methods (method-callbacks x protocol names)]
      (if (and (empty? methods) (map? x)) x methods))))

; The ends of actors.

(defn quiet?
  "Is that the reason of an end that nobody need be told of?"
  [reason]
  (or (= :normal reason) (= :shutdown reason)
      (and (vector? reason) (= :shutdown (first reason)))))

(defn outcome
  "[:ok value] of f called with the arguments, or [:exit reason exception]."
  [f & args]
  (try
    [:ok (apply f args)]
    (catch Throwable e [:exit (exit-reason e) e])))

(defn note-end
  "Says what the crash report of the running actor, which is about to end, is to tell beside its
  reason: a map with :last-message, :state, and :more, a map of anything."
  [note]
  (pput! ::end-note note))

(defn- report-crash
  [reason e]
  (logger/log* :error
               (merge {:report       :crash
                       :initial-call (pget ::initial-call)
                       :pid          (self)
                       :name         (pget ::name)
                       :reason       reason
                       :stack        (:trace (#'clojure.core/exception-report e))
                       :ancestors    (pget ::ancestors)
                       :links        (actors/process-info (self) :links)
                       :messages     (take 10 (actors/process-info (self) :messages))}
                      (pget ::end-note))
               nil))

(defn- run-body
  [body]
  (let [[kind reason e] (outcome body)]
    (when (= :exit kind)
      (when-not (quiet? reason) (report-crash reason e))
      (exit reason))))

(defn hibernate
  "Waits for a message with as little memory as can be, then goes on by (loop s). Never returns."
  [loop s]
  (actors/hibernate run-body (fn [] (loop s))))

; Starting.

(defn- await-start
  "What the new actor answered: [:ok …], :ignore or [:error reason]. But for [:ok …] it has ended
  then, and no exit signal of it comes any more."
  [pid r down timeout]
  (let [ended  (fn []
                 (unlink pid)
                 (receive [:EXIT pid & _] nil (after 0 nil)))
        answer (receive
                 [r answer] answer
                 [:DOWN down _ _ reason] [::ended reason]
                 (after (when-not (= :infinity timeout) timeout)
                   (do (unlink pid)
                       (exit pid :kill)
                       [:error :timeout])))
        [tag x] (when (vector? answer) answer)]
    (case tag
      :ok     (do (demonitor down :flush) answer)
      ::ended (do (ended) [:error x])
      (do (receive [:DOWN down & _] nil)
          (ended)
          answer))))

(defn start
  "Starts an actor that calls (body parent answer!), where answer! is a function of what this call
  is to answer: [:ok pid …], :ignore or [:error reason]; it is called once the actor has begun.
  An actor that ends before gives [:error reason]. Options: :link, :name, :timeout (ms or
  :infinity), :spawn-opt (as genera.actors/spawn-opt takes), :initial-call for reports."
  [body {:keys [link name timeout initial-call] :as options}]
  (let [parent    (self)
        r         (make-ref)
        known-as  (or (pget ::name) parent)
        ancestors (cons known-as (pget ::ancestors))
        answer!   (fn [x] (! parent [r x]))
        [pid down]
        (spawn-opt (assoc (:spawn-opt options) :link (boolean link) :monitor true)
                   (fn []
                     (pput! ::ancestors (vec ancestors))
                     (pput! ::initial-call initial-call)
                     (run-body
                       (fn []
                         (let [taken (when name (take-name name))]
                           (pput! ::name name)
                           (if taken
                             (answer! [:error [:already-started taken]])
                             (body parent answer!)))))))]
    (await-start pid r down (or timeout :infinity))))

; Calls.

(defn- timeout-ms
  [timeout]
  (cond
    (or (nil? timeout) (= :infinity timeout)) nil
    (and (int? timeout) (<= 0 timeout)) timeout
    :else (throw (IllegalArgumentException.
                   (str "A timeout is milliseconds or :infinity: " (pr-str timeout))))))

(defn call
  "Sends request with a tag to a server and waits for its answer. If none comes in time, or the
  server is not there or ends, the caller exits with [reason [what server request timeout]]."
  [tag what server request timeout]
  (let [ms     (timeout-ms timeout)
        place  [what server request timeout]
        pid    (find-actor server)]
    (cond
      (nil? pid)     (exit [:noproc place])
      (= pid (self)) (exit [:calling-self place])
      :else
      (let [r (monitor pid {:alias :reply-demonitor})]
        (! pid [tag [(self) r] request])
        (receive
          [r answer] answer
          [:DOWN r _ _ reason] (exit [reason place])
          (after ms (do (demonitor r :flush)
                        (receive [r answer] answer
                                 (after 0 (exit [:timeout place]))))))))))

(defn reply
  "Answers a request, given by its `from`, unless nobody wants the answer (no ref)."
  [[_ r] value]
  (when r (! r [r value]))
  :ok)

(defn send-request
  "Sends a request and goes on; answers its id for receive-response and the like."
  [tag server request]
  (let [pid (find-actor server)
        r   (monitor (or pid server) {:alias :reply-demonitor})]
    (when pid (! pid [tag [(self) r] request]))
    [::request r server]))

(defn receive-response
  "Waits for the answer of a request: [:reply value], [:error [reason server]], or :timeout, which
  gives the request up: a later answer is dropped."
  [[_ r server] timeout]
  (receive
    [r answer] [:reply answer]
    [:DOWN r _ _ reason] [:error [reason server]]
    (after (timeout-ms timeout)
      (do (demonitor r :flush)
          (receive [r answer] [:reply answer] (after 0 :timeout))))))

(defn wait-response
  "As receive-response, but after :timeout the request stands and can be waited for again."
  [[_ r server] timeout]
  (receive
    [r answer] [:reply answer]
    [:DOWN r _ _ reason] [:error [reason server]]
    (after (timeout-ms timeout) :timeout)))

(defn check-response
  "[:reply value] or [:error [reason server]] if message is the answer of the request, else
  :no-reply."
  [message [_ r server]]
  (cond
    (and (vector? message) (= 2 (count message)) (= r (first message))) [:reply (second message)]
    (and (vector? message) (= :DOWN (first message)) (= r (second message)))
    [:error [(peek message) server]]
    :else :no-reply))

; System messages: what genera.sys asks.

(defn trace
  "Tells the tracer, if there is one, of an event; answers the loop's state."
  [{:keys [trace name] :as s} event]
  (when trace (trace (or name (self)) event))
  s)

(defn handle-system
  "The loop's state after a system request, which is answered."
  [{:keys [sys] :as s} from [op x]]
  (let [answer (fn [s value] (reply from value) s)]
    (case op
      :get-state     (answer s ((:get sys) s))
      :replace-state (let [[kind value] (outcome x ((:get sys) s))]
                       (if (= :ok kind)
                         (answer ((:put sys) s value) value)
                         (answer s [::failed value])))
      :get-status    (answer s {:status  (if (:suspended? s) :suspended :running)
                                :parent  (:parent s)
                                :name    (:name s)
                                :module  (:module s)
                                :state   ((:get sys) s)
                                :tracing (some? (:trace s))})
      :suspend       (answer (assoc s :suspended? true) :ok)
      :resume        (answer (assoc s :suspended? false) :ok)
      :trace         (answer (assoc s :trace x) :ok)
      :terminate     (do (reply from :ok) ((:terminate sys) s x))
      :change-code   (if (:suspended? s)
                       (let [[kind value] (outcome (:code-change sys) s x)]
                         (if (= :ok kind)
                           (answer value :ok)
                           (answer s [:error value])))
                       (answer s [:error :not-suspended]))
      (answer s [:error [:unknown-system-message op]]))))

(defn next-message
  "The next message for the loop, [:message m], or :timeout after `timeout` ms (nil: never). System
  requests and the exit of the parent are dealt with here: the answer is then [:state s]. While the
  loop is suspended there is nothing else."
  [{:keys [parent suspended? sys] :as s} timeout]
  (if suspended?
    (receive
      [:genera.sys/system from request] [:state (handle-system s from request)]
      [:EXIT parent reason] ((:terminate sys) s reason))
    (receive
      m (cond
          (not (vector? m)) [:message m]
          (and (= :genera.sys/system (first m)) (= 3 (count m)))
          [:state (handle-system s (nth m 1) (nth m 2))]
          (and (= :EXIT (first m)) (= 3 (count m)) (= parent (nth m 1)))
          ((:terminate sys) s (nth m 2))
          :else [:message m])
      (after timeout :timeout))))
