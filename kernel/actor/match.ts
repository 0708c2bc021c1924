// Matching of messages for receive: the tests of a receive's patterns, as data, run over the
// mailbox from the save pointer. Lisp makes the program (lang/core/receive_tree.clj), a vector of
// instructions; a place in it is an index. Only guards, bindings and what the kernel cannot decide
// are left to the VM.
//
//   FAIL                    no clause matches this message
//   MATCH clause            the answer
//   VECTOR r n at           is r a vector of n elements? else go on at `at`
//   LONG-VECTOR r n at      of n or more
//   MAP r at                is r a map?
//   NTH r i d               d becomes element i of the vector r
//   KEY r k d at            has the map r the key k? d becomes its value
//   EQUAL r c at            is r equal to the constant c?
//   PIN r i at              to element i of the pins, the values of locals?
//   SAME r s at             are r and s equal?
//   SWITCH r m at           go on where the map m says for r, else at `at`
//   UNSURE
//
// r, s and d are registers; register 0 is the message. Where a value is an object of a type that a
// program has made, only its methods can tell: the answer is then UNSURE, and the VM looks at this
// message with all clauses.
//
// The last word of a program is the number of its registers.
//
// Bounded: a call looks at BUDGET mails and answers false when there are more; the save pointer
// stands where the next call goes on. A mail that is looked at costs a reduction, where there are
// more than a few. Nothing is allocated but for comparing numbers of different kinds, nothing kept
// in registers from one call to the next. Programs are checked as they run.

import {
  KIND_ARRAY_MAP,
  KIND_HASH_MAP,
  KIND_INSTANCE,
  KIND_KEYWORD,
  KIND_MAP_ENTRY,
  KIND_MUTABLE_INSTANCE,
  KIND_RECORD,
  KIND_SUBVEC,
  KIND_VECTOR,
  mailMessage,
  mailNext,
  mapEntryKey,
  mapEntryVal,
  NODE_TAIL,
} from "../../gen/kernel/layouts";
import { CONTEXT_SCRATCH, charge, context, SCRATCH_BYTES } from "../context";
import { SLOT_ABSENT, SLOT_MISS } from "../data/hash_map";
import { findInMap } from "../data/map";
import { countSubvec, subvecNth } from "../data/subvec";
import { countVector, vectorLeaf, vectorNth } from "../data/vector";
import { Addr } from "../value/addr";
import { DIFFERENT, EQUAL, equalAt } from "../value/equal";
import { startWalk, WALK_DEPTH } from "../value/hash";
import { kindOfValue } from "../value/kind";
import {
  addressOf,
  FALSE,
  fixnumValue,
  isFixnum,
  isFlonum,
  isPointer,
  makeFixnum,
  NIL,
  Value,
} from "../value/value";
import { ACTOR_MAIL_SAVED } from "./actor";
import { savedMail } from "./mailbox";

const FAIL: i64 = 0;
const MATCH: i64 = 1;
const VECTOR: i64 = 2;
const LONG_VECTOR: i64 = 3;
const MAP: i64 = 4;
const NTH: i64 = 5;
const KEY: i64 = 6;
const EQUAL_TO: i64 = 7;
const PIN: i64 = 8;
const SAME: i64 = 9;
const SWITCH: i64 = 10;
const LEFT_TO_LISP: i64 = 11;

const LEAF_WORDS: u32 = 32;
const BUDGET: u32 = 2048; // mails
const FREE_MAILS: u32 = 16; // that cost nothing
const STEPS: u32 = 4096; // instructions for one message
const MOST_REGISTERS: u32 = 64;
const FIRST_REGISTER: u32 = CONTEXT_SCRATCH + SCRATCH_BYTES - 8 * MOST_REGISTERS;

const FAILED: i64 = -2;
const UNSURE: i64 = -1;

/** Outcomes of a test. */
const NO: u32 = 0;
const YES: u32 = 1;
const MAYBE: u32 = 2;

// The program that is running. Its words lie in one leaf, unless there are many of them.
let program: Addr = 0;
let programSize: u32 = 0;
let words: Addr = 0; // of that leaf; 0 when there are more
let registerCount: u32 = 1;

function startProgram(vector: Addr): void {
  program = vector;
  programSize = countVector(vector);
  words = programSize > 0 && programSize <= LEAF_WORDS ? vectorLeaf(vector, 0) + NODE_TAIL : 0;
}

/** Word i of the program, nil behind its end. */
function wordAt(i: u32): Value {
  if (i >= programSize) return NIL;
  return words != 0 ? load<u64>(words + (i << 3)) : vectorNth(program, i);
}

/** A number of the program; what is none stands for FAIL and register 0. */
function numberAt(i: u32): i64 {
  const word = i < programSize && words != 0 ? load<u64>(words + (i << 3)) : wordAt(i);
  return isFixnum(word) ? fixnumValue(word) : 0;
}

/** The register that a word names; one that there is not stands for register 0. */
function registerAt(i: u32): Addr {
  const r = <u32>numberAt(i);
  return context + FIRST_REGISTER + ((r < registerCount ? r : 0) << 3);
}

function isUserKind(kind: u32): bool {
  return kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE;
}

