(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(r "#=(+ 1 2)") ;=> 3
(r "#=(str \"a\" \"b\")") ;=> "ab"
(r "#=java.lang.String") ;=> java.lang.String
(r "#=foo") ;!> ClassNotFoundException: foo
(r "#=(foo)") ;!> RuntimeException: Can't resolve foo
(r "#=[1]") ;!> IllegalArgumentException: Unsupported #= form
(r "#=1") ;!> IllegalArgumentException: Unsupported #= form
(r "#=(quote a)") ;!> RuntimeException: Can't resolve quote
(r "#=") ;!> RuntimeException: EOF while reading
(r "#==") ;!> ClassNotFoundException: =
(r "#=(+ 1") ;!> RuntimeException: EOF while reading
(r "#java.util.Date[1]") ;=> #inst "1970-01-01T00:00:00.001-00:00"
(r "#java.lang.String[\"a\"]") ;=> "a"
