; Random programs for test/compiler/fuzz.test.ts: well-formed ones that end, and ill-formed ones.
;
; A program is made from a seed, so that a failure can be had again. Its constants are literals in
; one version and elements of the var `constants` in the other, where nothing can be folded; both
; must come to the same. Wrong programs are right ones in which parts were dropped, doubled, swapped
; or replaced; they are compiled only, as they might not end.

(def constants [0 1 2 -1 7 100 9007199254740993 -9223372036854775808 0.5 -0.0 nil true false
                :k "s" \c [1 2] {:a 1}])

(def state (volatile! 1))

(defn pick
  "A number from 0 to n - 1: xorshift on 32 bits."
  [n]
  (let [x (bit-and (bit-xor @state (bit-shift-left @state 13)) 4294967295)
        x (bit-xor x (bit-shift-right x 17))
        x (bit-and (bit-xor x (bit-shift-left x 5)) 4294967295)]
    (vreset! state x)
    (mod x n)))

(defn one-of [coll] (nth coll (pick (count coll))))

(declare expression)

(defn constant [] (list `constant (pick (count constants))))

(defn leaf
  [locals]
  (if (and (seq locals) (< 0 (pick 3))) (one-of locals) (constant)))

(defn fresh [] (symbol (str "v" (pick 6))))

(defn expressions [n depth locals] (vec (repeatedly n (fn [] (expression depth locals)))))

(def functions
  '[[+ 2] [- 2] [* 2] [inc 1] [dec 1] [= 2] [< 2] [not 1] [nil? 1] [str 2] [vector 3] [count 1]
    [first 1] [get 2] [conj 2] [quot 2] [max 2] [bit-and 2] [zero? 1] [even? 1]
    [list 2] [+ 3] [str 0] [identity 1] [- 1] [seq 1] [keyword? 1] [min 2] [unchecked-add 2]])

(defn call
  [depth locals]
  (let [[f n] (one-of functions)] (cons f (expressions n depth locals))))

(defn binding-form
  [depth locals]
  (let [a (fresh) b (fresh)]
    [[a (expression depth locals) b (expression depth (conj locals a))] (conj locals a b)]))

(defn counting-loop
  "A loop that ends after a few turns."
  [depth locals]
  (let [i 'counter acc (fresh) inner (conj locals acc)]
    (list 'loop [i (pick 4) acc (expression depth locals)]
          (list 'if (list '< 0 i)
                (list 'recur (list 'dec i) (expression depth inner))
                (expression depth inner)))))

(defn expression
  [depth locals]
  (if (= depth 0)
    (leaf locals)
    (let [d (dec depth) part (fn [] (expression d locals))]
      (case (pick 16)
        (0 1 2) (call d locals)
        3  (list 'if (part) (part) (part))
        4  (let [[bindings inner] (binding-form d locals)]
             (list 'let bindings (expression d inner)))
        5  (list 'do (part) (part))
        6  (counting-loop d locals)
        7  (let [p (fresh)]
             (list (list 'fn [p] (expression d (conj locals p))) (part)))
        8  (list 'case (part) 0 (part) 1 (part) (:k "s" nil) (part) (part))
        9  (list 'try (part) (list 'catch 'Exception 'e (part)) (list 'finally (part)))
        10 (list 'cond (part) (part) (part) (part) :else (part))
        11 (list 'and (part) (part))
        12 (list 'or (part) (part))
        13 (let [f (fresh) p (fresh)]
             (list 'letfn [(list f [p] (expression d (conj locals p)))] (list f (part))))
        14 [(part) {:k (part)}]
        15 (list 'throw (list 'ex-info "thrown" {:v (part)}))))))

(defn constants-as
  "The form with each constant made by f from its number."
  [f form]
  (cond
    (and (seq? form) (= `constant (first form))) (f (second form))
    (seq? form) (apply list (map (fn [x] (constants-as f x)) form))
    (vector? form) (mapv (fn [x] (constants-as f x)) form)
    (map? form) (into {} (map (fn [[k v]] [k (constants-as f v)])) form)
    :else form))

(defn outcome
  "What evaluating a form comes to: its value as text, or the class of what it throws."
  [form]
  (try (clojure.string/replace (pr-str [:value (eval form)]) #"#object\[.*?\]" "#object")
    (catch StackOverflowError e "overflow")
    (catch Throwable e (.getName (class e)))))

(defn differing
  "The programs of a number of seeds, from one on, whose two versions differ."
  [seed n]
  (vec (keep (fn [i]
               (vreset! state (+ 1 seed i))
               (let [form   (expression 4 [])
                     folded (constants-as (fn [k] (list 'quote (nth constants k))) form)
                     plain  (constants-as (fn [k] (list 'nth 'user/constants k)) form)
                     a      (outcome folded)
                     b      (outcome plain)]
                 (when-not (= a b) [(+ seed i) folded a b])))
             (range n))))

; Wrong programs

(def odd-forms
  '[recur (recur 1) let* fn* [] {} (quote) & . (.) new (new) try catch finally def (def) if (if)
    case* (case* 1) var (var) set! (set! 1 2) nil () loop* letfn* throw (fn) (let) (defn) #{1} "s"
    deftype* reify* (reify* 1) import* ns Math/abs Nope/x a.b/c :k 1.5 % (fn* [& &]) (let [a]) ...
    (try 1 (catch)) (loop [a 1] (recur)) (case 1 2) (letfn [f]) (. 1) (.x) (invoke* 1)])

(defn mutate
  "The form with one place changed."
  [form]
  (cond
    (= 0 (pick 6)) (one-of odd-forms)
    (and (coll? form) (seq form))
    (let [items   (vec form)
          i       (pick (count items))
          rebuild (fn [xs] (if (seq? form) (apply list xs) xs))]
      (if (map? form)
        form
        (case (pick 5)
          0 (rebuild (into (subvec items 0 i) (subvec items (inc i))))
          1 (rebuild (into (conj (subvec items 0 i) (nth items i)) (subvec items i)))
          2 (rebuild (assoc items i (nth items (pick (count items)))))
          (rebuild (assoc items i (mutate (nth items i)))))))
    :else (one-of odd-forms)))

(defn refused-badly
  "The wrong programs of a number of seeds whose compiling fails as it may not: by a mistake that a
  later stage or the kernel's verifier finds."
  [seed n]
  (vec (keep (fn [i]
               (vreset! state (+ 1 seed i))
               (let [right (constants-as (fn [k] (list 'quote (nth constants k)))
                                         (expression 4 []))
                     form  (nth (iterate mutate right) (inc (pick 3)))]
                 (try (genera.compiler/compile form *ns*) nil
                   (catch IllegalStateException e
                     (when (re-find #"^:?(hir|mir|bytecode)" (str (ex-message e)))
                       [(+ seed i) form (ex-message e)]))
                   (catch Throwable e nil))))
             (range n))))
