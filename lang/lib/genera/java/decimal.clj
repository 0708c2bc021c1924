(ns genera.java.decimal
  "java.text.DecimalFormat and NumberFormat, with the symbols of English."
  (:require [clojure.string :as string]
            [genera.host :refer [defmethods defstatic]]))

; A format holds an atom of a map: what stands before and behind positive and negative numbers, the
; least and most digits of the integer and of the fraction, the digits of a group, what numbers are
; multiplied by, and the least digits of an exponent, nil without one.

(def ^:private format-class (genera.slow/find-type "java.text.DecimalFormat"))

(defn- bad-pattern
  [pattern why]
  (throw (new IllegalArgumentException (str why " \"" pattern "\""))))

(defn- affix
  "The text of a part of a pattern around the digits, without its quotes."
  [text]
  (string/replace text #"'([^']*)'" (fn [[_ inside]] (if (= "" inside) "'" inside))))

(def ^:private parts-pattern
  "Groups: what stands before the digits, the digits, what stands behind."
  #"((?:'[^']*'|[^'#0,.])*)([#0,.]*(?:E0+)?)(.*)")

(def ^:private number-pattern
  #"^(?:[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+)(?:E-?[0-9]+)?")

(defn- parse-pattern
  "The map of a pattern such as #,##0.00;(#)."
  [pattern]
  (let [[positive negative] (string/split pattern #";" 2)
        [_ before digits behind] (re-matches parts-pattern positive)
        [_ before2 _ behind2] (when negative (re-matches parts-pattern negative))
        [mantissa exponent] (string/split digits #"E" 2)
        [whole fraction] (string/split mantissa #"\." 2)
        comma  (.lastIndexOf (str whole) ",")
        plain  (string/replace (str whole) "," "")
        zeros  (count (filter #{\0} plain))
        part   (fn [t] (affix t))]
    (when (or (re-find #"0#" plain) (re-find #"#0" (str fraction)) (re-find #"[#0]" behind))
      (bad-pattern pattern "Malformed pattern"))
    {:before   (part before)
     :behind   (part behind)
     :minus    (if negative (part before2) (str "-" (part before)))
     :minus-behind (if negative (part behind2) (part behind))
     :least    (if exponent zeros (if (and (= 0 zeros) (empty? fraction)) 0 zeros))
     :whole    (count plain)
     :least-fraction (count (filter #{\0} fraction))
     :most-fraction  (count fraction)
     :group    (if (<= 0 comma) (dec (- (count whole) comma)) 0)
     :exponent (when exponent (count exponent))
     :times    (cond (string/includes? behind "%") 100
                     (string/includes? before "%") 100
                     (string/includes? behind "\u2030") 1000
                     :else 1)
     :mode     java.math.RoundingMode/HALF_EVEN
     :pattern  pattern}))

(defn- grouped
  "Digits with commas between groups of n."
  [digits n]
  (if (< 0 n)
    (let [head (rem (count digits) n)]
      (string/join "," (remove #{""} (cons (subs digits 0 head)
                                           (map (partial apply str)
                                                (partition n (subs digits head)))))))
    digits))

(defn- digits-text
  "The digits of a decimal that is not negative."
  [x {:keys [least least-fraction most-fraction group mode]}]
  (let [text  (.toPlainString (.setScale x most-fraction mode))
        [whole fraction] (string/split text #"\." 2)
        whole (if (= "0" whole) "" whole)
        whole (str (apply str (repeat (- least (count whole)) "0")) whole)
        fraction (loop [f (str fraction)]
                   (if (and (< least-fraction (count f)) (string/ends-with? f "0"))
                     (recur (subs f 0 (dec (count f))))
                     f))
        whole (if (and (= "" whole) (= "" fraction)) "0" whole)]
    (str (grouped whole group) (if (= "" fraction) "" (str "." fraction)))))

(defn- exponent-text
  "A decimal that is not negative with an exponent."
  [x {:keys [least exponent] :as how}]
  (let [least  (max 1 least)
        strip  (.stripTrailingZeros x)
        power  (if (zero? x) 0 (- (.precision strip) (.scale strip) least))
        scaled (.movePointLeft x power)
        over?  (and (not (zero? x))
                    (< least (count (first (string/split
                                             (.toPlainString
                                               (.setScale scaled (:most-fraction how) (:mode how)))
                                             #"\.")))))
        power  (if over? (inc power) power)
        size   (str (abs power))]
    (str (digits-text (.movePointLeft x power) (assoc how :group 0 :least least))
         "E" (if (neg? power) "-" "") (apply str (repeat (- exponent (count size)) "0")) size)))

(defn- exact
  "A number as a decimal: a double is the decimal of its shortest digits."
  [x]
  (if (ratio? x) (bigdec (double x)) (bigdec x)))

(defn- negative? [x] (or (neg? x) (and (double? x) (= "-0.0" (str x)))))

(defn- format-number
  [x {:keys [before behind minus minus-behind times exponent] :as how}]
  (when-not (number? x)
    (throw (new IllegalArgumentException "Cannot format given Object as a Number")))
  (let [[start end] (if (and (not (and (double? x) (Double/isNaN x))) (negative? x))
                      [minus minus-behind]
                      [before behind])]
    (cond
      (and (double? x) (Double/isNaN x)) "NaN"
      (and (double? x) (Double/isInfinite x)) (str start "\u221e" end)
      :else
      (let [size (.abs (.multiply (exact x) (bigdec times)))
            ; Between two numbers, what the double is exactly tells which is nearer.
            size (if (and (double? x) (nil? exponent) (= (.scale size) (inc (:most-fraction how))))
                   (.abs (.multiply (java.math.BigDecimal. x) (bigdec times)))
                   size)]
        (str start (if exponent (exponent-text size how) (digits-text size how)) end)))))

(defn- parse-number
  "The number at the start of a text; throws if there is none."
  [text {:keys [before minus times] :as how}]
  (let [negative? (and (string/starts-with? text minus) (not= minus before))
        from      (cond negative? (count minus)
                        (string/starts-with? text before) (count before)
                        :else 0)
        found     (re-find number-pattern (subs text from))]
    (when-not found
      (throw (new java.text.ParseException (str "Unparseable number: \"" text "\"") 0)))
    (let [n (/ (bigdec (string/replace (string/replace found "," "") #"\.$" "")) times)
          n (if negative? (- n) n)]
      (if (= n (bigdec (bigint n))) (long n) (double n)))))

(defn- make [how] (prim/instance format-class [(atom how)]))
(defn- how-of [f] @(prim/field f 0))
(defn- change [f & kvs] (apply swap! (prim/field f 0) assoc kvs) nil)

(defstatic java.text.DecimalFormat/new
  ([] (make (parse-pattern "#,##0.###")))
  ([pattern] (make (parse-pattern pattern)))
  ([pattern symbols] (make (parse-pattern pattern))))

(doseq [[name pattern] {"getInstance" "#,##0.###" "getNumberInstance" "#,##0.###"
                        "getPercentInstance" "#,##0%" "getCurrencyInstance" "$#,##0.00"
                        "getIntegerInstance" "#,##0"}]
  (genera.host/intern-static "java.text.NumberFormat" name
    (fn ([] (make (parse-pattern pattern))) ([locale] (make (parse-pattern pattern))))))

(defmethods java.text.DecimalFormat
  (format [f x] (format-number x (how-of f)))
  (parse [f text] (parse-number text (how-of f)))
  (applyPattern [f pattern] (reset! (prim/field f 0) (parse-pattern pattern)) nil)
  (toPattern [f] (:pattern (how-of f)))
  (setMaximumFractionDigits [f n]
    (change f :most-fraction n :least-fraction (min n (:least-fraction (how-of f)))))
  (setMinimumFractionDigits [f n]
    (change f :least-fraction n :most-fraction (max n (:most-fraction (how-of f)))))
  (setMinimumIntegerDigits [f n] (change f :least n))
  (setMaximumIntegerDigits [f n] nil)
  (getMaximumFractionDigits [f] (:most-fraction (how-of f)))
  (getMinimumFractionDigits [f] (:least-fraction (how-of f)))
  (setGroupingUsed [f on] (change f :group (if on 3 0)))
  (isGroupingUsed [f] (< 0 (:group (how-of f))))
  (setGroupingSize [f n] (change f :group n))
  (setRoundingMode [f mode] (change f :mode mode))
  (getRoundingMode [f] (:mode (how-of f)))
  (setMultiplier [f n] (change f :times n))
  (setPositivePrefix [f text] (change f :before text))
  (setNegativePrefix [f text] (change f :minus text))
  (setDecimalFormatSymbols [f symbols] nil)
  (setParseBigDecimal [f on] nil))
