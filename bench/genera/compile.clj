;; How long the compiler takes: evaluating one small form, loading many, a thousand lines of
;; ordinary Clojure (the programs of this folder), and forms that nest deep. Genera only, so the
;; runner has no row for it: bin/genera run bench/genera/compile.clj, from the project's folder,
;; prints medians.

(def programs-of-folder
  ["harness" "bintrees" "fib" "mandel" "maps" "nbody" "sequences" "spectral" "tak" "vectors"])

(defn median-ms [n f]
  (let [times (mapv (fn [i] (let [start (System/nanoTime)] (f i) (- (System/nanoTime) start)))
                    (range n))]
    (/ (nth (sort times) (quot n 2)) 1e6)))

(defn program [k]
  (apply str (format "(ns bench.copy%d)\n" k)
         (map (fn [name] (slurp (str "bench/genera/" name ".clj"))) programs-of-folder)))

(defn load-in-place
  "Loads a text and comes back to the namespace."
  [text]
  (binding [*ns* *ns*] (load-string text)))

(defn nested [n form wrap] (nth (iterate wrap form) n))

(defn report [what ms] (println (format "%-44s %10.2f ms" what ms)))

(let [lines (count (re-seq #"\n" (program 0)))]
  (report "(+ 1 2), evaluated" (median-ms 200 (fn [_] (eval '(+ 1 2)))))
  (report "(+ 1 2), read from a text and evaluated"
          (median-ms 200 (fn [_] (load-string "(+ 1 2)"))))
  (report (format "1000 lines of this folder (of %d loaded)" lines)
          (* (/ 1000 lines) (median-ms 5 (fn [i] (load-in-place (program (inc i)))))))
  (let [forms (apply str (map (fn [i] (str "(def x" i " " i ")\n")) (range 10000)))]
    (report "10,000 small top-level forms" (median-ms 3 (fn [_] (load-in-place forms)))))
  (report "200 nested try"
          (let [form (nested 200 '(+ 1 2) (fn [form] (list 'try form '(catch Exception e e))))]
            (median-ms 5 (fn [_] (eval form)))))
  (report "100,000 nested brackets"
          (let [text (str (apply str (repeat 100000 "[")) (apply str (repeat 100000 "]")))]
            (median-ms 3 (fn [_] (load-string text))))))
