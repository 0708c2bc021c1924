;; Persistent hash maps: a million integer keys and 200 000 strings, first built, then read.
;; The strings looked up are built anew, so that equality and hashing are paid, not identity.
;; The string reads are done five times over, as one pass is too short to time.

(defn build [ks]
  (loop [i 0 ks (seq ks) m {}]
    (if ks
      (recur (inc i) (next ks) (assoc m (first ks) i))
      m)))

(defn sum-values [ks m]
  (reduce (fn [total k] (+ total (get m k))) 0 ks))

(def programs
  {"map_assoc" (fn []
                 (let [ks (random-ints 1000000)]
                   (fn [] (count (build ks)))))
   "map_assoc_transient" (fn []
                           (let [ks (random-ints 1000000)]
                             (fn [] (count (into {} (map (fn [k] [k k])) ks)))))
   "map_get" (fn []
               (let [ks (random-ints 1000000)
                     m (build ks)]
                 (fn [] (sum-values ks m))))
   "map_str_assoc" (fn []
                     (let [ks (random-strings 200000)]
                       (fn [] (count (build ks)))))
   "map_str_get" (fn []
                   (let [m (build (random-strings 200000))
                         ks (random-strings 200000)]
                     (fn [] (sum-of 5 (fn [] (sum-values ks m))))))})
