;; Actors against Erlang's processes: the same programs, rows of Genera and Erlang alone. The runner
;; starts both with all schedulers; spawning, ring, fan-in and skynet may use every core, the pair
;; of pingpong stays on one scheduler on both sides, that of pingpong_cross is pinned to two.

(require '[genera.actors :refer [! exit monitor receive self spawn spawn-link spawn-opt]]
         '[genera.logger :as logger]
         '[genera.supervisor :as supervisor])

(logger/set-primary-level :none)

(defn drain [n] (loop [n n] (when (pos? n) (receive _ (recur (dec n))))))

(defn spawn-many [n]
  (let [me (self)]
    (loop [i 0] (when (< i n) (spawn (fn [] (! me :hi))) (recur (inc i))))
    (drain n)
    n))

(defn pong [] (receive [from n] (do (! from n) (pong))
                       :stop nil))

(defn ping [n other]
  (let [me (self)]
    (loop [n n] (when (pos? n) (! other [me n]) (receive m (recur (dec m)))))))

(defn ping-pong [n]
  (let [me (self)]
    (spawn (fn [] (let [other (spawn pong)] (ping n other) (! other :stop) (! me :done))))
    (receive :done n)))

(defn ping-pong-cross [n]
  (let [me    (self)
        other (spawn-opt {:scheduler 2} pong)]
    (spawn-opt {:scheduler 1} (fn [] (ping n other) (! other :stop) (! me :done)))
    (receive :done n)))

(defn forward [to] (receive :stop (! to :stop)
                            n (do (! to (dec n)) (forward to))))

(defn close-ring [entry main]
  (loop [] (receive :stop (! main :done)
                    n (do (! entry (if (<= n 1) :stop (dec n))) (recur)))))

(defn ring [n hops]
  (let [me (self)
        closing (spawn (fn [] (receive [:first entry] (close-ring entry me))))
        entry (reduce (fn [to _] (spawn (fn [] (forward to)))) closing (range (dec n)))]
    (! closing [:first entry])
    (! entry hops)
    (receive :done hops)))

(defn fan-in [senders n]
  (let [me (self)]
    (dotimes [_ senders] (spawn (fn [] (dotimes [i n] (! me i)))))
    (drain (* senders n))
    (* senders n)))

(defn sky [parent number size]
  (if (= size 1)
    (! parent number)
    (let [me (self)
          part (quot size 10)]
      (dotimes [i 10] (spawn (fn [] (sky me (+ number (* i part)) part))))
      (! parent (loop [k 10 sum 0] (if (zero? k) sum (receive x (recur (dec k) (+ sum x)))))))))

(defn skynet [size]
  (let [me (self)]
    (spawn (fn [] (sky me 0 size)))
    (receive sum sum)))

(defn select [n]
  (let [me (self)]
    (dotimes [i 10000] (! me [:junk i]))
    (loop [k n] (when (pos? k) (! me [:wanted k]) (receive [:wanted k] (recur (dec k)))))
    (drain 10000)
    n))

(defn worker [driver] (! driver [:up (self)]) (receive :crash (exit :crash)))

(defn restart [n]
  (let [me      (self)
        [_ sup] (supervisor/start-link
                  (fn [_]
                    [:ok {:strategy :one-for-one :intensity 1000000000 :period 1}
                     [{:id :w :start (fn [] [:ok (spawn-link worker me)])}]])
                  [])]
    (loop [k n pid (receive [:up pid] pid)]
      (when (pos? k) (! pid :crash) (recur (dec k) (receive [:up next] next))))
    (genera.actors/unlink sup)
    (exit sup :shutdown)
    n))

(def programs
  {"spawn1m" (fn [] (fn [] (spawn-many 1000000)))
   "pingpong_same" (fn [] (fn [] (ping-pong 1000000)))
   "pingpong_cross" (fn [] (fn [] (ping-pong-cross 100000)))
   "ring" (fn [] (fn [] (ring 1000 1000000)))
   "selrecv" (fn [] (fn [] (select 1000)))
   "restarts" (fn [] (fn [] (restart 20000)))
   "skynet" (fn [] (fn [] (skynet 1000000)))
   "fanin" (fn [] (fn [] (fan-in 1000 1000)))})
