(macroexpand-1 '(defn f [x] x)) ;=> (def f (clojure.core/fn ([x] x)))
(macroexpand-1 '(defn f "doc" ([x] x) ([x y] y))) ;=> (def f (clojure.core/fn ([x] x) ([x y] y)))
(macroexpand-1 '(while a b c)) ;=> (clojure.core/loop [] (clojure.core/when a b c (recur)))
(macroexpand-1 '(future a)) ;=> (clojure.core/future-call (fn* [] a))
(macroexpand-1 '(assert a)) ;=> (clojure.core/when-not a (throw (new java.lang.AssertionError (clojure.core/str "Assert failed: " (clojure.core/pr-str (quote a))))))
(macroexpand '(when-not a b)) ;=> (if a nil (do b))
(defmulti shape :kind)
(doseq [k [:square :circle :oval :line]] (.addMethod shape k (fn [_] k))) ;
(keys (methods shape)) ;=> (:circle :oval :line :square)
(defmulti twice identity)
(defmethod twice :t/a [_] :a) ;
(defmethod twice :t/b [_] :b) ;
(derive :t/c :t/a) ;
(derive :t/c :t/b) ;
(twice :t/c) ;!> IllegalArgumentException: Multiple methods in multimethod 'twice' match dispatch value: :t/c -> :t/a and :t/b, and neither is preferred
(require '[clojure.spec.alpha :as s])
(::s/problems (s/explain-data int? "a")) ;=> [{:path [], :pred clojure.core/int?, :val "a", :via [], :in []}]
(vector? (::s/problems (s/explain-data int? "a"))) ;=> true
(:a (meta ^{:a (+ 1 1)} (reify Object))) ;=> 2
