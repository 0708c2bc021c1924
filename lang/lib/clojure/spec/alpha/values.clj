; clojure.spec.alpha: specs of single values, and of those that are several things or one of
; several. A part of clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

(defn ^:skip-wiki spec-impl
  "The spec of a predicate, or of what already is one."
  ([form pred gfn cpred?] (spec-impl form pred gfn cpred? nil))
  ([form pred gfn cpred? unc]
   (cond
     (spec? pred)  (if gfn (with-gen pred gfn) pred)
     (regex? pred) (regex-spec-impl pred gfn)
     (ident? pred) (let [spec (need-object pred)] (if gfn (with-gen spec gfn) spec))
     :else
     (reify
       Specize
       (specize* [s] s)
       (specize* [s _] s)
       Spec
       (conform* [_ x] (let [ret (pred x)] (if cpred? ret (if ret x ::invalid))))
       (unform* [_ x]
         (if cpred?
           (if unc
             (unc x)
             (throw (new IllegalStateException "no unform fn for conformer")))
           x))
       (explain* [_ path via in x]
         (when (invalid? (conform-pred pred x form cpred?)) (problem path form x via in)))
       (gen* [_ _ _ _] (if gfn (gfn) (gen/gen-for-pred pred)))
       (with-gen* [_ gfn] (spec-impl form pred gfn cpred? unc))
       (describe* [_] form)))))

(defmacro spec
  "The spec of a predicate, set or name; of a regex one that is a value by itself within others.
  Option :gen, a function that answers a generator."
  [form & {:keys [gen]}]
  (when form `(spec-impl '~(res form) ~form ~gen nil)))

(defmacro conformer
  "A spec that conforms to what f answers, or not if that is :clojure.spec.alpha/invalid; unf goes
  back."
  ([f] `(spec-impl '(conformer ~(res f)) ~f nil true))
  ([f unf] `(spec-impl '(conformer ~(res f) ~(res unf)) ~f nil true ~unf)))

(defn ^:skip-wiki multi-spec-impl
  "What the macro multi-spec becomes."
  ([form mmvar retag] (multi-spec-impl form mmvar retag nil))
  ([form mmvar retag gfn]
   (let [id       (str (gensym "multi"))
         dispatch (fn [x] ((.dispatchFn @mmvar) x))
         spec-for (fn [x]
                    (let [multi @mmvar]
                      (c/and (.getMethod multi ((.dispatchFn multi) x)) (multi x))))
         tagged   (if (keyword? retag) (fn [x tag] (assoc x retag tag)) retag)]
     (reify
       Specize
       (specize* [s] s)
       (specize* [s _] s)
       Spec
       (conform* [_ x]
         (if-let [spec (spec-for x)] (conform-pred spec x form) ::invalid))
       (unform* [_ x]
         (if-let [spec (spec-for x)]
           (unform spec x)
           (throw (new IllegalStateException
                       (str "No method of: " form " for dispatch value: " (dispatch x))))))
       (explain* [_ path via in x]
         (let [value (dispatch x)
               path  (conj path value)]
           (if-let [spec (spec-for x)]
             (explain-1 form spec path via in x)
             [{:path path :pred form :val x :reason "no method" :via via :in in}])))
       (gen* [_ overrides path rmap]
         (if gfn
           (gfn)
           (let [one (fn [[k f]]
                       (let [spec (f nil)]
                         (when-not (too-deep? (deeper rmap id) id path k)
                           (gen/delay
                             (gen/fmap (fn [x] (tagged x k))
                                       (gensub spec overrides (conj path k) (deeper rmap id)
                                               (list 'method form k)))))))
                 gens (keep (fn [[k :as method]] (when-not (invalid? k) (one method)))
                            (methods @mmvar))]
             (when (seq gens) (gen/one-of (vec gens))))))
       (with-gen* [_ gfn] (multi-spec-impl form mmvar retag gfn))
       (describe* [_] `(multi-spec ~form ~retag))))))

