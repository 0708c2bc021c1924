(ns genera.quiet
  "Fixtures of tests in which actors end for bad reasons on purpose."
  (:require [genera.actors :refer [process-flag receive]]
            [genera.logger :as logger]))

(defn quietly
  "Runs f without reports, and with exit signals as messages."
  [f]
  (let [level (logger/primary-level)]
    (logger/set-primary-level :none)
    (process-flag :trap-exit true)
    (try (f) (finally (logger/set-primary-level level) (process-flag :trap-exit false)))))

(defn without-mail
  "Runs f with an empty mailbox."
  [f]
  (loop [] (receive _ (recur) (after 0 nil)))
  (f))
