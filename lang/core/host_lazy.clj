; Members of Java's classes that few programs use: libraries have them, which are loaded when a
; program first names one. Namespace genera.host.
;
; The compiler asks for the library of a class when the class lacks a static member (expand.clj),
; invoke when an object lacks a method (method.clj). A class of a library may have members in the
; image, too. Each library is in lang/lib/genera/java.

(def ^:private lazy-classes
  "The library of each class that has one."
  (reduce (fn [all [library & class-names]]
            (reduce (fn [all name] (assoc all (str name) library)) all class-names))
          {}
          '[[genera.java.digest java.security.MessageDigest java.util.zip.CRC32
             java.util.zip.Adler32]
            [genera.java.file java.nio.file.Files java.nio.file.Paths java.nio.file.Path
             java.nio.file.StandardOpenOption java.nio.file.StandardCopyOption
             java.nio.file.LinkOption]
            [genera.java.stream java.util.stream.Stream java.util.stream.IntStream
             java.util.stream.LongStream java.util.stream.DoubleStream
             java.util.stream.Collectors java.util.stream.StreamSupport java.util.OptionalInt
             java.util.OptionalLong java.util.OptionalDouble]
            [genera.java.decimal java.text.DecimalFormat java.text.NumberFormat]
            [genera.java.scanner java.util.Scanner]
            [genera.java.period java.time.Period]
            [genera.java.future java.util.concurrent.CompletableFuture
             java.util.concurrent.FutureTask]
            [genera.java.bits java.util.BitSet java.util.concurrent.atomic.LongAdder
             java.util.concurrent.atomic.DoubleAdder
             java.util.concurrent.atomic.AtomicLongArray
             java.util.concurrent.atomic.AtomicIntegerArray
             java.util.concurrent.atomic.AtomicReferenceArray]]))

(def ^:private lazy-methods
  "The library of each method that objects of many classes get from one."
  '{:stream genera.java.stream, :parallelStream genera.java.stream
    :toPath genera.java.file})

(defn- load-new
  "Loads a library, or nothing for nil; answers whether it was not there before."
  [library]
  (if (and library (nil? (find-ns library)))
    (do (require library) true)
    false))

(defn load-members
  "Loads the library of a class; answers whether it has one that was not there before."
  [class]
  (load-new (get lazy-classes (prim/type-name class))))

(defn load-method
  "Loads the library that has a method; answers whether there is one that was not there before."
  [selector]
  (load-new (get lazy-methods selector)))

(defn lazily
  "Calls the function of that name, of a library that is loaded when it is first needed."
  [name & args]
  (apply (requiring-resolve name) args))

(defn stream-of
  "A java.util.stream.Stream of the elements of a collection."
  [coll]
  (lazily 'genera.java.stream/stream-of coll))
