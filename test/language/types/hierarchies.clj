(def h (-> (make-hierarchy) (derive :square :shape) (derive :shape :thing) (derive :square :angular)))
[(isa? h :square :thing) (isa? h :thing :square) (isa? h [:square :shape] [:shape :thing]) (isa? h :square :square)] ;=> [true false true true]
[(parents h :square) (ancestors h :square) (descendants h :thing)] ;=> [#{:angular :shape} #{:angular :thing :shape} #{:square :shape}]
(parents h :none) ;=> nil
(underive h :square :shape) ;=> {:parents {:square #{:angular}, :shape #{:thing}}, :ancestors {:square #{:angular}, :shape #{:thing}}, :descendants {:angular #{:square}, :thing #{:shape}}}
(derive h :thing :square) ;!> Exception: Cyclic derivation: :square has :thing as ancestor
(derive h :square :thing) ;!> Exception: :square already has :thing as ancestor
(derive h :square :square) ;!> AssertionError: Assert failed: (not= tag parent)
(derive :unqualified :other) ;!> AssertionError: Assert failed: (namespace parent)
(derive "text" ::x) ;!> AssertionError: Assert failed: (or (class? tag) (and (instance? clojure.lang.Named tag) (namespace tag)))
[(isa? String Object) (isa? String CharSequence) (isa? Long Number) (isa? (class []) clojure.lang.IPersistentVector)] ;=> [true true true true]
(derive String ::textual)
[(isa? String ::textual) (contains? (ancestors String) ::textual)] ;=> [true true]
(defmulti m (fn [x & _] x))
(derive ::both ::left)
(derive ::both ::right)
(defmethod m ::left [_ & more] [:left more])
(defmethod m ::right [_ & more] [:right more])
(m ::left 1 2) ;=> [:left (1 2)]
(try (m ::both) (catch IllegalArgumentException e (re-find #"neither is preferred" (ex-message e)))) ;=> "neither is preferred"
(do (prefer-method m ::right ::left) (m ::both 1)) ;=> [:right (1)]
(prefers m) ;=> #:test.types.hierarchies{:right #{:test.types.hierarchies/left}}
(prefer-method m ::left ::right) ;!> IllegalStateException: Preference conflict in multimethod 'm': :test.types.hierarchies/right is already preferred to :test.types.hierarchies/left
(count (methods m)) ;=> 2
(fn? (get-method m ::left)) ;=> true
(get-method m ::nothing) ;=> nil
(do (remove-method m ::right) (m ::both 2)) ;=> [:left (2)]
(do (remove-all-methods m) (count (methods m))) ;=> 0
(defmulti d :k :default :other)
(defmethod d :other [x] [:other (:k x)])
(d {:k 5}) ;=> [:other 5]
