; Agents: cells whose changes are done one after the other, while the sender goes on. Each agent
; that has something to do has an actor, which ends when its queue is empty; actions sent with an
; executor are done by that.
;
; The queue and the error that has stopped it are one map in an atom. An action stays in the queue
; while it is done: so whoever finds the queue empty starts the work, and whoever takes an action
; off starts the next one. What an action sends is kept until it has ended well, in an atom that
; only its own actor uses (its futures, which have its bindings, send at once); what a transaction
; sends, until that commits, and then as if it were sent after it.

(def ^:private agent-class (genera.slow/find-type "clojure.lang.Agent"))

; Places of an agent's fields.
(def ^:private agent-state 0)
(def ^:private agent-meta 1)
(def ^:private agent-validator 2)
(def ^:private agent-watches 3)
(def ^:private agent-work 4)
(def ^:private agent-mode 5)
(def ^:private agent-handler 6)

(def ^:dynamic *agent*
  "The agent whose action is running, or nil."
  nil)

(def ^:private ^:dynamic *held-sends*
  "The pid of the actor that does an action, and an atom with what it has sent: a vector of
  [agent action]; or nil."
  nil)

(defn agent
  "An agent: a cell changed by the actions sent to it, in order. Options: :meta, :validator,
  :error-handler and :error-mode, :fail or :continue."
  [state & options]
  (let [options (apply hash-map options)
        valid?  (:validator options)]
    (when (and valid? (not ((as-function valid?) state)))
      (throw (new IllegalStateException "Invalid reference state")))
    (prim/mutable-instance agent-class
                           [state (as-meta (:meta options)) valid? {}
                            (atom {:queue clojure.lang.PersistentQueue/EMPTY :error nil})
                            (get options :error-mode (if (:error-handler options) :continue :fail))
                            (:error-handler options)])))

(declare enqueue)

(defn- as-agent
  "x, which must be an agent."
  [x]
  (as-instance x agent-class
               "dispatch(clojure.lang.IFn, clojure.lang.ISeq, java.util.concurrent.Executor)" "a"))

(defn- change-state
  "Sets an agent's state to what an action makes of it, and tells who watches."
  [agent f args]
  (let [old    (prim/field agent agent-state)
        value  (apply f old args)
        valid? (prim/field agent agent-validator)]
    (when (and valid? (not (valid? value)))
      (throw (new IllegalStateException "Invalid reference state")))
    (prim/set-field agent agent-state value)
    (doseq [[k watch] (prim/field agent agent-watches)] (watch k agent old value))))

(defn- tell-handler
  "Calls an agent's error handler, if it has one; what that throws is lost."
  [agent error]
  (when-let [handler (prim/field agent agent-handler)]
    (try (handler agent error) (catch Throwable _ nil))))

(defn- run-action
  "Does one action of an agent, under the bindings of its sender, then what it sent; answers the
  exception that stops the agent, or nil."
  [agent [f args bindings]]
  (let [saved (prim/bindings)
        held  (atom [])]
    (prim/set-bindings bindings)
    (try
      (binding [*held-sends* [(prim/self) held]]
        (change-state agent f args))
      (doseq [[other action] @held] (enqueue other action))
      nil
      (catch Throwable e
        (tell-handler agent e)
        (when (= :fail (prim/field agent agent-mode)) e))
      (finally (prim/set-bindings saved)))))

(defn- finish-action
  "Takes the action that was done off an agent's queue; answers the next to be done, or nil."
  [agent error]
  (let [now (swap! (prim/field agent agent-work)
                   (fn [{:keys [queue]}] {:queue (pop queue) :error error}))]
    (when (nil? error) (peek (:queue now)))))

(declare start-action)

(defn- work
  "Does an action of an agent and those behind it, but for those that an executor is to do."
  [agent [_ _ _ executor :as action]]
  (let [[_ _ _ next-executor :as next-action] (finish-action agent (run-action agent action))]
    (cond
      (nil? next-action)              nil
      (or executor next-executor)     (start-action agent next-action)
      :else                           (recur agent next-action))))

(defn- start-action
  "Has the action at the head of an agent's queue done: by its executor, or an actor of its own,
  which gets it from there. An agent whose action is refused waits until it is restarted."
  [agent [_ _ _ executor]]
  (try
    (let [go (fn [] (work agent (peek (:queue (prim/atom-value (prim/field agent agent-work))))))]
      (if executor
        (.execute executor go)
        (prim/spawn go nil)))
    (catch Throwable e
      (tell-handler agent e))))

(defn- start-held-action
  "As start-action, at the end of a commit, which executors cannot hold up."
  [agent [_ _ _ executor :as action]]
  (if executor
    (prim/spawn (fn [] (start-action agent action)) nil)
    (start-action agent action)))

(defn- enqueue
  "Puts an action into an agent's queue, and has it started when it is the first."
  ([agent action] (enqueue agent action start-action))
  ([agent action start]
   (let [[before _] (swap-vals! (prim/field agent agent-work) update :queue conj action)]
     (when (and (nil? (:error before)) (nil? (peek (:queue before))))
       (start agent action)))))

(defn- make-action
  "What is to be done with an agent: function, arguments, bindings, executor or nil."
  [agent f args executor]
  [f args (binding [*agent* agent *held-sends* nil] (prim/bindings)) executor])

(defn agent-error
  "The exception that made an agent fail, or nil."
  [agent]
  (:error (prim/atom-value (prim/field (as-agent agent) agent-work))))

