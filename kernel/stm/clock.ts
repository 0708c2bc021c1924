// The clock of commits, and the table of transactions under way.
//
// The clock is the number of the last commit that wrote. A transaction reads the world as of the
// number that the clock had when it began (its read version), so a ref must keep the values that
// some transaction may still ask for: those from the oldest read version on. For that each
// transaction has a slot with its number. It writes the number first and reads the clock again
// afterwards; so whoever looks at the slots without seeing it has read an earlier clock.
//
// The token: one transaction that has started again too often. No commit of another one may write
// what its holder has touched. A commit that finds itself held up by a holder that waits takes
// the token away: who waits for somebody else must not hold him up.
//
//   0x4700  u64 clock                       0x4740  u64 token: its number, the holder's record
//   0x4780  u32 slots | u32 used at most | u64 oldest read version, when looked at last
//           | u32 patience                  0x47a0  u64 aborts | u64 misses | u64 tokens
//
// Invariant: a number in the chain of a ref is never above the clock.

import { ACTOR_STATE, STATE_HOST, STATE_WAITING } from "../actor/actor";
import { BLOCK_BYTES, BLOCK_STACK, blockAddr, takeBlock } from "../heap/space";
import { Addr } from "../value/addr";

const CLOCK: Addr = 0x4700;
const TOKEN: Addr = 0x4740;
const STATE: Addr = 0x4780;
const SLOTS: u32 = 0;
const USED: u32 = 4;
const OLDEST: u32 = 8;
const PATIENCE: u32 = 16;
const COUNTERS: Addr = 0x47a0;

/** In a slot: it is nobody's. */
const FREE: u64 = 0xffffffffffffffff;
const SLOT_COUNT: u32 = BLOCK_BYTES / 8;
/** In the place of a slot: all are taken, so the transaction may miss values and start again. */
export const NO_SLOT: u32 = SLOT_COUNT;

/** Attempts before a transaction asks for the token. */
const DEFAULT_PATIENCE: u32 = 16;

export const TOTAL_ABORTS: u32 = 0;
export const TOTAL_MISSES: u32 = 8;
export const TOTAL_TOKENS: u32 = 16;

/** Starts with no transaction; false when there is no memory. */
export function initTransactions(): bool {
  const block = takeBlock(BLOCK_STACK);
  if (block == 0) return false;
  store<u32>(STATE, blockAddr(block), SLOTS);
  store<u64>(CLOCK, 0);
  store<u64>(COUNTERS, 0, TOTAL_ABORTS);
  store<u64>(COUNTERS, 0, TOTAL_MISSES);
  store<u64>(COUNTERS, 0, TOTAL_TOKENS);
  store<u32>(STATE, DEFAULT_PATIENCE, PATIENCE);
  memory.fill(load<u32>(STATE, SLOTS), 0xff, BLOCK_BYTES);
  store<u32>(STATE, 0, USED);
  store<u64>(STATE, 0, OLDEST);
  store<u64>(TOKEN, 0);
  return true;
}

/** Takes the token away from whoever has it: in a copy of the world he may stand still. */
export function dropToken(): void {
  takeAway(atomic.load<u64>(TOKEN));
}

export function clockNow(): u64 {
  return atomic.load<u64>(CLOCK);
}

/** The number of a new commit. */
export function tickClock(): u64 {
  return atomic.add<u64>(CLOCK, 1) + 1;
}

export function total(which: u32): u64 {
  return atomic.load<u64>(COUNTERS + which);
}

export function addToTotal(which: u32): void {
  atomic.add<u64>(COUNTERS + which, 1);
}

// Slots.

function slotAddress(slot: u32): Addr {
  return load<u32>(STATE, SLOTS) + (slot << 3);
}

