(require (quote clojure.edn))
(binding [*data-readers* {'twice (fn [x] [x x])}] (read-string "#twice #twice 1")) ;=> [[1 1] [1 1]]
(binding [*data-readers* {'a/b inc}] (read-string "[#a/b 1 #_#a/b 2]")) ;=> [2]
(binding [*data-readers* {'inst (fn [x] [:mine x])}] (read-string "#inst \"x\"")) ;=> [:mine "x"]
(binding [*data-readers* {'bad (fn [_] (throw (ex-info "no" {})))}] (read-string "#bad 1")) ;!> ExceptionInfo: no
(binding [*default-data-reader-fn* (fn [tag x] [tag x])] (read-string "#foo/bar {:a 1}")) ;=> [foo/bar {:a 1}]
(binding [*default-data-reader-fn* tagged-literal] (pr-str (read-string "#foo {:a 1}"))) ;=> "#foo {:a 1}"
(binding [*data-readers* {'x (constantly 5)}] (load-string "(+ 1 #x nil)")) ;=> 6
(binding [*data-readers* {'x (constantly 5)}] (clojure.edn/read-string "#x 1")) ;!> RuntimeException: No reader function for tag x
(clojure.edn/read-string {:readers {'x inc}} "#x 1") ;=> 2
(clojure.edn/read-string {:default vector} "#x/y 1") ;=> [x/y 1]
(clojure.edn/read-string {:readers {'inst identity}} "#inst \"now\"") ;=> "now"
