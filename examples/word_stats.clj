(ns word-stats
  "Statistics over the words of the glosses in WordNet data files.

  usage: word_stats.clj DATA-FILE..."
  (:require [clojure.string :as str]))

(defn lines
  "The lines of text, lazily, so that only the text itself stays in memory."
  ([text] (lines text 0))
  ([text start]
   (lazy-seq
     (when (< start (count text))
       (let [end (or (str/index-of text "\n" start) (count text))]
         (cons (subs text start end) (lines text (inc end))))))))

(defn gloss
  "The definition and examples of a synset's line, or nil for any other line."
  [line]
  (when-not (str/starts-with? line "  ")
    (when-let [bar (str/index-of line " | ")]
      (subs line (+ bar 3)))))

(defn words
  "The words of a text in lower case; an apostrophe inside a word belongs to it."
  [text]
  (re-seq #"[a-z]+(?:'[a-z]+)*" (str/lower-case text)))

(defn survey
  "Reads one file into {:chars :lines :glosses :counts}."
  [path]
  (let [text (slurp path)]
    {:chars   (count text)
     :lines   (count (lines text))
     :glosses (count (keep gloss (lines text)))
     :counts  (frequencies (mapcat words (keep gloss (lines text))))}))

(defn merge-surveys
  "Adds two surveys up, counts word by word."
  [a b]
  (merge-with (fn [x y] (if (map? x) (merge-with + x y) (+ x y))) a b))

(defn by-count
  "Orders [word n] entries by falling count, then by word."
  [[word-a a] [word-b b]]
  (let [order (compare b a)]
    (if (zero? order) (compare word-a word-b) order)))

(defn tally
  "Sums the counts of entries under the keys that f gives for each word."
  [f counts]
  (reduce (fn [sums [word n]] (update sums (f word) (fnil + 0) n)) {} counts))

(defn letter-counts
  "How often each letter occurs, weighing every word by its count."
  [counts]
  (reduce (fn [sums [word n]]
            (reduce (fn [sums letter] (assoc sums letter (+ n (get sums letter 0)))) sums word))
          {}
          counts))

(defn percent
  "What percentage of whole part is."
  [part whole]
  (/ (* 100.0 part) whole))

(defn bar
  "A bar of hashes for a percentage, one for every half percent."
  [share]
  (str/join (repeat (int (* 2 share)) "#")))

(defn heading [title]
  (println)
  (println title)
  (println (str/join (repeat (count title) "-"))))

(defn print-totals [{:keys [chars lines glosses counts]} total]
  (println (format "characters      %,12d" chars))
  (println (format "lines           %,12d" lines))
  (println (format "glosses         %,12d" glosses))
  (println (format "words           %,12d" total))
  (println (format "distinct words  %,12d" (count counts)))
  (println (format "used only once  %,12d" (count (filter #(= 1 (val %)) counts))))
  (println (format "words per gloss %12.3f" (/ (double total) glosses))))

(defn print-top [n counts total]
  (heading (str "Top " n " words"))
  (doseq [[rank [word times]] (map-indexed vector (take n (sort by-count counts)))]
    (println (format "%2d  %-12s %9d  %5.2f%%" (inc rank) word times (percent times total)))))

(defn print-lengths [counts total]
  (heading "Word lengths")
  (doseq [[length times] (sort-by key (tally count counts))
          :let [share (percent times total)]]
    (println (str/trimr (format "%2d %9d  %5.2f%%  %s" length times share (bar share))))))

(defn print-longest [n counts]
  (heading (str "Longest " n " words"))
  (doseq [[word times] (take n (sort-by (juxt #(- (count (key %))) key) counts))]
    (println (format "%2d  %-32s %5d" (count word) word times))))

(defn print-letters [counts]
  (heading "Letters")
  (let [letters (dissoc (letter-counts counts) \')
        total   (reduce + (vals letters))]
    (doseq [[letter times] (sort-by (juxt (comp - val) key) letters)
            :let [share (percent times total)]]
      (println (str/trimr (format "%s %9d  %5.2f%%  %s" letter times share (bar share)))))))

(defn -main [& paths]
  (let [{:keys [counts] :as survey} (reduce merge-surveys (map survey paths))
        total                       (reduce + (vals counts))]
    (print-totals survey total)
    (print-top 30 counts total)
    (print-lengths counts total)
    (print-longest 15 counts)
    (print-letters counts)))

(apply -main *command-line-args*)
