(ns genera.restart-matrix-test
  "Every strategy, restart type, way to end and place of a child: what OTP's supervisor does. No
  test waits for time to pass: who has seen the end of a child asks the supervisor something, and
  has the answer after the restart, as the child's exit signal was there before the question."
  (:require [clojure.test :refer [deftest is testing use-fixtures]]
            [genera.actors :refer [! alive? exit monitor process-flag process-info receive self
                                   spawn-link spawn-monitor unlink]]
            [genera.quiet :refer [quietly without-mail]]
            [genera.server :as server]
            [genera.supervisor :as sup]))

(use-fixtures :once quietly)
(use-fixtures :each without-mail)

(def ends
  "How a child can end, by itself or by another's signal, and whether that is abnormal."
  {:normal          [(fn [] nil) false]
   :shutdown        [(fn [] (exit :shutdown)) false]
   :shutdown-vector [(fn [] (exit [:shutdown :why])) false]
   :abnormal        [(fn [] (exit :bad)) true]
   :exception       [(fn [] (throw (ex-info "bad" {}))) true]
   :killed          [(fn [] (exit (self) :kill) (receive :never nil)) true]})

(defn start-worker
  "Tells `to` that a child is started, which then does what it is sent."
  [to id]
  (! to [:began id])
  (binding [genera.actors/*report-crash* identity]
    (spawn-link (fn [] (receive [:do f] (f))))))

(defn child
  [id restart]
  {:id id, :restart restart, :start [start-worker (self) id]})

(defn start-sup
  [flags children]
  (let [[ok pid] (sup/start-link (fn [_] [:ok flags children]) nil)]
    (is (= :ok ok))
    pid))

(defn pids
  "The pids of the children by id; nil for one that does not run."
  [s]
  (into {} (map (juxt :id :pid)) (sup/which-children s)))

(defn began
  "The ids of the children that were started, so far."
  []
  (loop [ids []] (receive [:began id] (recur (conj ids id)) (after 0 ids))))

(defn await-end
  [pid]
  (let [r (monitor pid)] (receive [:DOWN r _ _ reason] reason)))

(defn end-child
  "Ends a child in that way and waits for it; the next answer of the supervisor is of afterwards."
  [pid way]
  (let [r (monitor pid)]
    (! pid [:do (first (ends way))])
    (receive [:DOWN r _ _ _] nil)))

(defn affected
  "Which of the children begin again, or go, when the one at that place begins again."
  [strategy place ids]
  (case strategy
    :one-for-one  [(nth ids place)]
    :rest-for-one (subvec ids place)
    :one-for-all  ids))

(defn check-case
  [strategy restart way place siblings]
  (let [ids     [:a :b :c]
        victim  (nth ids place)
        again?  (case restart :permanent true :transient (second (ends way)) :temporary false)
        type-of (fn [id] (if (= id victim) restart siblings))
        hit     (if again? (affected strategy place ids) [])
        gone?   (fn [id] (and (= :temporary (type-of id)) (or (= id victim) (some #{id} hit))))
        s       (start-sup {:strategy strategy, :intensity 5}
                           (mapv (fn [id] (child id (type-of id))) ids))
        before  (pids s)]
    (end-child (before victim) way)
    (let [now (pids s)]
      (is (= (into ids (remove gone? hit)) (began)) "children begin, and begin again, in order")
      (doseq [id ids]
        (cond
          (gone? id)       (is (not (contains? now id)) "no child of that id is left")
          (some #{id} hit) (is (and (not= (before id) (now id)) (alive? (now id))) "it is new")
          (= id victim)    (is (nil? (now id)) "it does not run, but is known")
          :else            (is (= (before id) (now id)) "it is the same"))))
    (server/stop s :normal :infinity)))

(deftest every-case
  (doseq [strategy [:one-for-one :rest-for-one :one-for-all]
          restart  [:permanent :transient :temporary]
          way      (keys ends)
          place    [0 1 2]
          siblings [:permanent :temporary]]
    (testing (str [strategy restart way place siblings])
      (check-case strategy restart way place siblings))))

(deftest dynamic-children
  (doseq [restart [:permanent :transient :temporary], way (keys ends)]
    (testing (str [restart way])
      (let [again? (case restart :permanent true :transient (second (ends way)) :temporary false)
            s      (start-sup {:strategy :simple-one-for-one, :intensity 5}
                              [{:id :w, :restart restart, :start [start-worker (self)]}])
            kids   (mapv (fn [i] (second (sup/start-child s [i]))) (range 3))]
        (end-child (kids 1) way)
        (is (= (if again? 3 2) (:active (sup/count-children s))))
        (is (= (if again? [0 1 2 1] [0 1 2]) (began)))
        (server/stop s :normal :infinity)
        (is (not-any? alive? kids))))))

(deftest too-many-restarts
  (doseq [strategy [:one-for-one :rest-for-one :one-for-all], intensity [0 1 3]]
    (testing (str [strategy intensity])
      (let [s    (start-sup {:strategy strategy, :intensity intensity} [(child :a :permanent)])
            kids (doall (for [i (range intensity)]
                          (let [pid (:a (pids s))] (end-child pid :abnormal) pid)))]
        (is (alive? s))
        (end-child (:a (pids s)) :abnormal)
        (is (= :shutdown (receive [:EXIT s reason] reason)))
        (is (= (inc intensity) (count (began))))
        (is (not-any? alive? kids))))))

(deftest escalation-through-three-levels
  (let [me     (self)
        level  (fn level [n]
                 (sup/start-link
                   (fn [_]
                     [:ok {:intensity 1}
                      [(if (zero? n)
                         {:id :leaf, :start [start-worker me :leaf]}
                         {:id :sub, :type :supervisor, :start (fn [] (level (dec n)))})]])
                   nil))
        [_ top] (level 2)
        leaf   (fn [] (-> top pids :sub pids :sub pids :leaf))
        subs   (fn [] (let [s1 (:sub (pids top))] [s1 (:sub (pids s1))]))
        old    (subs)]
    (end-child (leaf) :abnormal)
    (is (= old (subs)) "the lowest supervisor has started it again")
    (let [lowest (second old), r (monitor lowest)]
      (end-child (leaf) :abnormal)
      (is (= :shutdown (receive [:DOWN r _ _ reason] reason)) "it gives up the second time")
      (let [[s1 s2] (subs)]
        (is (= (first old) s1))
        (is (not= lowest s2) "and is started again by the one above")
        (is (alive? (leaf)))))
    (is (alive? top))
    (server/stop top :normal :infinity)
    (is (= [:leaf :leaf :leaf] (began)))))

(deftest stop-in-reverse-whatever-the-children-do
  (let [me   (self)
        kid  (fn [id shutdown body]
               {:id id, :shutdown shutdown, :start (fn [] (spawn-link body))})
        slow (fn [id] (fn []
                        (process-flag :trap-exit true)
                        (! me :up)
                        (receive [:EXIT _ reason] (do (Thread/sleep 5) (! me [:ended id])
                                                      (exit reason)))))
        deaf (fn [] (process-flag :trap-exit true) (! me :up) (receive :never nil))
        s    (start-sup {} [(kid 1 :infinity (slow 1)) (kid 2 20 deaf) (kid 3 5000 (slow 3))
                            (kid 4 :brutal-kill deaf) (kid 5 5000 (fn [] (receive :never nil)))])
        all  (vals (pids s))
        refs (mapv monitor all)]
    (dotimes [_ 4] (receive :up nil))
    (server/stop s :normal :infinity)
    (is (= {:killed 2, :shutdown 3}
           (frequencies (mapv (fn [r] (receive [:DOWN r _ _ reason] reason)) refs))))
    (is (= [3 1] [(receive [:ended id] id) (receive [:ended id] id)]))))

(deftest a-start-that-hangs
  (testing "it holds its supervisor, which only :kill ends, and then the children there are"
    (let [me (self)
          [starter r] (spawn-monitor
                        (fn []
                          (sup/start-link
                            (fn [_] [:ok {} [{:id :a, :start [start-worker me :a]}
                                             {:id :b, :start (fn []
                                                               (! me [:hangs (self)])
                                                               (receive :never nil))}]])
                            nil)))
          s (receive [:hangs pid] pid)]
      (is (= [:a] (began)))
      (is (alive? s))
      (exit starter :kill)
      (is (= :killed (receive [:DOWN r _ _ reason] reason)))
      (is (alive? s) "its parent's end waits as a message")
      (let [a (first (process-info s :links))]
        (exit s :kill)
        (is (contains? #{:killed :noproc} (await-end s)))
        (is (contains? #{:killed :noproc} (await-end a))))))
  (testing "a server's init that takes too long is an error of the start"
    (let [s (start-sup {} [])]
      (is (= [:error :timeout :slow]
             (let [start (fn []
                           (server/start-link {:init (fn [_] (receive :never nil))}
                                              nil {:timeout 10}))
                   [tag [reason spec]] (sup/start-child s {:id :slow :start start})]
               [tag reason (:id spec)])))
      (is (= {} (pids s)))
      (server/stop s :normal :infinity))))

(deftest a-child-that-unlinks-itself
  (let [s (start-sup {} [(child :a :permanent)])
        a (:a (pids s))]
    (let [r (monitor a)]
      (! a [:do (fn [] (unlink s) (exit :bad))])
      (receive [:DOWN r _ _ _] nil))
    (is (= a (:a (pids s))) "the supervisor does not hear of its end")
    (is (= :ok (sup/terminate-child s :a)) "and does not wait for it")
    (is (= :ok (first (sup/restart-child s :a))))
    (is (alive? (:a (pids s))))
    (server/stop s :normal :infinity)))

(deftest start-functions-that-answer-nonsense
  (doseq [nonsense [nil 1 [] [:ok] [:ok :no-pid] [:error] {:ok 1}]]
    (testing (pr-str nonsense)
      (let [s (start-sup {} [])]
        (is (= :error (first (sup/start-child s {:id :x, :start (fn [] nonsense)}))))
        (is (alive? s))
        (is (= {} (pids s)))
        (server/stop s :normal :infinity)))))

(deftest many-children
  (let [n 300
        s (start-sup {:strategy :one-for-all} (mapv (fn [i] (child i :permanent)) (range n)))]
    (is (= (range n) (began)))
    (end-child (get (pids s) 17) :abnormal)
    (is (= n (:active (sup/count-children s))))
    (is (= (range n) (began)))
    (let [all (vals (pids s))]
      (server/stop s :normal :infinity)
      (is (not-any? alive? all)))))

(def echo
  {:init        (fn [x] [:ok x])
   :handle-call (fn [request _ x] [:reply request x])})

(defn reason-of
  "The reason for which f exits the running actor."
  [f]
  (try (f) :none (catch genera.actors.Exit e (genera.actors/exit-reason e))))

(deftest calls-of-nobody
  (let [[_ pid] (server/start echo 1)]
    (server/stop pid)
    (is (= :noproc (first (reason-of #(server/call pid :hello)))))
    (is (= :noproc (first (reason-of #(server/call :nobody-of-that-name :hello)))))
    (is (= :ok (server/cast pid :hello)))
    (is (= :noproc (first (reason-of #(server/stop pid)))))))

(deftest a-call-from-a-full-mailbox
  (let [[_ pid] (server/start echo 1)
        used    (fn [] (process-info (self) :reductions))
        me      (self)]
    (dotimes [i 20000] (! me [:unread i]))
    (server/call pid :warm-up)
    (let [before (used)]
      (dotimes [i 20] (is (= i (server/call pid i))))
      (is (< (- (used) before) 200000) "the messages that wait are not looked at"))
    (is (= 20000 (process-info me :message-queue-len)))
    (server/stop pid)))
