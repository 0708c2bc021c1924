; How a process of otplike stands on actors.
;
; A process is two actors. One has the process's pid, links, monitors, flags and name: what comes to
; it is put into `mailbox`, an atom, and when it is ended, all of OTP's rules for ends hold. The
; other, the runner, computes the process's function. So the contract of otplike holds to the
; letter: an exit signal closes the mailbox at once, and links and monitors hear of it, while the
; function goes on until it next takes a message, which throws; and go blocks, asyncs and futures
; started by the function are the process, too, and can take its messages. What a process does with
; its links and monitors, its first actor does for it (`ask`).
;
; Invariants: messages are added to the mailbox by the first actor only. Who waits for more is in
; :waiting by an alias, and is told once.

(ns ^:no-doc otplike.actor
  (:require [genera.actors :as actors :refer [! demonitor make-alias monitor receive unalias]]))

(defrecord Process [pid mailbox call started])

(def ^:dynamic *process*
  "The process whose function is running, or nil."
  nil)

(def table
  "Pid to process, of all whose function has not ended."
  (atom {}))

; Exit reasons.

(defn exit
  [reason]
  (throw (ex-info (str "exit: " (actors/reason-text reason)) {::reason reason})))

(defn- describe-exception
  [e]
  (let [cause (.getCause e)]
    (cond-> {:message     (.getMessage e)
             :class       (.getName (class e))
             :stack-trace (mapv str (:trace (Throwable->map e)))}
      (instance? clojure.lang.ExceptionInfo e) (assoc :data (ex-data e))
      cause (assoc :cause (describe-exception cause)))))

(defn reason-of
  [e]
  (cond
    (contains? (ex-data e) ::reason) (::reason (ex-data e))
    (instance? genera.actors.Exit e) (actors/exit-reason e)
    :else [:exception (describe-exception e)]))

; Tracing.

(def tracer
  "A function of events, or nil."
  (atom nil))

(defrecord TraceMessage [pid reg-name kind extra])

(defn name-of
  "The name under which a pid is registered, or nil."
  [pid]
  (actors/process-info pid :registered-name))

(defn trace
  ([pid kind extra] (when @tracer (trace pid (when (actors/pid? pid) (name-of pid)) kind extra)))
  ([pid reg-name kind extra]
   (when-let [f @tracer] (f (->TraceMessage pid reg-name kind extra)))))

(defn watch
  "Lets the tracer know of the end of a process; answers when that is sure."
  [pid]
  (let [reg-name (name-of pid)
        ready    (make-alias :reply)]
    (actors/spawn (fn []
                    (let [r (monitor pid)]
                      (! ready [ready :watching])
                      (receive
                        [:DOWN r _ _ :noproc] nil
                        [:DOWN r _ _ reason] (trace pid reg-name :exiting {:reason reason})))))
    (receive [ready _] nil)))

; The running process.

(defn current
  []
  (or *process* (throw (ex-info "Not in the context of a process" {::reason :noproc}))))

(defn live
  "The running process; throws if it has been ended."
  []
  (let [process (current)]
    (if (actors/alive? (:pid process)) process (exit :noproc))))

(defn ask
  "[:ok value] of f called in the first actor of a process, or [:dead reason] if that ends. What f
  throws is thrown here."
  [{:keys [pid]} f]
  (if (= pid (actors/self))
    [:ok (f)]
    (let [r (monitor pid {:alias :reply-demonitor})]
      (! pid [::do r f])
      (receive
        [r [kind x]] (if (= :thrown kind) (throw x) [kind x])
        [:DOWN r _ _ reason] [:dead reason]))))

(defn ask-live
  "The value of f called in the first actor of the running process."
  [f]
  (let [[kind x] (ask (live) f)]
    (if (= :ok kind) x (exit :noproc))))

; The first actor.

(defn- put
  [mailbox message]
  (let [[{:keys [waiting]}]
        (swap-vals! mailbox (fn [m] (assoc m :messages (conj (:messages m) message) :waiting nil)))]
    (doseq [[r _] waiting] (! r [r :mail]))))

(defn- answer
  [r f]
  (! r [r (try
            [:ok (f)]
            (catch genera.actors.Exit e (throw e))
            (catch Throwable e [:thrown e]))]))

(defn- serve
  [{:keys [pid mailbox]} runner]
  (loop []
    (receive
      [::do r f] (do (answer r f) (recur))
      [:DOWN runner _ _ reason] (do (swap! table dissoc pid)
                                    (actors/exit reason))
      message (do (put mailbox message) (recur)))))

(defn- run
  "What the runner does."
  [{:keys [pid] :as process} f]
  (let [failed (try
                 (f process)
                 nil
                 (catch Throwable e [(reason-of e)]))]
    (swap! table dissoc pid)
    (trace pid :exit {:reason (if failed (first failed) :normal)})
    (when failed (actors/exit (first failed)))))

