#!/usr/bin/env node
// Runs the same programs on Genera and on every installed peer and prints one Markdown table.
//   npm run bench [-- --only fib,map] [--lang clojure,node] [--runs 5]
//   npm run bench -- --compilers [--only fib,map] [--runs 5]
//   npm run bench -- --actors [--runs 5]            the rows of actors, against Erlang
// `--only` takes beginnings of row names, `--lang` names of peers (Genera always runs), `--runs`
// the number of timed runs whose median is shown. Nothing here fails because something is slow:
// a benchmark informs, and a time limit would only measure the machine's neighbours.
// The exit code is 1 if results differ between languages, and 0 otherwise. With --compilers it
// compares the code of the seed with that of the image's own compiler instead (bench/compilers).
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { findLanguages } from "./runner/languages.mjs";
import { measureRow, measureStart } from "./runner/measure.mjs";
import { renderTable } from "./runner/report.mjs";
import { ROWS, START_ROW } from "./runner/rows.mjs";

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      lang: { type: "string" },
      runs: { type: "string", default: "5" },
      compilers: { type: "boolean", default: false },
      actors: { type: "boolean", default: false },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error("--runs wants a positive number");
  const { compilers, actors } = values;
  const lang = actors ? "erlang" : values.lang;
  return { only: values.only?.split(","), lang: lang?.split(","), runs, compilers, actors };
}

/** Compares the two compilers in a process of its own. */
async function compareCompilers({ only, runs }) {
  const outfile = "build/compare.mjs";
  const entryPoints = ["bench/compilers/compare.ts"];
  await build({ entryPoints, outfile, bundle: true, platform: "node", format: "esm" });
  const args = ["--stack-size=4000", outfile, only?.join(",") ?? "", String(runs)];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  process.exitCode = status ?? 2;
}

async function main() {
  const options = readOptions();
  if (options.compilers) return compareCompilers(options);
  const isActors = ({ file }) => !options.actors || Boolean(file?.startsWith("actor"));
  const wanted = (name) => !options.only || options.only.some((begin) => name.startsWith(begin));
  const languages = findLanguages(options.lang);
  const rows = ROWS.filter((row) => wanted(row.name) && isActors(row));
  const table = [];
  for (const row of rows) table.push(await measureRow(row, languages, options.runs));
  if (wanted(START_ROW.name) && isActors(START_ROW))
    table.push(await measureStart(languages, options.runs));
  if (table.length === 0) throw new Error(`no row begins with ${options.only}`);
  const { text, agrees } = renderTable(table, languages, options.runs);
  console.log(text);
  process.exitCode = agrees ? 0 : 1;
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
