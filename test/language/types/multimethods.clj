(defmulti area :shape)
(defmethod area :square [{:keys [side]}] (* side side))
(defmethod area :default [_] :unknown)
(area {:shape :square :side 3}) ;=> 9
(area {:shape :blob}) ;=> :unknown
(derive ::cat ::animal)
(isa? ::cat ::animal) ;=> true
(defmulti speak identity)
(defmethod speak ::animal [_] :noise)
(speak ::cat) ;=> :noise
(speak ::stone) ;!> IllegalArgumentException: No method in multimethod 'speak' for dispatch value:
(defmulti both (fn [a b] [(class a) (class b)]))
(defmethod both [Long String] [a b] [a b])
(both 1 "x") ;=> [1 "x"]
