// Primitives on refs and transactions (tables/primitives/stm.ts).
//
// MISS means that the transaction must start again, or that x is no ref: genera.slow throws what
// either needs.

import { TRACE_SEND } from "../../gen/kernel/events";
import {
  KIND_ARRAY,
  KIND_PID,
  KIND_REF,
  KIND_REFERENCE,
  pidGeneration,
  REF_ABORTS,
  REF_COMMITS,
  REF_KEPT,
  REF_LIMITS,
  REF_MISSES,
  REF_WINNER,
  refId,
  refVersionNumber,
  refVersionValue,
  TRANSACTION_COMMUTES,
  TRANSACTION_EFFECTS,
  transactionState,
  transactionVersion,
} from "../../gen/kernel/layouts";
import {
  RAISE_INDEX_OUT_OF_BOUNDS,
  RAISE_NO_TRANSACTION,
  RAISE_NOT_A_NUMBER,
  RAISE_SET_AFTER_COMMUTE,
} from "../../gen/kernel/opcodes";
import { giveAway, savedMail, sendMail } from "../actor/mailbox";
import { actorOfPid, pidOfId } from "../actor/pid";
import { hasSignals, isDoomed, postByAlias, shield, unshield } from "../actor/signal";
import { cancelTimer, waitUntil } from "../actor/timer";
import { isTraced, trace } from "../actor/trace";
import { CONTEXT_ACTOR, context, miss, raise, wait } from "../context";
import { EMPTY_VECTOR } from "../data/fixed";
import { vectorConj } from "../data/vector";
import { storeCell } from "../heap/barrier";
import { categoryOf, NO_NUMBER } from "../number/category";
import { toDouble } from "../number/compare";
import { makeLong } from "../number/integer";
import {
  addToTotal,
  clockNow,
  patience,
  setPatience,
  TOTAL_ABORTS,
  TOTAL_MISSES,
  TOTAL_TOKENS,
  total,
} from "../stm/clock";
import {
  COMMIT_CONFLICT,
  COMMIT_DONE,
  COMMIT_NEED,
  COMMIT_WATCHED,
  changedValues,
  checkedValues,
  commitTransaction,
  hasValidators,
  noteConflict,
} from "../stm/commit";
import { loserOf, makeRef, newestNumber, newestVersion, noteMiss, versionAsOf } from "../stm/ref";
import {
  addBits,
  beginTransaction,
  clearTransaction,
  ENTRY_BASE,
  ENTRY_VALUE,
  endTransaction,
  entryBits,
  entryCount,
  findEntry,
  HAS_VALUE,
  IS_COMMUTED,
  IS_ENSURED,
  IS_SET,
  isTransacting,
  noteRead,
  openEntry,
  openReads,
  ownTransaction,
  restoreEntries,
  saveEntries,
  setEntry,
  stopTransaction,
} from "../stm/transaction";
import { hasChanged, joinWaiters, leaveWaiters } from "../stm/wait";
import { Addr } from "../value/addr";
import { isOfKind, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  FALSE,
  fixnumValue,
  isFalsy,
  isFixnum,
  makeBoolean,
  makeFixnum,
  makePointer,
  NIL,
  SENTINEL,
  TAG_OBJECT,
  TRUE,
  Value,
} from "../value/value";
import { primSend } from "./actor";

function self(): Addr {
  return load<u32>(context, CONTEXT_ACTOR);
}

function raiseNone(): Value {
  return raise(RAISE_NO_TRANSACTION, NIL, NIL, NIL);
}

/** Answers the sentinel: the attempt is in vain, as the ref has changed. */
function startAgain(ref: Addr): Value {
  noteConflict(ref);
  return miss();
}

export function primStmRef(x: Value): Value {
  return makeRef(x);
}

export function primIsStmRef(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_REF));
}

export function primStmRead(x: Value): Value {
  if (!isOfKind(x, KIND_REF)) return miss();
  return readRef(addressOf(x));
}

