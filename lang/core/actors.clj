; Actors as programs see them, in namespace genera.actors (clojure.actors is the same under another
; name): how they start and end, and what they know of each other. Semantics are Erlang/OTP's.
; Nothing here is added to clojure.core, and no name here is one of clojure.core's.
;
; The kernel keeps links, monitors and mailboxes; Lisp gives it the keywords it speaks with
; (world root 4) and the registry of names (world root 5). An actor's function is called under
; `run-body`, which turns what it throws into the reason of its end: the reason of `exit`, or
; [:exception (Throwable->map e)], its frames with the functions' own names, which is reported, too.

(prim/set-root 4 [:normal :kill :killed :noproc :EXIT :DOWN :process :exception :system-limit
                  :timeout :shutdown])

(def ^:private registry
  "Which name is which actor's, both ways: from names to pids and from pids to names."
  (atom {}))

(prim/set-root 5 registry)

; Refs and pids.

(defn self
  "The pid of the running actor."
  []
  (prim/self))

(defn pid?
  "Whether x is the pid of an actor."
  [x]
  (prim/is-pid x))

(defn make-ref
  "A value that equals no other. A receive whose clauses all want it skips older messages."
  []
  (prim/make-ref))

(defn ref?
  "Whether x was made by make-ref, monitor, make-alias or a timer."
  [x]
  (prim/is-ref x))

(defn port?
  "Whether x is a port: a file, socket or the like that the host keeps for an actor."
  [x]
  (prim/is-port x))

(defn alive?
  "Whether the actor has not ended."
  [pid]
  (prim/is-alive pid))

; Ends.

(def ^:private exit-class (genera.slow/find-type "genera.actors.Exit"))

(defn reason-text
  "A reason in short, for people: an exception in it is its class and message."
  [reason]
  (cond
    (not (vector? reason)) (pr-str reason)
    (and (= :exception (first reason)) (map? (second reason)))
    (let [{:keys [type message]} (first (:via (second reason)))
          {class :class text :message} (second reason)]
      (str (if type type class)
           (let [message (if type message text)] (if message (str ": " message) ""))))
    :else (str "[" (apply str (interpose " " (map reason-text reason))) "]")))

(defn exit
  "With a reason: ends the running actor for it, as an exception of class genera.actors.Exit that
  runs finally clauses and may be caught. With a pid and a reason: sends an exit signal, which ends
  that actor unless it traps exits or the reason is :normal; :kill ends it in any case."
  ([reason]
   (throw (prim/throwable exit-class (str "exit: " (reason-text reason)) nil {:reason reason})))
  ([pid reason]
   (prim/exit-signal pid reason)))

