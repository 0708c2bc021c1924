; clojure.stacktrace: printing exceptions and their stack traces.

(ns clojure.stacktrace
  "Printing exceptions and their stack traces.")

(defn root-cause
  "The exception at the end of a chain of causes."
  [e]
  (loop [e e]
    (if-let [cause (ex-cause e)] (recur cause) e)))

(defn print-trace-element
  "Prints a frame of a stack trace."
  [frame]
  (print (str (.getClassName frame) " (" (.getFileName frame) ":" (.getLineNumber frame) ")")))

(defn print-throwable
  "Prints the class and message of an exception, and its data if it has some."
  [e]
  (print (str (.getName (class e)) ": " (ex-message e)))
  (when-let [data (ex-data e)]
    (newline)
    (pr data)))

(defn print-stack-trace
  "Prints an exception and its stack trace, or the first n frames of it."
  ([e] (print-stack-trace e nil))
  ([e n]
   (let [frames (seq (.getStackTrace e))]
     (print-throwable e)
     (newline)
     (print " at ")
     (if-let [frame (first frames)]
       (print-trace-element frame)
       (print "[empty stack trace]"))
     (newline)
     (doseq [frame (if n (take (dec n) (rest frames)) (rest frames))]
       (print "    ")
       (print-trace-element frame)
       (newline)))))

(defn print-cause-trace
  "As print-stack-trace, and the same for the exception's causes."
  ([e] (print-cause-trace e nil))
  ([e n]
   (print-stack-trace e n)
   (when-let [cause (ex-cause e)]
     (print "Caused by: ")
     (recur cause n))))

(defn e
  "Prints a short stack trace of *e."
  []
  (print-stack-trace (root-cause *e) 8))
