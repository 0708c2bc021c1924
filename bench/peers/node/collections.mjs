// Collections and sequences: Immutable.js for the persistent rows, plain arrays, generators and
// Map for the others. Immutable is loaded only by the rows that need it, so that a checkout
// without its packages still runs the rest and names what is missing.
import { lcg, measure, minstd, rep, skeys } from "./harness.mjs";

let List;
let IMap;
const persistent = (program) => async () => {
  ({ List, Map: IMap } = await import("immutable"));
  return program();
};
const mkvec = (n) => {
  let v = List();
  for (let i = 0; i < n; i++) v = v.push(i);
  return v;
};
const vsum = (v) => {
  let s = 0;
  for (let i = 0; i < v.size; i++) s += v.get(i);
  return s;
};
const mkmap = (ks) => {
  let m = IMap();
  for (let i = 0; i < ks.length; i++) m = m.set(ks[i], i);
  return m;
};
const msum = (ks, m) => {
  let s = 0;
  for (let i = 0; i < ks.length; i++) s += m.get(ks[i]);
  return s;
};
const nmap = (ks) => {
  const m = new Map();
  for (let i = 0; i < ks.length; i++) m.set(ks[i], i);
  return m;
};
function* grange(n) {
  for (let i = 0; i < n; i++) yield i;
}
function* gfilter(p, it) {
  for (const x of it) if (p(x)) yield x;
}
function* gmap(f, it) {
  for (const x of it) yield f(x);
}

export const programs = {
  vec_conj: persistent(() => measure("vec_conj", () => mkvec(1e6).size)),
  vec_conj_transient: persistent(() =>
    measure(
      "vec_conj_transient",
      () =>
        List().withMutations((v) => {
          for (let i = 0; i < 1e6; i++) v.push(i);
        }).size,
    ),
  ),
  vec_nth: persistent(() => {
    const v = mkvec(1e6);
    return measure("vec_nth", () => rep(5, () => vsum(v)));
  }),
  vec_assoc: persistent(() => {
    const v0 = mkvec(1e6);
    return measure("vec_assoc", () => {
      let v = v0,
        x = 42;
      for (let k = 1e6; k > 0; k--) {
        x = minstd(x);
        v = v.set(x % 1e6, k);
      }
      return vsum(v);
    });
  }),
  map_assoc: persistent(() => {
    const ks = lcg(1e6);
    return measure("map_assoc", () => mkmap(ks).size);
  }),
  map_assoc_transient: persistent(() => {
    const ks = lcg(1e6);
    return measure(
      "map_assoc_transient",
      () =>
        IMap().withMutations((m) => {
          for (let i = 0; i < ks.length; i++) m.set(ks[i], i);
        }).size,
    );
  }),
  map_get: persistent(() => {
    const ks = lcg(1e6),
      m = mkmap(ks);
    return measure("map_get", () => msum(ks, m));
  }),
  map_str_assoc: persistent(() => {
    const ks = skeys(2e5);
    return measure("map_str_assoc", () => mkmap(ks).size);
  }),
  map_str_get: persistent(() => {
    const m = mkmap(skeys(2e5)),
      k2 = skeys(2e5);
    return measure("map_str_get", () => rep(5, () => msum(k2, m)));
  }),
  mut_hash_put: () => {
    const ks = lcg(1e6);
    return measure("mut_hash_put", () => nmap(ks).size);
  },
  mut_hash_get: () => {
    const ks = lcg(1e6),
      m = nmap(ks);
    return measure("mut_hash_get", () => msum(ks, m));
  },
  mut_hash_str_put: () => {
    const ks = skeys(2e5);
    return measure("mut_hash_str_put", () => nmap(ks).size);
  },
  mut_hash_str_get: () => {
    const m = nmap(skeys(2e5)),
      k2 = skeys(2e5);
    return measure("mut_hash_str_get", () => rep(5, () => msum(k2, m)));
  },
  seq_lazy: () =>
    measure("seq_lazy", () => {
      let s = 0;
      for (const x of gmap(
        (v) => v + 1,
        gfilter((v) => v % 2 === 0, grange(3e6)),
      ))
        s += x;
      return s;
    }),
  seq_eager: () =>
    measure("seq_eager", () =>
      Array.from({ length: 3e6 }, (_, i) => i)
        .filter((v) => v % 2 === 0)
        .map((v) => v + 1)
        .reduce((a, b) => a + b, 0),
    ),
  seq_xf: () =>
    measure("seq_xf", () => {
      // transducer closures
      const map = (f) => (rf) => (a, x) => rf(a, f(x)),
        filter = (p) => (rf) => (a, x) => (p(x) ? rf(a, x) : a);
      const rf = filter((v) => v % 2 === 0)(map((v) => v + 1)((a, x) => a + x));
      let a = 0;
      for (let i = 0; i < 3e6; i++) a = rf(a, i);
      return a;
    }),
  sort1m: () => {
    const ks = lcg(1e6);
    return measure("sort1m", () => ks.slice().sort((a, b) => a - b)[500000]);
  },
  freq1m: () => {
    const ks = lcg(1e6).map((k) => k % 1000);
    return measure("freq1m", () => {
      const m = new Map();
      for (const k of ks) m.set(k, (m.get(k) ?? 0) + 1);
      return m.get(7);
    });
  },
  group1m: () => {
    const ks = lcg(1e6);
    return measure("group1m", () => {
      const m = new Map();
      for (const k of ks) {
        const g = k % 1000,
          l = m.get(g);
        l ? l.push(k) : m.set(g, [k]);
      }
      return m.get(7).length;
    });
  },
  strjoin: () =>
    measure("strjoin", () => Array.from({ length: 300000 }, (_, i) => String(i)).join(",").length),
};