/** The ref's value for the running actor; the sentinel with MISS or NEED. */
export function readRef(ref: Addr): Value {
  if (!isTransacting()) return refVersionValue(newestVersion(ref));
  const t = ownTransaction();
  const entry = findEntry(t, ref);
  if (entry == 0) {
    if (!noteRead(t, ref)) return SENTINEL;
  } else if ((entryBits(entry) & HAS_VALUE) != 0) {
    return load<u64>(entry, ENTRY_VALUE);
  }
  const version = versionAsOf(ref, transactionVersion(t));
  if (version != 0) return refVersionValue(version);
  noteMiss(ref);
  addToTotal(TOTAL_MISSES);
  return startAgain(ref);
}

export function primStmBegin(attempt: Value): Value {
  if (!isFixnum(attempt)) return raise(RAISE_NOT_A_NUMBER, attempt, NIL, NIL);
  return beginTransaction(<u32>fixnumValue(attempt)) ? NIL : SENTINEL;
}

/** The entry of a ref in the running transaction; 0 with MISS, RAISE or NEED. */
function entryOf(x: Value): Addr {
  if (isOfKind(x, KIND_REF) && isTransacting()) return openEntry(ownTransaction(), addressOf(x));
  if (isOfKind(x, KIND_REF)) raiseNone();
  else miss();
  return 0;
}

export function primStmOpen(x: Value): Value {
  const entry = entryOf(x);
  if (entry == 0) return SENTINEL;
  const ref = addressOf(x);
  const t = ownTransaction();
  if ((entryBits(entry) & HAS_VALUE) != 0) return load<u64>(entry, ENTRY_VALUE);
  if (newestNumber(ref) > transactionVersion(t)) return startAgain(ref);
  const version = versionAsOf(ref, transactionVersion(t));
  return version == 0 ? startAgain(ref) : refVersionValue(version);
}

export function primStmWrite(x: Value, value: Value): Value {
  const entry = entryOf(x);
  if (entry == 0) return SENTINEL;
  const ref = addressOf(x);
  const t = ownTransaction();
  const bits = entryBits(entry);
  if ((bits & IS_COMMUTED) != 0) return raise(RAISE_SET_AFTER_COMMUTE, NIL, NIL, NIL);
  if ((bits & IS_SET) == 0 && newestNumber(ref) > transactionVersion(t)) return startAgain(ref);
  if (!setEntry(t, entry, ENTRY_VALUE, value)) return SENTINEL;
  addBits(entry, IS_SET | HAS_VALUE);
  return value;
}

export function primStmEnsure(x: Value): Value {
  const entry = entryOf(x);
  if (entry == 0) return SENTINEL;
  const ref = addressOf(x);
  const t = ownTransaction();
  if ((entryBits(entry) & (IS_ENSURED | IS_SET)) == 0) {
    if (newestNumber(ref) > transactionVersion(t)) return startAgain(ref);
  }
  addBits(entry, IS_ENSURED);
  return readRef(ref);
}

export function primStmCommute(x: Value): Value {
  const entry = entryOf(x);
  if (entry == 0) return SENTINEL;
  const ref = addressOf(x);
  const t = ownTransaction();
  const bits = entryBits(entry);
  if ((bits & HAS_VALUE) == 0 && !takeNewest(t, entry, ref)) return SENTINEL;
  addBits(entry, IS_COMMUTED | HAS_VALUE);
  return load<u64>(entry, ENTRY_VALUE);
}

/** Gives an entry the newest value of its ref; false with NEED. */
function takeNewest(t: Addr, entry: Addr, ref: Addr): bool {
  const newest = newestVersion(ref);
  if (!setEntry(t, entry, ENTRY_BASE, makePointer(newest, TAG_OBJECT))) return false;
  return setEntry(t, entry, ENTRY_VALUE, refVersionValue(newest));
}

/** The entry of a ref that has a value in the running transaction, or 0. */
function commutedEntry(x: Value): Addr {
  if (!isOfKind(x, KIND_REF) || !isTransacting()) return 0;
  const entry = findEntry(ownTransaction(), addressOf(x));
  return entry != 0 && (entryBits(entry) & IS_COMMUTED) != 0 ? entry : 0;
}

export function primStmPut(x: Value, value: Value): Value {
  const entry = commutedEntry(x);
  if (entry == 0) return raiseNone();
  return setEntry(ownTransaction(), entry, ENTRY_VALUE, value) ? value : SENTINEL;
}

