(ns genera.statem-test
  "State machines do what OTP's gen_statem does."
  (:require [clojure.test :refer [are deftest is testing use-fixtures]]
            [genera.actors :refer [! alive? exit exit-reason monitor receive self]]
            [genera.quiet :refer [quietly without-mail]]
            [genera.statem :as statem]
            [genera.sys :as sys]
            [genera.task :as task]))

(use-fixtures :once quietly)
(use-fixtures :each without-mail)

(def door
  "A door with a code that locks itself again; its data is the log of what was entered."
  (let [common (fn [[_ from] request log]
                 (when (= :log request) [:keep-state-and-data [[:reply from log]]]))]
    {:callback-mode [:state-functions :state-enter]
     :init   (fn [_] [:ok :locked []])
     :locked (fn [type x log]
               (cond
                 (= :enter type) [:keep-state (conj log [:locked x])]
                 (= [:cast 42] [type x]) [:next-state :open log [[:state-timeout 30 :lock]]]
                 (= :cast type) :keep-state-and-data
                 (= :pass x) [:keep-state-and-data :postpone]
                 :else (common type x log)))
     :open   (fn [type x log]
               (cond
                 (= :enter type) [:keep-state (conj log [:open x])]
                 (= :state-timeout type) [:next-state :locked log]
                 (= :pass x) [:keep-state-and-data [[:reply (second type) :passed]]]
                 :else (common type x log)))}))

(deftest state-functions-enter-postpone-and-state-timeout
  (let [[_ m] (statem/start door nil)]
    (statem/cast m 1)
    (is (= [[:locked :locked]] (statem/call m :log)))
    (let [pass (task/async (fn [] (statem/call m :pass)))]
      (Thread/sleep 5)
      (statem/cast m 42)
      (is (= :passed (task/await pass)) "what was postponed is handled in the next state"))
    (is (= :open (first (sys/get-state m))))
    (Thread/sleep 60)
    (is (= [[:locked :locked] [:open :locked] [:locked :open]] (statem/call m :log)))
    (statem/stop m)))

(defn machine
  "A machine of one function of type, content, state and data, which begins in :a with data 0."
  [f & [actions]]
  (let [[_ m] (statem/start {:callback-mode :handle-event-function
                             :init          (fn [_] [:ok :a [] actions])
                             :handle-event  f}
                            nil)]
    m))

(deftest next-events-come-before-messages
  (let [m (machine (fn [type x _ log]
                     (case x
                       :start [:keep-state (conj log :start) [[:next-event :internal :one]
                                                              [:next-event :internal :two]]]
                       :get   [:keep-state-and-data [[:reply (second type) log]]]
                       [:keep-state (conj log [type x])])))]
    (statem/cast m :start)
    (statem/cast m :later)
    (is (= [:start [:internal :one] [:internal :two] [:cast :later]] (statem/call m :get)))
    (statem/stop m)))

(deftest timers
  (let [log-all (fn [type x state log]
                  (case x
                    :get      [:keep-state-and-data [[:reply (second type) log]]]
                    :event    [:keep-state-and-data [[:timeout 10 :t]]]
                    :named    [:keep-state-and-data [[[:timeout :n] 10 :x] [[:timeout :m] 5 :y]]]
                    :cancel   [:keep-state-and-data [[[:timeout :n] :cancel]]]
                    :update   [:keep-state-and-data [[[:timeout :n] :update :new]]]
                    :zero     [:keep-state-and-data [[[:timeout :z] 0 :now]]]
                    :state    [:keep-state-and-data [[:state-timeout 10 :s]]]
                    :change   [:next-state (if (= state :a) :b :a) log]
                    [:keep-state (conj log [type x])]))
        after (fn [ms & events]
                (let [m (machine log-all)]
                  (doseq [e events] (statem/cast m e))
                  (Thread/sleep ms)
                  (let [log (statem/call m :get)]
                    (statem/stop m)
                    log)))]
    (is (= [[:timeout :t]] (after 50 :event)))
    (is (= [] (after 50 :event :change)) "any event cancels an event timeout")
    (is (= [[[:timeout :m] :y] [[:timeout :n] :x]] (after 50 :named)))
    (is (= [[[:timeout :m] :y]] (after 50 :named :cancel)))
    (is (= [[[:timeout :m] :y] [[:timeout :n] :new]] (after 50 :named :update)))
    (is (= [[[:timeout :z] :now]] (after 5 :zero)))
    (is (= [[:state-timeout :s]] (after 50 :state)))
    (is (= [] (after 50 :state :change)) "a change of state cancels a state timeout")))

