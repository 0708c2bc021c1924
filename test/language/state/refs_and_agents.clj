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
(dosync (commute b inc) (ref-set b 1)) ;!> IllegalStateException: Can't set after commute
(dosync (commute b inc) (alter b inc)) ;!> IllegalStateException: Can't set after commute
(dosync (ref-set b 1) (commute b inc)) ;=> 2
(dosync (ensure b) (commute b inc) (ensure b)) ;=> 3
(let [n (atom 0) c (ref 0)] (dosync (commute c (fn [x] (swap! n inc) (inc x)))) [@n @c]) ;=> [2 1]
(let [n (atom 0) c (ref 0)] (dosync (alter c inc) (commute c (fn [x] (swap! n inc) (inc x)))) [@n @c]) ;=> [1 2]
(let [c (ref 0)] (dosync (alter c (fn [x] (alter c + 5) (inc x)))) @c) ;=> 1
(let [c (ref 0)] (dosync (alter c (fn [x] (commute c + 5) (inc x)))) @c) ;!> IllegalStateException: Can't set after commute
(let [c (ref 0)] (dosync (ref-set c 5) [@c @(future @c)])) ;=> [5 0]
(dosync (dosync (try (dosync (alter b inc) (throw (ex-info "in" {}))) (catch Exception _ :caught))) @b) ;=> 4
(def old (ref 0 :min-history 2 :max-history 4))
(defn history-after-one-more [] (dosync (alter old inc)) (ref-history-count old))
[(ref-history-count old) (history-after-one-more) (history-after-one-more) (history-after-one-more)] ;=> [0 1 2 2]
[(identical? old (ref-max-history old -3)) (ref-max-history old)] ;=> [true -3]
[(identical? old (ref-min-history old 3)) (ref-min-history old) (ref-history-count old) (history-after-one-more) (history-after-one-more)] ;=> [true 3 2 3 3]
[(.trimHistory old) (.getHistoryCount old) (.getMinHistory (.setMinHistory old 0)) (.getMaxHistory (.setMaxHistory old 3))] ;=> [nil 0 0 3]
[(history-after-one-more) (history-after-one-more)] ;=> [0 0]
(def strict (ref 1 :validator (fn [x] (if (= x :boom) (throw (ex-info "boom" {})) (pos? x)))))
(dosync (ref-set strict :boom)) ;!> ExceptionInfo: boom
(dosync (commute strict -)) ;!> IllegalStateException: Invalid reference state
(dosync (ref-set strict 0) (ref-set strict 2)) ;=> 2
[@strict (try (dosync (alter b inc) (ref-set strict 0)) (catch IllegalStateException _ @b))] ;=> [2 4]
(set-validator! strict neg?) ;!> IllegalStateException: Invalid reference state
(let [c (ref 0) w (atom [])] (add-watch c :a (fn [_ _ o n] (swap! w conj [o n (clojure.lang.LockingTransaction/isRunning)]) (when (< n 3) (dosync (alter c inc))))) (dosync (ref-set c 1)) @w) ;=> [[0 1 false] [1 2 false] [2 3 false]]
(let [p (promise) x (atom 0) c (ref 1)] (try (dosync (swap! x inc) (deliver p 1) (alter c inc) (throw (Exception.))) (catch Exception _ [@x @p @c]))) ;=> [1 1 1]
(dosync (await (agent 0))) ;!> IllegalStateException: await in transaction
(dosync (await-for 10 (agent 0))) ;!> IllegalStateException: await-for in transaction
(let [other (agent 0) by (agent 0 :error-mode :continue)] (send by (fn [_] (dosync (send other inc)) (throw (Exception. "late")))) (await by) (await other) @other) ;=> 0
(let [other (agent 0) by (agent 0)] (send by (fn [_] (dosync (send other inc)) :done)) (await by) (await other) [@by @other]) ;=> [:done 1]
(dosync (swap! b inc)) ;!> ClassCastException: class clojure.lang.Ref cannot be cast to class clojure.lang.IAtom (clojure.lang.Ref and clojure.lang.IAtom are in unnamed module of loader 'app')
(ref-history-count (atom 1)) ;!> ClassCastException: class clojure.lang.Atom cannot be cast to class clojure.lang.Ref (clojure.lang.Atom and clojure.lang.Ref are in unnamed module of loader 'app')
(ref-max-history 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Ref (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Ref is in unnamed module of loader 'app')
(compare b 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Ref (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Ref is in unnamed module of loader 'app')
(let [g (agent 0) r (ref 0)] (dosync (commute r (fn [x] (send g inc) (inc x)))) (await g) [@g @r]) ;=> [2 1]
(let [g (agent 0) r (ref 0 :validator (fn [_] (send g inc) true))] (dosync (alter r inc)) (await g) @g) ;=> 2
(let [g (agent 0) r (ref 0)] (add-watch r :k (fn [& _] (send g + 10))) (dosync (alter r inc) (send g inc)) (await g) @g) ;=> 11
(let [r (ref 0) n (atom 0)] (try (dosync (commute r (fn [x] (when (= 2 (swap! n inc)) (throw (ex-info "at the commit" {}))) (inc x)))) (catch Exception e [(ex-message e) @r]))) ;=> ["at the commit" 0]
(let [r (ref 1)] (vec (dosync (map (fn [x] (alter r + x)) [1 2])))) ;!> IllegalStateException: No transaction running
