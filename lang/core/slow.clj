; What collection primitives do beyond the kernel's fast paths: lazy sequences, records,
; instances of types defined in Lisp, and data too deep or too long for the kernel's fuel.
; Namespace genera.slow: each function has the name and arguments of the primitive that missed.
;
; An instance answers through the methods of the JVM's interfaces (:seq, :valAt, :assoc …); what
; it does not implement gets the JVM's exception. Equality and hashes are in equality.clj.

(defn method
  "The method of an instance of a type defined in Lisp, or of a binary; nil for any other value."
  [x name]
  (if (or (prim/is-instance x) (prim/is-binary x)) (prim/find-method x name) nil))

(def ^:private nil-messages
  "What the JVM most often says of nil in place of an object of a class: it names the method that
  would have been called."
  (let [said (fn [call object]
               (prim/string-append "Cannot invoke \""
                 (prim/string-append call
                   (prim/string-append "\" because \""
                     (prim/string-append object "\" is null")))))]
    {"java.lang.String"        (said "String.length()" "s")
     "java.lang.CharSequence"  (said "java.lang.CharSequence.length()" "s")
     "clojure.lang.Reversible" (said "clojure.lang.Reversible.rseq()" "rev")}))

(defn cannot-cast
  "Throws the JVM's ClassCastException for x in place of the class."
  [x target]
  (if (nil? x)
    (throw (prim/throwable (find-type "java.lang.NullPointerException")
                           (or (prim/get nil-messages target)
                               (prim/string-append "nil in place of " target))
                           nil [:cast x target]))
    (throw (genera.host/cast-error x target))))

(def ^:private none
  "What own-key answers when there is no such key."
  (prim/volatile nil))

(defn- built-in?
  "Is coll a map or set of the kernel, or a transient of one?"
  [coll]
  (or (prim/is-set coll) (prim/is-transient coll)
      (and (prim/is-map coll) (not (prim/is-record coll)))))

(defn- own-key
  "The key of a built-in map or set that equals k, by Lisp's =, or none. Only keys that the
  kernel cannot compare are asked; the hashes found on the way stay in the objects. Without
  such keys it is k itself: what made the kernel miss was its hash, which is known now."
  [coll k]
  (prim/hash k)
  (let [candidates (prim/map-candidates coll k)]
    (cond
      (nil? candidates) none
      (prim/equal 0 (prim/count candidates)) k
      :else
      (loop [s (prim/seq candidates)]
        (if s
          (let [candidate (prim/first s)]
            (prim/hash candidate)
            (if (prim/equal k candidate) candidate (recur (prim/next s))))
          none)))))

(defn- hash-keys
  "Has the hash of every key of a map of few entries kept, as one more may make it a hash map."
  [coll]
  (when (and (prim/is-map coll) (prim/less 7 (prim/count coll)) (prim/less (prim/count coll) 17))
    (loop [s (prim/seq coll)]
      (when s
        (prim/hash (prim/key (prim/first s)))
        (recur (prim/next s))))))

(defn- add-new
  "A built-in map, set or transient with k, which equals none of its keys."
  [coll k v]
  (hash-keys coll)
  (prim/assoc-new coll k v))

(defn- field-index
  "The index of the record's field that the key names, or -1."
  [record k]
  (if (and (prim/is-keyword k) (nil? (prim/namespace k)))
    (let [fields (prim/type-fields (prim/class record))
          name   (prim/name k)]
      (loop [i (dec (prim/count fields))]
        (cond (prim/less i 0) -1
              (prim/equal name (prim/name (prim/nth fields i))) i
              :else (recur (dec i)))))
    -1))

(defn- record-with-extra
  "The record with other extra entries."
  [record extra]
  (prim/record (prim/class record)
               (loop [values [] i 0]
                 (if (prim/less i (prim/field-count record))
                   (recur (prim/conj values (prim/field record i)) (inc i))
                   values))
               (prim/meta record)
               (if (prim/equal 0 (prim/count extra)) nil extra)))

(defn get-default
  "The value of key k in a record or instance, else the default."
  [coll k default]
  (cond
    (prim/is-record coll)
    (let [i (field-index coll k)]
      (if (prim/less i 0)
        (prim/get-default (prim/record-extra coll) k default)
        (prim/field coll i)))
    (built-in? coll)
    (let [own (own-key coll k)]
      (if (prim/identical own none) default (prim/get-default coll own default)))
    (prim/is-instance coll)
    (let [m (prim/find-method coll :valAt)]
      (if m
        (m coll k default)
        (let [m (if (or (implements coll "clojure.lang.IPersistentSet")
                        (implements coll "java.util.Set"))
                  (prim/find-method coll :get)
                  nil)]
          (if m
            (let [found (m coll k)] (if (nil? found) default found))
            default))))
    :else default))

