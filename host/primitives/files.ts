// Host primitives on files. Failures are Java's: FileNotFoundException with the system's reason,
// IOException for the rest; questions (file-info, list-files …) answer nil or false instead.
//
// Reading and writing is synchronous, as the actor that asks waits anyway, until programs need
// several files at once. Text that is ASCII goes into the heap as it is in the file.

import { isAscii } from "node:buffer";
import * as fs from "node:fs";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { isCode } from "../code_file";
import { describeFileError } from "../failure";
import { Bytes, Existing, type HostValue, Keyword } from "../values";
import type { Handlers, HostCall } from "./call";

/** Decodes as the JVM does: U+FFFD for what is no UTF-8; a byte order mark stays. */
export const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** A path as Node wants it; `file:` URLs are read too. */
function toPath(name: string): string {
  return name.startsWith("file:") ? fileURLToPath(new URL(name)) : name;
}

function attempt<T>(name: string, action: (name: string) => T): T {
  try {
    return action(toPath(name));
  } catch (error) {
    throw describeFileError(error, name);
  }
}

function attemptOr<T>(name: string, otherwise: T, action: (name: string) => T): T {
  try {
    return action(toPath(name));
  } catch {
    return otherwise;
  }
}

function readBytes(call: HostCall, name: string): Buffer {
  return call.runtime.outside(() => attempt(name, (at) => fs.readFileSync(at)));
}

function readFile(call: HostCall): HostValue {
  const name = call.string(0);
  const bytes = readBytes(call, name);
  return isAscii(bytes) ? new Existing(call.runtime.values.makeLatin1(bytes)) : utf8.decode(bytes);
}

function writeBinary(call: HostCall): HostValue {
  const bytes = call.runtime.values.readBinary(call.word(1));
  writeBytes(call, bytes);
  return null;
}

function writeBytes(call: HostCall, bytes: Uint8Array): void {
  const name = call.string(0);
  const flag = call.truth(2) ? "a" : "w";
  call.runtime.outside(() => attempt(name, (at) => fs.writeFileSync(at, bytes, { flag })));
}

/** UTF-8 as Java's writers make it: half a surrogate pair becomes a question mark. */
export function encode(text: string): Buffer {
  return Buffer.from(text.replace(/\p{Surrogate}/gu, "?"), "utf8");
}

function writeFile(call: HostCall): HostValue {
  writeBytes(call, encode(call.string(1)));
  return null;
}

function describeFile(call: HostCall): HostValue {
  return attemptOr(call.string(0), null, (at) => {
    const found = fs.statSync(at);
    const kind = found.isFile() ? "file" : found.isDirectory() ? "directory" : "other";
    return [new Keyword(kind), found.size, Math.floor(found.mtimeMs)];
  });
}

function deleteFile(call: HostCall): HostValue {
  return attemptOr(call.string(0), false, (at) => {
    if (fs.lstatSync(at).isDirectory()) fs.rmdirSync(at);
    else fs.unlinkSync(at);
    return true;
  });
}

/** When the file was changed last, or null when there is none. */
function changedAt(file: string): number | null {
  const found = fs.statSync(file, { throwIfNoEntry: false });
  return found?.isFile() ? found.mtimeMs : null;
}

/**
 * Path of the file that holds namespace `name` (a/b_c for a.b-c), or nil: its compiled code, if
 * that fits this Genera and is not older than the source, else the source.
 */
function findSource(call: HostCall): HostValue {
  const name = call.string(0);
  const { sourcePaths, libraryPath } = call.runtime;
  for (const folder of libraryPath === null ? sourcePaths : [...sourcePaths, libraryPath]) {
    const at = (ending: string) => path.join(folder, name + ending);
    const source = [at(".clj"), at(".cljc")].find((file) => changedAt(file) !== null);
    const compiled = changedAt(at(".code"));
    const isNewer = source === undefined || (compiled ?? 0) >= (changedAt(source) ?? 0);
    if (compiled !== null && isNewer && isCode(at(".code"))) return at(".code");
    if (source !== undefined) return source;
  }
  return null;
}

function findResource(call: HostCall): HostValue {
  const name = call.string(0);
  const paths = call.runtime.sourcePaths.map((folder) => path.resolve(folder, name));
  return paths.find((file) => changedAt(file) !== null) ?? null;
}

function readSourceLine(call: HostCall): HostValue {
  return attemptOr(call.string(0), null, (at) => {
    const lines = utf8.decode(fs.readFileSync(at)).split("\n");
    return lines[call.long(1) - 1]?.replace(/\r$/, "") ?? null;
  });
}

export const files: Handlers = {
  "read-file": readFile,
  "read-binary": (call) => new Bytes(readBytes(call, call.string(0))),
  "write-binary": writeBinary,
  "write-file": writeFile,
  "file-info": describeFile,
  "list-files": (call) => attemptOr(call.string(0), null, (at) => fs.readdirSync(at).sort()),
  "delete-file": deleteFile,
  "make-directories": (call) =>
    attemptOr(call.string(0), false, (at) => fs.mkdirSync(at, { recursive: true }) !== undefined),
  "absolute-path": (call) => path.resolve(toPath(call.string(0))),
  "find-source": findSource,
  "find-resource": findResource,
  "source-line": readSourceLine,
};
