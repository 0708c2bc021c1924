// Primitives of arithmetic (tables/primitives/number.ts): each hands its words to kernel/number.

import {
  add,
  addPromoting,
  addUnchecked,
  decrement,
  divide,
  increment,
  multiply,
  multiplyPromoting,
  multiplyUnchecked,
  negate,
  negatePromoting,
  negateUnchecked,
  quotient,
  remainder,
  subtract,
  subtractPromoting,
  subtractUnchecked,
} from "../number/arithmetic";
import {
  isEquivalent,
  isGreater,
  isGreaterOrEqual,
  isLess,
  isLessOrEqual,
  maximum,
  minimum,
} from "../number/compare";
import { Value } from "../value/value";

export function primAdd(x: Value, y: Value): Value {
  return add(x, y);
}

export function primSubtract(x: Value, y: Value): Value {
  return subtract(x, y);
}

export function primMultiply(x: Value, y: Value): Value {
  return multiply(x, y);
}

export function primLess(x: Value, y: Value): Value {
  return isLess(x, y);
}

export function primLessEqual(x: Value, y: Value): Value {
  return isLessOrEqual(x, y);
}

export function primGreater(x: Value, y: Value): Value {
  return isGreater(x, y);
}

export function primGreaterEqual(x: Value, y: Value): Value {
  return isGreaterOrEqual(x, y);
}

export function primNumberEqual(x: Value, y: Value): Value {
  return isEquivalent(x, y);
}

export function primIncrement(x: Value): Value {
  return increment(x);
}

export function primDecrement(x: Value): Value {
  return decrement(x);
}

export function primDivide(x: Value, y: Value): Value {
  return divide(x, y);
}

export function primQuotient(x: Value, y: Value): Value {
  return quotient(x, y);
}

export function primRemainder(x: Value, y: Value): Value {
  return remainder(x, y);
}

export function primAddExact(x: Value, y: Value): Value {
  return addPromoting(x, y);
}

export function primSubtractExact(x: Value, y: Value): Value {
  return subtractPromoting(x, y);
}

export function primMultiplyExact(x: Value, y: Value): Value {
  return multiplyPromoting(x, y);
}

export function primAddUnchecked(x: Value, y: Value): Value {
  return addUnchecked(x, y);
}

export function primSubtractUnchecked(x: Value, y: Value): Value {
  return subtractUnchecked(x, y);
}

export function primMultiplyUnchecked(x: Value, y: Value): Value {
  return multiplyUnchecked(x, y);
}

export function primMax(x: Value, y: Value): Value {
  return maximum(x, y);
}

export function primMin(x: Value, y: Value): Value {
  return minimum(x, y);
}

export function primNegate(x: Value): Value {
  return negate(x);
}

export function primNegateExact(x: Value): Value {
  return negatePromoting(x);
}

export function primNegateUnchecked(x: Value): Value {
  return negateUnchecked(x);
}
