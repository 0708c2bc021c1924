(ns genera.server-test
  "Servers do what OTP's gen_server does."
  (:require [clojure.test :refer [are deftest is testing use-fixtures]]
            [genera.actors :refer [! alive? exit exit-reason monitor process-flag receive self spawn
                                   spawn-link unlink]]
            [genera.quiet :refer [quietly without-mail]]
            [genera.server :as server]
            [genera.sys :as sys]))

(use-fixtures :once quietly)
(use-fixtures :each without-mail)

(defn reason-of
  "The reason for which f exits the running actor, or :none."
  [f]
  (try (f) :none (catch genera.actors.Exit e (exit-reason e))))

(defn end-of
  "The reason for which an actor ends, waited for."
  [pid]
  (let [r (monitor pid)]
    (receive [:DOWN r _ _ reason] reason (after 2000 :still-alive))))

(def counter
  {:init        (fn [n] [:ok n])
   :handle-call (fn [request from n]
                  (case request
                    :get      [:reply n n]
                    :inc      [:reply (inc n) (inc n)]
                    :later    (do (server/reply from :first) [:noreply n])
                    :bye      [:stop :normal :bye n]
                    :silent   [:stop :gone n]
                    :slow     (do (Thread/sleep 100) [:reply :late n])
                    :crash    (throw (ex-info "crash" {:n n}))
                    :exit     (exit :wanted)
                    :nonsense :what))
   :handle-cast (fn [m n] (if (= :stop m) [:stop :cast-stop n] [:noreply (+ n m)]))})

