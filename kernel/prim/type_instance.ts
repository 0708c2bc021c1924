// Primitives on instances, records and exceptions (tables/primitives/type.ts).
//
// Fields are counted from 0 in the order of the type's declaration. An instance is one object
// of the nursery, so a type has at most MAX_FIELDS fields. Mutable instances and exceptions may
// have moved: their cells are reached through `resolve`.

import {
  ARRAY_COUNT,
  ARRAY_TAIL,
  INSTANCE_COUNT,
  INSTANCE_TAIL,
  initInstanceCount,
  initInstanceType,
  initRecordCount,
  initRecordExtra,
  initRecordMeta,
  initRecordType,
  initThrowableData,
  initThrowableMessage,
  initThrowableType,
  KIND_ARRAY,
  KIND_INSTANCE,
  KIND_MUTABLE_INSTANCE,
  KIND_RECORD,
  KIND_THROWABLE,
  KIND_TYPE,
  KIND_VECTOR,
  RECORD_COUNT,
  RECORD_TAIL,
  recordExtra,
  recordMeta,
  recordType,
  THROWABLE_CAUSE,
  THROWABLE_SUPPRESSED,
  THROWABLE_TRACE,
  throwableCause,
  throwableData,
  throwableMessage,
  throwableSuppressed,
} from "../../gen/kernel/layouts";
import { RAISE_INDEX_OUT_OF_BOUNDS } from "../../gen/kernel/opcodes";
import { raise } from "../context";
import { countVector, vectorNth } from "../data/vector";
import { allocateObject } from "../heap/allocate";
import { resolve, storeCell, swapCell } from "../heap/barrier";
import { isInNursery } from "../heap/space";
import { Addr } from "../value/addr";
import { isOfKind, kindOfValue, raiseWrongKind } from "../value/kind";
import {
  addressOf,
  FALSE,
  isFixnum,
  makeBoolean,
  makeFixnum,
  makePointer,
  NIL,
  TAG_OBJECT,
  TRUE,
  Value,
} from "../value/value";
import { copyWords } from "../value/words";

const MAX_FIELDS: u32 = 1000;

function raiseIndex(i: Value, count: u32): Value {
  return raise(RAISE_INDEX_OUT_OF_BOUNDS, i, makeFixnum(<i64>count), NIL);
}

function isIndex(i: Value, count: u32): bool {
  return isFixnum(i) && i >> 2 < <u64>count;
}

/** Instances and mutable instances have one shape. */
function makeInstance(kind: u32, type: Value, count: u32): Addr {
  const o = allocateObject(kind, INSTANCE_TAIL + (count << 3));
  initInstanceType(o, type);
  initInstanceCount(o, <u64>count);
  return o;
}

function copyElements(to: Addr, vector: Addr, count: u32): void {
  for (let i: u32 = 0; i < count; i++) store<u64>(to + (i << 3), vectorNth(vector, i));
}

function instanceOfKind(kind: u32, type: Value, fields: Value): Value {
  if (!isOfKind(type, KIND_TYPE)) return raiseWrongKind(type, KIND_TYPE);
  if (!isOfKind(fields, KIND_VECTOR)) return raiseWrongKind(fields, KIND_VECTOR);
  const count = countVector(addressOf(fields));
  if (count > MAX_FIELDS) return raiseIndex(makeFixnum(<i64>count), MAX_FIELDS);
  const o = makeInstance(kind, type, count);
  copyElements(o + INSTANCE_TAIL, addressOf(fields), count);
  return makePointer(o, TAG_OBJECT);
}

export function primInstance(type: Value, fields: Value): Value {
  return instanceOfKind(KIND_INSTANCE, type, fields);
}

export function primMutableInstance(type: Value, fields: Value): Value {
  return instanceOfKind(KIND_MUTABLE_INSTANCE, type, fields);
}

