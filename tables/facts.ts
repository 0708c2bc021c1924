// What the compiler may take for granted about primitives, by their names. A name that is no
// primitive is a mistake that a test finds.
//
// Only what holds for all arguments is here: a function that a program's types can change, as
// equality and looking up, has no effect of its own, but code of the program may run in it.

const numberKinds = [
  ...["is-integer", "is-double", "is-ratio", "is-decimal", "is-bigint", "is-other-long"],
  "is-float",
];

/** No effect, and no exception either: left out where nobody uses the value. */
export const total: readonly string[] = [
  ...["is-number", "is-long", ...numberKinds],
  ...["is-map", "is-vector", "is-set", "is-list", "is-seq", "is-coll", "is-map-entry", "is-nil"],
  ...["is-string", "is-char", "is-symbol", "is-keyword", "is-fn", "is-var", "is-atom", "is-record"],
  ...["identical", "not", "vector-1", "vector-2", "vector-3", "vector-4", "map-entry"],
];

/** The value depends on the arguments alone, which are numbers: computed by the compiler. */
export const foldable: readonly string[] = [
  ...["add", "subtract", "multiply", "increment", "decrement", "negate", "quotient", "remainder"],
  ...["add-unchecked", "subtract-unchecked", "multiply-unchecked", "negate-unchecked"],
  ...["less", "less-equal", "greater", "greater-equal", "number-equal", "equal", "max", "min"],
  ...[
    "is-zero",
    "is-positive",
    "is-negative",
    "is-number",
    "is-long",
    "is-double",
    "is-nil",
    "not",
  ],
  ...["bit-and", "bit-or", "bit-xor", "bit-not", "bit-and-not", "bit-shift-left"],
  ...[
    "bit-shift-right",
    "bit-shift-right-unsigned",
    "bit-set",
    "bit-clear",
    "bit-flip",
    "bit-test",
  ],
  ...["to-double", "to-long"],
];

/** Of the type of their arguments where these are all longs, or all doubles; else numbers. */
export const arithmetic: readonly string[] = [
  ...["add", "subtract", "multiply", "increment", "decrement", "negate", "max", "min"],
  ...["add-unchecked", "subtract-unchecked", "multiply-unchecked", "negate-unchecked"],
  ...["quotient", "remainder"],
];

/** Types of values, whatever the arguments are. */
export const results: Readonly<Record<string, readonly string[]>> = {
  boolean: [
    ...["less", "less-equal", "greater", "greater-equal", "number-equal", "equal", "identical"],
    ...["not", "contains", "is-zero", "is-positive", "is-negative", "is-number", "is-long"],
    ...[...numberKinds, "is-nan", "is-infinite"],
    ...["is-map", "is-vector", "is-set", "is-list", "is-seq", "is-coll", "is-map-entry", "is-nil"],
    ...["is-string", "is-char", "is-symbol", "is-keyword", "is-fn", "is-var", "is-atom"],
    ...["is-record", "is-instance-of", "is-sequential", "bit-test"],
  ],
  long: [
    ...["count", "hash", "to-long", "to-long-unchecked", "array-length", "string-unit"],
    ...["bit-and", "bit-or", "bit-xor", "bit-not", "bit-and-not", "bit-shift-left"],
    ...["bit-shift-right", "bit-shift-right-unsigned", "bit-set", "bit-clear", "bit-flip"],
    ...["bit-count", "compare", "char-code", "identity-hash"],
  ],
  double: ["to-double", "to-float", "math", "math-2", "random", "bits-double"],
  number: ["divide", "check-number"],
  string: ["string-append", "substring", "to-string", "builder-string", "name"],
};
