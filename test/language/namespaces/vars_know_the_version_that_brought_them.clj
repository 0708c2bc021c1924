;; :added and :deprecated, for tools.
(:added (meta #'map)) ;=> "1.0"
(:added (meta #'update-vals)) ;=> "1.11"
(:added (meta #'when)) ;=> "1.0"
(:added (meta #'clojure.string/includes?)) ;=> "1.8"
((juxt :added :deprecated) (meta #'replicate)) ;=> ["1.0" "1.3"]
(do (require 'clojure.zip) (:added (meta (resolve 'clojure.zip/up)))) ;=> "1.0"
(binding [pr (fn [& xs] [:pr xs])] (pr 1)) ;=> [:pr (1)]
(remove (fn [[_ v]] (:doc (meta v))) (ns-publics 'clojure.core)) ;=> ()
(do (require 'clojure.spec.alpha) (remove (fn [[_ v]] (:doc (meta v))) (ns-publics 'clojure.spec.alpha))) ;=> ()
