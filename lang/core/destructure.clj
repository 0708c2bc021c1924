; Destructuring, and the forms built on it: let, loop and fn in place of their drafts,
; and letfn.
;
; `destructure` turns binding pairs into plain ones: a vector pattern becomes calls of nth (or
; first and next once it has a rest pattern, so that any sequence works), a map pattern calls
; of get. A sequence of keys and values stands for a map there.
; Invariant: every init expression is evaluated once, in the order written.

(declare unquote unquote-splicing str ^:dynamic *ns*)

(defn nth
  "The element at index; past the end it throws, or answers not-found if given."
  ([coll index] (prim/nth coll index))
  ([coll index not-found] (prim/nth-default coll index not-found)))

(defn get
  "The value of key in a map, set, vector or string; not-found (or nil) without it."
  ([coll key] (prim/get coll key))
  ([coll key not-found] (prim/get-default coll key not-found)))

(defn seq-to-map-for-destructuring
  "The map that a map pattern sees for a sequence: of its pairs, or its only element; a map
  after the pairs adds to them."
  [s]
  (if (next s)
    (loop* [pairs [] left (seq s)]
      (cond (prim/is-nil left) (prim/array-map (seq pairs))
            (next left)           (recur (prim/conj (prim/conj pairs (first left)) (second left))
                                         (nnext left))
            :else (prim/conj (prim/array-map (seq pairs)) (first left))))
    (if (seq s) (first s) {})))

(def ^:private push (fn* [result a b] (prim/conj (prim/conj result a) b)))

(declare destructure-into)

(defn- destructure-vector
  "Adds to result the plain bindings of vector pattern for the symbol source."
  [result pattern source]
  (let* [rest?   (loop* [s (seq pattern)]
                   (if s (if (prim/equal (first s) '&) true (recur (next s))) false))
         rests   (gensym "seq__")
         result  (if rest? (push result rests (list `seq source)) result)]
    (loop* [result result patterns (seq pattern) index 0 seen-rest? false]
      (if patterns
        (let* [one (first patterns)]
          (cond
            (prim/equal one '&)
            (recur (destructure-into result (second patterns) rests) (nnext patterns) index true)
            (prim/equal one :as)
            (recur (destructure-into result (second patterns) source) (nnext patterns) index
                   seen-rest?)
            seen-rest?
            (throw (new Exception "Unsupported binding form, only :as can follow & parameter"))
            rest?
            (let* [head (gensym "first__")]
              (recur (destructure-into (push (push result head (list `first rests))
                                             rests (list `next rests))
                                       one head)
                     (next patterns) (prim/increment index) seen-rest?))
            :else
            (recur (destructure-into result one (list `nth source index nil))
                   (next patterns) (prim/increment index) seen-rest?)))
        result))))

(defn- expand-key-groups
  "A map pattern with its :keys, :syms and :strs entries written out as symbol-key entries."
  [pattern]
  (loop* [entries (seq pattern) result []]
    (if entries
      (let* [entry (first entries)
             k     (prim/nth entry 0)
             names (prim/nth entry 1)
             group (if (prim/is-keyword k) (prim/name k) nil)
             make  (cond
                     (prim/equal group "keys")
                     (fn* [s] (prim/keyword (or (prim/namespace k) (prim/namespace s))
                                            (prim/name s)))
                     (prim/equal group "syms")
                     (fn* [s] (list 'quote (prim/symbol (or (prim/namespace k) (prim/namespace s))
                                                        (prim/name s))))
                     (prim/equal group "strs")
                     (fn* [s] (prim/name s)))]
        (recur (next entries)
               (if make
                 (loop* [names (seq names) result result]
                   (if names
                     (let* [one (first names)]
                       (recur (next names)
                              (prim/conj result
                                         [(prim/with-meta (prim/symbol nil (prim/name one))
                                                          (if (prim/is-symbol one) (meta one) nil))
                                          (make one)])))
                     result))
                 (prim/conj result entry))))
      result)))

(defn- destructure-map
  "Adds to result the plain bindings of map pattern for the expression source."
  [result pattern source]
  (let* [whole    (gensym "map__")
         defaults (prim/get pattern :or)
         result   (push (push result whole source) whole
                        (list 'if (list `seq? whole)
                              (list `seq-to-map-for-destructuring (list `seq whole))
                              whole))
         as       (prim/get pattern :as)
         result   (if as (push result as whole) result)]
    (loop* [entries (seq (expand-key-groups (prim/dissoc (prim/dissoc pattern :or) :as)))
            result  result]
      (if entries
        (let* [one  (prim/nth (first entries) 0)
               k    (prim/nth (first entries) 1)
               name (if (prim/is-symbol one) one nil)
               init (if (and name (prim/contains defaults name))
                      (list `get whole k (prim/get defaults name))
                      (list `get whole k))]
          (recur (next entries) (destructure-into result one init)))
        result))))

