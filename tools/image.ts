// The stages of the core image (docs/bootstrapping.md), each a step of tools/build.mjs:
//
//   node build/image.mjs seed KERNEL.wasm TO.vlod
//     builds the library from its sources with the seed
//   node build/image.mjs compile KERNEL.wasm IMAGE.vlod FOLDER [FILE…]
//     compiles every file of the library, or those named, with the compiler in an image
//   node build/image.mjs libraries KERNEL.wasm IMAGE.vlod FOLDER
//     compiles the namespaces of lang/lib, which are not part of the image
//   node build/image.mjs link KERNEL.wasm FOLDER TO.vlod
//     runs the compiled files in an empty world and saves it
//
// GENERA_STRESS=n collects at every safepoint and verifies the heap at each n-th.

import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CodeReader } from "../host/code_file";
import { createRuntime } from "../host/create";
import { reportActor } from "../host/errors";
import { Evaluator } from "../host/evaluate";
import { saveImage } from "../host/image_file";
import { makeImports } from "../host/imports";
import { LibraryBuilder, type LibraryFile } from "../host/library";
import type { Runtime } from "../host/runtime";
import { CoreBuilder, parseManifest } from "../host/seed/builder";

/** Counter of generated names (kernel/data/world.ts); each file of the library has so many. */
const ID_COUNTER = 0xcc8;
const IDS_OF_FILE = 1000;

const LIBRARIES = "lang/lib";

const files = parseManifest(readFileSync("lang/core/manifest.edn", "utf8"));

/** Where the file is, from the root of the repository. */
function pathOf({ file }: LibraryFile): string {
  return new URL(file, "file:///lang/core/").pathname.slice(1);
}

function codePath(folder: string, index: number): string {
  return `${folder}/${String(index).padStart(3, "0")}.code`;
}

function start(wasm: string, image?: string): Runtime {
  const module = new WebAssembly.Module(readFileSync(wasm));
  const world = image === undefined ? {} : { image: readFileSync(image) };
  const runtime = createRuntime({ module, makeImports, sourcePaths: [LIBRARIES], ...world });
  const every = process.env.GENERA_STRESS;
  if (every !== undefined) {
    runtime.kernel.exports.setStress(1, Number(every));
    runtime.kernel.exports.setPoison(1);
  }
  return runtime;
}

/** Under stress the heap was verified on the way. */
function checkHeap({ kernel }: Runtime): void {
  const count = kernel.exports.violationCount();
  if (count > 0) throw new Error(`the heap verifier has found ${count} violations`);
}

/** Throws what went wrong while the library was built, with its place. */
function explainWith<B extends LibraryBuilder>(builder: B, work: () => void): void {
  try {
    work();
  } catch (error) {
    throw new Error(`${builder.explain(error)}\n  at ${builder.place}`);
  }
}

function buildWithSeed(wasm: string, image: string): void {
  const runtime = start(wasm);
  const builder = new CoreBuilder(runtime.values, files, () => runtime.answerCall());
  explainWith(builder, () => {
    for (const row of files) {
      const path = pathOf(row);
      builder.compileFile(path, row.ns, readFileSync(path, "utf8"));
    }
  });
  saveImage(runtime.kernel, image);
}

async function compileAll(
  wasm: string,
  image: string,
  folder: string,
  ...only: string[]
): Promise<void> {
  const unknown = only.find((name) => !files.some(({ file }) => file === name));
  if (unknown !== undefined) throw new Error(`the library has no file ${unknown}`);
  mkdirSync(folder, { recursive: true });
  const runtime = start(wasm, image);
  for (const [index, row] of files.entries()) {
    if (only.length > 0 && !only.includes(row.file)) continue;
    runtime.kernel.setWord(ID_COUNTER, BigInt(IDS_OF_FILE * (index + 1)));
    await runLibrary(runtime, "compile-file", pathOf(row), row.ns, codePath(folder, index));
  }
  checkHeap(runtime);
}

/** Calls a function of the compiler; throws unless it returns. */
async function runLibrary(runtime: Runtime, name: string, ...args: string[]): Promise<void> {
  const f = runtime.prepareCall("genera.compiler.library", name, ...args);
  const end = await runtime.runMain(f);
  if (typeof end === "number" || end.kind !== "returned") {
    if (typeof end !== "number") reportActor(runtime, end.actor, "");
    throw new Error(`${args[0]} could not be compiled`);
  }
  runtime.kernel.exports.releaseActor(end.actor);
}

/** The namespaces in a folder, by the files that begin one. */
function findNamespaces(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".clj"))
    .filter((name) => /^\(ns /m.test(readFileSync(join(folder, name), "utf8")))
    .map((name) =>
      name
        .replace(/\.clj$/, "")
        .replace(/[\\/]/g, ".")
        .replaceAll("_", "-"),
    )
    .sort();
}

async function compileLibraries(wasm: string, image: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const runtime = start(wasm, image);
  await runLibrary(runtime, "compile-libraries", folder, ...findNamespaces(LIBRARIES));
  checkHeap(runtime);
}

function link(wasm: string, folder: string, image: string): void {
  const runtime = start(wasm);
  const { registry } = runtime;
  const evaluator = new Evaluator(registry.heap, () => runtime.answerCall());
  const builder = new LibraryBuilder(registry, evaluator, files);
  explainWith(builder, () => {
    for (const [index, row] of files.entries()) {
      const code = new CodeReader(registry, readFileSync(codePath(folder, index)));
      builder.runFile(row, () => code.next());
    }
  });
  runtime.kernel.setWord(ID_COUNTER, BigInt(IDS_OF_FILE * (files.length + 1)));
  saveImage(runtime.kernel, image);
}

const stages: Readonly<Record<string, (...args: string[]) => void | Promise<void>>> = {
  seed: buildWithSeed,
  compile: compileAll,
  libraries: compileLibraries,
  link,
};

const [stage, ...args] = process.argv.slice(2);
try {
  await stages[stage ?? ""]!(...args);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
