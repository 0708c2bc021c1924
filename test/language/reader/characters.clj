(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(r "\\a") ;=> \a
(r "\\newline") ;=> \newline
(r "\\space") ;=> \space
(r "\\tab") ;=> \tab
(r "\\backspace") ;=> \backspace
(r "\\formfeed") ;=> \formfeed
(r "\\return") ;=> \return
(r "\\newlin") ;!> RuntimeException: Unsupported character: \newlin
(r "\\u0041") ;=> \A
(r "\\u004") ;!> IllegalArgumentException: Invalid unicode character: \u004
(r "\\u00411") ;!> IllegalArgumentException: Invalid unicode character: \u00411
(r "\\uD800") ;!> RuntimeException: Invalid character constant: \ud800
(r "\\u00ZZ") ;!> IllegalArgumentException: Invalid digit: Z
(r "\\o101") ;=> \A
(r "\\o377") ;=> \ÿ
(r "\\o400") ;!> RuntimeException: Octal escape sequence must be in range [0, 377].
(r "\\o8") ;!> IllegalArgumentException: Invalid digit: 8
(r "\\o1234") ;!> RuntimeException: Invalid octal escape sequence length: 4
(r "\\o") ;=> \o
(r "\\u") ;=> \u
(r "\\n") ;=> \n
(r "\\(") ;=> \(
(r "\\)") ;=> \)
(r "\\[") ;=> \[
(r "\\{") ;=> \{
(r "\\\"") ;=> \"
(r "\\\\") ;=> \\
(r "\\;") ;=> \;
(r "\\,") ;=> \,
(r "\\'") ;=> \'
(r "\\#") ;=> \#
(r "\\@") ;=> \@
(r "\\%") ;=> \%
(r "\\^") ;=> \^
(r "\\`") ;=> \`
(r "\\~") ;=> \~
(r "\\ab") ;!> RuntimeException: Unsupported character: \ab
(r "\\a(") ;=> \a
(r "\\é") ;=> \é
(r "\\日") ;=> \日
(r "\\") ;!> RuntimeException: EOF while reading character
