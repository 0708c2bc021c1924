(ns clojure.java.shell-test
  "Other programs are run; locks are held by one."
  (:require [clojure.java.shell :refer [sh with-sh-dir with-sh-env]]
            [clojure.test :refer [deftest is testing]]))

(deftest programs
  (is (= {:exit 0 :out "a b\n" :err ""} (sh "echo" "a b")))
  (is (= {:exit 3 :out "" :err "no\n"} (sh "sh" "-c" "echo no >&2; exit 3")))
  (is (= "in" (:out (sh "cat" :in "in"))))
  (is (= "/\n" (:out (sh "pwd" :dir "/")) (with-sh-dir "/" (:out (sh "pwd")))))
  (is (= "1 2\n" (:out (sh "/bin/sh" "-c" "echo $A $B" :env {"A" 1 :B 2}))))
  (is (= "3\n" (with-sh-env {:A 3} (:out (sh "/bin/sh" "-c" "echo $A")))))
  (is (= [-1 0 65] (seq (:out (sh "printf" "\\377\\000A" :out-enc :bytes)))))
  (is (thrown-with-msg? java.io.IOException
                        #"^Cannot run program \"no-such-program\": error=2, No such file or dir"
                        (sh "no-such-program"))))

(deftest locks
  (let [lock (Object.)]
    (testing "one actor at a time is inside, and again within itself"
      (let [n     (volatile! 0)
            again (fn [] (locking lock (locking lock
                                         (let [now @n] (Thread/sleep 1) (vreset! n (inc now))))))]
        (run! deref (doall (repeatedly 20 (fn [] (future (again))))))
        (is (= 20 @n))))
    (testing "a holder that is killed gives it back"
      (let [inside (promise)
            pid    (genera.actors/spawn (fn [] (locking lock
                                                 (deliver inside true)
                                                 (Thread/sleep 60000))))]
        @inside
        (genera.actors/exit pid :kill)
        (is (= :free (locking lock :free)))))))
