; clojure.set: the algebra of sets, and of sets of maps as relations.

(ns clojure.set
  "The algebra of sets, and of relations.")

(defn- bubble-max
  "The sets with the one of the most elements first."
  [sets]
  (let [top (apply max-key count sets)]
    (cons top (remove (fn [s] (identical? top s)) sets))))

(defn union
  "A set of all elements of the sets."
  ([] #{})
  ([s1] s1)
  ([s1 s2] (if (< (count s1) (count s2)) (reduce conj s2 s1) (reduce conj s1 s2)))
  ([s1 s2 & sets]
   (let [[top & others] (bubble-max (conj sets s2 s1))]
     (reduce into top others))))

(defn intersection
  "A set of the elements that all the sets have."
  ([s1] s1)
  ([s1 s2]
   (if (< (count s2) (count s1))
     (recur s2 s1)
     (reduce (fn [result x] (if (contains? s2 x) result (disj result x))) s1 s1)))
  ([s1 s2 & sets]
   (reduce intersection (sort-by count (conj sets s2 s1)))))

(defn difference
  "The first set without the elements of the others."
  ([s1] s1)
  ([s1 s2]
   (if (< (count s1) (count s2))
     (reduce (fn [result x] (if (contains? s2 x) (disj result x) result)) s1 s1)
     (reduce disj s1 s2)))
  ([s1 s2 & sets]
   (reduce difference s1 (conj sets s2))))

(defn select
  "The set of the elements of xset for which pred is true."
  [pred xset]
  (reduce (fn [s x] (if (pred x) s (disj s x))) xset xset))

(defn project
  "The relation xrel with only the keys ks."
  [xrel ks]
  (with-meta (set (map (fn [row] (select-keys row ks)) xrel)) (meta xrel)))

(defn rename-keys
  "The map with the keys that kmap has renamed to what kmap says."
  [map kmap]
  (reduce (fn [m [old new]]
            (if (contains? map old) (assoc m new (get map old)) m))
          (apply dissoc map (keys kmap))
          kmap))

(defn rename
  "The relation xrel with the keys of its maps renamed by kmap."
  [xrel kmap]
  (with-meta (set (map (fn [row] (rename-keys row kmap)) xrel)) (meta xrel)))

(defn index
  "A map from each combination of values of the keys ks to the set of the maps that have it."
  [xrel ks]
  (reduce (fn [m x]
            (let [ik (select-keys x ks)]
              (assoc m ik (conj (get m ik #{}) x))))
          {} xrel))

(defn map-invert
  "A map of the values of m to its keys."
  [m]
  (persistent! (reduce-kv (fn [result k v] (assoc! result v k)) (transient {}) m)))

(defn join
  "The natural join of two relations, or their join on the keys that km maps to each other."
  ([xrel yrel]
   (if (and (seq xrel) (seq yrel))
     (let [ks    (intersection (set (keys (first xrel))) (set (keys (first yrel))))
           [r s] (if (<= (count xrel) (count yrel)) [xrel yrel] [yrel xrel])
           idx   (index r ks)]
       (reduce (fn [result x]
                 (let [found (get idx (select-keys x ks))]
                   (if found
                     (reduce (fn [result y] (conj result (merge y x))) result found)
                     result)))
               #{} s))
     #{}))
  ([xrel yrel km]
   (let [[r s k] (if (<= (count xrel) (count yrel))
                   [xrel yrel (map-invert km)]
                   [yrel xrel km])
         idx     (index r (vals k))]
     (reduce (fn [result x]
               (let [found (get idx (rename-keys (select-keys x (keys k)) k))]
                 (if found
                   (reduce (fn [result y] (conj result (merge y x))) result found)
                   result)))
             #{} s))))

(defn subset?
  "Whether set2 has all elements of set1."
  [set1 set2]
  (and (<= (count set1) (count set2))
       (every? (fn [x] (contains? set2 x)) set1)))

(defn superset?
  "Whether set1 has all elements of set2."
  [set1 set2]
  (and (>= (count set1) (count set2))
       (every? (fn [x] (contains? set1 x)) set2)))
