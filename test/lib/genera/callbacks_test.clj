(ns genera.callbacks-test
  "Callbacks as a map, as a namespace and as a reify do the same for every behaviour."
  (:require [clojure.test :refer [deftest is testing use-fixtures]]
            [genera.actors :refer [! receive self]]
            [genera.application :as application]
            [genera.event :as event]
            [genera.quiet :refer [quietly without-mail]]
            [genera.server :as server]
            [genera.statem :as statem]
            [genera.supervisor :as supervisor]
            [genera.sys :as sys]))

(use-fixtures :once quietly)
(use-fixtures :each without-mail)

(defmacro define-namespace
  "Makes a namespace with functions and other vars, given as a map."
  [name vars]
  `(let [n# (create-ns '~name)]
     (doseq [[k# v#] ~vars] (intern n# (symbol (name k#)) v#))
     '~name))

(def server-map
  {:init            (fn [n] [:ok n [:continue :begin]])
   :handle-continue (fn [_ n] [:noreply (inc n)])
   :handle-call     (fn [request _ n] (if (= :get request) [:reply n n] [:reply :no n 60000]))
   :handle-cast     (fn [x n] [:noreply (+ n x)])
   :handle-info     (fn [x n] [:noreply (* n x)])
   :terminate       (fn [reason [to]] (! to [:ended reason]))
   :code-change     (fn [_ n to] [:ok [to n]])})

(define-namespace genera.callbacks-test.server server-map)

(def server-reify
  (reify server/Server
    (init [_ n] ((:init server-map) n))
    (handle-continue [_ x n] ((:handle-continue server-map) x n))
    (handle-call [_ request from n] ((:handle-call server-map) request from n))
    (handle-cast [_ x n] ((:handle-cast server-map) x n))
    (handle-info [_ x n] ((:handle-info server-map) x n))
    (terminate [_ reason state] ((:terminate server-map) reason state))
    (code-change [_ old n to] ((:code-change server-map) old n to))))

(deftest servers
  (doseq [callbacks [server-map 'genera.callbacks-test.server
                     (the-ns 'genera.callbacks-test.server) server-reify]]
    (let [[_ pid] (server/start callbacks 1)]
      (is (= 2 (server/call pid :get)))
      (server/cast pid 3)
      (! pid 10)
      (is (= [50 :no] [(server/call pid :get) (server/call pid :other)]))
      (sys/suspend pid)
      (is (= :ok (sys/change-code pid :old (self))))
      (sys/resume pid)
      (is (= [(self) 50] (sys/get-state pid)))
      (is (= :ok (server/stop pid)))
      (is (= :normal (receive [:ended reason] reason (after 5000 :not-told)))))))

(def machine-map
  {:callback-mode :handle-event-function
   :init          (fn [to] [:ok :off to])
   :handle-event  (fn [type x state to]
                    (cond
                      (= :flip x) [:next-state (if (= :on state) :off :on) to]
                      (= [:call :get] [(first type) x])
                      [:keep-state-and-data [[:reply (second type) state]]]))
   :terminate     (fn [reason state to] (! to [:ended reason state]))})

(define-namespace genera.callbacks-test.machine
  (assoc machine-map :callback-mode (fn [] [:handle-event-function])))

(define-namespace genera.callbacks-test.states
  {:callback-mode :state-functions
   :init          (:init machine-map)
   :on            (fn [type x to] ((:handle-event machine-map) type x :on to))
   :off           (fn [type x to] ((:handle-event machine-map) type x :off to))
   :terminate     (:terminate machine-map)})

(def machine-reify
  (reify statem/StateMachine
    (init [_ to] ((:init machine-map) to))
    (handle-event [_ type x state to] ((:handle-event machine-map) type x state to))
    (terminate [_ reason state to] ((:terminate machine-map) reason state to))))

(deftest state-machines
  (doseq [callbacks [machine-map 'genera.callbacks-test.machine machine-reify
                     'genera.callbacks-test.states]]
    (let [[_ pid] (statem/start callbacks (self))]
      (is (= :off (statem/call pid :get)))
      (statem/cast pid :flip)
      (is (= :on (statem/call pid :get)))
      (is (= :ok (statem/stop pid)))
      (is (= [:normal :on] (receive [:ended reason state] [reason state]
                             (after 5000 :not-told)))))))

(def handler-map
  {:init         (fn [n] [:ok n])
   :handle-event (fn [x n] [:ok (+ n x)])
   :handle-call  (fn [_ n] [:ok n n])
   :handle-info  (fn [x n] [:ok (* n x)])
   :terminate    (fn [arg n] [arg n])})

(define-namespace genera.callbacks-test.handler handler-map)

(def handler-reify
  (reify event/Handler
    (init [_ n] [:ok n])
    (handle-event [_ x n] [:ok (+ n x)])
    (handle-call [_ _ n] [:ok n n])
    (handle-info [_ x n] [:ok (* n x)])
    (terminate [_ arg n] [arg n])))

(deftest event-handlers
  (let [[_ m] (event/start)]
    (doseq [callbacks [handler-map 'genera.callbacks-test.handler handler-reify]]
      (is (= :ok (event/add-handler m :h callbacks 1)))
      (event/notify m 2)
      (! m 10)
      (is (= 30 (event/call m :h :get)))
      (is (= [:bye 30] (event/delete-handler m :h :bye))))
    (testing "what cannot be a handler, or will not be one, leaves the manager alone"
      (is (= :EXIT (first (event/add-handler m :h {} 1))))
      (is (= :no (event/add-handler m :h (assoc handler-map :init (fn [_] :no)) 1)))
      (is (= [] (event/which-handlers m))))
    (event/stop m)))

(def supervisor-map {:init (fn [flags] [:ok flags []])})

(define-namespace genera.callbacks-test.supervisor supervisor-map)

(deftest supervisors
  (doseq [callbacks [(:init supervisor-map) supervisor-map 'genera.callbacks-test.supervisor
                     (reify supervisor/Supervisor (init [_ flags] [:ok flags []]))]]
    (let [[ok pid] (supervisor/start-link callbacks {:intensity 3})]
      (is (= :ok ok))
      (is (= 3 (:intensity (sys/get-state pid))))
      (server/stop pid :shutdown :infinity)))
  (is (thrown? IllegalArgumentException (supervisor/start-link {} nil)))
  (is (thrown? IllegalArgumentException (supervisor/start-link 5 nil))))

(def application-map
  {:start (fn [_ to] (! to :started) [:ok (second (supervisor/start-link supervisor-map {})) to])
   :stop  (fn [to] (! to :stopped))})

(define-namespace genera.callbacks-test.application application-map)

(deftest applications
  (doseq [callbacks [application-map 'genera.callbacks-test.application
                     (reify application/Application
                       (start-app [_ type args] ((:start application-map) type args))
                       (stop-app [_ to] ((:stop application-map) to)))]]
    (is (= :ok (application/start {:name ::app :callbacks callbacks :args (self)})))
    (is (= :ok (application/stop ::app)))
    (is (= [:started :stopped] [(receive m m (after 5000 :none)) (receive m m (after 5000 :none))]))
    (is (= :ok (application/unload ::app)))))
