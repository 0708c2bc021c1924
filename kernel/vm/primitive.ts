// The primitives' table (docs/decisions/003); gen/kernel/dispatch runs them.
//
// The table lies in page 0, 8 bytes a primitive: u8 number of arguments, u8 its glance or 0
// (kernel/vm/glance), 2 bytes free, u32 var of the Lisp function for MISS, 0 until it is defined.
// Next to it are the vars of the functions that the kernel itself calls. Vars are pinned, so none
// of these words is ever updated.
//
// Invariant: a primitive reads its arguments at `args` and leaves sp alone.

import { writePrimitiveTable } from "../../gen/kernel/primitives";
import { CONTEXT_SCRATCH, context } from "../context";
import { internKeyword } from "../data/keyword";
import { makeStringOfLatin1 } from "../data/string";
import { Addr } from "../value/addr";
import { NIL, SENTINEL, Value } from "../value/value";

const TABLE: Addr = 0x2000;
const VARS: Addr = 0x4000;
/** "invoke" as bytes in a word. */
const INVOKE: u64 = 0x656b6f766e69;
const INVOKE_KEYWORD: Addr = 0x4020;

export function writePrimitives(): void {
  writePrimitiveTable(TABLE);
  for (let i: u32 = 0; i < KERNEL_VARS; i++) setKernelVar(i, 0);
  store<u64>(INVOKE_KEYWORD, 0);
}

/**
 * The keyword :invoke, the selector of the method that makes an instance callable. It is made at
 * the first use, because an image that is loaded brings its own; the sentinel with NEED.
 */
export function invokeKeyword(): Value {
  const known = load<u64>(INVOKE_KEYWORD);
  if (known != 0) return known;
  const at = context + CONTEXT_SCRATCH;
  store<u64>(at, INVOKE);
  const made = internKeyword(NIL, makeStringOfLatin1(at, 6));
  if (made != SENTINEL) store<u64>(INVOKE_KEYWORD, made);
  return made;
}

export function primitiveArguments(p: u32): u32 {
  return load<u8>(TABLE + (p << 3));
}

export function primitiveGlance(p: u32): u32 {
  return load<u8>(TABLE + (p << 3), 1);
}

export function setPrimitiveGlance(p: u32, glance: u32): void {
  store<u8>(TABLE + (p << 3), glance, 1);
}

/** Var of the Lisp function that is called for MISS, or 0. */
export function slowVar(p: u32): Addr {
  return load<u32>(TABLE + (p << 3), 4);
}

export function setSlowVar(p: u32, v: Addr): void {
  store<u32>(TABLE + (p << 3), v, 4);
}

// Lisp functions that the kernel calls itself.
/** (code x y z call) builds and throws the exception of a raise. */
export const KERNEL_VAR_RAISE: u32 = 0;
/** (selector arguments) calls a method that is not cached; the receiver is the first argument. */
export const KERNEL_VAR_INVOKE: u32 = 1;
/** (f arguments) calls an instance whose method `invoke` is not cached. */
export const KERNEL_VAR_CALL: u32 = 2;
export const KERNEL_VARS: u32 = 3;

/** The var of one of these, or 0 before it is defined. */
export function kernelVar(i: u32): Addr {
  return load<u32>(VARS + (i << 2));
}

export function setKernelVar(i: u32, v: Addr): void {
  if (i < KERNEL_VARS) store<u32>(VARS + (i << 2), v);
}

/** As setKernelVar of KERNEL_VAR_RAISE. */
export function setRaiseVar(v: Addr): void {
  setKernelVar(KERNEL_VAR_RAISE, v);
}
