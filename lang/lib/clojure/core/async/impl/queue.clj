; clojure.core.async.impl.queue: first in, first out; for those who hold the lock of a channel.
;
; A queue is a ring in an array that grows by doubling: a store into an array that is shared costs
; a fraction of what a new list cell in the shared heap does.

(ns clojure.core.async.impl.queue
  "Queues that change."
  (:refer-clojure :exclude [peek pop!]))

; Places of the fields: array, index of the oldest value, number of values, length less one.

(deftype Queue [^:unsynchronized-mutable items ^:unsynchronized-mutable head
                ^:unsynchronized-mutable size ^:unsynchronized-mutable mask]
  clojure.lang.Counted
  (count [_] size))

(defn queue
  "An empty queue."
  []
  (->Queue (object-array 4) 0 0 3))

(defn size
  "How many values a queue has."
  [q]
  (prim/field q 2))

(defn- values-of
  "The values of a queue, oldest first."
  [q]
  (let [items (prim/field q 0) head (prim/field q 1) mask (prim/field q 3)]
    (mapv (fn [i] (prim/array-get items (bit-and mask (+ head i)))) (range (prim/field q 2)))))

(defn- refill!
  "Makes values all that a queue has, with room for as many more."
  [q values]
  (let [room  (loop [n 4] (if (< n (* 2 (count values))) (recur (* 2 n)) n))
        items (object-array room)]
    (dotimes [i (count values)] (prim/array-set items i (nth values i)))
    (prim/set-field q 0 items)
    (prim/set-field q 1 0)
    (prim/set-field q 2 (count values))
    (prim/set-field q 3 (dec room))))

(defn push!
  "Adds a value."
  [q x]
  (let [size (prim/field q 2) mask (prim/field q 3)]
    (if (< mask size)
      (do (refill! q (values-of q)) (recur q x))
      (do (prim/array-set (prim/field q 0) (bit-and mask (+ (prim/field q 1) size)) x)
          (prim/set-field q 2 (inc size))))))

(defn peek
  "The oldest value; nil if there is none."
  [q]
  (prim/array-get (prim/field q 0) (prim/field q 1)))

(defn pop!
  "Takes the oldest value out and answers it; nil if there is none."
  [q]
  (let [size (prim/field q 2)]
    (when (< 0 size)
      (let [items (prim/field q 0) head (prim/field q 1) x (prim/array-get items head)]
        (prim/array-set items head nil)
        (prim/set-field q 1 (bit-and (prim/field q 3) (inc head)))
        (prim/set-field q 2 (dec size))
        x))))

(defn retain!
  "Keeps the values of which `wanted?` is true."
  [q wanted?]
  (refill! q (filterv wanted? (values-of q))))
