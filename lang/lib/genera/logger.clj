; Structured logging, in the manner of OTP's logger: events with a level and metadata, a primary
; level that stops most of them early, and handlers that do something with the rest. Behaviours
; report crashes, restarts and progress through it, as maps with a :report key.

(ns genera.logger
  "Logging: events are maps of :level, :msg (a string or a report, a map) and :meta (a map with
  :time, milliseconds since 1970, and :pid). Handlers are called in the actor that logs."
  (:require [clojure.string :as string]
            [genera.actors :as actors]
            [genera.report :as report]))

(def levels
  "The levels, the most urgent first."
  [:emergency :alert :critical :error :warning :notice :info :debug])

(def ^:private urgency
  (assoc (zipmap levels (range)) :none -1 :all 8))

(defn- check-level
  [level]
  (when-not (urgency level)
    (throw (IllegalArgumentException.
             (str "No log level: " (pr-str level) "; levels are " (string/join " " levels)))))
  level)

(defn- shown?
  "Is an event of that level let through where the limit is `limit`?"
  [level limit]
  (<= (urgency level) (urgency limit)))

(defn format-event
  "The text of an event: a line with its kind, time and actor, then what it says; with colours if
  `colored?`."
  ([event] (format-event event false))
  ([event colored?] (report/event-text event colored?)))

(defn- print-event
  [event _]
  (let [text (format-event event (prim/shows-colors 2))]
    (binding [*out* *err*]
      (print text)
      (flush))))

; Configuration: one atom, read by every event.

(defonce ^:private config
  (atom {:level    :notice
         :handlers {:default {:level :all :handle print-event}}}))

(defn set-primary-level
  "Sets the level up to which events are looked at all (default :notice); :none and :all count."
  [level]
  (swap! config assoc :level (check-level level))
  :ok)

(defn primary-level [] (:level @config))

(defn add-handler
  "Adds a handler: `handle` is a function of event and handler config (a map, in which :level limits
  what it gets and :filter, a function of the event, may drop some). Answers :ok or
  [:error [:already-exist id]]."
  [id handle & [{:keys [level] :as handler}]]
  (let [handler (assoc handler :handle handle :level (check-level (or level :all)))
        [old _] (swap-vals! config update :handlers
                            (fn [all] (if (contains? all id) all (assoc all id handler))))]
    (if (contains? (:handlers old) id) [:error [:already-exist id]] :ok)))

(defn remove-handler
  "Removes a handler; answers :ok or [:error [:not-found id]]."
  [id]
  (let [[old _] (swap-vals! config update :handlers dissoc id)]
    (if (contains? (:handlers old) id) :ok [:error [:not-found id]])))

(defn handlers [] (keys (:handlers @config)))

(defn set-handler-level
  [id level]
  (swap! config (fn [c] (if (get-in c [:handlers id])
                          (assoc-in c [:handlers id :level] (check-level level))
                          c)))
  :ok)

; Logging.

(defn- send-event
  "Gives an event to each handler; one that fails is removed and reported."
  [event]
  (doseq [[id {:keys [level filter handle] :as handler}] (:handlers @config)]
    (when (and (shown? (:level event) level) (or (nil? filter) (filter event)))
      (try
        (handle event handler)
        (catch Throwable e
          (remove-handler id)
          (binding [*out* *err*]
            (println (str "Log handler " id " failed and was removed: " (ex-message e)))))))))

(defn log*
  "As log, for a level known at run time only."
  [level msg meta]
  (when (shown? (check-level level) (:level @config))
    (send-event {:level level
                 :msg   msg
                 :meta  (merge {:time (System/currentTimeMillis) :pid (actors/self)}
                               (actors/pget ::metadata)
                               meta)}))
  :ok)

(defmacro log
  "Logs a message, a string or a report, at a level, perhaps with more metadata. The message is
  not evaluated when the primary level stops it."
  ([level msg] `(log ~level ~msg nil))
  ([level msg meta]
   `(if (<= (urgency-of ~level) (urgency-of (primary-level)))
      (log* ~level ~msg (merge {:ns   '~(ns-name *ns*)
                                :line ~(:line (clojure.core/meta &form))}
                               ~meta))
      :ok)))

(defn urgency-of
  "0 for :emergency up to 7 for :debug; -1 for :none, 8 for :all."
  [level]
  (urgency (check-level level)))

(defmacro error [msg & [meta]] `(log :error ~msg ~meta))
(defmacro warning [msg & [meta]] `(log :warning ~msg ~meta))
(defmacro notice [msg & [meta]] `(log :notice ~msg ~meta))
(defmacro info [msg & [meta]] `(log :info ~msg ~meta))
(defmacro debug [msg & [meta]] `(log :debug ~msg ~meta))

(defn set-process-metadata
  "Metadata of every event that the running actor logs, a map."
  [meta]
  (actors/pput! ::metadata meta)
  :ok)

(defn update-process-metadata
  [meta]
  (actors/pput! ::metadata (merge (actors/pget ::metadata) meta))
  :ok)
