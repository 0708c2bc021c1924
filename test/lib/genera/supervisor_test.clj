(ns genera.supervisor-test
  "Supervisors do what OTP's do, with its defaults."
  (:require [clojure.test :refer [are deftest is testing use-fixtures]]
            [genera.actors :refer [! alive? exit monitor process-flag receive self spawn spawn-link
                                   unlink]]
            [genera.quiet :refer [quietly without-mail]]
            [genera.server :as server]
            [genera.supervisor :as sup :refer [defsupervisor]]))

(use-fixtures :once quietly)
(use-fixtures :each without-mail)

(defn worker
  "Tells `to` that it began, and ends for the reason it is sent."
  [to id]
  (! to [:began id (self)])
  (receive [:end reason] (exit reason)))

(defn child
  "A spec of a worker of whose starts the running actor is told, in their order."
  [id & {:as more}]
  (let [me    (self)
        start (fn []
                (let [pid (spawn-link (fn [] (receive [:end reason] (exit reason))))]
                  (! me [:began id pid])
                  pid))]
    (merge {:id id :start start} more)))

(defn began
  "The ids of the workers that begin, until none does for a while."
  []
  (loop [ids []]
    (receive [:began id _] (recur (conj ids id)) (after 60 ids))))

(defn start-sup
  [flags children]
  (let [[ok pid :as answer] (sup/start-link (fn [_] [:ok flags children]) nil)]
    (if (= :ok ok) pid answer)))

(defn pid-of
  [s id]
  (:pid (first (filter (fn [c] (= id (:id c))) (sup/which-children s)))))

(defn end-worker [s id reason] (! (pid-of s id) [:end reason]))

(defn end-of
  [pid]
  (let [r (monitor pid)]
    (receive [:DOWN r _ _ reason] reason (after 2000 :still-alive))))

(defn stop [s] (server/stop s :normal 5000))

(deftest restart-by-type-and-reason
  (doseq [[restart reason again?]
          [[:permanent :normal true]     [:permanent :shutdown true]
           [:permanent [:shutdown 1] true] [:permanent :bad true]
           [:transient :normal false]    [:transient :shutdown false]
           [:transient [:shutdown 1] false] [:transient :bad true]
           [:temporary :normal false]    [:temporary :shutdown false]
           [:temporary [:shutdown 1] false] [:temporary :bad false]]]
    (testing (str restart " " reason)
      (let [s (start-sup {} [(child :a :restart restart)])]
        (is (= [:a] (began)))
        (end-worker s :a reason)
        (is (= (if again? [:a] []) (began)))
        (is (= (case restart :temporary {:specs 0 :active 0} {:specs 1 :active (if again? 1 0)})
               (select-keys (sup/count-children s) [:specs :active])))
        (stop s)))))

