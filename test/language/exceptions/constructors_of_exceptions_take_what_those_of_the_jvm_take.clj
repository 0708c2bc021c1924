(def cause (RuntimeException. "c"))
(defn shown [e] [(class e) (.getMessage e) (identical? cause (.getCause e))])
(ex-info "a" \a) ;!> ClassCastException: class java.lang.Character cannot be cast to class clojure.lang.IPersistentMap (java.lang.Character is in module java.base of loader 'bootstrap'; clojure.lang.IPersistentMap is in unnamed module of loader 'app')
(ex-info "a" {} {:a 1}) ;!> ClassCastException: class clojure.lang.PersistentArrayMap cannot be cast to class java.lang.Throwable (clojure.lang.PersistentArrayMap is in unnamed module of loader 'app'; java.lang.Throwable is in module java.base of loader 'bootstrap')
(ex-info "a" {} "x") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Throwable (java.lang.String and java.lang.Throwable are in module java.base of loader 'bootstrap')
(ex-info 5 {}) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')
(ex-info "a" [1] cause) ;!> ClassCastException: class clojure.lang.PersistentVector cannot be cast to class clojure.lang.IPersistentMap (clojure.lang.PersistentVector and clojure.lang.IPersistentMap are in unnamed module of loader 'app')
(ex-info "a" nil) ;!> IllegalArgumentException: Additional data must be non-nil.
(shown (ex-info nil {:a 1} cause)) ;=> [clojure.lang.ExceptionInfo nil true]
(shown (apply ex-info "a" {:a 1} [nil])) ;=> [clojure.lang.ExceptionInfo "a" false]
(shown (Exception. cause)) ;=> [java.lang.Exception "java.lang.RuntimeException: c" true]
(shown (Exception. "a" cause)) ;=> [java.lang.Exception "a" true]
(let [x {:a 1}] (Exception. "a" x)) ;!> ClassCastException: class clojure.lang.PersistentArrayMap cannot be cast to class java.lang.Throwable (clojure.lang.PersistentArrayMap is in unnamed module of loader 'app'; java.lang.Throwable is in module java.base of loader 'bootstrap')
(let [x {:a 1}] (Exception. x "a")) ;!> ClassCastException: class clojure.lang.PersistentArrayMap cannot be cast to class java.lang.String (clojure.lang.PersistentArrayMap is in unnamed module of loader 'app'; java.lang.String is in module java.base of loader 'bootstrap')
(let [x (identity 5)] (Exception. x)) ;!> IllegalArgumentException: No matching ctor found for class java.lang.Exception
(let [x (identity \k)] (Error. x)) ;!> IllegalArgumentException: No matching ctor found for class java.lang.Error
(let [x (identity 5)] (ArithmeticException. x)) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')
(let [x (identity cause)] (NumberFormatException. x)) ;!> ClassCastException: class java.lang.RuntimeException cannot be cast to class java.lang.String (java.lang.RuntimeException and java.lang.String are in module java.base of loader 'bootstrap')
(let [x (identity 5)] (shown (IndexOutOfBoundsException. x))) ;=> [java.lang.IndexOutOfBoundsException "Index out of range: 5" false]
(let [x (identity 5)] (shown (StringIndexOutOfBoundsException. (int x)))) ;=> [java.lang.StringIndexOutOfBoundsException "String index out of range: 5" false]
(let [x (identity 5)] (shown (ArrayIndexOutOfBoundsException. (int x)))) ;=> [java.lang.ArrayIndexOutOfBoundsException "Array index out of range: 5" false]
(let [x (identity {})] (IndexOutOfBoundsException. x)) ;!> IllegalArgumentException: No matching ctor found for class java.lang.IndexOutOfBoundsException
(let [x (identity nil)] (shown (AssertionError. x))) ;=> [java.lang.AssertionError "null" false]
(shown (AssertionError. {:a 1})) ;=> [java.lang.AssertionError "{:a 1}" false]
(shown (AssertionError. "a" cause)) ;=> [java.lang.AssertionError "a" true]
(shown (java.util.concurrent.ExecutionException. cause)) ;=> [java.util.concurrent.ExecutionException "java.lang.RuntimeException: c" true]
(let [x (identity "a")] (java.util.concurrent.ExecutionException. x)) ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Throwable (java.lang.String and java.lang.Throwable are in module java.base of loader 'bootstrap')
(let [x cause] (java.io.UncheckedIOException. x)) ;!> ClassCastException: class java.lang.RuntimeException cannot be cast to class java.io.IOException (java.lang.RuntimeException and java.io.IOException are in module java.base of loader 'bootstrap')
(shown (java.io.UncheckedIOException. (java.io.IOException. "i"))) ;=> [java.io.UncheckedIOException "java.io.IOException: i" false]
(shown (ClassNotFoundException. "d" cause)) ;=> [java.lang.ClassNotFoundException "d" true]
(shown (.initCause (Exception. "a") cause)) ;=> [java.lang.Exception "a" true]
(.initCause (Exception. "a" cause) cause) ;!> IllegalStateException: Can't overwrite cause with java.lang.RuntimeException: c
(let [e (Exception. "a")] (.initCause e e)) ;!> IllegalArgumentException: Self-causation not permitted
(let [x (identity 5)] (.initCause (Exception. "a") x)) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.Throwable (java.lang.Long and java.lang.Throwable are in module java.base of loader 'bootstrap')
(alength (.getSuppressed (Exception. "a"))) ;=> 0
(let [e (doto (Exception. "a") (.addSuppressed cause) (.addSuppressed (Error. "b")))] (mapv ex-message (.getSuppressed e))) ;=> ["c" "b"]
(let [e (Exception. "a")] (.addSuppressed e e)) ;!> IllegalArgumentException: Self-suppression not permitted
(let [e (Exception. "a")] (.addSuppressed e nil)) ;!> NullPointerException: Cannot suppress a null exception.
