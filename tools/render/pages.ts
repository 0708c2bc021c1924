// The generated pages of docs/: a table of every table.

import { conditions } from "../../tables/conditions";
import { type EventGroup, eventGroups, events } from "../../tables/events";
import { layouts } from "../../tables/layouts";
import { math1, math2 } from "../../tables/math";
import { opcodes } from "../../tables/opcodes";
import { options } from "../../tables/options";
import { primitives } from "../../tables/primitives";
import { specials } from "../../tables/specials";

export function renderPrimitivesPage(): string {
  const out = ["# Primitives\n", "Generated from `tables/primitives.ts`.\n"];
  out.push("| number | name | area | arguments | slow | doc |", "|--:|---|---|--:|---|---|");
  for (const p of primitives) {
    const cells = [p.number, p.name, p.area, p.arguments, p.slow ? "yes" : "", p.doc];
    out.push(`| ${cells.join(" | ")} |`);
  }
  out.push("\n## Functions of doubles\n");
  out.push(`\`math\`: ${math1.map((name, i) => `${i} ${name}`).join(", ")}.\n`);
  out.push(`\`math-2\`: ${math2.map((name, i) => `${i} ${name}`).join(", ")}.`);
  return `${out.join("\n")}\n`;
}

export function renderLayoutsPage(): string {
  const out = ["# Object layouts\n", "Generated from `tables/layouts.ts`. 8 bytes a field, after"];
  out.push("the 8-byte header (docs/decisions/001-object-layout.md).\n");
  layouts.forEach((l, i) => {
    out.push(`## ${i} ${l.name}${l.type ? ` (${l.type})` : ""}\n`, `${l.doc}\n`);
    if (l.fields.length > 0) {
      out.push("| offset | field | kind |", "|--:|---|---|");
      l.fields.forEach(([n, k], j) => {
        out.push(`| ${8 * (j + 1)} | ${n} | ${k} |`);
      });
    }
    if (l.tail !== undefined) {
      out.push(`| ${8 * (l.fields.length + 1)} | tail, by ${l.tail.by} | ${l.tail.kind} |`);
    }
    if (l.born !== undefined) out.push(`\nBorn ${l.born}${l.pinned ? ", pinned" : ""}.`);
    out.push("");
  });
  return out.join("\n");
}

export function renderOpcodesPage(): string {
  const out = ["# Opcodes\n", "Generated from `tables/opcodes.ts`.\n"];
  out.push("| number | name | operands | pops | pushes | safepoint | doc |");
  out.push("|--:|---|---|--:|--:|---|---|");
  for (const o of opcodes) {
    const operands = o.operands.map(([n, k]) => `${n}: ${k}`).join(", ");
    const cells = [o.number, o.name, operands, o.pops, o.pushes, o.safepoint ? "yes" : "", o.doc];
    out.push(`| ${cells.join(" | ")} |`);
  }
  return `${out.join("\n")}\n`;
}

export function renderConditionsPage(): string {
  const out = ["# Conditions\n", "Generated from `tables/conditions.ts`.\n"];
  out.push("| code | name | class | message |", "|--:|---|---|---|");
  conditions.forEach((c, i) => {
    out.push(`| ${i + 1} | ${c.name} | ${c.type} | ${c.message} |`);
  });
  return `${out.join("\n")}\n`;
}

export function renderOptionsPage(): string {
  const out = ["# Options\n", "Generated from `tables/options.ts`. Options stand in front of the"];
  out.push("command or right after it; an environment variable does the same.\n");
  out.push("| option | argument | environment | otherwise | doc |", "|---|---|---|---|---|");
  for (const o of options) {
    const names = [o.letter ? `-${o.letter}` : "", `--${o.name}`].filter((n) => n !== "");
    const cells = [
      names.join(", "),
      o.argument ?? "",
      o.environment ?? "",
      o.otherwise ?? "",
      o.doc,
    ];
    out.push(`| ${cells.join(" | ")} |`);
  }
  return `${out.join("\n")}\n`;
}

export function renderSpecialsPage(): string {
  const out = ["# Special forms\n", "Generated from `tables/specials.ts`. The names that are no"];
  out.push("macro and no function; `lang/compiler/special.clj` compiles them.\n");
  out.push("| name | usage | doc |", "|---|---|---|");
  for (const s of specials) out.push(`| \`${s.name}\` | \`${s.usage}\` | ${s.doc} |`);
  return `${out.join("\n")}\n`;
}

export function renderEventsPage(): string {
  const out = [
    "# Events\n",
    "Generated from `tables/events.ts`: how each level of the kernel tells",
  ];
  out.push("the level above why it stopped.");
  for (const [group, doc] of Object.entries(eventGroups)) {
    out.push(`\n## ${group}\n`, `${doc}\n`, "| number | name | doc |", "|--:|---|---|");
    for (const e of events.filter((row) => row.group === (group as EventGroup))) {
      out.push(`| ${e.number} | ${e.name} | ${e.doc} |`);
    }
  }
  return `${out.join("\n")}\n`;
}
