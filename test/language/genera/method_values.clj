(map String/.length ["a" "bcd"]) ;=> (1 3)
(String/.toUpperCase "x") ;=> "X"
(map ex-message (map Exception/new ["m"])) ;=> ("m")
(map Long/parseLong ["1" "2"]) ;=> (1 2)
(partitionv 2 (range 5)) ;=> ([0 1] [2 3])
(partitionv-all 2 (range 5)) ;=> ([0 1] [2 3] [4])
(splitv-at 2 (range 5)) ;=> [[0 1] (2 3 4)]
