(ns word-pool
  "Counts the words of a file with a pool of actors.

  The coordinator cuts the text into pieces and hands one to each worker that says it is
  ready. A worker keeps its own counts, and sends them when it is told to stop; so only the
  text of the pieces and the final counts travel between actors.

  usage: word_pool.clj FILE [WORKERS]"
  (:require [clojure.string :as str]
            [genera.actors :refer [spawn self ! receive]]))

(def piece-size
  "The least length of a piece of text, but for the last one."
  65536)

(defn pieces
  "Cuts a text into pieces that end at the end of a line, lazily."
  ([text] (pieces text 0))
  ([text start]
   (lazy-seq
     (when (< start (count text))
       (let [middle (min (count text) (+ start piece-size))
             end    (or (str/index-of text "\n" middle) (count text))]
         (cons (subs text start end) (pieces text (inc end))))))))

(defn words [text]
  (re-seq #"[a-z]+" (str/lower-case text)))

(defn count-words
  "Adds the words of a piece of text to a map of counts."
  [counts text]
  (reduce (fn [counts word] (assoc counts word (inc (get counts word 0))))
          counts
          (words text)))

(defn worker
  "Counts the pieces that the coordinator sends, until it says :stop."
  [coordinator]
  (loop [counts {}, done 0]
    (! coordinator [:ready (self)])
    (let [piece (receive
                  [:piece text] text
                  :stop         nil)]
      (if piece
        (recur (count-words counts piece) (inc done))
        (! coordinator [:counts done counts])))))

(defn hand-out
  "Gives every piece to a worker that is ready; returns the number of pieces."
  [pieces]
  (reduce (fn [sent piece]
            (receive
              [:ready worker] (! worker [:piece piece]))
            (inc sent))
          0
          pieces))

(defn stop-workers
  "Tells each of n workers to stop, once it is ready."
  [n]
  (dotimes [_ n]
    (receive
      [:ready worker] (! worker :stop))))

(defn gather
  "Merges the counts that n workers send back into {:done :counts}."
  [n]
  (reduce (fn [total _]
            (receive
              [:counts done counts] (-> total
                                        (update :done + done)
                                        (update :counts #(merge-with + % counts)))))
          {:done 0 :counts {}}
          (range n)))

(defn count-in-pool
  "Counts the words of a text with n workers."
  [text n]
  (let [coordinator (self)]
    (dotimes [_ n]
      (spawn (fn [] (worker coordinator))))
    (let [sent (hand-out (pieces text))]
      (stop-workers n)
      (assoc (gather n) :sent sent))))

(defn sorter
  "An actor's body: tells short words from long ones, to show guards and selection."
  [coordinator]
  (loop []
    (let [more (receive
                 [:word word] :when (< (count word) 5) (do (! coordinator [:short word]) true)
                 [:word word]                          (do (! coordinator [:long word]) true)
                 :stop                                 false)]
      (when more
        (recur)))))

(defn sort-words
  "Sends words to a sorter, then takes its answers: the long ones first."
  [words]
  (let [coordinator (self)
        actor       (spawn (fn [] (sorter coordinator)))
        long-words  (filter #(<= 5 (count %)) words)
        short-words (remove #(<= 5 (count %)) words)]
    (doseq [word words]
      (! actor [:word word]))
    (! actor :stop)
    {:long  (mapv (fn [_] (receive [:long word] word)) long-words)
     :short (mapv (fn [_] (receive [:short word] word)) short-words)}))

(defn by-count
  "Orders [word n] entries by falling count, then by word."
  [[word-a a] [word-b b]]
  (let [order (compare b a)]
    (if (zero? order) (compare word-a word-b) order)))

(defn -main
  ([path] (-main path "4"))
  ([path n]
   (let [text                       (slurp path)
         {:keys [sent done counts]} (count-in-pool text (parse-long n))
         total                      (reduce + (vals counts))
         top                        (take 20 (sort by-count counts))
         {:keys [long short]}       (sort-words (map key top))]
     (println (format "workers         %,12d" (parse-long n)))
     (println (format "pieces sent     %,12d" sent))
     (println (format "pieces counted  %,12d" done))
     (println (format "words           %,12d" total))
     (println (format "distinct words  %,12d" (count counts)))
     (println "the same alone " (= counts (reduce count-words {} (pieces text))))
     (println)
     (doseq [[word times] top]
       (println (format "%-12s %9d  %5.2f%%" word times (/ (* 100.0 times) total))))
     (println)
     (println "long: " (str/join " " long))
     (println "short:" (str/join " " short))
     (println "mail left:" (receive
                             message message
                             (after 50 :none))))))

(apply -main *command-line-args*)
