// The build: install what is missing, then tables -> gen/ -> kernel (build/genera.wasm) ->
// command line (dist/genera.mjs). Plain JavaScript, because it runs before anything is installed.
// A step is skipped while the hash of its inputs is the one recorded after it last succeeded and
// its output is still there; a step whose sources do not exist yet is skipped too. Outputs are
// written aside and renamed, records come after outputs, dist/genera.mjs comes last: an
// interrupted build is redone. All progress goes to stderr.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { withLock } from "./lock.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const at = (path) => join(root, path);
const log = (text) => process.stderr.write(`genera: ${text}\n`);

const leastPages = 16; // 1 MiB: the host decides how much memory there is (host/runtime.ts)
const mostPages = 65536; // 4 GiB: the most a 32-bit memory can be
const memoryBase = 8; // address 0 stays unused; the kernel must not have static data anyway
const dataSectionId = 11;

/** The files of a folder, or the one file that the path names. */
function listFiles(path) {
  if (!existsSync(at(path))) return [];
  if (!statSync(at(path)).isDirectory()) return [at(path)];
  const entries = readdirSync(at(path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function hashInputs(paths) {
  const hash = createHash("sha256").update(process.version);
  const files = ["package.json", "package-lock.json", "tsconfig.json"].map(at);
  for (const file of [...files, at("tools/build.mjs"), ...paths.flatMap(listFiles)]) {
    const bytes = readFileSync(file);
    hash.update(`${file.slice(root.length)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
}

function writeAside(path, content) {
  const aside = `${path}.${process.pid}.part`;
  writeFileSync(aside, content);
  renameSync(aside, path);
}

function run(command, args, what) {
  const shell = process.platform === "win32" && command === "npm";
  const stdio = ["ignore", 2, 2];
  const result = spawnSync(command, args, { cwd: root, stdio, shell });
  if (result.error) throw new Error(`${what}: ${result.error.message}`);
  if (result.status !== 0) throw new Error(`${what} failed`);
}

/** Whether node_modules holds the locked versions; npm writes its own list after it finished. */
function isInstalled() {
  const list = at("node_modules/.package-lock.json");
  if (!existsSync(list)) return false;
  const installed = JSON.parse(readFileSync(list, "utf8")).packages;
  const locked = JSON.parse(readFileSync(at("package-lock.json"), "utf8")).packages;
  return Object.entries(locked).every(
    ([name, entry]) =>
      name === "" || entry.optional || installed[name]?.integrity === entry.integrity,
  );
}

function install() {
  if (isInstalled()) return;
  log("installing the build tools (npm ci)");
  run("npm", ["ci", "--no-audit", "--no-fund"], "npm ci");
}

async function step(name, inputs, output, action) {
  const record = at(`build/${name.replaceAll(" ", "-")}.hash`);
  const hash = hashInputs(inputs);
  const recorded = existsSync(record) ? readFileSync(record, "utf8") : "";
  if (recorded === hash && existsSync(at(output))) return;
  log(`building ${name}`);
  await action();
  writeAside(record, hash);
}

/**
 * Bundles one TypeScript entry for Node into `output`; packages stay imports. What every start
 * reads (`isShipped`) is made small, has its packages in it and no source map.
 */
async function bundle(entry, output, isShipped = false) {
  const { build } = await import("esbuild");
  const aside = `${output}.${process.pid}.part`;
  await build({
    entryPoints: [at(entry)],
    outfile: at(aside),
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: isShipped ? "bundle" : "external",
    sourcemap: isShipped ? false : "inline",
    minify: isShipped,
    logLevel: "warning",
  });
  renameSync(at(aside), at(output));
}

/** Throws unless the module is free of static data, which every instance would write again. */
function checkNoData(bytes) {
  let position = 8;
  const readSize = () => {
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[position++];
      size += (byte & 127) * 2 ** shift;
      if (byte < 128) return size;
    }
  };
  while (position < bytes.length) {
    const id = bytes[position++];
    const size = readSize();
    if (id === dataSectionId) throw new Error("the kernel has a data section; it may have none");
    position += size;
  }
}

async function buildGen() {
  await bundle("tools/gen.ts", "build/gen.mjs");
  run(process.execPath, [at("build/gen.mjs")], "tools/gen.ts");
}

function buildKernel() {
  const aside = "build/genera.part.wasm";
  const flags = ["-O3", "--runtime", "stub", "--importMemory", "--sharedMemory"];
  flags.push("--enable", "threads", "--enable", "simd");
  flags.push("--memoryBase", String(memoryBase));
  flags.push("--initialMemory", String(leastPages), "--maximumMemory", String(mostPages));
  const compiler = at("node_modules/assemblyscript/bin/asc.js");
  run(process.execPath, [compiler, "kernel/kernel.ts", "-o", aside, ...flags], "the kernel");
  checkNoData(readFileSync(at(aside)));
  renameSync(at(aside), at("build/genera.wasm"));
}

/** Runs a stage of the image, whose last argument names what it writes. */
function runStage(stage, ...args) {
  const output = args.pop();
  const aside = `${output}.part`;
  rmSync(at(aside), { recursive: true, force: true });
  run(process.execPath, [at("build/image.mjs"), stage, "build/genera.wasm", ...args, aside], stage);
  rmSync(at(output), { recursive: true, force: true });
  renameSync(at(aside), at(output));
}

/**
 * The image (docs/bootstrapping.md): the seed builds a first one from the sources of the library,
 * whose compiler compiles all of them again; what it makes, run in an empty world, is the image
 * that is shipped. GENERA_BUILD=quick ships the first.
 */
async function buildImage() {
  const inputs = ["build/image.mjs", "build/genera.wasm", "lang/core", "lang/compiler", "gen/lang"];
  await step("first image", inputs, "build/seed.vlod", () => runStage("seed", "build/seed.vlod"));
  if (process.env.GENERA_BUILD === "quick") {
    await step("quick image", ["build/seed.vlod"], "build/core.vlod", () => {
      copyFileSync(at("build/seed.vlod"), at("build/core.part.vlod"));
      renameSync(at("build/core.part.vlod"), at("build/core.vlod"));
      rmSync(at("build/image.hash"), { force: true });
    });
    return;
  }
  await step("core library", [...inputs, "build/seed.vlod"], "build/code", () =>
    runStage("compile", "build/seed.vlod", "build/code"),
  );
  await step(
    "image",
    ["build/image.mjs", "build/genera.wasm", "build/code"],
    "build/core.vlod",
    () => {
      runStage("link", "build/code", "build/core.vlod");
      rmSync(at("build/quick-image.hash"), { force: true });
    },
  );
}

/** The libraries that the image does not hold, compiled by it. */
function buildLibraries() {
  const inputs = ["build/image.mjs", "build/genera.wasm", "build/core.vlod", "lang/lib"];
  return step("libraries", inputs, "build/lib", () =>
    runStage("libraries", "build/core.vlod", "build/lib"),
  );
}

async function buildSteps() {
  const sources = ["gen", "seed", "native", "host", "cli", "inspector"];
  if (existsSync(at("tools/gen.ts")))
    await step("gen", ["tables", "tools", "kernel/prim", "lang/compiler"], "gen", buildGen);
  if (existsSync(at("kernel/kernel.ts"))) {
    await step("kernel", ["kernel", "gen"], "build/genera.wasm", buildKernel);
  }
  await step("image tool", ["gen", "seed", "host", "tools"], "build/image.mjs", () =>
    bundle("tools/image.ts", "build/image.mjs"),
  );
  await buildImage();
  await step("worker", ["gen", "host"], "dist/worker.mjs", () =>
    bundle("host/worker.ts", "dist/worker.mjs", true),
  );
  await buildLibraries();
  const output = "dist/genera.mjs";
  await step("program", sources, output, () => bundle("cli/main.ts", output, true));
}

/** Bundles each test file into build/test/ and returns the paths of the results. */
export async function bundleTests(files) {
  mkdirSync(at("build/test"), { recursive: true });
  const outputs = files.map((file) => `build/${file.replaceAll("\\", "/")}.mjs`);
  for (const [index, file] of files.entries()) await bundle(file, outputs[index]);
  return outputs.map(at);
}

/** Installs and builds what is missing or out of date; throws with the reason if it cannot. */
export async function build() {
  mkdirSync(at("build"), { recursive: true });
  mkdirSync(at("dist"), { recursive: true });
  await withLock(
    at("build/lock"),
    () => log("waiting for another build to finish"),
    async () => {
      install();
      await buildSteps();
    },
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await build();
  } catch (error) {
    log(error.message);
    process.exitCode = 1;
  }
}
