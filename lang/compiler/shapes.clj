; The shapes that calls of let, fn, defn, ns and their like must have, which on the JVM
; clojure.core.specs.alpha describes. Namespace genera.compiler.shapes. `problem-of` answers what is
; wrong in words, or nil. Written for speed on what is right: every let and fn passes here.

(declare form-problem)

(defn- shown
  "A form as text for a message."
  [form]
  (binding [*print-length* 6 *print-level* 3]
    (let [text (pr-str form)]
      (if (< 60 (count text)) (str (subs text 0 57) "...") text))))

(defn- simple-symbol-form?
  [form]
  (and (prim/is-symbol form) (nil? (prim/namespace form))))

(defn- name-problem
  "A name to be bound: a symbol without namespace that is not &."
  [form]
  (cond
    (not (prim/is-symbol form)) (str (shown form) " is no symbol and cannot be bound")
    (prim/namespace form) (str form " has a namespace and cannot be bound")
    (= '& form) "& cannot be bound"))

(defn- tail-problem
  "What may follow the patterns of a vector: & with one pattern, and :as with a name if `as?`."
  [forms as?]
  (let [form (prim/first forms)]
    (cond
      (nil? (prim/seq forms)) nil
      (= '& form)
      (cond
        (nil? (prim/next forms)) "one pattern must follow &"
        (= '& (second forms)) "one pattern must follow &"
        :else (or (form-problem (second forms))
                  (let [more (prim/next (prim/next forms))]
                    (when more
                      (if (and as? (= :as (prim/first more)))
                        (tail-problem more as?)
                        (str (shown (prim/first more)) " cannot follow & and its pattern"))))))
      (and as? (= :as form))
      (cond
        (nil? (prim/next forms)) "a name must follow :as"
        (prim/next (prim/next forms)) (str (shown (nth forms 2)) " cannot follow :as and its name")
        :else (name-problem (second forms)))
      :else (form-problem form))))

(defn- vector-problem
  [forms as?]
  (loop [forms (prim/seq forms)]
    (when forms
      (let [form (prim/first forms)]
        (if (or (= '& form) (and as? (identical? :as form)))
          (tail-problem forms as?)
          (let [problem (when-not (simple-symbol-form? form) (form-problem form))]
            (if problem problem (recur (prim/next forms)))))))))

(defn- names-problem
  "The value of :keys, :syms or :strs: a vector of what `good?` is true of."
  [key form good? what]
  (cond
    (not (prim/is-vector form)) (str key " wants a vector of " what ", not " (shown form))
    (not (every? good? form)) (str key " wants " what ", not "
                                   (shown (first (remove good? form))))))

(defn- entry-problem
  [k v]
  (cond
    (identical? k :keys) (names-problem k v ident? "symbols or keywords")
    (identical? k :syms) (names-problem k v symbol? "symbols")
    (identical? k :strs) (names-problem k v simple-symbol? "symbols without namespace")
    (identical? k :as) (name-problem v)
    (identical? k :or)
    (cond
      (not (map? v)) (str ":or wants a map of defaults, not " (shown v))
      (not (every? simple-symbol? (keys v)))
      (str ":or wants symbols as keys, not " (shown (first (remove simple-symbol? (keys v))))))
    (and (prim/is-keyword k) (prim/namespace k) (contains? #{"keys" "syms"} (prim/name k)))
    (names-problem k v simple-symbol? "symbols without namespace")
    :else (form-problem k)))

(defn- form-problem
  "What is wrong with a binding form: a name, or a pattern of names."
  [form]
  (cond
    (prim/is-symbol form) (name-problem form)
    (prim/is-vector form) (vector-problem form true)
    (map? form) (some (fn [[k v]] (entry-problem k v)) form)
    :else (str (shown form) " cannot be bound: a symbol, a vector or a map is wanted")))

(defn- bindings-problem
  [form]
  (cond
    (not (prim/is-vector form)) (str "the bindings must be a vector, not " (shown form))
    (odd? (count form))
    (str "the bindings must be pairs of a name and a value; " (shown (peek form)) " has no value")
    :else
    (loop [i 0]
      (when (< i (count form))
        (let [problem (form-problem (prim/nth form i))]
          (if problem problem (recur (+ i 2))))))))

(defn- missing-bindings? [args] (nil? (prim/seq args)))

(defn- let-problem
  [args]
  (if (missing-bindings? args)
    "a vector of bindings is missing"
    (bindings-problem (prim/first args))))

(defn- one-binding-problem
  [args]
  (let [form (first args)]
    (cond
      (missing-bindings? args) "a vector of one name and its value is missing"
      (not (prim/is-vector form)) (str "the binding must be a vector, not " (shown form))
      (not= 2 (count form)) "the binding must be one name and its value"
      :else (form-problem (nth form 0)))))

(defn- if-let-problem
  [args]
  (or (one-binding-problem args)
      (cond
        (nil? (next args)) "what to do with the value is missing"
        (< 3 (count args)) "there may be two forms after the binding")))

(defn- params-problem
  [params]
  (if (prim/is-vector params)
    (vector-problem params false)
    (str "parameters must be a vector, not " (shown params))))

(defn- arity-problem
  [form]
  (if (and (sequential? form) (seq form))
    (params-problem (first form))
    (str "a vector of parameters is wanted, not " (shown form))))

(defn- arities-problem
  "The parts of a function after its name; a map may follow the arities of a defn."
  [parts map?-last]
  (let [parts (prim/seq parts)]
    (cond
      (nil? parts) "a vector of parameters is missing"
      (prim/is-vector (prim/first parts)) (params-problem (prim/first parts))
      :else
      (some arity-problem
            (if (and map?-last (next parts) (map? (last parts))) (butlast parts) parts)))))

(defn- fn-problem
  [args]
  (arities-problem (if (simple-symbol-form? (first args)) (next args) args) false))

(defn- defn-problem
  [[name & more :as args]]
  (cond
    (nil? (seq args)) "the name is missing"
    (not (prim/is-symbol name)) (str "the name must be a symbol, not " (shown name))
    (prim/namespace name) (str "the name must have no namespace: " name)
    :else
    (let [more (if (prim/is-string (first more)) (next more) more)
          more (if (map? (first more)) (next more) more)]
      (arities-problem more true))))

; ns and import

(defn- quoted [form] (if (and (seq? form) (= 'quote (first form))) (second form) form))

(defn- import-problem
  [args]
  (some (fn [arg]
          (let [form (quoted arg)]
            (cond
              (simple-symbol? form) nil
              (not (sequential? form)) (str "a class or a list of classes is wanted, not "
                                            (shown arg))
              (not (and (next form) (every? simple-symbol? form)))
              (str "a package and names of classes are wanted, not " (shown arg)))))
        args))

(defn- option-problem
  [clause [k v]]
  (case k
    :as (when-not (simple-symbol? v) (str ":as wants a symbol, not " (shown v)))
    :as-alias (when-not (simple-symbol? v) (str ":as-alias wants a symbol, not " (shown v)))
    :refer (when-not (or (= :all v) (and (sequential? v) (every? simple-symbol? v)))
             (str ":refer wants a vector of symbols or :all, not " (shown v)))
    (:only :exclude)
    (when-not (and (sequential? v) (every? simple-symbol? v))
      (str k " wants a vector of symbols, not " (shown v)))
    nil))

(defn- lib-problem
  [clause spec]
  (cond
    (simple-symbol? spec) nil
    (contains? #{:reload :reload-all :verbose} spec) nil
    (not (sequential? spec)) (str clause " wants a namespace, not " (shown spec))
    (not (simple-symbol? (first spec))) (str clause " wants the name of a namespace first in "
                                             (shown spec))
    (keyword? (second spec))
    (if (even? (count spec))
      (str "an option without a value in " (shown spec))
      (some (fn [option] (option-problem clause option)) (partition 2 (rest spec))))))

(defn- clause-problem
  [clause]
  (if (and (sequential? clause) (seq clause))
    (let [[kind & args] clause]
      (case kind
        (:require :use)
        (if (empty? args)
          (str kind " wants the name of a namespace")
          (some (fn [spec] (lib-problem kind spec)) args))
        :import (import-problem args)
        :refer-clojure (some (fn [option] (option-problem kind option)) (partition 2 args))
        (:refer :load :gen-class) nil
        (str "ns has no clause " (shown kind))))
    (str "a clause of ns must be a list, not " (shown clause))))

(defn- ns-problem
  [[name & more :as args]]
  (if (simple-symbol? name)
    (let [more (if (string? (first more)) (next more) more)
          more (if (map? (first more)) (next more) more)]
      (some clause-problem more))
    (if (empty? args)
      "the name is missing"
      (str "the name must be a symbol without namespace, not " (shown name)))))

(def ^:private checks
  {'clojure.core/let let-problem
   'clojure.core/fn fn-problem
   'clojure.core/defn defn-problem
   'clojure.core/defn- defn-problem
   'clojure.core/if-let if-let-problem
   'clojure.core/when-let one-binding-problem
   'clojure.core/import import-problem
   'clojure.core/ns ns-problem})

(defn problem-of
  "What is wrong with the arguments of a call of the macro of that name, in words, or nil."
  [name args]
  (let [check (prim/get checks name)]
    (when check (check args))))
