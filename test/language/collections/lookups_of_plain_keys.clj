; get and nth with literal kinds of keys take a short way; it must agree with the long one
(def small {:a 1 :b nil 3 4})
[(get small :a) (get small :b) (get small :c) (get small 3) (get small 4)] ;=> [1 nil nil 4 nil]
(def large (into {} (map (fn [i] [i (* i i)])) (range 1000)))
[(get large 0) (get large 999) (get large 1000) (get large -1)] ;=> [0 998001 nil nil]
(every? (fn [i] (= (get large i) (* i i))) (range 1000)) ;=> true
(def mixed (into large {:a 1 :b 2 nil 3 "s" 4 'sym 5 1.5 6 \c 7 [1] 8}))
[(get mixed :a) (get mixed :zz) (get mixed nil) (get mixed "s") (get mixed 'sym) (get mixed 1.5) (get mixed \c) (get mixed [1])] ;=> [1 nil 3 4 5 6 7 8]
; equal integers of other types are one key
(def big (into {} (map (fn [i] [(bigint i) i])) (range 100)))
[(get big 5) (get big 99N) (get large 5N) (get big 100)] ;=> [5 99 25 nil]
; keys whose hashes are the same
(def collide (into {} (map (fn [s] [s (count s)])) ["AaAaAaAaAaAa" "BBBBBBBBBBBB" "AaBBAaBBAaBB" "BBAaBBAaBBAa" "AaAaBBBBAaAa" "BBBBAaAaBBBB" "AaAaAaBBBBBB" "BBBBBBAaAaAa" "AaBBBBAaAaBB"]))
[(count collide) (get collide "AaBBBBAaAaBB") (get collide 5) (get collide :k)] ;=> [9 12 nil nil]
[(get nil :a) (get 5 :a) (get "abc" 1) (get [1 2] 1) (get #{1 :a} 1) (get #{1 :a} :b) (get (vec (range 100)) 99)] ;=> [nil nil \b 2 1 nil 99]
(defrecord Point [x y])
[(get (->Point 1 2) :x) (get (->Point 1 2) :z) (get (transient {:a 1}) :a) (get (sorted-map 1 2) 1)] ;=> [1 nil 1 2]
(loop [m large i 0] (if (< i 1000) (recur (dissoc m i) (inc i)) [(count m) (get m 5)])) ;=> [0 nil]
[(nth [1 2 3] 2) (nth (seq [1 2 3]) 1) (nth [1] 5 :none)] ;=> [3 2 :none]
(nth [1] 1) ;!> IndexOutOfBoundsException
(reduce (fn [a x] (if (= x 50) (reduced [:stopped a]) (+ a x))) 0 (vec (range 1000))) ;=> [:stopped 1225]
(reduce (fn [a x] (reduced :first)) nil [nil nil]) ;=> :first
