(ns genera.behaviours-test
  "Event managers, tasks, registries, timers, applications and the logger."
  (:require [clojure.test :refer [are deftest is testing use-fixtures]]
            [genera.actors :refer [! exit exit-reason process-flag receive self spawn]]
            [genera.application :as application]
            [genera.event :as event]
            [genera.logger :as logger]
            [genera.quiet :refer [quietly without-mail]]
            [genera.registry :as registry]
            [genera.server :as server]
            [genera.supervisor :as supervisor :refer [defsupervisor]]
            [genera.task :as task]
            [genera.timer :as timer]))

(use-fixtures :once quietly)
(use-fixtures :each without-mail)

(defn reason-of
  [f]
  (try (f) :none (catch genera.actors.Exit e (exit-reason e))))

(def adder
  {:init         (fn [n] [:ok n])
   :handle-event (fn [e n] (case e
                             :boom   (throw (Exception. "x"))
                             :remove :remove-handler
                             :bad    :what
                             [:ok (+ n e)]))
   :handle-call  (fn [_ n] [:ok n n])
   :terminate    (fn [arg n] [:ended arg n])})

(deftest event-managers
  (let [[_ m] (event/start)]
    (is (= :ok (event/add-handler m :one adder 0)))
    (is (= :ok (event/add-handler m :two adder 10)))
    (is (= [:two :one] (event/which-handlers m)))
    (event/notify m 5)
    (is (= [5 15] [(event/call m :one :get) (event/call m :two :get)]))
    (is (= [:error :bad-module] (event/call m :three :get)))
    (is (= [:ended :arg 15] (event/delete-handler m :two :arg)))
    (is (= [:error :module-not-found] (event/delete-handler m :two :arg)))
    (testing "a handler that fails goes, the manager stays"
      (doseq [e [:boom :remove :bad]]
        (event/add-handler m e adder 0)
        (event/sync-notify m e)
        (is (= [] (event/which-handlers m)))
        (event/add-handler m :one adder 0)))
    (testing "a swap hands the state on"
      (is (= :ok (event/swap-handler m [:one :swapped]
                                     [:next
                                      (assoc adder :init (fn [[n [_ _ old]]] [:ok (+ n old)]))
                                      7])))
      (is (= 7 (event/call m :next :get))))
    (testing "a supervised handler goes with its actor"
      (let [me (self)
            p  (spawn (fn []
                        (event/add-sup-handler m :sup adder 0)
                        (! me :added)
                        (receive :end 1)))]
        (receive :added nil)
        (is (= [:sup :next] (event/which-handlers m)))
        (! p :end)
        (Thread/sleep 20)
        (is (= [:next] (event/which-handlers m)))))
    (event/stop m)))

(defn teller
  "Callbacks of a handler that tells all to an actor; a function as an event says what it answers."
  [to]
  {:init         (fn [x] (! to [:init x]) [:ok x])
   :handle-event (fn [f s] (f s))
   :handle-call  (fn [f s] (f s))
   :terminate    (fn [arg s] (! to [:ended arg s]) [:left s])})

