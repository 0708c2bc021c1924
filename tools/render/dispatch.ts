// The switch that calls the kernel function of each primitive (gen/kernel/dispatch.ts). The
// function of row `first` of area `seq` is primFirst, in kernel/prim/seq.ts or a file
// seq_<part>.ts.
//
// Invariant: every row has its function and every such function has its row; generating fails
// with the names otherwise.

import { type Primitive, primitives } from "../../tables/primitives";
import { NOTE, pascal } from "./names";

/** Text of the files of kernel/prim by their name without extension. */
export type PrimitiveSources = Readonly<Record<string, string>>;

const functionName = (p: Primitive): string => `prim${pascal(p.name)}`;

/** The file that defines the row's function. */
function findDefinition(p: Primitive, sources: PrimitiveSources): string {
  const text = `export function ${functionName(p)}(`;
  for (const [file, source] of Object.entries(sources)) {
    if (file !== p.area && !file.startsWith(`${p.area}_`)) continue;
    if (source.includes(text)) return file;
  }
  throw new Error(
    `primitive ${p.name}: no function ${functionName(p)} in kernel/prim/${p.area}*.ts`,
  );
}

/** Throws when a file defines a function that no row names. */
function checkRows(sources: PrimitiveSources): void {
  const known = new Set(primitives.map(functionName));
  for (const [file, source] of Object.entries(sources)) {
    for (const [, name = ""] of source.matchAll(/^export function (prim\w+)\(/gm)) {
      if (!known.has(name)) throw new Error(`kernel/prim/${file}.ts: no row for ${name}`);
    }
  }
}

export function renderKernelDispatch(sources: PrimitiveSources): string {
  checkRows(sources);
  const out = [NOTE, "import { CONTEXT_CODE, context, hostCall } from '../../kernel/context';"];
  out.push("import { Addr } from '../../kernel/value/addr';");
  out.push("import { Value } from '../../kernel/value/value';");
  const names = new Map<string, string[]>();
  const cases: string[] = [];
  for (const p of primitives) {
    if (p.area === "host") {
      cases.push(`    case ${p.number}:`, `      return hostCall(${p.number});`);
      continue;
    }
    const args = Array.from({ length: p.arguments }, (_, i) =>
      i === 0 ? "load<u64>(args)" : `load<u64>(args, ${8 * i})`,
    );
    const name = functionName(p);
    const file = findDefinition(p, sources);
    names.set(file, [...(names.get(file) ?? []), name]);
    cases.push(`    case ${p.number}:`, `      return ${name}(${args.join(", ")});`);
  }
  for (const [file, list] of names) {
    out.push(`import { ${list.join(", ")} } from '../../kernel/prim/${file}';`);
  }
  out.push(
    "",
    "// Exported from the module, so that the optimizer leaves each a function of its own.",
    "// Inlined, they were one function of 44 KB, which took V8 a third of a second to compile.",
    ...[...names.values()].map((list) => `export { ${list.join(", ")} };`),
  );
  out.push(
    "",
    "/** Runs primitive `p`; answers its value, or SENTINEL after writing an outcome. */",
  );
  out.push("export function callPrimitive(p: u32, args: Addr): Value {", "  switch (p) {");
  out.push(
    ...cases,
    "    default:",
    "      store<u32>(context, p, CONTEXT_CODE); // a host that catches the trap can name it",
    "      unreachable();",
    "  }",
    "  return 0;",
    "}",
  );
  return `${out.join("\n")}\n`;
}
