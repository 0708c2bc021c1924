(ns genera.java.period
  "java.time.Period: years, months and days."
  (:require [genera.host :refer [defmethods defstatic defconstant]]))

(def ^:private period-class (genera.slow/find-type "java.time.Period"))

(defn- period [years months days] (prim/instance period-class [years months days]))

(defn- parts [p] [(prim/field p 0) (prim/field p 1) (prim/field p 2)])

(defn- combine [f p q] (apply period (map f (parts p) (parts q))))

(defn between
  "The Period from one LocalDate to another."
  [from to]
  (let [months (.until from to java.time.temporal.ChronoUnit/MONTHS)
        days   (.until (.plusMonths from months) to java.time.temporal.ChronoUnit/DAYS)]
    (period (quot months 12) (rem months 12) days)))

(def ^:private text-pattern
  (let [part (fn [unit] (str "(?:([-+]?\\d+)" unit ")?"))]
    (re-pattern (str "(?i)([-+]?)P" (apply str (map part ["Y" "M" "W" "D"]))))))

(defn- parse
  "The Period of a text such as P1Y2M3W4D."
  [text]
  (let [[_ sign y m w d] (re-matches text-pattern (str text))
        whole (fn [t] (if t (* (if (= sign "-") -1 1) (Long/parseLong t)) 0))]
    (when-not (or y m w d)
      (throw (new java.time.format.DateTimeParseException "Text cannot be parsed to a Period")))
    (period (whole y) (whole m) (+ (* 7 (whole w)) (whole d)))))

(defstatic java.time.Period/of [years months days] (period years months days))
(defstatic java.time.Period/ofYears [n] (period n 0 0))
(defstatic java.time.Period/ofMonths [n] (period 0 n 0))
(defstatic java.time.Period/ofWeeks [n] (period 0 0 (* 7 n)))
(defstatic java.time.Period/ofDays [n] (period 0 0 n))
(defstatic java.time.Period/between [from to] (between from to))
(defstatic java.time.Period/parse [text] (parse text))
(defconstant java.time.Period/ZERO (period 0 0 0))

(defn- shifted
  "A date some periods later."
  [p date sign]
  (.plusDays (.plusMonths date (* sign (.toTotalMonths p))) (* sign (prim/field p 2))))

(defmethods java.time.Period
  (getYears [p] (prim/field p 0))
  (getMonths [p] (prim/field p 1))
  (getDays [p] (prim/field p 2))
  (toTotalMonths [p] (+ (* 12 (prim/field p 0)) (prim/field p 1)))
  (isZero [p] (every? zero? (parts p)))
  (isNegative [p] (boolean (some neg? (parts p))))
  (negated [p] (apply period (map - (parts p))))
  (plus [p q] (combine + p q))
  (minus [p q] (combine - p q))
  (multipliedBy [p n] (apply period (map (fn [x] (* x n)) (parts p))))
  (plusYears [p n] (combine + p (period n 0 0)))
  (plusMonths [p n] (combine + p (period 0 n 0)))
  (plusDays [p n] (combine + p (period 0 0 n)))
  (minusYears [p n] (combine - p (period n 0 0)))
  (minusMonths [p n] (combine - p (period 0 n 0)))
  (minusDays [p n] (combine - p (period 0 0 n)))
  (withYears [p n] (period n (prim/field p 1) (prim/field p 2)))
  (withMonths [p n] (period (prim/field p 0) n (prim/field p 2)))
  (withDays [p n] (period (prim/field p 0) (prim/field p 1) n))
  (normalized [p]
    (let [months (.toTotalMonths p)] (period (quot months 12) (rem months 12) (prim/field p 2))))
  (addTo [p date] (shifted p date 1))
  (subtractFrom [p date] (shifted p date -1))
  (equals [p q] (and (prim/is-instance-of q period-class) (= (parts p) (parts q))))
  (equiv [p q] (and (prim/is-instance-of q period-class) (= (parts p) (parts q))))
  (hashCode [p]
    (let [[y m d] (parts p) turn (fn [x n] (Integer/rotateLeft x n))]
      (unchecked-int (+ y (turn m 8) (turn d 16)))))
  (hasheq [p] (hash (parts p)))
  (toString [p]
    (let [[y m d] (parts p)]
      (if (every? zero? (parts p))
        "P0D"
        (apply str "P" (mapcat (fn [n unit] (if (zero? n) nil [n unit]))
                               [y m d] ["Y" "M" "D"]))))))
