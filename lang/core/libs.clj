; The namespaces that are there from the start count as loaded, so that require does not look for
; their files. clojure.actors is genera.actors under another name.

(prim/set-root 0 (assoc (prim/root 0) 'clojure.actors (find-ns 'genera.actors)))

(swap! *loaded-libs* into (keys (prim/root 0)))
