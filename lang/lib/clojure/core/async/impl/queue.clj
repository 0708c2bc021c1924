; clojure.core.async.impl.queue: first in, first out; for those who hold the lock of a channel.
;
; The oldest values are a list from which they are taken; what was added since that list was made
; is another list, newest first. Each value is so moved once at most.

(ns clojure.core.async.impl.queue
  "Queues that change."
  (:refer-clojure :exclude [peek pop!]))

(deftype Queue [^:unsynchronized-mutable front ^:unsynchronized-mutable rear
                ^:unsynchronized-mutable size]
  clojure.lang.Counted
  (count [_] size))

(defn queue
  "An empty queue."
  []
  (->Queue () () 0))

(defn size
  "How many values a queue has."
  [q]
  (prim/field q 2))

(defn push!
  "Adds a value."
  [q x]
  (if (prim/seq (prim/field q 0))
    (prim/set-field q 1 (prim/cons x (prim/field q 1)))
    (prim/set-field q 0 (prim/cons x ())))
  (prim/set-field q 2 (inc (prim/field q 2))))

(defn peek
  "The oldest value; nil if there is none."
  [q]
  (prim/first (prim/field q 0)))

(defn pop!
  "Takes the oldest value out and answers it; nil if there is none."
  [q]
  (let [front (prim/field q 0)]
    (when (prim/seq front)
      (let [left (prim/rest front)]
        (if (prim/seq left)
          (prim/set-field q 0 left)
          (do (prim/set-field q 0 (reverse (prim/field q 1)))
              (prim/set-field q 1 ())))
        (prim/set-field q 2 (dec (prim/field q 2)))
        (prim/first front)))))

(defn retain!
  "Keeps the values of which `wanted?` is true."
  [q wanted?]
  (let [kept (doall (filter wanted? (concat (prim/field q 0) (reverse (prim/field q 1)))))]
    (prim/set-field q 0 (into () (reverse kept)))
    (prim/set-field q 1 ())
    (prim/set-field q 2 (count kept))))
