// Random programs (fuzz.clj): what well-formed ones come to does not depend on what the compiler
// folds, and every stage of theirs is valid; ill-formed ones are compiled or refused, never by a
// later stage. Each run prints its seed when it fails; GENERA_SEED repeats it.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Program } from "../host/program";
import { pickSeed } from "../kernel/instance";

const PROGRAMS = Number(process.env.GENERA_TEXTS ?? 150);

const seed = pickSeed();
const program = new Program();
program.run(readFileSync("test/compiler/fuzz.clj", "utf8"), "fuzz.clj");

const check = (call: string): void => {
  const text = `(binding [genera.compiler/*check* true] ${call})`;
  assert.equal(program.show(text), "[]", `GENERA_SEED=${seed}`);
};

test("constants that are folded give what they give when they are computed", () => {
  check(`(differing ${seed % 1000000} ${PROGRAMS})`);
});

test("wrong programs are compiled or refused", () => {
  check(`(refused-badly ${seed % 1000000} ${PROGRAMS})`);
});
