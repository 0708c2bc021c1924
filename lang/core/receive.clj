; receive, in namespace genera.actors. It is selective: it looks at the messages in the order they
; came, takes the first that a clause matches, and leaves the others where they are. Matching
; compiles to tests of the message, so a clause's pattern may be any nesting of literals, vectors
; and maps.
;
; A loop looks for the message and answers the number of the clause that matches it and what its
; names are bound to; the bodies stand behind the loop, in tail position, so that recur in a body
; reaches what is around receive.
;
; When every clause wants the value of the same local somewhere in its message, and that is a ref
; the actor has made, messages older than the ref cannot match: the kernel skips them unseen.

(def ^:private none
  "What stands for no message."
  (prim/volatile nil))

(defn- next-message
  "The message at the save pointer, waited for until the deadline; none when there is none."
  [deadline]
  (loop []
    (let [mail (prim/mail-next)]
      (if mail
        (prim/reduced-value mail)
        (if (prim/mail-wait deadline) (recur) none)))))

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
  [pattern value locals]
  (let [fixed (vec (take-while (fn [p] (not= '& p)) pattern))
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

(defn- bound-names
  "The names a pattern's steps bind that the program wrote."
  [pattern steps]
  (let [written (set (filter symbol? (tree-seq coll? seq pattern)))]
    (vec (distinct (filter written (keep (fn [[kind a]] (when (= :bind kind) a)) steps))))))

(defn- split-clauses
  "The clauses of receive, [pattern guard body] each with guard nil without :when, and the after
  clause [ms body…] or nil."
  [forms]
  (loop [clauses [] forms (seq forms)]
    (cond
      (nil? forms) [clauses nil]
      (and (nil? (next forms)) (seq? (first forms)) (= 'after (ffirst forms)))
      [clauses (next (first forms))]
      (nil? (next forms))
      (throw (new IllegalArgumentException "receive: a pattern without a body"))
      (= :when (second forms))
      (let [[pattern _ guard & [body :as more]] forms]
        (when-not (seq more)
          (throw (new IllegalArgumentException "receive: a guard without a body")))
        (recur (conj clauses [pattern guard body]) (next (nnext (next forms)))))
      :else
      (let [[pattern body] forms]
        (recur (conj clauses [pattern nil body]) (nnext forms))))))

(defn- clause-test
  "The expression that answers a vector of a clause's number and its bound values when the
  message matches, else nil."
  [i [pattern guard _] message locals]
  (let [steps (join-repeats (match-steps pattern message locals))
        names (bound-names pattern steps)
        found (into [i] names)]
    (wrap-steps steps (if guard `(if ~guard ~found nil) found))))

(defn- wanted-locals
  "Names with a value here that every clause's pattern wants in the message."
  [clauses locals]
  (let [wanted (map (fn [[pattern]]
                      (set (filter locals (tree-seq coll? seq pattern))))
                    clauses)]
    (if (seq wanted)
      (filter (fn [name] (every? (fn [names] (contains? names name)) wanted)) (first wanted))
      nil)))

(defmacro receive
  "Takes the first message that a clause matches and evaluates that clause's body:
  (receive pattern body, pattern :when test body, …, (after ms body…)).
  _ matches anything; a name that has a value here matches what equals it; any other name is
  bound; literals match what equals them; vectors match their exact length, unless & stands before
  a last pattern for the rest; maps match what has their keys. after gives up after ms
  milliseconds. Messages no clause matches stay."
  [& forms]
  (let [[clauses after] (split-clauses forms)
        locals   (set (keys &env))
        message  (gensym "message__")
        deadline (gensym "deadline__")
        found    (gensym "found__")
        clauses  (vec clauses)
        seeks    (map (fn [name] `(prim/mail-seek ~name)) (wanted-locals clauses locals))
        tests    (map-indexed (fn [i clause] (clause-test i clause message locals)) clauses)
        bodies   (mapcat (fn [i]
                           (let [[pattern _ body] (nth clauses i)
                                 steps (join-repeats (match-steps pattern message locals))
                                 names (bound-names pattern steps)]
                             [i `(let [~@(mapcat (fn [k name] [name `(nth ~found ~(inc k))])
                                                 (range) names)]
                                   ~body)]))
                         (range (count clauses)))]
    `(let [~deadline (#'deadline-after ~(if after (first after) nil))
           ~found
           (loop [_# (do (prim/mail-seek nil) ~@seeks)]
             (let [~message (#'next-message ~deadline)]
               (if (identical? (var-get #'none) ~message)
                 nil
                 (let [found# (or ~@tests)]
                   (if found#
                     (do (prim/mail-take) found#)
                     (recur (prim/mail-skip)))))))]
       (if ~found
         (case (nth ~found 0) ~@bodies)
         (do ~@(when after (next after)))))))
