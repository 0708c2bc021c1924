; Locals that only rename: a let of a constant or of another local that cannot change while it is
; in sight becomes that constant or local; a let that nobody reads and whose value has no effect is
; gone. Namespace genera.compiler.lets.
;
; A let may stand for a loop's local or a parameter, though recur rebinds these: recur leaves the
; scope of the let, and a closure has copied the value.

(alias 'hir 'genera.compiler.hir)
(alias 'fold 'genera.compiler.fold)

(defn- renames?
  "May an init stand for its local?"
  [init]
  (case (prim/get init :op)
    :const true
    :local (not (identical? :field (prim/get (prim/get init :local) :kind)))
    false))

(declare rename)

(defn- count-reads
  "Adds to the number of nodes that read a local, which passes after this one go by."
  [local n]
  (let [uses (prim/get local :uses)]
    (prim/volatile-set uses (+ (prim/volatile-value uses) n))))

(defn- forget-read
  "Notes that a node is gone."
  [node]
  (when (identical? :local (prim/get node :op)) (count-reads (prim/get node :local) -1)))

(defn- replace-local
  "What a node that reads a local stands for."
  [node known]
  (let [found (prim/get known (prim/get (prim/get node :local) :id))]
    (if found
      (do (when (identical? :local (prim/get found :op)) (count-reads (prim/get found :local) 1))
          found)
      node)))

(defn- unused? [local] (= 0 (prim/volatile-value (prim/get local :uses))))

(defn- rename-let
  [node known]
  (let [locals (prim/get node :locals)
        inits  (prim/get node :inits)]
    (loop [i 0 kept [] values [] known known]
      (if (< i (count locals))
        (let [local (nth locals i)
              init  (rename (nth inits i) known)]
          (cond
            (renames? init)
            (do (forget-read init)
                (recur (inc i) kept values (prim/assoc known (prim/get local :id) init)))
            (and (unused? local) (fold/pure? init)) (recur (inc i) kept values known)
            :else (recur (inc i) (prim/conj kept local) (prim/conj values init) known)))
        (let [body (rename (prim/get node :body) known)]
          (if (= 0 (count kept))
            body
            {:op :let :locals kept :inits values :body body}))))))

(defn rename
  "The tree with the locals that `known` (by id) says stand for another node replaced."
  [node known]
  (case (prim/get node :op)
    (:const :global) node
    :local (replace-local node known)
    :let (rename-let node known)
    (hir/map-children (fn [child] (rename child known)) node)))

(defn run [node] (rename node {}))

(def pass
  {:name :lets :needs #{} :after #{:fold :inline} :pass run
   :doc "Locals that only rename, or that nobody reads, go."})
