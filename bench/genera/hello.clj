;; The smallest program: one line, then out. Its wall time is the time a runtime needs to start,
;; read one file and leave; the runner compares it with an empty Node program.

(println "hello")
