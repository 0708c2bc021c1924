; clojure.spec.alpha: specs of functions, keyword arguments, and examples. A part of
; clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

(defn- call-valid?
  "Whether a call of f with arguments conforms to the specs of a function."
  [f {:keys [args ret fn]} arguments]
  (let [conformed (conform args arguments)]
    (when-not (invalid? conformed)
      (let [value  (apply f arguments)
            result (conform ret value)]
        (c/and (c/not (invalid? result))
               (if fn (valid? fn {:args conformed :ret result}) true))))))

(defn- failing-call
  "The smallest arguments found for which a call of f does not conform, or f if all n do."
  [f specs n]
  (let [property (gen/for-all* [(gen (:args specs))]
                               (fn [arguments] (call-valid? f specs arguments)))
        outcome  (gen/quick-check n property)]
    (if-let [[smallest] (-> outcome :shrunk :smallest)] smallest f)))

(defn ^:skip-wiki fspec-impl
  "What the macro fspec becomes."
  [argspec aform retspec rform fnspec fform gfn]
  (let [specs {:args argspec :ret retspec :fn fnspec}]
    (reify
      clojure.lang.ILookup
      (valAt [_ k] (get specs k))
      (valAt [_ k default] (get specs k default))
      Specize
      (specize* [s] s)
      (specize* [s _] s)
      Spec
      (conform* [_ f]
        (if argspec
          (if (ifn? f)
            (if (identical? f (failing-call f specs *fspec-iterations*)) f ::invalid)
            ::invalid)
          (throw (new Exception
                      (str "Can't conform fspec without args spec: " (pr-str specs))))))
      (unform* [_ f] f)
      (explain* [_ path via in f]
        (if-not (ifn? f)
          (problem path 'ifn? f via in)
          (let [arguments (failing-call f specs 100)]
            (when-not (identical? f arguments)
              (let [ret (try (apply f arguments) (catch Throwable t t))]
                (if (instance? Throwable ret)
                  [{:path path :pred '(apply fn) :val arguments :reason (.getMessage ret)
                    :via via :in in}]
                  (let [conformed (conform retspec ret)]
                    (if (invalid? conformed)
                      (explain-1 rform retspec (conj path :ret) via in ret)
                      (when fnspec
                        (explain-1 fform fnspec (conj path :fn) via in
                                   {:args (conform argspec arguments) :ret conformed}))))))))))
      (gen* [_ overrides _ _]
        (if gfn
          (gfn)
          (gen/return
            (fn [& args]
              (c/assert (valid? argspec args) (with-out-str (explain argspec args)))
              (gen/generate (gen retspec overrides))))))
      (with-gen* [_ gfn] (fspec-impl argspec aform retspec rform fnspec fform gfn))
      (describe* [_] `(fspec :args ~aform :ret ~rform :fn ~fform)))))

(defmacro fspec
  "The spec of functions: :args a regex of the arguments, :ret the spec of the value, default any?,
  :fn that of {:args … :ret …}. A function conforms if calls with generated arguments do."
  [& {:keys [args ret fn gen] :or {ret `any?}}]
  `(fspec-impl (spec ~args) '~(res args)
               (spec ~ret) '~(res ret)
               (spec ~fn) '~(res fn)
               ~gen))

(defmacro fdef
  "Registers the fspec of a function under its name."
  [fn-sym & specs]
  `(clojure.spec.alpha/def ~fn-sym (fspec ~@specs)))

(defmacro keys*
  "A regex of keys and values by turns that conform, as a map, to a spec as of keys."
  [& {:keys [req req-un opt opt-un gen] :as options}]
  (let [form (list* `keys (mapcat identity options))]
    `(let [map-spec# (keys ~@(mapcat identity options))]
       (with-gen (clojure.spec.alpha/&
                   (* (cat ::k keyword? ::v any?))
                   (conformer (fn [pairs#] (into {} (map (juxt ::k ::v)) pairs#))
                              (fn [m#] (map (fn [[k# v#]] {::k k# ::v v#}) m#)))
                   map-spec#)
         (fn [] (gen/fmap (fn [m#] (apply concat m#)) (gen map-spec#)))))))

(defn exercise
  "n pairs, 10 by default, of generated values and what they conform to."
  ([spec] (exercise spec 10))
  ([spec n] (exercise spec n nil))
  ([spec n overrides]
   (map (fn [x] [x (conform spec x)]) (gen/sample (gen spec overrides) n))))

(defn exercise-fn
  "n pairs, 10 by default, of generated arguments and what the function, by name, answers."
  ([sym] (exercise-fn sym 10))
  ([sym n] (exercise-fn sym n (get-spec sym)))
  ([sym-or-f n fspec]
   (let [f (if (symbol? sym-or-f) (deref (resolve sym-or-f)) sym-or-f)]
     (if-let [arg-spec (c/and fspec (:args fspec))]
       (for [args (gen/sample (gen arg-spec) n)]
         [args (apply f args)])
       (throw (new Exception "No :args spec found, can't generate"))))))