export function primStmRebase(x: Value): Value {
  const entry = commutedEntry(x);
  if (entry == 0) return raiseNone();
  if (!takeNewest(ownTransaction(), entry, addressOf(x))) return SENTINEL;
  return load<u64>(entry, ENTRY_VALUE);
}

export function primStmCommit(): Value {
  if (!isTransacting()) return raiseNone();
  const t = ownTransaction();
  const held = load<u64>(t, TRANSACTION_EFFECTS) != NIL;
  if (held || load<u64>(t, TRANSACTION_COMMUTES) != NIL || hasValidators(t)) return miss();
  const done = commitAndSettle(t);
  if (done == COMMIT_NEED) return SENTINEL;
  if (done == COMMIT_DONE) return TRUE;
  return done == COMMIT_CONFLICT ? FALSE : makeFixnum(<i64>done);
}

/** Commits, and leaves the transaction as the outcome, which it answers, wants it. */
function commitAndSettle(t: Addr): u32 {
  const done = commitTransaction(t);
  if (done == COMMIT_DONE) endTransaction(self());
  else if (done == COMMIT_CONFLICT) clearTransaction(self(), t);
  else if (done == COMMIT_WATCHED) stopTransaction(self(), t);
  return done;
}

export function primStmPublish(): Value {
  if (!isTransacting()) return raiseNone();
  const hasEffects = load<u64>(ownTransaction(), TRANSACTION_EFFECTS) != NIL;
  const done = commitAndSettle(ownTransaction());
  if (hasEffects && (done == COMMIT_DONE || done == COMMIT_WATCHED)) shield(self());
  return done == COMMIT_NEED ? SENTINEL : makeFixnum(<i64>done);
}

export function primStmRelease(): Value {
  unshield(self());
  return NIL;
}

export function primStmPost(to: Value, message: Value): Value {
  const shared = giveAway(message);
  if (shared == SENTINEL) return SENTINEL;
  if (isOfKind(to, KIND_REFERENCE)) return postByAlias(to, shared) ? message : SENTINEL;
  if (!isOfKind(to, KIND_PID)) return raiseWrongKind(to, KIND_PID);
  const actor = actorOfPid(addressOf(to));
  if (actor == 0) return message;
  const sent = sendMail(actor, pidGeneration(addressOf(to)), shared);
  if (isTraced(TRACE_SEND) && sent != SENTINEL) trace(TRACE_SEND, to, shared);
  return sent;
}

export function primStmChanges(): Value {
  const t = ownTransaction();
  if (t == 0 || isTransacting()) return EMPTY_VECTOR;
  const changes = changedValues(t);
  clearTransaction(self(), t);
  return changes;
}

export function primStmEnd(keepsToken: Value): Value {
  const t = ownTransaction();
  if (t == 0) return NIL;
  if (isFalsy(keepsToken)) endTransaction(self());
  else clearTransaction(self(), t);
  return NIL;
}

export function primStmRunning(): Value {
  return makeBoolean(isTransacting());
}

function raiseIndex(i: Value, count: i64): Value {
  return raise(RAISE_INDEX_OUT_OF_BOUNDS, i, makeFixnum(count), NIL);
}

export function primStmPart(i: Value): Value {
  if (!isTransacting()) return raiseNone();
  return load<u64>(ownTransaction() + (i == 0 ? TRANSACTION_EFFECTS : TRANSACTION_COMMUTES));
}

export function primStmSetPart(i: Value, x: Value): Value {
  if (!isTransacting()) return raiseNone();
  return storeCell(ownTransaction(), i == 0 ? TRANSACTION_EFFECTS : TRANSACTION_COMMUTES, x);
}

/** The pid of the actor with an id; nil of nil and 0, which stand for nobody. */
function pidOrNil(id: Value): Value {
  return id == NIL || id == makeFixnum(0) ? NIL : pidOfId(id);
}

