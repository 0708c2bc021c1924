; Pattern matching under the names and with the patterns of Clojure's library core.match.
;
; A row of patterns becomes nested tests that answer a vector of what its names are bound to, or
; nil; the first row that answers one has its action evaluated, in tail position. So rows are tried
; one after the other, as they are written: no decision tree is built, as receive does, because
; guards and :<< may be any code and keep their order this way.

(ns clojure.core.match
  "match, by the patterns of core.match: literals, names, _, vectors with & rest, maps, and
  (p :guard f), (p :when f), (:or p q), (p :as name), ([p & q] :seq), ({…} :only [k]), (p :<< f)
  and 'x. A name that is a local matches what equals it, any other is bound. :else is a whole row.")

(declare emit names-of)

(defn- no-pattern
  [pattern]
  (throw (IllegalArgumentException. (str "match: no pattern: " (pr-str pattern)))))

(defn- split-rest
  "[fixed rest-pattern rest?] of a vector pattern."
  [pattern]
  (let [[fixed [amp & more]] (split-with (fn [p] (not= '& p)) pattern)]
    (when (and amp (not= 1 (count more))) (no-pattern pattern))
    [(vec fixed) (first more) (some? amp)]))

; Names.

(defn- infix-names
  [[p op x & more] locals]
  (concat (names-of p locals)
          (when (= :as op) [x])
          (when more (names-of (cons '_ more) locals))))

(defn ^:no-doc names-of
  "The names that a pattern binds, in order."
  [pattern locals]
  (cond
    (symbol? pattern) (when-not (or (= '_ pattern) (= '& pattern) (contains? locals pattern))
                        [pattern])
    (vector? pattern) (mapcat (fn [p] (names-of p locals)) pattern)
    (map? pattern)    (mapcat (fn [p] (names-of p locals)) (vals pattern))
    (seq? pattern)    (case (first pattern)
                        quote nil
                        :or   (names-of (second pattern) locals)
                        (infix-names pattern locals))
    :else nil))

; Tests. Work is a list of [pattern expression]; `success` is the expression of what all of it
; answers.

(defn- with-value
  "Code for a value under a name of its own."
  [expr f]
  (if (symbol? expr)
    (f expr)
    (let [v (gensym "v__")] `(let [~v ~expr] ~(f v)))))

(defn- emit-vector
  [pattern v more locals success]
  (let [[fixed rest-pattern rest?] (split-rest pattern)
        n (count fixed)]
    `(if (and (vector? ~v) (~(if rest? `>= `==) (count ~v) ~n))
       ~(emit (concat (map-indexed (fn [i p] [p `(nth ~v ~i)]) fixed)
                      (when rest? [[rest-pattern `(subvec ~v ~n)]])
                      more)
              locals success)
       nil)))

(defn- emit-seq
  [pattern v more locals success]
  (let [[fixed rest-pattern rest?] (split-rest pattern)
        walk (fn walk [s left]
               (if-let [[p & left] (seq left)]
                 (let [x (gensym "x__") s2 (gensym "s__")]
                   `(if ~s
                      (let [~x (first ~s) ~s2 (next ~s)]
                        ~(emit (list [p x]) locals (walk s2 left)))
                      nil))
                 (if rest?
                   (emit (cons [rest-pattern `(or ~s ())] more) locals success)
                   `(if ~s nil ~(emit more locals success)))))
        s (gensym "s__")]
    `(if (sequential? ~v)
       (let [~s (seq ~v)] ~(walk s fixed))
       nil)))

(defn- emit-map
  [pattern v more locals success]
  `(if (map? ~v)
     ~((fn entries [left]
         (if-let [[[k p] & left] (seq left)]
           (let [x (gensym "x__")]
             `(let [~x (get ~v ~k ::none)]
                (if (identical? ::none ~x)
                  nil
                  ~(emit (list [p x]) locals (entries left)))))
           (emit more locals success)))
       (seq pattern))
     nil))

(defn- emit-or
  [[_ & alternatives] v more locals success]
  (if (some (fn [p] (seq (names-of p locals))) alternatives)
    `(or ~@(map (fn [p] (emit (cons [p v] more) locals success)) alternatives))
    `(if (or ~@(map (fn [p] (emit (list [p v]) locals true)) alternatives))
       ~(emit more locals success)
       nil)))

(defn- emit-infix
  "(p :op x …): more operators stand behind the first."
  [[p op x & others :as pattern] v more locals success]
  (let [more (if others (cons [(cons '_ others) v] more) more)]
    (case op
      (:guard :when)
      (let [guards (if (vector? x) x [x])]
        (emit (list [p v]) locals
              `(if (and ~@(map (fn [f] `(~f ~v)) guards)) ~(emit more locals success) nil)))
      :as   (emit (list* [p v] [x v] more) locals success)
      :seq  (do (when-not (vector? p) (no-pattern pattern))
                (emit-seq p v more locals success))
      :only (do (when-not (map? p) (no-pattern pattern))
                `(if (and (map? ~v) (every? ~(set x) (keys ~v)))
                   ~(emit (cons [p v] more) locals success)
                   nil))
      :<<   (emit (cons [p `(~x ~v)] more) locals success)
      (no-pattern pattern))))

(defn- emit
  [work locals success]
  (if-let [[[pattern expr] & more] (seq work)]
    (cond
      (= '_ pattern) (emit more locals success)
      (symbol? pattern)
      (if (contains? locals pattern)
        `(if (= ~pattern ~expr) ~(emit more locals success) nil)
        `(let [~pattern ~expr] ~(emit more locals success)))
      :else
      (with-value
        expr
        (fn [v]
          (cond
            (vector? pattern) (emit-vector pattern v more locals success)
            (map? pattern)    (emit-map pattern v more locals success)
            (not (seq? pattern)) `(if (= ~pattern ~v) ~(emit more locals success) nil)
            (= 'quote (first pattern)) `(if (= ~pattern ~v) ~(emit more locals success) nil)
            (= :or (first pattern)) (emit-or pattern v more locals success)
            (next pattern) (emit-infix (if (= :seq (second pattern))
                                         (list* (first pattern) :seq nil (nnext pattern))
                                         pattern)
                                       v more locals success)
            :else (no-pattern pattern)))))
    success))

(defn- check-names
  [names row]
  (when-not (or (empty? names) (apply distinct? names))
    (throw (IllegalArgumentException. (str "match: a name stands twice in " (pr-str row))))))

(defn- emit-row
  "Code for one row: its action, or what `otherwise` is, when it does not match."
  [vars row action locals otherwise]
  (if (= :else row)
    action
    (do
      (when-not (and (vector? row) (= (count row) (count vars)))
        (throw (IllegalArgumentException.
                 (str "match: a row is a vector of " (count vars) " patterns: " (pr-str row)))))
      (let [names (vec (names-of row locals))
            found (gensym "found__")]
        (check-names names row)
        `(let [~found ~(emit (map vector row vars) locals (if (seq names) names true))]
           (if ~found
             (let [~@(mapcat (fn [i name] [name `(nth ~found ~i)]) (range) names)]
               ~action)
             ~otherwise))))))

