(defn r [s] (binding [*ns* (the-ns (quote user))] (read-string {:read-cond :allow} s)))
(r "foo") ;=> foo
(r "foo/bar") ;=> foo/bar
(r "foo/bar/baz") ;=> foo/bar/baz
(r "a/b/c") ;=> a/b/c
(r "/") ;=> /
(r "//") ;!> RuntimeException: Invalid token: //
(r "///") ;!> RuntimeException: Invalid token: ///
(r "ns//") ;=> ns//
(r "a//b") ;=> a//b
(r "/a") ;!> RuntimeException: Invalid token: /a
(r "a/") ;!> RuntimeException: Invalid token: a/
(r "a/1") ;!> RuntimeException: Invalid token: a/1
(r "1/a") ;!> NumberFormatException: Invalid number: 1/a
(r "foo#") ;=> foo#
(r "foo'") ;=> foo'
(r "'foo") ;=> (quote foo)
(r "foo'bar") ;=> foo'bar
(r "foo%") ;=> foo%
(r "%") ;=> %
(r "%1") ;=> %1
(r "%&") ;=> %&
(r "&") ;=> &
(r ".") ;=> .
(r "..") ;=> ..
(r ".foo") ;=> .foo
(r "foo.") ;=> foo.
(r "foo.bar") ;=> foo.bar
(r "foo.bar/baz") ;=> foo.bar/baz
(r "a.b.C/d") ;=> a.b.C/d
(r ":a") ;=> :a
(r ":a/b") ;=> :a/b
(r ":a/b/c") ;=> :a/b/c
(r ":a:b") ;=> :a:b
(r ":a::b") ;!> RuntimeException: Invalid token: :a::b
(r "::k") ;=> :user/k
(r "::clojure.core/k") ;!> RuntimeException: Invalid token: ::clojure.core/k
(r "::nope/k") ;!> RuntimeException: Invalid token: ::nope/k
(r "::s/k") ;!> RuntimeException: Invalid token: ::s/k
(r ":") ;!> RuntimeException: Invalid token: :
(r "::") ;!> RuntimeException: Invalid token: ::
(r ":::k") ;!> RuntimeException: Invalid token: :::k
(r ":1") ;=> :1
(r ":1/a") ;=> :1/a
(r ":a/1") ;!> RuntimeException: Invalid token: :a/1
(r ":/") ;=> :/
(r ":/a") ;!> RuntimeException: Invalid token: :/a
(r ":a/") ;!> RuntimeException: Invalid token: :a/
(r ":a//") ;=> :a//
(r "::/") ;!> RuntimeException: Invalid token: ::/
(r "::1") ;=> :user/1
(r ":a:") ;!> RuntimeException: Invalid token: :a:
(r "a:") ;!> RuntimeException: Invalid token: a:
(r "a:b") ;=> a:b
(r "a::b") ;!> RuntimeException: Invalid token: a::b
(r "a:b:c") ;=> a:b:c
(r "a:/b") ;!> RuntimeException: Invalid token: a:/b
(r ":a:/b") ;!> RuntimeException: Invalid token: :a:/b
(r ":foo.") ;=> :foo.
(r ":.foo") ;=> :.foo
(r ":a#") ;=> :a#
(r ":a'b") ;=> :a'b
(r ":+") ;=> :+
(r ":-1") ;=> :-1
(r ":nil") ;=> :nil
(r ":true") ;=> :true
(r "nil") ;=> nil
(r "true") ;=> true
(r "false") ;=> false
(r "nila") ;=> nila
(r "truefalse") ;=> truefalse
(r "Nil") ;=> Nil
(r "nil/a") ;=> nil/a
(r "a/nil") ;=> a/nil
(r "true/a") ;=> true/a
(r "<=>") ;=> <=>
(r "->>") ;=> ->>
(r "*foo*") ;=> *foo*
(r "a|b") ;=> a|b
(r "a$b") ;=> a$b
(r "a=b") ;=> a=b
(r "!a") ;=> !a
(r "?") ;=> ?
(r "é") ;=> é
(r "日本語") ;=> 日本語
(r ":日本") ;=> :日本
(r "a,b") ;=> a
(r "a;b") ;=> a
(r "a\"b\"") ;=> a
(r "a\\b") ;=> a
(r "a@b") ;=> a
(r "a^b") ;=> a
(r "a`b") ;=> a
(r "a~b") ;=> a
(r "a{b") ;=> a
