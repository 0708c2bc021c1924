; java.util's time zones and calendars, java.sql.Timestamp and java.text.SimpleDateFormat.
; Namespace genera.host.
;
; A zone is a fixed distance from UTC; names of places mean UTC, for their rules are not known here.
; A calendar holds the milliseconds since 1970 of its own clock and its zone. Like Java's it works
; out its time only when asked: a zone that is set before moves the time, not the clock.

(def ^:private zone-class* (genera.slow/find-type "java.util.TimeZone"))
(def ^:private calendar-class (genera.slow/find-type "java.util.GregorianCalendar"))
(def ^:private timestamp-class (genera.slow/find-type "java.sql.Timestamp"))
(def ^:private date-format-class (genera.slow/find-type "java.text.SimpleDateFormat"))

(def ^:private minute-ms 60000)
(def ^:private day-ms 86400000)

; Zones.

(defn- time-zone
  "A zone some milliseconds east of UTC."
  [id offset]
  (prim/instance zone-class* [id offset]))

(defn- zone-of
  "The zone of an id such as GMT+02:00; UTC for any other."
  [id]
  (let [[_ sign hours minutes] (re-matches #"GMT([-+])(\d\d?):?(\d\d)?" (str id))]
    (if sign
      (let [h      (parse-long hours)
            m      (if minutes (parse-long minutes) 0)
            offset (* minute-ms (+ (* 60 h) m))]
        (time-zone (str "GMT" sign (two h) ":" (two m)) (if (= "-" sign) (- offset) offset)))
      (time-zone (if (contains? #{"UTC" "Z" "GMT"} id) id "GMT") 0))))

(def ^:private default-zone (prim/atom (time-zone "UTC" 0)))

(defstatic java.util.TimeZone/getTimeZone [id] (zone-of (str id)))
(defstatic java.util.TimeZone/getDefault [] (prim/atom-value default-zone))
(defstatic java.util.TimeZone/setDefault [zone] (prim/atom-set default-zone zone) nil)

(defmethods java.util.TimeZone
  (getID [z] (prim/field z 0))
  (getDisplayName [z] (prim/field z 0))
  (getRawOffset [z] (prim/field z 1))
  (getOffset [z ms] (prim/field z 1))
  (useDaylightTime [z] false)
  (toZoneId [z] (java.time.ZoneId/of "UTC"))
  (toString [z] (prim/field z 0)))
(value-methods zone-class* (fn [z] [(prim/field z 0) (prim/field z 1)]))

(defn- offset-text
  "A distance from UTC as in +02:00."
  [offset]
  (let [minutes (quot (abs offset) minute-ms)]
    (str (if (neg? offset) "-" "+") (two (quot minutes 60)) ":" (two (rem minutes 60)))))

; Calendars: field 0 the clock, 1 the zone, 2 the time once it is known.

(def ^:private calendar-fields
  {:ERA 0 :YEAR 1 :MONTH 2 :WEEK_OF_YEAR 3 :WEEK_OF_MONTH 4 :DATE 5 :DAY_OF_MONTH 5
   :DAY_OF_YEAR 6 :DAY_OF_WEEK 7 :DAY_OF_WEEK_IN_MONTH 8 :AM_PM 9 :HOUR 10 :HOUR_OF_DAY 11
   :MINUTE 12 :SECOND 13 :MILLISECOND 14 :ZONE_OFFSET 15 :DST_OFFSET 16
   :AM 0 :PM 1 :SUNDAY 1 :MONDAY 2 :TUESDAY 3 :WEDNESDAY 4 :THURSDAY 5 :FRIDAY 6 :SATURDAY 7
   :JANUARY 0 :FEBRUARY 1 :MARCH 2 :APRIL 3 :MAY 4 :JUNE 5 :JULY 6 :AUGUST 7 :SEPTEMBER 8
   :OCTOBER 9 :NOVEMBER 10 :DECEMBER 11})

(doseq [[field value] calendar-fields
        class         ["java.util.Calendar" "java.util.GregorianCalendar"]]
  (intern-static class (name field) value))

(defn- clock-of [c] (prim/field c 0))

(defn- calendar-time
  "The milliseconds since 1970 of a calendar."
  [c]
  (or (prim/field c 2)
      (let [ms (- (clock-of c) (prim/field (prim/field c 1) 1))]
        (prim/set-field c 2 ms)
        ms)))

(defn- set-calendar-time [c ms]
  (prim/set-field c 0 (+ ms (prim/field (prim/field c 1) 1)))
  (prim/set-field c 2 ms))

(defn- clock-parts
  "[year month-from-0 day hour minute second millisecond] of a clock."
  [clock]
  (let [[year month day] (civil (floor-div clock day-ms))
        ms               (mod clock day-ms)]
    [year (dec month) day (quot ms 3600000) (rem (quot ms minute-ms) 60) (rem (quot ms 1000) 60)
     (rem ms 1000)]))

(defn- clock-from
  "The clock of such parts, each of which may be too large or small."
  [[year month day hour minute second ms]]
  (let [months (+ (* 12 year) month)
        days   (+ (days-of (floor-div months 12) (inc (mod months 12)) 1) (dec day))]
    (+ (* days day-ms) (* hour 3600000) (* minute minute-ms) (* second 1000) ms)))

(def ^:private part-index
  "Where a field of a calendar is among the parts of its clock."
  {1 0, 2 1, 5 2, 11 3, 12 4, 13 5, 14 6})

(defn- change-part
  "Gives a calendar f of one of its parts for it."
  [c field f]
  (let [parts (clock-parts (clock-of c))
        parts (case field
                10 (assoc parts 3 (+ (* 12 (quot (nth parts 3) 12)) (f (rem (nth parts 3) 12))))
                6  (assoc parts 1 0 2 (f (.get c 6)))
                (let [i (part-index field)]
                  (when (nil? i) (throw (new IllegalArgumentException)))
                  (assoc parts i (f (nth parts i)))))]
    (prim/set-field c 0 (clock-from parts))
    (prim/set-field c 2 nil)))

(defn- calendar
  "A calendar whose clock shows the parts."
  [parts]
  (prim/mutable-instance calendar-class
                         [(clock-from parts) (prim/atom-value default-zone) nil]))

(defn- calendar-now
  "A calendar of the present in a zone."
  [zone]
  (let [c (prim/mutable-instance calendar-class [0 zone nil])]
    (set-calendar-time c (prim/wall-now))
    c))

(defn- date-of
  "The Date that a clock in the default zone shows."
  [parts]
  (java.util.Date/new (calendar-time (calendar parts))))

(defstatic java.util.Date/new
  ([] (prim/mutable-instance date-class [(prim/wall-now)]))
  ([ms] (prim/mutable-instance date-class [ms]))
  ([year month day] (date-of [(+ 1900 year) month day 0 0 0 0]))
  ([year month day hour minute] (date-of [(+ 1900 year) month day hour minute 0 0]))
  ([year month day hour minute second]
   (date-of [(+ 1900 year) month day hour minute second 0])))

(defn- date-part
  "A part of the clock of a Date in the default zone."
  [d i]
  (nth (clock-parts (+ (date-ms d) (prim/field (prim/atom-value default-zone) 1))) i))

(defmethods java.util.Date
  (getYear [d] (- (date-part d 0) 1900))
  (getMonth [d] (date-part d 1))
  (getDate [d] (date-part d 2))
  (getHours [d] (date-part d 3))
  (getMinutes [d] (date-part d 4))
  (getSeconds [d] (date-part d 5))
  (getDay [d] (mod (+ 4 (floor-div (date-ms d) day-ms)) 7))
  (getTimezoneOffset [d] (- (quot (prim/field (prim/atom-value default-zone) 1) minute-ms))))

(defstatic java.util.Calendar/getInstance
  ([] (calendar-now (prim/atom-value default-zone))) ([zone] (calendar-now zone)))
(defstatic java.util.GregorianCalendar/new
  ([] (calendar-now (prim/atom-value default-zone)))
  ([zone] (calendar-now zone))
  ([year month day] (calendar [year month day 0 0 0 0]))
  ([year month day hour minute] (calendar [year month day hour minute 0 0]))
  ([year month day hour minute second] (calendar [year month day hour minute second 0])))

(defn- calendar-text
  "A calendar as the reader takes it."
  [c]
  (let [[year month day hour minute second ms] (clock-parts (clock-of c))]
    (str (format "%04d-%02d-%02dT%02d:%02d:%02d.%03d" year (inc month) day hour minute second ms)
         (offset-text (prim/field (prim/field c 1) 1)))))

(defmethods java.util.GregorianCalendar
  (printOn [c w] (write-text w (str "#inst \"" (calendar-text c) "\"")))
  (toString [c] (calendar-text c))
  (getTime [c] (java.util.Date/new (calendar-time c)))
  (setTime [c date] (set-calendar-time c (.getTime date)) nil)
  (getTimeInMillis [c] (calendar-time c))
  (setTimeInMillis [c ms] (set-calendar-time c ms) nil)
  (toInstant [c] (java.time.Instant/ofEpochMilli (calendar-time c)))
  (getTimeZone [c] (prim/field c 1))
  (setTimeZone [c zone]
    (let [ms (prim/field c 2)]
      (prim/set-field c 1 zone)
      (when ms (set-calendar-time c ms))
      nil))
  (get [c field]
    (let [parts (clock-parts (clock-of c))
          hour  (nth parts 3)
          days  (floor-div (clock-of c) day-ms)
          i     (part-index field)]
      (cond i (nth parts i)
            (= field 0) 1
            (= field 6) (inc (- days (days-of (nth parts 0) 1 1)))
            (= field 7) (inc (mod (+ 4 days) 7))
            (= field 9) (quot hour 12)
            (= field 10) (rem hour 12)
            (= field 15) (prim/field (prim/field c 1) 1)
            (= field 16) 0
            :else (throw (new IllegalArgumentException)))))
  (set ([c field value] (change-part c field (fn [_] value)) nil)
       ([c year month day]
        (let [parts (clock-parts (clock-of c))]
          (prim/set-field c 0 (clock-from (into [year month day] (subvec parts 3))))
          (prim/set-field c 2 nil)
          nil))
       ([c year month day hour minute] (.set c year month day hour minute (.get c 13)))
       ([c year month day hour minute second]
        (prim/set-field c 0 (clock-from [year month day hour minute second (.get c 14)]))
        (prim/set-field c 2 nil)
        nil))
  (add [c field n] (change-part c field (fn [x] (+ x n))) nil)
  (getActualMaximum [c field]
    (case field 5 (month-length (.get c 1) (inc (.get c 2))) 2 11 11 23 12 59 13 59 14 999))
  (before [c x] (< (calendar-time c) (.getTimeInMillis x)))
  (after [c x] (> (calendar-time c) (.getTimeInMillis x)))
  (clone [c] (prim/mutable-instance calendar-class
                                    [(clock-of c) (prim/field c 1) (prim/field c 2)]))
  (compareTo [c x] (compare (calendar-time c) (.getTimeInMillis x))))
(value-methods calendar-class (fn [c] [(calendar-time c) (prim/field c 1)]))

; Timestamps: a Date with nanoseconds, field 1, of which the milliseconds are a part.

(defstatic java.sql.Timestamp/new [ms]
  (prim/mutable-instance timestamp-class [ms (* 1000000 (mod ms 1000))]))
(defstatic java.sql.Timestamp/from [i]
  (doto (java.sql.Timestamp/new (.toEpochMilli i)) (.setNanos (.getNano i))))

(defn- timestamp-text
  "A timestamp to the second, and its nanoseconds as nine digits."
  [t]
  (let [[year month day hour minute second] (clock-parts (prim/field t 0))]
    [year (inc month) day hour minute second (format "%09d" (prim/field t 1))]))

(defmethods java.sql.Timestamp
  (printOn [t w]
    (write-text w (apply format "#inst \"%04d-%02d-%02dT%02d:%02d:%02d.%s-00:00\""
                         (timestamp-text t))))
  (toString [t]
    (let [parts (timestamp-text t)]
      (apply format "%04d-%02d-%02d %02d:%02d:%02d.%s"
             (assoc parts 6 (clojure.string/replace (nth parts 6) #"(?<=.)0+$" "")))))
  (getNanos [t] (prim/field t 1))
  (setNanos [t nanos]
    (prim/set-field t 0 (+ (* 1000 (floor-div (prim/field t 0) 1000)) (quot nanos 1000000)))
    (prim/set-field t 1 nanos)
    nil)
  (setTime [t ms]
    (prim/set-field t 0 ms)
    (prim/set-field t 1 (* 1000000 (mod ms 1000)))
    nil)
  (toInstant [t] (instant (floor-div (prim/field t 0) 1000) (prim/field t 1)))
  (compareTo [t x]
    (compare [(floor-div (prim/field t 0) 1000) (prim/field t 1)]
             (if (prim/is-instance-of x timestamp-class)
               [(floor-div (prim/field x 0) 1000) (prim/field x 1)]
               [(floor-div (.getTime x) 1000) (* 1000000 (mod (.getTime x) 1000))]))))
(value-methods timestamp-class (fn [t] [(floor-div (prim/field t 0) 1000) (prim/field t 1)]))

; Dates of java.sql: a day, its time of day not shown.

(def ^:private sql-date-class (genera.slow/find-type "java.sql.Date"))

(defn- day-text
  "The day of a date here, as year-month-day."
  [d]
  (format "%04d-%02d-%02d" (+ 1900 (.getYear d)) (inc (.getMonth d)) (.getDate d)))

(defstatic java.sql.Date/new
  ([ms] (prim/mutable-instance sql-date-class [ms]))
  ([year month day] (java.sql.Date/new (.getTime (java.util.Date/new year month day)))))
(defstatic java.sql.Date/valueOf [x]
  (if (string? x)
    (let [[year month day] (rest (re-matches #"(\d{4})-(\d{1,2})-(\d{1,2})" x))]
      (when-not year (throw (new IllegalArgumentException)))
      (java.sql.Date/new (- (prim/parse-long year 10) 1900) (dec (prim/parse-long month 10))
                         (prim/parse-long day 10)))
    (java.sql.Date/valueOf (str x))))
(defmethods java.sql.Date
  (toString [d] (day-text d))
  (toLocalDate [d] (java.time.LocalDate/parse (day-text d)))
  (toInstant [d] (throw (new UnsupportedOperationException))))

; Formats of dates: the patterns are those of java.time's formatters.

(defstatic java.text.SimpleDateFormat/new
  ([pattern]
   (prim/mutable-instance date-format-class [pattern (prim/atom-value default-zone)]))
  ([pattern locale] (java.text.SimpleDateFormat/new pattern)))
(defmethods java.text.SimpleDateFormat
  (setTimeZone [f zone] (prim/set-field f 1 zone) nil)
  (getTimeZone [f] (prim/field f 1))
  (setLenient [f lenient?] nil)
  (toPattern [f] (prim/field f 0))
  (format [f date]
    (.format (java.time.format.DateTimeFormatter/ofPattern (prim/field f 0))
             (.toLocalDateTime (java.time.Instant/ofEpochMilli
                                 (+ (.getTime date) (prim/field (prim/field f 1) 1))))))
  (parse [f text]
    (let [clock (try (parse-by (pattern-parts (prim/field f 0)) text true)
                     (catch java.time.DateTimeException _
                       (throw (new java.text.ParseException
                                   (str "Unparseable date: \"" text "\"") 0))))]
      (java.util.Date/new (- (.toEpochMilli (.toInstant clock nil))
                             (prim/field (prim/field f 1) 1))))))
