(require '[clojure.edn :as edn])
(edn/read-string "{:a [1 2.5 \"x\" \\c nil true #{1}] b/c -3N}") ;=> {:a [1 2.5 "x" \c nil true #{1}], b/c -3N}
(edn/read-string "#inst \"2020-01-01\"") ;=> #inst "2020-01-01T00:00:00.000-00:00"
(edn/read-string "'a") ;=> 'a
(edn/read-string "@a") ;!> RuntimeException: Invalid leading character: @
(edn/read-string "::a") ;!> RuntimeException: Invalid token: ::a
(edn/read-string "#(a)") ;!> RuntimeException: No dispatch macro for: (
(edn/read-string "") ;=> nil
(edn/read-string nil) ;=> nil
(edn/read-string {:eof :end} "") ;=> :end
(edn/read-string "(1") ;!> RuntimeException: EOF while reading
(edn/read-string "#foo 1") ;!> RuntimeException: No reader function for tag foo
(edn/read-string {:readers {'foo (fn [x] [:foo x])}} "#foo 1") ;=> [:foo 1]
(edn/read-string {:default (fn [tag x] [tag x])} "#foo/bar [1]") ;=> [foo/bar [1]]
(read-string "'a") ;=> (quote a)
(read-string "") ;!> RuntimeException: EOF while reading
(read-string {:eof 1} "") ;=> 1
(read-string "#?(:clj 1)") ;!> RuntimeException: Conditional read not allowed
(read-string {:read-cond :allow} "#?(:clj 1 :cljs 2)") ;=> 1
(with-in-str "(a b) 3 :x" [(read) (read) (read)]) ;=> [(a b) 3 :x]
(with-in-str "" (read *in* false :end)) ;=> :end
(binding [*data-readers* {'twice (fn [x] [x x])}] (read-string "#twice 1")) ;=> [1 1]
(tagged-literal 'a 1) ;=> #a 1
(:form (tagged-literal 'a 1)) ;=> 1
