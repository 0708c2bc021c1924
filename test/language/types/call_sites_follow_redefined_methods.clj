(defprotocol Shape (area [s]) (scaled [s k] [s k l]))
(deftype Square [a] Shape (area [_] (* a a)) (scaled [_ k] (* k a)) (scaled [_ k l] (* k l a)))
(deftype Box [a b] Shape (area [_] (* a b)))
(defrecord Dot [] Shape (area [_] 0))
(defn area-of [s] (area s))
(defn areas [shapes] (mapv (fn [s] (area s)) shapes))
(dotimes [_ 100] (area-of (Square. 3))) ;=> nil
(area-of (Square. 3)) ;=> 9
(areas [(Square. 2) (Box. 2 3) (Dot.) (Square. 3) (Box. 4 5) (Dot.)]) ;=> [4 6 0 9 20 0]

; one site of more types than any cache has room for
(extend-protocol Shape Long (area [n] n) String (area [s] (count s)) nil (area [_] -1) clojure.lang.Keyword (area [_] :k) clojure.lang.PersistentVector (area [v] (reduce + v)))
(areas [5 "four" nil :x [1 2 3] (Dot.) (Box. 1 2) 6 "a" nil :y [] (Square. 7)]) ;=> [5 4 -1 :k 6 0 2 6 1 -1 :k 0 49]

; extend-type after the site has called the old method
(defprotocol Named (label [x]))
(defn label-of [x] (label x))
(extend-type Long Named (label [_] :old))
(dotimes [_ 100] (label-of 1)) ;=> nil
(label-of 1) ;=> :old
(extend-type Long Named (label [_] :new))
(label-of 1) ;=> :new
(extend-type Object Named (label [_] :object))
[(label-of 1) (label-of "s") (label-of :k)] ;=> [:new :object :object]
(extend-type String Named (label [s] (str "string " s)))
[(label-of 1) (label-of "s") (label-of :k)] ;=> [:new "string s" :object]

; a method that is missing is missed each time, until it is there
(defprotocol Late (late [x]))
(defn late-of [x] (try (late x) (catch IllegalArgumentException _ :none)))
[(late-of 1) (late-of 1)] ;=> [:none :none]
(extend-type Long Late (late [n] (inc n)))
[(late-of 1) (late-of 1) (late-of nil)] ;=> [2 2 :none]

; a type defined again is another type, whose instances have its own methods
(deftype Cell [x] Shape (area [_] [:first x]))
(def old-cell (Cell. 1))
(area-of old-cell) ;=> [:first 1]
(deftype Cell [x] Shape (area [_] [:second x]))
[(area-of old-cell) (area-of (Cell. 2)) (area-of old-cell)] ;=> [[:first 1] [:second 2] [:first 1]]

; the arity of a method is chosen at each call
(defn scale [s] [(scaled s 2) (scaled s 2 5)])
[(scale (Square. 3)) (scale (Square. 4))] ;=> [[6 30] [8 40]]

; methods that are primitives, variable in their arguments, or no functions
(extend Double Named {:label inc})
(extend Character Named {:label (fn [& xs] xs)})
(extend clojure.lang.PersistentArrayMap Named {:label :a})
(defn labels [xs] (mapv (fn [x] (label x)) xs))
(labels [1.5 \c {:a 1} 1 2.5 \d {:a 2} "x"]) ;=> [2.5 (\c) 1 :new 3.5 (\d) 2 "string x"]

; a throwing method leaves the site as it was
(deftype Bomb [] Named (label [_] (throw (ex-info "boom" {}))))
(mapv (fn [x] (try (label x) (catch Exception e (ex-message e)))) [1 (Bomb.) 1 (Bomb.)]) ;=> [:new "boom" :new "boom"]

; a loop of calls is interrupted nowhere it should not be, however long
(defn sum-areas [s n] (loop [i 0 total 0] (if (< i n) (recur (inc i) (+ total (area s))) total)))
(sum-areas (Square. 2) 100000) ;=> 400000

; deep recursion through a method
(defprotocol Deep (down [x n]))
(deftype Well [] Deep (down [w n] (if (zero? n) :bottom (down w (dec n)))))
(down (Well.) 1500) ;=> :bottom
