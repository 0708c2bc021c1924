; clojure.lang.PersistentQueue: a list in front for taking, a vector behind for adding; when the
; front is used up, the vector's sequence takes its place. Namespace clojure.lang.

(deftype PersistentQueue [_meta _count _front _rear]
  clojure.lang.IPersistentList
  (peek [this] (prim/first _front))
  (pop [this]
    (if _front
      (let [more (prim/next _front)]
        (if more
          (new PersistentQueue _meta (dec _count) more _rear)
          (new PersistentQueue _meta (dec _count) (prim/seq _rear) [])))
      this))
  (count [this] _count)
  (cons [this x]
    (if _front
      (new PersistentQueue _meta (inc _count) _front (prim/conj _rear x))
      (new PersistentQueue _meta (inc _count) (prim/list [x]) [])))
  (empty [this] (new PersistentQueue _meta 0 nil []))
  (equiv [this other] (and (sequential? other) (= (or (seq this) ()) (or (seq other) ()))))
  (seq [this] (if _front (prim/seq (concat _front _rear)) nil))
  (iterator [this] ((prim/find-method (or (seq this) []) :iterator) (or (seq this) [])))
  clojure.lang.Counted
  clojure.lang.IObj
  (meta [this] _meta)
  (withMeta [this m] (new PersistentQueue m _count _front _rear))
  clojure.lang.IHashEq
  (hasheq [this] (genera.slow/hash-sequence this))
  java.util.Collection
  (size [this] _count)
  (isEmpty [this] (nil? _front))
  java.lang.Object
  (hashCode [this] (genera.slow/java-hash this))
  (equals [this other] (and (sequential? other) (= (or (seq this) ()) (or (seq other) ()))))
  (toString [this]
    (str "clojure.lang.PersistentQueue@"
         (prim/number-string (bit-and (genera.slow/java-hash this) 4294967295) 16))))

(genera.host/intern-static "clojure.lang.PersistentQueue" "EMPTY"
                           (new PersistentQueue nil 0 nil []))
