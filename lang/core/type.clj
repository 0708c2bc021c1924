; What deftype, defrecord and reify become: the functions the compiler calls for deftype* and
; reify*, and the map behaviour of records. Namespace genera.host.
;
; A type's methods are keyed by plain keywords (:seq), and, where a protocol asked for them, also
; by the protocol's name (:my.ns.Proto/seq). Each field is readable as :name and :-name.
; A record's behaviour as a map is the methods of clojure.lang.IRecord, which all records have
; above them; a method a record defines itself comes first. Functions of genera.slow find them.
; A reify's instance holds what its methods closed over; with-meta adds one field, a box with the
; metadata, behind these.

(declare record-class iterator-of java-hash equal-entries?)

(defn- protocol?
  "Whether x is the value of a protocol's var."
  [x]
  (and (prim/is-map x) (prim/contains x :on-interface)))

(defn- interface-type
  "The type that stands for an interface or protocol."
  [x]
  (if (protocol? x) (:on-interface x) x))

(defn- with-protocol-keys
  "methods, and again under the names of the protocols among interfaces that ask for them."
  [interfaces methods]
  (reduce (fn [all interface]
            (if (protocol? interface)
              (reduce (fn [all k]
                        (let [f (prim/get methods k)]
                          (if f
                            (assoc all (prim/keyword (prim/name (:on interface)) (prim/name k)) f)
                            all)))
                      all (keys (:sigs interface)))
              all))
          methods interfaces))

(defn- superclass-first
  "The supers of a deftype, reify or proxy: the class among what it extends, java.lang.Object if
  there is none, then the interfaces."
  [extended]
  (reduce (fn [supers x]
            (let [type (interface-type x)]
              (cond
                (prim/identical type genera.host/object-type) supers
                (genera.host/interface? type) (conj supers type)
                :else (assoc supers 0 type))))
          [genera.host/object-type] extended))

(defn- field-readers
  "Methods that read the fields of an instance."
  [fields]
  (loop [methods {} left (seq fields) i 0]
    (if left
      (let [name   (prim/name (first left))
            reader (fn [this] (prim/field this i))]
        (recur (assoc methods (prim/keyword nil name) reader
                              (prim/keyword nil (prim/string-append "-" name)) reader)
               (next left) (inc i)))
      methods)))

(defn- mutable-field?
  "Whether a field's symbol says that set! may change it."
  [field]
  (let [m (prim/meta field)]
    (or (:unsynchronized-mutable m) (:volatile-mutable m))))

(defn- constructor
  "The function that makes an instance of a type from its field values."
  [type count make]
  (cond
    (= 0 count) (fn [] (make type []))
    (= 1 count) (fn [a] (make type (prim/vector-1 a)))
    (= 2 count) (fn [a b] (make type (prim/vector-2 a b)))
    (= 3 count) (fn [a b c] (make type (prim/vector-3 a b c)))
    :else
    (fn [& values]
      (if (= count (prim/count values))
        (make type (prim/vec values))
        (throw (new IllegalArgumentException
                    (clojure.core/str "No matching ctor found for class "
                                      (prim/type-name type))))))))

(defn- with-int-hashes
  "methods, with hash codes cut to 32 bits as the JVM cuts an int that a method answers."
  [methods]
  (reduce (fn [methods k]
            (let [f (prim/get methods k)]
              (if f
                (assoc methods k (fn [this]
                                   (let [h (f this)]
                                     (if (prim/is-long h)
                                       (if (and (prim/less h 2147483648)
                                                (prim/less -2147483649 h))
                                         h
                                         (unchecked-int h))
                                       h))))
                methods)))
          methods [:hashCode :hasheq]))

(defn check-count
  "values, a vector of n of them; throws what a function of that name throws for another number."
  [values n name]
  (if (= n (prim/count values))
    values
    (throw (new clojure.lang.ArityException (prim/count values) name))))

(defn other-entries
  "The entries of a map of any kind whose keys are none of those in a vector, or nil."
  [m keys]
  (let [plain (if (and (map? m) (prim/not (prim/is-record m))) m (into {} m))]
    (not-empty (apply dissoc plain keys))))