(defn- destructure-into
  "Adds to result the plain bindings that bind pattern to the expression source."
  [result pattern source]
  (cond
    (prim/is-symbol pattern)
    (push result
          (if (prim/namespace pattern)
            (prim/with-meta (prim/symbol nil (prim/name pattern)) (meta pattern))
            pattern)
          source)
    (prim/is-keyword pattern) (push result (prim/symbol nil (prim/name pattern)) source)
    (prim/is-vector pattern)
    (let* [whole (gensym "vec__")]
      (destructure-vector (push result whole source) pattern whole))
    (prim/is-map pattern) (destructure-map result pattern source)
    :else
    (throw (new Exception
                (prim/string-append "Unsupported binding form: " (prim/to-string pattern))))))

(defn destructure
  "Plain bindings, symbols only, that mean what a vector of destructuring bindings means."
  [bindings]
  (loop* [pairs (seq bindings) result []]
    (if pairs
      (recur (nnext pairs) (destructure-into result (first pairs) (second pairs)))
      result)))

(defn- refuse-bindings
  "Throws for bindings that are not what a form requires."
  [form what]
  (throw (new IllegalArgumentException
              (str (first form) " requires " what " in " *ns* ":"
                   (prim/get (prim/meta form) :line)))))

(defn- check-bindings
  "Throws unless bindings is a vector of pairs."
  [form bindings]
  (if (prim/is-vector bindings) nil (refuse-bindings form "a vector for its binding"))
  (if (prim/equal 0 (prim/remainder (prim/count bindings) 2)) nil
    (refuse-bindings form "an even number of forms in binding vector")))

(defn- all-symbols?
  "Whether every second element of s, from the first, is a symbol."
  [s]
  (loop* [s (seq s)]
    (cond (prim/is-nil s) true
          (prim/is-symbol (first s)) (recur (nnext s))
          :else false)))

(defmacro let
  "Evaluates body with the bindings, one after another; patterns may destructure."
  [bindings & body]
  (check-bindings &form bindings)
  (list* 'let* (destructure bindings) body))

(defmacro loop
  "As let, and a target that recur jumps back to with new values."
  [bindings & body]
  (check-bindings &form bindings)
  (if (all-symbols? bindings)
    (list* 'loop* bindings body)
    (loop* [pairs (seq bindings) outer [] inner [] again []]
      (if pairs
        (let* [pattern (first pairs)
               init    (second pairs)]
          (if (prim/is-symbol pattern)
            (recur (nnext pairs) (push outer pattern init) (push inner pattern pattern) again)
            (let* [whole (gensym "loop__")]
              (recur (nnext pairs)
                     (push (push outer whole init) pattern whole)
                     (push inner whole whole)
                     (push again pattern whole)))))
        (list `let outer (list 'loop* inner (list* `let again body)))))))

(defn- fn-conditions
  "The body of an arity with its :pre and :post conditions checked around it."
  [params body]
  (let* [leading?   (and (prim/is-map (first body)) (next body))
         conditions (if leading? (first body) (meta params))
         body       (if leading? (next body) body)
         pre        (prim/get conditions :pre)
         post       (prim/get conditions :post)
         checks     (fn* checks [s] (if (seq s)
                                      (cons (list `assert (first s)) (checks (next s)))))
         body       (if post
                      (list (list* `let ['% (if (next body) (cons 'do body) (first body))]
                                   (concat (checks post) (list '%))))
                      body)]
    (if pre (concat (checks pre) body) body)))

(defn- fn-arity
  "One arity of fn as fn* takes it: patterns among its parameters become bindings."
  [arity]
  (let* [params (first arity)]
    (if (prim/is-vector params) nil
      (throw (new IllegalArgumentException
                  (prim/string-append "Parameter declaration "
                                      (prim/string-append (prim/to-string params)
                                                          " should be a vector")))))
    (let* [body (fn-conditions params (next arity))]
      (if (loop* [s (seq params)]
            (cond (prim/is-nil s) true (prim/is-symbol (first s)) (recur (next s)) :else false))
        (list* params body)
        (loop* [s (seq params) plain [] bindings []]
          (if s
            (if (prim/is-symbol (first s))
              (recur (next s) (prim/conj plain (first s)) bindings)
              (let* [param (gensym "p__")]
                (recur (next s) (prim/conj plain param) (push bindings (first s) param))))
            (list (prim/with-meta plain (meta params)) (list* `let bindings body))))))))

(defmacro fn
  "A function; parameters may be patterns, and a map before the body may hold conditions."
  [& tail]
  (let* [name    (if (prim/is-symbol (first tail)) (first tail) nil)
         arities (if name (next tail) tail)
         arities (if (prim/is-vector (first arities)) (list arities) arities)
         make    (fn* make [s] (if s (cons (fn-arity (first s)) (make (next s)))))
         made    (make (seq arities))]
    (prim/with-meta (if name (list* 'fn* name made) (cons 'fn* made)) (meta &form))))

(defmacro letfn
  "Local functions that may call each other: (letfn [(name [params] body…) …] body…)."
  [specs & body]
  (loop* [s (seq specs) bindings []]
    (if s
      (recur (next s) (push bindings (first (first s)) (cons `fn (first s))))
      (list* 'letfn* bindings body))))
