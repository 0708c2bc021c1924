;; Calls that the library itself must check.
(resolve 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')
(resolve nil) ;!> NullPointerException: Cannot read field "ns" because "sym" is null
(find-ns 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')
(the-ns 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')
(ns-name 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')
(remove-ns 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')
(alias 5 'clojure.string) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Symbol (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Symbol is in unnamed module of loader 'app')
(require '[clojure.string :as]) ;!> IllegalArgumentException: No value supplied for key: true
(int-array "a") ;!> ClassCastException: class java.lang.Character cannot be cast to class java.lang.Number (java.lang.Character and java.lang.Number are in module java.base of loader 'bootstrap')
(with-precision "a" (+ 1M 2M)) ;!> IllegalArgumentException: bad string format
(monitor-enter nil) ;!> NullPointerException: Cannot enter synchronized block because "null" is null
(parse-uuid 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')
(clojure.string/trim 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.CharSequence (java.lang.Long and java.lang.CharSequence are in module java.base of loader 'bootstrap')
(clojure.string/triml :a) ;!> ClassCastException: class clojure.lang.Keyword cannot be cast to class java.lang.CharSequence (clojure.lang.Keyword is in unnamed module of loader 'app'; java.lang.CharSequence is in module java.base of loader 'bootstrap')
(clojure.string/split 5 #"a") ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.CharSequence (java.lang.Long and java.lang.CharSequence are in module java.base of loader 'bootstrap')
(clojure.string/split-lines 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.CharSequence (java.lang.Long and java.lang.CharSequence are in module java.base of loader 'bootstrap')
(clojure.string/reverse 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.CharSequence (java.lang.Long and java.lang.CharSequence are in module java.base of loader 'bootstrap')
(clojure.string/escape 5 {}) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.CharSequence (java.lang.Long and java.lang.CharSequence are in module java.base of loader 'bootstrap')
(clojure.string/replace "a" \a "b") ;!> ClassCastException: class java.lang.String cannot be cast to class java.lang.Character (java.lang.String and java.lang.Character are in module java.base of loader 'bootstrap')
(clojure.string/index-of "a" 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')
(clojure.string/starts-with? "a" 5) ;!> ClassCastException: class java.lang.Long cannot be cast to class java.lang.String (java.lang.Long and java.lang.String are in module java.base of loader 'bootstrap')
(defrecord 5 []) ;!> ClassCastException: class java.lang.Long cannot be cast to class clojure.lang.Named (java.lang.Long is in module java.base of loader 'bootstrap'; clojure.lang.Named is in unnamed module of loader 'app')
(defrecord R [__meta]) ;!> AssertionError: The names in #{__hash __meta __hasheq __extmap} cannot be used as field names for types or records.
(defrecord R a) ;!> AssertionError: No fields vector given.
(deftype T [a] String) ;!> IllegalArgumentException: only interfaces are supported, had: java.lang.String
(deftype T [a] Object (tostring [x] "")) ;!> IllegalArgumentException: Can't define method not in interfaces: tostring
(defrecord R [a] Object (nope [x] 1)) ;!> IllegalArgumentException: Can't define method not in interfaces: nope
(reify Object (toString [x y] "")) ;!> IllegalArgumentException: Can't define method not in interfaces: toString
(deftype Integer []) ;!> IllegalStateException: Integer already refers to: class java.lang.Integer in namespace: test.exceptions.wrong_values_are_refused_as_on_the_jvm
(defprotocol P (pf [x] [x y]) (p-g [x]))
(reify P (nope [x] 1)) ;!> IllegalArgumentException: Can't define method not in interfaces: nope
(reify P (pf [x y z] 1)) ;!> IllegalArgumentException: Can't define method not in interfaces: pf
(deftype T [a] P (pf [x] 1) (hashCode [x] 7))
(.hashCode (T. 1)) ;=> 7
(pf (reify P (pf [x] 1) Object (toString [x] "") (hashCode [x] 1))) ;=> 1
(p-g (reify P (p-g [x] 2))) ;=> 2
(p-g (reify P (p_g [x] 3))) ;=> 3
((fn [] (try (deftype StringBuffer []) (catch IllegalStateException e (subs (ex-message e) 0 61))))) ;=> "StringBuffer already refers to: class java.lang.StringBuffer "
