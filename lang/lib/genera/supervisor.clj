; Supervisors: actors that start others, their children, and start them again when they end, in the
; manner of OTP's supervisor, with its defaults.
;
; A supervisor is a server (genera.server) whose state is a map: the flags, :children, a vector of
; children in the order of their start, :places, indexes by pid where children are found most times,
; :restarts, a queue of the times of the last restarts, and for :simple-one-for-one :dynamic, the
; arguments by pid. A child is its spec with :pid: a pid, nil
; (not running), or :restarting (its restart failed and is tried again). It traps exits, so the end
; of a child is a message.

(ns genera.supervisor
  "Supervision. A child spec is a map: :id, any value; :start, a function without arguments or a
  vector [f & args], which answers a pid, [:ok pid], [:ok pid info], :ignore or [:error reason];
  :restart :permanent (default), :transient (only after an abnormal end) or :temporary (never);
  :shutdown, ms to end after the exit signal :shutdown before it is killed, :brutal-kill or
  :infinity (default 5000, for supervisors :infinity); :type :worker (default) or :supervisor;
  :significant.
  Flags: :strategy :one-for-one (default), :one-for-all, :rest-for-one or :simple-one-for-one;
  :intensity restarts (default 1) in :period seconds (default 5) are too many when exceeded; then
  the supervisor ends its children and itself, for :shutdown. :auto-shutdown :never (default),
  :any-significant or :all-significant."
  (:require [genera.actors :as actors :refer [exit link monitor pid? process-flag receive self
                                              unlink]]
            [genera.child-spec :as child-spec :refer [complete spec-of]]
            [genera.gen :as gen]
            [genera.logger :as logger]
            [genera.server :as server]))

(defprotocol Supervisor
  "The callback of a supervisor as a method."
  (init [this args]))

; Reports.

(defn- child-facts
  [child]
  {:id (:id child) :pid (:pid child) :restart (:restart child) :shutdown (:shutdown child)
   :type (:type child)})

(defn- report
  [s context reason child]
  (logger/log* :error
               {:report     :supervisor
                :supervisor (or (:name s) (self))
                :context    context
                :reason     reason
                :child      (child-facts child)}
               nil))

(defn- report-progress
  [s child]
  (logger/log* :info
               {:report :progress :supervisor (or (:name s) (self)) :started (child-facts child)}
               nil))

; Starting children.

(defn- call-start
  [start args]
  (if (vector? start)
    (apply (first start) (concat (rest start) args))
    (apply start args)))

(defn- start-outcome
  "[:ok pid info?], :ignore or [:error reason] of the start function of a child. As in OTP, what it
  answers beside what it may is the reason itself, and an exit or exception is [:EXIT reason]."
  [child args]
  (let [[kind x] (gen/outcome call-start (:start child) args)
        [tag a b] (when (and (= :ok kind) (vector? x)) x)
        n         (if (vector? x) (count x) 0)
        linked    (fn [pid & more] (link pid) (into [:ok pid] more))]
    (cond
      (= :exit kind)                        [:error [:EXIT x]]
      (pid? x)                              (linked x)
      (= :ignore x)                         :ignore
      (and (= :ok tag) (pid? a) (= 2 n))    (linked a)
      (and (= :ok tag) (pid? a) (= 3 n))    (linked a b)
      (and (= :error tag) (= 2 n))          [:error a]
      :else                                 [:error x])))

(defn- start-one
  "[child answer]: the child with what its start gave; the answer as start-outcome's."
  [s child args]
  (let [answer (start-outcome child args)]
    (if (= :ignore answer)
      [(assoc child :pid nil) [:ok nil]]
      (let [child (assoc child :pid (when (= :ok (first answer)) (second answer)))]
        (when (:pid child) (report-progress s child))
        [child answer]))))

; Ending children.

(defn- watch-end
  "A monitor of a child that is no longer linked; nil with the reason if it has ended already."
  [pid]
  (let [r (monitor pid)]
    (unlink pid)
    (receive
      [:EXIT pid reason] (do (receive [:DOWN r & _] nil) [nil reason])
      (after 0 [r nil]))))

