; Agents: cells whose changes are done one after the other, while the sender goes on. Each agent
; that has something to do has an actor, which ends when its queue is empty.
;
; The queue and whether an actor works on it are one map in an atom, changed by compare-and-set.
; What an action sends is kept until the action has ended; within a transaction, until it commits.

(def ^:private agent-class (genera.slow/find-type "clojure.lang.Agent"))

; Places of an agent's fields.
(def ^:private agent-state 0)
(def ^:private agent-meta 1)
(def ^:private agent-validator 2)
(def ^:private agent-watches 3)
(def ^:private agent-work 4)
(def ^:private agent-failure 5)
(def ^:private agent-mode 6)
(def ^:private agent-handler 7)

(def ^:dynamic *agent*
  "The agent whose action is running, or nil."
  nil)

(def ^:private ^:dynamic *held-sends*
  "What the running action has sent, an atom with a vector of [agent f args], or nil."
  nil)

(defn agent
  "An agent: a cell changed by the actions sent to it, in order. Options: :meta, :validator,
  :error-handler and :error-mode, :fail or :continue."
  [state & options]
  (let [options (apply hash-map options)
        valid?  (:validator options)]
    (when (and valid? (not (valid? state)))
      (throw (new IllegalStateException "Invalid reference state")))
    (prim/mutable-instance agent-class
                           [state (:meta options) valid? {} (atom {:queue [] :busy false}) nil
                            (get options :error-mode (if (:error-handler options) :continue :fail))
                            (:error-handler options)])))

(declare send-now)

(defn- run-action
  "Does one action of an agent, and what it sent."
  [agent f args]
  (let [held (atom [])]
    (try
      (let [old   (prim/field agent agent-state)
            value (binding [*agent* agent *held-sends* held] (apply f old args))
            valid? (prim/field agent agent-validator)]
        (when (and valid? (not (valid? value)))
          (throw (new IllegalStateException "Invalid reference state")))
        (prim/set-field agent agent-state value)
        (doseq [[k watch] (prim/field agent agent-watches)] (watch k agent old value))
        (doseq [[a f args] @held] (send-now a f args)))
      (catch Throwable e
        (when (prim/field agent agent-handler)
          (try ((prim/field agent agent-handler) agent e) (catch Throwable _ nil)))
        (when (= :fail (prim/field agent agent-mode))
          (prim/set-field agent agent-failure e))))))

(defn- work
  "Does what an agent has in its queue until that is empty or the agent has failed."
  [agent]
  (let [state (prim/field agent agent-work)]
    (loop []
      (let [{:keys [queue] :as now} @state]
        (if (or (= 0 (count queue)) (prim/field agent agent-failure))
          (when-not (compare-and-set! state now (assoc now :busy false)) (recur))
          (let [[f args bindings] (nth queue 0)]
            (if (compare-and-set! state now (assoc now :queue (subvec queue 1)))
              (let [saved (prim/bindings)]
                (prim/set-bindings bindings)
                (run-action agent f args)
                (prim/set-bindings saved)
                (recur))
              (recur))))))))

(defn- start-work
  "Gives an agent an actor unless it has one or has nothing to do."
  [agent]
  (let [state (prim/field agent agent-work)]
    (loop []
      (let [now @state]
        (when (and (not (:busy now)) (< 0 (count (:queue now))))
          (if (compare-and-set! state now (assoc now :busy true))
            (prim/spawn (fn [] (work agent)) nil)
            (recur)))))))

(defn- send-now
  "Puts an action into an agent's queue."
  [agent f args]
  (swap! (prim/field agent agent-work) update :queue conj [f args (prim/bindings)])
  (start-work agent))

(defn send
  "Has the agent's state set to f of it and the arguments, some time later; answers the agent."
  [agent f & args]
  (as-instance agent agent-class
               "dispatch(clojure.lang.IFn, clojure.lang.ISeq, java.util.concurrent.Executor)" "a")
  (when (prim/field agent agent-failure)
    (throw (new RuntimeException "Agent is failed, needs restart"
                (prim/field agent agent-failure))))
  (cond
    (prim/stm-running) (hold-effect (fn [] (send-now agent f args)))
    *held-sends*  (swap! *held-sends* conj [agent f args])
    :else         (send-now agent f args))
  agent)

