// Primitives on code objects, for the compiler in Lisp: numbers 700-729. Tables of bytes travel as
// strings of Latin-1 characters (kernel/vm/code.ts says what they hold). The constants of code are
// a vector; code-parts shows the nodes among them as vectors.

import { area } from "./row";

export const code = area("code", 700, [
  [0, "make-node", 1, "A node of the elements of a vector: what a switch looks up."],
  [
    1,
    "make-code",
    1,
    "Code of the parts of code-parts; problem + 16 * pc where the verifier refuses it.",
  ],
  [2, "make-template", 4, "A template: name, variadic code or nil, required, codes by arguments."],
  [3, "make-function", 1, "The function of a template that closes over nothing."],
  [4, "fn-template", 1, "The template of a function."],
  [5, "template-codes", 1, "A vector [name, variadic code or nil, required, code by arguments …]."],
  [
    6,
    "code-parts",
    1,
    "[name constants lines liveness handlers source bytes parameters locals operands primitive+1].",
  ],
  [
    7,
    "fn-primitive",
    2,
    "Number of the primitive that f with n arguments only calls, or nil; nil for what is no fn.",
  ],
]);
