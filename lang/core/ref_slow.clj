; What the primitives on refs and vars leave to Lisp, in namespace genera.slow: a transaction whose
; attempt is in vain, words for what is no ref, vars that somebody watches, and counters that are
; more than an atom with a small integer. Each function stands for the primitive of its name.

(defn- start-again
  "Ends the attempt of the running transaction, if r is a ref; else throws as the JVM does for the
  call of a method of Ref."
  [r call]
  (if (prim/is-stm-ref r)
    (clojure.core/fail-attempt clojure.core/again)
    (clojure.core/as-reference r :none "clojure.lang.Ref" call "ref")))

(defn deref
  "The value of a reference that is no atom or volatile, and of a ref that cannot be read now."
  [x]
  (cond
    (prim/is-stm-ref x) (clojure.core/fail-attempt clojure.core/again)
    (prim/is-var x)     (prim/var-value x)
    (prim/is-delay x)   (clojure.core/force-delay x)
    (lacks-method x :deref "clojure.lang.IDeref" "java.lang.Object deref()") nil
    :else (.deref (clojure.core/as-reference x :deref "java.util.concurrent.Future" "get()"
                                             "fut"))))

(defn bind-var
  "Sets the root of a var that has watches or a validator; answers the var."
  [v value]
  (clojure.core/alter-var-root v (fn [_] value))
  v)

(defn atom-add
  "(swap! atom + n), where 1 and -1 stand for inc and dec."
  [atom n]
  (cond
    (identical? n 1)  (clojure.core/swap! atom (do inc))
    (identical? n -1) (clojure.core/swap! atom (do dec))
    :else             (clojure.core/swap! atom (do +) n)))

(defn stm-read [r] (start-again r "deref()"))

(defn stm-open [r] (start-again r "alter(clojure.lang.IFn, clojure.lang.ISeq)"))

(defn stm-write [r value] (start-again r "set(Object)"))

(defn stm-ensure [r] (start-again r "touch()"))

(defn stm-commute [r] (start-again r "commute(clojure.lang.IFn, clojure.lang.ISeq)"))

(defn stm-commit
  "Commits a transaction with commutes, validators or effects; false if it must start again."
  []
  (clojure.core/commit-fully))

(defn stm-send
  "Holds a message until the transaction commits; its receiver must exist by then."
  [to message]
  (if (prim/stm-running)
    (do (clojure.core/hold-message to message)
        message)
    (send to message)))