(defmacro multi-spec
  "The spec that a multimethod answers for a value; retag, a key or a function of a value and a
  tag, marks what is generated."
  [mm retag]
  `(multi-spec-impl '~(res mm) (var ~mm) ~retag))

(defn- tagged
  "A conformed value with the key of the spec it is of."
  [k x]
  (clojure.lang.MapEntry. k x))

(defn ^:skip-wiki or-spec-impl
  "What the macro or becomes."
  [keys forms preds gfn]
  (let [id    (str (gensym "or"))
        specs (c/delay (mapv specize preds forms))
        by-key (c/delay (zipmap keys @specs))]
    (reify
      Specize
      (specize* [s] s)
      (specize* [s _] s)
      Spec
      (conform* [_ x]
        (loop [i 0]
          (if (< i (count preds))
            (let [ret (conform* (nth @specs i) x)]
              (if (invalid? ret) (recur (inc i)) (tagged (nth keys i) ret)))
            ::invalid)))
      (unform* [_ e] (unform* (get @by-key (nth e 0)) (nth e 1)))
      (explain* [this path via in x]
        (when-not (fits? this x nil)
          (apply concat
                 (map (fn [k form pred]
                        (when-not (fits? pred x form)
                          (explain-1 form pred (conj path k) via in x)))
                      keys forms preds))))
      (gen* [_ overrides path rmap]
        (if gfn
          (gfn)
          (let [gens (keep (fn [[k pred form]]
                             (when-not (too-deep? (deeper rmap id) id path k)
                               (gen/delay (gensub pred overrides (conj path k) (deeper rmap id)
                                                  form))))
                           (map vector keys preds forms))]
            (when (seq gens) (gen/one-of (vec gens))))))
      (with-gen* [_ gfn] (or-spec-impl keys forms preds gfn))
      (describe* [_] `(or ~@(mapcat vector keys forms))))))

(defmacro or
  "The spec of what conforms to one of several, by turns keys and specs: [key value]."
  [& key-pred-forms]
  (let [pairs (partition 2 key-pred-forms)
        keys  (mapv first pairs)
        preds (mapv second pairs)]
    (c/assert (c/and (even? (count key-pred-forms)) (every? keyword? keys))
              "spec/or expects k1 p1 k2 p2..., where ks are keywords")
    `(or-spec-impl ~keys '~(mapv res preds) ~preds nil)))

(defn- conform-all
  "What x is after conforming to each predicate in turn."
  [x preds forms]
  (loop [ret x preds (seq preds) forms (seq forms)]
    (if preds
      (let [ret (conform-pred (first preds) ret (first forms))]
        (if (invalid? ret) ::invalid (recur ret (next preds) (next forms))))
      ret)))

(defn- explain-all
  "The problems of x by the first predicate it does not conform to, when those before changed it."
  [forms preds path via in x]
  (loop [ret x preds (seq preds) forms (seq forms)]
    (when preds
      (let [now (conform-pred (first preds) ret (first forms))]
        (if (invalid? now)
          (explain-1 (first forms) (first preds) path via in ret)
          (recur now (next preds) (next forms)))))))

(defn ^:skip-wiki and-spec-impl
  "What the macro and becomes."
  [forms preds gfn]
  (let [specs (c/delay (mapv specize preds forms))]
    (reify
      Specize
      (specize* [s] s)
      (specize* [s _] s)
      Spec
      (conform* [_ x]
        (reduce (fn [ret spec]
                  (let [ret (conform* spec ret)] (if (invalid? ret) (reduced ret) ret)))
                x @specs))
      (unform* [_ x] (reduce (fn [x pred] (unform pred x)) x (reverse preds)))
      (explain* [_ path via in x] (explain-all forms preds path via in x))
      (gen* [_ overrides path rmap]
        (if gfn (gfn) (gensub (first preds) overrides path rmap (first forms))))
      (with-gen* [_ gfn] (and-spec-impl forms preds gfn))
      (describe* [_] `(and ~@forms)))))

