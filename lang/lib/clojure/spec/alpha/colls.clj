; clojure.spec.alpha: specs of maps, tuples and other collections. A part of clojure.spec.alpha.

(in-ns 'clojure.spec.alpha)

; Maps with certain keys.

(defn- flat-keys
  "The keys of a :req, which may have lists with or and and."
  [req]
  (filter keyword? (flatten req)))

(defn- key-test
  "The form that tests whether % has a key, or keys by a list with or and and."
  [k f]
  (if (keyword? k)
    (list `contains? '% (f k))
    (list* (if (= "or" (name (first k))) `c/or `c/and) (map (fn [k] (key-test k f)) (rest k)))))

(defn- unqualified [k] (keyword (name k)))

(declare or-k-gen)

(defn- and-k-gen
  "A generator of sets of keys for a list of keys that must all be there."
  [min-count items]
  (gen/fmap (fn [sets] (set (apply concat sets)))
            (apply gen/tuple (map (fn [k] (if (keyword? k) (gen/return [k]) (or-k-gen min-count k)))
                                  items))))

(defn- or-k-gen
  "A generator of sets of keys for a list with or or and."
  [min-count [op & items :as all]]
  (if (= "and" (name op))
    (and-k-gen min-count items)
    (gen/bind (gen/tuple (gen/choose (max 1 min-count) (count items))
                         (gen/shuffle (vec items)))
              (fn [[n items]] (and-k-gen min-count (take n items))))))

(defn ^:skip-wiki map-spec-impl
  "What the macro keys becomes."
  [{:keys [req req-un opt opt-un tests test-forms key-names gfn] :as options}]
  (let [name-for (fn [k] (c/or (get key-names k) k))
        id       (str (gensym "keys"))
        keys-ok? (fn [x] (c/and (map? x) (every? (fn [test] (test x)) tests)))]
    (reify
      Specize
      (specize* [s] s)
      (specize* [s _] s)
      Spec
      (conform* [_ x]
        (if (keys-ok? x)
          (let [known (registry)]
            (reduce (fn [ret [k v]]
                      (let [name (name-for k)]
                        (if-let [spec (c/and (ident? name) (get known name))]
                          (let [conformed (conform spec v)]
                            (cond
                              (invalid? conformed) (reduced ::invalid)
                              (identical? conformed v) ret
                              :else (assoc ret k conformed)))
                          ret)))
                    x x))
          ::invalid))
      (unform* [_ x]
        (let [known (registry)]
          (reduce (fn [ret [k v]]
                    (if (contains? known (name-for k))
                      (let [value (unform (name-for k) v)]
                        (if (identical? value v) ret (assoc ret k value)))
                      ret))
                  x x)))
      (explain* [_ path via in x]
        (if-not (map? x)
          (problem path `map? x via in)
          (let [known (registry)]
            (concat
              (mapcat (fn [test form] (when-not (test x) (problem path form x via in)))
                      tests test-forms)
              (mapcat (fn [[k v]]
                        (let [name (name-for k)]
                          (when (c/and (contains? known name) (c/not (fits? name v k)))
                            (explain-1 name name (conj path k) via (conj in k) v))))
                      x)))))
      (gen* [_ overrides path rmap]
        (if gfn
          (gfn)
          (let [rmap    (deeper rmap id)
                value   (fn [k name] [k (gensub name overrides (conj path k) rmap k)])
                maybe   (fn [k name]
                          (when-not (too-deep? rmap id path k)
                            [k (gen/delay (gensub name overrides (conj path k) rmap k))]))
                all     (into {} (concat (map value (flat-keys req) (flat-keys req))
                                         (map (fn [k] (value (unqualified k) k))
                                              (flat-keys req-un))))
                options (into {} (concat (keep (fn [k] (maybe k k)) opt)
                                         (keep (fn [k] (maybe (unqualified k) k)) opt-un)))
                plain   (fn [form] (walk/postwalk
                                     (fn [x] (if (keyword? x) (unqualified x) x)) form))]
            (gen/bind
              (gen/tuple (and-k-gen 0 (concat req (map plain req-un)))
                         (gen/choose 0 (count options))
                         (gen/shuffle (vec (c/keys options))))
              (fn [[needed n order]]
                (apply gen/hash-map
                       (mapcat (fn [k] [k (c/or (get all k) (get options k))])
                               (into (set needed) (take n order)))))))))
      (with-gen* [_ gfn] (map-spec-impl (assoc options :gfn gfn)))
      (describe* [_]
        (cons `keys
              (concat (when req [:req req]) (when opt [:opt opt])
                      (when req-un [:req-un req-un]) (when opt-un [:opt-un opt-un])))))))

(defmacro keys
  "The spec of maps with the keys :req, and perhaps :opt, whose values conform to the specs of the
  same names; :req-un and :opt-un are those whose keys have no namespace. :req may have lists with
  or and and. All namespaced keys that are registered are checked."
  [& {:keys [req req-un opt opt-un gen]}]
  (let [named    (flat-keys (concat req req-un opt opt-un))
        un       (concat (flat-keys req-un) opt-un)
        forms    (into [] (concat (map (fn [k] (key-test k identity)) req)
                                  (map (fn [k] (key-test k unqualified)) req-un)))
        as-fn    (fn [form] `(fn [~'%] ~form))]
    (c/assert (every? (fn [k] (c/and (keyword? k) (namespace k))) (concat named))
              "all keys must be namespace-qualified keywords")
    `(map-spec-impl {:req '~req :opt '~opt :req-un '~req-un :opt-un '~opt-un
                     :tests ~(mapv as-fn forms)
                     :test-forms '~(mapv (fn [form] (res (as-fn form))) forms)
                     :key-names '~(zipmap (map unqualified un) un)
                     :gfn ~gen})))

(defn ^:skip-wiki merge-spec-impl
  "What the macro merge becomes."
  [forms preds gfn]
  (reify
    Specize
    (specize* [s] s)
    (specize* [s _] s)
    Spec
    (conform* [_ x]
      (let [all (map (fn [pred form] (conform-pred pred x form)) preds forms)]
        (if (some invalid? all) ::invalid (apply c/merge all))))
    (unform* [_ x] (apply c/merge (map (fn [pred] (unform pred x)) (reverse preds))))
    (explain* [_ path via in x]
      (mapcat (fn [form pred] (explain-1 form pred path via in x)) forms preds))
    (gen* [_ overrides path rmap]
      (if gfn
        (gfn)
        (gen/fmap (fn [maps] (apply c/merge maps))
                  (apply gen/tuple
                         (map (fn [pred form] (gensub pred overrides path rmap form))
                              preds forms)))))
    (with-gen* [_ gfn] (merge-spec-impl forms preds gfn))
    (describe* [_] `(merge ~@forms))))

(defmacro merge
  "The spec of maps that conform to all of several."
  [& pred-forms]
  `(merge-spec-impl '~(mapv res pred-forms) ~(vec pred-forms) nil))

; Tuples.

(defn ^:skip-wiki tuple-impl
  "What the macro tuple becomes."
  ([forms preds] (tuple-impl forms preds nil))
  ([forms preds gfn]
   (let [specs (c/delay (mapv specize preds forms))
         n     (count preds)]
     (reify
       Specize
       (specize* [s] s)
       (specize* [s _] s)
       Spec
       (conform* [_ x]
         (if (c/and (vector? x) (= (count x) n))
           (loop [ret x i 0]
             (if (= i n)
               ret
               (let [v (nth x i) conformed (conform* (nth @specs i) v)]
                 (cond
                   (invalid? conformed)     ::invalid
                   (identical? conformed v) (recur ret (inc i))
                   :else                    (recur (assoc ret i conformed) (inc i))))))
           ::invalid))
       (unform* [_ x]
         (c/assert (c/and (vector? x) (= (count x) n)))
         (reduce (fn [ret i]
                   (let [v (nth x i) value (unform (nth preds i) v)]
                     (if (identical? v value) ret (assoc ret i value))))
                 x (range n)))
       (explain* [_ path via in x]
         (cond
           (c/not (vector? x)) (problem path `vector? x via in)
           (not= (count x) n)  (problem path `(= (count ~'%) ~n) x via in)
           :else
           (mapcat (fn [i form pred]
                     (let [v (nth x i)]
                       (when-not (fits? pred v form)
                         (explain-1 form pred (conj path i) via (conj in i) v))))
                   (range) forms preds)))
       (gen* [_ overrides path rmap]
         (if gfn
           (gfn)
           (apply gen/tuple (map (fn [i pred form]
                                   (gensub pred overrides (conj path i) rmap form))
                                 (range) preds forms))))
       (with-gen* [_ gfn] (tuple-impl forms preds gfn))
       (describe* [_] `(tuple ~@forms))))))

