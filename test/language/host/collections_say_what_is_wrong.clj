(import '(java.util ArrayList HashMap HashSet LinkedHashMap Random) '(java.util.concurrent TimeUnit Executors CountDownLatch))
(.add (ArrayList. [1]) 5 7) ;!> IndexOutOfBoundsException: Index: 5, Size: 1
(.subList (ArrayList. [1]) 0 9) ;!> IndexOutOfBoundsException: toIndex = 9
(HashMap. -1) ;!> IllegalArgumentException: Illegal initial capacity: -1
(try (Executors/newFixedThreadPool 0) (catch IllegalArgumentException e :none)) ;=> :none
[(str (.entrySet (LinkedHashMap. {:a 1 "b" 2}))) (.toNanos TimeUnit/DAYS Long/MAX_VALUE) (re-find #"\[.*" (str (CountDownLatch. 2)))] ;=> ["[:a=1, b=2]" 9223372036854775807 "[Count = 2]"]
[(let [a (byte-array 5)] (.nextBytes (Random. 42) a) (vec a)) (vec (.toArray (.ints (Random. 42) 3 0 10))) (vec (.toArray (.doubles (Random. 42) 2)))] ;=> [[53 -99 65 -70 -9] [0 3 8] [0.7275636800328681 0.6832234717598454]]
