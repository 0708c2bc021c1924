; The classes that the library knows, by their JVM names, each with its direct supers: the super
; class first, then interfaces, in the JVM's order. So instance?, isa?, ancestors and protocols
; extended to interfaces answer as they do there. Namespace genera.host.
;
; Data only: types.clj makes the types. Interfaces the library never asks about are left out,
; and what stands behind them moves up. A super may stand after the class that names it.

(def interface-table
  "[interface super…] for each interface."
  '[[java.lang.Comparable] [java.lang.CharSequence] [java.lang.Iterable] [java.lang.Runnable]
   [java.lang.AutoCloseable] [java.lang.Appendable] [java.lang.Cloneable] [java.io.Serializable]
   [java.io.Closeable java.lang.AutoCloseable] [java.io.Flushable] [java.util.Iterator]
   [java.util.ListIterator java.util.Iterator] [java.util.Enumeration] [java.util.Comparator]
   [java.util.RandomAccess] [java.util.Collection java.lang.Iterable]
   [java.util.List java.util.Collection] [java.util.Set java.util.Collection]
   [java.util.SortedSet java.util.Set] [java.util.Queue java.util.Collection]
   [java.util.Deque java.util.Queue] [java.util.Map] [java.util.SortedMap java.util.Map]
   [java.util.Map$Entry] [java.util.concurrent.Callable] [java.util.concurrent.Future]
   [java.util.concurrent.Executor]
   [java.util.concurrent.ExecutorService java.util.concurrent.Executor]
   [java.util.concurrent.ScheduledExecutorService java.util.concurrent.ExecutorService]
   [java.util.concurrent.BlockingQueue java.util.Queue] [java.util.concurrent.ThreadFactory]
   [java.util.concurrent.locks.Lock] [java.util.function.Function] [java.util.function.Supplier]
   [java.util.function.Predicate]
   [java.util.function.BiFunction] [java.util.function.UnaryOperator java.util.function.Function]
   [java.util.function.BinaryOperator java.util.function.BiFunction]
   [java.util.function.Consumer] [java.util.function.BiConsumer]
   [java.util.function.BiPredicate] [java.util.function.IntFunction]
   [java.util.function.ToIntFunction] [java.util.function.ToLongFunction]
   [java.util.function.ToDoubleFunction] [java.util.function.IntUnaryOperator]
   [java.util.function.LongUnaryOperator] [java.util.function.DoubleUnaryOperator]
   [java.util.function.IntBinaryOperator] [java.util.function.LongBinaryOperator]
   [java.util.function.DoubleBinaryOperator] [java.util.function.IntPredicate]
   [java.util.function.IntToLongFunction] [java.util.function.LongFunction]
   [java.util.function.BooleanSupplier] [java.util.function.LongSupplier]
   [java.io.FileFilter] [java.io.FilenameFilter] [java.util.concurrent.locks.Condition]
   [java.util.concurrent.locks.ReadWriteLock] [java.util.concurrent.CompletionStage]
   [java.nio.file.Path java.lang.Comparable java.lang.Iterable] [java.nio.file.OpenOption]
   [java.nio.file.CopyOption] [java.nio.file.attribute.FileAttribute]
   [java.util.stream.BaseStream java.lang.AutoCloseable]
   [java.util.stream.Stream java.util.stream.BaseStream]
   [java.util.stream.IntStream java.util.stream.BaseStream]
   [java.util.stream.LongStream java.util.stream.BaseStream]
   [java.util.stream.DoubleStream java.util.stream.BaseStream]
   [java.util.NavigableMap java.util.SortedMap]
   [java.util.NavigableSet java.util.SortedSet] [java.util.regex.MatchResult] [clojure.lang.Seqable]
   [clojure.lang.Sequential] [clojure.lang.Counted]
   [clojure.lang.IPersistentCollection clojure.lang.Seqable]
   [clojure.lang.ISeq clojure.lang.IPersistentCollection] [clojure.lang.ILookup]
   [clojure.lang.Associative clojure.lang.IPersistentCollection clojure.lang.ILookup]
   [clojure.lang.Indexed clojure.lang.Counted]
   [clojure.lang.IPersistentStack clojure.lang.IPersistentCollection] [clojure.lang.Reversible]
   [clojure.lang.Sorted] [clojure.lang.IFn java.util.concurrent.Callable java.lang.Runnable]
   [clojure.lang.Fn] [clojure.lang.IObj clojure.lang.IMeta] [clojure.lang.IMeta]
   [clojure.lang.IReference clojure.lang.IMeta] [clojure.lang.IDeref]
   [clojure.lang.IBlockingDeref] [clojure.lang.IPending] [clojure.lang.IRef clojure.lang.IDeref]
   [clojure.lang.IAtom] [clojure.lang.IAtom2 clojure.lang.IAtom] [clojure.lang.IHashEq]
   [clojure.lang.Named] [clojure.lang.IReduceInit] [clojure.lang.IReduce clojure.lang.IReduceInit]
   [clojure.lang.IKVReduce] [clojure.lang.IMapEntry java.util.Map$Entry]
   [clojure.lang.IChunk clojure.lang.Indexed]
   [clojure.lang.IChunkedSeq clojure.lang.ISeq clojure.lang.Sequential] [clojure.lang.IRecord]
   [clojure.lang.IType] [clojure.lang.IProxy] [clojure.lang.IExceptionInfo]
   [clojure.lang.Settable] [clojure.lang.MapEquivalence]
   [clojure.lang.IPersistentMap java.lang.Iterable clojure.lang.Associative clojure.lang.Counted]
   [clojure.lang.IPersistentVector clojure.lang.Associative clojure.lang.Sequential
    clojure.lang.IPersistentStack clojure.lang.Reversible clojure.lang.Indexed]
   [clojure.lang.IPersistentSet clojure.lang.IPersistentCollection clojure.lang.Counted]
   [clojure.lang.IPersistentList clojure.lang.Sequential clojure.lang.IPersistentStack]
   [clojure.lang.IEditableCollection] [clojure.lang.ITransientCollection]
   [clojure.lang.ITransientAssociative clojure.lang.ITransientCollection clojure.lang.ILookup]
   [clojure.lang.ITransientAssociative2 clojure.lang.ITransientAssociative]
   [clojure.lang.ITransientVector clojure.lang.ITransientAssociative clojure.lang.Indexed]
   [clojure.lang.ITransientMap clojure.lang.ITransientAssociative clojure.lang.Counted]
   [clojure.lang.ITransientSet clojure.lang.ITransientCollection clojure.lang.Counted]
   [clojure.lang.ILookupSite] [clojure.lang.IMapIterable]
   [clojure.lang.IndexedSeq clojure.lang.ISeq clojure.lang.Sequential clojure.lang.Counted]
   [clojure.lang.IDrop] [clojure.lang.IFn$L] [clojure.lang.IFn$D] [clojure.lang.IFn$LL]
   [clojure.lang.IFn$OL] [clojure.lang.IFn$LO] [clojure.lang.IFn$DD] [clojure.lang.IFn$OD]
   [clojure.lang.IFn$DO] [clojure.lang.IFn$LD] [clojure.lang.IFn$DL] [clojure.lang.IFn$LLL]
   [clojure.lang.IFn$OLO] [clojure.lang.IFn$OLL] [clojure.lang.IFn$OOL] [clojure.lang.IFn$OLD]])

