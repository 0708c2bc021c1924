(name nil) ;!> NullPointerException: Cannot invoke "clojure.lang.Named.getName()" because "x" is null
(namespace nil) ;!> NullPointerException: Cannot invoke "clojure.lang.Named.getNamespace()" because "x" is null
(clojure.string/split nil #",") ;!> NullPointerException: Cannot invoke "java.lang.CharSequence.length()" because "this.text" is null
(clojure.string/trim nil) ;!> NullPointerException: Cannot invoke "java.lang.CharSequence.length()" because "s" is null
(read-string nil) ;!> NullPointerException: Cannot invoke "String.length()" because "s" is null
(rseq nil) ;!> NullPointerException: Cannot invoke "clojure.lang.Reversible.rseq()" because "rev" is null
(subvec nil 1) ;!> IndexOutOfBoundsException
(subvec nil 0) ;=> []
(in-ns 5) ;!> ClassCastException
(iterator-seq 5) ;!> ClassCastException
(line-seq 5) ;!> ClassCastException
(Long/parseLong "5" 10 1) ;!> IllegalArgumentException: No matching method parseLong found taking 3 args for class java.lang.Long
(instance? clojure.lang.RestFn (fn [& xs] xs)) ;=> true
(instance? clojure.lang.RestFn (fn [x] x)) ;=> false
(count (:at (first (:via (Throwable->map (try ((fn [x] (+ 1 x)) :a) (catch Exception e e))))))) ;=> 4
