; Transactions that wait and choose, as in Haskell: what a transaction cannot go on with yet, it
; retries, and it is run again when something that it has read has changed. dosync, ref and the rest
; are clojure.core's; how it works is told in docs/stm.md.

(ns genera.stm
  "Waiting and choosing in transactions; figures of contention.")

(defn retry
  "Gives this attempt of the running transaction up. The actor waits until another transaction has
  changed something that this one has read, and then runs it again."
  []
  (#'clojure.core/retry-transaction))

(defn check
  "Retries unless x is true; answers x."
  [x]
  (if x x (retry)))

(defmacro or-else
  "In a transaction, the value of the first expression that does not retry. What one that retries
  has done to refs, and has sent, is taken back. If all retry, the transaction waits for a change
  of anything that any of them has read."
  ([] `(retry))
  ([expr] expr)
  ([expr & more] `(#'clojure.core/first-of (fn [] ~expr) (fn [] (or-else ~@more)))))

(defn- figures-of
  [r]
  (let [[commits aborts misses] (map #(prim/stm-figure r %) [3 4 5])
        losers                  (vec (keep #(prim/stm-figure r %) [8 9 10]))]
    (cond-> {:commits commits, :aborts aborts, :misses misses, :losers losers,
             :history (ref-history-count r), :last-winner (prim/stm-figure r 6)}
      (< 10 commits (* 4 aborts))
      (assoc :hint (str "Many attempts fail at this ref: use commute if the order of its changes"
                        " does not matter, or keep what is changed apart in several refs.")))))

(defn- contended
  "Refs because of which attempts were in vain, some of the last; those of most attempts first."
  []
  (let [table (prim/root 6)]
    (sort-by #(- (prim/stm-figure % 4))
             (keep #(prim/array-get table %) (range 0 (prim/array-length table) 4)))))

(defn stm-stats
  "Without arguments, figures of all transactions: :commits that have written, :aborts, attempts
  that started again, :misses, those of them that found no old value any more, :tokens,
  transactions that had to be protected from others, and :contended, the figures of refs that were
  to blame, some of the last, each with its :ref. Of a ref: :commits, :aborts, :misses, :history,
  the old values it keeps in any case, :last-winner, the pid of who wrote it last, :losers, those
  of up to three who have last started again because of it, and a :hint if it is contended."
  ([] (assoc (zipmap [:commits :aborts :misses :tokens] (prim/stm-totals))
             :contended (mapv #(assoc (figures-of %) :ref %) (contended))))
  ([ref] (figures-of ref)))

(defn set-patience!
  "After how many attempts a transaction is protected from others, 0 for never; answers what it
  was."
  [attempts]
  (prim/stm-set-patience attempts))
