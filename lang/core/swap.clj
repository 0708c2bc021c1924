; Calls of swap! where they stand: the atom's value is read, the function called and the new value
; set without a call of swap! itself, which would take longer than all of that. What is left, other
; actors that were faster, watches, validators and what is no atom, is left to functions.
;
; A function of core that is named in the call is called by its name, so that the compiler can do
; for it what it does for any such call; all other functions are evaluated first, as arguments are.

(defn- core-function?
  "Whether f, a form, names a function of clojure.core in the current namespace."
  [f]
  (let [v (when (symbol? f) (resolve f))]
    (and (var? v)
         (= "clojure.core" (namespace (prim/var-symbol v)))
         (not (prim/is-macro v)))))

(defn- inline-swap
  "The code of a call of swap! with those arguments."
  [atom f & args]
  (let [cell   (gensym "atom__")
        core?  (core-function? f)
        called (if core? f (gensym "f__"))
        names  (map (fn [_] (gensym "x__")) args)]
    `(let [~cell ~atom
           ~@(if core? nil [called f])
           ~@(interleave names args)]
       (if (prim/is-atom ~cell)
         (let [old#  (prim/atom-value ~cell)
               new#  (~called old# ~@names)
               done# (prim/atom-swap ~cell old# new#)]
           (if done#
             new#
             (#'clojure.core/swap-again ~cell (fn [old#] (~called old# ~@names))
                                        old# new# done#)))
         (#'clojure.core/swap! ~cell ~called ~@names)))))

(alter-meta! #'swap! assoc :inline inline-swap :inline-arities #{2 3 4 5})
