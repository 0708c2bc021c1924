(require '[genera.actors :refer :all])
(defn run [trap f] (let [[p r] (spawn-monitor (fn [] (process-flag :trap-exit trap) (exit [:result (f)])))] (receive [:DOWN r :process _ reason] reason (after 60000 :late))))
(defn got [] (receive x x (after 20 :none)))
(defn reason-of [p r] (receive [:DOWN r :process p reason] reason (after 60000 :late)))
(defn dead [] (let [[p r] (spawn-monitor (fn [] nil))] (reason-of p r) p))
(defn message [f] (try (f) (catch IllegalArgumentException e (.getMessage e))))
(def p (spawn (fn [] (receive :stop nil))))
[(register :server p) (= p (whereis :server)) (some #{:server} (registered)) (process-info p :registered-name)] ;=> [true true :server :server]
(message #(register :server (self))) ;=> "Name is taken: :server"
(subs (message #(register :other p)) 0 24) ;=> "Has a name already: #pid"
(message #(register "text" p)) ;=> "No name for an actor: \"text\""
(subs (message #(register :late (dead))) 0 15) ;=> "Not alive: #pid"
(message #(unregister :nobody)) ;=> "Name is not registered: :nobody"
(message #(! :nobody 1)) ;=> "No actor is registered as :nobody"
(let [r (monitor p)] (! :server :stop) (reason-of p r)) ;=> :normal
[(whereis :server) (some #{:server} (registered))] ;=> [nil nil]
(do (register 'me (self)) (! 'me :by-name) [(got) (unregister 'me) (whereis 'me)]) ;=> [:by-name true nil]
(let [n (atom 0)] (dotimes [i 50] (let [[p r] (spawn-monitor (fn [] (register :again (self)) (swap! n inc)))] (reason-of p r))) @n) ;=> 50
