(ns json-query
  "A JSON parser, and queries over the browser compatibility data it reads.

  The parser is a set of functions from [text position] to [value next-position].

  usage: json_query.clj DATA.JSON"
  (:require [clojure.string :as str]))

;; ---------------------------------------------------------------------------------------
;; The parser

(declare parse-value)

(defn fail
  "Reports what was expected at a position of the text."
  [text pos expected]
  (throw (ex-info (str "Expected " expected " at " pos)
                  {:position pos :found (get text pos)})))

(defn skip-space
  "The position of the first character at or after pos that is no white space."
  [text pos]
  (case (get text pos)
    (\space \newline \return \tab) (recur text (inc pos))
    pos))

(def escapes
  {\" "\"", \\ "\\", \/ "/", \b "\b", \f "\f", \n "\n", \r "\r", \t "\t"})

(defn hex-value
  "The number that a string of hexadecimal digits stands for."
  [digits]
  (reduce (fn [n digit] (+ (* 16 n) (str/index-of "0123456789abcdef" (str digit))))
          0
          (str/lower-case digits)))

(defn unescape
  "Replaces the escape sequences in the text of a string."
  [raw]
  (loop [pos 0, parts []]
    (if-let [slash (str/index-of raw "\\" pos)]
      (let [parts  (conj parts (subs raw pos slash))
            letter (get raw (inc slash))]
        (if (= \u letter)
          (recur (+ slash 6)
                 (conj parts (char (hex-value (subs raw (+ slash 2) (+ slash 6))))))
          (recur (+ slash 2)
                 (conj parts (or (escapes letter) (fail raw slash "an escape sequence"))))))
      (str/join (conj parts (subs raw pos))))))

(defn escaped?
  "Whether an odd number of backslashes stand before a position."
  [text pos]
  (loop [before (dec pos), odd false]
    (if (= \\ (get text before))
      (recur (dec before) (not odd))
      odd)))

(defn parse-string
  "Parses a string, given the position of its opening quote."
  [text pos]
  (let [start (inc pos)]
    (loop [from start]
      (let [end (or (str/index-of text "\"" from) (fail text pos "a closed string"))]
        (if (escaped? text end)
          (recur (inc end))
          (let [raw (subs text start end)]
            [(if (str/includes? raw "\\") (unescape raw) raw) (inc end)]))))))

(defn parse-number [text pos]
  (let [end    (loop [end pos]
                 (case (get text end)
                   (\0 \1 \2 \3 \4 \5 \6 \7 \8 \9 \- \+ \. \e \E) (recur (inc end))
                   end))
        digits (subs text pos end)]
    [(or (parse-long digits) (parse-double digits) (fail text pos "a number")) end]))

(defn parse-literal [text pos literal value]
  (let [end (+ pos (count literal))]
    (if (= literal (subs text pos (min end (count text))))
      [value end]
      (fail text pos literal))))

(defn parse-array [text pos]
  (let [start (skip-space text (inc pos))]
    (if (= \] (get text start))
      [[] (inc start)]
      (loop [items (transient []), pos start]
        (let [[item pos] (parse-value text pos)
              items      (conj! items item)
              pos        (skip-space text pos)]
          (case (get text pos)
            \, (recur items (inc pos))
            \] [(persistent! items) (inc pos)]
            (fail text pos "a comma or ]")))))))

(defn parse-member
  "Parses one key and value of an object, into [key value next-position]."
  [text pos]
  (let [pos       (skip-space text pos)
        _         (when-not (= \" (get text pos)) (fail text pos "a key"))
        [key pos] (parse-string text pos)
        pos       (skip-space text pos)
        _         (when-not (= \: (get text pos)) (fail text pos "a colon"))
        [val pos] (parse-value text (inc pos))]
    [key val pos]))

(defn parse-object [text pos]
  (let [start (skip-space text (inc pos))]
    (if (= \} (get text start))
      [{} (inc start)]
      (loop [members (transient {}), pos start]
        (let [[key val pos] (parse-member text pos)
              members       (assoc! members key val)
              pos           (skip-space text pos)]
          (case (get text pos)
            \, (recur members (inc pos))
            \} [(persistent! members) (inc pos)]
            (fail text pos "a comma or }")))))))

