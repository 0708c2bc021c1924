; java.time: dates, times of day and the units between them. Namespace genera.host.
;
; A LocalDate holds the days since 1970-01-01 in the proleptic Gregorian calendar, a LocalTime the
; nanoseconds of the day, a LocalDateTime both. Instants are in host_clock.clj.

(def ^:private local-date-class (genera.slow/find-type "java.time.LocalDate"))
(def ^:private local-time-class (genera.slow/find-type "java.time.LocalTime"))
(def ^:private date-time-class (genera.slow/find-type "java.time.LocalDateTime"))
(def ^:private weekday-class (genera.slow/find-type "java.time.DayOfWeek"))
(def ^:private month-class (genera.slow/find-type "java.time.Month"))
(def ^:private chrono-class (genera.slow/find-type "java.time.temporal.ChronoUnit"))

(def ^:private second-nanos 1000000000)
(def ^:private day-seconds 86400)
(def ^:private day-nanos 86400000000000)

(defn- floor-div [a b] (quot (- a (mod a b)) b))

(defn- two [n] (if (< n 10) (str "0" n) (str n)))

(defn- parse-error
  ([text] (parse-error text "at index 0"))
  ([text why]
   (throw (new java.time.format.DateTimeParseException
               (str "Text '" text "' could not be parsed"
                    (if (prim/string-starts why "at " 0) " " ": ") why)))))

(defn- parse-checked
  "What f answers, a number in whose range a text is wrong being an error of the text."
  [text f]
  (try (f)
       (catch java.time.format.DateTimeParseException e (throw e))
       (catch java.time.DateTimeException e (parse-error text (.getMessage e)))))

(defn- wrong-unit [unit]
  (throw (new java.time.temporal.UnsupportedTemporalTypeException
              (str "Unsupported unit: " unit))))

; The calendar: days since 1970 to [year month day] and back, by eras of 400 years from March on.

(defn- civil
  "[year month day] of days since 1970-01-01."
  [days]
  (let [z    (+ days 719468)
        era  (floor-div z 146097)
        doe  (- z (* era 146097))
        yoe  (quot (- doe (quot doe 1460) (- (quot doe 36524)) (quot doe 146096)) 365)
        doy  (- doe (- (+ (* 365 yoe) (quot yoe 4)) (quot yoe 100)))
        mp   (quot (+ (* 5 doy) 2) 153)
        day  (inc (- doy (quot (+ (* 153 mp) 2) 5)))
        m    (if (< mp 10) (+ mp 3) (- mp 9))
        year (+ yoe (* era 400))]
    [(if (<= m 2) (inc year) year) m day]))

(defn- days-of
  "The days since 1970-01-01 of a year, month and day."
  [year month day]
  (let [y   (if (<= month 2) (dec year) year)
        era (floor-div y 400)
        yoe (- y (* era 400))
        doy (+ (quot (+ (* 153 (if (< 2 month) (- month 3) (+ month 9))) 2) 5) (dec day))
        doe (- (+ (* yoe 365) (quot yoe 4) doy) (quot yoe 100))]
    (- (+ (* era 146097) doe) 719468)))

(defn- leap? [year]
  (and (= 0 (mod year 4)) (or (not= 0 (mod year 100)) (= 0 (mod year 400)))))

(defn- month-length [year month]
  (if (= month 2) (if (leap? year) 29 28) (nth [31 28 31 30 31 30 31 31 30 31 30 31] (dec month))))

(defn- check-range
  "Throws unless low <= n <= high."
  [what n low high]
  (when-not (<= low n high)
    (throw (new java.time.DateTimeException
                (str "Invalid value for " what " (valid values " low " - " high "): " n)))))

