;; Concurrency on the JVM: transactions over refs, a contended atom, and core.async's processes.
;; The runner has no rows for these programs yet; run them by hand after clojure/build.sh:
;; java -cp clojure/classes:... peers.conc (warm|once) PROGRAM
(ns peers.conc
  (:gen-class)
  (:require [peers.core :refer :all]
            [clojure.core.async :as a :refer [go chan >! <! <!! go-loop]])
  (:import (java.lang.management GarbageCollectorMXBean ManagementFactory)))

(defn par2 [f]
  (let [ts (mapv #(Thread. ^Runnable (fn [] (f %))) [0 1])] (run! (fn [^Thread t] (.start t)) ts)
    (run! (fn [^Thread t] (.join t)) ts)))
;; transfers between two pseudo-random accounts; 2 threads x 500k
(defn bank [n]
  (let [accts (mapv ref (repeat n 1000)) retries (java.util.concurrent.atomic.LongAdder.)]
    (par2 (fn [t]
      (loop [k 500000 x (long (+ 42 (* 1000 (long t))))]
        (when (pos? k)
          (let [x (minstd x) i (rem x n) x (minstd x) j (rem x n)]
            (dosync (.increment retries) (alter (nth accts i) - 1) (alter (nth accts j) + 1))
            (recur (dec k) x))))))
    [(reduce + (map deref accts)) (- (.sum retries) 1000000)]))
(defn bank1 [n]
  (let [accts (mapv ref (repeat n 1000))]
    (loop [k 1000000 x 42]
      (when (pos? k)
        (let [x (minstd x) i (rem x n) x (minstd x) j (rem x n)]
          (dosync (alter (nth accts i) - 1) (alter (nth accts j) + 1))
          (recur (dec k) x))))
    (reduce + (map deref accts))))

(defn sky [num size]
  (let [out (chan 10)]
    (if (= size 1)
      (go (>! out num))
      (let [sub (quot size 10)]
        (go (let [kids (mapv #(sky (+ num (* % sub)) sub) (range 10))]
              (loop [ks kids s 0]
                (if (seq ks) (let [v (<! (first ks))] (recur (rest ks) (+ s v))) (>! out s)))))))
    out))
(defn lateness [f]
  (let [end (+ (now-ms) 5000.0)]
    (loop [prev (now-ms) acc (transient [])]
      (f)
      (let [now (now-ms) acc (conj! acc (* 1000.0 (- now prev 1.0)))]
        (if (> now end) (vec (sort (persistent! acc))) (recur (double now) acc))))))
(defn load-threads [stop]
  (let [spin
         (fn [] (while (not @stop)
                  (loop [i 0 n 1]
                    (if (< i 100000) (recur (inc i) (bit-and (inc (* n 7)) 0xffffff)) n))))
        alloc (fn [] (while (not @stop) (doall (range 5000))))]
    (doseq [f [spin spin alloc]] (doto (Thread. ^Runnable f) (.setDaemon true) (.start)))))
(defn report [p v note]
  (emit p "us_p50_p99_p999_max" [(pct v 0.5) (pct v 0.99) (pct v 0.999) (peek v)] (count v) note))

;; The longest gap that a loop of updates sees with a map of a million entries live.
(defn gc-counts [beans]
  [(reduce + (map (fn [^GarbageCollectorMXBean b] (.getCollectionCount b)) beans))
   (reduce + (map (fn [^GarbageCollectorMXBean b] (.getCollectionTime b)) beans))])
(defn entry [i] {:i i :f (double i) :v [i i]})
(defn update-20 [state n x]
  (loop [k 20 x x]
    (if (zero? k)
      x
      (let [x (minstd x)]
        (swap! state assoc (rem x n) (entry x))
        (recur (dec k) x)))))
(defn report-pause [gaps updates live [c0 t0] [c1 t1]]
  (let [s (vec (sort gaps))]
    (emit "gc_pause_max" "ms" [(if (seq s) (peek s) 0.0)] updates
          (str (format "live %d MB; %d gaps>0.5ms in 5 s (gap p50 %.2f p99 %.2f ms); "
                       (quot live 1000000) (count s) (pct s 0.5) (pct s 0.99))
               (format "%d collections, %d ms; %d updates; gaps include JIT safepoints"
                       (- c1 c0) (- t1 t0) updates)))))
(defn gc-pause []
  (let [n 1000000
        state (atom (into {} (map (fn [i] [i (entry i)])) (range n)))
        _ (System/gc)
        rt (Runtime/getRuntime)
        live (- (.totalMemory rt) (.freeMemory rt))
        beans (ManagementFactory/getGarbageCollectorMXBeans)
        before (gc-counts beans)
        end (+ (now-ms) 5000.0)]
    (loop [prev (now-ms) x 42 updates 0 gaps []]
      (let [now (now-ms)
            gaps (if (> (- now prev) 0.5) (conj gaps (- now prev)) gaps)]
        (if (> now end)
          (report-pause gaps updates live before (gc-counts beans))
          (recur now (long (update-20 state n x)) (+ updates 20) gaps))))))

(defn used-bytes []
  (let [rt (Runtime/getRuntime)]
    (System/gc)
    (Thread/sleep 200)
    (System/gc)
    (- (.totalMemory rt) (.freeMemory rt))))
(defn mem-idle []
  (let [n 200000
        before (used-bytes)
        channels (object-array n)]
    (dotimes [i n]
      (let [c (chan)]
        (aset channels i c)
        (go (<! c))))
    (Thread/sleep 500)
    (emit "mem_idle" "bytes" [(/ (- (used-bytes) before (* 8 n)) (double n))] n
          "200000 parked go blocks, each with its own channel; heap after a gc")
    (aget channels 0)))

(def benches
  (array-map
   "gc_pause" gc-pause
   "stm_bank_low" #(measure "stm_bank_low" (fn [] (bank 1000)))
   "stm_bank_high" #(measure "stm_bank_high" (fn [] (bank 10)))
   "stm_bank_1thread" #(measure "stm_bank_1thread" (fn [] (bank1 1000)))
   "atom_swap"
    #(measure "atom_swap"
       (fn [] (let [a (atom 0)] (par2 (fn [_] (dotimes [_ 1000000] (swap! a inc)))) @a)))
   ; batches of 1000: a channel allows 1024 pending puts
   "spawn1m" #(measure "spawn1m" (fn [] (let [d (chan 1024) n 1000000]
                                      (dotimes [k 1000] (dotimes [_ 1000] (go (>! d 1)))
                                        (dotimes [_ 1000] (<!! d))) n)) 3)
   "mem_idle" mem-idle
   "pingpong" #(measure "pingpong_200k" (fn [] (let [x (chan) y (chan) n 200000]
                                       (go (dotimes [_ n] (>! y (<! x))))
                                       (<!! (go (loop [i 0]
                                                  (if (< i n) (do (>! x i) (<! y) (recur (inc i)))
                                                    i))))
                                       n)) 5)
   "ring" #(measure "ring_100k" (fn [] (let [cs (vec (repeatedly 1000 (fn [] (chan)))) laps 100]
                                    (dotimes [i 999]
                                      (let [in (cs i) out (cs (inc i))]
                                        (go-loop [] (let [v (<! in)] (when v (>! out v) (recur))))))
                                    (let [in (cs 999) out (cs 0)]
                                      (<!! (go (>! out 1)
                                             (loop [k 1]
                                               (let [v (<! in)]
                                                 (if (< k laps) (do (>! out v) (recur (inc k)))
                                                   (* k 1000)))))))
                                    (run! a/close! cs) 100000)) 5)
   "skynet" #(measure "skynet_100k" (fn [] (<!! (sky 0 100000))) 5)
   "fanin" #(measure "fanin" (fn [] (let [d (chan 1024)]
                                      (dotimes [p 1000] (go (dotimes [k 1000] (>! d k))))
                                      (<!! (go (loop [k 0]
                                                 (if (< k 1000000) (do (<! d) (recur (inc k)))
                                                   k)))))) 3)
   "latency" (fn []
               (report "latency_idle" (lateness #(Thread/sleep 1))
                 "OS thread Thread/sleep 1 (kernel scheduling, not a JVM scheduler)")
               (let [stop (volatile! false)]
                 (load-threads stop)
                 (report "latency_load" (lateness #(Thread/sleep 1))
                   "OS thread Thread/sleep 1; 2 spin threads + 1 allocating thread on 2 cores")
                 (vreset! stop true)))
   ;; the same with go blocks only: 3 hog go blocks on the 8-thread dispatch pool
   "latency_go" (fn []
               (let [stop (volatile! false)]
                 (dotimes [_ 2]
                   (go (while (not @stop)
                         (loop [i 0 n 1]
                           (if (< i 100000) (recur (inc i) (bit-and (inc (* n 7)) 0xffffff)) n)))))
                 (go (while (not @stop) (doall (range 5000))))
                 (report "latency_go_load" (lateness #(<!! (go (<! (a/timeout 1)))))
                   (str "go block (<! (timeout 1)), 3 hog go blocks; "
                      "core.async timeouts have 10 ms resolution"))
                 (vreset! stop true)))))
(defn -main [& args] (run-main benches args))
