; The text of log events. A report of an end says each thing once: the reason in a line, the stack
; of the exception in it, if there is one, then what the actor was doing and whose it was.

(ns genera.report
  "Log events as text, with colours for terminals."
  (:require [clojure.string :as string]
            [genera.actors :as actors])
  (:import (java.time Instant)))

(def ^:private titles
  {:crash "CRASH REPORT" :supervisor "SUPERVISOR REPORT" :progress "PROGRESS REPORT"})

(def ^:private most-frames 16)

(def ^:private longest-text 2000)

(defn- painter
  "A function of a colour and a text."
  [colored?]
  (let [codes {:red "31" :yellow "33" :bold "1" :dim "2"}]
    (if colored?
      (fn [color text] (str "\u001b[" (codes color) "m" text "\u001b[0m"))
      (fn [_ text] text))))

(defn- brief
  "The text of a value, however large that is, on one line."
  [x]
  (let [text (binding [*print-length* 20 *print-level* 8] (pr-str x))]
    (if (< longest-text (count text)) (str (subs text 0 longest-text) "…") text)))

(defn- line [label text] (str "  " label ": " text "\n"))

; Exceptions as maps (Throwable->map).

(defn find-exception
  "The map of the exception in a reason, or nil."
  [reason]
  (when (vector? reason)
    (if (and (= :exception (first reason)) (map? (second reason)))
      (second reason)
      (some find-exception reason))))

(defn- fold-repeats
  "[[frame times]…] of frames, neighbours that are equal as one."
  [frames]
  (map (fn [same] [(first same) (count same)]) (partition-by identity frames)))

(defn- machinery?
  [[class _ file]]
  (and (re-find #"^(genera|otplike)\." (str class)) (re-find #"^(lang|gen)/" (str file))))

(defn- stack-lines
  "The frames of a trace but for those of behaviours and the runtime."
  [trace]
  (let [frames (fold-repeats (remove machinery? trace))
        shown  (take most-frames frames)
        width  (apply max 0 (map (fn [[[class]]] (count (str class))) shown))]
    (str (string/join
           (map (fn [[[class _ file n] times]]
                  (str "    " class (apply str (repeat (- width (count (str class))) " "))
                       "  " file ":" n (when (< 1 times) (str " (" times " times)")) "\n"))
                shown))
         (when (< most-frames (count frames))
           (str "    … " (- (count frames) most-frames) " more\n")))))

(defn- data-line [data] (when data (line "data" (brief data))))

(defn- exception-lines
  [{:keys [via trace] :as e}]
  (str (when-let [told (:genera.explain/sentence (meta e))] (str "  " told "\n"))
       (data-line (:data (first via)))
       (stack-lines trace)
       (string/join (map (fn [{:keys [type message data]}]
                           (str "  caused by " type (when message (str ": " message)) "\n"
                                (data-line data)))
                         (rest via)))))

(defn- reason-lines
  [paint reason stack]
  (str "  " (paint :red (actors/reason-text reason)) "\n"
       (if-let [e (find-exception reason)]
         (exception-lines e)
         (when stack (stack-lines stack)))))

; Reports.

(defn- message-text
  "What a message of a behaviour's client was."
  [m]
  (let [[tag x y] (when (vector? m) m)]
    (case tag
      (:genera.server/call :genera.statem/call) (str (brief y) ", a call of " (first x))
      (:genera.server/cast :genera.statem/cast) (str (brief x) ", a cast")
      (brief m))))

(defn- pids [xs] (string/join " " (map str xs)))

(defn- crash-lines
  [paint {:keys [reason stack initial-call last-message state ancestors links messages] :as report}]
  (str (reason-lines paint reason stack)
       (when (contains? report :last-message) (line "last message" (message-text last-message)))
       (when (contains? report :state) (line "state" (brief state)))
       (string/join (map (fn [[k v]] (line (name k) (brief v))) (:more report)))
       (when initial-call (line "began as" (string/join " " (map str initial-call))))
       (when (seq ancestors) (line "ancestors" (pids ancestors)))
       (when (seq links) (line "links" (pids links)))
       (when (seq messages) (line "mailbox" (string/join " " (map brief messages))))))

(defn- child-text
  [{:keys [id pid restart shutdown type]}]
  (str (brief id) " " (if pid pid "not running") ", " (name (or restart :permanent)) " "
       (name (or type :worker)) ", shutdown " (brief shutdown)))

(def ^:private contexts
  {:child-terminated "a child has ended"
   :start-error      "a child did not start"
   :shutdown-error   "a child did not end as it was told"
   :shutdown         "the supervisor ends"})

(defn- supervisor-lines
  [paint {:keys [context reason child]}]
  (str "  " (contexts context context) ": " (paint :red (actors/reason-text reason)) "\n"
       (line "child" (child-text child))))

(defn- entry-lines
  "The entries of any other report, each on a line."
  [report]
  (string/join (map (fn [[k v]]
                      (line (name k) (if (= :reason k) (actors/reason-text v) (brief v))))
                    (dissoc report :report))))

(defn- title-of
  [{:keys [level msg]}]
  (or (when (map? msg) (titles (:report msg)))
      (str (string/upper-case (name level)) " REPORT")))

(defn- subject-of
  "Who the event is about: the actor and its name."
  [{:keys [msg meta]}]
  (let [known (when (map? msg) (or (:name msg) (:supervisor msg)))]
    (str (:pid meta) (when (and known (not= known (:pid meta))) (str " " (brief known))))))

(defn event-text
  "The text of an event: a line with its kind, time and actor, then what it says."
  [{:keys [level msg meta] :as event} colored?]
  (let [paint (painter colored?)
        color (if (contains? #{:notice :info :debug} level) :bold
                  (if (= :warning level) :yellow :red))]
    (str (paint color (str "=" (title-of event) "===="))
         " " (paint :dim (str (Instant/ofEpochMilli (:time meta)) " " (subject-of event))) "\n"
         (cond
           (not (map? msg))               (str "  " msg "\n")
           (= :crash (:report msg))       (crash-lines paint msg)
           (= :supervisor (:report msg))  (supervisor-lines paint msg)
           :else                          (entry-lines msg)))))
