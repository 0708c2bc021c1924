; Protocols and the classes that implement them, as the JVM has them.
(defprotocol P "doc" (m [x]) (^String n [x] [x y] "of n") (long-name [x]))
(select-keys (meta #'n) [:name :arglists :doc :tag]) ;=> {:name n, :arglists ([x] [x y]), :doc "of n", :tag java.lang.String}
(contains? (meta #'m) :line) ;=> false
(:n (:sigs P)) ;=> {:tag java.lang.String, :name n, :arglists ([x] [x y]), :doc "of n"}
(sort (map (fn [f] (.getName f)) (.getMethods (:on-interface P)))) ;=> ("long_name" "m" "n" "n")
(let [x (eval (list 'proxy [(:on P)] [] '(m [] :m) '(long_name [] :l)))] [(m x) (long-name x)]) ;=> [:m :l]
(def part (reify P (n [x y] [x y])))
(second (n part 2)) ;=> 2
(try (n part) (catch AbstractMethodError e :abstract)) ;=> :abstract
(try (m part) (catch AbstractMethodError e :abstract)) ;=> :abstract
(try (eval '(defprotocol Bad (m []))) (catch Exception e (ex-message (ex-cause e)))) ;=> "Definition of function m in protocol Bad must take at least one arg."
(try (eval '(defprotocol Bad (m [x]) (m [x y]))) (catch Exception e (ex-message (ex-cause e)))) ;=> "Function m in protocol Bad was redefined. Specify all arities in single definition."
(defprotocol Changing (old-method [x]))
(defprotocol Changing (new-method [x]))
(try (eval '(old-method (reify Changing (new-method [x] 1)))) (catch Exception e (re-find #"found for function: .*" (ex-message (or (ex-cause e) e))))) ;=> "found for function: old-method of protocol: Changing (The protocol method may have been defined before and removed.)"
(new-method (reify Changing (new-method [x] 1))) ;=> 1
(defrecord R [^long a])
(:a (->R 1.5)) ;=> 1
(->R "") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Number (java.lang.String and java.lang.Number are in module java.base of loader 'bootstrap')
(try (map->R {:a "x"}) (catch ClassCastException e :cast)) ;=> :cast
(try (map->R {}) (catch NullPointerException e :nil)) ;=> :nil
(read-string (str "#" (.getName R) "[\"\"]")) ;!> IllegalArgumentException: Unexpected param type, expected: long, given: java.lang.String
(defrecord F [^boolean b ^char c ^double d])
(into {} (->F true \a 1)) ;=> {:b true, :c \a, :d 1.0}
(->F 1 \a 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.Boolean (java.lang.Long and java.lang.Boolean are in module java.base of loader 'bootstrap')
(->F true 1 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.Character (java.lang.Long and java.lang.Character are in module java.base of loader 'bootstrap')
(deftype T [^int a])
(.a (->T 2.7)) ;=> 2
(binding [*print-dup* true] (re-find #"R.*" (pr-str (assoc (->R 1) :z "a")))) ;=> "R[1, \"a\"]"
(binding [*print-dup* true *verbose-defrecords* true] (re-find #"R.*" (pr-str (->R 1)))) ;=> "R{:a 1}"
(defrecord E [k v] java.util.Map$Entry (getKey [_] k) (getValue [_] v))
(into {} (.cons (->R 1) (->E :b 2))) ;=> {:a 1, :b 2}
(read-string "#java.util.Locale[\"\" \"\" \"\" \"\"]") ;!> RuntimeException: Unexpected number of constructor arguments to class java.util.Locale: got 4
(conj {} (->E :b 2)) ;=> {:b 2}
(conj {} (reify java.util.Map$Entry (getKey [_] 1) (getValue [_] 2))) ;=> {1 2}
