// Frames and the stack they lie in (docs/decisions/002), and the part of an actor's record that
// the interpreter reads and writes.
//
//   function, arguments | pc, distance | code | locals | operands
//                       ^ fp                              sp: next free word
//
// A stack is one run of blocks, or at first a small piece of a block that it shares with others,
// so that an actor that only waits costs little. It grows by being copied to twice the size;
// nothing in it is an address of the stack itself. Its last RED_ZONE bytes are never part of a
// frame, so the kernel can always push the arguments of a raise. A stack of some size keeps
// RESERVE_BYTES back, for handling the overflow when it cannot grow.
//
// Invariant: between slices fp, sp and the top frame's pc are in memory, and pc is a safepoint;
// `retry` is how far before it the instruction begins that is to be run again.

import {
  availableBlocks,
  BLOCK_BYTES,
  BLOCK_STACK,
  blockAddr,
  blockOf,
  freeRun,
  reservedBlocks,
  takeBlock,
  takeRun,
  totalBlocks,
} from "../heap/space";
import { Addr } from "../value/addr";
import { addressOf, NIL } from "../value/value";
import { LOCK_STACKS, lock, unlock } from "../worker/lock";
import { codeStackBytes } from "./code";

export const FRAME_PC: u32 = 0; // u32
export const FRAME_DISTANCE: u32 = 4; // u32: 0 in an actor's first frame
export const FRAME_CODE: u32 = 8; // Value
export const FRAME_LOCALS: u32 = 16;

export const ACTOR_FP: u32 = 0; // u32: 0 before the first frame
export const ACTOR_SP: u32 = 4; // u32
export const ACTOR_STACK: u32 = 8; // u32: lowest address of the stack
export const ACTOR_LIMIT: u32 = 12; // u32: no frame may reach past it
export const ACTOR_STACK_BYTES: u32 = 16; // u32: bytes of the region
export const ACTOR_STACK_MAXIMUM: u32 = 20; // u32: bytes the stack may grow to
export const ACTOR_RETRY: u32 = 24; // u32
export const ACTOR_PRIMITIVE: u32 = 28; // u32: the primitive whose outcome is being handled
export const ACTOR_REDUCTIONS: u32 = 32; // i32: left of the slice
export const ACTOR_DEFERRED: u32 = 36; // i32: set aside when the slice is cut short
export const ACTOR_RESULT: u32 = 40; // Value: of the actor, or the exception that ended it
export const ACTOR_BINDINGS: u32 = 48; // Value: dynamic bindings, or nil
export const ACTOR_ARGUMENTS: u32 = 56; // u32: operands of the host primitive it waits in
export const ACTOR_DROP: u32 = 60; // u32: operands that its value replaces

const RED_ZONE: u32 = 256;
const RESERVE_BYTES: u32 = 64 * 1024;
/** From this size on a stack has the reserve. */
const RESERVE_FROM_BYTES: u32 = 4 * BLOCK_BYTES;
/** What an actor among many keeps while it waits. Small stacks have this size, or 2, 4, 8 of it. */
const SMALL_STACK_BYTES: u32 = 256;
/** What a new actor has, and the least to run in. */
export const NEW_STACK_BYTES: u32 = 512;
const LARGEST_SMALL_BYTES: u32 = 2048;
/** Stacks are only made smaller while more than one block in so many is left. */
const SPARE_SHIFT: u32 = 4;
/** First of the free small stacks of each size; each has the next one's address in itself. */
const FREE_SMALL: Addr = 0x4170;
/** Stacks up to this size are never shrunk. */
const SHRINK_BYTES: u32 = 16 * 1024 * 1024;

export function initSmallStacks(): void {
  for (let bytes = SMALL_STACK_BYTES; bytes <= LARGEST_SMALL_BYTES; bytes *= 2) {
    store<u32>(freeListOf(bytes), 0);
  }
}

function freeListOf(bytes: u32): Addr {
  return FREE_SMALL + ((ctz<u32>(bytes) - ctz<u32>(SMALL_STACK_BYTES)) << 2);
}

