(import '(java.time ZonedDateTime) '(java.util.concurrent ForkJoinPool)) ;
[(instance? ZonedDateTime 1) (.getName ZonedDateTime)] ;=> [false "java.time.ZonedDateTime"]
(identical? (.getContextClassLoader (Thread/currentThread)) (.getContextClassLoader (Thread/currentThread))) ;=> true
(enumeration-seq (.getResources (.getContextClassLoader (Thread/currentThread)) "no/such/file.edn")) ;=> nil
(.getResource (clojure.lang.RT/baseLoader) "no/such/file.edn") ;=> nil
(dosync (alter @#'clojure.core/*loaded-libs* conj 'made.up)) ;
[(contains? (loaded-libs) 'made.up) (class @#'clojure.core/*loaded-libs*)] ;=> [true clojure.lang.Ref]
(do (dosync (alter @#'clojure.core/*loaded-libs* disj 'made.up)) (contains? (loaded-libs) 'made.up)) ;=> false
