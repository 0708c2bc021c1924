// Calls, numbers and allocation in plain JavaScript: fib, tak, nbody, binary trees, spectral norm
// and mandelbrot. fib_typed is fib with a check for overflow beyond exact integers, because that
// check is what a Lisp's integers cost. The nbody rows differ only in their number of steps.
import { measure, rep } from "./harness.mjs";

const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));
const tak = (x, y, z) => (!(y < x) ? z : tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)));

class Body {
  constructor(x, y, z, vx, vy, vz, m) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.vx = vx;
    this.vy = vy;
    this.vz = vz;
    this.m = m;
  }
}
function bodies() {
  const d = 365.24,
    sm = 4 * Math.PI * Math.PI;
  const b = [
    [0, 0, 0, 0, 0, 0, 1],
    [
      4.841431442464721, -1.1603200440274284, -0.10362204447112311, 0.001660076642744037,
      0.007699011184197404, -0.0000690460016972063, 0.0009547919384243266,
    ],
    [
      8.34336671824458, 4.124798564124305, -0.4035234171143214, -0.002767425107264116,
      0.004998528012349172, 0.000023041729757376393, 0.0002858859806661308,
    ],
    [
      12.894369562139131, -15.111151401698631, -0.22330757889265573, 0.002964601375647616,
      0.0023784717395948095, -0.000029658956854023756, 0.00004366244043351563,
    ],
    [
      15.379697114850917, -25.919314609987964, 0.17925877295037118, 0.0026806777249038932,
      0.001628241700382423, -0.00009515922545197159, 0.000051513890204661145,
    ],
  ].map(([x, y, z, vx, vy, vz, m]) => new Body(x, y, z, vx * d, vy * d, vz * d, m * sm));
  for (const k of ["vx", "vy", "vz"]) b[0][k] = -b.reduce((s, o) => s + o[k] * o.m, 0) / sm;
  return b;
}
function advance(bs, n) {
  const dt = 0.01;
  for (let s = 0; s < n; s++) {
    for (let i = 0; i < 5; i++) {
      const a = bs[i];
      for (let j = i + 1; j < 5; j++) {
        const b = bs[j],
          dx = a.x - b.x,
          dy = a.y - b.y,
          dz = a.z - b.z;
        const d2 = dx * dx + dy * dy + dz * dz,
          mag = dt / (d2 * Math.sqrt(d2)),
          ma = a.m * mag,
          mb = b.m * mag;
        a.vx -= dx * mb;
        a.vy -= dy * mb;
        a.vz -= dz * mb;
        b.vx += dx * ma;
        b.vy += dy * ma;
        b.vz += dz * ma;
      }
    }
    for (const b of bs) {
      b.x += dt * b.vx;
      b.y += dt * b.vy;
      b.z += dt * b.vz;
    }
  }
  let e = 0;
  bs.forEach((a, i) => {
    e += 0.5 * a.m * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz);
    for (let j = i + 1; j < 5; j++) {
      const b = bs[j];
      e -= (a.m * b.m) / Math.hypot(a.x - b.x, a.y - b.y, a.z - b.z);
    }
  });
  return e.toFixed(9);
}
function add(a, b) {
  const sum = a + b;
  if (!Number.isSafeInteger(sum)) throw new RangeError("overflow");
  return sum;
}
const fibc = (n) => (n < 2 ? n : add(fibc(n - 1), fibc(n - 2)));
const tree = (d) => (d === 0 ? { l: null, r: null } : { l: tree(d - 1), r: tree(d - 1) });
const check = (t) => (t.l === null ? 1 : 1 + check(t.l) + check(t.r));
function bintrees() {
  const m = 16;
  let s = check(tree(m + 1));
  const long = tree(m);
  for (let d = 4; d <= m; d += 2) for (let i = 1 << (m - d + 4); i > 0; i--) s += check(tree(d));
  return s + check(long);
}
function spectral(n, mk) {
  const a = (i, j) => 1 / (((i + j) * (i + j + 1)) / 2 + i + 1);
  const mul = (v, w, t) => {
    for (let i = 0; i < n; i++) {
      let s = 0;
      for (let j = 0; j < n; j++) s += (t ? a(j, i) : a(i, j)) * v[j];
      w[i] = s;
    }
  };
  const u = mk(1),
    v = mk(0),
    w = mk(0);
  for (let k = 0; k < 10; k++) {
    mul(u, w, false);
    mul(w, v, true);
    mul(v, w, false);
    mul(w, u, true);
  }
  let vbv = 0,
    vv = 0;
  for (let i = 0; i < n; i++) {
    vbv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return Math.sqrt(vbv / vv).toFixed(9);
}
function mandel(n) {
  let c = 0;
  for (let y = 0; y < n; y++)
    for (let x = 0; x < n; x++) {
      const cr = (2 * x) / n - 1.5,
        ci = (2 * y) / n - 1;
      let zr = 0,
        zi = 0,
        k = 0;
      while (k < 100 && zr * zr + zi * zi <= 4) {
        const t = zr * zr - zi * zi + cr;
        zi = 2 * zr * zi + ci;
        zr = t;
        k++;
      }
      c += k;
    }
  return c;
}
export const programs = {
  fib30: () => measure("fib30", () => fib(30)),
  fib: () => measure("fib", () => fib(35)),
  fib_typed: () => measure("fib_typed", () => fibc(35)),
  tak: () => measure("tak", () => rep(20, () => tak(24, 16, 8))),
  nbody_gen: () => measure("nbody_gen", () => advance(bodies(), 200000)),
  nbody_typed: () => measure("nbody_typed", () => advance(bodies(), 1000000)),
  bintrees: () => measure("bintrees", bintrees),
  spectral: () => measure("spectral", () => spectral(500, (x) => new Array(500).fill(x))),
  spectral_typed: () =>
    measure("spectral_typed", () => spectral(500, (x) => new Float64Array(500).fill(x))),
  mandel: () => measure("mandel", () => mandel(600)),
};