(defmacro and
  "The spec of what conforms to all of several, each of which gets what the one before answered."
  [& pred-forms]
  `(and-spec-impl '~(mapv res pred-forms) ~(vec pred-forms) nil))

(defn ^:skip-wiki nilable-impl
  "What the macro nilable becomes."
  [form pred gfn]
  (let [spec (c/delay (specize pred form))]
    (reify
      Specize
      (specize* [s] s)
      (specize* [s _] s)
      Spec
      (conform* [_ x] (if (nil? x) nil (conform* @spec x)))
      (unform* [_ x] (if (nil? x) nil (unform* @spec x)))
      (explain* [_ path via in x]
        (when-not (c/or (fits? @spec x form) (nil? x))
          (conj (vec (explain-1 form pred (conj path ::pred) via in x))
                {:path (conj path ::nil) :pred 'nil? :val x :via via :in in})))
      (gen* [_ overrides path rmap]
        (if gfn
          (gfn)
          (gen/frequency
            [[1 (gen/delay (gen/return nil))]
             [9 (gen/delay (gensub pred overrides (conj path ::pred) rmap form))]])))
      (with-gen* [_ gfn] (nilable-impl form pred gfn))
      (describe* [_] `(nilable ~(res form))))))

(defmacro nilable
  "The spec of nil and of what conforms to a spec."
  [pred]
  `(nilable-impl '~(res pred) ~pred nil))

(defn ^:skip-wiki nonconforming
  "A spec that conforms to the value itself."
  [spec]
  (let [inner (c/delay (specize spec))]
    (reify
      Specize
      (specize* [s] s)
      (specize* [s _] s)
      Spec
      (conform* [_ x] (let [ret (conform* @inner x)] (if (invalid? ret) ::invalid x)))
      (unform* [_ x] x)
      (explain* [_ path via in x] (explain* @inner path via in x))
      (gen* [_ overrides path rmap] (gen* @inner overrides path rmap))
      (with-gen* [_ gfn] (nonconforming (with-gen* @inner gfn)))
      (describe* [_] `(nonconforming ~(describe* @inner))))))

; Ranges.

(defn inst-in-range?
  "Whether an instant is from start on and before end."
  [start end inst]
  (c/and (inst? inst)
         (let [t (inst-ms inst)]
           (c/and (<= (inst-ms start) t) (< t (inst-ms end))))))

(defmacro inst-in
  "The spec of instants from start on and before end."
  [start end]
  `(let [st# (inst-ms ~start)
         et# (inst-ms ~end)]
     (spec (and inst? (fn [~'%] (inst-in-range? ~start ~end ~'%)))
           :gen (fn [] (gen/fmap (fn [t#] (java.util.Date. t#))
                                 (gen/large-integer* {:min st# :max (dec et#)}))))))

(defn int-in-range?
  "Whether a number is an int from start on and below end."
  [start end val]
  (c/and (int? val) (<= start val) (< val end)))

(defmacro int-in
  "The spec of ints from start on and below end."
  [start end]
  `(spec (and int? (fn [~'%] (int-in-range? ~start ~end ~'%)))
         :gen (fn [] (gen/large-integer* {:min ~start :max (dec ~end)}))))

(defmacro double-in
  "The spec of doubles, without infinities or NaN if those options are false, from :min to :max."
  [& {:keys [infinite? NaN? min max]
      :or {infinite? true NaN? true}
      :as options}]
  `(spec (and c/double?
              ~@(when-not infinite? [`(fn [~'%] (not (~'Double/isInfinite ~'%)))])
              ~@(when-not NaN? [`(fn [~'%] (not (~'Double/isNaN ~'%)))])
              ~@(when max [`(fn [~'%] (<= ~'% ~max))])
              ~@(when min [`(fn [~'%] (<= ~min ~'%))]))
         :gen (fn [] (gen/double* ~options))))

; Assertions.

(def ^:private checking (atom false))

(defn check-asserts?
  "Whether assert checks."
  []
  @checking)

(defn check-asserts
  "Lets assert check, or not."
  [flag]
  (reset! checking flag))

(def ^:dynamic *compile-asserts*
  "When false, assert is its value."
  true)

(defn assert*
  "x if it conforms to a spec; else throws with the explanation."
  [spec x]
  (if (valid? spec x)
    x
    (let [data (merge-with into (explain-data* spec [] [] [] x) {})]
      (throw (ex-info (str "Spec assertion failed\n" (with-out-str (explain-out data)))
                      (assoc data ::failure :assertion-failed))))))

(defmacro assert
  "x, which must conform to a spec if check-asserts says so."
  [spec x]
  (if *compile-asserts*
    `(if (check-asserts?) (assert* ~spec ~x) ~x)
    x))