(defn- await-end
  "Waits for the end of a child that was told to; kills it after its time. nil if it ended as it
  should, else the reason."
  [child r]
  (let [{:keys [pid shutdown restart]} child
        fine? (fn [reason]
                (or (= :shutdown reason)
                    (and (vector? reason) (= :shutdown (first reason)) (not= :permanent restart))
                    (and (= :normal reason) (not= :permanent restart))))]
    (receive
      [:DOWN r _ _ reason] (when-not (fine? reason) reason)
      (after (when (int? shutdown) shutdown)
        (do (exit pid :kill)
            (receive [:DOWN r _ _ reason] reason))))))

(defn- end-child
  "Ends a child and answers it without its pid; a :shutdown that goes wrong is reported."
  [s {:keys [pid shutdown restart] :as child}]
  (when (pid? pid)
    (let [[r ended] (watch-end pid)
          problem
          (cond
            (nil? r) (when-not (or (gen/quiet? ended) (= :noproc ended)) ended)
            (= :brutal-kill shutdown)
            (do (exit pid :kill)
                (receive [:DOWN r _ _ reason] (when-not (= :killed reason) reason)))
            :else (do (exit pid :shutdown) (await-end child r)))]
      (when problem (report s :shutdown-error problem child))))
  (assoc child :pid nil))

(defn- end-children
  "Ends children, the last first; :temporary ones are gone then."
  [s children]
  (let [ended (mapv (fn [child] (end-child s child)) (rseq (vec children)))]
    (vec (remove (fn [child] (= :temporary (:restart child))) (rseq ended)))))

(defn- end-dynamic
  "Ends all children of :simple-one-for-one at once, and waits for them."
  [s]
  (let [child (first (:children s))
        how   (:shutdown child)
        watched (doall
                  (for [pid (keys (:dynamic s))
                        :when (pid? pid)
                        :let [[r _] (watch-end pid)]
                        :when r]
                    (do (exit pid (if (= :brutal-kill how) :kill :shutdown)) [pid r])))
        deadline (when (int? how) (+ (System/currentTimeMillis) how))]
    (doseq [[pid r] watched]
      (let [reason (receive
                     [:DOWN r _ _ reason] reason
                     (after (when deadline (max 0 (- deadline (System/currentTimeMillis))))
                       (do (exit pid :kill)
                           (receive [:DOWN r _ _ reason] reason))))]
        (when-not (or (gen/quiet? reason) (and (= :killed reason) (= :brutal-kill how)))
          (report s :shutdown-error reason (assoc child :pid pid)))))
    (assoc s :dynamic {})))

(defn- end-all
  [s]
  (if (= :simple-one-for-one (:strategy s))
    (end-dynamic s)
    (assoc s :children (end-children s (:children s)))))

; Restarts.

(defn- index-of
  "The place of the first child whose value of k is x, or nil."
  [children k x]
  (let [n (count children)]
    (loop [i 0]
      (when (< i n)
        (if (= x (k (nth children i))) i (recur (inc i)))))))

(defn- by-id [s id] (index-of (:children s) :id id))

(defn- by-pid
  "The index of a child by its pid: where it was when it was started, unless others have gone."
  [{:keys [children places]} pid]
  (let [i (get places pid)]
    (if (and i (< i (count children)) (= pid (:pid (nth children i))))
      i
      (index-of children :pid pid))))

(defn- put-child
  "The state with a child at index i."
  [s i {:keys [pid] :as child}]
  (let [s (assoc s :children (assoc (:children s) i child))]
    (if (pid? pid) (assoc s :places (assoc (:places s) pid i)) s)))

(defn- put-children
  [s children]
  (reduce-kv put-child (assoc s :children [] :places {}) children))

