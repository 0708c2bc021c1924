(ns genera.java.scanner
  "java.util.Scanner, over the whole text of what it reads."
  (:require [genera.host :refer [defmethods defstatic]]))

; Fields: the text, the place in it, the pattern between tokens. A scanner of standard input, or of
; another source that gives its text little by little, reads all of it when it is made.

(def ^:private scanner-class (genera.slow/find-type "java.util.Scanner"))

(defn- scanner
  [source]
  (prim/mutable-instance scanner-class
                         [(if (string? source) source (slurp source)) 0 #"\s+"]))

(defstatic java.util.Scanner/new ([source] (scanner source)) ([source charset] (scanner source)))

(defn- text-of [s] (prim/field s 0))
(defn- place-of [s] (prim/field s 1))

(defn- match-at
  "[start end] of the pattern's match from a place on, or nil."
  [pattern text from]
  (let [m (re-matcher pattern text)] (when (.find m from) [(.start m) (.end m)])))

(defn- token
  "[token end] of the next token, or nil."
  [s]
  (let [text  (text-of s)
        delimiter (prim/field s 2)
        [a b] (match-at delimiter text (place-of s))
        start (if (and a (= a (place-of s))) b (place-of s))]
    (when (< start (count text))
      (let [[end] (match-at delimiter text start)]
        [(subs text start (or end (count text))) (or end (count text))]))))

(defn- nothing [] (throw (new java.util.NoSuchElementException)))

(defn- take-token
  "The next token, as a function reads it; nil from it is a mismatch."
  [s f]
  (let [[t end] (or (token s) (nothing))
        value   (f t)]
    (when (nil? value)
      (throw (new java.util.InputMismatchException)))
    (prim/set-field s 1 end)
    value))

(defn- integer [t] (when (re-matches #"[+-]?\d+" t) (parse-long t)))

(defn- number [t] (when (re-matches #"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?" t) (parse-double t)))

(defn- truth
  [t]
  (case (.toLowerCase t) "true" true "false" false nil))

(defn- next? [s f] (let [[t] (token s)] (and (some? t) (some? (f t)))))

(defn- line-end
  "[end next] of the line at a scanner's place."
  [s]
  (let [[a b] (match-at #"\r\n|[\n\r\u2028\u2029\u0085]" (text-of s) (place-of s))]
    [(or a (count (text-of s))) (or b (count (text-of s)))]))

(defmethods java.util.Scanner
  (hasNext ([s] (some? (token s)))
           ([s pattern] (next? s (fn [t] (re-matches (re-pattern pattern) t)))))
  (next [s] (take-token s identity))
  (hasNextInt [s] (next? s integer))
  (nextInt [s] (take-token s integer))
  (hasNextLong [s] (next? s integer))
  (nextLong [s] (take-token s integer))
  (hasNextDouble [s] (next? s number))
  (nextDouble [s] (take-token s number))
  (hasNextBoolean [s] (next? s truth))
  (nextBoolean [s] (take-token s truth))
  (nextBigDecimal [s] (take-token s (fn [t] (when (number t) (bigdec t)))))
  (nextBigInteger [s] (take-token s (fn [t] (when (integer t) (biginteger (bigint t))))))
  (hasNextLine [s] (< (place-of s) (count (text-of s))))
  (nextLine [s]
    (when-not (.hasNextLine s)
      (throw (new java.util.NoSuchElementException "No line found")))
    (let [[end next] (line-end s)
          line       (subs (text-of s) (place-of s) end)]
      (prim/set-field s 1 next)
      line))
  (useDelimiter [s pattern] (prim/set-field s 2 (re-pattern pattern)) s)
  (delimiter [s] (prim/field s 2))
  (useLocale [s locale] s)
  (iterator [s] s)
  (close [s] nil))