(defn- check-date [year month day]
  (check-range "MonthOfYear" month 1 12)
  (when-not (<= 1 day 31)
    (throw (new java.time.DateTimeException
                (str "Invalid value for DayOfMonth (valid values 1 - 28/31): " day))))
  (when (< (month-length year month) day)
    (throw (new java.time.DateTimeException
                (if (= day 29)
                  (str "Invalid date 'February 29' as '" year "' is not a leap year")
                  (str "Invalid date '"
                       (nth ["JANUARY" "FEBRUARY" "MARCH" "APRIL" "MAY" "JUNE" "JULY" "AUGUST"
                             "SEPTEMBER" "OCTOBER" "NOVEMBER" "DECEMBER"] (dec month))
                       " " day "'"))))))

; Names of days and months.

(def ^:private weekday-names
  ["MONDAY" "TUESDAY" "WEDNESDAY" "THURSDAY" "FRIDAY" "SATURDAY" "SUNDAY"])
(def ^:private month-names
  ["JANUARY" "FEBRUARY" "MARCH" "APRIL" "MAY" "JUNE" "JULY" "AUGUST" "SEPTEMBER" "OCTOBER"
   "NOVEMBER" "DECEMBER"])

(defn- enumerate
  "Makes the constants of an enumeration; an instance holds its name and its number from 1."
  [class what names]
  (let [class-name (prim/type-name class)
        made       (mapv (fn [name i] (prim/instance class [name (inc i)])) names
                         (range (count names)))]
    (doseq [x made] (intern-static class-name (prim/field x 0) x))
    (intern-static class-name "of"
      (fn [n]
        (if (<= 1 n (count made))
          (nth made (dec n))
          (throw (new java.time.DateTimeException (str "Invalid value for " what ": " n))))))
    (intern-static class-name "values" (fn [] (to-array made)))
    (intern-static class-name "valueOf"
                   (fn [name]
                     (let [found (first (filter (fn [x] (= name (prim/field x 0))) made))]
                       (if found
                         found
                         (throw (new IllegalArgumentException
                                     (str "No enum constant " class-name "." name)))))))
    (add-methods class
      {:toString  (fn toString [x] (prim/field x 0))
       :name      (fn name [x] (prim/field x 0))
       :getValue  (fn getValue [x] (prim/field x 1))
       :ordinal   (fn ordinal [x] (dec (prim/field x 1)))
       :plus      (fn plus [x n] (nth made (mod (+ (dec (prim/field x 1)) n) (count made))))
       :minus     (fn minus [x n] (nth made (mod (- (dec (prim/field x 1)) n) (count made))))
       :compareTo (fn compareTo [x y] (- (prim/field x 1) (prim/field y 1)))})
    made))

(def ^:private weekdays (enumerate weekday-class "DayOfWeek" weekday-names))
(def ^:private months (enumerate month-class "MonthOfYear" month-names))

(defmethods java.time.Month
  (maxLength [m] (month-length 2024 (prim/field m 1)))
  (minLength [m] (month-length 2023 (prim/field m 1)))
  (length [m leap?] (month-length (if leap? 2024 2023) (prim/field m 1))))

; Units: nanoseconds of each, or months.

(doseq [[name text nanos months]
        [["NANOS" "Nanos" 1] ["MICROS" "Micros" 1000] ["MILLIS" "Millis" 1000000]
         ["SECONDS" "Seconds" second-nanos] ["MINUTES" "Minutes" 60000000000]
         ["HOURS" "Hours" 3600000000000] ["HALF_DAYS" "HalfDays" 43200000000000]
         ["DAYS" "Days" day-nanos] ["WEEKS" "Weeks" (* 7 day-nanos)]
         ["MONTHS" "Months" nil 1] ["YEARS" "Years" nil 12] ["DECADES" "Decades" nil 120]
         ["CENTURIES" "Centuries" nil 1200]]]
  (intern-static "java.time.temporal.ChronoUnit" name
                 (prim/instance chrono-class [text nanos months])))

(defstatic java.time.temporal.ChronoUnit/values []
  (to-array (map (fn [name] @(find-var (symbol "java.time.temporal.ChronoUnit" name)))
                 ["NANOS" "MICROS" "MILLIS" "SECONDS" "MINUTES" "HOURS" "HALF_DAYS" "DAYS" "WEEKS"
                  "MONTHS" "YEARS" "DECADES" "CENTURIES"])))

