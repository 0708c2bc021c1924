; clojure.core.specs.alpha: the forms of core's macros, for programs that read or make them. The
; compiler itself checks them by lang/compiler/shapes.clj, which is faster and explains in words.

(ns clojure.core.specs.alpha
  "Specs of the forms of macros."
  (:require [clojure.spec.alpha :as s]))

; Destructuring.

(s/def ::local-name (s/and simple-symbol? (fn [x] (not= '& x))))

(s/def ::binding-form
  (s/or :local-symbol    ::local-name
        :seq-destructure ::seq-binding-form
        :map-destructure ::map-binding-form))

(s/def ::seq-binding-form
  (s/and vector?
         (s/cat :forms     (s/* ::binding-form)
                :rest-forms (s/? (s/cat :ampersand #{'&} :form ::binding-form))
                :as-form    (s/? (s/cat :as #{:as} :as-sym ::local-name)))))

(s/def ::keys (s/coll-of ident? :kind vector?))
(s/def ::syms (s/coll-of symbol? :kind vector?))
(s/def ::strs (s/coll-of simple-symbol? :kind vector?))
(s/def ::or (s/map-of simple-symbol? any?))
(s/def ::as ::local-name)

(s/def ::map-special-binding (s/keys :opt-un [::as ::or ::keys ::syms ::strs]))

(s/def ::map-binding (s/tuple ::binding-form any?))

(s/def ::ns-keys
  (s/tuple (s/and qualified-keyword? (fn [k] (contains? #{"keys" "syms"} (name k))))
           (s/coll-of simple-symbol? :kind vector?)))

(s/def ::map-bindings
  (s/every (s/or :map-binding     ::map-binding
                 :qualified-keys-or-syms ::ns-keys
                 :special-binding (s/tuple #{:as :or :keys :syms :strs} any?))
           :kind map?))

(s/def ::map-binding-form (s/merge ::map-bindings ::map-special-binding))

; let, if-let, when-let.

(s/def ::binding (s/cat :form ::binding-form :init-expr any?))
(s/def ::bindings (s/and vector? (s/* ::binding)))

(s/fdef clojure.core/let
  :args (s/cat :bindings ::bindings :body (s/* any?)))

(s/fdef clojure.core/if-let
  :args (s/cat :bindings (s/and vector? ::binding) :then any? :else (s/? any?)))

(s/fdef clojure.core/when-let
  :args (s/cat :bindings (s/and vector? ::binding) :body (s/* any?)))

; fn, defn, defn-.

(s/def ::param-list
  (s/and vector?
         (s/cat :params    (s/* ::binding-form)
                :var-params (s/? (s/cat :ampersand #{'&} :var-form ::binding-form)))))

(s/def ::params+body
  (s/cat :params ::param-list
         :body   (s/alt :prepost+body (s/cat :prepost map? :body (s/+ any?))
                        :body         (s/* any?))))

(s/def ::fn-tail
  (s/alt :arity-1 ::params+body
         :arity-n (s/+ (s/spec ::params+body))))

(s/def ::defn-args
  (s/cat :fn-name   simple-symbol?
         :docstring (s/? string?)
         :meta      (s/? map?)
         :fn-tail   (s/alt :arity-1 ::params+body
                           :arity-n (s/cat :bodies    (s/+ (s/spec ::params+body))
                                           :attr-map (s/? map?)))))

(s/fdef clojure.core/defn :args ::defn-args :ret any?)
(s/fdef clojure.core/defn- :args ::defn-args :ret any?)
(s/fdef clojure.core/fn
  :args (s/cat :fn-name (s/? simple-symbol?) :fn-tail ::fn-tail)
  :ret any?)

; ns.

(s/def ::exclude (s/coll-of simple-symbol?))
(s/def ::only (s/coll-of simple-symbol?))
(s/def ::rename (s/map-of simple-symbol? simple-symbol?))
(s/def ::filters (s/keys* :opt-un [::exclude ::only ::rename]))

(s/def ::ns-refer-clojure
  (s/spec (s/cat :clause #{:refer-clojure} :refer-filters ::filters)))

(s/def ::refer (s/or :all #{:all} :syms (s/coll-of simple-symbol?)))
(s/def ::as-alias simple-symbol?)

(s/def ::libspec
  (s/alt :lib      simple-symbol?
         :lib+opts (s/spec (s/cat :lib simple-symbol?
                                  :options (s/keys* :opt-un [::as ::refer ::as-alias])))))

(s/def ::prefix-list
  (s/spec (s/cat :prefix   simple-symbol?
                 :libspecs (s/+ ::libspec))))

(s/def ::flag #{:reload :reload-all :verbose})

(s/def ::ns-require
  (s/spec (s/cat :clause #{:require}
                 :body   (s/+ (s/alt :libspec     ::libspec
                                     :prefix-list ::prefix-list
                                     :flag        ::flag)))))

(s/def ::package-list (s/spec (s/cat :package simple-symbol? :classes (s/+ simple-symbol?))))
(s/def ::import-list (s/* (s/alt :class simple-symbol? :package-list ::package-list)))

(s/def ::ns-import (s/spec (s/cat :clause #{:import} :classes ::import-list)))
(s/def ::ns-refer
  (s/spec (s/cat :clause #{:refer} :lib simple-symbol? :refer-filters ::filters)))

(s/def ::use-libspec
  (s/alt :lib      simple-symbol?
         :lib+opts (s/spec (s/cat :lib     simple-symbol?
                                  :options (s/keys* :opt-un [::as ::refer ::exclude ::only
                                                             ::rename])))))

(s/def ::use-prefix-list
  (s/spec (s/cat :prefix simple-symbol? :libspecs (s/+ ::use-libspec))))

(s/def ::ns-use
  (s/spec (s/cat :clause #{:use}
                 :libs   (s/+ (s/alt :libspec     ::use-libspec
                                     :prefix-list ::use-prefix-list
                                     :flag        ::flag)))))

(s/def ::ns-load (s/spec (s/cat :clause #{:load} :libs (s/* string?))))
(s/def ::ns-gen-class (s/spec (s/cat :clause #{:gen-class} :options (s/* any?))))

(s/def ::ns-clauses
  (s/* (s/alt :refer-clojure ::ns-refer-clojure
              :require       ::ns-require
              :import        ::ns-import
              :use           ::ns-use
              :refer         ::ns-refer
              :load          ::ns-load
              :gen-class     ::ns-gen-class)))

(s/def ::ns-form
  (s/cat :ns-name   simple-symbol?
         :docstring (s/? string?)
         :attr-map  (s/? map?)
         :ns-clauses ::ns-clauses))

(s/fdef clojure.core/ns :args ::ns-form)
(s/fdef clojure.core/import :args ::import-list)
(s/fdef clojure.core/refer-clojure :args ::filters)
