; Binaries: immutable sequences of bytes, as in Erlang. They are values (=, hash, compare, printed
; as #binary[1 2]) and may be sent, kept and shared like any other; a part of one shares its bytes.
; Big ones are never copied and never moved (docs/decisions/014).
;
; `pack` makes binaries of segments and `match` takes them apart, in the manner of Erlang's bit
; syntax. A segment is a vector, its kind first:
;
;   [:u8 x] … [:u64 x], [:i8 x] … [:i64 x]     integers of so many bits
;   [:uint x bits] [:int x bits]               of 1 to 64 bits, an expression
;   [:f32 x] [:f64 x]                          floats
;   [:utf8 x]                                  a string, in `pack` only
;   [:bytes x n]                               n bytes as a binary; without n all that is left
;
; Integers and floats are big-endian, or little-endian with -le behind the kind: [:u16-le x].
; Segments of integers need not begin or end at a byte, but a whole binary must.

(ns genera.binary
  "Binaries: immutable sequences of bytes that are shared, not copied."
  (:require [clojure.string :as string]))

(defn binary?
  "Is x a binary?"
  [x]
  (prim/is-binary x))

(def ^:private most-parts
  "Elements that a primitive takes at a time."
  65536)

(def empty-binary
  "The binary without bytes."
  (prim/binary-of-vector [] 0 0))

(defn join
  "A binary of all bytes of binaries, one after the other."
  [parts]
  (let [parts (vec parts)]
    (cond
      (= 1 (count parts)) (nth parts 0)
      (<= (count parts) most-parts) (prim/binary-join parts)
      :else (recur (map join (partition-all most-parts parts))))))

(defn- binary-of-numbers [numbers]
  (let [numbers (if (vector? numbers) (into [] numbers) (vec numbers))
        n       (count numbers)]
    (join (map (fn [start] (prim/binary-of-vector numbers start (min n (+ start most-parts))))
               (range 0 (max n 1) most-parts)))))

(defn binary
  "A binary: of a string its UTF-8, of a binary itself; of a sequence or array of numbers from -128
  to 255 these bytes, of one of binaries, strings and such sequences all of their bytes."
  ([] empty-binary)
  ([x]
   (cond
     (binary? x) x
     (string? x) (prim/binary-of-string x)
     (nil? x)    empty-binary
     :else
     (let [parts (vec x)]
       (if (every? number? parts)
         (binary-of-numbers parts)
         (join (map (fn [part] (binary (if (number? part) [part] part))) parts)))))))

(defn size
  "Number of bytes."
  [b]
  (prim/binary-count b))

(defn byte-at
  "Byte i, from 0 to 255."
  [b i]
  (prim/binary-integer b (* 8 i) 8 0))

(defn slice
  "The bytes from start on, or n of them, as a binary that shares them."
  ([b start] (prim/binary-slice b start (- (size b) start)))
  ([b start n] (prim/binary-slice b start n)))

(defn copy
  "An equal binary with bytes of its own: a small part of a big binary keeps all of that alive."
  [b]
  (prim/binary-join [b]))

(defn text
  "The text whose UTF-8 the bytes are, with U+FFFD for what is none."
  [b]
  (prim/binary-string b))

(defn bytes-of
  "The bytes in an array, from -128 to 127 as on the JVM."
  [b]
  (byte-array (map (fn [x] (if (< x 128) x (- x 256))) (seq b))))

(defn index-of
  "Where the bytes of another binary begin, from `start` on; nil for nowhere."
  ([b part] (index-of b part 0))
  ([b part start] (prim/binary-find b part start)))

(defn split
  "The parts between the places where another binary is, in a vector; they share the bytes."
  [b separator]
  (when (zero? (size separator))
    (throw (IllegalArgumentException. "split: an empty separator")))
  (loop [parts [] start 0]
    (let [at (index-of b separator start)]
      (if at
        (recur (conj parts (slice b start (- at start))) (+ at (size separator)))
        (conj parts (slice b start))))))

(defn slurp-binary
  "The bytes of a file."
  [path]
  (prim/read-binary (str path)))

(defn spit-binary
  "Writes the bytes to a file; with :append true, behind what is there."
  [path b & {:keys [append]}]
  (prim/write-binary (str path) (binary b) (boolean append)))

; Reading numbers.

(defn- unsigned
  "The number from 0 up that the bits of a negative long are."
  [n]
  (if (neg? n) (+ 18446744073709551616N n) n))

(defn read-int
  "The integer of `bits` (1 to 64) from bit `at` on; flags are 1 for signed, 2 for little-endian,
  which needs whole bytes."
  [b at bits flags]
  (when (and (bit-test flags 1) (not= 0 (rem bits 8)))
    (throw (IllegalArgumentException. (str "Little-endian needs whole bytes: " bits " bits"))))
  (let [n (prim/binary-integer b at bits flags)]
    (if (bit-test flags 0) n (unsigned n))))

(defn read-float
  "The float of 32 or 64 bits at bit `at`, which begins a byte; flags as for read-int."
  [b at bits flags]
  (when-not (zero? (rem at 8))
    (throw (IllegalArgumentException. (str "No byte begins at bit " at))))
  (prim/binary-float b (quot at 8) bits flags))

; Segments.

(defn- segment-kind
  "[what bits flags] of the kind of a segment: what is :int, :float, :utf8 or :bytes, bits nil when
  the segment says."
  [kind]
  (let [text    (name kind)
        little? (string/ends-with? text "-le")
        base    (if little? (subs text 0 (- (count text) 3)) text)
        flags   (if little? 2 0)
        [_ letter digits] (re-matches #"([uif])(\d+)" base)]
    (cond
      (= "bytes" base) [:bytes nil 0]
      (= "utf8" base)  [:utf8 nil 0]
      (= "uint" base)  [:int nil flags]
      (= "int" base)   [:int nil (inc flags)]
      (and (= "f" letter) (#{"32" "64"} digits)) [:float (parse-long digits) flags]
      (and letter (not= "f" letter) (<= 1 (parse-long digits) 64))
      [:int (parse-long digits) (if (= "i" letter) (inc flags) flags)]
      :else (throw (IllegalArgumentException. (str "No kind of segment: " kind))))))

(defn- low-bits
  "The lowest n bits of an integer as a long."
  [x n]
  (let [x (if (and (not (int? x)) (< Long/MAX_VALUE x 18446744073709551616N))
            (- x 18446744073709551616N)
            x)
        x (long x)]
    (if (= 64 n) x (bit-and x (dec (bit-shift-left 1 n))))))

(defn- reverse-bytes
  "The lowest bits of a long, so many that they are whole bytes, in the opposite order of bytes."
  [x bits]
  (prim/binary-integer (prim/binary-of-integer x bits 2) 0 bits 0))

(defn- add-bits
  "Adds an integer of n bits to [parts bits-left count]: bits that are no byte yet wait there."
  [[parts left waiting] x n]
  (if (< 56 (+ n waiting))
    (if (zero? waiting)
      [(conj parts (prim/binary-of-integer (bit-shift-left x (- 64 n)) 64 0)) 0 0 n]
      (let [half (quot n 2)]
        (add-bits (add-bits [parts left waiting] (unsigned-bit-shift-right x half) (- n half))
                  (bit-and x (dec (bit-shift-left 1 half))) half)))
    (let [all   (+ n waiting)
          bits  (bit-or (bit-shift-left left n) x)
          rest  (rem all 8)
          whole (- all rest)]
      (if (zero? whole)
        [parts bits all]
        [(conj parts (prim/binary-of-integer (unsigned-bit-shift-right bits rest) whole 0))
         (bit-and bits (dec (bit-shift-left 1 rest)))
         rest]))))

(defn- add-integer [[parts left waiting :as state] x bits flags]
  (let [x (low-bits x bits)]
    (when (and (bit-test flags 1) (not= 0 (rem bits 8)))
      (throw (IllegalArgumentException. (str "Little-endian needs whole bytes: " bits " bits"))))
    (if (and (zero? waiting) (zero? (rem bits 8)))
      [(conj parts (prim/binary-of-integer x bits flags)) 0 0]
      (let [x (low-bits (if (bit-test flags 1) (reverse-bytes x bits) x) bits)]
        (if (< 48 bits)
          (let [low (- bits 32)]
            (-> state
                (add-bits (low-bits (unsigned-bit-shift-right x low) 32) 32)
                (add-bits (low-bits x low) low)))
          (add-bits state x bits))))))

(defn- add-segment [[parts _ waiting :as state] [what bits flags x n]]
  (when-not (or (= :int what) (zero? waiting))
    (throw (IllegalArgumentException. "A segment of bytes begins within a byte")))
  (case what
    :int   (add-integer state x (or bits n) flags)
    :float [(conj parts (prim/binary-of-float x bits flags)) 0 0]
    :utf8  [(conj parts (prim/binary-of-string x)) 0 0]
    :bytes [(conj parts (let [b (binary x)] (if n (slice b 0 n) b))) 0 0]))

(defn pack-segments
  "What pack calls: a binary of segments [what bits flags value size]."
  [segments]
  (let [[parts _ waiting] (reduce add-segment [[] 0 0] segments)]
    (when-not (zero? waiting)
      (throw (IllegalArgumentException. (str "No whole bytes: " waiting " bits are left"))))
    (join parts)))

(defmacro pack
  "A binary of segments: (pack [:u8 1] [:u16-le n] [:uint flags 4] [:uint 0 4] [:utf8 \"text\"])."
  [& segments]
  `(pack-segments
     [~@(map (fn [[kind x n]]
               (let [[what bits flags] (segment-kind kind)]
                 [what bits flags x n]))
             segments)]))

(defn bits-left?
  "Has b at least n bits from bit `at` on?"
  [b at n]
  (and (int? n) (<= 0 n) (<= n (- (* 8 (size b)) at))))

(defn- match-segment
  "An expression: success when the segment is there and fits, else nil; `at` names the bit."
  [b at [kind pattern n] success]
  (let [[what fixed flags] (segment-kind kind)
        bits (gensym "bits__")
        x    (gensym "x__")
        read (case what
               :int   `(read-int ~b ~at ~bits ~flags)
               :float `(read-float ~b ~at ~bits ~flags)
               :bytes `(slice ~b (quot ~at 8) (quot ~bits 8))
               (throw (IllegalArgumentException. (str "match has no segment " kind))))
        size (cond
               fixed fixed
               (= :int what) n
               n `(* 8 ~n)
               :else `(- (* 8 (size ~b)) ~at))
        more `(let [~at (+ ~at ~bits)] ~success)]
    `(let [~bits ~size]
       (when (and (bits-left? ~b ~at ~bits)
                  ~@(when (= :bytes what) [`(zero? (rem ~at 8))]))
         (let [~x ~read]
           ~(if (symbol? pattern)
              (if (= '_ pattern) more `(let [~pattern ~x] ~more))
              `(when (= ~pattern ~x) ~more)))))))

(defmacro match
  "Takes a binary apart by the first clause whose segments fit it from the first to the last bit:
  (match b [[:u8 1] [:u16 n] [:bytes body n] [:bytes rest]] expr … :else expr).
  In the place of a segment's value stands a symbol that is bound, _ or what must be equal; a size
  may use what was bound before. Throws IllegalArgumentException when no clause fits."
  [x & clauses]
  (let [b    (gensym "b__")
        at   (gensym "at__")
        step (fn step [[pattern body & more :as left]]
               (cond
                 (empty? left)
                 `(throw (IllegalArgumentException. (str "No matching clause: " ~b)))
                 (= :else pattern) body
                 :else
                 (let [whole (reduce (fn [success segment] (match-segment b at segment success))
                                     `(when (= ~at (* 8 (size ~b))) [(fn [] ~body)])
                                     (reverse pattern))]
                   `(let [found# (let [~at 0] ~whole)]
                      (if found# ((nth found# 0)) ~(step more))))))]
    `(let [~b ~x] ~(step clauses))))
