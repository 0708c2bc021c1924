// The Node peer: node bench.mjs list | (warm|once) PROGRAM...
// It only gathers the programs of its three neighbours and calls those that are named.
import { programs as collections } from "./collections.mjs";
import { setMode } from "./harness.mjs";
import { programs as numbers } from "./numbers.mjs";
import { programs as workers } from "./workers.mjs";

const programs = { ...numbers, ...collections, ...workers };
const [mode, ...names] = process.argv.slice(2);
setMode(mode);
if (mode === "list") console.log(Object.keys(programs).join("\n"));
else for (const name of names) await programs[name]();
