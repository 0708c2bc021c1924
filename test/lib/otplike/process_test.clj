(ns otplike.process-test
  "Processes of otplike.process are what its documentation says."
  (:require [clojure.test :refer [are deftest is testing]]
            [otplike.proc-util :refer [execute-proc!!]]
            [otplike.process :as process :refer [!]]
            [otplike.timer :as timer]
            [otplike.trace :as trace]))

(process/proc-defn sleeper
  "Waits for one message."
  []
  (process/receive! message message))

(process/proc-defn echo []
  (process/receive!
    [from x] (do (! from [(process/self) x]) (recur))
    :stop    :stopped))

(defmacro in-process
  "The value of body in a process that traps exits."
  [& body]
  `(execute-proc!! (process/flag :trap-exit true) ~@body))

(deftest functions-of-processes
  (is (= "Waits for one message." (:doc (meta #'sleeper))))
  (is (= '[[]] (:arglists (meta #'sleeper))))
  (are [form] (thrown? Exception (eval form))
    '(otplike.process/proc-defn f)
    '(otplike.process/proc-defn f 1 2)
    '(otplike.process/proc-fn {} 1))
  (are [args] (thrown? IllegalArgumentException (apply process/spawn-opt args))
    [nil [] {}] [sleeper 1 {}] [sleeper #{} {}] [sleeper [] nil] [sleeper [] {:flags 1}]))

(deftest messages
  (is (= [:got 1] (in-process
                    (let [pid (process/spawn echo)]
                      (! pid [(process/self) 1])
                      (process/receive! [pid x] [:got x] (after 5000 :late))))))
  (testing "first come first taken; no pattern is an error"
    (is (thrown? IllegalArgumentException
                 (in-process (! (process/self) :a) (process/receive! :b 1)))))
  (testing "selective"
    (is (= [3 1 2 :none]
           (in-process
             (doseq [x [1 2 [:x 3]]] (! (process/self) x))
             [(process/selective-receive! [:x n] n)
              (process/receive! n n)
              (process/receive! n n)
              (process/selective-receive! _ 1 (after 0 :none))]))))
  (testing "patterns of core.match"
    (is (= [[:even 2] [:or :b] [:all [1 2]] [:seq 1 '(2)] [:only 1] [:app 4]]
           (in-process
             (doseq [x [2 :b [1 2] '(1 2) {:a 1} 3]] (! (process/self) x))
             (vec (repeatedly 6 (fn []
                                  (process/receive!
                                    (n :guard [int? even?]) [:even n]
                                    (:or :a :b)             [:or :b]
                                    ([1 _] :as all)         [:all all]
                                    ([x & more] :seq)       [:seq x more]
                                    ({:a a} :only [:a])     [:only a]
                                    (n :<< inc)             [:app n]))))))))
  (is (= [true false] [(! (process/spawn sleeper) nil) (! :process-test/nobody 1)]))
  (is (thrown? IllegalArgumentException (! nil 1))))

(deftest exits
  (testing "reasons"
    (are [reason body] (= reason
                          (in-process
                            (let [pid (process/spawn-link (process/proc-fn [] body))]
                              (process/receive! [:EXIT pid reason] reason (after 5000 :late)))))
      :normal 1
      :bad    (process/exit :bad)
      :killed (do (process/exit (process/self) :kill) (process/receive! _ 1)))
    (is (= ["oops" "clojure.lang.ExceptionInfo" {:a 1}]
           (in-process
             (process/spawn-link (process/proc-fn [] (throw (ex-info "oops" {:a 1}))))
             (process/receive! [:EXIT _ [:exception {:message m :class c :data d}]] [m c d])))))
  (testing "an exiting process goes on until it wants a message"
    (let [went-on (promise)]
      (process/spawn (process/proc-fn []
                       (process/exit (process/self) :bad)
                       (deliver went-on [(process/alive?)
                                         (process/ex-catch (process/receive! _ 1))
                                         (process/ex-catch (process/self))])))
      (is (= [false [:EXIT :noproc] [:EXIT :noproc]] (deref went-on 5000 :late)))))
  (is (= [false true]
         (in-process
           (let [pid (process/spawn sleeper)
                 r   (process/monitor pid)]
             (process/exit pid :normal)
             (let [alive? (process/alive? pid)]
               (process/exit pid :bad)
               (process/receive! [:DOWN r :process pid :bad] 1)
               [(process/exit pid :bad) alive?])))))
  (is (= [:EXIT :noproc] (process/ex-catch (process/self)))))

(deftest links-and-monitors
  (testing "a link with a dead process"
    (is (= :noproc (in-process
                     (let [pid (process/spawn (process/proc-fn [] 1))
                           r   (process/monitor pid)]
                       (process/receive! [:DOWN r _ _ _] 1)
                       (process/link pid)
                       (process/receive! [:EXIT pid reason] reason))))))
  (testing "a monitor by name, of oneself, ended with its message"
    (is (= [[:process-test/nobody :noproc] :none :none]
           (in-process
             [(do (process/monitor :process-test/nobody)
                  (process/receive! [:DOWN _ :process n reason] [n reason]))
              (do (process/monitor (process/self)) (process/receive! m m (after 0 :none)))
              (let [r (process/monitor :process-test/nobody)]
                (process/demonitor r {:flush true})
                (process/receive! m m (after 0 :none)))]))))
  (is (= :none (in-process
                 (let [pid (process/spawn-link sleeper)]
                   (process/unlink pid)
                   (process/exit pid :bad)
                   (process/receive! m m (after 20 :none)))))))

(deftest names
  (doseq [n [:process-test/n 'process-test/n "a string" [1 2]]]
    (let [pid (process/spawn-opt sleeper {:register n})]
      (is (= pid (process/whereis n)))
      (is (contains? (process/registered) n))
      (is (= [:EXIT [:already-registered pid]]
             (process/ex-catch (process/spawn-opt sleeper {:register n}))))
      (is (= :done (in-process
                     (let [r (process/monitor n)]
                       (! n :go)
                       (process/receive! [:DOWN r _ _ :normal] :done (after 5000 :late))))))
      (is (nil? (process/whereis n))))))

(deftest asyncs
  (is (= 1 (process/await!! (process/async 1))))
  (is (= 3 (process/await! (process/with-async [x (process/async-value 1)] (+ 2 x)))))
  (is (= [:EXIT :bad] (process/ex-catch
                        (process/await!! (process/map-async inc (process/async
                                                                  (process/exit :bad)))))))
  (is (= [5 5] [(process/await?! 5) (process/await?! (process/async 5))]))
  (is (thrown? IllegalArgumentException (process/await!! 1)))
  (testing "an async is the process that started it"
    (is (= :m (in-process
                (! (process/self) :m)
                (process/await! (process/async (process/receive! m m))))))))

(deftest looking-at-processes
  (let [pid (process/spawn-opt sleeper [] {:register :process-test/seen})]
    (is (some #{pid} (process/processes)))
    (is (= [[:registered-name :process-test/seen] [:links []] [:flags {:trap-exit false}]
            [:initial-call ['otplike.process-test/sleeper 0]]]
           (process/process-info pid [:registered-name :links :flags :initial-call])))
    (is (thrown? IllegalArgumentException (process/process-info pid :nonsense)))
    (! pid :go))
  (testing "traces"
    (let [seen (promise)]
      (trace/crashed (fn [event] (deliver seen (:extra event))))
      (process/spawn (process/proc-fn [] (process/exit :crash)))
      (is (= {:reason :crash} (deref seen 5000 :late)))
      (is (true? (process/untrace)))
      (is (false? (process/untrace))))))

(deftest timers
  (is (= [:tick :a :none]
         (in-process
           (timer/send-after 1 :tick)
           [(process/receive! m m (after 5000 :late))
            (let [t (timer/send-interval 1 :a)
                  m (process/receive! m m (after 5000 :late))]
              (timer/cancel t)
              m)
            (do (timer/cancel (timer/send-after 50 :never))
                (process/selective-receive! :never :never (after 80 :none)))])))
  (is (= :killed (in-process
                   (let [pid (process/spawn-link sleeper)]
                     (timer/kill-after 1 pid)
                     (process/receive! [:EXIT pid reason] reason (after 5000 :late))))))
  (is (thrown? IllegalArgumentException (timer/cancel 1)))
  (is (thrown? IllegalArgumentException (timer/apply-after -1 inc [1]))))
