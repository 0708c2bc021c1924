(if nil 1 2) ;=> 2
(if false 1) ;=> nil
(if 0 1 2) ;=> 1
(when true 1 2) ;=> 2
(when-not nil :a) ;=> :a
(cond (= 1 2) :a (= 1 1) :b :else :c) ;=> :b
(cond false 1) ;=> nil
(condp = 2 1 :one 2 :two :other) ;=> :two
(condp some [1 2 3] #{0 6} :a #{3 4} :>> inc) ;=> 4
(if-let [x (seq [])] x :empty) ;=> :empty
(when-let [[a] [1 2]] a) ;=> 1
(if-some [x false] [x] :none) ;=> [false]
(and 1 nil 2) ;=> nil
(or nil false 3) ;=> 3
(and) ;=> true
(or) ;=> nil
