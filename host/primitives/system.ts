// Host primitives on the process and its surroundings: exit, environment, system properties,
// random identifiers.

import { createHash, randomUUID } from "node:crypto";
import * as os from "node:os";
import { version } from "../../package.json";
import { findOwn } from "../own";
import { INTERRUPT_EXIT } from "../runtime";
import { Bytes, type HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

/** Java's system properties that have a meaning here. */
const properties: Readonly<Record<string, () => string>> = {
  "user.dir": () => process.cwd(),
  "user.home": () => os.homedir(),
  "user.name": () => os.userInfo().username,
  "os.name": () => (process.platform === "win32" ? "Windows" : os.type()),
  "os.version": () => os.release(),
  "os.arch": () => (process.arch === "x64" ? "amd64" : process.arch),
  "java.io.tmpdir": () => os.tmpdir(),
  "line.separator": () => (process.platform === "win32" ? "\r\n" : "\n"),
  "file.separator": () => (process.platform === "win32" ? "\\" : "/"),
  "path.separator": () => (process.platform === "win32" ? ";" : ":"),
  "file.encoding": () => "UTF-8",
  // Programs ask which Java they run on: the one whose library this one follows.
  "java.version": () => "17",
  "java.specification.version": () => "17",
  "java.class.path": () => process.env.GENERA_PATH ?? "",
  "genera.cores": () => String(os.availableParallelism()),
  "genera.version": () => version,
};

function readEnvironment(call: HostCall): HostValue {
  if (!call.isNil(0)) return findOwn(process.env, call.string(0)) ?? null;
  return new Map(Object.entries(process.env).map(([name, value]) => [name, value ?? ""]));
}

function readProperty(call: HostCall): HostValue {
  const name = call.string(0);
  if (name === "genera.features") return call.runtime.features?.join(",") ?? null;
  if (name === "genera.source.path") return call.runtime.sourcePaths.join("\n");
  if (name === "genera.library.path") return call.runtime.libraryPath;
  return findOwn(properties, name)?.() ?? null;
}

/** A random UUID; with a seed, one that this draws. */
function drawUuid({ runtime }: HostCall): HostValue {
  const { exports } = runtime.kernel;
  if (!exports.isSeeded()) return randomUUID();
  const draw = (n: number): number => Math.floor(exports.random() * n);
  return "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx".replace(/[xy]/g, (c) =>
    (c === "x" ? draw(16) : 8 + draw(4)).toString(16),
  );
}

function digest(call: HostCall): HostValue {
  const bytes = call.runtime.values.readBinary(call.word(1));
  return new Bytes(createHash(call.string(0)).update(bytes).digest());
}

export const system: Handlers = {
  digest,
  exit: (call) => call.runtime.exit(call.isNil(0) ? call.runtime.stopStatus : call.long(0)),
  "end-main": (call) => {
    call.runtime.interruptMain(INTERRUPT_EXIT);
    return null;
  },
  environment: readEnvironment,
  property: readProperty,
  "random-uuid": drawUuid,
};