(defn parse-value [text pos]
  (let [pos (skip-space text pos)]
    (case (get text pos)
      \{ (parse-object text pos)
      \[ (parse-array text pos)
      \" (parse-string text pos)
      \t (parse-literal text pos "true" true)
      \f (parse-literal text pos "false" false)
      \n (parse-literal text pos "null" nil)
      (\- \0 \1 \2 \3 \4 \5 \6 \7 \8 \9) (parse-number text pos)
      (fail text pos "a value"))))

(defn parse-json
  "The value that a JSON text stands for: maps with string keys, vectors, strings, numbers."
  [text]
  (let [[value pos] (parse-value text 0)
        pos         (skip-space text pos)]
    (if (= pos (count text))
      value
      (fail text pos "the end"))))

;; ---------------------------------------------------------------------------------------
;; The data: a tree of features, each with its facts under "__compat"

(defn features
  "Every feature at or below a node, lazily, as [path facts]."
  [path node]
  (lazy-cat
    (when-let [facts (get node "__compat")]
      [[path facts]])
    (mapcat (fn [[key child]]
              (when (and (map? child) (not (str/starts-with? key "__")))
                (features (conj path key) child)))
            node)))

(defn current-support
  "The newest statement about a browser's support of a feature."
  [facts browser]
  (let [support (get-in facts ["support" browser])]
    (if (vector? support) (first support) support)))

(defn supported?
  "Whether a browser supports a feature today, without a flag and in full."
  [facts browser]
  (let [{:strs [version_added version_removed flags partial_implementation]}
        (current-support facts browser)]
    (boolean (and version_added
                  (not= "preview" version_added)
                  (not (or version_removed flags partial_implementation))))))

(defn path-name [path]
  (str/join "." path))

(defn matches
  "Every [path value] in a tree that a query reaches. A step of the query is a key, :* for
  any one key or item, or :** for any number of keys."
  ([tree query] (matches tree [] query))
  ([tree path [step & steps :as query]]
   (let [children (cond (map? tree)    (sort-by key tree)
                        (vector? tree) (map-indexed vector tree))]
     (cond
       (empty? query) [[path tree]]
       (= :* step)    (mapcat (fn [[key child]] (matches child (conj path key) steps)) children)
       (= :** step)   (lazy-cat (matches tree path steps)
                                (mapcat (fn [[key child]] (matches child (conj path key) query))
                                        children))
       :else          (let [child (get tree step ::none)]
                        (when-not (= ::none child)
                          (matches child (conj path step) steps)))))))

;; ---------------------------------------------------------------------------------------
;; The report

(def main-browsers ["chrome" "edge" "firefox" "safari"])

(defn heading [title]
  (println)
  (println title)
  (println (str/join (repeat (count title) "-"))))

(defn percent [part whole]
  (if (zero? whole) 0.0 (/ (* 100.0 part) whole)))

(defn ranking
  "The first n entries of a map of counts, by falling count, then by key."
  [n counts]
  (take n (sort-by (juxt (comp - val) key) counts)))

(defn kind [value]
  (cond
    (map? value)     :objects
    (vector? value)  :arrays
    (string? value)  :strings
    (boolean? value) :booleans
    (number? value)  :numbers
    :else            :nulls))

(defn shape
  "Counts the values of each kind, and measures the depth, of a JSON tree."
  ([tree] (shape {:depth 0} 1 tree))
  ([totals depth tree]
   (let [kind   (kind tree)
         totals (assoc totals kind (inc (get totals kind 0)))]
     (case kind
       :objects (reduce-kv (fn [totals _ child] (shape totals (inc depth) child)) totals tree)
       :arrays  (reduce (fn [totals child] (shape totals (inc depth) child)) totals tree)
       (if (< (:depth totals) depth) (assoc totals :depth depth) totals)))))

(defn print-shape [data]
  (heading "The JSON tree")
  (doseq [[kind n] (sort-by key (shape data))]
    (println (format "%-10s %,9d" (name kind) n))))

(defn print-categories [by-category]
  (heading "Features by category")
  (println "category       features  standard  experimental  deprecated")
  (doseq [[category found] (sort-by key by-category)
          :let [with (fn [status]
                       (count (filter #(get-in (second %) ["status" status]) found)))]]
    (println (format "%-13s %9d %9d %13d %11d" category (count found)
                     (with "standard_track") (with "experimental") (with "deprecated")))))

(defn print-browsers [browsers found]
  (heading "Features by browser")
  (println "browser                        releases  features   share")
  (let [counts (into {} (for [browser (keys browsers)]
                          [browser (count (filter #(supported? (second %) browser) found))]))]
    (doseq [[browser n] (ranking (count counts) counts)]
      (println (format "%-30s %8d %9d  %5.1f%%" (get-in browsers [browser "name"])
                       (count (get-in browsers [browser "releases"]))
                       n (percent n (count found)))))))

(defn print-versions
  "The releases of each main browser that brought the most features."
  [n found]
  (heading (str "Top " n " releases by features added"))
  (doseq [browser main-browsers
          :let [added (frequencies (keep (fn [[_ facts]]
                                           (let [version (get (current-support facts browser)
                                                              "version_added")]
                                             (when (string? version) version)))
                                         found))]]
    (println (format "%-8s %s" browser
                     (str/join "  " (map (fn [[version times]] (format "%s: %d" version times))
                                         (ranking n added)))))))

(defn print-exclusive
  "The standard features that one main browser alone supports."
  [n found]
  (heading "Standard features of a single main browser")
  (let [alone (->> found
                   (filter #(get-in (second %) ["status" "standard_track"]))
                   (keep (fn [[path facts]]
                           (let [owners (filterv #(supported? facts %) main-browsers)]
                             (when (= 1 (count owners))
                               [(first owners) (path-name path)]))))
                   (group-by first))]
    (doseq [browser main-browsers
            :let [names (sort (map second (alone browser)))]]
      (println (format "%-8s %5d" browser (count names)))
      (doseq [feature (take n names)]
        (println "  " feature)))))

(defn print-deepest [n found]
  (heading (str "The " n " deepest features"))
  (doseq [[path _] (take n (sort-by (fn [[path _]] [(- (count path)) (path-name path)]) found))]
    (println (format "%d  %s" (count path) (path-name path)))))

(defn print-lookups [data]
  (heading "Look-ups")
  (doseq [path [["browsers" "firefox" "releases" "1" "release_date"]
                ["css" "properties" "display" "__compat" "support" "ie" "version_added"]
                ["javascript" "builtins" "Array" "flat" "__compat" "support" "nodejs"]
                ["html" "elements" "dialog" "__compat" "status" "standard_track"]
                ["api" "NoSuchThing" "__compat"]]]
    (println (path-name path) "=" (pr-str (get-in data path)))))

(defn print-queries [data]
  (heading "Path queries")
  (doseq [query [["browsers" :* "type"]
                 ["css" "properties" :* "__compat" "support" "firefox" :* "prefix"]
                 ["javascript" "builtins" :* "__compat" "status" "deprecated"]
                 ["webassembly" :** "support" "safari" "version_added"]
                 ["http" "headers" :** "flags" :* "name"]]
          :let [found (matches data query)]]
    (println (str (str/join " " query) ": " (count found)))
    (doseq [[value n] (ranking 5 (frequencies (map (comp str second) found)))]
      (println (format "  %5d  %s" n value)))
    (when-let [[path value] (first found)]
      (println "  first:" (path-name path) "=" (pr-str value)))))

(defn -main [path]
  (let [data        (parse-json (slurp path))
        browsers    (get data "browsers")
        by-category (into {} (for [[category tree] (dissoc data "browsers" "__meta")]
                               [category (vec (features [category] tree))]))
        found       (into [] (mapcat val) by-category)]
    (println "Browser compatibility data" (get-in data ["__meta" "version"]))
    (print-shape data)
    (print-categories by-category)
    (print-browsers browsers found)
    (print-versions 5 found)
    (print-exclusive 4 found)
    (print-deepest 5 found)
    (print-lookups data)
    (print-queries data)))

(apply -main *command-line-args*)
