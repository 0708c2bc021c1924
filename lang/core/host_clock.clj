; java.time: instants, durations, zones and formatters. Namespace genera.host.
;
; An Instant and a Duration hold seconds and nanoseconds (0 up to a thousand million). Every zone is
; UTC, for the runtime knows no other.

(def ^:private instant-class (genera.slow/find-type "java.time.Instant"))
(def ^:private duration-class (genera.slow/find-type "java.time.Duration"))
(def ^:private zone-class (genera.slow/find-type "java.time.ZoneOffset"))
(def ^:private formatter-class (genera.slow/find-type "java.time.format.DateTimeFormatter"))

; Instant.

(defn- instant
  "The Instant of seconds and nanoseconds, of which there may be any number."
  [seconds nanos]
  (prim/instance instant-class
                 [(+ seconds (floor-div nanos second-nanos)) (mod nanos second-nanos)]))

(defn- instant-text [i]
  (let [seconds (prim/field i 0)
        of-day  (mod seconds day-seconds)]
    (str (date-text (floor-div seconds day-seconds)) "T"
         (two (quot of-day 3600)) ":" (two (rem (quot of-day 60) 60)) ":" (two (rem of-day 60))
         (fraction (prim/field i 1)) "Z")))

(defn- parse-instant [text]
  (let [[_ d t z] (re-matches #"(.*)T([0-9:.]*)(Z|[+-]\d\d:\d\d)" (str text))]
    (when-not d (parse-error text))
    (let [[_ sign h m] (re-matches #"([+-])(\d\d):(\d\d)" z)
          offset       (if sign (* 60 (+ (* 60 (int-in h)) (int-in m))) 0)
          seconds      (if (= sign "-") offset (- offset))]
      (.plusSeconds (.toInstant (date-time (parse-date d) (parse-time t)) nil) seconds))))

(defn- instant-shifted [i nanos]
  (instant (+ (prim/field i 0) (long (floor-div nanos second-nanos)))
           (+ (prim/field i 1) (long (mod nanos second-nanos)))))

(defstatic java.time.Instant/now [] (java.time.Instant/ofEpochMilli (prim/wall-now)))
(defstatic java.time.Instant/ofEpochMilli [ms]
  (instant (floor-div ms 1000) (* 1000000 (mod ms 1000))))
(defstatic java.time.Instant/ofEpochSecond ([s] (instant s 0)) ([s n] (instant s n)))
(defstatic java.time.Instant/parse [text]
  (when (nil? text) (throw (new NullPointerException "text")))
  (try (parse-instant text)
       (catch java.time.DateTimeException e (parse-error text))))
(defstatic java.time.Instant/from [x] (.toInstant x nil))
(defconstant java.time.Instant/EPOCH (instant 0 0))
(defconstant java.time.Instant/MIN (instant -31557014167219200 0))
(defconstant java.time.Instant/MAX (instant 31556889864403199 999999999))

(value-methods instant-class (fn [i] [(prim/field i 0) (prim/field i 1)]))

(defmethods java.time.Instant
  (toString [i] (instant-text i))
  (toEpochMilli [i] (+ (* 1000 (prim/field i 0)) (quot (prim/field i 1) 1000000)))
  (getEpochSecond [i] (prim/field i 0))
  (getNano [i] (prim/field i 1))
  (plusNanos [i n] (instant-shifted i n))
  (minusNanos [i n] (instant-shifted i (- n)))
  (plusMillis [i n] (instant-shifted i (*' n 1000000)))
  (minusMillis [i n] (instant-shifted i (*' n -1000000)))
  (plusSeconds [i n] (instant (+ (prim/field i 0) n) (prim/field i 1)))
  (minusSeconds [i n] (instant (- (prim/field i 0) n) (prim/field i 1)))
  (plus ([i d] (instant (+ (prim/field i 0) (prim/field d 0))
                        (+ (prim/field i 1) (prim/field d 1))))
        ([i n unit]
         (if (prim/field unit 2)
           (wrong-unit unit)
           (instant-shifted i (*' n (prim/field unit 1))))))
  (hashCode [i]
    (let [s (prim/field i 0)]
      (unchecked-int (+ (bit-xor s (unsigned-bit-shift-right s 32)) (* 51 (prim/field i 1))))))
  (minus ([i d] (.plus i (.negated d))) ([i n unit] (.plus i (- n) unit)))
  (until [i end unit]
    (long (quot (+' (*' second-nanos (- (prim/field end 0) (prim/field i 0)))
                    (- (prim/field end 1) (prim/field i 1)))
                (prim/field unit 1))))
  (truncatedTo [i unit]
    (let [all (+' (*' second-nanos (prim/field i 0)) (prim/field i 1))]
      (instant-shifted (instant 0 0) (-' all (mod all (prim/field unit 1))))))
  (atZone [i zone] (.toLocalDateTime i))
  (atOffset [i offset] (.toLocalDateTime i))
  (toLocalDateTime [i]
    (date-time (floor-div (prim/field i 0) day-seconds)
               (+ (* second-nanos (mod (prim/field i 0) day-seconds)) (prim/field i 1))))
  (toInstant ([i] i) ([i zone] i)))

; java.util.Date, java.sql.Timestamp and instants.

(defstatic java.util.Date/from [i] (java.util.Date/new (.toEpochMilli i)))
(add-methods (genera.slow/find-type "java.util.Date")
  {:toInstant (fn toInstant [d] (java.time.Instant/ofEpochMilli (.getTime d)))})

; Duration.

(defn- duration [seconds nanos]
  (prim/instance duration-class
                 [(+ seconds (floor-div nanos second-nanos)) (mod nanos second-nanos)]))

(defn- duration-of-nanos [nanos]
  (duration (long (floor-div nanos second-nanos)) (long (mod nanos second-nanos))))

(defn- duration-nanos [d] (+' (*' second-nanos (prim/field d 0)) (prim/field d 1)))

(defn- duration-text [d]
  (let [nanos   (duration-nanos d)
        seconds (long (quot nanos second-nanos))
        part    (long (rem nanos second-nanos))
        [h m s] [(quot seconds 3600) (rem (quot seconds 60) 60) (rem seconds 60)]
        digits  (clojure.string/replace (subs (str (+ second-nanos (abs part))) 1) #"0+$" "")]
    (if (= 0 nanos)
      "PT0S"
      (str "PT" (if (= 0 h) "" (str h "H")) (if (= 0 m) "" (str m "M"))
           (cond (and (= 0 s) (= 0 part)) ""
                 (= 0 part) (str s "S")
                 :else (str (if (and (= 0 s) (< part 0)) "-0" s) "." digits "S"))))))

(def ^:private duration-pattern
  "Groups: sign, days, hours, minutes, seconds, fraction."
  (re-pattern (str "([+-]?)P(?:([+-]?\\d+)D)?(?:T(?:([+-]?\\d+)H)?(?:([+-]?\\d+)M)?"
                   "(?:([+-]?\\d+)(?:\\.(\\d{0,9}))?S)?)?")))

(defn- parse-duration [text]
  (let [[_ sign d h m s f] (re-matches duration-pattern (clojure.string/upper-case (str text)))
        whole (fn [t] (if t (int-in (if (prim/string-starts t "+" 0) (subs t 1) t)) 0))]
    (when-not (or d h m s)
      (throw (new java.time.format.DateTimeParseException "Text cannot be parsed to a Duration")))
    (let [seconds (+ (* 86400 (whole d)) (* 3600 (whole h)) (* 60 (whole m)) (whole s))
          part    (* (if (and s (prim/string-starts s "-" 0)) -1 1) (fraction-nanos f))
          nanos   (+' (*' second-nanos seconds) part)]
      (duration-of-nanos (if (= sign "-") (-' nanos) nanos)))))

(defstatic java.time.Duration/ofNanos [n] (duration-of-nanos n))
(defstatic java.time.Duration/ofMillis [n] (duration-of-nanos (*' n 1000000)))
(defstatic java.time.Duration/ofSeconds ([n] (duration n 0)) ([n nanos] (duration n nanos)))
(defstatic java.time.Duration/ofMinutes [n] (duration (* 60 n) 0))
(defstatic java.time.Duration/ofHours [n] (duration (* 3600 n) 0))
(defstatic java.time.Duration/ofDays [n] (duration (* day-seconds n) 0))
(defstatic java.time.Duration/of [n unit]
  (when (prim/field unit 2)
    (throw (new java.time.temporal.UnsupportedTemporalTypeException
                "Unit must not have an estimated duration")))
  (duration-of-nanos (*' n (prim/field unit 1))))
(defstatic java.time.Duration/parse [text] (parse-duration text))
(defstatic java.time.Duration/between [from to]
  (let [point (fn [x]
                (cond (prim/is-instance-of x instant-class) x
                      (prim/is-instance-of x local-time-class) (instant 0 (nanos-of-day x))
                      (prim/is-instance-of x local-date-class) (wrong-unit "Seconds")
                      :else (.toInstant x nil)))
        a     (point from) b (point to)]
    (duration (- (prim/field b 0) (prim/field a 0)) (- (prim/field b 1) (prim/field a 1)))))
(defconstant java.time.Duration/ZERO (duration 0 0))

(value-methods duration-class (fn [d] [(prim/field d 0) (prim/field d 1)]))

(defmethods java.time.Duration
  (toString [d] (duration-text d))
  (toNanos [d] (long (duration-nanos d)))
  (toMillis [d] (long (quot (duration-nanos d) 1000000)))
  (toSeconds [d] (prim/field d 0))
  (getSeconds [d] (prim/field d 0))
  (getNano [d] (prim/field d 1))
  (toMinutes [d] (quot (prim/field d 0) 60))
  (toHours [d] (quot (prim/field d 0) 3600))
  (toDays [d] (quot (prim/field d 0) day-seconds))
  (plus [d e] (duration-of-nanos (+' (duration-nanos d) (duration-nanos e))))
  (minus [d e] (duration-of-nanos (-' (duration-nanos d) (duration-nanos e))))
  (plusMillis [d n] (duration-of-nanos (+' (duration-nanos d) (*' n 1000000))))
  (plusSeconds [d n] (duration-of-nanos (+' (duration-nanos d) (*' n second-nanos))))
  (plusMinutes [d n] (duration-of-nanos (+' (duration-nanos d) (*' n 60000000000))))
  (plusNanos [d n] (duration-of-nanos (+' (duration-nanos d) n)))
  (plusHours [d n] (.plusMinutes d (* 60 n)))
  (plusDays [d n] (.plusMinutes d (* 1440 n)))
  (minusNanos [d n] (.plusNanos d (- n)))
  (minusMillis [d n] (.plusMillis d (- n)))
  (minusSeconds [d n] (.plusSeconds d (- n)))
  (minusMinutes [d n] (.plusMinutes d (- n)))
  (minusHours [d n] (.plusHours d (- n)))
  (minusDays [d n] (.plusDays d (- n)))
  (withSeconds [d n] (duration n (prim/field d 1)))
  (withNanos [d n] (duration (prim/field d 0) n))
  (toDaysPart [d] (.toDays d))
  (toHoursPart [d] (rem (.toHours d) 24))
  (toMinutesPart [d] (rem (.toMinutes d) 60))
  (toSecondsPart [d] (rem (prim/field d 0) 60))
  (toMillisPart [d] (quot (prim/field d 1) 1000000))
  (toNanosPart [d] (prim/field d 1))
  (truncatedTo [d unit]
    (let [n (duration-nanos d)] (duration-of-nanos (- n (rem n (prim/field unit 1))))))
  (multipliedBy [d n] (duration-of-nanos (*' (duration-nanos d) n)))
  (dividedBy [d n]
    (let [by (if (prim/is-number n) n (duration-nanos n))]
      (when (= 0 by) (throw (new ArithmeticException "Cannot divide by zero")))
      (let [q (quot (duration-nanos d) by)]
        (if (prim/is-number n) (duration-of-nanos q) (long q)))))
  (get [d unit]
    (case (str unit)
      "Seconds" (prim/field d 0)
      "Nanos"   (prim/field d 1)
      (wrong-unit unit)))
  (addTo [d t] (.plusNanos t (duration-nanos d)))
  (subtractFrom [d t] (.plusNanos t (- (duration-nanos d))))
  (hashCode [d]
    (let [s (prim/field d 0)]
      (unchecked-int (+ (bit-xor s (unsigned-bit-shift-right s 32)) (* 51 (prim/field d 1))))))
  (negated [d] (duration-of-nanos (-' (duration-nanos d))))
  (abs [d] (duration-of-nanos (abs (duration-nanos d))))
  (isZero [d] (= 0 (duration-nanos d)))
  (isNegative [d] (< (prim/field d 0) 0)))

; Zones.

; A zone holds its name and its seconds ahead of UTC: the only rules known are those of fixed ones.

(defn- zone [name seconds] (prim/instance zone-class [name seconds]))
(defn- offset-seconds
  "The seconds that a zone, or nil for UTC, is ahead of UTC."
  [z]
  (if (prim/is-instance-of z zone-class) (prim/field z 1) 0))

(defn- offset-zone
  "The zone that many seconds ahead of UTC."
  [seconds]
  (let [n (abs seconds) s (rem n 60)]
    (zone (if (= 0 n)
            "Z"
            (str (if (neg? seconds) "-" "+") (two (quot n 3600)) ":" (two (rem (quot n 60) 60))
                 (if (= 0 s) "" (str ":" (two s)))))
          seconds)))

(defn- parse-offset
  "The zone of a text such as +02:00, or nil."
  [text]
  (let [[_ sign h m] (re-matches #"([+-])(\d\d?)(?::?(\d\d))?" text)]
    (cond (= "Z" text) (offset-zone 0)
          sign (offset-zone (* (if (= "-" sign) -60 60)
                               (+ (* 60 (int-in h)) (if m (int-in m) 0))))
          :else nil)))

(defstatic java.time.ZoneOffset/ofTotalSeconds [n] (offset-zone n))
(defstatic java.time.ZoneOffset/ofHours [n]
  (when-not (<= -18 n 18)
    (throw (new java.time.DateTimeException
                (str "Zone offset hours not in valid range: value " n
                     " is not in the range -18 to 18"))))
  (offset-zone (* 3600 n)))
(defstatic java.time.ZoneOffset/ofHoursMinutes [h m] (offset-zone (+ (* 3600 h) (* 60 m))))
(defstatic java.time.ZoneOffset/of [text]
  (or (parse-offset text)
      (throw (new java.time.DateTimeException
                  (str "Invalid ID for ZoneOffset, invalid format: " text)))))
(defconstant java.time.ZoneOffset/UTC (offset-zone 0))
(defn- utc [] (prim/var-root (find-var 'java.time.ZoneOffset/UTC)))
(defstatic java.time.ZoneId/of [name]
  (cond (contains? #{"UTC" "GMT" "Etc/UTC" "UT"} name) (zone name 0)
        (parse-offset name) (parse-offset name)
        :else (throw (new java.time.zone.ZoneRulesException
                          (str "Unknown time-zone ID: " name
                               " (only UTC and fixed offsets are known here)")))))
(defstatic java.time.ZoneId/systemDefault [] (utc))
(defmethods java.time.ZoneOffset
  (getId [z] (prim/field z 0))
  (getTotalSeconds [z] (prim/field z 1))
  (toString [z] (prim/field z 0)))
(value-methods zone-class (fn [z] (prim/field z 0)))

; Formatters: a function of [date nanoseconds-of-day] each way, or a pattern.

(defn- time-of
  "The LocalDateTime behind what is formatted."
  [x]
  (cond (prim/is-instance-of x local-date-class) (date-time (days-since x) 0)
        (prim/is-instance-of x local-time-class) (date-time 0 (nanos-of-day x))
        :else (.toLocalDateTime x)))

(defn- full-time-text
  "A time of day with its seconds, even if they are 0."
  [nanos]
  (let [text (time-text nanos)] (if (= 5 (count text)) (str text ":00") text)))

(defn- title [text] (str (subs text 0 1) (clojure.string/lower-case (subs text 1))))

(defn- zeros
  "n with leading zeros to a width."
  [n width]
  (let [text (str n)] (str (prim/string-repeat "0" (max 0 (- width (count text)))) text)))

(def ^:private letter-text
  "Texts of the letters of a pattern: functions of a LocalDateTime and the letter's count."
  {\y (fn [t n] (let [y (.getYear t)] (if (= n 2) (two (mod y 100)) (zeros y n))))
   \u (fn [t n] (let [y (.getYear t)] (if (= n 2) (two (mod y 100)) (zeros y n))))
   \M (fn [t n] (let [name (title (str (.getMonth t)))]
                  (cond (= n 3) (subs name 0 3) (< 3 n) name :else (zeros (.getMonthValue t) n))))
   \d (fn [t n] (zeros (.getDayOfMonth t) n))
   \E (fn [t n] (let [name (title (str (.getDayOfWeek t)))] (if (< n 4) (subs name 0 3) name)))
   \H (fn [t n] (zeros (.getHour t) n))
   \h (fn [t n] (zeros (inc (mod (dec (.getHour t)) 12)) n))
   \m (fn [t n] (zeros (.getMinute t) n))
   \s (fn [t n] (zeros (.getSecond t) n))
   \S (fn [t n] (subs (zeros (.getNano t) 9) 0 (min n 9)))
   \a (fn [t n] (if (< (.getHour t) 12) "AM" "PM"))
   \X (fn [t n] "Z")
   \Z (fn [t n] "+0000")
   \z (fn [t n] "UTC")})

(defn- pattern-parts
  "The parts of a pattern: strings, and [letter count]."
  [pattern]
  (map (fn [[all quoted letters]]
         (cond quoted  (if (= "''" all) "'" (prim/string-replace quoted "''" "'"))
               letters [(nth letters 0) (count letters)]
               :else   all))
       (re-seq #"'((?:[^']|'')*)'|((\p{Alpha})\3*)|[^'\p{Alpha}]+" pattern)))

(defn- format-by
  [parts t]
  (apply str (map (fn [part]
                    (if (string? part)
                      part
                      (let [f (get letter-text (nth part 0))]
                        (if f
                          (f t (nth part 1))
                          (throw (new IllegalArgumentException
                                      (str "Unknown pattern letter: " (nth part 0))))))))
                  parts)))

(defn- part-source
  "What a part of a pattern matches, as the text of a regular expression. A number takes the
  digits of its letters; a lenient one takes all there are unless another number follows."
  [part following lenient?]
  (if (string? part)
    (java.util.regex.Pattern/quote part)
    (let [[c n] part]
      (cond (and (= c \M) (< 2 n)) "(\\p{Alpha}+)"
            (contains? #{\E \a \z} c) "(\\p{Alpha}+)"
            (contains? #{\X \Z} c) "(Z|[+-]\\d\\d:?\\d\\d)"
            (or (= n 1) (and lenient? (not (vector? following)))) "(\\d+)"
            :else (str "(\\d{" n "})")))))

(defn- whole-year
  "The year that two digits mean: of this century, or leniently from 80 years ago on."
  [n lenient?]
  (let [this (nth (civil (floor-div (prim/wall-now) 86400000)) 0)
        year (+ 2000 n)]
    (if (and lenient? (< (+ 20 this) year)) (- year 100) year)))

(defn- parse-by
  "The LocalDateTime of a text by the parts of a pattern. Leniently, each number may be too large
  for its place, and text may follow."
  [parts text lenient?]
  (let [letters (filter vector? parts)
        source  (apply str (map (fn [part following] (part-source part following lenient?))
                                parts (concat (rest parts) [nil])))
        found   (re-matches (re-pattern (if lenient? (str source "[\\s\\S]*") source)) (str text))]
    (when-not found (parse-error text))
    (let [values (zipmap (map first letters) (if (vector? found) (rest found) []))
          number (fn [c default] (if (get values c) (int-in (get values c)) default))
          month  (let [m (get values \M)]
                   (cond (nil? m) 1
                         (re-matches #"\d+" m) (int-in m)
                         :else (inc (.indexOf (mapv (fn [name] (subs name 0 3)) month-names)
                                              (clojure.string/upper-case (subs m 0 3))))))
          year   (number \y (number \u 1970))
          year   (if (and (some (fn [[c n]] (and (= c \y) (= n 2))) letters) (< year 100))
                   (whole-year year lenient?)
                   year)
          hour   (number \H (number \h 0))
          hour   (if (get values \h)
                   (+ (if (= hour 12) 0 hour)
                      (if (= "PM" (clojure.string/upper-case (get values \a "AM"))) 12 0))
                   hour)
          day    (number \d 1)
          months (+ (* 12 year) (dec month))]
      (when-not lenient? (check-date year month day))
      (date-time-shifted
        (date-time (+ (days-of (floor-div months 12) (inc (mod months 12)) 1) (dec day)) 0)
        (+ (* second-nanos (+ (* 3600 hour) (* 60 (number \m 0)) (number \s 0)))
           (fraction-nanos (get values \S)))))))

(defn- formatter
  [to-text from-text name]
  (prim/instance formatter-class [to-text from-text name]))

(defmethods java.time.format.DateTimeFormatter
  (format [f x] ((prim/field f 0) x))
  (parseTime [f text] ((prim/field f 1) text))
  (parse [f text] ((prim/field f 1) text))
  (withZone [f zone] f)
  (withLocale [f locale] f)
  (toString [f] (prim/field f 2)))

(defstatic java.time.format.DateTimeFormatter/ofPattern
  ([pattern]
   (let [parts (doall (pattern-parts pattern))]
     (formatter (fn [x] (format-by parts (time-of x)))
                (fn [text] (parse-by parts text false))
                pattern)))
  ([pattern locale] (java.time.format.DateTimeFormatter/ofPattern pattern)))

(defconstant java.time.format.DateTimeFormatter/ISO_INSTANT
  (formatter (fn [x] (str (if (prim/is-instance-of x instant-class) x (.toInstant x nil))))
             parse-instant "ISO_INSTANT"))
(defconstant java.time.format.DateTimeFormatter/ISO_LOCAL_DATE
  (formatter (fn [x] (date-text (prim/field (time-of x) 0)))
             (fn [text] (date-time (parse-date text) 0)) "ISO_LOCAL_DATE"))
(defconstant java.time.format.DateTimeFormatter/BASIC_ISO_DATE
  (formatter (fn [x] (prim/string-replace (date-text (prim/field (time-of x) 0)) "-" ""))
             (fn [text]
               (let [[_ y m d] (re-matches #"(\d{4})(\d\d)(\d\d)" (str text))]
                 (date-time (parse-date (str y "-" m "-" d)) 0)))
             "BASIC_ISO_DATE"))
(defconstant java.time.format.DateTimeFormatter/ISO_LOCAL_TIME
  (formatter (fn [x] (full-time-text (prim/field (time-of x) 1)))
             (fn [text] (date-time 0 (parse-time text))) "ISO_LOCAL_TIME"))
(defconstant java.time.format.DateTimeFormatter/ISO_DATE
  (formatter (fn [x] (date-text (prim/field (time-of x) 0)))
             (fn [text] (date-time (parse-date text) 0)) "ISO_DATE"))
(defn- without-zone
  "A text of a date and time in UTC without what names the zone."
  [text]
  (clojure.string/replace text #"(Z|[+]00:00)(\[.*\])?$" ""))

(defconstant java.time.format.DateTimeFormatter/ISO_OFFSET_DATE_TIME
  (formatter (fn [x] (str (date-time-text (time-of x)) "Z"))
             (fn [text] (parse-date-time (without-zone text))) "ISO_OFFSET_DATE_TIME"))
(defconstant java.time.format.DateTimeFormatter/ISO_ZONED_DATE_TIME
  (formatter (fn [x] (str (date-time-text (time-of x)) "Z[UTC]"))
             (fn [text] (parse-date-time (without-zone text))) "ISO_ZONED_DATE_TIME"))
(defconstant java.time.format.DateTimeFormatter/ISO_LOCAL_DATE_TIME
  (formatter (fn [x]
               (let [t (time-of x)]
                 (str (date-text (prim/field t 0)) "T" (full-time-text (prim/field t 1)))))
             parse-date-time "ISO_LOCAL_DATE_TIME"))
