// The rows of the table: the name a peer knows the program by, what a reader sees, and the file of
// bench/genera that holds it. A row without a file is one Genera has no program for yet.
// `alsoCalled` lists the scaled-down programs that slow peers run instead, each with the factor
// that makes its time comparable; such a cell is marked as an estimate, and its result, which
// belongs to another size, is not compared. `only` names the languages that have such a program.

// A row with `pick` is no time: its program prints figures once, and that one of them is shown.

/** Every program row, in the order of the table. */
export const ROWS = [
  { name: "fib30", title: "fib 30", file: "fib" },
  { name: "fib", title: "fib 35", file: "fib", alsoCalled: { "fib@25": 29860703 / 242785 } },
  { name: "fib_typed", title: "fib 35, typed", file: "fib" },
  { name: "tak", title: "tak", file: "tak", alsoCalled: { "tak@1": (20 * 2493349) / 63609 } },
  { name: "tak_typed", title: "tak, typed", file: "tak" },
  { name: "nbody_gen", title: "nbody 200k", file: "nbody" },
  { name: "nbody_typed", title: "nbody 1M, typed", file: "nbody" },
  {
    name: "bintrees",
    title: "binary-trees 16",
    file: "bintrees",
    alsoCalled: { "bintrees@10": 14985902 / 135854 },
  },
  { name: "bintrees_vec", title: "binary-trees 16, vectors", file: "bintrees" },
  {
    name: "spectral",
    title: "spectral-norm",
    file: "spectral",
    alsoCalled: { "spectral@50": 100 },
  },
  { name: "spectral_typed", title: "spectral-norm, typed", file: "spectral" },
  { name: "mandel", title: "mandelbrot", file: "mandel", alsoCalled: { "mandel@60": 100 } },
  { name: "mandel_typed", title: "mandelbrot, typed", file: "mandel" },
  { name: "vec_conj", title: "vector conj 1M", file: "vectors" },
  { name: "vec_conj_transient", title: "vector into 1M", file: "vectors" },
  { name: "vec_nth", title: "vector nth 5M", file: "vectors" },
  { name: "vec_assoc", title: "vector assoc 1M", file: "vectors" },
  { name: "map_assoc", title: "map assoc 1M ints", file: "maps" },
  { name: "map_assoc_transient", title: "map into 1M ints", file: "maps" },
  { name: "map_get", title: "map get 1M ints", file: "maps" },
  { name: "map_str_assoc", title: "map assoc 200k strings", file: "maps" },
  { name: "map_str_get", title: "map get 1M strings", file: "maps" },
  { name: "seq_lazy", title: "lazy pipeline 3M", file: "sequences" },
  { name: "seq_xf", title: "transducer 3M", file: "sequences" },
  { name: "seq_eager", title: "eager pipeline 3M", file: "sequences" },
  { name: "sort1m", title: "sort 1M", file: "sequences" },
  { name: "freq1m", title: "frequencies 1M", file: "sequences" },
  { name: "group1m", title: "group-by 1M", file: "sequences" },
  { name: "strjoin", title: "join 300k strings", file: "sequences" },
  {
    name: "tx1000_1",
    title: "100k transfers, 1000 refs",
    file: "stm",
    only: ["genera", "clojure", "ghc"],
  },
  {
    name: "tx1000_2",
    title: "the same by 2 actors",
    file: "stm",
    only: ["genera", "clojure", "ghc"],
  },
  {
    name: "tx10_1",
    title: "100k transfers, 10 refs",
    file: "stm",
    only: ["genera", "clojure", "ghc"],
  },
  {
    name: "tx10_2",
    title: "the same by 2 actors",
    file: "stm",
    only: ["genera", "clojure", "ghc"],
  },
  {
    name: "tx_reader",
    title: "200 sums of 1000 refs, a writer",
    file: "stm",
    only: ["genera", "clojure", "ghc"],
  },
  { name: "swap_1", title: "swap! 400k", file: "stm", only: ["genera", "clojure", "ghc"] },
  {
    name: "swap_2",
    title: "swap! 400k by 2 actors",
    file: "stm",
    only: ["genera", "clojure", "ghc"],
  },
  { name: "spawn1m", title: "spawn 1M actors", file: "actors", only: ["genera", "erlang"] },
  { name: "pingpong_same", title: "ping-pong 1M", file: "actors", only: ["genera", "erlang"] },
  {
    name: "pingpong_cross",
    title: "ping-pong 100k across workers",
    file: "actors",
    only: ["genera", "erlang"],
  },
  { name: "ring", title: "ring 1000 x 1000", file: "actors", only: ["genera", "erlang"] },
  { name: "skynet", title: "skynet 1M", file: "actors", only: ["genera", "erlang"] },
  { name: "fanin", title: "fan-in 1000 x 1000", file: "actors", only: ["genera", "erlang"] },
  {
    name: "selrecv",
    title: "1000 receives, backlog 10k",
    file: "actors",
    only: ["genera", "erlang"],
  },
  { name: "restarts", title: "restarts 20k", file: "actors", only: ["genera", "erlang"] },
  {
    name: "mem_idle",
    title: "bytes per idle actor",
    file: "actor_figures",
    only: ["genera", "erlang"],
    pick: 0,
  },
  {
    name: "latency_load",
    title: "tick lateness p99.9 under load, µs",
    file: "actor_figures",
    only: ["genera", "erlang"],
    pick: 2,
  },
];

/** The row of start-up times; it is measured from outside, as wall time of whole processes. */
export const START_ROW = { name: "start", title: "start (hello)" };
