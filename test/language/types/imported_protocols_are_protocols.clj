; On the JVM a protocol is also an interface, by whose name a program may implement it.
(defprotocol Shape (area [s]) (scaled [s n])) ;=> Shape
(deftype Square [side] test.types.imported_protocols_are_protocols.Shape (area [_] (* side side)) (scaled [_ n] (Square. (* n side))))
(area (scaled (->Square 2) 3)) ;=> 36
(satisfies? Shape (->Square 2)) ;=> true
(area (reify test.types.imported_protocols_are_protocols.Shape (area [_] 8))) ;=> 8
