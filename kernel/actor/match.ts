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
import { kindOf } from "../heap/kinds";
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

const FAIL: u32 = 0;
const MATCH: u32 = 1;
const VECTOR: u32 = 2;
const LONG_VECTOR: u32 = 3;
const MAP: u32 = 4;
const NTH: u32 = 5;
const KEY: u32 = 6;
const EQUAL_TO: u32 = 7;
const PIN: u32 = 8;
const SAME: u32 = 9;
const SWITCH: u32 = 10;

const LEAF_WORDS: u32 = 32;
const BUDGET: u32 = 2048; // mails
const FREE_MAILS: u32 = 16; // that cost nothing
const STEPS: u32 = 4096; // instructions for one message
const MOST_REGISTERS: u32 = 64;
const LONGEST: u32 = 5; // words of an instruction
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

// What a message has to be at least (startFilter): a vector of so many elements, or of more, with
// this keyword or number at this index. The word is nil when there is no such thing.
let filterWord: Value = 0;
let filterIsKeyword: bool = false;
let filterCount: i64 = 0;
let filterIsLeast: bool = false;
let filterIndex: u32 = 0;

function startProgram(vector: Addr): void {
  program = vector;
  programSize = countVector(vector);
  words = programSize > 0 && programSize <= LEAF_WORDS ? vectorLeaf(vector, 0) + NODE_TAIL : 0;
  registerCount = <u32>min<i64>(max<i64>(lastNumber(), 1), <i64>MOST_REGISTERS);
  for (let i: u32 = 0; i < registerCount; i++) {
    store<u64>(context + FIRST_REGISTER + (i << 3), NIL);
  }
}

function lastNumber(): i64 {
  if (programSize == 0) return 0;
  const word = vectorNth(program, programSize - 1);
  return isFixnum(word) ? fixnumValue(word) : 0;
}

/**
 * Where the words of the instruction at `pc`, which is in the program, lie side by side: in its
 * leaf, or copied where they lie in two. Behind the end of the program is anything.
 */
function instructionAt(pc: u32): Addr {
  if (words != 0) return words + (pc << 3);
  const place = pc & (LEAF_WORDS - 1);
  if (place + LONGEST <= LEAF_WORDS) return vectorLeaf(program, pc) + NODE_TAIL + (place << 3);
  const copy = context + FIRST_REGISTER - (LONGEST << 3);
  for (let i: u32 = 0; i < LONGEST; i++) {
    const word = pc + i < programSize ? vectorNth(program, pc + i) : NIL;
    store<u64>(copy + (i << 3), word);
  }
  return copy;
}

/** The number that a word of the program is; what is none has the bits of some number, too. */
function numberOf(word: u64): i64 {
  return <i64>word >> 2;
}

