(require '[clojure.instant :as i])
(pr-str (i/read-instant-calendar "2010-11-12T13:14:15.666-06:00")) ;=> "#inst \"2010-11-12T13:14:15.666-06:00\""
(pr-str (i/read-instant-timestamp "2010-11-12T13:14:15.123456789")) ;=> "#inst \"2010-11-12T13:14:15.123456789-00:00\""
(pr-str (i/read-instant-date "2010-11-12T13:14:15.666-06:00")) ;=> "#inst \"2010-11-12T19:14:15.666-00:00\""
(.get (i/read-instant-calendar "2010-05-06") java.util.Calendar/DAY_OF_WEEK) ;=> 5
(try (i/read-instant-date "2010-13") (catch RuntimeException e (ex-message e))) ;=> "failed: (<= 1 months 12)"
(.format (doto (java.text.SimpleDateFormat. "yyyy-MM-dd'T'HH:mm:ss.SSS-00:00") (.setTimeZone (java.util.TimeZone/getTimeZone "GMT"))) (java.util.Date. 0)) ;=> "1970-01-01T00:00:00.000-00:00"
(binding [*math-context* (java.math.MathContext. 8)] (+ 3.55555555555555M 1)) ;=> 4.5555556M
