(defmacro unless [test & body] `(if ~test nil (do ~@body)))
(unless false 1 2) ;=> 2
(unless true 1) ;=> nil
(macroexpand-1 '(when a b c)) ;=> (if a (do b c))
(defmacro twice [x] `(let [y# ~x] (+ y# y#)))
(let [y 5] (twice (* y 2))) ;=> 20
(defmacro with-args [& args] `'~args)
(with-args a 1 [b]) ;=> (a 1 [b])
`(a ~(+ 1 2) ~@[4 5]) ;=> (test.macros.macros_make_code/a 3 4 5)
`[~@(range 3) {:k ~:v}] ;=> [0 1 2 {:k :v}]
(defmacro fails [] (throw (ex-info "in macro" {})))
(fails) ;!> ExceptionInfo: in macro
(defmacro env-names [] (vec (sort (map name (keys &env)))))
(let [b 1 a 2] (env-names)) ;=> ["a" "b"]
