; Equality between Clojure's collections and Java's, and Java's equals.
(= [0 1] (java.util.ArrayList. [0 1])) ;=> true
(= (java.util.ArrayList. [0 1]) '(0 1)) ;=> true
(= {:a 1} (java.util.HashMap. {:a 1})) ;=> true
(= #{1} (java.util.HashSet. [1])) ;=> true
(= #{1} (java.util.HashSet. [2])) ;=> false
(= [1] (java.util.HashSet. [1])) ;=> false
(.equals [3] [3N]) ;=> false
(.equals (lazy-seq [3]) (list 3)) ;=> true
(.equals {:a 1} {:a 1N}) ;=> false
(.equals {:a 1} {:a 1}) ;=> true
(defrecord R [a])
(.equals {:a 1} (->R 1)) ;=> true
(.equals (->R 1) {:a 1}) ;=> true
(.compareTo (vector-of :int 1) [2]) ;=> -1
(try (.compareTo (vector-of :int 1) nil) (catch NullPointerException e :nil)) ;=> :nil
(try (.compareTo (vector-of :int 1) '(1)) (catch ClassCastException e :cast)) ;=> :cast
(.index (rseq [1 2 3])) ;=> 2
(vec (reify clojure.lang.IReduceInit (reduce [_ f start] (reduce f start (range 4))))) ;=> [0 1 2 3]
(meta (replace {1 2} (with-meta [1] {:a 1}))) ;=> {:a 1}
(try (eval '(Long/parseLong :a :b :c)) (catch Exception e (re-find #"No matching method.*" (ex-message (or (ex-cause e) e))))) ;=> "No matching method parseLong found taking 3 args for class java.lang.Long"
(import java.util.Date)
(try (import java.sql.Date) (catch IllegalStateException e (subs (ex-message e) 0 45))) ;=> "Date already refers to: class java.util.Date "
(re-find #"^.* name[.]" (with-out-str (binding [*err* *out*] (eval '(def *hello* 1))))) ;=> "Warning: *hello* not declared dynamic and thus is not dynamically rebindable, but its name suggests otherwise. Please either indicate ^:dynamic *hello* or change the name."
(with-out-str (binding [*err* *out*] (eval '(def ** 1)) (eval '(def ^:dynamic *bye* 1)))) ;=> ""
(defmacro m2 [] (assoc))
(try (macroexpand '(m2)) (catch clojure.lang.ArityException e (.-actual e))) ;=> 0
(try (macroexpand '(m2 5)) (catch clojure.lang.ArityException e (.-actual e))) ;=> 1
(re-find #"^\^\{" (binding [*print-meta* true] (pr-str #'m2))) ;=> "^{"
