// Fills the rows: one process per cell, in which the program warms up and times itself, and for
// the start row whole processes timed from outside. The result is plain data for report.mjs:
// {row, base, cells: Map from language to {state, ms, check, estimated, error}}.
// Peers time five runs on their own; when more are asked for, the process is started again until
// there are enough, so a median may then span several processes. Of slow programs, which stop
// after three runs, three are enough.
import { commandFor } from "./languages.mjs";
import { runProcess } from "./process.mjs";
import { START_ROW } from "./rows.mjs";

/** The middle value, or the mean of the two middle ones. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function firstError({ err, out }) {
  const lines = `${err}\n${out}`
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  return (
    lines.find((line) => /error|exception|cannot/i.test(line)) ??
    lines[0] ??
    "no output"
  ).slice(0, 160);
}

/** The result of that name among those printed, else the first. */
function readResult(out, name) {
  try {
    const lines = out.split("\n").filter((text) => text.startsWith("@@"));
    const results = lines.map((line) => JSON.parse(line.slice(2)));
    return results.find(({ p }) => p === name) ?? results[0] ?? null;
  } catch {
    return null;
  }
}

/** A program that stopped because a package of its peer is not there counts as not installed. */
function nameFailure(child) {
  const error = firstError(child);
  return error.includes("ERR_MODULE_NOT_FOUND") ? { state: "missing" } : { state: "failed", error };
}

/** Timed runs of this many ms in all need no further process. */
const ENOUGH_MS = 20_000;

async function measureCell(row, language, runs) {
  if (!language.installed) return { state: "missing" };
  const command = commandFor(language, row, "warm", runs);
  if (!command) return { state: "absent" };
  const times = [];
  let check;
  let factor = 1;
  let spent = 0;
  while (times.length < runs && spent < ENOUGH_MS) {
    const child = await runProcess(command);
    const result = child.ok ? readResult(child.out, row.name) : null;
    if (!result?.runs.length) return nameFailure(child);
    if (row.pick !== undefined) {
      return { state: "done", ms: result.runs[row.pick], check: result.check };
    }
    factor = row.alsoCalled?.[result.p] ?? 1;
    check = result.check;
    times.push(...result.runs.map((ms) => ms * factor));
    spent += result.runs.reduce((sum, ms) => sum + ms, 0);
  }
  return { state: "done", ms: median(times.slice(0, runs)), check, estimated: factor !== 1 };
}

async function fillRow(row, languages, measure) {
  const cells = new Map();
  for (const language of languages) {
    const cell = await measure(language);
    cells.set(language.name, cell);
    const figure = cell.state === "done" ? `${cell.ms.toFixed(2)} ms` : (cell.error ?? cell.state);
    if (cell.state !== "missing") console.error(`${row.name} ${language.name}: ${figure}`);
  }
  return { row, cells };
}

/** Times one program in every language. */
export function measureRow(row, languages, runs) {
  return fillRow(row, languages, (language) => measureCell(row, language, runs));
}

async function wallOf(command, runs, expected) {
  const walls = [];
  for (let i = 0; i < runs; i++) {
    const child = await runProcess(command);
    if (!child.ok || child.out.trim() !== expected) {
      return { state: "failed", error: firstError(child) };
    }
    walls.push(child.wallMs);
  }
  return { state: "done", ms: median(walls), check: expected };
}

/** Times hello in every language, and an empty Node program as the base to compare with. */
export async function measureStart(languages, runs) {
  const base = await wallOf(["node", "-e", "0"], runs, "");
  const measure = (language) =>
    language.installed ? wallOf(language.hello, runs, "hello") : { state: "missing" };
  return { ...(await fillRow(START_ROW, languages, measure)), base };
}
