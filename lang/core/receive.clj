; receive, in namespace genera.actors. It is selective: it looks at the messages in the order they
; came, takes the first that a clause matches, and leaves the others where they are. A clause's
; pattern may be any nesting of literals, vectors and maps.
;
; The patterns become a program that the kernel runs over the mailbox (receive_tree.clj). A loop
; asks it for the next message and the number of the clause that matches, and does what is left:
; guards, patterns that the kernel does not know, and all of them for a message that it is unsure
; of. Names are bound and bodies stand behind the loop, in tail position, so that recur in a body
; reaches what is around receive.
;
; When every clause wants the value of the same local somewhere in its message, and that is a ref
; the actor has made, messages older than the ref cannot match: the kernel skips them unseen.

(defn- deadline-after
  "The moment ms milliseconds from now; nil, for ever, of nil and :infinity; 0, at once, of 0."
  [ms]
  (cond
    (or (nil? ms) (= :infinity ms)) nil
    (not (and (number? ms) (<= 0 ms)))
    (throw (new IllegalArgumentException (str "receive: no time to wait: " (pr-str ms))))
    (= 0 ms) 0
    :else (+ (prim/now) ms)))

; Patterns. `match-steps` turns a pattern and the symbol of a value into steps, a vector of
; [:test expression] and [:bind symbol expression], to be done in that order.

(declare match-steps)