export function primVmInstance(type: Value, fields: Value, n: Value): Value {
  if (!isOfKind(type, KIND_TYPE)) return raiseWrongKind(type, KIND_TYPE);
  if (!isOfKind(fields, KIND_ARRAY)) return raiseWrongKind(fields, KIND_ARRAY);
  const array = resolve(addressOf(fields));
  const length = load<u32>(array, ARRAY_COUNT);
  const limit = length < MAX_FIELDS ? length : MAX_FIELDS;
  if (!isIndex(n, limit + 1)) return raiseIndex(n, limit);
  const count = <u32>(n >> 2);
  const o = makeInstance(KIND_INSTANCE, type, count);
  copyWords(o + INSTANCE_TAIL, array + ARRAY_TAIL, count);
  return makePointer(o, TAG_OBJECT);
}

function makeRecord(type: Value, meta: Value, extra: Value, count: u32): Addr {
  const o = allocateObject(KIND_RECORD, RECORD_TAIL + (count << 3));
  initRecordType(o, type);
  initRecordMeta(o, meta);
  initRecordExtra(o, extra);
  initRecordCount(o, <u64>count);
  return o;
}

export function primRecord(type: Value, fields: Value, meta: Value, extra: Value): Value {
  if (!isOfKind(type, KIND_TYPE)) return raiseWrongKind(type, KIND_TYPE);
  if (!isOfKind(fields, KIND_VECTOR)) return raiseWrongKind(fields, KIND_VECTOR);
  const count = countVector(addressOf(fields));
  if (count > MAX_FIELDS) return raiseIndex(makeFixnum(<i64>count), MAX_FIELDS);
  const o = makeRecord(type, meta, extra, count);
  copyElements(o + RECORD_TAIL, addressOf(fields), count);
  return makePointer(o, TAG_OBJECT);
}

export function primIsInstance(x: Value): Value {
  const kind = kindOfValue(x);
  return makeBoolean(kind == KIND_INSTANCE || kind == KIND_MUTABLE_INSTANCE);
}

export function primIsRecord(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_RECORD));
}

/** Where the fields of an instance or record begin; 0 for anything else. */
function fieldsOf(x: Value): Addr {
  const kind = kindOfValue(x);
  if (kind == KIND_RECORD) return addressOf(x) + RECORD_TAIL;
  if (kind == KIND_INSTANCE) return addressOf(x) + INSTANCE_TAIL;
  return kind == KIND_MUTABLE_INSTANCE ? resolve(addressOf(x)) + INSTANCE_TAIL : 0;
}

/** Requires an instance or record. */
function countFields(x: Value): u32 {
  const isRecord = kindOfValue(x) == KIND_RECORD;
  return load<u32>(addressOf(x) + (isRecord ? RECORD_COUNT : INSTANCE_COUNT));
}

export function primField(x: Value, i: Value): Value {
  const fields = fieldsOf(x);
  if (fields == 0) return raiseWrongKind(x, KIND_INSTANCE);
  if (!isIndex(i, countFields(x))) return raiseIndex(i, countFields(x));
  return load<u64>(fields + ((<u32>(i >> 2)) << 3));
}

export function primSetField(x: Value, i: Value, value: Value): Value {
  if (!isOfKind(x, KIND_MUTABLE_INSTANCE)) return raiseWrongKind(x, KIND_MUTABLE_INSTANCE);
  if (!isIndex(i, countFields(x))) return raiseIndex(i, countFields(x));
  return storeCell(addressOf(x), INSTANCE_TAIL + ((<u32>(i >> 2)) << 3), value);
}

export function primCompareSetField(x: Value, i: Value, old: Value, value: Value): Value {
  if (!isOfKind(x, KIND_MUTABLE_INSTANCE)) return raiseWrongKind(x, KIND_MUTABLE_INSTANCE);
  if (!isIndex(i, countFields(x))) return raiseIndex(i, countFields(x));
  const o = resolve(addressOf(x));
  const offset = INSTANCE_TAIL + ((<u32>(i >> 2)) << 3);
  if (!isInNursery(o)) return swapCell(o, offset, old, value);
  if (load<u64>(o + offset) != old) return FALSE;
  store<u64>(o + offset, value);
  return TRUE;
}

