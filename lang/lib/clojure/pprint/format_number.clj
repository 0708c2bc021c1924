; The texts of numbers in Common Lisp's format strings, a part of clojure.pprint.
;
; A float is taken apart into its decimal digits, as it is printed, and the exponent of the first
; one; these are rounded as text, half up. What is odd here is so on the JVM.

(in-ns 'clojure.pprint)

(defn- repeated
  "n times a character, as text; nothing for n below zero."
  [n c]
  (apply str (repeat n c)))

; Integers.

(defn- whole?
  "Whether ~D takes a number for an integer."
  [x]
  (or (integer? x) (decimal? x) (and (float? x) (= x (Math/floor x)))))

(defn- group-digits
  "Digits with a separator between groups, counted from the end."
  [digits separator size]
  (let [head  (rem (count digits) size)
        parts (concat (if (pos? head) [(subs digits 0 head)] [])
                      (map (fn [i] (subs digits i (+ i size))) (range head (count digits) size)))]
    (apply str (interpose separator parts))))

(defn- integer-text
  "An integer in a radix with padding, commas and sign."
  [x radix {:keys [mincol padchar commachar commainterval colon at]}]
  (let [x    (if (integer? x) x (bigint x))
        text (prim/number-string (if (neg? x) (-' x) x) radix)
        text (if colon (group-digits text commachar commainterval) text)
        text (cond (neg? x) (str "-" text) at (str "+" text) :else text)]
    (str (repeated (- mincol (count text)) padchar) text)))

(def ^:private ones
  ["zero" "one" "two" "three" "four" "five" "six" "seven" "eight" "nine" "ten" "eleven" "twelve"
   "thirteen" "fourteen" "fifteen" "sixteen" "seventeen" "eighteen" "nineteen"])
(def ^:private ones-in-order
  ["zeroth" "first" "second" "third" "fourth" "fifth" "sixth" "seventh" "eighth" "ninth" "tenth"
   "eleventh" "twelfth" "thirteenth" "fourteenth" "fifteenth" "sixteenth" "seventeenth"
   "eighteenth" "nineteenth"])
(def ^:private tens
  ["" "" "twenty" "thirty" "forty" "fifty" "sixty" "seventy" "eighty" "ninety"])
(def ^:private scales
  ["" "thousand" "million" "billion" "trillion" "quadrillion" "quintillion" "sextillion"
   "septillion" "octillion" "nonillion" "decillion" "undecillion" "duodecillion" "tredecillion"
   "quattuordecillion" "quindecillion" "sexdecillion" "septendecillion" "octodecillion"
   "novemdecillion" "vigintillion"])

(defn- below-thousand
  "The words of an integer below 1000, the last one for a place in an order when order? is true."
  [n order?]
  (let [hundreds (quot n 100)
        n        (rem n 100)
        unit     (fn [n] (nth (if order? ones-in-order ones) n))
        small    (cond (zero? n) nil
                       (< n 20) (unit n)
                       (pos? (rem n 10)) (str (nth tens (quot n 10)) "-" (unit (rem n 10)))
                       order? (clojure.string/replace (nth tens (quot n 10)) #"y$" "ieth")
                       :else (nth tens (quot n 10)))]
    (cond (zero? hundreds) (or small "")
          small (str (nth ones hundreds) " hundred " small)
          :else (str (nth ones hundreds) " hundred" (if order? "th" "")))))

(defn- thousands
  "The parts of a positive integer by thousands, the least one first."
  [n]
  (lazy-seq (if (pos? n) (cons (long (rem n 1000)) (thousands (quot n 1000))) nil)))

(defn- scaled-words
  "The words of parts by thousands, the first of which stands at a scale."
  [parts scale]
  (->> (map (fn [part scale]
              (let [words (below-thousand part false)]
                (cond (= "" words) nil
                      (pos? scale) (str words " " (nth scales scale))
                      :else words)))
            parts
            (iterate inc scale))
       (remove nil?)
       reverse
       (interpose ", ")
       (apply str)))

(def ^:private plainly-grouped
  {:mincol 0 :padchar \space :commachar \, :commainterval 3 :colon true})

(defn- in-words
  "An integer in words, by f of its parts by thousands; by `large` when it has no words."
  [x zero f large]
  (if (= 0 x)
    zero
    (let [parts (thousands (if (neg? x) (-' x) x))]
      (if (<= (bounded-count 100 parts) (count scales))
        (str (if (neg? x) "minus " "") (f parts))
        (large (integer-text x 10 plainly-grouped))))))

(defn- cardinal
  "An integer in words."
  [x]
  (in-words x "zero" (fn [parts] (scaled-words parts 0)) identity))

(defn- ordinal
  "An integer in words, as a place in an order."
  [x]
  (in-words x "zeroth"
            (fn [parts]
              (let [head (scaled-words (rest parts) 1)
                    tail (below-thousand (first parts) true)]
                (cond (= "" head) tail
                      (= "" tail) (str head "th")
                      :else (str head ", " tail))))
            (fn [text]
              (let [two (long (rem x 100))
                    one (rem two 10)
                    ; As on the JVM: the numbers from 11 to 19 are no exception.
                    suffix (case one 1 "st" 2 "nd" 3 "rd" "th")]
                (str text suffix)))))

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

; Floats.

(defn- trim-zeros
  "Digits without zeros in front; at least one."
  [digits]
  (let [digits (clojure.string/replace digits #"^0+" "")]
    digits))

(defn- digits-of
  "[digits exponent] of a number that is not negative: d.ddd times ten to the exponent."
  [x]
  (let [text        (clojure.string/lower-case (str x))
        [text e]    (clojure.string/split text #"e")
        [head tail] (clojure.string/split text #"\.")
        digits      (str head (if (= "0" head) tail tail))
        e           (+ (dec (count head)) (if e (parse-long e) 0))
        short       (clojure.string/replace digits #"0+$" "")
        start       (- (count short) (count (trim-zeros short)))]
    (if (= start (count short)) ["0" 0] [(subs short start) (- e start)])))

(defn- add-one
  "Digits as a number, plus one."
  [digits]
  (let [nines (loop [i (count digits)]
                (if (and (pos? i) (= \9 (nth digits (dec i)))) (recur (dec i)) i))
        zeros (repeated (- (count digits) nines) \0)]
    (if (zero? nines)
      (str "1" zeros)
      (str (subs digits 0 (dec nines))
           (char (inc (int (nth digits (dec nines)))))
           zeros))))

(defn- round-digits
  "[digits exponent carried?] with d digits behind the point, or as many as fit into a width w."
  [digits e d w]
  (let [w    (if w (max 2 w) nil)
        size (cond d (+ e d 1)
                   (nil? w) nil
                   (<= 0 e) (max (inc e) (dec w))
                   :else (+ w e))
        [digits e size] (if (= 0 size) [(str "0" digits) (inc e) 1] [digits e size])]
    (cond (nil? size) [digits e false]
          (neg? size) ["0" 0 false]
          (<= (count digits) size) [digits e false]
          (<= (int \5) (int (nth digits size)))
          (let [up (add-one (subs digits 0 size))]
            (if (< size (count up)) [(subs up 0 size) e true] [up e false]))
          :else [(subs digits 0 size) e false])))

(defn- point-digits
  "Digits with the point where the exponent says, and d or no zeros behind."
  [digits e d]
  (let [[digits at] (if (neg? e) [(str (repeated (dec (- e)) \0) digits) -1] [digits e])
        digits      (str digits (repeated (- (if d (+ at d 1) (inc at)) (count digits)) \0))]
    (if (neg? e)
      (str "." digits)
      (str (subs digits 0 (inc e)) "." (subs digits (inc e))))))

(defn- unratio
  "A ratio as a double, or as a decimal where a double is too small or large; others as they are."
  [x]
  (if (ratio? x)
    (let [d (double x)]
      (if (or (zero? d) (infinite? d)) (bigdec x) d))
    x))

(defn- magnitude [x] (if (neg? x) (-' x) x))

(defn- fixed-text
  "A number as ~F says."
  [x {:keys [w d k overflowchar padchar at]}]
  (let [[digits e] (digits-of (unratio (magnitude x)))
        e          (+ e k)
        sign       (cond (neg? x) "-" at "+" :else "")
        room       (if w (- w (count sign)) nil)
        zero-after? (and (not d) (<= (dec (count digits)) e))
        [rounded e carried?] (round-digits digits e d room)
        text       (point-digits rounded (if carried? (inc e) e) d)
        text       (if (and w d (<= 1 d) (clojure.string/starts-with? text "0.")
                            (< room (count text)))
                     (subs text 1)
                     text)
        size       (+ (count sign) (count text))
        space?     (or (nil? w) (< size w))
        before     (if (and space? (= \. (first text))) "0" "")
        after      (if (and space? zero-after?) "0" "")
        full       (+ size (if (or (= "0" before) (= "0" after)) 1 0))]
    (if (and w overflowchar (< w full))
      (repeated w overflowchar)
      (str (if w (repeated (- w full) padchar) "") sign before text after))))

(defn- exponential-text
  "A number as ~E says."
  [x {:keys [w d e k overflowchar padchar exponentchar at]}]
  (let [x    (unratio x)
        sign (cond (neg? x) "-" at "+" :else "")]
    (loop [[digits exponent] (digits-of (magnitude x))]
      (let [shift  (- exponent (dec k))
            number (str (magnitude shift))
            tail   (str (or exponentchar \E) (if (neg? shift) "-" "+")
                        (if e (repeated (- e (count number)) \0) "") number)
            scaled (str (repeated (- k) \0)
                        digits
                        (if d (repeated (- d (dec (count digits)) (if (neg? k) (- k) 0)) \0) ""))
            room   (if w (- w (count tail) (count sign)) nil)
            [rounded _ carried?] (round-digits scaled 0
                                               (if (pos? k) d (if d (dec d) nil))
                                               room)]
        (if carried?
          (recur [rounded (inc exponent)])
          (let [text   (if (neg? k)
                         (str "." rounded)
                         (str (subs rounded 0 k) "." (subs rounded k)))
                after? (and (= k (count rounded)) (nil? d))
                size   (+ (count text) (count tail) (count sign))
                zero?  (and (<= k 0) (not= size w))
                full   (if zero? (inc size) size)
                after? (and after? (or (nil? w) (< full w)))
                body   (str sign (if zero? "0" "") text (if after? "0" "") tail)]
            (cond
              (nil? w) body
              (and overflowchar (or (< w full) (and e (< e (- (count tail) 2)))))
              (repeated w overflowchar)
              :else (str (repeated (- w full (if after? 1 0)) padchar) body))))))))

(defn- general-text
  "A number as ~G says: as ~F with space for an exponent, or as ~E."
  [x {:keys [w d e] :as params}]
  (let [[digits exponent] (digits-of (magnitude (unratio x)))
        n     (if (= 0.0 (unratio x)) 0 (inc exponent))
        blank (if e (+ e 2) 4)
        d     (or d (max (count digits) (min n 7)))
        left  (- d n)]
    (if (<= 0 left d)
      (str (fixed-text x (assoc params :w (if w (- w blank) nil) :d left :k 0))
           (repeated blank \space))
      (exponential-text x params))))

(defn- dollar-text
  "A number as ~$ says."
  [x {:keys [d n w padchar colon at]}]
  (let [[digits e]           (digits-of (magnitude x))
        [rounded e carried?] (round-digits digits e d nil)
        text (point-digits rounded (if carried? (inc e) e) d)
        text (str (repeated (- n (prim/string-index text "." 0)) \0) text)
        sign (cond (neg? x) "-" at "+" :else "")
        fill (repeated (- w (count text) (count sign)) padchar)]
    (if colon (str sign fill text) (str fill sign text))))