; All units measure instants and dates by their nanoseconds, or dates by months.

(defmethods java.time.temporal.ChronoUnit
  (toString [u] (prim/field u 0))
  (between [u from to] (.until from to u)))

(defn- same-class? [x y] (prim/identical (prim/class x) (prim/class y)))

(defn- value-methods
  "equals, hashCode and order of values by a function that gives what is compared."
  [class f]
  (add-methods class
    {:equals    (fn equals [x y] (and (same-class? x y) (= (f x) (f y))))
     :equiv     (fn equiv [x y] (and (same-class? x y) (= (f x) (f y))))
     :hashCode  (fn hashCode [x] (java-hash (f x)))
     :hasheq    (fn hasheq [x] (hash (f x)))
     :compareTo (fn compareTo [x y] (compare (f x) (f y)))
     :isBefore  (fn isBefore [x y] (< (compare (f x) (f y)) 0))
     :isAfter   (fn isAfter [x y] (> (compare (f x) (f y)) 0))
     :isEqual   (fn isEqual [x y] (= (f x) (f y)))}))

; Fractions of a second, in groups of three digits as Java writes them.

(defn- fraction
  "The nanoseconds of a second as .123, .123456 or .123456789; nothing for 0."
  [nanos]
  (if (= 0 nanos)
    ""
    (let [digits (subs (str (+ second-nanos nanos)) 1)]
      (str "." (cond (= 0 (rem nanos 1000000)) (subs digits 0 3)
                     (= 0 (rem nanos 1000))    (subs digits 0 6)
                     :else digits)))))

(defn- fraction-nanos
  "The nanoseconds of the digits behind the point, or 0 of nil."
  [digits]
  (if digits (prim/parse-long (subs (str digits "000000000") 0 9) 10) 0))

(defn- int-in [text] (prim/parse-long text 10))

(defn- year-text [year]
  (cond (< 9999 year) (str "+" year)
        (<= 0 year)   (subs (str (+ 10000 year)) 1)
        (< year -9999) (str year)
        :else         (str "-" (subs (str (- 10000 year)) 1))))

; LocalDate.

(defn- local-date [days] (prim/instance local-date-class [days]))
(defn- days-since [d] (prim/field d 0))

(defn- date-text [days]
  (let [[y m d] (civil days)] (str (year-text y) "-" (two m) "-" (two d))))

(defn- plus-months
  "Days since 1970 that many months later, on the last day of a shorter month."
  [days n]
  (let [[y m d] (civil days)
        all     (+ (* 12 y) (dec m) n)
        year    (floor-div all 12)
        month   (inc (mod all 12))]
    (days-of year month (min d (month-length year month)))))

