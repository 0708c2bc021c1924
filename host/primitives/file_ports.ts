// Host primitives on files as ports (host/ports/file.ts) and on folders, for genera.file. Answers
// are OTP's: values, or [:error reason].

import * as files from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { File, flagsOf } from "../ports/file";
import { PayloadMaker, payloadOf, type Shape } from "../ports/payload";
import { failed, OK, reasonOf } from "../ports/ports";
import { type HostValue, Keyword } from "../values";
import type { Handlers, HostCall } from "./call";

const TERMINATED = failed("terminated");

/** What the work answers, or the reason of its failure; nothing when the caller is gone. */
function attempt(call: HostCall, work: () => Promise<HostValue>): Promise<HostValue> {
  return new Promise((resolve, reject) => {
    call.onCancel(() => resolve(null));
    work().then(resolve, (error) => {
      const isOfSystem = (error as NodeJS.ErrnoException).code !== undefined;
      if (isOfSystem) resolve(failed(reasonOf(error)));
      else reject(error);
    });
  });
}

function open(call: HostCall): Promise<HostValue> {
  const [path, shape] = [call.string(0), call.string(2) as Shape];
  const modes = call.strings(1);
  return attempt(call, async () => {
    const handle = await files.open(path, flagsOf(modes), 0o666);
    const found = await handle.stat();
    if (found.isDirectory()) {
      await handle.close();
      return failed("eisdir");
    }
    const { ports } = call.runtime;
    const isAppended = modes.includes("append");
    const file = new File(ports, call.actor, handle, shape, found.isFile(), isAppended);
    return !call.isCancelled && ports.add(file) ? [OK, file.name] : TERMINATED;
  });
}

/** Work on the open file of argument 0. */
function withFile(work: (file: File, call: HostCall) => () => Promise<HostValue>) {
  return (call: HostCall): HostValue | Promise<HostValue> => {
    const port = call.port(0);
    if (port === undefined) return TERMINATED;
    return port instanceof File ? port.do(call, work(port, call)) : failed("einval");
  };
}

function write(file: File, call: HostCall): () => Promise<HostValue> {
  const bytes = payloadOf(call, 1);
  const position = call.isNil(2) ? null : call.long(2);
  return () => file.write(bytes, position);
}

function read(file: File, call: HostCall): () => Promise<HostValue> {
  const size = call.long(1);
  const position = call.isNil(2) ? null : call.long(2);
  return () => (position === null ? file.read(size) : file.readAt(position, size));
}

function move(file: File, call: HostCall): () => Promise<HostValue> {
  const [from, offset] = [call.string(1), call.long(2)];
  return () => file.move(from, offset);
}

function readWhole(call: HostCall): Promise<HostValue> {
  const [path, shape] = [call.string(0), call.string(1) as Shape];
  return attempt(call, async () => {
    const bytes = await files.readFile(path);
    return [OK, new PayloadMaker().make(bytes, shape, true)];
  });
}

function writeWhole(call: HostCall): Promise<HostValue> {
  const [path, bytes] = [call.string(0), payloadOf(call, 1)];
  const flag = flagsOf(["write", ...call.strings(2)]);
  return attempt(call, async () => {
    await files.writeFile(path, bytes, { flag: flag as unknown as string });
    return OK;
  });
}

async function describe(path: string): Promise<HostValue> {
  const found = await files.stat(path);
  const type = found.isFile() ? "regular" : found.isDirectory() ? "directory" : "other";
  const entries: [string, HostValue][] = [
    ["type", new Keyword(type)],
    ["size", found.size],
    ["mtime", Math.floor(found.mtimeMs)],
    ["mode", found.mode & 0o7777],
  ];
  return [OK, new Map(entries.map(([name, value]) => [new Keyword(name), value]))];
}

async function done(work: Promise<unknown>): Promise<HostValue> {
  await work;
  return OK;
}

const tasks: Readonly<Record<string, (path: string, other: string) => Promise<HostValue>>> = {
  delete: (path) => done(files.unlink(path)),
  rename: (path, other) => done(files.rename(path, other)),
  "make-dir": (path) => done(files.mkdir(path)),
  "delete-dir": (path) => done(files.rmdir(path)),
  "list-dir": async (path) => [OK, (await files.readdir(path)).sort()],
  info: describe,
  chmod: (path, mode) => done(files.chmod(path, Number.parseInt(mode, 8))),
  "set-time": (path, ms) => done(files.utimes(path, Number(ms) / 1000, Number(ms) / 1000)),
  copy: (path, other) => done(files.copyFile(path, other)),
  "real-path": async (path) => [OK, await realPath(path)],
};

/** The path without symbolic links; what of it does not exist stays as it is. */
async function realPath(path: string): Promise<string> {
  const whole = resolve(path);
  const parent = dirname(whole);
  try {
    return await files.realpath(whole);
  } catch {
    return parent === whole ? whole : join(await realPath(parent), basename(whole));
  }
}

function doTask(call: HostCall): Promise<HostValue> {
  const [name, path] = [call.string(0), call.string(1)];
  const other = call.optionalString(2) ?? "";
  const task = tasks[name] as (path: string, other: string) => Promise<HostValue>;
  return attempt(call, () => task(path, other));
}

export const filePorts: Handlers = {
  "file-open": open,
  "file-read": withFile(read),
  "file-read-line": withFile((file) => () => file.readLine()),
  "file-write": withFile(write),
  "file-position": withFile(move),
  "file-truncate": withFile((file) => () => file.truncate()),
  "file-sync": withFile((file) => () => file.sync()),
  "file-whole": readWhole,
  "file-write-whole": writeWhole,
  "file-task": doTask,
};
