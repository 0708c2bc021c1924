; otplike.proc-util: code that runs in a process of its own, and whoever waits for it.

(ns otplike.proc-util
  "Evaluating code in a process made for it."
  (:require [otplike.process :as process]))

(defn ^:no-doc execute
  "A promise of [:ok value] or [:thrown exception] of f called in a new process named for `place`."
  [f place]
  (let [result (promise)]
    (process/spawn (process/->ProcFn (fn []
                                       (deliver result (try
                                                         [:ok (f)]
                                                         (catch Throwable e [:thrown e]))))
                                     place))
    result))

(defn ^:no-doc value-of
  [result]
  (let [[kind x] @result]
    (if (= :ok kind) x (throw x))))

(defn ^:no-doc channel-of
  "A channel of core.async that gets [:ok value] or [:ex exception]."
  [result]
  (let [channel ((requiring-resolve 'clojure.core.async/chan) 1)
        put!    (requiring-resolve 'clojure.core.async/put!)]
    (future (let [[kind x] @result] (put! channel [(if (= :ok kind) :ok :ex) x])))
    channel))

(defn- execute-form
  [form body]
  `(execute (fn [] ~@body) '~(symbol (str *ns*) (str "execute-proc:" (:line (meta form))))))

(defmacro execute-proc
  "Starts to evaluate body in a new process; answers a channel of core.async, which gets
  [:ok value] or [:ex exception]."
  [& body]
  `(channel-of ~(execute-form &form body)))

(defmacro execute-proc!
  "The value of body evaluated in a new process; what it throws is thrown."
  [& body]
  `(value-of ~(execute-form &form body)))

(defmacro execute-proc!!
  "As execute-proc!."
  [& body]
  `(value-of ~(execute-form &form body)))

(defmacro defn-proc
  "Defines a function whose body is evaluated in a new process and that answers its value, nil if it
  fails."
  [fname args & body]
  `(defn ~fname ~args
     (let [[kind# x#] @~(execute-form &form body)]
       (when (= :ok kind#) x#))))
