// Runs one program: makes a runtime with the core library in it, hands it what the command line
// asked for, and turns the way it ended into an exit status.
//
// Kernel and core image lie in build/, where the build has put them, beside dist/.

import { openSync, readFileSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { fileURLToPath } from "node:url";
import { trace } from "../gen/tables";
import { createRuntime } from "../host/create";
import { reportActor } from "../host/errors";
import { makeImports } from "../host/imports";
import type { Runtime } from "../host/runtime";
import { stopOnSignals } from "../host/signals";
import type { HostValue } from "../host/values";
import { type Options, UsageError } from "./arguments";

/** Where namespaces are looked for without --path. */
export const DEFAULT_PATHS: readonly string[] = ["src", "test"];

const DEADLOCK = "genera: deadlock: the main actor waits for what nobody can do any more\n";

const built = (name: string): URL => new URL(`../build/${name}`, import.meta.url);

function readBuilt(name: string): Uint8Array {
  return readFileSync(built(name));
}

/**
 * Runs what `command` says (lang/core/main.clj knows its forms) with the arguments `args`;
 * `folders` are searched for namespaces after those of --path. Answers the exit status.
 */
export async function runProgram(
  options: Options,
  command: readonly HostValue[],
  args: readonly string[],
  folders: readonly string[],
): Promise<number> {
  const runtime = createRuntime({
    module: new WebAssembly.Module(readBuilt("genera.wasm")),
    image: readBuilt("core.vlod"),
    makeImports,
    cores: options.seed === undefined ? (options.cores ?? os.availableParallelism()) : 1,
    workerProgram: new URL("./worker.mjs", import.meta.url),
    libraryPath: fileURLToPath(built("lib")),
    sourcePaths: options.path ?? [...(options.project ?? DEFAULT_PATHS), ...folders],
    onCrash: (crashed, actor) => {
      reportActor(crashed, actor, `Actor ${crashed.kernel.pidOf(actor)} was ended:\n`);
    },
    ...(command[0] === "repl" ? { onStuck: freeRepl } : {}),
    ...(options.features === undefined ? {} : { features: options.features }),
    ...(options.heap === undefined ? {} : { heapBytes: options.heap }),
    ...traceFile(options),
    ...(options.stack === undefined ? {} : { stackBytes: options.stack }),
  });
  const { exports } = runtime.kernel;
  if (options.seed !== undefined) exports.setSeed(options.seed);
  exports.setTrace(traceBits(options.trace ?? []));
  if (options.poison) exports.setPoison(1);
  if (options.stress !== undefined) exports.setStress(1, options.stress);
  else if (options.verify) exports.setStress(0, 1);
  // At the REPL Ctrl-C interrupts what is evaluated (host/primitives/terminal.ts).
  stopOnSignals(runtime, command[0] === "repl" ? ["SIGTERM"] : ["SIGINT", "SIGTERM"]);
  const settings = [
    ["dump", options.dump ?? []],
    ["own", ownSources(options, folders)],
    ["warnings", options["no-warnings"] !== true],
  ];
  const status = await runMain(runtime, [command, args, settings]);
  checkHeap(runtime);
  return status;
}

/** The events that the log is to show, as the kernel wants them. */
function traceBits(names: readonly string[]): number {
  const numbers: Readonly<Record<string, number>> = trace;
  return names.reduce((bits, name) => bits | (1 << (numbers[name] ?? 0)), 0);
}

/** Opens the file of the event log, for all workers. */
function traceFile(options: Options): { traceTo?: number } {
  const file = options["trace-file"];
  if (file === undefined) return {};
  try {
    return { traceTo: openSync(file, "w") };
  } catch (error) {
    throw new UsageError(`the log cannot be written: ${(error as Error).message}`);
  }
}

/** Does a folder lie below the current one, and not in a package? */
export function isOwn(folder: string): boolean {
  return (
    !/(^|[/\\])node_modules([/\\]|$)/.test(folder) && !path.relative(".", folder).startsWith("..")
  );
}

/**
 * The folders of the program's own sources: that of the file that is run, and those of --path that
 * lie below the current folder. What else is on the path are libraries.
 */
function ownSources(options: Options, folders: readonly string[]): string[] {
  return [...(options.path ?? options.project ?? DEFAULT_PATHS).filter(isOwn), ...folders];
}

/** Under stress the heap was verified on the way: a violation is a bug of Genera. */
function checkHeap(runtime: Runtime): void {
  const count = runtime.kernel.exports.violationCount();
  if (count > 0) throw new Error(`the heap verifier has found ${count} violations`);
}

async function runMain(runtime: Runtime, request: HostValue): Promise<number> {
  const end = await runtime.runCommand("genera.main", "start", request);
  if (typeof end === "number") return end;
  if (end.kind === "returned") return 0;
  if (end.kind === "failed") {
    reportActor(runtime, end.actor, "");
    return 1;
  }
  process.stderr.write(DEADLOCK);
  return 1;
}

/** What the REPL evaluates is interrupted when it waits for ever; the session goes on. */
function freeRepl(runtime: Runtime): boolean {
  process.stderr.write(DEADLOCK);
  runtime.interruptMain();
  return true;
}