(defn- match-vector
  "Steps of a vector pattern: exact length, or at least that before & and a pattern of the rest."
  [given value locals]
  (let [pattern (join-rest given)
        fixed (vec (take-while (fn [p] (not= '& p)) pattern))
        rest? (not= (count fixed) (count pattern))
        n     (count fixed)]
    (when (and rest? (not= (count pattern) (+ n 2)))
      (throw (new IllegalArgumentException "receive: & must stand before the last pattern")))
    (reduce into
            [[:test `(vector? ~value)]
             [:test (if rest? `(<= ~n (count ~value)) `(= ~n (count ~value)))]]
            (concat
              (map-indexed (fn [i p]
                             (let [part (gensym "part__")]
                               (into [[:bind part `(nth ~value ~i)]]
                                     (match-steps p part locals))))
                           fixed)
              (when rest?
                (let [part (gensym "rest__")]
                  [(into [[:bind part `(seq (drop ~n ~value))]]
                         (match-steps (peek pattern) part locals))]))))))

(defn- match-map
  "Steps of a map pattern: the keys must be there, and their values match."
  [pattern value locals]
  (reduce into
          [[:test `(map? ~value)]]
          (map (fn [[k p]]
                 (let [part (gensym "part__")]
                   (into [[:test `(contains? ~value ~k)] [:bind part `(get ~value ~k)]]
                         (match-steps p part locals))))
               pattern)))

(defn- match-steps
  "The steps that match the value of a symbol with a pattern; locals is the set of names that
  have a value already."
  [pattern value locals]
  (cond
    (= '_ pattern) []
    (symbol? pattern)
    (if (contains? locals pattern)
      [[:test `(= ~pattern ~value)]]
      [[:bind pattern value]])
    (vector? pattern) (match-vector pattern value locals)
    (map? pattern)    (match-map pattern value locals)
    (and (seq? pattern) (= 'quote (first pattern))) [[:test `(= ~pattern ~value)]]
    (seq? pattern)
    (throw (new IllegalArgumentException (str "receive: no pattern: " (pr-str pattern))))
    :else [[:test `(= ~pattern ~value)]]))

(defn- join-repeats
  "Steps in which a name bound a second time must equal its first value."
  [steps]
  (loop [done [] seen #{} steps (seq steps)]
    (if steps
      (let [[kind name expr] (first steps)]
        (if (and (= :bind kind) (contains? seen name))
          (recur (conj done [:test `(= ~name ~expr)]) seen (next steps))
          (recur (conj done (first steps))
                 (if (= :bind kind) (conj seen name) seen)
                 (next steps))))
      done)))

(defn- wrap-steps
  "An expression: that of success when all steps pass, else nil."
  [steps success]
  (reduce (fn [inner [kind a b]]
            (if (= :test kind)
              `(if ~a ~inner nil)
              `(let [~a ~b] ~inner)))
          success (reverse steps)))

(defn- split-clauses
  "The clauses of receive, [pattern guard body] each with guard nil without :when, the after clause
  [ms body…] or nil, and the tx clause [[name expr] body…] or nil."
  [forms]
  (loop [clauses [] tx nil forms (seq forms)]
    (cond
      (nil? forms) [clauses nil tx]
      (and (nil? (next forms)) (seq? (first forms)) (= 'after (ffirst forms)))
      [clauses (next (first forms)) tx]
      (and (nil? tx) (seq? (first forms)) (= 'tx (ffirst forms)))
      (let [[_ [name expr :as binding] & _] (first forms)]
        (when-not (and (vector? binding) (= 2 (count binding)))
          (throw (new IllegalArgumentException "receive: tx wants [name expression]")))
        (recur clauses (next (first forms)) (next forms)))
      (nil? (next forms))
      (throw (new IllegalArgumentException "receive: a pattern without a body"))
      (= :when (second forms))
      (let [[pattern _ guard & [body :as more]] forms]
        (when-not (seq more)
          (throw (new IllegalArgumentException "receive: a guard without a body")))
        (recur (conj clauses [pattern guard body]) tx (next (nnext (next forms)))))
      :else
      (let [[pattern body] forms]
        (recur (conj clauses [pattern nil body]) tx (nnext forms))))))

(defn- clause-steps
  [[pattern] message locals]
  (join-repeats (match-steps pattern message locals)))

(defn- clause-test
  "The expression that answers the clause's number when the message matches, else nil."
  [i [_ guard _ :as clause] message locals]
  (wrap-steps (clause-steps clause message locals) (if guard `(if ~guard ~i nil) i)))

(defn- place-value
  "The expression of a place in a message."
  [message place]
  (if (= :rest (first place))
    `(seq (drop ~(nth place 2) ~(place-value message (nth place 1))))
    (reduce (fn [value step] (if (vector? step) `(get ~value '~(second step)) `(nth ~value ~step)))
            message place)))

(defn- clause-body
  "The body of a clause with its names bound to their places in a message that matches."
  [[_ _ body :as clause] asked message locals]
  (if (:left? asked)
    `(let [~@(mapcat (fn [[kind name value]] (when (= :bind kind) [name value]))
                     (clause-steps clause message locals))]
       ~body)
    `(let [~@(mapcat (fn [[name place]] [name (place-value message place)]) (:names asked))]
       ~body)))

(defn- wanted-locals
  "Names with a value here that every clause's pattern wants in the message."
  [clauses locals]
  (let [wanted (map (fn [[pattern]]
                      (set (filter locals (tree-seq coll? seq pattern))))
                    clauses)]
    (if (seq wanted)
      (filter (fn [name] (every? (fn [names] (contains? names name)) wanted)) (first wanted))
      nil)))

(defn- deadline-form
  "An expression of the moment when a receive gives up, nil for never and 0 for at once."
  [after]
  (let [ms (first after)]
    (cond
      (or (nil? ms) (= 0 ms)) ms
      (and (int? ms) (pos? ms)) `(+ (prim/now) ~ms)
      :else `(#'deadline-after ~ms))))

(defn- choose-body
  "The expression that evaluates the body of clause `found`."
  [found bodies]
  (if (next bodies)
    `(case ~found
       ~@(interleave (range) (butlast bodies))
       ~(last bodies))
    (first bodies)))

(defn- await-either
  "Waits for mail that `look` finds, whose answer this is then, for a transaction of f that does not
  retry, [value], or for the deadline, nil. look leaves the save pointer behind what it has seen;
  without clauses for mail there is none to wait for."
  [look f deadline mail?]
  (loop []
    (let [found (look)]
      (if found
        found
        (let [done (clojure.core/try-transaction f)]
          (if done
            (do (prim/mail-seek nil) done)
            (let [woken (prim/stm-await deadline mail?)]
              (case woken
                0   (do (prim/mail-seek nil) nil)
                nil (clojure.core/fail-stuck)
                (recur)))))))))

(defn- with-transaction
  "The expression of a receive with a tx clause; search looks for mail that is there already."
  [[[name expr] & body] search found deadline mail? take-it after]
  `(let [~found (#'await-either (fn [] ~search) (fn [] ~expr) ~deadline ~mail?)]
     (cond
       (vector? ~found) (let [~name (nth ~found 0)] ~@body)
       (nil? ~found)    (do ~@(next after))
       :else            ~take-it)))

(defmacro receive
  "Takes the first message that a clause matches and evaluates that clause's body:
  (receive pattern body, pattern :when test body, …, (after ms body…)).
  _ matches anything; a name that has a value here matches what equals it; any other name is
  bound; literals match what equals them; vectors match their exact length, unless & stands before
  a last pattern for the rest; maps match what has their keys. after gives up after ms
  milliseconds. Messages no clause matches stay. A clause (tx [v expr] body…) waits for a
  transaction, too: when expr, run as one, does not retry (genera.stm), body sees its value as v."
  [& forms]
  (let [[clauses after tx] (split-clauses forms)
        locals   (set (keys &env))
        clauses  (vec clauses)
        asked    (mapv (fn [[pattern]] (clause-tests pattern locals)) clauses)
        open?    (fn [i] (or (nth (nth clauses i) 1) (:left? (nth asked i))))
        numbers  (range (count clauses))
        {:keys [program entries pins]} (match-program asked open?)
        seeks    (map (fn [name] `(prim/mail-seek ~name)) (wanted-locals clauses locals))
        message  (gensym "message__")
        deadline (gensym "deadline__")
        found    (gensym "found__")
        wanted   (gensym "wanted__")
        search   (fn [place] `(prim/mail-receive '~program ~wanted ~place ~(if tx -1 deadline)))
        test     (fn [i] (clause-test i (nth clauses i) message locals))
        bodies   (map (fn [clause asked] (clause-body clause asked message locals)) clauses asked)
        take-it  `(let [~message (prim/mail-take)] ~(choose-body found bodies))]
    `(let [~deadline ~(deadline-form after)
           ~wanted   ~(if (seq pins) pins nil)]
       ~(let [look `(loop [~found ~(if (seq seeks)
                                     `(do (prim/mail-seek nil) ~@seeks ~(search 0))
                                     (search nil))]
                      (case ~found
                        -1 (let [~message (prim/mail-message)
                                 ~found   (or ~@(map test numbers))]
                             (if ~found ~found (do (prim/mail-skip) (recur ~(search 0)))))
                        ~@(mapcat (fn [i]
                                    [i `(let [~message (prim/mail-message)]
                                          (if ~(test i)
                                            ~i
                                            (recur ~(search (get entries i 0)))))])
                                  (filter open? numbers))
                        ~found))]
          (if tx
            (with-transaction tx look found deadline (< 0 (count clauses)) take-it after)
            `(let [~found ~look]
               ~(if after
                  `(if (nil? ~found) (do ~@(next after)) ~take-it)
                  take-it)))))))
