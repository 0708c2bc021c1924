; Vars: roots, thread bindings, and redefinition for a while.
;
; Thread bindings belong to the actor: a map from var to a volatile with the value, and under
; :previous the map to go back to. So binding and unbinding are one step each, and a function
; that takes the map along (bound-fn, future) sees the same cells.

(defn var-get
  "The value of a var: its thread binding, or its root."
  [v]
  (prim/var-value v))

(defn var-set
  "Sets the thread binding of a var; answers the value."
  [v value]
  (check-validator v value)
  (prim/set-dynamic v value)
  value)

(defn alter-var-root
  "Sets the root of a var to f of it, nil when there is none, and the arguments; answers the new
  root."
  [v f & args]
  (prim/var-symbol v) ; refuses what is no var
  (loop []
    (let [old (prim/cell-field v 0)
          new (apply f old args)]
      (check-validator v new)
      (if (prim/compare-set-cell-field v 0 old new)
        (do (notify-watches v old new) new)
        (recur)))))

(defn bound?
  "Whether each of the vars has a root or a thread binding."
  [& vars]
  (every? (fn [v] (prim/is-bound v)) vars))

(defn thread-bound?
  "Whether each of the vars has a thread binding."
  [& vars]
  (every? (fn [v] (prim/contains (prim/bindings) v)) vars))

(defn push-thread-bindings
  "Binds dynamic vars to values, a map, until pop-thread-bindings."
  [values]
  (let [previous (prim/bindings)]
    (prim/set-bindings
      (reduce (fn [all entry]
                (let [v (key entry)]
                  (when-not (prim/is-dynamic v)
                    (throw (new IllegalStateException
                                (str "Can't dynamically bind non-dynamic var: "
                                     (prim/var-symbol v)))))
                  (check-validator v (val entry))
                  (assoc all v (prim/volatile (val entry)))))
              (assoc (if previous previous {}) :previous previous)
              values))))

(defn pop-thread-bindings
  "Undoes the last push-thread-bindings."
  []
  (let [all (prim/bindings)]
    (when-not (prim/contains all :previous)
      (throw (new IllegalStateException "Pop without matching push")))
    (prim/set-bindings (prim/get all :previous))))

(defn get-thread-bindings
  "A map from each var that has a thread binding to its value."
  []
  (reduce (fn [values entry]
            (if (prim/is-var (key entry))
              (assoc values (key entry) (prim/volatile-value (val entry)))
              values))
          {} (prim/bindings)))

(defmacro binding
  "Evaluates body with dynamic vars bound to values, all computed before any is bound."
  [bindings & body]
  (check-bindings &form bindings)
  (let [pairs (mapcat (fn [[name value]] [`(var ~name) value]) (partition 2 bindings))]
    `(let []
       (push-thread-bindings (hash-map ~@pairs))
       (try ~@body (finally (pop-thread-bindings))))))

(defn with-bindings*
  "Calls f with the arguments while vars are bound to values, a map."
  [values f & args]
  (push-thread-bindings values)
  (try (apply f args) (finally (pop-thread-bindings))))

(defmacro with-bindings
  "Evaluates body while vars are bound to values, a map."
  [values & body]
  `(with-bindings* ~values (fn [] ~@body)))

(defn bound-fn*
  "A function that calls f under the thread bindings of now."
  [f]
  (let [bindings (prim/bindings)]
    (fn [& args]
      (let [saved (prim/bindings)]
        (prim/set-bindings bindings)
        (try (apply f args) (finally (prim/set-bindings saved)))))))

(defmacro bound-fn
  "As fn, but the body sees the thread bindings there were when the function was made."
  [& fn-tail]
  `(bound-fn* (fn ~@fn-tail)))

(defn with-redefs-fn
  "Calls f while the roots of vars are the values of a map; puts the old roots back."
  [values f]
  (let [set-roots (fn [roots]
                    (reduce (fn [_ entry] (prim/bind-var (key entry) (val entry)) nil) nil roots))
        old       (zipmap (keys values) (map (fn [v] (prim/var-root v)) (keys values)))]
    (try
      (set-roots values)
      (f)
      (finally (set-roots old)))))

(defmacro with-redefs
  "Evaluates body while the roots of the vars named are other values; puts the old ones back."
  [bindings & body]
  (check-bindings &form bindings)
  (let [names (take-nth 2 bindings)]
    `(with-redefs-fn ~(zipmap (map (fn [name] `(var ~name)) names) (take-nth 2 (next bindings)))
                     (fn [] ~@body))))

(defn- make-local-var
  "A dynamic var that belongs to no namespace."
  []
  (prim/set-var-meta (prim/make-var nil '--unnamed-- nil) {:dynamic true}))

(defmacro with-local-vars
  "Evaluates body with names bound to new vars that hold the values, until it ends."
  [bindings & body]
  (let [names (take-nth 2 bindings)]
    `(let [~@(mapcat (fn [name] [name `(#'make-local-var)]) names)]
       (push-thread-bindings (hash-map ~@(interleave names (take-nth 2 (next bindings)))))
       (try ~@body (finally (pop-thread-bindings))))))

(defmacro defonce
  "Defines a var unless it has a root already; the expression is evaluated only then."
  [name expr]
  `(let [v# (def ~name)]
     (when-not (prim/is-bound v#) (def ~name ~expr))))
