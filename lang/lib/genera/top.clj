; What runs: the busiest actors, and the tree of supervisors, as text for the REPL.
;
; The figures of all actors are read where they lie, a few thousand at a time, and only those that
; are shown are asked for more: with a million actors that takes a second, and disturbs nobody.

(ns genera.top
  "Looking at all actors: top and tree."
  (:require [clojure.string :as string]
            [genera.actors :as actors :refer [process-info]]
            [genera.stm :as stm]
            [genera.supervisor :as supervisor]))

(def ^:private figures {:memory 0, :queue 1, :reductions 2})

(def ^:private supervises 3)

(defn- each-figure
  "Reduces f over [pid figure] of the actors whose figure is above a number, which least answers for
  what has been found so far."
  [f found figure least]
  (loop [found found, from 0]
    (let [[next & pairs] (prim/actor-figures figure from (least found))
          found          (reduce f found (partition 2 pairs))]
      (if next (recur found next) found))))

(defn busiest
  "A vector of [pid figure] of the n actors with the most of :memory (bytes), :queue (messages) or
  :reductions, the first one foremost."
  [by n]
  (when-not (contains? figures by)
    (throw (IllegalArgumentException. (str "top knows :memory, :queue and :reductions, not "
                                           (pr-str by)))))
  (let [order (fn [[pid figure]] [(- figure) (prim/pid-index pid)])
        add   (fn [best pair]
                (let [more (conj best pair)]
                  (if (<= (count more) (* 2 n)) more (vec (take n (sort-by order more))))))
        least (fn [best] (if (< (count best) n) -1 (second (nth (sort-by order best) (dec n)))))]
    (vec (take n (sort-by order (each-figure add [] (figures by) least))))))

(def ^:private details [:label :registered-name :initial-call :current-function :status :memory
                        :message-queue-len :reductions])

(defn- name-of
  "What an actor is called: its registered name, its label, or the function it began with."
  [{:keys [label registered-name initial-call current-function]}]
  (cond
    registered-name  (pr-str registered-name)
    label            (pr-str label)
    (fn? initial-call) (first (string/split (str initial-call) #"@"))
    :else            (str (or initial-call current-function "-"))))

(defn- pad [x width] (let [s (str x)] (str (apply str (repeat (- width (count s)) " ")) s)))

(def ^:private most-refs 10)

(defn- print-contended
  "Prints figures of the refs because of which transactions have started again, if there are any."
  []
  (let [refs (:contended (stm/stm-stats))]
    (when (seq refs)
      (println (str "\n" (pad "ref" 16) (pad "commits" 12) (pad "aborts" 9) (pad "misses" 14)
                    "  last winner, losers"))
      (doseq [{:keys [ref commits aborts misses last-winner losers hint]} (take most-refs refs)]
        (println (str (pad (or (:name (meta ref)) (prim/stm-figure ref 7)) 16)
                      (pad commits 12) (pad aborts 9) (pad misses 14) "  "
                      (or last-winner "-") ", " (if (seq losers) (string/join " " losers) "-")
                      (when hint (str "\n" (pad "" 18) hint))))))))

(defn top
  "Prints the n (20) actors with the most of :memory (default), :queue or :reductions, and the refs
  that were contended: their :name in their metadata, or a number."
  ([] (top :memory 20))
  ([by] (top by 20))
  ([by n]
   (let [best (busiest by n)]
     (println (str (pad "actor" 16) (pad "memory" 12) (pad "queue" 9) (pad "reductions" 14)
                   "  status    name, and where it is"))
     (doseq [[pid figure] best
             :let [info (process-info pid details)]
             :when info]
       (println (str (pad pid 16) (pad (:memory info) 12)
                     (pad (if (= :queue by) figure (:message-queue-len info)) 9)
                     (pad (:reductions info) 14) "  "
                     (name (:status info)) (pad "" (- 10 (count (name (:status info)))))
                     (name-of info)
                     (when-let [f (:current-function info)] (str ", " f)))))
     (println (prim/actor-count) "actors")
     (print-contended))))

; The tree.

(def ^:private most-children 20)

(defn- children-of
  "The children of a supervisor in the order of their start, or nil when it does not answer."
  [pid]
  (try
    (vec (rseq (genera.server/call pid [:which-children] 1000)))
    (catch genera.actors.Exit _ nil)))

(defn- line
  [{:keys [id pid type]} info]
  (str (when id (str (pr-str id) " "))
       (cond (nil? pid) "does not run" (actors/pid? pid) (str pid) :else (name pid))
       (when info (str " " (name-of info)))
       (when (= :supervisor type) " (supervisor)")))

(defn- show-below
  "Prints the children of a supervisor behind a prefix."
  [pid prefix]
  (let [children (children-of pid)
        shown    (take most-children children)
        hidden   (- (count children) (count shown))
        rows     (concat shown (when (pos? hidden) [hidden]))]
    (when (nil? children) (println (str prefix "└─ (does not answer)")))
    (doseq [[row last?] (map vector rows (concat (repeat (dec (count rows)) false) [true]))]
      (if (int? row)
        (println (str prefix "└─ … and " row " more"))
        (let [kid (:pid row)]
          (println (str prefix (if last? "└─ " "├─ ")
                        (line row (when (actors/pid? kid)
                                    (process-info kid [:registered-name :label :initial-call])))))
          (when (and (= :supervisor (:type row)) (actors/pid? kid))
            (show-below kid (str prefix (if last? "   " "│  ")))))))))

(defn tree
  "Prints the supervision tree: supervisors that no other one started, with all below them; or only
  what is below one of them, given by pid or name."
  ([]
   (let [all     (mapv first (each-figure conj [] supervises (constantly 0)))
         inner   (into #{} (comp (mapcat children-of) (map :pid)) all)
         roots   (remove inner all)]
     (if (empty? roots)
       (println "There is no supervisor.")
       (doseq [pid roots] (tree pid)))))
  ([supervisor]
   (let [pid  (if (actors/pid? supervisor) supervisor (actors/whereis supervisor))
         info (when pid (process-info pid [:registered-name :label :initial-call]))]
     (if info
       (do (println (line {:pid pid, :type :supervisor} info))
           (show-below pid ""))
       (println "It has ended.")))))
