// Runs code that may do anything, for fuzz tests: each piece in an actor of its own, for a limited
// number of slices. What runs on after that is interrupted; what cannot be interrupted hangs, and
// that is a failure, as is any trap of the kernel or error of JavaScript.

import assert from "node:assert/strict";
import { describeThrowable, type ErrorReport } from "../../host/errors";
import { LispThrown } from "../../host/evaluate";
import { ended, runAnswer, type Word } from "../../host/kernel";
import { ExitRequest } from "../../host/runtime";
import type { Program } from "./program";

const SLICES = 8; // at a time
const TURNS = 40; // until it is interrupted
const SECONDS = 2; // until it is interrupted
const LONGEST_SECONDS = 20; // of one turn, on a loaded machine

export type Attempt =
  | { readonly kind: "value"; readonly word: Word }
  | { readonly kind: "error"; readonly report: ErrorReport }
  | { readonly kind: "stopped" };

/** Runs the forms of a text one after the other; answers how the last one ended. */
export function attemptText(program: Program, text: string, file = "fuzz.clj"): Attempt {
  try {
    return attemptCall(program, program.prepare(text, file));
  } catch (error) {
    if (error instanceof ExitRequest) return { kind: "stopped" };
    if (!(error instanceof LispThrown)) throw error;
    return { kind: "error", report: describeThrowable(program.runtime, error.word) };
  }
}

function attemptCall(program: Program, f: Word): Attempt {
  const { runtime } = program;
  const { exports } = runtime.kernel;
  const actor = runtime.spawn(f);
  const start = performance.now();
  let isInterrupted = false;
  for (let turn = 0; ; turn++) {
    const before = performance.now();
    const answer = exports.runActor(actor, SLICES);
    assert.ok(performance.now() - before < 1000 * LONGEST_SECONDS, "a turn took too long");
    if (answer === runAnswer.host) runtime.answerCall();
    if (answer === runAnswer.exit) break;
    const isLate = turn > TURNS || performance.now() - start > 1000 * SECONDS;
    if (!isLate && answer !== runAnswer.idle) continue;
    assert.ok(turn < 100 * TURNS, "it cannot be interrupted");
    exports.interrupt(actor, 1);
    isInterrupted = true;
  }
  try {
    if (isInterrupted) return { kind: "stopped" };
    const outcome = exports.actorOutcome(actor);
    const word = runtime.kernel.check(exports.actorResult(actor));
    if (outcome === ended.returned) return { kind: "value", word };
    assert.equal(outcome, ended.thrown, "a condition became no exception");
    return { kind: "error", report: describeThrowable(runtime, word) };
  } finally {
    exports.releaseActor(actor);
  }
}
