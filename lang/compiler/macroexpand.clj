; macroexpand-all: a form with every macro call in it expanded. Namespace genera.compiler, like
; compiler.clj. Unlike clojure.walk/macroexpand-all, which expands whatever list looks like a call,
; this one knows what the special forms evaluate: locals hide macros of their name, quoted data,
; parameters, constants of case* and names of methods stay as they are, and macros see in &env the
; locals that are in sight.

(declare expand-form)

(defn- expand-forms
  [forms env]
  (map (fn [form] (expand-form form env)) forms))

(defn- like
  "A list of these items with the metadata of a form."
  [form items]
  (with-meta (apply list items) (meta form)))

(defn- bind-symbols
  "The environment with locals of these symbols."
  [env symbols]
  (reduce (fn [env sym]
            (if (symbol? sym)
              (genera.compiler.analyze/bind env sym
                                            (genera.compiler.analyze/make-local env sym :let))
              env))
          env symbols))

(defn- expand-bindings
  "[bindings environment] of a binding vector whose values see the names before them."
  [bindings env]
  (reduce (fn [[made env] [sym init]]
            [(conj made sym (expand-form init env)) (bind-symbols env [sym])])
          [(with-meta [] (meta bindings)) env] (partition 2 bindings)))

(defn- expand-let
  [[head bindings & body :as form] env]
  (let [[bindings inner] (expand-bindings bindings env)]
    (like form (list* head bindings (expand-forms body inner)))))

(defn- expand-arity
  "Parameters and body of a function, and whatever comes before the parameters."
  [[params & body :as form] env]
  (like form (cons params (expand-forms body (bind-symbols env (remove #{'&} params))))))

(defn- expand-fn
  [[head & parts :as form] env]
  (let [self  (when (symbol? (first parts)) [(first parts)])
        parts (if self (next parts) parts)
        env   (bind-symbols env self)]
    (like form (concat [head] self
                       (if (vector? (first parts))
                         (expand-arity parts env)
                         (map (fn [part] (expand-arity part env)) parts))))))

(defn- expand-letfn
  [[head bindings & body :as form] env]
  (let [pairs (partition 2 bindings)
        inner (bind-symbols env (map first pairs))]
    (like form (list* head
                      (into [] (mapcat (fn [[sym f]] [sym (expand-form f inner)])) pairs)
                      (expand-forms body inner)))))

(defn- expand-clause
  "A part of a try: a catch binds its exception."
  [form env]
  (if (seq? form)
    (case (first form)
      catch (let [[head class sym & body] form]
              (like form (list* head class sym (expand-forms body (bind-symbols env [sym])))))
      finally (like form (cons 'finally (expand-forms (next form) env)))
      (expand-form form env))
    (expand-form form env)))

(defn- expand-case
  [[head expr default & clauses :as form] env]
  (like form (list* head (expand-form expr env) (expand-form default env)
                    (map (fn [[tests & body]] (into [tests] (expand-forms body env))) clauses))))

(defn- expand-methods
  "Methods of a type: each is a name, parameters and a body."
  [methods env]
  (map (fn [method]
         (if (seq? method)
           (like method (cons (first method) (expand-arity (next method) env)))
           method))
       methods))

(defn- expand-dot
  "(. target member args…) and (. target (member args…)): the member is no form."
  [[head target member & args :as form] env]
  (like form (list* head (expand-form target env)
                    (if (seq? member)
                      (like member (cons (first member) (expand-forms (next member) env)))
                      member)
                    (expand-forms args env))))

(defn- expand-tail
  "A form of which only what follows the first n items is evaluated."
  [n form env]
  (like form (concat (take n form) (expand-forms (drop n form) env))))

(defn- expand-special
  [form env]
  (case (first form)
    (quote var import*) form
    (let* loop*) (expand-let form env)
    fn* (expand-fn form env)
    letfn* (expand-letfn form env)
    try (like form (cons 'try (map (fn [part] (expand-clause part env)) (next form))))
    case* (expand-case form env)
    . (expand-dot form env)
    (def new invoke*) (expand-tail 2 form env)
    reify* (like form (list* 'reify* (second form) (expand-methods (nnext form) env)))
    deftype* (let [[head tag class fields & more] form]
               (like form (list* head tag class fields
                                 (expand-methods more (bind-symbols env fields)))))
    (expand-tail 1 form env)))

(defn- expand-form
  [form env]
  (cond
    (seq? form)
    (let [full (if (seq form) (genera.compiler.analyze/expand-all form env) form)]
      (cond
        (not (identical? full form)) (expand-form full env)
        (empty? form) form
        (and (symbol? (first form))
             (contains? (prim/atom-value genera.compiler.analyze/specials) (first form)))
        (expand-special form env)
        :else (like form (expand-forms form env))))
    (record? form) form
    (map? form) (with-meta (into (empty form)
                                 (map (fn [[k v]] [(expand-form k env) (expand-form v env)]))
                                 form)
                  (meta form))
    (or (vector? form) (set? form))
    (with-meta (into (empty form) (expand-forms form env)) (meta form))
    :else form))

(defn macroexpand-all
  "The form with all macro calls in it expanded, as the compiler would in a namespace, the current
  one if absent."
  ([form] (macroexpand-all form *ns*))
  ([form ns] (expand-form form (environment form ns nil nil))))