(defn- add-restart
  "The state with one more restart, or nil if there are too many."
  [s]
  (let [now    (System/nanoTime)
        since  (- now (long (* 1e9 (:period s))))
        recent (loop [times (conj (:restarts s) now)]
                 (if (< (peek times) since) (recur (pop times)) times))]
    (when (<= (count recent) (:intensity s))
      (assoc s :restarts recent))))

(defn- try-again
  "Asks the supervisor itself to restart a child later, after the messages that wait now."
  [id]
  (server/cast (self) [::restart id]))

(defn- start-all
  "[started failed]: children started in order; failed is [child reason] for the first that cannot
  be, with the rest left as they are."
  [s children]
  (loop [started [] left (seq children)]
    (if left
      (let [[child answer] (start-one s (first left) nil)]
        (if (= :error (first answer))
          [(into (conj started child) (next left)) [child (second answer)]]
          (recur (if (and (nil? (:pid child)) (= :temporary (:restart child)))
                   started
                   (conj started child))
                 (next left))))
      [started nil])))

(defn- restart-many
  "Ends the children from index i on and starts them again."
  [s i]
  (let [before  (subvec (:children s) 0 i)
        stopped (end-children s (subvec (:children s) i))
        [started failed] (start-all s stopped)]
    (if failed
      (let [[child reason] failed
            id (:id child)]
        (report s :start-error reason child)
        (try-again id)
        (assoc s :children
               (into before
                     (map (fn [c] (if (= id (:id c)) (assoc c :pid :restarting) c)))
                     started)))
      (put-children s (into before started)))))

(defn- restart-simple
  [s pid args]
  (let [[child answer] (start-one s (first (:children s)) args)
        s (update s :dynamic dissoc pid)]
    (case (first answer)
      :ok (if (:pid child) (assoc-in s [:dynamic (:pid child)] args) s)
      (let [r (or (when (vector? pid) pid) [::restarting (actors/make-ref)])]
        (report s :start-error (second answer) child)
        (try-again r)
        (assoc-in s [:dynamic r] args)))))

(defn- restart
  "The state after a restart of the child at index i, by the strategy."
  [s i]
  (case (:strategy s)
    :one-for-one
    (let [[child answer] (start-one s (nth (:children s) i) nil)]
      (if (= :error (first answer))
        (do (report s :start-error (second answer) child)
            (try-again (:id child))
            (assoc-in s [:children i :pid] :restarting))
        (if (and (nil? (:pid child)) (= :temporary (:restart child)))
          (update s :children (fn [all] (into (subvec all 0 i) (subvec all (inc i)))))
          (put-child s i child))))
    :rest-for-one (restart-many s i)
    :one-for-all  (restart-many s 0)))

(defn- counted-restart
  "What handle-info answers: f of the state with one more restart, or the end of all."
  [s child f]
  (if-let [s (add-restart s)]
    [:noreply (f s)]
    (do (report s :shutdown :reached-max-restart-intensity child)
        [:stop :shutdown (assoc s :ended? false)])))

(defn- without-child
  [s i]
  (update s :children (fn [all] (into (subvec all 0 i) (subvec all (inc i))))))

(defn- significant-end
  "What follows the end of a child that is not started again."
  [s child]
  (let [alone? (not-any? (fn [c] (and (:significant c) (pid? (:pid c)))) (:children s))]
    (if (and (:significant child)
             (or (= :any-significant (:auto-shutdown s))
                 (and (= :all-significant (:auto-shutdown s)) alone?)))
      [:stop :shutdown s]
      [:noreply s])))

(defn- child-ended
  "What handle-info answers for the end of the child at index i."
  [s i reason]
  (let [child     (nth (:children s) i)
        abnormal? (not (gen/quiet? reason))
        again     (fn []
                    (counted-restart (assoc-in s [:children i :pid] nil) child
                                     (fn [s] (restart s i))))]
    (case (:restart child)
      :permanent (do (report s :child-terminated reason child) (again))
      :transient (if abnormal?
                   (do (report s :child-terminated reason child) (again))
                   (significant-end (assoc-in s [:children i :pid] nil) child))
      :temporary (do (when abnormal? (report s :child-terminated reason child))
                     (significant-end (without-child s i) child)))))

