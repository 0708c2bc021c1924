(class 1) ;=> java.lang.Long
(class "s") ;=> java.lang.String
(class nil) ;=> nil
(instance? Number 1.5) ;=> true
(instance? clojure.lang.IPersistentMap {}) ;=> true
(type (with-meta [] {:type :t})) ;=> :t
[(class 1.0) (class \a) (class :k) (class 's) (class []) (class {}) (class 1N) (class 1/2) (class 1M) (class true)] ;=> [java.lang.Double java.lang.Character clojure.lang.Keyword clojure.lang.Symbol clojure.lang.PersistentVector clojure.lang.PersistentArrayMap clojure.lang.BigInt clojure.lang.Ratio java.math.BigDecimal java.lang.Boolean]