(defn send-off
  "The same as send."
  [agent f & args]
  (apply send agent f args))

(defn send-via
  "The same as send; there are no executors."
  [executor agent f & args]
  (apply send agent f args))

(defn set-agent-send-executor!
  "No effect; there are no executors."
  [executor]
  nil)

(defn set-agent-send-off-executor!
  "No effect; there are no executors."
  [executor]
  nil)

(defn release-pending-sends
  "Sends at once what the running action has sent so far; answers how many."
  []
  (if *held-sends*
    (let [[held _] (reset-vals! *held-sends* [])]
      (doseq [[agent f args] held] (send-now agent f args))
      (count held))
    0))

(defn- await-agents
  "Waits until the actions sent so far are done, or until ms have passed; answers whether."
  [agents ms call]
  (when (prim/stm-running)
    (throw (new IllegalStateException (str call " in transaction"))))
  (when *agent* (throw (new Exception "Can't await in agent action")))
  (let [done (mapv (fn [agent]
                     (let [p (promise)]
                       (send agent (fn [state] (deliver p true) state))
                       p))
                   agents)]
    (every? (fn [p] (if ms (deref p ms false) (deref p))) done)))

(defn await
  "Waits until the agents have done what was sent to them so far."
  [& agents]
  (await-agents agents nil "await")
  nil)

(defn await1
  "Waits for one agent; answers it."
  [agent]
  (await agent)
  agent)

(defn await-for
  "As await, but for ms milliseconds at most; answers whether all was done."
  [ms & agents]
  (await-agents agents ms "await-for"))

(defn agent-error
  "The exception that made an agent fail, or nil."
  [agent]
  (prim/field agent agent-failure))

(defn agent-errors
  "A list of the exception that made an agent fail, or nil."
  [agent]
  (when (agent-error agent) (list (agent-error agent))))

(defn restart-agent
  "Gives a failed agent a new state, and lets it go on; :clear-actions true empties its queue."
  [agent state & options]
  (when-not (agent-error agent)
    (throw (new RuntimeException "Agent does not need a restart")))
  (let [valid? (prim/field agent agent-validator)]
    (when (and valid? (not (valid? state)))
      (throw (new IllegalStateException "Invalid reference state"))))
  (prim/set-field agent agent-state state)
  (prim/set-field agent agent-failure nil)
  (when (:clear-actions (apply hash-map options))
    (swap! (prim/field agent agent-work) assoc :queue []))
  (start-work agent)
  state)

(defn clear-agent-errors
  "Lets a failed agent go on with the state it has."
  [agent]
  (restart-agent agent (prim/field agent agent-state)))

(defn error-handler
  "The function called with agent and exception when an action throws, or nil."
  [agent]
  (prim/field agent agent-handler))

(defn set-error-handler!
  "Sets the function called with agent and exception when an action throws."
  [agent f]
  (prim/set-field agent agent-handler f)
  nil)

(defn error-mode
  ":fail if an exception stops the agent until restart-agent, or :continue."
  [agent]
  (prim/field agent agent-mode))

(defn set-error-mode!
  "Sets the error mode, :fail or :continue."
  [agent mode]
  (prim/set-field agent agent-mode mode)
  nil)

(defn shutdown-agents
  "No effect: an agent without work holds nothing."
  []
  nil)

(genera.host/add-methods agent-class
  {:deref        (fn deref [a] (prim/field a agent-state))
   :meta         (fn meta [a] (prim/field a agent-meta))
   :resetMeta    (fn resetMeta [a m] (prim/set-field a agent-meta m))
   :addWatch     (fn addWatch [a k f]
                   (prim/set-field a agent-watches (assoc (prim/field a agent-watches) k f))
                   a)
   :removeWatch  (fn removeWatch [a k]
                   (prim/set-field a agent-watches (dissoc (prim/field a agent-watches) k))
                   a)
   :setValidator (fn setValidator [a f]
                   (when (and f (not (f (prim/field a agent-state))))
                     (throw (new IllegalStateException "Invalid reference state")))
                   (prim/set-field a agent-validator f)
                   nil)
   :getValidator (fn getValidator [a] (prim/field a agent-validator))})