(defn- dynamic-ended
  [s pid reason]
  (let [child     (assoc (first (:children s)) :pid pid)
        args      (get (:dynamic s) pid)
        abnormal? (not (gen/quiet? reason))]
    (if (or (= :permanent (:restart child)) (and (= :transient (:restart child)) abnormal?))
      (do (report s :child-terminated reason child)
          (counted-restart s child (fn [s] (restart-simple s pid args))))
      (do (when abnormal? (report s :child-terminated reason child))
          (significant-end (update s :dynamic dissoc pid) child)))))

(defn- handle-exit
  [s pid reason]
  (if (= :simple-one-for-one (:strategy s))
    (if (contains? (:dynamic s) pid) (dynamic-ended s pid reason) [:noreply s])
    (if-let [i (by-pid s pid)]
      (child-ended (update s :places dissoc pid) i reason)
      [:noreply s])))

(defn- handle-restart
  "A restart that failed is tried again, if the child still waits for it."
  [s id]
  (if (= :simple-one-for-one (:strategy s))
    (if (contains? (:dynamic s) id)
      (counted-restart s (first (:children s))
                       (fn [s] (restart-simple s id (get (:dynamic s) id))))
      [:noreply s])
    (let [i (by-id s id)]
      (if (and i (= :restarting (:pid (nth (:children s) i))))
        (counted-restart s (nth (:children s) i) (fn [s] (restart s i)))
        [:noreply s]))))

; Requests.

(defn- start-new
  [s spec]
  (let [i (by-id s (:id spec))]
    (if i
      (let [pid (:pid (nth (:children s) i))]
        [:reply [:error (if (pid? pid) [:already-started pid] :already-present)] s])
      (let [[child answer] (start-one s (complete spec) nil)]
        (if (= :error (first answer))
          (do (report s :start-error (second answer) child)
              [:reply [:error [(second answer) (spec-of child)]] s])
          [:reply answer (if (and (nil? (:pid child)) (= :temporary (:restart child)))
                           s
                           (put-child s (count (:children s)) child))])))))

(defn- start-dynamic
  [s args]
  (let [[child answer] (start-one s (first (:children s)) args)]
    (cond
      (= :error (first answer)) (do (report s :start-error (second answer) child)
                                    [:reply answer s])
      (:pid child) [:reply answer (assoc-in s [:dynamic (:pid child)] args)]
      :else [:reply answer s])))

(defn- counts
  [s]
  (let [simple? (= :simple-one-for-one (:strategy s))
        all     (if simple?
                  (map (fn [pid] (assoc (first (:children s)) :pid pid)) (keys (:dynamic s)))
                  (:children s))
        kind    (fn [type] (count (filter (fn [c] (= type (:type c))) all)))]
    {:specs       (count (:children s))
     :active      (count (filter (comp pid? :pid) all))
     :supervisors (kind :supervisor)
     :workers     (kind :worker)}))

(defn- which
  [s]
  (if (= :simple-one-for-one (:strategy s))
    (let [child (first (:children s))]
      (vec (for [pid (keys (:dynamic s))]
             {:id nil :pid (if (pid? pid) pid :restarting) :type (:type child)})))
    (vec (for [child (rseq (:children s))]
           {:id (:id child) :pid (:pid child) :type (:type child)}))))

(defn- handle-child
  "Requests about one child by its id; f gets the index."
  [s id f]
  (let [i (by-id s id)]
    (cond
      (= :simple-one-for-one (:strategy s)) [:reply [:error :simple-one-for-one] s]
      (nil? i) [:reply [:error :not-found] s]
      :else (f i (nth (:children s) i)))))

