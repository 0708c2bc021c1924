// Conditions: what the kernel raises. A primitive raises by code with up to three operands;
// the Lisp side builds the exception of the row's class with the row's message.
//
// {0}, {1}, {2} stand for operands, printed; {class 0} for the class of operand 0.
// Codes are positions from 1, in this order; they are private to one build. The host raises by
// the row `host`: class name and message are its operands. gen/lang/conditions.clj gives the rows to Lisp.

export interface Condition {
  readonly name: string;
  /** The JVM's class name, so that `catch` clauses written for the JVM match. */
  readonly type: string;
  readonly message: string;
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
    message: "Cannot do arithmetic on nil",
  },
  { name: "overflow", type: "java.lang.ArithmeticException", message: "integer overflow" },
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
    name: "unbound-var",
    type: "java.lang.IllegalStateException",
    message: "Attempting to use unbound var: {0}",
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
  },
  { name: "stack-overflow", type: "java.lang.StackOverflowError", message: "stack limit reached" },
  { name: "out-of-memory", type: "java.lang.OutOfMemoryError", message: "heap limit reached: {0}" },
  { name: "interrupted", type: "java.lang.InterruptedException", message: "interrupted" },
  {
    name: "not-finite",
    type: "java.lang.NumberFormatException",
    message: "Infinite or NaN",
  },
  {
    name: "not-bits",
    type: "java.lang.IllegalArgumentException",
    message: "bit operation not supported for: {class 0}",
  },
  {
    name: "is-nil",
    type: "java.lang.NullPointerException",
    message: "Cannot use nil here",
  },
  {
    name: "no-binding",
    type: "java.lang.IllegalStateException",
    message: "Can't change/establish root binding of: {0} with set",
  },
  {
    name: "host",
    type: "{0}",
    message: "{1}",
  },
];
