; clojure.instant: reading times as RFC 3339 writes them. Parts may be left out from the end.

(ns clojure.instant
  "Times as RFC 3339 writes them, read as Dates, calendars or timestamps."
  (:import [java.util Calendar Date GregorianCalendar TimeZone]
           java.sql.Timestamp))

(def ^:private time-pattern
  (re-pattern (str "(\\d\\d\\d\\d)(?:-(\\d\\d)(?:-(\\d\\d)(?:[T](\\d\\d)(?::(\\d\\d)(?::(\\d\\d)"
                   "(?:[.](\\d+))?)?)?)?)?)?(?:[Z]|([-+])(\\d\\d):(\\d\\d))?")))

(defn- fail [message]
  (throw (new RuntimeException message)))

(defn parse-timestamp
  "Calls new-instant with the parts of a time: years months days hours minutes seconds
  nanoseconds, and the sign, hours and minutes of its distance from UTC."
  [new-instant cs]
  (if-let [[_ years months days hours minutes seconds fraction sign offset-hours offset-minutes]
           (re-matches time-pattern cs)]
    (let [number (fn [text default] (if text (parse-long text) default))]
      (new-instant (number years nil)
                   (number months 1)
                   (number days 1)
                   (number hours 0)
                   (number minutes 0)
                   (number seconds 0)
                   (if fraction (parse-long (subs (str fraction "00000000") 0 9)) 0)
                   (case sign "-" -1 "+" 1 0)
                   (number offset-hours 0)
                   (number offset-minutes 0)))
    (fail (str "Unrecognized date/time syntax: " cs))))

(defn- leap-year? [year]
  (and (zero? (mod year 4)) (or (pos? (mod year 100)) (zero? (mod year 400)))))

(defn- days-in-month [month leap?]
  (if (and leap? (= 2 month)) 29 (nth [31 28 31 30 31 30 31 31 30 31 30 31] (dec month))))

(defn- verify [true-of-it? test]
  (when-not true-of-it? (fail (str "failed: " test))))

(defn validated
  "A function as parse-timestamp takes it that checks the parts and calls new-instance with them."
  [new-instance]
  (fn [years months days hours minutes seconds nanoseconds sign offset-hours offset-minutes]
    (verify (<= 1 months 12) "(<= 1 months 12)")
    (verify (<= 1 days (days-in-month months (leap-year? years)))
            "(<= 1 days (days-in-month months (leap-year? years)))")
    (verify (<= 0 hours 23) "(<= 0 hours 23)")
    (verify (<= 0 minutes 59) "(<= 0 minutes 59)")
    (verify (<= 0 seconds (if (= minutes 59) 60 59))
            "(<= 0 seconds (if (= minutes 59) 60 59))")
    (verify (<= 0 nanoseconds 999999999) "(<= 0 nanoseconds 999999999)")
    (verify (<= -1 sign 1) "(<= -1 offset-sign 1)")
    (verify (<= 0 offset-hours 23) "(<= 0 offset-hours 23)")
    (verify (<= 0 offset-minutes 59) "(<= 0 offset-minutes 59)")
    (new-instance years months days hours minutes seconds nanoseconds
                  sign offset-hours offset-minutes)))

(defn- construct-calendar
  [years months days hours minutes seconds nanoseconds sign offset-hours offset-minutes]
  (doto (new GregorianCalendar years (dec months) days hours minutes seconds)
    (.set Calendar/MILLISECOND (quot nanoseconds 1000000))
    (.setTimeZone (TimeZone/getTimeZone (format "GMT%s%02d:%02d" (if (neg? sign) "-" "+")
                                                offset-hours offset-minutes)))))

(defn- construct-date [& parts]
  (.getTime (apply construct-calendar parts)))

(defn- construct-timestamp [& parts]
  (doto (new Timestamp (.getTimeInMillis (apply construct-calendar parts)))
    (.setNanos (nth parts 6))))

(def read-instant-date
  "The java.util.Date of a text; for the tag #inst in *data-readers*."
  (let [construct (validated construct-date)] (fn [cs] (parse-timestamp construct cs))))

(def read-instant-calendar
  "The java.util.Calendar of a text, in its time zone."
  (let [construct (validated construct-calendar)] (fn [cs] (parse-timestamp construct cs))))

(def read-instant-timestamp
  "The java.sql.Timestamp of a text."
  (let [construct (validated construct-timestamp)] (fn [cs] (parse-timestamp construct cs))))
