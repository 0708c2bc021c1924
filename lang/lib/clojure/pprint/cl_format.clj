; clojure.pprint/cl-format: running Common Lisp's format strings, a part of clojure.pprint.
;
; Directives print to *out* and pass on a state, the arguments: all of them and those left, so that
; ~* and ~{ may move about. ~^ gives the state :stop, :up or :colon-up, which ends what runs around
; it. The arguments of the list around are :base in the options that are passed along.

(in-ns 'clojure.pprint)

(defn- arguments
  "The state for a list of arguments."
  [args]
  {:all (seq args) :left (seq args) :at 0})

(defn- next-arg
  "[argument state]; throws when none is left."
  [{:keys [left at] :as state}]
  (if left
    [(first left) (assoc state :left (next left) :at (inc at))]
    (throw (new Exception "Not enough arguments for format definition"))))

(defn- move-to
  "The state with the argument of an index as the next one."
  [state at]
  (assoc state :left (seq (drop at (:all state))) :at at))

(defn- resolve-params
  "[directive state] with V and # replaced by what they stand for."
  [directive state]
  (reduce (fn [[directive state] [name]]
            (case (get directive name)
              ::arg  (let [[x state] (next-arg state)] [(assoc directive name x) state])
              ::left [(assoc directive name (count (:left state))) state]
              [directive state]))
          [directive state]
          (first (get directives (:char directive)))))

(declare run-directive)

(defn- run-parts
  "The state behind strings and directives; base are the arguments around."
  [parts state base]
  (reduce (fn [state part]
            (cond (string? part) (do (print part) state)
                  :else (let [[directive state] (resolve-params part state)
                              state (run-directive directive state base)]
                          (if (:stop state) (reduced state) state))))
          state parts))

(defn- print-padded
  "Prints a text padded by columns, as ~A does."
  [text {:keys [mincol colinc minpad padchar at]}]
  (let [least (+ (count text) minpad)
        width (if (<= mincol least)
                least
                (+ least (* colinc (inc (quot (- mincol least 1) colinc)))))
        pad   (repeated (- width (count text)) padchar)]
    (print (if at (str pad text) (str text pad)))))

(defn- print-object
  "Prints an object by a function that makes its text."
  [f x directive]
  (print-padded (or (based-text x) (f x)) directive))

(defn- print-integer
  "Prints an integer in a radix; anything else as ~A does, on the right."
  [x radix directive]
  (if (whole? x)
    (print (integer-text x radix directive))
    (print-padded (or (based-text x) (print-str x))
                  {:mincol (:mincol directive) :colinc 1 :minpad 0
                   :padchar (:padchar directive) :at true})))

(defn- print-radix
  "Prints an integer in a radix, in words or as a Roman numeral."
  [x {:keys [base at colon] :as directive}]
  (cond base (print-integer x base directive)
        at (if (and (number? x) (< 0 x 4000))
             (print (roman x colon))
             (print-integer x 10 plainly-grouped))
        colon (print (ordinal x))
        :else (print (cardinal x))))

(def ^:private char-names {8 "Backspace" 9 "Tab" 10 "Newline" 13 "Return" 32 "Space"})

(defn- print-char
  "Prints a character, by its name or as the reader wants it."
  [c {:keys [colon at char-format]}]
  (cond
    colon
    (let [code (bit-and (int c) 127)]
      (when (pos? (bit-and (int c) 128)) (print "Meta-"))
      (print (cond (char-names code) (char-names code)
                   (< code 32) (str "Control-" (char (+ code 64)))
                   (= code 127) "Control-?"
                   :else (char code))))
    at
    (case char-format
      \o (print (str "\\o" (integer-text (int c) 8 {:mincol 3 :padchar \0})))
      \u (print (str "\\u" (integer-text (int c) 16 {:mincol 4 :padchar \0})))
      (pr c))
    :else (print c)))

; Brackets.

(defn- run-choice
  "The state behind ~[: one of its clauses run."
  [{:keys [clauses else at colon selector]} state base]
  (let [[x after] (if selector [selector state] (next-arg state))
        run       (fn [clause state] (if clause (run-parts clause state base) state))]
    (cond at (if x (run (first clauses) state) after)
          colon (run (if x (second clauses) (first clauses)) after)
          :else (run (if (< -1 x (count clauses)) (nth clauses x) (first else)) after))))

(defn- check-progress
  "Throws when a round of an iteration without limit has used no argument."
  [n limit before state at]
  (when (and (nil? limit) (< 1 n) (= before (:at state)))
    (throw (new RuntimeException
                (str "%" (if at "@" "")
                     "{ construct not consuming any arguments: Infinite loop!")))))

(defn- run-iteration
  "The state behind ~{: its body run for groups of arguments."
  [{:keys [clauses colon at max-iterations closer]} state base]
  (let [once?        (:colon closer)
        [body state] (if (seq (first clauses))
                       [(first clauses) state]
                       (let [[x state] (next-arg state)]
                         [(if (string? x) (cached-compile x) x) state]))
        [list state] (if at [nil state] (let [[x state] (next-arg state)] [(arguments x) state]))
        done?        (fn [n args]
                       (or (and (empty? (:left args)) (or (not once?) (pos? n)))
                           (and max-iterations (<= max-iterations n))))]
    (loop [n 0 args (if at state list) before -1]
      (when-not colon (check-progress n max-iterations before args at))
      (if (done? n args)
        (if at args state)
        (if colon
          (let [[group args*] (if (:left args) (next-arg args) [nil args])
                around        (if at args* (arguments (:left args*)))
                after         (run-parts body (arguments group) around)]
            (if (= :colon-up (:stop after))
              (if at args* state)
              (recur (inc n) args* -1)))
          (let [after (run-parts body args base)]
            (if (:stop after)
              (if at (dissoc after :stop) state)
              (recur (inc n) after (:at args)))))))))

(defn- render-clauses
  "[texts state] of clauses, each run into a text of its own, up to one that ~^ ends."
  [clauses state base]
  (loop [texts [] clauses (seq clauses) state state]
    (if (nil? clauses)
      [texts state]
      (let [out   (new java.io.StringWriter)
            state (binding [*out* out] (run-parts (first clauses) state base))]
        (if (:stop state)
          [texts (dissoc state :stop)]
          (recur (conj texts (str out)) (next clauses) state))))))

(defn- run-justify
  "The state behind ~<…~>: the texts of its clauses spread over a width; behind ~:; only if they
  do not fit on the line the text in front of it is printed first."
  [{:keys [clauses else else-mark mincol colinc minpad padchar colon at]} state base]
  (let [[[line-end] state] (if else (render-clauses else state base) [nil state])
        [mark state]  (if else-mark (resolve-params else-mark state) [nil state])
        [texts state] (render-clauses clauses state base)
        slots   (max 1 (+ (dec (count texts)) (if colon 1 0) (if at 1 0)))
        size    (reduce + (map count texts))
        least   (+ size (* slots minpad))
        width   (if (<= least mincol)
                  mincol
                  (+ mincol (* colinc (inc (quot (- least mincol 1) colinc)))))
        space   (- width size)
        pad     (max minpad (quot space slots))
        padding (repeated pad padchar)]
    (when (and line-end
               (< (or (:max-columns mark) *print-right-margin* 72)
                  (+ (or (writer-column *out*) 0) (or (:min-remaining mark) 0) width)))
      (print line-end))
    (loop [extra (- space (* pad slots)) texts (seq texts)
           pad-only? (or colon (and (= 1 (count texts)) (not at)))]
      (when texts
        (print (str (if pad-only? "" (first texts))
                    (if (or pad-only? (next texts) at) padding "")
                    (if (pos? extra) padchar "")))
        (recur (dec extra) (if pad-only? texts (next texts)) false)))
    state))

(defn- run-block
  "The state behind ~<…~:>: a logical block for a list of arguments."
  [{:keys [clauses colon]} state base]
  (let [size      (count clauses)
        text      (fn [i] (first (nth clauses i)))
        [x state] (next-arg state)]
    (pprint-logical-block :prefix (cond (< 1 size) (text 0) colon "(")
                          :suffix (cond (< 2 size) (text 2) colon ")")
      (run-parts (nth clauses (if (< 1 size) 1 0)) (arguments x) base))
    state))

; Cases.

(deftype CaseWriter [base change]
  java.io.Writer
  (write [w x] (.write base (change (if (string? x) x (str (char x))))))
  (append [w x] (.write base (change (str x))) w)
  (flush [w] (.flush base))
  (close [w] (.close base)))

(defn- capitalizer
  "A function that changes texts, one after the other, to words with a capital letter."
  []
  (let [blank? (volatile! true)]
    (fn [text]
      (let [text (clojure.string/lower-case text)
            text (if @blank? (str (clojure.string/upper-case (subs text 0 (min 1 (count text))))
                                  (subs text (min 1 (count text))))
                             text)]
        (when (seq text) (vreset! blank? (Character/isWhitespace (nth text (dec (count text))))))
        (clojure.string/replace text #"\W\w" clojure.string/upper-case)))))

(defn- first-capitalizer
  "A function that changes texts to lower case but for the first character that is no blank."
  []
  (let [done? (volatile! false)]
    (fn [text]
      (let [text (clojure.string/lower-case text)]
        (if (and (not @done?) (re-find #"\S" text))
          (do (vreset! done? true)
              (clojure.string/replace-first text #"\S" clojure.string/upper-case))
          text)))))

(defn- run-case
  "The state behind ~(."
  [{:keys [clauses colon at]} state base]
  (let [change (cond (and colon at) clojure.string/upper-case
                     colon (capitalizer)
                     at (first-capitalizer)
                     :else clojure.string/lower-case)]
    (binding [*out* (new CaseWriter *out* change)]
      (run-parts (first clauses) state base))))

; The other directives.

(defn- run-indirect
  "The state behind ~?."
  [{:keys [at]} state base]
  (let [[format state] (next-arg state)
        parts          (if (string? format) (cached-compile format) format)]
    (if at
      (run-parts parts state base)
      (let [[args state] (next-arg state)]
        (run-parts parts (arguments args) base)
        state))))

(defn- run-escape
  "The state behind ~^."
  [{:keys [colon arg1 arg2 arg3]} state base]
  (if (cond (and arg1 arg2 arg3) (<= arg1 arg2 arg3)
            (and arg1 arg2) (= arg1 arg2)
            arg1 (= 0 arg1)
            colon (empty? (:left base))
            :else (empty? (:left state)))
    (assoc state :stop (if colon :colon-up :up))
    state))

(defn- run-write
  "The state behind ~W, which ends what is around at *print-length*."
  [{:keys [at colon]} state]
  (let [[x state] (next-arg state)
        options   (concat (if at [:level nil :length nil] []) (if colon [:pretty true] []))
        full?     (if (seq options) (apply write x options) (write-out x))]
    (if full? (assoc state :stop :up) state)))

(defn- print-blanks
  "Prints spaces up to a column, as ~T says."
  [{:keys [at colnum colinc]}]
  (let [now (or (writer-column *out*) 0)]
    (print (repeated (cond
                       at (let [over (if (pos? colinc) (rem (+ colnum now) colinc) 0)]
                            (+ colnum (if (zero? over) 0 (- colinc over))))
                       (< now colnum) (- colnum now)
                       (zero? colinc) 0
                       :else (- colinc (rem (- now colnum) colinc)))
                     \space))))

(defn- run-move
  "The state behind ~*."
  [{:keys [at colon n]} state]
  (cond at (move-to state (or n 0))
        colon (move-to state (- (:at state) (or n 1)))
        :else (move-to state (+ (:at state) (or n 1)))))

(defn- run-plural
  "The state behind ~P."
  [{:keys [at colon]} state]
  (let [[x state] (next-arg (if colon (move-to state (dec (:at state))) state))]
    (print (if (= 1 x) (if at "y" "") (if at "ies" "s")))
    state))

(defn- print-argument
  "The state behind a directive that prints one argument by f."
  [f directive state]
  (let [[x state] (next-arg state)]
    (f x directive)
    state))

(def ^:private argument-printers
  {\A (fn [x d] (print-object print-str x d))
   \S (fn [x d] (print-object pr-str x d))
   \D (fn [x d] (print-integer x 10 d))
   \B (fn [x d] (print-integer x 2 d))
   \O (fn [x d] (print-integer x 8 d))
   \X (fn [x d] (print-integer x 16 d))
   \R print-radix
   \C print-char
   \F (fn [x d] (print (fixed-text x d)))
   \E (fn [x d] (print (exponential-text x d)))
   \G (fn [x d] (print (general-text x d)))
   \$ (fn [x d] (print (dollar-text x d)))})

(defn- run-directive
  "The state behind a directive."
  [{:keys [at colon] :as directive} state base]
  (let [c (:char directive)]
    (if-let [f (argument-printers c)]
      (print-argument f directive state)
      (case c
        \P (run-plural directive state)
        \* (run-move directive state)
        \? (run-indirect directive state base)
        \( (run-case directive state base)
        \[ (run-choice directive state base)
        \{ (run-iteration directive state base)
        \< (if (:colon (:closer directive))
             (run-block directive state base)
             (run-justify directive state base))
        \^ (run-escape directive state base)
        \W (run-write directive state)
        (do (case c
              \% (dotimes [_ (:count directive)] (prn))
              \& (when (pos? (:count directive))
                   (fresh-line)
                   (dotimes [_ (dec (:count directive))] (prn)))
              \| (dotimes [_ (:count directive)] (print \formfeed))
              \~ (print (repeated (:n directive) \~))
              \newline (when at (prn))
              \T (print-blanks directive)
              \_ (pprint-newline (if colon (if at :mandatory :fill) (if at :miser :linear)))
              \I (pprint-indent (if colon :current :block) (:n directive)))
            state)))))

(defn- execute-format
  "Runs parts of a format for arguments, to *out* or a writer as cl-format takes it."
  ([parts args]
   (let [state (arguments args)]
     (run-parts parts state state)
     nil))
  ([writer parts args]
   (let [real (cond (not writer) (new java.io.StringWriter) (true? writer) *out* :else writer)
         out  (if (needs-pretty? parts) (get-pretty-writer real) real)]
     (binding [*out* out]
       (try
         (execute-format parts args)
         (finally (when-not (identical? real out) (.flush out)))))
     (if writer nil (str real)))))

(defn cl-format
  "Prints arguments by a format string of Common Lisp to a writer, true for *out*; for nil answers
  the text."
  [writer format-in & args]
  (execute-format writer (if (string? format-in) (compile-format format-in) format-in) args))

(defmacro formatter
  "A function of a writer (as cl-format takes it) and arguments that formats them."
  [format-in]
  `(let [format-in# ~format-in
         parts#     (if (string? format-in#)
                      (#'clojure.pprint/cached-compile format-in#)
                      format-in#)]
     (fn [stream# & args#] (#'clojure.pprint/execute-format stream# parts# args#))))

(defmacro formatter-out
  "A function of arguments that formats them to *out*, for dispatch functions."
  [format-in]
  `(let [format-in# ~format-in
         parts#     (if (string? format-in#)
                      (#'clojure.pprint/cached-compile format-in#)
                      format-in#)]
     (fn [& args#] (#'clojure.pprint/execute-format parts# args#))))
