; What each function closes over: `close` gives every :fn its :closed, a vector of locals of
; functions further out, in the order of their first use, and every :reify its :captured, what its
; methods close over together. The last pass. Namespace genera.compiler.close.
;
; The closures inside a function are made in its frame, so what they close over from further out
; it closes over too.

(alias 'hir 'genera.compiler.hir)

(defn- add-free
  "Notes a local that the function of number `frame` reads."
  [found frame local]
  (when (not= frame (prim/get local :frame))
    (let [all (prim/volatile-value found)]
      (when-not (some (fn [known] (identical? known local)) all)
        (prim/volatile-set found (prim/conj all local))))))

(declare walk)

(defn- walk-function
  [node frame found]
  (let [own   (prim/volatile [])
        inner (prim/get node :frame)
        made  (hir/map-children (fn [child] (walk child inner own)) node)
        free  (prim/volatile-value own)]
    (doseq [local free] (add-free found frame local))
    (prim/assoc made :closed free)))

(defn- walk-reify
  [node frame found]
  (let [interfaces (walk (prim/get node :interfaces) frame found)
        methods    (mapv (fn [method] (walk-function method frame found)) (prim/get node :methods))
        captured   (reduce (fn [all local]
                             (if (some (fn [known] (identical? known local)) all)
                               all
                               (conj all local)))
                           [] (mapcat :closed methods))]
    (assoc node :interfaces interfaces :methods methods :captured captured)))

(defn- walk
  [node frame found]
  (case (prim/get node :op)
    (:const :global) node
    :local (do (add-free found frame (prim/get node :local)) node)
    :fn (walk-function node frame found)
    :reify (walk-reify node frame found)
    (hir/map-children (fn [child] (walk child frame found)) node)))

(defn close
  "The tree of a unit with the closed-over locals of its functions."
  [node]
  (walk node 0 (prim/volatile [])))

(def pass
  {:name :close :needs #{} :after #{:inline :lets :tests} :pass close
   :doc "Which locals each function closes over."})
