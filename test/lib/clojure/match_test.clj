(ns clojure.match-test
  "clojure.core.match, and other names of namespaces."
  (:require [clojure.core.match :refer [match match-let]]
            [clojure.supervisor :as supervisor :refer [defsupervisor]]
            [clojure.test :refer [are deftest is]]))

(deftest patterns
  (let [five 5]
    (are [input found]
         (= found (let [x input]
                    (match x
                      1                           :one
                      five                        :five
                      nil                         :nil
                      "s"                         :string
                      (:or :k :l)                 :k-or-l
                      [1 y]                       [:pair y]
                      [1 & more]                  [:more more]
                      ({:a a} :only [:a])         [:only a]
                      {:a a :b (b :guard even?)}  [:guarded a b]
                      ([] :seq)                   :empty
                      ([f & more] :seq)           [:seq f more]
                      'q                          :symbol
                      (101 :<< (fn [n] (when (int? n) (inc n)))) :applied
                      :else                       :else)))
      1 :one, 5 :five, nil :nil, "s" :string, :l :k-or-l, [1 2] [:pair 2], [1 2 3] [:more [2 3]]
      {:a 1} [:only 1], {:a 1 :b 2} [:guarded 1 2], {:a 1 :b 3} :else, () :empty
      '(1 2) [:seq 1 '(2)], 'q :symbol, 100 :applied, 2 :else)))

(deftest rows
  (is (= :b (match [1 2] [_ 3] :a [1 2] :b)))
  (is (= [2 1] (match [1 [2 :x]] [a ([b :x] :as _all)] [b a])))
  (is (= [:n 4] (match [4 :w] [(n :guard odd?) _] :no [(:or 3 4) :w] [:n 4])))
  (is (= 10 (loop [i 0] (match i 10 i n (recur (inc n))))) "an action is in tail position")
  (is (= 3 (match-let [a 1 b 2] [1 x] (+ a x))))
  (is (thrown-with-msg? IllegalArgumentException #"No matching clause: 1 :x"
                        (match [1 :x] [2 _] 1)))
  (is (thrown? Exception (eval '(clojure.core.match/match [1 2] [a a] 1)))))

(defsupervisor nobody :children [])

(deftest other-names
  (is (identical? #'defsupervisor #'genera.supervisor/defsupervisor))
  (is (= [:ok []] (let [[ok pid] (nobody)] [ok (supervisor/which-children pid)]))))