(defn send-via
  "Has the agent's state set to f of it and the arguments, some time later, by an executor; answers
  the agent."
  [executor agent f & args]
  (when-let [error (agent-error agent)]
    (throw (new RuntimeException "Agent is failed, needs restart" error)))
  (let [action     (make-action agent f args executor)
        [pid held] *held-sends*]
    (cond
      (= pid (prim/self)) (let [hold (fn [] (swap! held conj [agent action]))]
                            (if (prim/stm-running) (hold-effect hold) (hold)))
      (prim/stm-running)  (hold-effect (fn [] (enqueue agent action start-held-action)))
      :else               (enqueue agent action)))
  agent)

(def ^:private send-executors
  "The executors of send and of send-off; nil for an actor of the agent's own."
  (atom [nil nil]))

(defn send
  "Has the agent's state set to f of it and the arguments, some time later; answers the agent."
  [agent f & args]
  (apply send-via (nth @send-executors 0) agent f args))

(defn send-off
  "As send, for actions that wait for something; here all may."
  [agent f & args]
  (apply send-via (nth @send-executors 1) agent f args))

(defn set-agent-send-executor!
  "Has an executor do the actions given to send."
  [executor]
  (swap! send-executors assoc 0 executor)
  nil)

(defn set-agent-send-off-executor!
  "Has an executor do the actions given to send-off."
  [executor]
  (swap! send-executors assoc 1 executor)
  nil)

(defn release-pending-sends
  "Sends at once what the running action has sent so far; answers how many."
  []
  (let [[pid held] *held-sends*]
    (if (and pid (= pid (prim/self)))
      (let [[sent _] (reset-vals! held [])]
        (doseq [[agent action] sent] (enqueue agent action))
        (count sent))
      0)))

(defn- await-agents
  "Waits until the actions sent so far are done, or until ms have passed; answers whether."
  [agents ms call]
  (when (prim/stm-running)
    (throw (new IllegalStateException (str call " in transaction"))))
  (when *agent* (throw (new Exception "Can't await in agent action")))
  (let [deadline (when ms (+ (prim/now) ms))
        done (mapv (fn [agent]
                     (let [p (promise)]
                       (send agent (fn [state] (deliver p true) state))
                       p))
                   agents)]
    (every? (fn [p] (if ms (deref p (- deadline (prim/now)) false) (deref p))) done)))

(defn await
  "Waits until the agents have done what was sent to them so far."
  [& agents]
  (await-agents agents nil "await")
  nil)

(defn await1
  "Waits for one agent that has something to do; answers it."
  [agent]
  (when (peek (:queue @(prim/field (as-agent agent) agent-work))) (await agent))
  agent)

(defn await-for
  "As await, but for ms milliseconds at most; answers whether all was done."
  [ms & agents]
  (await-agents agents ms "await-for"))

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
  (let [clear? (:clear-actions (apply hash-map options))
        now    (swap! (prim/field agent agent-work)
                      (fn [{:keys [queue]}]
                        {:queue (if clear? clojure.lang.PersistentQueue/EMPTY queue) :error nil}))]
    (when-let [action (peek (:queue now))] (start-action agent action)))
  state)

(defn clear-agent-errors
  "Lets a failed agent go on with the state it has."
  [agent]
  (restart-agent agent (prim/field agent agent-state)))

(defn error-handler
  "The function called with agent and exception when an action throws, or nil."
  [agent]
  (prim/field (as-agent agent) agent-handler))

(defn set-error-handler!
  "Sets the function called with agent and exception when an action throws."
  [agent f]
  (prim/set-field (as-agent agent) agent-handler f)
  nil)

(defn error-mode
  ":fail if an exception stops the agent until restart-agent, or :continue."
  [agent]
  (prim/field (as-agent agent) agent-mode))

(defn set-error-mode!
  "Sets the error mode, :fail or :continue."
  [agent mode]
  (prim/set-field (as-agent agent) agent-mode mode)
  nil)

(defn shutdown-agents
  "No effect: an agent without work holds nothing."
  []
  nil)

(defn- change-agent-field
  "Sets a field of an agent to f of it, whoever else sets it; answers the new value."
  [agent i f]
  (loop []
    (let [old (prim/field agent i)
          new (f old)]
      (if (prim/compare-set-field agent i old new) new (recur)))))

(genera.host/add-methods agent-class
  {:deref        (fn deref [a] (prim/field a agent-state))
   :meta         (fn meta [a] (prim/field a agent-meta))
   :resetMeta    (fn resetMeta [a m] (prim/set-field a agent-meta m))
   :alterMeta    (fn alterMeta [a f args]
                   (change-agent-field a agent-meta (fn [m] (as-meta (apply f m args)))))
   :addWatch     (fn addWatch [a k f]
                   (change-agent-field a agent-watches (fn [all] (assoc all k (as-function f))))
                   a)
   :getWatches   (fn getWatches [a] (prim/field a agent-watches))
   :removeWatch  (fn removeWatch [a k]
                   (change-agent-field a agent-watches (fn [all] (dissoc all k)))
                   a)
   :setValidator (fn setValidator [a f]
                   (when (and f (not (f (prim/field a agent-state))))
                     (throw (new IllegalStateException "Invalid reference state")))
                   (prim/set-field a agent-validator f)
                   nil)
   :getValidator (fn getValidator [a] (prim/field a agent-validator))})
