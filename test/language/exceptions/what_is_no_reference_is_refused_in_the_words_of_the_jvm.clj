(reset! nil 1) ;!> NullPointerException: Cannot invoke "clojure.lang.IAtom.reset(Object)" because "atom" is null
(swap! nil inc) ;!> NullPointerException: Cannot invoke "clojure.lang.IAtom.swap(clojure.lang.IFn)" because "atom" is null
(swap! nil + 1 2) ;!> NullPointerException: Cannot invoke "clojure.lang.IAtom.swap(clojure.lang.IFn, Object, Object)" because "atom" is null
(swap! 1 inc) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IAtom (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.IAtom is in unnamed module of loader 'app')
(swap-vals! 1 inc) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IAtom2
(reset-vals! nil 1) ;!> NullPointerException: Cannot invoke "clojure.lang.IAtom2.resetVals(Object)" because "atom" is null
(compare-and-set! 1 2 3) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IAtom
(deref nil) ;!> NullPointerException: Cannot invoke "java.util.concurrent.Future.get()" because "fut" is null
(deref nil 1 2) ;!> NullPointerException: Cannot invoke "java.util.concurrent.Future.get(long, java.util.concurrent.TimeUnit)" because "fut" is null
(deref 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.util.concurrent.Future
(realized? nil) ;!> NullPointerException: Cannot invoke "clojure.lang.IPending.isRealized()" because "x" is null
(add-watch 1 :k inc) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IRef
(remove-watch nil :k) ;!> NullPointerException: Cannot invoke "clojure.lang.IRef.removeWatch(Object)" because "reference" is null
(set-validator! nil inc) ;!> NullPointerException: Cannot invoke "clojure.lang.IRef.setValidator(clojure.lang.IFn)" because "iref" is null
(get-validator 1) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IRef
(alter-meta! 1 assoc) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IReference
(alter-meta! nil assoc :a 1) ;!> NullPointerException: Cannot invoke "clojure.lang.IReference.alterMeta(clojure.lang.IFn, clojure.lang.ISeq)" because "iref" is null
(reset-meta! nil {}) ;!> NullPointerException: Cannot invoke "clojure.lang.IReference.resetMeta(clojure.lang.IPersistentMap)" because "iref" is null
(reset-meta! 1 {}) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.IReference
(alter-meta! (atom 1) assoc :a 1) ;=> {:a 1}
(alter-meta! (agent 1 :meta {:b 2}) assoc :a 1) ;=> {:b 2, :a 1}
(ref-set 1 2) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Ref
(alter nil inc) ;!> NullPointerException: Cannot invoke "clojure.lang.Ref.alter(clojure.lang.IFn, clojure.lang.ISeq)" because "ref" is null
(commute 1 inc) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Ref
(ref-set (ref 1) 2) ;!> IllegalStateException: No transaction running
(send 1 inc) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Agent
(send-off nil inc) ;!> NullPointerException: Cannot invoke "clojure.lang.Agent.dispatch(clojure.lang.IFn, clojure.lang.ISeq, java.util.concurrent.Executor)" because "a" is null
