(ns record-report
  "A report over the records of WordNet index files: one record for each lemma, as in

    able a 4 5 ! & ^ = + 4 2 00001740 00307273 00511007 01829253

  that is: lemma, part of speech, number of synsets, number of pointer symbols, the symbols,
  number of senses, number of senses ranked by use, and the offsets of the synsets.

  usage: record_report.clj INDEX-FILE..."
  (:require [clojure.string :as str]))

(def parts-of-speech
  {"n" "noun", "v" "verb", "a" "adjective", "r" "adverb"})

(def pointer-names
  {"!" "antonym", "@" "hypernym", "~" "hyponym", "&" "similar to", "^" "also see",
   "=" "attribute", "+" "derivation", "\\" "pertainym", "<" "participle", "*" "entailment",
   ">" "cause", "$" "verb group", ";" "domain of", "-" "member of"})

(defn lines
  "The lines of text, lazily."
  ([text] (lines text 0))
  ([text start]
   (lazy-seq
     (when (< start (count text))
       (let [end (or (str/index-of text "\n" start) (count text))]
         (cons (subs text start end) (lines text (inc end))))))))

(defn parse-record
  "Reads one line of an index file into a map."
  [line]
  (let [[lemma pos _ pointers & fields] (str/split (str/trimr line) #" ")
        [symbols [senses ranked & _]]   (split-at (parse-long pointers) fields)]
    {:lemma    lemma
     :pos      (parts-of-speech pos)
     :pointers (vec symbols)
     :senses   (parse-long senses)
     :ranked   (parse-long ranked)}))

(defn read-records
  "The records of a file; lines that start with a space hold its licence."
  [path]
  (->> (lines (slurp path))
       (remove #(str/starts-with? % " "))
       (map parse-record)))

(defn shape
  "How a lemma is spelled."
  [{:keys [lemma]}]
  (cond
    (str/includes? lemma "_") :phrase
    (str/includes? lemma "-") :hyphenated
    (re-find #"\d" lemma)     :numeric
    (str/includes? lemma "'") :apostrophe
    :else                     :plain))

(defn ending
  "The last three letters of a lemma long enough to have a suffix, or nil."
  [{:keys [lemma]}]
  (when (< 5 (count lemma))
    (subs lemma (- (count lemma) 3))))

(defn mean [numbers]
  (/ (double (reduce + numbers)) (count numbers)))

(defn median [numbers]
  (nth (sort numbers) (quot (count numbers) 2)))

(defn ranking
  "The entries of a map of counts by falling count, then by key."
  [counts]
  (sort-by (juxt (comp - val) key) counts))

(defn heading [title]
  (println)
  (println title)
  (println (str/join (repeat (count title) "-"))))

(defn print-parts [records]
  (heading "Parts of speech")
  (println "                lemmas  senses    mean  median   max  ranked")
  (doseq [[pos group] (sort-by key (group-by :pos records))
          :let [senses (map :senses group)]]
    (println (format "%-12s %9d %7d %7.3f %7d %5d %7d"
                     pos (count group) (reduce + senses) (mean senses) (median senses)
                     (apply max senses) (count (filter (comp pos? :ranked) group))))))

(defn print-shapes [records]
  (heading "Spelling by part of speech")
  (let [table (frequencies (map (juxt shape :pos) records))
        parts (sort (distinct (map :pos records)))]
    (println (str/join (cons (format "%-12s" "") (map #(format " %10s" %) parts))))
    (doseq [row [:plain :phrase :hyphenated :apostrophe :numeric]]
      (println (str/join (cons (format "%-12s" (name row))
                               (map #(format " %10d" (get table [row %] 0)) parts)))))))

(defn print-pointers [records]
  (heading "Lemmas by kind of pointer")
  (let [kinds (frequencies (mapcat #(distinct (map (fn [p] (subs p 0 1)) (:pointers %))) records))]
    (doseq [[kind n] (ranking kinds)]
      (println (format "%s %-12s %7d" kind (get pointer-names kind "?") n)))))

(defn print-senses [records]
  (heading "Lemmas by number of senses")
  (doseq [[senses n] (sort-by key (frequencies (map #(min 10 (:senses %)) records)))]
    (println (format "%3d%s %7d  %5.2f%%"
                     senses (if (= 10 senses) "+" " ") n (/ (* 100.0 n) (count records))))))

(defn print-initials [records]
  (heading "Initials")
  (doseq [row (partition-all 7 (sort-by key (frequencies (map (comp first :lemma) records))))]
    (println (str/join "  " (map (fn [[initial n]] (format "%s %5d" initial n)) row)))))

(defn print-endings [n records]
  (heading (str "Top " n " endings of each part of speech"))
  (doseq [[pos group] (sort-by key (group-by :pos records))]
    (println (format "%-10s %s" pos
                     (str/join "  " (for [[suffix times] (take n (ranking (frequencies
                                                                            (keep ending group))))]
                                      (format "-%s %d" suffix times)))))))

(defn print-richest [n records]
  (heading (str "The " n " lemmas with most senses"))
  (doseq [{:keys [lemma pos senses ranked]}
          (take n (sort-by (juxt (comp - :senses) :lemma :pos) records))]
    (println (format "%-10s %-10s %3d senses, %3d ranked" lemma pos senses ranked))))

(defn print-shared [n records]
  (heading "Lemmas that are several parts of speech")
  (let [shared (->> (group-by :lemma records)
                    (filter #(< 1 (count (val %))))
                    (map (fn [[lemma group]]
                           [lemma (sort (map :pos group)) (reduce + (map :senses group))])))]
    (doseq [[parts lemmas] (sort-by (juxt (comp - count val) key)
                                    (group-by #(str/join ", " (second %)) shared))]
      (println (format "%-26s %6d" parts (count lemmas))))
    (doseq [[lemma parts senses] (take n (sort-by (fn [[lemma parts senses]]
                                                    [(- (count parts)) (- senses) lemma])
                                                  shared))]
      (println (format "  %-10s %3d senses as %s" lemma senses (str/join ", " parts))))))

(defn -main [& paths]
  (let [records (into [] (mapcat read-records) paths)]
    (println (format "%,d records" (count records)))
    (print-parts records)
    (print-shapes records)
    (print-pointers records)
    (print-senses records)
    (print-initials records)
    (print-endings 5 records)
    (print-richest 20 records)
    (print-shared 12 records)))

(apply -main *command-line-args*)