(defn- emit-rows
  [vars clauses locals otherwise]
  (when-not (even? (count clauses))
    (throw (IllegalArgumentException. "match: a row without an action")))
  (reduce (fn [otherwise [row action]] (emit-row vars row action locals otherwise))
          otherwise (reverse (partition 2 clauses))))

(defn ^:no-doc rows-of-one
  "The clauses of a match on one value as those of a vector of one."
  [clauses]
  (mapcat (fn [[row & action]] (cons (if (= :else row) :else [row]) action))
          (partition-all 2 clauses)))

(defn ^:no-doc no-match
  [& values]
  (throw (IllegalArgumentException. (apply str "No matching clause: " (interpose " " values)))))

(defn ^:no-doc expand
  "Code for clauses of patterns on the values of expressions; otherwise is code, too."
  [exprs clauses locals otherwise]
  (let [vars (mapv (fn [e] (if (symbol? e) e (gensym "value__"))) exprs)]
    `(let [~@(mapcat (fn [v e] (when-not (= v e) [v e])) vars exprs)]
       ~(emit-rows vars clauses locals (or otherwise `(no-match ~@vars))))))

(defmacro match
  "Evaluates the action of the first row of patterns that matches: (match [x y] [p q] action …), or
  (match x p action …). Throws IllegalArgumentException if none does."
  [vars & clauses]
  (if (vector? vars)
    (expand vars clauses (set (keys &env)) nil)
    (expand [vars] (rows-of-one clauses) (set (keys &env)) nil)))

(defmacro matchv
  "As match; the type of vectors is not needed."
  [_type vars & clauses]
  (with-meta `(match ~vars ~@clauses) (meta &form)))

(defmacro matchm
  "As match."
  [vars & clauses]
  (with-meta `(match ~vars ~@clauses) (meta &form)))

(defmacro match-let
  "As match, with values bound to names first: (match-let [x expr …] [p …] action …)."
  [bindings & clauses]
  `(let ~bindings (match ~(vec (take-nth 2 bindings)) ~@clauses)))
