// All that follows from the tables: gen/ (git-ignored, for kernel, host and lang/core) and the
// generated pages in docs/ (committed, so that they can be read where the code is read).
// Each renderer (tools/render/) is a pure function of the tables and of the sources of the
// primitives; tools/gen.ts writes what renderAll answers, and a test compares the committed pages
// with it.

import { readdirSync, readFileSync } from "node:fs";
import { type PrimitiveSources, renderKernelDispatch } from "./render/dispatch";
import { renderHostTables, renderOptions } from "./render/host";
import {
  renderKernelEvents,
  renderKernelLayouts,
  renderKernelMath,
  renderKernelOpcodes,
  renderKernelPrimitives,
} from "./render/kernel";
import { renderLispConditions, renderLispInstructions, renderLispKinds } from "./render/lisp";
import {
  renderConditionsPage,
  renderEventsPage,
  renderLayoutsPage,
  renderOpcodesPage,
  renderOptionsPage,
  renderPrimitivesPage,
  renderSpecialsPage,
} from "./render/pages";
import { renderHirPage, renderMirPage } from "./render/trees";

function readPrimitiveSources(): PrimitiveSources {
  const files = readdirSync("kernel/prim").filter((file) => file.endsWith(".ts"));
  const sources = files
    .sort()
    .map((file) => [file.slice(0, -3), readFileSync(`kernel/prim/${file}`, "utf8")]);
  return Object.fromEntries(sources);
}

/** Path -> text of every generated file. */
export function renderAll(): Record<string, string> {
  return {
    "gen/kernel/layouts.ts": renderKernelLayouts(),
    "gen/kernel/events.ts": renderKernelEvents(),
    "gen/kernel/opcodes.ts": renderKernelOpcodes(),
    "gen/kernel/math.ts": renderKernelMath(),
    "gen/kernel/primitives.ts": renderKernelPrimitives(),
    "gen/kernel/dispatch.ts": renderKernelDispatch(readPrimitiveSources()),
    "gen/lang/conditions.clj": renderLispConditions(),
    "gen/lang/kinds.clj": renderLispKinds(),
    "gen/lang/instructions.clj": renderLispInstructions(),
    "gen/tables.ts": renderHostTables(),
    "gen/options.ts": renderOptions(),
    "docs/events.md": renderEventsPage(),
    "docs/specials.md": renderSpecialsPage(),
    "docs/options.md": renderOptionsPage(),
    "docs/layouts.md": renderLayoutsPage(),
    "docs/opcodes.md": renderOpcodesPage(),
    "docs/conditions.md": renderConditionsPage(),
    "docs/hir.md": renderHirPage(),
    "docs/mir.md": renderMirPage(),
    "docs/primitives.md": renderPrimitivesPage(),
  };
}
