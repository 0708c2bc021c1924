(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(r "#:a{:b 1}") ;=> #:a{:b 1}
(r "#:a{:b 1 :c/d 2 :_/e 3}") ;=> {:a/b 1, :c/d 2, :e 3}
(r "#:a{b 1 c/d 2 _/e 3}") ;=> {a/b 1, c/d 2, e 3}
(r "#:a{\"b\" 1 2 3}") ;=> {"b" 1, 2 3}
(r "#:a {:b 1}") ;=> #:a{:b 1}
(r "#:a\n{:b 1}") ;=> #:a{:b 1}
(r "#: a{:b 1}") ;!> RuntimeException: Namespaced map must specify a namespace
(r "#:a/b{:c 1}") ;!> RuntimeException: Namespaced map must specify a valid namespace: a/b
(r "#:1{:c 1}") ;!> RuntimeException: Namespaced map must specify a valid namespace: 1
(r "#:{:c 1}") ;!> RuntimeException: Namespaced map must specify a valid namespace: null
(r "#::{:c 1}") ;=> #:user{:c 1}
(r "#:: {:c 1}") ;=> #:user{:c 1}
(r "#::  a{:c 1}") ;!> RuntimeException: Namespaced map must specify a namespace
(r "#::a{:c 1}") ;!> RuntimeException: Unknown auto-resolved namespace alias: a
(r "#::clojure.core{:c 1}") ;!> RuntimeException: Unknown auto-resolved namespace alias: clojure.core
(r "#::s{:c 1}") ;!> RuntimeException: Unknown auto-resolved namespace alias: s
(r "#::s{:c 1 :_/d 2}") ;!> RuntimeException: Unknown auto-resolved namespace alias: s
(r "#:a[1]") ;!> RuntimeException: Namespaced map must specify a map
(r "#:a(1)") ;!> RuntimeException: Namespaced map must specify a map
(r "#:a{:b}") ;!> RuntimeException: Namespaced map literal must contain an even number of forms
(r "#:a{:b 1 :b 2}") ;!> IllegalArgumentException: Duplicate key: :a/b
(r "#:a{:b 1 :a/b 2}") ;!> IllegalArgumentException: Duplicate key: :a/b
(r "#:a{") ;!> RuntimeException: EOF while reading
(r "#:a{:b 1") ;!> RuntimeException: EOF while reading
(r "#::") ;!> RuntimeException: EOF while reading
(r "#:") ;!> RuntimeException: EOF while reading
(r "#:a{:b {:c 1}}") ;=> #:a{:b {:c 1}}
(r "#:\"a\"{:b 1}") ;!> RuntimeException: Namespaced map must specify a valid namespace: a
(r "#:nil{:b 1}") ;!> RuntimeException: Namespaced map must specify a valid namespace: null
(r "#::{}") ;=> {}
(r "#:a{}") ;=> {}
(r "#:a.b{:c 1}") ;=> #:a.b{:c 1}
