(import '(java.net URI URL URLEncoder URLDecoder) 'java.util.Base64)
(defn parts [t] (let [u (URI. t)] [(.getScheme u) (.getAuthority u) (.getUserInfo u) (.getHost u) (.getPort u) (.getPath u) (.getRawPath u) (.getQuery u) (.getRawQuery u) (.getFragment u) (.getSchemeSpecificPart u) (.isAbsolute u) (.isOpaque u) (str u)]))
(parts "http://user:pw@example.com:8080/a/b%20c?x=1&y=%C3%A9#frag") ;=> ["http" "user:pw@example.com:8080" "user:pw" "example.com" 8080 "/a/b c" "/a/b%20c" "x=1&y=é" "x=1&y=%C3%A9" "frag" "//user:pw@example.com:8080/a/b c?x=1&y=é" true false "http://user:pw@example.com:8080/a/b%20c?x=1&y=%C3%A9#frag"]
(parts "mailto:a@b.c") ;=> ["mailto" nil nil nil -1 nil nil nil nil nil "a@b.c" true true "mailto:a@b.c"]
(parts "/rel/path?q") ;=> [nil nil nil nil -1 "/rel/path" "/rel/path" "q" "q" nil "/rel/path?q" false false "/rel/path?q"]
(parts "file:///tmp/x") ;=> ["file" nil nil nil -1 "/tmp/x" "/tmp/x" nil nil nil "///tmp/x" true false "file:///tmp/x"]
(parts "http://[::1]:80/") ;=> ["http" "[::1]:80" nil "[::1]" 80 "/" "/" nil nil nil "//[::1]:80/" true false "http://[::1]:80/"]
[(str (.resolve (URI. "http://a/b/c/d;p?q") "../g")) (str (.resolve (URI. "http://a/b/c/d") "/x?y#z")) (str (.normalize (URI. "http://a/b/../c/./d")))] ;=> ["http://a/b/g" "http://a/x?y#z" "http://a/c/d"]
[(= (URI. "a:b") (URI/create "a:b")) (hash (URI. "http://u@H.org:80/p?q#f")) (compare (URI. "a:b") (URI. "a:c")) (uri? (URI. "a"))] ;=> [true 1457076999 -1 true]
[(str (URI. "http" "me" "h.org" 80 "/a b" "q=ü" "f")) (str (URI. "http" "h.org" "/a b" nil))] ;=> ["http://me@h.org:80/a%20b?q=ü#f" "http://h.org/a%20b"]
(URI. "a b") ;!> URISyntaxException: Illegal character in path at index 1: a b
(URI/create "http://x y") ;!> IllegalArgumentException: Illegal character in authority at index 7: http://x y
(URLEncoder/encode "a b&c=ü/ä+*-_.~€😀" "UTF-8") ;=> "a+b%26c%3D%C3%BC%2F%C3%A4%2B*-_.%7E%E2%82%AC%F0%9F%98%80"
(URLDecoder/decode "a+b%26%C3%BC%F0%9F%98%80" "UTF-8") ;=> "a b&ü😀"
(URLDecoder/decode "%zz" "UTF-8") ;!> IllegalArgumentException: URLDecoder: Illegal hex characters in escape (%) pattern - Error at index 0 in: "zz"
(let [u (URL. "http://x.org:81/a?b#c")] [(.getProtocol u) (.getHost u) (.getPort u) (.getPath u) (.getQuery u) (.getFile u) (.getRef u) (str u)]) ;=> ["http" "x.org" 81 "/a" "b" "/a?b" "c" "http://x.org:81/a?b#c"]
(URL. "nope") ;!> MalformedURLException: no protocol: nope
(defn there-and-back [s] (let [e (.encodeToString (Base64/getEncoder) (.getBytes s "UTF-8"))] [e (String. (.decode (Base64/getDecoder) e) "UTF-8")]))
(map there-and-back ["" "a" "ab" "abc" "abcd" "üöä€"]) ;=> (["" ""] ["YQ==" "a"] ["YWI=" "ab"] ["YWJj" "abc"] ["YWJjZA==" "abcd"] ["w7zDtsOk4oKs" "üöä€"])
[(.encodeToString (Base64/getUrlEncoder) (byte-array [-1 -2 -3 -4])) (vec (.decode (Base64/getUrlDecoder) "__79_A"))] ;=> ["__79_A==" [-1 -2 -3 -4]]
(.decode (Base64/getDecoder) "a*b=") ;!> IllegalArgumentException: Illegal base64 character 2a
[(.toUpperCase "abc" (java.util.Locale/US)) (str java.util.Locale/US)] ;=> ["ABC" "en_US"]
(java.net.URLEncoder/encode "é€" "windows-1252") ;=> "%E9%80"
(java.net.URLDecoder/decode "%80" "windows-1252") ;=> "€"
