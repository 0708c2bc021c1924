; clojure.java.shell: other programs of the system, run to their end. The actor that asks waits;
; others run.

(ns clojure.java.shell
  "Runs other programs."
  (:require [clojure.java.io :as io]))

(def ^:dynamic *sh-dir*
  "The folder that sh runs programs in; nil for the current one."
  nil)

(def ^:dynamic *sh-env*
  "The variables that sh gives programs, as for :env; nil for those of this program."
  nil)

(defmacro with-sh-dir
  "Evaluates body with the folder that sh runs programs in."
  [dir & forms]
  `(binding [*sh-dir* ~dir] ~@forms))

(defmacro with-sh-env
  "Evaluates body with the variables that sh gives programs."
  [env & forms]
  `(binding [*sh-env* ~env] ~@forms))

(defn- parse-args
  "[words options] of the arguments of sh: strings, then keywords and values by turns."
  [args]
  (let [[words options] (split-with string? args)]
    [(vec words)
     (merge {:out-enc "UTF-8" :in-enc "UTF-8" :dir *sh-dir* :env *sh-env*}
            (apply hash-map options))]))

(defn- as-env-strings
  "Variables as NAME=VALUE: those of a map, whose names may be keywords, or of an array."
  [env]
  (cond
    (nil? env) nil
    (map? env) (mapv (fn [[k v]] (str (if (keyword? k) (name k) k) "=" v)) env)
    :else      (mapv str env)))

(defn- text-of
  "What a program is to read, as text."
  [in]
  (if (or (nil? in) (string? in)) in (slurp in)))

(defn sh
  "Runs a program, given by its name and arguments, strings, and waits for its end. Answers a map of
  :exit, its status, and what it has written, :out and :err. Options: :in, text, a file or a
  reader, for the program to read; :dir, the folder it runs in; :env, a map of its variables;
  :out-enc :bytes, to get :out as an array of bytes. All else is UTF-8."
  [& args]
  (let [[words {:keys [in out-enc dir env]}] (parse-args args)
        bytes? (= :bytes out-enc)
        [exit out err] (prim/run-process words (when dir (str (io/file dir))) (as-env-strings env)
                                         (text-of in) bytes?)]
    {:exit exit
     :out  (if bytes? (byte-array (map (fn [c] (unchecked-byte (int c))) out)) out)
     :err  err}))
