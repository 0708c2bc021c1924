// Records the expected output of the examples by running them on JVM Clojure 1.11.1, the
// reference they are compared with. Only this script needs Java; the tests read what it wrote.
// Nothing is written for a program that fails.
//
//   node examples/record.mjs [--check] [NAME...]
//
// --check compares instead of writing. CLOJURE_CLASSPATH says where Clojure is.

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const jars = ["clojure.jar", "spec.alpha.jar", "core.specs.alpha.jar"];
const clojure =
  process.env.CLOJURE_CLASSPATH ?? jars.map((jar) => join("/usr/share/java", jar)).join(":");

/** Runs one program of the manifest on the JVM and returns what it prints. */
function runProgram({ name, args }) {
  for (const arg of args) {
    if (arg.startsWith("node_modules/") && !existsSync(join(root, arg))) {
      throw new Error(`${arg} is missing: run npm ci`);
    }
  }
  const { status, stdout, stderr, error } = spawnSync(
    "java",
    [
      "-Dfile.encoding=UTF-8",
      "-Duser.language=en",
      "-Duser.country=US",
      "-cp",
      `${clojure}:${join(root, "examples/jvm")}`,
      "clojure.main",
      `examples/${name}.clj`,
      ...args,
    ],
    { cwd: root, encoding: "utf8", maxBuffer: 1 << 26 },
  );
  if (error || status !== 0) {
    throw new Error(`${name} failed: ${error ?? stderr}`);
  }
  return stdout;
}

const options = process.argv.slice(2);
const check = options.includes("--check");
const names = options.filter((option) => option !== "--check");
const { programs } = JSON.parse(readFileSync(join(root, "examples/manifest.json"), "utf8"));

for (const program of programs) {
  if (names.length > 0 && !names.includes(program.name)) {
    continue;
  }
  const file = join(root, "examples/expected", `${program.name}.txt`);
  const started = Date.now();
  const output = runProgram(program);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const same = existsSync(file) && readFileSync(file, "utf8") === output;
  if (!same && check) {
    process.exitCode = 1;
  } else if (!same) {
    writeFileSync(file, output);
  }
  console.log(
    `${program.name}: ${same ? "the same" : check ? "DIFFERS" : "recorded"}, ${seconds} s`,
  );
}
