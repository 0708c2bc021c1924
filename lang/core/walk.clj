; clojure.walk: functions applied all over nested data. Namespace clojure.walk.

(defn walk
  "What outer answers for form with each element replaced by what inner answers for it."
  [inner outer form]
  (cond
    (list? form) (outer (apply list (map inner form)))
    (map-entry? form) (outer (prim/map-entry (inner (key form)) (inner (val form))))
    (seq? form) (outer (doall (map inner form)))
    (record? form) (outer (reduce (fn [r x] (conj r (inner x))) form form))
    (coll? form) (outer (into (empty form) (map inner form)))
    :else (outer form)))

(defn postwalk
  "form with f applied to each part after the parts inside it."
  [f form]
  (walk (fn [x] (postwalk f x)) f form))

(defn prewalk
  "form with f applied to each part before the parts inside what it answers."
  [f form]
  (walk (fn [x] (prewalk f x)) identity (f form)))

(defn postwalk-demo
  "Prints each part of form as postwalk visits it; answers form."
  [form]
  (postwalk (fn [x] (print "Walked: ") (prn x) x) form))

(defn prewalk-demo
  "Prints each part of form as prewalk visits it; answers form."
  [form]
  (prewalk (fn [x] (print "Walked: ") (prn x) x) form))

(defn keywordize-keys
  "m, and all maps in it, with string keys made keywords."
  [m]
  (postwalk (fn [x]
              (if (map? x)
                (into {} (map (fn [[k v]] [(if (string? k) (keyword k) k) v])) x)
                x))
            m))

(defn stringify-keys
  "m, and all maps in it, with keyword keys made strings."
  [m]
  (postwalk (fn [x]
              (if (map? x)
                (into {} (map (fn [[k v]] [(if (keyword? k) (name k) k) v])) x)
                x))
            m))

(defn prewalk-replace
  "form with each part that is a key of smap replaced by its value, from the outside in."
  [smap form]
  (prewalk (fn [x] (if (contains? smap x) (get smap x) x)) form))

(defn postwalk-replace
  "form with each part that is a key of smap replaced by its value, from the inside out."
  [smap form]
  (postwalk (fn [x] (if (contains? smap x) (get smap x) x)) form))

(defn macroexpand-all
  "form with all macro calls in it expanded."
  [form]
  (prewalk (fn [x] (if (seq? x) (macroexpand x) x)) form))