(deftest answers
  (let [m (machine (fn [type x _ _]
                     (case x
                       :bye  [:stop-and-reply :normal [[:reply (second type) :bye]]]
                       :bad  :nonsense
                       :stop :stop
                       :why  [:stop :why])))
        end-for (fn [x]
                  (let [m (machine (fn [_ x _ _]
                                     (case x :bad :nonsense :stop :stop :why [:stop :why])))
                        r (monitor m)]
                    (statem/cast m x)
                    (receive [:DOWN r _ _ reason] reason (after 1000 :none))))]
    (is (= :bye (statem/call m :bye)))
    (are [x reason] (= reason (end-for x))
      :stop :normal
      :why  :why
      :bad  [:bad-return-from-state-function :nonsense])
    (is (= [:error [:bad-return-from-init 3]]
           (statem/start {:callback-mode :handle-event-function :init (fn [_] 3)} nil)))
    (is (= [:error :no]
           (statem/start {:callback-mode :handle-event-function :init (fn [_] [:stop :no])} nil)))))

(deftest hibernation
  (let [m (machine (fn [type x _ log]
                     (if (= :get x)
                       [:keep-state-and-data [[:reply (second type) log]]]
                       [:keep-state (conj log x) :hibernate])))]
    (statem/cast m 1)
    (statem/cast m 2)
    (is (= [1 2] (statem/call m :get)))
    (statem/cast m 3)
    (is (= [1 2 3] (statem/call m :get)))
    (statem/stop m)))

(deftest an-event-timeout-of-no-time
  (let [m (machine (fn [type x _ log]
                     (cond
                       (= :get x)   [:keep-state-and-data [[:reply (second type) log]]]
                       (= :alone x) [:keep-state (conj log x) [[:timeout 0 :late]]]
                       (= :busy x)  [:keep-state (conj log x) [[:timeout 0 :never]
                                                               [:next-event :internal :more]]]
                       :else        [:keep-state (conj log x)])))]
    (statem/cast m :alone)
    (is (= [:alone :late] (statem/call m :get)))
    (statem/cast m :busy)
    (is (= [:alone :late :busy :more] (statem/call m :get)) "an event that waits cancels it")
    (statem/stop m)))

