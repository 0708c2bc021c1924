(def x 1)
(defn f [] x)
(def x 2)
(f) ;=> 2
(alter-var-root #'x + 10) ;=> 12
(f) ;=> 12
(var? #'x) ;=> true
@#'x ;=> 12
(defonce y 1)
(defonce y 2)
y ;=> 1
(declare later)
(defn uses-later [] (later 3))
(defn later [n] (* n n))
(uses-later) ;=> 9
