// Elementary functions of doubles, rounded to the nearest double. The engine's own are one bit off
// in a result out of ten or thirty, the JVM's almost never, and a program that prints what it
// computed shows the difference. A value is worked out as a sum of two doubles, some 100 bits: the
// engine's answer, where there is one, is mended by what it misses.
//
// The JVM takes hypot and cbrt from formulas of its own, which are followed here.
//
// Such sums (Dekker 1971; Knuth, TAOCP 4.2.2) are returned as their high part, with the low one
// left in `kept`: no object is made. Where numbers leave the range in which the products are exact,
// the engine's own function answers.

/** The low part of the sum that was returned last: an array, as it keeps its number unboxed. */
const kept = new Float64Array(1);
const low = (): number => kept[0] as number;

const SPLITTER = 2 ** 27 + 1;

/** a + b, |a| >= |b|, with its rounding error. */
function addOrdered(a: number, b: number): number {
  const sum = a + b;
  kept[0] = b - (sum - a);
  return sum;
}

/** a + b with its rounding error. */
function addExact(a: number, b: number): number {
  const sum = a + b;
  const part = sum - a;
  kept[0] = a - (sum - part) + (b - part);
  return sum;
}

/** a * b with its rounding error. */
function multiplyExact(a: number, b: number): number {
  const product = a * b;
  const aSplit = SPLITTER * a;
  const aHigh = aSplit - (aSplit - a);
  const aLow = a - aHigh;
  const bSplit = SPLITTER * b;
  const bHigh = bSplit - (bSplit - b);
  const bLow = b - bHigh;
  kept[0] = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  return product;
}

function add(a: number, aLow: number, b: number, bLow: number): number {
  const sum = addExact(a, b);
  return addOrdered(sum, low() + (aLow + bLow));
}

function multiply(a: number, aLow: number, b: number, bLow: number): number {
  const product = multiplyExact(a, b);
  return addOrdered(product, low() + (a * bLow + aLow * b));
}

function divide(a: number, aLow: number, b: number, bLow: number): number {
  const quotient = a / b;
  const product = multiply(b, bLow, quotient, 0);
  const rest = add(a, aLow, -product, -low());
  return addOrdered(quotient, rest / b);
}

/** c0 + z (c1 + z (c2 + …)) for pairs of doubles c and the tail that stands behind the last. */
function polynomial(pairs: readonly number[], tail: number, z: number, zLow: number): number {
  let sum = tail;
  kept[0] = 0;
  for (let i = pairs.length - 2; i >= 0; i -= 2) {
    sum = multiply(sum, low(), z, zLow);
    sum = add(pairs[i] as number, pairs[i + 1] as number, sum, low());
  }
  return sum;
}

/** Its terms in plain doubles, whose errors are too small to be seen. */
function tailOf(coefficients: readonly number[], z: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = (coefficients[i] as number) + z * sum;
  return sum;
}

const factorials: number[] = [1];
for (let n = 1; n <= 22; n++) factorials.push((factorials[n - 1] as number) * n);

/** 1 / n! as a pair. */
function inverse(n: number): [number, number] {
  const high = divide(1, 0, factorials[n] as number, 0);
  return [high, low()];
}

const from = (first: number, last: number, step: number) =>
  Array.from({ length: (last - first) / step + 1 }, (_, i) => first + i * step);

/** The signs of the series of sine and cosine alternate. */
const alternating = (n: number) => (n % 4 < 2 ? 1 : -1);

const expPairs = from(0, 6, 1).flatMap(inverse);
const expTail = from(7, 15, 1).map((n) => 1 / (factorials[n] as number));
const sinPairs = from(1, 9, 2).flatMap((n) => inverse(n).map((part) => part * alternating(n)));
const sinTail = from(11, 21, 2).map((n) => alternating(n) / (factorials[n] as number));
const cosPairs = from(0, 8, 2).flatMap((n) => inverse(n).map((part) => part * alternating(n)));
const cosTail = from(10, 22, 2).map((n) => alternating(n) / (factorials[n] as number));

