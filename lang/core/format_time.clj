; What format makes of times: the conversions %tX and %TX of java.util.Formatter, for dates,
; calendars, milliseconds since 1970 and the classes of java.time, in English and in UTC.
;
; Each letter is a function of a java.time.LocalDateTime, LocalDate or LocalTime; composed letters,
; such as T for H:M:S, are written as the pieces they stand for.

(def ^:private month-names
  ["January" "February" "March" "April" "May" "June" "July" "August" "September" "October"
   "November" "December"])

(def ^:private day-names
  ["Monday" "Tuesday" "Wednesday" "Thursday" "Friday" "Saturday" "Sunday"])

(defn- digits
  "n with at least so many digits."
  [n size]
  (let [text (str n)]
    (str (prim/string-repeat "0" (max 0 (- size (count text)))) text)))

(defn- half-day-hour
  "An hour from 1 to 12."
  [t]
  (inc (mod (dec (.getHour t)) 12)))

(defn- local-millis
  "The milliseconds since 1970 at a local time."
  [t]
  (.toEpochMilli (.toInstant t java.time.ZoneOffset/UTC)))

(def ^:private time-letters
  {"H" (fn [t] (digits (.getHour t) 2))
   "I" (fn [t] (digits (half-day-hour t) 2))
   "k" (fn [t] (str (.getHour t)))
   "l" (fn [t] (str (half-day-hour t)))
   "M" (fn [t] (digits (.getMinute t) 2))
   "S" (fn [t] (digits (.getSecond t) 2))
   "L" (fn [t] (digits (quot (.getNano t) 1000000) 3))
   "N" (fn [t] (digits (.getNano t) 9))
   "p" (fn [t] (if (< (.getHour t) 12) "am" "pm"))
   "z" (fn [_] "+0000")
   "Z" (fn [_] "UTC")
   "s" (fn [t] (str (java.lang.Math/floorDiv (local-millis t) 1000)))
   "Q" (fn [t] (str (local-millis t)))
   "B" (fn [t] (nth month-names (dec (.getMonthValue t))))
   "b" (fn [t] (subs (nth month-names (dec (.getMonthValue t))) 0 3))
   "h" (fn [t] (subs (nth month-names (dec (.getMonthValue t))) 0 3))
   "A" (fn [t] (nth day-names (dec (.getValue (.getDayOfWeek t)))))
   "a" (fn [t] (subs (nth day-names (dec (.getValue (.getDayOfWeek t)))) 0 3))
   "C" (fn [t] (digits (quot (.getYear t) 100) 2))
   "Y" (fn [t] (digits (.getYear t) 4))
   "y" (fn [t] (digits (mod (.getYear t) 100) 2))
   "j" (fn [t] (digits (.getDayOfYear t) 3))
   "m" (fn [t] (digits (.getMonthValue t) 2))
   "d" (fn [t] (digits (.getDayOfMonth t) 2))
   "e" (fn [t] (str (.getDayOfMonth t)))})

(def ^:private composed-letters
  {"R" ["H" ":" "M"]
   "T" ["H" ":" "M" ":" "S"]
   "r" ["I" ":" "M" ":" "S" " " "P"]
   "D" ["m" "/" "d" "/" "y"]
   "F" ["Y" "-" "m" "-" "d"]
   "c" ["a" " " "b" " " "d" " " "H" ":" "M" ":" "S" " " "Z" " " "Y"]})

(defn- check-time
  "Throws for a letter behind %t that there is not."
  [letter]
  (when-not (or (contains? time-letters letter) (contains? composed-letters letter))
    (throw (new java.util.UnknownFormatConversionException (str "Conversion = 't" letter "'")))))

(defn- local-time
  "The value of java.time whose parts format shows; throws for what is no time."
  [letter x]
  (cond
    (prim/is-long x) (.toLocalDateTime (java.time.Instant/ofEpochMilli x))
    (instance? java.util.Date x) (recur letter (.getTime x))
    (instance? java.util.Calendar x) (recur letter (.getTimeInMillis x))
    (instance? java.time.Instant x) (.toLocalDateTime x)
    (or (instance? java.time.LocalDateTime x) (instance? java.time.LocalDate x)
        (instance? java.time.LocalTime x))
    x
    :else (throw (new java.util.IllegalFormatConversionException
                      (str letter " != " (genera.slow/class-name x))))))

(defn- format-time
  "A time by the letter behind %t."
  [letter x]
  (let [t (local-time letter x)]
    (if-let [pieces (get composed-letters letter)]
      (reduce (fn [text piece]
                (str text (cond (= piece "P") (prim/string-upper ((get time-letters "p") t))
                                (contains? time-letters piece) ((get time-letters piece) t)
                                :else piece)))
              "" pieces)
      ((get time-letters letter) t))))
