; Classes as programs see them: class, instance?, type, cast, bases and supers.
;
; `instance?` is what a catch clause compiles to, so this file comes before anything that may
; catch.

(declare str)

(defn class
  "The class of x, or nil for nil."
  [x]
  (genera.slow/class-of x))

(defn instance?
  "Whether x is an instance of the class or of one below it."
  [class x]
  (prim/is-instance-of x class))

(defn type
  "The :type of x's metadata, or else its class."
  [x]
  (let [given (prim/get (prim/meta x) :type)]
    (if given given (genera.slow/class-of x))))

(defn cast
  "x itself if it is nil or an instance of the class; throws ClassCastException otherwise."
  [class x]
  (if (or (prim/is-nil x) (prim/is-instance-of x class))
    x
    (throw (new ClassCastException (str "Cannot cast " (genera.slow/class-name x)
                                        " to " (prim/type-name class))))))

(defn bases
  "A sequence of the super class and interfaces a class names itself, or nil."
  [class]
  (seq (prim/type-supers class)))

(defn supers
  "A set of all classes and interfaces above a class, or nil."
  [class]
  (loop [found #{} open (bases class)]
    (if open
      (recur (conj found (first open)) (seq (concat (next open) (bases (first open)))))
      (if (prim/equal 0 (prim/count found)) nil found))))

(def ^:dynamic *ns*
  "The current namespace."
  (genera.host/intern-namespace 'clojure.core))

(def ^:dynamic *file*
  "The path of the file being loaded, or nil."
  "NO_SOURCE_PATH")

(defn uri?
  "Whether x is a java.net.URI."
  [x]
  (instance? java.net.URI x))
