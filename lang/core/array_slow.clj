; What reading and writing arrays leaves to Lisp: what is no array, and an index that is no small
; integer. Namespace genera.slow.

(defn check-array
  "array, which must be one of any kind."
  [array]
  (if (prim/is-array array)
    array
    (if (prim/is-nil array)
      (throw (new NullPointerException "array is nil"))
      (throw (new IllegalArgumentException
                  (str "No matching array for " (class-name array)))))))

(defn- check-index
  "i as an index of the array."
  [array i]
  (let [i (int i)]
    (if (or (prim/less i 0) (prim/less-equal (prim/array-length array) i))
      (throw (new ArrayIndexOutOfBoundsException
                  (str "Index " i " out of bounds for length " (prim/array-length array))))
      i)))

(defn array-length
  "The number of elements of an array."
  [array]
  (prim/array-length (check-array array)))

(defn array-get
  "The element of an array at an index."
  [array i]
  (prim/array-get array (check-index array i)))

(defn array-set
  "Sets the element of an array at an index; answers the value."
  [array i x]
  (prim/array-set array (check-index array i) x))
