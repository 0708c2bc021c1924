; clojure.spec.alpha: what sequences hold, as regular expressions over specs. A part of
; clojure.spec.alpha.
;
; A regex is matched by derivatives (Brzozowski): the derivative of one by an element is a regex
; of what may follow. So no input is looked at twice, and when nothing may follow, the regex that
; is left tells what was wanted. Regexes are maps, which keep what they have conformed so far:
;   ::accept  :ret                       matches nothing more; has conformed
;   ::pcat    :ps :ks :forms :ret        one after the other; :rep+ the form of + if it is one
;   ::alt     :ps :ks :forms             one of several; :maybe the form of ? if it is one
;   ::rep     :p1 :p2 :ret :splice       p1, then p2 any number of times; :id tells it apart
;   ::amp     :p1 :ps :forms             p1, which then conforms to predicates
; Parts are regexes, specs, predicates, or names of these. The first of several ways wins.

(in-ns 'clojure.spec.alpha)

(defn- accept [ret] {::op ::accept :ret ret})
(defn- accepted? [p] (= ::accept (::op p)))

(defn- sequence-of
  "A regex of the parts of a ::pcat that are left, or nil if one cannot match."
  [{[p & more-ps] :ps [k & more-ks :as ks] :ks [_ & more-forms] :forms ret :ret :as regex}]
  (when (every? identity (:ps regex))
    (if (accepted? p)
      (let [ret (conj ret (if ks {k (:ret p)} (:ret p)))]
        (if more-ps
          (recur (assoc regex :ps more-ps :ks more-ks :forms more-forms :ret ret))
          (accept ret)))
      (assoc regex ::op ::pcat))))

(defn- choice-of
  "A regex of the alternatives that are left, rows [p k form], or nil if there are none."
  [rows]
  (let [rows (filterv first rows)
        [p k] (first rows)]
    (cond
      (empty? rows) nil
      (c/or (next rows) (c/and k (c/not (accepted? p))))
      {::op ::alt :ps (mapv first rows) :ks (when k (mapv second rows))
       :forms (mapv peek rows)}
      k     (accept (tagged k (:ret p)))
      :else p)))

(defn- alternatives
  "The rows [p k form] of an ::alt."
  [{:keys [ps ks forms]}]
  (map vector ps (c/or ks (repeat nil)) (c/or forms (repeat nil))))

(defn- either
  "A regex of two ways to go on."
  [a b]
  (if (c/and a b) (choice-of [[a nil nil] [b nil nil]]) (c/or a b)))

(defn- repetition
  "A ::rep of p1 and then p2, or nil if p1 cannot match."
  [p1 p2 ret splice form]
  (when p1
    (let [regex {::op ::rep :p2 p2 :splice splice :forms form :id (str (gensym "rep"))}]
      (if (accepted? p1)
        (assoc regex :p1 p2 :ret (conj ret (:ret p1)))
        (assoc regex :p1 p1 :ret ret)))))

(defn ^:skip-wiki cat-impl
  "What the macro cat becomes."
  [ks ps forms]
  (sequence-of {:ks ks :ps ps :forms forms :ret {}}))

(defn ^:skip-wiki rep-impl
  "What the macro * becomes."
  [form p]
  (repetition p p [] false form))

(defn ^:skip-wiki rep+impl
  "What the macro + becomes."
  [form p]
  (sequence-of {:ps [p (repetition p p [] true form)] :forms `[~form (* ~form)] :ret []
                :rep+ form}))

(defn ^:skip-wiki amp-impl
  "What the macro & becomes."
  [re re-form preds pred-forms]
  {::op ::amp :p1 re :ps preds :forms pred-forms :amp re-form})

(defn ^:skip-wiki alt-impl
  "What the macro alt becomes."
  [ks ps forms]
  (assoc (choice-of (map vector ps ks forms)) :id (str (gensym "alt"))))

(defn ^:skip-wiki maybe-impl
  "What the macro ? becomes."
  [p form]
  (assoc (choice-of [[p nil form] [(accept ::nil) nil ::nil]]) :maybe form))

(defn- part
  "A part of a regex, a name resolved: a map if it is a regex."
  [p]
  (let [found (need-registered p)]
    (if (regex? found) found (if (ident? p) {::spec-name p} found))))

(defn- op-of [p] (when (map? p) (::op p)))

(defn- leaf
  "A part that is no regex, as predicates go: names stand for themselves."
  [p]
  (if (c/and (map? p) (::spec-name p)) (::spec-name p) p))

(declare result-of)

(defn- nothing?
  "Whether a result of a part is that of having matched nothing."
  [p ret]
  (c/or (identical? ::nil ret)
        (c/and (#{::rep ::pcat} (op-of (part p))) (empty? ret))))

(defn- may-end?
  "Whether a regex may match nothing more."
  [p]
  (let [{:keys [ps p1 p2 forms] :as p} (part p)]
    (case (op-of p)
      ::accept true
      ::amp    (c/and (may-end? p1)
                      (c/not (invalid? (conform-all (result-of p1) ps forms))))
      ::rep    (c/or (identical? p1 p2) (may-end? p1))
      ::pcat   (every? may-end? ps)
      ::alt    (boolean (some may-end? ps))
      nil)))

(defn- add-result
  "What has been conformed with the result of a part that ended, under key k if there is one."
  [p ret k]
  (let [{:keys [ps splice] :as regex} (part p)
        add (fn []
              (let [part-ret (result-of regex)]
                (if (empty? part-ret)
                  ret
                  (if splice
                    (into ret (if k {k part-ret} part-ret))
                    (conj ret (if k {k part-ret} part-ret))))))]
    (case (op-of regex)
      nil ret
      (::alt ::accept ::amp)
      (let [part-ret (result-of regex)]
        (if (identical? ::nil part-ret) ret (conj ret (if k {k part-ret} part-ret))))
      (::rep ::pcat) (add))))

(defn- result-of
  "What a regex that may end has conformed."
  [p]
  (let [{[p0 & more] :ps :keys [p1 ret ks ps forms] :as regex} (part p)]
    (case (op-of regex)
      ::accept ret
      nil      nil
      ::amp    (let [ret (result-of p1)]
                 (if (nothing? p1 ret) ::nil (conform-all ret ps forms)))
      ::rep    (add-result p1 ret nil)
      ::pcat   (reduce (fn [ret [p k]] (add-result p ret k))
                       ret (map vector ps (c/or ks (repeat nil))))
      ::alt    (let [[p k] (first (filter (fn [[p]] (may-end? p)) (alternatives regex)))
                     ret   (if (nil? p) ::nil (result-of p))]
                 (if k (tagged k ret) ret)))))

(defn- derivative
  "The regex of what may follow x, or nil if x may not come."
  [p x]
  (let [{[p0 & more-ps :as ps] :ps [k0 & more-ks] :ks :keys [p1 p2 ret splice forms amp] :as regex}
        (part p)]
    (when regex
      (case (op-of regex)
        ::accept nil
        nil      (let [ret (conform-pred (leaf regex) x p)]
                   (when-not (invalid? ret) (accept ret)))
        ::amp    (when-let [p1 (derivative p1 x)]
                   (if (accepted? p1)
                     (let [ret (conform-all (result-of p1) ps forms)]
                       (when-not (invalid? ret) (accept ret)))
                     (amp-impl p1 amp ps forms)))
        ::pcat   (let [left (dissoc regex ::name)]
                   (either (sequence-of (assoc left :ps (cons (derivative p0 x) more-ps)))
                           (when (c/and (seq more-ps) (may-end? p0))
                             (derivative (sequence-of (assoc left :ps more-ps :ks more-ks
                                                             :forms (next forms)
                                                             :ret (add-result p0 ret k0)))
                                         x))))
        ::alt    (choice-of (map (fn [[p k form]] [(derivative p x) k form])
                                 (alternatives regex)))
        ::rep    (either (repetition (derivative p1 x) p2 ret splice forms)
                         (when (may-end? p1)
                           (derivative (repetition p2 p2 (add-result p1 ret nil) splice forms)
                                       x)))))))

(defn- regex-form
  "The form of a regex."
  [p]
  (let [{:keys [ps ks forms p1 splice rep+ maybe amp] :as regex} (part p)]
    (when regex
      (case (op-of regex)
        ::accept nil
        nil      p
        ::amp    (list* 'clojure.spec.alpha/& amp forms)
        ::pcat   (if rep+
                   (list `+ rep+)
                   (cons `cat (mapcat vector (c/or (seq ks) (repeat :_)) forms)))
        ::alt    (if maybe (list `? (res maybe)) (cons `alt (mapcat vector ks forms)))
        ::rep    (list (if splice `+ `*) forms)))))

(defn- explain-regex
  "The problems of x, the first element that a regex cannot take, or of the end (`end?`)."
  [form p path via in x end?]
  (let [{:keys [ps ks forms p1 p2 amp] :as regex} (part p)
        name    (when-not (::spec-name regex) (name-of regex))
        via     (if name (conj via name) via)
        missing (fn [path form]
                  [{:path path :reason "Insufficient input" :pred form :val () :via via :in in}])]
    (when regex
      (case (op-of regex)
        ::accept nil
        nil (if end?
              (missing path form)
              (explain-1 form (leaf regex) path via in x))
        ::amp
        (cond
          (c/not end?) (if-let [next-p1 (derivative p1 x)]
                         (explain-all forms ps path via in (result-of next-p1))
                         (explain-regex amp p1 path via in x end?))
          (may-end? p1) (explain-all forms ps path via in (result-of p1))
          :else (missing path amp))
        ::pcat
        (let [rows (map vector ps (c/or (seq ks) (repeat nil)) (c/or (seq forms) (repeat nil)))
              [p k form] (if (next rows)
                           (first (remove (fn [[p]] (may-end? p)) rows))
                           (first rows))]
          (explain-regex (c/or form (regex-form p)) p (if k (conj path k) path) via in x
                         end?))
        ::alt
        (if end?
          (missing path (regex-form regex))
          (apply concat
                 (map (fn [[p k form]]
                        (explain-regex (c/or form (regex-form p)) p (if k (conj path k) path)
                                       via in x end?))
                      (alternatives regex))))
        ::rep
        (explain-regex (if (identical? p1 p2) forms (regex-form p1)) p1 path via in x end?)))))

(defn- conform-regex
  "What a sequence is by a regex."
  [p xs]
  (loop [p p xs (seq xs)]
    (cond
      (nil? xs) (if (may-end? p)
                  (let [ret (result-of p)] (if (identical? ::nil ret) nil ret))
                  ::invalid)
      :else (if-let [p (derivative p (first xs))]
              (recur p (next xs))
              ::invalid))))

(defn- explain-sequence
  "The problems of a sequence by a regex."
  [path via in re xs]
  (loop [p re xs (seq xs) i 0]
    (if (nil? xs)
      (when-not (may-end? p)
        (explain-regex (regex-form p) p path via in nil true))
      (let [x (first xs)]
        (if-let [next-p (derivative p x)]
          (recur next-p (next xs) (inc i))
          (let [extra [{:path path :reason "Extra input" :pred (regex-form re) :val xs :via via
                        :in (conj in i)}]]
            (if (accepted? p)
              (if (= ::pcat (op-of (part re)))
                extra
                [(assoc (first extra) :pred (regex-form (part re)))])
              (c/or (not-empty (explain-regex (regex-form p) p path via (conj in i) x false))
                    extra))))))))

(defn- unform-regex
  "The sequence that conforms as x."
  [p x]
  (let [{[p0 & more :as ps] :ps :keys [ks p1 ret maybe rep+] :as regex} (part p)]
    (case (op-of regex)
      ::accept [ret]
      nil      [(unform (leaf regex) x)]
      ::amp    (unform-regex p1 (reduce (fn [x pred] (unform pred x)) x (reverse ps)))
      ::rep    (mapcat (fn [x] (unform-regex p1 x)) x)
      ::pcat   (if rep+
                 (mapcat (fn [x] (unform-regex p0 x)) x)
                 (mapcat (fn [k p] (when (contains? x k) (unform-regex p (get x k)))) ks ps))
      ::alt    (if maybe
                 (unform-regex p0 x)
                 (let [[k v] x]
                   (unform-regex (first (keep (fn [[p key]] (when (= k key) p))
                                              (alternatives regex)))
                                 v))))))

; Generators.

(defn- gen-regex
  "A generator of sequences that match, or nil."
  [p overrides path rmap form]
  (let [orig p
        {:keys [ps ks p1 p2 forms splice ret id ::gfn] :as regex} (part p)
        rmap (if id (deeper rmap id) rmap)
        parts (fn [ps ks forms]
                (let [gens (map (fn [p k form]
                                  (when-not (c/and id k (too-deep? rmap id path k))
                                    (if id
                                      (gen/delay (gen-regex p overrides (if k (conj path k) path)
                                                            rmap (c/or form p)))
                                      (gen-regex p overrides (if k (conj path k) path) rmap
                                                 (c/or form p)))))
                                ps (c/or (seq ks) (repeat nil)) (c/or (seq forms) (repeat nil)))]
                  gens))]
    (if-let [override (c/or (get overrides (name-of orig)) (get overrides path))]
      (gen/fmap (if (op-of regex) identity vector) (override))
      (if gfn
        (gen/fmap (if (op-of regex) identity vector) (gfn))
        (when regex
          (case (op-of regex)
            ::accept (if (identical? ::nil ret) (gen/return []) (gen/return [ret]))
            nil      (when-let [g (gensub (leaf regex) overrides path rmap form)]
                       (gen/fmap vector g))
            ::amp    (gen-regex p1 overrides path rmap (regex-form p1))
            ::pcat   (let [gens (parts ps ks forms)]
                       (when (every? identity gens) (apply gen/cat gens)))
            ::alt    (let [gens (remove nil? (parts ps ks forms))]
                       (when (seq gens) (gen/one-of (vec gens))))
            ::rep    (if (c/and id (too-deep? rmap id [id] id))
                       (gen/return [])
                       (when-let [g (gen-regex p2 overrides path rmap forms)]
                         (gen/fmap (fn [seqs] (apply concat seqs)) (gen/vector g))))))))))

(defn ^:skip-wiki regex-spec-impl
  "The spec of sequences that match a regex."
  [re gfn]
  (reify
    Specize
    (specize* [s] s)
    (specize* [s _] s)
    Spec
    (conform* [_ x]
      (if (c/or (nil? x) (sequential? x)) (conform-regex re (seq x)) ::invalid))
    (unform* [_ x] (unform-regex re x))
    (explain* [_ path via in x]
      (if (c/or (nil? x) (sequential? x))
        (explain-sequence path via in re (seq x))
        (problem path (res `(fn [~'%] (c/or (nil? ~'%) (sequential? ~'%)))) x via in)))
    (gen* [_ overrides path rmap]
      (if gfn (gfn) (gen-regex re overrides path rmap (regex-form re))))
    (with-gen* [_ gfn] (regex-spec-impl re gfn))
    (describe* [_] (regex-form re))))

; The macros.

(defmacro *
  "A regex of any number of what a spec or regex matches: a vector."
  [pred-form]
  `(rep-impl '~(res pred-form) ~pred-form))

(defmacro +
  "A regex of one or more of what a spec or regex matches: a vector."
  [pred-form]
  `(rep+impl '~(res pred-form) ~pred-form))

(defmacro ?
  "A regex of one or none of what a spec or regex matches: its value or nil."
  [pred-form]
  `(maybe-impl ~pred-form '~(res pred-form)))

(defn- key-pairs
  "[keys forms] of the operands of alt and cat."
  [name operands]
  (let [pairs (partition 2 operands)
        ks    (mapv first pairs)]
    (c/assert (c/and (even? (count operands)) (every? keyword? ks))
              (str name " expects k1 p1 k2 p2..., where ks are keywords"))
    [ks (mapv second pairs)]))

(defmacro alt
  "A regex of one of several, by turns keys and specs or regexes: [key value]."
  [& key-pred-forms]
  (let [[ks ps] (key-pairs "alt" key-pred-forms)]
    `(alt-impl ~ks ~ps '~(mapv res ps))))

(defmacro cat
  "A regex of several, one after the other, by turns keys and specs or regexes: a map."
  [& key-pred-forms]
  (let [[ks ps] (key-pairs "cat" key-pred-forms)]
    `(cat-impl ~ks ~ps '~(mapv res ps))))

(defmacro &
  "A regex of what matches one and then conforms to predicates."
  [re & preds]
  `(amp-impl ~re '~(res re) ~(vec preds) '~(mapv res preds)))
