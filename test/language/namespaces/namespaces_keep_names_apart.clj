(do (ns test.ns.one) (def x 1) (defn f [] [:one x])) ;=> #'test.ns.one/f
test.ns.one/x ;=> 1
(do (ns test.ns.two (:require [test.ns.one :as one])) (def x 2) [one/x x (one/f)]) ;=> [1 2 [:one 1]]
(do (ns test.ns.three (:require [test.ns.one :refer [f]])) (f)) ;=> [:one 1]
(ns-name *ns*) ;=> test.namespaces.namespaces_keep_names_apart
(find-ns 'no.such) ;=> nil
(some? (ns-resolve 'clojure.core 'map)) ;=> true
(require 'no.such.lib) ;!> FileNotFoundException: Could not locate no/such/lib
(resolve 'no-such-name) ;=> nil
::key ;=> :test.namespaces.namespaces_keep_names_apart/key
