; clojure.actors is genera.actors under another name.

(prim/set-root 0 (assoc (prim/root 0) 'clojure.actors (find-ns 'genera.actors)))
