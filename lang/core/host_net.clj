; java.net.URI, URL and their coders, java.util.Base64 and Locale, java.nio.charset. Namespace
; genera.host.
;
; A URI is its text and its parts, [scheme authority path query fragment], as RFC 3986 splits them.

; Charsets and locales are names: texts are converted as UTF-8 or Latin-1, letters as in English.

(def ^:private charset-class (genera.slow/find-type "java.nio.charset.Charset"))
(def ^:private locale-class (genera.slow/find-type "java.util.Locale"))

(defn- charset
  "The Charset of that name."
  [name]
  (prim/instance charset-class [name]))

(defmethods java.nio.charset.Charset
  (name [c] (prim/field c 0))
  (displayName [c] (prim/field c 0))
  (toString [c] (prim/field c 0))
  (equals [c d] (and (prim/is-instance-of d charset-class)
                     (= (prim/field c 0) (prim/field d 0))))
  (hashCode [c] (java-hash (prim/field c 0))))

(defconstant java.nio.charset.StandardCharsets/UTF_8 (charset "UTF-8"))
(defconstant java.nio.charset.StandardCharsets/ISO_8859_1 (charset "ISO-8859-1"))
(defconstant java.nio.charset.StandardCharsets/US_ASCII (charset "US-ASCII"))
(defstatic java.nio.charset.Charset/forName [name] (charset (clojure.string/upper-case name)))
(defstatic java.nio.charset.Charset/defaultCharset [] (charset "UTF-8"))

(defn- locale
  "The Locale of that tag."
  [tag]
  (prim/instance locale-class [tag]))

