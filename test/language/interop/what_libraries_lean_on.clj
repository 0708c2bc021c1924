; Small things that libraries and Clojure's own tests rely on.

(let [m (re-matcher #"(a)(b)" "ababaa")] (re-find m) [(nth m 0) (nth m 2) (nth m 3 :none) (nth m -1 :none)]) ;=> ["ab" "b" :none :none]
(nth (re-matcher #"c" "ab") 0 :none) ;=> :none
(take 2 (cycle (map #(/ 42 %) '(2 1 0)))) ;=> (21 42)
((some-fn number? odd? pos?) :a 1) ;=> true
((some-fn false? nil?) 1) ;=> false
(compare [1 2 3] (vector-of :int 1 2 3)) ;=> 0
(compare [1 2] (vector-of :int 1 2 3)) ;=> -1
(clojure.string/replace "foo" #"o" (StringBuffer. "a")) ;=> "faa"
(clojure.string/replace-first "a--b" (StringBuffer. "--") "+") ;=> "a+b"
(defrecord Point [x y]) (deftype Big [a b c d e f g h i j k l m n o p q r s t u])
[(.containsValue (->Point 1 2) 2) (.containsValue (->Point 1 2) 3)] ;=> [true false]
(try (.put (->Point 1 2) :a 1) (catch UnsupportedOperationException e :refused)) ;=> :refused
(into {} (map->Point (java.util.HashMap. {:x 1 :z 3}))) ;=> {:x 1, :y nil, :z 3}
(into {} (.cons (->Point 1 2) (clojure.lang.MapEntry. :y 5))) ;=> {:x 1, :y 5}
(try (->Big 1 2) (catch clojure.lang.ArityException e (.-actual e))) ;=> 2
(clojure.main/with-bindings (set! *math-context* (java.math.MathContext. 3)) (+ 3.5555M 1)) ;=> 4.56M
(clojure.lang.Compiler/demunge "user$f_QMARK_") ;=> "user/f?"
(do (require 'clojure.walk) (map meta [(clojure.walk/postwalk identity (with-meta '(1 2) {:a 1})) (clojure.walk/postwalk identity (with-meta [1] {:a 1}))])) ;=> (nil {:a 1})
(str (java.time.LocalDateTime/parse "2006-03-24T15:49:00.000Z" java.time.format.DateTimeFormatter/ISO_ZONED_DATE_TIME)) ;=> "2006-03-24T15:49"
