; Functions that are called where they are made: ((fn [x] …) y) becomes a let, and so does the
; call of a local that a let binds to a function, when it is the only use of that local. A function
; that recurs becomes a loop. Namespace genera.compiler.inline.
;
; Nobody can see the difference: the function is not named by a var, and no one else has it. What a
; var names is never inlined here; calls of core's primitives and of vars with :inline are resolved
; by the analyzer, as on the JVM. The locals of an inlined function become those of the function
; around the call; a call with a wrong number of arguments stays, to throw when it is run.

(alias 'hir 'genera.compiler.hir)

; Locals of another function.

(defn- moved
  "A local, in frame `to` if it is in frame `from`; one and the same for each local."
  [local from to made]
  (if (= from (prim/get local :frame))
    (let [id    (prim/get local :id)
          known (prim/get (prim/volatile-value made) id)]
      (or known
          (let [new (prim/assoc local :frame to)
                new (if (prim/get new :self)
                      (prim/assoc new :self (moved (prim/get new :self) from to made))
                      new)]
            (prim/volatile-set made (prim/assoc (prim/volatile-value made) id new))
            new)))
    local))

(defn- move-locals
  "A tree whose locals of frame `from` are in frame `to`."
  [node from to made]
  (let [move (fn [local] (moved local from to made))
        node (case (prim/get node :op)
               (:local :catch) (prim/assoc node :local (move (prim/get node :local)))
               (:let :loop :letfn) (prim/assoc node :locals (mapv move (prim/get node :locals)))
               :recur (prim/assoc node :target (mapv move (prim/get node :target)))
               node)]
    (hir/map-children (fn [child] (move-locals child from to made)) node)))

; What may be inlined.

(defn- some-node?
  "Is there a node in a tree for which f holds?"
  [f node]
  (or (f node)
      (some (fn [child] (some-node? f child)) (hir/children node))))

(defn- arity-for
  "The arity of a :fn that takes n arguments and no more, or nil; nil too if it knows itself."
  [node n]
  (let [self (prim/get node :self)]
    (when (or (nil? self) (= 0 (prim/volatile-value (prim/get self :uses))))
      (first (filter (fn [arity]
                       (and (not (prim/get arity :variadic))
                            (= n (count (prim/get arity :params)))))
                     (prim/get node :arities))))))

(defn- place-call
  "The arity of function `node` called with args, as a let or a loop of frame `to`."
  [node arity args to]
  (let [id     (prim/get arity :id)
        again? (some-node? (fn [inner] (and (identical? :recur (prim/get inner :op))
                                            (= id (prim/get inner :id))))
                           (prim/get arity :body))
        let?   (= 0 (count args))]
    (if (and let? (not again?))
      (move-locals (prim/get arity :body) (prim/get node :frame) to (prim/volatile {}))
      (move-locals {:op (if again? :loop :let) :locals (prim/get arity :params) :inits args
                    :body (prim/get arity :body) :id id}
                   (prim/get node :frame) to (prim/volatile {})))))

(declare walk)

(defn- walk-call
  "A call, in place of which the function's body may stand."
  [node frame known]
  (let [target (prim/get node :target)
        args   (mapv (fn [arg] (walk arg frame known)) (prim/get node :args))
        local  (when (identical? :local (prim/get target :op)) (prim/get target :local))
        f      (if local (prim/get known (prim/get local :id)) target)
        arity  (when (and f (identical? :fn (prim/get f :op))) (arity-for f (count args)))]
    (if arity
      (do (when local (prim/volatile-set (prim/get local :uses) 0))
          (walk (place-call f arity args frame) frame known))
      (prim/assoc (prim/assoc node :args args) :target (walk target frame known)))))

(defn- walk-let
  "A let; functions that it names for one use are known in what follows."
  [node frame known]
  (let [locals (prim/get node :locals)]
    (loop [i 0 inits [] known known]
      (if (< i (count locals))
        (let [init  (walk (prim/nth (prim/get node :inits) i) frame known)
              local (prim/nth locals i)
              once? (and (identical? :fn (prim/get init :op))
                         (= 1 (prim/volatile-value (prim/get local :uses))))]
          (recur (inc i) (prim/conj inits init)
                 (if once? (prim/assoc known (prim/get local :id) init) known)))
        (prim/assoc (prim/assoc node :inits inits)
                    :body (walk (prim/get node :body) frame known))))))

(defn- walk
  [node frame known]
  (case (prim/get node :op)
    (:const :local :global) node
    :call (walk-call node frame known)
    :let  (walk-let node frame known)
    :fn   (hir/map-children (fn [child] (walk child (prim/get node :frame) known)) node)
    (hir/map-children (fn [child] (walk child frame known)) node)))

(defn run
  "The tree of a unit with its functions inlined."
  [node]
  (walk node 0 {}))

(def pass
  {:name :inline :needs #{} :after #{} :pass run
   :doc "Functions that are called only where they are made become lets and loops."})