(deftest ends-of-event-handlers
  (let [[_ m]  (event/start)
        told   (fn [] (loop [all []] (receive x (recur (conj all x)) (after 0 all))))
        begin  (fn [s] (event/add-sup-handler m :h (teller (self)) s) (told))
        answer (fn [x] (begin :s) (event/sync-notify m (fn [_] x)) (told))]
    (testing "as in OTP 25, what terminate gets and what the owner is told"
      (are [expected x] (= expected (answer x))
        [[:ended :remove-handler :s] [:gen-event-EXIT :h :normal]] :remove-handler
        [[:ended [:error 17] :s] [:gen-event-EXIT :h 17]]          17)
      (begin :s)
      (event/sync-notify m (fn [_] (exit :bad)))
      (is (= [[:ended [:error [:EXIT :bad]] :s] [:gen-event-EXIT :h [:EXIT :bad]]] (told)))
      (begin :s)
      (is (= [:error 17] (event/call m :h (fn [_] 17))))
      (is (= [[:ended [:error 17] :s] [:gen-event-EXIT :h 17]] (told)))
      (begin :s)
      (is (= [:error [:EXIT :bad]] (event/call m :h (fn [_] (exit :bad)))))
      (told)
      (begin :s)
      (is (= [:left :s] (event/delete-handler m :h [:any :arg])))
      (is (= [[:ended [:any :arg] :s] [:gen-event-EXIT :h :normal]] (told))))
    (testing "a swap keeps the owner"
      (begin :s)
      (is (= :ok (event/swap-handler m [:h :a1] [:new (teller (self)) :a2])))
      (is (= [[:ended :a1 :s] [:gen-event-EXIT :h [:swapped :new (self)]] [:init [:a2 [:left :s]]]]
             (told)))
      (event/sync-notify m (fn [s] [:swap-handler :a3 s :third
                                    (assoc (teller (self)) :init (fn [_] :no)) :a4]))
      (is (= [[:ended :a3 [:a2 [:left :s]]] [:gen-event-EXIT :new [:swapped :third (self)]]
              [:gen-event-EXIT :third :crash]]
             (told)))
      (is (= :ok (event/swap-sup-handler m [:nobody :a1] [:first (teller (self)) :a2])))
      (is (= [[:init [:a2 :error]]] (told))))
    (testing "several with one id, the newest first"
      (event/add-handler m :first (teller (self)) :second)
      (is (= [:first :first] (event/which-handlers m)))
      (is (= [[:left :second] [:left [:a2 :error]]]
             [(event/delete-handler m :first 1) (event/delete-handler m :first 1)]))
      (told))
    (begin :s)
    (event/stop m :bad :infinity)
    (is (= [[:ended :stop :s] [:gen-event-EXIT :h :shutdown]]
           (remove (fn [x] (= :EXIT (first x))) (told))))))

