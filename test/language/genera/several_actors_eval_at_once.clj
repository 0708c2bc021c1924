; Each actor compiles by itself: what another one does meanwhile goes on, and no name gets lost.
(require '[genera.actors :refer [spawn self ! receive]])
(def ticks (atom 0))
(def ticker (future (loop [] (swap! ticks inc) (recur))))
(def here *ns*)
(defn define-all [prefix n]
  (binding [*ns* here]
    (doseq [i (range n)]
      (eval (list 'defn (symbol (str prefix i)) '[x] (list '+ 'x i))))))
(def before @ticks)
(let [a (future (define-all "left" 40))
      b (future (define-all "right" 40))]
  [@a @b]) ;=> [nil nil]
(< before @ticks) ;=> true
(count (filter (fn [[sym v]] (and (re-find #"^(left|right)\d" (name sym)) (bound? v))) (ns-interns here))) ;=> 80
[((eval 'left39) 1) ((eval 'right7) 1)] ;=> [40 8]
(defmacro forever [] (loop [] (recur)))
(def stuck (future (binding [*ns* here] (eval '(forever)))))
(deref stuck 50 :still-expanding) ;=> :still-expanding
(future-cancel stuck) ;=> true
(eval '(+ 1 2)) ;=> 3
(future-cancel ticker) ;=> true
