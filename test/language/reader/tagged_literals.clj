(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(r "#<foo>") ;!> RuntimeException: Unreadable form
(r "#< ") ;!> RuntimeException: Unreadable form
(r "#foo") ;!> RuntimeException: EOF while reading
(r "#foo 1") ;!> RuntimeException: No reader function for tag foo
(r "#foo bar") ;!> RuntimeException: No reader function for tag foo
(r "#foo/bar 1") ;!> RuntimeException: No reader function for tag foo/bar
(r "#foo.Bar 1") ;!> ClassNotFoundException: foo.Bar
(r "#foo.Bar[1]") ;!> ClassNotFoundException: foo.Bar
(r "#:a") ;!> RuntimeException: Namespaced map must specify a map
(r "#: a") ;!> RuntimeException: Namespaced map must specify a namespace
(r "#\"") ;!> RuntimeException: EOF while reading regex
(r "#inst \"2020-01-01\"") ;=> #inst "2020-01-01T00:00:00.000-00:00"
(r "#inst \"x\"") ;!> RuntimeException: Unrecognized date/time syntax: x
(r "#inst \"2020-01-01T10:11:12.123Z\"") ;=> #inst "2020-01-01T10:11:12.123-00:00"
(r "#inst \"2020-01-01T10:11:12.123+02:00\"") ;=> #inst "2020-01-01T08:11:12.123-00:00"
(r "#inst \"2020\"") ;=> #inst "2020-01-01T00:00:00.000-00:00"
(r "#uuid \"5f1b0c3e-7b8a-4f7a-9d3a-111111111111\"") ;=> #uuid "5f1b0c3e-7b8a-4f7a-9d3a-111111111111"
(r "#uuid \"x\"") ;!> IllegalArgumentException: Invalid UUID string: x
(r "#1") ;!> RuntimeException: Reader tag must be a symbol
(r "#\"a\" ") ;=> #"a"
(r "#a") ;!> RuntimeException: EOF while reading
(r "#") ;!> RuntimeException: EOF while reading character
(r "# a 1") ;!> RuntimeException: No reader function for tag a
(r "#'1") ;=> (var 1)
(r "#%a 1") ;!> RuntimeException: No reader function for tag %a
