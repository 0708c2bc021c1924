; otplike.timer: what a process does later. A timer is a process that waits for its cancellation.

(ns otplike.timer
  "Functions called, messages and exit signals sent later, once or again and again; times are ms."
  (:require [otplike.process :as process]))

(defrecord ^:no-doc Timer [pid])

(defn- check
  [ok? & message]
  (when-not ok? (throw (IllegalArgumentException. (apply str message)))))

(defn- check-call
  [msecs f args]
  (check (and (int? msecs) (<= 0 msecs)) "A time is ms from 0 on: " (pr-str msecs))
  (check (fn? f) "No function: " (pr-str f))
  (check (or (nil? args) (sequential? args)) "Arguments are no sequence: " (pr-str args)))

(process/proc-defn- once [msecs f args]
  (process/receive!
    ::cancel nil
    (after msecs (apply f args))))

(process/proc-defn- call [f args]
  (apply f args))

(process/proc-defn- again-and-again [msecs f args owner]
  (process/monitor owner)
  (loop [next (+ msecs (System/currentTimeMillis))]
    (process/receive!
      ::cancel nil
      [:DOWN _ _ _ _] nil
      (after (max 0 (- next (System/currentTimeMillis)))
        (do (process/spawn call [f args])
            (recur (+ next msecs)))))))

(defn apply-after
  "Calls f with args in a process of its own, later; answers the timer."
  ([msecs f] (apply-after msecs f []))
  ([msecs f args]
   (check-call msecs f args)
   (->Timer (process/spawn once [msecs f args]))))

(defn cancel
  "Cancels a timer, if it is not over."
  [tref]
  (check (instance? Timer tref) "No timer: " (pr-str tref))
  (process/! (:pid tref) ::cancel)
  nil)

(defn send-after
  "Sends a message to a process (the running one), later; answers the timer."
  ([msecs message] (send-after msecs (process/self) message))
  ([msecs pid message]
   (check (some? pid) "No destination")
   (apply-after msecs process/! [pid message])))

(defn- exit-by-name
  [pid-or-name reason]
  (when-let [pid (process/resolve-pid pid-or-name)] (process/exit pid reason)))

(defn exit-after
  "Sends an exit signal to a process (the running one), by pid or name, later; answers the timer."
  ([msecs reason] (exit-after msecs (process/self) reason))
  ([msecs pid reason]
   (check (and (some? pid) (some? reason)) "An exit needs a process and a reason")
   (apply-after msecs exit-by-name [pid reason])))

(defn kill-after
  "As exit-after, with :kill."
  ([msecs] (exit-after msecs :kill))
  ([msecs pid] (exit-after msecs pid :kill)))

(defn apply-interval
  "Calls f with args every msecs, each time in a process of its own, until it is cancelled or the
  running process ends; answers the timer."
  ([msecs f] (apply-interval msecs f []))
  ([msecs f args]
   (check-call msecs f args)
   (->Timer (process/spawn again-and-again [msecs f args (process/self)]))))

(defn send-interval
  "Sends a message to a process (the running one) every msecs; answers the timer."
  ([msecs message] (send-interval msecs (process/self) message))
  ([msecs pid message]
   (check (some? pid) "No destination")
   (apply-interval msecs process/! [pid message])))
