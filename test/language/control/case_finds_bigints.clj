(map (fn [x] (case x 1 :a 4294967297 :b 3/2 :c 1.5 :d :e)) [1N 1 4294967297N 3/2 1.5 1.0 1M 2N 18446744073709551617N "1" nil]) ;=> (:a :a :b :c :d :e :e :e :e :e :e)
(map (fn [x] (case x (1 2 3) :few (20 30) :many :none)) [1N (bigint 2) (biginteger 3) 20N 4N]) ;=> (:few :few :few :many :none)
(map (fn [x] (case x 1 :a :x :c :b)) [1N 1 :x 1.0]) ;=> (:a :a :c :b)
(map (fn [x] (case x 1N :a 2 :c :b)) [1 1N 2N]) ;=> (:a :a :c)
(map (fn [x] (case x 9223372036854775807 :a 18446744073709551616 :c :b)) [9223372036854775807N 18446744073709551616N]) ;=> (:a :c)

; numbers of other kinds
(map (fn [x] (case x 1.5 :a 2.5M :b 1/2 :c :d)) [1.5 1.5M 2.5M 2.5 1/2 0.5]) ;=> (:a :d :b :d :c :d)
