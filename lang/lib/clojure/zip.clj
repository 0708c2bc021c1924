; clojure.zip: moving about in a tree, editing it on the way.
;
; A location is a vector [node path] whose metadata holds the three functions that make a tree of
; a kind of node. The path is nil at the root, else a map :l (nodes to the left), :r (to the
; right), :pnodes (nodes above), :ppath (the parent's path) and :changed? once edited; :end
; stands for it behind the last location of a depth-first walk.

(ns clojure.zip
  "Moving about in a tree, editing it on the way."
  (:refer-clojure :exclude [next remove replace]))

(declare insert-left insert-right)

(defn zipper
  "A location at root, of a tree whose nodes answer branch?, children and make-node."
  [branch? children make-node root]
  (with-meta [root nil]
    {:zip/branch? branch? :zip/children children :zip/make-node make-node}))

(defn seq-zip
  "A zipper over nested sequences."
  [root]
  (zipper seq? identity (fn [node children] (with-meta children (meta node))) root))

(defn vector-zip
  "A zipper over nested vectors."
  [root]
  (zipper vector? seq (fn [node children] (with-meta (vec children) (meta node))) root))

(defn xml-zip
  "A zipper over XML elements, maps with :content."
  [root]
  (zipper (complement string?) (comp seq :content)
          (fn [node children] (assoc node :content (and children (apply vector children))))
          root))

(defn node "The node at a location." [loc] (loc 0))

(defn branch?
  "Whether the node at a location may have children."
  [loc]
  ((:zip/branch? (meta loc)) (node loc)))

(defn children
  "The children of the node at a location, which must be a branch."
  [loc]
  (if (branch? loc)
    ((:zip/children (meta loc)) (node loc))
    (throw (new Exception "called children on a leaf node"))))

(defn make-node
  "A node of the location's tree like node, with other children."
  [loc node children]
  ((:zip/make-node (meta loc)) node children))

(defn- move
  "The location of a node and path in the tree of loc."
  [loc node path]
  (with-meta [node path] (meta loc)))

(defn path "The nodes above a location, from the root down." [loc] (:pnodes (loc 1)))
(defn lefts "The nodes to the left of a location." [loc] (seq (:l (loc 1))))
(defn rights "The nodes to the right of a location." [loc] (:r (loc 1)))

(defn down
  "The location of the first child, or nil."
  [loc]
  (when (branch? loc)
    (let [[node path]     loc
          [c & more :as cs] (children loc)]
      (when cs
        (move loc c {:l      []
                     :pnodes (if path (conj (:pnodes path) node) [node])
                     :ppath  path
                     :r      more})))))

(defn up
  "The location of the parent, remade if a child changed, or nil at the root."
  [loc]
  (let [[node {:keys [l ppath pnodes r changed?] :as path}] loc]
    (when pnodes
      (let [parent (peek pnodes)]
        (if changed?
          (move loc (make-node loc parent (concat l (cons node r)))
                (and ppath (assoc ppath :changed? true)))
          (move loc parent ppath))))))

(defn root
  "The root node, with all changes."
  [loc]
  (if (= :end (loc 1))
    (node loc)
    (let [parent (up loc)]
      (if parent (recur parent) (node loc)))))

(defn right
  "The location of the next sibling, or nil."
  [loc]
  (let [[node {:keys [l r] :as path}] loc
        [next & more :as rs]          r]
    (when (and path rs)
      (move loc next (assoc path :l (conj l node) :r more)))))

(defn rightmost
  "The location of the last sibling."
  [loc]
  (let [[node {:keys [l r] :as path}] loc]
    (if (and path r)
      (move loc (last r) (assoc path :l (apply conj l node (butlast r)) :r nil))
      loc)))

(defn left
  "The location of the sibling before, or nil."
  [loc]
  (let [[node {:keys [l r] :as path}] loc]
    (when (and path (seq l))
      (move loc (peek l) (assoc path :l (pop l) :r (cons node r))))))

(defn leftmost
  "The location of the first sibling."
  [loc]
  (let [[node {:keys [l r] :as path}] loc]
    (if (and path (seq l))
      (move loc (first l) (assoc path :l [] :r (concat (rest l) [node] r)))
      loc)))

(defn insert-left
  "The location with a node inserted to its left."
  [loc item]
  (let [[node {:keys [l] :as path}] loc]
    (if (nil? path)
      (throw (new Exception "Insert at top"))
      (move loc node (assoc path :l (conj l item) :changed? true)))))

(defn insert-right
  "The location with a node inserted to its right."
  [loc item]
  (let [[node {:keys [r] :as path}] loc]
    (if (nil? path)
      (throw (new Exception "Insert at top"))
      (move loc node (assoc path :r (cons item r) :changed? true)))))

(defn replace
  "The location with another node."
  [loc node]
  (let [[_ path] loc]
    (move loc node (if path (assoc path :changed? true) path))))

(defn edit
  "The location with the node that (f node args…) answers."
  [loc f & args]
  (replace loc (apply f (node loc) args)))

(defn insert-child
  "The location with a first child added."
  [loc item]
  (replace loc (make-node loc (node loc) (cons item (children loc)))))

(defn append-child
  "The location with a last child added."
  [loc item]
  (replace loc (make-node loc (node loc) (concat (children loc) [item]))))

(defn next
  "The next location of a depth-first walk; behind the last one, end? is true."
  [loc]
  (if (= :end (loc 1))
    loc
    (or (and (branch? loc) (down loc))
        (right loc)
        (loop [p loc]
          (if (up p)
            (or (right (up p)) (recur (up p)))
            (move loc (node p) :end))))))

(defn prev
  "The location before of a depth-first walk, or nil at the root."
  [loc]
  (if-let [sibling (left loc)]
    (loop [loc sibling]
      (if-let [child (and (branch? loc) (down loc))]
        (recur (rightmost child))
        loc))
    (up loc)))

(defn end?
  "Whether the location is behind the last one of a walk."
  [loc]
  (= :end (loc 1)))

(defn remove
  "The location before of a depth-first walk, with the node at loc gone."
  [loc]
  (let [[node {:keys [l ppath pnodes r] :as path}] loc]
    (cond
      (nil? path) (throw (new Exception "Remove at top"))
      (pos? (count l))
      (loop [loc (move loc (peek l) (assoc path :l (pop l) :changed? true))]
        (if-let [child (and (branch? loc) (down loc))]
          (recur (rightmost child))
          loc))
      :else
      (move loc (make-node loc (peek pnodes) r)
            (and ppath (assoc ppath :changed? true))))))