(defn wanderer
  "Notes all it sees; the events of one turn of every kind, as gen_statem of OTP 25 was asked."
  [type x state log]
  (let [note (fn [seen & actions] [:keep-state (conj log seen) actions])]
    (case [type x]
      [:cast :move]    [:next-state :b (conj log x) [[:state-timeout 0 :st]
                                                     [:next-event :internal :n1]]]
      [:cast :both]    (note x [:timeout 0 :et] [:next-event :internal :n3])
      [:cast :back]    (if (= :b state)
                         [:next-state :a (conj log x) [:postpone]]
                         (note [x :again]))
      [:cast :repeat]  [:repeat-state (conj log x)]
      [:cast :timers]  [:next-state :c (conj log x) [[:state-timeout 60000 :no]
                                                     [[:timeout :g] 60000 :no]]]
      [:cast :update]  (note x [:state-timeout :update :upd] [[:timeout :g] :cancel])
      [:cast :nothing] (note x [:state-timeout :cancel] [[:timeout :g] :update :at-once])
      [:cast :go]      [:next-state :d (conj log x) [[:next-event :cast :x1]
                                                     [:next-event :cast :x2]]]
      (cond
        (= :enter type)                              [:keep-state (conj log [:enter x state])]
        (= :get x)                                   [:keep-state-and-data
                                                      [:reply (second type) log]]
        (and (contains? #{:p :q} x) (not= :d state)) [:keep-state (conj log [:later x])
                                                      :postpone]
        :else                                        (note [type x state])))))

(deftest one-long-walk
  (let [[_ m] (statem/start {:callback-mode [:handle-event-function :state-enter]
                             :init          (fn [_] [:ok :a []])
                             :handle-event  wanderer}
                            nil)]
    (doseq [x [:move :both :back :repeat :timers :update :nothing :p :q :go]]
      (statem/cast m x)
      (statem/call m :get))
    (is (= [[:enter :a :a]
            :move [:enter :a :b] [:internal :n1 :b] [:state-timeout :st :b]
            :both [:internal :n3 :b]
            :back [:enter :b :a] [:back :again]
            :repeat [:enter :a :a]
            :timers [:enter :a :c]
            :update
            :nothing [[:timeout :g] :at-once :c]
            [:later :p] [:later :q]
            :go [:enter :c :d] [:cast :x1 :d] [:cast :x2 :d] [:cast :p :d] [:cast :q :d]]
           (statem/call m :get)))
    (statem/stop m)))

(deftest what-replaces-what
  (let [log  (fn [type x _ log]
               (cond
                 (= :get x)   [:keep-state-and-data [[:reply (second type) log]]]
                 (vector? x)  [:keep-state log x]
                 :else        [:keep-state (conj log [type x])]))
        seen (fn [& casts]
               (let [m (machine log)]
                 (doseq [c casts] (statem/cast m c))
                 (Thread/sleep 15)
                 (let [answer (statem/call m :get)] (statem/stop m) answer)))
        soon (quot (System/nanoTime) 1000000)]
    (is (= [[:state-timeout :y]] (seen [[:state-timeout 0 :x] [:state-timeout 0 :y]])))
    (is (= [[[:timeout :n] :y]] (seen [[[:timeout :n] 0 :x] [[:timeout :n] 1 :y]])))
    (is (= [[[:timeout :n] :y]] (seen [[[:timeout :n] 9000 :x] [[:timeout :n] 0 :y]])))
    (is (= [] (seen [[:state-timeout 0 :x] [:state-timeout :cancel]])))
    (is (= [[:state-timeout :z]] (seen [[:state-timeout 0 :x] [:state-timeout :update :z]])))
    (is (= [] (seen [[:state-timeout 9000 :x]] [[:state-timeout :infinity :x]])))
    (is (= [[:internal :i] [:state-timeout :x]]
           (seen [[:state-timeout 0 :x] [:timeout 0 :y] [:next-event :internal :i]])))
    (is (= [[:state-timeout :x]] (seen [[:state-timeout soon :x {:abs true}]])))
    (is (= [] (seen [[:state-timeout (+ soon 99000) :x {:abs true}]])))))

(deftest postponed-events-wait-for-another-state
  (let [m (machine (fn [type x state log]
                     (case x
                       :get    [:keep-state-and-data [[:reply (second type) log]]]
                       :later  (if (= :a state) [:keep-state (conj log :no) :postpone]
                                   [:keep-state (conj log :yes)])
                       :repeat [:repeat-state (conj log :repeat)]
                       :go     [:next-state :b log])))]
    (doseq [x [:later :repeat :go]] (statem/cast m x))
    (is (= [:no :repeat :yes] (statem/call m :get)))
    (statem/stop m)))

(deftest wrong-actions
  (let [end-for (fn [mode answer]
                  (let [[_ m] (statem/start
                                {:callback-mode [:handle-event-function :state-enter]
                                 :init          (fn [_] [:ok :a 0])
                                 :handle-event  (fn [type _ state _]
                                                  (cond
                                                    (= :cast type) (if (= :enter mode)
                                                                     [:next-state :b 0]
                                                                     answer)
                                                    (= [:b :enter] [state mode]) answer
                                                    :else :keep-state-and-data))}
                                nil)
                        r     (monitor m)]
                    (statem/cast m :go)
                    (receive [:DOWN r _ _ reason] reason (after 1000 :none))))]
    (are [kind action] (= [kind action] (end-for :event [:keep-state-and-data [action]]))
      :bad-action-from-state-function :foo
      :bad-action-from-state-function [:state-timeout -5 :x]
      :bad-action-from-state-function [:state-timeout :soon :x]
      :bad-action-from-state-function [:state-timeout 5 :x {:foo 1}]
      :bad-action-from-state-function [:next-event :foo 1]
      :bad-action-from-state-function [:reply 1 2])
    (are [action] (= [:bad-state-enter-action-from-state-function action]
                     (end-for :enter [:keep-state-and-data [action]]))
      :postpone
      [:next-event :internal 1])
    (is (= [:bad-reply-action-from-state-function :postpone]
           (end-for :event [:stop-and-reply :normal [:postpone]])))
    (is (= [:bad-state-enter-return-from-state-function [:next-state :c 1]]
           (end-for :enter [:next-state :c 1])))))
