;; Records what JVM Clojure 1.11.1 answers for hashes, compare and the iteration order of maps and
;; sets after random histories:
;;   java -cp clojure.jar:spec.alpha.jar:core.specs.alpha.jar clojure.main \
;;     test/kernel/recorded/collections.clj > test/kernel/recorded/collections.txt
;; A line is a JSON array. Data are as test/kernel/primitives.ts reads them.

(require '[clojure.string :as str])

(defn text [s]
  (str "\"" (str/join (map (fn [c] (let [n (int c)]
                                     (if (and (< 31 n 127) (not= c \") (not= c \\))
                                       c (format "\\u%04x" n))))
                           s)) "\""))

(defn json [x]
  (let [items (fn [xs] (str "[" (str/join "," (map json xs)) "]"))]
    (cond
      (nil? x) "null"
      (boolean? x) (str x)
      (string? x) (text x)
      (keyword? x) (text (str x))
      (symbol? x) (str "{\"symbol\":" (text (str x)) "}")
      (char? x) (str "{\"char\":" (int x) "}")
      (int? x) (str x)
      (double? x) (str "{\"double\":" x "}")
      (map-entry? x) (items x)
      (map? x) (str "{\"map\":" (items (map vec x)) "}")
      (set? x) (str "{\"set\":" (items x) "}")
      (vector? x) (items x)
      (sequential? x) (str "{\"list\":" (items x) "}"))))

(def random (java.util.Random. 42))
(defn pick [n] (.nextInt random (int n)))

(def atoms
  [nil true false 0 1 -1 7 31 32 1000000 -123456789 4503599627370497 0.0 -0.0 1.5 -2.25 1.0E10
   "" "a" "abc" "Aa" "BB" "AaAa" "AaBB" "BBAa" "\u00e9" "\u2603 snow" :a :b :ab :x/y :a.b/c
   'a 'x/y 'foo \a \space \u2603])

(defn value [depth]
  (if (or (zero? depth) (< (pick 10) 5))
    (nth atoms (pick (count atoms)))
    (let [n (pick 4) make (fn [] (value (dec depth)))]
      (case (pick 5)
        0 (vec (repeatedly n make))
        1 (apply list (repeatedly n make))
        2 (into {} (repeatedly n #(vector (make) (make))))
        3 (set (repeatedly n make))
        4 (vec (repeatedly (* 12 n) make))))))

(defn line [& xs] (println (str "[" (str/join "," (map json xs)) "]")))

(doseq [x atoms] (line "hash" x (hash x)))
(dotimes [_ 200] (let [x (value 3)] (line "hash" x (hash x))))

(defn order [x y]
  (try (compare x y) (catch Throwable e (.getSimpleName (class e)))))
(let [more (concat (remove boolean? atoms)
                   [true false [] [1] [2] [1 2] [1 "a"] [1 nil] [[1] 2] '(1) {} #{}])]
  (doseq [x more y more] (line "compare" x y (order x y))))

(defn key-of [mode]
  (case mode
    0 (pick 40)
    1 (nth atoms (pick (count atoms)))
    2 (* 32 (pick 1000))
    3 (apply str (repeatedly (inc (pick 4)) #(nth ["Aa" "BB" "C#"] (pick 3))))
    4 (value 2)))

(defn history [mode n]
  (vec (repeatedly n #(if (< (pick 10) 7)
                        [":assoc" (key-of mode) (pick 100)]
                        [":dissoc" (key-of mode)]))))

(defn run-map [m ops]
  (reduce (fn [m [op k v]] (if (= op ":assoc") (assoc m k v) (dissoc m k))) m ops))
(defn run-transient [m ops]
  (persistent!
    (reduce (fn [m [op k v]] (if (= op ":assoc") (assoc! m k v) (dissoc! m k))) (transient m) ops)))
(defn run-set [s ops] (reduce (fn [s [op k]] (if (= op ":assoc") (conj s k) (disj s k))) s ops))
(defn run-transient-set [s ops]
  (persistent!
    (reduce (fn [s [op k]] (if (= op ":assoc") (conj! s k) (disj! s k))) (transient s) ops)))

(doseq [mode [0 1 2 3 4] n (if (= mode 4) [4 9 20 60] [4 9 20 60 200])]
  (let [ops (history mode n)]
    (line "history" ops
          (vec (run-map {} ops)) (vec (run-transient {} ops))
          (vec (run-map clojure.lang.PersistentHashMap/EMPTY ops))
          (vec (run-set #{} ops))
          (vec (run-transient-set #{} ops)))))
