(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(defn k [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :preserve} s)))
(r "#?(:clj 1)") ;=> 1
(k "#?(:clj 1)") ;=> #?(:clj 1)
(r "#?(:cljs 1)") ;!> RuntimeException: EOF while reading
(k "#?(:cljs 1)") ;=> #?(:cljs 1)
(r "#?(:cljs 1 :clj 2)") ;=> 2
(k "#?(:cljs 1 :clj 2)") ;=> #?(:cljs 1 :clj 2)
(r "#?(:cljs 1 :default 3)") ;=> 3
(k "#?(:cljs 1 :default 3)") ;=> #?(:cljs 1 :default 3)
(r "#?(:default 3 :clj 2)") ;=> 3
(k "#?(:default 3 :clj 2)") ;=> #?(:default 3 :clj 2)
(r "#?(:clj 1 :cljs 2) ") ;=> 1
(k "#?(:clj 1 :cljs 2) ") ;=> #?(:clj 1 :cljs 2)
(r "#?@(:clj [1 2])") ;!> RuntimeException: Reader conditional splicing not allowed at the top level.
(k "#?@(:clj [1 2])") ;=> #?@(:clj [1 2])
(r "[#?@(:clj [1 2])]") ;=> [1 2]
(k "[#?@(:clj [1 2])]") ;=> [#?@(:clj [1 2])]
(r "[#?@(:cljs [1 2])]") ;=> []
(k "[#?@(:cljs [1 2])]") ;=> [#?@(:cljs [1 2])]
(r "[#?@(:clj [1 2]) 3]") ;=> [1 2 3]
(k "[#?@(:clj [1 2]) 3]") ;=> [#?@(:clj [1 2]) 3]
(r "[0 #?@(:clj [1 2] :cljs [3]) 4]") ;=> [0 1 2 4]
(k "[0 #?@(:clj [1 2] :cljs [3]) 4]") ;=> [0 #?@(:clj [1 2] :cljs [3]) 4]
(r "[#?(:cljs 1)]") ;=> []
(k "[#?(:cljs 1)]") ;=> [#?(:cljs 1)]
(r "[#?(:clj)]") ;!> RuntimeException: read-cond requires an even number of forms.
(k "[#?(:clj)]") ;=> [#?(:clj)]
(r "#?(:clj)") ;!> RuntimeException: read-cond requires an even number of forms.
(k "#?(:clj)") ;=> #?(:clj)
(r "#?()") ;!> RuntimeException: EOF while reading
(k "#?()") ;=> #?()
(r "#?(1 2)") ;!> RuntimeException: Feature should be a keyword: 1
(k "#?(1 2)") ;=> #?(1 2)
(r "#?(:else 1)") ;!> RuntimeException: Feature name :else is reserved.
(k "#?(:else 1)") ;=> #?(:else 1)
(r "#?(:none 1)") ;!> RuntimeException: Feature name :none is reserved.
(k "#?(:none 1)") ;=> #?(:none 1)
(r "#?(:clj 1 :else 2)") ;=> 1
(k "#?(:clj 1 :else 2)") ;=> #?(:clj 1 :else 2)
(r "#?(clj 1)") ;!> RuntimeException: Feature should be a keyword: clj
(k "#?(clj 1)") ;=> #?(clj 1)
(r "#?[:clj 1]") ;!> RuntimeException: read-cond body must be a list
(k "#?[:clj 1]") ;!> RuntimeException: read-cond body must be a list
(r "#? (:clj 1)") ;=> 1
(k "#? (:clj 1)") ;=> #?(:clj 1)
(r "#?  \n(:clj 1)") ;=> 1
(k "#?  \n(:clj 1)") ;=> #?(:clj 1)
(r "#?") ;!> RuntimeException: EOF while reading character
(k "#?") ;!> RuntimeException: EOF while reading character
(r "#?@") ;!> RuntimeException: EOF while reading character
(k "#?@") ;!> RuntimeException: EOF while reading character
(r "#?(") ;!> RuntimeException: EOF while reading
(k "#?(") ;!> RuntimeException: EOF while reading
(r "#?(:clj") ;!> RuntimeException: EOF while reading
(k "#?(:clj") ;!> RuntimeException: EOF while reading
(r "#?(:clj 1") ;!> RuntimeException: EOF while reading
(k "#?(:clj 1") ;!> RuntimeException: EOF while reading
(r "#?(:cljs #foo 1 :clj 2)") ;=> 2
(k "#?(:cljs #foo 1 :clj 2)") ;=> #?(:cljs #foo 1 :clj 2)
(r "#?(:cljs #foo.Bar{:a 1} :clj 2)") ;=> 2
(k "#?(:cljs #foo.Bar{:a 1} :clj 2)") ;=> #?(:cljs #foo.Bar {:a 1} :clj 2)
(r "#?(:cljs ::nope/x :clj 2)") ;!> RuntimeException: Invalid token: ::nope/x
(k "#?(:cljs ::nope/x :clj 2)") ;!> RuntimeException: Invalid token: ::nope/x
(r "#?(:cljs #?(:clj 1) :clj 2)") ;=> 2
(k "#?(:cljs #?(:clj 1) :clj 2)") ;=> #?(:cljs #?(:clj 1) :clj 2)
(r "#?(:clj #?(:cljs 1 :clj 3))") ;=> 3
(k "#?(:clj #?(:cljs 1 :clj 3))") ;=> #?(:clj #?(:cljs 1 :clj 3))
(r "#?(:clj (1 #?@(:clj [2 3])))") ;=> (1 2 3)
(k "#?(:clj (1 #?@(:clj [2 3])))") ;=> #?(:clj (1 #?@(:clj [2 3])))
(r "[#?@(:clj 1)]") ;!> RuntimeException: Spliced form list in read-cond-splicing must implement java.util.List
(k "[#?@(:clj 1)]") ;=> [#?@(:clj 1)]
(r "[#?@(:clj nil)]") ;!> RuntimeException: Spliced form list in read-cond-splicing must implement java.util.List
(k "[#?@(:clj nil)]") ;=> [#?@(:clj nil)]
(r "[#?@(:clj (1 2))]") ;=> [1 2]
(k "[#?@(:clj (1 2))]") ;=> [#?@(:clj (1 2))]
(r "[#?@(:clj {1 2})]") ;!> RuntimeException: Spliced form list in read-cond-splicing must implement java.util.List
(k "[#?@(:clj {1 2})]") ;=> [#?@(:clj {1 2})]
(r "[#?@(:clj #{1})]") ;!> RuntimeException: Spliced form list in read-cond-splicing must implement java.util.List
(k "[#?@(:clj #{1})]") ;=> [#?@(:clj #{1})]
(r "[#?@(:clj \"ab\")]") ;!> RuntimeException: Spliced form list in read-cond-splicing must implement java.util.List
(k "[#?@(:clj \"ab\")]") ;=> [#?@(:clj "ab")]
(r "'#?@(:clj [1 2])") ;=> (quote 1)
(k "'#?@(:clj [1 2])") ;=> (quote #?@(:clj [1 2]))
(r "['#?@(:clj [1 2]) 3]") ;=> [(quote 1) 2 3]
(k "['#?@(:clj [1 2]) 3]") ;=> [(quote #?@(:clj [1 2])) 3]
(r "{#?@(:clj [:a 1])}") ;=> {:a 1}
(k "{#?@(:clj [:a 1])}") ;!> RuntimeException: Map literal must contain an even number of forms
(r "{:a #?(:clj 1)}") ;=> {:a 1}
(k "{:a #?(:clj 1)}") ;=> {:a #?(:clj 1)}
(r "{:a #?(:cljs 1)}") ;!> RuntimeException: Map literal must contain an even number of forms
(k "{:a #?(:cljs 1)}") ;=> {:a #?(:cljs 1)}
(r "[#?@(:clj [1 #?@(:clj [2])])]") ;=> [1 2]
(k "[#?@(:clj [1 #?@(:clj [2])])]") ;=> [#?@(:clj [1 #?@(:clj [2])])]
(r "#?(:clj/a 1 :default 2)") ;=> 2
(k "#?(:clj/a 1 :default 2)") ;=> #?(:clj/a 1 :default 2)
(r "#?(:cljs #=(foo) :clj 2)") ;!> RuntimeException: Can't resolve foo
(k "#?(:cljs #=(foo) :clj 2)") ;!> RuntimeException: Can't resolve foo
(r "#?(:cljs #\"[\" :clj 2)") ;!> PatternSyntaxException: Unclosed character class near index 0
(k "#?(:cljs #\"[\" :clj 2)") ;!> PatternSyntaxException: Unclosed character class near index 0
(r "#?(:cljs {:a} :clj 2)") ;!> RuntimeException: Map literal must contain an even number of forms
(k "#?(:cljs {:a} :clj 2)") ;!> RuntimeException: Map literal must contain an even number of forms
(r "#?(:clj #_1 2)") ;=> 2
(k "#?(:clj #_1 2)") ;=> #?(:clj 2)
(r "#?(#_1 :clj 2)") ;=> 2
(k "#?(#_1 :clj 2)") ;=> #?(:clj 2)
(r "#?(:clj ^:a x)") ;=> x
(k "#?(:clj ^:a x)") ;=> #?(:clj x)
(r "^:a #?(:clj x)") ;=> x
(k "^:a #?(:clj x)") ;!> IllegalArgumentException: Metadata can only be applied to IMetas
