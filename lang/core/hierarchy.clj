; Hierarchies: which tags (keywords, symbols, classes) derive from which. A hierarchy is a map of
; :parents, :ancestors and :descendants, each from a tag to a set; the global one is kept in a
; var and used where none is given.
; Invariant: ancestors and descendants are always the full closure of parents.

(defn make-hierarchy
  "A hierarchy without tags, for derive and isa?."
  []
  {:parents {} :descendants {} :ancestors {}})

(def ^:private global-hierarchy (make-hierarchy))

(defn isa?
  "Whether child is parent, derives from it, or is a class below it; of two vectors, whether that
  is so for each pair of elements."
  ([child parent] (isa? global-hierarchy child parent))
  ([h child parent]
   (or (= child parent)
       (and (class? parent) (class? child) (prim/is-subtype child parent))
       (contains? (get (:ancestors h) child) parent)
       (and (class? child)
            (some (fn [above] (contains? (get (:ancestors h) above) parent)) (supers child)))
       (and (vector? parent) (vector? child)
            (= (count parent) (count child))
            (loop [all true i 0]
              (if (or (not all) (= i (count parent)))
                all
                (recur (isa? h (nth child i) (nth parent i)) (inc i)))))
       false)))

(defn parents
  "The set of tags that tag derives from directly, and the bases of a class; nil when empty."
  ([tag] (parents global-hierarchy tag))
  ([h tag]
   (let [derived (get (:parents h) tag)]
     (not-empty (if (class? tag) (into (set (bases tag)) derived) derived)))))

(defn ancestors
  "The set of tags that tag derives from, and the supers of a class; nil when empty."
  ([tag] (ancestors global-hierarchy tag))
  ([h tag]
   (let [derived (get (:ancestors h) tag)]
     (not-empty
       (if (class? tag)
         (let [above (set (supers tag))]
           (reduce into (into above derived)
                   (map (fn [class] (get (:ancestors h) class)) above)))
         derived)))))

(defn descendants
  "The set of tags that derive from tag; nil when empty. A class has none that could be listed."
  ([tag] (descendants global-hierarchy tag))
  ([h tag]
   (if (class? tag)
     (throw (new UnsupportedOperationException "Can't get descendants of classes"))
     (not-empty (get (:descendants h) tag)))))

(defn- add-closure
  "relation with targets added to the set of each tag."
  [relation tags targets]
  (reduce (fn [relation tag] (assoc relation tag (into (get relation tag #{}) targets)))
          relation tags))

(defn- derive-in
  "The hierarchy in which tag derives from parent too."
  [h tag parent]
  (let [above (get (:ancestors h) parent)
        below (get (:descendants h) tag)]
    (when (contains? (get (:ancestors h) tag) parent)
      (throw (new Exception (print-str tag "already has" parent "as ancestor"))))
    (when (contains? above tag)
      (throw (new Exception (print-str "Cyclic derivation:" parent "has" tag "as ancestor"))))
    {:parents     (update (:parents h) tag (fnil conj #{}) parent)
     :ancestors   (add-closure (:ancestors h) (cons tag below) (cons parent above))
     :descendants (add-closure (:descendants h) (cons parent above) (cons tag below))}))

(defn derive
  "Makes tag, a qualified name or a class, derive from parent, a qualified name: in the global
  hierarchy, or answering the hierarchy in which it does."
  ([tag parent]
   (assert (namespace parent))
   (assert (or (class? tag) (and (instance? clojure.lang.Named tag) (namespace tag))))
   (prim/bind-var (var global-hierarchy) (derive global-hierarchy tag parent))
   nil)
  ([h tag parent]
   (assert (not= tag parent))
   (assert (or (class? tag) (instance? clojure.lang.Named tag)))
   (assert (instance? clojure.lang.Named parent))
   (if (contains? (get (:parents h) tag) parent) h (derive-in h tag parent))))

(defn underive
  "Undoes derive of tag from parent, in the global hierarchy or in the one given."
  ([tag parent]
   (prim/bind-var (var global-hierarchy) (underive global-hierarchy tag parent))
   nil)
  ([h tag parent]
   (if (contains? (get (:parents h) tag) parent)
     (let [left    (disj (get (:parents h) tag) parent)
           parents (if (empty? left)
                     (dissoc (:parents h) tag)
                     (assoc (:parents h) tag left))]
       (reduce (fn [h [tag above]]
                 (reduce (fn [h parent] (derive h tag parent)) h above))
               (make-hierarchy) parents))
     h)))
