(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(r "#()") ;=> (fn* [] ())
(r "#(#(%))") ;!> IllegalStateException: Nested #()s are not allowed
(r "#(+ %a)") ;!> IllegalStateException: arg literal must be %, %& or %integer
(r "#(+ %:a)") ;!> IllegalStateException: arg literal must be %, %& or %integer
(r "#(%%)") ;!> IllegalStateException: arg literal must be %, %& or %integer
(r "#(") ;!> RuntimeException: EOF while reading
(r "#(1") ;!> RuntimeException: EOF while reading
((eval (r "#(vector % %2 %&)")) 1 2 3 4) ;=> [1 2 (3 4)]
((eval (r "#(vector %3 %1)")) 1 2 3) ;=> [3 1]
((eval (r "#(do [% %])")) 5) ;=> [5 5]
((eval (r "#(apply + %&)")) 1 2 3) ;=> 6
((eval (r "#(do)"))) ;=> nil
(let [[f params body] (r "#(+ % %3)")] [f (count params) (count (set params)) (= (first params) (second body))]) ;=> [fn* 3 3 true]
(let [[_ params] (r "#(list %&)")] (first params)) ;=> &
((eval (r "#(map (fn [x] (+ x %)) [1 2])")) 1) ;=> (2 3)
((eval (r "#(inc (do #_% 1))")) 1) ;=> 2
(meta (r "#(a)")) ;=> nil
