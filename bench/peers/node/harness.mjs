// What every Node program starts with: the clock, warm-up and timed runs, and the result line.
// A program prints one line, `@@` and then JSON with the name, the unit, the runs and the result.
// In `once` mode there is no warm-up and one run, which the start-up of a process then includes.

let mode = "warm";
export const setMode = (wanted) => {
  mode = wanted;
};
export const now = () => performance.now();

/** Prints one result line. */
export function emit(p, unit, runs, check, note = "") {
  const rounded = runs.map((x) => +x.toFixed(4));
  console.log(`@@${JSON.stringify({ p, unit, runs: rounded, check: String(check), note })}`);
}

/** Times f after warming it up, n times; after three runs it stops early at 20 seconds. */
export async function measure(p, f, n = 5) {
  const one = async () => {
    const start = now();
    const check = await f();
    return [now() - start, check];
  };
  if (mode === "once") {
    const [ms, check] = await one();
    return emit(p, "ms", [ms], check);
  }
  const warm = now();
  for (let i = 0; i < 10 && now() - warm < 10000 && (i < 2 || now() - warm < 1000); i++) await f();
  const runs = [];
  let check;
  const start = now();
  while (runs.length < n && (runs.length < 3 || now() - start < 20000)) {
    const result = await one();
    runs.push(result[0]);
    check = result[1];
  }
  emit(p, "ms", runs, check);
}

/** The pseudo-random keys that every language of the table produces alike. */
export const minstd = (x) => (x * 16807) % 2147483647;
export function lcg(n) {
  const keys = new Array(n);
  let x = 42;
  for (let i = 0; i < n; i++) {
    x = minstd(x);
    keys[i] = x;
  }
  return keys;
}
export const skeys = (n) => lcg(n).map((k) => `key-${k}`);

/** Sums n results of f. */
export function rep(n, f) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += f();
  return sum;
}
