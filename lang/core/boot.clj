; The first macros, built from special forms and primitives: defmacro, fn, defn, let with
; destructuring, loop, and the conditionals and arrows that the rest of the library is
; written in. Nothing here may use a macro above its own definition.
;
; Functions defined here with `fn*` are final, not drafts: syntax-quote expands to calls of
; seq, concat, list, apply, vector, hash-map, hash-set and with-meta, so those come first.
; A macro is a var whose metadata says :macro; it takes the whole form and the local
; environment before its own arguments, as on the JVM.

(def list
  "A list of its arguments."
  (fn* ([] ()) ([& items] (prim/list items))))

(def cons
  "A sequence of x followed by the elements of coll."
  (fn* [x coll] (prim/cons x coll)))

(def seq
  "A sequence over the elements of coll, or nil when there are none."
  (fn* [coll] (prim/seq coll)))

(def first
  "The first element of coll, or nil."
  (fn* [coll] (prim/first coll)))

(def next
  "A sequence of all elements but the first, or nil when there are none."
  (fn* [coll] (prim/next coll)))

(def rest
  "A sequence, perhaps empty, of all elements but the first."
  (fn* [coll] (prim/rest coll)))

(def second
  "The second element of coll, or nil."
  (fn* [coll] (prim/first (prim/next coll))))

(def ffirst
  "The first element of the first element."
  (fn* [coll] (prim/first (prim/first coll))))

(def nfirst
  "The elements of the first element, without its first."
  (fn* [coll] (prim/next (prim/first coll))))

(def fnext
  "The second element of coll; the same as second."
  (fn* [coll] (prim/first (prim/next coll))))

(def nnext
  "A sequence without the first two elements, or nil."
  (fn* [coll] (prim/next (prim/next coll))))

(def seq?
  "Whether x is a sequence, such as a list."
  (fn* [x]
    (if (prim/is-seq x) true (genera.slow/implements x "clojure.lang.ISeq"))))

(def meta
  "The metadata map of x, or nil; that of a var says its name and namespace, too."
  (fn* [x]
    (if (prim/is-var x)
      (let* [name (prim/var-symbol x)
             m    (prim/meta x)]
        (if (if (prim/is-nil name) true (prim/is-nil (prim/namespace name)))
          m
          (prim/assoc
            (prim/assoc (if m m {}) :ns
                        (prim/get (prim/root 0) (prim/symbol nil (prim/namespace name))))
            :name (prim/symbol nil (prim/name name)))))
      (prim/meta x))))

(def with-meta
  "A copy of x with m as its metadata."
  (fn* [x m] (prim/with-meta x m)))

(def conj
  "coll with x added, where the kind of collection adds best."
  (fn* ([] [])
       ([coll] coll)
       ([coll x] (prim/conj coll x))
       ([coll x & xs]
        (loop* [coll (prim/conj coll x) xs (prim/seq xs)]
          (if xs
            (recur (prim/conj coll (prim/first xs)) (prim/next xs))
            coll)))))

(def assoc
  "m with key k bound to v; on a vector, k is an index."
  (fn* ([m k v] (prim/assoc m k v))
       ([m k v & kvs]
        (loop* [m (prim/assoc m k v) kvs (prim/seq kvs)]
          (if kvs
            (if (prim/next kvs)
              (recur (prim/assoc m (prim/first kvs) (prim/first (prim/next kvs)))
                     (prim/next (prim/next kvs)))
              (throw (new IllegalArgumentException
                          (prim/string-append
                            "assoc expects even number of arguments after map/vector,"
                            " found odd number"))))
            m)))))

(def vec
  "A vector of the elements of coll."
  (fn* [coll] (prim/vec coll)))

(def vector
  "A vector of its arguments."
  (fn* ([] [])
       ([a] (prim/vector-1 a))
       ([a b] (prim/vector-2 a b))
       ([a b c] (prim/vector-3 a b c))
       ([a b c & more] (prim/vec (prim/cons a (prim/cons b (prim/cons c more)))))))

(def array-map
  "A map of alternating keys and values that keeps their order; a later key wins."
  (fn* ([] {})
       ([& kvs] (prim/array-map kvs))))

(def hash-map
  "A hash map of alternating keys and values; a later key wins."
  (fn* ([] {})
       ([& kvs]
        (loop* [m (prim/empty-hash-map) kvs (prim/seq kvs)]
          (if kvs
            (if (prim/next kvs)
              (recur (prim/assoc m (prim/first kvs) (prim/first (prim/next kvs)))
                     (prim/next (prim/next kvs)))
              (throw (new IllegalArgumentException
                          (prim/string-append "No value supplied for key: "
                                              (prim/to-string (prim/first kvs))))))
            m)))))

