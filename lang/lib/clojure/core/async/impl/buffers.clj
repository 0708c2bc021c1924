; clojure.core.async.impl.buffers: what a channel keeps between puts and takes. A buffer is used
; by one actor at a time, that which holds the channel's lock.

(ns clojure.core.async.impl.buffers
  "The buffers of channels."
  (:require [clojure.core.async.impl.protocols :as impl]
            [clojure.core.async.impl.queue :as q]))

(defn- take-oldest
  "The oldest value of a buffer that must have one."
  [values]
  (when (= 0 (q/size values))
    (throw (new java.util.NoSuchElementException)))
  (q/pop! values))

(deftype FixedBuffer [values n]
  impl/Buffer
  (full? [_] (<= n (q/size values)))
  (remove! [_] (take-oldest values))
  (add!* [this itm] (q/push! values itm) this)
  (close-buf! [_] nil)
  clojure.lang.Counted
  (count [_] (q/size values)))

(defn fixed-buffer
  "Holds n values; then puts wait."
  [n]
  (->FixedBuffer (q/queue) n))

(deftype DroppingBuffer [values n]
  impl/UnblockingBuffer
  impl/Buffer
  (full? [_] false)
  (remove! [_] (take-oldest values))
  (add!* [this itm]
    (when (< (q/size values) n) (q/push! values itm))
    this)
  (close-buf! [_] nil)
  clojure.lang.Counted
  (count [_] (q/size values)))

(defn dropping-buffer
  "Holds n values; what comes then is dropped."
  [n]
  (->DroppingBuffer (q/queue) n))

(deftype SlidingBuffer [values n]
  impl/UnblockingBuffer
  impl/Buffer
  (full? [_] false)
  (remove! [_] (take-oldest values))
  (add!* [this itm]
    (when (= (q/size values) n) (q/pop! values))
    (q/push! values itm)
    this)
  (close-buf! [_] nil)
  clojure.lang.Counted
  (count [_] (q/size values)))

(defn sliding-buffer
  "Holds the newest n values."
  [n]
  (->SlidingBuffer (q/queue) n))

(deftype PromiseBuffer [^:unsynchronized-mutable state ^:unsynchronized-mutable value]
  impl/UnblockingBuffer
  impl/Buffer
  (full? [_] false)
  (remove! [_] value)
  (add!* [this itm]
    (when (identical? :open state)
      (set! value itm)
      (set! state :given))
    this)
  (close-buf! [_]
    (when (identical? :open state) (set! state :closed))
    nil)
  clojure.lang.Counted
  (count [_] (if (identical? :open state) 0 1)))

(defn promise-buffer
  "Holds the first value for ever; nil once closed without one."
  []
  (->PromiseBuffer :open nil))