/** Takes a slot for a transaction that reads as of now, the one it had last if it is free. */
export function takeSlot(last: u32): u32 {
  const now = clockNow();
  if (last < SLOT_COUNT && tryTake(last, now)) return last;
  for (let i: u32 = 0; i < SLOT_COUNT; i++) {
    if (tryTake(i, now)) return i;
  }
  return NO_SLOT;
}

function tryTake(slot: u32, now: u64): bool {
  if (atomic.load<u64>(slotAddress(slot)) != FREE) return false;
  if (atomic.cmpxchg<u64>(slotAddress(slot), FREE, now) != FREE) return false;
  while (true) {
    const used = atomic.load<u32>(STATE, USED);
    if (slot < used || atomic.cmpxchg<u32>(STATE, used, slot + 1, USED) == used) return true;
  }
}

/** Says that the owner of a slot reads as of `version`. */
export function setSlot(slot: u32, version: u64): void {
  if (slot < SLOT_COUNT) atomic.store<u64>(slotAddress(slot), version);
}

export function freeSlot(slot: u32): void {
  if (slot < SLOT_COUNT) atomic.store<u64>(slotAddress(slot), FREE);
}

/** No transaction reads as of an earlier number; it may have grown since. */
export function knownOldest(): u64 {
  return atomic.load<u64>(STATE, OLDEST);
}

/** Looks at all slots; answers what knownOldest does then. */
export function findOldest(): u64 {
  let oldest = clockNow();
  const used = atomic.load<u32>(STATE, USED);
  for (let i: u32 = 0; i < used; i++) {
    const version = atomic.load<u64>(slotAddress(i));
    if (version < oldest) oldest = version;
  }
  atomic.store<u64>(STATE, oldest, OLDEST);
  return oldest;
}

/** Does a transaction read as of a number from `first` on, below `end`? */
export function isReadAt(first: u64, end: u64): bool {
  const used = atomic.load<u32>(STATE, USED);
  for (let i: u32 = 0; i < used; i++) {
    const version = atomic.load<u64>(slotAddress(i));
    if (version >= first && version < end) return true;
  }
  return false;
}

/** Is `slot` the only one taken? */
export function isOnlySlot(slot: u32): bool {
  const used = atomic.load<u32>(STATE, USED);
  for (let i: u32 = 0; i < used; i++) {
    if (i != slot && atomic.load<u64>(slotAddress(i)) != FREE) return false;
  }
  return true;
}

// The token.

export function patience(): u32 {
  return load<u32>(STATE, PATIENCE);
}

export function setPatience(attempts: u32): void {
  store<u32>(STATE, attempts, PATIENCE);
}

function holderOf(token: u64): Addr {
  return <u32>token;
}

/** The token if it is the actor's, else 0. */
export function tokenOf(actor: Addr): u64 {
  const token = atomic.load<u64>(TOKEN);
  return holderOf(token) == actor ? token : 0;
}

/** Gives the actor the token if nobody has it. */
export function askForToken(actor: Addr): void {
  const token = atomic.load<u64>(TOKEN);
  if (holderOf(token) != 0) return;
  const next = (((token >> 32) + 1) << 32) | <u64>actor;
  if (atomic.cmpxchg<u64>(TOKEN, token, next) == token) addToTotal(TOTAL_TOKENS);
}

function takeAway(token: u64): void {
  atomic.cmpxchg<u64>(TOKEN, token, (token >> 32) << 32);
}

export function giveTokenBack(actor: Addr): void {
  const token = tokenOf(actor);
  if (token != 0) takeAway(token);
}

/** Does a claim, the token of when it was made, keep the actor from writing? */
export function isHeldUp(claim: u64, actor: Addr): bool {
  const token = atomic.load<u64>(TOKEN);
  const holder = holderOf(token);
  if (claim != token || holder == 0 || holder == actor) return false;
  const state = atomic.load<u32>(holder, ACTOR_STATE);
  if (state != STATE_WAITING && state != STATE_HOST) return true;
  takeAway(token);
  return false;
}
