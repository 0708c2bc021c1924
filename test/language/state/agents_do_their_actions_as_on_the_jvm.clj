(def ^:dynamic *d* 1)
(def log (atom []))
(defn settle [a] (when (nil? (agent-error a)) (Thread/sleep 1) (recur a)))
(let [a (agent 0 :error-handler (fn [ag e] (swap! log conj [(identical? ag *agent*) (ex-message e)])))] (send a (fn [_] (throw (ex-info "x" {})))) (send a inc) (await a) [@a (error-mode a) @log (agent-error a)]) ;=> [1 :continue [[true "x"]] nil]
(let [a (agent 0 :error-mode :fail :error-handler (fn [ag e] (swap! log conj (ex-message e))))] (send a (fn [_] (throw (ex-info "y" {})))) (settle a) [(peek @log) (error-mode a) (ex-message (agent-error a)) (map ex-message (agent-errors a))]) ;=> ["y" :fail "y" ("y")]
(let [a (agent 1 :validator pos?)] (send a -) (settle a) [@a (class (agent-error a)) (ex-message (agent-error a))]) ;=> [1 java.lang.IllegalStateException "Invalid reference state"]
(let [a (agent 0)] (send a (fn [_] (throw (Exception. "boom")))) (settle a) (try (send a inc) (catch Exception e [(class e) (ex-message e) (ex-message (ex-cause e))]))) ;=> [java.lang.RuntimeException "Agent is failed, needs restart" "boom"]
(let [a (agent 0) p (promise)] (send a (fn [_] @p (throw (Exception. "boom")))) (send a inc) (send a inc) (deliver p 1) (settle a) [(restart-agent a 10) (do (await a) @a)]) ;=> [10 12]
(let [a (agent 0) p (promise)] (send a (fn [_] @p (throw (Exception. "boom")))) (send a inc) (send a inc) (deliver p 1) (settle a) [(restart-agent a 10 :clear-actions true) (do (await a) @a)]) ;=> [10 10]
(restart-agent (agent 1) 2) ;!> RuntimeException: Agent does not need a restart
(let [a (agent 1 :validator pos?)] (send a -) (settle a) (restart-agent a -1)) ;!> IllegalStateException: Invalid reference state
(let [a (agent 0) b (agent [])] (send a (fn [s] (send b conj [:nested @a]) (swap! log conj @b) (send b conj 2) (inc s))) (await a) (await b) [@a @b (peek @log)]) ;=> [1 [[:nested 0] 2] []]
(let [a (agent 0) b (agent [])] (send a (fn [s] (send b conj 1) (throw (Exception. "no")))) (settle a) (await b) @b) ;=> []
(let [a (agent 0) b (agent [])] (send a (fn [s] (send b conj 1) (send b conj 2) (release-pending-sends)))(await a) (await b) [@a @b]) ;=> [2 [1 2]]
(release-pending-sends) ;=> 0
(let [a (agent nil)] (send a (fn [_] *agent*)) (await a) (identical? a @a)) ;=> true
*agent* ;=> nil
(let [a (agent nil)] (send a (fn [_] (try (await a) (catch Exception e (ex-message e))))) (await a) @a) ;=> "Can't await in agent action"
(let [a (agent nil)] (send a (fn [_] (try (await-for 10 a) (catch Exception e (ex-message e))))) (await a) @a) ;=> "Can't await in agent action"
(await) ;=> nil
(await-for 10) ;=> true
(let [a (agent 0)] (await-for 1000 a)) ;=> true
(dosync (await (agent 0))) ;!> IllegalStateException: await in transaction
(dosync (await-for 1 (agent 0))) ;!> IllegalStateException: await-for in transaction
(let [a (agent 0)] (dosync (send a inc) @a)) ;=> 0
(let [a (agent 0) n (atom 0)] (try (dosync (send a inc) (throw (Exception. "abort"))) (catch Exception e nil)) (await a) @a) ;=> 0
(set-error-handler! (agent 1) inc) ;=> nil
(set-error-mode! (agent 1) :continue) ;=> nil
(error-handler (agent 1)) ;=> nil
(error-mode (agent 1)) ;=> :fail
(error-mode (agent 1 :error-handler inc)) ;=> :continue
(agent-error (agent 1)) ;=> nil
(agent-errors (agent 1)) ;=> nil
(clear-agent-errors (agent 1)) ;!> RuntimeException: Agent does not need a restart
(let [a (agent 5)] (send a (fn [_] (throw (Exception. "q")))) (settle a) [(clear-agent-errors a) @a (do (send a inc) (await a) @a)]) ;=> [5 5 6]
(agent-error 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Agent (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Agent is in unnamed module of loader 'app')
(send 1 inc) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Agent (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Agent is in unnamed module of loader 'app')
(await 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Agent (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Agent is in unnamed module of loader 'app')
(agent -1 :validator pos?) ;!> IllegalStateException: Invalid reference state
(meta (agent 1 :meta {:a 1})) ;=> {:a 1}
(let [a (agent 1) w (promise)] (add-watch a :k (fn [k r o n] (deliver w [k (identical? r a) o n (identical? *agent* a)]))) (send a inc) @w) ;=> [:k true 1 2 true]
(let [a (agent 1)] (add-watch a :k (fn [k r o n] (throw (Exception. "watch")))) (send a inc) (settle a) [@a (ex-message (agent-error a))]) ;=> [2 "watch"]
(let [a (agent nil)] (binding [*d* 2] (send a (fn [_] *d*)) (await a) @a)) ;=> 2
(let [a (agent 0) b (agent 0) p (promise)] (send a (fn [s] (future (Thread/sleep 20) (send b inc) (deliver p 1)) s)) (await a) @p (await b) @b) ;=> 1
(let [a (agent 0)] (send-off a + 1 2 3) (await a) @a) ;=> 6
(let [a (agent 0 :error-handler (fn [a e] (throw (Exception. "handler"))))] (send a (fn [_] (throw (Exception. "z")))) (send a inc) (await a) [@a (agent-error a)]) ;=> [1 nil]
(str (class (agent 1))) ;=> "class clojure.lang.Agent"
(let [a (agent 1)] (set-validator! a pos?) [(fn? (get-validator a)) (try (set-validator! a neg?) (catch Exception e (ex-message e)))]) ;=> [true "Invalid reference state"]
(let [a (agent 0)] (dotimes [_ 1000] (send a inc)) (await a) @a) ;=> 1000
(let [a (agent 0) p (promise)] (send a (fn [x] @p x)) [(await-for 20 a) (some? (deliver p 1)) (await-for 60000 a)]) ;=> [false true true]
(def handled (promise))
(let [a (agent 0 :error-handler (fn [a e] (send a (constantly :handled)) (deliver handled 1)))] (send a (fn [_] (throw (Exception. "z")))) @handled (await a) @a) ;=> :handled
(let [a (agent 0) ex (reify java.util.concurrent.Executor (execute [_ r] (.run r)))] (send-via ex a inc) @a) ;=> 1
(let [a (agent 0) n (atom 0) ex (reify java.util.concurrent.Executor (execute [_ r] (swap! n inc) (.run r)))] (send-via ex a (fn [s] (send-via ex a + 10) (inc s))) [@a @n]) ;=> [11 2]
(let [a (agent 0) n (atom 0) ex (reify java.util.concurrent.Executor (execute [_ r] (swap! n inc) (.run r)))] (set-agent-send-executor! ex) (send a inc) (set-agent-send-executor! nil) [@a @n]) ;=> [1 1]
(let [a (agent []) b (agent [])] (dotimes [i 20] (send a (fn [s] (send b conj i) (conj s i)))) (await a) (await b) [(= @a (range 20)) (= @b (range 20))]) ;=> [true true]
