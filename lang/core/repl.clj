; What the REPL keeps for its user: the last values and the last exception.

(def ^:dynamic *1
  "The newest value the REPL printed."
  nil)

(def ^:dynamic *2
  "The second newest value."
  nil)

(def ^:dynamic *3
  "The third newest value."
  nil)

(def ^:dynamic *e
  "The newest exception the REPL reported."
  nil)
