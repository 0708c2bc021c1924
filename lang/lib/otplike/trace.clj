; otplike.trace: usual predicates for process/trace.

(ns otplike.trace
  "Handlers for some of the events that process/trace sees."
  (:require [otplike.process :as process]))

(defn crashed?
  "Is that the event of an end that was neither :normal nor :shutdown?"
  [{:keys [kind extra]}]
  (and (= :exiting kind) (not (contains? #{:normal :shutdown} (:reason extra)))))

(defn pid
  "Calls handler with the events of a process."
  [pid handler]
  (process/trace (fn [event] (= pid (:pid event))) handler))

(defn reg-name
  "Calls handler with the events of the process of a name."
  [reg-name handler]
  (process/trace (fn [event] (= reg-name (:reg-name event))) handler))

(defn kind
  "Calls handler with the events of a kind."
  [kind handler]
  (process/trace (fn [event] (= kind (:kind event))) handler))

(defn crashed
  "Calls handler with the ends that are crashed?."
  [handler]
  (process/trace crashed? handler))
