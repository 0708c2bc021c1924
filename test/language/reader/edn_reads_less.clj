(require '[clojure.edn :as edn])
(edn/read-string "1'") ;!> NumberFormatException: Invalid number: 1'
(edn/read-string "1%") ;!> NumberFormatException: Invalid number: 1%
(edn/read-string "'foo") ;=> 'foo
(edn/read-string "::k") ;!> RuntimeException: Invalid token: ::k
(edn/read-string "::1") ;!> RuntimeException: Invalid token: ::1
(edn/read-string "a@b") ;!> RuntimeException: Invalid constituent character: @
(edn/read-string "a`b") ;!> RuntimeException: Invalid constituent character: `
(edn/read-string "a~b") ;!> RuntimeException: Invalid constituent character: ~
(edn/read-string "#\"abc\"") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "#\"a\\.b\\\"c\"") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "#\"\\d+\"") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "#\"[\"") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "#\"(a\"") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "#\"a") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "#\"a\\") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "#\"\\Q\\E\"") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "'a") ;=> 'a
(edn/read-string "'(1 2)") ;=> '
(edn/read-string "''a") ;=> ''a
(edn/read-string "'") ;=> '
(edn/read-string "'\na") ;=> '
(edn/read-string "' a") ;=> '
(edn/read-string "@a") ;!> RuntimeException: Invalid leading character: @
(edn/read-string "@") ;!> RuntimeException: Invalid leading character: @
(edn/read-string "@@a") ;!> RuntimeException: Invalid leading character: @
(edn/read-string "#'a") ;!> RuntimeException: No dispatch macro for: '
(edn/read-string "#'a/b") ;!> RuntimeException: No dispatch macro for: '
(edn/read-string "#'") ;!> RuntimeException: No dispatch macro for: '
(edn/read-string "#''a") ;!> RuntimeException: No dispatch macro for: '
(edn/read-string "^:a b") ;=> b
(edn/read-string "^:a ^:b c") ;=> c
(edn/read-string "^{:a 1} [1]") ;=> [1]
(edn/read-string "^String x") ;=> x
(edn/read-string "^\"foo\" x") ;=> x
(edn/read-string "^{:a 1} (1 2)") ;=> (1 2)
(edn/read-string "^{:a 1} {:b 2}") ;=> {:b 2}
(edn/read-string "^{:a 1} #{1}") ;=> #{1}
(edn/read-string "^{:a 1 :b 2} ^{:a 3 :c 4} x") ;=> x
(edn/read-string "#^:a b") ;=> b
(edn/read-string "#^String x") ;=> x
(edn/read-string "^:a #(+ % 1)") ;!> RuntimeException: No dispatch macro for: (
(edn/read-string "^:a 'x") ;=> 'x
(edn/read-string "^:a ()") ;=> ()
(edn/read-string "^a/b x") ;=> x
(edn/read-string "^'a x") ;=> x
(edn/read-string "#_a") ;=> nil
(edn/read-string ";") ;=> nil
(edn/read-string ";\n") ;=> nil
(edn/read-string "#! c\n 2") ;!> RuntimeException: No dispatch macro for: !
(edn/read-string "#!") ;!> RuntimeException: No dispatch macro for: !
(edn/read-string "#foo.Bar 1") ;!> RuntimeException: No reader function for tag foo.Bar
(edn/read-string "#foo.Bar[1]") ;!> RuntimeException: No reader function for tag foo.Bar
(edn/read-string "#: a") ;!> RuntimeException: Namespaced map must specify a map
(edn/read-string "#\"") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "#1") ;!> RuntimeException: No dispatch macro for: 1
(edn/read-string "#\"a\" ") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "# a 1") ;!> RuntimeException: No dispatch macro for:  
(edn/read-string "#'1") ;!> RuntimeException: No dispatch macro for: '
(edn/read-string "#%a 1") ;!> RuntimeException: No dispatch macro for: %
(edn/read-string "#: a{:b 1}") ;=> #:a{:b 1}
(edn/read-string "#:{:c 1}") ;!> RuntimeException: Namespaced map must specify a valid namespace: {:c 1}
(edn/read-string "#::{:c 1}") ;!> RuntimeException: Invalid token: :
(edn/read-string "#:: {:c 1}") ;!> RuntimeException: Invalid token: :
(edn/read-string "#::  a{:c 1}") ;!> RuntimeException: Invalid token: :
(edn/read-string "#::a{:c 1}") ;!> RuntimeException: Namespaced map must specify a valid namespace: :a
(edn/read-string "#::clojure.core{:c 1}") ;!> RuntimeException: Namespaced map must specify a valid namespace: :clojure.core
(edn/read-string "#::s{:c 1}") ;!> RuntimeException: Namespaced map must specify a valid namespace: :s
(edn/read-string "#::s{:c 1 :_/d 2}") ;!> RuntimeException: Namespaced map must specify a valid namespace: :s
(edn/read-string "#::") ;!> RuntimeException: Invalid token: :
(edn/read-string "#::{}") ;!> RuntimeException: Invalid token: :
(edn/read-string "#=(+ 1 2)") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#=(str \"a\" \"b\")") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#=java.lang.String") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#=foo") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#=(foo)") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#=[1]") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#=1") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#=(quote a)") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#=") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#==") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#=(+ 1") ;!> RuntimeException: No dispatch macro for: =
(edn/read-string "#java.util.Date[1]") ;!> RuntimeException: No reader function for tag java.util.Date
(edn/read-string "#java.lang.String[\"a\"]") ;!> RuntimeException: No reader function for tag java.lang.String
(edn/read-string "'()") ;=> '
(edn/read-string "1@") ;!> NumberFormatException: Invalid number: 1@
(edn/read-string "1`") ;!> NumberFormatException: Invalid number: 1`
(edn/read-string "1~") ;!> NumberFormatException: Invalid number: 1~
(edn/read-string "[#\"a\"#\"b\"]") ;!> RuntimeException: No dispatch macro for: "
(edn/read-string "[a #'b]") ;!> RuntimeException: No dispatch macro for: '
