; Timers: functions called and messages sent later, once or again and again. Each is an actor that
; waits; those of intervals end with the actor that asked for them.

(ns genera.timer
  "Timers in the manner of OTP's timer module: answers are [:ok timer], times are ms."
  (:require [genera.actors :as actors :refer [! exit monitor receive self spawn]]))

(defn- check-time
  [ms]
  (when-not (and (int? ms) (<= 0 ms))
    (throw (IllegalArgumentException. (str "A time is milliseconds from 0 on: " (pr-str ms))))))

(defn apply-after
  "Calls f with the arguments in an actor of its own, ms milliseconds from now."
  [ms f & args]
  (check-time ms)
  [:ok [::timer (spawn (fn [] (receive ::cancel nil (after ms (apply f args)))))]])

(defn apply-interval
  "Calls f with the arguments every ms milliseconds, each time in a new actor, until it is cancelled
  or the running actor ends. Late calls do not shift those after them."
  [ms f & args]
  (check-time ms)
  (let [owner (self)]
    [:ok [::timer
          (spawn (fn []
                   (let [r (monitor owner)]
                     (loop [next (+ ms (System/currentTimeMillis))]
                       (receive
                         ::cancel nil
                         [:DOWN r & _] nil
                         (after (max 0 (- next (System/currentTimeMillis)))
                           (do (apply spawn f args)
                               (recur (+ next ms)))))))))]]))

(defn send-after
  "Sends a message to an actor (the running one) ms milliseconds from now."
  ([ms message] (send-after ms (self) message))
  ([ms to message] (apply-after ms ! to message)))

(defn send-interval
  "Sends a message to an actor (the running one) every ms milliseconds."
  ([ms message] (send-interval ms (self) message))
  ([ms to message] (apply-interval ms ! to message)))

(defn exit-after
  "Sends an exit signal to an actor (the running one) ms milliseconds from now."
  ([ms reason] (exit-after ms (self) reason))
  ([ms pid reason] (apply-after ms exit pid reason)))

(defn kill-after
  "As exit-after, with :kill."
  ([ms] (exit-after ms (self) :kill))
  ([ms pid] (exit-after ms pid :kill)))

(defn cancel
  "Cancels a timer; [:ok :cancel], also for one that is over, or [:error :badarg] for what is none."
  [timer]
  (if (and (vector? timer) (= ::timer (first timer)))
    (do (! (second timer) ::cancel) [:ok :cancel])
    [:error :badarg]))

(defn sleep
  "Lets the running actor wait; :infinity is for ever. Answers :ok."
  [ms]
  (if (= :infinity ms)
    (receive ::never :ok)
    (do (check-time ms) (receive ::never :ok (after ms :ok)))))

(defn tc
  "[microseconds value] of f called with the arguments."
  [f & args]
  (let [start (System/nanoTime)
        value (apply f args)]
    [(quot (- (System/nanoTime) start) 1000) value]))

(defn seconds [n] (* 1000 n))
(defn minutes [n] (* 60000 n))
(defn hours [n] (* 3600000 n))