(defmacro tuple
  "The spec of vectors whose elements conform to the specs, one each."
  [& preds]
  (c/assert (seq preds))
  `(tuple-impl '~(mapv res preds) ~(vec preds)))

; Collections of one kind of element.

(def ^:private empty-coll {`vector? [] `set? #{} `list? () `map? {}})

(defn- coll-problem
  "The problem of a collection as a whole, in a vector, or nil."
  [x {:keys [kind kind-form count min-count max-count distinct]} path via in]
  (let [fails (fn [pred] (problem path pred x via in))]
    (cond
      (c/not (if kind (fits? kind x kind-form) (coll? x))) (explain-1 (c/or kind-form `coll?)
                                                                      (c/or kind coll?)
                                                                      path via in x)
      (c/and count (not= count (bounded-count (inc count) x))) (fails `(= ~count (c/count ~'%)))
      (c/and (c/or min-count max-count)
             (c/not (<= (c/or min-count 0)
                        (bounded-count (if max-count (inc max-count) min-count) x)
                        (c/or max-count Integer/MAX_VALUE))))
      (fails `(<= ~(c/or min-count 0) (c/count ~'%) ~(c/or max-count 'Integer/MAX_VALUE)))
      (c/and distinct (seq x) (c/not (apply distinct? x))) (fails 'distinct?))))

(defn- rebuilding
  "[start add finish] that make the conformed collection of x."
  [x {:keys [into kind-form conform-keys]}]
  (cond
    (c/and (vector? x) (c/or (nil? into) (vector? into)))
    [identity
     (fn [ret i v cv] (if (identical? v cv) ret (assoc ret i cv)))
     identity]
    (c/and (map? x) (c/or (c/and (= kind-form `map?) (nil? into)) (map? into)))
    [(if conform-keys empty identity)
     (fn [ret _ v cv]
       (if (c/and (identical? v cv) (c/not conform-keys))
         ret
         (assoc ret (nth (if conform-keys cv v) 0) (nth cv 1))))
     identity]
    (c/or (list? into) (c/and (nil? into) (c/or (list? x) (seq? x))))
    [(constantly ()) (fn [ret _ _ cv] (conj ret cv)) reverse]
    :else
    [(fn [x] (empty (c/or into x))) (fn [ret _ _ cv] (conj ret cv)) identity]))

(defn- sampled
  "Of a collection, some elements: all if there are no more than the limit."
  [x]
  (if (c/and (indexed? x) (< *coll-check-limit* (count x)))
    (let [step (max 1 (long (/ (count x) *coll-check-limit*)))]
      (map (fn [i] (nth x i)) (range 0 (count x) step)))
    (take *coll-check-limit* x)))

(defn ^:skip-wiki every-impl
  "What the macros every, coll-of and map-of become."
  ([form pred options] (every-impl form pred options nil))
  ([form pred {:keys [gen-max kind kind-form count min-count max-count into distinct]
               ::keys [all kfn description]
               :or {gen-max 20}
               :as options} gfn]
   (let [gen-into (if into (empty into) (get empty-coll kind-form))
         spec     (c/delay (specize pred form))
         kfn      (c/or kfn (fn [i _] i))
         sized?   (boolean (c/or count min-count max-count distinct))]
     (reify
       Specize
       (specize* [s] s)
       (specize* [s _] s)
       Spec
       (conform* [_ x]
         (cond
           (c/not (if kind (fits? kind x (:kind-form options)) (coll? x))) ::invalid
           (c/and sized? (coll-problem x options [] [] [])) ::invalid
           all
           (let [[start add finish] (rebuilding x options)]
             (loop [ret (start x) i 0 vs (seq x)]
               (if vs
                 (let [v (first vs) cv (conform* @spec v)]
                   (if (invalid? cv) ::invalid (recur (add ret i v cv) (inc i) (next vs))))
                 (finish ret))))
           :else
           (if (every? (fn [v] (valid? @spec v)) (sampled x)) x ::invalid)))
       (unform* [_ x]
         (if all
           (let [[start add finish] (rebuilding x (dissoc options :conform-keys))
                 rekey (:conform-keys options)]
             (if (c/and rekey (map? x))
               (c/into (empty x) (map (fn [v] (unform* @spec v))) x)
               (loop [ret (start x) i 0 vs (seq x)]
                 (if vs
                   (let [v (first vs)]
                     (recur (add ret i v (unform* @spec v)) (inc i) (next vs)))
                   (finish ret)))))
           x))
       (explain* [_ path via in x]
         (c/or (coll-problem x options path via in)
               (apply concat
                      ((if all identity (fn [found] (take *coll-error-limit* found)))
                       (keep identity
                             (map (fn [i v]
                                    (when-not (valid? @spec v)
                                      (explain-1 form pred path via (conj in (kfn i v)) v)))
                                  (range) x))))))
       (gen* [_ overrides path rmap]
         (if gfn
           (gfn)
           (let [element (gensub pred overrides path rmap form)
                 least   (c/or count min-count 0)
                 most    (c/or count max-count (max gen-max (c/* 2 least)))
                 whole   (if distinct
                           (gen/vector-distinct element
                                                {:min-elements least :max-elements most
                                                 :max-tries 100})
                           (gen/vector element least most))]
             (gen/bind
               (cond
                 gen-into (gen/return gen-into)
                 kind (gen/fmap (fn [x] (if (empty? x) x (empty x)))
                                (gensub kind overrides path rmap form))
                 :else (gen/return []))
               (fn [into]
                 (gen/fmap (fn [values]
                             (if (vector? into) values (c/into into values)))
                           whole))))))
       (with-gen* [_ gfn] (every-impl form pred options gfn))
       (describe* [_]
         (c/or description
               `(every ~(res form) ~@(mapcat identity (dissoc options :kind-form)))))))))

(defn- every-form
  "The code of every and its like: f names the macro for the description."
  [f preds pred options more]
  (let [kind    (:kind options)
        shown   (mapcat (fn [[k v]] [k (if (= :kind k) (res v) v)]) options)]
    `(every-impl '~pred ~pred
                 (c/merge ~(dissoc options :gen)
                          {::description '(~f ~@(map res preds) ~@shown)}
                          ~(when kind {:kind-form (list 'quote (res kind))})
                          ~more)
                 ~(:gen options))))

(defmacro every
  "The spec of collections whose elements conform to a spec; a hundred of them are looked at. They
  conform to themselves. Options: :kind pred, :count n, :min-count n, :max-count n, :distinct true,
  and for generators :gen-max n, :into coll, :gen f."
  [pred & {:as options}]
  (every-form `every [pred] pred options nil))

(defmacro every-kv
  "As every, of maps whose keys and values conform to two specs."
  [kpred vpred & {:as options}]
  (every-form `every-kv [kpred vpred] `(tuple ~kpred ~vpred) options
              `{::kfn (fn [_# v#] (nth v# 0)) :into ~(get options :into {})}))

(defmacro coll-of
  "The spec of collections all of whose elements conform to a spec. Options as of every; :into is
  the kind of the conformed collection."
  [pred & {:as options}]
  (every-form `coll-of [pred] pred options {::all true}))

(defmacro map-of
  "The spec of maps all of whose keys and values conform to two specs; keys are conformed only if
  :conform-keys is true."
  [kpred vpred & {:as options}]
  (every-form `map-of [kpred vpred] `(tuple ~kpred ~vpred) options
              `{::all true ::kfn (fn [_# v#] (nth v# 0))
                :kind ~(get options :kind `map?)
                :kind-form '~(res (get options :kind `map?))
                :into ~(:into options)}))