(defn- handle-call
  [[op x] _ s]
  (case op
    :start-child
    (if (= :simple-one-for-one (:strategy s))
      (start-dynamic s x)
      (if-let [problem (child-spec/problem [x] (:auto-shutdown s))]
        [:reply [:error [:bad-child-spec problem]] s]
        (start-new s x)))

    :terminate-child
    (if (and (= :simple-one-for-one (:strategy s)) (pid? x))
      (if (contains? (:dynamic s) x)
        (do (end-child s (assoc (first (:children s)) :pid x))
            [:reply :ok (update s :dynamic dissoc x)])
        [:reply [:error :not-found] s])
      (handle-child s x (fn [i child]
                          (let [s     (update s :places dissoc (:pid child))
                                child (end-child s child)]
                            [:reply :ok (if (= :temporary (:restart child))
                                          (without-child s i)
                                          (put-child s i child))]))))

    :restart-child
    (handle-child s x (fn [i child]
                        (case (:pid child)
                          nil (let [[child answer] (start-one s child nil)]
                                (if (= :error (first answer))
                                  (do (report s :start-error (second answer) child)
                                      [:reply answer s])
                                  [:reply answer (put-child s i child)]))
                          :restarting [:reply [:error :restarting] s]
                          [:reply [:error :running] s])))

    :delete-child
    (handle-child s x (fn [i child]
                        (case (:pid child)
                          nil [:reply :ok (without-child s i)]
                          :restarting [:reply [:error :restarting] s]
                          [:reply [:error :running] s])))

    :get-child-spec
    (let [i (if (= :simple-one-for-one (:strategy s)) 0 (by-id s x))]
      [:reply (if i [:ok (spec-of (nth (:children s) i))] [:error :not-found]) s])

    :which-children [:reply (which s) s]
    :count-children [:reply (counts s) s]))

; The supervisor as a server.

(defn- begin
  [[name callbacks init args]]
  (process-flag :trap-exit true)
  (prim/set-mode 5 1) ; for genera.top/tree
  (let [answer (init args)
        [tag flags specs] (when (vector? answer) answer)]
    (cond
      (= :ignore answer) :ignore
      (not (and (= :ok tag) (map? flags) (= 3 (count answer))))
      [:stop [:bad-return [callbacks :init answer]]]
      :else
      (let [flags   (merge {:strategy :one-for-one :intensity 1 :period 5 :auto-shutdown :never}
                           flags)
            simple? (= :simple-one-for-one (:strategy flags))
            bad-flags (child-spec/flags-problem flags)
            bad-specs (child-spec/problem specs (:auto-shutdown flags))
            s       (assoc flags
                           :name name
                           :restarts clojure.lang.PersistentQueue/EMPTY
                           :dynamic {})]
        (cond
          bad-flags [:stop [:supervisor-data bad-flags]]
          bad-specs [:stop [:start-spec bad-specs]]
          (and simple? (not= 1 (count specs))) [:stop [:bad-start-spec specs]]
          simple? [:ok (assoc s :children [(complete (first specs))])]
          :else
          (let [[started failed] (start-all s (map complete specs))]
            (if failed
              (let [[child reason] failed]
                (report s :start-error reason child)
                (end-children s (filterv (comp pid? :pid) started))
                [:stop [:shutdown [:failed-to-start-child (:id child) reason]]])
              [:ok (put-children s started)])))))))

(def ^:private callbacks
  {:init        begin
   :handle-call handle-call
   :handle-cast (fn [[op id] s] (if (= ::restart op) (handle-restart s id) [:noreply s]))
   :handle-info (fn [m s]
                  (if (and (vector? m) (= :EXIT (first m)) (= 3 (count m)))
                    (handle-exit s (nth m 1) (nth m 2))
                    (do (logger/log* :error {:report     :unexpected-message
                                             :supervisor (or (:name s) (self))
                                             :message    m}
                                     nil)
                        [:noreply s])))
   :terminate   (fn [_ s] (end-all s))})

