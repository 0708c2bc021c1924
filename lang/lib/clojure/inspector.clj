; clojure.inspector: data as trees and tables. What shows them in windows is refused, as there are
; none here; the functions that say what a tree's nodes are do what they do on the JVM.

(ns clojure.inspector
  "Data as trees and tables.")

(defn atom?
  "Is x no collection?"
  [x]
  (not (coll? x)))

(defn collection-tag
  "What kind of node x is: :entry, :map, :seq or :atom."
  [x]
  (cond (map-entry? x)               :entry
        (instance? java.util.Map x)  :seqable
        (sequential? x)              :seq
        (instance? clojure.lang.Seqable x) :seqable
        :else                        :atom))

(defmulti is-leaf
  "Is a node one without children?"
  collection-tag)
(defmulti get-child
  "The child of a node at an index."
  (fn [parent index] (collection-tag parent)))
(defmulti get-child-count
  "The number of children of a node."
  collection-tag)

(defmethod is-leaf :default [node] (atom? node))
(defmethod get-child :default [parent index] (nth parent index))
(defmethod get-child-count :default [parent] (count parent))

(defmethod is-leaf :entry [entry] (is-leaf (val entry)))
(defmethod get-child :entry [entry index] (get-child (val entry) index))
(defmethod get-child-count :entry [entry] (count (val entry)))

(defmethod is-leaf :seqable [parent] false)
(defmethod get-child :seqable [parent index] (nth (seq parent) index))
(defmethod get-child-count :seqable [parent] (count (seq parent)))

(defn- no-windows [name]
  (throw (UnsupportedOperationException.
          (str name ": there are no windows; clojure.pprint/pprint and print-table show data"))))

(defn tree-model "Refused: there are no windows." [data] (no-windows "tree-model"))
(defn old-table-model "Refused: there are no windows." [data] (no-windows "old-table-model"))
(defn list-model "Refused: there are no windows." [provider] (no-windows "list-model"))
(defn list-provider "Refused: there are no windows." [x] (no-windows "list-provider"))
(defn table-model "Refused: there are no windows." [data] (no-windows "table-model"))
(defn inspect "Refused: there are no windows." [x] (no-windows "inspect"))
(defn inspect-tree "Refused: there are no windows." [data] (no-windows "inspect-tree"))
(defn inspect-table "Refused: there are no windows." [data] (no-windows "inspect-table"))
