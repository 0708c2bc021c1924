(ns genera.stm-test
  "Transactions keep their promises under some seeds and on all cores."
  (:require [clojure.test :refer [deftest is testing use-fixtures]]
            [genera.actors :refer [! exit monitor receive self spawn]]
            [genera.quiet :refer [quietly without-mail]]
            [genera.sim :as sim]
            [genera.stm :as stm :refer [check or-else retry]]
            [genera.stm-programs :as programs]))

(use-fixtures :once quietly)
(use-fixtures :each without-mail)

(deftest under-seeds
  (is (= {:seeds 3} (sim/explore {:seeds 3} (fn [] (doseq [program programs/all] (program)))))))

(deftest on-all-cores
  (doseq [program programs/all]
    (is (nil? (program)))))

(deftest caught-by-the-program
  (testing "what ends an attempt ends it even when the program catches it"
    (let [a (ref 0), b (ref 0), tries (atom 0)]
      (is (= :done (dosync @a
                           (when (= 1 (swap! tries inc)) @(future (dosync (alter a inc))))
                           (ref-set b @tries)
                           (try (alter a inc) (catch Throwable _ nil))
                           :done)))
      (is (= [2 2 2] [@a @b @tries])))
    (let [a (ref 0), one (ref 0), tries (atom 0)
          catching (fn [f] (try (f) (catch Throwable _ :no)))]
      (is (= 7 (dosync (or-else (do (ref-set one 1) (catching retry)) 7))))
      (is (= 0 @one))
      (future (Thread/sleep 5) (dosync (ref-set a 1)))
      (is (= 5 (dosync (swap! tries inc) (catching #(check (= 1 @a))) 5)))
      (is (= 2 @tries)))))

(deftest delays-in-transactions
  (let [a (ref 0), tries (atom 0), me (self)
        late (delay (check (= 1 @a)) :late)
        d    (delay (when (= 1 (swap! tries inc)) @(future (dosync (alter a inc))))
                    (alter a inc))]
    (future (Thread/sleep 5) (dosync (ref-set a 1)))
    (is (= :late (dosync @late)))
    (is (= 3 (dosync @a @d)))
    (is (= [3 3 2] [@a @d @tries]))))

(deftest write-skew-without-ensure
  (is (= :found (try (sim/explore {:seeds 60} (fn [] (when (programs/skew) (exit :skew))))
                     :none
                     (catch Exception _ :found)))))

(deftest outside-of-transactions
  (is (thrown-with-msg? IllegalStateException #"No transaction running" (retry)))
  (is (thrown-with-msg? IllegalStateException #"No transaction running" (or-else 1 2)))
  (is (= 1 (check 1))))

(deftest refused-in-transactions
  (is (thrown-with-msg? IllegalStateException #"receive in a transaction"
                        (dosync (receive x x (after 0 nil)))))
  (is (thrown-with-msg? IllegalStateException #"spawn in a transaction" (dosync (spawn (fn [])))))
  (is (thrown-with-msg? IllegalStateException #"await in transaction" (dosync (await (agent 1)))))
  (is (= 3 (dosync @(future (+ 1 2))))))

(deftest history-for-readers
  (let [r (ref 0), old (ref 0)]
    (testing "a transaction reads what was, however often it is written meanwhile"
      (is (= [1 0] (let [tries (atom 0)]
                     (dosync (swap! tries inc)
                             @old
                             (dotimes [_ 300] @(future (dosync (alter r inc))))
                             [@tries @r])))))
    (is (= 300 @r))))

(deftest the-limit-of-attempts
  (let [r (ref 0), tries (atom 0), before (stm/set-patience! 0)]
    (try
      (is (thrown-with-msg? RuntimeException #"Transaction failed after reaching retry limit"
                            (dosync (swap! tries inc)
                                    @r
                                    @(future (dosync (alter r inc)))
                                    (alter r inc))))
      (is (= 10000 @tries @r))
      (finally (stm/set-patience! before)))))

(deftest the-limit-of-attempts-in-receive
  (let [r (ref 0), before (stm/set-patience! 0)]
    (try
      (is (thrown-with-msg? RuntimeException #"Transaction failed after reaching retry limit"
                            (receive (tx [v (do @r
                                                @(future (dosync (alter r inc)))
                                                (alter r inc))]
                                         v))))
      (finally (stm/set-patience! before)))))

(deftest the-token-holds-nobody-up-who-is-waited-for
  (let [r (ref 0), tries (atom 0)]
    (is (= 41 (dosync (when (< (swap! tries inc) 40)
                        @r
                        @(future (dosync (alter r inc))))
                      (alter r + 2))))))

(deftest a-stack-that-overflows
  (let [r (ref 0), deep (fn deep [] (alter r inc) (inc (deep)))]
    (is (= :deep (try (dosync (deep)) (catch StackOverflowError _ :deep))))
    (is (= [0 1] [@r (dosync (alter r inc))]))))

(deftest figures
  (let [r (ref 0), me (self), tries (atom 0)]
    (dotimes [_ 3] (dosync (alter r inc)))
    (is (= {:commits 3 :aborts 0 :misses 0 :losers [] :history 0 :last-winner me}
           (stm/stm-stats r)))
    (is (<= 3 (:commits (stm/stm-stats))))
    (dosync @r
            (when (< (swap! tries inc) 12) @(future (dosync (alter r inc))))
            (alter r inc))
    (let [{:keys [commits aborts losers last-winner hint]} (stm/stm-stats r)]
      (is (= [15 11 [me] me] [commits aborts losers last-winner]))
      (is (re-find #"use commute" hint)))
    (is (some #(= r (:ref %)) (:contended (stm/stm-stats))))
    (testing "who has ended is named, too"
      (let [pid  (spawn (fn [] (dosync (alter r inc))))
            down (monitor pid)]
        (receive [:DOWN down _ _ _] nil)
        (is (= pid (:last-winner (stm/stm-stats r))))))))

(deftest nothing-to-wait-for
  (is (thrown-with-msg? IllegalStateException #"retry in a transaction that has read no ref"
                        (dosync (retry))))
  (is (thrown-with-msg? IllegalStateException #"retry in a transaction that has read no ref"
                        (dosync (or-else (check false) (retry)))))
  (is (thrown-with-msg? IllegalStateException #"retry in a transaction that has read no ref"
                        (receive (tx [v (retry)] v))))
  (is (= :late (receive (tx [v (retry)] v) (after 1 :late))))
  (is (= 2 (let [r (ref 1)] (dosync (alter r inc))))))

(deftest messages-to-nobody
  (let [r (ref 0), me (self)]
    (is (thrown-with-msg? IllegalArgumentException #"No actor is registered as :nobody"
                          (dosync (alter r inc) (! me :x) (! :nobody 1))))
    (is (= [0 :none] [@r (receive :x :x (after 0 :none))]))))

(deftest watches-that-throw
  (let [r (ref 0), me (self)]
    (add-watch r :k (fn [& _] (throw (ex-info "watch" {}))))
    (is (thrown-with-msg? Exception #"watch" (dosync (alter r inc) (! me :sent))))
    (is (= [1 :sent] [@r (receive :sent :sent (after 0 :none))]))))

(deftest options-of-references
  (doseq [make [atom ref agent]]
    (is (thrown-with-msg? ClassCastException
                          #"java.lang.Long cannot be cast to class clojure.lang.IPersistentMap"
                          (make 1 :meta 1)))
    (is (thrown? ClassCastException (make 1 :validator 1)))
    (is (= {:a 1} (meta (make 1 :meta {:a 1}))))
    (is (thrown? ClassCastException (alter-meta! (make 1) (fn [_] 1))))
    (is (thrown? ClassCastException (add-watch (make 1) :k 1)))))

(deftest waits-for-any-of-many
  (testing "a transaction that has read thousands of refs waits for each of them"
    (let [refs  (vec (repeatedly 2100 (fn [] (ref 0))))
          total (fn [] (reduce (fn [sum r] (+ sum @r)) 0 refs))]
      (doseq [[n i] (map vector (range) [0 1023 1024 1025 2048 2099])]
        (let [me     (self)
              waiter (spawn (fn []
                              (! me :reads)
                              (! me [:sum (dosync (let [sum (total)]
                                                    (dotimes [_ 3] @(refs i))
                                                    (if (< n sum) sum (retry))))])))]
          (receive :reads nil)
          (dosync (alter (refs i) inc))
          (is (= (inc n) (receive [:sum sum] sum (after 60000 [:never waiter])))))))))
