// `npm run compat [DIR] [-- PART...]`: runs the tests that others wrote for their Clojure
// libraries, and for Clojure itself, on Genera and on the JVM, and writes docs/compatibility.md.
//
// DIR holds bare copies of the git repositories, each as OWNER+NAME/repo or OWNER+NAME.git
// (build/compat/repositories if it is not named; a missing one is cloned by hand:
// `git clone --bare https://github.com/OWNER/NAME DIR/OWNER+NAME.git`). The libraries' sources
// come from Debian's packages under /usr/share/java. Nothing is downloaded here, and nothing of
// all this is kept in the repository: what is missing is listed instead.
//
// Namespaces are run many to a process; one that kills or hangs its process counts as not loaded,
// and the rest goes on in a new one. The JVM's figures are kept in build/compat/jvm.json, as they
// do not change; --again takes them anew. With PARTs only the suites whose name contains one are
// run, and the table is only printed. Full output of each run lies in build/compat/log.

import { execFileSync, spawn } from "node:child_process";
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "../build.mjs";
import { renderReport, replaceReport } from "./report.mjs";
import { languages, libraries } from "./suites.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, "build/compat");
const jvmFile = join(work, "jvm.json");
const counter = join(root, "tools/compat/count.clj");
const silence_seconds = 900;
// What JVM Clojure cannot start without.
const clojureJars = ["spec.alpha", "core.specs.alpha"].map((name) => `/usr/share/java/${name}.jar`);

const hasOwnSpec = existsSync(join(root, "lang/lib/clojure/spec/alpha.clj"));

/** Where a repository's copy lies, or nothing. */
function findRepository(dir, name) {
  return [join(dir, name, "repo"), join(dir, `${name}.git`), join(dir, name)].find((path) =>
    existsSync(join(path, "HEAD")),
  );
}

/** Unpacks a tag of a repository, once; answers the folder. */
function unpackRepository(dir, name, tag) {
  const repository = findRepository(dir, name);
  if (repository === undefined) return undefined;
  const git = (args, options) => execFileSync("git", ["--git-dir", repository, ...args], options);
  const commit = git(["rev-parse", `${tag}^{commit}`], { encoding: "utf8" }).trim();
  const into = join(work, "repositories", `${name}-${commit.slice(0, 12)}`);
  if (!existsSync(into)) {
    const tar = git(["archive", "--format=tar", commit], { maxBuffer: 1 << 30 });
    mkdirSync(into, { recursive: true });
    execFileSync("tar", ["-x", "-C", into], { input: tar });
  }
  return into;
}

/** Unpacks a jar, once; answers the folder. */
function unpackJar(path) {
  const into = join(work, "jars", basename(path, ".jar"));
  if (!existsSync(into)) {
    mkdirSync(into, { recursive: true });
    execFileSync("unzip", ["-q", "-o", path, "-d", into]);
  }
  return into;
}

/** The namespaces of the Clojure files below a folder that define tests. */
function findNamespaces(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.cljc?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /\((\w+[./])?(deftest|defspec|with-test)\b/.test(readFileSync(path, "utf8")))
    .map((path) =>
      relative(folder, path)
        .replace(/\.cljc?$/, "")
        .replaceAll("/", ".")
        .replaceAll("_", "-"),
    )
    .sort();
}

/** Runs a command; `onLine` sees each line of its output. Answers how it ended. */
function runProcess(command, args, options, log, onLine) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let rest = "";
    let timer;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => child.kill("SIGKILL"), silence_seconds * 1000);
    };
    const read = (bytes) => {
      wait();
      appendFileSync(log, bytes);
      rest += bytes.toString("utf8");
      const lines = rest.split("\n");
      rest = lines.pop();
      for (const line of lines) onLine(line);
    };
    wait();
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.on("error", (error) => resolve(String(error)));
    child.on("close", (status, signal) => {
      clearTimeout(timer);
      resolve(
        signal === null ? `status ${status}` : `killed after ${silence_seconds} s of silence`,
      );
    });
  });
}

/** The counts of namespaces: { namespace: { pass, fail, error } or { broken: message } }. */
async function countTests(namespaces, start, log) {
  const counts = {};
  let left = [...namespaces];
  while (left.length > 0) {
    let current;
    const end = await start(left, log, (line) => {
      const begun = /COMPAT-BEGIN (\S+)/.exec(line);
      if (begun !== null) current = begun[1];
      const done = /^COMPAT (\S+) (\d+) (\d+) (\d+)$/.exec(line);
      const failed = /^COMPAT (\S+) - (.*)$/.exec(line);
      if (done !== null) {
        counts[done[1]] = { pass: +done[2], fail: +done[3], error: +done[4] };
      } else if (failed !== null) counts[failed[1]] = { broken: failed[2].slice(0, 300) };
    });
    const blamed = current ?? left[0];
    if (counts[blamed] === undefined) counts[blamed] = { broken: `the process ended: ${end}` };
    left = left.filter((name) => counts[name] === undefined);
  }
  return counts;
}

