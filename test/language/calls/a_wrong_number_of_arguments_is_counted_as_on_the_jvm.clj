;; Only a keyword counts more than 21 arguments; instances are named by their classes.
(defn three [a b c])
(apply three (range 20)) ;!> ArityException: Wrong number of args (20) passed to: test.calls.a_wrong_number_of_arguments_is_counted_as_on_the_jvm/three
(apply three (range 21)) ;!> ArityException: Wrong number of args (21) passed to: test.calls.a_wrong_number_of_arguments_is_counted_as_on_the_jvm/three
(apply three (range 40)) ;!> ArityException: Wrong number of args (21) passed to: test.calls.a_wrong_number_of_arguments_is_counted_as_on_the_jvm/three
(apply :a (range 20)) ;!> ArityException: Wrong number of args (20) passed to: :a
(apply :a (range 21)) ;!> ArityException: Wrong number of args (21) passed to: :a
(apply :a (range 22)) ;!> ArityException: Wrong number of args (22) passed to: :a
(apply :a (map inc (range 40))) ;!> ArityException: Wrong number of args (40) passed to: :a
(apply 'a (range 22)) ;!> ArityException: Wrong number of args (21) passed to: clojure.lang.Symbol
(apply {} (range 22)) ;!> ArityException: Wrong number of args (21) passed to: clojure.lang.PersistentArrayMap
(apply [] (range 20)) ;!> ArityException: Wrong number of args (20) passed to: clojure.lang.PersistentVector
(apply [] (range 22)) ;!> ArityException: Wrong number of args (21) passed to: clojure.lang.PersistentVector
(apply #{} (range 22)) ;!> ArityException: Wrong number of args (21) passed to: clojure.lang.PersistentHashSet
(apply (sorted-map) (range 20)) ;!> ArityException: Wrong number of args (20) passed to: clojure.lang.PersistentTreeMap
(apply (sorted-map) (range 22)) ;!> ArityException: Wrong number of args (21) passed to: clojure.lang.PersistentTreeMap
(apply (sorted-set) (range 3)) ;!> ArityException: Wrong number of args (3) passed to: clojure.lang.PersistentTreeSet
(apply (transient {}) (range 3)) ;!> ArityException: Wrong number of args (3) passed to: clojure.lang.PersistentArrayMap/TransientArrayMap
(apply (transient []) (range 22)) ;!> ArityException: Wrong number of args (21) passed to: clojure.lang.PersistentVector/TransientVector
(apply nil (range 3)) ;!> NullPointerException: Cannot invoke "clojure.lang.IFn.applyTo(clojure.lang.ISeq)" because "f" is null
(apply \a (range 22)) ;!> ClassCastException: class java.lang.Character cannot be cast to class clojure.lang.IFn (java.lang.Character is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')
(apply "a" (range 22)) ;!> ClassCastException: class java.lang.String cannot be cast to class clojure.lang.IFn (java.lang.String is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')
(apply 1 (range 22)) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IFn (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')
(:a 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23) ;!> ArityException: Wrong number of args (23) passed to: :a
({} 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23) ;!> ArityException: Wrong number of args (21) passed to: clojure.lang.PersistentArrayMap
(three 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23) ;!> ArityException: Wrong number of args (21) passed to: test.calls.a_wrong_number_of_arguments_is_counted_as_on_the_jvm/three
