; Tables, a part of clojure.pprint.

(in-ns 'clojure.pprint)

(defn- pad-left
  "text with spaces in front, to a width."
  [text width]
  (str (apply str (repeat (- width (count text)) " ")) text))

(defn print-table
  "Prints maps as the rows of a table, with a column for each of the keys ks."
  ([ks rows]
   (when (seq rows)
     (let [widths (map (fn [k]
                         (apply max
                                (count (str k))
                                (map (fn [row] (count (str (get row k)))) rows)))
                       ks)
           rule   (map (fn [width] (apply str (repeat width "-"))) widths)
           line   (fn [left middle right texts]
                    (str left (apply str (interpose middle texts)) right))]
       (println)
       (println (line "| " " | " " |" (map (fn [k width] (pad-left (str k) width)) ks widths)))
       (println (line "|-" "-+-" "-|" rule))
       (doseq [row rows]
         (println (line "| " " | " " |"
                        (map (fn [k width] (pad-left (str (get row k)) width)) ks widths)))))))
  ([rows] (print-table (keys (first rows)) rows)))
