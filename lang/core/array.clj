; Arrays: made, read, written, copied. There are three kinds: of any values, of longs (also for
; int, short and byte) and of doubles (also for float); boolean and char arrays hold values.
;
; An array is mutable and has no equality of its own. `array-of` walks any collection.

(defn- check-size
  "n as the size of an array."
  [n]
  (let [size (int n)]
    (if (prim/less size 0)
      (throw (new NegativeArraySizeException (str size)))
      size)))

(defn alength
  "The number of elements of an array."
  [array]
  (prim/array-length array))

(defn aget
  "The element of an array at an index, or at a path of indices through arrays in arrays."
  ([array index] (prim/array-get array index))
  ([array index & more]
   (apply aget (prim/array-get array index) more)))

(defn aset
  "Sets the element of an array at an index, or at a path of indices; answers the value."
  ([array index value] (prim/array-set array index value))
  ([array index index2 & more]
   (apply aset (prim/array-get array index) index2 more)))

(defn- fill-from
  "Stores what cast makes of the elements of coll into the array, from 0 on."
  [array cast coll]
  (let [end (prim/array-length array)]
    (loop [i 0 s (seq coll)]
      (when (and s (prim/less i end))
        (prim/array-set array i (cast (prim/first s)))
        (recur (prim/increment i) (prim/next s))))
    array))

(defn- fill-with
  "Stores a value into each element of the array."
  [array value]
  (let [end (prim/array-length array)]
    (loop [i 0]
      (when (prim/less i end)
        (prim/array-set array i value)
        (recur (prim/increment i))))
    array))

(defn- array-from
  "An array made by make, of a size or of the elements of a collection."
  [make cast zero size-or-seq]
  (if (prim/is-number size-or-seq)
    (let [array (make (check-size size-or-seq))]
      (if (prim/is-nil zero) array (fill-with array zero)))
    (let [coll (if (prim/is-instance size-or-seq) (seq size-or-seq) size-or-seq)]
      (fill-from (make (count coll)) cast coll))))

(defn- array-of-size
  "An array made by make, filled with an initial value or with elements of a sequence."
  [make cast zero size init-or-seq]
  (let [array (make (check-size size))
        array (if (prim/is-nil zero) array (fill-with array zero))]
    (if (or (prim/is-nil init-or-seq) (seqable? init-or-seq))
      (fill-from array cast init-or-seq)
      (fill-with array (cast init-or-seq)))))

(defn- of-number
  "A cast as it takes the elements of arrays, which must be numbers."
  [cast]
  (fn [x]
    (if (prim/is-char x) (throw (genera.host/cast-error x "java.lang.Number")) (cast x))))

(defn- make-objects [n] (prim/array n))
(defn- make-longs [n] (prim/longs n))
(defn- make-doubles [n] (prim/doubles n))

(defn object-array
  "An array of any values: of a size, or of the elements of a collection."
  [size-or-seq]
  (array-from make-objects identity nil size-or-seq))

(defn long-array
  "An array of longs: of a size (and an initial value or sequence), or of a collection's elements."
  ([size-or-seq] (array-from make-longs (of-number long) nil size-or-seq))
  ([size init-or-seq] (array-of-size make-longs (of-number long) nil size init-or-seq)))

(defn int-array
  "An array of integers of 32 bits."
  ([size-or-seq] (array-from make-longs (of-number unchecked-int) nil size-or-seq))
  ([size init-or-seq] (array-of-size make-longs (of-number unchecked-int) nil size init-or-seq)))

(defn short-array
  "An array of integers of 16 bits."
  ([size-or-seq] (array-from make-longs (of-number wrap-short) nil size-or-seq))
  ([size init-or-seq] (array-of-size make-longs (of-number wrap-short) nil size init-or-seq)))

(defn byte-array
  "An array of integers of 8 bits."
  ([size-or-seq] (array-from make-longs (of-number wrap-byte) nil size-or-seq))
  ([size init-or-seq] (array-of-size make-longs (of-number wrap-byte) nil size init-or-seq)))

(defn double-array
  "An array of doubles."
  ([size-or-seq] (array-from make-doubles (of-number double) nil size-or-seq))
  ([size init-or-seq] (array-of-size make-doubles (of-number double) nil size init-or-seq)))

(defn float-array
  "An array of doubles rounded to 32 bits."
  ([size-or-seq] (array-from make-doubles (of-number float) nil size-or-seq))
  ([size init-or-seq] (array-of-size make-doubles (of-number float) nil size init-or-seq)))

(defn boolean-array
  "An array of booleans."
  ([size-or-seq] (array-from make-objects boolean false size-or-seq))
  ([size init-or-seq] (array-of-size make-objects boolean false size init-or-seq)))

(defn char-array
  "An array of characters."
  ([size-or-seq] (array-from make-objects char \o000 size-or-seq))
  ([size init-or-seq] (array-of-size make-objects char \o000 size init-or-seq)))