const onGenera = (cwd, paths) => (namespaces, log, onLine) =>
  runProcess(
    process.execPath,
    [join(root, "bin/genera"), "--no-warnings", "--path", paths.join(":"), counter, ...namespaces],
    { cwd },
    log,
    onLine,
  );

const onJvm = (cwd, paths) => (namespaces, log, onLine) =>
  runProcess(
    "clojure",
    ["-cp", [...paths, ...clojureJars].join(":"), counter, ...namespaces],
    { cwd },
    log,
    onLine,
  );

/** What a suite needs that is not on this machine. */
function findMissing(suite, dir) {
  const repositories = [suite, ...suite.others].map((row) => row.repository);
  return [
    ...[suite.jar, ...suite.jars].filter((jar) => jar !== undefined && !existsSync(jar)),
    ...repositories.filter((name) => findRepository(dir, name) === undefined),
  ];
}

/** An empty file for the output of a run. */
function openLog(name) {
  mkdirSync(join(work, "log"), { recursive: true });
  const path = join(work, "log", `${name.replaceAll(/[^\w.-]+/g, "_")}.txt`);
  writeFileSync(path, "");
  return path;
}

/** Runs one suite; answers { suite, missing } or { suite, here, jvm }, counts by namespace. */
async function runSuite(suite, dir, jvm, hasJvm, only) {
  const missing = findMissing(suite, dir);
  if (missing.length > 0) return { suite, missing };
  const folder = unpackRepository(dir, suite.repository, suite.tag);
  const tests = suite.tests.map((path) => join(folder, path)).filter((path) => existsSync(path));
  const paths = [
    ...(suite.jar === undefined ? [] : [unpackJar(suite.jar)]),
    ...tests,
    ...suite.jars.map(unpackJar),
    ...(hasOwnSpec ? [] : clojureJars.filter((jar) => existsSync(jar)).map(unpackJar)),
    ...suite.others.map((row) => join(unpackRepository(dir, row.repository, row.tag), row.path)),
  ];
  const namespaces = tests
    .flatMap(findNamespaces)
    .filter((name) => suite.except[name] === undefined)
    .filter((name) => only.length === 0 || only.some((part) => name.includes(part)));
  if (hasJvm) {
    const known = jvm[suite.name]?.tag === suite.tag ? jvm[suite.name].counts : {};
    const asked = namespaces.filter((name) => known[name] === undefined);
    if (asked.length > 0) {
      const log = openLog(`${suite.name}.jvm`);
      const counts = await countTests(asked, onJvm(folder, paths), log);
      jvm[suite.name] = { tag: suite.tag, counts: { ...known, ...counts } };
      writeFileSync(jvmFile, JSON.stringify(jvm, null, 1));
    }
  }
  const here = await countTests(namespaces, onGenera(folder, paths), openLog(suite.name));
  return { suite, here, jvm: jvm[suite.name]?.counts };
}

function hasCommand(name) {
  try {
    execFileSync("which", [name], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function main(args) {
  const words = args.filter((arg) => !arg.startsWith("--"));
  const isFolder = (word) => existsSync(word) && statSync(word).isDirectory();
  const dir = isFolder(words[0] ?? "") ? words.shift() : join(work, "repositories.git");
  const only = args.filter((arg) => arg.startsWith("--ns=")).map((arg) => arg.slice(5));
  if (args.includes("--again")) rmSync(jvmFile, { force: true });
  if (!args.includes("--no-build")) await build();
  mkdirSync(work, { recursive: true });
  const jvm = existsSync(jvmFile) ? JSON.parse(readFileSync(jvmFile, "utf8")) : {};
  const hasJvm = hasCommand("clojure");
  const chosen = (suite) => words.length === 0 || words.some((part) => suite.name.includes(part));
  const runAll = async (suites) => {
    const results = [];
    for (const suite of suites.filter(chosen)) {
      process.stderr.write(`genera: running the tests of ${suite.name}\n`);
      results.push(await runSuite(suite, dir, jvm, hasJvm, only));
    }
    return results;
  };
  const report = renderReport(await runAll(libraries), await runAll(languages));
  if (words.length === 0 && only.length === 0) {
    const path = join(root, "docs/compatibility.md");
    writeFileSync(path, replaceReport(readFileSync(path, "utf8"), report));
  }
  process.stdout.write(report);
}

await main(process.argv.slice(2));
