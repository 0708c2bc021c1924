// Functions of doubles by number (tables/math.ts). What WebAssembly has an instruction for is
// done here, the rest by the host.

import {
  MATH_ABS,
  MATH_CEIL,
  MATH_COPY_SIGN,
  MATH_FLOOR,
  MATH_RINT,
  MATH_ROUND,
  MATH_SQRT,
} from "../../gen/kernel/math";
import { callMath1, callMath2 } from "../host/imports";

/** Half a unit goes up, as Math.round; the result is a whole double. */
function roundHalfUp(x: f64): f64 {
  const below = floor(x);
  return x - below >= 0.5 ? below + 1 : below;
}

export function computeMath1(which: u32, x: f64): f64 {
  if (which == MATH_SQRT) return sqrt(x);
  if (which == MATH_FLOOR) return floor(x);
  if (which == MATH_CEIL) return ceil(x);
  if (which == MATH_RINT) return nearest(x);
  if (which == MATH_ROUND) return roundHalfUp(x);
  return which == MATH_ABS ? abs(x) : callMath1(which, x);
}

export function computeMath2(which: u32, x: f64, y: f64): f64 {
  return which == MATH_COPY_SIGN ? copysign(x, y) : callMath2(which, x, y);
}
