; Lazy sequences from the inside, and the sequence operations the kernel misses on: seq, first,
; rest, next, count, apply and what builds a list, vector or map from a sequence. Namespace
; genera.slow: each function has the name and the arguments of the primitive that missed.
;
; This file comes before every macro, because syntax-quote itself builds lazy sequences; so it
; is written with special forms only. A lazy sequence is a wait cell: `lazy-begin` answers the
; function to run (and marks the cell busy) or nil when the value is there; `lazy-end` stores
; the value, `lazy-fail` makes the cell empty again so that a later reader runs it anew.
; Invariant: a chain of lazy sequences is followed by iteration, never by recursion.

(def find-type
  "The type of that class name, or nil."
  (fn* [class-name] (prim/get (prim/root 1) class-name)))

(def implements
  "Is x an instance of a type defined in Lisp that has the class among its supers?"
  (fn* [x class-name]
    (if (prim/is-instance x)
      (let* [type (find-type class-name)]
        (if type (prim/is-subtype (prim/class x) type) false))
      false)))

(def make-fn-class)

(def class-of
  "The class of x, nil for nil. A function has the one of its template, made when first asked for;
  until then the kernel takes all functions for a clojure.lang.AFunction."
  (fn* [x]
    (if (prim/is-fn x)
      (let* [known (prim/fn-type x)] (if known known (make-fn-class x)))
      (prim/class x))))

(def class-name
  "The name of x's class, for messages."
  (fn* [x] (if (prim/is-nil x) "null" (prim/type-name (class-of x)))))

(def simple-class-name
  "The name of x's class without its package."
  (fn* [x]
    (let* [name (class-name x)
           dot  (prim/string-last-index name "." (prim/count name))]
      (prim/substring name (prim/increment dot) (prim/count name)))))

(def force-lazy
  "The value a lazy sequence stands for, computed now if nobody has."
  (fn* [cell]
    (let* [body (prim/lazy-begin cell)]
      (if (prim/is-nil body)
        (prim/lazy-value cell)
        (let* [value (try (body)
                          (catch Throwable e
                            (prim/lazy-fail cell)
                            (throw e)))]
          (prim/lazy-end cell value))))))

(def settle-chain
  "The non-lazy sequence, or nil, at the end of a chain of lazy sequences that begins with
  value; it becomes that of the cell."
  (fn* [cell value]
    (loop* [value value]
      (if (prim/is-lazy-seq value)
        (recur (force-lazy value))
        (prim/lazy-settle cell (prim/seq value))))))

(def force-seq
  "The non-lazy sequence, or nil, that a lazy sequence stands for. Most bodies answer nil or such
  a sequence, which lazy-end has settled already."
  (fn* [cell]
    (let* [body (prim/lazy-begin cell)]
      (if (prim/is-nil body)
        (settle-chain cell (prim/lazy-value cell))
        (let* [value (try (body)
                          (catch Throwable e
                            (prim/lazy-fail cell)
                            (throw e)))]
          (prim/lazy-end cell value)
          (if (prim/is-lazy-seq value)
            (settle-chain cell value)
            (let* [s (prim/seq value)]
              (if (prim/identical s value) s (prim/lazy-settle cell s)))))))))

(def iterator-elements
  "A sequence of what an object with hasNext and next gives, or nil."
  (fn* [iterator]
    (if ((prim/find-method iterator :hasNext) iterator)
      (prim/cons ((prim/find-method iterator :next) iterator)
                 (prim/lazy-seq (fn* [] (iterator-elements iterator))))
      nil)))

(def record-seq
  "The entries of a record: its fields, then its further keys."
  (fn* [record]
    (let* [fields (prim/type-fields (prim/class record))]
      (loop* [index (prim/decrement (prim/field-count record))
              entries (prim/seq (prim/record-extra record))]
        (if (prim/less index 0)
          entries
          (recur (prim/decrement index)
                 (prim/cons (prim/map-entry
                              (prim/keyword nil (prim/name (prim/nth fields index)))
                              (prim/field record index))
                            entries)))))))

(def seq
  "seq of a lazy sequence, a record, a string builder or an instance."
  (fn* [coll]
    (if (prim/is-lazy-seq coll)
      (force-seq coll)
      (if (prim/is-record coll)
        (record-seq coll)
        (if (prim/is-builder coll)
          (prim/seq (prim/builder-string coll))
          (let* [method (prim/find-method coll :seq)]
            (if method
              (method coll)
              (let* [method (prim/find-method coll :iterator)]
                (if method
                  (iterator-elements (method coll))
                  (throw (new IllegalArgumentException
                              (prim/string-append "Don't know how to create ISeq from: "
                                                  (class-name coll)))))))))))))

(def first
  "first of a lazy sequence or an instance."
  (fn* [coll]
    (if (prim/is-lazy-seq coll)
      (prim/first (force-seq coll))
      (let* [method (if (prim/is-instance coll) (prim/find-method coll :first) nil)]
        (if method (method coll) (prim/first (seq coll)))))))

(def next
  "next of a lazy sequence, of one with a lazy rest, or of an instance."
  (fn* [coll]
    (if (prim/is-lazy-seq coll)
      (prim/next (force-seq coll))
      (if (prim/is-seq coll)
        (prim/seq (prim/rest coll))
        (let* [method (if (prim/is-instance coll) (prim/find-method coll :next) nil)]
          (if method (method coll) (prim/next (seq coll))))))))

