; java.io.PrintWriter: fields are the writer it hands its text to, whether it is closed, whether
; something went wrong, and whether println flushes. Namespace genera.host.

(def ^:private print-writer-class (genera.slow/find-type "java.io.PrintWriter"))

(defn- attempt-print
  "Runs f unless a printing writer is closed; remembers what goes wrong, as PrintWriter does."
  [w f]
  (if (prim/field w 1)
    (prim/set-field w 2 true)
    (try (f (prim/field w 0)) (catch java.io.IOException e (prim/set-field w 2 true))))
  nil)

(defn- print-text
  "Hands a text on."
  [w text]
  (attempt-print w (fn [out] (write-text out text))))

(defn- printed-text
  "The text that print shows for x."
  [x]
  (cond (nil? x) "null" (and (prim/is-array x) (every? char? x)) (apply str x) :else (str x)))

(defn- unit-or-text
  "What write was given, a text, an array of characters or a character's code, as text."
  [x]
  (cond (prim/is-number x) (str (prim/char (bit-and 0xFFFF x)))
        (prim/is-array x)  (apply str (seq x))
        :else              (str x)))

(defmethods java.io.PrintWriter
  (write ([w x] (print-text w (unit-or-text x)))
         ([w x from n] (print-text w (subs (unit-or-text x) from (+ from n)))))
  (append ([w x] (print-text w (printed-text x)) w)
          ([w x start end] (print-text w (subs (printed-text x) start end)) w))
  (print [w x] (print-text w (printed-text x)))
  (println
    ([w] (.println w ""))
    ([w x]
     (print-text w (str (printed-text x) "\n"))
     (when (prim/field w 3) (.flush w))
     nil))
  (printf [w text & args] (print-text w (apply java.lang.String/format text args)) w)
  (format [w text & args] (print-text w (apply java.lang.String/format text args)) w)
  (flush [w] (attempt-print w (fn [out] (.flush out))))
  (checkError [w]
    (when-not (prim/field w 1) (.flush w))
    (boolean (prim/field w 2)))
  (close [w]
    (when-not (prim/field w 1)
      (attempt-print w (fn [out] (.close out)))
      (prim/set-field w 1 true))
    nil))

(defn- print-writer
  "A printing writer on a writer, a stream of bytes, a file or a path."
  [x flush?]
  (when (nil? x) (throw (new NullPointerException)))
  (let [out (if (or (prim/is-string x) (instance? java.io.File x))
              (file-writer x false)
              (stream-writer x "UTF-8"))]
    (prim/mutable-instance print-writer-class [out false false (true? flush?)])))

(defstatic java.io.PrintWriter/new
  ([x] (print-writer x false)) ([x flush?] (print-writer x flush?)))
