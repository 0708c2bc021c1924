; Looking into running behaviours, and stopping them for a while: the client side; the other side
; is genera.gen/handle-system.

(ns genera.sys
  "System messages to servers, state machines, event managers and supervisors. server is a pid, a
  name or [:via registry key]; a call that is not answered in 5 seconds (or `timeout` ms) exits the
  caller, as genera.server/call does."
  (:require [genera.gen :as gen]))

(defn- ask
  [server request timeout]
  (gen/call ::system 'genera.sys/call server request timeout))

(defn get-state
  "What the callbacks of the server see as its state."
  ([server] (get-state server 5000))
  ([server timeout] (ask server [:get-state] timeout)))

(defn replace-state
  "Sets the state to (f state) and answers it. If f throws, the state stays and this throws."
  ([server f] (replace-state server f 5000))
  ([server f timeout]
   (let [answer (ask server [:replace-state f] timeout)]
     (if (and (vector? answer) (= :genera.gen/failed (first answer)))
       (throw (ex-info "replace-state failed" {:reason (second answer)}))
       answer))))

(defn get-status
  "A map: :status (:running or :suspended), :parent, :name, :module, :state, :tracing."
  ([server] (get-status server 5000))
  ([server timeout] (ask server [:get-status] timeout)))

(defn suspend
  "Lets the server answer system messages only, until resume; others wait in its mailbox."
  ([server] (suspend server 5000))
  ([server timeout] (ask server [:suspend] timeout)))

(defn resume
  ([server] (resume server 5000))
  ([server timeout] (ask server [:resume] timeout)))

(defn trace
  "Shows what the server takes and answers, on stderr (true), by a function of name and event, or no
  longer (false)."
  ([server on] (trace server on 5000))
  ([server on timeout]
   (ask server
        [:trace (cond (fn? on) on
                      on (fn [name event]
                           (binding [*out* *err*]
                             (println (str "*DBG* " (pr-str name) " " (pr-str event)))
                             (flush)))
                      :else nil)]
        timeout)))

(defn terminate
  "Lets the server end for a reason; answers :ok at once."
  ([server reason] (terminate server reason 5000))
  ([server reason timeout] (ask server [:terminate reason] timeout)))

(defn change-code
  "Calls :code-change of the suspended server with the old version and extra; answers :ok or
  [:error reason]."
  ([server old-version extra] (change-code server old-version extra 5000))
  ([server old-version extra timeout]
   (ask server [:change-code [old-version extra]] timeout)))