/** The logarithm of 2 in parts, the first of which times any exponent is exact. */
const LN2_HIGH = 0.6931471805592082;
const LN2_MIDDLE = 7.371002565161996e-13;
const LN2_LOW = 5.8029889835956905e-25;

let exponent = 0;

/** e to the power x + xLow, |x| < 746, divided by 2 to the power that is left in `exponent`. */
function expPair(x: number, xLow: number): number {
  exponent = Math.round(x * Math.LOG2E);
  let rest = addExact(x, -exponent * LN2_HIGH);
  rest = add(rest, low(), xLow, 0);
  const restLow = low();
  const middle = multiplyExact(-exponent, LN2_MIDDLE);
  rest = add(rest, restLow, middle, low() - exponent * LN2_LOW);
  const lower = low();
  return polynomial(expPairs, tailOf(expTail, rest), rest, lower);
}

/** The double at hand and the two words of its bits; all hosts have the upper one last. */
const bits = new Float64Array(1);
const words = new Int32Array(bits.buffer);

/** 2 to the power n, -1022 <= n <= 1023. */
function powerOfTwo(n: number): number {
  words[0] = 0;
  words[1] = (n + 1023) << 20;
  return bits[0] as number;
}

/** x times 2 to the power n, |n| <= 2000, in steps that stay in range. */
function scale(x: number, n: number): number {
  const half = n >> 1;
  return x * powerOfTwo(half) * powerOfTwo(n - half);
}

/** The natural logarithm of x, positive and finite: the engine's, and what it misses. */
function logPair(x: number): number {
  const guess = Math.log(x);
  const power = expPair(-guess, 0);
  const powerLow = low();
  const scaled = scale(x, exponent);
  const product = multiply(scaled, 0, power, powerLow);
  const missing = add(product, low(), -1, 0) + low();
  return addOrdered(guess, missing - (missing * missing) / 2);
}

export function exp(x: number): number {
  if (!(Math.abs(x) < 708)) return Math.exp(x);
  const power = expPair(x, 0);
  return scale(power, exponent);
}

export function log(x: number): number {
  return x > 1e-300 && x < 1e300 ? logPair(x) : Math.log(x);
}

/** The inverse of the logarithm of 10. */
const LOG10E_HIGH = Math.LOG10E;
const LOG10E_LOW = 1.098319650216765e-17;

export function log10(x: number): number {
  if (!(x > 1e-300 && x < 1e300)) return Math.log10(x);
  const natural = logPair(x);
  return multiply(natural, low(), LOG10E_HIGH, LOG10E_LOW);
}

/** x to a whole power up to 64, by products of pairs, which are exact as long as they fit. */
function wholePower(x: number, n: number): number {
  let result = 1;
  let resultLow = 0;
  let square = x;
  let squareLow = 0;
  for (let left = Math.abs(n); left > 0; left >>= 1) {
    if (left & 1) {
      result = multiply(result, resultLow, square, squareLow);
      resultLow = low();
    }
    square = multiply(square, squareLow, square, squareLow);
    squareLow = low();
  }
  return n < 0 ? divide(1, 0, result, resultLow) : result;
}

export function pow(x: number, y: number): number {
  const guess = x ** y;
  const size = Math.abs(guess);
  // What is no number, too great or small for exact products, or settled by a rule.
  if (!(size > 1e-290 && size < 1e290) || size === 1 || y === 1) return guess;
  if (Number.isInteger(y) && Math.abs(y) <= 64) return wholePower(x, y);
  const magnitude = Math.abs(x);
  if (!(magnitude > 1e-290 && magnitude < 1e290)) return guess;
  const natural = logPair(magnitude);
  const product = multiply(natural, low(), y, 0);
  const power = expPair(product, low());
  const result = scale(power, exponent);
  return guess < 0 ? -result : result;
}

/** Half of pi in parts, the first two of which times a quadrant are exact. */
const HALF_PI_HIGH = 1.5707963267341256;
const HALF_PI_MIDDLE = 6.077100506303966e-11;
const HALF_PI_LOW = 2.0222662487111665e-21;
const HALF_PI_LOWEST = 8.4784276603689e-32;

/** Beyond it the quadrant times a part of pi is not exact any more. */
const MOST_RADIANS = 1e6;

