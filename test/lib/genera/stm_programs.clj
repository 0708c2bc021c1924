; Programs of actors and transactions that assert what must hold under any order of turns
; (genera.stm-test runs them under some seeds, test/actor/stm.long.ts under many).

(ns genera.stm-programs
  (:require [genera.actors :refer [! alive? exit monitor receive self spawn spawn-opt]]
            [genera.stm :as stm :refer [check or-else retry]]))

(defn run-all
  "Runs each function in an actor of its own and waits for all; answers their values, in order."
  [fs]
  (let [me (self), n (count fs)]
    (dorun (map-indexed (fn [i f] (spawn (fn [] (! me [:done i (f)])))) fs))
    (loop [done {}]
      (if (= n (count done))
        (mapv done (range n))
        (receive [:done i x] (recur (assoc done i x)))))))

(defn pause
  "Takes some time that the seed chooses."
  []
  (dotimes [_ (rand-int 60)] (str :x)))

(defn bank
  "Transfers keep the sum, which every reader sees."
  []
  (let [accounts (vec (repeatedly 4 #(ref 100)))
        transfer (fn []
                   (dotimes [_ 5]
                     (let [from (rand-nth accounts), to (rand-nth accounts), n (rand-int 50)]
                       (dosync (alter from - n) (pause) (alter to + n)))))
        audit    (fn []
                   (dotimes [_ 4]
                     (assert (= 400 (dosync (reduce + (map (fn [a] (pause) @a) accounts)))))))]
    (run-all [transfer audit transfer audit])
    (assert (= 400 (reduce + (map deref accounts))))))

(defn lost-update []
  (let [n (ref 0), add (fn [] (dotimes [_ 8] (dosync (let [x @n] (pause) (ref-set n (inc x))))))]
    (run-all [add add add])
    (assert (= 24 @n))))

(defn no-skew
  "Of two who may go only while the other stays, one goes, if each ensures the other."
  []
  (let [a (ref true), b (ref true)
        go (fn [own other]
             (fn [] (dosync (ensure other) (pause) (when @other (ref-set own false)))))]
    (run-all [(go a b) (go b a)])
    (assert (or @a @b))))

(defn skew
  "The same without ensure; whether both have gone."
  []
  (let [a (ref true), b (ref true)
        go (fn [own other] (fn [] (dosync (when @other (pause) (ref-set own false)))))]
    (run-all [(go a b) (go b a)])
    (not (or @a @b))))

(defn pairs
  "Two refs that are set together are read equal, in doomed attempts, too."
  []
  (let [a (ref 0), b (ref 0)
        write (fn [] (dotimes [_ 6] (dosync (alter a inc) (pause) (alter b inc))))
        read  (fn [] (dotimes [_ 6]
                       (dosync (let [x @a] (pause) (assert (= x @b)))
                               (alter a identity))))]
    (run-all [write read write read])
    (assert (= 12 @a @b))))

(defn commutes
  "Each commute is done with the newest value, in some order; what its function sends is heard of
  twice, once for the body and once for the commit, however often that has called it."
  []
  (let [n (ref 0), calls (ref []), cell (agent 0)
        plus (fn [x k] (send cell inc) (+ x k))
        add  (fn [k]
               (fn [] (dotimes [_ 5] (dosync (commute n plus k) (pause) (commute calls conj k)))))]
    (run-all [(add 1) (add 10) (add 100)])
    (await cell)
    (assert (= [555 30] [@n @cell]))
    (assert (= {1 5, 10 5, 100 5} (frequencies @calls)))))

(defn sends
  "Each commit is heard of once, an attempt in vain never."
  []
  (let [n (ref 0), me (self), cell (agent 0)
        add (fn [] (dotimes [_ 4] (dosync (let [x @n]
                                            (! me [:set x])
                                            (send cell inc)
                                            (pause)
                                            (ref-set n (inc x))))))]
    (run-all [add add add])
    (assert (= (range 12)
               (sort (loop [seen []] (receive [:set x] (recur (conj seen x)) (after 0 seen))))))
    (await cell)
    (assert (= 12 @cell))
    (try (dosync (! me :never) (send cell inc) (throw (ex-info "no" {}))) (catch Exception _ nil))
    (assert (= :none (receive :never :sent (after 5 :none))))
    (assert (= 12 @cell))))

(defn nested
  "An inner dosync is part of the outer one."
  []
  (let [a (ref 0), b (ref 0)
        move (fn [] (dotimes [_ 5] (dosync (dosync (alter a dec)) (pause) (dosync (alter b inc)))))
        look (fn [] (dotimes [_ 5] (dosync (assert (zero? (+ @a (dosync (pause) @b)))))))]
    (run-all [move look move])
    (try (dosync (dosync (alter a inc)) (throw (ex-info "no" {}))) (catch Exception _ nil))
    (assert (= [-10 10] [@a @b]))))

(defn hand-over
  "Producers and consumers that wait for each other by retry; nobody sleeps for ever."
  []
  (let [slot (ref nil), other (ref 0)
        put  (fn [xs] (fn [] (doseq [x xs] (dosync (check (nil? @slot)) (ref-set slot x)))))
        take (fn [] (vec (repeatedly 6 (fn [] (dosync (let [x @slot]
                                                        (when (nil? x) (retry))
                                                        (pause)
                                                        (ref-set slot nil)
                                                        x))))))
        stir (fn [] (dotimes [_ 5] (pause) (dosync (alter other inc))))
        [_ _ one two] (run-all [(put (range 6)) (put (range 6 12)) take take stir])]
    (assert (= (range 12) (sort (concat one two))))))

(defn choices
  "What a branch that retries has done is taken back; a wait is for both branches."
  []
  (let [a (ref []), b (ref []), log (ref 0), me (self)
        pull (fn [q] (let [x (first @q)] (when-not x (retry)) (alter q subvec 1) x))
        take (fn [] (dosync (or-else (do (alter log inc) (! me :wrong) (commute log + 5) (pull a))
                                     (pull b))))
        put  (fn [q x] (fn [] (pause) (dosync (alter q conj x))))]
    (dosync (alter b conj 0))
    (assert (= 0 (take)))
    (assert (= [0 [] []] [@log @a @b]))
    (assert (= :none (receive :wrong :sent (after 0 :none))))
    (let [[x y] (run-all [take take (put b 1) (put b 2)])]
      (assert (= #{1 2} (set [x y])))
      (assert (= 0 @log)))))

(defn waits
  "One receive waits for mail, for a transaction and for a timer."
  []
  (let [r (ref nil), me (self)
        look (fn [ms] (receive
                        [:mail x] [:mail x]
                        (tx [v (dosync (or @r (retry)))] [:tx v])
                        (after ms :late)))]
    (assert (= :late (look 3)))
    (spawn (fn [] (pause) (dosync (ref-set r 1))))
    (assert (= [:tx 1] (look 10000)))
    (dosync (ref-set r nil))
    (! me :other)
    (spawn (fn [] (pause) (! me [:mail 2])))
    (assert (= [:mail 2] (look 10000)))
    (assert (= :other (receive x x)))
    (assert (= 5 (do (spawn (fn [] (dosync (ref-set r 5)))) (receive (tx [v (check @r)] v)))))))

(defn ends
  "Actors that end in a transaction leave every ref usable."
  []
  (let [a (ref 0), b (ref 0), stop (promise)
        dead (fn [pid] (let [m (monitor pid)] (receive [:DOWN m _ _ reason] reason)))
        hold (spawn (fn [] (dosync (alter a inc) (ensure b) @stop)))
        loop* (spawn (fn [] (dosync (alter a inc) (alter b inc) (loop [] (recur)))))
        wait (spawn (fn [] (dosync (when (= 0 @a) (retry)))))
        big  (spawn-opt {:max-heap-size 200000}
                        (fn []
                          (dosync (alter a inc)
                                  (loop [l nil] (recur (cons (alter b inc) l))))))]
    (pause)
    (exit hold :kill)
    (exit loop* :stop)
    (exit wait :kill)
    (run! dead [hold loop* wait big])
    (let [deep (fn deep [n]
                 (alter a inc)
                 (if (= n 0) (throw (ex-info "deep" {})) (inc (deep (dec n)))))]
      (assert (= :deep (try (dosync (deep 2000)) (catch Exception _ :deep)))))
    (assert (= [0 0] [@a @b]))
    (run-all (repeat 3 (fn [] (dosync (alter a inc) (alter b dec)))))
    (assert (= [3 -3] [@a @b]))))

(defn catching
  "Who catches all, even what ends an attempt in vain, commits nothing of that attempt."
  []
  (let [a (ref 0), b (ref 0)
        add  (fn [r] (try (alter r inc) (catch Throwable _ nil)))
        work (fn [] (dotimes [_ 6] (dosync (add a) (pause) (add b) (pause) (add a))))]
    (run-all [work work work])
    (assert (= [36 18] [@a @b]) [@a @b])))

(defn delays
  "A delay that a transaction computes has a value when it commits, not what ended an attempt."
  []
  (let [a (ref 0), done (ref 0)
        ds   (vec (repeatedly 6 #(delay (dosync (let [x (alter a inc)] (pause) x)))))
        work (fn [] (doseq [d (shuffle ds)] (dosync @done (pause) @d (pause) (alter done inc))))]
    (run-all [work work work])
    (assert (every? realized? ds))
    (assert (= 18 @done))
    (assert (<= 1 @a) @a)))

(defn overdraw
  "A validator sees the value that is committed, of commutes, too: nobody takes what is not there."
  []
  (let [purse (ref 40 :validator (fn [x] (<= 0 x))), paid (ref 0)
        pay  (fn [take]
               (fn []
                 (count (filter (fn [n]
                                  (try (dosync (take purse n) (pause) (commute paid + n) true)
                                       (catch IllegalStateException _ false)))
                                (repeat 6 5)))))
        done (run-all [(pay #(alter %1 - %2)) (pay #(commute %1 - %2)) (pay #(commute %1 - %2))])]
    (assert (= 8 (reduce + done)) done)
    (assert (= [0 40] [@purse @paid]))))

(defn- links?
  "Do changes, [old new], form one chain from `first` to `last`?"
  [changes first last]
  (= (frequencies (cons last (map (fn [[old _]] old) changes)))
     (frequencies (cons first (map (fn [[_ new]] new) changes)))))

(def watched 0)

(defn watched-changes
  "Watches hear of every change of a cell once, with the value before: def's, too."
  []
  (def watched 0)
  (let [heard (atom {})
        a (atom 0), r (ref 0)
        note  (fn [k _ old new] (swap! heard update k conj [old new]))
        work  (fn [i] (fn [] (dotimes [j 5]
                               (let [x (+ (* 100 (inc i)) j)]
                                 (def watched x)
                                 (pause)
                                 (reset! a x)
                                 (dosync (ref-set r x))))))]
    (add-watch #'watched :var note)
    (add-watch a :atom note)
    (add-watch r :ref note)
    (run-all (map work (range 3)))
    (remove-watch #'watched :var)
    (doseq [[k cell] {:var #'watched, :atom a, :ref r}]
      (assert (= 15 (count (@heard k))) k)
      (assert (links? (@heard k) 0 @cell) [k @cell (@heard k)]))))

(defn starving
  "A transaction that others come before, as long as it takes, is protected after some attempts."
  []
  (let [patience (stm/set-patience! 2), n (ref 0), tries (atom 0), done (atom false)
        short (fn [] (loop [k 0] (if @done k (do (dosync (alter n inc)) (recur (inc k))))))
        long* (fn []
                (try
                  (dosync (let [x @n]
                            (swap! tries inc)
                            (dotimes [_ 300] (pause))
                            (ref-set n (+ x 1000000))))
                  (finally (reset! done true))))]
    (try
      (let [[x _ y] (run-all [short long* short])]
        (assert (= (+ 1000000 x y) @n))
        (assert (< @tries 13) @tries))
      (finally (stm/set-patience! patience)))))

(defn- down
  "Waits for the end of an actor."
  [pid]
  (let [m (monitor pid)] (receive [:DOWN m _ _ _] nil)))

(defn killed
  "Who is killed leaves a commit with all that it has sent, or nothing of it."
  []
  (let [n (ref 0), me (self), cell (agent 0)
        work (fn [] (dotimes [_ 30]
                      (dosync (! me :sent) (alter n inc) (send cell inc) (! me :sent))))
        pids (vec (repeatedly 3 #(spawn work)))]
    (dotimes [_ 5] (pause))
    (run! #(exit % :kill) pids)
    (run! down pids)
    (let [sent (loop [k 0] (receive :sent (recur (inc k)) (after 0 k)))]
      (await cell)
      (assert (= (* 2 @n) sent) [@n sent])
      (assert (= @n @cell) [@n @cell]))))

(defn- tokens [] (:tokens (stm/stm-stats)))

(defn- with-token
  "Has f called in a transaction that has the token, in an actor of its own, whose pid it answers;
  nil if nobody gets the token."
  [options f]
  (let [r (ref 0), tries (atom 0), before (tokens)
        pid (spawn-opt options
                       (fn []
                         (dosync @r
                                 (when (= 1 (swap! tries inc)) @(future (dosync (alter r inc))))
                                 (alter r inc)
                                 (f))))]
    (loop [n 0]
      (cond
        (< before (tokens)) pid
        (< n 20000)         (do (Thread/sleep 1) (recur (inc n)))))))

(defn token
  "However the transaction with the token ends or waits, the next one that asks for it has it."
  []
  (let [patience (stm/set-patience! 1), stuck (promise)
        ends     (shuffle [[:returns {} (fn [] 1)]
                           [:throws {} (fn [] (throw (ex-info "in vain" {})))]
                           [:exits {} (fn [] (exit :enough))]
                           [:grows {:max-heap-size 200000}
                            (fn [] (loop [l nil] (recur (cons 1 l))))]
                           [:loops {} (fn [] (loop [] (recur)))]
                           [:waits {} (fn [] @stuck)]
                           [:retries {} (fn [] (retry))]])]
    (try
      (doseq [[how options f] ends]
        (let [pid (with-token options f)]
          (assert pid how)
          (case how
            :retries (do (down (with-token {} (fn [] 1)))
                         (exit pid :kill))
            (:loops :waits) (do (pause) (exit pid (rand-nth [:kill :stop])))
            nil)
          (down pid)))
      (assert (with-token {} (fn [] 1)))
      (finally (stm/set-patience! patience)))))

(def ^:dynamic *var* 0)

(defn watchers
  "Those who add watches, change metadata and roots at once do not undo each other's changes."
  []
  (let [cells [(atom 0) (ref 0) (agent 0) #'*var*]
        keys* (for [i (range 3), j (range 4)] [i j])
        add   (fn [i] (fn [] (dotimes [j 4]
                               (doseq [c cells]
                                 (add-watch c [i j] (fn [& _] nil))
                                 (alter-meta! c update ::n (fnil inc 0)))
                               (alter-var-root #'*var* inc))))
        drop* (fn [i] (fn [] (dotimes [j 4] (doseq [c cells] (remove-watch c [i j])))))]
    (alter-var-root #'*var* (fn [_] 0))
    (alter-meta! #'*var* dissoc ::n)
    (run-all (map add (range 3)))
    (assert (= 12 *var*))
    (doseq [c cells]
      (assert (= (set keys*) (set (keys (.getWatches c)))))
      (assert (= 12 (::n (meta c)))))
    (run-all (map drop* (range 3)))
    (doseq [c cells] (assert (empty? (.getWatches c))))))

(defn swaps
  "A slow function of swap! gets its turn among quick ones, and nobody's change is lost."
  []
  (let [a (atom 0), done (atom false)
        quick (fn [] (loop [n 0]
                       (if (or @done (= n 20000000)) n (do (swap! a inc) (recur (inc n))))))
        slow  (fn [] (swap! a (fn [x] (dotimes [_ 6] (pause)) (+ x 1000000)))
                (reset! done true)
                0)
        [x _ y] (run-all [quick slow quick])]
    (assert (< x 20000000))
    (assert (< y 20000000))
    (assert (= (+ 1000000 x y) @a))))

(defn endless
  "A function of swap! that never ends, and has its turn, holds nobody up for ever."
  []
  (let [a (atom 0), tries (atom 0)
        pid (spawn (fn [] (swap! a (fn [x]
                                     (if (< (swap! tries inc) 18)
                                       (do (reset! a (inc x)) x)
                                       (loop [] (recur)))))))]
    (loop [] (when (< @tries 18) (pause) (recur)))
    (dotimes [_ 3] (swap! a + 100))
    (assert (= 317 @a) @a)
    (exit pid :kill)
    (down pid)))

; Histories of random transactions, whose every read is ensured, so that there must be an order of
; all of them that explains what each has seen.

(defn- random-step [refs]
  (let [i (rand-int refs)]
    (case (rand-int 4)
      0 [:read i]
      1 [:set i (rand-int 100)]
      2 [:add i (rand-int 9)]
      [:commute i (rand-int 9)])))

(defn- run-steps
  "Does the steps in a transaction; those that have seen a value, with it."
  [refs steps]
  (dosync
    (mapv (fn [[what i x :as step]]
            (pause)
            (case what
              :read    (conj step (ensure (refs i)))
              :set     (do (try (ref-set (refs i) x) (catch IllegalStateException _ nil)) step)
              :add     (conj step (do (ensure (refs i)) (alter (refs i) + x)))
              :commute (do (commute (refs i) + x) step)))
          steps)))

(defn- well-formed
  "Steps that do not set a ref after a commute of it, nor commute one that they look at."
  [steps]
  (let [commuted (set (map second (filter #(= :commute (first %)) steps)))]
    (vec (remove (fn [[what i]] (and (commuted i) (not= :commute what))) steps))))

(defn- explain
  "The state after a transaction with these steps, or nil when it would have seen other values."
  [state steps]
  (reduce (fn [state [what i x y]]
            (case what
              :read    (if (= x (state i)) state (reduced nil))
              :set     (assoc state i x)
              :add     (let [z (+ (state i) x)] (if (= z y) (assoc state i z) (reduced nil)))
              :commute (update state i + x)))
          state steps))

(defn- explained?
  "Is there an order of the actors' histories that explains them and ends in `final`?"
  [histories state final]
  (if (every? empty? histories)
    (= state final)
    (some (fn [i]
            (when-let [[steps & more] (seq (histories i))]
              (when-let [next (explain state steps)]
                (explained? (assoc histories i more) next final))))
          (range (count histories)))))

(defn histories []
  (let [refs     (vec (repeatedly 3 #(ref 0)))
        steps    (fn [] (well-formed (vec (repeatedly (inc (rand-int 4)) #(random-step 3)))))
        programs (vec (repeatedly 3 #(vec (repeatedly 3 steps))))
        seen     (run-all (map (fn [program] (fn [] (mapv #(run-steps refs %) program))) programs))]
    (assert (explained? seen [0 0 0] (mapv deref refs)) (pr-str seen (mapv deref refs)))))

; Histories of transactions that read without ensure, try branches that they give up, and fail. Such
; a one sees all refs as they were at one moment since the actor's last commit; what it sets or
; ensures has not changed from then to its commit, and commutes are done with what is there then.

(defn- random-look [refs]
  (let [i (rand-int refs)]
    (case (rand-int 6)
      (0 1) [:read i]
      2     [:ensure i]
      3     [:set i (rand-int 1000)]
      4     [:add i (rand-int 1000)]
      [:commute i (rand-int 1000)])))

(defn- do-step [refs [what i x :as step]]
  (pause)
  (let [r (refs i)]
    (case what
      :read    (conj step @r)
      :ensure  (conj step (ensure r))
      :set     (do (ref-set r x) step)
      :add     (conj step (alter r + x))
      :commute (do (commute r + x) step))))

(defn- run-looks
  "Does the steps in a transaction, after those of a branch that retries, if there are any."
  [refs [steps in-vain fails?]]
  (when fails?
    (try (dosync (run! #(do-step refs %) in-vain) (throw (ex-info "fails" {})))
         (catch clojure.lang.ExceptionInfo _ nil)))
  (dosync
    (or-else (do (run! #(do-step refs %) in-vain) (retry))
             (mapv #(do-step refs %) steps))))

(defn- see
  "What the steps make of the state `now`, when they have read `then`: [now], or nil if they have
  seen something else. old? tells of a ref whether it has changed in between."
  [then now old? steps]
  (let [seen (reduce (fn [[own now] [what i x y]]
                       (let [mine (get own i (then i))]
                         (case what
                           :read    (if (= x mine) [own now] (reduced nil))
                           :ensure  (if (and (= x mine) (not (old? i))) [own now] (reduced nil))
                           :set     (if (old? i)
                                      (reduced nil)
                                      [(assoc own i x) (assoc now i x)])
                           :add     (if (and (= y (+ x mine)) (not (old? i)))
                                      [(assoc own i y) (assoc now i y)]
                                      (reduced nil))
                           :commute [own (update now i + x)])))
                     [{} now] steps)]
    (when seen [(nth seen 1)])))

(defn- seen-in-order?
  "Is there an order of commits that explains the histories? states are those so far, the number of
  the last that changed each ref is in `changed`, that of each actor's last look in `looked`."
  [histories states changed looked final]
  (if (every? empty? histories)
    (= final (peek states))
    (some (fn [i]
            (when-let [[steps & more] (seq (histories i))]
              (some (fn [p]
                      (when-let [[next] (see (states p) (peek states) #(< p (changed %)) steps)]
                        (let [writes (set (map second (remove #(#{:read :ensure} (first %)) steps)))
                              n      (count states)]
                          (seen-in-order? (assoc histories i more)
                                          (if (seq writes) (conj states next) states)
                                          (reduce #(assoc %1 %2 n) changed writes)
                                          (assoc looked i (if (seq writes) n p))
                                          final))))
                    (range (looked i) (count states)))))
          (range (count histories)))))

(defn snapshots []
  (let [refs     (vec (repeatedly 3 #(ref 0)))
        steps    (fn [] (well-formed (vec (repeatedly (inc (rand-int 4)) #(random-look 3)))))
        program  (fn [] (vec (repeatedly 3 (fn [] [(steps) (if (= 0 (rand-int 2)) (steps) [])
                                                   (= 0 (rand-int 3))]))))
        programs (vec (repeatedly 3 program))
        looks    (fn [program] (fn [] (mapv #(run-looks refs %) program)))
        seen     (run-all (map looks programs))]
    (assert (seen-in-order? seen [[0 0 0]] [0 0 0] [0 0 0] (mapv deref refs))
            (pr-str seen (mapv deref refs)))))

(def all
  [bank lost-update no-skew pairs commutes sends nested hand-over choices waits ends killed token
   watchers watched-changes catching delays overdraw swaps endless starving histories snapshots])
