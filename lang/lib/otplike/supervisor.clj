; The API of otplike.supervisor: a server that starts its children again when they end.
;
; The state is the flags with :children, a vector in the order of the start, of specs with :pid: a
; pid, nil when the child does not run, or :restarting when its restart failed and is tried again
; by a message of the supervisor to itself.

(ns otplike.supervisor
  "Supervisors. A function answers [:ok [flags child-specs]]. Flags: :strategy (:one-for-one,
  :one-for-all, :rest-for-one), :intensity restarts (1) in :period seconds (5). A child spec: :id;
  :start [f args], whose value, or async, is [:ok pid], [:ok pid info] or [:error reason]; :restart
  :permanent, :transient or :temporary; :shutdown ms (5000 for workers), :infinity (supervisors) or
  :brutal-kill; :type :worker or :supervisor."
  (:require [clojure.core.match :refer [match]]
            [genera.logger :as logger]
            [otplike.gen-server :as gen-server]
            [otplike.process :as process]))

; Specs.

(defn- one-of? [& allowed] (fn [x] (contains? (set allowed) x)))

(defn- timeout? [x] (or (nat-int? x) (= :infinity x) (= :brutal-kill x)))

(def ^:private flag-tests
  {:strategy  (one-of? :one-for-one :one-for-all :rest-for-one)
   :intensity nat-int?
   :period    pos-int?})

(def ^:private child-tests
  {:start    (fn [x] (and (vector? x) (= 2 (count x)) (fn? (first x))
                          (or (nil? (second x)) (sequential? (second x)))))
   :restart  (one-of? :permanent :transient :temporary)
   :shutdown (fn [x] (or (nil? x) (timeout? x)))
   :type     (one-of? :worker :supervisor)})

(defn- problems
  "What of a map fails its test: a vector of [key value], or nil."
  [tests m]
  (not-empty (vec (for [[k ok?] tests
                        :when (and (contains? m k) (not (ok? (get m k))))]
                    [k (get m k)]))))

(defn- child-problem
  [spec]
  (cond
    (not (map? spec)) [:no-map spec]
    (not (contains? spec :id)) [:missing :id spec]
    (not (contains? spec :start)) [:missing :start spec]
    :else (problems child-tests spec)))

(defn check-child-specs
  "Are child specs well formed? :ok or [:error [:bad-child-specs problem]]."
  [specs]
  (let [problem (cond
                  (not (sequential? specs)) [:no-sequence specs]
                  :else
                  (or (some child-problem specs)
                      (some (fn [[id n]] (when (< 1 n) [:duplicate-child-id id]))
                            (frequencies (map :id specs)))))]
    (if problem [:error [:bad-child-specs problem]] :ok)))

(defn- complete
  "A child with the defaults of its spec."
  [{:keys [type shutdown] :as spec}]
  (let [type (or type :worker)]
    (merge {:restart :permanent :pid nil} spec
           {:type     type
            :shutdown (or shutdown (if (= :supervisor type) :infinity 5000))})))

(defn- report
  [kind reason child]
  (logger/log* :error {:report     :supervisor
                       :supervisor (process/self)
                       :context    kind
                       :reason     reason
                       :child      (select-keys child [:id :pid :restart :shutdown :type])}
               nil))

; Starting and ending children.

(defn- start-one
  "[child answer] of a start; answer is as that of start-child!."
  [{[f args] :start :as child}]
  (match (process/ex-catch [:ok (process/await?! (apply f args))])
    [:ok [:ok (pid :guard process/pid?)]]      [(assoc child :pid pid) [:ok pid]]
    [:ok [:ok (pid :guard process/pid?) info]] [(assoc child :pid pid) [:ok pid info]]
    [:ok [:error reason]]                      [child [:error reason]]
    [:ok other]                                [child [:error [:bad-return other]]]
    [:EXIT reason]                             [child [:error reason]]))

(defn- end-one
  "The child, ended."
  [{:keys [pid shutdown restart] :as child}]
  (when (process/pid? pid)
    (let [r        (process/monitor pid)
          expected (if (= :brutal-kill shutdown) :killed :shutdown)
          ended    (fn [reason]
                     (process/unlink pid)
                     (process/selective-receive! [:EXIT pid _] nil (after 0 nil))
                     (when-not (or (= expected reason)
                                   (and (= :normal reason) (not= :permanent restart)))
                       (report :shutdown-error reason child)))]
      (process/exit pid (if (= :brutal-kill shutdown) :kill :shutdown))
      (process/selective-receive!
        [:DOWN r _ _ reason] (ended reason)
        (after (if (int? shutdown) shutdown :infinity)
          (do (process/exit pid :kill)
              (process/selective-receive! [:DOWN r _ _ reason] (ended reason)))))))
  (assoc child :pid nil))

