;; Whole-collection work: one pipeline over three million numbers in its three forms (lazy,
;; transducer, eager), then sorting, counting and grouping a million numbers, then joining strings.
;; The three pipelines have one result; a runtime that fuses them may make the rows alike.

(defn join [separator parts] (apply str (interpose separator parts)))

(def programs
  {"seq_lazy" (fn []
                (fn [] (reduce + (map inc (filter even? (range 3000000))))))
   "seq_xf" (fn []
              (fn [] (transduce (comp (filter even?) (map inc)) + (range 3000000))))
   "seq_eager" (fn []
                 (fn [] (reduce + (mapv inc (filterv even? (range 3000000))))))
   "sort1m" (fn []
              (let [ks (random-ints 1000000)]
                (fn [] (nth (sort ks) 500000))))
   "freq1m" (fn []
              (let [ks (mapv (fn [k] (rem k 1000)) (random-ints 1000000))]
                (fn [] (get (frequencies ks) 7))))
   "group1m" (fn []
               (let [ks (random-ints 1000000)]
                 (fn [] (count (get (group-by (fn [k] (rem k 1000)) ks) 7)))))
   "strjoin" (fn []
               (fn [] (count (join "," (map str (range 300000))))))})