(defn cast-field
  "The value of a field that is hinted to be of a primitive class."
  [hint x]
  (cond
    (prim/is-nil x) (throw (new NullPointerException))
    (= hint "long")   (clojure.core/long x)
    (= hint "int")    (clojure.core/int x)
    (= hint "short")  (clojure.core/short x)
    (= hint "byte")   (clojure.core/byte x)
    (= hint "double") (clojure.core/double x)
    (= hint "float")  (clojure.core/float x)
    (= hint "char")   (if (prim/is-char x) x (throw (cast-error x "java.lang.Character")))
    (or (prim/identical x true) (prim/identical x false)) x
    :else (throw (cast-error x "java.lang.Boolean"))))

(defn deftype
  "Fills a new type from its fields, interfaces (types and protocols) and methods by keyword."
  [type fields interfaces methods]
  (let [record?  (some (fn [i] (prim/identical i record-class)) interfaces)
        mutable? (some mutable-field? fields)
        make     (cond record?  (fn [type values] (prim/record type values nil nil))
                       mutable? (fn [type values] (prim/mutable-instance type values))
                       :else    (fn [type values] (prim/instance type values)))
        name     (prim/type-name type)]
    (prim/set-type-fields type fields)
    (prim/set-type-supers type (superclass-first interfaces))
    (prim/set-type-info type {:fields  (loop [places {} left (seq fields) i 0]
                                         (if left
                                           (recur (assoc places (prim/keyword nil
                                                                  (prim/name (first left))) i)
                                                  (next left) (inc i))
                                           places))
                              :mutable mutable?
                              :kind    (cond record?  "record"
                                             mutable? "mutable-instance"
                                             :else    "instance")})
    (prim/set-type-methods type (reduce conj (field-readers fields)
                                        (with-int-hashes
                                          (with-protocol-keys interfaces methods))))
    (genera.host/intern-static name "new" (constructor type (count fields) make))
    (genera.host/intern-static name "getBasis" (fn getBasis [] fields))
    type))

(defn set-field
  "Sets a mutable field of an instance by its keyword; answers the value."
  [x field value]
  (let [i (get (:fields (prim/type-info (prim/class x))) field)]
    (cond
      (prim/is-nil i)
      (throw (new IllegalArgumentException
                  (clojure.core/str "No matching field found: " (prim/name field)
                                    " for class " (prim/type-name (prim/class x)))))
      (mutable-field? (prim/nth (prim/type-fields (prim/class x)) i)) (prim/set-field x i value)
      :else
      (throw (new IllegalAccessError
                  (clojure.core/str "Update to non-static final field "
                                    (prim/type-name (prim/class x)) "." (prim/name field)
                                    " attempted"))))))

(defn check-monitor
  "Throws for nil, which is no monitor."
  [x]
  (if (prim/is-nil x)
    (throw (new NullPointerException
                "Cannot enter synchronized block because \"null\" is null"))
    nil))

