(format "%tY-%<tm-%<td %<tH:%<tM:%<tS.%<tL" (java.util.Date. 1234567890123)) ;=> "2009-02-13 23:31:30.123"
(format "%tF %<tT %<tD %<tr %<tR" 1234567890123) ;=> "2009-02-13 23:31:30 02/13/09 11:31:30 PM 23:31"
(format "%1$tA %1$ta %1$tB %1$tb %1$th %1$te %1$tj %1$tp %1$Tp %1$tI %1$tl %1$tk %1$tN %1$ts %1$tQ %1$tC %1$ty" (java.util.Date. 0)) ;=> "Thursday Thu January Jan Jan 1 001 am AM 12 12 0 000000000 0 0 19 70"
(format "%TB|%15tB|%-15tB|" 0 0 0) ;=> "JANUARY|        January|January        |"
(format "%tY" nil) ;=> "null"
(format "%tY" "x") ;!> IllegalFormatConversionException: Y != java.lang.String
(format "%tX" 0) ;!> UnknownFormatConversionException: Conversion = 'tX'
(format "%t" 0) ;!> UnknownFormatConversionException: Conversion = 't'
(format "%.3tY" 0) ;!> IllegalFormatPrecisionException: 3
(format "%tF" (java.time.LocalDate/of 2020 2 29)) ;=> "2020-02-29"
(format "%tT" (java.time.LocalDateTime/of 2020 2 29 13 4 5)) ;=> "13:04:05"
(format "%Tc" 0) ;=> "THU JAN 01 00:00:00 UTC 1970"
(format "%a %a %a %A" 1.0 0.1 -2.5 255.0) ;=> "0x1.0p0 0x1.999999999999ap-4 -0x1.4p1 0X1.FEP7"
(format "%.2a %10a| %-10a| %020a" 0.1 1.0 1.0 1.0) ;=> "0x1.9ap-4    0x1.0p0| 0x1.0p0   | 0x00000000000001.0p0"
(format "%a %a %a" ##Inf 0.0 4.9E-324) ;=> "Infinity 0x0.0p0 0x0.0000000000001p-1022"
(format "%a" 1) ;!> IllegalFormatConversionException: a != java.lang.Long
(format "%.1a %.20a" 1.97 1.5) ;=> "0x1.0p1 0x1.80000000000000000000p0"
(clojure.string/replace "2020-12" #"(?<y>\d+)-(?<m>\d+)" "${m}/${y}") ;=> "12/2020"
(clojure.string/replace-first "abab" #"(?<x>b)" "<${x}>") ;=> "a<b>ab"
(clojure.string/replace "abc" #"(?<x>b)" "<${y}>") ;!> IllegalArgumentException: No group with name {y}
(clojure.string/replace "abc" #"(?<x>b)" "<${x") ;!> IllegalArgumentException: named capturing group is missing trailing '}'
(clojure.string/replace "abc" #"(b)" "<${1}>") ;!> IllegalArgumentException: capturing group name {1} starts with digit character
