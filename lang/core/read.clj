; Reading forms from strings and readers, with the reader of genera.compiler.reader. A form is read
; where the text of a reader goes on, and nothing behind it is taken.

(defn- eof-error
  "Throws what the reader throws when the text ends too early."
  []
  (throw (new RuntimeException "EOF while reading")))

(defn- at-end
  "What the options want at the end of the text; without :eof, or with :eofthrow, an exception."
  [options]
  (let [eof (get options :eof :eofthrow)]
    (if (= :eofthrow eof) (eof-error) eof)))

(defn- form-of
  "A form as a result: what stands for the end of the text becomes what the options want."
  [form options]
  (if (identical? form genera.compiler.reader/end) (at-end options) form))

(defn read-string
  "The first form in a string. Options: :eof, what to answer when there is none (an exception if
  absent), :read-cond :allow or :preserve and :features for reader conditionals."
  ([s] (read-string {} s))
  ([options s]
   (form-of (genera.compiler.reader/read-form
              (genera.compiler.reader/open-data (check-string s) options))
            options)))

(defn- text-reader?
  "Whether a reader is a text and a place in it, so that forms can be read from there."
  [reader]
  (and (prim/is-instance reader)
       (= 6 (prim/field-count reader))
       (string? (prim/field reader 0))))

(defn- lines-counted?
  "Whether lists that are read from a reader know their lines."
  [reader]
  (instance? clojure.lang.LineNumberingPushbackReader reader))

(defn- read-from-text
  "Reads a form from a reader over text, and moves its place; a vector of form and text."
  [reader open options]
  (let [text  (prim/field reader 0)
        start (prim/field reader 1)
        inner (open text (if (lines-counted? reader) (assoc options :places true) options))]
    (genera.compiler.reader/move-to inner start)
    (let [form (try (genera.compiler.reader/read-form inner)
                 (finally
                   (prim/set-field reader 1 (genera.compiler.reader/index inner))))]
      [form (subs text start (prim/field reader 1))])))

(defn- ends-item?
  "Whether no token goes on behind a unit of text: white space, a comma, a quote, or what closes."
  [unit]
  (or (Character/isWhitespace unit) (contains? #{34 41 44 93 125} unit)))

(defn- take-whole-items
  "The text that a reader has left, or gets from its source, up to where no token goes on; nil at
  the end."
  [reader]
  (let [text (prim/field reader 0)
        at   (prim/field reader 1)
        end  (loop [end (count text)]
               (if (or (= end at) (ends-item? (prim/string-unit text (dec end))))
                 end
                 (recur (dec end))))
        end  (cond (< at end)           end
                   (fill-reader reader) nil
                   :else                (count text))]
    (cond (nil? end) (recur reader)
          (= at end) nil
          :else      (do (prim/set-field reader 1 end) (subs text at end)))))

(defn- read-from-source
  "Reads a form from a text reader with a source, and no more of that than the form needs; a vector
  of form and text."
  [reader open options]
  (let [options (if (lines-counted? reader)
                  (assoc options :places true :line (.getLineNumber reader))
                  options)
        inner   (open "" (assoc options :refill (fn [_] (take-whole-items reader))))
        form    (try (genera.compiler.reader/read-form inner)
                  (finally (.unread reader (genera.compiler.reader/rest-of-text inner))))]
    [form (genera.compiler.reader/text-before inner)]))

(defn- give-back
  "Gives a reader of lines the rest of the line that a form ended in."
  [reader text]
  (when (and (< 0 (count text)) (prim/find-method reader :unreadLine))
    (.unreadLine reader (subs text 0 (dec (count text))))))

(defn- read-from-lines
  "Reads a form from a reader that gives lines, as many as the form needs; a vector of form and
  text."
  [reader open options]
  (let [next-line (fn [_] (let [line (.readLine reader)] (when line (str line "\n"))))
        inner     (open "" (assoc options :refill next-line))
        form      (try (genera.compiler.reader/read-form inner)
                    (finally (give-back reader (genera.compiler.reader/rest-of-text inner))))]
    [form (genera.compiler.reader/text-before inner)]))

(defn- read-next
  "The next form of a reader and its text; open makes the reader of forms."
  [reader open options]
  (when (and (text-reader? reader) (vector? (prim/field reader 3))) (fill-reader reader))
  (cond (not (text-reader? reader)) (read-from-lines reader open options)
        (prim/field reader 3)       (read-from-source reader open options)
        :else                       (read-from-text reader open options)))

(defn read-with
  "The next form of a reader, by the function that makes a reader of forms of text and options."
  {:private true}
  [reader open options]
  (form-of (nth (read-next reader open options) 0) options))

(defn read
  "The next form of a reader, *in* if absent. At the end of the text it throws, or answers
  eof-value when eof-error? is false; with options first, as read-string does."
  ([] (read *in*))
  ([reader] (read reader true nil))
  ([options reader] (read-with reader genera.compiler.reader/open-data options))
  ([reader eof-error? eof-value] (read reader eof-error? eof-value false))
  ([reader eof-error? eof-value recursive?]
   (read-with reader genera.compiler.reader/open-data
              (if eof-error? {} {:eof eof-value}))))

(defn read+string
  "As read, but a vector of the form and the text it was read from."
  ([] (read+string *in*))
  ([reader] (read+string reader true nil))
  ([options reader]
   (update (update (read-next reader genera.compiler.reader/open-data options)
                   0 (fn [form] (form-of form options)))
           1 (fn [text] (prim/string-trim text 3))))
  ([reader eof-error? eof-value] (read+string reader eof-error? eof-value false))
  ([reader eof-error? eof-value recursive?]
   (read+string (if eof-error? {} {:eof eof-value}) reader)))

(defn load-reader
  "Runs the code a reader still has; answers the value of its last form."
  [reader]
  (load-string (slurp reader)))
