(defprotocol Shown (shown [x]))
(extend-protocol Shown
  nil    (shown [_] "nothing")
  Object (shown [x] (if (vector? x) (mapv shown x) (str x))))
(shown [1 nil "a"]) ;=> ["1" "nothing" "a"]
