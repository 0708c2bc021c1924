; The reader: text to forms. Namespace genera.compiler.reader; the other files of this folder are in
; it too. A reader is a mutable object over a text that is whole or grows line by line; it scans
; with kernel primitives over an index, so that the work in Lisp is one call for each form.
;
; What a text means is data: a read table (tables.clj) gives the class of each unit, a function for
; each macro character and each one behind a dispatch character, and a function for what is none.
; A macro function gets the reader, which stands behind the character, and the index of the
; character; it answers a form, or `nothing` when none came of it, as of a comment. It reads the
; forms inside with `next-form` and `read-until`, so nesting is recursion, on a stack that grows.
;
; Where forms stand is kept beside them: a log of form, start and end that lasts until the next
; top-level form. Only lists know their line and column, in their metadata, as on the JVM.

(def nothing
  "What a macro function answers when it has read no form."
  (prim/volatile nil))

(def end
  "What read-form answers at the end of the text."
  (prim/volatile nil))

(def closed
  "What read-until answers when it has passed the closing delimiter."
  (prim/volatile nil))

;; Classes of units, as bits: read tables are made of them.
(def space 1)
(def ends-token 2)
(def ends-number 4)
(def in-string 8)
(def no-space 16)
(def ends-line 32)
(def not-in-token 64)

;; Fields of a reader. `start` is the index where line `line` begins, `next` that of its end or -1;
;; `first-line` and `shift` say what these were for index 0. `open` holds the indexes of the open
;; delimiters, `pending` what a conditional has spliced, `args` the parameters of #(), `hidden` is
;; above 0 in what a conditional skips, `top` the index where the top-level form begins. `source`
;; is :code for code, whose errors say where, true for data whose lists know their lines; `log` is
;; nil where no positions are kept.
(def ^:private fields
  {:text 0 :at 1 :classes 2 :macros 3 :dispatch 4 :atom 5 :other 6 :open 7 :pending 8 :args 9
   :hidden 10 :log 11 :line 12 :start 13 :next 14 :refill 15 :options 16 :file 17 :top 18
   :first-line 19 :shift 20 :source 21 :top-line 22 :top-column 23})

