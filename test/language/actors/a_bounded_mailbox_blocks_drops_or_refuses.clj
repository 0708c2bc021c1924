(require '[genera.actors :refer :all])
(def main (self))
(defn waiting [overflow] (spawn-opt {:mailbox {:limit 3 :overflow overflow}} (fn [] (receive :go nil) (loop [] (receive :stop nil n (do (! main [:got n]) (recur)))))))
(defn drain [] (loop [found []] (receive [:got n] (recur (conj found n)) (after 30 found))))
(def dropping (waiting :drop))
(do (dotimes [i 10] (! dropping i)) (process-info dropping [:message-queue-len :dropped :mailbox])) ;=> {:message-queue-len 3, :dropped 7, :mailbox {:limit 3, :overflow :drop}}
(let [refusing (waiting :error)] [(try (dotimes [i 10] (! refusing i)) (catch IllegalStateException e (subs (.getMessage e) 0 15))) (process-info refusing :message-queue-len)]) ;=> ["Mailbox of #pid" 3]
(def p (spawn-opt {:mailbox {:limit 3}} (fn [] (loop [] (receive n (do (Thread/sleep 1) (! main [:got n]) (recur)))))))
(let [sender (spawn (fn [] (dotimes [i 20] (! p i)) (! main :all-sent)))] [(receive :all-sent (<= (process-info p :message-queue-len) 3)) (= (range 20) (drain))]) ;=> [true true]
(let [q (spawn-opt {:mailbox {:limit 1}} (fn [] (receive :go nil))) [s r] (spawn-monitor (fn [] (! q 1) (! q 2)))] (Thread/sleep 5) [(process-info s :status) (do (exit q :gone) (receive [:DOWN r :process s reason] reason))]) ;=> [:waiting :normal]
(let [q (spawn-opt {:mailbox {:limit 1}} (fn [] (receive :go nil))) [s r] (spawn-monitor (fn [] (! q 1) (! q 2)))] (Thread/sleep 5) (exit s :kill) (receive [:DOWN r :process s reason] reason)) ;=> :killed
(let [[s r] (spawn-monitor (fn [] (process-flag :mailbox {:limit 2 :overflow :block}) (exit (try (dotimes [i 5] (! (self) i)) (catch IllegalStateException e :refused)))))] (receive [:DOWN r :process s reason] reason)) ;=> :refused
(let [q (spawn-opt {:mailbox {:limit 1 :overflow :drop}} (fn [] (process-flag :trap-exit true) (receive :go nil)))] (! q 1) (Thread/sleep 2) (exit q :signals-are-no-messages) (process-info q :message-queue-len)) ;=> 2
(try (spawn-opt {:mailbox {:limit 1 :overflow :forget}} identity) (catch IllegalArgumentException e (.getMessage e))) ;=> "No overflow: :forget"
(try (spawn-opt {:priority :urgent} identity) (catch IllegalArgumentException e (.getMessage e))) ;=> "No priority: :urgent"
