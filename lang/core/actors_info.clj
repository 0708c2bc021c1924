; What can be known of actors, and what they keep for themselves: flags, dictionary, process-info;
; groups of actors. Namespace genera.actors.
;
; An actor answers questions about itself when it acts on its signals, so that nobody reads what
; another is changing; kernel/actor/info.ts has the order of the figures.

(defn- forget-down
  "Takes the message of a monitor out of the mailbox, if it is there."
  [r]
  (receive [:DOWN r & _] nil (after 0 nil)))

; Flags.

(def ^:private priority-names [:normal :low :high :max])

(def ^:private overflow-names [:block :drop :error])

(defn- set-bound
  "Sets the bound of the running actor's mailbox; answers the old one."
  [{:keys [limit overflow]}]
  (let [old-overflow (prim/set-mode 4 (choose overflows (or overflow :block) "overflow"))
        old-limit    (prim/set-mode 3 (size-of limit "mailbox limit"))]
    (when (< 0 old-limit) {:limit old-limit :overflow (nth overflow-names old-overflow)})))

(defn process-flag
  "Sets a flag of the running actor and answers what it was: :trap-exit (exit signals become
  messages [:EXIT pid reason]), :priority, :max-heap-size (bytes or nil), :mailbox (as for
  spawn-opt, or nil), :label."
  [flag value]
  (case flag
    :trap-exit     (= 1 (prim/set-mode 0 (if value 1 0)))
    :priority      (nth priority-names
                        (prim/set-mode 1 (choose priorities value "priority")))
    :max-heap-size (let [old (prim/set-mode 2 (size-of value "heap size"))]
                     (when (< 0 old) old))
    :mailbox       (set-bound value)
    :label         (let [note (prim/notes)
                         note (if (map? note)
                                note
                                {:parent       (when note (key note))
                                 :initial-call (when note (val note))})]
                     (prim/set-notes (assoc note :label value))
                     (:label note))
    (throw (new IllegalArgumentException (str "No flag of an actor: " (pr-str flag))))))

; The process dictionary: a map that only its actor sees.

(defn pget
  "What the running actor keeps under a key, or not-found (nil)."
  ([k] (pget k nil))
  ([k not-found] (get (prim/dictionary) k not-found)))

(defn pput!
  "Keeps x under a key for the running actor; answers what was there."
  [k x]
  (let [old (prim/dictionary)]
    (prim/set-dictionary (assoc old k x))
    (get old k)))

(defn perase!
  "Forgets what the running actor keeps under a key, or all of it; answers what was there."
  ([] (let [old (prim/dictionary)] (prim/set-dictionary nil) (or old {})))
  ([k] (let [old (prim/dictionary)]
         (prim/set-dictionary (dissoc old k))
         (get old k))))

(defn pdictionary
  "All that the running actor keeps, a map."
  []
  (or (prim/dictionary) {}))

; Looking at actors.

(defn processes
  "The pids of all actors alive."
  []
  (loop [pids [] i 0]
    (let [pid (prim/pid-at i)]
      (cond
        (false? pid) pids
        (nil? pid)   (recur pids (inc i))
        :else        (recur (conj pids pid) (inc i))))))

(defn- monitored
  "What entries of monitors (kernel nodes of target, item, alias) are for."
  [entries]
  (vec (keep (fn [entry] (prim/nth entry 1)) entries)))

(defn- aliases
  "How many entries are aliases."
  [entries]
  (count (filter (fn [entry] (< 0 (prim/nth entry 2))) entries)))

(defn- frame-name
  "The name of the function of a frame."
  [frame]
  (when frame (symbol (or (nth frame 0) "fn"))))

(defn- describe-info
  "The figures of an actor as a map."
  [pid running? figures]
  (let [[waited queue messages heap stack-used stack reductions links refs watchers traps priority
         dictionary note frames heap-limit bound overflow dropped] figures
        note  (if (map? note) note {:parent (when note (key note))
                                    :initial-call (when note (val note))})
        frames (vec (remove (fn [frame]
                              (let [name (str (nth frame 0))]
                                (or (clojure.string/starts-with? name "genera.actors/run-body")
                                    (clojure.string/starts-with? name "genera.slow/"))))
                            frames))]
    {:status            (cond running? :running (= 1 waited) :waiting :else :runnable)
     :message-queue-len queue
     :messages          (or messages [])
     :heap-size         heap
     :stack-size        stack-used
     :total-heap-size   (+ heap stack)
     :memory            (+ heap stack)
     :reductions        reductions
     :links             (vec links)
     :monitors          (monitored refs)
     :aliases           (aliases refs)
     :monitored-by      (vec watchers)
     :trap-exit         (= 1 traps)
     :priority          (nth priority-names priority)
     :dictionary        (or dictionary {})
     :registered-name   (get @registry pid)
     :label             (:label note)
     :parent            (:parent note)
     :initial-call      (:initial-call note)
     :current-function  (frame-name (first frames))
     :current-stacktrace frames
     :max-heap-size     (when (< 0 heap-limit) heap-limit)
     :mailbox           (when (< 0 bound)
                          {:limit bound :overflow (nth overflow-names overflow)})
     :dropped           dropped
     :garbage-collection {:max-heap-size heap-limit}}))

(def ^:private usual-keys
  "What process-info tells when it is not asked for something: all but messages and stack, which
  may be long."
  [:registered-name :current-function :initial-call :status :message-queue-len :links :dictionary
   :trap-exit :priority :parent :label :heap-size :stack-size :total-heap-size :memory :reductions
   :monitors :monitored-by :aliases :max-heap-size :mailbox :dropped :garbage-collection])

