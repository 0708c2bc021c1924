; clojure.spec.alpha: descriptions of data, against which values are conformed and explained.
;
; A spec is an object of protocol Spec, a predicate, a set, a name in the registry or, for what a
; sequence holds, a regex: a map with ::op (alpha/regex.clj). Macros keep the form of what they are
; given, with symbols resolved, for explanations and `form`. Written from what the JVM's spec does;
; explanations are the same text. This file has what all specs share; alpha/values.clj has those of
; values, alpha/colls.clj those of collections and alpha/functions.clj those of functions.

(ns clojure.spec.alpha
  "Descriptions of data."
  (:refer-clojure :exclude [+ * and assert or cat def keys merge])
  (:require [clojure.spec.gen.alpha :as gen]
            [clojure.walk :as walk]))

(alias 'c 'clojure.core)

(def ^:dynamic *recursion-limit*
  "How often a spec may be entered again while its values are generated."
  4)

(def ^:dynamic *fspec-iterations*
  "How many calls show that a function conforms to an fspec."
  21)

(def ^:dynamic *coll-check-limit*
  "How many elements of a collection `every` looks at."
  101)

(def ^:dynamic *coll-error-limit*
  "How many elements of a collection `every` explains."
  20)

(defprotocol Spec
  "What all specs can do."
  (conform* [spec x] "What x is by the spec, or ::invalid.")
  (unform* [spec y] "The value that conforms as y.")
  (explain* [spec path via in x] "The problems of x, or nil.")
  (gen* [spec overrides path rmap] "A generator of values, or nil.")
  (with-gen* [spec gfn] "The spec with another generator.")
  (describe* [spec] "Its form."))

; The registry.

(defonce ^:private registry-ref (atom {}))

(defn registry
  "The map of names to specs."
  []
  @registry-ref)

(def ^:private spec-interface (:on-interface Spec))

(defn spec?
  "x if it is a spec object, else nil or false."
  [x]
  (when (instance? spec-interface x) x))

(defn regex?
  "x if it is a regex, else nil or false."
  [x]
  (when (map? x) (c/and (::op x) x)))

(defn- registered
  "The spec, regex or predicate of a name, or nil; names may stand for names."
  [k]
  (if (ident? k)
    (loop [spec k]
      (if (ident? spec) (recur (get @registry-ref spec)) spec))
    k))

(defn- need-registered
  "As registered; throws without."
  [k]
  (if (ident? k)
    (c/or (registered k)
          (throw (new Exception (str "Unable to resolve spec: " k))))
    k))

(defn- named
  "A spec or regex that remembers its name."
  [spec name]
  (cond
    (ident? spec)  spec
    (regex? spec)  (assoc spec ::name name)
    (instance? clojure.lang.IObj spec) (with-meta spec (assoc (meta spec) ::name name))
    :else spec))

(defn- name-of
  "The name of a spec, or nil."
  [spec]
  (cond
    (ident? spec) spec
    (regex? spec) (::name spec)
    (instance? clojure.lang.IObj spec) (::name (meta spec))))

(declare regex-spec-impl spec-impl specize)

(defn- object-of
  "The spec object that x, a name, spec or regex, stands for, or nil."
  [x]
  (let [found (c/or (c/and (ident? x) (registered x)) (spec? x) (regex? x))]
    (if (regex? found)
      (named (regex-spec-impl found nil) (name-of found))
      (when (spec? found) found))))

(defn- need-object
  "As object-of; throws for what is no spec."
  [x]
  (c/or (object-of x)
        (when (c/and (ident? x) (registered x)) (specize x))
        (if (ident? x)
          (throw (new Exception (str "Unable to resolve spec: " x)))
          (throw (new Exception (str "Unable to resolve spec: " x))))))

(defn get-spec
  "The spec of a name (keyword, symbol or var), or nil."
  [k]
  (get (registry) (if (var? k) (symbol k) k)))

