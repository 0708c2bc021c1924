; Jumps to jumps: a way to a block that does nothing but jump on goes where that one goes; blocks
; that no way leads to any more are left out. A pass over MIR. Namespace genera.compiler.jumps.
;
; Only blocks without parameters whose jump has no arguments and leaves no operands are passed by,
; and never a jump back, because that is where a loop may be interrupted.

(defn- target-of
  "The block that an empty block jumps on to, or nil."
  [blocks place-of here]
  (let [block (prim/nth blocks here)
        end   (prim/get block :end)]
    (when (and (= 0 (count (prim/get block :code)))
               (= 0 (count (prim/get block :params)))
               (identical? :jump (prim/get end :op))
               (= 0 (count (prim/get end :args)))
               (= 0 (count (prim/get end :leaves))))
      (let [to (prim/nth (prim/get end :to) 0)]
        (when (< here (prim/array-get place-of to)) to)))))

(defn- redirections
  "By block number where a jump to it leads, when elsewhere; later blocks first, so that chains are
  followed to their ends. Nil if there are none."
  [blocks place-of]
  (loop [here (dec (count blocks)) found nil]
    (if (<= 0 here)
      (let [to (target-of blocks place-of here)]
        (recur (dec here)
               (if to
                 (prim/assoc (or found {}) (prim/get (prim/nth blocks here) :id)
                             (prim/get-default found to to))
                 found)))
      found)))

(defn- redirect
  [end found]
  (let [end (prim/assoc end :to (mapv (fn [to] (prim/get-default found to to))
                                      (prim/get end :to)))]
    (if (identical? :switch (prim/get end :op))
      (prim/assoc end :of (mapv (fn [[test to]] [test (prim/get-default found to to)])
                                (prim/get end :of)))
      end)))

(defn- reached
  "The numbers of the blocks that ways lead to; jumps back lead to none that has no other. A
  handler comes behind the blocks it is for, so when its turn comes these are counted: `counts`
  has how many of the blocks before each place are reached."
  [blocks handlers]
  (let [rows   (group-by :block handlers)
        counts (prim/array (inc (count blocks)))]
    (prim/array-set counts 0 0)
    (loop [here 0 known #{(:id (first blocks))}]
      (if (< here (count blocks))
        (let [block   (prim/nth blocks here)
              id      (prim/get block :id)
              thrown? (fn [{:keys [from to]}]
                        (< (prim/array-get counts from) (prim/array-get counts to)))
              known   (if (some thrown? (prim/get rows id)) (conj known id) known)
              found   (contains? known id)]
          (prim/array-set counts (inc here) (+ (prim/array-get counts here) (if found 1 0)))
          (recur (inc here) (if found (into known (:to (prim/get block :end))) known)))
        known))))

(defn- without-lost
  "The arity with the blocks that ways lead to; handlers count places anew."
  [arity blocks]
  (let [handlers (prim/get arity :handlers)
        known    (reached blocks handlers)
        kept?    (fn [block] (contains? known (:id block)))
        places   (vec (reductions + 0 (map (fn [block] (if (kept? block) 1 0)) blocks)))]
    (assoc arity
           :blocks (filterv kept? blocks)
           :handlers (into [] (comp (map (fn [row] (assoc row :from (nth places (:from row))
                                                          :to (nth places (:to row)))))
                                    (filter (fn [row] (< (:from row) (:to row)))))
                           handlers))))

(defn run
  "The arity without jumps to jumps."
  [arity]
  (let [blocks (prim/get arity :blocks)
        places (genera.compiler.mir/place-of-blocks arity)
        found  (redirections blocks places)]
    (if found
      (without-lost arity (mapv (fn [block]
                                  (prim/assoc block :end (redirect (prim/get block :end) found)))
                                blocks))
      arity)))

(def pass
  {:name :jumps :needs #{} :after #{} :pass run
   :doc "Ways to blocks that only jump on go there at once."})
