; clojure.core.async.impl.dispatch: where callbacks run, and what becomes of what they throw.

(ns clojure.core.async.impl.dispatch
  "Runs callbacks."
  (:import [java.lang Thread]))

(defn uncaught
  "What becomes of an exception that nobody has caught: the default handler of threads gets it if
  one is set; else it ends the running actor and is reported."
  [e]
  (if-let [handler (Thread/getDefaultUncaughtExceptionHandler)]
    (.uncaughtException handler (Thread/currentThread) e)
    (do
      (when-not (instance? genera.actors.Exit e)
        (try (genera.actors/*report-crash* e) (catch Throwable _ nil)))
      (prim/end-self (genera.actors/exit-reason e)))))

(defn run
  "Calls f in an actor of its own, under the bindings of the running one."
  [f]
  (prim/spawn (fn [] (try (f) (catch Throwable e (uncaught e)))) (prim/bindings))
  nil)

(defn in-dispatch-thread?
  "False: no actor is kept for go blocks alone."
  []
  false)

(defn check-blocking-in-dispatch
  "Nothing: every go block may block."
  []
  nil)
