// The languages of the table and how each is asked to run a program.
// A peer has a suite, a command prefix that takes `list` or `(warm|once) PROGRAM`, perhaps other
// suites for the rows of some files, and a command for hello. Genera and Clojure instead run the
// text of bench/genera, which `writeProgram` joins into one temporary file. A language is installed
// if its test holds, else its column says so.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { hasCommand, tryOutput } from "./process.mjs";

const BENCH = join(dirname(fileURLToPath(import.meta.url)), "..");
const inPeers = (path) => join(BENCH, "peers", path);
const GENERA = join(BENCH, "..", "bin", "genera");
const CLOJURE_HELLO = join(BENCH, "genera", "hello.clj");
const NBB = inPeers("node/node_modules/nbb/cli.js");
const JARS = ["clojure", "spec.alpha", "core.specs.alpha", "core.async"]
  .map((jar) => `/usr/share/java/${jar}.jar`)
  .join(":");
const JAVA = ["java", "-cp", JARS];
// A settled heap: otherwise the first touch of fresh pages is timed instead of the program.
const HEAP = ["-Xms3g", "-Xmx3g", "-XX:+AlwaysPreTouch"];

const temporary = mkdtempSync(join(os.tmpdir(), "genera-bench-"));
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

function writeProgram(row, mode, runs) {
  const text = ["harness", row.file].map((name) =>
    readFileSync(join(BENCH, "genera", `${name}.clj`), "utf8"),
  );
  const path = join(temporary, `${row.name}.clj`);
  const call = `(run-program programs "${mode}" "${row.name}" ${runs})`;
  writeFileSync(path, [...text, call, ""].join("\n"));
  return path;
}

// A million processes are more than Erlang allows by itself.
const ERLANG = ["erl", "+P", "4000000", "-noshell", "-pa", inPeers("erlang"), "-run"];

const LANGUAGES = [
  {
    name: "genera",
    isInstalled: () => existsSync(GENERA),
    source: (path) => [GENERA, "run", path],
    hello: [GENERA, "run", CLOJURE_HELLO],
  },
  {
    name: "clojure",
    isInstalled: () => hasCommand("java") && existsSync("/usr/share/java/clojure.jar"),
    source: (path) => ["java", ...HEAP, "-cp", JARS, "clojure.main", path],
    hello: [...JAVA, "clojure.main", CLOJURE_HELLO],
  },
  {
    name: "node",
    isInstalled: () => true,
    suite: ["node", inPeers("node/bench.mjs")],
    hello: ["node", inPeers("hello/hello.mjs")],
  },
  {
    name: "python",
    isInstalled: () => hasCommand("python3"),
    suite: ["python3", inPeers("python/fib.py")],
    hello: ["python3", inPeers("hello/hello.py")],
  },
  {
    name: "sbcl",
    isInstalled: () => hasCommand("sbcl"),
    suite: ["sbcl", "--script", inPeers("sbcl/bench.fasl")],
    hello: ["sbcl", "--script", inPeers("hello/hello.lisp")],
  },
  {
    name: "erlang",
    isInstalled: () => hasCommand("erl"),
    suite: ["erl", "-noshell", "-pa", inPeers("erlang"), "-run", "bench", "main"],
    suites: {
      actors: [...ERLANG, "actors", "main"],
      actor_figures: [...ERLANG, "actors", "main"],
    },
    hello: ["erl", "-noshell", "-pa", inPeers("hello"), "-run", "hello", "main"],
  },
  {
    name: "racket",
    isInstalled: () => hasCommand("racket"),
    suite: ["racket", inPeers("racket/bench.rkt")],
    hello: ["racket", inPeers("hello/hello.rkt")],
  },
  {
    name: "chez",
    isInstalled: () => hasCommand("scheme"),
    suite: ["scheme", "--script", inPeers("chez/bench.so")],
    hello: ["scheme", "--script", inPeers("hello/hello.ss")],
  },
  {
    name: "ghc",
    isInstalled: () => existsSync(inPeers("ghc/bench")),
    suite: [inPeers("ghc/bench")],
    tail: ["+RTS", "-N1", "-A64m"],
    hello: [inPeers("hello/hello-hs")],
  },
  {
    name: "nbb",
    isInstalled: () => existsSync(NBB),
    suite: ["node", NBB, inPeers("nbb/bench.cljs")],
    hello: ["node", NBB, inPeers("hello/hello.cljs")],
  },
];

function withPrograms(language) {
  const installed = language.isInstalled();
  if (!installed || language.source) return { ...language, installed };
  const listed = tryOutput([...language.suite, "list"]);
  const programs = listed === null ? null : new Set(listed.split(/\s+/).filter(Boolean));
  return { ...language, installed, programs };
}

/** Answers Genera and the peers asked for (all of them without a list), missing ones included. */
export function findLanguages(names) {
  const known = LANGUAGES.map((language) => language.name);
  const strange = names?.filter((name) => !known.includes(name)) ?? [];
  if (strange.length > 0) throw new Error(`no such language: ${strange}; there are ${known}`);
  const wanted = ({ name }) => name === "genera" || !names || names.includes(name);
  return LANGUAGES.filter(wanted).map(withPrograms);
}

/** Answers the command that times a row, or null where the language has no such program. */
export function commandFor(language, row, mode, runs) {
  if (row.only && !row.only.includes(language.name)) return null;
  const suite = language.suites?.[row.file];
  if (suite) return [...suite, mode, row.name];
  if (language.source) return row.file ? language.source(writeProgram(row, mode, runs)) : null;
  // A suite that could not list its programs is run all the same, so that its error is shown.
  if (language.programs && !language.programs.has(row.name)) return null;
  return [...language.suite, mode, row.name, ...(language.tail ?? [])];
}