(defn- init-of
  "The function init in callbacks, which are that itself, or a map, namespace or reify with it."
  [x]
  (let [f (if (or (fn? x) (var? x))
            x
            (:init (gen/callbacks-of x "genera.supervisor.Supervisor" [:init])))]
    (or f (throw (IllegalArgumentException.
                   (str "A supervisor is started by a function, or by a map, a namespace or a "
                        "reify of genera.supervisor/Supervisor with init: " (pr-str x)))))))

(defn start-link
  "Starts a supervisor linked to the running actor. init, a function or callbacks with it, is called
  with args in the new actor and answers [:ok flags child-specs] or :ignore. Options as
  genera.server/start-link. Answers [:ok pid], :ignore, or [:error reason], with reasons such as
  [:shutdown [:failed-to-start-child id reason]], [:bad-return [callbacks :init x]],
  [:supervisor-data problem] for flags, [:start-spec problem], [:bad-start-spec specs]."
  ([callbacks-or-init args] (start-link callbacks-or-init args {}))
  ([callbacks-or-init args options]
   (server/start-link callbacks
                      [(:name options) callbacks-or-init (init-of callbacks-or-init) args]
                      (assoc options :initial-call ['genera.supervisor :init]))))

(defmacro defsupervisor
  "Defines a function without arguments that starts a supervisor linked to its caller and answers
  [:ok pid]: so it can be the :start of a child. :children, child specs, is evaluated at each start;
  other options are the flags, and :name, under which it is registered.
  (defsupervisor my-sup :strategy :one-for-one :children [{:id :a :start (fn [] …)}])"
  [name & options]
  (let [[doc options] (if (string? (first options)) [(first options) (rest options)] [nil options])]
    (when-not (even? (count options))
      (throw (IllegalArgumentException. "defsupervisor takes options in pairs after the name")))
    (let [{:keys [children] registered :name :as all} (apply array-map options)
          unknown (first (remove #{:children :name :strategy :intensity :period :auto-shutdown}
                                 (keys all)))]
      (when unknown
        (throw (IllegalArgumentException. (str "defsupervisor knows no option " unknown))))
      `(defn ~name
         ~@(when doc [doc])
         []
         (start-link (fn [_#] [:ok ~(dissoc all :children :name) ~(or children [])])
                     nil
                     ~(if (contains? all :name) {:name registered} {}))))))

; Clients.

(defn check-child-specs
  "nil if the specs are valid, else a sentence that says what is wrong."
  [specs]
  (child-spec/problem specs :never))

(defn- ask [supervisor request] (server/call supervisor request :infinity))

(defn start-child
  "Adds a child and starts it: [:ok pid], [:ok pid info], [:ok nil] for one that is ignored, or
  [:error reason]: [:already-started pid] or :already-present for an id that is there,
  [:bad-child-spec problem], or [reason spec] for a start that failed. For :simple-one-for-one the
  second argument is a sequence of arguments behind those of :start, and a failed start [:error
  reason]."
  [supervisor spec-or-args]
  (ask supervisor [:start-child spec-or-args]))

(defn terminate-child
  "Ends a child (by id, or by pid for :simple-one-for-one); its spec stays unless it is :temporary.
  :ok or [:error :not-found]."
  [supervisor id]
  (ask supervisor [:terminate-child id]))

(defn restart-child
  "Starts a child that is not running: as start-child, or [:error] of :running, :restarting,
  :not-found."
  [supervisor id]
  (ask supervisor [:restart-child id]))

(defn delete-child
  "Forgets the spec of a child that is not running: :ok, or [:error] of :running, :restarting,
  :not-found."
  [supervisor id]
  (ask supervisor [:delete-child id]))

(defn get-child-spec
  "[:ok spec] with the defaults filled in, or [:error :not-found]."
  [supervisor id]
  (ask supervisor [:get-child-spec id]))

(defn which-children
  "A vector of {:id :pid :type}, the last started first; :pid is nil for one that is not running and
  :restarting for one whose restart failed."
  [supervisor]
  (ask supervisor [:which-children]))

(defn count-children
  "{:specs :active :supervisors :workers}."
  [supervisor]
  (ask supervisor [:count-children]))
