; What the compiler runs to expand a macro. Namespace genera.host. Like force.clj this comes
; before every macro, so it is written with special forms only.
;
; The compiler reads lists, vectors, maps and sets of the built-in kinds, and no sequence that
; is still to be computed: `realize` makes every sequence in an expansion a list.

(def realize
  "The form x with every sequence in it and its metadata, however deep, made a list."
  (fn* realize [x]
    (let* [with-meta-of (fn* [made]
                          (if (prim/is-nil (prim/meta x))
                            made
                            (prim/with-meta made (realize (prim/meta x)))))
           collect      (fn* [result]
                          (loop* [result result s (prim/seq x)]
                            (if (prim/is-nil s)
                              result
                              (recur (prim/conj result (realize (prim/first s)))
                                     (prim/next s)))))]
      (if (prim/is-seq x)
        (with-meta-of (prim/list (collect [])))
        (if (prim/is-vector x)
          (with-meta-of (collect []))
          (if (prim/is-record x)
            x
            (if (prim/is-map x)
              (collect (prim/empty x))
              (if (prim/is-set x)
                (collect (prim/empty x))
                (if (prim/is-symbol x) (with-meta-of x) x)))))))))

; What the compiler runs: it makes the inner function itself, from the values it closes over.

(def realizer
  "A function that realizes form."
  (fn* [form]
    (fn* [] (realize form))))

(def expander
  "A function that calls a macro and realizes the expansion."
  (fn* [macro args]
    (fn* [] (realize (prim/apply macro args)))))
