(ns genera.stm-checks
  "Transactions keep their promises under some seeds and on all cores."
  (:require [clojure.test :refer [deftest is testing use-fixtures]]
            [genera.actors :refer [! exit receive self spawn]]
            [genera.quiet :refer [quietly without-mail]]
            [genera.sim :as sim]
            [genera.stm :as stm :refer [check or-else retry]]
            [genera.stm-programs :as programs]))

(use-fixtures :once quietly)
(use-fixtures :each without-mail)

(deftest under-seeds
  (doseq [program programs/all]
    (is (= {:seeds 4} (sim/explore {:seeds 4} program)))))

(deftest on-all-cores
  (doseq [program programs/all]
    (is (nil? (program)))))

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
                                    (when (< 9990 @tries) @(future (dosync (alter r inc))))
                                    (when (<= @tries 9990) (throw @#'clojure.core/again))
                                    (alter r inc))))
      (is (= 10000 @tries))
      (is (= 10 @r))
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
  (let [r (ref 0), me (self)]
    (dotimes [_ 3] (dosync (alter r inc)))
    (is (= {:commits 3 :aborts 0 :misses 0 :history 0 :last-winner me} (stm/stm-stats r)))
    (is (<= 3 (:commits (stm/stm-stats))))))