(defmacro field
  "A field of a reader, by keyword."
  [reader name]
  (list 'prim/field reader (or (prim/get fields name) (throw (new Exception (str name))))))

(defmacro put
  "Sets a field of a reader."
  [reader name value]
  (list 'prim/set-field reader (or (prim/get fields name) (throw (new Exception (str name))))
        value))

(def ^:private reader-class
  (genera.host/define-type "genera.compiler.reader.Reader" '[] nil))

(def ^:dynamic *reader*
  "The reader of the code that is being evaluated: it knows where the forms stand."
  nil)

; Lines and columns.

(defn- find-line-end
  [reader from]
  (prim/string-index (field reader :text) \newline from))

(defn pass-lines
  "Makes the line of an index not before the current line's start the current one."
  [reader at]
  (loop []
    (let [next (field reader :next)]
      (when (if (prim/less next 0) false (prim/less next at))
        (let [start (prim/increment next)]
          (put reader :line (prim/increment (field reader :line)))
          (put reader :start start)
          (put reader :next (find-line-end reader start))
          (recur))))))

(defn place
  "The [line column] of any index of the text."
  [reader at]
  (loop [line (field reader :first-line) start (field reader :shift) from 0]
    (let [next (find-line-end reader from)]
      (if (and (<= 0 next) (< next at))
        (recur (inc line) (inc next) (inc next))
        [line (inc (- at start))]))))

(defn position
  "Where a form of the last top-level form stands: [line column end-line end-column], or nil. With
  the form around it also what has no identity of its own is found, such as a number."
  ([reader form]
   (let [log  (field reader :log)
         size (prim/count log)]
     (loop [i 0]
       (when (< i size)
         (if (identical? form (prim/nth log i))
           (into (place reader (prim/nth log (+ i 1))) (place reader (prim/nth log (+ i 2))))
           (recur (+ i 3)))))))
  ([reader form around]
   (let [log   (field reader :log)
         size  (prim/count log)
         found (loop [i 0]
                 (when (< i size)
                   (if (identical? around (prim/nth log i)) i (recur (+ i 3)))))]
     (when found
       (let [start (prim/nth log (+ found 1))]
         (loop [i 0]
           (when (< i found)
             (if (and (<= start (prim/nth log (+ i 1))) (= form (prim/nth log i)))
               (into (place reader (prim/nth log (+ i 1))) (place reader (prim/nth log (+ i 2))))
               (recur (+ i 3))))))))))

; Errors.

(def runtime "java.lang.RuntimeException")
(def illegal-argument "java.lang.IllegalArgumentException")
(def illegal-state "java.lang.IllegalStateException")
(def number-format "java.lang.NumberFormatException")

(def ^:private compiler-exception "clojure.lang.Compiler$CompilerException")

(defn- make-throwable
  [class message cause data]
  (prim/throwable (genera.host/intern-type class) message cause data))

(defn- locate
  "The exception that says where in a source another one came up."
  [reader cause at hint]
  (let [[line column] (place reader at)
        path (field reader :file)
        file (when-not (= "NO_SOURCE_PATH" path) path)
        data {:clojure.error/phase :read-source
              :clojure.error/line line
              :clojure.error/column column}
        data (if file (assoc data :clojure.error/source file) data)
        data (with-meta data {:genera.compiler/hint hint :genera.compiler/source path})]
    (make-throwable compiler-exception
                    (str "Syntax error reading source at (" (when file (str file ":")) line ":"
                         column ").")
                    cause data)))

(defn fail-cause
  "Throws an exception that came up while the form at an index was read."
  ([reader cause at] (fail-cause reader cause at nil))
  ([reader cause at hint]
   (throw (if (= :code (field reader :source)) (locate reader cause at hint) cause))))

(defn fail
  "Throws an error of the text at an index: class and message as on the JVM, perhaps a hint."
  ([reader class message at] (fail reader class message at nil))
  ([reader class message at hint]
   (fail-cause reader (make-throwable class message nil nil) at hint)))

(defn- describe-place
  "Where an index is, in words."
  [reader at]
  (let [[line column] (place reader at)]
    (str "line " line ", column " column)))

(defn- opening-text
  "The opening delimiter at an index, with what belongs to it: (, #{, #?@( …"
  [reader at]
  (let [text (field reader :text)]
    (loop [i at]
      (if (or (prim/contains #{40 91 123} (prim/string-unit text i)) (= i (dec (count text))))
        (prim/substring text at (inc i))
        (recur (inc i))))))

(defn fail-at-end
  "Throws the error of a text that ends too early: at the innermost delimiter that is still open,
  or else at the index given, of what that begins."
  ([reader message at] (fail-at-end reader message at nil))
  ([reader message at what]
   (let [size  (count (field reader :text))
         open  (when-not what (prim/first (field reader :open)))
         start (or open at)
         what  (or what (if open (opening-text reader start) "form"))]
     (put reader :at size)
     (fail reader runtime message start
           (str "This " what " is not closed: the text ends at " (describe-place reader size)
                ".")))))

(defn- fail-open-list
  "Throws the error of a delimiter that is not closed."
  [reader]
  (let [start (prim/first (field reader :open))]
    (fail-at-end reader
                 (if (field reader :source)
                   (str "EOF while reading, starting at line " (prim/nth (place reader start) 0))
                   "EOF while reading")
                 start)))

(defn read-unmatched
  "Reads a closing delimiter that closes nothing: an error where what is open begins, if anything."
  [reader start]
  (let [text    (field reader :text)
        open    (field reader :open)
        closer  (prim/substring text start (inc start))
        message (str "Unmatched delimiter: " closer)]
    (if open
      (fail reader runtime message (prim/first open)
            (str "This " (opening-text reader (prim/first open)) " is not closed: there is " closer
                 " at " (describe-place reader start) "."))
      (fail reader runtime message start))))

; Text that grows.

(defn more?
  "Adds the next line to a text that grows; answers whether there was one."
  [reader]
  (let [refill (field reader :refill)
        line   (when refill (refill reader))]
    (when line
      (put reader :text (prim/string-append (field reader :text) line))
      (when (prim/less (field reader :next) 0)
        (put reader :next (find-line-end reader (max 0 (field reader :start)))))
      true)))

(defn scan
  "The first index from `from` on whose unit has one of the classes, as much text as it takes; -1 at
  the end."
  [reader from classes]
  (let [found (prim/scan (field reader :text) from (field reader :classes) classes)]
    (if (and (prim/less found 0) (field reader :refill) (more? reader))
      (recur reader from classes)
      found)))

(defn token-end
  "The index behind the token that goes on at `from`, by the class that ends it."
  [reader from classes]
  (let [found (prim/scan (field reader :text) from (field reader :classes) classes)]
    (if (prim/less found 0) (prim/count (field reader :text)) found)))

(defn unit-at
  "The unit at an index, nil at the end of the text."
  [reader at]
  (when (or (prim/less at (prim/count (field reader :text))) (more? reader))
    (prim/string-unit (field reader :text) at)))

; Forms.

(defn- skip-space
  "The index of the next unit that is no white space, where the reader stands then; -1 at the end."
  [reader]
  (let [at (scan reader (field reader :at) no-space)]
    (put reader :at (if (prim/less at 0) (prim/count (field reader :text)) at))
    at))

(defn read-at
  "Reads what begins with a unit at an index, where the reader stands: a form, or nothing."
  [reader at unit]
  (let [macro (if (prim/less unit 128) (prim/nth (field reader :macros) unit) nil)
        form  (if macro
                (do (put reader :at (prim/increment at))
                    (macro reader at))
                ((field reader :atom) reader at unit))
        log   (field reader :log)]
    (if log
      (if (identical? form nothing)
        nil
        (put reader :log (prim/conj (prim/conj (prim/conj log form) at) (field reader :at))))
      nil)
    form))

(defn read-until
  "Reads the next form; `closed` when it has passed the closing unit, `end` at the end."
  [reader close]
  (let [pending (field reader :pending)]
    (if pending
      (do (put reader :pending (prim/next pending))
          (prim/first pending))
      (let [at (skip-space reader)]
        (if (prim/less at 0)
          end
          (let [unit (prim/string-unit (field reader :text) at)]
            (if (prim/equal unit close)
              (do (put reader :at (prim/increment at))
                  closed)
              (let [form (read-at reader at unit)]
                (if (identical? form nothing) (recur reader close) form)))))))))

(defn next-form
  "Reads a form that must be there: the operand of what begins at an index."
  [reader start]
  (let [form (read-until reader -1)]
    (if (identical? form end) (fail-at-end reader "EOF while reading" start) form)))

(defn enter
  "Notes that a delimiter is open."
  [reader start]
  (put reader :open (prim/cons start (field reader :open))))

(defn leave
  "Notes that the innermost open delimiter is closed."
  [reader]
  (put reader :open (prim/next (field reader :open))))

(defn read-delimited
  "Reads the forms up to a closing unit, a vector; the delimiter was opened at `start`."
  [reader start close]
  (enter reader start)
  (loop [items (prim/transient [])]
    (let [form (read-until reader close)]
      (cond
        (identical? form closed) (do (leave reader) (prim/persistent items))
        (identical? form end)    (fail-open-list reader)
        :else                    (recur (prim/conj-transient items form))))))

(defn- begin
  "Forgets what belongs to the last top-level form; of a text that grows, the text as well."
  [reader]
  (put reader :open nil)
  (put reader :pending nil)
  (put reader :args nil)
  (put reader :hidden 0)
  (when (field reader :log) (put reader :log []))
  (when (field reader :refill)
    (let [at (field reader :at)]
      (pass-lines reader at)
      (let [shift (- (field reader :start) at)]
        (put reader :text (prim/substring (field reader :text) at (count (field reader :text))))
        (put reader :at 0)
        (put reader :first-line (field reader :line))
        (put reader :start shift)
        (put reader :shift shift)
        (put reader :next (find-line-end reader 0))))))

(defn read-form
  "Reads the next top-level form; `end` when there is none."
  [reader]
  (begin reader)
  (loop []
    (let [at (skip-space reader)]
      (if (prim/less at 0)
        end
        (do (put reader :top at)
            (pass-lines reader at)
            (put reader :top-line (field reader :line))
            (put reader :top-column (inc (- at (field reader :start))))
            (let [form (read-at reader at (prim/string-unit (field reader :text) at))]
              (if (identical? form nothing) (recur) form)))))))

(defn skip-line
  "Passes the rest of the line."
  [reader start]
  (let [found (scan reader start ends-line)]
    (put reader :at (if (prim/less found 0) (prim/count (field reader :text)) found))
    nothing))

; Making readers.

(defn make-reader
  "A reader of a text by a read table. Options: :file, the name that errors of code give, without
  which it is data that is read; :places, whether lists of data know their lines; :line, the first
  line's number; :refill, a function of the reader that answers the next line with its end, or nil;
  the rest is for the functions of the table."
  [text table options]
  (let [file (prim/get options :file)
        places (prim/get options :places)
        line (prim/get-default options :line 1)]
    (prim/mutable-instance
      reader-class
      [text 0 (:classes table) (:macros table) (:dispatch table) (:atom table) (:other table)
       nil nil nil 0 (when file []) line 0
       (if (or file places) (prim/string-index text \newline 0) -1) (prim/get options :refill)
       options file 0
       line 0
       (cond file :code places true :else nil) line 1])))

(defn move-to
  "Lets a reader go on at an index."
  [reader at]
  (put reader :at at))

(defn index
  "The index where a reader stands."
  [reader]
  (field reader :at))

(defn text-before
  "The text a reader has passed."
  [reader]
  (prim/substring (field reader :text) 0 (field reader :at)))

(defn rest-of-text
  "The text a reader has, but has not passed."
  [reader]
  (prim/substring (field reader :text) (field reader :at) (count (field reader :text))))

(defn blank?
  "Whether there is only white space in the text of a top-level form so far."
  [reader]
  (< (prim/scan (field reader :text) 0 (field reader :classes) no-space) 0))

(defn drop-rest
  "Has a reader pass all the text it has."
  [reader]
  (put reader :at (count (field reader :text))))

(defn top-place
  "The [line column] of the last top-level form."
  [reader]
  [(field reader :top-line) (field reader :top-column)])
