// Writes the core image: builds lang/core from its sources in an empty world and saves the world.
// A step of the build (tools/build.mjs).
//
//   node build/image.mjs FROM.wasm TO.vlod

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { buildCore } from "../host/boot";
import { saveImage } from "../host/image_file";
import { makeImports } from "../host/imports";
import { createRuntime } from "../host/runtime";

const [wasm, image] = process.argv.slice(2) as [string, string];
const module = new WebAssembly.Module(readFileSync(wasm));
const runtime = createRuntime({ module, makeImports });
try {
  buildCore(runtime, pathToFileURL(`${process.cwd()}/`));
  saveImage(runtime.kernel, image);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