(def hash-set
  "A hash set of its arguments."
  (fn* ([] #{})
       ([& xs]
        (loop* [result #{} xs (prim/seq xs)]
          (if xs
            (recur (prim/conj result (prim/first xs)) (prim/next xs))
            result)))))

(def list*
  "A sequence of the leading arguments, then the elements of the last one."
  (fn* ([tail] (prim/seq tail))
       ([a tail] (prim/cons a tail))
       ([a b tail] (prim/cons a (prim/cons b tail)))
       ([a b c tail] (prim/cons a (prim/cons b (prim/cons c tail))))
       ([a b c d & more]
        (let* [spread (fn* spread [xs]
                        (if (prim/next xs)
                          (prim/cons (prim/first xs) (spread (prim/next xs)))
                          (prim/seq (prim/first xs))))]
          (prim/cons a (prim/cons b (prim/cons c (prim/cons d (spread more)))))))))

(def apply
  "Calls f with the leading arguments and then the elements of the last one."
  (fn* ([f args] (prim/apply f args))
       ([f a args] (prim/apply f (prim/cons a args)))
       ([f a b args] (prim/apply f (prim/cons a (prim/cons b args))))
       ([f a b c args] (prim/apply f (prim/cons a (prim/cons b (prim/cons c args)))))
       ([f a b c d & more]
        (let* [more (prim/cons c (prim/cons d more))]
          (prim/apply f (prim/apply list* (prim/cons a (prim/cons b more))))))))

(def concat
  "A lazy sequence of the elements of each collection in turn; whole chunks stay whole."
  (fn* ([] (prim/lazy-seq (fn* [] nil)))
       ([x] (prim/lazy-seq (fn* [] x)))
       ([x y]
        (prim/lazy-seq
          (fn* []
            (let* [s (prim/seq x)]
              (if s
                (if (prim/is-chunked-seq s)
                  (prim/chunk-cons (prim/chunk-first s) (concat (prim/chunk-rest s) y))
                  (prim/cons (prim/first s) (concat (prim/rest s) y)))
                y)))))
       ([x y & more]
        (let* [join (fn* join [xys zs]
                      (prim/lazy-seq
                        (fn* []
                          (let* [s (prim/seq xys)]
                            (if s
                              (if (prim/is-chunked-seq s)
                                (prim/chunk-cons (prim/chunk-first s)
                                                 (join (prim/chunk-rest s) zs))
                                (prim/cons (prim/first s) (join (prim/rest s) zs)))
                              (if zs
                                (join (prim/first zs) (prim/next zs))
                                nil))))))]
          (join (concat x y) more)))))

(def gensym
  "A symbol whose name no other call has given, starting with prefix (G__ if absent)."
  (fn* ([] (gensym "G__"))
       ([prefix]
        (prim/symbol nil (prim/string-append (prim/to-string prefix)
                                             (prim/to-string (prim/next-id)))))))

; A fn form's arity lists, from what follows its name, with the two hidden macro parameters.
(def ^:private macro-arities
  (fn* [arities]
    (let* [hide (fn* [arity]
                  (prim/cons (prim/vec (prim/cons '&form (prim/cons '&env (prim/first arity))))
                             (prim/next arity)))]
      (if (prim/is-vector (prim/first arities))
        (hide arities)
        (loop* [result [] arities (prim/seq arities)]
          (if arities
            (recur (prim/conj result (hide (prim/first arities))) (prim/next arities))
            (prim/seq result)))))))

; Splits what follows a name in defn and defmacro: [metadata arities].
(def ^:private split-definition
  (fn* [tail]
    (let* [doc?    (prim/is-string (prim/first tail))
           m       (if doc? {:doc (prim/first tail)} {})
           tail    (if doc? (prim/next tail) tail)
           attrs?  (prim/is-map (prim/first tail))
           m       (if attrs? (prim/conj m (prim/first tail)) m)
           tail    (if attrs? (prim/next tail) tail)
           single? (prim/is-vector (prim/first tail))
           end     (if single? nil
                     (loop* [s tail]
                       (if (prim/next s) (recur (prim/next s)) (prim/first s))))
           last?   (prim/is-map end)
           m       (if last? (prim/conj m end) m)
           tail    (if last?
                     (loop* [result [] s tail]
                       (if (prim/next s)
                         (recur (prim/conj result (prim/first s)) (prim/next s))
                         (prim/seq result)))
                     tail)
           lists   (if single?
                     (list (prim/first tail))
                     (loop* [result [] s (prim/seq tail)]
                       (if s
                         (recur (prim/conj result (prim/first (prim/first s))) (prim/next s))
                         (prim/seq result))))]
      [(prim/assoc m :arglists (list 'quote lists)) tail])))

; The name of a definition, carrying its own metadata and what the definition says.
(def ^:private with-definition-meta
  (fn* [name m]
    (prim/with-meta name (prim/conj (if (prim/meta name) (prim/meta name) {}) m))))

(def ^{:macro true :arglists '([name doc-string? attr-map? & arities])} defmacro
  "Defines a macro: a function from the forms of a call to the form that replaces it."
  (fn* [&form &env name & tail]
    (let* [parts (split-definition tail)]
      (list 'def
            (with-definition-meta name (prim/assoc (prim/nth parts 0) :macro true))
            (prim/cons `fn (macro-arities (prim/nth parts 1)))))))

(def ^{:macro true :arglists '([name doc-string? attr-map? & arities])} defn
  "Defines a function: its parameters may be destructured; several arities may follow."
  (fn* [&form &env name & tail]
    (if (prim/is-symbol name)
      (let* [parts   (split-definition tail)
             arities (prim/nth parts 1)]
        (list 'def
              (with-definition-meta name (prim/nth parts 0))
              (prim/cons `fn (if (prim/is-vector (prim/first arities)) (list arities) arities))))
      (throw (new IllegalArgumentException "First argument to defn must be a symbol")))))

; Drafts of three macros, without destructuring; destructure.clj puts the real ones in place.
(def ^:macro fn (fn* [&form &env & tail] (prim/cons 'fn* tail)))
(def ^:macro let (fn* [&form &env & tail] (prim/cons 'let* tail)))
(def ^:macro loop (fn* [&form &env & tail] (prim/cons 'loop* tail)))

(defmacro when
  "The value of the last form of body when test is true, else nil."
  [test & body]
  (list 'if test (prim/cons 'do body)))

(defmacro when-not
  "The value of the last form of body when test is false, else nil."
  [test & body]
  (list 'if test nil (prim/cons 'do body)))

(defmacro if-not
  "Evaluates then when test is false, else the other form."
  ([test then] `(if-not ~test ~then nil))
  ([test then else] `(if ~test ~else ~then)))

(defmacro and
  "The first false value of the forms, or the last one's value; true without forms."
  ([] true)
  ([x] x)
  ([x & more] `(let* [and# ~x] (if and# (and ~@more) and#))))

(defmacro or
  "The first true value of the forms, or the last one's value; nil without forms."
  ([] nil)
  ([x] x)
  ([x & more] `(let* [or# ~x] (if or# or# (or ~@more)))))

(defmacro cond
  "The value of the expression after the first test that is true, or nil."
  [& clauses]
  (if clauses
    (if (next clauses)
      (list 'if (first clauses) (second clauses) (cons `cond (nnext clauses)))
      (throw (new IllegalArgumentException "cond requires an even number of forms")))))

(defmacro declare
  "Makes vars without values, so that code may name them before their definitions."
  [& names]
  (let* [make (fn* make [names]
                (if names
                  (let* [name (first names)]
                    (cons (list 'def (with-meta name (assoc (meta name) :declared true)))
                          (make (next names))))))]
    (cons 'do (make names))))

(defmacro defn-
  "As defn, but the var is private to its namespace."
  [name & tail]
  (list* `defn (with-meta name (assoc (meta name) :private true)) tail))

(defmacro ->
  "Threads x through the forms: each gets the value before it as its first argument."
  [x & forms]
  (loop* [x x forms forms]
    (if forms
      (let* [form (first forms)]
        (recur (if (prim/is-seq form)
                 (with-meta (list* (first form) x (next form)) (meta form))
                 (list form x))
               (next forms)))
      x)))

(defmacro ->>
  "Threads x through the forms: each gets the value before it as its last argument."
  [x & forms]
  (loop* [x x forms forms]
    (if forms
      (let* [form (first forms)]
        (recur (if (prim/is-seq form)
                 (with-meta (concat form (list x)) (meta form))
                 (list form x))
               (next forms)))
      x)))

(defmacro lazy-seq
  "A sequence whose body is evaluated when it is first looked at, once."
  [& body]
  (list 'prim/lazy-seq (list* 'fn* [] body)))