(defn get
  "The value of key k in a record or instance, or nil."
  [coll k]
  (let [m (method coll :valAt)]
    (if m (m coll k) (get-default coll k nil))))

(defn- out-of-bounds
  "Throws as nth does where coll has no element n."
  [coll n]
  (throw (prim/throwable (find-type "java.lang.IndexOutOfBoundsException") nil nil
                         [:no-index coll n])))

(defn- no-nth
  "Throws as nth does for what has no elements by number."
  [coll]
  (throw (prim/throwable (find-type "java.lang.UnsupportedOperationException")
                         (str "nth not supported on this type: " (simple-class-name coll)) nil
                         [:cast coll "clojure.lang.Indexed"])))

(defn- walk-to
  "The rest of a sequence from its nth element on, or nil."
  [s n]
  (loop [s (prim/seq s) n n]
    (cond
      (nil? s) nil
      (prim/is-chunked-seq s)
      (let [size (prim/count (prim/chunk-first s))]
        (if (prim/less n size)
          (loop [s s n n] (if (prim/less 0 n) (recur (prim/next s) (dec n)) s))
          (recur (prim/chunk-next s) (prim/subtract n size))))
      (prim/less 0 n) (recur (prim/next s) (dec n))
      :else s)))

(defn nth
  "Element n of a sequence, string builder or instance; throws when there is none."
  [coll n]
  (let [m (method coll :nth)]
    (cond
      m (m coll n)
      (prim/is-builder coll) (prim/nth (prim/builder-string coll) n)
      (or (prim/is-seq coll) (implements coll "clojure.lang.Sequential"))
      (let [s (if (prim/is-negative n) nil (walk-to coll (prim/to-long n)))]
        (if s (prim/first s) (out-of-bounds coll n)))
      :else (no-nth coll))))

(defn nth-default
  "Element n of a sequence, string builder or instance, or the default."
  [coll n default]
  (let [m (method coll :nth)]
    (cond
      m (m coll n default)
      (prim/is-builder coll) (prim/nth-default (prim/builder-string coll) n default)
      (or (prim/is-seq coll) (implements coll "clojure.lang.Sequential"))
      (let [s (if (prim/is-negative n) nil (walk-to coll (prim/to-long n)))]
        (if s (prim/first s) default))
      :else (no-nth coll))))

(defn assoc
  "A record or instance with k bound to v."
  [coll k v]
  (cond
    (prim/is-record coll)
    (let [i (field-index coll k)]
      (if (prim/less i 0)
        (record-with-extra coll (prim/assoc (or (prim/record-extra coll) {}) k v))
        (prim/record-assoc coll i v)))
    (built-in? coll)
    (let [own (own-key coll k)]
      (hash-keys coll)
      (if (prim/identical own none) (add-new coll k v) (prim/assoc coll own v)))
    :else
    (let [m (method coll :assoc)]
      (if m (m coll k v) (cannot-cast coll "clojure.lang.Associative")))))

(defn dissoc
  "A record or instance without the key; a record without a field is a plain map."
  [coll k]
  (cond
    (prim/is-record coll)
    (if (prim/less (field-index coll k) 0)
      (if (prim/contains (prim/record-extra coll) k)
        (record-with-extra coll (prim/dissoc (prim/record-extra coll) k))
        coll)
      (prim/with-meta
        (prim/dissoc (loop [m {} s (record-seq coll)]
                       (if s (recur (prim/conj m (prim/first s)) (prim/next s)) m))
                     k)
        (prim/meta coll)))
    (built-in? coll)
    (let [own (own-key coll k)]
      (if (prim/identical own none) coll (prim/dissoc coll own)))
    :else
    (let [m (method coll :without)]
      (if m (m coll k) (cannot-cast coll "clojure.lang.IPersistentMap")))))

(defn disj
  "A set, built-in or an instance, without x."
  [coll x]
  (if (built-in? coll)
    (let [own (own-key coll x)]
      (if (prim/identical own none) coll (prim/disj coll own)))
    (let [m (method coll :disjoin)]
      (if m (m coll x) (cannot-cast coll "clojure.lang.IPersistentSet")))))

(defn contains
  "Has the map, set, record or instance the key?"
  [coll k]
  (cond
    (prim/is-record coll)
    (or (not (prim/less (field-index coll k) 0))
        (prim/contains (prim/record-extra coll) k))
    (built-in? coll)
    (let [own (own-key coll k)]
      (if (prim/identical own none) false (prim/contains coll own)))
    :else
    (let [m (or (method coll :containsKey) (method coll :contains))]
      (if m
        (if (m coll k) true false)
        (throw (new IllegalArgumentException
                    (str "contains? not supported on type: " (class-name coll))))))))