(defmethods java.util.Locale
  (toString [l] (prim/string-replace (prim/field l 0) "-" "_"))
  (toLanguageTag [l] (if (= "" (prim/field l 0)) "und" (prim/field l 0)))
  (getLanguage [l] (nth (clojure.string/split (prim/field l 0) #"-") 0))
  (equals [l m] (and (prim/is-instance-of m locale-class) (= (prim/field l 0) (prim/field m 0))))
  (hashCode [l] (java-hash (prim/field l 0))))

(defconstant java.util.Locale/US (locale "en-US"))
(defconstant java.util.Locale/UK (locale "en-GB"))
(defconstant java.util.Locale/ENGLISH (locale "en"))
(defconstant java.util.Locale/GERMANY (locale "de-DE"))
(defconstant java.util.Locale/FRANCE (locale "fr-FR"))
(defconstant java.util.Locale/ROOT (locale ""))
(def ^:private default-locale (prim/atom (locale "en-US"))) ; remembered only
(defstatic java.util.Locale/getDefault
  ([] (prim/atom-value default-locale)) ([category] (prim/atom-value default-locale)))
(defstatic java.util.Locale/setDefault
  ([l] (prim/atom-set default-locale l) nil) ([category l] (prim/atom-set default-locale l) nil))
(defstatic java.util.Locale/forLanguageTag [tag] (locale tag))
(defstatic java.util.Locale/new
  ([language] (locale (clojure.core/check-string language)))
  ([language country]
   (locale (str (clojure.core/check-string language) "-" (clojure.core/check-string country)))))

; Percent coding.

(defn- plain-char?
  "Is the character written as it is: a letter, a digit, or one of extra?"
  [c extra]
  (let [code (prim/char-code c)]
    (or (<= 48 code 57) (<= 65 code 90) (<= 97 code 122)
        (<= 0 (prim/string-index extra (str c) 0)))))

(def ^:private hex-digits "0123456789ABCDEF")

(defn- percent
  "A byte as a percent sign and two hexadecimal digits."
  [byte]
  (let [b (bit-and 0xFF byte)]
    (str "%" (nth hex-digits (bit-shift-right b 4)) (nth hex-digits (bit-and 15 b)))))

(defn- percent-encode
  "text with all characters but letters, digits and those of extra as percent codes of their bytes,
  which are those of each run of such characters: a charset may switch between alphabets."
  [text extra charset]
  (let [out    (prim/builder)
        end    (count text)
        plain? (fn [i] (plain-char? (nth text i) extra))]
    (loop [i 0]
      (cond
        (= i end)  (prim/builder-string out)
        (plain? i) (do (prim/builder-add out (str (nth text i))) (recur (inc i)))
        :else
        (let [to (loop [to i] (if (or (= to end) (plain? to)) to (recur (inc to))))]
          (doseq [b (seq (encode-text (prim/substring text i to) charset))]
            (prim/builder-add out (percent b)))
          (recur to))))))

(defn- percent-decode
  "text with its percent codes decoded by a charset; plus? tells whether + is a space."
  [text plus? charset]
  (let [end (count text)
        out (prim/builder)]
    (loop [i 0 bytes []]
      (let [c (if (< i end) (nth text i) nil)]
        (cond
          (= c \%)
          (let [code (if (<= (+ i 3) end) (prim/parse-long (subs text (inc i) (+ i 3)) 16) nil)]
            (when (or (< end (+ i 3)) (and code (< code 0)))
              (throw (new IllegalArgumentException
                          (if code
                            (str "URLDecoder: Illegal hex characters in escape (%) pattern - "
                                 "negative value")
                            "URLDecoder: Incomplete trailing escape (%) pattern"))))
            (when-not code
              (throw (new IllegalArgumentException
                          (str "URLDecoder: Illegal hex characters in escape (%) pattern - "
                               "Error at index 0 in: \"" (subs text (inc i) (min end (+ i 3)))
                               "\""))))
            (recur (+ i 3) (conj bytes (if (< 127 code) (- code 256) code))))
          (seq bytes)
          (do (prim/builder-add out (decode-bytes (byte-array bytes) charset)) (recur i []))
          (nil? c) (prim/builder-string out)
          :else
          (do (prim/builder-add out (if (and plus? (= c \+)) " " (str c)))
              (recur (inc i) bytes)))))))

(defn- known-charset
  "A charset, or an exception if there is none of that name."
  [charset]
  (encode-text "a" charset)
  charset)
(defstatic java.net.URLEncoder/encode
  ([text] (java.net.URLEncoder/encode text "UTF-8"))
  ([text charset]
   (prim/string-replace (percent-encode text ".-*_ " (known-charset charset)) " " "+")))
(defstatic java.net.URLDecoder/decode
  ([text] (percent-decode text true "UTF-8"))
  ([text charset] (percent-decode text true (known-charset charset))))

; URIs.

(def ^:private uri-class (genera.slow/find-type "java.net.URI"))

(defn- syntax-error
  "Throws what a text that is no URI throws."
  [text why]
  (let [[_ reason index] (re-matches #"(.*) at index (\d+)" why)]
    (throw (if index
             (new java.net.URISyntaxException text reason (prim/parse-long index 10))
             (new java.net.URISyntaxException text why)))))

(def ^:private uri-pattern
  "Groups: 2 scheme, 4 authority, 5 path, 7 query, 9 fragment; 1 is the scheme with its colon."
  (re-pattern (str "(?s)^(([A-Za-z][A-Za-z0-9+.\\-]*):)?(//([^/?#]*))?([^?#]*)"
                   "(\\?([^#]*))?(#(.*))?$")))

(def ^:private forbidden
  "A character that no URI may contain."
  #"[^\p{L}\p{N}\-._~:/?#\[\]@!$&'()*+,;=%]")

(defn- check-shape
  "Throws if a text lacks what a URI must have, or has a broken percent code."
  [text]
  (let [[before] (re-find #"^[^:/?#]*" text)
        end     (count (re-find #"^[^:/?#]*" text))
        scheme? (prim/string-starts text ":" end)
        from    (if scheme? (inc end) 0)
        bad     (re-find #"^[^A-Za-z]|[^A-Za-z0-9+.\-]" (subs text 0 end))
        broken  (re-find #"%(?![0-9A-Fa-f]{2})" text)
        fail    (fn [why at] (syntax-error text (str why " at index " at)))]
    (when scheme?
      (cond (= 0 end) (fail "Expected scheme name" 0)
            bad (fail "Illegal character in scheme name" (prim/string-index text bad 0))
            (= from (count text)) (fail "Expected scheme-specific part" from)))
    (when (prim/string-starts text "//" from)
      (let [authority (re-find #"^[^/?#]*" (subs text (+ 2 from)))]
        (cond (and (= "" authority) (= (count text) (+ 2 from)))
              (fail "Expected authority" (+ 2 from))
              (and (prim/string-starts authority "[" 0)
                   (< (prim/string-index authority "]" 0) 0))
              (fail "Expected closing bracket for IPv6 address" (count text)))))
    (when broken
      (fail "Malformed escape pair"
            (some (fn [i] (if (re-find #"^%(?![0-9A-Fa-f]{2})" (subs text i)) i nil))
                  (range (count text)))))
    (let [hash   (prim/string-index text "#" 0)
          second (if (< hash 0) -1 (prim/string-index text "#" (inc hash)))]
      (when (<= 0 second) (fail "Illegal character in fragment" second)))))

(defn- uri-or-throw
  "The URI of a text."
  [text]
  (when (nil? text)
    (throw (new NullPointerException
                "Cannot invoke \"String.length()\" because \"this.input\" is null")))
  (check-shape text)
  (let [[_ front scheme _ authority path _ query _ fragment] (re-find uri-pattern text)
        bad (re-find forbidden text)]
    (when bad
      (let [at   (prim/string-index text bad 0)
            from (if front (count front) 0)
            rest (+ from (if authority (+ 2 (count authority)) 0) (count path))]
        (syntax-error text (str "Illegal character in "
                                (cond (and authority (< at (+ from 2 (count authority))))
                                      (str "authority at index " (+ 2 from))
                                      (< at rest) (str "path at index " at)
                                      (and query (<= at (+ rest (count query))))
                                      (str "query at index " at)
                                      :else (str "fragment at index " at))))))
    (prim/instance uri-class [text [scheme authority path query fragment]])))

(defn- part
  "A part of a URI as it is written, or nil: 0 scheme, 1 authority, 2 path, 3 query, 4 fragment."
  [u i]
  (nth (prim/field u 1) i))

(defn- authority
  "The authority of a URI, nil if it is empty."
  [u]
  (let [text (part u 1)] (if (= "" text) nil text)))

(defn- decoded [text] (if text (percent-decode text false "UTF-8") nil))

(defn- authority-parts
  "[user-info host port] of a URI; port -1 for none."
  [u]
  (let [[_ _ user host _ port]
        (if (authority u) (re-find #"^((.*)@)?(\[[^\]]*\]|[^:]*)(:(\d*))?$" (authority u)) nil)]
    [user (if (= "" host) nil host)
     (if (and port (not= "" port)) (prim/parse-long port 10) -1)]))

(defn- opaque?
  "Has the URI a scheme and no path that starts with a slash?"
  [u]
  (and (part u 0) (nil? (part u 1)) (not (prim/string-starts (part u 2) "/" 0))))

(defn- compose
  "The URI of parts, of which all but the path may be nil."
  [scheme authority path query fragment]
  (uri-or-throw (str (if scheme (str scheme ":") "") (if authority (str "//" authority) "") path
                     (if query (str "?" query) "") (if fragment (str "#" fragment) ""))))

(defn- quoted
  "text, which may be nil, with what a URI does not allow as percent codes."
  [text]
  (if text
    (clojure.string/replace text forbidden (fn [c] (percent-encode c "" "UTF-8")))
    nil))

(defn- without-dots
  "A path without its segments . and .. as far as they can be resolved."
  [path]
  (let [segments (clojure.string/split path #"/" -1)
        end      (last segments)
        kept     (reduce (fn [kept s]
                           (cond (= "." s) kept
                                 (and (= ".." s) (seq kept) (not= ".." (peek kept))
                                      (not= "" (peek kept)))
                                 (pop kept)
                                 :else (conj kept s)))
                         [] segments)
        text     (clojure.string/join "/" kept)]
    (if (and (or (= "." end) (= ".." end)) (not= "" text)) (str text "/") text)))

(defn- plain-escapes
  "A text with the letters of its percent codes in upper case."
  [text]
  (if (and text (<= 0 (prim/string-index text "%" 0)))
    (clojure.string/replace text #"%[0-9a-fA-F]{2}" clojure.string/upper-case)
    text))

(defn- same-letters?
  "Are two texts, or nils, the same but for the case of letters?"
  [a b]
  (if (and a b) (= (clojure.string/lower-case a) (clojure.string/lower-case b)) (= a b)))

(defn- resolve-uri
  "The URI that `u` means where `base` is the place."
  [base u]
  (cond
    (or (part u 0) (opaque? base)) u
    (part u 1) (compose (part base 0) (part u 1) (part u 2) (part u 3) (part u 4))
    (and (= "" (part u 2)) (nil? (part u 3)) (part u 4))
    (compose (part base 0) (authority base) (part base 2) (part base 3) (part u 4))
    (prim/string-starts (part u 2) "/" 0)
    (compose (part base 0) (authority base) (part u 2) (part u 3) (part u 4))
    :else
    (let [path   (part base 2)
          slash  (prim/string-last-index path "/" (count path))
          parent (if (and (< slash 0) (part base 0)) "/" (subs path 0 (inc slash)))]
      (compose (part base 0) (authority base)
               (without-dots (str parent (part u 2))) (part u 3) (part u 4)))))

(defn- same-authority?
  "Have two URIs the same authority, the letters of a host's name apart?"
  [u v]
  (let [[user host port] (authority-parts u) [user2 host2 port2] (authority-parts v)]
    (if (and host host2)
      (and (= user user2) (= port port2) (same-letters? host host2))
      (= (authority u) (authority v)))))

(defn- relative-uri
  "The URI that means `u` where `base` is the place; `u` if there is none."
  [base u]
  (let [from (without-dots (part base 2))
        to   (without-dots (part u 2))
        from (if (or (= from to) (clojure.string/ends-with? from "/")) from (str from "/"))]
    (if (and (not (opaque? base)) (not (opaque? u))
             (same-letters? (part base 0) (part u 0))
             (same-authority? base u)
             (prim/string-starts to from 0))
      (compose nil nil (subs to (count from)) (part u 3) (part u 4))
      u)))

(defn- uri-key
  "What URIs are compared by: equal ones have equal keys, and keys are in the order of URIs. nil is
  less than any text."
  [u]
  (let [text (fn [t] (if t [1 (plain-escapes t)] [0 ""]))
        word (fn [t] (if t [1 (clojure.string/lower-case t)] [0 ""]))]
    (if (opaque? u)
      [(word (part u 0)) 1 (text (.getRawSchemeSpecificPart u)) (text (part u 4))]
      (let [[user host port] (authority-parts u)]
        [(word (part u 0)) 0
         (if host [(text user) (word host) port] [(text (authority u)) [0 ""] -1])
         (text (part u 2)) (text (part u 3)) (text (part u 4))]))))

(defn- compare-keys
  "The order of two keys, by their first parts that differ."
  [a b]
  (cond (vector? a) (or (first (remove zero? (map compare-keys a b))) 0)
        :else (compare a b)))

(defn- add-hash
  "Java's hash of a URI with one more part, a text or nil, its letters as they are or lower."
  ([hash text]
   (if text (unchecked-int (+ (* 127 hash) (java-hash (plain-escapes text)))) hash))
  ([hash text lower] (reduce (fn [h c] (unchecked-int (+ (* 31 h) (prim/char-code c))))
                             hash (seq (if text (clojure.string/lower-case text) "")))))

(defn- uri-hash
  "What URI.hashCode answers."
  [u]
  (let [hash (add-hash (add-hash 0 (part u 0) true) (part u 4))]
    (if (opaque? u)
      (add-hash hash (.getRawSchemeSpecificPart u))
      (let [hash             (add-hash (add-hash hash (part u 2)) (part u 3))
            [user host port] (authority-parts u)]
        (if host
          (unchecked-int (+ (* 1949 port) (add-hash (add-hash hash user) host true)))
          (add-hash hash (authority u)))))))

(defn- check-path
  "Throws if a URI with a scheme has a path that begins without a slash."
  [scheme authority path]
  (when (and scheme path (not= "" path) (not (prim/string-starts path "/" 0)))
    (throw (new java.net.URISyntaxException
                (str scheme ":" (if authority (str "//" authority) "") path)
                "Relative path in absolute URI"))))

(defstatic java.net.URI/create [text]
  (try (uri-or-throw text)
       (catch java.net.URISyntaxException e
         (throw (new IllegalArgumentException (.getMessage e) e)))))
(defstatic java.net.URI/new
  ([text] (uri-or-throw text))
  ([scheme specific fragment]
   (compose scheme nil (quoted specific) nil (quoted fragment)))
  ([scheme host path fragment]
   (check-path scheme host path)
   (compose scheme host (quoted path) nil (quoted fragment)))
  ([scheme authority path query fragment]
   (check-path scheme authority path)
   (compose scheme authority (quoted path) (quoted query) (quoted fragment)))
  ([scheme user host port path query fragment]
   (check-path scheme host path)
   (compose scheme
            (if host
              (str (if user (str (quoted user) "@") "") host (if (< port 0) "" (str ":" port)))
              nil)
            (quoted (if path path "")) (quoted query) (quoted fragment))))

(defmethods java.net.URI
  (getScheme [u] (part u 0))
  (getAuthority [u] (decoded (authority u)))
  (getRawAuthority [u] (authority u))
  (getUserInfo [u] (decoded (nth (authority-parts u) 0)))
  (getRawUserInfo [u] (nth (authority-parts u) 0))
  (getHost [u] (nth (authority-parts u) 1))
  (getPort [u] (nth (authority-parts u) 2))
  (getPath [u] (if (opaque? u) nil (decoded (part u 2))))
  (getRawPath [u] (if (opaque? u) nil (part u 2)))
  (getQuery [u] (decoded (part u 3)))
  (getRawQuery [u] (part u 3))
  (getFragment [u] (decoded (part u 4)))
  (getRawFragment [u] (part u 4))
  (getSchemeSpecificPart [u] (decoded (.getRawSchemeSpecificPart u)))
  (getRawSchemeSpecificPart [u]
    (str (if (part u 1) (str "//" (part u 1)) "") (part u 2)
         (if (part u 3) (str "?" (part u 3)) "")))
  (isAbsolute [u] (some? (part u 0)))
  (isOpaque [u] (boolean (opaque? u)))
  (normalize [u]
    (compose (part u 0) (part u 1) (without-dots (part u 2)) (part u 3) (part u 4)))
  (resolve [u other] (resolve-uri u (if (string? other) (uri-or-throw other) other)))
  (relativize [u other] (relative-uri u other))
  (parseServerAuthority [u] u)
  (toURL [u]
    (when-not (part u 0) (throw (new IllegalArgumentException "URI is not absolute")))
    (java.net.URL/new (prim/field u 0)))
  (toASCIIString [u] (percent-encode (prim/field u 0) "-._~:/?#[]@!$&'()*+,;=%" "UTF-8"))
  (toString [u] (prim/field u 0))
  (equals [u v] (and (prim/is-instance-of v uri-class) (= (uri-key u) (uri-key v))))
  (equiv [u v] (and (prim/is-instance-of v uri-class) (= (uri-key u) (uri-key v))))
  (hashCode [u] (uri-hash u))
  (hasheq [u] (uri-hash u))
  (compareTo [u v] (compare-keys (uri-key u) (uri-key v))))

; URLs: a URI with a scheme.

(def ^:private url-class (genera.slow/find-type "java.net.URL"))

(def ^:private default-ports
  "The port of each protocol that a URL may have, -1 for none."
  {"http" 80 "https" 443 "ftp" 21 "file" -1 "jar" -1 "mailto" -1 "jrt" -1})

(defn- bad-url [why] (throw (new java.net.MalformedURLException why)))

(defn- make-url
  "The URL of a text."
  [text]
  (when (nil? text)
    (bad-url "Cannot invoke \"String.length()\" because \"spec\" is null"))
  (let [uri    (try (uri-or-throw text) (catch java.net.URISyntaxException e nil))
        scheme (if (and uri (part uri 0)) (clojure.string/lower-case (part uri 0)) nil)]
    (cond (nil? scheme) (bad-url (str "no protocol: " text))
          (nil? (get default-ports scheme)) (bad-url (str "unknown protocol: " scheme))
          (opaque? uri) (prim/instance url-class [uri])
          :else (prim/instance url-class
                               [(compose scheme (authority uri) (part uri 2) (part uri 3)
                                         (part uri 4))]))))

(defstatic java.net.URL/new
  ([text] (make-url text))
  ([protocol host path] (make-url (str protocol "://" host path)))
  ([protocol host port path]
   (make-url (str protocol "://" host (if (< port 0) "" (str ":" port)) path)))
  ([context text]
   (if context
     (prim/instance url-class [(resolve-uri (prim/field context 0) (uri-or-throw text))])
     (java.net.URL/new text))))

(defn url-text?
  "Is a text a URL, of a protocol that Java knows?"
  [text]
  (some? (re-find #"^(file|http|https|ftp|jar):" text)))

(defn- url-path
  "The path of the file that a URL names."
  [u]
  (percent-decode (.getFile u) false "UTF-8"))

(defn- open-url
  "A stream of what a URL names, which must be a file."
  [u]
  (if (= "file" (.getProtocol u))
    (new java.io.FileInputStream (url-path u))
    (throw (new java.io.IOException (str "Only file: URLs can be opened: " u)))))

(defn- url-of-file
  "The URL of a path."
  [path]
  (.toURL (new java.io.File path)))

; Loaders of resources: the URLs they look in, and the loader they ask first.

(def ^:private loader-class (genera.slow/find-type "java.net.URLClassLoader"))

(defn find-resource
  "The URL of a file below the folders of the program's sources or, if that is a loader's, below the
  URLs of that; or nil."
  ([name]
   (let [path (prim/find-resource name)] (if path (url-of-file path) nil)))
  ([name loader]
   (or (find-resource name)
       (if (prim/is-instance-of loader loader-class)
         (some (fn [url]
                 (let [file (new java.io.File (url-path url) name)]
                   (if (.exists file) (.toURL file) nil)))
               (seq (prim/field loader 0)))
         nil))))

(defstatic java.net.URLClassLoader/new
  ([urls] (prim/instance loader-class [urls nil]))
  ([urls parent] (prim/instance loader-class [urls parent])))
(defstatic java.lang.ClassLoader/getSystemResource [name] (find-resource name))
(def ^:private system-loader
  (prim/instance (genera.slow/find-type "java.lang.ClassLoader") [nil nil]))

(defstatic java.lang.ClassLoader/getSystemClassLoader [] system-loader)
(defstatic clojure.lang.RT/baseLoader [] system-loader)
(defstatic clojure.lang.DynamicClassLoader/new
  ([] (java.net.URLClassLoader/new nil system-loader))
  ([parent] (java.net.URLClassLoader/new nil parent)))
(defmethods java.lang.Thread
  (getContextClassLoader [t] system-loader) (setContextClassLoader [t loader] nil))
(defmethods java.lang.ClassLoader
  (getResource [l name] (find-resource name l))
  (getResources [l name]
    (java.util.Collections/enumeration (if-let [url (find-resource name l)] [url] [])))
  (getResourceAsStream [l name] (let [url (find-resource name l)] (if url (open-url url) nil)))
  (getURLs [l] (prim/field l 0))
  (getParent [l] (prim/field l 1))
  (loadClass [l name] (Class/forName name))
  (close [l] nil))

(defmethods java.net.URL
  (getAuthority [u] (authority (prim/field u 0)))
  (getUserInfo [u] (.getUserInfo (prim/field u 0)))
  (getDefaultPort [u] (get default-ports (part (prim/field u 0) 0)))
  (openStream [u] (open-url u))
  (getProtocol [u] (.getScheme (prim/field u 0)))
  (getHost [u] (let [host (.getHost (prim/field u 0))] (if host host "")))
  (getPort [u] (.getPort (prim/field u 0)))
  (getPath [u] (part (prim/field u 0) 2))
  (getQuery [u] (.getRawQuery (prim/field u 0)))
  (getRef [u] (.getRawFragment (prim/field u 0)))
  (getFile [u]
    (let [uri (prim/field u 0)]
      (str (part uri 2) (if (.getRawQuery uri) (str "?" (.getRawQuery uri)) ""))))
  (toURI [u] (prim/field u 0))
  (toExternalForm [u] (str (prim/field u 0)))
  (toString [u] (str (prim/field u 0)))
  (equals [u v] (and (prim/is-instance-of v url-class) (= (str u) (str v))))
  (hashCode [u] (java-hash (str u))))

; java.util.Base64: the alphabets, with padding or without it.

(def ^:private letters "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
(def ^:private encoder-class (genera.slow/find-type "java.util.Base64$Encoder"))
(def ^:private decoder-class (genera.slow/find-type "java.util.Base64$Decoder"))

(defn- base64-text
  "The text of an array of bytes in an alphabet, with padding or not."
  [bytes alphabet pad?]
  (let [n   (count bytes)
        at  (fn [i] (if (< i n) (bit-and 0xFF (aget bytes i)) 0))
        out (prim/builder)]
    (loop [i 0]
      (when (< i n)
        (let [bits  (bit-or (bit-shift-left (at i) 16) (bit-shift-left (at (+ i 1)) 8) (at (+ i 2)))
              digit (fn [shift] (str (nth alphabet (bit-and 63 (bit-shift-right bits shift)))))
              left  (- n i)]
          (prim/builder-add out (digit 18))
          (prim/builder-add out (digit 12))
          (cond (< 1 left) (prim/builder-add out (digit 6)) pad? (prim/builder-add out "="))
          (cond (< 2 left) (prim/builder-add out (digit 0)) pad? (prim/builder-add out "="))
          (recur (+ i 3)))))
    (prim/builder-string out)))

(defn- base64-bytes
  "The bytes of a text in an alphabet, signed, in an array; blanks are skipped when lenient?."
  [text alphabet lenient?]
  (let [text   (clojure.string/replace text #"=+$" "")
        digits (reduce (fn [digits c]
                         (let [d (prim/string-index alphabet (str c) 0)]
                           (cond (<= 0 d)  (conj digits d)
                                 lenient?  digits
                                 :else
                                 (throw (new IllegalArgumentException
                                             (str "Illegal base64 character "
                                                  (prim/number-string (prim/char-code c) 16)))))))
                       [] (seq text))
        n      (count digits)]
    (when (= 1 (rem n 4))
      (throw (new IllegalArgumentException "Last unit does not have enough valid bits")))
    (loop [bytes [] i 0]
      (if (< (inc i) n)
        (let [bits (reduce (fn [bits k] (bit-or (bit-shift-left bits 6)
                                                (if (< (+ i k) n) (nth digits (+ i k)) 0)))
                           0 [0 1 2 3])
              made (take (dec (min 4 (- n i)))
                         [(bit-shift-right bits 16) (bit-and 0xFF (bit-shift-right bits 8))
                          (bit-and 0xFF bits)])]
          (recur (into bytes (map (fn [b] (if (< 127 b) (- b 256) b)) made)) (+ i 4)))
        (byte-array bytes)))))

(defmethods java.util.Base64$Encoder
  (encode [e bytes] (utf-8-bytes (base64-text bytes (prim/field e 0) (prim/field e 1))))
  (encodeToString [e bytes] (base64-text bytes (prim/field e 0) (prim/field e 1)))
  (withoutPadding [e] (prim/instance encoder-class [(prim/field e 0) false])))

(defmethods java.util.Base64$Decoder
  (decode [d x]
    (base64-bytes (if (string? x) x (bytes-utf-8 x)) (prim/field d 0) (prim/field d 1))))

(def ^:private basic-alphabet (str letters "+/"))
(def ^:private url-alphabet (str letters "-_"))

(defstatic java.util.Base64/getEncoder [] (prim/instance encoder-class [basic-alphabet true]))
(defstatic java.util.Base64/getUrlEncoder [] (prim/instance encoder-class [url-alphabet true]))
(defstatic java.util.Base64/getMimeEncoder [] (prim/instance encoder-class [basic-alphabet true]))
(defstatic java.util.Base64/getDecoder [] (prim/instance decoder-class [basic-alphabet false]))
(defstatic java.util.Base64/getUrlDecoder [] (prim/instance decoder-class [url-alphabet false]))
(defstatic java.util.Base64/getMimeDecoder [] (prim/instance decoder-class [basic-alphabet true]))
