(ns-name 'clojure.core)
(find-ns 'no.such) ;=> nil
(the-ns 'no.such) ;!> Exception: No namespace: no.such found
(ns-name (create-ns 'made.here)) ;=> made.here
(intern 'made.here 'x 5) ;=> #'made.here/x
@(find-var 'made.here/x) ;=> 5
(find-var 'made.here/y) ;=> nil
(find-var 'x) ;!> IllegalArgumentException: Symbol must be namespace-qualified
(find-var 'no.such/x) ;!> IllegalArgumentException: No such namespace: no.such
(keys (ns-interns 'made.here)) ;=> (x)
(ns-resolve 'made.here 'x)
[(resolve 'map) (resolve 'String) (resolve 'no-such-name) (resolve 'clojure.string/join)] ;=> [#'clojure.core/map java.lang.String nil #'clojure.string/join]
(resolve 'no.Such.Class) ;=> nil
(do (alias 'mh 'made.here) (ns-resolve *ns* 'mh/x)) ;=> #'made.here/x
(alias 'mh 'clojure.core) ;!> IllegalStateException: Alias mh already exists in namespace test.namespaces.names_of_namespaces, aliasing made.here
(contains? (ns-aliases *ns*) 'mh) ;=> true
(ns-unalias *ns* 'mh)
(contains? (ns-aliases *ns*) 'mh) ;=> false
(ns-unmap 'made.here 'x)
(ns-resolve 'made.here 'x)
(require 'no.such.lib) ;!> FileNotFoundException: Could not locate no/such/lib__init.class, no/such/lib.clj or no/such/lib.cljc on classpath.
(require 'with-dash.lib) ;!> FileNotFoundException: Could not locate with_dash/lib__init.class, with_dash/lib.clj or with_dash/lib.cljc on classpath. Please check that namespaces with dashes use underscores in the Clojure file name.
(require '[clojure.set :as cset :refer [union]])
(union #{1} #{2}) ;=> #{1 2}
(require 'clojure.set '(clojure [walk :as w] [zip]))
(w/postwalk identity [1]) ;=> [1]
(use '[clojure.string :only [blank?]])
(blank? " ") ;=> true
(refer 'clojure.string :only '[no-such-function]) ;!> IllegalAccessError: no-such-function does not exist
(requiring-resolve 'clojure.data/diff) ;=> #'clojure.data/diff
(requiring-resolve 'unqualified) ;!> IllegalArgumentException: Not a qualified symbol: unqualified
(load-string "(def loaded 1) (inc loaded)") ;=> 2
(bound? #'loaded) ;=> true
[(:name (meta #'loaded)) (ns-name (:ns (meta #'loaded)))] ;=> [loaded test.namespaces.names_of_namespaces]
(def ^:private hidden 1)
(contains? (ns-publics *ns*) 'hidden) ;=> false
(contains? (ns-interns *ns*) 'hidden) ;=> true
(with-redefs [loaded 5] loaded) ;=> 5
(with-local-vars [x 1] (var-set x 2) @x) ;=> 2
(defonce once 1)
(defonce once 2)
once ;=> 1
(def ^:dynamic *d* 1)
(with-bindings {#'*d* 2} *d*) ;=> 2
(let [f (binding [*d* 3] (bound-fn [] *d*))] (f)) ;=> 3
(binding [loaded 1] loaded) ;!> IllegalStateException: Can't dynamically bind non-dynamic var: test.namespaces.names_of_namespaces/loaded
(set! *d* 1) ;!> IllegalStateException: Can't change/establish root binding of: *d* with set
(binding [*d* 1] (set! *d* 2) *d*) ;=> 2
(thread-bound? #'*d*) ;=> false
[Integer BigDecimal BigInteger] ;=> [java.lang.Integer java.math.BigDecimal java.math.BigInteger]
(binding [*ns* (create-ns 'test.only)] (refer-clojure :only '[inc dec] :rename '{dec less}) (sort (keys (ns-refers 'test.only)))) ;=> (inc less)
(binding [*ns* (create-ns 'test.all)] (refer 'clojure.core) (= (ns-refers 'test.all) (ns-publics 'clojure.core))) ;=> true
(binding [*ns* (create-ns 'test.all)] (refer 'clojure.core :only '[nope])) ;!> IllegalAccessError: nope does not exist
(binding [*ns* (create-ns 'test.all)] (refer 'clojure.core :only 1)) ;!> Exception: :only/:refer value must be a sequential collection of symbols