(defn find
  "The entry of a key of a map, record or instance, or nil."
  [coll k]
  (cond
    (prim/is-record coll)
    (if (contains coll k) (prim/map-entry k (get-default coll k nil)) nil)
    (built-in? coll)
    (let [own (own-key coll k)]
      (if (prim/identical own none) nil (prim/find coll own)))
    :else
    (let [m (method coll :entryAt)]
      (if m (m coll k) (cannot-cast coll "java.util.Map")))))

(defn- conj-entries
  "A map, record or instance of one with the entries that x stands for."
  [coll x]
  (cond
    (nil? x) coll
    (prim/is-map-entry x) (prim/assoc coll (prim/key x) (prim/val x))
    (prim/is-vector x)
    (if (prim/equal 2 (prim/count x))
      (prim/assoc coll (prim/nth x 0) (prim/nth x 1))
      (throw (new IllegalArgumentException "Vector arg to map conj must be a pair")))
    (and (or (prim/is-instance x) (prim/is-record x))
         (prim/is-instance-of x (find-type "java.util.Map$Entry")))
    (prim/assoc coll (.getKey x) (.getValue x))
    :else
    (loop [coll coll s (prim/seq x)]
      (if s
        (let [entry (prim/first s)]
          (recur (prim/assoc coll (prim/key entry) (prim/val entry)) (prim/next s)))
        coll))))

(defn conj
  "coll with x added: a map takes entries, pairs and maps; an instance knows itself."
  [coll x]
  (cond
    (prim/is-map coll) (conj-entries coll x)
    (prim/is-set coll)
    (let [own (own-key coll x)]
      (if (prim/identical own none) (add-new coll x x) (prim/conj coll own)))
    (prim/is-seq coll) (prim/cons x coll)
    :else
    (let [m (method coll :cons)]
      (if m (m coll x) (cannot-cast coll "clojure.lang.IPersistentCollection")))))

(defn peek
  "What an instance of a stack has on top."
  [coll]
  (let [m (method coll :peek)]
    (if m (m coll) (cannot-cast coll "clojure.lang.IPersistentStack"))))

(defn pop
  "An instance of a stack without its top."
  [coll]
  (let [m (method coll :pop)]
    (if m (m coll) (cannot-cast coll "clojure.lang.IPersistentStack"))))

(defn subvec
  "A part of a map entry, or of an instance that is a vector; nil has none but the empty one."
  [v start end]
  (cond
    (or (prim/is-vector v) (is-instance-of v (find-type "clojure.lang.IPersistentVector")))
    (prim/subvec (prim/vec v) start end)
    (not (nil? v)) (cannot-cast v "clojure.lang.IPersistentVector")
    (and (prim/equal 0 start) (prim/equal 0 end)) []
    :else (throw (prim/throwable (find-type "java.lang.IndexOutOfBoundsException") nil nil
                                 [:cast v "clojure.lang.IPersistentVector"]))))

(defn empty
  "An empty instance of the same type; nil for what is no collection."
  [coll]
  (cond
    (prim/is-record coll)
    (throw (new UnsupportedOperationException (str "Can't create empty: " (class-name coll))))
    (prim/is-seq coll) ()
    :else (let [m (method coll :empty)] (if m (m coll) nil))))

(defn name
  "The name of an instance that is named."
  [x]
  (let [m (if (implements x "clojure.lang.Named") (prim/find-method x :getName) nil)]
    (if m (m x) (cannot-cast x "clojure.lang.Named"))))

(defn namespace
  "The namespace of an instance that is named."
  [x]
  (let [m (if (implements x "clojure.lang.Named") (prim/find-method x :getNamespace) nil)]
    (if m (m x) (cannot-cast x "clojure.lang.Named"))))

(defn key
  "Key of an instance of an entry."
  [entry]
  (let [m (or (method entry :getKey) (method entry :key))]
    (if m (m entry) (cannot-cast entry "java.util.Map$Entry"))))

(defn val
  "Value of an instance of an entry."
  [entry]
  (let [m (or (method entry :getValue) (method entry :val))]
    (if m (m entry) (cannot-cast entry "java.util.Map$Entry"))))

(defn key-seq
  "The keys (part 0) or values (part 1) of a map or sequence of entries, or nil."
  [coll part]
  (let [walk (fn walk [s]
               (lazy-seq
                 (let [s (prim/seq s)]
                   (if s
                     (let [entry (prim/first s)]
                       (prim/cons (if (prim/equal part 0) (prim/key entry) (prim/val entry))
                                  (walk (prim/rest s))))
                     nil))))]
    (prim/seq (walk coll))))

