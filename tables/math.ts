// The functions of doubles behind the primitives math and math-2. Their numbers are their
// positions; from the lists follow the kernel's constants MATH_*, the order in which host/imports
// provides what WebAssembly has no instruction for, and the list in docs/primitives.md.

/** Functions of one double: (prim/math NUMBER x). */
export const math1 = [
  "sin",
  "cos",
  "tan",
  "asin",
  "acos",
  "atan",
  "sinh",
  "cosh",
  "tanh",
  "exp",
  "expm1",
  "log",
  "log10",
  "log1p",
  "sqrt",
  "cbrt",
  "floor",
  "ceil",
  "rint",
  "round",
  "signum",
  "abs",
  "to-radians",
  "to-degrees",
  "next-up",
  "next-down",
  "ulp",
  "get-exponent",
] as const;

/** Functions of two doubles: (prim/math-2 NUMBER x y). */
export const math2 = [
  "pow",
  "atan2",
  "hypot",
  "ieee-remainder",
  "copy-sign",
  "next-after",
  "scalb",
] as const;