/** Has x exactly `n` elements, or, when `isLeast`, that many or more, and is a vector? */
function testVector(x: Value, n: i64, isLeast: bool): u32 {
  if (!isPointer(x)) return NO;
  const kind = kindOfValue(x);
  let count: u32 = 2;
  if (kind == KIND_VECTOR) count = countVector(addressOf(x));
  else if (kind == KIND_SUBVEC) count = countSubvec(addressOf(x));
  else if (kind != KIND_MAP_ENTRY) return isUserKind(kind) ? MAYBE : NO;
  return (isLeast ? <i64>count >= n : <i64>count == n) ? YES : NO;
}

function elementAt(x: Value, i: u32): Value {
  if (isPointer(x) && kindOfValue(x) == KIND_VECTOR) {
    return i < countVector(addressOf(x)) ? vectorNth(addressOf(x), i) : NIL;
  }
  if (testVector(x, <i64>i + 1, true) != YES) return NIL;
  const o = addressOf(x);
  const kind = kindOfValue(x);
  if (kind == KIND_SUBVEC) return subvecNth(o, i);
  return i == 0 ? mapEntryKey(o) : mapEntryVal(o);
}

function testMap(x: Value): u32 {
  if (!isPointer(x)) return NO;
  const kind = kindOfValue(x);
  if (kind == KIND_ARRAY_MAP || kind == KIND_HASH_MAP) return YES;
  return kind == KIND_RECORD || isUserKind(kind) ? MAYBE : NO;
}

function testEqual(a: Value, b: Value): u32 {
  if (a == b && !isFlonum(a)) return YES;
  if (isPointer(a) && kindOfValue(a) == KIND_KEYWORD) return NO;
  startWalk();
  const answer = equalAt(a, b, WALK_DEPTH);
  if (answer == EQUAL) return YES;
  return answer == DIFFERENT ? NO : MAYBE;
}

/** The slot of a key in a map, SLOT_ABSENT where there is none, SLOT_MISS where Lisp must look. */
function slotOf(map: Value, key: Value): Addr {
  const isMap = testMap(map);
  if (isMap != YES) return isMap == NO ? SLOT_ABSENT : SLOT_MISS;
  return findInMap(addressOf(map), key);
}

/** Runs the program from `pc` for a message: the clause that matches, FAILED or UNSURE. */
function runProgram(pins: Value, message: Value, pc: u32): i64 {
  store<u64>(context + FIRST_REGISTER, message);
  for (let steps: u32 = 0; steps < STEPS; steps++) {
    const op = numberAt(pc);
    if (op == FAIL) return FAILED;
    if (op == MATCH) return max(numberAt(pc + 1), 0);
    if (op == LEFT_TO_LISP) return UNSURE;
    const r = registerAt(pc + 1);
    const x = load<u64>(r);
    if (op == NTH) {
      store<u64>(registerAt(pc + 3), elementAt(x, <u32>numberAt(pc + 2)));
      pc += 4;
      continue;
    }
    let answer: u32 = NO;
    let size: u32 = 4;
    if (op == VECTOR) answer = testVector(x, numberAt(pc + 2), false);
    else if (op == LONG_VECTOR) answer = testVector(x, numberAt(pc + 2), true);
    else if (op == EQUAL_TO) answer = testEqual(wordAt(pc + 2), x);
    else if (op == SAME) answer = testEqual(load<u64>(registerAt(pc + 2)), x);
    else if (op == PIN) {
      answer = testEqual(elementAt(pins, <u32>numberAt(pc + 2)), x);
    } else if (op == MAP) {
      answer = testMap(x);
      size = 3;
    } else if (op == KEY) {
      const slot = slotOf(x, wordAt(pc + 2));
      size = 5;
      answer = slot == SLOT_MISS ? MAYBE : slot == SLOT_ABSENT ? NO : YES;
      if (answer == YES) store<u64>(registerAt(pc + 3), load<u64>(slot));
    } else if (op == SWITCH) {
      const slot =
        isPointer(x) && isUserKind(kindOfValue(x)) ? SLOT_MISS : slotOf(wordAt(pc + 2), x);
      if (slot == SLOT_MISS) answer = MAYBE;
      else if (slot != SLOT_ABSENT && isFixnum(load<u64>(slot))) {
        pc = <u32>fixnumValue(load<u64>(slot));
        continue;
      }
    } else return FAILED;
    if (answer == MAYBE) return UNSURE;
    pc = answer == YES ? pc + size : <u32>numberAt(pc + size - 1);
  }
  return UNSURE;
}

/**
 * Looks at the fetched mails from the save pointer on, the first one from place `entry` of the
 * program: the number of the first clause that matches one, or UNSURE, with the save pointer at
 * it; nil when there are no more, false when the budget is used up.
 */
export function matchMail(actor: Addr, vector: Addr, pins: Value, entry: u32): Value {
  startProgram(vector);
  registerCount = <u32>min<i64>(max<i64>(numberAt(programSize - 1), 1), <i64>MOST_REGISTERS);
  for (let i: u32 = 0; i < registerCount; i++) {
    store<u64>(context + FIRST_REGISTER + (i << 3), NIL);
  }
  let pc = entry;
  let answer: Value = NIL;
  let seen: u32 = 0;
  for (let mail = savedMail(actor); mail != NIL; mail = mailNext(addressOf(mail))) {
    if (seen++ == BUDGET) {
      answer = FALSE;
      break;
    }
    const clause = runProgram(pins, mailMessage(addressOf(mail)), pc);
    if (clause != FAILED) {
      answer = makeFixnum(clause);
      break;
    }
    store<u64>(actor, mail, ACTOR_MAIL_SAVED);
    pc = 0;
  }
  if (seen > FREE_MAILS) charge(seen);
  return answer;
}
