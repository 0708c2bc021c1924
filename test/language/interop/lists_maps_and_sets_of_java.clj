(do (import '(java.util Properties IdentityHashMap WeakHashMap ArrayList HashMap HashSet ArrayDeque LinkedList TreeMap TreeSet LinkedHashMap LinkedHashSet PriorityQueue Optional Collections Arrays Objects StringJoiner StringTokenizer Stack Vector Hashtable AbstractMap$SimpleEntry List Map Set Locale Random Comparator UUID Date Base64) '(java.util.concurrent ConcurrentHashMap CopyOnWriteArrayList) '(java.util.concurrent.atomic AtomicLong AtomicInteger AtomicReference AtomicBoolean) '(java.util.function Function BiFunction UnaryOperator Predicate Supplier Consumer) '(java.util.regex Pattern Matcher) '(java.net URI URLEncoder URLDecoder) '(java.time Instant Duration LocalDate LocalTime LocalDateTime ZoneId ZoneOffset DayOfWeek Month) '(java.time.format DateTimeFormatter) '(java.time.temporal ChronoUnit) '(java.io StringReader File) '(java.nio.charset StandardCharsets) '(clojure.lang RT Util Numbers PersistentQueue MapEntry)) nil) ;=> nil
(do (def m (HashMap.)) nil) ;=> nil
(.put m :a 1) ;=> nil
(.put m :a 2) ;=> 1
(.put m "b" 3) ;=> nil
(.get m :a) ;=> 2
(.get m :zz) ;=> nil
(.getOrDefault m :zz 5) ;=> 5
(.containsKey m :a) ;=> true
(.containsValue m 3) ;=> true
(.size m) ;=> 2
(.isEmpty m) ;=> false
(.keySet (HashMap. {:a 1})) ;=> #{:a}
(sort (map str (.keySet m))) ;=> (":a" "b")
(sort (.values m)) ;=> (2 3)
(do (.entrySet (HashMap. {:a 1})) nil) ;=> nil
(map (fn [e] [(.getKey e) (.getValue e)]) (.entrySet (HashMap. {:a 1}))) ;=> ([:a 1])
(.putAll m {:c 4}) ;=> nil
(.putIfAbsent m :a 9) ;=> 2
(.putIfAbsent m :d 9) ;=> nil
(.remove m :d) ;=> 9
(.remove m :d) ;=> nil
(.remove m :c 99) ;=> false
(.replace m :c 5) ;=> 4
(.replace m :c 5 6) ;=> true
(.merge m :c 10 (reify BiFunction (apply [_ a b] (+ a b)))) ;=> 16
(.compute m :c (reify BiFunction (apply [_ k v] (inc v)))) ;=> 17
(.computeIfAbsent m :n (reify Function (apply [_ k] :made))) ;=> :made
(.computeIfPresent m :n (reify BiFunction (apply [_ k v] nil))) ;=> nil
(.get m :n) ;=> nil
(.forEach (HashMap. {:a 1}) (reify java.util.function.BiConsumer (accept [_ k v] (println k v)))) ;=> nil
(.replaceAll m (reify BiFunction (apply [_ k v] (if (number? v) (* 2 v) v)))) ;=> nil
(.get m :a) ;=> 4
(.clone (HashMap. {:a 1})) ;=> {:a 1}
(str (HashMap. {:a 1})) ;=> "{:a=1}"
(HashMap. {:a 1}) ;=> {:a 1}
(.equals (HashMap. {:a 1}) {:a 1}) ;=> true
(= {:a 1} (HashMap. {:a 1})) ;=> true
(= (HashMap. {:a 1}) {:a 1}) ;=> true
(.hashCode (HashMap. {:a 1})) ;=> 1013910568
(get m :a) ;=> 4
(get m :zz :d) ;=> :d
(contains? m :a) ;=> true
(:a m) ;=> 4
(count m) ;=> 3
(into {} (HashMap. {:a 1})) ;=> {:a 1}
(seq (HashMap.)) ;=> nil
(keys (HashMap. {:a 1})) ;=> (:a)
(vals (HashMap. {:a 1})) ;=> (1)
(.put m nil nil) ;=> nil
(.containsKey m nil) ;=> true
(let [h (HashMap. {:a 1, :b 2})] (.remove (.keySet h) :a) h) ;=> {:b 2}
(let [h (HashMap. {:a 1, :b 2}) it (.iterator (.entrySet h))] (.next it) (.remove it) (.size h)) ;=> 1
(.clear m) ;=> nil
m ;=> {}
(HashMap. 16) ;=> {}
(HashMap. 16 0.75) ;=> {}
(reduce-kv (fn [a k v] (+ a v)) 0 (HashMap. {:a 1})) ;=> 1
(.foo m) ;!> IllegalArgumentException: No matching field found: foo for class java.util.HashMap
(.assoc m 1 2) ;!> IllegalArgumentException: No matching method assoc found taking 2 args for class java.util.HashMap
(m :a) ;!> ClassCastException: class java.util.HashMap cannot be cast to class clojure.lang.IFn (java.util.HashMap is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')
(assoc (HashMap.) 1 2) ;!> ClassCastException: class java.util.HashMap cannot be cast to class clojure.lang.Associative (java.util.HashMap is in module java.base of loader 'bootstrap'; clojure.lang.Associative is in unnamed module of loader 'app')
(Map/of :a 1) ;=> {:a 1}
(do (Map/entry :a 1) nil) ;=> nil
(update {} :a (fnil inc 0)) ;=> {:a 1}
(let [{:keys [a]} (HashMap. {:a 1})] a) ;=> 1
(doto (HashMap.) (.put 1 2)) ;=> {1 2}
(reduce (fn [acc e] (+ acc (val e))) 0 (HashMap. {:a 1, :b 2})) ;=> 3
(do (def hs (HashSet.)) nil) ;=> nil
(.add hs 1) ;=> true
(.add hs 1) ;=> false
(.contains hs 1) ;=> true
(.size hs) ;=> 1
(.remove hs 1) ;=> true
(.remove hs 1) ;=> false
(.addAll hs [1 2 3]) ;=> true
(.containsAll hs [1 2]) ;=> true
(.retainAll hs [1 2]) ;=> true
(.removeAll hs [1]) ;=> true
hs ;=> #{2}
(.isEmpty hs) ;=> false
(str hs) ;=> "[2]"
(.equals (HashSet. [1]) #{1}) ;=> true
(= #{1} (HashSet. [1])) ;=> true
(= (HashSet. [1]) #{1}) ;=> true
(contains? hs 2) ;=> true
(get hs 2) ;=> nil
(count hs) ;=> 1
(seq hs) ;=> (2)
(vec (.toArray hs)) ;=> [2]
(do (.iterator hs) nil) ;=> nil
(.clone hs) ;=> #{2}
(.hashCode (HashSet. [1 2])) ;=> 3
(.clear hs) ;=> nil
hs ;=> #{}
(hs 1) ;!> ClassCastException: class java.util.HashSet cannot be cast to class clojure.lang.IFn (java.util.HashSet is in module java.base of loader 'bootstrap'; clojure.lang.IFn is in unnamed module of loader 'app')
(.foo hs) ;!> IllegalArgumentException: No matching field found: foo for class java.util.HashSet
(HashSet. 5) ;=> #{}
(into #{} (HashSet. [1 2])) ;=> #{1 2}
(.removeIf (HashSet. [1 2]) (reify Predicate (test [_ x] (odd? x)))) ;=> true
(Set/of 1) ;=> #{1}
(do (def q (ArrayDeque.)) nil) ;=> nil
(.addFirst q 1) ;=> nil
(.addLast q 2) ;=> nil
(.offerFirst q 0) ;=> true
(.offerLast q 3) ;=> true
(.push q :p) ;=> nil
(do q nil) ;=> nil
(.peek q) ;=> :p
(.peekFirst q) ;=> :p
(.peekLast q) ;=> 3
(.getFirst q) ;=> :p
(.getLast q) ;=> 3
(.pop q) ;=> :p
(.poll q) ;=> 0
(.pollFirst q) ;=> 1
(.pollLast q) ;=> 3
(do q nil) ;=> nil
(.removeFirst q) ;=> 2
(.removeLast q) ;!> NoSuchElementException
(.poll q) ;=> nil
(.peek q) ;=> nil
(.getFirst q) ;!> NoSuchElementException
(.offer q 5) ;=> true
(.add q 6) ;=> true
(.remove q) ;=> 5
(.size q) ;=> 1
(.isEmpty q) ;=> false
(.contains q 6) ;=> true
(seq q) ;=> (6)
(do (.iterator q) nil) ;=> nil
(iterator-seq (.descendingIterator (ArrayDeque. [1 2 3]))) ;=> (3 2 1)
(.addAll q [1 2]) ;=> true
(vec q) ;=> [6 1 2]
(.remove q 1) ;=> true
(.element q) ;=> 6
(.removeFirstOccurrence q 2) ;=> true
(.removeLastOccurrence q 2) ;=> false
(.clear q) ;=> nil
(.pop q) ;!> NoSuchElementException
(.remove q) ;!> NoSuchElementException
(.add q nil) ;!> NullPointerException
(do (.clone (ArrayDeque. [1])) nil) ;=> nil
(vec (.toArray (ArrayDeque. [1 2]))) ;=> [1 2]
(str (ArrayDeque. [1 2])) ;=> "[1, 2]"
(do (ArrayDeque. 10) nil) ;=> nil
(do (= (ArrayDeque. [1]) [1]) nil) ;=> nil
(.foo q) ;!> IllegalArgumentException: No matching field found: foo for class java.util.ArrayDeque
(count (ArrayDeque. [1 2])) ;=> 2
(first (ArrayDeque. [1 2])) ;=> 1
(do (def l (LinkedList.)) nil) ;=> nil
(.add l 1) ;=> true
(.add l 0 0) ;=> nil
(.addFirst l -1) ;=> nil
(.addLast l 2) ;=> nil
(.push l -2) ;=> nil
(do l nil) ;=> nil
(.get l 1) ;=> -1
(.set l 1 9) ;=> -1
(.peek l) ;=> -2
(.peekFirst l) ;=> -2
(.peekLast l) ;=> 2
(.getFirst l) ;=> -2
(.getLast l) ;=> 2
(.pop l) ;=> -2
(.poll l) ;=> 9
(.pollLast l) ;=> 2
(.removeFirst l) ;=> 0
(.offer l 7) ;=> true
(.remove l) ;=> 1
(.indexOf l 7) ;=> 0
(.element l) ;=> 7
(.size l) ;=> 1
(.contains l 7) ;=> true
(do (.listIterator l) nil) ;=> nil
(.clear l) ;=> nil
(.getFirst l) ;!> NoSuchElementException
(.removeFirst l) ;!> NoSuchElementException
(.pop l) ;!> NoSuchElementException
(do (LinkedList. [1 2]) nil) ;=> nil
(= (LinkedList. [1 2]) [1 2]) ;=> true
(do (.descendingIterator (LinkedList. [1])) nil) ;=> nil
(.foo l) ;!> IllegalArgumentException: No matching field found: foo for class java.util.LinkedList
(seq (LinkedList. [1 2])) ;=> (1 2)
(do (def tm (TreeMap. {:b 2, :a 1, :c 3})) nil) ;=> nil
tm ;=> {:a 1, :b 2, :c 3}
(.firstKey tm) ;=> :a
(.lastKey tm) ;=> :c
(do (.firstEntry tm) nil) ;=> nil
(do (.lastEntry tm) nil) ;=> nil
(.headMap tm :b) ;=> {:a 1}
(.tailMap tm :b) ;=> {:b 2, :c 3}
(.subMap tm :a :c) ;=> {:a 1, :b 2}
(.headMap tm :b true) ;=> {:a 1, :b 2}
(.tailMap tm :b false) ;=> {:c 3}
(.floorKey tm :b) ;=> :b
(.ceilingKey tm :bb) ;=> :c
(.lowerKey tm :b) ;=> :a
(.higherKey tm :b) ;=> :c
(do (.floorEntry tm :b) nil) ;=> nil
(.ceilingEntry tm :d) ;=> nil
(.lowerEntry tm :a) ;=> nil
(do (.higherEntry tm :a) nil) ;=> nil
(.descendingMap tm) ;=> {:c 3, :b 2, :a 1}
(.descendingKeySet tm) ;=> #{:c :b :a}
(.navigableKeySet tm) ;=> #{:a :b :c}
(do (.pollFirstEntry tm) nil) ;=> nil
(do (.pollLastEntry tm) nil) ;=> nil
(.put tm :q 1) ;=> nil
(.get tm :q) ;=> 1
(.size tm) ;=> 2
(.comparator tm) ;=> nil
(TreeMap. (comparator >)) ;=> {}
(doto (TreeMap. (comparator >)) (.put 1 1) (.put 2 2)) ;=> {2 2, 1 1}
(.firstKey (TreeMap.)) ;!> NoSuchElementException
(.keySet tm) ;=> #{:b :q}
(do (.values tm) nil) ;=> nil
(do (.entrySet tm) nil) ;=> nil
(do (seq tm) nil) ;=> nil
(get tm :b) ;=> 2
(.put tm "x" 1) ;!> ClassCastException: class clojure.lang.Keyword cannot be cast to class java.lang.String (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.String is in module java.base of loader 'bootstrap')
(.foo tm) ;!> IllegalArgumentException: No matching field found: foo for class java.util.TreeMap
(.getOrDefault tm :zz 1) ;=> 1
(.remove tm :q) ;=> 1
(.containsKey tm :b) ;=> true
(.isEmpty tm) ;=> false
(= (TreeMap. {:a 1}) {:a 1}) ;=> true
(do (def ts (TreeSet. [3 1 2])) nil) ;=> nil
ts ;=> #{1 2 3}
(.first ts) ;=> 1
(.last ts) ;=> 3
(.headSet ts 2) ;=> #{1}
(.tailSet ts 2) ;=> #{2 3}
(.subSet ts 1 3) ;=> #{1 2}
(.floor ts 2) ;=> 2
(.ceiling ts 4) ;=> nil
(.lower ts 2) ;=> 1
(.higher ts 2) ;=> 3
(.descendingSet ts) ;=> #{3 2 1}
(.pollFirst ts) ;=> 1
(.pollLast ts) ;=> 3
(.add ts 2) ;=> false
(.add ts 9) ;=> true
(.remove ts 9) ;=> true
(.contains ts 2) ;=> true
(.size ts) ;=> 1
(iterator-seq (.descendingIterator (TreeSet. [1 2]))) ;=> (2 1)
(.headSet (TreeSet. [1 2 3]) 2 true) ;=> #{1 2}
(.first (TreeSet.)) ;!> NoSuchElementException
(TreeSet. (comparator >)) ;=> #{}
(.foo ts) ;!> IllegalArgumentException: No matching field found: foo for class java.util.TreeSet
(do (def lm (LinkedHashMap.)) nil) ;=> nil
(.put lm :z 1) ;=> nil
(.put lm :a 2) ;=> nil
lm ;=> {:z 1, :a 2}
(keys lm) ;=> (:z :a)
(vals lm) ;=> (1 2)
(.remove lm :z) ;=> 1
lm ;=> {:a 2}
(LinkedHashMap. {:a 1}) ;=> {:a 1}
(doto (LinkedHashMap.) (.put 3 1) (.put 1 2) (.put 2 3)) ;=> {3 1, 1 2, 2 3}
(LinkedHashMap. 16 0.75 true) ;=> {}
(doto (LinkedHashSet.) (.add 3) (.add 1) (.add 3)) ;=> #{3 1}
(LinkedHashSet. [3 1 2]) ;=> #{3 1 2}
(seq (LinkedHashSet. [3 1 2])) ;=> (3 1 2)
(do (def pq (PriorityQueue.)) nil) ;=> nil
(.add pq 3) ;=> true
(.add pq 1) ;=> true
(.offer pq 2) ;=> true
(.peek pq) ;=> 1
(.poll pq) ;=> 1
(.size pq) ;=> 2
(vec (.toArray pq)) ;=> [2 3]
(.remove pq 3) ;=> true
(.contains pq 2) ;=> true
(.clear pq) ;=> nil
(.poll pq) ;=> nil
(let [p (PriorityQueue. 10 (comparator >))] (.addAll p [1 5 3]) [(.poll p) (.poll p)]) ;=> [5 3]
(let [p (PriorityQueue. [3 1 2])] (.poll p)) ;=> 1
(.isEmpty pq) ;=> true
(.element pq) ;!> NoSuchElementException
(.remove pq) ;!> NoSuchElementException
