// Concurrency in JavaScript: promises on one thread, worker threads with messages and with shared
// memory, the lateness of a 1 ms timer, and the longest pause with about 200 MB live.
// The same file is what a worker loads; `workerData.kind` says which part it plays.
// The runner has no rows for these programs yet; run them by hand.
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { emit, measure, minstd, now } from "./harness.mjs";

const SELF = new URL(import.meta.url);
const worker = (kind, data) => new Worker(SELF, { workerData: { kind, ...data } });
const done = (w) => new Promise((r) => w.once("exit", r));
const pct = (v, q) => v[Math.max(0, Math.min(v.length - 1, Math.ceil(q * v.length) - 1))];
const lateness = () =>
  new Promise((res) => {
    const end = now() + 5000,
      acc = [];
    let prev = now();
    const tick = () => {
      const t = now();
      acc.push((t - prev - 1) * 1000);
      prev = t;
      t > end ? res(acc.sort((a, b) => a - b)) : setTimeout(tick, 1);
    };
    setTimeout(tick, 1);
  });
const report = (p, v, note) =>
  emit(
    p,
    "us_p50_p99_p999_max",
    [pct(v, 0.5), pct(v, 0.99), pct(v, 0.999), pct(v, 1)],
    v.length,
    note,
  );

export const programs = {
  // concurrency: JS has promises (one thread) and workers (OS threads)
  promise_pingpong: () =>
    measure("promise_pingpong", async () => {
      // two async functions handing a token over, 1M round trips
      let ra,
        rb,
        pa = new Promise((r) => (ra = r)),
        pb = new Promise((r) => (rb = r));
      const n = 1e6;
      const A = async () => {
        for (let i = 0; i < n; i++) {
          const r = rb;
          pa = new Promise((q) => (ra = q));
          r(i);
          await pa;
        }
      };
      const Bf = async () => {
        for (let i = 0; i < n; i++) {
          await pb;
          const r = ra;
          pb = new Promise((q) => (rb = q));
          r(i);
        }
      };
      await Promise.all([Bf(), A()]);
      return n;
    }),
  worker_spawn: () =>
    measure(
      "worker_spawn_x20",
      async () => {
        for (let i = 0; i < 20; i++) {
          const w = worker("hi"),
            d = done(w);
          await new Promise((r) => w.once("message", r));
          await d;
        }
        return 20;
      },
      3,
    ),
  worker_mem: async () => {
    const r0 = process.memoryUsage().rss,
      ws = [];
    for (let i = 0; i < 20; i++) {
      const w = worker("idle");
      await new Promise((r) => w.once("message", r));
      ws.push(w);
    }
    emit(
      "mem_idle",
      "bytes",
      [(process.memoryUsage().rss - r0) / 20],
      20,
      "RSS per idle worker_thread, 20 alive",
    );
    await Promise.all(ws.map((w) => w.terminate()));
  },
  worker_pingpong: () =>
    measure("worker_pingpong_20k", async () => {
      const w = worker("echo"),
        n = 20000;
      await new Promise((r) => w.once("message", r));
      await new Promise((res) => {
        let i = 0;
        w.on("message", () => {
          ++i < n ? w.postMessage(i) : res();
        });
        w.postMessage(0);
      });
      await w.terminate();
      return n;
    }),
  atomics_pingpong: () =>
    measure("atomics_pingpong_100k", async () => {
      const sab = new SharedArrayBuffer(8),
        a = new Int32Array(sab),
        n = 100000,
        w = worker("apong", { sab, n });
      await new Promise((r) => w.once("message", r));
      for (let i = 0; i < n; i++) {
        Atomics.store(a, 0, 1);
        Atomics.notify(a, 0);
        while (Atomics.load(a, 1) !== 1) Atomics.wait(a, 1, 0);
        Atomics.store(a, 1, 0);
      }
      await done(w);
      return n;
    }),
  atom_swap: async () => {
    // two long-lived workers; a generation counter starts each run
    const sab = new SharedArrayBuffer(16),
      a = new Int32Array(sab),
      ws = [0, 1].map(() => worker("cas", { sab, n: 1e6 }));
    await Promise.all(ws.map((w) => new Promise((r) => w.once("message", r))));
    let gen = 0;
    await measure("atom_swap", () => {
      Atomics.store(a, 0, 0);
      Atomics.store(a, 2, 0);
      Atomics.store(a, 1, ++gen);
      Atomics.notify(a, 1);
      for (;;) {
        const d = Atomics.load(a, 2);
        if (d === 2) break;
        Atomics.wait(a, 2, d);
      }
      return Atomics.load(a, 0);
    });
    await Promise.all(ws.map((w) => w.terminate()));
  },
  latency: async () => {
    report("latency_idle", await lateness(), "setTimeout(1) on the main thread");
    const ws = ["spin", "spin", "alloc"].map((k) => worker(k));
    await Promise.all(ws.map((w) => new Promise((r) => w.once("message", r))));
    report(
      "latency_load",
      await lateness(),
      "setTimeout(1) on the main thread; 2 spin workers and 1 allocating worker",
    );
    await Promise.all(ws.map((w) => w.terminate()));
  },
  gc_pause: async () => {
    const n = 1e6,
      el = (i) => ({ i, f: i + 0.5, v: [i, i] }),
      m = new Map();
    for (let i = 0; i < n; i++) m.set(i, el(i));
    const { PerformanceObserver } = await import("node:perf_hooks");
    const gcs = [];
    const ob = new PerformanceObserver((l) => {
      for (const e of l.getEntries()) gcs.push(e.duration);
    });
    ob.observe({ entryTypes: ["gc"] });
    const live = process.memoryUsage().heapUsed,
      end = now() + 5000,
      gaps = [];
    let prev = now(),
      x = 42,
      it = 0;
    for (;;) {
      const t = now();
      if (t - prev > 0.5) gaps.push(t - prev);
      prev = t;
      if (t > end) break;
      for (let k = 0; k < 20; k++) {
        x = minstd(x);
        m.set(x % n, el(x));
      }
      it += 20;
    }
    await new Promise((r) => setTimeout(r, 50));
    gaps.sort((a, b) => a - b);
    gcs.sort((a, b) => a - b);
    emit(
      "gc_pause_max",
      "ms",
      [gaps.length ? gaps.at(-1) : 0],
      it,
      [
        `live ${Math.round(live / 1e6)} MB; ${gaps.length} gaps>0.5ms in 5 s`,
        `p50 ${(pct(gaps, 0.5) ?? 0).toFixed(2)} p99 ${(pct(gaps, 0.99) ?? 0).toFixed(2)} ms`,
        `${gcs.length} collections seen, longest ${(gcs.at(-1) ?? 0).toFixed(2)} ms`,
        `${it} updates of a mutable Map`,
      ].join("; "),
    );
  },
};

