// Primitives on numbers (tables/primitives/number.ts): each hands its words to kernel/number.

import { add, decrement, increment, multiply, subtract } from "../number/arithmetic";
import {
  isEquivalent,
  isGreater,
  isGreaterOrEqual,
  isLess,
  isLessOrEqual,
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