(defn exit-reason
  "The reason of an exception that exit has thrown; of any other, that of an actor it ends."
  [e]
  (if (instance? genera.actors.Exit e)
    (:reason (prim/throwable-data e))
    (let [told (genera.explain/sentence e)
          data (#'clojure.core/exception-report e)]
      [:exception (if told (with-meta data {:genera.explain/sentence told}) data)])))

(def ^:dynamic *report-crash*
  "Called with an exception that ends the running actor; shows it on stderr."
  (fn [e]
    (flush)
    (prim/report-error e (str "Actor " (prim/self) " ended by an exception:\n"))))

(defn- run-body
  "What an actor does: calls f."
  [f args]
  (try
    (if args (apply f args) (f))
    (catch Throwable e
      (let [reason (exit-reason e)]
        (when-not (instance? genera.actors.Exit e)
          (try (*report-crash* e) (catch Throwable _ nil)))
        (prim/end-self reason)))))

; Starts.

(defn spawn
  "Starts an actor that calls f with the arguments; answers its pid. It runs under the thread
  bindings of the running actor."
  [f & args]
  (prim/spawn-with (fn [] (run-body f args)) (prim/bindings)
                   [0 nil 0 0 0 0 0 (prim/map-entry (prim/self) f) 0]))

(defn spawn-link
  "As spawn, linked to the running actor from its first moment on."
  [f & args]
  (prim/spawn-with (fn [] (run-body f args)) (prim/bindings)
                   [1 nil 0 0 0 0 0 (prim/map-entry (prim/self) f) 0]))

(defn spawn-monitor
  "As spawn, monitored from its first moment on; answers [pid ref]."
  [f & args]
  (let [r (prim/make-ref)]
    [(prim/spawn-with (fn [] (run-body f args)) (prim/bindings)
                      [2 r 0 0 0 0 0 (prim/map-entry (prim/self) f) 0])
     r]))

(def ^:private priorities {:normal 0 :low 1 :high 2 :max 3})

(def ^:private overflows {:block 0 :drop 1 :error 2})

(def ^:private alias-modes {:explicit 1 :demonitor 2 :reply-demonitor 3})

(defn- choose
  "What table has for x; throws if x is not among its keys."
  [table x what]
  (let [found (get table x)]
    (when (nil? found)
      (throw (new IllegalArgumentException (str "No " what ": " (pr-str x)))))
    found))

(defn- size-of
  "A number of things or bytes that bounds something; 0 for nil."
  [x what]
  (when-not (or (nil? x) (and (int? x) (<= 0 x 4294967295)))
    (throw (new IllegalArgumentException (str "No " what ": " (pr-str x)))))
  (or x 0))

(defn spawn-opt
  "As spawn, with options: :link true, :monitor true (or {:alias …} as for monitor) to answer
  [pid ref], :priority :max :high :normal or :low, :max-heap-size in bytes, above which the actor
  alone is ended, :mailbox {:limit n :overflow :block, :drop or :error}, :label for tools,
  :scheduler n, from 1 on, to run on one worker alone; if there are fewer, on one of those."
  [options f & args]
  (let [{:keys [link monitor priority max-heap-size mailbox label scheduler]} options
        r    (when monitor (prim/make-ref))
        mode (if (map? monitor) (choose alias-modes (:alias monitor) "alias mode") 0)
        note (if (nil? label)
               (prim/map-entry (prim/self) f)
               {:parent (prim/self) :initial-call f :label label})
        pid  (prim/spawn-with (fn [] (run-body f args)) (prim/bindings)
                              [(+ (if link 1 0) (if monitor 2 0))
                               r
                               mode
                               (choose priorities (or priority :normal) "priority")
                               (size-of max-heap-size "heap size")
                               (size-of (:limit mailbox) "mailbox limit")
                               (choose overflows (get mailbox :overflow :block) "overflow")
                               note
                               (size-of scheduler "scheduler")])]
    (if monitor [pid r] pid)))

; Names.

(defn whereis
  "The pid registered under a name, or nil."
  [name]
  (let [pid (get @registry name)]
    (when (and pid (prim/is-alive pid)) pid)))

(defn- name?
  "Whether x can be the name of an actor."
  [x]
  (or (keyword? x) (symbol? x)))

(defn- bad-name
  "Throws for a name that cannot be used so."
  [& parts]
  (throw (new IllegalArgumentException (apply str parts))))

(defn register
  "Registers an actor under a name, a keyword or symbol, until it ends; answers true. A name is one
  actor's, and an actor has one name."
  [name pid]
  (when-not (name? name) (bad-name "No name for an actor: " (pr-str name)))
  (loop []
    (let [known @registry
          taken (get known name)]
      (cond
        (not (prim/is-alive pid))               (bad-name "Not alive: " pid)
        (and taken (prim/is-alive taken))       (bad-name "Name is taken: " name)
        (contains? known pid)                   (bad-name "Has a name already: " pid)
        (compare-and-set! registry known (assoc (dissoc known taken) name pid pid name))
        (if (prim/is-alive pid)
          (do (prim/trace-event 10 name pid) true)
          (do (swap! registry dissoc name pid) (bad-name "Not alive: " pid)))
        :else (recur)))))

(defn unregister
  "Takes a name back; answers true."
  [name]
  (loop []
    (let [known @registry
          pid   (get known name)]
      (cond
        (or (nil? pid) (not (name? name))) (bad-name "Name is not registered: " name)
        (compare-and-set! registry known (dissoc known name pid))
        (do (prim/trace-event 11 name pid) true)
        :else (recur)))))

(defn registered
  "All names in use."
  []
  (filter name? (keys @registry)))

(defn- pid-of
  "The pid that x, a pid or a name, stands for, or nil."
  [x]
  (if (prim/is-pid x) x (whereis x)))

; Messages.

(defn !
  "Sends a message to an actor, given by its pid, an alias or its name; answers the message. It
  never waits, unless the receiver's mailbox is bounded. A dead actor takes none. In a transaction
  the message goes when that commits."
  [to message]
  (prim/stm-send to message))

; Links and monitors.

(defn link
  "Links the running actor with another: when one ends, the other gets an exit signal. Answers
  true. A dead actor is as one that ends at once: who does not trap exits ends for :noproc."
  [pid]
  (if (prim/link pid) true (exit :noproc)))

(defn unlink
  "Takes a link back, if there is one; answers true. No exit signal of it comes any more."
  [pid]
  (prim/unlink pid))

(defn monitor
  "Lets the running actor know of the end of another, given by pid or name, in one message
  [:DOWN ref :process pid-or-name reason]; answers the ref. Reason is :noproc for one that is dead
  already. Option :alias makes the ref an alias, too: :explicit until unalias, :demonitor until the
  monitor ends, :reply-demonitor until the first message by it, which also ends the monitor."
  ([target] (monitor target nil))
  ([target {mode :alias}]
   (when-not (or (prim/is-pid target) (name? target))
     (bad-name "Neither pid nor name: " (pr-str target)))
   (prim/monitor (pid-of target) target (if mode (choose alias-modes mode "alias mode") 0))))

(declare forget-down)

(defn demonitor
  "Ends a monitor; answers true. Option :flush also takes its message out of the mailbox; with
  option :info the answer is whether the monitor was there, its message not sent yet."
  ([r]
   (prim/demonitor r)
   true)
  ([r option & more]
   (let [found (prim/demonitor r)]
     (if (and (nil? more) (keyword? option))
       (do (when (and (not found) (identical? :flush option)) (forget-down r))
           (if (identical? :info option) found true))
       (let [options (set (flatten (cons option more)))]
         (when (and (not found) (:flush options)) (forget-down r))
         (if (:info options) found true))))))

(defn make-alias
  "A ref by which messages can be sent to the running actor until unalias; with :reply only one.
  Messages that come later are dropped."
  ([] (make-alias :explicit))
  ([mode] (prim/make-alias (choose {:explicit 1 :reply 4} mode "alias mode"))))

(defn unalias
  "Ends an alias of the running actor; answers whether it was one still."
  [r]
  (prim/unalias r))
