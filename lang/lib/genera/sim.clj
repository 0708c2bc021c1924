; Simulations of programs of many actors: the same function under many seeds, each of which draws
; another order of turns, of messages, of time, of random numbers. What goes wrong once in a
; thousand runs is so found, and found again by its seed.
;
; A run has a copy of the world: what it changes, starts or registers is gone with it. There it is
; alone on one thread, and its clock goes on only as it uses it, and over waiting at once. The same
; function in the same world takes the same course under the same seed, to the byte.

(ns genera.sim
  "Runs of a function under many seeds.")

(def ^:private defaults {:seeds 100, :from 0, :limit-ms 600000})

(defn- failed-assertions
  "How many assertions of clojure.test have failed in the run, 0 where it is not loaded."
  [counters]
  (if counters (+ (:fail @counters 0) (:error @counters 0)) 0))

(defn- run-under
  "The function that a run calls: nil when f has done well, or what it has not."
  [f]
  (let [counters (when (find-ns 'clojure.test) (find-var 'clojure.test/*report-counters*))]
    (fn []
      (try
        (let [fresh (when counters (ref {}))]
          (if counters
            (with-bindings {counters fresh} (f))
            (f))
          (flush)
          (let [n (failed-assertions fresh)]
            (when (pos? n) (str n (if (= 1 n) " assertion has failed" " assertions have failed")))))
        (catch Throwable e
          (flush)
          (when-not (instance? genera.actors.Exit e)
            (prim/report-error e "In a simulation:\n"))
          (str (.getName (class e)) ": " (ex-message e)))))))

(defn explore
  "Calls f, a function without arguments, once under each of many seeds, each time in a copy of the
  world as it is now. It does well when it returns and no assertion of clojure.test fails in it;
  actors that it leaves are gone with the copy. Answers {:seeds n} when all runs did well; else
  throws ex-info with the :seed of the first that did not and the :problem.

  Options: :seeds how many (100), :from the first one (0), :limit-ms of the run's own clock after
  which it is given up (600000)."
  ([f] (explore {} f))
  ([options f]
   (let [{:keys [seeds from limit-ms]} (merge defaults options)
         _ (when-let [wrong (first (remove (set (keys defaults)) (keys options)))]
             (throw (new IllegalArgumentException (str "No option of explore: " (pr-str wrong)))))
         [seed problem] (prim/simulate (run-under f) (prim/bindings) from seeds limit-ms)]
     (when seed
       (throw (ex-info (str "Seed " seed " fails: " problem
                            " (to see it again: (genera.sim/replay " seed " f))")
                       {:seed seed, :problem problem})))
     {:seeds seeds})))

(defn replay
  "Calls f under one seed, as explore does."
  [seed f]
  (explore {:seeds 1, :from seed} f))
