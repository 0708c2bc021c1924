; clojure.core.async: channels and go blocks, on actors. A go block is an actor: it may park in any
; function it calls, in loops, in lazy sequences and in try forms, and costs about a kilobyte while
; it waits. So <! is <!!, and `thread` is `go` under another name; outside of go blocks both wait,
; too. How channels work is said in async/impl/channels.clj, operations on whole channels are in
; async/flows.clj (pipelines, mixes and their like) and async/older.clj (deprecated ones).

(ns clojure.core.async
  "Channels and go blocks."
  (:refer-clojure :exclude [bounded-count into map merge partition partition-by reduce take
                            transduce])
  (:require [clojure.core :as core]
            [clojure.core.async.impl.buffers :as buffers]
            [clojure.core.async.impl.channels :as channels]
            [clojure.core.async.impl.dispatch :as dispatch]
            [clojure.core.async.impl.protocols :as impl]))

(alias 'core 'clojure.core)

(defn fn-handler
  "The handler of somebody who is always served, by a call of f; may wait unless blockable is
  false."
  ([f] (fn-handler f true))
  ([f blockable] (channels/->Callback f blockable)))

; Channels.

(defn buffer
  "A buffer for n values. When it is full, puts wait."
  [n]
  (buffers/fixed-buffer n))

(defn dropping-buffer
  "A buffer for n values. When it is full, what is put is dropped."
  [n]
  (buffers/dropping-buffer n))

(defn sliding-buffer
  "A buffer for n values. When it is full, the oldest value is dropped."
  [n]
  (buffers/sliding-buffer n))

(defn unblocking-buffer?
  "Whether a channel with that buffer never lets puts wait."
  [buff]
  (extends? impl/UnblockingBuffer (class buff)))

(defn chan
  "A channel, with a buffer or room for that many values, a transducer of what is put, which wants
  a buffer, and ex-handler, called with exceptions of the transducer; what it answers, unless it is
  nil, is put in place of the value."
  ([] (chan nil))
  ([buf-or-n] (chan buf-or-n nil))
  ([buf-or-n xform] (chan buf-or-n xform nil))
  ([buf-or-n xform ex-handler]
   (let [buf-or-n (if (= 0 buf-or-n) nil buf-or-n)]
     (when xform (assert buf-or-n "buffer must be supplied when transducer is"))
     (channels/chan (if (number? buf-or-n) (buffer buf-or-n) buf-or-n) xform ex-handler))))

(defn promise-chan
  "A channel for one value, which all takes get, before and after; nil once it is closed without."
  ([] (promise-chan nil))
  ([xform] (promise-chan xform nil))
  ([xform ex-handler] (chan (buffers/promise-buffer) xform ex-handler)))

(defn timeout
  "A channel that closes ms milliseconds from now."
  [ms]
  (channels/timeout ms))

(defn close!
  "Closes a channel: no more can be put, what is in it can be taken, then takes answer nil."
  [chan]
  (impl/close! chan))

; One value at a time.

(defn- waiter
  "The running actor as one who waits until the outcome arrives under a new ref."
  []
  (channels/->Waiter (prim/self) (prim/make-ref) nil nil))

(defn- await-outcome
  "What a waiter is told; nil at the deadline of a timeout."
  [waiter deadline]
  (channels/await-message (prim/field waiter 1) deadline nil))

(defn- take-timeout
  "Takes from a channel that closes at a time."
  [port]
  (let [flag   (prim/atom false)
        waiter (channels/->Waiter (prim/self) (prim/make-ref) flag nil)
        box    (impl/take! port waiter)
        none   flag]
    (if box
      (channels/value-of box)
      (let [value (channels/await-message (prim/field waiter 1) (channels/deadline-of port) none)]
        (cond
          (not (identical? none value)) value
          (prim/atom-compare-set flag false true) nil
          :else (await-outcome waiter nil))))))

(defn <!!
  "Takes a value from a channel; waits until there is one. Nil when the channel is closed."
  [port]
  (if (and (channels/channel? port) (channels/deadline-of port))
    (take-timeout port)
    (let [waiter (waiter)
          box    (impl/take! port waiter)]
      (if box (channels/value-of box) (await-outcome waiter nil)))))

(defn >!!
  "Puts a value, not nil, into a channel; waits until there is room or a taker. False if the
  channel is closed, else true."
  [port val]
  (let [waiter (waiter)
        box    (impl/put! port val waiter)]
    (if box (channels/value-of box) (await-outcome waiter nil))))