export function primStmFigure(x: Value, i: Value): Value {
  if (!isOfKind(x, KIND_REF)) return raiseWrongKind(x, KIND_REF);
  const ref = addressOf(x);
  switch (isFixnum(i) ? <u32>fixnumValue(i) : 11) {
    case 0:
      return makeFixnum(<i64>load<u32>(ref, REF_KEPT));
    case 1:
      return makeFixnum(<i64>load<i32>(ref, REF_LIMITS));
    case 2:
      return makeFixnum(<i64>load<i32>(ref, REF_LIMITS + 4));
    case 3:
      return makeLong(<i64>load<u64>(ref, REF_COMMITS));
    case 4:
      return makeLong(<i64>load<u64>(ref, REF_ABORTS));
    case 5:
      return makeFixnum(<i64>load<u32>(ref, REF_MISSES));
    case 6:
      return pidOrNil(makeFixnum(load<i64>(ref, REF_WINNER)));
    case 7:
      return makeLong(<i64>refId(ref));
    case 8:
    case 9:
    case 10:
      return pidOrNil(loserOf(ref, <u32>fixnumValue(i) - 8));
    default:
      return raiseIndex(i, 11);
  }
}

export function primStmSetLimit(x: Value, i: Value, n: Value): Value {
  if (!isOfKind(x, KIND_REF)) return raiseWrongKind(x, KIND_REF);
  if (!isFixnum(n)) return raise(RAISE_NOT_A_NUMBER, n, NIL, NIL);
  const ref = addressOf(x);
  const limit = <i32>fixnumValue(n);
  if (i == makeFixnum(0)) store<u32>(ref, limit < 0 ? 0 : limit, REF_KEPT);
  else store<i32>(ref + (i == makeFixnum(1) ? 0 : 4), limit, REF_LIMITS);
  return x;
}

export function primStmChecked(): Value {
  return isTransacting() ? checkedValues(ownTransaction()) : raiseNone();
}

export function primStmAwait(deadline: Value, mail: Value): Value {
  if (deadline != NIL && categoryOf(deadline) == NO_NUMBER) {
    return raise(RAISE_NOT_A_NUMBER, deadline, NIL, NIL);
  }
  const actor = self();
  const t = ownTransaction();
  if (t == 0 || transactionState(t) == 0) return raiseNone();
  if (!openReads(t)) return SENTINEL;
  if (entryCount(t) == 0 && deadline == NIL && isFalsy(mail)) return NIL;
  if (!joinWaiters(t)) return SENTINEL;
  let found: i64 = -1;
  if (hasChanged(t)) found = 1;
  else if (!isFalsy(mail) && savedMail(actor) != NIL) found = 2;
  if (found < 0) {
    if (deadline == NIL || isDoomed(actor) || hasSignals(actor)) return wait();
    if (waitUntil(actor, toDouble(deadline)) == SENTINEL) return SENTINEL;
    found = 0;
  }
  cancelTimer(actor);
  leaveWaiters(t);
  endTransaction(actor);
  return makeFixnum(found);
}

export function primStmSave(): Value {
  return isTransacting() ? saveEntries(ownTransaction()) : raiseNone();
}

export function primStmRestore(saved: Value): Value {
  if (!isOfKind(saved, KIND_ARRAY)) return raiseWrongKind(saved, KIND_ARRAY);
  if (!isTransacting()) return raiseNone();
  return restoreEntries(ownTransaction(), addressOf(saved)) ? NIL : SENTINEL;
}

export function primStmSetPatience(n: Value): Value {
  if (!isFixnum(n)) return raise(RAISE_NOT_A_NUMBER, n, NIL, NIL);
  const before = patience();
  setPatience(<u32>fixnumValue(n));
  return makeFixnum(<i64>before);
}

export function primStmSend(to: Value, message: Value): Value {
  return isTransacting() ? miss() : primSend(to, message);
}

export function primIsStmSet(x: Value): Value {
  if (!isOfKind(x, KIND_REF) || !isTransacting()) return FALSE;
  const entry = findEntry(ownTransaction(), addressOf(x));
  return makeBoolean(entry != 0 && (entryBits(entry) & IS_SET) != 0);
}

export function primStmTotals(): Value {
  let v = vectorConj(addressOf(EMPTY_VECTOR), makeLong(<i64>clockNow()));
  v = vectorConj(addressOf(v), makeLong(<i64>total(TOTAL_ABORTS)));
  v = vectorConj(addressOf(v), makeLong(<i64>total(TOTAL_MISSES)));
  return vectorConj(addressOf(v), makeLong(<i64>total(TOTAL_TOKENS)));
}