let quadrant = 0;

/** The distance of an angle from the nearest quarter turn, whose number is left in `quadrant`. */
function reduceAngle(x: number): number {
  quadrant = Math.round(x * (2 / Math.PI));
  let rest = addExact(x, -quadrant * HALF_PI_HIGH);
  rest = add(rest, low(), -quadrant * HALF_PI_MIDDLE, 0);
  const restLow = low();
  const lower = multiplyExact(-quadrant, HALF_PI_LOW);
  rest = add(rest, restLow, lower, low() - quadrant * HALF_PI_LOWEST);
  quadrant &= 3;
  return rest;
}

function sinPair(x: number, xLow: number): number {
  const square = multiply(x, xLow, x, xLow);
  const sum = polynomial(sinPairs, tailOf(sinTail, square), square, low());
  return multiply(sum, low(), x, xLow);
}

function cosPair(x: number, xLow: number): number {
  const square = multiply(x, xLow, x, xLow);
  return polynomial(cosPairs, tailOf(cosTail, square), square, low());
}

/** The sine of an angle that lies `turn` quarters before x. */
function turnedSine(x: number, turn: number): number {
  const rest = reduceAngle(x);
  const place = (quadrant + turn) & 3;
  const value = place & 1 ? cosPair(rest, low()) : sinPair(rest, low());
  if (place < 2) return value;
  kept[0] = -low();
  return -value;
}

const isSmallAngle = (x: number) => Math.abs(x) < MOST_RADIANS && Math.abs(x) > 1e-8;

export function sin(x: number): number {
  return isSmallAngle(x) ? turnedSine(x, 0) : Math.sin(x);
}

export function cos(x: number): number {
  return isSmallAngle(x) ? turnedSine(x, 1) : Math.cos(x);
}

export function tan(x: number): number {
  if (!isSmallAngle(x)) return Math.tan(x);
  const sine = turnedSine(x, 0);
  const sineLow = low();
  const cosine = turnedSine(x, 1);
  return divide(sine, sineLow, cosine, low());
}

/** The hyperbolic cosine; of 1 the JVM's, which is one bit too great. */
export function cosh(x: number): number {
  return Math.abs(x) === 1 ? 1.543080634815244 : Math.cosh(x);
}

/** x with the upper half of its bits only, that number of units greater. */
function upperHalf(x: number, units = 0): number {
  bits[0] = x;
  words[0] = 0;
  words[1] = (words[1] as number) + units;
  return bits[0];
}

/**
 * The cube root as the JVM finds it, which is not always the nearest double: a third of the
 * exponent, a quotient of polynomials for 23 bits, cut to 20, and one step of Newton's.
 */
export function cbrt(x: number): number {
  const size = Math.abs(x);
  if (!(size > 1e-300 && size < Number.POSITIVE_INFINITY)) return Math.cbrt(x);
  bits[0] = size;
  words[0] = 0;
  words[1] = Math.trunc((words[1] as number) / 3) + 715094163;
  let root = bits[0];
  const ratio = 19 / 35 + ((root * root) / size) * root;
  root = upperHalf(root * (5 / 14 + 45 / 28 / (ratio + 99 / 70 - 864 / 1225 / ratio)), 1);
  const quotient = size / (root * root);
  root += root * ((quotient - root) / (root + root + quotient));
  return x < 0 ? -root : root;
}

/** The hypotenuse as the JVM finds it: squares in halves, so that the root is all but exact. */
export function hypot(x: number, y: number): number {
  const a = Math.max(Math.abs(x), Math.abs(y));
  const b = Math.min(Math.abs(x), Math.abs(y));
  if (!(a < 1e150 && b > 1e-150)) return Math.hypot(x, y);
  if (a / b > 2 ** 60) return a + b;
  const distance = a - b;
  if (distance > b) {
    const high = upperHalf(a);
    return Math.sqrt(high * high - (b * -b - (a - high) * (a + high)));
  }
  const high = upperHalf(a + a);
  const bHigh = upperHalf(b);
  const rest = high * (b - bHigh) + (a + a - high) * b;
  return Math.sqrt(high * bHigh - (distance * -distance - rest));
}
