; clojure.supervisor is genera.supervisor under another name, as clojure.actors is genera.actors:
; the namespace begun here gives way to that one.

(ns clojure.supervisor
  (:require genera.supervisor))

(prim/set-root 0 (assoc (prim/root 0) 'clojure.supervisor (find-ns 'genera.supervisor)))