/** Memory for a stack of a small size or of whole blocks; 0 when there is none. */
function takeStack(bytes: u32): Addr {
  if (bytes > LARGEST_SMALL_BYTES) {
    const first = takeRun(bytes / BLOCK_BYTES, BLOCK_STACK);
    return first == 0 ? 0 : blockAddr(first);
  }
  const list = freeListOf(bytes);
  lock(LOCK_STACKS);
  if (load<u32>(list) == 0) makeSmallStacks(list, bytes);
  const stack = load<u32>(list);
  if (stack != 0) store<u32>(list, load<u32>(stack));
  unlock(LOCK_STACKS);
  return stack;
}

/** Cuts a block into small stacks, if there is one. */
function makeSmallStacks(list: Addr, bytes: u32): void {
  const block = takeBlock(BLOCK_STACK);
  if (block == 0) return;
  const end = blockAddr(block) + BLOCK_BYTES;
  for (let at = blockAddr(block); at < end; at += bytes) putSmallStack(list, at);
}

function putSmallStack(list: Addr, stack: Addr): void {
  store<u32>(stack, load<u32>(list));
  store<u32>(list, stack);
}

function putStack(stack: Addr, bytes: u32): void {
  if (bytes > LARGEST_SMALL_BYTES) {
    freeRun(blockOf(stack));
    return;
  }
  lock(LOCK_STACKS);
  putSmallStack(freeListOf(bytes), stack);
  unlock(LOCK_STACKS);
}

/** The size of stack for `bytes`. */
function fittingBytes(bytes: u32): u32 {
  let size = SMALL_STACK_BYTES;
  while (size < bytes && size < LARGEST_SMALL_BYTES) size *= 2;
  return size < bytes ? wholeBlocks(bytes) : size;
}

/** Gives the actor an empty stack of at least `bytes`; false when there is no memory. */
export function initStack(actor: Addr, bytes: u32, maximum: u32): bool {
  const size = fittingBytes(bytes);
  const stack = takeStack(size);
  if (stack == 0) return false;
  store<u32>(actor, 0, ACTOR_FP);
  store<u32>(actor, stack, ACTOR_SP);
  store<u32>(actor, stack, ACTOR_STACK);
  store<u32>(actor, size, ACTOR_STACK_BYTES);
  store<u32>(actor, maximum, ACTOR_STACK_MAXIMUM);
  store<u32>(actor, 0, ACTOR_RETRY);
  store<u64>(actor, NIL, ACTOR_RESULT);
  store<u64>(actor, NIL, ACTOR_BINDINGS);
  store<i32>(actor, 0, ACTOR_REDUCTIONS);
  store<i32>(actor, 0, ACTOR_DEFERRED);
  setLimit(actor);
  return true;
}

function wholeBlocks(bytes: u32): u32 {
  return ((bytes + BLOCK_BYTES - 1) / BLOCK_BYTES) * BLOCK_BYTES;
}

export function freeStack(actor: Addr): void {
  putStack(load<u32>(actor, ACTOR_STACK), load<u32>(actor, ACTOR_STACK_BYTES));
  store<u32>(actor, 0, ACTOR_STACK);
}

/** The limit before the reserve is touched. */
function softLimit(actor: Addr): u32 {
  const bytes = load<u32>(actor, ACTOR_STACK_BYTES);
  const kept: u32 = bytes < RESERVE_FROM_BYTES ? RED_ZONE : RED_ZONE + RESERVE_BYTES;
  const maximum = load<u32>(actor, ACTOR_STACK_MAXIMUM);
  return load<u32>(actor, ACTOR_STACK) + (bytes - kept < maximum ? bytes - kept : maximum);
}

function setLimit(actor: Addr): void {
  store<u32>(actor, softLimit(actor), ACTOR_LIMIT);
}

/** After an unwinding: the reserve is closed again as soon as the stack is below it. */
export function restoreLimit(actor: Addr): void {
  if (load<u32>(actor, ACTOR_SP) < softLimit(actor)) setLimit(actor);
}

/** Opens the reserve above a full stack; false when it is open already. */
export function openReserve(actor: Addr): bool {
  const hard = load<u32>(actor, ACTOR_STACK) + load<u32>(actor, ACTOR_STACK_BYTES) - RED_ZONE;
  if (load<u32>(actor, ACTOR_LIMIT) == hard) return false;
  store<u32>(actor, hard, ACTOR_LIMIT);
  return true;
}

