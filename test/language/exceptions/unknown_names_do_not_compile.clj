(frobnicate 1) ;!> RuntimeException: Unable to resolve symbol: frobnicate in this context
nowhere/member ;!> RuntimeException: No such namespace: nowhere
clojure.core/frobnicate ;!> RuntimeException: No such var: clojure.core/frobnicate
constructor ;!> RuntimeException: Unable to resolve symbol: constructor in this context
(toString 1) ;!> RuntimeException: Unable to resolve symbol: toString in this context
(valueOf. 1) ;!> IllegalArgumentException: Unable to resolve classname: valueOf
[(System/getenv "constructor") (System/getProperty "toString")] ;=> [nil nil]
(re-pattern "\\p{constructor}") ;!> PatternSyntaxException
