(def a (ref 1))
(def b (ref 10))
(dosync (alter a + 5) (ref-set b 20) (commute b inc)) ;=> 21
[@a @b] ;=> [6 21]
(alter a inc) ;!> IllegalStateException: No transaction running
(dosync (ensure a) (alter b + @a)) ;=> 27
(dosync (dosync (alter a inc)) @a) ;=> 7
(try (dosync (ref-set a 100) (throw (ex-info "no" {}))) (catch Exception e @a)) ;=> 7
(dosync (io! 1)) ;!> IllegalStateException: I/O in transaction
(io! "message" 1) ;=> 1
(def seen (atom []))
(identical? a (add-watch a :w (fn [k r old new] (swap! seen conj [k old new])))) ;=> true
(dosync (alter a inc) (alter a inc)) ;=> 9
@seen ;=> [[:w 7 9]]
(ref 1 :validator neg?) ;!> IllegalStateException: Invalid reference state
(def positive (ref 1 :validator pos? :meta {:m 1}))
(dosync (ref-set positive -1)) ;!> IllegalStateException: Invalid reference state
[@positive (meta positive) (ref-min-history positive) (ref-max-history positive)] ;=> [1 {:m 1} 0 10]
(def counter (ref 0))
(run! deref (doall (for [_ (range 4)] (future (dotimes [_ 50] (dosync (alter counter inc))))))) ;=> nil
@counter ;=> 200
(def g (agent [] :meta {:n 1}))
(dotimes [i 5] (send g conj i)) ;=> nil
(await g) ;=> nil
[@g (meta g) (agent-error g)] ;=> [[0 1 2 3 4] {:n 1} nil]
(def failing (agent 1))
(do (send failing (fn [_] (throw (ex-info "broken" {})))) (await-for 1000 g) (loop [] (when-not (agent-error failing) (Thread/sleep 1) (recur))) (ex-message (agent-error failing))) ;=> "broken"
(send failing inc) ;!> RuntimeException: Agent is failed, needs restart
(restart-agent failing 7) ;=> 7
(do (send failing inc) (await failing) @failing) ;=> 8
(let [h (agent 0 :error-mode :continue)] (send h (fn [_] (throw (ex-info "x" {})))) (send h inc) (await h) [@h (error-mode h)]) ;=> [1 :continue]
