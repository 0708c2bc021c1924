(loop [x nil] (some-> x recur)) ;=> nil
(loop [x 3] (some->> (if (pos? x) x nil) dec recur)) ;=> nil
(loop [] (as-> 0 x (when-not (zero? x) (recur)))) ;=> nil
(loop [x 0] (cond-> x (< x 3) (-> inc recur))) ;=> 3
