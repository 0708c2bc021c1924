// The pages on the compiler's intermediate languages, from their descriptions in lang/compiler: the
// head of the file, and a row for each entry of the table that describes the nodes.

import { readFileSync } from "node:fs";
import type { Form, MapForm } from "../../seed/forms";
import { readAll } from "../../seed/reader";

interface Page {
  readonly title: string;
  readonly file: string;
}

/** The comment that a file opens with, as paragraphs of Markdown. */
function headOf(text: string): string {
  const lines = text.split("\n");
  const end = lines.findIndex((line) => !line.startsWith(";"));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^;+ ?/, ""))
    .join("\n")
    .replace(/</g, "&lt;");
}

function entriesOf(map: MapForm): [Form, Form][] {
  const entries: [Form, Form][] = [];
  for (let i = 0; i + 1 < map.items.length; i += 2) {
    entries.push([map.items[i] as Form, map.items[i + 1] as Form]);
  }
  return entries;
}

/** The map that the var `table` of a file holds. */
function findTable({ file }: Page, table: string, text: string): MapForm {
  for (const form of readAll(text)) {
    if (form.kind !== "list") continue;
    const [head, name] = form.items;
    const value = form.items.at(-1);
    const isDef = head?.kind === "sym" && head.name === "def";
    if (isDef && name?.kind === "sym" && name.name === table && value?.kind === "map") return value;
  }
  throw new Error(`${file} has no table ${table}`);
}

function get(row: Form, name: string): Form | undefined {
  if (row.kind !== "map") return undefined;
  return entriesOf(row).find(([key]) => key.kind === "kw" && key.name === name)?.[1];
}

/** The names of a vector of keywords. */
function namesIn(form: Form | undefined): string[] {
  if (form?.kind !== "vec") return [];
  return form.items.map((item) => (item.kind === "kw" ? `:${item.name}` : "?"));
}

function docOf(row: Form): string {
  const doc = get(row, "doc");
  return doc?.kind === "str" ? doc.value.replace(/\s+/g, " ") : "";
}

function nameOf(op: Form): string {
  return op.kind === "kw" ? `\`:${op.name}\`` : "?";
}

function renderNode(op: Form, row: Form): string {
  const one = namesIn(get(row, "one"));
  const many = namesIn(get(row, "many"));
  const children = [...one, ...many.map((name) => `${name} …`)];
  const keys = namesIn(get(row, "keys")).filter((key) => ![...one, ...many].includes(key));
  return `| ${[nameOf(op), keys.join(" "), children.join(" "), docOf(row)].join(" | ")} |`;
}

function renderInstruction(op: Form, row: Form): string {
  const number = (name: string) => {
    const found = get(row, name);
    return found?.kind === "int" ? String(found.value) : "any";
  };
  const of = get(row, "of");
  const traits = ["pure", "free"].filter((name) => get(row, name) !== undefined);
  const cells = [nameOf(op), number("args"), of?.kind === "kw" ? of.name : "", traits.join(" ")];
  return `| ${[...cells, docOf(row)].join(" | ")} |`;
}

function renderHead({ title, file }: Page, text: string): string {
  return `# ${title}\n\nGenerated from \`${file}\`.\n\n${headOf(text)}\n`;
}

export function renderHirPage(): string {
  const page = { title: "HIR", file: "lang/compiler/hir.clj" };
  const text = readFileSync(page.file, "utf8");
  return [
    renderHead(page, text),
    "Children that are vectors are marked with ….\n",
    "| op | keys | children | |",
    "|---|---|---|---|",
    ...entriesOf(findTable(page, "ops", text)).map(([op, row]) => renderNode(op, row)),
    "",
  ].join("\n");
}

export function renderMirPage(): string {
  const page = { title: "MIR", file: "lang/compiler/mir.clj" };
  const text = readFileSync(page.file, "utf8");
  const rows = (table: string) =>
    entriesOf(findTable(page, table, text)).map(([op, row]) => renderInstruction(op, row));
  return [
    renderHead(page, text),
    "## Instructions\n",
    "| op | arguments | of | | |",
    "|---|--:|---|---|---|",
    ...rows("ops"),
    "\n## Terminators\n",
    "| op | arguments | of | | |",
    "|---|--:|---|---|---|",
    ...rows("ends"),
    "",
  ].join("\n");
}