(def class-table
  "[class super…] for each class that is no exception; java.lang.Object comes first."
  '[[java.lang.Object] [java.lang.Number java.lang.Object java.io.Serializable]
   [java.lang.Boolean java.lang.Object java.io.Serializable java.lang.Comparable]
   [java.lang.Character java.lang.Object java.io.Serializable java.lang.Comparable]
   [java.lang.String java.lang.Object java.io.Serializable java.lang.Comparable
    java.lang.CharSequence]
   [java.lang.Byte java.lang.Number java.lang.Comparable]
   [java.lang.Short java.lang.Number java.lang.Comparable]
   [java.lang.Integer java.lang.Number java.lang.Comparable]
   [java.lang.Long java.lang.Number java.lang.Comparable]
   [java.lang.Float java.lang.Number java.lang.Comparable]
   [java.lang.Double java.lang.Number java.lang.Comparable]
   [java.lang.Class java.lang.Object java.io.Serializable] [java.lang.Void java.lang.Object]
   [java.lang.StringBuilder java.lang.Object java.lang.Appendable java.lang.CharSequence
    java.io.Serializable java.lang.Comparable]
   [java.lang.StringBuffer java.lang.Object java.lang.Appendable java.lang.CharSequence
    java.io.Serializable java.lang.Comparable]
   [java.lang.Math java.lang.Object] [java.lang.StrictMath java.lang.Object]
   [java.lang.System java.lang.Object] [java.lang.Thread java.lang.Object java.lang.Runnable]
   [java.lang.Thread$UncaughtExceptionHandler java.lang.Object]
   [java.lang.Runtime java.lang.Object]
   [java.lang.StackTraceElement java.lang.Object java.io.Serializable]
   [java.lang.Enum java.lang.Object java.lang.Comparable java.io.Serializable]
   [java.lang.Record java.lang.Object]
   [java.math.BigInteger java.lang.Number java.lang.Comparable]
   [java.math.BigDecimal java.lang.Number java.lang.Comparable]
   [java.math.MathContext java.lang.Object java.io.Serializable]
   [java.math.RoundingMode java.lang.Enum]
   [java.util.AbstractCollection java.lang.Object java.util.Collection]
   [java.util.AbstractList java.util.AbstractCollection java.util.List]
   [java.util.ArrayList java.util.AbstractList java.util.List java.util.RandomAccess
    java.lang.Cloneable java.io.Serializable]
   [java.util.LinkedList java.util.AbstractList java.util.List java.util.Deque java.lang.Cloneable
    java.io.Serializable]
   [java.util.ArrayDeque java.util.AbstractCollection java.util.Deque java.lang.Cloneable
    java.io.Serializable]
   [java.util.AbstractMap java.lang.Object java.util.Map]
   [java.util.HashMap java.util.AbstractMap java.util.Map java.lang.Cloneable
    java.io.Serializable]
   [java.util.LinkedHashMap java.util.HashMap java.util.Map]
   [java.util.WeakHashMap java.util.AbstractMap java.util.Map]
   [java.util.IdentityHashMap java.util.AbstractMap java.util.Map]
   [java.util.TreeMap java.util.AbstractMap java.util.NavigableMap java.lang.Cloneable
    java.io.Serializable]
   [java.util.AbstractSet java.util.AbstractCollection java.util.Set]
   [java.util.HashSet java.util.AbstractSet java.util.Set java.lang.Cloneable
    java.io.Serializable]
   [java.util.LinkedHashSet java.util.HashSet java.util.Set java.lang.Cloneable
    java.io.Serializable]
   [java.util.TreeSet java.util.AbstractSet java.util.NavigableSet java.lang.Cloneable
    java.io.Serializable]
   [java.util.HashMap$KeySet java.util.AbstractSet]
   [java.util.HashMap$EntrySet java.util.AbstractSet]
   [java.util.HashMap$Values java.util.AbstractCollection]
   [java.util.AbstractMap$SimpleEntry java.lang.Object java.util.Map$Entry java.io.Serializable]
   [java.util.AbstractMap$SimpleImmutableEntry java.lang.Object java.util.Map$Entry
    java.io.Serializable]
   [java.util.Vector java.util.AbstractList java.util.List java.util.RandomAccess
    java.lang.Cloneable java.io.Serializable]
   [java.util.Stack java.util.Vector]
   [java.util.concurrent.CopyOnWriteArrayList java.lang.Object java.util.List
    java.util.RandomAccess java.lang.Cloneable java.io.Serializable]
   [java.util.Hashtable java.lang.Object java.util.Map java.lang.Cloneable java.io.Serializable]
   [java.util.Optional java.lang.Object] [java.util.StringJoiner java.lang.Object]
   [java.lang.String$CaseInsensitiveComparator java.lang.Object java.util.Comparator]
   [java.util.Arrays java.lang.Object] [java.util.Collections java.lang.Object]
   [java.util.Objects java.lang.Object]
   [java.util.UUID java.lang.Object java.io.Serializable java.lang.Comparable]
   [java.util.Date java.lang.Object java.io.Serializable java.lang.Cloneable java.lang.Comparable]
   [java.nio.file.Files java.lang.Object] [java.nio.file.Paths java.lang.Object]
   [java.nio.file.StandardOpenOption java.lang.Enum java.nio.file.OpenOption]
   [java.nio.file.StandardCopyOption java.lang.Enum java.nio.file.CopyOption]
   [java.nio.file.FileVisitOption java.lang.Enum]
   [java.nio.file.LinkOption java.lang.Enum java.nio.file.OpenOption
    java.nio.file.CopyOption]
   [java.text.NumberFormat java.text.Format] [java.text.DecimalFormat java.text.NumberFormat]
   [java.util.Scanner java.lang.Object java.util.Iterator java.io.Closeable]
   [java.time.Period java.lang.Object java.io.Serializable]
   [java.security.MessageDigest java.lang.Object] [java.util.zip.CRC32 java.lang.Object]
   [java.util.zip.Adler32 java.lang.Object] [java.util.stream.Collectors java.lang.Object]
   [java.util.stream.StreamSupport java.lang.Object] [java.util.BitSet java.lang.Object]
   [java.util.OptionalInt java.lang.Object] [java.util.OptionalLong java.lang.Object]
   [java.util.OptionalDouble java.lang.Object]
   [java.util.concurrent.CompletableFuture java.lang.Object java.util.concurrent.Future
    java.util.concurrent.CompletionStage]
   [java.util.concurrent.FutureTask java.lang.Object java.util.concurrent.Future java.lang.Runnable]
   [java.util.concurrent.atomic.LongAdder java.lang.Number]
   [java.util.concurrent.atomic.DoubleAdder java.lang.Number]
   [java.util.concurrent.atomic.AtomicLongArray java.lang.Object]
   [java.util.concurrent.atomic.AtomicIntegerArray java.lang.Object]
   [java.util.concurrent.atomic.AtomicReferenceArray java.lang.Object]
   [clojure.lang.Reflector java.lang.Object]
   [clojure.lang.PersistentStructMap clojure.lang.APersistentMap]
   [java.util.TimeZone java.lang.Object java.io.Serializable java.lang.Cloneable]
   [java.util.Calendar java.lang.Object java.io.Serializable java.lang.Cloneable
    java.lang.Comparable]
   [java.util.GregorianCalendar java.util.Calendar] [java.text.Format java.lang.Object]
   [java.text.DateFormat java.text.Format] [java.text.SimpleDateFormat java.text.DateFormat]
   [java.util.concurrent.CyclicBarrier java.lang.Object] [clojure.lang.ArrayIter java.lang.Object]
   [java.sql.Timestamp java.util.Date] [java.util.SplittableRandom java.lang.Object]
   [java.util.Random java.lang.Object java.io.Serializable]
   [java.util.Locale java.lang.Object java.lang.Cloneable java.io.Serializable]
   [java.util.StringTokenizer java.lang.Object java.util.Enumeration]
   [java.util.Properties java.lang.Object java.util.Map java.lang.Cloneable java.io.Serializable]
   [java.util.concurrent.ConcurrentHashMap java.util.AbstractMap java.util.Map
    java.io.Serializable]
   [java.util.concurrent.TimeUnit java.lang.Enum]
   [java.util.concurrent.LinkedBlockingQueue java.util.AbstractCollection
    java.util.concurrent.BlockingQueue]
   [java.util.concurrent.LinkedBlockingDeque java.util.AbstractCollection
    java.util.concurrent.BlockingQueue java.util.Deque]
   [java.util.concurrent.ArrayBlockingQueue java.util.AbstractCollection
    java.util.concurrent.BlockingQueue]
   [java.util.concurrent.LinkedTransferQueue java.util.AbstractCollection
    java.util.concurrent.BlockingQueue]
   [java.util.concurrent.PriorityBlockingQueue java.util.AbstractCollection
    java.util.concurrent.BlockingQueue]
   [java.util.concurrent.ConcurrentLinkedQueue java.util.AbstractCollection java.util.Queue]
   [java.util.concurrent.ConcurrentLinkedDeque java.util.AbstractCollection java.util.Deque]
   [java.util.PriorityQueue java.util.AbstractCollection java.util.Queue]
   [java.util.concurrent.CountDownLatch java.lang.Object]
   [java.util.concurrent.Semaphore java.lang.Object]
   [java.util.concurrent.locks.ReentrantLock java.lang.Object
    java.util.concurrent.locks.Lock]
   [java.util.concurrent.Executors java.lang.Object]
   [java.util.concurrent.ThreadPoolExecutor java.lang.Object
    java.util.concurrent.ScheduledExecutorService]
   [java.util.concurrent.atomic.AtomicBoolean java.lang.Object java.io.Serializable]
   [java.lang.ThreadLocal java.lang.Object] [java.lang.ref.Reference java.lang.Object]
   [java.lang.ref.WeakReference java.lang.ref.Reference]
   [java.lang.ref.SoftReference java.lang.ref.Reference]
   [java.lang.ref.ReferenceQueue java.lang.Object]
   [java.util.concurrent.atomic.AtomicLong java.lang.Number java.io.Serializable]
   [java.util.concurrent.atomic.AtomicInteger java.lang.Number java.io.Serializable]
   [java.util.concurrent.atomic.AtomicReference java.lang.Object java.io.Serializable]
   [java.util.regex.Pattern java.lang.Object java.io.Serializable]
   [java.util.regex.Matcher java.lang.Object java.util.regex.MatchResult]
   [java.time.Instant java.lang.Object java.lang.Comparable java.io.Serializable]
   [java.time.Duration java.lang.Object java.lang.Comparable java.io.Serializable]
   [java.time.LocalDate java.lang.Object java.lang.Comparable java.io.Serializable]
   [java.time.LocalTime java.lang.Object java.lang.Comparable java.io.Serializable]
   [java.time.LocalDateTime java.lang.Object java.lang.Comparable java.io.Serializable]
   [java.time.ZoneId java.lang.Object java.io.Serializable]
   [java.time.ZoneOffset java.time.ZoneId java.lang.Comparable]
   [java.time.DayOfWeek java.lang.Enum] [java.time.Month java.lang.Enum]
   [java.time.temporal.ChronoUnit java.lang.Enum]
   [java.time.format.DateTimeFormatter java.lang.Object] [java.sql.Date java.util.Date]
   [java.net.URI java.lang.Object java.lang.Comparable java.io.Serializable]
   [java.net.URL java.lang.Object java.io.Serializable] [java.net.URLEncoder java.lang.Object]
   [java.lang.ClassLoader java.lang.Object]
   [java.net.URLClassLoader java.lang.ClassLoader java.io.Closeable]
   [java.net.InetAddress java.lang.Object java.io.Serializable]
   [java.net.SocketAddress java.lang.Object java.io.Serializable]
   [java.net.InetSocketAddress java.net.SocketAddress]
   [java.net.Socket java.lang.Object java.io.Closeable]
   [java.net.ServerSocket java.lang.Object java.io.Closeable]
   [java.net.URLDecoder java.lang.Object] [java.util.Base64 java.lang.Object]
   [java.util.Base64$Encoder java.lang.Object] [java.util.Base64$Decoder java.lang.Object]
   [java.nio.charset.Charset java.lang.Object java.lang.Comparable]
   [java.nio.charset.StandardCharsets java.lang.Object]
   [java.lang.reflect.Constructor java.lang.Object] [java.lang.reflect.Method java.lang.Object]
   [java.lang.reflect.Field java.lang.Object] [java.lang.reflect.Array java.lang.Object]
   [java.io.File java.lang.Object java.io.Serializable java.lang.Comparable]
   [java.io.Reader java.lang.Object java.io.Closeable]
   [java.io.Writer java.lang.Object java.lang.Appendable java.io.Closeable java.io.Flushable]
   [java.io.StringReader java.io.Reader] [java.io.StringWriter java.io.Writer]
   [java.io.BufferedReader java.io.Reader] [java.io.BufferedWriter java.io.Writer]
   [java.io.PrintWriter java.io.Writer] [java.io.PushbackReader java.io.Reader]
   [java.io.InputStream java.lang.Object java.io.Closeable]
   [java.io.OutputStream java.lang.Object java.io.Closeable java.io.Flushable]
   [java.io.FilterInputStream java.io.InputStream]
   [java.io.FilterOutputStream java.io.OutputStream]
   [java.io.ByteArrayInputStream java.io.InputStream]
   [java.io.ByteArrayOutputStream java.io.OutputStream]
   [java.io.BufferedInputStream java.io.FilterInputStream]
   [java.io.BufferedOutputStream java.io.FilterOutputStream]
   [java.io.PrintStream java.io.FilterOutputStream java.lang.Appendable java.io.Closeable]
   [java.io.InputStreamReader java.io.Reader] [java.io.OutputStreamWriter java.io.Writer]
   [clojure.lang.AFn java.lang.Object clojure.lang.IFn]
   [clojure.lang.AFunction clojure.lang.AFn clojure.lang.IObj java.util.Comparator clojure.lang.Fn
    java.io.Serializable]
   [clojure.lang.RestFn clojure.lang.AFunction]
   [clojure.lang.Obj java.lang.Object clojure.lang.IObj java.io.Serializable]
   [clojure.lang.ASeq clojure.lang.Obj clojure.lang.ISeq clojure.lang.Sequential java.util.List
    java.io.Serializable clojure.lang.IHashEq]
   [clojure.lang.APersistentMap clojure.lang.AFn clojure.lang.IPersistentMap java.util.Map
    java.lang.Iterable java.io.Serializable clojure.lang.MapEquivalence clojure.lang.IHashEq]
   [clojure.lang.APersistentVector clojure.lang.AFn clojure.lang.IPersistentVector
    java.lang.Iterable java.util.List java.util.RandomAccess java.lang.Comparable
    java.io.Serializable clojure.lang.IHashEq]
   [clojure.lang.APersistentSet clojure.lang.AFn clojure.lang.IPersistentSet java.util.Collection
    java.util.Set java.io.Serializable clojure.lang.IHashEq]
   [clojure.lang.AMapEntry clojure.lang.APersistentVector clojure.lang.IMapEntry]
   [clojure.lang.AReference java.lang.Object clojure.lang.IReference]
   [clojure.lang.ARef clojure.lang.AReference clojure.lang.IRef]
   [clojure.lang.Symbol clojure.lang.AFn clojure.lang.IObj java.lang.Comparable clojure.lang.Named
    java.io.Serializable clojure.lang.IHashEq]
   [clojure.lang.Keyword java.lang.Object clojure.lang.IFn java.lang.Comparable clojure.lang.Named
    java.io.Serializable clojure.lang.IHashEq]
   [clojure.lang.PersistentList clojure.lang.ASeq clojure.lang.IPersistentList
    clojure.lang.IReduce java.util.List clojure.lang.Counted]
   [clojure.lang.PersistentList$EmptyList clojure.lang.Obj clojure.lang.IPersistentList
    java.util.List clojure.lang.ISeq clojure.lang.Counted clojure.lang.IHashEq]
   [clojure.lang.Cons clojure.lang.ASeq java.io.Serializable]
   [clojure.lang.LazySeq clojure.lang.Obj clojure.lang.ISeq clojure.lang.Sequential java.util.List
    clojure.lang.IPending clojure.lang.IHashEq]
   [clojure.lang.ChunkedCons clojure.lang.ASeq clojure.lang.IChunkedSeq]
   [clojure.lang.PersistentVector clojure.lang.APersistentVector clojure.lang.IObj
    clojure.lang.IEditableCollection clojure.lang.IReduce clojure.lang.IKVReduce]
   [clojure.lang.MapEntry clojure.lang.AMapEntry]
   [clojure.lang.PersistentArrayMap clojure.lang.APersistentMap clojure.lang.IObj
    clojure.lang.IEditableCollection clojure.lang.IMapIterable clojure.lang.IKVReduce]
   [clojure.lang.PersistentHashMap clojure.lang.APersistentMap clojure.lang.IEditableCollection
    clojure.lang.IObj clojure.lang.IMapIterable clojure.lang.IKVReduce]
   [clojure.lang.PersistentHashSet clojure.lang.APersistentSet clojure.lang.IObj
    clojure.lang.IEditableCollection]
   [clojure.lang.PersistentTreeMap clojure.lang.APersistentMap clojure.lang.IObj
    clojure.lang.Reversible clojure.lang.Sorted clojure.lang.IKVReduce]
   [clojure.lang.PersistentTreeSet clojure.lang.APersistentSet clojure.lang.IObj
    clojure.lang.Reversible clojure.lang.Sorted]
   [clojure.lang.SeqIterator java.lang.Object java.util.Iterator]
   [clojure.lang.Compiler$LocalBinding java.lang.Object]
   [clojure.lang.LispReader$StringReader clojure.lang.AFn]
   [clojure.lang.PersistentQueue clojure.lang.Obj clojure.lang.IPersistentList
    java.util.Collection clojure.lang.Counted clojure.lang.IHashEq]
   [clojure.lang.Var clojure.lang.ARef clojure.lang.IFn clojure.lang.IRef clojure.lang.Settable
    java.io.Serializable]
   [clojure.lang.Var$Unbound clojure.lang.AFn]
   [clojure.lang.Atom clojure.lang.ARef clojure.lang.IAtom2]
   [clojure.lang.Ref clojure.lang.ARef clojure.lang.IFn java.lang.Comparable clojure.lang.IRef]
   [clojure.lang.LockingTransaction java.lang.Object]
   [clojure.lang.Agent clojure.lang.ARef]
   [clojure.lang.Volatile java.lang.Object clojure.lang.IDeref] [clojure.lang.Box java.lang.Object]
   [clojure.lang.LazilyPersistentVector java.lang.Object] [clojure.lang.Tuple java.lang.Object]
   [clojure.lang.EnumerationSeq clojure.lang.ASeq]
   [clojure.lang.Delay java.lang.Object clojure.lang.IDeref clojure.lang.IPending]
   [clojure.lang.Reduced java.lang.Object clojure.lang.IDeref]
   [clojure.lang.Namespace clojure.lang.AReference java.io.Serializable]
   [clojure.lang.ArrayChunk java.lang.Object clojure.lang.IChunk java.io.Serializable]
   [clojure.lang.ChunkBuffer java.lang.Object clojure.lang.Counted]
   [clojure.lang.PersistentVector$ChunkedSeq clojure.lang.ASeq clojure.lang.IChunkedSeq
    clojure.lang.Counted]
   [clojure.lang.APersistentVector$Seq clojure.lang.ASeq clojure.lang.IndexedSeq
    clojure.lang.IReduce]
   [clojure.lang.APersistentVector$RSeq clojure.lang.ASeq clojure.lang.IndexedSeq
    clojure.lang.Counted]
   [clojure.lang.PersistentArrayMap$Seq clojure.lang.ASeq clojure.lang.Counted]
   [clojure.lang.PersistentHashMap$NodeSeq clojure.lang.ASeq]
   [clojure.lang.APersistentMap$KeySeq clojure.lang.ASeq]
   [clojure.lang.APersistentMap$ValSeq clojure.lang.ASeq]
   [clojure.lang.StringSeq clojure.lang.ASeq clojure.lang.IndexedSeq]
   [clojure.lang.ArraySeq clojure.lang.ASeq clojure.lang.IndexedSeq clojure.lang.IReduce]
   [clojure.lang.LongRange clojure.lang.ASeq clojure.lang.Counted clojure.lang.IChunkedSeq
    clojure.lang.IReduce]
   [clojure.lang.Range clojure.lang.ASeq clojure.lang.IChunkedSeq clojure.lang.IReduce]
   [clojure.lang.Repeat clojure.lang.ASeq clojure.lang.IReduce]
   [clojure.lang.Cycle clojure.lang.ASeq clojure.lang.IReduce clojure.lang.IPending]
   [clojure.lang.Iterate clojure.lang.ASeq clojure.lang.IReduce clojure.lang.IPending]
   [clojure.lang.APersistentVector$SubVector clojure.lang.APersistentVector clojure.lang.IObj
    clojure.lang.IKVReduce]
   [clojure.lang.PersistentVector$TransientVector clojure.lang.AFn clojure.lang.ITransientVector
    clojure.lang.ITransientAssociative2 clojure.lang.Counted]
   [clojure.lang.ATransientMap clojure.lang.AFn clojure.lang.ITransientMap
    clojure.lang.ITransientAssociative2]
   [clojure.lang.ATransientSet clojure.lang.AFn clojure.lang.ITransientSet]
   [clojure.lang.PersistentArrayMap$TransientArrayMap clojure.lang.ATransientMap]
   [clojure.lang.PersistentHashMap$TransientHashMap clojure.lang.ATransientMap]
   [clojure.lang.PersistentHashSet$TransientHashSet clojure.lang.ATransientSet]
   [clojure.lang.BigInt java.lang.Number clojure.lang.IHashEq]
   [clojure.lang.Ratio java.lang.Number java.lang.Comparable]
   [clojure.lang.MultiFn clojure.lang.AFn]
   [clojure.lang.TaggedLiteral java.lang.Object clojure.lang.ILookup]
   [clojure.lang.ReaderConditional java.lang.Object clojure.lang.ILookup]
   [clojure.core.Eduction java.lang.Object java.lang.Iterable clojure.lang.IReduceInit
    clojure.lang.Sequential clojure.lang.IType]
   [clojure.core.Vec java.lang.Object clojure.lang.Associative java.util.Collection
    clojure.lang.ILookup java.lang.Comparable clojure.lang.IPersistentCollection
    clojure.lang.IHashEq clojure.lang.IObj clojure.lang.Reversible clojure.lang.IFn
    clojure.lang.IMeta clojure.lang.Counted clojure.lang.Sequential clojure.lang.IPersistentVector
    clojure.lang.Seqable clojure.lang.IPersistentStack java.util.List java.lang.Iterable
    clojure.lang.Indexed clojure.lang.IType]
   [clojure.lang.RT java.lang.Object] [clojure.lang.Util java.lang.Object]
   [clojure.lang.Numbers java.lang.Object] [clojure.lang.Compiler java.lang.Object]
   [clojure.lang.LispReader java.lang.Object] [clojure.lang.EdnReader java.lang.Object]
   [clojure.lang.Murmur3 java.lang.Object]
   [clojure.lang.LineNumberingPushbackReader java.io.PushbackReader]
   [clojure.lang.DynamicClassLoader java.net.URLClassLoader]
   [clojure.lang.PersistentTreeMap$BlackVal clojure.lang.AMapEntry]
   [clojure.lang.PersistentTreeMap$Seq clojure.lang.ASeq]
   [java.io.FileReader java.io.InputStreamReader] [java.io.FileWriter java.io.OutputStreamWriter]
   [java.io.FileInputStream java.io.InputStream] [java.io.FileOutputStream java.io.OutputStream]
   [genera.actors.Pid java.lang.Object java.lang.Comparable]
   [genera.actors.Port java.lang.Object java.lang.Comparable]
   [genera.binary.Binary java.lang.Object java.lang.Comparable clojure.lang.Counted
    clojure.lang.Seqable clojure.lang.Indexed]
   [genera.actors.Ref java.lang.Object java.lang.Comparable]])