(defn fits-hint?
  "Whether an argument can be what a hint of an overloaded method says."
  [hint x]
  (let [name (clojure.core/str hint)]
    (cond (contains? #{"int" "long" "short" "byte"} name) (prim/is-long x)
          (contains? #{"float" "double"} name) (prim/is-double x)
          (= "boolean" name) (or (true? x) (false? x))
          (= "char" name) (prim/is-char x)
          :else (let [type (or (find-type name)
                               (find-type (prim/string-append "java.lang." name)))]
                  (or (prim/is-nil type) (prim/is-instance-of x type))))))

(defn method-value
  "The function that Class/.method means: it calls the method of that keyword on its argument."
  [selector]
  (fn [x & args] (genera.slow/invoke selector (prim/cons x args))))

(def ^:private meta-box
  "The type of the field that carries the metadata of a reify's instance."
  (genera.host/define-type "genera.host.Meta" [] nil))

(defn- last-field
  "The last field of an instance, or nil."
  [x]
  (let [n (prim/field-count x)]
    (if (prim/less 0 n) (prim/field x (dec n)) nil)))

(defn- has-meta-box?
  "Whether an instance of a reify carries metadata."
  [x]
  (prim/identical (prim/class (last-field x)) meta-box))

(def ^:private reify-methods
  "Metadata for every reify that does not define it."
  {:meta     (fn meta [this] (if (has-meta-box? this) (prim/field (last-field this) 0) nil))
   :withMeta (fn withMeta [this m]
               (let [n (prim/field-count this)
                     n (if (has-meta-box? this) (dec n) n)]
                 (loop [fields [] i 0]
                   (if (prim/less i n)
                     (recur (conj fields (prim/field this i)) (inc i))
                     (prim/instance (prim/class this)
                                    (conj fields (prim/instance meta-box [m])))))))})

(defn reify
  "Fills the type of a reify form, once, from its interfaces and methods by keyword."
  [type interfaces methods]
  (prim/set-type-supers type (conj (superclass-first interfaces)
                                   (genera.slow/find-type "clojure.lang.IObj")))
  (prim/set-type-methods type (reduce conj reify-methods
                                      (with-protocol-keys interfaces methods)))
  type)

; Records as maps.

(def record-class
  "The interface every record has."
  (genera.slow/find-type "clojure.lang.IRecord"))

(defn- field-index
  "The place of a key among the fields of a record, or nil."
  [record k]
  (prim/get (prim/get (prim/type-info (prim/class record)) :fields) k))

(defn- field-values
  "The values of a record's fields, a vector."
  [record]
  (let [n (prim/field-count record)]
    (loop [values [] i 0]
      (if (prim/less i n) (recur (conj values (prim/field record i)) (inc i)) values))))

(defn- record-get
  "The value of key k in a record, or the default."
  [record k default]
  (let [i (field-index record k)]
    (if i (prim/field record i) (prim/get-default (prim/record-extra record) k default))))

(defn- record-with-extra
  "The record with another map of extra keys."
  [record extra]
  (prim/record (prim/class record) (field-values record) (prim/meta record) extra))

(defn- record-assoc
  "The record with k bound to v, as a field or an extra key."
  [record k v]
  (let [i (field-index record k)]
    (if i
      (prim/record-assoc record i v)
      (record-with-extra record (let [extra (prim/record-extra record)]
                                  (prim/assoc (if extra extra {}) k v))))))

(defn- record-map
  "The fields of a record and its extra keys as an ordinary map."
  [record]
  (let [n (prim/field-count record)
        names (prim/type-fields (prim/class record))]
    (loop [m (let [extra (prim/record-extra record)] (if extra extra {})) i 0]
      (if (prim/less i n)
        (recur (assoc m (prim/keyword nil (prim/name (prim/nth names i))) (prim/field record i))
               (inc i))
        m))))

(defn- record-dissoc
  "The record without an extra key; a map once a field goes."
  [record k]
  (if (field-index record k)
    (prim/with-meta (prim/dissoc (record-map record) k) (prim/meta record))
    (let [extra (prim/dissoc (prim/record-extra record) k)]
      (record-with-extra record (if (seq extra) extra nil)))))

(defn- record-seq
  "The entries of a record: fields in their order, then extra keys."
  [record]
  (let [names (prim/type-fields (prim/class record))
        n     (prim/field-count record)]
    (loop [entries [] i 0]
      (if (prim/less i n)
        (recur (conj entries (prim/map-entry (prim/keyword nil (prim/name (prim/nth names i)))
                                             (prim/field record i)))
               (inc i))
        (seq (let [extra (prim/record-extra record)]
               (if extra (concat entries extra) entries)))))))

(defn- record-conj
  "The record with a pair, or with every entry of a map."
  [record x]
  (cond
    (prim/is-nil x) record
    (prim/is-map-entry x) (prim/assoc record (key x) (val x))
    (prim/is-instance-of x (genera.slow/find-type "java.util.Map$Entry"))
    (prim/assoc record (.getKey x) (.getValue x))
    (prim/is-vector x)
    (if (= 2 (count x))
      (prim/assoc record (nth x 0) (nth x 1))
      (throw (new IllegalArgumentException "Vector arg to map conj must be a pair")))
    :else (reduce (fn [record entry] (prim/assoc record (key entry) (val entry)))
                  record (seq x))))

(defn- record-equiv
  "Whether x is a record of the same type with equal fields and extra keys."
  [record x]
  (cond
    (prim/identical record x) true
    (prim/not (prim/is-record x)) false
    (prim/not (prim/identical (prim/class record) (prim/class x))) false
    :else
    (let [n (prim/field-count record)]
      (loop [i 0]
        (if (prim/less i n)
          (if (= (prim/field record i) (prim/field x i)) (recur (inc i)) false)
          (= (prim/record-extra record) (prim/record-extra x)))))))

(defn- refuse-change
  "What a record answers to Java's methods that change a map."
  [record & args]
  (throw (new UnsupportedOperationException)))

(defn- record-hash
  "What the JVM answers: the hash of the class's name mixed with that of the map."
  [record]
  (let [m (record-map record)
        sum (reduce (fn [sum entry] (prim/hash-sum sum (prim/hash entry))) 0 m)]
    (prim/bit-xor (prim/hash (prim/symbol nil (prim/type-name (prim/class record))))
                  (prim/hash-unordered sum (count m)))))

(genera.host/add-methods record-class
  {:valAt       (fn valAt ([r k] (record-get r k nil)) ([r k default] (record-get r k default)))
   :get         (fn get ([r k] (record-get r k nil)))
   :getOrDefault (fn getOrDefault [r k default] (record-get r k default))
   :assoc       record-assoc
   :without     record-dissoc
   :count       (fn count [r] (+ (prim/field-count r) (prim/count (prim/record-extra r))))
   :size        (fn size [r] (+ (prim/field-count r) (prim/count (prim/record-extra r))))
   :isEmpty     (fn isEmpty [r] (= 0 (count r)))
   :seq         record-seq
   :entrySet    (fn entrySet [r] (reduce conj #{} (record-seq r)))
   :keySet      (fn keySet [r] (reduce (fn [s e] (conj s (key e))) #{} (record-seq r)))
   :values      (fn values [r] (reduce (fn [v e] (conj v (val e))) [] (record-seq r)))
   :iterator    (fn iterator [r] (iterator-of (record-seq r)))
   :cons        record-conj
   :containsKey (fn containsKey [r k]
                  (if (field-index r k) true (prim/contains (prim/record-extra r) k)))
   :entryAt     (fn entryAt [r k]
                  (let [i (field-index r k)]
                    (if i
                      (prim/map-entry k (prim/field r i))
                      (prim/find (prim/record-extra r) k))))
   :containsValue (fn containsValue [r v]
                    (boolean (some (fn [e] (= v (val e))) (record-seq r))))
   :put         refuse-change
   :remove      refuse-change
   :putAll      refuse-change
   :clear       refuse-change
   :empty       (fn empty [r]
                  (throw (new UnsupportedOperationException
                              (clojure.core/str "Can't create empty: "
                                                (prim/type-name (prim/class r))))))
   :equiv       record-equiv
   :equals      (fn equals [r x] (equal-entries? r x))
   :hasheq      record-hash
   :hashCode    (fn hashCode [r]
                  (reduce (fn [sum e]
                            (prim/hash-sum sum (prim/bit-xor (java-hash (key e))
                                                             (java-hash (val e)))))
                          0 (record-seq r)))
   :meta        (fn meta [r] (prim/meta r))
   :withMeta    (fn withMeta [r m]
                  (prim/record (prim/class r) (field-values r) m (prim/record-extra r)))})

(defn method-in-meta
  "The function x's metadata has for a protocol's function, unless its class has the interface."
  [interface name x]
  (if (prim/is-instance-of x interface) nil (prim/get (prim/meta x) name)))

(defn- check-free
  "Throws if a name already stands for another class in the current namespace."
  [name class-name]
  (let [old (prim/get (prim/namespace-field clojure.core/*ns* 1) name)]
    (if (and (prim/is-type old) (prim/not (prim/equal class-name (prim/type-name old))))
      (throw (new IllegalStateException
                  (clojure.core/str name " already refers to: " old " in namespace: "
                                    (prim/namespace-field clojure.core/*ns* 0))))
      nil)))

(defn import
  "Lets the current namespace name a class by the last part of its full name; answers the class."
  [class-name]
  (let [class-name (prim/to-string class-name)
        class      (genera.slow/find-type class-name)
        dot        (prim/string-last-index class-name "." (prim/count class-name))
        short      (prim/symbol nil (prim/substring class-name (inc dot)
                                                    (prim/count class-name)))]
    (if (prim/is-nil class) (throw (new ClassNotFoundException class-name)) nil)
    (check-free short class-name)
    (genera.host/update-namespace clojure.core/*ns* 1 (fn [names] (assoc names short class)))
    class))
