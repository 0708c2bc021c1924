(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(def log (atom []))
(run false (fn [] (try (exit :mine) (finally (swap! log conj :raised))))) ;=> :mine
(run false (fn [] (try (exit (self) :signal) (finally (swap! log conj :signalled))))) ;=> :signal
(let [[p r] (spawn-monitor (fn [] (try (loop [] (recur)) (finally (swap! log conj :killed)))))] (exit p :kill) (reason-of p r)) ;=> :killed
(let [[p r] (spawn-monitor (fn [] (try (Thread/sleep 100000) (finally (swap! log conj :asleep)))))] (exit p :x) (reason-of p r)) ;=> :x
@log ;=> [:raised]
(run false (fn [] (try (exit :caught) (catch genera.actors.Exit e (exit-reason e))))) ;=> [:result :caught]
(run false (fn [] (try (exit :not-caught) (catch Exception e :wrong)))) ;=> :not-caught
(run false (fn [] (try (exit :x) (catch Throwable e [(instance? Error e) (.getMessage e)])))) ;=> [:result [true "exit: :x"]]
(run true (fn [] (exit :traps-are-for-signals))) ;=> :traps-are-for-signals
