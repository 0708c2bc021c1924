// The pages on the compiler's intermediate languages, from their descriptions in lang/compiler: the
// head of the file, and a row for each entry of the table that describes the nodes.

import { readFileSync } from "node:fs";
import type { Form, MapForm } from "../../seed/forms";
import { readAll } from "../../seed/reader";

interface Page {
  readonly title: string;
  readonly file: string;
  /** Name of the var whose map describes the nodes. */
  readonly table: string;
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

function findTable({ file, table }: Page, text: string): MapForm {
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

function renderRow(op: Form, row: Form): string {
  const one = namesIn(get(row, "one"));
  const many = namesIn(get(row, "many"));
  const children = [...one, ...many.map((name) => `${name} …`)];
  const keys = namesIn(get(row, "keys")).filter((key) => ![...one, ...many].includes(key));
  const doc = get(row, "doc");
  const text = doc?.kind === "str" ? doc.value.replace(/\s+/g, " ") : "";
  const name = op.kind === "kw" ? `\`:${op.name}\`` : "?";
  return `| ${[name, keys.join(" "), children.join(" "), text].join(" | ")} |`;
}

function renderPage(page: Page): string {
  const text = readFileSync(page.file, "utf8");
  return [
    `# ${page.title}\n`,
    `Generated from \`${page.file}\`.\n`,
    `${headOf(text)}\n`,
    "Children that are vectors are marked with ….\n",
    "| op | keys | children | |",
    "|---|---|---|---|",
    ...entriesOf(findTable(page, text)).map(([op, row]) => renderRow(op, row)),
    "",
  ].join("\n");
}

export function renderHirPage(): string {
  return renderPage({ title: "HIR", file: "lang/compiler/hir.clj", table: "ops" });
}
