(defrecord Point [x y])
(def p (->Point 1 2))
(:x p) ;=> 1
(assoc p :x 5) ;=> #test.types.records_are_maps.Point{:x 5, :y 2}
(:z (assoc p :z 3)) ;=> 3
(= p (->Point 1 2)) ;=> true
(= p {:x 1 :y 2}) ;=> false
(map->Point {:x 1 :y 2}) ;=> #test.types.records_are_maps.Point{:x 1, :y 2}
(into {} p) ;=> {:x 1, :y 2}
(dissoc p :x) ;=> {:y 2}
(record? p) ;=> true
(let [{:keys [x y]} p] [y x]) ;=> [2 1]
(.x p) ;=> 1
(update p :x inc) ;=> #test.types.records_are_maps.Point{:x 2, :y 2}
