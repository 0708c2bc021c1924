; The API of the Clojure library otplike, namespace otplike.process, over actors: programs written
; for it load unchanged and need no core.async. otplike.actor says how a process stands on actors.
; What is a macro there only because a go block had to see it (await!) is a function here.

(ns otplike.process
  "Processes in the manner of Erlang: spawning, links, monitors, messages and exits. A process is
  alive until an exit signal or the end of its function ends it; after a signal it is exiting until
  its function has returned, and whatever it asks of other processes throws the exit :noproc."
  (:refer-clojure :exclude [await])
  (:require [clojure.core.match :as match]
            [genera.actors :as actors]
            [otplike.actor :as actor]))

(declare whereis)

(defn- check
  [ok? & message]
  (when-not ok? (throw (IllegalArgumentException. (apply str message)))))

; Functions of processes.

(defrecord ^:no-doc ProcFn [f name])

(defmacro proc-fn
  "A function for spawn: (proc-fn name? [args] body…)."
  [name-or-args & more]
  (if (symbol? name-or-args)
    (let [[args & body] more]
      (check (vector? args) "proc-fn: no vector of arguments: " (pr-str args))
      `(->ProcFn (fn ~name-or-args ~args ~@body) '~(symbol (str *ns*) (str name-or-args))))
    (do
      (check (vector? name-or-args) "proc-fn: no vector of arguments: " (pr-str name-or-args))
      `(->ProcFn (fn ~name-or-args ~@more) '~(symbol (str *ns*) "proc-fn")))))

(defmacro proc-defn
  "Defines a function for spawn: (proc-defn name doc? [args] body…)."
  {:arglists '([fname doc? args & body])}
  [fname & more]
  (check (symbol? fname) "proc-defn: no name: " (pr-str fname))
  (let [[doc [args & body]] (if (string? (first more)) [(first more) (rest more)] [nil more])]
    (check (vector? args) "proc-defn: no vector of arguments: " (pr-str args))
    `(def ~(vary-meta fname merge {:arglists `'~(list args)} (when doc {:doc doc}))
       (->ProcFn (fn ~args ~@body) '~(symbol (str *ns*) (name fname))))))

(defmacro proc-defn-
  "As proc-defn, private."
  {:arglists '([fname doc? args & body])}
  [fname & more]
  `(proc-defn ~(vary-meta fname assoc :private true) ~@more))

; Pids, refs and names. Names that are neither keywords nor symbols are kept here.

(def ^:private other-names (atom {}))

(defn pid?
  "Is x the pid of a process?"
  [x]
  (actors/pid? x))

(defn ref?
  "Was x made by monitor?"
  [x]
  (actors/ref? x))

(defn pid->str
  "A pid as a string, for people."
  [pid]
  (check (pid? pid) "No pid: " (pr-str pid))
  (str pid))

(defn- plain-name? [x] (or (keyword? x) (symbol? x)))

(defn whereis
  "The pid that is registered under a name, or nil."
  [reg-name]
  (if (plain-name? reg-name)
    (actors/whereis reg-name)
    (let [pid (get @other-names reg-name)]
      (when (and pid (actors/alive? pid)) pid))))

(defn resolve-pid
  "A pid itself, or the pid registered under a name, or nil."
  [pid-or-name]
  (if (pid? pid-or-name) pid-or-name (whereis pid-or-name)))

(defn registered
  "The set of all names in use."
  []
  (into (set (filter actors/whereis (actors/registered)))
        (filter whereis) (keys @other-names)))

(defn- claim
  "Registers a pid; nil, or the reason for which it cannot be."
  [reg-name pid]
  (if (plain-name? reg-name)
    (try (actors/register reg-name pid) nil
         (catch IllegalArgumentException e [:already-registered (whereis reg-name)]))
    (let [known (swap! other-names
                       (fn [known]
                         (let [taken (get known reg-name)]
                           (if (and taken (actors/alive? taken))
                             known
                             (assoc known reg-name pid)))))]
      (when-not (= pid (get known reg-name)) [:already-registered (get known reg-name)]))))

(defn self
  "The pid of the running process; throws outside of processes, and in one that is exiting."
  []
  (:pid (actor/live)))

; Exits.

(defn ex->reason
  "The exit reason that an exception stands for: that of exit, or [:exception map] with :class,
  :message, :stack-trace, and :data and :cause where it has them."
  [e]
  (actor/reason-of e))

(defmacro ex-catch
  "The value of expr, or [:EXIT reason] if it throws."
  [expr]
  `(try ~expr (catch Throwable e# [:EXIT (ex->reason e#)])))

(defn exit
  "With a reason: throws what ends the running process for that reason, unless it is caught. With a
  pid, too: sends an exit signal, which ends that process; if it traps exits, it gets the message
  [:EXIT from reason]; :normal ends nobody; :kill ends any, for :killed. Answers whether that
  process was alive."
  ([reason] (actor/exit reason))
  ([pid reason]
   (check (pid? pid) "No pid: " (pr-str pid))
   (check (some? reason) "An exit needs a reason")
   (let [{me :pid :as process} (actor/live)]
     (cond
       (not (actors/alive? pid)) false
       (= me pid)
       (do (actor/ask process
                      (fn []
                        (when (or (not= :normal reason)
                                  (actors/process-info me :trap-exit))
                          (actors/exit me reason))))
           true)
       :else (do (actor/ask-live (fn [] (actors/exit pid reason))) true)))))

(defn flag
  "Sets a flag of the running process and answers what it was. The only one is :trap-exit: exit
  signals become messages [:EXIT from reason]."
  [flag value]
  (check (= :trap-exit flag) "No flag of a process: " (pr-str flag))
  (actor/ask-live (fn [] (actors/process-flag :trap-exit (boolean value)))))

; Starting.

(defn spawn-opt
  "Starts a process that calls proc-func with args, a sequence; answers its pid. Options: :flags, a
  map; :link, true; :register, a name. Exits with [:already-registered pid] if that is taken."
  ([proc-func options] (spawn-opt proc-func [] options))
  ([proc-func args options]
   (check (instance? ProcFn proc-func) "No function of a process: " (pr-str proc-func))
   (check (sequential? args) "Arguments are no sequence: " (pr-str args))
   (check (map? options) "Options are no map: " (pr-str options))
   (let [{:keys [flags link register]} options]
     (check (or (nil? flags) (map? flags)) "Flags are no map: " (pr-str flags))
     (check (not (pid? register)) "A pid is no name: " register)
     (let [{f :f fn-name :name} proc-func]
       (actor/start (fn [] (apply f args))
                    [fn-name (vec args)]
                    {:link?     (boolean link)
                     :trap-exit (:trap-exit flags)
                     :claim     (when (some? register) (fn [pid] (claim register pid)))})))))

(defn spawn
  "Starts a process that calls proc-func with args; answers its pid."
  ([proc-func] (spawn proc-func []))
  ([proc-func args] (spawn-opt proc-func args {})))

(defn spawn-link
  "As spawn, linked to the running process from the first moment."
  ([proc-func] (spawn-link proc-func []))
  ([proc-func args] (spawn-opt proc-func args {:link true})))

; Messages.

(defn !
  "Sends a message to a process, by pid or name; answers whether it was alive."
  [dest message]
  (check (some? dest) "No destination")
  (let [pid (resolve-pid dest)]
    (actor/trace (:pid actor/*process*) :send {:destination dest :message message})
    (if (and pid (actors/alive? pid))
      (do (actors/! pid message) true)
      false)))

(defn- split-clauses
  "[clauses timeout body] of receive!; timeout is :infinity without an after."
  [clauses]
  (let [end    (last clauses)
        after? (and (odd? (count clauses)) (seq? end) (= 'after (first end)))
        some   (if after? (butlast clauses) clauses)]
    (check (seq some) "receive! requires one or more message patterns")
    (check (even? (count some)) "receive!: a pattern without an expression")
    (if after? [some (second end) (nnext end)] [some :infinity nil])))

(defmacro receive!
  "Takes the first message of the running process and evaluates the expression of the first pattern
  (of clojure.core.match) that it matches; throws if none does:
  (receive! pattern expr … (after timeout expr…)). The timeout is ms, :infinity or a channel of
  core.async; with 0 nothing is waited for. Throws the exit :noproc in a process that has exited."
  [& clauses]
  (let [[clauses timeout late] (split-clauses clauses)
        taken   (gensym "taken__")
        message (gensym "message__")]
    `(let [~taken (actor/take-message some? true ~timeout)]
       (if ~taken
         (let [~message (nth ~taken 1)]
           ~(match/expand [message] (match/rows-of-one clauses) (set (keys &env)) nil))
         (do ~@late)))))

(defmacro receive!!
  "As receive!."
  [& clauses]
  (with-meta `(receive! ~@clauses) (meta &form)))

(defmacro selective-receive!
  "As receive!, but takes the first message that a pattern matches and leaves the others."
  [& clauses]
  (let [[clauses timeout late] (split-clauses clauses)
        locals  (set (keys &env))
        pairs   (vec (partition 2 clauses))
        names   (mapv (fn [[p]] (if (= :else p) [] (vec (match/names-of p locals)))) pairs)
        taken   (gensym "taken__")
        message (gensym "message__")]
    `(let [~taken (actor/take-message
                    (fn [~message]
                      ~(match/expand [message]
                                     (match/rows-of-one
                                       (mapcat (fn [i [p]] [p (into [i] (nth names i))])
                                               (range) pairs))
                                     locals
                                     '(do)))
                    false ~timeout)]
       (if ~taken
         (let [~taken (nth ~taken 0)]
           (case (int (nth ~taken 0))
             ~@(mapcat (fn [i [_ expr]]
                         [i `(let [~@(mapcat (fn [j n] [n `(nth ~taken ~(inc j))])
                                             (range) (nth names i))]
                               ~expr)])
                       (range) pairs)))
         (do ~@late)))))

; Links and monitors.

(defn link
  "Links the running process with another; answers true. If that does not exist, the running one
  gets [:EXIT pid :noproc] if it traps exits, else exits for :noproc."
  [pid]
  (check (pid? pid) "No pid: " (pr-str pid))
  (let [{me :pid :as process} (actor/live)]
    (when-not (= me pid) (actor/ask process (fn [] (actors/link pid))))
    true))

(defn unlink
  "Takes the link with a process back, if there is one; answers true."
  [pid]
  (check (pid? pid) "No pid: " (pr-str pid))
  (let [{me :pid} (actor/live)]
    (when-not (= me pid) (actor/ask-live (fn [] (actors/unlink pid))))
    true))

(defn monitor
  "Lets the running process know of the end of another, by pid or name, in one message
  [:DOWN ref :process pid-or-name reason], with reason :noproc if there is none; answers the ref.
  A process that monitors itself hears nothing."
  [pid-or-name]
  (let [{me :pid} (actor/live)
        pid (resolve-pid pid-or-name)]
    (cond
      (= me pid) (actors/make-ref)
      (or (plain-name? pid-or-name) pid)
      (actor/ask-live (fn [] (actors/monitor (if (plain-name? pid-or-name) pid-or-name pid))))
      :else
      (let [r (actors/make-ref)]
        (! me [:DOWN r :process pid-or-name :noproc])
        r))))

(defn demonitor
  "Ends a monitor of the running process; answers true. With {:flush true} its message is taken out
  of the mailbox, if it is there."
  ([mref] (demonitor mref {}))
  ([mref {flush? :flush}]
   (check (ref? mref) "No ref: " (pr-str mref))
   (let [process (actor/live)]
     (actor/ask-live (fn []
                       (actors/demonitor mref)
                       (when flush? (actor/flush-down process mref))))
     true)))

; Asyncs: a value that another actor computes, with functions to be called on it by who awaits it.

(defrecord ^:no-doc Async [result fs])

(defn async?
  "Is x a value of async?"
  [x]
  (instance? Async x))

(defn ^:no-doc async*
  [f]
  (let [result (promise)]
    (actors/spawn (fn []
                    (deliver result (try [:ok (f)] (catch Throwable e [:thrown e])))))
    (->Async result [])))

(defmacro async
  "Starts to evaluate body and answers a value for await!; body is in the same process."
  [& body]
  `(async* (fn [] ~@body)))

(defn async-value
  "A value as that of an async that has ended."
  [value]
  (->Async (deliver (promise) [:ok value]) []))

(defn await!!
  "The value of an async, waited for; what it threw is thrown."
  [x]
  (check (async? x) "No async value: " (pr-str x))
  (let [[kind value] @(:result x)]
    (if (= :ok kind)
      (reduce (fn [value f] (f value)) value (:fs x))
      (throw value))))

(defn await!
  "As await!!."
  [x]
  (await!! x))

(defn await?!
  "The value of an async, or x itself if it is none."
  [x]
  (if (async? x) (await!! x) x))

(defn map-async
  "An async whose value is f of that of another; f is called by who awaits it."
  [f async-val]
  (check (async? async-val) "No async value: " (pr-str async-val))
  (update async-val :fs conj f))

(defmacro with-async
  "An async of body, with a name bound to the value of another: (with-async [name async] body…)."
  [[binding-form async-expr] & body]
  `(map-async (fn [~binding-form] ~@body) ~async-expr))

; Looking at processes.

(defn alive?
  "Is a process (the running one) alive, not exiting?"
  ([] (actors/alive? (:pid (actor/current))))
  ([pid]
   (check (pid? pid) "No pid: " (pr-str pid))
   (actors/alive? pid)))

(defn processes
  "The pids of all processes, those that are exiting too."
  []
  (or (keys @actor/table) ()))

(defn- processes-among [pids] (filterv @actor/table pids))

(def ^:private info-items
  {:initial-call      (fn [p _] (let [[f args] (:call p)] [f (count args)]))
   :status            (fn [p _] (if (seq (:waiting @(:mailbox p))) :waiting :running))
   :message-queue-len (fn [p _] (count (:messages @(:mailbox p))))
   :messages          (fn [p _] (vec (:messages @(:mailbox p))))
   :links             (fn [_ info] (processes-among (:links info)))
   :monitors          (fn [_ info] (vec (remove (fn [x] (and (pid? x) (nil? (@actor/table x))))
                                                (:monitors info))))
   :monitored-by      (fn [_ info] (processes-among (:monitored-by info)))
   :registered-name   (fn [p info] (or (:registered-name info)
                                       (some (fn [[n pid]] (when (= pid (:pid p)) n))
                                             @other-names)))
   :life-time-ms      (fn [p _] (- (System/currentTimeMillis) (:started p)))
   :flags             (fn [_ info] {:trap-exit (:trap-exit info)})})

(defn process-info
  "What is known of a process that is alive, else nil: for a key [key value], for keys a list of
  these, without keys a map. Keys: :initial-call :status :message-queue-len :messages :links
  :monitors :monitored-by :registered-name :life-time-ms :flags."
  ([pid]
   (let [info (process-info pid [:initial-call :status :message-queue-len :links :flags
                                 :registered-name])]
     (when info
       (into {} (remove (fn [[k v]] (and (= :registered-name k) (nil? v)))) info))))
  ([pid item-or-list]
   (check (pid? pid) "No pid: " (pr-str pid))
   (let [one? (keyword? item-or-list)
         ks   (if one? [item-or-list] item-or-list)]
     (check (and (sequential? ks) (every? info-items ks)) "No info items: " (pr-str item-or-list))
     (let [p    (get @actor/table pid)
           info (when p
                  (actors/process-info pid [:links :monitors :monitored-by :registered-name
                                            :trap-exit]))]
       (when info
         (let [items (mapv (fn [k] [k ((info-items k) p (into {} info))]) ks)]
           (if one? (first items) items)))))))

; Tracing.

(defn trace
  "Calls handler with events (maps :pid :reg-name :kind :extra) for which pred is true; kinds are
  :spawn :exiting :exit :send :receive. Answers whether there was a handler before."
  [pred handler]
  (let [[old] (reset-vals! actor/tracer (fn [event] (when (pred event) (handler event))))]
    (when-not old (doseq [pid (processes)] (actor/watch pid)))
    (boolean old)))

(defn untrace
  "Ends tracing; answers whether there was a handler."
  []
  (boolean (first (reset-vals! actor/tracer nil))))
