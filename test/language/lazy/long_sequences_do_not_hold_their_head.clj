(reduce + (map inc (range 4000))) ;=> 8002000
(last (take 2000 (iterate inc 0))) ;=> 1999
(count (doall (map identity (range 2000)))) ;=> 2000
