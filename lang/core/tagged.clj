; Tagged literals and reader conditionals that were read as data, not as what they mean.
; Namespace clojure.lang, so that the classes have the JVM's names.

(deftype TaggedLiteral [tag form]
  clojure.lang.ILookup
  (valAt [this k] (.valAt this k nil))
  (valAt [_ k default] (case k :tag tag :form form default))
  Object
  (printOn [_ w] (genera.host/write-text w (str "#" tag " " (pr-str form))))
  (equals [_ x] (and (instance? TaggedLiteral x) (= tag (.-tag x)) (= form (.-form x))))
  (hashCode [_] (prim/hash-step (genera.slow/java-hash tag) (genera.slow/java-hash form))))

(deftype ReaderConditional [form splicing?]
  clojure.lang.ILookup
  (valAt [this k] (.valAt this k nil))
  (valAt [_ k default] (case k :form form :splicing? splicing? default))
  Object
  (printOn [_ w] (genera.host/write-text w (str (if splicing? "#?@" "#?") (pr-str form))))
  (equals [_ x]
    (and (instance? ReaderConditional x) (= form (.-form x)) (= splicing? (:splicing? x))))
  (hashCode [_] (hash form)))
