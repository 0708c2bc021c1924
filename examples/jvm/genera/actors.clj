(ns genera.actors
  "A stand-in for Genera's actors, on JVM threads and queues. It exists only so that
  examples/record.mjs can record the expected output of word_pool.clj on the JVM; Genera has
  its own genera.actors and never loads this file."
  (:import (java.util.concurrent LinkedBlockingQueue TimeUnit)))

(defrecord Actor [queue waiting])

(defn- new-actor []
  (->Actor (LinkedBlockingQueue.) (atom [])))

(def ^:dynamic *actor* (new-actor))

(defn self
  "The running actor."
  []
  *actor*)

(defn !
  "Sends a message to an actor, and returns the message."
  [actor message]
  (.put ^LinkedBlockingQueue (:queue actor) [message])
  message)

(defn spawn
  "Starts an actor that calls f with args."
  [f & args]
  (let [actor (new-actor)]
    (doto (Thread. (fn [] (binding [*actor* actor] (apply f args))))
      (.setDaemon true)
      (.start))
    actor))

(defn- next-message
  "The next message in a box, or nil after the deadline (in ms; nil means never)."
  [^LinkedBlockingQueue queue deadline]
  (if deadline
    (.poll queue (max 0 (- deadline (System/currentTimeMillis))) TimeUnit/MILLISECONDS)
    (.take queue)))

(defn take-match
  "Takes the first message that match accepts out of the mailbox: [clause bindings], or nil
  after timeout ms. Messages that match no clause stay in the mailbox."
  [match timeout]
  (let [{:keys [queue waiting]} *actor*
        deadline (when timeout (+ (System/currentTimeMillis) timeout))
        found    (first (keep-indexed (fn [i message] (when-let [m (match message)] [i m]))
                                      @waiting))]
    (if-let [[i m] found]
      (do (swap! waiting #(into (subvec % 0 i) (subvec % (inc i)))) m)
      (loop []
        (when-let [[message] (next-message queue deadline)]
          (or (match message)
              (do (swap! waiting conj message) (recur))))))))

(defn- pattern-parts
  "The tests and the bindings, as [symbol form] pairs, of a pattern against a form."
  [pattern form]
  (cond
    (= '_ pattern)     {:tests [] :bindings []}
    (symbol? pattern)  {:tests [] :bindings [[pattern form]]}
    (vector? pattern)  (let [parts (map-indexed #(pattern-parts %2 `(nth ~form ~%1)) pattern)]
                         {:tests    (into [`(vector? ~form) `(= ~(count pattern) (count ~form))]
                                          (mapcat :tests parts))
                          :bindings (vec (mapcat :bindings parts))})
    :else              {:tests [`(= ~pattern ~form)] :bindings []}))

(defn- parse-clauses
  "Splits the arguments of receive into {:pattern :test :body} maps."
  [forms]
  (when-let [[pattern & [marker test :as more]] (seq forms)]
    (if (= :when marker)
      (cons {:pattern pattern :test test :body (nth more 2)} (parse-clauses (drop 3 more)))
      (cons {:pattern pattern :test true :body (first more)} (parse-clauses (rest more))))))

(defmacro receive
  "Waits for a message that matches one of the clauses and evaluates that clause's body:
  (receive PATTERN BODY, PATTERN :when TEST BODY, ..., (after MS BODY...))."
  [& forms]
  (let [timed?  (and (seq? (last forms)) (= 'after (first (last forms))))
        [_ ms & late] (when timed? (last forms))
        clauses (parse-clauses (if timed? (butlast forms) forms))
        message (gensym "message")
        parts   (map #(pattern-parts (:pattern %) message) clauses)
        found   (gensym "found")]
    `(let [[clause# ~found]
           (take-match
             (fn [~message]
               (cond
                 ~@(mapcat (fn [i {:keys [test]} {:keys [tests bindings]}]
                             [`(and ~@tests (let [~@(mapcat identity bindings)] ~test))
                              [i (mapv second bindings)]])
                           (range) clauses parts)))
             ~ms)]
       (case clause#
         ~@(mapcat (fn [i {:keys [body]} {:keys [bindings]}]
                     [i `(let [~(mapv first bindings) ~found] ~body)])
                   (range) clauses parts)
         nil (do ~@late)))))