(def throwable-table
  "[class super…] for java.lang.Throwable and the classes below it."
  '[[java.lang.Throwable java.lang.Object java.io.Serializable]
   [java.lang.Exception java.lang.Throwable] [java.lang.RuntimeException java.lang.Exception]
   [java.lang.Error java.lang.Throwable]
   [java.lang.ArithmeticException java.lang.RuntimeException]
   [java.lang.IllegalArgumentException java.lang.RuntimeException]
   [java.lang.IllegalStateException java.lang.RuntimeException]
   [java.lang.ClassCastException java.lang.RuntimeException]
   [java.lang.NullPointerException java.lang.RuntimeException]
   [java.lang.IndexOutOfBoundsException java.lang.RuntimeException]
   [java.lang.StringIndexOutOfBoundsException java.lang.IndexOutOfBoundsException]
   [java.lang.ArrayIndexOutOfBoundsException java.lang.IndexOutOfBoundsException]
   [java.lang.NegativeArraySizeException java.lang.RuntimeException]
   [java.lang.ArrayStoreException java.lang.RuntimeException]
   [java.lang.NumberFormatException java.lang.IllegalArgumentException]
   [java.lang.UnsupportedOperationException java.lang.RuntimeException]
   [java.lang.CloneNotSupportedException java.lang.Exception]
   [java.lang.InterruptedException java.lang.Exception]
   [java.lang.ReflectiveOperationException java.lang.Exception]
   [java.lang.ClassNotFoundException java.lang.ReflectiveOperationException]
   [java.lang.NoSuchMethodException java.lang.ReflectiveOperationException]
   [java.lang.NoSuchFieldException java.lang.ReflectiveOperationException]
   [java.lang.InstantiationException java.lang.ReflectiveOperationException]
   [java.lang.IllegalAccessException java.lang.ReflectiveOperationException]
   [java.lang.SecurityException java.lang.RuntimeException]
   [java.lang.IllegalMonitorStateException java.lang.RuntimeException]
   [java.lang.VirtualMachineError java.lang.Error]
   [java.lang.ThreadDeath java.lang.Error]
   [java.lang.StackOverflowError java.lang.VirtualMachineError]
   [java.lang.OutOfMemoryError java.lang.VirtualMachineError]
   [java.lang.InternalError java.lang.VirtualMachineError]
   [java.lang.AssertionError java.lang.Error] [java.lang.LinkageError java.lang.Error]
   [java.lang.NoClassDefFoundError java.lang.LinkageError]
   [java.lang.IncompatibleClassChangeError java.lang.LinkageError]
   [java.lang.IllegalAccessError java.lang.IncompatibleClassChangeError]
   [java.lang.AbstractMethodError java.lang.IncompatibleClassChangeError]
   [java.lang.ExceptionInInitializerError java.lang.LinkageError]
   [genera.actors.Exit java.lang.Error]
   [clojure.lang.ArityException java.lang.IllegalArgumentException]
   [clojure.lang.ExceptionInfo java.lang.RuntimeException clojure.lang.IExceptionInfo]
   [clojure.lang.Compiler$CompilerException java.lang.RuntimeException
    clojure.lang.IExceptionInfo]
   [clojure.lang.LispReader$ReaderException java.lang.RuntimeException
    clojure.lang.IExceptionInfo]
   [clojure.lang.EdnReader$ReaderException java.lang.RuntimeException]
   [java.util.NoSuchElementException java.lang.RuntimeException]
   [java.util.InputMismatchException java.util.NoSuchElementException]
   [java.util.ConcurrentModificationException java.lang.RuntimeException]
   [java.util.EmptyStackException java.lang.RuntimeException]
   [java.util.MissingResourceException java.lang.RuntimeException]
   [java.util.IllegalFormatException java.lang.IllegalArgumentException]
   [java.util.UnknownFormatConversionException java.util.IllegalFormatException]
   [java.util.MissingFormatArgumentException java.util.IllegalFormatException]
   [java.util.IllegalFormatConversionException java.util.IllegalFormatException]
   [java.util.DuplicateFormatFlagsException java.util.IllegalFormatException]
   [java.util.FormatFlagsConversionMismatchException java.util.IllegalFormatException]
   [java.util.IllegalFormatPrecisionException java.util.IllegalFormatException]
   [java.util.MissingFormatWidthException java.util.IllegalFormatException]
   [java.util.UnknownFormatFlagsException java.util.IllegalFormatException]
   [java.util.IllegalFormatFlagsException java.util.IllegalFormatException]
   [java.util.concurrent.ExecutionException java.lang.Exception]
   [java.util.concurrent.TimeoutException java.lang.Exception]
   [java.util.concurrent.CancellationException java.lang.IllegalStateException]
   [java.util.concurrent.CompletionException java.lang.RuntimeException]
   [java.security.GeneralSecurityException java.lang.Exception]
   [java.security.NoSuchAlgorithmException java.security.GeneralSecurityException]
   [java.nio.file.FileSystemException java.io.IOException]
   [java.nio.file.NoSuchFileException java.nio.file.FileSystemException]
   [java.nio.file.FileAlreadyExistsException java.nio.file.FileSystemException]
   [java.nio.file.DirectoryNotEmptyException java.nio.file.FileSystemException]
   [java.nio.file.NotDirectoryException java.nio.file.FileSystemException]
   [java.nio.file.AccessDeniedException java.nio.file.FileSystemException]
   [java.nio.file.InvalidPathException java.lang.IllegalArgumentException]
   [java.lang.IllegalThreadStateException java.lang.IllegalArgumentException]
   [java.util.concurrent.RejectedExecutionException java.lang.RuntimeException]
   [java.util.regex.PatternSyntaxException java.lang.IllegalArgumentException]
   [java.io.IOException java.lang.Exception] [java.io.FileNotFoundException java.io.IOException]
   [java.io.EOFException java.io.IOException]
   [java.io.UnsupportedEncodingException java.io.IOException]
   [java.io.UncheckedIOException java.lang.RuntimeException]
   [java.net.URISyntaxException java.lang.Exception]
   [java.net.MalformedURLException java.io.IOException]
   [java.net.UnknownHostException java.io.IOException]
   [java.net.SocketException java.io.IOException]
   [java.net.ConnectException java.net.SocketException]
   [java.net.BindException java.net.SocketException]
   [java.io.InterruptedIOException java.io.IOException]
   [java.net.SocketTimeoutException java.io.InterruptedIOException]
   [java.text.ParseException java.lang.Exception]
   [java.lang.reflect.InvocationTargetException java.lang.ReflectiveOperationException]
   [java.util.concurrent.BrokenBarrierException java.lang.Exception]
   [java.nio.charset.UnsupportedCharsetException java.lang.IllegalArgumentException]
   [java.time.zone.ZoneRulesException java.time.DateTimeException]
   [java.time.temporal.UnsupportedTemporalTypeException java.time.DateTimeException]
   [java.time.DateTimeException java.lang.RuntimeException]
   [java.time.format.DateTimeParseException java.time.DateTimeException]])

