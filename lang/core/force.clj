; Lazy sequences from the inside: what `seq`, `first`, `next` and `rest` do when the kernel
; misses on a lazy sequence. Namespace genera.slow.
;
; This file comes before every macro, because syntax-quote itself builds lazy sequences; so it
; is written with special forms only. A lazy sequence is a wait cell: `lazy-begin` answers the
; function to run (and marks the cell busy) or nil when the value is there; `lazy-end` stores
; the value, `lazy-fail` makes the cell empty again so that a later reader runs it anew.
; Invariant: a chain of lazy sequences is followed by iteration, never by recursion.

(def force-lazy
  "The value a lazy sequence stands for, computed now if nobody has."
  (fn* [cell]
    (let* [body (prim/lazy-begin cell)]
      (if (prim/is-nil body)
        (prim/lazy-value cell)
        (let* [value (try (body)
                          (catch Throwable e
                            (prim/lazy-fail cell)
                            (throw e)))]
          (prim/lazy-end cell value))))))

(def force-seq
  "The non-lazy sequence, or nil, at the end of a chain of lazy sequences."
  (fn* [cell]
    (loop* [value (force-lazy cell)]
      (if (prim/is-lazy-seq value)
        (recur (force-lazy value))
        (prim/lazy-settle cell (prim/seq value))))))
