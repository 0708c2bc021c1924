; clojure.pprint: values and code laid out in lines, after Waters' XP and as JVM Clojure does it.
;
; A dispatch function prints an object to *out*, a pretty writer, as logical blocks with places
; between their parts where the line may be broken; the writer (pprint/writer) decides where it
; is. This file has the variables that control printing and what programs call; pprint/cl_format
; runs Common Lisp's format strings, with which pprint/dispatch lays out data and code.

(ns clojure.pprint
  "Values and code laid out in lines, and Common Lisp's format strings."
  (:require [clojure.string]))

(def ^:dynamic *print-right-margin*
  "The column that lines should end before; nil for lines of any length."
  72)

(def ^:dynamic *print-pretty*
  "When true, write lays its object out in lines."
  true)

(def ^:dynamic *print-miser-width*
  "How far from the right margin a block begins that is broken at every chance."
  40)

(def ^:dynamic *print-suppress-namespaces*
  "When true, symbols are printed without their namespaces."
  nil)

(def ^:dynamic *print-base*
  "The radix of integers and ratios."
  10)

(def ^:dynamic *print-radix*
  "When true, integers and ratios say their radix."
  nil)

(def ^:dynamic *print-pprint-dispatch*
  "The function that prints an object; set it by with-pprint-dispatch or set-pprint-dispatch."
  nil)

; Kept for programs that name them; as on the JVM nothing looks at them.
(def ^:private ^:dynamic *print-lines* nil)
(def ^:private ^:dynamic *print-circle* nil)
(def ^:private ^:dynamic *print-shared* nil)

(def ^:private ^:dynamic *current-level*
  "How many logical blocks are open."
  0)

(def ^:private ^:dynamic *current-length*
  "How many objects the innermost block has printed; nil outside of blocks."
  nil)

(load "pprint/writer")

(defn- radix-mark
  "What says the radix in front of a number."
  []
  (if *print-radix*
    (get {2 "#b" 8 "#o" 16 "#x"} *print-base* (str "#" *print-base* "r"))
    ""))

(defn- based-text
  "An integer or ratio by *print-base* and *print-radix*; nil for anything else."
  [x]
  (let [digits (fn [n] (prim/number-string n *print-base*))]
    (cond (and (integer? x) (= 10 *print-base*)) (str x (if *print-radix* "." ""))
          (integer? x) (str (radix-mark) (digits x))
          (ratio? x)   (str (radix-mark) (digits (numerator x)) "/" (digits (denominator x)))
          :else        nil)))

(defn- print-plain
  "Prints an object as pr does, but for the radix of numbers."
  [x]
  (if (and (number? x) (or *print-radix* (not= 10 *print-base*)))
    (if-let [text (based-text x)] (print text) (pr x))
    (pr x)))

(defn write-out
  "Prints an object to *out*, which must be a pretty writer when *print-pretty* is true; for
  dispatch functions. True when *print-length* objects were printed before."
  [object]
  (let [full? (and *current-length* *print-length* (>= *current-length* *print-length*))]
    (cond (not *print-pretty*) (print-plain object)
          full? (print "...")
          :else (do (when *current-length* (set! *current-length* (inc *current-length*)))
                    (*print-pprint-dispatch* object)))
    full?))

(defn- call-with-pretty-writer
  "Calls f with *out* bound to writer, or to a pretty writer over it, and then writes what the
  pretty writer holds back."
  [writer f]
  (binding [*out* (get-pretty-writer writer)]
    (f)
    (write-pending *out*)))