/** The register that a word of the program names; one that there is not stands for register 0. */
function registerOf(word: u64): Addr {
  const r = <u32>(word >> 2);
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

/** Runs the program from `start` for a message: the clause that matches, FAILED or UNSURE. */
function runProgram(pins: Value, message: Value, start: u32): i64 {
  store<u64>(context + FIRST_REGISTER, message);
  let pc = start;
  for (let steps: u32 = 0; steps < STEPS && pc < programSize; steps++) {
    const at = instructionAt(pc);
    const op = <u32>(load<u64>(at) >> 2);
    const first = load<u64>(at, 8);
    const second = load<u64>(at, 16);
    if (op == FAIL) return FAILED;
    if (op == MATCH) return max(numberOf(first), 0);
    const x = load<u64>(registerOf(first));
    if (op == NTH) {
      store<u64>(registerOf(load<u64>(at, 24)), elementAt(x, <u32>numberOf(second)));
      pc += 4;
      continue;
    }
    let answer: u32 = MAYBE;
    let size: u32 = 4;
    switch (op) {
      case VECTOR:
        answer = testVector(x, numberOf(second), false);
        break;
      case LONG_VECTOR:
        answer = testVector(x, numberOf(second), true);
        break;
      case MAP:
        answer = testMap(x);
        size = 3;
        break;
      case EQUAL_TO:
        if (pc + 2 < programSize) answer = testEqual(second, x);
        break;
      case PIN:
        answer = testEqual(elementAt(pins, <u32>numberOf(second)), x);
        break;
      case SAME:
        answer = testEqual(load<u64>(registerOf(second)), x);
        break;
      case KEY: {
        if (pc + 2 >= programSize) break;
        const slot = slotOf(x, second);
        size = 5;
        answer = slot == SLOT_MISS ? MAYBE : slot == SLOT_ABSENT ? NO : YES;
        if (answer == YES) store<u64>(registerOf(load<u64>(at, 24)), load<u64>(slot));
        break;
      }
      case SWITCH: {
        if (pc + 2 >= programSize || (isPointer(x) && isUserKind(kindOfValue(x)))) break;
        const slot = slotOf(second, x);
        if (slot == SLOT_MISS) break;
        answer = NO;
        if (slot == SLOT_ABSENT || !isFixnum(load<u64>(slot))) break;
        pc = <u32>fixnumValue(load<u64>(slot));
        continue;
      }
    }
    if (answer == MAYBE) return UNSURE;
    pc = answer == YES ? pc + size : <u32>numberOf(load<u64>(at + (size << 3) - 8));
  }
  return UNSURE;
}

/**
 * Most receives want vectors of some length with one keyword or number at some place: their
 * program begins with VECTOR, NTH and EQUAL or PIN, and fails when one of them does. Notes what
 * they ask, for isHopeless, or that this program asks something else.
 */
function startFilter(pins: Value): void {
  filterWord = NIL;
  if (programSize < 12) return;
  const at = instructionAt(0);
  const kind = <u32>numberOf(load<u64>(at));
  if (kind != VECTOR && kind != LONG_VECTOR) return;
  if (numberOf(load<u64>(at, 8)) != 0 || !failsAt(load<u64>(at, 24))) return;
  filterCount = numberOf(load<u64>(at, 16));
  filterIsLeast = kind == LONG_VECTOR;
  const nth = instructionAt(4);
  if (<u32>numberOf(load<u64>(nth)) != NTH || numberOf(load<u64>(nth, 8)) != 0) return;
  filterIndex = <u32>numberOf(load<u64>(nth, 16));
  const place = load<u64>(nth, 24);
  if (<i64>filterIndex >= filterCount) return;
  const test = instructionAt(8);
  const op = <u32>numberOf(load<u64>(test));
  if (load<u64>(test, 8) != place || !failsAt(load<u64>(test, 24))) return;
  let word = load<u64>(test, 16);
  if (op == PIN) word = elementAt(pins, <u32>numberOf(word));
  else if (op != EQUAL_TO) return;
  filterIsKeyword = isPointer(word) && kindOfValue(word) == KIND_KEYWORD;
  if (filterIsKeyword || isFixnum(word)) filterWord = word;
}

function failsAt(word: u64): bool {
  const pc = <u64>numberOf(word);
  return pc < <u64>programSize && <u32>numberOf(load<u64>(instructionAt(<u32>pc))) == FAIL;
}

/** Is it clear without the program, which has a filter, that it fails for this message? */
function isHopeless(message: Value): bool {
  if (!isPointer(message)) return true;
  const o = addressOf(message);
  if (kindOf(o) != KIND_VECTOR) return kindOf(o) == KIND_KEYWORD;
  const count = countVector(o);
  if (filterIsLeast ? <i64>count < filterCount : <i64>count != filterCount) return true;
  const x = vectorNth(o, filterIndex);
  return x != filterWord && (filterIsKeyword || isFixnum(x));
}

/**
 * Looks at the fetched mails from the save pointer on, the first one from place `entry` of the
 * program: the number of the first clause that matches one, or UNSURE, with the save pointer at
 * it; nil when there are no more, false when the budget is used up.
 */
export function matchMail(actor: Addr, vector: Addr, pins: Value, entry: u32): Value {
  startProgram(vector);
  let pc = entry;
  let answer: Value = NIL;
  let seen: u32 = 0;
  let saved = load<u64>(actor, ACTOR_MAIL_SAVED);
  for (let mail = savedMail(actor); mail != NIL; mail = mailNext(addressOf(mail))) {
    if (seen++ == BUDGET) {
      answer = FALSE;
      break;
    }
    if (seen > FREE_MAILS) {
      if (seen == FREE_MAILS + 1) startFilter(pins);
      if (filterWord != NIL && isHopeless(mailMessage(addressOf(mail)))) {
        saved = mail;
        continue;
      }
    }
    const clause = runProgram(pins, mailMessage(addressOf(mail)), pc);
    if (clause != FAILED) {
      answer = makeFixnum(clause);
      break;
    }
    saved = mail;
    pc = 0;
  }
  store<u64>(actor, saved, ACTOR_MAIL_SAVED);
  if (seen > FREE_MAILS) charge(seen);
  return answer;
}
