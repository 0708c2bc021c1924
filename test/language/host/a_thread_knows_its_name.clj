(let [p (promise) t (Thread. (fn [] (deliver p (let [c (Thread/currentThread)] [(.getName c) (identical? c (Thread/currentThread))]))) "bob")] (.start t) (.join t) @p) ;=> ["bob" true]
(let [p (promise) t (Thread. (fn [] (.setName (Thread/currentThread) "al") (deliver p 1)))] (.start t) @p (.getName t)) ;=> "al"
(.contains "abc" nil) ;!> NullPointerException: Cannot invoke "java.lang.CharSequence.toString()" because "s" is null