(defn- begin
  "What the first actor does: begins the process, answers ready, a ref, and serves. `claim` is
  called with the pid and answers nil, or the reason for which there is to be no process."
  [ready f call trap-exit claim]
  (let [pid     (actors/self)
        mailbox (atom {:messages clojure.lang.PersistentQueue/EMPTY})
        process (->Process pid mailbox call (System/currentTimeMillis))
        refusal (when claim (claim pid))]
    (if refusal
      (! ready [ready refusal])
      (do (when trap-exit (actors/process-flag :trap-exit true))
          (swap! table assoc pid process)
          (when @tracer (watch pid))
          (let [[_ runner] (actors/spawn-monitor run process f)]
            (! ready [ready nil])
            (serve process runner))))))

(defn start
  "Starts a process whose function is f; answers its pid when it has begun, so that no exit signal
  comes too early. Exits with what `claim`, if there is one, answers for the pid, unless it is nil."
  [f call {:keys [link? trap-exit claim]}]
  (let [ready (make-alias :reply)
        f     (fn [process] (binding [*process* process] (f)))
        f     (if link? (bound-fn* f) f)
        go    (fn []
                (actors/spawn-opt {:link link? :label (first call)}
                                  begin ready f call trap-exit claim))
        pid   (if link? (ask-live go) (go))
        down  (monitor pid)]
    (trace pid nil :spawn {:fn (first call) :args (second call)})
    (let [refusal (receive
                    [ready refusal] refusal
                    [:DOWN down _ _ _] nil)]
      (unalias ready)
      (demonitor down :flush)
      (if refusal (exit refusal) pid))))

; Taking messages.

(defn- deadline-of
  [timeout]
  (cond
    (or (nil? timeout) (= :infinity timeout)) nil
    (int? timeout) (+ timeout (System/currentTimeMillis))
    :else timeout))

(defn- tell-when-closed
  "Lets r know when a channel of core.async has something or is closed."
  [channel r]
  ((requiring-resolve 'clojure.core.async/take!) channel (fn [_] (! r [r :late]))))

(defn- wait
  "Waits for what is new in a mailbox since `seen`: :mail, :late after the deadline, or :dead."
  [{:keys [pid mailbox]} seen deadline]
  (let [r (make-alias)]
    (if-not (compare-and-set! mailbox seen (update seen :waiting assoc r true))
      (do (unalias r) :mail)
      (let [down (monitor pid)]
        (when-not (or (nil? deadline) (int? deadline)) (tell-when-closed deadline r))
        (let [what (receive
                     [r what] what
                     [:DOWN down _ _ _] :dead
                     (after (when (int? deadline) (max 0 (- deadline (System/currentTimeMillis))))
                       :late))]
          (unalias r)
          (demonitor down :flush)
          (swap! mailbox update :waiting dissoc r)
          (receive [r _] nil (after 0 nil))
          what)))))

(defn- without
  "A queue without its element number i."
  [queue i]
  (if (= 0 i)
    (pop queue)
    (into (into (empty queue) (take i) queue) (drop (inc i)) queue)))

(defn take-message
  "[found message]: the first message of the running process for which (select message) is not nil,
  and what it is, taken out of the mailbox; nil after the timeout: ms, :infinity, or a channel of
  core.async. With `first?` no message but the first is looked at."
  [select first? timeout]
  (let [{:keys [pid mailbox] :as process} (live)
        deadline (deadline-of timeout)]
    (loop [late? (= 0 timeout) last? false]
      (let [seen     @mailbox
            messages (:messages seen)
            n        (if first? (min 1 (count messages)) (count messages))
            found    (loop [i 0 left (seq messages)]
                       (when (< i n)
                         (if-some [x (select (first left))]
                           [x (first left) i]
                           (recur (inc i) (next left)))))]
        (cond
          found
          (let [[_ message i] found]
            (if (compare-and-set! mailbox seen (assoc seen :messages (without messages i)))
              (do (trace pid :receive {:message message}) found)
              (recur late? last?)))
          last? nil
          late? (do (ask-live (fn [] nil)) (recur true true))
          :else (case (wait process seen deadline)
                  :mail (recur false false)
                  :late (recur true false)
                  :dead (exit :noproc)))))))

(defn flush-down
  "Takes the message of a monitor out of a mailbox."
  [{:keys [mailbox]} r]
  (swap! mailbox update :messages
         (fn [messages]
           (let [down? (fn [m] (and (vector? m) (= 5 (count m)) (= r (nth m 1))))]
             (into (empty messages) (remove down?) messages)))))
