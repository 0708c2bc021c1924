(frobnicate 1) ;!> RuntimeException: Unable to resolve symbol: frobnicate in this context
nowhere/member ;!> RuntimeException: No such namespace: nowhere
clojure.core/frobnicate ;!> RuntimeException: No such var: clojure.core/frobnicate
