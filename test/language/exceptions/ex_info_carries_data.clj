(ex-data (ex-info "m" {:a 1})) ;=> {:a 1}
(try (throw (ex-info "m" {:a 1})) (catch clojure.lang.ExceptionInfo e [(ex-message e) (ex-data e)])) ;=> ["m" {:a 1}]
(ex-message (ex-cause (ex-info "outer" {} (Exception. "inner")))) ;=> "inner"
(throw (ex-info "loud" {:a 1})) ;!> ExceptionInfo: loud
(ex-data (Exception. "x")) ;=> nil