(defn- end-many
  "Children ended, the last first; :temporary ones are left out."
  [children]
  (vec (remove (fn [c] (= :temporary (:restart c)))
               (reverse (mapv end-one (reverse children))))))

(defn- start-many
  "[started failed]: children started in order; failed is [child reason], or nil."
  [children]
  (loop [started [] left (seq children)]
    (if left
      (let [[child answer] (start-one (first left))]
        (if (= :error (first answer))
          [(into (conj started child) (next left)) [child (second answer)]]
          (recur (conj started child) (next left))))
      [started nil])))

; Restarts.

(defn- index-of
  [children pred]
  (first (keep-indexed (fn [i c] (when (pred c) i)) children)))

(defn- by-id [s id] (index-of (:children s) (fn [c] (= id (:id c)))))

(defn- without-child
  [s i]
  (update s :children (fn [all] (into (subvec all 0 i) (subvec all (inc i))))))

(defn- try-again [id] (gen-server/cast (process/self) [::restart id]))

(defn- restart-from
  "Ends the children from i on and starts them again."
  [s i]
  (let [before (subvec (:children s) 0 i)
        [started failed] (start-many (end-many (subvec (:children s) i)))]
    (if-let [[{id :id :as child} reason] failed]
      (do (report :start-error reason child)
          (try-again id)
          (assoc s :children
                 (into before (map (fn [c] (if (= id (:id c)) (assoc c :pid :restarting) c)))
                       started)))
      (assoc s :children (into before started)))))

(defn- restart
  [s i]
  (case (:strategy s)
    :one-for-one
    (let [{id :id :as child} (nth (:children s) i)
          [child answer] (start-one child)]
      (if (= :error (first answer))
        (do (report :start-error (second answer) child)
            (try-again id)
            (assoc-in s [:children i :pid] :restarting))
        (assoc-in s [:children i] child)))
    :rest-for-one (restart-from s i)
    :one-for-all  (restart-from s 0)))

(defn- counted-restart
  "What a callback answers: a restart, or the end when there have been too many."
  [{:keys [intensity period restarts] :as s} i]
  (let [now    (quot (System/nanoTime) 1000000)
        recent (take (inc intensity)
                     (cons now (filter (fn [t] (<= (- now t) (* 1000 period))) restarts)))
        s      (assoc s :restarts recent)]
    (if (< intensity (count recent))
      (do (report :shutdown :reached-max-restart-intensity (nth (:children s) i))
          [:stop :shutdown s])
      [:noreply (restart s i)])))

(defn- quiet?
  [reason]
  (match reason
    (:or :normal :shutdown [:shutdown _]) true
    _ false))

(defn- child-ended
  [s i reason]
  (let [child (nth (:children s) i)
        kept  (assoc-in s [:children i :pid] nil)
        bad?  (not (quiet? reason))]
    (when (or bad? (= :permanent (:restart child))) (report :child-terminated reason child))
    (case (:restart child)
      :permanent (counted-restart kept i)
      :transient (if bad? (counted-restart kept i) [:noreply kept])
      :temporary [:noreply (without-child s i)])))

; Requests.

(defn- add-child
  [s spec]
  (if-let [i (by-id s (:id spec))]
    (let [pid (:pid (nth (:children s) i))]
      [[:error (if (process/pid? pid) [:already-started pid] :already-present)] s])
    (let [[child answer] (start-one (complete spec))]
      [answer (if (= :ok (first answer)) (update s :children conj child) s)])))

(defn- with-stopped-child
  "[answer state] of f, called for a child that does not run."
  [s id f]
  (let [i   (by-id s id)
        pid (when i (:pid (nth (:children s) i)))]
    (cond
      (nil? i) [[:error :not-found] s]
      (= :restarting pid) [[:error :restarting] s]
      pid [[:error :running] s]
      :else (f i))))

