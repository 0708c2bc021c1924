// The primitives' table (docs/decisions/003); gen/kernel/dispatch runs them.
//
// The table lies in page 0, 8 bytes a primitive: u8 number of arguments, 3 bytes free, u32 var of
// the Lisp function for MISS, 0 until it is defined. Next to it are the vars of the functions
// that the kernel itself calls. Vars are pinned, so none of these words is ever updated.
//
// Invariant: a primitive reads its arguments at `args` and leaves sp alone.

import { writePrimitiveTable } from "../../gen/kernel/primitives";
import { Addr } from "../value/addr";

const TABLE: Addr = 0x2000;
const RAISE_VAR: Addr = 0x4000;

export function writePrimitives(): void {
  writePrimitiveTable(TABLE);
  store<u32>(RAISE_VAR, 0);
}

export function primitiveArguments(p: u32): u32 {
  return load<u8>(TABLE + (p << 3));
}

/** Var of the Lisp function that is called for MISS, or 0. */
export function slowVar(p: u32): Addr {
  return load<u32>(TABLE + (p << 3), 4);
}

export function setSlowVar(p: u32, v: Addr): void {
  store<u32>(TABLE + (p << 3), v, 4);
}

/** Var of the function of four arguments that builds and throws the exception of a raise. */
export function raiseVar(): Addr {
  return load<u32>(RAISE_VAR);
}

export function setRaiseVar(v: Addr): void {
  store<u32>(RAISE_VAR, v);
}