(defn <!
  "Takes a value from a channel; parks until there is one. Nil when the channel is closed."
  [port]
  (<!! port))

(defn >!
  "Puts a value, not nil, into a channel; parks until there is room or a taker. False if the
  channel is closed, else true."
  [port val]
  (>!! port val))

(defn take!
  "Takes a value from a channel some time and calls fn1 with it: in the running actor if there is
  one now and on-caller? is not false, else in one of its own. Answers nil."
  ([port fn1] (take! port fn1 true))
  ([port fn1 on-caller?]
   (when-let [box (impl/take! port (fn-handler fn1))]
     (let [value (channels/value-of box)]
       (if on-caller? (fn1 value) (dispatch/run (fn [] (fn1 value))))))
   nil))

(defn- nothing [_])
(def ^:private quiet (fn-handler nothing))

(defn put!
  "Puts a value, not nil, into a channel some time and calls fn1 with whether it was open: in the
  running actor if it happens now and on-caller? is not false, else in one of its own. Answers
  true, or false if the channel is closed already."
  ([port val]
   (if-let [box (impl/put! port val quiet)] (channels/value-of box) true))
  ([port val fn1] (put! port val fn1 true))
  ([port val fn1 on-caller?]
   (if-let [box (impl/put! port val (fn-handler fn1))]
     (let [open (channels/value-of box)]
       (if on-caller? (fn1 open) (dispatch/run (fn [] (fn1 open))))
       open)
     true)))

(def ^:private impatient (fn-handler nothing false))

(defn offer!
  "Puts a value into a channel if that can be done at once: then true. False if the channel is
  closed, nil if it would have to wait."
  [port val]
  (when-let [box (impl/put! port val impatient)] (channels/value-of box)))

(defn poll!
  "Takes a value from a channel if there is one at once, else answers nil."
  [port]
  (when-let [box (impl/take! port impatient)] (channels/value-of box)))

; Alternatives.

(defn- draw
  "The i-th of n indices in a random order, of which `order` keeps what was drawn before: a place
  that is still nil stands for itself."
  [order i n]
  (let [j     (+ i (rand-int (- n i)))
        drawn (or (aget order j) j)]
    (aset order j (or (aget order i) i))
    drawn))

(defn- try-ports
  "Tries operations in turn, each for the handler that `make` answers for its port: a box of
  [value port], retry, or nil when all wait. A failed retry leaves dead handlers behind."
  [ports priority make]
  (let [n     (count ports)
        order (when-not (or priority (= 1 n)) (object-array n))]
    (loop [i 0]
      (when (< i n)
        (let [port (nth ports (if order (draw order i n) i))
              put? (vector? port)
              at   (if put? (nth port 0) port)
              box  (if put?
                     (impl/put! at (nth port 1) (make at))
                     (impl/take! at (make at)))]
          (cond
            (nil? box)                      (recur (inc i))
            (identical? channels/retry box) box
            :else                           (channels/box [(channels/value-of box) at])))))))

(defn- check-ports
  "Throws unless there are operations."
  [ports]
  (assert (pos? (count ports)) "alts must have at least one channel operation"))

(defn do-alts
  "Tries one of the operations (see alts!) with options in a map: answers a reference to its
  outcome, or nil, when fret will be called with it later."
  [fret ports opts]
  (check-ports ports)
  (let [ports (vec ports)]
    (loop []
      (let [flag (prim/atom false)
            id   (prim/next-id)
            box  (try-ports ports (:priority opts)
                            (fn [port]
                              (channels/->Alternative flag id (fn [value] (fret [value port])))))]
        (cond
          (identical? channels/retry box) (recur)
          box box
          (and (contains? opts :default) (prim/atom-compare-set flag false true))
          (channels/box [(:default opts) :default]))))))

(defn- closing-port
  "The port among operations that closes first by itself, or nil."
  [ports]
  (core/reduce (fn [found port]
                 (if (and (channels/channel? port) (channels/deadline-of port)
                          (or (nil? found)
                              (< (channels/deadline-of port) (channels/deadline-of found))))
                   port
                   found))
               nil ports))

(defn- await-alternative
  "The outcome that the running actor is told under a ref, or that of the port that closes."
  [ref flag ports]
  (if-let [port (closing-port ports)]
    (let [outcome (channels/await-message ref (channels/deadline-of port) flag)]
      (cond
        (not (identical? flag outcome)) outcome
        (prim/atom-compare-set flag false true) [nil port]
        :else (channels/await-message ref nil nil)))
    (channels/await-message ref nil nil)))

