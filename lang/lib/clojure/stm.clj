; clojure.stm is genera.stm under another name, as clojure.actors is genera.actors: the namespace
; begun here gives way to that one.

(ns clojure.stm
  (:require genera.stm))

(prim/set-root 0 (assoc (prim/root 0) 'clojure.stm (find-ns 'genera.stm)))
