(defrecord Point [x y])
(= (->Point 1 2) (read-string (str "#" (.getName Point) "[1 2]"))) ;=> true
(= (->Point 1 nil) (read-string (str "#" (.getName Point) "{:x 1}"))) ;=> true
(= (->Point 1 2) (read-string (pr-str (->Point 1 2)))) ;=> true
(:z (read-string (str "#" (.getName Point) "{:x 1 :z 3}"))) ;=> 3
(read-string (str "#" (.getName Point) "[1]")) ;!> RuntimeException: Unexpected number of constructor arguments to class
(read-string (str "#" (.getName Point) "{x 1}")) ;!> RuntimeException: Unreadable defrecord form: key must be of type clojure.lang.Keyword, got x
(read-string (str "#" (.getName Point) "(1 2)")) ;!> RuntimeException: Unreadable constructor form starting with
(binding [*read-eval* false] (read-string (str "#" (.getName Point) "[1 2]"))) ;!> RuntimeException: Record construction syntax can only be used when *read-eval* == true
(binding [*read-eval* false] (read-string "#=(+ 1 2)")) ;!> RuntimeException: EvalReader not allowed when *read-eval* is false.
(binding [*read-eval* :unknown] (read-string "1")) ;!> RuntimeException: Reading disallowed - *read-eval* bound to :unknown
(read-string "#no.such.Record[1]") ;!> ClassNotFoundException: no.such.Record
