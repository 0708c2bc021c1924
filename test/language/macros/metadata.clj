(meta ^{:a 1} [1]) ;=> {:a 1}
(meta ^:flag {}) ;=> {:flag true}
(meta (with-meta [1] {:b 2})) ;=> {:b 2}
(meta (vary-meta ^{:a 1} [] assoc :c 3)) ;=> {:a 1, :c 3}
(= ^{:a 1} [1] [1]) ;=> true
(:doc (meta (defn documented "Says what." [] 1))) ;=> "Says what."
(:arglists (meta #'documented)) ;=> ([])
(:private (meta (defn- hidden [] 1))) ;=> true