/** Makes room for `bytes` above sp by moving the stack; false at the maximum. */
export function growStack(actor: Addr, bytes: u32): bool {
  const used = load<u32>(actor, ACTOR_SP) - load<u32>(actor, ACTOR_STACK);
  const maximum = load<u32>(actor, ACTOR_STACK_MAXIMUM);
  if (bytes > maximum || used > maximum - bytes) return false;
  const old = load<u32>(actor, ACTOR_STACK_BYTES);
  const least = used + bytes + RED_ZONE + RESERVE_BYTES;
  const most = maximum + RED_ZONE + RESERVE_BYTES;
  let size = fittingBytes(old * 2);
  if (used + bytes > size - RED_ZONE) size = fittingBytes(used + bytes + RED_ZONE);
  if (size >= RESERVE_FROM_BYTES) {
    if (size < least) size = least;
    if (size > most) size = most;
    size = wholeBlocks(size);
  }
  return size > old && moveStack(actor, size);
}

/** Gives most of a large stack back when little of it is in use. */
export function shrinkStack(actor: Addr): void {
  const bytes = load<u32>(actor, ACTOR_STACK_BYTES);
  const used = load<u32>(actor, ACTOR_SP) - load<u32>(actor, ACTOR_STACK);
  if (bytes <= SHRINK_BYTES || used >= bytes >> 3) return;
  moveStack(actor, wholeBlocks(used * 2 + RED_ZONE + RESERVE_FROM_BYTES));
}

/**
 * Leaves an actor that is to wait among many no larger stack than it uses, unless the heap is
 * nearly full. The smallest has no room to run in: see loosenStack.
 */
export function tightenStack(actor: Addr): void {
  const used = load<u32>(actor, ACTOR_SP) - load<u32>(actor, ACTOR_STACK);
  const size = used <= SMALL_STACK_BYTES ? SMALL_STACK_BYTES : fittingBytes(roomToRun(actor));
  const spare = totalBlocks() >> SPARE_SHIFT;
  if (size < load<u32>(actor, ACTOR_STACK_BYTES) && isAtHand(size, spare)) moveStack(actor, size);
}

/** Gives an actor that was left no room the least to run in; false when there is no memory. */
export function loosenStack(actor: Addr): bool {
  if (load<u32>(actor, ACTOR_STACK_BYTES) > SMALL_STACK_BYTES) return true;
  const fitting = fittingBytes(roomToRun(actor));
  const size = fitting < NEW_STACK_BYTES ? NEW_STACK_BYTES : fitting;
  return isAtHand(size, 2 * reservedBlocks()) && moveStack(actor, size);
}

/** Is there a small stack of that size, or a block for some beside those that are kept? */
function isAtHand(bytes: u32, kept: u32): bool {
  if (bytes > LARGEST_SMALL_BYTES) return true; // takeRun looks for itself
  return load<u32>(freeListOf(bytes)) != 0 || availableBlocks() > kept;
}

/** Bytes that the frames there are may use, and the red zone. */
function roomToRun(actor: Addr): u32 {
  const fp = load<u32>(actor, ACTOR_FP);
  const sp = load<u32>(actor, ACTOR_SP);
  const end = fp == 0 ? sp : fp + codeStackBytes(addressOf(load<u64>(fp, FRAME_CODE)));
  return (end < sp ? sp : end) - load<u32>(actor, ACTOR_STACK) + RED_ZONE;
}

/** Copies the stack to a region of `bytes`; false when there is no memory for it. */
function moveStack(actor: Addr, bytes: u32): bool {
  const old = load<u32>(actor, ACTOR_STACK);
  const sp = load<u32>(actor, ACTOR_SP);
  const stack = takeStack(bytes);
  if (stack == 0) return false;
  memory.copy(stack, old, sp - old);
  if (load<u32>(actor, ACTOR_FP) != 0) {
    store<u32>(actor, load<u32>(actor, ACTOR_FP) - old + stack, ACTOR_FP);
  }
  putStack(old, load<u32>(actor, ACTOR_STACK_BYTES));
  store<u32>(actor, sp - old + stack, ACTOR_SP);
  store<u32>(actor, stack, ACTOR_STACK);
  store<u32>(actor, bytes, ACTOR_STACK_BYTES);
  setLimit(actor);
  return true;
}
