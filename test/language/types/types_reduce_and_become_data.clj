(require '[clojure.core.protocols :as p] '[clojure.datafy :as d])
(deftype Own [n] p/CollReduce (coll-reduce [_ f] (f n n)) (coll-reduce [_ f i] (f i n)))
(deftype Extended [n])
(extend-type Extended p/CollReduce (coll-reduce ([x f] (f 1 1)) ([x f i] (f i (.-n x)))) p/IKVReduce (kv-reduce [x f i] (f i :k (.-n x))))
[(reduce + 1 (Own. 5)) (reduce + (Own. 5)) (reduce + 1 (Extended. 7)) (reduce-kv vector 0 (Extended. 3))] ;=> [6 10 8 [0 :k 3]]
[(into [] (map inc) (Own. 1)) (transduce (map inc) + (Own. 1))] ;=> [[2] 2]
[(p/coll-reduce [1 2 3] +) (p/coll-reduce nil + 3) (p/kv-reduce {:a 1} conj [])] ;=> [6 3 [:a 1]]
(let [x (d/datafy (with-meta [1] {`p/datafy (fn [x] {:a x})}))] [x (meta x)]) ;=> [{:a [1]} #:clojure.datafy{:obj [1], :class clojure.lang.PersistentVector}]
[(d/datafy (atom 3)) (:name (d/datafy String)) (d/nav [1] 0 1) (map key (d/datafy *ns*))] ;=> [[3] java.lang.String 1 (:name :publics :imports :interns)]