(deftest calls-and-casts
  (let [[_ pid] (server/start counter 1)]
    (is (= 1 (server/call pid :get)))
    (is (= 2 (server/call pid :inc)))
    (is (= :ok (server/cast pid 10)))
    (is (= 12 (server/call pid :get)))
    (is (= :first (server/call pid :later)))
    (is (= :bye (server/call pid :bye)))
    (is (contains? #{:normal :noproc} (end-of pid)))))

(deftest starts
  (testing "what init answers decides what start answers"
    (are [answer expected] (= expected (server/start {:init (fn [_] answer)} nil))
      :ignore         :ignore
      [:stop :bad]    [:error :bad]
      [:error :plain] [:error :plain]
      42              [:error [:bad-return-value 42]]
      [:ok]           [:error [:bad-return-value [:ok]]]))
  (testing "an init that throws or exits"
    (is (= [:error :why] (server/start {:init (fn [_] (exit :why))} nil)))
    (let [[tag [kind data]] (server/start {:init (fn [_] (throw (ex-info "no" {:a 1})))} nil)]
      (is (= [:error :exception {:a 1}] [tag kind (:data data)]))))
  (testing "a linked one that stops in init"
    (is (= [:error :bad] (server/start-link {:init (fn [_] [:stop :bad])} nil)))
    (is (= :nothing (receive [:EXIT _ _] :something (after 20 :nothing)))))
  (testing "an init that takes too long is killed"
    (is (= [:error :timeout]
           (server/start {:init (fn [_] (receive :never [:ok 1]))} nil {:timeout 10}))))
  (testing "callbacks that are none"
    (is (thrown? IllegalArgumentException (server/start {} nil)))
    (is (thrown? IllegalArgumentException (server/start "x" nil)))))

(deftest names
  (let [[_ pid] (server/start counter 5 {:name :server-test/named})]
    (is (= 5 (server/call :server-test/named :get)))
    (is (= [:error [:already-started pid]]
           (server/start counter 6 {:name :server-test/named})))
    (is (= :ok (server/stop :server-test/named)))
    (is (= [:noproc ['genera.server/call :server-test/named :get 5000]]
           (reason-of #(server/call :server-test/named :get))))
    (is (= :ok (server/cast :server-test/named 1)))
    (let [[_ again] (server/start counter 7 {:name :server-test/named})]
      (is (= 7 (server/call :server-test/named :get)))
      (server/stop again))))

(deftest calls-that-fail
  (testing "the caller exits with the reason and the call"
    (are [request reason] (let [[_ pid] (server/start counter 0)]
                            (= [reason ['genera.server/call pid request 5000]]
                               (reason-of #(server/call pid request))))
      :silent   :gone
      :exit     :wanted
      :nonsense [:bad-return-value :what]))
  (testing "a crash has the exception as a map"
    (let [[_ pid] (server/start counter 3)
          [[kind data] _] (reason-of #(server/call pid :crash))]
      (is (= [:exception {:n 3}] [kind (:data data)]))))
  (testing "a dead server"
    (let [[_ pid] (server/start counter 0)]
      (server/stop pid)
      (is (= [:noproc ['genera.server/call pid :get 5000]]
             (reason-of #(server/call pid :get))))))
  (testing "a late answer is dropped"
    (let [[_ pid] (server/start counter 0)]
      (is (= [:timeout ['genera.server/call pid :slow 5]]
             (reason-of #(server/call pid :slow 5))))
      (is (= 0 (server/call pid :get)))
      (is (= :nothing (receive m m (after 150 :nothing))))))
  (testing "a call of oneself"
    (is (= :calling-self (first (reason-of #(server/call (self) :get)))))))

(deftest a-call-finds-its-answer-behind-a-long-mailbox
  (let [[_ pid] (server/start counter 0)]
    (dotimes [i 20000] (! (self) [:noise i]))
    (dotimes [i 100] (server/call pid :inc))
    (is (= 100 (server/call pid :get)))
    (dotimes [i 20000] (receive [:noise i] nil (after 1000 (throw (Exception. "lost")))))))

(deftest timeouts-and-continue
  (let [me (self)
        callbacks {:init            (fn [_] [:ok [] [:continue :begin]])
                   :handle-continue (fn [x s] [:noreply (conj s x)])
                   :handle-call     (fn [r _ s]
                                      (case r
                                        :get   [:reply s s]
                                        :wait  [:reply :ok s 10]
                                        :again [:reply :ok s [:continue :more]]))
                   :handle-info     (fn [m s] (! me [:info m]) [:noreply (conj s m)])}
        [_ pid] (server/start callbacks nil)]
    (is (= [:begin] (server/call pid :get)))
    (server/call pid :wait)
    (is (= :timeout (receive [:info m] m (after 1000 :none))))
    (server/call pid :wait)
    (server/call pid :get)
    (is (= :none (receive [:info m] m (after 50 :none))) "a message in time cancels the timeout")
    (server/call pid :again)
    (is (= [:begin :timeout :more] (server/call pid :get)))
    (! pid :hello)
    (is (= :hello (receive [:info m] m (after 1000 :none))))
    (server/stop pid)))

(deftest ends
  (let [me (self)
        callbacks (assoc counter
                         :init      (fn [n] (process-flag :trap-exit true) [:ok n])
                         :terminate (fn [reason n] (! me [:terminated reason n])))
        terminated (fn [] (receive [:terminated reason n] [reason n] (after 1000 :none)))]
    (testing "terminate gets the reason and the state"
      (let [[_ pid] (server/start callbacks 1)]
        (server/cast pid :stop)
        (is (= [:cast-stop 1] (terminated)))))
    (testing "stop waits, with the reason"
      (let [[_ pid] (server/start callbacks 2)]
        (is (= :ok (server/stop pid :because 1000)))
        (is (= [:because 2] (terminated)))))
    (testing "the parent's exit ends a server that traps exits, by terminate"
      (let [parent (spawn (fn []
                            (let [[_ pid] (server/start-link callbacks 3)]
                              (! me [:started pid])
                              (receive :end (exit :parent-ended)))))
            pid    (receive [:started pid] pid (after 1000 nil))]
        (! parent :end)
        (is (= [:parent-ended 3] (terminated)))
        (is (contains? #{:noproc :parent-ended} (end-of pid)))))
    (testing "another's exit signal is a message"
      (let [[_ pid] (server/start (assoc callbacks :handle-info
                                         (fn [m n] (! me [:got (first m)]) [:noreply n])) 4)]
        (exit pid :other)
        (is (= :EXIT (receive [:got x] x (after 1000 :none))))
        (server/stop pid)
        (terminated)))
    (testing "kill runs no terminate"
      (let [[_ pid] (server/start callbacks 5)
            r (monitor pid)]
        (exit pid :kill)
        (is (= :killed (receive [:DOWN r _ _ reason] reason (after 1000 :none))))
        (is (= :none (receive [:terminated _ _] :some (after 20 :none))))))))

(deftest requests-without-waiting
  (let [[_ pid] (server/start counter 10)
        a (server/send-request pid :get)
        b (server/send-request pid :slow)]
    (is (= [:reply 10] (server/receive-response a 1000)))
    (is (= :timeout (server/wait-response b 5)))
    (is (= [:reply :late] (server/wait-response b 1000)))
    (let [c (server/send-request pid :silent)]
      (is (= [:error [:gone pid]] (server/receive-response c 1000))))))

(deftest reify-and-namespaces-are-callbacks
  (let [[_ pid] (server/start (reify server/Server
                                (init [_ n] [:ok n])
                                (handle-call [_ request _ n] [:reply [request n] n]))
                              8)]
    (is (= [:x 8] (server/call pid :x)))
    (server/stop pid))
  (let [ns (create-ns 'genera.server-test.callbacks)]
    (intern ns 'init (fn [n] [:ok n]))
    (intern ns 'handle-call (fn [request _ n] [:reply [request n] n]))
    (let [[_ pid] (server/start 'genera.server-test.callbacks 9)]
      (is (= [:y 9] (server/call pid :y)))
      (server/stop pid))))

(deftest system-messages
  (let [[_ pid] (server/start counter 1)]
    (is (= 1 (sys/get-state pid)))
    (is (= 6 (sys/replace-state pid (fn [n] (+ n 5)))))
    (is (thrown? Exception (sys/replace-state pid (fn [_] (throw (Exception. "x"))))))
    (is (= 6 (sys/get-state pid)))
    (is (= :ok (sys/suspend pid)))
    (is (= :suspended (:status (sys/get-status pid))))
    (is (= :timeout (first (reason-of #(server/call pid :get 20)))))
    (is (= :ok (sys/resume pid)))
    (is (= 6 (server/call pid :get)))
    (let [events (atom [])]
      (sys/trace pid (fn [_ event] (swap! events conj (first event))))
      (server/call pid :get)
      (sys/trace pid false)
      (is (= [:in :out] @events)))
    (is (= :ok (sys/terminate pid :enough)))
    (is (contains? #{:enough :noproc} (end-of pid)))))