(defn- alternatives
  "Does one of the operations, waiting if need be."
  [ports opts]
  (check-ports ports)
  (let [ports (vec ports)
        me    (prim/self)]
    (loop []
      (let [flag (prim/atom false)
            ref  (prim/make-ref)
            box  (try-ports ports (:priority opts)
                            (fn [port] (channels/->Waiter me ref flag port)))]
        (cond
          (identical? channels/retry box) (recur)
          box (channels/value-of box)
          (and (contains? opts :default) (prim/atom-compare-set flag false true))
          [(:default opts) :default]
          :else (await-alternative ref flag ports))))))

(defn alts!!
  "Does one of several operations, each a channel to take from or [channel value] to put: the one
  that can be done at once, any of them if there are several, else the first that can. Answers
  [value channel], value being what was taken or whether the channel was open. Options: :default
  value, answered as [value :default] when none can be done at once; :priority true, to try them
  in order."
  [ports & {:as opts}]
  (alternatives ports opts))

(defn alts!
  "As alts!!, in a go block."
  [ports & {:as opts}]
  (alternatives ports opts))

(defn- named-port
  "A port of a clause with names for its expressions: [port bindings]."
  [port]
  (if (vector? port)
    (let [at (gensym "port__") value (gensym "value__")]
      [[at value] [at (nth port 0) value (nth port 1)]])
    (let [at (gensym "port__")]
      [at [at port]])))

(defn do-alt
  "The code of alt! or alt!!, whose operation is named by alts, for clauses."
  [alts clauses]
  (assert (even? (count clauses)) "unbalanced clauses")
  (let [pairs    (core/partition 2 clauses)
        options  (filter (fn [[k]] (keyword? k)) pairs)
        rows     (core/map (fn [[ports expr]]
                             [(core/map named-port (if (vector? ports) ports [ports])) expr])
                           (remove (fn [[k]] (keyword? k)) pairs))
        outcome  (gensym "outcome__")
        value    (gensym "value__")
        from     (gensym "from__")
        port-of  (fn [port] (if (vector? port) (nth port 0) port))
        body-of  (fn [expr]
                   (if (and (seq? expr) (vector? (first expr)))
                     `(let [~(first expr) ~outcome] ~@(rest expr))
                     expr))]
    `(let [~@(mapcat (fn [[named]] (mapcat second named)) rows)
           [~value ~from :as ~outcome]
           (~alts [~@(mapcat (fn [[named]] (core/map first named)) rows)] ~@(apply concat options))]
       (cond
         ~@(mapcat (fn [[named expr]]
                     [`(or ~@(core/map (fn [[port]] `(= ~from ~(port-of port))) named))
                      (body-of expr)])
                   rows)
         (= ~from :default) ~value))))

(defmacro alt!!
  "Does one of several operations, as alts!!, and evaluates the expression of its clause. A clause
  is a port to take from, or a vector of those and of [port value] to put, and an expression; a
  list that starts with a vector binds that to [value port]. Options as of alts!!."
  [& clauses]
  (do-alt `alts!! clauses))

(defmacro alt!
  "As alt!!, in a go block."
  [& clauses]
  (do-alt `alts! clauses))

; Go blocks.

(defn thread-call
  "Calls f in an actor of its own; answers a channel that gets its value, if that is not nil, and
  is closed."
  [f]
  (let [c (chan 1)]
    (prim/spawn (fn []
                  (try
                    (let [value (f)]
                      (when-not (nil? value) (put! c value))
                      (close! c))
                    (catch Throwable e
                      (close! c)
                      (dispatch/uncaught e))))
                (prim/bindings))
    c))

(defmacro thread
  "Evaluates body in an actor of its own; answers a channel that gets its value."
  [& body]
  `(thread-call (^{:once true} fn* [] ~@body)))

(defmacro go
  "Evaluates body in an actor of its own, which parks in channel operations, wherever these are
  called; answers a channel that gets its value, if that is not nil, and is closed."
  [& body]
  `(thread-call (^{:once true} fn* [] ~@body)))

(defmacro go-loop
  "A loop in a go block."
  [bindings & body]
  `(go (loop ~bindings ~@body)))

(defmacro defblockingop
  "Defines a function that waits."
  [op doc arglist & body]
  `(defn ~op ~doc ~arglist ~@body))

(load "async/flows")
(load "async/older")