(def ^:private write-options
  "The vars that the options of write bind."
  {:base                #'*print-base*
   :circle              #'*print-circle*
   :length              #'*print-length*
   :level               #'*print-level*
   :lines               #'*print-lines*
   :miser-width         #'*print-miser-width*
   :dispatch            #'*print-pprint-dispatch*
   :pretty              #'*print-pretty*
   :radix               #'*print-radix*
   :readably            #'*print-readably*
   :right-margin        #'*print-right-margin*
   :suppress-namespaces #'*print-suppress-namespaces*})

(defn write
  "Prints an object to the writer :stream, true for *out*; for nil answers the text. The other
  options bind variables: :base :circle :dispatch :length :level :lines :miser-width :pretty
  :radix :readably :right-margin :suppress-namespaces."
  [object & options]
  (let [options (merge {:stream true} (apply hash-map options))
        stream  (:stream options)
        builder (if (nil? stream) (new java.io.StringWriter) nil)
        writer  (cond (nil? stream) builder (true? stream) *out* :else stream)]
    (with-bindings* (into {} (keep (fn [[k v]] (if-let [var (write-options k)] [var v] nil)))
                          options)
      (fn []
        (if *print-pretty*
          (call-with-pretty-writer writer (fn [] (write-out object)))
          (binding [*out* writer] (print-plain object)))
        (if (nil? stream) (str builder) nil)))))

(defn pprint
  "Prints an object, laid out in lines, to a writer (*out*)."
  ([object] (pprint object *out*))
  ([object writer]
   (call-with-pretty-writer
     writer
     (fn []
       (binding [*print-pretty* true] (write-out object))
       (when-not (= 0 (writer-column *out*)) (prn))))))

(defmacro pp
  "Prints the last value of the REPL, laid out in lines."
  []
  `(pprint *1))

(defn set-pprint-dispatch
  "Makes function the one that pprint prints objects with."
  [function]
  (alter-var-root #'*print-pprint-dispatch* (constantly function))
  nil)

(defmacro with-pprint-dispatch
  "Evaluates body with another function for pprint to print objects with."
  [function & body]
  `(binding [*print-pprint-dispatch* ~function] ~@body))

; What dispatch functions are made of.

(defn- check-choice
  "Throws when x is none of the choices."
  [x choices]
  (when-not (choices x)
    (throw (new IllegalArgumentException
                (str "Bad argument: " x ". It must be one of " choices)))))

(defn- call-in-block
  "Calls f within a logical block of *out*; at *print-level* prints # instead."
  [prefix line-prefix suffix f]
  (if (and *print-level* (>= *current-level* *print-level*))
    (.write *out* "#")
    (binding [*current-level* (inc *current-level*) *current-length* 0]
      (start-block *out* prefix line-prefix suffix)
      (f)
      (end-block *out*)))
  nil)

(defmacro pprint-logical-block
  "Evaluates body as a logical block of *out*, which must be a pretty writer. Options may stand
  in front: :prefix, :per-line-prefix, :suffix."
  {:arglists '[[options* body]]}
  [& args]
  (loop [options {} body args]
    (if (#{:prefix :per-line-prefix :suffix} (first body))
      (recur (assoc options (first body) (second body)) (nnext body))
      `(#'clojure.pprint/call-in-block
         ~(:prefix options) ~(:per-line-prefix options) ~(:suffix options) (fn [] ~@body)))))

(defn pprint-newline
  "A place where *out*, a pretty writer, may break the line: :linear, :miser, :fill or
  :mandatory."
  [kind]
  (check-choice kind #{:linear :miser :fill :mandatory})
  (add-newline *out* kind))

(defn pprint-indent
  "Indents the following lines of the block by n columns from its start, :block, or from where
  the line is now, :current."
  [relative-to n]
  (check-choice relative-to #{:block :current})
  (add-indent *out* relative-to n))

(defn pprint-tab
  "Not supported, as on the JVM."
  [kind colnum colinc]
  (check-choice kind #{:line :section :line-relative :section-relative})
  (throw (new UnsupportedOperationException "pprint-tab is not yet implemented")))

(defmacro print-length-loop
  "As loop, but after *print-length* rounds prints ... instead."
  [bindings & body]
  `(let [rounds# (volatile! 0)]
     (loop ~bindings
       (if (or (not *print-length*) (< @rounds# *print-length*))
         (do (vswap! rounds# inc) ~@body)
         (.write *out* "...")))))

(load "pprint/format_string")
(load "pprint/format_number")
(load "pprint/cl_format")
(load "pprint/dispatch")
(load "pprint/print_table")
