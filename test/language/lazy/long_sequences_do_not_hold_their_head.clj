(reduce + (map inc (range 300000))) ;=> 45000150000
(last (take 100000 (iterate inc 0))) ;=> 99999
(count (doall (map identity (range 100000)))) ;=> 100000
