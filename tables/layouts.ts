// Object layouts: one row per kind of heap object, in the order of their kind numbers.
//
// From a row follow the kernel's kind constant, field offsets, accessors, initializer, size and
// scan functions, the heap verifier, the image reader and writer, the inspector's fields and the
// page docs/layouts.md. Fields are 8 bytes each, in order, after the 8-byte header.
//
// Field kinds: `value` is traced and immutable (no setter exists); `cell` is traced and mutable
// (its setter is the write barrier); raw64 is not traced. A tail repeats one kind: its length is
// the raw64 field named `by`. The tail of kind trie is a hash map node's: 4-byte addresses of its
// children, made even by a 0, then keys and values; how many, two 32-bit maps in `by` say.
// Invariant, checked by the table test: a row with a `cell` says where it is born.

import { stmLayouts } from "./layouts_stm";

export type FieldKind = "value" | "cell" | "raw64";
export type TailKind = "value" | "cell" | "bytes" | "wide" | "trie";

export interface Layout {
  readonly name: string;
  readonly fields: readonly (readonly [string, FieldKind])[];
  readonly tail?: { readonly kind: TailKind; readonly by: string };
  /** Where objects with cells are born: in the shared heap, or in their actor's nursery. */
  readonly born?: "shared" | "local";
  /** Never moved by a defragmentation. */
  readonly pinned?: true;
  /** The class that `class` answers, by its JVM name. */
  readonly type?: string;
  readonly doc: string;
}

const META = ["meta", "value"] as const;

