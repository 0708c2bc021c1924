(ns clojure.core.async-test
  "Channels do what core.async's do, and go blocks park wherever they call."
  (:require [clojure.core.async :as a
             :refer [<! <!! >! >!! alt! alts! alts!! chan close! go go-loop offer! poll! put! take!
                     thread timeout]]
            [clojure.test :refer [deftest is testing]]))

(defn drain
  "All that a channel gives until it is closed."
  [c]
  (<!! (a/into [] c)))

(deftest what-a-go-block-answers
  (is (= 3 (<!! (go (+ 1 2)))))
  (is (nil? (<!! (go))))
  (is (= [false nil] (let [c (go false)] [(<!! c) (<!! c)])))
  (testing "an exception closes the channel"
    (is (nil? (binding [genera.actors/*report-crash* identity]
                (<!! (go (throw (ex-info "expected" {}))))))))
  (testing "thread bindings are those of the maker"
    (binding [*print-length* 3]
      (is (= [3 3] [(<!! (go *print-length*)) (<!! (thread *print-length*))])))))

(defn take-two [c] (mapv (fn [_] (<! c)) [1 2]))

(deftest parking
  (testing "in functions that are called, in lazy sequences, in try, catch and finally"
    (let [c (chan)]
      (a/onto-chan! c (range 8))
      (is (= [0 [1 2] [3 4] 5 6 7]
             (<!! (go (let [first-value (<! c)
                            two         (take-two c)
                            lazy        (vec (map (fn [_] (<! c)) [1 2]))
                            [x y z]     (let [last-value (volatile! nil)
                                              pair (try (try (throw (ex-info "" {:got (<! c)}))
                                                             (catch Exception e
                                                               [(:got (ex-data e)) (<! c)]))
                                                        (finally (vreset! last-value (<! c))))]
                                          (conj pair @last-value))]
                        [first-value two lazy x y z]))))))))

(deftest buffers
  (letfn [(kept [buffer]
            (let [c (chan buffer)]
              (dotimes [i 5] (>!! c i))
              (close! c)
              (drain c)))]
    (is (= [0 1] (kept (a/dropping-buffer 2))))
    (is (= [3 4] (kept (a/sliding-buffer 2)))))
  (is (= [true true nil] (let [c (chan 2)] [(offer! c 1) (offer! c 2) (offer! c 3)])))
  (is (= [1 nil] (let [c (chan 1)] (>!! c 1) [(poll! c) (poll! c)])))
  (is (= [false true true true]
         (map a/unblocking-buffer? [(a/buffer 1) (a/dropping-buffer 1) (a/sliding-buffer 1)
                                    (.-buf (a/promise-chan))]))))

(deftest what-is-refused
  (is (thrown-with-msg? IllegalArgumentException #"Can't put nil on channel" (>!! (chan) nil)))
  (is (thrown-with-msg? AssertionError #"buffer must be supplied" (chan nil (map inc))))
  (is (thrown-with-msg? AssertionError #"at least one channel operation" (alts!! [])))
  (testing "more than 1024 that wait"
    (let [c (chan)]
      (dotimes [i 1024] (put! c i))
      (is (thrown-with-msg? AssertionError #"No more than 1024 pending puts" (put! c :more)))
      (is (= (range 1024) (repeatedly 1024 (fn [] (<!! c))))))
    (let [c (chan)]
      (dotimes [_ 1024] (take! c identity))
      (is (thrown-with-msg? AssertionError #"No more than 1024 pending takes"
                            (take! c identity))))))

(deftest closed-channels
  (let [c (chan 2)]
    (>!! c 1)
    (close! c)
    (is (= [false 1 nil nil] [(>!! c 2) (<!! c) (<!! c) (<!! c)])))
  (testing "puts that wait are still taken"
    (let [c (chan)]
      (put! c 1)
      (close! c)
      (is (= [1 nil] [(<!! c) (<!! c)]))))
  (testing "takes that wait get nil"
    (let [c (chan) got (go [(<! c)])]
      (close! c)
      (is (= [nil] (<!! got))))))

(deftest transducers-of-channels
  (is (= [[0 1] [2 3] [4]] (drain (a/pipe (a/to-chan! (range 5)) (chan 1 (partition-all 2))))))
  (is (= [1 2] (drain (a/pipe (a/to-chan! (range 1 9)) (chan 1 (take 2))))))
  (is (= [0 0 1 0 1 2] (drain (a/pipe (a/to-chan! [1 2 3]) (chan 1 (mapcat range))))))
  (testing "exceptions go to the handler, whose answer is put"
    (is (= [1 :bad] (drain (a/pipe (a/to-chan! [1 0]) (chan 1 (map (fn [x] (/ 1 x)))
                                                            (fn [_] :bad))))))
    (is (= [1] (drain (a/pipe (a/to-chan! [1 0]) (chan 1 (map (fn [x] (/ 1 x)))
                                                      (fn [_] nil)))))))
  (testing "one that uses its own channel is told so"
    (let [c (chan 1) own (promise)]
      (deliver own (chan 1 (map (fn [x] (offer! @own x))) (fn [e] (ex-message e))))
      (>!! @own 1)
      (is (= "A channel's transducer or buffer uses the channel" (<!! @own))))))

(deftest alternatives
  (let [c (chan 1) d (chan 1)]
    (>!! c 1)
    (is (= [1 c] (alts!! [c d])))
    (is (= [:none :default] (alts!! [c d] :default :none)))
    (is (= [true d] (alts!! [c [d 2]])))
    (is (= [true c] (alts!! [[c 3] d] :priority true)))
    (is (= [2 3] (map first (sort-by first [(alts!! [c d]) (alts!! [c d])])))))
  (testing "each value goes to one of many that wait at several channels"
    (let [c (chan) d (chan) n 300
          takers (doall (for [_ (range 4)]
                          (go-loop [got []]
                            (let [[value] (alts! [c d])]
                              (if value (recur (conj got value)) got)))))
          putters (doall (for [k (range 4)]
                           (go (dotimes [i n] (alts! [[c (+ i (* k n))] [d (+ i (* k n))]])))))]
      (run! <!! putters)
      (close! c)
      (close! d)
      (is (= (range (* 4 n)) (sort (mapcat <!! takers))))))
  (is (= [:got 5] (<!! (go (let [c (chan 1)]
                             (>! c 5)
                             (alt! c ([value] [:got value]) (timeout 60000) :late))))))
  (is (= :default (a/alt!! (chan) :no :default :default))))

(deftest timeouts
  (is (nil? (<!! (timeout 1))))
  (let [t (timeout 1)] (is (= [nil t] (alts!! [(chan) t (timeout 60000)]))))
  (testing "a callback hears of the end, too"
    (let [p (promise)]
      (take! (timeout 1) (fn [value] (deliver p [value])))
      (is (= [nil] @p))))
  (testing "a value put before the end arrives"
    (let [t (timeout 60000)]
      (put! t :early)
      (is (= :early (<!! t))))))

(deftest promise-channels
  (let [c (a/promise-chan) got (doall (repeatedly 3 (fn [] (go (<! c)))))]
    (>!! c 1)
    (>!! c 2)
    (close! c)
    (is (= [1 1 1 1 1] (concat (map <!! got) [(<!! c) (<!! c)]))))
  (is (nil? (let [c (a/promise-chan)] (close! c) (<!! c)))))

(deftest a-killed-holder
  (testing "an actor that is killed while it waits is passed over"
    (let [c    (chan)
          pid  (genera.actors/spawn (fn [] (<!! c)))
          down (genera.actors/monitor pid)]
      (Thread/sleep 5)
      (genera.actors/exit pid :kill)
      (genera.actors/receive [:DOWN down _ _ _] nil)
      (is (nil? (offer! c 1)))
      (put! c 2)
      (is (= 2 (<!! c))))))

(deftest flows
  (is (= (range 1 101) (drain (let [out (chan)]
                                (a/pipeline 4 out (map inc) (a/to-chan! (range 100)))
                                out))))
  (is (= [10 11 20 21] (drain (let [out (chan)]
                                (a/pipeline-async 2 out (fn [x c]
                                                          (go (>! c (* 10 x))
                                                              (>! c (inc (* 10 x)))
                                                              (close! c)))
                                                  (a/to-chan! [1 2]))
                                out))))
  (is (= 10 (<!! (a/reduce + 0 (a/to-chan! (range 5))))))
  (is (= [1 2] (<!! (a/transduce (map inc) conj [] (a/to-chan! [0 1])))))
  (is (= #{1 2 3 4} (set (drain (a/merge [(a/to-chan! [1 2]) (a/to-chan! [3 4])])))))
  (is (= [5 7] (drain (a/map + [(a/to-chan! [1 2]) (a/to-chan! [4 5])]))))
  (is (= [[1 3] [2]] (map drain (a/split odd? (a/to-chan! [1 2 3]) 4 4))))
  (testing "a mult waits for all its channels, and drops closed ones"
    (let [source (chan) m (a/mult source) x (chan) y (chan 4) gone (chan)]
      (a/tap m x) (a/tap m y) (a/tap m gone)
      (close! gone)
      (a/onto-chan! source [1 2])
      (is (= [1 2 nil] [(<!! x) (<!! x) (<!! x)]))
      (is (= [1 2] (drain y)))))
  (testing "topics"
    (let [source (chan) p (a/pub source even?) odd (chan 4) even (chan 4)]
      (a/sub p false odd) (a/sub p true even)
      (a/onto-chan! source (range 5))
      (is (= [[1 3] [0 2 4]] [(drain odd) (drain even)]))))
  (testing "a muted channel of a mix is read, and its values dropped"
    (let [out (chan) mix (a/mix out) loud (chan) mute (chan)]
      (a/toggle mix {loud {} mute {:mute true}})
      (go (>! mute 1) (>! loud 2))
      (is (= 2 (<!! out))))))
