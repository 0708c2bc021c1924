; Tasks: an actor for one computation, whose value its owner awaits.
;
; A task is a map :pid, :ref, :owner. The ref is a monitor of the task's actor and an alias of the
; owner until the monitor ends: a value that comes after the owner gave up is dropped.

(ns genera.task
  "Tasks. async starts one linked to its owner, which awaits its value; only the owner can."
  (:refer-clojure :exclude [await])
  (:require [genera.actors :as actors :refer [! demonitor exit monitor receive self]]
            [genera.gen :as gen]
            [genera.supervisor :as supervisor]))

(defrecord Task [pid ref owner])

(defn- begin
  "Starts a task's actor by `spawn`, a function of a body, and lets it compute once it has its ref."
  [spawn f args]
  (let [owner (self)
        pid   (spawn (fn [] (receive [::begin r] (! r [r (apply f args)]))))
        r     (monitor pid {:alias :demonitor})]
    (! pid [::begin r])
    (->Task pid r owner)))

(defn async
  "Starts a task that calls f with the arguments, linked to the running actor: if f fails, both
  end."
  [f & args]
  (begin actors/spawn-link f args))

(defn async-nolink
  "As async, without a link: the owner learns of a failure when it awaits. With a supervisor made
  by start-supervisor the task is its child."
  ([f] (begin actors/spawn f nil))
  ([task-supervisor f & args]
   (begin (fn [body] (second (supervisor/start-child task-supervisor [body]))) f args)))

(defn start
  "Starts an actor that calls f with the arguments and that nobody awaits; answers [:ok pid]."
  [f & args]
  [:ok (apply actors/spawn f args)])

(defn start-link
  "As start, linked to the running actor: for :start of a child spec."
  [f & args]
  [:ok (apply actors/spawn-link f args)])

(defn start-supervisor
  "Starts a supervisor of tasks; options :name, :shutdown, :restart (:temporary)."
  ([] (start-supervisor {}))
  ([{:keys [name shutdown restart]}]
   (supervisor/start-link
     (fn [_] [:ok {:strategy :simple-one-for-one :intensity 3}
              [{:id :task :start (fn [body] (actors/spawn-link body))
                :restart (or restart :temporary) :shutdown (or shutdown 5000)}]])
     nil {:name name})))

(defn- check-owner
  [{:keys [owner] :as task}]
  (when-not (= owner (self))
    (throw (IllegalArgumentException.
             (str "Task " (:pid task) " can be awaited by its owner " owner " only, not by "
                  (self))))))

(defn- ms-of [timeout] (when-not (= :infinity timeout) timeout))

(defn yield
  "[:ok value] or [:exit reason] of a task that has ended within timeout ms (5000), else nil; it can
  be asked again."
  ([task] (yield task 5000))
  ([{:keys [ref] :as task} timeout]
   (check-owner task)
   (receive
     [ref value] (do (demonitor ref :flush) [:ok value])
     [:DOWN ref _ _ reason] [:exit reason]
     (after (ms-of timeout) nil))))

(defn await
  "The value of a task. If it fails, or has none within timeout ms (5000, or :infinity), the running
  actor exits with [reason [genera.task/await task timeout]]."
  ([task] (await task 5000))
  ([task timeout]
   (let [[kind x :as answer] (yield task timeout)]
     (cond
       (= :ok kind) x
       answer       (exit [x ['genera.task/await task timeout]])
       :else        (do (demonitor (:ref task) :flush)
                        (exit [:timeout ['genera.task/await task timeout]]))))))

(defn await-many
  "The values of tasks in their order, all within timeout ms (5000, or :infinity)."
  ([tasks] (await-many tasks 5000))
  ([tasks timeout]
   (let [end (when (int? timeout) (+ (System/currentTimeMillis) timeout))]
     (mapv (fn [task]
             (await task (if end (max 0 (- end (System/currentTimeMillis))) :infinity)))
           tasks))))

(defn shutdown
  "Ends a task: [:ok value] if it had one, [:exit reason], or nil when it was ended. how is ms to
  end in before it is killed (5000), or :brutal-kill."
  ([task] (shutdown task 5000))
  ([{:keys [pid ref] :as task} how]
   (check-owner task)
   (actors/unlink pid)
   (exit pid (if (= :brutal-kill how) :kill :shutdown))
   (let [ended (fn [reason]
                 (receive [ref value] [:ok value]
                          (after 0 (when-not (contains? #{:shutdown :killed} reason)
                                     [:exit reason]))))]
     (receive
       [ref value] (do (demonitor ref :flush) [:ok value])
       [:DOWN ref _ _ reason] (ended reason)
       (after (when (int? how) how)
         (do (exit pid :kill)
             (receive [:DOWN ref _ _ reason] (ended reason))))))))

(defn cancel
  "Kills a task; as shutdown with :brutal-kill."
  [task]
  (shutdown task :brutal-kill))

(defn ignore
  "Gives a task up without ending it: its value will be dropped."
  [{:keys [pid ref] :as task}]
  (check-owner task)
  (actors/unlink pid)
  (demonitor ref :flush)
  nil)

(defn async-stream
  "A lazy sequence of [:ok value] or [:exit reason] of f of each element, in order, with up to
  :max-concurrency (8) computed at once, each within :timeout ms (5000)."
  ([f coll] (async-stream f coll {}))
  ([f coll {:keys [max-concurrency timeout] :or {max-concurrency 8 timeout 5000}}]
   (let [begin-one (fn [x] (begin actors/spawn f [x]))
         value     (fn [task]
                     (or (yield task timeout)
                         (do (cancel task) [:exit :timeout])))
         step      (fn step [running left]
                     (lazy-seq
                       (when-let [task (first running)]
                         (let [answer (value task)]
                           (cons answer
                                 (step (into (subvec running 1) (map begin-one) (take 1 left))
                                       (rest left)))))))]
     (lazy-seq
       (step (mapv begin-one (take max-concurrency coll)) (drop max-concurrency coll))))))
