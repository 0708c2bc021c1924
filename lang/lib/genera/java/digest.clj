(ns genera.java.digest
  "java.security.MessageDigest and the checksums of java.util.zip."
  (:require [genera.host :refer [defmethods defstatic]]))

; A digest's fields are its algorithm and the bytes so far, a vector of binaries; the host computes.
; The algorithms are those of the host that Java has too, by Java's names.

(def ^:private digest-class (genera.slow/find-type "java.security.MessageDigest"))

(def ^:private algorithms
  "The host's name and the length in bytes of each algorithm."
  {"MD5"        ["md5" 16]
   "SHA-1"      ["sha1" 20]
   "SHA-224"    ["sha224" 28]
   "SHA-256"    ["sha256" 32]
   "SHA-384"    ["sha384" 48]
   "SHA-512"    ["sha512" 64]
   "SHA3-256"   ["sha3-256" 32]
   "SHA3-512"   ["sha3-512" 64]})

(defn- algorithm-of
  "Java's name of an algorithm that is given in any of its spellings, or nil."
  [name]
  (let [upper (clojure.string/upper-case name)]
    (cond (contains? algorithms upper) upper
          (#{"SHA" "SHA1"} upper)      "SHA-1"
          :else                        nil)))

(defn- binary-of-bytes
  "A part of an array of bytes as a binary."
  [bytes from n]
  (#'genera.host/binary-of bytes from n))

(defn- signed-bytes
  "A binary as an array of bytes."
  [binary]
  (#'genera.host/bytes-of binary 0 (prim/binary-count binary)))

(defn- make-digest
  "A digest of the algorithm of that name."
  [name]
  (when-not (algorithm-of name)
    (throw (new java.security.NoSuchAlgorithmException
                (str name " MessageDigest not available"))))
  (prim/mutable-instance digest-class [name []]))

(defstatic java.security.MessageDigest/getInstance
  ([name] (make-digest name)) ([name provider] (make-digest name)))

(defstatic java.security.MessageDigest/isEqual [a b] (= (seq a) (seq b)))

(defn- add-bytes
  [d binary]
  (prim/set-field d 1 (conj (prim/field d 1) binary))
  nil)

(defmethods java.security.MessageDigest
  (getAlgorithm [d] (prim/field d 0))
  (getDigestLength [d] (second (get algorithms (algorithm-of (prim/field d 0)))))
  (update
    ([d x]
     (add-bytes d (if (number? x)
                    (prim/binary-of-vector [(bit-and 255 x)] 0 1)
                    (binary-of-bytes x 0 (alength x)))))
    ([d bytes from n] (add-bytes d (binary-of-bytes bytes from n))))
  (digest
    ([d]
     (let [[name]  (get algorithms (algorithm-of (prim/field d 0)))
           message (prim/binary-join (prim/field d 1))]
       (prim/set-field d 1 [])
       (signed-bytes (prim/digest name message))))
    ([d bytes] (.update d bytes) (.digest d)))
  (reset [d] (prim/set-field d 1 []) nil)
  (clone [d] (prim/mutable-instance digest-class [(prim/field d 0) (prim/field d 1)]))
  (toString [d] (str (prim/field d 0) " Message Digest from SUN, <initialized>\n")))

; Checksums.

(def ^:private crc-table
  "What each byte adds to a CRC-32."
  (mapv (fn [n]
          (loop [c n i 0]
            (if (= i 8)
              c
              (recur (if (odd? c)
                       (bit-xor 0xEDB88320 (bit-shift-right c 1))
                       (bit-shift-right c 1))
                     (inc i)))))
        (range 256)))

(defn- crc-step [c b]
  (bit-xor (nth crc-table (bit-and 255 (bit-xor c b))) (bit-shift-right c 8)))

(defn- adler-step
  "Adds a byte to an Adler-32 sum."
  [sum b]
  (let [low  (mod (+ (bit-and sum 0xFFFF) (bit-and b 255)) 65521)
        high (mod (+ (bit-shift-right sum 16) low) 65521)]
    (bit-or (bit-shift-left high 16) low)))

(doseq [[class-name start step finish]
        [["java.util.zip.CRC32" 0xFFFFFFFF crc-step (fn [c] (bit-xor c 0xFFFFFFFF))]
         ["java.util.zip.Adler32" 1 adler-step identity]]]
  (let [class (genera.slow/find-type class-name)]
    (genera.host/intern-static class-name "new" (fn [] (prim/mutable-instance class [start])))
    (genera.host/add-methods class
      {:update   (fn update
                   ([c x]
                    (if (number? x)
                      (prim/set-field c 0 (step (prim/field c 0) x))
                      (prim/set-field c 0 (reduce step (prim/field c 0) x)))
                    nil)
                   ([c bytes from n]
                    (prim/set-field c 0 (reduce step (prim/field c 0) (take n (drop from bytes))))
                    nil))
       :getValue (fn getValue [c] (finish (prim/field c 0)))
       :reset    (fn reset [c] (prim/set-field c 0 start) nil)})))
