(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(defn p [s] (binding [*print-meta* true] (pr-str (r s))))
(r "'a") ;=> (quote a)
(r "'(1 2)") ;=> (quote (1 2))
(r "''a") ;=> (quote (quote a))
(r "'") ;!> RuntimeException: EOF while reading
(r "'\na") ;=> (quote a)
(r "' a") ;=> (quote a)
(r "@a") ;=> (clojure.core/deref a)
(r "@") ;!> RuntimeException: EOF while reading
(r "@@a") ;=> (clojure.core/deref (clojure.core/deref a))
(r "#'a") ;=> (var a)
(r "#'a/b") ;=> (var a/b)
(r "#'") ;!> RuntimeException: EOF while reading
(r "#''a") ;=> (var (quote a))
(p "^:a b") ;=> "^{:a true} b"
(p "^:a ^:b c") ;=> "^{:b true, :a true} c"
(p "^{:a 1} [1]") ;=> "^{:a 1} [1]"
(p "^String x") ;=> "^String x"
(p "^\"foo\" x") ;=> "^\"foo\" x"
(p "^[a] x") ;!> IllegalArgumentException: Metadata must be Symbol,Keyword,String or Map
(p "^1 x") ;!> IllegalArgumentException: Metadata must be Symbol,Keyword,String or Map
(p "^:a 1") ;!> IllegalArgumentException: Metadata can only be applied to IMetas
(p "^:a :b") ;!> IllegalArgumentException: Metadata can only be applied to IMetas
(p "^:a \"x\"") ;!> IllegalArgumentException: Metadata can only be applied to IMetas
(p "^:a nil") ;!> IllegalArgumentException: Metadata can only be applied to IMetas
(p "^:a") ;!> RuntimeException: EOF while reading
(p "^") ;!> RuntimeException: EOF while reading
(p "^{:a 1} (1 2)") ;=> "^{:a 1} (1 2)"
(p "^{:a 1} {:b 2}") ;=> "^{:a 1} {:b 2}"
(p "^{:a 1} #{1}") ;=> "^{:a 1} #{1}"
(p "^{:a 1 :b 2} ^{:a 3 :c 4} x") ;=> "^{:a 1, :c 4, :b 2} x"
(p "#^:a b") ;=> "^{:a true} b"
(p "#^String x") ;=> "^String x"
(p "^:a 'x") ;=> "^{:a true} (quote x)"
(p "^:a ()") ;=> "^{:a true} ()"
(p "^a/b x") ;=> "^a/b x"
(p "^'a x") ;!> IllegalArgumentException: Metadata must be Symbol,Keyword,String or Map
