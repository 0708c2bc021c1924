; clojure.pprint/cl-format: Common Lisp's format strings. A part of
; clojure.pprint.
;
; A format string is read into a vector of strings and directives, maps :char :params :colon :at
; and, for brackets, :clauses. Running it passes on a state: the arguments and a place in them,
; so that ~* and ~{ may move about. Text goes to a builder. `::stop` ends an iteration (~^).

(in-ns 'clojure.pprint)

(defn- fail
  "Throws for a format string or argument that does not fit."
  [message]
  (throw (new RuntimeException message)))

(defn- read-param
  "[parameter index] of a parameter of a directive at index i: a number, :arg (V), :left (#),
  a character, or nil when there is none."
  [s i]
  (let [c (get s i)]
    (cond
      (= c \') [(get s (inc i)) (+ i 2)]
      (or (= c \v) (= c \V)) [:arg (inc i)]
      (= c \#) [:left (inc i)]
      :else
      (let [end (loop [j (if (or (= c \-) (= c \+)) (inc i) i)]
                  (if (and (get s j) (<= 0 (prim/char-digit (get s j) 10))) (recur (inc j)) j))
            n   (parse-long (subs s i end))]
        (if n [n end] [nil i])))))

(defn- read-directive
  "[directive index] of the directive whose ~ is at index i."
  [s i]
  (loop [params [] i (inc i)]
    (let [[param i] (read-param s i)]
      (if (= \, (get s i))
        (recur (conj params param) (inc i))
        (let [params (if (or (some? param) (seq params)) (conj params param) params)]
          (loop [colon false at false i i]
            (cond
              (= \: (get s i)) (recur true at (inc i))
              (= \@ (get s i)) (recur colon true (inc i))
              (nil? (get s i)) (fail "Format string ended in the middle of a directive")
              :else
              [{:char (prim/char-lower (get s i)) :params params :colon colon :at at}
               (inc i)])))))))

(def ^:private closing {\( \) \[ \] \{ \} \< \>})

(defn- read-parts
  "[clauses index directive] of a format string from i on up to the directive `end`, or all:
  each clause a vector of strings and directives; ~:; marks the clause behind it :else."
  [s i end]
  (loop [clauses [] parts [] else? false i i]
    (let [tilde (prim/string-index s "~" i)]
      (if (neg? tilde)
        (if end
          (fail (str "No closing ~" end))
          [(conj clauses {:parts (conj parts (subs s i)) :else else?}) (count s) nil])
        (let [parts         (if (< i tilde) (conj parts (subs s i tilde)) parts)
              [directive at] (read-directive s tilde)
              c             (:char directive)]
          (cond
            (= c end) [(conj clauses {:parts parts :else else?}) at directive]
            (= c \;) (recur (conj clauses {:parts parts :else else?}) [] (:colon directive) at)
            (closing c)
            (let [[inner at closer] (read-parts s at (closing c))]
              (recur clauses (conj parts (assoc directive :clauses inner :closer closer))
                     else? at))
            (= c \newline)
            (let [end (loop [j at]
                        (if (and (get s j) (clojure.string/blank? (str (get s j))))
                          (recur (inc j))
                          j))]
              (recur clauses
                     (if (:at directive) (conj parts "\n") parts)
                     else?
                     (if (:colon directive) at end)))
            :else (recur clauses (conj parts directive) else? at)))))))

(defn- next-arg
  "[argument state]; throws when none is left."
  [{:keys [args at] :as state}]
  (if (< at (count args))
    [(nth args at) (assoc state :at (inc at))]
    (fail "Not enough arguments for format definition")))

(defn- params-of
  "[parameters state] with V and # replaced by what they stand for, up to `size` of them."
  [directive state size]
  (reduce (fn [[params state] i]
            (let [param (get (:params directive) i)]
              (cond (= param :arg) (let [[x state] (next-arg state)] [(conj params x) state])
                    (= param :left) [(conj params (- (count (:args state)) (:at state))) state]
                    :else [(conj params param) state])))
          [[] state] (range size)))

(defn- fill
  "text padded to a width, on the left or right."
  [text width pad left?]
  (let [space (- (or width 0) (count text))
        more  (if (pos? space) (apply str (repeat space (or pad \space))) "")]
    (if left? (str more text) (str text more))))

(defn- group-text
  "Digits with a separator between groups."
  [digits separator size]
  (let [head (rem (count digits) size)
        parts (concat (if (pos? head) [(subs digits 0 head)] [])
                      (map (fn [i] (subs digits i (+ i size))) (range head (count digits) size)))]
    (apply str (interpose separator parts))))

(defn- integer-text
  "An integer in a radix with the directive's padding, commas and sign."
  [x radix directive [width pad separator size]]
  (let [text (prim/number-string (if (neg? x) (-' x) x) radix)
        text (if (:colon directive) (group-text text (or separator \,) (or size 3)) text)
        text (cond (neg? x) (str "-" text) (:at directive) (str "+" text) :else text)]
    (fill text width pad true)))

(def ^:private ones
  ["" "one" "two" "three" "four" "five" "six" "seven" "eight" "nine" "ten" "eleven" "twelve"
   "thirteen" "fourteen" "fifteen" "sixteen" "seventeen" "eighteen" "nineteen"])
(def ^:private tens
  ["" "" "twenty" "thirty" "forty" "fifty" "sixty" "seventy" "eighty" "ninety"])
(def ^:private scales
  ["" "thousand" "million" "billion" "trillion" "quadrillion" "quintillion" "sextillion"
   "septillion" "octillion" "nonillion" "decillion"])
(def ^:private ordinals
  {"one" "first" "two" "second" "three" "third" "five" "fifth" "eight" "eighth" "nine" "ninth"
   "twelve" "twelfth"})

(defn- below-thousand
  "An integer from 1 to 999 in words."
  [n]
  (let [hundreds (quot n 100) n (rem n 100)
        small    (cond (< n 20) (ones n)
                       (zero? (rem n 10)) (tens (quot n 10))
                       :else (str (tens (quot n 10)) "-" (ones (rem n 10))))]
    (cond (zero? hundreds) small
          (zero? n) (str (ones hundreds) " hundred")
          :else (str (ones hundreds) " hundred " small))))

(defn- cardinal
  "An integer in words."
  [x]
  (if (zero? x)
    "zero"
    (loop [n (if (neg? x) (-' x) x) scale 0 parts ()]
      (if (zero? n)
        (str (if (neg? x) "minus " "") (apply str (interpose ", " parts)))
        (let [part (long (rem n 1000))]
          (recur (quot n 1000) (inc scale)
                 (if (zero? part)
                   parts
                   (cons (str (below-thousand part) (if (zero? scale) "" " ")
                              (nth scales scale))
                         parts))))))))

(defn- ordinal
  "An integer in words, as a place in an order."
  [x]
  (if (zero? x)
    "zeroth"
    (let [text  (cardinal x)
          split (max (prim/string-last-index text " " (count text))
                     (prim/string-last-index text "-" (count text)))
          head  (subs text 0 (inc split))
          word  (subs text (inc split))]
      (str head (cond (ordinals word) (ordinals word)
                      (clojure.string/ends-with? word "y")
                      (str (subs word 0 (dec (count word))) "ieth")
                      :else (str word "th"))))))

(defn- roman
  "An integer from 1 to 3999 as a Roman numeral, by old rules without subtraction or new ones."
  [x old?]
  (let [table (if old?
                [[1000 "M"] [500 "D"] [100 "C"] [50 "L"] [10 "X"] [5 "V"] [1 "I"]]
                [[1000 "M"] [900 "CM"] [500 "D"] [400 "CD"] [100 "C"] [90 "XC"] [50 "L"]
                 [40 "XL"] [10 "X"] [9 "IX"] [5 "V"] [4 "IV"] [1 "I"]])]
    (loop [n x table table text ""]
      (cond (zero? n) text
            (<= (ffirst table) n)
            (recur (- n (ffirst table)) table (str text (second (first table))))
            :else (recur n (next table) text)))))

(defn- radix-text
  "An integer as ~R says: in a radix, in words or as a Roman numeral."
  [x directive [radix & params]]
  (cond
    radix (integer-text x radix directive params)
    (:at directive) (if (< 0 x 4000) (roman x (:colon directive)) (str x))
    (:colon directive) (ordinal x)
    :else (cardinal x)))

(defn- fixed-text
  "A number as ~F says: width, digits behind the point."
  [x directive [width digits _ _ pad]]
  (let [x    (if (ratio? x) (double x) x)
        text (cond digits (prim/fixed-string (if (neg? x) (- x) x) digits)
                   (integer? x) (str (if (neg? x) (- x) x) ".0")
                   :else (let [d (double (if (neg? x) (- x) x))
                               t (str d)]
                           (if (neg? (prim/string-index t "E" 0)) t (prim/to-string (bigdec d)))))
        text (if (and width (clojure.string/starts-with? text "0.") (< width (inc (count text))))
               (subs text 1)
               text)]
    (fill (cond (neg? x) (str "-" text) (:at directive) (str "+" text) :else text)
          width pad true)))

(defn- exponential-text
  "A number as ~E says."
  [x directive [width digits exponent-digits _ _ pad]]
  (let [size (double (if (neg? x) (- x) x))
        text (prim/exponent-string size (or digits 17))
        e    (prim/string-index text "e" 0)
        head (subs text 0 e)
        head (if digits
               head
               (let [shortest (str size)
                     plain    (clojure.string/replace
                                (first (clojure.string/split shortest #"E")) "." "")
                     plain    (clojure.string/replace plain #"^0+" "")
                     plain    (clojure.string/replace plain #"0+$" "")
                     plain    (if (= "" plain) "0" plain)]
                 (str (subs plain 0 1) "." (if (= 1 (count plain)) "0" (subs plain 1)))))
        n    (parse-long (subs text (inc e)))
        n    (if (nil? n) 0 n)
        text (str head "E" (if (neg? n) "-" "+")
                  (fill (str (if (neg? n) (- n) n)) exponent-digits \0 true))]
    (fill (cond (neg? x) (str "-" text) (:at directive) (str "+" text) :else text)
          width pad true)))

(defn- dollar-text
  "A number as ~$ says: two digits behind the point."
  [x directive [digits least width pad]]
  (let [text (prim/fixed-string (double (if (neg? x) (- x) x)) (or digits 2))
        dot  (prim/string-index text "." 0)
        head (fill (subs text 0 dot) (or least 1) \0 true)
        sign (cond (neg? x) "-" (:at directive) "+" :else "")]
    (fill (str sign head (subs text dot)) width pad true)))

(defn- object-text
  "An object as ~A or ~S says, padded by columns."
  [text directive [width step least pad]]
  (let [text (if (:at directive) text text)
        base (max 0 (or least 0))
        need (- (or width 0) (count text) base)
        step (or step 1)
        more (+ base (if (pos? need) (* step (quot (+ need (dec step)) step)) 0))
        fill (apply str (repeat more (or pad \space)))]
    (if (:at directive) (str fill text) (str text fill))))

(defn- char-text
  "A character as ~C says."
  [c directive]
  (cond (:at directive) (pr-str c)
        (:colon directive)
        (let [name (char-name-string c)]
          (if name (clojure.string/capitalize name) (str c)))
        :else (str c)))

(defn- change-case
  "text in the case that ~( says."
  [text directive]
  (cond (and (:colon directive) (:at directive)) (clojure.string/upper-case text)
        (:colon directive)
        (clojure.string/replace (clojure.string/lower-case text) #"\b[a-z]"
                                (fn [c] (clojure.string/upper-case c)))
        (:at directive)
        (let [text (clojure.string/lower-case text)]
          (clojure.string/replace-first text #"[a-z]" (fn [c] (clojure.string/upper-case c))))
        :else (clojure.string/lower-case text)))

(declare run-parts)

(defn- column-of
  "The column behind the text so far."
  [builder]
  (let [text (prim/builder-string builder)]
    (- (count text) (inc (prim/string-last-index text "\n" (count text))))))

(defn- run-sub
  "[text state] of running parts into a builder of their own."
  [parts state]
  (let [builder (prim/builder)
        state   (run-parts parts state builder)]
    [(prim/builder-string builder) state]))

(defn- run-iteration
  "The state behind ~{: its body run for groups of arguments, at most `limit` times."
  [directive state limit builder]
  (let [{:keys [colon at]} directive
        inner (:parts (first (:clauses directive)))
        once? (:colon (:closer directive))
        [items state] (if at
                        [(subvec (:args state) (:at state)) state]
                        (let [[x state] (next-arg state)] [(vec x) state]))
        end   (loop [sub {:args items :at 0} n 0]
                (if (or (and limit (<= limit n))
                        (and (<= (count items) (:at sub)) (not (and once? (zero? n)))))
                  sub
                  (if colon
                    (let [[group sub] (next-arg sub)]
                      (run-parts inner {:args (vec group) :at 0
                                        :last? (= (:at sub) (count items))} builder)
                      (recur sub (inc n)))
                    (let [after (run-parts inner (dissoc sub :stop) builder)]
                      (if (:stop after) after (recur after (inc n)))))))]
    (if at (assoc state :at (+ (:at state) (:at end))) state)))

(defn- run-choice
  "The state behind ~[: one of its clauses run."
  [directive state [index] builder]
  (let [clauses (:clauses directive)
        run     (fn [clause state]
                  (if clause (run-parts (:parts clause) state builder) state))]
    (cond
      (:at directive)
      (let [[x after] (next-arg state)] (if x (run (first clauses) state) after))
      (:colon directive)
      (let [[x state] (next-arg state)] (run (nth clauses (if x 1 0) nil) state))
      :else
      (let [[x state] (if index [index state] (next-arg state))]
        (run (or (if (neg? x) nil (nth clauses x nil))
                 (first (filter :else clauses)))
             state)))))

(defn- run-justify
  "The state behind ~<: the texts of its clauses spread over a width."
  [directive state [width] builder]
  (let [[texts state] (reduce (fn [[texts state] clause]
                                (let [[text state] (run-sub (:parts clause) state)]
                                  [(conj texts text) state]))
                              [[] state] (:clauses directive))
        space (max 0 (- (or width 0) (reduce + (map count texts))))
        gaps  (max 1 (+ (dec (count texts)) (if (:colon directive) 1 0) (if (:at directive) 1 0)))
        gap   (fn [i] (apply str (repeat (+ (quot space gaps) (if (< i (rem space gaps)) 1 0))
                                         " ")))
        only? (and (= 1 (count texts)) (not (:colon directive)) (not (:at directive)))]
    (prim/builder-add
      builder
      (if only?
        (str (gap 0) (first texts))
        (let [lead (if (:colon directive) (gap 0) "")
              from (if (:colon directive) 1 0)]
          (str lead
               (apply str (map-indexed
                            (fn [i text]
                              (str (if (zero? i) "" (gap (+ from (dec i)))) text))
                            texts))
               (if (:at directive) (gap (dec gaps)) "")))))
    state))

(defn- run-text
  "The state behind a directive that writes the text f makes of an argument."
  [f state builder]
  (let [[x state] (next-arg state)]
    (prim/builder-add builder (f x))
    state))

(defn- run-plural
  "The state behind ~P."
  [directive state builder]
  (let [state     (if (:colon directive) (assoc state :at (dec (:at state))) state)
        [x state] (next-arg state)]
    (prim/builder-add builder (if (:at directive) (if (= 1 x) "y" "ies") (if (= 1 x) "" "s")))
    state))

(defn- run-indirect
  "The state behind ~?."
  [directive state builder]
  (let [[format state] (next-arg state)
        parts          (:parts (first (first (read-parts format 0 nil))))]
    (if (:at directive)
      (run-parts parts state builder)
      (let [[args state] (next-arg state)]
        (run-parts parts {:args (vec args) :at 0} builder)
        state))))

(defn- run-move
  "The state behind ~*."
  [directive state [n]]
  (assoc state :at (cond (:at directive) (or n 0)
                         (:colon directive) (- (:at state) (or n 1))
                         :else (+ (:at state) (or n 1)))))

(defn- run-directive
  "The state behind a directive."
  [directive state builder]
  (let [[params state] (params-of directive state 7)
        add   (fn [text] (prim/builder-add builder text) state)
        times (fn [text] (add (apply str (repeat (or (first params) 1) text))))
        number (fn [radix]
                 (run-text (fn [x]
                             (if (integer? x) (integer-text x radix directive params) (str x)))
                           state builder))]
    (case (:char directive)
      \a (run-text (fn [x] (object-text (if (nil? x) "nil" (print-str x)) directive params))
                   state builder)
      \s (run-text (fn [x] (object-text (pr-str x) directive params)) state builder)
      \w (run-text (fn [x] (pr-str x)) state builder)
      \d (number 10)
      \b (number 2)
      \o (number 8)
      \x (number 16)
      \r (run-text (fn [x] (radix-text x directive params)) state builder)
      \p (run-plural directive state builder)
      \c (run-text (fn [x] (char-text x directive)) state builder)
      \f (run-text (fn [x] (fixed-text x directive params)) state builder)
      \g (run-text (fn [x] (fixed-text x directive params)) state builder)
      \e (run-text (fn [x] (exponential-text x directive params)) state builder)
      \$ (run-text (fn [x] (dollar-text x directive params)) state builder)
      \% (times "\n")
      \& (if (zero? (column-of builder)) state (add "\n"))
      \~ (times "~")
      \| (times "\f")
      \t (let [[column step] params
               now   (column-of builder)
               step  (or step 1)
               to    (if (:at directive)
                       (+ now (or column 1))
                       (let [column (or column 1)]
                         (cond (< now column) column
                               (zero? step) now
                               :else (+ now (- step (rem (- now column) step))))))]
           (add (apply str (repeat (- to now) " "))))
      \* (run-move directive state params)
      \? (run-indirect directive state builder)
      \( (let [[text after] (run-sub (:parts (first (:clauses directive))) state)]
           (prim/builder-add builder (change-case text directive))
           after)
      \[ (run-choice directive state params builder)
      \{ (run-iteration directive state (first params) builder)
      \< (run-justify directive state params builder)
      \^ (if (if (:colon directive) (:last? state) (<= (count (:args state)) (:at state)))
           (assoc state :stop true)
           state)
      \_ state
      \i state
      (fail (str "Directive \"" (:char directive) "\" is undefined")))))

(defn- run-parts
  "The state behind strings and directives, whose text goes to the builder; ~^ stops it."
  [parts state builder]
  (reduce (fn [state part]
            (if (string? part)
              (do (prim/builder-add builder part) state)
              (let [state (run-directive part state builder)]
                (if (:stop state) (reduced state) state))))
          state parts))

(defn cl-format
  "The text of a Common Lisp format string for arguments: answered when writer is nil, printed to
  *out* when it is true, else written to it."
  [writer format-in & args]
  (let [builder (prim/builder)
        parts   (:parts (first (first (read-parts format-in 0 nil))))]
    (run-parts parts {:args (vec args) :at 0} builder)
    (let [text (prim/builder-string builder)]
      (cond (nil? writer) text
            (true? writer) (print text)
            :else (binding [*out* writer] (print text))))))

(defmacro formatter
  "A function of a stream (as cl-format takes it) and arguments that formats them by a control
  string."
  [format-in]
  `(let [format-in# ~format-in]
     (fn [stream# & args#] (apply cl-format stream# format-in# args#))))

(defmacro formatter-out
  "A function of arguments that prints them to *out* by a control string."
  [format-in]
  `(let [format-in# ~format-in]
     (fn [& args#] (apply cl-format true format-in# args#))))
