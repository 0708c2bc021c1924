; What reader.test.ts runs: random text for the reader, from a seed in `state`. A round answers what
; is wrong, or nil. A text gives forms that have places, or an exception that a text can cause,
; never one of the reader's own making.

(require (quote [genera.compiler.reader :as r]))

(def state (atom 0))

(defn random [n]
  (mod (quot (swap! state (fn [x] (mod (+ (* x 1103515245) 12345) 2147483648))) 8) n))

(defn pick [coll] (nth coll (random (count coll))))

(def tokens
  ["(" ")" "[" "]" "{" "}" "#{" "#(" "'" "`" "~" "~@" "@" "^" "#'" "#_" "#?(" "#?@(" "##" "#:a{"
   "#::{" "#=" "\\" "\"" "#\"" ";" "\n" "\r\n" " " "," "%" "%1" "%&" "#" ":" "::" "/" "a" "b/c" ":k"
   "::k" ":clj" ":default" "1" "-2" "3/4" "1.5" "0x1F" "36rZ" "1e9" "N" "M" "nil" "true" "+" "-" "."
   "a." "\\a" "\\u0041" "\\newline" "x#" "&" "Inf" "\u3000" "\u65e5" "#!" "#<" "^:a" "#inst" "#foo"
   "\"\\u12" "\"s\""])

(defn soup [n] (apply str (repeatedly n (fn [] (pick tokens)))))

(defn mutate [text]
  (let [at (random (count text))]
    (case (random 4)
      0 (str (subs text 0 at) (subs text (inc at)))
      1 (str (subs text 0 at) (pick tokens) (subs text at))
      2 (subs text 0 at)
      3 (let [to (+ at (random (- (count text) at)))] (str (subs text 0 at) (subs text to))))))

(def own-errors
  #{"java.lang.NullPointerException" "java.lang.ClassCastException" "clojure.lang.ArityException"
    "java.lang.StringIndexOutOfBoundsException" "java.lang.IndexOutOfBoundsException"
    "java.lang.StackOverflowError" "java.lang.UnsupportedOperationException"})

(defn wrong-place [in form text]
  (let [place (r/position in form)]
    (when-not (and place (every? pos? place)) [:no-place form text])))

(defn read-all [text]
  (binding [*read-eval* false *data-readers* {'inst identity}]
    (try
      (let [in (r/open text "fuzz" nil)]
        (loop [n 0]
          (let [form (r/read-form in)]
            (cond (identical? form r/end) nil
                  (< n 1000) (or (wrong-place in form text) (recur (inc n)))
                  :else [:endless text]))))
      (catch Throwable e
        (let [name (.getName (class (or (ex-cause e) e)))]
          (when (or (own-errors name) (nil? (ex-cause e))) [name (ex-message e) text]))))))

(defn read-soup [n] (some read-all (repeatedly n (fn [] (soup (inc (random 12)))))))

(def sources (delay (mapv slurp ["lang/lib/clojure/set.clj" "lang/core/walk.clj"])))

(defn read-mutated [n] (some read-all (repeatedly n (fn [] (mutate (mutate (pick @sources)))))))

(defn value [depth]
  (let [values (fn [n] (repeatedly (random n) (fn [] (value (inc depth)))))]
    (case (random (if (< depth 3) 12 7))
      0 (- (random 1000000) 500000)
      1 (pick [nil true false 1.5 -0.25 1e100 3/4 10000000000000000000N 1.50M])
      2 (keyword (pick ["a" "b" "c?"]))
      3 (symbol "n" (pick ["x" "y" "z!"]))
      4 (apply str (repeatedly (random 5) (fn [] (pick ["a" "\"" "\\" "\n" "\u00e9" "\u65e5"]))))
      5 (pick [\a \newline \space \( \\ \" \u00e9])
      6 (symbol (pick ["p" "q-r" "+" "->"]))
      7 (vec (values 5))
      8 (apply list (values 5))
      9 (set (values 5))
      10 (zipmap (values 20) (values 20))
      11 [(value (inc depth))])))

(defn lost? [x]
  (let [text (pr-str x)]
    (when-not (and (= x (read-string text)) (= x (clojure.edn/read-string text)))
      [:lost text])))

(defn print-and-read [n] (some lost? (repeatedly n (fn [] (value 0)))))

; Large texts.

(defn repeated [n text] (apply str (repeat n text)))

(defn nested [n open close] (str (repeated n open) (repeated n close)))

(defn back? [text] (= text (pr-str (read-string text))))
