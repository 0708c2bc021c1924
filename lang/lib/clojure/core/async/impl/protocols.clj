; clojure.core.async.impl.protocols: what channels, their buffers and those who wait for them can
; do. Programs name these when they write buffers or ports of their own.
;
; A handler is somebody who wants one thing to happen. `commit` claims it: it answers the function
; that is to be called with the outcome, or nil when the handler has been served elsewhere. Unlike
; on the JVM a handler need be no Lock: a claim is one compare-and-set.

(ns clojure.core.async.impl.protocols
  "What channels, buffers and handlers can do.")

(def ^:const MAX-QUEUE-SIZE
  "How many puts, and how many takes, may wait for one channel."
  1024)

(defprotocol ReadPort
  (take! [port handler]
    "A reference to the value taken, or nil when the handler will get it later or never."))

(defprotocol WritePort
  (put! [port val handler]
    "A reference to whether the port was open, or nil when the handler will hear of it later."))

(defprotocol Channel
  (close! [chan] "Lets nothing more be put; answers nil.")
  (closed? [chan] "Whether it is closed."))

(defprotocol Handler
  (active? [h] "Whether it still wants to be served.")
  (blockable? [h] "Whether it may wait.")
  (lock-id [h] "A number unique to the handler, 0 if it is always served.")
  (commit [h] "Claims it; answers its function, or nil if it has been served."))

(defprotocol Buffer
  (full? [b] "Whether a put has to wait.")
  (remove! [b] "Takes the oldest value.")
  (add!* [b itm] "Adds a value; answers the buffer.")
  (close-buf! [b] "Called when the channel is closed."))

(defn add!
  "Adds a value, which must not be nil, to a buffer; answers the buffer."
  ([b] b)
  ([b itm]
   (assert (not (nil? itm)))
   (add!* b itm)))

(defprotocol Executor
  (exec [e runnable] "Runs a function some time."))

(defprotocol UnblockingBuffer
  "A buffer that is never full.")
