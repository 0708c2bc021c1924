(import '(java.net URI URL URLEncoder URLDecoder) 'java.io.File '(java.io FileFilter FilenameFilter))
(def base (URI. "http://a/b/c/d;p?q"))
(map (fn [t] (str (.resolve base t))) ["g" "./g" "g/" "/g" "?y" "g?y" "#s" "../g" "../../g" "../../../g" "." ".." "" "g;x=1/../y"]) ;=> ("http://a/b/c/g" "http://a/b/c/g" "http://a/b/c/g/" "http://a/g" "http://a/b/c/?y" "http://a/b/c/g?y" "http://a/b/c/d;p?q#s" "http://a/b/g" "http://a/g" "http://a/../g" "http://a/b/c/" "http://a/b/" "http://a/b/c/" "http://a/b/c/y")
[(str (.resolve (URI. "http://h") "x/y")) (str (.resolve (URI. "file:///tmp/x") "y")) (str (.resolve (URI. "a/b") "c"))] ;=> ["http://h/x/y" "file:/tmp/y" "a/c"]
(map str [(.relativize (URI. "http://a/b/") (URI. "http://a/b/c/d")) (.relativize (URI. "/a/b") (URI. "/a/b/c")) (.relativize (URI. "/a") (URI. "/b")) (.relativize (URI. "http://h/a") (URI. "http://i/a/b"))]) ;=> ("c/d" "c" "/b" "http://i/a/b")
[(= (URI. "HTTP://A/b") (URI. "http://a/b")) (= (URI. "/%7e") (URI. "/%7E")) (= (URI. "/a") (URI. "/A")) (.hashCode (URI. "HTTP://Ex.Com/%7efoo?q#f"))] ;=> [true true false 1733486774]
(map (fn [[a b]] (.compareTo (URI. a) (URI. b))) [["http://a" "b"] ["b" "http://a"] ["a" "B"] ["mailto:a" "http:/a"] ["http://A/x" "http://a/x"]]) ;=> (1 -1 31 5 0)
(URI. "http://[") ;!> URISyntaxException: Expected closing bracket for IPv6 address at index 8: http://[
(URI. ":x") ;!> URISyntaxException: Expected scheme name at index 0: :x
(URI. "1a:b") ;!> URISyntaxException: Illegal character in scheme name at index 0: 1a:b
(URI. "http:") ;!> URISyntaxException: Expected scheme-specific part at index 5: http:
(URI. "http://") ;!> URISyntaxException: Expected authority at index 7: http://
(URI. "a%zz") ;!> URISyntaxException: Malformed escape pair at index 1: a%zz
(URI. "a#b#c") ;!> URISyntaxException: Illegal character in fragment at index 3: a#b#c
(URI. "http" "host" "rel" nil) ;!> URISyntaxException: Relative path in absolute URI: http://hostrel
(.toURL (URI. "a/b")) ;!> IllegalArgumentException: URI is not absolute
(URL. "foo://x") ;!> MalformedURLException: unknown protocol: foo
(let [u (URL. "http://u@h:81/p/f.txt?q=1#r")] [(.getAuthority u) (.getUserInfo u) (.getDefaultPort u) (.getPort u) (str (URL. "http" "h" "/f")) (str (.toURL (URI. "file:///tmp/x")))]) ;=> ["u@h:81" "u" 80 81 "http://h/f" "file:/tmp/x"]
(URLDecoder/decode "a%4" "UTF-8") ;!> IllegalArgumentException: URLDecoder: Incomplete trailing escape (%) pattern
(URLEncoder/encode "" "nope") ;!> UnsupportedEncodingException: nope
(map str [(File. "a//b/") (File. "/" "x") (File. "/a/" "/b") (File. (URI. "file:/tmp/x")) (.getAbsoluteFile (File. "/a/../b"))]) ;=> ("a/b" "/x" "/a/b" "/tmp/x" "/a/../b")
(File. (URI. "http://x")) ;!> IllegalArgumentException: URI scheme is not "file"
(File/createTempFile "a" ".x") ;!> IllegalArgumentException: Prefix string "a" too short: length must be at least 3
(.createNewFile (File. "/nonexistent/x")) ;!> IOException: No such file or directory
(let [f (File/createTempFile "genera" ".txt") g (File. (str f ".moved"))] (spit f "abc") [(.setLastModified f 1000) (.lastModified f) (.renameTo f g) (.exists f) (.length g) (.setExecutable g true) (.canExecute g) (.isHidden g) (.renameTo f g) (.delete g)]) ;=> [true 1000 true false 3 true true false false true]
(let [f (File/createTempFile "genera" ".dir")] (.delete f) [(.mkdir f) (.mkdir f) (.mkdir (File. f "a/b")) (.mkdirs (File. f "a/b")) (vec (.list f)) (map (fn [x] (.getName x)) (.listFiles f (reify FileFilter (accept [_ x] (.isDirectory x))))) (vec (.list f (reify FilenameFilter (accept [_ d n] (= n "z"))))) (.delete f) (.delete (File. f "a/b")) (.delete (File. f "a")) (.delete f)]) ;=> [true false false true ["a"] ("a") [] false true true true]
