; clojure.template: expressions with holes.

(ns clojure.template
  "Expressions with holes."
  (:require [clojure.walk]))

(defn apply-template
  "expr with the symbols argv replaced by values."
  [argv expr values]
  (when-not (and (vector? argv) (every? symbol? argv))
    (throw (new IllegalArgumentException "argv must be a vector of symbols")))
  (clojure.walk/postwalk-replace (zipmap argv values) expr))

(defmacro do-template
  "expr once for each group of values, with the symbols argv replaced by them."
  [argv expr & values]
  (let [size (count argv)]
    `(do ~@(map (fn [group] (apply-template argv expr group)) (partition size values)))))