export const layouts: readonly Layout[] = [
  { name: "nil", fields: [], doc: "The one nil, at its fixed address." },
  {
    name: "boolean",
    fields: [],
    type: "java.lang.Boolean",
    doc: "false and true, at their fixed addresses.",
  },
  {
    name: "character",
    fields: [],
    type: "java.lang.Character",
    doc: "The one character object; the code point is in the high half of the word.",
  },
  { name: "sentinel", fields: [], doc: "The word a primitive answers when it has an outcome." },
  {
    name: "long",
    fields: [["number", "raw64"]],
    type: "java.lang.Long",
    doc: "An integer of 64 bits that does not fit a fixnum.",
  },
  {
    name: "double",
    fields: [["number", "raw64"]],
    type: "java.lang.Double",
    doc: "A double outside the range of flonums.",
  },
  {
    name: "bigint",
    fields: [
      ["sign", "raw64"],
      ["bytes", "raw64"],
    ],
    tail: { kind: "bytes", by: "bytes" },
    type: "clojure.lang.BigInt",
    doc: "Sign (-1, 0, 1) and magnitude: 32-bit limbs, least significant first.",
  },
  {
    name: "ratio",
    fields: [
      ["numerator", "value"],
      ["denominator", "value"],
    ],
    type: "clojure.lang.Ratio",
    doc: "A fraction in lowest terms, denominator above 1; both are bigints.",
  },
  {
    name: "decimal",
    fields: [
      ["unscaled", "value"],
      ["scale", "value"],
    ],
    type: "java.math.BigDecimal",
    doc: "unscaled * 10^-scale.",
  },
  {
    name: "string",
    fields: [["bytes", "raw64"]],
    tail: { kind: "bytes", by: "bytes" },
    type: "java.lang.String",
    doc: "A compact string whose characters are all below U+0100, one byte each.",
  },
  {
    name: "wide-string",
    fields: [["units", "raw64"]],
    tail: { kind: "wide", by: "units" },
    type: "java.lang.String",
    doc: "A string of UTF-16 units, at least one of them above U+00FF.",
  },
  {
    name: "symbol",
    fields: [["namespace", "value"], ["name", "value"], META],
    type: "clojure.lang.Symbol",
    doc: "A symbol; namespace is a string or nil.",
  },
  {
    name: "keyword",
    fields: [
      ["namespace", "value"],
      ["name", "value"],
    ],
    type: "clojure.lang.Keyword",
    doc: "A keyword, interned: equal keywords are one object.",
  },
  {
    name: "list",
    fields: [["first", "value"], ["rest", "value"], ["count", "value"], META],
    type: "clojure.lang.PersistentList",
    doc: "A list cell that knows its count; tag 1.",
  },
  {
    name: "empty-list",
    fields: [META],
    type: "clojure.lang.PersistentList$EmptyList",
    doc: "The empty list.",
  },
  {
    name: "cons",
    fields: [["first", "value"], ["rest", "value"], META],
    type: "clojure.lang.Cons",
    doc: "A cell in front of any sequence; tag 1.",
  },
  {
    name: "lazy-seq",
    fields: [["state", "cell"], ["content", "cell"], META],
    born: "local",
    type: "clojure.lang.LazySeq",
    doc: "A wait cell: state is empty, the pid that runs it, or done; content is fn, then value.",
  },
  {
    name: "chunked-cons",
    fields: [["chunk", "value"], ["offset", "value"], ["end", "value"], ["rest", "value"], META],
    type: "clojure.lang.ChunkedCons",
    doc: "A run of an array followed by a sequence.",
  },
  {
    name: "array",
    fields: [["count", "raw64"]],
    tail: { kind: "cell", by: "count" },
    born: "local",
    type: "[Ljava.lang.Object;",
    doc: "A mutable array of values.",
  },
  {
    name: "node",
    fields: [["count", "raw64"]],
    tail: { kind: "value", by: "count" },
    doc: "An immutable run of values: vector nodes and tails, constants, array map entries.",
  },
  {
    name: "vector",
    fields: [["count", "raw64"], ["shift", "raw64"], ["root", "value"], ["tail", "value"], META],
    type: "clojure.lang.PersistentVector",
    doc: "A 32-way tree of nodes and a tail node.",
  },
  {
    name: "map-entry",
    fields: [
      ["key", "value"],
      ["val", "value"],
    ],
    type: "clojure.lang.MapEntry",
    doc: "A key and its value; a vector of two.",
  },
  {
    name: "array-map",
    fields: [["entries", "value"], META],
    type: "clojure.lang.PersistentArrayMap",
    doc: "Up to 8 entries in insertion order: a node of keys and values by turns.",
  },
  {
    name: "hash-map",
    fields: [["count", "raw64"], ["root", "value"], ["nil-entry", "value"], META],
    type: "clojure.lang.PersistentHashMap",
    doc: "A 5-bit hash trie; nil-entry is the entry whose key is nil, or nil.",
  },
  {
    name: "hash-node",
    fields: [["maps", "raw64"]],
    tail: { kind: "trie", by: "maps" },
    doc: "Bits of entries and, in the high half, of children; the tail holds children, then pairs.",
  },
  {
    name: "collision-node",
    fields: [
      ["hash", "raw64"],
      ["count", "raw64"],
    ],
    tail: { kind: "value", by: "count" },
    doc: "Key/value pairs of one full hash, in the order they came.",
  },
  {
    name: "hash-set",
    fields: [["map", "value"], META],
    type: "clojure.lang.PersistentHashSet",
    doc: "A set over a map from each element to itself.",
  },
  {
    name: "template",
    fields: [
      ["name", "value"],
      ["rest", "value"],
      ["required", "raw64"],
      ["type", "cell"],
      ["count", "raw64"],
    ],
    tail: { kind: "value", by: "count" },
    born: "shared",
    pinned: true,
    doc: "What closures of one fn form share: code by argument count; their class, once asked.",
  },
  {
    name: "function",
    fields: [["template", "value"], META, ["count", "raw64"]],
    tail: { kind: "value", by: "count" },
    type: "clojure.lang.AFunction",
    doc: "A closure: its template and the values it closed over.",
  },
  {
    name: "code",
    fields: [
      ["name", "value"],
      ["constants", "value"],
      ["lines", "value"],
      ["liveness", "value"],
      ["handlers", "value"],
      ["source", "value"],
      ["shape", "raw64"],
      ["primitive", "raw64"],
      ["feedback", "raw64"],
      ["bytes", "raw64"],
    ],
    tail: { kind: "bytes", by: "bytes" },
    born: "shared",
    pinned: true,
    doc: "Bytecode of one arity; shape packs parameters, locals, stack bytes; source is its file.",
  },
  {
    name: "var",
    fields: [
      ["root", "cell"],
      ["namespace", "value"],
      ["name", "value"],
      ["meta", "cell"],
      ["watches", "cell"],
      ["validator", "cell"],
    ],
    born: "shared",
    pinned: true,
    type: "clojure.lang.Var",
    doc: "A var; root is its link cell.",
  },
  {
    name: "atom",
    fields: [
      ["value", "cell"],
      ["meta", "cell"],
      ["watches", "cell"],
      ["validator", "cell"],
    ],
    born: "shared",
    type: "clojure.lang.Atom",
    doc: "An atom.",
  },
  {
    name: "volatile",
    fields: [["value", "cell"]],
    born: "local",
    type: "clojure.lang.Volatile",
    doc: "A volatile.",
  },
  {
    name: "delay",
    fields: [
      ["state", "cell"],
      ["content", "cell"],
    ],
    born: "local",
    type: "clojure.lang.Delay",
    doc: "A wait cell, as lazy-seq.",
  },
  {
    name: "type",
    fields: [
      ["id", "raw64"],
      ["name", "value"],
      ["supers", "cell"],
      ["fields", "cell"],
      ["methods", "cell"],
      ["info", "cell"],
    ],
    born: "shared",
    pinned: true,
    type: "java.lang.Class",
    doc: "A class: of a deftype, a record, an exception or a built-in kind.",
  },
  {
    name: "instance",
    fields: [
      ["type", "value"],
      ["count", "raw64"],
    ],
    tail: { kind: "value", by: "count" },
    doc: "An instance of a deftype without mutable fields, or of a reify.",
  },
  {
    name: "mutable-instance",
    fields: [
      ["type", "value"],
      ["count", "raw64"],
    ],
    tail: { kind: "cell", by: "count" },
    born: "local",
    doc: "An instance of a deftype with mutable fields.",
  },
  {
    name: "record",
    fields: [["type", "value"], META, ["extra", "value"], ["count", "raw64"]],
    tail: { kind: "value", by: "count" },
    doc: "A record; extra is a map of the keys that are not fields, or nil.",
  },
  {
    name: "throwable",
    fields: [
      ["type", "value"],
      ["message", "value"],
      ["cause", "cell"],
      ["data", "value"],
      ["trace", "cell"],
      ["suppressed", "cell"],
    ],
    born: "local",
    doc: "An exception; trace is filled in when it is thrown first; suppressed is a vector or nil.",
  },
  {
    name: "pid",
    fields: [
      ["index", "raw64"],
      ["generation", "raw64"],
    ],
    type: "genera.actors.Pid",
    doc: "The name of an actor: its place in the table and the generation of that place.",
  },
  {
    name: "longs",
    fields: [["bytes", "raw64"]],
    tail: { kind: "bytes", by: "bytes" },
    born: "local",
    type: "[J",
    doc: "A mutable array of 64-bit integers.",
  },
  {
    name: "doubles",
    fields: [["bytes", "raw64"]],
    tail: { kind: "bytes", by: "bytes" },
    born: "local",
    type: "[D",
    doc: "A mutable array of doubles.",
  },
  {
    name: "reduced",
    fields: [["content", "value"]],
    type: "clojure.lang.Reduced",
    doc: "A value that ends a reduction.",
  },
  {
    name: "namespace",
    fields: [
      ["name", "value"],
      ["mappings", "cell"],
      ["aliases", "cell"],
      ["meta", "cell"],
    ],
    born: "shared",
    type: "clojure.lang.Namespace",
    doc: "A namespace: mappings from symbols to vars and types, aliases to namespaces.",
  },
  {
    name: "string-builder",
    fields: [
      ["buffer", "cell"],
      ["length", "cell"],
    ],
    born: "local",
    type: "java.lang.StringBuilder",
    doc: "Text that grows: a string with room at its end, and the units in use.",
  },
  {
    name: "chunk",
    fields: [
      ["elements", "value"],
      ["offset", "raw64"],
      ["end", "raw64"],
    ],
    type: "clojure.lang.ArrayChunk",
    doc: "A run of a node.",
  },
  {
    name: "chunk-buffer",
    fields: [
      ["elements", "cell"],
      ["count", "cell"],
    ],
    born: "local",
    type: "clojure.lang.ChunkBuffer",
    doc: "A chunk being filled: an array and the elements in use.",
  },
  {
    name: "vector-seq",
    fields: [["vector", "value"], ["leaf", "value"], ["index", "raw64"], META],
    type: "clojure.lang.PersistentVector$ChunkedSeq",
    doc: "A vector from an index on; leaf holds the element at the index.",
  },
  {
    name: "vector-rseq",
    fields: [["vector", "value"], ["index", "raw64"], META],
    type: "clojure.lang.APersistentVector$RSeq",
    doc: "A vector from an index backwards.",
  },
  {
    name: "array-map-seq",
    fields: [["entries", "value"], ["index", "raw64"], META],
    type: "clojure.lang.PersistentArrayMap$Seq",
    doc: "Entries of an array map from an index into its node on.",
  },
  {
    name: "hash-map-seq",
    fields: [
      ["entry", "value"],
      ["node", "value"],
      ["position", "raw64"],
      ["parent", "value"],
      META,
    ],
    type: "clojure.lang.PersistentHashMap$NodeSeq",
    doc: "Entries of a trie: the entry here, the place in its node, the seq to go on with after.",
  },
  {
    name: "key-seq",
    fields: [["entries", "value"], ["part", "raw64"], META],
    type: "clojure.lang.APersistentMap$KeySeq",
    doc: "Keys (part 0) or values (part 1) of a sequence of entries; also the elements of a set.",
  },
  {
    name: "string-seq",
    fields: [["string", "value"], ["index", "raw64"], META],
    type: "clojure.lang.StringSeq",
    doc: "Characters of a string from an index on.",
  },
  {
    name: "array-seq",
    fields: [["array", "value"], ["index", "raw64"], META],
    type: "clojure.lang.ArraySeq",
    doc: "Elements of an array of any kind from an index on.",
  },
  {
    name: "range",
    fields: [["start", "value"], ["step", "value"], ["count", "raw64"], META],
    type: "clojure.lang.LongRange",
    doc: "A sequence of longs, at least one.",
  },
  {
    name: "subvec",
    fields: [["vector", "value"], ["start", "raw64"], ["end", "raw64"], META],
    type: "clojure.lang.APersistentVector$SubVector",
    doc: "A vector between two indexes.",
  },
  {
    name: "transient-vector",
    fields: [
      ["count", "cell"],
      ["shift", "cell"],
      ["root", "cell"],
      ["tail", "cell"],
      ["stamp", "cell"],
    ],
    born: "local",
    type: "clojure.lang.PersistentVector$TransientVector",
    doc: "A vector being built; nodes with its stamp are its own. stamp is nil once used up.",
  },
  {
    name: "transient-array-map",
    fields: [
      ["entries", "cell"],
      ["count", "cell"],
      ["stamp", "cell"],
    ],
    born: "local",
    type: "clojure.lang.PersistentArrayMap$TransientArrayMap",
    doc: "A small map being built.",
  },
  {
    name: "transient-hash-map",
    fields: [
      ["count", "cell"],
      ["root", "cell"],
      ["nil-entry", "cell"],
      ["stamp", "cell"],
    ],
    born: "local",
    type: "clojure.lang.PersistentHashMap$TransientHashMap",
    doc: "A hash map being built; nodes with its stamp are its own.",
  },
  {
    name: "transient-set",
    fields: [["map", "cell"]],
    born: "local",
    type: "clojure.lang.PersistentHashSet$TransientHashSet",
    doc: "A set being built, over a transient map.",
  },
  {
    name: "pattern",
    fields: [
      ["source", "value"],
      ["flags", "value"],
    ],
    type: "java.util.regex.Pattern",
    doc: "A regular expression in Java's syntax; flags are Pattern's bits.",
  },
  {
    name: "mail",
    fields: [
      ["message", "value"],
      ["next", "cell"],
      ["generation", "raw64"],
    ],
    born: "shared",
    doc: "A message in a mailbox, the mail after it, and the generation of the actor it is for.",
  },
  {
    name: "reference",
    fields: [
      ["number", "raw64"],
      ["index", "raw64"],
      ["generation", "raw64"],
      ["timer", "value"],
    ],
    type: "genera.actors.Ref",
    doc: "A number no other ref has, the pid of its maker, and its timer or nil.",
  },
  {
    name: "signal",
    fields: [
      ["message", "value"],
      ["next", "cell"],
      ["generation", "raw64"],
      ["sender", "value"],
      ["ref", "value"],
      ["type", "raw64"],
    ],
    born: "shared",
    doc: "What an actor's runtime acts on; it travels as a mail does, and begins like one.",
  },
  {
    name: "timer",
    fields: [
      ["target", "value"],
      ["message", "cell"],
      ["deadline", "raw64"],
      ["place", "raw64"],
    ],
    born: "shared",
    doc: "A message to be sent: when (the bits of a double), place in the heap of timers + 1 or 0.",
  },
  {
    name: "port",
    fields: [["number", "raw64"]],
    type: "genera.actors.Port",
    doc: "The name of a port of the host: a number that no other one of the process has.",
  },
  {
    name: "buffer",
    fields: [["bytes", "raw64"]],
    tail: { kind: "bytes", by: "bytes" },
    doc: "Bytes that binaries are parts of; once a binary names them nothing changes them.",
  },
  {
    name: "binary",
    fields: [
      ["buffer", "value"],
      ["start", "raw64"],
      ["count", "raw64"],
    ],
    type: "genera.binary.Binary",
    doc: "An immutable sequence of bytes: part of a buffer, which others may be parts of, too.",
  },
  ...stmLayouts,
];
