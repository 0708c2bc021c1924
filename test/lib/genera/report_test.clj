(ns genera.report-test
  "Reports of ends say each thing once."
  (:require [clojure.string :as string]
            [clojure.test :refer [deftest is testing use-fixtures]]
            [genera.actors :refer [! exit process-flag receive self]]
            [genera.logger :as logger]
            [genera.quiet :refer [without-mail]]
            [genera.server :as server]
            [genera.statem :as statem]
            [genera.supervisor :as supervisor]))

(use-fixtures :each without-mail)

(defn reports-of
  "The events that are logged while f runs and until one is :last for `last?`."
  [f last?]
  (let [seen  (atom [])
        done  (promise)
        level (logger/primary-level)]
    (logger/add-handler ::test (fn [event _]
                                 (swap! seen conj event)
                                 (when (last? (:msg event)) (deliver done true))))
    (logger/set-handler-level :default :none)
    (process-flag :trap-exit true)
    (try
      (f)
      (deref done 10000 nil)
      @seen
      (finally
        (process-flag :trap-exit false)
        (logger/set-primary-level level)
        (logger/set-handler-level :default :all)
        (logger/remove-handler ::test)))))

(defn fail [] (throw (ex-info "boom" {:n 1} (RuntimeException. "inner"))))

(def failing
  {:init        (fn [n] [:ok {:n n}])
   :handle-call (fn [_ _ _] (fail))
   :handle-info (fn [m _] (exit m))})

(defn times [part text] (count (re-seq (re-pattern (java.util.regex.Pattern/quote part)) text)))

(deftest a-crash-is-reported-once
  (let [[_ pid] (server/start failing 5 {:name ::server})
        events  (reports-of #(try (server/call pid :go) (catch genera.actors.Exit _ nil))
                            #(= :crash (:report %)))
        text    (logger/format-event (last events))]
    (is (= 1 (count events)))
    (doseq [part ["CRASH REPORT" "clojure.lang.ExceptionInfo: boom" "data: {:n 1}"
                  "genera.report-test/fail " "caused by java.lang.RuntimeException: inner"
                  "last message: :go, a call of" "state: {:n 5}" "ancestors: "
                  ":genera.report-test/server"]]
      (is (= 1 (times part text)) (str part " in\n" text)))
    (is (not (string/includes? text "\u001b")))
    (is (string/includes? (logger/format-event (last events) true) "\u001b[31m"))))

(deftest what-else-a-report-says
  (testing "an end by exit, of a server linked to another actor"
    (let [[_ pid] (server/start-link failing 5)
          text    (logger/format-event (last (reports-of #(! pid [:shut :up])
                                                         #(= :crash (:report %)))))]
      (is (string/includes? text "\n  [:shut :up]\n"))
      (is (string/includes? text (str "links: " (self))))))
  (testing "a state machine"
    (let [[_ pid] (statem/start {:init          (fn [_] [:ok :idle 7])
                                 :callback-mode :handle-event-function
                                 :handle-event  (fn [_ _ _ _] :nonsense)}
                                nil)
          text    (logger/format-event (last (reports-of #(statem/cast pid :x)
                                                         #(= :crash (:report %)))))]
      (is (string/includes? text "state: [:idle 7]"))))
  (testing "a supervisor"
    (let [events (reports-of
                   (fn []
                     (supervisor/start-link
                       (fn [_] [:ok {:intensity 0}
                                [{:id :a :start (fn [] (genera.actors/spawn-link exit :bad))}]])
                       nil))
                   #(= :shutdown (:context %)))
          text   (logger/format-event (first events))]
      (is (= [:child-terminated :shutdown] (map (comp :context :msg) events)))
      (is (string/includes? text "a child has ended: :bad"))
      (is (string/includes? text "permanent worker, shutdown 5000")))))

(deftest any-message
  (is (= "=WARNING REPORT==== 1970-01-01T00:00:00Z #pid[1 0]\n  a: 1\n  b: \"x\"\n"
         (logger/format-event {:level :warning
                               :msg   (array-map :a 1 :b "x")
                               :meta  {:time 0 :pid "#pid[1 0]"}}))))
