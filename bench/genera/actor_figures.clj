;; Figures of actors that are no times: what one that waits costs, and how late a tick of 1 ms comes
;; while two actors compute and one allocates. Each program prints its figures itself, once.

(require '[genera.actors :refer [! exit receive self spawn]])

(defn used-bytes []
  (System/gc)
  (let [runtime (Runtime/getRuntime)] (- (.totalMemory runtime) (.freeMemory runtime))))

(defn idle [n]
  (let [me     (self)
        before (used-bytes)]
    (dotimes [_ n] (spawn (fn [] (! me :up) (receive :stop nil))))
    (dotimes [_ n] (receive :up nil))
    (emit "mem_idle" [(/ (double (- (used-bytes) before)) n)] n)))

(defn spin [n] (recur (bit-and (inc (* n 7)) 16777215)))
(defn allocate [_ n] (recur (vec (range (rem n 10) 5000)) (inc n)))

(defn lateness [ms]
  (let [end (+ (now-ms) ms)]
    (loop [before (now-ms) late []]
      (receive (after 1 nil))
      (let [now (now-ms) late (conj late (* 1000 (- now before 1)))]
        (if (< now end) (recur now late) late)))))

(defn quantiles [figures]
  (let [sorted (vec (sort figures)) n (count sorted)]
    (mapv (fn [q] (nth sorted (max 0 (dec (long (Math/ceil (* n q))))))) [0.5 0.99 0.999 1])))

(defn tick-under-load []
  (let [load [(spawn spin 0) (spawn spin 0) (spawn allocate nil 0)]
        me   (self)]
    (spawn (fn [] (! me [:late (lateness 5000)])))
    (let [late (receive [:late x] x)]
      (run! (fn [pid] (exit pid :kill)) load)
      (emit "latency_load" (quantiles late) "5 s"))))

(def programs {"mem_idle" (fn [] (idle 500000)) "latency_load" tick-under-load})

(defn run-program [programs _ program _] ((get programs program)))
