(require '[genera.binary :as b] '[genera.actors :refer [! receive self spawn process-info]])
(def big (b/join (vec (repeat 1000 (b/binary (vec (repeat 1000 7)))))))
(def echo (spawn (fn [] (loop [] (receive [from x] (do (! from (b/slice x 1 (dec (b/size x)))) (recur)))))))
(defn shared-bytes [] (do (System/gc) (- (.totalMemory (Runtime/getRuntime)) (.freeMemory (Runtime/getRuntime)))))
(do (! echo [(self) big]) nil)
(receive x [(count x) (= x (b/slice big 1))]) ;=> [999999 true]
(let [before (shared-bytes) parts (vec (map (fn [i] (! echo [(self) (b/slice big i)]) (receive x x)) (range 200)))] [(count parts) (< (- (shared-bytes) before) 5000000)]) ;=> [200 true]
(let [before (shared-bytes)] (dotimes [i 100] (b/copy big)) (< (- (shared-bytes) before) 5000000)) ;=> true
(do (b/spit-binary "/tmp/genera-binary-test" big) (= big (b/slurp-binary "/tmp/genera-binary-test"))) ;=> true
(b/slurp-binary "/tmp/genera-no-such-file") ;!> java.io.FileNotFoundException