(deftest strategies
  (doseq [[strategy expected] {:one-for-one [:b] :rest-for-one [:b :c] :one-for-all [:a :b :c]}]
    (testing (str strategy)
      (let [s (start-sup {:strategy strategy} [(child :a) (child :b) (child :c)])]
        (is (= [:a :b :c] (began)))
        (let [before (into {} (map (juxt :id :pid)) (sup/which-children s))]
          (end-worker s :b :bad)
          (is (= expected (began)))
          (doseq [id [:a :b :c]]
            (is (= (not (some #{id} expected)) (= (before id) (pid-of s id))) id)))
        (stop s))))
  (testing ":temporary children are not started again by the others' strategies"
    (let [s (start-sup {:strategy :one-for-all} [(child :a) (child :t :restart :temporary)])]
      (is (= [:a :t] (began)))
      (end-worker s :a :bad)
      (is (= [:a] (began)))
      (is (= [:a] (map :id (sup/which-children s))))
      (stop s))))

(deftest order
  (let [me   (self)
        run  (fn [sup id]
               (process-flag :trap-exit true)
               (! sup :ready)
               (receive [:EXIT _ reason] (do (! me [:ended id]) (exit reason))))
        kid  (fn [id] {:id id :start (fn []
                                       (let [pid (spawn-link run (self) id)]
                                         (receive :ready (! me [:began id pid]))
                                         pid))})
        s    (start-sup {} [(kid 1) (kid 2) (kid 3)])]
    (is (= [1 2 3] (began)))
    (stop s)
    (is (= [3 2 1] (loop [ids []] (receive [:ended id] (recur (conj ids id)) (after 50 ids)))))))

(deftest defaults
  (let [s (start-sup {} [(child :a) {:id :s :type :supervisor
                                     :start (fn [] (sup/start-link (fn [_] [:ok {} []]) nil))}])]
    (is (= {:id :a :restart :permanent :shutdown 5000 :type :worker :significant false}
           (dissoc (second (sup/get-child-spec s :a)) :start)))
    (is (= :infinity (:shutdown (second (sup/get-child-spec s :s)))))
    (began)
    (testing "1 restart in 5 seconds is allowed, the second is not"
      (end-worker s :a :bad)
      (is (= [:a] (began)))
      (is (alive? s))
      (end-worker s :a :bad)
      (is (= :shutdown (receive [:EXIT s reason] reason (after 2000 :none)))))))

(deftest intensity
  (testing "restarts that are old do not count"
    (let [s (start-sup {:intensity 1 :period 0.05} [(child :a)])]
      (began)
      (dotimes [_ 3]
        (end-worker s :a :bad)
        (is (= [:a] (began))))
      (is (alive? s))
      (stop s)))
  (testing "intensity 0"
    (let [s (start-sup {:intensity 0} [(child :a)])]
      (began)
      (end-worker s :a :bad)
      (is (= :shutdown (receive [:EXIT s reason] reason (after 2000 :none))))))
  (testing "an escalation reaches the supervisor above, which starts all anew"
    (let [me  (self)
          top (start-sup {:intensity 5}
                         [{:id :sub :type :supervisor
                           :start (fn [] (sup/start-link
                                           (fn [_]
                                             [:ok {:intensity 0}
                                              [{:id :w :start [spawn-link worker me :w]}]])
                                           nil))}])
          sub (pid-of top :sub)]
      (is (= [:w] (began)))
      (end-worker sub :w :bad)
      (is (= [:w] (began)))
      (is (not= sub (pid-of top :sub)))
      (stop top))))

(deftest shutdowns
  (let [stubborn (fn [shutdown]
                   {:id :a :shutdown shutdown
                    :start (fn []
                             (let [sup (self)
                                   pid (spawn-link (fn []
                                                     (process-flag :trap-exit true)
                                                     (! sup :ready)
                                                     (loop [] (receive _ (recur)))))]
                               (receive :ready pid)))})
        time-of  (fn [f] (let [t (System/nanoTime)] (f) (/ (- (System/nanoTime) t) 1e6)))]
    (testing "a child that does not end in time is killed"
      (let [s (start-sup {} [(stubborn 50)])
            a (pid-of s :a)
            r (monitor a)]
        (is (<= 49 (time-of #(sup/terminate-child s :a)) 3000))
        (is (= :killed (receive [:DOWN r _ _ reason] reason (after 1000 :none))))
        (stop s)))
    (testing ":brutal-kill does not wait"
      (let [s (start-sup {} [(stubborn :brutal-kill)])
            r (monitor (pid-of s :a))]
        (is (= :ok (sup/terminate-child s :a)))
        (is (= :killed (receive [:DOWN r _ _ reason] reason (after 1000 :none))))
        (stop s)))))

(deftest requests
  (let [s (start-sup {} [(child :a)])]
    (began)
    (is (= [:error [:already-started (pid-of s :a)]] (sup/start-child s (child :a))))
    (is (= [:error :running] (sup/restart-child s :a)))
    (is (= [:error :running] (sup/delete-child s :a)))
    (is (= :ok (sup/terminate-child s :a)))
    (is (= [] (began)) "a child that was ended is not started again")
    (is (= [:error :already-present] (sup/start-child s (child :a))))
    (is (= :ok (first (sup/restart-child s :a))))
    (is (= [:a] (began)))
    (is (= :ok (sup/terminate-child s :a)))
    (is (= :ok (sup/delete-child s :a)))
    (are [f] (= [:error :not-found] (f s :a))
      sup/terminate-child sup/restart-child sup/delete-child sup/get-child-spec)
    (is (= [:ok nil] (sup/start-child s {:id :i :start (fn [] :ignore)})))
    (is (= {:specs 1 :active 0 :supervisors 0 :workers 1} (sup/count-children s)))
    (testing "the reason of a start that failed comes with the spec"
      (are [reason start]
          (let [f start]
            (= [:error [reason {:id :e :start f :restart :permanent :shutdown 5000 :type :worker
                                :significant false}]]
               (sup/start-child s {:id :e :start f})))
        :why            (fn [] [:error :why])
        42              (fn [] 42)
        [:EXIT :gone]   (fn [] (exit :gone))
        [:ok :no-pid]   (fn [] [:ok :no-pid]))
      (let [[_ [[tag [kind e]] spec]]
            (sup/start-child s {:id :e :start (fn [] (throw (ex-info "no" {:a 1})))})]
        (is (= [:EXIT :exception {:a 1} :e] [tag kind (:data e) (:id spec)]))))
    (is (= 3 (count (sup/start-child s {:id :info :start (fn [] [:ok (spawn (fn [] (receive :x 1)))
                                                                 :extra])}))))
    (stop s)))

(deftest start-functions
  (testing "the supervisor links what its child spec only spawned"
    (let [me (self)
          s  (start-sup {} [{:id :a :start (fn [] (spawn worker me :a))}])]
      (is (= [:a] (began)))
      (end-worker s :a :bad)
      (is (= [:a] (began)))
      (stop s)))
  (testing "a child that is dead when it is linked counts as ended"
    (is (= :shutdown
           (let [s (start-sup {:intensity 2} [{:id :a :start (fn [] (let [p (spawn (fn [] nil))]
                                                                      (end-of p)
                                                                      p))}])]
             (receive [:EXIT s reason] reason (after 2000 :none))))))
  (testing "a vector of function and arguments"
    (let [s (start-sup {} [{:id :a :start [spawn-link worker (self) :v]}])]
      (is (= [:v] (began)))
      (stop s)))
  (testing "a failing first start ends those before it"
    (is (= [:error [:shutdown [:failed-to-start-child :b :nope]]]
           (start-sup {} [(child :a) {:id :b :start (fn [] (Thread/sleep 20) [:error :nope])}
                           (child :c)])))
    (is (= [:a] (began)))
    (are [reason start] (= [:error [:shutdown [:failed-to-start-child :b reason]]]
                           (start-sup {} [{:id :b :start start}]))
      :what         (fn [] :what)
      [:EXIT :bye]  (fn [] (exit :bye))))
  (testing "a restart that fails is tried again, each time counting"
    (let [me (self)
          tries (atom 0)
          s (start-sup {:intensity 5}
                       [{:id :a :start (fn []
                                         (if (contains? #{2 3} (swap! tries inc))
                                           [:error :not-yet]
                                           (spawn-link worker me :a)))}])]
      (is (= [:a] (began)))
      (end-worker s :a :bad)
      (is (= [:a] (began)))
      (is (= 4 @tries))
      (stop s))))

(deftest dynamic-children
  (let [me (self)
        s  (start-sup {:strategy :simple-one-for-one :intensity 10}
                      [{:id :w :start [spawn-link worker me] :restart :transient}])
        [_ a] (sup/start-child s [:a])
        [_ b] (sup/start-child s [:b])]
    (is (= [:a :b] (sort (began))))
    (is (= {:specs 1 :active 2 :supervisors 0 :workers 2} (sup/count-children s)))
    (! a [:end :bad])
    (is (= [:a] (began)) "it is started again with its own arguments")
    (! b [:end :normal])
    (is (= [] (began)))
    (is (= 1 (:active (sup/count-children s))))
    (is (= :ok (sup/terminate-child s (:pid (first (sup/which-children s))))))
    (is (= [:error :not-found] (sup/terminate-child s b)))
    (is (= [:error :simple-one-for-one] (sup/delete-child s :w)))
    (dotimes [i 1000] (sup/start-child s [i]))
    (is (= 1000 (:active (sup/count-children s))))
    (stop s)
    (is (= 1000 (count (began))))))

(deftest significant-children
  (testing ":any-significant"
    (let [s (start-sup {:auto-shutdown :any-significant}
                       [(child :a :restart :transient :significant true)
                        (child :b :restart :transient :significant true)])]
      (began)
      (end-worker s :a :normal)
      (is (= :shutdown (receive [:EXIT s reason] reason (after 2000 :none))))))
  (testing ":all-significant"
    (let [s (start-sup {:auto-shutdown :all-significant}
                       [(child :a :restart :transient :significant true)
                        (child :b :restart :temporary :significant true)])]
      (began)
      (end-worker s :a :normal)
      (is (= :none (receive [:EXIT s reason] reason (after 50 :none))))
      (end-worker s :b :normal)
      (is (= :shutdown (receive [:EXIT s reason] reason (after 2000 :none)))))))

(deftest parents
  (testing "a supervisor ends with its parent, and its children with it"
    (let [me     (self)
          parent (spawn (fn []
                          (let [[_ s] (sup/start-link
                                        (fn [_]
                                          [:ok {} [{:id :a :start [spawn-link worker me :a]}]])
                                        nil)]
                            (! me [:sup s])
                            (receive :end (exit :parent)))))
          s      (receive [:sup s] s (after 1000 nil))
          a      (receive [:began :a pid] pid (after 1000 nil))]
      (! parent :end)
      (is (contains? #{:parent :noproc} (end-of s)))
      (is (contains? #{:shutdown :noproc} (end-of a)))))
  (testing "an unlinked supervisor lives on"
    (let [me (self)]
      (spawn (fn []
               (let [[_ s] (sup/start-link (fn [_] [:ok {} []]) nil)]
                 (unlink s)
                 (! me [:sup s]))))
      (let [s (receive [:sup s] s (after 1000 nil))]
        (Thread/sleep 20)
        (is (alive? s))
        (stop s)))))

(deftest specs-are-checked
  (are [part spec] (let [problem (sup/check-child-specs [spec])]
                     (and (string? problem) (clojure.string/includes? problem part)))
    "lacks :id"   {:start (fn [] 1)}
    ":start"      {:id 1 :start 5}
    ":restart"    {:id 1 :start (fn [] 1) :restart :often}
    ":shutdown"   {:id 1 :start (fn [] 1) :shutdown -1}
    ":type"       {:id 1 :start (fn [] 1) :type :boss}
    "no key :foo" {:id 1 :start (fn [] 1) :foo 2}
    "cannot be :permanent" {:id 1 :start (fn [] 1) :significant true}
    ":restart"    {:id 1 :start [spawn str] :restart :often}
    ":shutdown"   {:id 1 :start [spawn str] :shutdown "1"}
    ":start"      {:id 1 :start [5]}
    ":start"      {:id 1 :start :a-keyword}
    "is a map"    :x)
  (is (nil? (sup/check-child-specs [{:id 1 :start (fn [] 1)}])))
  (is (clojure.string/includes? (sup/check-child-specs [{:id 1 :start str} {:id 1 :start str}])
                                "two children"))
  (are [flags] (let [[tag [kind problem]] (start-sup flags [])]
                 (= [:error :supervisor-data true] [tag kind (string? problem)]))
    {:strategy :best} {:intensity -1} {:period 0} {:auto-shutdown :sometimes} {:other 1})
  (are [reason answer] (let [init (fn [_] answer)
                             [tag [kind problem]] (sup/start-link init nil)]
                         (= [:error reason] [tag [kind (if (string? problem) :text problem)]]))
    [:start-spec :text]      [:ok {} [{:start str}]]
    [:start-spec :text]      [:ok {} [{:id 1 :start str} {:id 1 :start str}]]
    [:bad-start-spec []]     [:ok {:strategy :simple-one-for-one} []]
    [:bad-start-spec [{:id 1 :start str} {:id 2 :start str}]]
    [:ok {:strategy :simple-one-for-one} [{:id 1 :start str} {:id 2 :start str}]])
  (let [init (fn [x] x)]
    (is (= [:error [:bad-return [init :init 17]]] (sup/start-link init 17)))
    (is (= [:error :reason] (sup/start-link (fn [_] (exit :reason)) nil)))))

(defsupervisor inner :strategy :one-for-all :children [])

(defn worker-fn [] (receive :stop nil))

(defsupervisor my-sup
  :strategy :one-for-one
  :children [{:id :worker :start (fn [] (spawn worker-fn)) :restart :permanent}])

(defsupervisor nest :children [{:id :my-sup :start my-sup :type :supervisor}])

(defsupervisor outer
  "A supervisor of a supervisor."
  :intensity 2
  :children [{:id :inner :start inner :type :supervisor}])

(deftest supervisors-by-macro
  (let [[ok s] (my-sup)
        before (pid-of s :worker)
        r      (monitor before)]
    (is (= :ok ok))
    (! before :stop)
    (is (= :normal (receive [:DOWN r _ _ reason] reason (after 5000 :still-alive))))
    (is (loop [] (let [now (pid-of s :worker)] (if (= before now) (recur) (alive? now)))))
    (is (= :ok (stop s)))
    (is (= :normal (receive [:EXIT s reason] reason (after 5000 :none))) "it was linked to us"))
  (let [[_ s] (nest)]
    (is (= {:specs 1 :active 1 :supervisors 1 :workers 0} (sup/count-children s)))
    (stop s))
  (let [[ok s] (outer)]
    (is (= :ok ok))
    (is (= [[:inner :supervisor]] (map (juxt :id :type) (sup/which-children s))))
    (stop s))
  (is (thrown? Exception (eval '(genera.supervisor/defsupervisor x :no-such-option 1)))))
