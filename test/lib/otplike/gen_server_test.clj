(ns otplike.gen-server-test
  "Servers and supervisors of otplike are what their documentation says."
  (:require [clojure.test :refer [are deftest is testing use-fixtures]]
            [genera.quiet :refer [quietly]]
            [otplike.gen-server :as gs]
            [otplike.proc-util :refer [execute-proc!!]]
            [otplike.process :as process :refer [!]]
            [otplike.supervisor :as sup])
  (:import [otplike.gen_server IGenServer]))

(use-fixtures :once quietly)

(defn init [n] [:ok n])

(defn handle-call
  [request from n]
  (case request
    :get   [:reply n n]
    :later (do (gs/reply from :first) (gs/reply from :second) [:noreply n])
    :async (process/async [:reply :async n])
    :stop  [:stop :normal :bye n]
    :quit  (process/exit :quit)
    :bad   :what))

(defn handle-cast [x n] [:noreply (+ n x)])

(def in-a-map {:init init :handle-call handle-call :handle-cast handle-cast})

(def reified
  (reify IGenServer
    (init [_ [n]] (init n))
    (handle-call [_ request from n] (handle-call request from n))
    (handle-cast [_ x n] (handle-cast x n))
    (handle-info [_ _ n] [:noreply n])
    (terminate [_ _ _])))

(deftest servers
  (doseq [impl [in-a-map reified (the-ns 'otplike.gen-server-test)]]
    (is (= [5 8 :first :async :bye :noproc]
           (execute-proc!!
             (let [[_ pid] (gs/start! impl [5])
                   r       (process/monitor pid)
                   before  (gs/call! pid :get)]
               (gs/cast pid 3)
               [before (gs/call! pid :get) (gs/call! pid :later) (gs/call! pid :async)
                (gs/call! pid :stop)
                (process/receive!
                  [:DOWN r _ _ _] (first (second (process/ex-catch (gs/call! pid :get)))))])))))
  (is (= 7 (execute-proc!! (gs/call! (second (gs/start-ns! [7])) :get)))))

(deftest failing-calls
  (are [request reason] (execute-proc!!
                          (let [[_ pid] (gs/start! in-a-map [1])]
                            (= [:EXIT [reason [`gs/call [pid request 5000]]]]
                               (process/ex-catch (gs/call! pid request 5000)))))
    :quit :quit
    :bad  [:bad-return-value 'handle-call :what])
  (is (= :timeout (execute-proc!!
                    (let [[_ pid] (gs/start! {:init        (fn [] [:ok 1])
                                              :handle-call (fn [_ _ s] [:noreply s])})]
                      (first (second (process/ex-catch (gs/call! pid :x 5)))))))))

(deftest starts
  (are [answer server] (= answer (execute-proc!! (gs/start! server)))
    [:error [:undef ['init [[]]]]]           {}
    [:error :why]                            {:init (fn [] [:stop :why])}
    [:error :why]                            {:init (fn [] (process/exit :why))}
    [:error [:bad-return-value 'init :what]] {:init (fn [] :what)})
  (is (= [:error :timeout]
         (execute-proc!! (gs/start-link! {:init (fn [] (process/receive! _ [:ok 1]))}
                                         [] {:timeout 5}))))
  (is (thrown? IllegalArgumentException (gs/start! 1)))
  (testing "a name is one server's"
    (is (= [:error [:already-registered true]]
           (execute-proc!!
             (let [[_ pid] (gs/start! :gen-server-test/n in-a-map [1] {})
                   [e [r p]] (gs/start! :gen-server-test/n in-a-map [1] {})]
               [e [r (= pid p)]]))))))

(deftest the-end-of-a-server
  (let [ended (promise)]
    (is (= :bad (execute-proc!!
                  (process/flag :trap-exit true)
                  (let [server  {:init        (fn [] [:ok 1 0])
                                 :handle-info (fn [m s] [:stop :bad [m s]])
                                 :terminate   (fn [r s] (deliver ended [r s]))}
                        [_ pid] (gs/start-link! server)]
                    (process/receive! [:EXIT pid reason] reason)))))
    (is (= [:bad [:timeout 1]] (deref ended 5000 :late)))))

(defn worker
  [to id]
  {:id    id
   :start [gs/start-link [{:init        (fn [] (! to [:began id (process/self)]) [:ok id])
                           :handle-cast (fn [reason s] [:stop reason s])}]]})

(deftest supervisors
  (doseq [[strategy again] {:one-for-one [:b] :rest-for-one [:b :c] :one-for-all [:a :b :c]}]
    (is (= [:ok [:a :b :c] again]
           (execute-proc!!
             (let [me    (process/self)
                   [ok]  (sup/start-link! (fn [] [:ok [{:strategy strategy}
                                                       (map (partial worker me) [:a :b :c])]]))
                   pids  (vec (repeatedly 3 #(process/receive! [:began id pid] [id pid])))]
               (gs/cast (second (second pids)) :bad)
               [ok (map first pids)
                (vec (repeatedly (count again) #(process/receive! [:began id _] id)))]))))))

(deftest what-supervisors-answer
  (execute-proc!!
    (let [me      (process/self)
          [_ s]   (sup/start-link! (fn [] [:ok [{} [(worker me :a)]]]))
          a       (process/receive! [:began :a pid] pid)]
      (is (= [:error [:already-started a]] (sup/start-child! s (worker me :a))))
      (is (= [:error :running] (sup/restart-child! s :a)))
      (is (= [:error :running] (sup/delete-child! s :a)))
      (is (= :ok (sup/terminate-child! s :a)))
      (is (= [:error :already-present] (sup/start-child! s (worker me :a))))
      (is (= :ok (first (sup/restart-child! s :a))))
      (is (= :ok (process/await! (sup/terminate-child s :a))))
      (is (= :ok (sup/delete-child! s :a)))
      (is (= [:error :not-found] (sup/delete-child! s :a)))))
  (are [kind answer] (= kind (execute-proc!!
                               (process/flag :trap-exit true)
                               (let [[e [k]] (sup/start-link! (fn [] answer))] [e k])))
    [:error :bad-return]           :what
    [:error :bad-supervisor-flags] [:ok [{:strategy :what} []]]
    [:error :bad-child-specs]      [:ok [{} [{:id 1}]]]
    [:error :shutdown]             [:ok [{} [{:id 1 :start [(fn [] [:error :no]) []]}]]]))
