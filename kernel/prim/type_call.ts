// Primitives that call (tables/primitives/type.ts). The call itself is the interpreter's: the
// primitive's operands are a function and a sequence, as kernel/vm/spread wants them.

import { spread } from "../context";
import { Value } from "../value/value";

export function primApply(f: Value, sequence: Value): Value {
  return spread();
}
