// The host primitive that runs another program of the system, for clojure.java.shell: the actor
// that asks waits for its end; when the actor is ended, so is the program.

import { spawn } from "node:child_process";
import { buffer, text } from "node:stream/consumers";
import { HostFailure } from "../failure";
import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

/** Java's words for a program that cannot be started. */
function startFailure(program: string, directory: string | null, error: Error): HostFailure {
  const { code } = error as NodeJS.ErrnoException;
  const reason =
    code === "ENOENT"
      ? "error=2, No such file or directory"
      : code === "EACCES"
        ? "error=13, Permission denied"
        : error.message;
  const where = directory === null ? "" : ` (in directory "${directory}")`;
  return new HostFailure(
    "java.io.IOException",
    `Cannot run program "${program}"${where}: ${reason}`,
  );
}

/** Variables written NAME=VALUE. */
function readEnvironment(rows: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    rows.map((row) => [row.slice(0, row.indexOf("=")), row.slice(row.indexOf("=") + 1)]),
  );
}

/** Bytes as characters below 256. */
const toLatin1 = (bytes: Buffer): string => bytes.toString("latin1");

function runProcess(call: HostCall): Promise<HostValue> {
  const [program = "", ...args] = call.strings(0);
  const directory = call.optionalString(1);
  const variables = call.isNil(2) ? process.env : readEnvironment(call.strings(2));
  const input = call.optionalString(3);
  const isBinary = call.truth(4);
  const child = spawn(program, args, { cwd: directory ?? process.cwd(), env: variables });
  call.onCancel(() => child.kill());
  child.stdin.on("error", () => {}); // a program need not read its input
  child.stdin.end(input ?? "", "utf8");
  return new Promise((resolve, reject) => {
    child.on("error", (error) => reject(startFailure(program, directory, error)));
    const out = isBinary ? buffer(child.stdout).then(toLatin1) : text(child.stdout);
    const outputs = Promise.all([out, text(child.stderr)]);
    child.on("close", (status, signal) => {
      const exit = status ?? 128 + (signal === "SIGKILL" ? 9 : 15); // as a shell answers it
      outputs.then(([out, err]) => resolve([exit, out, err]), reject);
    });
  });
}

export const processes: Handlers = { "run-process": runProcess };