(deftest tasks
  (is (= 3 (task/await (task/async + 1 2))))
  (is (= [0 1 4] (task/await-many (mapv (fn [i] (task/async (fn [] (* i i)))) (range 3)))))
  (is (= (map (fn [i] [:ok (inc i)]) (range 50)) (task/async-stream inc (range 50))))
  (testing "a task without a value in time"
    (let [t (task/async (fn [] (receive :go :went)))]
      (is (nil? (task/yield t 5)))
      (! (:pid t) :go)
      (is (= [:ok :went] (task/yield t 1000))))
    (is (= :timeout (first (reason-of #(task/await (task/async-nolink (fn [] (receive :x 1))) 5)))))
    (is (nil? (task/cancel (task/async (fn [] (receive :never 1))))))
    (is (= :nothing (receive [r _] r (after 20 :nothing)))))
  (testing "a task that fails"
    (is (= [:exit :bad] (task/yield (task/async-nolink (fn [] (exit :bad))))))
    (is (= :bad (first (reason-of #(task/await (task/async-nolink (fn [] (exit :bad)))))))))
  (testing "under a supervisor"
    (let [[_ s] (task/start-supervisor)]
      (is (= 7 (task/await (task/async-nolink s + 3 4))))
      (server/stop s :normal 1000)))
  (testing "the owner only"
    (let [t (task/async (fn [] 1))]
      (is (= :refused (task/await (task/async (fn [] (try (task/await t)
                                                          (catch IllegalArgumentException _
                                                            :refused)))))))
      (is (= 1 (task/await t))))))

(deftest registries
  (let [[_ r] (registry/start-link {:keys :unique :name :behaviours-test/unique})
        me (self)]
    (is (= [:ok r] (registry/register r :a 1)))
    (is (= [:error [:already-registered me]] (registry/register r :a 2)))
    (is (= [[me 1]] (registry/lookup r :a)))
    (is (= :ok (registry/update-value r :a inc)))
    (is (= [2] (registry/values r :a me)))
    (is (= [[:a] 1] [(registry/keys r me) (registry/count r)]))
    (is (= :ok (registry/unregister r :a)))
    (is (= [] (registry/lookup r :a)))
    (testing "names by :via"
      (let [callbacks {:init (fn [n] [:ok n]) :handle-call (fn [_ _ n] [:reply n n])}
            via       [:via :behaviours-test/unique [:server 1]]
            [_ s]     (server/start callbacks 9 {:name via})]
        (is (= 9 (server/call via :get)))
        (is (= [:error [:already-started s]] (server/start callbacks 9 {:name via})))
        (server/stop via)
        (is (nil? (registry/whereis r [:server 1])))
        (is (= :noproc (first (reason-of #(server/call via :get)))))))
    (server/stop r))
  (let [[_ r] (registry/start-link {:keys :duplicate})
        me (self)
        go (fn [v] (spawn (fn [] (registry/register r :k v) (! me [:in v]) (receive :end 1))))
        a  (go 1)
        b  (go 2)]
    (dotimes [_ 2] (receive [:in _] nil))
    (is (= #{1 2} (set (map second (registry/lookup r :k)))))
    (let [seen (atom nil)]
      (registry/dispatch r :k (fn [entries] (reset! seen (count entries))))
      (is (= 2 @seen)))
    (! a :end)
    (Thread/sleep 20)
    (is (= [[b 2]] (registry/lookup r :k)))
    (server/stop r)))

(deftest timers
  (timer/send-after 5 :tick)
  (is (= :tick (receive :tick :tick (after 1000 :none))))
  (let [[_ t] (timer/send-interval 5 :again)]
    (dotimes [_ 3] (is (= :again (receive :again :again (after 1000 :none)))))
    (is (= [:ok :cancel] (timer/cancel t)))
    (Thread/sleep 20)
    (loop [] (receive :again (recur) (after 0 nil)))
    (is (= :none (receive :again :again (after 20 :none)))))
  (let [[_ t] (timer/send-after 20 :never)]
    (timer/cancel t)
    (is (= :none (receive :never :never (after 50 :none)))))
  (is (= [:error :badarg] (timer/cancel :no-timer)))
  (is (= 3 (second (timer/tc + 1 2)))))

(defsupervisor nothing :children [])

(deftest applications
  (let [log  (atom [])
        spec (fn [name & needed]
               {:name name :applications needed :env {:port 1}
                :start (fn [_ _] (swap! log conj [:start name]) (nothing))
                :stop  (fn [_] (swap! log conj [:stop name]))})]
    (doseq [s [(spec ::base) (spec ::mid ::base) (spec ::top ::mid ::base)]] (application/load s))
    (is (= [:error [:already-loaded ::base]] (application/load (spec ::base))))
    (is (= [:error [:not-started ::mid]] (application/start ::top)))
    (is (= [:error [:not-loaded ::none]] (application/start ::none)))
    (is (= [:ok [::base ::mid ::top]] (application/ensure-all-started ::top)))
    (is (= [:error [:already-started ::top]] (application/start ::top)))
    (is (= [::base ::mid ::top] (application/which-applications)))
    (is (= [1 nil :d] [(application/get-env ::base :port) (application/get-env ::base :x)
                       (application/get-env ::base :x :d)]))
    (application/stop-all)
    (is (= [[:start ::base] [:start ::mid] [:start ::top]
            [:stop ::top] [:stop ::mid] [:stop ::base]]
           @log))
    (doseq [n [::top ::mid ::base]] (application/unload n))
    (testing "a start that fails"
      (application/load {:name ::bad :start (fn [_ _] [:error :no])})
      (is (= [:error [:no ::bad]] (application/start ::bad)))
      (application/unload ::bad))))

(deftest logging
  (let [seen  (atom [])
        level (logger/primary-level)]
    (is (= :ok (logger/add-handler ::test (fn [e _] (swap! seen conj [(:level e) (:msg e)]))
                                   {:level :warning})))
    (is (= [:error [:already-exist ::test]] (logger/add-handler ::test (fn [_ _] nil))))
    (logger/set-handler-level :default :none)
    (try
      (logger/set-primary-level :info)
      (logger/error "bad")
      (logger/warning {:report :thing :a 1})
      (logger/info "not for this handler")
      (logger/debug (throw (Exception. "not evaluated")))
      (is (= [[:error "bad"] [:warning {:report :thing :a 1}]] @seen))
      (testing "a handler that fails is removed"
        (logger/add-handler ::bad (fn [_ _] (throw (Exception. "x"))))
        (binding [*err* (java.io.StringWriter.)] (logger/error "once more"))
        (is (not (some #{::bad} (logger/handlers)))))
      (finally
        (logger/set-primary-level level)
        (logger/set-handler-level :default :all)
        (logger/remove-handler ::test)))
    (is (thrown? IllegalArgumentException (logger/set-primary-level :loud)))))