(def name-only-classes
  "Classes that have a name only: programs that import them load, and fail where they use one."
  '[java.time.ZonedDateTime java.time.OffsetDateTime java.time.OffsetTime java.time.Year
    java.time.YearMonth java.time.MonthDay java.time.temporal.TemporalAccessor
    java.time.temporal.Temporal java.time.temporal.TemporalAdjusters
    java.time.temporal.ChronoField java.time.temporal.TemporalAmount
    java.time.format.DateTimeFormatterBuilder java.time.format.FormatStyle
    java.time.format.TextStyle java.util.Currency java.util.EnumSet java.util.Formatter
    java.util.Timer java.util.TimerTask java.util.logging.Logger java.util.logging.Level
    java.util.concurrent.ForkJoinPool java.util.concurrent.ForkJoinTask
    java.util.concurrent.ConcurrentSkipListMap java.util.concurrent.DelayQueue
    java.util.concurrent.locks.ReentrantReadWriteLock java.net.HttpURLConnection
    java.net.JarURLConnection java.io.ObjectInputStream java.io.ObjectOutputStream
    java.io.NotSerializableException java.io.Console java.util.zip.GZIPInputStream
    java.util.zip.GZIPOutputStream java.util.zip.ZipFile java.util.zip.ZipEntry
    java.util.jar.JarFile java.util.jar.JarEntry java.text.Normalizer java.text.Normalizer$Form
    java.text.Collator java.text.BreakIterator java.security.SecureRandom javax.crypto.Mac
    javax.crypto.spec.SecretKeySpec java.lang.management.ManagementFactory
    java.lang.reflect.InvocationHandler java.lang.reflect.Modifier
    java.lang.annotation.Annotation java.lang.annotation.Retention
    java.lang.annotation.RetentionPolicy java.lang.annotation.Target
    java.lang.annotation.ElementType org.xml.sax.InputSource javax.xml.parsers.SAXParserFactory])