(defn- symbol-of
  "The name of a function made by defn, or nil."
  [f]
  (when (fn? f)
    (let [name (symbol (prim/fn-name f))]
      (when (c/and (namespace name) (c/not (c/some #{\/} (c/name name)))
                   (c/some? (c/and (find-ns (symbol (namespace name))) (find-var name))))
        name))))

(defprotocol Specize
  "What can stand for a spec: names, specs, sets and functions."
  (specize* [x] [x form] "The spec object that x stands for."))

(extend-protocol Specize
  clojure.lang.Keyword
  (specize* ([k] (specize* (need-registered k))) ([k _] (specize* (need-registered k))))
  clojure.lang.Symbol
  (specize* ([s] (specize* (need-registered s))) ([s _] (specize* (need-registered s))))
  clojure.lang.IPersistentSet
  (specize* ([s] (spec-impl s s nil nil)) ([s form] (spec-impl form s nil nil)))
  Object
  (specize*
    ([o] (if (c/and (c/not (map? o)) (symbol-of o))
           (spec-impl (symbol-of o) o nil nil)
           (spec-impl ::unknown o nil nil)))
    ([o form] (spec-impl form o nil nil))))

(defn- specize
  ([x] (c/or (spec? x) (specize* x)))
  ([x form] (c/or (spec? x) (specize* x form))))

; Conforming.

(defn invalid?
  "Whether a conformed value says that the value was none of the spec."
  [ret]
  (identical? ::invalid ret))

(defn conform
  "What x is by a spec, or :clojure.spec.alpha/invalid."
  [spec x]
  (conform* (specize spec) x))

(defn unform
  "The value that conforms to a spec as x."
  [spec x]
  (unform* (specize spec) x))

(defn form
  "The form of a spec, as data."
  [spec]
  (describe* (specize spec)))

(defn- conform-pred
  "What x is by a predicate or spec whose form is known; a conformer's answer is taken as it is."
  ([pred x form] (conform-pred pred x form nil))
  ([pred x form cpred?]
   (if pred
     (if-let [spec (object-of pred)]
       (conform spec x)
       (cond
         (ident? pred) (conform (need-object pred) x)
         (ifn? pred)   (if cpred? (pred x) (if (pred x) x ::invalid))
         :else (throw (new Exception (str (pr-str form) " is not a fn, expected predicate fn")))))
     x)))

(defn valid?
  "Whether x conforms to a spec."
  ([spec x] (c/not (invalid? (conform* (specize spec) x))))
  ([spec x form] (c/not (invalid? (conform* (specize spec form) x)))))

(defn- fits?
  "Whether x conforms to a predicate or spec whose form is known."
  [pred x form]
  (c/not (invalid? (conform-pred pred x form))))

; Forms.

(defn- resolved
  "The full name of a symbol, if it names a var or class."
  [s]
  (let [found (c/and (c/not (c/and (namespace s) (class? (resolve (symbol (namespace s))))))
                     (try (resolve s) (catch Exception _ nil)))]
    (cond (var? found) (symbol found) found found :else s)))

(defn- res
  "A form with its symbols resolved, as the forms of specs have it; #() becomes fn of %."
  [form]
  (cond
    (keyword? form) form
    (symbol? form) (resolved form)
    (sequential? form)
    (walk/postwalk (fn [x] (if (symbol? x) (resolved x) x))
                   (if (c/and (seq? form) (symbol? (first form)) (= "fn*" (name (first form))))
                     (let [[[param] & body] (rest form)]
                       (list* 'fn '[%] (walk/postwalk-replace {param '%} body)))
                     form))
    :else form))

(defn abbrev
  "A form without namespaces in symbols; of a function of %, the body."
  [form]
  (cond
    (seq? form)
    (walk/postwalk (fn [x]
                     (cond
                       (c/and (symbol? x) (namespace x)) (symbol (name x))
                       (c/and (seq? x) (= 'fn (first x)) (= '[%] (second x))) (last x)
                       :else x))
                   form)
    (c/and (symbol? form) (namespace form)) (symbol (name form))
    :else form))

(defn describe
  "The form of a spec, abbreviated."
  [spec]
  (abbrev (form spec)))

; Explanations.

(defn- problem
  "A problem in a vector."
  [path pred x via in]
  [{:path path :pred pred :val x :via via :in in}])

(defn- explain-1
  "The problems of x by a predicate or spec."
  [form pred path via in x]
  (if-let [spec (object-of pred)]
    (explain* spec path (if-let [name (name-of spec)] (conj via name) via) in x)
    (problem path form x via in)))

(defn explain-data*
  "As explain-data, from a place on."
  [spec path via in x]
  (let [problems (explain* (specize spec) path via in x)]
    (when (seq problems)
      {::problems problems ::spec spec ::value x})))

(defn explain-data
  "What keeps x from conforming to a spec: a map with ::problems, maps with :path, :pred, :val,
  :via, :in and perhaps :reason; or nil."
  [spec x]
  (explain-data* spec [] (if-let [name (name-of spec)] [name] []) [] x))

(defn explain-printer
  "Prints what explain-data answers, a line for each problem."
  [data]
  (if data
    (doseq [{:keys [path pred val reason via in] :as problem}
            (sort-by (fn [p] (- (count (:in p))))
                     (sort-by (fn [p] (- (count (:path p)))) (::problems data)))]
      (pr val)
      (print " - failed: ")
      (if reason (print reason) (pr (abbrev pred)))
      (when (seq in) (print (str " in: " (pr-str in))))
      (when (seq path) (print (str " at: " (pr-str path))))
      (when (seq via) (print (str " spec: " (pr-str (last via)))))
      (doseq [[k v] problem]
        (when-not (#{:path :pred :val :reason :via :in} k)
          (print "\n\t" (pr-str k) " ")
          (pr v)))
      (newline))
    (println "Success!")))

(def ^:dynamic *explain-out*
  "Prints what explain-data answers."
  explain-printer)

(defn explain-out
  "Prints what explain-data answers, by *explain-out*."
  [data]
  (*explain-out* data))

(defn explain
  "Prints what keeps x from conforming to a spec."
  [spec x]
  (explain-out (explain-data spec x)))

(defn explain-str
  "What explain prints."
  [spec x]
  (with-out-str (explain spec x)))

; Generators.

(defn with-gen
  "A spec with another generator: a function without arguments that answers one."
  [spec gen-fn]
  (let [spec (registered spec)]
    (if (regex? spec)
      (assoc spec ::gfn gen-fn)
      (with-gen* (specize spec) gen-fn))))

(defn- gensub
  "The generator of a spec at a place; throws if there is none."
  [spec overrides path rmap form]
  (let [spec (specize spec)
        g    (if-let [gfn (c/or (get overrides (c/or (name-of spec) spec)) (get overrides path))]
               (gfn)
               (gen* spec overrides path rmap))]
    (if g
      (gen/such-that (fn [x] (valid? spec x)) g 100)
      (throw (ex-info (str "Unable to construct gen at: " path " for: " (abbrev form))
                      {::path path ::form form ::failure :no-gen})))))

(defn gen
  "A generator of values of a spec. Overrides is a map of names or paths to functions of no
  arguments that answer generators."
  ([spec] (gen spec nil))
  ([spec overrides] (gensub spec overrides [] {::recursion-limit *recursion-limit*} spec)))

(defn- deeper
  "The counts of specs entered, with one more of `id`."
  [rmap id]
  (assoc rmap id (inc (c/or (get rmap id) 0))))

(defn- too-deep?
  "Whether a spec was entered too often to be entered again at k."
  [rmap id path k]
  (c/and (< (::recursion-limit rmap) (c/or (get rmap id) 0))
         (contains? (set path) k)))

; Definitions.

(defn ^:skip-wiki def-impl
  "What def does; form is that of the spec."
  [k form spec]
  (c/assert (c/and (ident? k) (namespace k)) "k must be namespaced keyword or resolvable symbol")
  (if (nil? spec)
    (swap! registry-ref dissoc k)
    (let [spec (if (c/or (spec? spec) (regex? spec) (get @registry-ref spec))
                 spec
                 (spec-impl form spec nil nil))]
      (swap! registry-ref assoc k (named spec k))))
  k)

(defn- name-form
  "The quoted name of a definition: symbols are resolved."
  [k]
  (if (symbol? k)
    (list 'quote (let [found (resolved k)]
                   (if (namespace found) found (symbol (str (ns-name *ns*)) (name found)))))
    k))

(defmacro def
  "Registers a spec under a namespaced keyword or a symbol, or removes it if it is nil."
  [k spec-form]
  `(def-impl ~(name-form k) '~(res spec-form) ~spec-form))

(load "alpha/values")
(load "alpha/colls")
(load "alpha/regex")
(load "alpha/functions")
