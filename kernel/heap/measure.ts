// How much an actor keeps alive: the bytes of all objects its words reach, wherever they lie, but
// for what belongs to the program (code, vars, types, namespaces, keywords) and for its thread
// bindings, which it was given by whoever started it. A value that several
// actors share counts for each of them, as if it had been copied.
//
// The walk stops as soon as the bytes exceed the limit asked about, so it costs no more than the
// limit allows. What was seen is in a table of addresses in blocks of their own, at most half
// full; without memory for it the answer is that the limit is kept.
//
// What a mailbox keeps alive is estimated from its first messages, with the same walk.
//
// Invariant: runs at a safepoint of the actor, whose worker's work list it uses and leaves empty;
// for the mailbox of another actor with the world stopped.

import {
  KIND_KEYWORD,
  KIND_MAIL,
  KIND_NAMESPACE,
  MAIL_MESSAGE,
  mailNext,
} from "../../gen/kernel/layouts";
import { ACTOR_INBOX, ACTOR_MAIL_FIRST } from "../actor/actor";
import { Addr } from "../value/addr";
import { addressOf, isPointer } from "../value/value";
import {
  childrenEnd,
  fixedByShape,
  forwardingOf,
  isForwarded,
  isPinnedKind,
  isTailTraced,
  kindOf,
  shapeOf,
  sizeByShape,
  tracedFields,
} from "./kinds";
import { PHASE_MEASURE, processOwn } from "./roots";
import { BLOCK_BYTES, BLOCK_STACK, blockAddr, blockOf, freeRun, takeRun } from "./space";
import { popWork, pushWork, workTop } from "./worklist";

/** Objects below this address are the fixed ones. */
const FIRST_BYTES: u32 = 0x10000;

/** An estimate of a mailbox looks at no more messages, and little more bytes. */
const SAMPLE_MESSAGES: u32 = 128;
const SAMPLE_BYTES: u64 = 1 << 20;

// The running walk's; a walk is never interrupted.
let table: Addr = 0;
let slots: u32 = 0;
let used: u32 = 0;
let bytes: u64 = 0;
let limit: u64 = 0;

/** Does what the actor, which is the running one, keeps alive exceed `most` bytes? */
export function exceeds(actor: Addr, most: u32): bool {
  const base = workTop();
  limit = <u64>most;
  bytes = 0;
  used = 0;
  if (!makeTable(1)) return false;
  processOwn(actor, PHASE_MEASURE);
  finishWalk(base);
  freeRun(blockOf(table));
  return bytes > limit;
}

/** About how many bytes `count` messages keep alive, if all are like the actor's first ones. */
export function estimateMailbox(actor: Addr, count: u32): u64 {
  const base = workTop();
  limit = SAMPLE_BYTES;
  bytes = 0;
  used = 0;
  if (!makeTable(1)) return 0;
  let seen: u32 = 0;
  let mail = load<u64>(actor, ACTOR_MAIL_FIRST);
  if (!isPointer(mail)) mail = atomic.load<u64>(actor, ACTOR_INBOX);
  while (isPointer(mail) && seen < SAMPLE_MESSAGES && bytes <= limit) {
    const o = addressOf(mail);
    if (kindOf(o) == KIND_MAIL) {
      bytes += <u64>sizeByShape(o, shapeOf(o));
      measureSlot(o + MAIL_MESSAGE);
      finishWalk(base);
      seen++;
    }
    mail = mailNext(o);
  }
  freeRun(blockOf(table));
  return seen == 0 ? 0 : (bytes * <u64>count) / <u64>seen;
}

function finishWalk(base: Addr): void {
  while (true) {
    const o = popWork(base);
    if (o == 0) break;
    if (bytes <= limit) measureFields(o);
  }
}

function makeTable(blocks: u32): bool {
  const run = takeRun(blocks, BLOCK_STACK);
  if (run == 0) return false;
  table = blockAddr(run);
  slots = (blocks * BLOCK_BYTES) >>> 2;
  memory.fill(table, 0, slots << 2);
  return true;
}

/** Notes an address; false when it was noted before, or cannot be. */
function note(o: Addr): bool {
  if (used << 1 >= slots && !growTable()) return false;
  let i = place(o);
  while (load<u32>(table + (i << 2)) != 0) {
    if (load<u32>(table + (i << 2)) == o) return false;
    i = (i + 1) & (slots - 1);
  }
  store<u32>(table + (i << 2), o);
  used++;
  return true;
}

function place(o: Addr): u32 {
  return ((o >>> 3) * 0x9e3779b1) & (slots - 1);
}

function growTable(): bool {
  const old = table;
  const count = slots;
  if (!makeTable(blocksOf(count) * 2)) return false;
  for (let i: u32 = 0; i < count; i++) {
    const o = load<u32>(old + (i << 2));
    if (o == 0) continue;
    let at = place(o);
    while (load<u32>(table + (at << 2)) != 0) at = (at + 1) & (slots - 1);
    store<u32>(table + (at << 2), o);
  }
  freeRun(blockOf(old));
  return true;
}

function blocksOf(count: u32): u32 {
  return (count << 2) / BLOCK_BYTES;
}

/** Counts what the word at `at` names. */
export function measureSlot(at: Addr): void {
  const v = load<u64>(at);
  if (isPointer(v)) measureObject(addressOf(v));
}

function measureObject(from: Addr): void {
  let o = from;
  while (isForwarded(o)) o = forwardingOf(o);
  if (o < FIRST_BYTES || bytes > limit) return;
  const kind = kindOf(o);
  if (isPinnedKind(kind) || kind == KIND_KEYWORD || kind == KIND_NAMESPACE || !note(o)) return;
  bytes += <u64>sizeByShape(o, shapeOf(o));
  pushWork(o); // without memory for the list less is counted
}

function measureFields(o: Addr): void {
  const kind = kindOf(o);
  const shape = shapeOf(o);
  let mask = tracedFields(kind);
  while (mask != 0) {
    measureSlot(o + 8 + (ctz<u32>(mask) << 3));
    mask &= mask - 1;
  }
  if (!isTailTraced(kind)) return;
  const children = childrenEnd(o, shape);
  for (let at = o + fixedByShape(shape); at < children; at += 4) measureObject(load<u32>(at));
  const end = o + sizeByShape(o, shape);
  for (let at = (children + 7) & ~7; at < end; at += 8) measureSlot(at);
}
