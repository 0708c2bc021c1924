(do (defn twice? [x] (* 2 x)) (defn adder [n] (fn [x] (+ x n))) (defn many ([] 0) ([a & more] a)) nil) ;=> nil
[(str (class every?)) (.getName (class inc)) (.getSimpleName (class inc)) (str (class map))] ;=> ["class clojure.core$every_QMARK_" "clojure.core$inc" "core$inc" "class clojure.core$map"]
(pr-str (class every?)) ;=> "clojure.core$every_QMARK_"
[(identical? (class inc) (class inc)) (= (class inc) (class dec)) (= (class (adder 1)) (class (adder 2)))] ;=> [true false true]
[(instance? (class (adder 1)) (adder 2)) (instance? (class inc) dec) (instance? (class inc) inc) (instance? (class inc) 1)] ;=> [true false true false]
(map (fn [c] [(instance? c inc) (instance? c (adder 1))]) [clojure.lang.AFunction clojure.lang.AFn clojure.lang.IFn clojure.lang.Fn java.util.Comparator Runnable Number]) ;=> ([true true] [true true] [true true] [true true] [true true] [true true] [false false])
[(.getSuperclass (class twice?)) (.getSuperclass (class many)) (bases (class many))] ;=> [clojure.lang.AFunction clojure.lang.RestFn (clojure.lang.RestFn)]
[(isa? (class inc) clojure.lang.IFn) (isa? (class inc) Number) (contains? (supers (class many)) clojure.lang.AFunction)] ;=> [true false true]
(re-find #"adder\$fn__\d+$" (clojure.string/replace (.getName (class (adder 1))) #"__\d+" "__1")) ;=> "adder$fn__1"
(clojure.lang.Compiler/demunge (.getName (class every?))) ;=> "clojure.core/every?"
(boolean (re-find #"^#object\[clojure.core\$inc 0x[0-9a-f]+ \"clojure.core\$inc@" (pr-str inc))) ;=> true
(try (+ 1 inc) (catch ClassCastException e (re-find #"^class clojure.core\$inc cannot be cast to class java.lang.Number" (.getMessage e)))) ;=> "class clojure.core$inc cannot be cast to class java.lang.Number"
(do (defprotocol Named2 (named2 [x])) (extend clojure.lang.AFn Named2 {:named2 (fn [_] :any)}) (extend (class inc) Named2 {:named2 (fn [_] :inc)}) (map named2 [inc dec (adder 1)])) ;=> (:inc :any :any)
(do (defmulti kind class) (defmethod kind clojure.lang.IFn [_] :fn) (defmethod kind (class dec) [_] :dec) (map kind [inc dec (adder 1)])) ;=> (:fn :dec :fn)
(= (type inc) (class inc) (.getClass inc)) ;=> true
(try (.nothing inc 1) (catch IllegalArgumentException e (.getMessage e))) ;=> "No matching method nothing found taking 1 args for class clojure.core$inc"