(def rest
  "rest of a lazy sequence or an instance."
  (fn* [coll]
    (if (prim/is-lazy-seq coll)
      (prim/rest (force-seq coll))
      (let* [method (if (prim/is-instance coll) (prim/find-method coll :more) nil)]
        (if method (method coll) (prim/rest (seq coll)))))))

(def cons
  "cons onto an instance: a lazy sequence stands for it."
  (fn* [x coll] (prim/cons x (prim/lazy-seq (fn* [] (prim/seq coll))))))

(def chunk-first
  "The first chunk of what a lazy sequence stands for."
  (fn* [s] (prim/chunk-first (seq s))))

(def chunk-rest
  "What follows the first chunk of what a lazy sequence stands for."
  (fn* [s] (prim/chunk-rest (seq s))))

(def chunk-next
  "As chunk-rest, or nil when nothing follows."
  (fn* [s] (prim/seq (prim/chunk-rest s))))

(def count-elements
  "The number of elements of a sequence, by walking it."
  (fn* [coll]
    (loop* [n 0 s (prim/seq coll)]
      (if s
        (if (prim/is-chunked-seq s)
          (recur (prim/add n (prim/count (prim/chunk-first s))) (prim/chunk-next s))
          (recur (prim/increment n) (prim/next s)))
        n))))

(def counts-itself
  "Is an instance's method count to be asked? A collection of Clojure's kind has one in any case, so
  it must be Counted."
  (fn* [coll]
    (if (implements coll "clojure.lang.IPersistentCollection")
      (implements coll "clojure.lang.Counted")
      true)))

(def count
  "count of a sequence, which is walked, or of an instance that counts itself."
  (fn* [coll]
    (let* [method (if (prim/is-instance coll) (prim/find-method coll :count) nil)]
      (if (if method (counts-itself coll) false)
        (method coll)
        (if (if method true
              (if (prim/is-seq coll) true
                (if (prim/is-record coll) true (implements coll "clojure.lang.Sequential"))))
          (count-elements coll)
          (if (prim/is-builder coll)
            (prim/builder-length coll)
            (throw (new UnsupportedOperationException
                        (prim/string-append "count not supported on this type: "
                                            (simple-class-name coll))))))))))

(def vec
  "A vector of any sequence, built in place."
  (fn* [coll]
    (if (if (prim/is-instance coll)
          (if (implements coll "clojure.lang.IReduceInit")
            (prim/not (implements coll "clojure.lang.Seqable"))
            false)
          false)
      ((prim/find-method coll :reduce) coll (fn* [made x] (prim/conj made x)) [])
      (loop* [result (prim/transient []) s (prim/seq coll)]
        (if s
          (recur (prim/conj-transient result (prim/first s)) (prim/next s))
          (prim/persistent result))))))

(def list
  "A list of any sequence."
  (fn* [coll]
    (let* [items (vec coll)]
      (loop* [result () index (prim/decrement (prim/count items))]
        (if (prim/less index 0)
          result
          (recur (prim/conj result (prim/nth items index)) (prim/decrement index)))))))

(def array-map
  "A map of any sequence of keys and values by turns; of a list, whose keys the kernel cannot
  compare, one by one."
  (fn* [coll]
    (if (prim/is-list coll)
      (loop* [m {} s (prim/seq coll)]
        (if s
          (let* [left (prim/next s)]
            (recur (prim/assoc m (prim/first s) (prim/first left)) (prim/next left)))
          m))
      (prim/array-map (list coll)))))

(def most-parameters
  "How many arguments the kernel wants one by one: as many as a variadic function names before the
  rest; 21 for all else, which is more than any function has, so that their number can be told."
  (fn* [f]
    (loop* [variadic? false most 1 s (if (prim/is-fn f) (prim/seq (prim/fn-arities f)) nil)]
      (if s
        (let* [n (prim/first s)]
          (if (prim/is-long n)
            (recur variadic? (prim/max most n) (prim/next s))
            (recur true most (prim/next s))))
        (if variadic? most 21)))))

(def call)

(def apply-instance
  "Calls an instance with a sequence of arguments: its method applyTo, or invoke."
  (fn* [f args]
    (let* [method (prim/find-method f :applyTo)]
      (if method (method f (prim/seq args)) (call f args)))))

(def apply-function
  "Calls f with a sequence of arguments. As many as f names become a list; what follows them
  stays a sequence, of which no more than the first is computed: it may be endless. The kernel
  looks whether something follows, so that of a program's own sequence the first is in a cell."
  (fn* [f args]
    (loop* [leading () count 0 s (prim/seq args) limit (most-parameters f)]
      (if (if s (prim/less count limit) false)
        (recur (prim/conj leading (prim/first s)) (prim/increment count) (prim/next s) limit)
        (loop* [all     (if (prim/is-instance s) (prim/cons (prim/first s) (prim/next s)) s)
                leading leading]
          (let* [left (prim/seq leading)]
            (if left
              (recur (prim/cons (prim/first left) all) (prim/rest left))
              (prim/apply f all))))))))

(def apply
  "Calls a function or an instance with a sequence of arguments."
  (fn* [f args] (if (prim/is-instance f) (apply-instance f args) (apply-function f args))))
