; The pretty writer, a part of clojure.pprint.
;
; Until the first place where the line may be broken, text is written at once. From then on it is
; held back as tokens: texts, starts and ends of logical blocks, newlines that may be, changes of
; the indentation. When they do not fit on the line, the first newline among them is decided: by
; its section, up to the next newline of a block around its own, and its part, up to the next one
; of its own block too. `linear` breaks when the section does not fit, `miser` then only near the
; right margin, `fill` when the part does not fit or something within the block was broken.
;
; Positions count all characters ever given, so that the width of tokens is a difference. Blanks
; at the end of a text are kept aside (`blank`): a newline behind them drops them.

(in-ns 'clojure.pprint)

(deftype Block [parent prefix line-prefix suffix
                ^:unsynchronized-mutable start
                ^:unsynchronized-mutable margin
                ^:unsynchronized-mutable broken
                ^:unsynchronized-mutable broken-inside])

; kind is :text :start :end :newline or :indent; data is a text, a kind of newline, or what an
; indentation is relative to and by how much.
(deftype Token [kind block data blank start end])

(declare write-piece write-pending view-writer)

(deftype PrettyWriter [base right-margin miser-width
                       ^:unsynchronized-mutable column
                       ^:unsynchronized-mutable block
                       ^:unsynchronized-mutable buffering
                       ^:unsynchronized-mutable tokens
                       ^:unsynchronized-mutable blank
                       ^:unsynchronized-mutable position]
  java.io.Writer
  (write [w x] (write-piece w x))
  (write [w x start size] (write-piece w (subs (str x) start (+ start size))))
  (append [w x] (write-piece w (if (nil? x) "null" x)) w)
  (flush [w] (write-pending w) (.flush base))
  (close [w] (.flush w))
  clojure.lang.IDeref
  (deref [w] (view-writer w)))

; Programs look into pretty writers as they do on the JVM: what it derefs to derefs to its state,
; whose :base does so again.

(deftype ColumnView [w]
  clojure.lang.IDeref
  (deref [_] (delay {:base (.-base w) :cur (.-column w) :max (.-right-margin w)})))

(defn- view-writer
  "What a pretty writer derefs to."
  [w]
  (delay {:pretty-writer true :base (new ColumnView w) :miser-width (.-miser-width w)}))

(defn- new-block
  "A logical block within another."
  [parent prefix line-prefix suffix]
  (new Block parent prefix line-prefix suffix 0 0 false false))

(defn get-pretty-writer
  "A pretty writer over a writer, by the margins that the variables say; a pretty writer itself."
  [writer]
  (if (instance? PrettyWriter writer)
    writer
    (new PrettyWriter writer *print-right-margin* *print-miser-width*
         0 (new-block nil nil nil nil) false [] nil 0)))

(defn- writer-column
  "The column a pretty writer has written up to, without what it holds back; else nil."
  [writer]
  (if (instance? PrettyWriter writer) (.-column writer) nil))

(defn- emit
  "Writes a text, or nothing for nil, to what is below the pretty writer."
  [w text]
  (when text
    (let [line (prim/string-last-index text "\n" (count text))]
      (set! (.-column w) (if (neg? line)
                           (+ (.-column w) (count text))
                           (- (count text) line 1)))
      (.write (.-base w) text))))

(defn- emit-blank
  "Writes the blanks that were kept aside."
  [w]
  (when-let [blank (.-blank w)]
    (emit w blank)
    (set! (.-blank w) nil)))

; Decisions.

(defn- fits?
  "Whether tokens have room on the line."
  [w tokens]
  (let [right (.-right-margin w)]
    (or (nil? right)
        (< (+ (.-column w)
              (if (pos? (count tokens))
                (- (.-end (peek tokens)) (.-start (nth tokens 0)))
                0))
           right))))

(defn- newline-token? [token] (= :newline (.-kind token)))

(defn- within?
  "Whether a block lies inside of another."
  [block other]
  (loop [block (.-parent block)]
    (cond (nil? block) false (identical? block other) true :else (recur (.-parent block)))))

(defn- section-end
  "The index of the newline behind index i that ends a section of a block, or the part of one
  when own? is true; or of the end."
  [tokens i block own?]
  (loop [i (inc i)]
    (if (< i (count tokens))
      (let [token (nth tokens i)]
        (if (and (newline-token? token)
                 (or (within? block (.-block token))
                     (and own? (identical? block (.-block token)))))
          i
          (recur (inc i))))
      i)))

(defn- break?
  "Whether the newline at index i breaks its line."
  [w tokens i section]
  (let [newline (nth tokens i)
        block   (.-block newline)
        linear? (fn [] (or (.-broken block) (not (fits? w section))))
        miser?  (fn []
                  (and (.-miser-width w) (.-right-margin w)
                       (>= (.-start block) (- (.-right-margin w) (.-miser-width w)))
                       (linear?)))]
    (case (.-data newline)
      :mandatory true
      :linear (linear?)
      :miser (miser?)
      :fill (or (.-broken-inside block)
                (not (fits? w (subvec tokens (inc i) (section-end tokens i block true))))
                (miser?)))))

; Writing tokens.

(defn- break-line
  "Begins a new line for a newline's block."
  [w newline]
  (let [block  (.-block newline)
        prefix (.-line-prefix block)]
    (emit w "\n")
    (set! (.-blank w) nil)
    (emit w prefix)
    (emit w (apply str (repeat (- (.-margin block) (count prefix)) \space)))
    (set! (.-broken-inside block) false)
    (set! (.-broken block) true)
    (loop [block (.-parent block)]
      (when block
        (set! (.-broken block) true)
        (set! (.-broken-inside block) true)
        (recur (.-parent block))))))

(defn- place-block
  "Takes the column as the one a block starts at."
  [w block]
  (set! (.-start block) (.-column w))
  (set! (.-margin block) (.-column w)))

(defn- indent-block
  "Sets the column that lines of a block start at."
  [w block relative-to n]
  (set! (.-margin block)
        (+ n (if (= :block relative-to) (.-start block) (.-column w)))))

(defn- write-token
  "Writes one token on the line; a newline breaks it only if it must."
  [w token]
  (let [block (.-block token)]
    (case (.-kind token)
      :text   (emit w (.-data token))
      :start  (do (emit w (.-prefix block)) (place-block w block))
      :end    (emit w (.-suffix block))
      :indent (let [[relative-to n] (.-data token)] (indent-block w block relative-to n))
      :newline
      (do (if (or (= :mandatory (.-data token))
                  (and (not= :fill (.-data token)) (.-broken block)))
            (break-line w token)
            (emit w (.-blank w)))
          (set! (.-blank w) nil)))))

(defn- write-tokens
  "Writes tokens, and with all? the blanks behind the last one."
  [w tokens all?]
  (run! (fn [token]
          (when-not (newline-token? token) (emit w (.-blank w)))
          (write-token w token)
          (set! (.-blank w) (.-blank token)))
        tokens)
  (when all? (emit-blank w)))

(defn- write-part
  "Writes tokens up to the first newline and decides that one; answers those that are left."
  [w tokens]
  (let [size (count tokens)
        at   (loop [i 0]
               (if (and (< i size) (not (newline-token? (nth tokens i)))) (recur (inc i)) i))]
    (write-tokens w (subvec tokens 0 at) false)
    (if (= at size)
      []
      (let [newline (nth tokens at)
            end     (section-end tokens at (.-block newline) false)
            section (subvec tokens (inc at) end)
            break?  (break? w tokens at section)
            left    (subvec tokens (if break? (inc at) at))]
        (when break? (break-line w newline))
        (if (fits? w left)
          left
          (let [left (write-part w section)]
            ; A section whose first newline stays and cannot be got past is written as it is.
            (if (= (count left) (count section))
              (do (write-tokens w section false) (subvec tokens end))
              (into (vec left) (subvec tokens end)))))))))

(defn- write-lines
  "Writes tokens until the rest fits on the line."
  [w]
  (loop [tokens (.-tokens w)]
    (set! (.-tokens w) tokens)
    (when-not (or (= 0 (count tokens)) (fits? w tokens))
      (recur (vec (write-part w tokens))))))

(defn- write-pending
  "Writes all that a pretty writer holds back."
  [w]
  (if (.-buffering w)
    (let [tokens (.-tokens w)]
      (write-tokens w tokens true)
      (set! (.-tokens w) []))
    (emit-blank w))
  nil)

; Taking tokens.

(defn- add-token
  "Holds back a token of some width, and writes lines while there are too many."
  [w kind block data blank width]
  (let [start (.-position w)
        end   (+ start width)]
    (set! (.-position w) end)
    (set! (.-tokens w) (conj (.-tokens w) (new Token kind block data blank start end)))
    (when-not (fits? w (.-tokens w)) (write-lines w))
    nil))

(defn- write-first-lines
  "Writes the lines of a text but the last, which it answers."
  [w text]
  (let [lines (clojure.string/split text #"\n" -1)]
    (if (= 1 (count lines))
      text
      (do (if (.-buffering w)
            (do (add-token w :text nil (nth lines 0) nil (count (nth lines 0)))
                (write-lines w)
                (write-pending w))
            (do (emit-blank w) (emit w (nth lines 0))))
          (emit w "\n")
          (run! (fn [line] (emit w line) (emit w "\n")) (subvec lines 1 (dec (count lines))))
          (peek lines)))))

(defn- blank-char? [c]
  (or (= c \space) (= c \tab) (= c \return) (= c \formfeed) (= c \newline)
      (= c (char 11))))

(defn- write-string
  "Takes a text."
  [w text]
  (let [text (write-first-lines w text)
        end  (loop [i (count text)]
               (if (and (pos? i) (blank-char? (nth text (dec i)))) (recur (dec i)) i))
        word  (subs text 0 end)
        blank (subs text end)]
    (if (.-buffering w)
      (add-token w :text nil word blank (count text))
      (do (emit-blank w)
          (emit w word)
          (set! (.-blank w) blank)))))

(defn- write-piece
  "Takes a text, a character or its code."
  [w x]
  (cond (string? x) (write-string w x)
        (.-buffering w) (add-token w :text nil (str (char x)) nil 1)
        :else (do (emit-blank w) (emit w (str (char x)))))
  nil)

(defn- start-block
  "Opens a logical block."
  [w prefix line-prefix suffix]
  (let [block (new-block (.-block w) prefix line-prefix suffix)]
    (set! (.-block w) block)
    (if (.-buffering w)
      (add-token w :start block nil nil (count prefix))
      (do (emit-blank w) (emit w prefix) (place-block w block)))))

(defn- end-block
  "Closes the innermost logical block."
  [w]
  (let [block (.-block w)]
    (if (.-buffering w)
      (add-token w :end block nil nil (count (.-suffix block)))
      (do (emit-blank w) (emit w (.-suffix block))))
    (set! (.-block w) (.-parent block))))

(defn- add-newline
  "Takes a place where the line may be broken."
  [w kind]
  (set! (.-buffering w) true)
  (add-token w :newline (.-block w) kind nil 0))

(defn- add-indent
  "Takes a change of the indentation."
  [w relative-to n]
  (if (.-buffering w)
    (add-token w :indent (.-block w) [relative-to n] nil 0)
    (do (emit-blank w) (indent-block w (.-block w) relative-to n) nil)))

(defn fresh-line
  "Ends the line, unless *out* is a pretty writer at the start of one."
  []
  (when-not (= 0 (writer-column *out*)) (prn)))
