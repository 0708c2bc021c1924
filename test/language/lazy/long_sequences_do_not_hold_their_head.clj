(reduce + (map inc (range 20000))) ;=> 200010000
(last (take 10000 (iterate inc 0))) ;=> 9999
(count (doall (map identity (range 10000)))) ;=> 10000
