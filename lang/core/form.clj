; What the compiler runs to expand a macro. Namespace genera.host. Like force.clj this comes
; before every macro, so it is written with special forms only.
;
; The compiler reads lists, vectors, maps and sets of the built-in kinds, and no sequence that
; is still to be computed: `realize` makes every sequence in an expansion a list.

(def realize
  "The form x with every sequence in it and its metadata, however deep, made a list. What needs no
  change stays the same object, so that the compiler knows it again."
  (fn* realize [x]
    (let* [seq?      (prim/is-seq x)
           vector?   (prim/is-vector x)
           map?      (if (prim/is-map x) (prim/not (prim/is-record x)) false)
           set?      (prim/is-set x)
           ; nil when every item stays as it is, and x may
           collect   (fn* [result same?]
                       (loop* [result result same? same? s (prim/seq x)]
                         (if (prim/is-nil s)
                           (if same? nil result)
                           (let* [item (prim/first s)
                                  made (realize item)]
                             (recur (prim/conj result made)
                                    (if same? (prim/identical made item) false)
                                    (prim/next s))))))
           changed   (if seq?
                       (let* [items (collect [] (prim/is-list x))]
                         (if items (prim/list items) nil))
                       (if vector?
                         (collect [] true)
                         (if (if map? true set?) (collect (prim/empty x) true) nil)))
           old-meta  (if (if seq? true (if vector? true (if map? true (if set? true
                       (prim/is-symbol x)))))
                       (prim/meta x)
                       nil)
           ; two entries are a place
           new-meta  (if (if old-meta (prim/less 2 (prim/count old-meta)) false)
                       (realize old-meta)
                       (if (prim/is-symbol x) (realize old-meta) old-meta))]
      (if changed
        (if new-meta (prim/with-meta changed new-meta) changed)
        (if (prim/identical new-meta old-meta) x (prim/with-meta x new-meta))))))

; What the compiler runs: it makes the inner function itself, from the values it closes over.

(def realizer
  "A function that realizes form."
  (fn* [form]
    (fn* [] (realize form))))

(def expander
  "A function that calls a macro and realizes the expansion."
  (fn* [macro args]
    (fn* [] (realize (prim/apply macro args)))))