(defn keys
  "The keys of a map that is no kernel kind, or of a sequence of entries."
  [coll]
  (key-seq coll 0))

(defn vals
  "The values of a map that is no kernel kind, or of a sequence of entries."
  [coll]
  (key-seq coll 1))

(defn- var-meta
  "Metadata of a var: what it keeps, and its name and namespace if it belongs to one."
  [v]
  (let [kept (prim/cell-field v 1)
        full (prim/var-symbol v)
        ns   (prim/namespace full)]
    (if ns
      (prim/assoc (prim/assoc (if kept kept {}) :name (prim/symbol nil (prim/name full)))
                  :ns (prim/get (prim/root 0) (prim/symbol nil ns)))
      kept)))

(defn meta
  "Metadata of a var, or of an instance that keeps some, else nil."
  [x]
  (if (prim/is-var x)
    (var-meta x)
    (let [m (method x :meta)] (if m (m x) nil))))

(defn with-meta
  "An instance with other metadata; a lazy sequence is replaced by what it stands for."
  [x metadata]
  (if (prim/is-lazy-seq x)
    (prim/with-meta (or (force-seq x) ()) metadata)
    (let [m (method x :withMeta)]
      (if m (m x metadata) (cannot-cast x "clojure.lang.IObj")))))

(defn transient
  "A transient of an instance that has one."
  [coll]
  (let [m (method coll :asTransient)]
    (if m (m coll) (cannot-cast coll "clojure.lang.IEditableCollection"))))

(defn persistent
  "The collection of an instance of a transient."
  [coll]
  (let [m (method coll :persistent)]
    (if m (m coll) (cannot-cast coll "clojure.lang.ITransientCollection"))))

(defn assoc-transient
  "Binds k to v in a transient, built-in or an instance."
  [coll k v]
  (if (prim/is-transient coll)
    (let [own (own-key coll k)]
      (if (prim/identical own none) (add-new coll k v) (prim/assoc-transient coll own v)))
    (let [m (method coll :assoc)]
      (if m (m coll k v) (cannot-cast coll "clojure.lang.ITransientAssociative")))))

(defn- transient-set?
  "Is the transient one of a set?"
  [coll]
  (prim/equal (class-name coll) "clojure.lang.PersistentHashSet$TransientHashSet"))

(defn conj-transient
  "Adds x to a transient map (an entry, a pair or a map) or to an instance of a transient."
  [coll x]
  (cond
    (prim/is-instance coll)
    (let [m (method coll :conj)]
      (if m (m coll x) (cannot-cast coll "clojure.lang.ITransientCollection")))
    (transient-set? coll)
    (let [own (own-key coll x)]
      (if (prim/identical own none) (add-new coll x x) (prim/conj-transient coll own)))
    (nil? x) coll
    (prim/is-map-entry x) (prim/assoc-transient coll (prim/key x) (prim/val x))
    (prim/is-vector x)
    (if (prim/equal 2 (prim/count x))
      (prim/assoc-transient coll (prim/nth x 0) (prim/nth x 1))
      (throw (new IllegalArgumentException "Vector arg to map conj must be a pair")))
    :else
    (loop [coll coll s (prim/seq x)]
      (if s
        (let [entry (prim/first s)]
          (recur (prim/assoc-transient coll (prim/key entry) (prim/val entry)) (prim/next s)))
        coll))))

(defn dissoc-transient
  "Removes k from a transient, built-in or an instance."
  [coll k]
  (if (prim/is-transient coll)
    (let [own (own-key coll k)]
      (if (prim/identical own none) coll (prim/dissoc-transient coll own)))
    (let [m (method coll :without)]
      (if m (m coll k) (cannot-cast coll "clojure.lang.ITransientMap")))))

(defn disj-transient
  "Removes x from a transient, built-in or an instance."
  [coll x]
  (if (prim/is-transient coll)
    (let [own (own-key coll x)]
      (if (prim/identical own none) coll (prim/disj-transient coll own)))
    (let [m (method coll :disjoin)]
      (if m (m coll x) (cannot-cast coll "clojure.lang.ITransientSet")))))

(defn pop-transient
  "Removes the end of an instance of a transient."
  [coll]
  (let [m (method coll :pop)]
    (if m (m coll) (cannot-cast coll "clojure.lang.ITransientVector"))))

(defn pid-named
  "The pid of the actor that is registered under a name (world root 5 has an atom of them)."
  [name]
  (let [pid (prim/get (prim/atom-value (prim/root 5)) name)]
    (if (prim/is-pid pid)
      pid
      (throw (new IllegalArgumentException
                  (clojure.core/str "No actor is registered as " (clojure.core/pr-str name)))))))

(defn send
  "Sends a message to the actor registered under a name."
  [to message]
  (prim/send (pid-named to) message))
