(ns genera.repl-test
  "What the REPL completes and tells of calls."
  (:require [clojure.string :as string]
            [clojure.test :refer [deftest is]]
            [genera.repl :as repl]))

(defn sample "An own function." ([a] a) ([a b & more] [b more]))

(defn names [text] (mapv first (repl/complete "genera.repl-test" text)))

(deftest names-of-the-namespace
  (is (= [["sample" "[a] [a b & more]"]] (repl/complete "genera.repl-test" "sampl")))
  (is (= ["map" "map-entry?" "map-indexed" "map?" "mapcat" "mapv"] (names "map")))
  (is (= [] (names "no-such-name"))))

(deftest names-of-others
  (is (= ["string/" "string?"] (filter #{"string/" "string?"} (names "string"))))
  (is (= [["string/join" "[coll] [separator coll]"]]
         (repl/complete "genera.repl-test" "string/joi")))
  (is (= ["clojure.set/union"]
         (do (require 'clojure.set) (names "clojure.set/uni"))))
  (is (= [["clojure.inspector" "library"]]
         (repl/complete "genera.repl-test" "clojure.insp")))
  (is (some #{"clojure.string/"} (map (fn [n] (string/replace n #"$" "/")) (names "clojure.s")))))

(deftest members-of-classes
  (is (= ["Math/sqrt"] (names "Math/sqr")))
  (is (= ["String/.toUpperCase"] (names "String/.toUpper")))
  (is (= [".toUpperCase"] (names ".toUpper")))
  (is (some #{"Long/MAX_VALUE"} (names "Long/M"))))

(deftest keywords-and-specials
  (is (= [":refer" ":refer-clojure"] (names ":refer")))
  (is (= "[test then else?]" (repl/hint "user" "if"))))

(deftest hints
  (is (= "[a] [a b & more]" (repl/hint "genera.repl-test" "sample")))
  (is (= "[coll] [separator coll]" (repl/hint "genera.repl-test" "string/join")))
  (is (nil? (repl/hint "genera.repl-test" "nothing-known")))
  (is (nil? (repl/hint "genera.repl-test" "no.such/name"))))
