// Conditions: what the kernel raises. A primitive raises by code with up to three operands;
// the Lisp side builds the exception of the row's class with the row's message.
//
// {0}, {1}, {2} stand for operands, printed; {class 0} for the name of operand 0's class and
// {simple-class 0} for its last part, {census 0} for a vector of kinds, objects and bytes by turns.
// An empty message stands for none (null).
//
// `explain` says in words what the message leaves out, for where errors are shown (lang/core/
// explain.clj): {0} is an operand, {kind 0} what kind of thing it is. Of a failed cast the words
// are found by the class that was wanted.
//
// Codes are positions from 1, in this order; they are private to one build. The host raises by
// the row `host`: class name and message are its operands.
// gen/lang/conditions.clj gives the rows to Lisp.

export interface Condition {
  readonly name: string;
  /** The JVM's class name, so that `catch` clauses written for the JVM match. */
  readonly type: string;
  readonly message: string;
  readonly explain?: string;
}

export const conditions: readonly Condition[] = [
  {
    name: "not-a-number",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class java.lang.Number",
  },
  {
    name: "number-is-nil",
    type: "java.lang.NullPointerException",
    message: 'Cannot invoke "Object.getClass()" because "x" is null',
    explain: "nil is not a number",
  },
  {
    name: "overflow",
    type: "java.lang.ArithmeticException",
    message: "long overflow",
    explain: "the result does not fit in 64 bits",
  },
  { name: "divide-by-zero", type: "java.lang.ArithmeticException", message: "Divide by zero" },
  {
    name: "arity",
    type: "clojure.lang.ArityException",
    message: "Wrong number of args ({0}) passed to: {1}",
  },
  {
    name: "not-a-function",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IFn",
  },
  {
    name: "calls-nil",
    type: "java.lang.NullPointerException",
    message: 'Cannot invoke "clojure.lang.IFn.invoke()" because the value called is null',
    explain: "nil is called like a function",
  },
  {
    name: "unbound-var",
    type: "java.lang.IllegalStateException",
    message: "Attempting to call unbound fn: {0}",
  },
  {
    name: "index-out-of-bounds",
    type: "java.lang.IndexOutOfBoundsException",
    message: "Index {0} out of bounds for length {1}",
  },
  {
    name: "wrong-class",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class {1}",
  },
  {
    name: "not-seqable",
    type: "java.lang.IllegalArgumentException",
    message: "Don't know how to create ISeq from: {class 0}",
    explain: "{0} is {kind 0}, which is no collection",
  },
  { name: "stack-overflow", type: "java.lang.StackOverflowError", message: "" },
  {
    name: "out-of-memory",
    type: "java.lang.OutOfMemoryError",
    message: "heap limit reached{census 0}",
  },
  { name: "interrupted", type: "java.lang.InterruptedException", message: "interrupted" },
  {
    name: "not-finite",
    type: "java.lang.NumberFormatException",
    message: "Infinite or NaN",
  },
  {
    name: "not-bits",
    type: "java.lang.IllegalArgumentException",
    message: "bit operation not supported for: class {class 0}",
    explain: "{0} is {kind 0}, not an integer",
  },
  {
    name: "is-nil",
    type: "java.lang.NullPointerException",
    message: "Cannot use nil here",
    explain: "nil is not allowed here",
  },
  {
    name: "no-binding",
    type: "java.lang.IllegalStateException",
    message: "Can't change/establish root binding of: {0} with set",
  },
  {
    name: "not-associative",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.Associative",
  },
  {
    name: "not-collection",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IPersistentCollection",
  },
  {
    name: "not-map",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IPersistentMap",
  },
  {
    name: "not-set",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IPersistentSet",
  },
  {
    name: "not-stack",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IPersistentStack",
  },
  {
    name: "not-vector",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IPersistentVector",
  },
  {
    name: "not-entry",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class java.util.Map$Entry",
  },
  {
    name: "not-editable",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IEditableCollection",
  },
  {
    name: "not-transient",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.ITransientCollection",
  },
  {
    name: "not-transient-associative",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.ITransientAssociative",
  },
  {
    name: "not-transient-map",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.ITransientMap",
  },
  {
    name: "not-transient-set",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.ITransientSet",
  },
  {
    name: "not-transient-vector",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.ITransientVector",
  },
  {
    name: "not-reversible",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.Reversible",
  },
  {
    name: "not-chunked",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IChunkedSeq",
  },
  {
    name: "no-metadata",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IObj",
  },
  {
    name: "not-comparable",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class java.lang.Comparable",
  },
  {
    name: "not-array",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class [Ljava.lang.Object;",
  },
  {
    name: "not-string",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class java.lang.String",
  },
  {
    name: "not-character",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class java.lang.Character",
  },
  {
    name: "not-boolean",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class java.lang.Boolean",
  },
  {
    name: "not-keyword",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.Keyword",
  },
  {
    name: "not-symbol",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.Symbol",
  },
  {
    name: "not-reduced",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.Reduced",
  },
  {
    name: "not-chunk",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.IChunk",
  },
  {
    name: "not-chunk-buffer",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.ChunkBuffer",
  },
  {
    name: "not-lazy-seq",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.LazySeq",
  },
  {
    name: "no-index",
    type: "java.lang.IndexOutOfBoundsException",
    message: "",
  },
  {
    name: "string-index",
    type: "java.lang.StringIndexOutOfBoundsException",
    message: "String index out of range: {0}",
  },
  {
    name: "array-index",
    type: "java.lang.ArrayIndexOutOfBoundsException",
    message: "Index {0} out of bounds for length {1}",
  },
  {
    name: "pop-empty-vector",
    type: "java.lang.IllegalStateException",
    message: "Can't pop empty vector",
  },
  {
    name: "pop-empty-list",
    type: "java.lang.IllegalStateException",
    message: "Can't pop empty list",
  },
  {
    name: "nth-unsupported",
    type: "java.lang.UnsupportedOperationException",
    message: "nth not supported on this type: {simple-class 0}",
    explain: "{0} is {kind 0}, which has no elements by index",
  },
  {
    name: "count-unsupported",
    type: "java.lang.UnsupportedOperationException",
    message: "count not supported on this type: {simple-class 0}",
    explain: "{0} is {kind 0}, which has nothing to count",
  },
  {
    name: "contains-unsupported",
    type: "java.lang.IllegalArgumentException",
    message: "contains? not supported on type: {class 0}",
    explain: "{0} is {kind 0}, which has no keys",
  },
  {
    name: "find-unsupported",
    type: "java.lang.IllegalArgumentException",
    message: "find not supported on type: {class 0}",
    explain: "{0} is {kind 0}, which has no entries",
  },
  {
    name: "not-pair",
    type: "java.lang.IllegalArgumentException",
    message: "Vector arg to map conj must be a pair",
    explain: "a map takes entries [key value] and other maps",
  },
  {
    name: "not-integer-key",
    type: "java.lang.IllegalArgumentException",
    message: "Key must be integer",
    explain: "the elements of a vector have integers as keys",
  },
  {
    name: "no-value",
    type: "java.lang.IllegalArgumentException",
    message: "No value supplied for key: {0}",
  },
  {
    name: "not-convertible",
    type: "java.lang.RuntimeException",
    message: "Unable to convert: class {class 0} to Object[]",
    explain: "{0} is {kind 0}, which is no collection",
  },
  {
    name: "negative-size",
    type: "java.lang.NegativeArraySizeException",
    message: "{0}",
  },
  {
    name: "used-transient",
    type: "java.lang.IllegalAccessError",
    message: "Transient used after persistent! call",
    explain: "a transient is of no use after persistent!, nor is what it was before a change",
  },
  {
    name: "string-range",
    type: "java.lang.StringIndexOutOfBoundsException",
    message: "begin {0}, end {1}, length {2}",
  },
  {
    name: "char-range",
    type: "java.lang.IllegalArgumentException",
    message: "Value out of range for char: {0}",
  },
  {
    name: "not-named",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class clojure.lang.Named",
  },
  {
    name: "long-range",
    type: "java.lang.IllegalArgumentException",
    message: "Value out of range for long: {0}",
  },
  {
    name: "non-terminating",
    type: "java.lang.ArithmeticException",
    message: "Non-terminating decimal expansion; no exact representable decimal result.",
  },
  {
    name: "not-decimal-text",
    type: "java.lang.NumberFormatException",
    message:
      "Character {0} is neither a decimal digit number, decimal point, " +
      'nor "e" notation exponential mark.',
  },
  {
    name: "rounding",
    type: "java.lang.ArithmeticException",
    message: "Rounding necessary",
  },
  {
    name: "float-range",
    type: "java.lang.IllegalArgumentException",
    message: "Value out of range for float: {0}",
  },
  {
    name: "throws-nil",
    type: "java.lang.NullPointerException",
    message: 'Cannot throw exception because "null" is null',
  },
  {
    name: "not-throwable",
    type: "java.lang.ClassCastException",
    message: "class {class 0} cannot be cast to class java.lang.Throwable",
  },
  {
    name: "host",
    type: "{0}",
    message: "{1}",
  },
  {
    name: "mailbox-full",
    type: "java.lang.IllegalStateException",
    message: "Mailbox of {0} is full",
  },
  {
    name: "transient-escapes",
    type: "java.lang.IllegalArgumentException",
    message: "A transient cannot be given to another actor: {class 0}",
  },
  {
    name: "exit",
    type: "genera.actors.Exit",
    message: "exit: {0}",
  },
  {
    name: "byte-range",
    type: "java.lang.IllegalArgumentException",
    message: "Value out of range for byte: {0}",
  },
  {
    name: "no-transaction",
    type: "java.lang.IllegalStateException",
    message: "No transaction running",
  },
  {
    name: "set-after-commute",
    type: "java.lang.IllegalStateException",
    message: "Can't set after commute",
  },
  {
    name: "receive-in-transaction",
    type: "java.lang.IllegalStateException",
    message:
      "receive in a transaction, which may run several times: receive before it, " +
      "or wait for both with the clause (tx [v expr] ...) of receive",
  },
  {
    name: "spawn-in-transaction",
    type: "java.lang.IllegalStateException",
    message:
      "spawn in a transaction, which may run several times: start the actor before or after it, " +
      "or send to an agent, which waits for the commit",
  },
  {
    name: "applies-nil",
    type: "java.lang.NullPointerException",
    message: 'Cannot invoke "clojure.lang.IFn.applyTo(clojure.lang.ISeq)" because "f" is null',
    explain: "nil is called like a function",
  },
  {
    name: "cast-of-nil",
    type: "java.lang.NullPointerException",
    message: 'Cannot invoke "java.lang.Number.doubleValue()" because "x" is null',
    explain: "nil is not a number",
  },
];
