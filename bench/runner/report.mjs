// Turns measured rows into one Markdown table with notes under it.
// A cell is the median in ms and, for a peer, Genera's time divided by the peer's: 2.00x means that
// Genera took twice as long. A failed cell refers to a numbered note with its error. Results are
// compared per row over all exact cells; estimates are of another size and stay out.
import os from "node:os";

function formatMs(ms) {
  if (ms >= 100) return ms.toFixed(0);
  return ms >= 10 ? ms.toFixed(1) : ms.toFixed(2);
}

function formatCell(cell, genera, addNote, label) {
  if (cell.state === "missing") return "not installed";
  if (cell.state === "absent") return "–";
  if (cell.state === "failed") return `failed [${addNote(`${label}: ${cell.error}`)}]`;
  const ratio = genera && genera !== cell && genera.state === "done";
  const shown = `${cell.estimated ? "≈" : ""}${formatMs(cell.ms)}`;
  return ratio ? `${shown} (${(genera.ms / cell.ms).toFixed(2)}x)` : shown;
}

function differingResults({ cells }) {
  const exact = [...cells].filter(([, cell]) => cell.state === "done" && !cell.estimated);
  const results = new Set(exact.map(([, cell]) => cell.check));
  return results.size < 2 ? null : exact.map(([name, cell]) => `${name} ${cell.check}`).join(", ");
}

function startNote(genera, base) {
  if (base.state !== "done") return `node -e 0 failed: ${base.error}`;
  const own = genera?.state === "done" ? `${(genera.ms / base.ms).toFixed(2)}x` : "not measured";
  return `node -e 0 takes ${formatMs(base.ms)} ms; Genera's hello / node -e 0: ${own}`;
}

/** Answers the table as text, and whether all languages agree on every result. */
export function renderTable(table, languages, runs) {
  const names = languages.map((language) => language.name);
  const notes = [];
  const addNote = (text) => notes.push(text.replaceAll("|", "\\|"));
  let agrees = true;
  const lines = table.map(({ row, cells, base }) => {
    const genera = cells.get("genera");
    const label = (name) => `${row.title}, ${name}`;
    const texts = names.map((name) => formatCell(cells.get(name), genera, addNote, label(name)));
    let title = row.title;
    const difference = differingResults({ cells });
    if (difference) {
      agrees = false;
      title += ` [${addNote(`${row.title}: RESULTS DIFFER: ${difference}`)}]`;
    }
    if (base) title += ` [${addNote(startNote(genera, base))}]`;
    return `| ${title} | ${texts.join(" | ")} |`;
  });
  const text = [
    `Median of ${runs} runs in ms; in brackets Genera / peer, below 1 where Genera is faster.`,
    `${os.cpus()[0]?.model ?? "unknown processor"}, ${os.cpus().length} cores, ${process.version}.`,
    "",
    `| | ${names.join(" | ")} |`,
    `|---|${names.map(() => "--:").join("|")}|`,
    ...lines,
    "",
    ...notes.map((note, i) => `[${i + 1}] ${note}  `),
  ];
  return { text: text.join("\n"), agrees };
}