(defn- handle
  "[answer state] of a request."
  [s [op x]]
  (case op
    ::start     (add-child s x)
    ::restart   (with-stopped-child
                  s x (fn [i]
                        (let [[child answer] (start-one (nth (:children s) i))]
                          [answer (assoc-in s [:children i] child)])))
    ::terminate (if-let [i (by-id s x)]
                  (let [child (end-one (nth (:children s) i))]
                    [:ok (if (= :temporary (:restart child))
                           (without-child s i)
                           (assoc-in s [:children i] child))])
                  [[:error :not-found] s])
    ::delete    (with-stopped-child s x (fn [i] [:ok (without-child s i)]))))

; The supervisor as a server.

(defn- begin-children
  [flags specs]
  (let [[started failed] (start-many (map complete specs))]
    (if-let [[child reason] failed]
      (do (report :start-error reason child)
          (end-many started)
          [:stop [:shutdown [:failed-to-start-child (:id child) reason]]])
      [:ok (assoc flags :children started :restarts ())])))

(defn- begin
  [sup-fn args]
  (match (process/await?! (apply sup-fn args))
    [:ok [(flags :guard map?) specs]]
    (let [flags (merge {:strategy :one-for-one :intensity 1 :period 5} flags)
          bad   (problems flag-tests flags)
          specs-checked (check-child-specs specs)]
      (cond
        bad [:stop [:bad-supervisor-flags bad]]
        (not= :ok specs-checked) [:stop (second specs-checked)]
        :else (begin-children flags specs)))
    other [:stop [:bad-return other]]))

(def ^:private callbacks
  {:init        begin
   :handle-call (fn [request _ s] (let [[answer s] (handle s request)] [:reply answer s]))
   :handle-cast (fn [[_ id] s]
                  (let [i (by-id s id)]
                    (if (and i (= :restarting (:pid (nth (:children s) i))))
                      (counted-restart s i)
                      [:noreply s])))
   :handle-info (fn [message s]
                  (match message
                    [:EXIT pid reason]
                    (if-let [i (index-of (:children s) (fn [c] (= pid (:pid c))))]
                      (child-ended s i reason)
                      [:noreply s])
                    _ [:noreply s]))
   :terminate   (fn [_ s] (end-many (:children s)))})

(defn- check-start
  [sup-fn args]
  (when-not (and (ifn? sup-fn) (not (coll? sup-fn)) (sequential? args))
    (throw (IllegalArgumentException. "A supervisor is started by a function and its arguments"))))

(defn start-link!
  "Starts a supervisor linked to the running process, by a function of args that answers its flags
  and child specs: [:ok pid] or [:error reason], among them [:shutdown [:failed-to-start-child id
  reason]], [:bad-supervisor-flags _], [:bad-child-specs _], [:bad-return _]."
  ([sup-fn] (start-link! sup-fn []))
  ([sup-fn args] (start-link! nil sup-fn args))
  ([sup-name sup-fn args]
   (check-start sup-fn args)
   (gen-server/start-link! callbacks [sup-fn args]
                           {:spawn-opt {:flags {:trap-exit true} :register sup-name}})))

(defn start-link
  "An async of start-link!."
  ([sup-fn] (start-link sup-fn []))
  ([sup-fn args] (start-link nil sup-fn args))
  ([sup-name sup-fn args]
   (check-start sup-fn args)
   (process/async (start-link! sup-name sup-fn args))))

; Clients.

(defn- ask [sup request] (gen-server/call! sup request :infinity))

(defn start-child!
  "Adds a child and starts it: [:ok pid], [:ok pid info] or [:error reason], among them
  [:already-started pid] and :already-present."
  [sup child-spec]
  (let [checked (check-child-specs [child-spec])]
    (if (= :ok checked) (ask sup [::start child-spec]) checked)))

(defn start-child
  "An async of start-child!."
  [sup child-spec]
  (process/async (start-child! sup child-spec)))

(defn restart-child!
  "Starts a child that does not run: as start-child!, or [:error] of :running, :restarting,
  :not-found."
  [sup id]
  (ask sup [::restart id]))

(defn restart-child
  "An async of restart-child!."
  [sup id]
  (process/async (restart-child! sup id)))

(defn terminate-child!
  "Ends a child; its spec stays, unless it is :temporary. :ok or [:error :not-found]."
  [sup id]
  (ask sup [::terminate id]))

(defn terminate-child
  "An async of terminate-child!."
  [sup id]
  (process/async (terminate-child! sup id)))

(defn delete-child!
  "Forgets a child that does not run: :ok, or [:error] of :running, :restarting, :not-found."
  [sup id]
  (ask sup [::delete id]))

(defn delete-child
  "An async of delete-child!."
  [sup id]
  (process/async (delete-child! sup id)))
