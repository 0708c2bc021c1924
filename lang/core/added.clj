; Which version of Clojure has brought a public name, and which names are deprecated: facts for the
; metadata :added and :deprecated, which tools read. Those of namespaces in the image are given when
; it is built, those of other libraries when they have been loaded (load.clj).

(def ^:private versions
  "Namespace -> version of Clojure -> the public names that it has brought."
  '{clojure.core
    {"1.0"
     [*' *1 *2 *3 *agent* *clojure-version* *command-line-args* *compile-files* *compile-path* *e
      *err* *file* *flush-on-newline* *in* *ns* *out* *print-dup* *print-length* *print-level*
      *print-meta* *print-readably* *read-eval* *warn-on-reflection* +' -' -> .. / < <= = == > >=
      accessor aclone add-watch agent agent-errors aget alength alias all-ns alter alter-meta!
      alter-var-root amap ancestors and apply areduce array-map aset aset-boolean aset-byte
      aset-char aset-double aset-float aset-int aset-long aset-short assert assoc assoc-in
      associative? atom await await-for bases bean bigdec biginteger binding bit-and bit-and-not
      bit-clear bit-flip bit-not bit-or bit-set bit-shift-left bit-shift-right bit-test bit-xor
      boolean butlast byte cast char-escape-string char-name-string char? class class?
      clear-agent-errors clojure-version coll? comment commute comp comparator compare
      compare-and-set! compile complement concat cond condp conj cons constantly construct-proxy
      contains? count counted? create-ns create-struct cycle dec' decimal? declare definline
      defmacro defmethod defmulti defn defn- defonce defstruct delay delay? deref derive
      descendants disj dissoc distinct distinct? doall dorun doseq dosync dotimes doto double
      double-array doubles drop drop-last drop-while empty empty? ensure enumeration-seq eval
      even? every? false? ffirst file-seq filter find find-ns find-var first float float-array
      float? floats flush fn fn? fnext for force format gen-class gen-interface gensym get
      get-method get-proxy-class get-validator hash hash-map hash-set identical? identity if-let
      if-not ifn? import in-ns inc' init-proxy instance? int int-array integer? interleave intern
      interpose into into-array ints io! isa? iterate iterator-seq key keys keyword keyword? last
      lazy-cat lazy-seq let letfn line-seq list list* list? load load-file load-reader
      load-string loaded-libs locking long long-array longs loop macroexpand macroexpand-1
      make-array make-hierarchy map map? mapcat max max-key memfn memoize merge merge-with meta
      methods min min-key mod name namespace neg? newline next nfirst nil? nnext not not-any?
      not-empty not-every? not= ns ns-aliases ns-imports ns-interns ns-map ns-name ns-publics
      ns-refers ns-resolve ns-unalias ns-unmap nth nthnext num number? odd? or parents partial
      partition pcalls peek pmap pop pos? pr pr-str prefer-method prefers print print-str printf
      println println-str prn prn-str proxy proxy-mappings proxy-super pvalues quot rand rand-int
      range ratio? rational? rationalize re-find re-groups re-matcher re-matches re-pattern
      re-seq read read-line read-string reduce ref ref-set refer refer-clojure
      release-pending-sends rem remove remove-method remove-ns remove-watch repeat repeatedly
      replace replicate require reset! reset-meta! resolve rest reverse reversible? rseq rsubseq
      second select-keys send send-off seq seq? seque sequence sequential? set set-validator!
      set? short shutdown-agents slurp some sort sort-by sorted-map sorted-map-by sorted-set
      sorted? special-symbol? split-at split-with str string? struct struct-map subs subseq
      subvec supers swap! symbol symbol? sync take take-nth take-while test the-ns time to-array
      to-array-2d trampoline tree-seq true? type unchecked-add unchecked-add-int unchecked-dec
      unchecked-dec-int unchecked-divide-int unchecked-inc unchecked-inc-int unchecked-multiply
      unchecked-multiply-int unchecked-negate unchecked-negate-int unchecked-remainder-int
      unchecked-subtract unchecked-subtract-int underive update-in update-proxy use val vals
      var-get var-set var? vary-meta vec vector vector? when when-first when-let when-not while
      with-in-str with-local-vars with-meta with-open with-out-str with-precision xml-seq zero?
      zipmap]
     "1.1"
     [->> assoc! boolean-array booleans bound-fn bound-fn* byte-array bytes char char-array chars
      conj! deliver disj! dissoc! future future-call future-cancel future-cancelled? future-done?
      future? get-thread-bindings juxt persistent! pop! pop-thread-bindings promise
      push-thread-bindings ref-history-count ref-max-history ref-min-history short-array shorts
      sorted-set-by take-last transient with-bindings with-bindings*]
     "1.2"
     [* + - agent-error bound? case dec definterface defprotocol defrecord deftype denominator
      error-handler error-mode extend extend-protocol extend-type extenders extends? flatten fnil
      frequencies get-in group-by inc keep keep-indexed map-indexed namespace-munge numerator
      object-array partition-all partition-by rand-nth reductions reify remove-all-methods
      restart-agent satisfies? set-error-handler! set-error-mode! shuffle spit thread-bound?
      vector-of]
     "1.3"
     [*unchecked-math* bigint every-pred find-keyword nthrest realized? some-fn unchecked-byte
      unchecked-char unchecked-double unchecked-float unchecked-int unchecked-long
      unchecked-short with-redefs with-redefs-fn]
     "1.4"
     [*data-readers* default-data-readers ex-data ex-info filterv mapv reduce-kv]
     "1.5"
     [*default-data-reader-fn* as-> cond-> cond->> reduced reduced? send-via
      set-agent-send-executor! set-agent-send-off-executor! some-> some->>]
     "1.6"
     [hash-ordered-coll hash-unordered-coll if-some mix-collection-hash record? some?
      unsigned-bit-shift-right when-some]
     "1.7"
     [Throwable->map cat completing dedupe eduction ensure-reduced random-sample
      reader-conditional reader-conditional? run! tagged-literal tagged-literal? transduce
      unreduced update volatile! volatile? vreset! vswap!]
     "1.8"
     [map-entry?]
     "1.9"
     [*print-namespace-maps* StackTraceElement->vec any? boolean? bounded-count bytes? double?
      halt-when ident? indexed? inst-ms inst? int? nat-int? neg-int? pos-int? qualified-ident?
      qualified-keyword? qualified-symbol? reset-vals! seqable? simple-ident? simple-keyword?
      simple-symbol? swap-vals! uri? uuid?]
     "1.10"
     [PrintWriter-on add-tap ex-cause ex-message read+string remove-tap requiring-resolve tap>]
     "1.11"
     [NaN? abs infinite? iteration parse-boolean parse-double parse-long parse-uuid random-uuid
      seq-to-map-for-destructuring update-keys update-vals]}
    clojure.core.reducers
    {"1.5"
     [append! cat drop filter flatten fold foldcat folder map mapcat monoid reducer remove take
      take-while]}
    clojure.core.server
    {"1.10"
     [io-prepl prepl remote-prepl]}
    clojure.data
    {"1.3"
     [Diff EqualityPartition diff diff-similar equality-partition]}
    clojure.edn
    {"1.5"
     [read read-string]}
    clojure.inspector
    {"1.0"
     [inspect inspect-table inspect-tree]}
    clojure.java.browse
    {"1.2"
     [browse-url]}
    clojure.java.io
    {"1.2"
     [Coercions IOFactory as-file as-relative-path as-url copy delete-file file input-stream
      make-input-stream make-output-stream make-parents make-reader make-writer output-stream
      reader resource writer]}
    clojure.java.javadoc
    {"1.2"
     [add-local-javadoc add-remote-javadoc javadoc]}
    clojure.java.shell
    {"1.2"
     [sh with-sh-dir with-sh-env]}
    clojure.main
    {"1.3"
     [demunge root-cause stack-element-str]
     "1.10"
     [ex-str ex-triage renumbering-read]}
    clojure.math
    {"1.11"
     [E IEEE-remainder PI acos add-exact asin atan atan2 cbrt ceil copy-sign cos cosh
      decrement-exact exp expm1 floor floor-div floor-mod get-exponent hypot increment-exact log
      log10 log1p multiply-exact negate-exact next-after next-down next-up pow random rint round
      scalb signum sin sinh sqrt subtract-exact tan tanh to-degrees to-radians ulp]}
    clojure.pprint
    {"1.2"
     [*print-base* *print-miser-width* *print-pprint-dispatch* *print-pretty* *print-radix*
      *print-right-margin* *print-suppress-namespaces* cl-format code-dispatch formatter
      formatter-out fresh-line get-pretty-writer pp pprint pprint-indent pprint-logical-block
      pprint-newline pprint-tab set-pprint-dispatch simple-dispatch with-pprint-dispatch write
      write-out]
     "1.3"
     [print-length-loop print-table]}
    clojure.repl
    {"1.0"
     [doc find-doc]
     "1.3"
     [demunge pst root-cause stack-element-str]}
    clojure.set
    {"1.0"
     [difference index intersection join map-invert project rename rename-keys select union]
     "1.2"
     [subset? superset?]}
    clojure.stacktrace
    {"1.1"
     [e print-cause-trace print-stack-trace print-throwable print-trace-element root-cause]}
    clojure.string
    {"1.2"
     [blank? capitalize escape join lower-case replace replace-first reverse split split-lines
      trim trim-newline triml trimr upper-case]
     "1.5"
     [re-quote-replacement]
     "1.8"
     [ends-with? includes? index-of last-index-of starts-with?]}
    clojure.test
    {"1.1"
     [*load-tests* *stack-trace-depth* are assert-any assert-predicate compose-fixtures deftest
      deftest- file-position function? get-possibly-unbound-var inc-report-counter is
      join-fixtures report run-all-tests run-tests set-test successful? test-all-vars test-ns
      test-var testing testing-contexts-str testing-vars-str try-expr use-fixtures with-test
      with-test-out]
     "1.2"
     [do-report]
     "1.6"
     [test-vars]
     "1.11"
     [run-test run-test-var]}
    clojure.test.junit
    {"1.1"
     [with-junit-output]}
    clojure.test.tap
    {"1.1"
     [print-tap-diagnostic print-tap-fail print-tap-pass print-tap-plan with-tap-output]}
    clojure.walk
    {"1.1"
     [keywordize-keys macroexpand-all postwalk postwalk-demo postwalk-replace prewalk
      prewalk-demo prewalk-replace stringify-keys walk]}
    clojure.xml
    {"1.0"
     [parse]}
    clojure.zip
    {"1.0"
     [append-child branch? children down edit end? insert-child insert-left insert-right left
      leftmost lefts make-node next node path prev remove replace right rightmost rights root
      seq-zip up vector-zip xml-zip zipper]}})

(def ^:private deprecations
  "Namespace -> deprecated name -> version since which it is."
  '{clojure.core {agent-errors "1.2" clear-agent-errors "1.2" replicate "1.3"}
    clojure.test {file-position "1.2"}})

(defn- add-fact
  "Adds to the metadata of a namespace's var of that name, if there is one."
  [ns-name sym k value]
  (let [v (get (ns-interns ns-name) sym)]
    (when v (prim/set-var-meta v (assoc (meta v) k value)))))

(defn- add-versions
  "Gives the vars of a namespace the metadata :added and :deprecated."
  [ns-name]
  (doseq [[version names] (get versions ns-name) sym names]
    (add-fact ns-name sym :added version))
  (doseq [[sym version] (get deprecations ns-name)]
    (add-fact ns-name sym :deprecated version)))

(doseq [ns-name (keys versions)]
  (when (find-ns ns-name) (add-versions ns-name)))

; Symbols in code that is read, not functions: they have no value.
(add-fact 'clojure.core 'unquote :doc "~x is read as (unquote x): in a syntax quote, x's value.")
(add-fact 'clojure.core 'unquote-splicing
          :doc "~@x is read as (unquote-splicing x): in a syntax quote, the elements of x's value.")
