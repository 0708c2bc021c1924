// Primitives: one row per kernel function that Lisp can call, with its number for ever.
//
// From a row follow the kernel's constant PRIM_*, the switch that calls the function, the table of
// argument counts, the assembler's names, docs/primitives.md and the load map of an image. The
// function of the row `first` of area `seq` is primFirst in kernel/prim/seq.ts; a row without
// its function does not compile. A row of area `host` has no function: the actor waits while the
// host answers (host/primitives). `slow` rows may answer MISS: then genera.slow's function of the
// same name is called with the same arguments (docs/decisions/003).
//
// Invariants: numbers are never reused; a primitive whose row is not `slow` never answers MISS.

import { actor } from "./primitives/actor";
import { binary } from "./primitives/binary";
import { cell } from "./primitives/cell";
import { code } from "./primitives/code";
import { data } from "./primitives/data";
import { host } from "./primitives/host";
import { number } from "./primitives/number";
import type { Primitive } from "./primitives/row";
import { seq } from "./primitives/seq";
import { stm } from "./primitives/stm";
import { text } from "./primitives/text";
import { type } from "./primitives/type";

export type { Primitive };

export const primitives: readonly Primitive[] = [
  ...number,
  ...data,
  ...seq,
  ...text,
  ...type,
  ...cell,
  ...actor,
  ...host,
  ...code,
  ...binary,
  ...stm,
];
