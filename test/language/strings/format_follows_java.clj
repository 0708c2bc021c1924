(format "%5d|%-5d|%05d|%+d|%,d|%(d|% d|%x|%X|%o" 42 42 42 42 1234567 -5 5 255 255 8) ;=> "   42|42   |00042|+42|1,234,567|(5)| 5|ff|FF|10"
(format "%s|%10s|%-10s|%.2s|%S" "abc" "abc" "abc" "abc" "abc") ;=> "abc|       abc|abc       |ab|ABC"
(format "%f|%.2f|%10.3f|%-10.1f|%+.1f|%,.2f" 1.5 1.005 3.14159 2.0 1.0 1234567.891) ;=> "1.500000|1.01|     3.142|2.0       |+1.0|1,234,567.89"
(format "%e|%.3e|%g|%010.2f" 12345.678 0.00012 0.5 -3.14159) ;=> "1.234568e+04|1.200e-04|0.500000|-000003.14"
(format "%b|%b|%b|%c|%n|%%|%h" nil true 1 \a "hi") ;=> "false|true|true|a|\n|%|d01"
(format "%2$s %1$s %<s" "a" "b") ;=> "b a a"
(format "%d" 1.5) ;!> IllegalFormatConversionException: d != java.lang.Double
(format "%d" "a") ;!> IllegalFormatConversionException: d != java.lang.String
(format "%s") ;!> MissingFormatArgumentException: Format specifier '%s'
(format "%q" 1) ;!> UnknownFormatConversionException: Conversion = 'q'
(format "%x %o" -1 -8) ;=> "ffffffffffffffff 1777777777777777777770"
(format "%s|%d|%f|%5s|%S" nil nil nil nil nil) ;=> "null|null|null| null|NULL"
(format "%.3f" 1/3) ;!> IllegalFormatConversionException: f != clojure.lang.Ratio
(format "%.2f" 1.5M) ;=> "1.50"
(format "%d" 10N) ;!> IllegalFormatConversionException: d != clojure.lang.BigInt
(format "%e %g %g" 0.0 123456.0 1e-5) ;=> "0.000000e+00 123456 1.00000e-05"
(format "%s %s" [1 "a"] {:a 1}) ;=> "[1 \"a\"] {:a 1}"
(format "%08.3f" 3.14159) ;=> "0003.142"
(format "%c" 65) ;!> IllegalFormatConversionException: c != java.lang.Long
(format "%(,.2f" -1234.5) ;=> "(1,234.50)"
(format "%#x %#o" 255 8) ;=> "0xff 010"
(format "%5%|%-5b|%5c|" true \a) ;=> "    %|true |    a|"
(format "%.0f %.0f %.1f %.1f" 2.5 3.5 0.25 0.35) ;=> "3 4 0.3 0.4"
(format "%f %f %5.1f|" ##Inf ##NaN ##-Inf) ;=> "Infinity NaN -Infinity|"
(format "%-d" 5) ;!> MissingFormatWidthException: %-d
(format "%05d %+05d" -42 42) ;=> "-0042 +0042"
(format "%-05d" 4) ;!> IllegalFormatFlagsException: Flags = '-0'
(format "%+ d" 4) ;!> IllegalFormatFlagsException: Flags = '+ '
(format "%.2d" 4) ;!> IllegalFormatPrecisionException: 2
(format "%,x" 4) ;!> FormatFlagsConversionMismatchException: Conversion = x, Flags = ,
(format "%10.3e| %E" 12345.678 12345.678) ;=> " 1.235e+04| 1.234568E+04"
(format "%.3g %g" 123.456 1e10) ;=> "123 1.00000e+10"
(format "%x" 3.0) ;!> IllegalFormatConversionException: x != java.lang.Double
(format "%f" 1) ;!> IllegalFormatConversionException: f != java.lang.Long
(format "%1$d %1$x" 10) ;=> "10 a"
(format "%.1f" 1e20) ;=> "100000000000000000000.0"
(format "abc%") ;!> UnknownFormatConversionException: Conversion = '%'
(format "%0d" 1) ;!> MissingFormatWidthException: %0d
(format "%h %H" "hello" 255) ;=> "5e918d2 FF"
(format "%.20f" 0.1) ;=> "0.10000000000000000000"
(format "%s %d" "a") ;!> MissingFormatArgumentException: Format specifier '%d'
(format "%03d:%02d" 5 7) ;=> "005:07"
(format "%3d|%-10.2f|% 5d|" 12345 1.0 42) ;=> "12345|1.00      |   42|"
(with-out-str (printf "%s-%d" "a" 1)) ;=> "a-1"