(defn to-array
  "An array of the elements of coll; an array is itself."
  [coll]
  (cond (prim/is-array coll) coll
        (or (prim/is-nil coll) (coll? coll) (prim/is-string coll)
            (genera.slow/implements coll "java.lang.Iterable"))
        (object-array (if (prim/is-nil coll) [] coll))
        :else
        (throw (new RuntimeException
                    (str "Unable to convert: class " (genera.slow/class-name coll)
                         " to Object[]")))))

(defn to-array-2d
  "An array of arrays of the elements of each collection in coll."
  [coll]
  (fill-from (prim/array (count coll)) to-array coll))

(defn into-array
  "An array of the elements of a collection; the type says what kind."
  ([coll] (object-array (if (prim/is-number coll) (seq coll) (or coll []))))
  ([type coll]
   (let [name (prim/type-name type)]
     (cond (prim/equal name "long") (long-array coll)
           (prim/equal name "int") (int-array coll)
           (prim/equal name "double") (double-array coll)
           (prim/equal name "float") (float-array coll)
           :else (into-array coll)))))

(defn make-array
  "An array of a type and size; more sizes make arrays in arrays."
  ([type size]
   (let [name (prim/type-name type)]
     (cond (prim/equal name "double") (double-array size)
           (prim/equal name "float") (float-array size)
           (prim/equal name "boolean") (boolean-array size)
           (prim/equal name "char") (char-array size)
           (or (prim/equal name "long") (prim/equal name "int") (prim/equal name "short")
               (prim/equal name "byte"))
           (long-array size)
           :else (object-array size))))
  ([type size & more]
   (fill-from (prim/array (check-size size))
              (fn [_] (apply make-array type more))
              (range size))))

(defn aclone
  "A copy of an array."
  [array]
  (let [size (alength array)
        kind (genera.slow/class-name array)
        copy (cond (prim/equal kind "[J") (prim/longs size)
                   (prim/equal kind "[D") (prim/doubles size)
                   :else (prim/array size))]
    (loop [i 0]
      (when (prim/less i size)
        (let [n (min 4096 (prim/subtract size i))]
          (prim/array-copy array i copy i n)
          (recur (prim/add i n)))))
    copy))

(defn- aset-cast
  "aset of a value that cast has made."
  [cast array index more]
  (if (next more)
    (aset-cast cast (aget array index) (first more) (next more))
    (aset array index (cast (first more)))))

(defn aset-int
  "aset of an integer of 32 bits."
  [array index value & more]
  (aset-cast int array index (cons value more)))

(defn aset-long
  "aset of a long."
  [array index value & more]
  (aset-cast long array index (cons value more)))

(defn aset-short
  "aset of an integer of 16 bits."
  [array index value & more]
  (aset-cast short array index (cons value more)))

(defn aset-byte
  "aset of an integer of 8 bits."
  [array index value & more]
  (aset-cast byte array index (cons value more)))

(defn aset-double
  "aset of a double."
  [array index value & more]
  (aset-cast double array index (cons value more)))

(defn aset-float
  "aset of a double rounded to 32 bits."
  [array index value & more]
  (aset-cast float array index (cons value more)))

(defn aset-boolean
  "aset of a boolean."
  [array index value & more]
  (aset-cast boolean array index (cons value more)))

(defn aset-char
  "aset of a character."
  [array index value & more]
  (aset-cast char array index (cons value more)))

(defmacro amap
  "A copy of the array in which each element is the value of expr, with idx bound to its index
  and ret to the copy."
  [a idx ret expr]
  `(let [a#   ~a
         n#   (alength a#)
         ~ret (aclone a#)]
     (loop [~idx 0]
       (if (< ~idx n#)
         (do (aset ~ret ~idx ~expr)
             (recur (unchecked-inc ~idx)))
         ~ret))))

(defmacro areduce
  "The value of expr after the last index, with idx bound to each index and ret to the value
  before it, init at first."
  [a idx ret init expr]
  `(let [a# ~a
         n# (alength a#)]
     (loop [~idx 0 ~ret ~init]
       (if (< ~idx n#)
         (recur (unchecked-inc ~idx) ~expr)
         ~ret))))

(defn booleans "An array of booleans, as it is." [xs] (genera.slow/check-array xs))
(defn bytes "An array of bytes, as it is." [xs] (genera.slow/check-array xs))
(defn chars "An array of characters, as it is." [xs] (genera.slow/check-array xs))
(defn shorts "An array of short integers, as it is." [xs] (genera.slow/check-array xs))
(defn ints "An array of integers, as it is." [xs] (genera.slow/check-array xs))
(defn longs "An array of longs, as it is." [xs] (genera.slow/check-array xs))
(defn floats "An array of floats, as it is." [xs] (genera.slow/check-array xs))
(defn doubles "An array of doubles, as it is." [xs] (genera.slow/check-array xs))
