(let [a (java.util.ArrayList.)] (.add a 1) (.add a 2) (.add a 0 :first) [(.size a) (.get a 0) (vec a) (count a) (first a) (map identity a) (nth a 1) (str a)]) ;=> [3 :first [:first 1 2] 3 :first (:first 1 2) 1 "[:first, 1, 2]"]
(let [a (java.util.ArrayList. [3 1 2])] (java.util.Collections/sort a) (.remove a 0) (.set a 0 :x) (vec a)) ;=> [:x 3]
(.get (java.util.ArrayList.) 0) ;!> IndexOutOfBoundsException: Index 0 out of bounds for length 0
(let [h (java.util.HashMap.)] [(.put h :a 1) (.put h :a 2) (.get h :a) (get h :a) (.containsKey h :b) (.getOrDefault h :b 0) (count h) (into {} h)]) ;=> [nil 1 2 2 false 0 1 {:a 2}]
(let [h (java.util.LinkedHashMap.)] (doseq [k [:z :y :x]] (.put h k 1)) (keys (into (array-map) h))) ;=> (:z :y :x)
(let [s (java.util.HashSet.)] [(.add s 1) (.add s 1) (.contains s 1) (.size s)]) ;=> [true false true 1]
(let [d (java.util.ArrayDeque.)] (.addLast d 1) (.addLast d 2) (.addFirst d 0) [(.pollFirst d) (.peekLast d) (.size d)]) ;=> [0 2 2]
(let [i (.iterator [1 2])] [(.hasNext i) (.next i) (.next i) (.hasNext i)]) ;=> [true 1 2 false]
(iterator-seq (.iterator [1 2 3])) ;=> (1 2 3)
[(.get {:a 1} :a) (.size [1]) (.nth [1 2] 1) (.containsKey {:a 1} :a) (.indexOf [1 2] 2) (.contains [1 2] 2) (.isEmpty []) (.valAt {:a 1} :a)] ;=> [1 1 2 true 1 true true 1]
[(.keySet {:a 1}) (.getKey (first {:a 1})) (.getValue (first {:a 1})) (.seq [1]) (.cons [1] 2) (.assoc {} :a 1)] ;=> [#{:a} :a 1 (1) [1 2] {:a 1}]
[(.invoke inc 1) (.applyTo + '(1 2)) (.compare < 1 2) (.call (fn [] 5))] ;=> [2 3 -1 5]
(let [m (re-matcher #"(a)(?<second>b)?" "aab")] [(.find m) (.group m) (.group m 2) (.find m) (.group m "second") (.start m) (.end m) (.find m)]) ;=> [true "a" nil true "b" 1 3 false]
[(.pattern #"a+") (str #"a+") (.matches (re-matcher #"a+" "aaa"))] ;=> ["a+" "a+" true]
(re-pattern "(a") ;!> PatternSyntaxException: Unclosed group near index 2
[(java.util.Arrays/asList (to-array [1 2])) (java.util.Objects/equals nil nil)] ;=> [[1 2] true]
(let [l (java.util.concurrent.atomic.AtomicLong. 5)] [(.incrementAndGet l) (.getAndAdd l 10) (.get l)]) ;=> [6 6 16]
[(str (java.util.UUID/fromString "6d34d3a1-1b2c-4e5f-8a9b-0c1d2e3f4a5b")) #uuid "6d34d3a1-1b2c-4e5f-8a9b-0c1d2e3f4a5b" (uuid? (random-uuid)) (parse-uuid "nope")] ;=> ["6d34d3a1-1b2c-4e5f-8a9b-0c1d2e3f4a5b" #uuid "6d34d3a1-1b2c-4e5f-8a9b-0c1d2e3f4a5b" true nil]
[#inst "2020-02-03T04:05:06.007Z" (inst-ms #inst "1970-01-01T00:00:01Z") (.getTime (java.util.Date. 5)) (= #inst "2020" #inst "2020-01-01")] ;=> [#inst "2020-02-03T04:05:06.007-00:00" 1000 5 true]
