; clojure.datafy: objects as data, and from data on to the objects behind it. The data carries the
; object and its class in its metadata (::obj, ::class), where it can.

(defn datafy
  "The object as data, by clojure.core.protocols/Datafiable. Data that carries metadata says there
  what it was made of: :clojure.datafy/obj and :clojure.datafy/class, a symbol."
  [x]
  (let [data (clojure.core.protocols/datafy x)]
    (if (and (not (identical? data x)) (instance? clojure.lang.IObj data))
      (vary-meta data assoc
                 :clojure.datafy/obj x
                 :clojure.datafy/class (symbol (.getName (class x))))
      data)))

(defn nav
  "What v, the value of the key or index k in coll, stands for, by
  clojure.core.protocols/Navigable."
  [coll k v]
  (clojure.core.protocols/nav coll k v))

(extend-protocol clojure.core.protocols/Datafiable
  Throwable
  (datafy [e] (Throwable->map e))
  clojure.lang.IRef
  (datafy [r] (with-meta [(deref r)] (meta r)))
  clojure.lang.Namespace
  (datafy [n]
    (with-meta {:name    (ns-name n)
                :publics (into (sorted-map) (ns-publics n))
                :imports (into (sorted-map) (ns-imports n))
                :interns (into (sorted-map) (ns-interns n))}
               (meta n)))
  java.lang.Class
  (datafy [c]
    {:name  (symbol (.getName c))
     :bases (bases c)}))
