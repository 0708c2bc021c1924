;; Transactions: transfers between 1000 and 10 accounts by one and by two actors at once, readers of
;; a thousand refs beside one that writes all the time, and an atom that one or two actors swap.
;; Futures are threads on the JVM, and actors on Genera.

(defn at-once
  "Waits for n futures of f."
  [n f]
  (run! deref (doall (repeatedly n (fn [] (future (f)))))))

(defn transfer
  "Moves one unit n times between accounts that a generator chooses."
  [accounts n]
  (let [k (count accounts)]
    (loop [i 0 x 42]
      (when (< i n)
        (let [x    (minstd x)
              from (accounts (rem x k))
              to   (accounts (rem (quot x 65536) k))]
          (dosync (alter from - 1) (alter to + 1))
          (recur (inc i) x))))))

(defn transfers [accounts workers]
  (let [accounts (vec (repeatedly accounts (fn [] (ref 1000))))]
    (fn []
      (at-once workers (fn [] (transfer accounts (quot 100000 workers))))
      (dosync (reduce (fn [sum account] (+ sum @account)) 0 accounts)))))

(defn readers []
  (let [refs (vec (repeatedly 1000 (fn [] (ref 1))))]
    (fn []
      (let [stop   (atom false)
            writer (future (loop [i 0]
                             (when-not @stop
                               (dosync (alter (refs (rem i 1000)) inc))
                               (dosync (alter (refs (rem i 1000)) dec))
                               (recur (inc i)))))
            least  (reduce min (repeatedly 200 (fn [] (dosync (reduce (fn [sum r] (+ sum @r))
                                                                      0 refs)))))]
        (reset! stop true)
        @writer
        least))))

(defn swaps [workers]
  (fn []
    (let [counter (atom 0)]
      (at-once workers (fn [] (dotimes [_ (quot 400000 workers)] (swap! counter inc))))
      @counter)))

(def programs
  {"tx1000_1"  (fn [] (transfers 1000 1))
   "tx1000_2"  (fn [] (transfers 1000 2))
   "tx10_1"    (fn [] (transfers 10 1))
   "tx10_2"    (fn [] (transfers 10 2))
   "tx_reader" readers
   "swap_1"    (fn [] (swaps 1))
   "swap_2"    (fn [] (swaps 2))})
