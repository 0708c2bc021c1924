(def ^:dynamic *depth* 0)
(defn depth [] *depth*)
[(depth) (binding [*depth* 1] [(depth) (binding [*depth* 2] (depth)) (depth)]) (depth)] ;=> [0 [1 2 1] 0]
(binding [*depth* 5] (set! *depth* 6) (depth)) ;=> 6
(try (binding [*depth* 9] (throw (Exception. "x"))) (catch Exception e (depth))) ;=> 0
(set! *depth* 1) ;!> IllegalStateException: Can't change/establish root binding
(def fixed 1)
(binding [fixed 2] fixed) ;!> IllegalStateException: Can't dynamically bind non-dynamic var
(with-redefs [fixed 3] fixed) ;=> 3
fixed ;=> 1
