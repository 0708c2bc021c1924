; HIR, what the analyzer makes of a form: a tree of maps with :op, described by the table `ops`.
; Namespace genera.compiler.hir. The table gives the keys that hold children; the validator, the
; printer and the walks of the passes follow it.
;
; Names are resolved: a local is one map {:name :id :kind :frame :uses} wherever it occurs, :id
; unique in the unit, :frame the function it belongs to, :uses a volatile count of the nodes that
; read it; its :kind is :let, :loop, :param, :catch, :self, :letfn or :field. A field has :self, the
; local it is read through, :index and :mutable. A global is the var itself.
; :pos, where a node has it, is [line column] or nil.

(def ops
  "By op: the keys that must be there, those that hold one child (or nil), and those that hold a
  vector of children."
  {:const   {:keys [:value] :doc "A value."}
   :local   {:keys [:local] :doc "The value of a local."}
   :global  {:keys [:var] :doc "The value of a var."}
   :if      {:keys [:test :then :else] :one [:test :then :else] :doc "A choice."}
   :do      {:keys [:body] :many [:body] :doc "One after the other; the value of the last."}
   :let     {:keys [:locals :inits :body] :many [:inits] :one [:body]
             :doc "Locals, bound in order."}
   :loop    {:keys [:locals :inits :body :id] :many [:inits] :one [:body]
             :doc "As :let, and the target of the recur nodes of that :id."}
   :recur   {:keys [:args :target :id] :many [:args]
             :doc "Rebinds the locals :target and starts the loop or arity :id over."}
   :fn      {:keys [:name :self :frame :arities] :many [:arities]
             :doc "A function; :self is the local of its own name or nil, :closed is what the pass
                  `close` found it closes over."}
   :arity   {:keys [:params :variadic :body :id] :one [:body] :doc "One arity of a function."}
   :letfn   {:keys [:locals :fns :body] :many [:fns] :one [:body]
             :doc "Functions that see each other."}
   :call    {:keys [:target :args] :one [:target] :many [:args] :doc "A call."}
   :prim    {:keys [:name :args] :many [:args] :doc "A primitive, by its name."}
   :invoke  {:keys [:selector :args] :many [:args]
             :doc "The method that the first argument has for a keyword."}
   :throw   {:keys [:value] :one [:value] :doc "Throws."}
   :try     {:keys [:body :catches :finally] :one [:body :finally] :many [:catches]
             :doc "Handlers around a body."}
   :catch   {:keys [:class :local :body] :one [:body]
             :doc "Handles exceptions of a class, of all when it is nil."}
   :case    {:keys [:expr :clauses :default] :one [:expr :default] :many [:clauses]
             :doc "A choice by constants."}
   :clause  {:keys [:tests :body] :one [:body] :doc "The constants that lead to a body."}
   :set-var {:keys [:var :value] :one [:value] :doc "Sets a var's thread binding."}
   :reify   {:keys [:type :interfaces :methods] :one [:interfaces] :many [:methods]
             :doc "An instance of a type of its own; each method is a :fn with its keyword as
                  :selector, whose closed-over locals are fields of the instance."}})

(defn map-children
  "The node with each child replaced by (f child)."
  [f node]
  (let [row (prim/get ops (prim/get node :op))
        one (prim/get row :one)
        many (prim/get row :many)
        node (if one
               (loop [node node ks (prim/seq one)]
                 (if ks
                   (let [k (prim/first ks)
                         child (prim/get node k)]
                     (recur (if child
                              (let [made (f child)]
                                (if (identical? made child) node (prim/assoc node k made)))
                              node)
                            (prim/next ks)))
                   node))
               node)]
    (if many
      (let [k (prim/nth many 0)]
        (prim/assoc node k (mapv f (prim/get node k))))
      node)))

(defn children
  "The children of a node, in order of evaluation where there is one."
  [node]
  (let [row (prim/get ops (prim/get node :op))]
    (into (vec (keep (fn [k] (prim/get node k)) (:one row)))
          (mapcat (fn [k] (prim/get node k)) (:many row)))))

(defn problem
  "What is wrong with a tree, a string, or nil: unknown ops, missing keys, children that are no
  nodes, locals that nothing around them binds."
  ([node] (problem node #{}))
  ([node bound]
   (let [{:keys [op]} node
         row (get ops op)]
     (cond
       (nil? row) (str "no such op: " (pr-str op))
       (some (fn [k] (not (contains? node k))) (:keys row))
       (str op " without " (first (remove (fn [k] (contains? node k)) (:keys row))))
       (and (= op :local)
            (not (contains? bound (:id (or (:self (:local node)) (:local node))))))
       (str "unbound local " (:name (:local node)))
       :else
       (let [binds (concat (:locals node) (:params node) (:fields node)
                           (when (:self node) [(:self node)])
                           (when (map? (:local node)) [(:local node)]))
             inner (into bound (map :id) binds)]
         (some (fn [child] (problem child inner)) (children node)))))))

(defn- show-local
  [local]
  (symbol (str (:name local) "%" (:id local))))

(defn summary
  "The node as a form to read: the op, what is not a child, then the children."
  [node]
  (let [{:keys [op]} node
        inner (map summary (children node))]
    (case op
      :const  (list 'const (:value node))
      :local  (show-local (:local node))
      :global (list 'global (prim/var-symbol (:var node)))
      (:let :loop) (list (symbol (name op))
                         (vec (interleave (map show-local (:locals node))
                                          (map summary (:inits node))))
                         (summary (:body node)))
      :recur  (list* 'recur inner)
      :fn     (list* 'fn (symbol (:name node)) (mapv show-local (:closed node)) inner)
      :arity  (list (mapv show-local (:params node)) (summary (:body node)))
      :prim   (list* (symbol "prim" (:name node)) inner)
      :invoke (list* 'invoke (:selector node) inner)
      :catch  (list 'catch (when (:class node) (symbol (prim/type-name (:class node))))
                    (show-local (:local node)) (summary (:body node)))
      :clause (list (:tests node) (summary (:body node)))
      :case   (list* 'case (summary (:expr node)) (summary (:default node))
                     (map summary (:clauses node)))
      :set-var (list* 'set-var (prim/var-symbol (:var node)) inner)
      :reify  (list* 'reify (symbol (prim/type-name (:type node))) inner)
      (list* (symbol (name op)) inner))))
