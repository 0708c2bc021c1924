; vector-of: a vector that casts what is put into it, over an ordinary vector.

(deftype Vec [_cast _vector]
  clojure.lang.IPersistentVector
  (cons [this x] (new Vec _cast (prim/conj _vector (_cast x))))
  (assoc [this i x] (new Vec _cast (prim/assoc _vector i (_cast x))))
  (assocN [this i x] (new Vec _cast (prim/assoc _vector i (_cast x))))
  (containsKey [this i] (prim/contains _vector i))
  (entryAt [this i] (prim/find _vector i))
  (valAt [this i] (prim/get _vector i))
  (valAt [this i absent] (prim/get-default _vector i absent))
  (nth [this i] (prim/nth _vector i))
  (nth [this i absent] (prim/nth-default _vector i absent))
  (count [this] (prim/count _vector))
  (length [this] (prim/count _vector))
  (peek [this] (prim/peek _vector))
  (pop [this] (new Vec _cast (prim/pop _vector)))
  (empty [this] (new Vec _cast []))
  (equiv [this other] (= _vector (if (instance? Vec other) (vec (seq other)) other)))
  (seq [this] (prim/seq _vector))
  (rseq [this] (prim/rseq-vector _vector))
  clojure.lang.IFn
  (invoke [this i] (prim/nth _vector i))
  clojure.lang.IObj
  (meta [this] (prim/meta _vector))
  (withMeta [this m] (new Vec _cast (prim/with-meta _vector m)))
  clojure.lang.IHashEq
  (hasheq [this] (prim/hash _vector))
  java.lang.Iterable
  (iterator [this] ((prim/find-method _vector :iterator) _vector))
  java.lang.Comparable
  (compareTo [this other]
    (cond (nil? other)    (throw (new NullPointerException))
          (vector? other) (prim/compare _vector (vec other))
          :else (throw (genera.host/cast-error other "clojure.lang.IPersistentVector"))))
  Object
  (hashCode [this] (genera.slow/java-hash _vector))
  (listIterator [this] (.listIterator _vector))
  (listIterator [this i] (.listIterator _vector i))
  (equals [this other] (= _vector (if (instance? Vec other) (vec (seq other)) other)))
  (toString [this] (prim/to-string _vector)))

(defn vector-of
  "A vector of the values cast to the type t (:int :long :float :double :byte :short :char or
  :boolean); what is added to it later is cast, too."
  [t & xs]
  (let [cast (get {:int int :long long :float float :double double :byte byte :short short
                   :char char :boolean boolean}
                  t)]
    (if cast
      (new Vec cast (mapv cast xs))
      (throw (new IllegalArgumentException (str "Unrecognized type " t))))))
