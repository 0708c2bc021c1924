(try (/ 1 0) (catch ArithmeticException e (.getMessage e))) ;=> "Divide by zero"
(try :value (finally :ignored)) ;=> :value
(let [log (atom [])]
  [(try (swap! log conj 1) (throw (Exception. "x"))
        (catch RuntimeException e :wrong)
        (catch Exception e (swap! log conj 2) (.getMessage e))
        (finally (swap! log conj 3)))
   @log]) ;=> ["x" [1 2 3]]
(let [log (atom [])]
  (try (try (throw (Exception. "inner")) (finally (swap! log conj :inner)))
       (catch Exception e (swap! log conj (.getMessage e))))
  @log) ;=> [:inner "inner"]
(try (throw (IllegalStateException. "s")) (catch RuntimeException e (.getMessage e))) ;=> "s"
(defn early [] (try (loop [i 0] (if (< i 3) (recur (inc i)) i)) (finally nil)))
(early) ;=> 3