export function primFieldCount(x: Value): Value {
  if (fieldsOf(x) == 0) return raiseWrongKind(x, KIND_INSTANCE);
  return makeFixnum(<i64>countFields(x));
}

export function primRecordExtra(x: Value): Value {
  return isOfKind(x, KIND_RECORD) ? recordExtra(addressOf(x)) : raiseWrongKind(x, KIND_RECORD);
}

export function primRecordAssoc(x: Value, i: Value, value: Value): Value {
  if (!isOfKind(x, KIND_RECORD)) return raiseWrongKind(x, KIND_RECORD);
  const count = countFields(x);
  if (!isIndex(i, count)) return raiseIndex(i, count);
  const old = addressOf(x);
  const o = makeRecord(recordType(old), recordMeta(old), recordExtra(old), count);
  copyWords(o + RECORD_TAIL, old + RECORD_TAIL, count);
  store<u64>(o + ((<u32>(i >> 2)) << 3), value, RECORD_TAIL);
  return makePointer(o, TAG_OBJECT);
}

export function primThrowable(type: Value, message: Value, cause: Value, data: Value): Value {
  if (!isOfKind(type, KIND_TYPE)) return raiseWrongKind(type, KIND_TYPE);
  const o = allocateObject(KIND_THROWABLE, THROWABLE_SUPPRESSED + 8);
  initThrowableType(o, type);
  initThrowableMessage(o, message);
  initThrowableData(o, data);
  store<u64>(o, cause, THROWABLE_CAUSE);
  store<u64>(o, NIL, THROWABLE_TRACE);
  store<u64>(o, NIL, THROWABLE_SUPPRESSED);
  return makePointer(o, TAG_OBJECT);
}

export function primIsThrowable(x: Value): Value {
  return makeBoolean(isOfKind(x, KIND_THROWABLE));
}

export function primThrowableMessage(x: Value): Value {
  if (!isOfKind(x, KIND_THROWABLE)) return raiseWrongKind(x, KIND_THROWABLE);
  return throwableMessage(addressOf(x));
}

export function primThrowableCause(x: Value): Value {
  if (!isOfKind(x, KIND_THROWABLE)) return raiseWrongKind(x, KIND_THROWABLE);
  return throwableCause(resolve(addressOf(x)));
}

export function primThrowableData(x: Value): Value {
  if (!isOfKind(x, KIND_THROWABLE)) return raiseWrongKind(x, KIND_THROWABLE);
  return throwableData(addressOf(x));
}

export function primThrowableSuppressed(x: Value): Value {
  if (!isOfKind(x, KIND_THROWABLE)) return raiseWrongKind(x, KIND_THROWABLE);
  return throwableSuppressed(resolve(addressOf(x)));
}

export function primSetThrowableCause(x: Value, cause: Value): Value {
  if (!isOfKind(x, KIND_THROWABLE)) return raiseWrongKind(x, KIND_THROWABLE);
  return storeCell(addressOf(x), THROWABLE_CAUSE, cause);
}

export function primSetThrowableSuppressed(x: Value, suppressed: Value): Value {
  if (!isOfKind(x, KIND_THROWABLE)) return raiseWrongKind(x, KIND_THROWABLE);
  return storeCell(addressOf(x), THROWABLE_SUPPRESSED, suppressed);
}

export function primSetThrowableTrace(x: Value, trace: Value): Value {
  if (!isOfKind(x, KIND_THROWABLE)) return raiseWrongKind(x, KIND_THROWABLE);
  return storeCell(addressOf(x), THROWABLE_TRACE, trace);
}
