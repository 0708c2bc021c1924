; Many actors that spawn, link, crash, time out and exchange maps for some time. Keepers trap exits
; and start a worker again when one has ended; a worker asks others for sums of maps, and ends now
; and then in one of the ways there are. Each request has an answer or a message that its receiver
; has ended, or the run fails. When all is over there must be as many actors, links, monitors and
; timers as before, and while it goes on no more memory than there was near the beginning.
;
; Arguments: workers, seconds. Prints what was done, and :ok.

(require '[genera.actors :refer :all])

(def args (mapv parse-long *command-line-args*))
(def workers (args 0))
(def seconds (args 1))
(def keepers 50)
(def each (quot workers keepers))
(def patience 60000)
(def rounds 3)

(def counts (atom {}))

(defn add-counts [m] (swap! counts (fn [all] (merge-with + all m))))

; What an actor knows it can ask: the keepers' tables of workers, one atom each.
(def tables (vec (repeatedly keepers (fn [] (atom [])))))

(defn any-worker []
  (let [table @(rand-nth tables)]
    (when (seq table) (rand-nth table))))

(defn some-map [n]
  (into {} (map (fn [i] [(keyword (str "k" (mod i 20))) [i (str i) {:half (/ i 2)}]])) (range n)))

(defn sum-of [m] (reduce + (map (fn [[_ [i]]] i) m)))

(defn ask
  "Asks a worker for a sum: :answered, or :ended when it has ended before that. A machine that
  stands still for a minute makes every wait end at once, so that a request counts as lost only
  when it was waited for in vain several times."
  [pid]
  (let [m (some-map (+ 1 (rand-int 30)))
        r (monitor pid {:alias :reply-demonitor})]
    (! pid [:sum r m])
    (loop [left rounds]
      (receive
        [r n] (if (= n (sum-of m)) :answered (exit [:wrong-sum n m]))
        [:DOWN r _ _ _] :ended
        ; Others ask meanwhile: two that ask each other must not wait for each other.
        [:sum other m] (do (! other [other (sum-of m)]) (recur left))
        (after patience (if (< 1 left)
                          (recur (dec left))
                          (do (swap! counts update :lost (fnil inc 0)) :lost)))))))

(defn end-somehow
  "Ends the worker; a normal end is nothing to its friend, who must be told."
  [friend]
  (case (rand-int 4)
    0 (exit :bored)
    1 (throw (ex-info "crash" {:at (rand-int 100)}))
    2 (do (exit (self) :kill) (receive :never nil))
    3 (when friend (exit friend :shutdown))))

(defn worker []
  (let [friend (when (zero? (rand-int 10)) (spawn-link (fn [] (receive :never nil))))]
    (loop [n 0]
      (let [step (receive
                   [:sum r m] (do (! r [r (sum-of m)]) :served)
                   (after (+ 200 (rand-int (max 1000 (quot workers 10)))) :idle))]
        (if (= :served step)
          (recur n)
          (let [pid (any-worker)]
            (when (zero? (rand-int 8)) (send-after (rand-int 50) (self) [:late n]))
            (when (and pid (not= pid (self))) (add-counts {(ask pid) 1}))
            (receive [:late _] nil (after 0 nil))
            (if (zero? (rand-int 6))
              (end-somehow friend)
              (recur (inc n)))))))))

(defn keeper [table boss]
  (process-flag :trap-exit true)
  (let [start (fn [] (binding [*report-crash* identity] (spawn-link worker)))]
    (reset! table (vec (repeatedly each start)))
    (! boss :up)
    (loop [index (into {} (map-indexed (fn [i pid] [pid i])) @table), ended 0]
      (receive
        [:EXIT pid _] (if-let [i (index pid)]
                        (let [new (start)]
                          (swap! table assoc i new)
                          (recur (assoc (dissoc index pid) new i) (inc ended)))
                        (recur index ended))
        :stop (do (reset! table [])
                  (doseq [[pid _] index] (unlink pid) (exit pid :kill))
                  (add-counts {:restarts ended}))))))

(defn live-bytes []
  (System/gc)
  (Thread/sleep 100)
  (nth (prim/heap-stats) 5))

(def before [(count (processes)) (prim/timer-count)])

(def bosses (mapv (fn [table] (spawn-monitor keeper table (self))) tables))
(dotimes [_ keepers] (receive :up nil (after patience (throw (ex-info "not up" {})))))

(defn now [] (quot (System/nanoTime) 1000000))

(let [start   (now)
      samples (loop [samples []]
                (Thread/sleep (max 500 (quot (* 1000 seconds) 10)))
                (let [samples (conj samples (live-bytes))]
                  (if (< (- (now) start) (* 1000 seconds)) (recur samples) samples)))
      alive   (count (processes))
      third   (quot (count samples) 3)
      early   (apply max (take (max 1 (inc third)) samples))
      late    (apply min (take-last (max 1 (inc third)) samples))]
  (doseq [[pid _] bosses] (! pid :stop))
  (doseq [[pid r] bosses]
    (receive [:DOWN r _ _ reason] (when (not= :normal reason) (println "keeper:" reason))))
  (loop [left 1200]
    (when (and (pos? left) (not= before [(count (processes)) (prim/timer-count)]))
      (Thread/sleep 50)
      (recur (dec left))))
  (let [after [(count (processes)) (prim/timer-count)]
        {:keys [answered ended lost restarts] :or {answered 0, ended 0, lost 0, restarts 0}} @counts
        problems (cond-> []
                   (pos? lost)                       (conj [:lost lost])
                   (zero? answered)                  (conj :nothing-was-answered)
                   (zero? restarts)                  (conj :nobody-has-ended)
                   (< alive workers)                 (conj [:too-few-alive alive])
                   (not= before after)               (conj [:left before after])
                   (seq (process-info (self) :links))    (conj :links)
                   (seq (process-info (self) :monitors)) (conj :monitors)
                   (< (* 1.3 early) late)            (conj [:memory-grows samples]))]
    (println {:answered answered, :ended ended, :restarts restarts
              :megabytes (mapv (fn [b] (quot b 1000000)) samples)})
    (println (if (empty? problems) :ok problems))
    (System/exit (if (empty? problems) 0 1))))
