(def events (atom []))
(def w (proxy [java.io.BufferedWriter] [(java.io.StringWriter.)] (flush [] (proxy-super flush) (swap! events conj :flushed))))
(do (.write w "abc") (.flush w) @events) ;=> [:flushed]
(def m (proxy [java.util.HashMap] [] (get [k] (str "got " k))))
(do (.put m 1 2) [(.get m 1) (.size m) (.containsKey m 1)]) ;=> ["got 1" 1 true]
(str (proxy [Object] [] (toString [] "hi"))) ;=> "hi"
(deref (proxy [clojure.lang.IDeref] [] (deref [] 7))) ;=> 7
(keys (proxy-mappings (proxy [Runnable] [] (run [] 1)))) ;=> ("run")
(let [p (proxy [Object] [] (toString [] "old"))] (update-proxy p {"toString" (fn [this] "new")}) (str p)) ;=> "new"
(instance? java.util.Map m) ;=> true
