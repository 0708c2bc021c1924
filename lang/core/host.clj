; How the library gives built-in classes their members. Namespace genera.host; the host_*.clj
; files, which are in it too, use these three macros and nothing else does.
;
; A static member is a var in a namespace named by its class, a method a function in the class's
; method map. Their functions have no names of their own, which would hide clojure.core's in
; their bodies. Members do what Java's do for the arguments programs pass; they have no docstrings,
; because Java's documentation is theirs.

(defn- split-member
  "The class and the name of a symbol such as java.lang.Math/sqrt."
  [symbol]
  [(prim/namespace symbol) (prim/name symbol)])

(defmacro defstatic
  "Defines a static method: (defstatic java.lang.Math/sqrt [x] …), or several arities."
  [symbol & arities]
  (let [[class member] (split-member symbol)]
    `(genera.host/intern-static ~class ~member (fn ~@arities))))

(defmacro defconstant
  "Defines a static field: (defconstant java.lang.Math/PI 3.14)."
  [symbol value]
  (let [[class member] (split-member symbol)]
    `(genera.host/intern-static ~class ~member ~value)))

(defmacro defmethods
  "Adds methods to a built-in class: (defmethods java.lang.String (length [s] …) …). A method may
  have several arities; the object is the first parameter."
  [class & methods]
  (loop [made {} left (seq methods)]
    (if left
      (let [[member & arities] (first left)]
        (recur (assoc made (prim/keyword nil (prim/name member)) `(fn ~@arities))
               (next left)))
      `(genera.host/add-methods (genera.host/intern-type ~(prim/name class)) ~made))))
