; Actors that end on any worker tell who is linked to them and who monitors them.
(require '[genera.actors :refer [exit process-flag receive spawn-link spawn-monitor]])
(process-flag :trap-exit true)
(dotimes [i 200] (spawn-link (fn [] (exit [:linked i]))))
(dotimes [i 200] (spawn-monitor (fn [] (exit [:watched i]))))
(println (count (set (repeatedly 200 (fn [] (receive [:EXIT _ [:linked i]] i)))))
         (count (set (repeatedly 200 (fn [] (receive [:DOWN _ :process _ [:watched i]] i))))))
;=> 200 200
