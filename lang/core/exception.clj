; Exceptions for programs: ex-info and what it carries, and exceptions as data.

(defn ex-info
  "An exception with a message, a map of data, and perhaps a cause."
  ([message data] (new clojure.lang.ExceptionInfo message data))
  ([message data cause] (new clojure.lang.ExceptionInfo message data cause)))

(defn ex-data
  "The map of data an exception made by ex-info carries; nil of anything else."
  [e]
  (if (instance? clojure.lang.IExceptionInfo e) (.getData e) nil))

(defn ex-message
  "The message of an exception; nil of anything else."
  [e]
  (if (prim/is-throwable e) (.getMessage e) nil))

(defn ex-cause
  "The exception that caused this one, or nil; nil of anything else."
  [e]
  (if (prim/is-throwable e) (.getCause e) nil))

(defn StackTraceElement->vec
  "A frame of a stack trace as a vector of class, method, file and line."
  [frame]
  [(symbol (.getClassName frame)) (symbol (.getMethodName frame)) (.getFileName frame)
   (.getLineNumber frame)])

(defn- as-data
  "An exception as Throwable->map gives it; `entries` answers the frames of one, innermost first."
  [e entries]
  (let [chain (loop [chain [] e e]
                (if e (recur (conj chain e) (prim/throwable-cause e)) chain))
        entry (fn [e]
                (let [at (first (entries e))
                      m  {:type (symbol (prim/type-name (class e)))}
                      m  (if (ex-message e) (assoc m :message (ex-message e)) m)
                      m  (if (ex-data e) (assoc m :data (ex-data e)) m)]
                  (if at (assoc m :at at) m)))
        root  (prim/nth chain (dec (count chain)))
        m     {:via   (reduce (fn [via e] (conj via (entry e))) [] chain)
               :trace (or (some (fn [e] (not-empty (entries e))) (reverse chain)) [])}
        m     (if (ex-message root) (assoc m :cause (ex-message root)) m)
        m     (if (ex-data root) (assoc m :data (ex-data root)) m)
        phase (:clojure.error/phase (ex-data e))]
    (if phase (assoc m :phase phase) m)))

(defn Throwable->map
  "An exception as data: :via, a vector of it and its causes, each with :type, :message, :data
  and :at; and :cause, :data, :phase and :trace of the last of them."
  [e]
  (as-data e (fn [e] (mapv StackTraceElement->vec (.getStackTrace e)))))

(defn- exception-report
  "As Throwable->map, with frames for reports of crashes: [function invoke path line], the names of
  functions as Clojure has them."
  [e]
  (as-data e (fn [e]
               (mapv (fn [[name file line]] [(symbol (str name)) 'invoke file line])
                     (prim/throwable-trace e)))))