(defn- parse-date [text]
  (let [[_ y m d] (re-matches #"([+-]?\d{4,9})-(\d\d)-(\d\d)" (str text))]
    (if y
      (let [[y m d] [(int-in (if (prim/string-starts y "+" 0) (subs y 1) y)) (int-in m) (int-in d)]]
        (parse-checked text (fn [] (check-date y m d)))
        (days-of y m d))
      (parse-error text))))

(declare date-time instant offset-seconds)

(defn- month-number [m] (if (prim/is-number m) m (prim/field m 1)))

(defstatic java.time.LocalDate/of [year month day]
  (check-date year (month-number month) day)
  (local-date (days-of year (month-number month) day)))
(defstatic java.time.LocalDate/ofEpochDay [days] (local-date days))
(defstatic java.time.LocalDate/ofYearDay [year day] (local-date (+ (days-of year 1 1) (dec day))))
(defstatic java.time.LocalDate/now
  ([] (local-date (floor-div (prim/wall-now) 86400000)))
  ([zone] (local-date (floor-div (prim/wall-now) 86400000))))
(defstatic java.time.LocalDate/parse
  ([text] (local-date (parse-date text)))
  ([text formatter] (.toLocalDate (.parseTime formatter text))))

(defconstant java.time.LocalDate/EPOCH (local-date 0))
(defconstant java.time.LocalDate/MIN (local-date -365243219162))
(defconstant java.time.LocalDate/MAX (local-date 365241780471))

(value-methods local-date-class days-since)

(defmethods java.time.LocalDate
  (toString [d] (date-text (days-since d)))
  (getYear [d] (nth (civil (days-since d)) 0))
  (getMonthValue [d] (nth (civil (days-since d)) 1))
  (getMonth [d] (nth months (dec (nth (civil (days-since d)) 1))))
  (getDayOfMonth [d] (nth (civil (days-since d)) 2))
  (getDayOfYear [d] (inc (- (days-since d) (days-of (.getYear d) 1 1))))
  (getDayOfWeek [d] (nth weekdays (mod (+ 3 (days-since d)) 7)))
  (isLeapYear [d] (leap? (.getYear d)))
  (lengthOfMonth [d] (let [[y m] (civil (days-since d))] (month-length y m)))
  (lengthOfYear [d] (if (.isLeapYear d) 366 365))
  (withDayOfYear [d n] (java.time.LocalDate/ofYearDay (.getYear d) n))
  (toEpochDay [d] (days-since d))
  (plusDays [d n] (local-date (+ (days-since d) n)))
  (minusDays [d n] (local-date (- (days-since d) n)))
  (plusWeeks [d n] (local-date (+ (days-since d) (* 7 n))))
  (minusWeeks [d n] (local-date (- (days-since d) (* 7 n))))
  (plusMonths [d n] (local-date (plus-months (days-since d) n)))
  (minusMonths [d n] (local-date (plus-months (days-since d) (- n))))
  (plusYears [d n] (local-date (plus-months (days-since d) (* 12 n))))
  (minusYears [d n] (local-date (plus-months (days-since d) (* -12 n))))
  (plus
    ([d amount] (.addTo amount d))
    ([d n unit]
     (cond (prim/field unit 2) (.plusMonths d (* n (prim/field unit 2)))
           (< (prim/field unit 1) day-nanos) (wrong-unit unit)
           :else (.plusDays d (quot (* n (prim/field unit 1)) day-nanos)))))
  (minus ([d amount] (.addTo (.negated amount) d)) ([d n unit] (.plus d (- n) unit)))
  (hashCode [d]
    (let [[y m day] (civil (days-since d))]
      (bit-xor (bit-and y 0xFFFFF800) (+ (bit-shift-left y 11) (bit-shift-left m 6) day))))
  (compareTo [d e]
    (or (first (remove zero? (map - (civil (days-since d)) (civil (days-since e))))) 0))
  (withDayOfMonth [d day] (let [[y m] (civil (days-since d))] (java.time.LocalDate/of y m day)))
  (withMonth [d m]
    (check-range "MonthOfYear" m 1 12)
    (local-date (plus-months (days-since d) (- m (.getMonthValue d)))))
  (withYear [d y] (local-date (plus-months (days-since d) (* 12 (- y (.getYear d))))))
  (until
   ([d end] (lazily 'genera.java.period/between d end))
   ([d end unit]
    (if (prim/field unit 2)
      (let [[y m day] (civil (days-since d)) [y2 m2 day2] (civil (days-since end))
            n (- (+ (* 12 y2) m2) (+ (* 12 y) m))
            n (cond (and (< 0 n) (< day2 day)) (dec n) (and (< n 0) (< day day2)) (inc n) :else n)]
        (quot n (prim/field unit 2)))
      (quot (- (days-since end) (days-since d)) (quot (prim/field unit 1) day-nanos)))))
  (atStartOfDay ([d] (date-time (days-since d) 0)) ([d zone] (date-time (days-since d) 0)))
  (atTime ([d h m] (date-time (days-since d) (* second-nanos (+ (* 3600 h) (* 60 m)))))
          ([d h m s] (date-time (days-since d) (* second-nanos (+ (* 3600 h) (* 60 m) s))))
          ([d t] (date-time (days-since d) (prim/field t 0))))
  (format [d formatter] (.format formatter d))
  (toLocalDate [d] d))

; LocalTime.

(defn- local-time [nanos] (prim/instance local-time-class [nanos]))
(defn- nanos-of-day [t] (prim/field t 0))

(defn- time-text [nanos]
  (let [seconds (quot nanos second-nanos)
        rest    (rem nanos second-nanos)]
    (str (two (quot seconds 3600)) ":" (two (rem (quot seconds 60) 60))
         (if (and (= 0 (rem seconds 60)) (= 0 rest))
           ""
           (str ":" (two (rem seconds 60)) (fraction rest))))))

(defn- check-time [h m s n]
  (check-range "HourOfDay" h 0 23)
  (check-range "MinuteOfHour" m 0 59)
  (check-range "SecondOfMinute" s 0 59)
  (check-range "NanoOfSecond" n 0 999999999))

(defn- time-of-day
  "The nanoseconds of the day of a time, whose parts are checked."
  [h m s n]
  (check-time h m s n)
  (+ n (* second-nanos (+ (* 3600 h) (* 60 m) s))))

(defn- parse-time [text]
  (let [[_ h m _ s _ f] (re-matches #"(\d\d):(\d\d)(:(\d\d)(\.(\d{1,9}))?)?" (str text))]
    (if h
      (let [[h m s] [(int-in h) (int-in m) (if s (int-in s) 0)]]
        (parse-checked text (fn [] (check-time h m s 0)))
        (+ (* second-nanos (+ (* 3600 h) (* 60 m) s)) (fraction-nanos f)))
      (parse-error text))))

(defstatic java.time.LocalTime/of
  ([h m] (local-time (time-of-day h m 0 0)))
  ([h m s] (local-time (time-of-day h m s 0)))
  ([h m s n] (local-time (time-of-day h m s n))))
(defstatic java.time.LocalTime/parse
  ([text] (local-time (parse-time text)))
  ([text formatter] (.toLocalTime (.parseTime formatter text))))
(defstatic java.time.LocalTime/ofSecondOfDay [n]
  (check-range "SecondOfDay" n 0 86399)
  (local-time (* n second-nanos)))
(defstatic java.time.LocalTime/ofNanoOfDay [n]
  (check-range "NanoOfDay" n 0 86399999999999)
  (local-time n))
(defconstant java.time.LocalTime/MIDNIGHT (local-time 0))
(defconstant java.time.LocalTime/MIN (local-time 0))
(defconstant java.time.LocalTime/NOON (local-time 43200000000000))
(defconstant java.time.LocalTime/MAX (local-time 86399999999999))
(defstatic java.time.LocalTime/now [] (local-time (* 1000000 (mod (prim/wall-now) 86400000))))

(value-methods local-time-class nanos-of-day)

(defn- time-shifted
  "A time of day some nanoseconds later, around midnight if need be."
  [t nanos]
  (local-time (long (mod (+' (nanos-of-day t) nanos) day-nanos))))

(defmethods java.time.LocalTime
  (toString [t] (time-text (nanos-of-day t)))
  (getHour [t] (quot (nanos-of-day t) 3600000000000))
  (getMinute [t] (rem (quot (nanos-of-day t) 60000000000) 60))
  (getSecond [t] (rem (quot (nanos-of-day t) second-nanos) 60))
  (getNano [t] (rem (nanos-of-day t) second-nanos))
  (toSecondOfDay [t] (quot (nanos-of-day t) second-nanos))
  (toNanoOfDay [t] (nanos-of-day t))
  (plusHours [t n] (time-shifted t (* n 3600000000000)))
  (plusMinutes [t n] (time-shifted t (* n 60000000000)))
  (plusSeconds [t n] (time-shifted t (* n second-nanos)))
  (plusNanos [t n] (time-shifted t n))
  (minusHours [t n] (time-shifted t (* n -3600000000000)))
  (minusMinutes [t n] (time-shifted t (* n -60000000000)))
  (minusSeconds [t n] (time-shifted t (* n -1000000000)))
  (minusNanos [t n] (time-shifted t (- n)))
  (plus ([t amount] (.addTo amount t))
        ([t n unit]
         (if (or (prim/field unit 2) (<= day-nanos (prim/field unit 1)))
           (wrong-unit unit)
           (time-shifted t (* n (prim/field unit 1))))))
  (minus ([t amount] (.addTo (.negated amount) t)) ([t n unit] (.plus t (- n) unit)))
  (withHour [t n] (local-time (time-of-day n (.getMinute t) (.getSecond t) (.getNano t))))
  (withMinute [t n] (local-time (time-of-day (.getHour t) n (.getSecond t) (.getNano t))))
  (withSecond [t n] (local-time (time-of-day (.getHour t) (.getMinute t) n (.getNano t))))
  (withNano [t n] (local-time (time-of-day (.getHour t) (.getMinute t) (.getSecond t) n)))
  (truncatedTo [t unit]
    (local-time (- (nanos-of-day t) (mod (nanos-of-day t) (prim/field unit 1)))))
  (until [t end unit]
    (quot (- (nanos-of-day end) (nanos-of-day t)) (prim/field unit 1)))
  (atDate [t d] (date-time (days-since d) (nanos-of-day t)))
  (compareTo [t u] (compare (nanos-of-day t) (nanos-of-day u)))
  (hashCode [t]
    (let [n (nanos-of-day t)] (unchecked-int (bit-xor n (unsigned-bit-shift-right n 32)))))
  (toLocalTime [t] t)
  (format [t formatter] (.format formatter t)))

; LocalDateTime: days and nanoseconds of the day.

(defn- date-time [days nanos] (prim/instance date-time-class [days nanos]))

(defn- date-time-shifted
  "A date and time some nanoseconds later."
  [t nanos]
  (let [sum  (+' (prim/field t 1) nanos)
        days (long (floor-div sum day-nanos))]
    (date-time (+ (prim/field t 0) days) (long (mod sum day-nanos)))))

(defn- date-time-text [t]
  (str (date-text (prim/field t 0)) "T" (time-text (prim/field t 1))))

(defn- parse-date-time [text]
  (let [[_ d t] (re-matches #"(.*)T(.*)" (str text))]
    (if d (date-time (parse-date d) (parse-time t)) (parse-error text))))

(defstatic java.time.LocalDateTime/of
  ([date time] (date-time (days-since date) (nanos-of-day time)))
  ([y mo d h m] (.atTime (java.time.LocalDate/of y mo d) (java.time.LocalTime/of h m)))
  ([y mo d h m s] (.atTime (java.time.LocalDate/of y mo d) (java.time.LocalTime/of h m s)))
  ([y mo d h m s n]
   (.atTime (java.time.LocalDate/of y mo d) (java.time.LocalTime/of h m s n))))
(defstatic java.time.LocalDateTime/parse
  ([text] (parse-date-time text)) ([text formatter] (.parseTime formatter text)))
(defstatic java.time.LocalDateTime/now
  ([] (.toLocalDateTime (java.time.Instant/now)))
  ([zone] (.toLocalDateTime (java.time.Instant/now))))
(defstatic java.time.LocalDateTime/ofInstant [i zone]
  (date-time-shifted (.toLocalDateTime i) (* second-nanos (offset-seconds zone))))
(defstatic java.time.LocalDateTime/ofEpochSecond [s n zone]
  (java.time.LocalDateTime/ofInstant (java.time.Instant/ofEpochSecond s n) zone))

(value-methods date-time-class (fn [t] [(prim/field t 0) (prim/field t 1)]))

(defmethods java.time.LocalDateTime
  (toString [t] (date-time-text t))
  (toLocalDate [t] (local-date (prim/field t 0)))
  (toLocalTime [t] (local-time (prim/field t 1)))
  (toLocalDateTime [t] t)
  (hashCode [t] (bit-xor (.hashCode (.toLocalDate t)) (.hashCode (.toLocalTime t))))
  (getYear [t] (.getYear (.toLocalDate t)))
  (getMonthValue [t] (.getMonthValue (.toLocalDate t)))
  (getMonth [t] (.getMonth (.toLocalDate t)))
  (getDayOfMonth [t] (.getDayOfMonth (.toLocalDate t)))
  (getDayOfWeek [t] (.getDayOfWeek (.toLocalDate t)))
  (getHour [t] (.getHour (.toLocalTime t)))
  (getMinute [t] (.getMinute (.toLocalTime t)))
  (getSecond [t] (.getSecond (.toLocalTime t)))
  (getNano [t] (.getNano (.toLocalTime t)))
  (plusDays [t n] (date-time (+ (prim/field t 0) n) (prim/field t 1)))
  (minusDays [t n] (date-time (- (prim/field t 0) n) (prim/field t 1)))
  (plusMonths [t n] (date-time (plus-months (prim/field t 0) n) (prim/field t 1)))
  (minusMonths [t n] (.plusMonths t (- n)))
  (plusYears [t n] (.plusMonths t (* 12 n)))
  (minusYears [t n] (.plusMonths t (* -12 n)))
  (plusWeeks [t n] (.plusDays t (* 7 n)))
  (minusWeeks [t n] (.plusDays t (* -7 n)))
  (plusNanos [t n] (date-time-shifted t n))
  (minusSeconds [t n] (date-time-shifted t (* n -1000000000)))
  (minus ([t amount] (.addTo (.negated amount) t)) ([t n unit] (.plus t (- n) unit)))
  (withYear [t n] (.atTime (.withYear (.toLocalDate t) n) (.toLocalTime t)))
  (withMonth [t n] (.atTime (.withMonth (.toLocalDate t) n) (.toLocalTime t)))
  (withDayOfMonth [t n] (.atTime (.withDayOfMonth (.toLocalDate t) n) (.toLocalTime t)))
  (withNano [t n] (.atTime (.toLocalDate t) (.withNano (.toLocalTime t) n)))
  (getDayOfYear [t] (.getDayOfYear (.toLocalDate t)))
  (withHour [t n] (.atTime (.toLocalDate t) (.withHour (.toLocalTime t) n)))
  (withMinute [t n] (.atTime (.toLocalDate t) (.withMinute (.toLocalTime t) n)))
  (withSecond [t n] (.atTime (.toLocalDate t) (.withSecond (.toLocalTime t) n)))
  (truncatedTo [t unit]
    (date-time (prim/field t 0) (- (prim/field t 1) (mod (prim/field t 1) (prim/field unit 1)))))
  (plusHours [t n] (date-time-shifted t (* n 3600000000000)))
  (minusHours [t n] (date-time-shifted t (* n -3600000000000)))
  (plusMinutes [t n] (date-time-shifted t (* n 60000000000)))
  (minusMinutes [t n] (date-time-shifted t (* n -60000000000)))
  (plusSeconds [t n] (date-time-shifted t (* n second-nanos)))
  (plus ([t amount] (.addTo amount t))
        ([t n unit]
         (if (prim/field unit 2)
           (.plusMonths t (* n (prim/field unit 2)))
           (date-time-shifted t (* n (prim/field unit 1))))))
  (until [t end unit] (.until (.toInstant t nil) (.toInstant end nil) unit))
  (toInstant ; of no offset: what atZone answers, in UTC
    ([t] (.toInstant t nil))
    ([t offset]
    (instant (- (+ (* day-seconds (prim/field t 0)) (quot (prim/field t 1) second-nanos))
                (offset-seconds offset))
             (rem (prim/field t 1) second-nanos))))
  (toEpochSecond [t offset] (.getEpochSecond (.toInstant t offset)))
  (atZone [t zone] t)
  (format [t formatter] (.format formatter t)))
