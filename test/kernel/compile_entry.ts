// Compiles an AssemblyScript entry of the kernel tests to WebAssembly in memory and starts it.
// The module is built as the kernel is: stub runtime, imported shared memory, no data section;
// a data section fails the compilation, since memory belongs to the runtime alone.
// Paths are relative to process.cwd(), the root of the repository.

import assert from "node:assert/strict";
import path from "node:path";
import asc from "assemblyscript/asc";

type Value = number | bigint;
type WasmFunction = (...args: Value[]) => Value;

export interface Entry {
  readonly memory: WebAssembly.Memory;
  /** Calls an export that returns a 32-bit or floating number, or nothing. */
  call(name: string, ...args: Value[]): number;
  /** Calls an export that returns a 64-bit integer. */
  callLong(name: string, ...args: Value[]): bigint;
}

const PAGES = 16;
const DATA_SECTION = 11;

/** Reads an unsigned LEB128 number and returns it with the offset after it. */
function readLeb(bytes: Uint8Array, start: number): [value: number, next: number] {
  let value = 0;
  let shift = 0;
  let at = start;
  while (true) {
    const byte = bytes[at++] ?? 0;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
    shift += 7;
  }
}

/** Lists the section ids of a WebAssembly binary. */
export function listSections(bytes: Uint8Array): number[] {
  const ids: number[] = [];
  let at = 8;
  while (at < bytes.length) {
    ids.push(bytes[at] ?? 0);
    const [size, next] = readLeb(bytes, at + 1);
    at = next + size;
  }
  return ids;
}

/** Compiles the entry file and returns the WebAssembly binary. */
export async function compileBinary(entry: string): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const pages = String(PAGES);
  const options = ["--baseDir", process.cwd(), "--outFile", "entry.wasm", "--runtime", "stub"];
  options.push("-O3", "--importMemory", "--sharedMemory");
  options.push("--enable", "threads", "--enable", "simd");
  options.push("--initialMemory", pages, "--maximumMemory", pages);
  const { error, stderr } = await asc.main([path.normalize(entry), ...options], {
    writeFile(_name: string, contents: string | Uint8Array): void {
      if (typeof contents !== "string") binary = new Uint8Array(contents);
    },
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  assert.ok(binary, "the compiler wrote no binary");
  assert.ok(!listSections(binary).includes(DATA_SECTION), "the module has a data section");
  return binary;
}

/** Compiles and instantiates the entry file with a fresh shared memory. */
export async function compileEntry(entry: string): Promise<Entry> {
  const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES, shared: true });
  const module = await WebAssembly.compile(await compileBinary(entry));
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  const invoke = (name: string, args: Value[]): Value => {
    const fn = exports[name];
    assert.equal(typeof fn, "function", `no export ${name}`);
    return (fn as WasmFunction)(...args);
  };
  return {
    memory,
    call: (name, ...args) => invoke(name, args) as number,
    callLong: (name, ...args) => invoke(name, args) as bigint,
  };
}
