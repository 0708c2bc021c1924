(format "%d %s %.2f %x" 42 "x" 3.14159 255) ;=> "42 x 3.14 ff"
(format "%5d|%-5d|%05d" 42 42 42) ;=> "   42|42   |00042"
(format "%,d" 1234567) ;=> "1,234,567"
(format "%10s|%-4s|" "ab" "c") ;=> "        ab|c   |"
(format "%e" 12345.678) ;=> "1.234568e+04"
(format "%%") ;=> "%"
(format "%d" "x") ;!> IllegalFormatConversionException: d != java.lang.String