if (!isMainThread) playRole(workerData);

function playRole({ kind, sab, n }) {
  const a = sab && new Int32Array(sab);
  if (kind === "hi") parentPort.postMessage(1);
  else if (kind === "idle") {
    parentPort.postMessage(1);
    setInterval(() => {}, 1e9);
  } else if (kind === "echo") {
    parentPort.on("message", (m) => parentPort.postMessage(m));
    parentPort.postMessage(1);
  } else if (kind === "apong") {
    parentPort.postMessage(1);
    for (let i = 0; i < n; i++) {
      while (Atomics.load(a, 0) !== 1) Atomics.wait(a, 0, 0);
      Atomics.store(a, 0, 0);
      Atomics.store(a, 1, 1);
      Atomics.notify(a, 1);
    }
  } else if (kind === "cas") {
    const round = () => {
      for (let i = 0; i < n; i++)
        for (;;) {
          const v = Atomics.load(a, 0);
          if (Atomics.compareExchange(a, 0, v, v + 1) === v) break;
        }
    };
    parentPort.postMessage(1);
    for (let g = 0; ; g++) {
      while (Atomics.load(a, 1) === g) Atomics.wait(a, 1, g);
      round();
      Atomics.add(a, 2, 1);
      Atomics.notify(a, 2);
    }
  } else if (kind === "spin") {
    parentPort.postMessage(1);
    let x = 0;
    for (;;) x = (x * 7 + 1) & 0xffffff;
  } else if (kind === "alloc") {
    parentPort.postMessage(1);
    for (;;) Array.from({ length: 5000 }, (_, i) => [i]);
  }
}
