; clojure.spec.test.alpha: functions checked against their specs, when they are called
; (instrument) or with generated arguments (check).

(ns clojure.spec.test.alpha
  "Functions against their specs."
  (:refer-clojure :exclude [test])
  (:require [clojure.pprint :as pprint]
            [clojure.spec.alpha :as s]
            [clojure.spec.gen.alpha :as gen]
            [clojure.string :as str]))

(defn ->sym
  "The name of a var; anything else as it is."
  [x]
  (if (var? x) (symbol x) x))

(defn- collectionize [x] (if (symbol? x) (list x) x))

(defn enumerate-namespace
  "The names of the vars of a namespace, or of several."
  [ns-sym-or-syms]
  (into #{}
        (mapcat (fn [ns-sym]
                  (map (fn [name] (symbol (name ns-sym) (name name)))
                       (keys (ns-interns ns-sym)))))
        (collectionize ns-sym-or-syms)))

; Instrumenting.

(def ^:private ^:dynamic *instrument-enabled*
  "When false, instrumented functions do not check."
  true)

(defmacro with-instrument-disabled
  "Evaluates body while instrumented functions do not check."
  [& body]
  `(binding [*instrument-enabled* nil] ~@body))

(defn- find-caller
  "Who called an instrumented function: the innermost frame of a trace that is none of spec's or of
  the library."
  [e]
  (some (fn [[name file line]]
          (let [name (str name)]
            (when-not (or (str/starts-with? name "clojure.spec.")
                          (str/starts-with? name "genera.")
                          (str/starts-with? name "clojure.core/")
                          (nil? file))
              {:var-scope  (symbol (str/replace name #"(/[^/]+)/.*" "$1"))
               :file       (last (str/split file #"/"))
               :line       line
               :local-fn   (second (re-find #"/[^/]+/(.*)" name))})))
        (prim/throwable-trace e)))

(defn- caller-data
  "What the data of a failure say of the caller."
  []
  (let [found (find-caller (try (throw (Exception.)) (catch Exception e e)))]
    (when found
      {::caller (into {} (filter (fn [[_ v]] (some? v))) found)})))

(defn- conform-arguments
  "Throws unless arguments conform to the spec of a function."
  [v args-spec args]
  (when (s/invalid? (s/conform args-spec args))
    (let [caller (caller-data)
          data   (merge (s/explain-data* args-spec [] [] [] args)
                        {::s/fn (->sym v) ::s/args args ::s/failure :instrument}
                        caller)]
      (throw (ex-info (str "Call to " (->sym v) " did not conform to spec.")
                      data)))))

(defn- keyword-arguments?
  "Whether a var's function takes a map after its other arguments."
  [v]
  (some (fn [arglist]
          (let [[sign rest-form] (drop-while (fn [p] (not= '& p)) arglist)]
            (and sign (map? rest-form))))
        (:arglists (meta v))))

(defn- flat-arguments
  "Arguments with the entries of a last map by turns, as keyword arguments are specified."
  [v args]
  (let [least (some (fn [arglist]
                      (when (some #{'&} arglist) (count (take-while (fn [p] (not= '& p)) arglist))))
                    (:arglists (meta v)))
        extra (drop least args)]
    (if (and (odd? (count extra)) (map? (last extra)))
      (concat (butlast args) (mapcat identity (last extra)))
      args)))

(defn- spec-checking-fn
  "A function that checks its arguments and calls f."
  [v f fn-spec]
  (let [args-spec (:args fn-spec)
        keyed?    (keyword-arguments? v)]
    (if args-spec
      (fn [& args]
        (if *instrument-enabled*
          (with-instrument-disabled
            (conform-arguments v args-spec (if keyed? (flat-arguments v args) args))
            (binding [*instrument-enabled* true] (apply f args)))
          (apply f args)))
      f)))

(defn- no-fspec [v spec]
  (ex-info (str "Fn at " v " is not spec'ed.") {:var v :spec spec ::s/failure :no-fspec}))

(defonce ^:private instrumented-vars (atom {}))

(defn- choose-fn
  "What a function is replaced by: a stub that answers generated values, a replacement, or f."
  [f spec sym {over :gen :keys [stub replace]}]
  (if (some #{sym} stub)
    (gen/generate (s/gen spec over))
    (get replace sym f)))

(defn- choose-spec
  "The spec of a function: that of options, or the registered one."
  [spec sym {overrides :spec}]
  (get overrides sym spec))

(defn- instrument-1
  "Instruments the function of a name; answers the name, or nil."
  [s options]
  (when-let [v (resolve s)]
    (when-not (:macro (meta v))
      (let [spec  (s/get-spec v)
            {:keys [raw wrapped]} (get @instrumented-vars v)
            current (deref v)
            to-wrap (if (= wrapped current) raw current)
            ospec   (or (choose-spec spec (->sym v) options) (throw (no-fspec v spec)))
            ofn     (choose-fn to-wrap ospec (->sym v) options)
            checked (spec-checking-fn v ofn ospec)]
        (alter-var-root v (constantly checked))
        (swap! instrumented-vars assoc v {:raw to-wrap :wrapped checked})
        (->sym v)))))

(defn- unstrument-1
  "Undoes instrument-1; answers the name, or nil."
  [s]
  (when-let [v (resolve s)]
    (when-let [{:keys [raw wrapped]} (get @instrumented-vars v)]
      (swap! instrumented-vars dissoc v)
      (when (= wrapped (deref v))
        (alter-var-root v (constantly raw))
        (->sym v)))))

(defn- fn-spec-names
  "The names of functions with specs."
  []
  (filter symbol? (keys (s/registry))))

(defn instrumentable-syms
  "The names of the functions that can be instrumented, with those that options name."
  ([] (instrumentable-syms nil))
  ([options]
   (assert (every? ident? (keys (:gen options)))
           "instrument :gen expects ident keys")
   (reduce into #{} [(fn-spec-names) (keys (:spec options)) (:stub options)
                     (keys (:replace options))])))

(defn instrument
  "Has functions check their arguments when they are called: those of names, or all that have
  specs. Options: :spec, a map of names to specs to be used; :stub, names of functions that answer
  generated values; :gen, overrides for those; :replace, a map of names to functions. Answers the
  names."
  ([] (instrument (instrumentable-syms)))
  ([sym-or-syms] (instrument sym-or-syms nil))
  ([sym-or-syms options]
   (let [wanted (filter (instrumentable-syms options) (collectionize sym-or-syms))]
     (into [] (keep (fn [sym] (instrument-1 sym options))) (distinct wanted)))))

(defn unstrument
  "Undoes instrument, for names or for all; answers the names."
  ([] (unstrument (map ->sym (keys @instrumented-vars))))
  ([sym-or-syms]
   (into [] (keep unstrument-1) (collectionize sym-or-syms))))

; Checking.

(defn- explain-check
  "The exception of a check that failed."
  [args spec v role]
  (ex-info "Specification-based check failed"
           (when-not (s/valid? spec v nil)
             (assoc (s/explain-data* spec [role] [] [] v)
                    ::args args
                    ::val v
                    ::s/failure :check-failed))))

(defn- check-call
  "true if a call conforms, else the exception that says why not."
  [f specs args]
  (let [cargs (when (:args specs) (s/conform (:args specs) args))]
    (if (s/invalid? cargs)
      (explain-check args (:args specs) args :args)
      (let [ret  (apply f args)
            cret (when (:ret specs) (s/conform (:ret specs) ret))]
        (cond
          (s/invalid? cret) (explain-check args (:ret specs) ret :ret)
          (and (:args specs) (:ret specs) (:fn specs))
          (if (s/valid? (:fn specs) {:args cargs :ret cret})
            true
            (explain-check args (:fn specs) {:args cargs :ret cret} :fn))
          :else true)))))

(defn- quick-check
  [f specs {gen :gen opts :clojure.spec.test.check/opts}]
  (let [{:keys [num-tests] :or {num-tests 1000}} opts
        g (try (s/gen (:args specs) gen) (catch Throwable t t))]
    (if (instance? Throwable g)
      {:result g}
      (apply gen/quick-check num-tests
             (gen/for-all* [g] (fn [args] (check-call f specs args)))
             (mapcat identity opts)))))

(defn- make-check-result
  [sym spec ret]
  (merge {:spec spec
          :clojure.spec.test.check/ret ret}
         (when sym {:sym sym})
         (when-let [result (:result ret)]
           (when-not (true? result) {:failure result}))
         (when-let [shrunk (:shrunk ret)]
           (when-not (true? (:result shrunk)) {:failure (:result shrunk)}))))

(defn- check-1
  [{:keys [s f v spec]} options]
  (let [re-inst? (and v (seq (unstrument s)) true)
        f        (or f (when v (deref v)))
        specd    (s/spec spec)]
    (try
      (cond
        (or (nil? f) (some-> v meta :macro))
        {:failure (ex-info "No fn to spec" {::s/failure :no-fn}) :sym s :spec spec}
        (:args specd) (make-check-result s spec (quick-check f specd options))
        :else {:failure (ex-info "No :args spec" {::s/failure :no-args-spec}) :sym s :spec spec})
      (finally (when re-inst? (instrument s))))))

(defn- sym->check-map [s]
  (let [v (resolve s)]
    {:s s :v v :spec (when v (s/get-spec v))}))

(defn- validate-check-opts [options]
  (assert (every? ident? (keys (:gen options))) "check :gen expects ident keys"))

(defn check-fn
  "Checks a function against a spec, as check does."
  ([f spec] (check-fn f spec nil))
  ([f spec options]
   (validate-check-opts options)
   (check-1 {:f f :spec spec} options)))

(defn checkable-syms
  "The names of the functions that can be checked, with those that options name."
  ([] (checkable-syms nil))
  ([options]
   (validate-check-opts options)
   (reduce into #{} [(fn-spec-names) (keys (:spec options))])))

(defn check
  "Calls functions, those of names or all that have specs, with generated arguments, and checks
  what they answer. Options: :clojure.spec.test.check/opts for test.check, with :num-tests; :gen,
  overrides of generators. Answers a lazy sequence of maps with :spec, :sym and, if it failed,
  :failure."
  ([] (check (checkable-syms)))
  ([sym-or-syms] (check sym-or-syms nil))
  ([sym-or-syms options]
   (->> (collectionize sym-or-syms)
        (filter (checkable-syms options))
        (pmap (fn [sym] (check-1 (sym->check-map sym) options))))))

(defn- failure-type [x] (::s/failure (ex-data x)))

(defn- unwrap-failure [x]
  (if (failure-type x) (ex-data x) x))

(defn- result-type
  "What a result is: :check-passed, :check-threw or the kind of its failure."
  [ret]
  (let [failure (:failure ret)]
    (cond
      (nil? failure)         :check-passed
      (failure-type failure) (failure-type failure)
      :else                  :check-threw)))

(defn abbrev-result
  "A result of check with what one wants to read."
  [x]
  (if (:failure x)
    (-> (dissoc x :clojure.spec.test.check/ret)
        (update :spec s/describe)
        (update :failure unwrap-failure))
    (dissoc x :spec :clojure.spec.test.check/ret)))

(defn summarize-results
  "Prints results of check, by pprint or a function of one result; answers counts of kinds."
  ([check-results] (summarize-results check-results abbrev-result))
  ([check-results summary-result]
   (reduce (fn [summary result]
             (pprint/pprint (summary-result result))
             (-> summary
                 (update :total inc)
                 (update (result-type result) (fnil inc 0))))
           {:total 0}
           check-results)))
