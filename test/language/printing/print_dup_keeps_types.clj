(binding [*print-dup* true] (pr-str {:a [1 {:b 2}]} #{1} (sorted-map 1 2) String #'inc {} (list 1))) ;=> "#=(clojure.lang.PersistentArrayMap/create {:a [1 #=(clojure.lang.PersistentArrayMap/create {:b 2})]}) #{1} #=(clojure.lang.PersistentTreeMap/create {1 2}) #=java.lang.String #=(var clojure.core/inc) #=(clojure.lang.PersistentArrayMap/create {}) (1)"
(binding [*print-dup* true] (pr-str (zipmap (range 9) (range 9)))) ;=> "{0 0, 7 7, 1 1, 4 4, 6 6, 3 3, 2 2, 5 5, 8 8}"
(binding [*print-dup* true] (read-string (pr-str {:a [1 {:b 2}]}))) ;=> {:a [1 {:b 2}]}
(deftype Dot [x])
(defmethod print-dup Dot [d w] (.write w (str "#=dot" (.-x d)))) ;
(binding [*print-dup* true] (pr-str [(Dot. 1)])) ;=> "[#=dot1]"
[(.hashCode 3N) (.hashCode 1.50M) (.hashCode -7/2) (.hashCode -123456789012345678901234567890N) (.hashCode [1/2 2.5M])] ;=> [3 4652 -5 -1915528825 1830]
(hash (tagged-literal 'a 1)) ;=> 683326353
(read-string "#inst \"2020-13\"") ;!> RuntimeException: failed: (<= 1 months 12)
(read-string "#inst \"2020-02-30\"") ;!> RuntimeException: failed: (<= 1 days (days-in-month months (leap-year? years)))