(defn- asked-bits
  "Which of the long answers the keys want."
  [ks]
  (+ (if (some #{:messages} ks) 1 0)
     (if (some #{:current-function :current-stacktrace} ks) 2 0)))

(defn- figures-of
  "The figures of an actor, or nil when it has ended."
  [pid bits]
  (if (= pid (prim/self))
    (prim/actor-info bits)
    (let [r (prim/make-ref)]
      (when (prim/ask-info pid r bits)
        (receive [r figures] figures)))))

(defn process-info
  "What is known of an actor: with a key its value, with a vector of keys a map of those, without
  either a map of the usual ones; nil when it has ended. Keys: :status :message-queue-len :messages
  :heap-size :stack-size :total-heap-size :memory :reductions :links :monitors :monitored-by
  :aliases :trap-exit :priority :dictionary :registered-name :label :parent :initial-call
  :current-function :current-stacktrace :max-heap-size :mailbox :dropped :garbage-collection."
  ([pid] (process-info pid usual-keys))
  ([pid ks]
   (let [wanted  (if (sequential? ks) ks [ks])
         figures (figures-of pid (asked-bits wanted))]
     (when figures
       (let [info (describe-info pid (= pid (prim/self)) figures)]
         (doseq [k wanted]
           (when-not (contains? info k)
             (throw (new IllegalArgumentException (str "process-info knows no " (pr-str k))))))
         (if (sequential? ks) (select-keys info wanted) (get info ks)))))))

; Messages later.

(defn- delay-of
  "A number of milliseconds to wait."
  [ms]
  (when-not (and (number? ms) (<= 0 ms))
    (throw (new IllegalArgumentException (str "No time to wait: " (pr-str ms)))))
  ms)

(defn send-after
  "Sends a message to an actor, given by pid, alias or name, ms milliseconds from now; answers a ref
  for cancel-timer. The timer ends with the actor; a name is looked up when the time has come."
  [ms to message]
  (prim/start-timer (delay-of ms) to message nil))

(defn start-timer
  "As send-after, but the message is [:timeout ref message], with the ref that this answers."
  [ms to message]
  (prim/start-timer (delay-of ms) to message :timeout))

(defn cancel-timer
  "Takes a timer back; answers the milliseconds it had left, or false if it has sent its message."
  [r]
  (prim/cancel-timer r))

(defn read-timer
  "The milliseconds a timer has left, or false."
  [r]
  (prim/timer-left r))

; Waiting with little.

(defn hibernate
  "Forgets all that called this and lets the actor wait, with as little memory as it needs, for a
  message; then calls f with the arguments. Never returns."
  [f & args]
  (prim/restart-with (fn []
                       (prim/mail-seek nil)
                       (prim/mail-wait nil)
                       (run-body f args))))

; Groups: named collections of actors in a scope. An actor that ends leaves all of its own; one
; that joined twice is a member twice. One actor watches over the members of all groups.

(def ^:private groups-of
  "For each scope a map from group names to vectors of pids."
  (atom {}))

(defn- without-one
  "The members without one occurrence of a pid."
  [pid members]
  (let [[before after] (split-with (fn [p] (not= p pid)) members)]
    (vec (concat before (rest after)))))

(defn- without-pid
  "The groups of all scopes without a pid; groups without members go."
  [all pid]
  (into {} (for [[scope groups] all]
             [scope (into {} (for [[group members] groups
                                   :let [left (filterv (fn [p] (not= p pid)) members)]
                                   :when (seq left)]
                               [group left]))])))

(defn- watch-members
  "What the actor that watches over groups does."
  [watched]
  (let [[pid known] (receive [:watch pid] [pid true]
                             [:DOWN _ :process pid _] [pid false])]
    (cond
      (not known)             (do (swap! groups-of without-pid pid)
                                  (recur (disj watched pid)))
      (contains? watched pid) (recur watched)
      :else                   (do (monitor pid) (recur (conj watched pid))))))

(defn- group-watcher
  "The pid of the actor that watches over groups, which is started at first use."
  []
  (or (whereis ::groups)
      (let [pid (binding [*report-crash* identity]
                  (spawn (fn []
                           (register ::groups (self))
                           (watch-members #{}))))]
        (loop []
          (or (whereis ::groups) (do (prim/yield) (recur)))))))

(defn join
  "Makes actors (a pid, or a collection of them) members of a group; answers :ok."
  ([group pids] (join :default group pids))
  ([scope group pids]
   (let [pids    (if (pid? pids) [pids] (vec pids))
         watcher (group-watcher)]
     (swap! groups-of update-in [scope group] (fn [members] (into (or members []) pids)))
     (doseq [pid pids] (! watcher [:watch pid]))
     :ok)))

(defn leave
  "Takes actors (a pid, or a collection of them) out of a group once each; answers :ok, or
  :not-joined if none of them was in it."
  ([group pids] (leave :default group pids))
  ([scope group pids]
   (let [pids (if (pid? pids) [pids] (vec pids))
         [old _] (swap-vals! groups-of
                             (fn [all]
                               (let [left (reduce (fn [members pid] (without-one pid members))
                                                  (get-in all [scope group] []) pids)]
                                 (if (seq left)
                                   (assoc-in all [scope group] left)
                                   (update all scope dissoc group)))))]
     (if (some (set pids) (get-in old [scope group])) :ok :not-joined))))

(defn members
  "The pids in a group, a vector."
  ([group] (members :default group))
  ([scope group] (filterv alive? (get-in @groups-of [scope group] []))))

(defn groups
  "The names of all groups of a scope that have members."
  ([] (groups :default))
  ([scope] (vec (filter (fn [group] (seq (members scope group)))
                        (keys (get @groups-of scope))))))
