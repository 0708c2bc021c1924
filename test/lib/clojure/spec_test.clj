(ns clojure.spec-test
  "Specs conform, unform and explain as the JVM's do, which has answered what is expected here."
  (:require [clojure.spec.alpha :as s]
            [clojure.spec.test.alpha :as stest]
            [clojure.string :as str]
            [clojure.test :refer [are deftest is testing]]))

(s/def ::id int?)
(s/def ::name string?)
(s/def ::alias ::id)
(s/def ::tags (s/coll-of keyword? :kind vector? :min-count 1 :distinct true))
(s/def ::person (s/keys :req-un [::id ::name] :opt-un [::tags]))
(s/def ::q (s/keys :req [::id (or ::name (and ::tags ::person))]))
(s/def ::kind keyword?)
(defmulti shape :kind)
(defmethod shape :circle [_] (s/keys :req-un [::id]))
(defmethod shape :sq [_] (s/keys :req-un [::name]))
(s/def ::shape (s/multi-spec shape :kind))
(s/def ::kv (s/cat :k keyword? :v (s/? int?)
                   :more (s/* (s/alt :s string? :n (s/cat :x nil? :y nil?)))))
(s/def ::nested (s/cat :a int? :kv (s/spec ::kv)))
(s/def ::ev (s/map-of keyword? (s/or :i int? :s string?)))
(s/def ::tup (s/tuple int? (s/nilable string?)))

(deftest what-explain-says
  (let [said (fn [spec x]
               (str/split-lines (str/replace (s/explain-str spec x) ":clojure.spec-test/" "::")))]
    (are [spec x lines] (= lines (said spec x))
      ::person {:id "x"}
      ["\"x\" - failed: int? in: [:id] at: [:id] spec: ::id"
       "{:id \"x\"} - failed: (contains? % :name) spec: ::person"]
      ::person 4
      ["4 - failed: map? spec: ::person"]
      ::person {:id 1, :name 2, :tags []}
      ["2 - failed: string? in: [:name] at: [:name] spec: ::name"
       "[] - failed: (<= 1 (count %) MAX_VALUE) in: [:tags] at: [:tags] spec: ::tags"]
      ::person {:id 1, :name "x", :tags [:a :a]}
      ["[:a :a] - failed: distinct? in: [:tags] at: [:tags] spec: ::tags"]
      ::person {:id 1, :name "x", :tags [:a 3 4]}
      ["3 - failed: keyword? in: [:tags 1] at: [:tags] spec: ::tags"
       "4 - failed: keyword? in: [:tags 2] at: [:tags] spec: ::tags"]
      ::person {:id 1, :name "x", :tags #{:a}}
      ["#{:a} - failed: vector? in: [:tags] at: [:tags] spec: ::tags"]
      ::shape {:kind :none}
      ["{:kind :none} - failed: no method at: [:none] spec: ::shape"]
      ::shape {:kind :sq, :name 3}
      ["3 - failed: string? in: [:name] at: [:sq :name] spec: ::name"]
      ::kv [:a 1 "x" 5]
      ["5 - failed: nil? in: [3] at: [:more :n :x] spec: ::kv"
       "5 - failed: string? in: [3] at: [:more :s] spec: ::kv"]
      ::kv ["a"]
      ["\"a\" - failed: keyword? in: [0] at: [:k] spec: ::kv"]
      ::kv []
      ["() - failed: Insufficient input at: [:k] spec: ::kv"]
      ::kv [:a nil]
      ["() - failed: Insufficient input at: [:more] spec: ::kv"]
      ::kv [:a nil nil nil]
      ["() - failed: Insufficient input at: [:more] spec: ::kv"]
      ::kv :z
      [":z - failed: (or (nil? %) (sequential? %)) spec: ::kv"]
      ::nested [1 [:a 2 3]]
      ["3 - failed: nil? in: [1 2] at: [:kv :more :n :x] spec: ::kv"
       "3 - failed: string? in: [1 2] at: [:kv :more :s] spec: ::kv"]
      ::nested [1 2]
      ["2 - failed: (or (nil? %) (sequential? %)) in: [1] at: [:kv] spec: ::kv"]
      ::nested [1 [:a] 3]
      ["(3) - failed: Extra input in: [2] spec: ::nested"]
      ::nested [1]
      ["() - failed: Insufficient input at: [:kv] spec: ::kv"]
      ::ev {:a nil}
      ["nil - failed: int? in: [:a 1] at: [1 :i] spec: ::ev"
       "nil - failed: string? in: [:a 1] at: [1 :s] spec: ::ev"]
      ::ev {"a" 1}
      ["\"a\" - failed: keyword? in: [\"a\" 0] at: [0] spec: ::ev"]
      ::ev [1]
      ["[1] - failed: map? spec: ::ev"]
      ::tup [1]
      ["[1] - failed: (= (count %) 2) spec: ::tup"]
      ::tup ["x" 3]
      ["3 - failed: string? in: [1] at: [1 :clojure.spec.alpha/pred] spec: ::tup"
       "3 - failed: nil? in: [1] at: [1 :clojure.spec.alpha/nil] spec: ::tup"
       "\"x\" - failed: int? in: [0] at: [0] spec: ::tup"]
      ::tup nil
      ["nil - failed: vector? spec: ::tup"]
      ::alias :x
      [":x - failed: int? spec: ::alias"]
      (s/or :a int? :b string?) :k
      [":k - failed: int? at: [:a]"
       ":k - failed: string? at: [:b]"]
      (s/nilable int?) :k
      [":k - failed: int? at: [:clojure.spec.alpha/pred]"
       ":k - failed: nil? at: [:clojure.spec.alpha/nil]"]
      (s/and int? even?) 3
      ["3 - failed: even?"]
      (s/and string? even?) 3
      ["3 - failed: string?"]
      #{1 2} 3
      ["3 - failed: #{1 2}"]
      int? :x
      [":x - failed: int?"]
      (s/every int? :count 2) [1]
      ["[1] - failed: (= 2 (count %))"]
      (s/every int? :min-count 2 :max-count 3) [1]
      ["[1] - failed: (<= 2 (count %) 3)"]
      (s/coll-of int? :min-count 2) [1]
      ["[1] - failed: (<= 2 (count %) MAX_VALUE)"]
      (s/merge (s/keys :req-un [::id]) (s/keys :req-un [::name])) {}
      ["{} - failed: (contains? % :id)"
       "{} - failed: (contains? % :name)"]
      (s/+ int?) [1 :a]
      [":a - failed: int? in: [1]"]
      (s/+ int?) []
      ["() - failed: Insufficient input"]
      (s/cat :a (s/+ int?) :b string?) [1 2]
      ["() - failed: Insufficient input at: [:b]"]
      (s/cat :a (s/+ int?) :b string?) [1 :k]
      [":k - failed: string? in: [1] at: [:b]"]
      (s/cat :a (s/? int?) :b (s/? string?)) [:x]
      ["(:x) - failed: Extra input in: [0]"]
      (s/& (s/* int?) #(even? (count %))) [1]
      ["[1] - failed: (even? (count %))"]
      (s/& (s/* int?) #(even? (count %))) [1 :a]
      [":a - failed: int? in: [1]"]
      (s/alt :a int? :b string?) [:x]
      [":x - failed: int? in: [0] at: [:a]"
       ":x - failed: string? in: [0] at: [:b]"]
      (s/alt :a int? :b string?) []
      ["() - failed: Insufficient input"]
      (s/* (s/alt :a int? :b (s/cat :x keyword? :y int?))) [1 :k :k]
      [":k - failed: int? in: [2] at: [:b :y]"]
      (s/* (s/cat :x keyword? :y int?)) [:a 1 :b]
      ["() - failed: Insufficient input at: [:y]"]
      (s/keys* :req-un [::id]) [:id "x"]
      ["\"x\" - failed: int? in: [:id] at: [:id] spec: ::id"]
      (s/keys* :req-un [::id]) [:name "x"]
      ["{:name \"x\"} - failed: (contains? % :id)"]
      (s/keys* :req-un [::id]) [:id]
      ["() - failed: Insufficient input"]
      (s/cat :args (s/* int?) :opts (s/keys* :opt-un [::id])) [1 2 :id :x]
      [":x - failed: int? in: [:id] at: [:opts :id] spec: ::id"]
      (s/coll-of (s/cat :a int? :b int?)) [[1 2] [3]]
      ["() - failed: Insufficient input in: [1] at: [:b]"]
      (s/every-kv keyword? int?) {:a :b}
      [":b - failed: int? in: [:a 1] at: [1]"]
      (s/conformer (constantly :clojure.spec.alpha/invalid)) 3
      ["3 - failed: (conformer (constantly :clojure.spec.alpha/invalid))"]
      (s/nonconforming (s/or :a int?)) :a
      [":a - failed: int? at: [:a]"]
      (s/double-in :min 0 :max 1) 2.0
      ["2.0 - failed: (<= % 1)"]
      (s/int-in 0 3) 5
      ["5 - failed: (int-in-range? 0 3 %)"])))

(deftest forms
  (are [spec shown] (= shown (str/replace (pr-str (s/describe spec)) ":clojure.spec-test/" "::"))
    ::person "(keys :req-un [::id ::name] :opt-un [::tags])"
    ::tags "(coll-of keyword? :kind vector? :min-count 1 :distinct true)"
    ::kv "(cat :k keyword? :v (? int?) :more (* (alt :s string? :n (cat :x nil? :y nil?))))"
    ::shape "(multi-spec shape :kind)"
    (s/and int? #(> % 3)) "(and int? (> % 3))"
    (s/& (s/* int?) #(< 1 (count %))) "(& (* int?) (< 1 (count %)))"
    (s/fspec :args (s/cat) :ret int?) "(fspec :args (cat) :ret int? :fn nil)")
  (is (= 'clojure.core/int? (s/form ::alias)))
  (is (= '(clojure.spec.alpha/cat :a (clojure.spec.alpha/+ clojure.core/int?))
         (s/form (s/cat :a (s/+ int?))))))

(deftest there-and-back
  (are [spec x conformed] (and (= conformed (s/conform spec x)) (= x (s/unform spec conformed)))
    ::person {:id 1 :name "a" :tags [:x]} {:id 1 :name "a" :tags [:x]}
    ::kv [:a 1 "x" nil nil] {:k :a :v 1 :more [[:s "x"] [:n {:x nil :y nil}]]}
    ::nested [1 [:a 2]] {:a 1 :kv {:k :a :v 2}}
    ::ev {:a 1 :b "x"} {:a [:i 1] :b [:s "x"]}
    ::tup [1 nil] [1 nil]
    (s/* (s/cat :a int? :b string?)) [1 "a" 2 "b"] [{:a 1 :b "a"} {:a 2 :b "b"}]
    (s/cat :a (s/* int?) :b int?) [1 2 3] {:a [1 2] :b 3}
    (s/alt :a (s/cat :x int?) :b (s/cat :x int? :y int?)) [1 2] [:b {:x 1 :y 2}]
    (s/keys* :req-un [::id]) [:id 3] {:id 3}
    (s/coll-of (s/or :a int?)) '(1 2) '([:a 1] [:a 2]))
  (is (= :clojure.spec.alpha/invalid (s/conform (s/cat :a int?) ["x"])))
  (is (thrown-with-msg? Exception #"Unable to resolve spec: :no/such" (s/conform :no/such 1))))

(defn half [n] (/ n 2))
(s/fdef half :args (s/cat :n even?) :ret int?)

(deftest instrumented-functions
  (is (= [`half] (stest/instrument `half)))
  (is (= 2 (half 4)))
  (let [e (is (thrown-with-msg? clojure.lang.ExceptionInfo
                                #"Call to clojure.spec-test/half did not conform to spec."
                                (half 3)))]
    (is (= [{:path [:n] :pred 'clojure.core/even? :val 3 :via [] :in [0]}]
           (::s/problems (ex-data e))))
    (is (= :instrument (::s/failure (ex-data e)))))
  (is (= [`half] (stest/unstrument `half)))
  (is (= 3/2 (half 3))))

(deftest assertions
  (is (= :x (s/assert int? :x)))
  (s/check-asserts true)
  (try
    (is (= 3 (s/assert int? 3)))
    (is (thrown-with-msg? clojure.lang.ExceptionInfo #"Spec assertion failed\n:x - failed: int\?"
                          (s/assert int? :x)))
    (finally (s/check-asserts false))))

(deftest the-forms-of-macros
  (require 'clojure.core.specs.alpha)
  (are [name args] (s/valid? (:args (s/get-spec name)) args)
    `let '([a 1 [b & c :as d] e {:keys [x y/z] :or {x 1} k :k} m] a)
    `fn '(f ([a] {:pre [a]} a) ([a & b] b))
    `defn '(f "doc" {:a 1} [a] a)
    `if-let '([a 1] a 2)
    'clojure.core/ns '(a.b "doc" (:require [c.d :as d :refer [e]] f) (:import (java.util Date))
                           (:refer-clojure :exclude [map])))
  (are [name args] (not (s/valid? (:args (s/get-spec name)) args))
    `let '([a] a)
    `let '((a 1) a)
    `fn '(f)
    `defn '("f" [])
    'clojure.core/ns '(a (:requires [b]))))
