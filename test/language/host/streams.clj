(import '(java.util.stream Collectors IntStream Stream) '(java.util.function Function Predicate UnaryOperator ToIntFunction BinaryOperator) '(java.util Arrays OptionalInt))
(defn f [g] (reify Function (apply [_ x] (g x))))
(defn p [g] (reify Predicate (test [_ x] (boolean (g x)))))
(defn i [g] (reify ToIntFunction (applyAsInt [_ x] (int (g x)))))
(vec (.toArray (.map (.filter (.stream [1 2 3]) (p odd?)) (f inc)))) ;=> [2 4]
[(.sum (IntStream/range 0 10)) (vec (.toArray (IntStream/rangeClosed 1 4))) (str (.average (IntStream/of (int-array [1 2])))) (str (.max (IntStream/range 0 0))) (.getMax (.summaryStatistics (IntStream/range 0 5)))] ;=> [45 [1 2 3 4] "OptionalDouble[1.5]" "OptionalInt.empty" 4]
[(.collect (.stream ["a" "b"]) (Collectors/joining ", " "[" "]")) (.collect (.stream [1 2]) (Collectors/toList)) (.collect (.stream [1 2]) (Collectors/counting)) (.collect (.stream [1 2]) (Collectors/averagingInt (i identity)))] ;=> ["[a, b]" [1 2] 2 1.5]
(into (sorted-map) (.collect (.stream ["a" "bb" "cc"]) (Collectors/groupingBy (f count)))) ;=> {1 ["a"], 2 ["bb" "cc"]}
(into (sorted-map) (.collect (.stream ["a" "bb"]) (Collectors/toMap (f identity) (f count)))) ;=> {"a" 1, "bb" 2}
(.collect (.stream ["a" "a"]) (Collectors/toMap (f identity) (f count))) ;!> IllegalStateException: Duplicate key a (attempted merging values 1 and 1)
(let [s (.stream [1])] (.count s) (.count s)) ;!> IllegalStateException: stream has already been operated upon or closed
(.toList (.limit (Stream/iterate 1 (reify UnaryOperator (apply [_ x] (* 2 x)))) 5)) ;=> [1 2 4 8 16]
[(.reduce (.stream [1 2 3]) 0 (reify BinaryOperator (apply [_ a b] (+ a b)))) (str (.findFirst (.stream [1 2]))) (.toList (.flatMap (.stream [[1 2] [3]]) (f (fn [x] (.stream x))))) (.toList (.sorted (.distinct (.stream [3 1 3]))))] ;=> [6 "Optional[1]" [1 2 3] [1 3]]
[(.sum (.mapToInt (.stream ["a" "bb"]) (i count))) (.toList (.boxed (.chars "ab"))) (.sum (Arrays/stream (double-array [1.5 2]))) (.toList (.lines "a\nb")) (.sum (Arrays/stream (long-array [1 2])))] ;=> [3 [97 98] 3.5 ["a" "b"] 3]
[(.anyMatch (.stream [1 2]) (p odd?)) (.allMatch (.stream [1 2]) (p odd?)) (.noneMatch (.stream []) (p odd?)) (str (OptionalInt/of 3)) (str (OptionalInt/empty))] ;=> [true false true "OptionalInt[3]" "OptionalInt.empty"]
(.limit (.stream [1]) -1) ;!> IllegalArgumentException: -1
