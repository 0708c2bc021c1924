// The registry of host primitives: which handler answers which row of tables/primitives/host.ts.

import { hostPrimitives } from "../../gen/tables";
import type { Handler, Handlers, HostPrimitive } from "./call";
import { charsets } from "./charsets";
import { code } from "./code";
import { filePorts } from "./file_ports";
import { files } from "./files";
import { ports } from "./ports";
import { processes } from "./processes";
import { regex } from "./regex";
import { reports } from "./reports";
import { simulation } from "./simulation";
import { sources } from "./sources";
import { streams } from "./streams";
import { system } from "./system";
import { tcp } from "./tcp";
import { terminal } from "./terminal";
import { time } from "./time";

const groups: readonly Handlers[] = [
  files,
  charsets,
  filePorts,
  ports,
  tcp,
  processes,
  streams,
  terminal,
  sources,
  code,
  reports,
  regex,
  system,
  time,
  simulation,
];

const byNumber = new Map<number, Handler>();
for (const group of groups) {
  for (const [name, handler] of Object.entries(group)) {
    byNumber.set(hostPrimitives[name as HostPrimitive], handler as Handler);
  }
}

/** The handler of a primitive, or undefined: every row has one (a test loops over them). */
export function findHandler(primitive: number): Handler | undefined {
  return byNumber.get(primitive);
}

export function primitiveName(primitive: number): string {
  const found = Object.entries(hostPrimitives).find(([, number]) => number === primitive);
  return found?.[0] ?? String(primitive);
}
