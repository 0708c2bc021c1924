(do (import '(java.util Properties IdentityHashMap WeakHashMap ArrayList HashMap HashSet ArrayDeque LinkedList TreeMap TreeSet LinkedHashMap LinkedHashSet PriorityQueue Optional Collections Arrays Objects StringJoiner StringTokenizer Stack Vector Hashtable AbstractMap$SimpleEntry List Map Set Locale Random Comparator UUID Date Base64) '(java.util.concurrent ConcurrentHashMap CopyOnWriteArrayList) '(java.util.concurrent.atomic AtomicLong AtomicInteger AtomicReference AtomicBoolean) '(java.util.function Function BiFunction UnaryOperator Predicate Supplier Consumer) '(java.util.regex Pattern Matcher) '(java.net URI URLEncoder URLDecoder) '(java.time Instant Duration LocalDate LocalTime LocalDateTime ZoneId ZoneOffset DayOfWeek Month) '(java.time.format DateTimeFormatter) '(java.time.temporal ChronoUnit) '(java.io StringReader File) '(java.nio.charset StandardCharsets) '(clojure.lang RT Util Numbers PersistentQueue MapEntry)) nil) ;=> nil
(do (Optional/of 5) nil) ;=> nil
(do (Optional/empty) nil) ;=> nil
(do (Optional/ofNullable nil) nil) ;=> nil
(.isPresent (Optional/of 5)) ;=> true
(.isEmpty (Optional/of 5)) ;=> false
(.get (Optional/of 5)) ;=> 5
(.get (Optional/empty)) ;!> NoSuchElementException: No value present
(.orElse (Optional/empty) 7) ;=> 7
(.orElse (Optional/of 5) 7) ;=> 5
(.orElseGet (Optional/empty) (reify Supplier (get [_] 8))) ;=> 8
(.orElseThrow (Optional/empty)) ;!> NoSuchElementException: No value present
(.orElseThrow (Optional/of 1)) ;=> 1
(do (.map (Optional/of 5) (reify Function (apply [_ x] (inc x)))) nil) ;=> nil
(do (.filter (Optional/of 5) (reify Predicate (test [_ x] (even? x)))) nil) ;=> nil
(do (.flatMap (Optional/of 5) (reify Function (apply [_ x] (Optional/of (inc x))))) nil) ;=> nil
(.ifPresent (Optional/of 5) (reify Consumer (accept [_ x] (println "got" x)))) ;=> nil
(str (Optional/of 5)) ;=> "Optional[5]"
(str (Optional/empty)) ;=> "Optional.empty"
(= (Optional/of 5) (Optional/of 5)) ;=> true
(.hashCode (Optional/of 5)) ;=> 5
(Optional/of nil) ;!> NullPointerException
(.foo (Optional/of 1)) ;!> IllegalArgumentException: No matching field found: foo for class java.util.Optional
(do (.or (Optional/empty) (reify Supplier (get [_] (Optional/of 1)))) nil) ;=> nil
(.orElseThrow (Optional/empty) (reify Supplier (get [_] (IllegalStateException. "none")))) ;!> IllegalStateException: none
(Collections/emptyList) ;=> []
(Collections/emptyMap) ;=> {}
(Collections/emptySet) ;=> #{}
(Collections/singletonList 1) ;=> [1]
(Collections/singleton 1) ;=> #{1}
(Collections/singletonMap :a 1) ;=> {:a 1}
(Collections/nCopies 3 :x) ;=> [:x :x :x]
(Collections/unmodifiableList (ArrayList. [1])) ;=> [1]
(.add (Collections/unmodifiableList (ArrayList. [1])) 2) ;!> UnsupportedOperationException
(Collections/unmodifiableMap (HashMap. {:a 1})) ;=> {:a 1}
(.put (Collections/unmodifiableMap (HashMap. {:a 1})) :b 2) ;!> UnsupportedOperationException
(Collections/unmodifiableSet (HashSet. [1])) ;=> #{1}
(Collections/synchronizedList (ArrayList. [1])) ;=> [1]
(Collections/synchronizedMap (HashMap. {:a 1})) ;=> {:a 1}
(let [l (ArrayList. [1 2 3])] (Collections/reverse l) l) ;=> [3 2 1]
(let [l (ArrayList. [1 2 3])] (Collections/swap l 0 2) l) ;=> [3 2 1]
(let [l (ArrayList. [3 1 2])] (Collections/sort l (comparator >)) l) ;=> [3 2 1]
(let [l (ArrayList. [1 2 3 4 5])] (Collections/shuffle l (Random. 42)) l) ;=> [2 3 4 5 1]
(Collections/max [1 5 3]) ;=> 5
(Collections/min [1 5 3]) ;=> 1
(Collections/max [1 5 3] (comparator >)) ;=> 1
(Collections/frequency [1 1 2] 1) ;=> 2
(Collections/binarySearch (ArrayList. [1 3 5]) 3) ;=> 1
(Collections/binarySearch [1 3 5] 4) ;=> -3
(let [l (ArrayList.)] (Collections/addAll l (to-array [1 2])) l) ;=> [1 2]
(let [l (ArrayList. [1 2])] (Collections/fill l 0) l) ;=> [0 0]
(let [l (ArrayList. [1 2 3])] (Collections/rotate l 1) l) ;=> [3 1 2]
(Collections/disjoint [1] [2]) ;=> true
(sort (Collections/reverseOrder) [1 3 2]) ;=> (3 2 1)
(do (Collections/unmodifiableCollection [1]) nil) ;=> nil
(Collections/list (Collections/enumeration [1 2])) ;=> [1 2]
(Collections/foo 1) ;!> IllegalArgumentException: No matching method foo found taking 1 args for class java.util.Collections
(.sort (ArrayList. [1]) nil) ;=> nil
(let [l (ArrayList. [1 2 1])] (Collections/replaceAll l 1 9) l) ;=> [9 2 9]
(do (Collections/emptyIterator) nil) ;=> nil
(Collections/newSetFromMap (HashMap.)) ;=> #{}
(Collections/indexOfSubList [1 2 3] [2 3]) ;=> 1
(do Collections/EMPTY_LIST nil) ;=> nil
(Arrays/asList (to-array [1 2])) ;=> [1 2]
(Arrays/toString (int-array [1 2])) ;=> "[1, 2]"
(Arrays/toString (to-array [1 nil "a"])) ;=> "[1, null, a]"
(Arrays/toString (double-array [1.5])) ;=> "[1.5]"
(Arrays/toString (char-array "ab")) ;=> "[a, b]"
(Arrays/toString (boolean-array [true])) ;=> "[true]"
(let [a (int-array [3 1 2])] (Arrays/sort a) (vec a)) ;=> [1 2 3]
(let [a (long-array [3 1 2])] (Arrays/sort a) (vec a)) ;=> [1 2 3]
(let [a (to-array [3 1 2])] (Arrays/sort a (comparator >)) (vec a)) ;=> [3 2 1]
(let [a (int-array [3 2 1])] (Arrays/sort a 0 2) (vec a)) ;=> [2 3 1]
(let [a (int-array 3)] (Arrays/fill a 7) (vec a)) ;=> [7 7 7]
(let [a (long-array 3)] (Arrays/fill a 1 2 7) (vec a)) ;=> [0 7 0]
(vec (Arrays/copyOf (int-array [1 2 3]) 5)) ;=> [1 2 3 0 0]
(vec (Arrays/copyOf (to-array [1 2 3]) 2)) ;=> [1 2]
(vec (Arrays/copyOfRange (int-array [1 2 3]) 1 3)) ;=> [2 3]
(Arrays/equals (int-array [1]) (int-array [1])) ;=> true
(Arrays/equals (to-array [1]) (to-array [2])) ;=> false
(Arrays/hashCode (int-array [1 2])) ;=> 994
(Arrays/hashCode (to-array [1 "a"])) ;=> 1089
(Arrays/deepToString (to-array [(to-array [1 2]) 3])) ;=> "[[1, 2], 3]"
(Arrays/deepEquals (to-array [(to-array [1])]) (to-array [(to-array [1])])) ;=> true
(Arrays/binarySearch (int-array [1 3 5]) 3) ;=> 1
(Arrays/binarySearch (long-array [1 3 5]) 4) ;=> -3
(Arrays/foo 1) ;!> IllegalArgumentException: No matching method foo found taking 1 args for class java.util.Arrays
(Arrays/setAll (long-array 2) (reify java.util.function.IntToLongFunction (applyAsLong [_ i] i))) ;=> nil
(Arrays/asList (into-array ["a" "b"])) ;=> ["a" "b"]
(Objects/equals 1 1) ;=> true
(Objects/equals nil nil) ;=> true
(Objects/hash (to-array [1 2])) ;=> 994
(Objects/hashCode nil) ;=> 0
(Objects/hashCode 5) ;=> 5
(Objects/isNull nil) ;=> true
(Objects/nonNull nil) ;=> false
(Objects/requireNonNull 5) ;=> 5
(Objects/requireNonNull nil) ;!> NullPointerException
(Objects/requireNonNull nil "msg") ;!> NullPointerException: msg
(Objects/toString nil) ;=> "null"
(Objects/toString nil "def") ;=> "def"
(Objects/toString 5) ;=> "5"
(Objects/requireNonNullElse nil 5) ;=> 5
(Objects/compare 1 2 compare) ;=> -1
(Objects/checkIndex 5 3) ;!> IndexOutOfBoundsException: Index 5 out of bounds for length 3
(Objects/foo 1) ;!> IllegalArgumentException: No matching method foo found taking 1 args for class java.util.Objects
(Objects/deepEquals 1 1) ;=> true
(do (def ch (ConcurrentHashMap.)) nil) ;=> nil
(.put ch :a 1) ;=> nil
(.get ch :a) ;=> 1
(.putIfAbsent ch :a 2) ;=> 1
(.computeIfAbsent ch :b (reify Function (apply [_ k] 7))) ;=> 7
(.compute ch :b (reify BiFunction (apply [_ k v] (inc v)))) ;=> 8
(.merge ch :b 5 (reify BiFunction (apply [_ a b] (+ a b)))) ;=> 13
(.remove ch :a) ;=> 1
(.remove ch :b 1) ;=> false
(.replace ch :b 1 2) ;=> false
(.replace ch :b 3) ;=> 13
(.getOrDefault ch :x 0) ;=> 0
(.containsKey ch :b) ;=> true
(.size ch) ;=> 1
(.mappingCount ch) ;=> 1
(.keySet ch) ;=> #{:b}
(do (.values ch) nil) ;=> nil
(do (.entrySet ch) nil) ;=> nil
(.isEmpty ch) ;=> false
(.put ch nil 1) ;!> NullPointerException
(.put ch 1 nil) ;!> NullPointerException
(into {} ch) ;=> {:b 3}
(iterator-seq (.iterator (.keySet ch))) ;=> (:b)
(ConcurrentHashMap. {:a 1}) ;=> {:a 1}
(ConcurrentHashMap. 16) ;=> {}
(.clear ch) ;=> nil
(count ch) ;=> 0
(enumeration-seq (.keys (ConcurrentHashMap. {:a 1}))) ;=> (:a)
(enumeration-seq (.elements (ConcurrentHashMap. {:a 1}))) ;=> (1)
(.contains (ConcurrentHashMap. {:a 1}) 1) ;=> true
(.foo ch) ;!> IllegalArgumentException: No matching field found: foo for class java.util.concurrent.ConcurrentHashMap
(.forEach (ConcurrentHashMap. {:a 1}) (reify java.util.function.BiConsumer (accept [_ k v] (println k v)))) ;=> nil
(.containsValue (ConcurrentHashMap. {:a 1}) 1) ;=> true
(.putAll ch {:q 1}) ;=> nil
(.computeIfPresent ch :q (reify BiFunction (apply [_ k v] nil))) ;=> nil
ch ;=> {}
(do (def ab (AtomicBoolean.)) nil) ;=> nil
(.get ab) ;=> false
(.set ab true) ;=> nil
(.compareAndSet ab true false) ;=> true
(.getAndSet ab true) ;=> false
(str ab) ;=> "true"
(do (AtomicBoolean. true) nil) ;=> nil
(do (def ai (AtomicInteger. 5)) nil) ;=> nil
(.get ai) ;=> 5
(.incrementAndGet ai) ;=> 6
(.getAndIncrement ai) ;=> 6
(.decrementAndGet ai) ;=> 6
(.getAndDecrement ai) ;=> 6
(.addAndGet ai 5) ;=> 10
(.getAndAdd ai 5) ;=> 10
(.set ai 0) ;=> nil
(.lazySet ai 1) ;=> nil
(.compareAndSet ai 1 2) ;=> true
(.getAndSet ai 3) ;=> 2
(.intValue ai) ;=> 3
(.updateAndGet ai (reify java.util.function.IntUnaryOperator (applyAsInt [_ x] (int (* 2 x))))) ;=> 6
(.accumulateAndGet ai 5 (reify java.util.function.IntBinaryOperator (applyAsInt [_ x y] (int (+ x y))))) ;=> 11
ai ;=> 11
(str ai) ;=> "11"
(.foo ai) ;!> IllegalArgumentException: No matching field found: foo for class java.util.concurrent.atomic.AtomicInteger
(clojure.core/deref ai) ;!> ClassCastException: class java.util.concurrent.atomic.AtomicInteger cannot be cast to class java.util.concurrent.Future (java.util.concurrent.atomic.AtomicInteger and java.util.concurrent.Future are in module java.base of loader 'bootstrap')
(AtomicInteger.) ;=> 0
(do (def at (AtomicLong. 5)) nil) ;=> nil
(.get at) ;=> 5
(.incrementAndGet at) ;=> 6
(.getAndIncrement at) ;=> 6
(.decrementAndGet at) ;=> 6
(.getAndDecrement at) ;=> 6
(.addAndGet at 5) ;=> 10
(.getAndAdd at 5) ;=> 10
(.set at 0) ;=> nil
(.compareAndSet at 0 2) ;=> true
(.getAndSet at 3) ;=> 2
(.longValue at) ;=> 3
(.intValue at) ;=> 3
(.doubleValue at) ;=> 3.0
(.updateAndGet at (reify java.util.function.LongUnaryOperator (applyAsLong [_ x] (* 2 x)))) ;=> 6
(.getAndUpdate at (reify java.util.function.LongUnaryOperator (applyAsLong [_ x] (* 2 x)))) ;=> 6
(.accumulateAndGet at 5 (reify java.util.function.LongBinaryOperator (applyAsLong [_ x y] (+ x y)))) ;=> 17
at ;=> 17
(str at) ;=> "17"
(AtomicLong.) ;=> 0
(.foo at) ;!> IllegalArgumentException: No matching field found: foo for class java.util.concurrent.atomic.AtomicLong
(do (number? at) nil) ;=> nil
(do (def ar (AtomicReference. :a)) nil) ;=> nil
(.get ar) ;=> :a
(.set ar :b) ;=> nil
(.compareAndSet ar :b :c) ;=> true
(.getAndSet ar :d) ;=> :c
(.updateAndGet ar (reify UnaryOperator (apply [_ x] [x]))) ;=> [:d]
(.getAndUpdate ar (reify UnaryOperator (apply [_ x] [x]))) ;=> [:d]
(.accumulateAndGet ar 1 (reify java.util.function.BinaryOperator (apply [_ a b] [a b]))) ;=> [[[:d]] 1]
(str (AtomicReference. 5)) ;=> "5"
(do (AtomicReference.) nil) ;=> nil
(.lazySet ar 1) ;=> nil
(.foo ar) ;!> IllegalArgumentException: No matching field found: foo for class java.util.concurrent.atomic.AtomicReference
(.weakCompareAndSet ar 1 2) ;=> true
(do (def stk (Stack.)) nil) ;=> nil
(.push stk 1) ;=> 1
(.push stk 2) ;=> 2
(.peek stk) ;=> 2
(.pop stk) ;=> 2
(.empty stk) ;=> false
(.search stk 1) ;=> 1
stk ;=> [1]
(Vector. [1 2]) ;=> [1 2]
(do (def ht (Hashtable.)) nil) ;=> nil
(.put ht :a 1) ;=> nil
(.get ht :a) ;=> 1
ht ;=> {:a 1}
(Properties.) ;=> {}
(let [p (Properties.)] (.setProperty p "a" "b") [(.getProperty p "a") (.getProperty p "z") (.getProperty p "z" "d")]) ;=> ["b" nil "d"]
(let [p (Properties.)] (.load p (StringReader. "a=1\n# c\nb: two\n")) (into (sorted-map) p)) ;=> {"a" "1", "b" "two"}
(IdentityHashMap.) ;=> {}
(WeakHashMap.) ;=> {}
(do (AbstractMap$SimpleEntry. :a 1) nil) ;=> nil
(.getKey (AbstractMap$SimpleEntry. :a 1)) ;=> :a
