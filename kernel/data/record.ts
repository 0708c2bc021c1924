// Records as maps: what a keyword finds in one. The names of the fields are in the type, so a
// lookup compares the keyword's name with few short strings, first as words.
//
// Changing a record, and its view as a sequence, is Lisp's (lang/core).

import {
  KIND_KEYWORD,
  keywordName,
  keywordNamespace,
  RECORD_TAIL,
  recordCount,
  recordExtra,
  recordType,
  symbolName,
  typeFields,
} from "../../gen/kernel/layouts";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { addressOf, isPointer, NIL, Value } from "../value/value";
import { SLOT_ABSENT } from "./hash_map";
import { countMap, findInMap } from "./map";
import { equalNames } from "./symbol";
import { vectorNth } from "./vector";

/** The address of the value of `key` in a record, SLOT_ABSENT or SLOT_MISS. */
export function findInRecord(o: Addr, key: Value): Addr {
  if (isPointer(key) && kindOf(addressOf(key)) == KIND_KEYWORD) {
    const slot = findField(o, addressOf(key));
    if (slot != SLOT_ABSENT) return slot;
  }
  const extra = recordExtra(o);
  return extra == NIL ? SLOT_ABSENT : findInMap(addressOf(extra), key);
}

function findField(o: Addr, keyword: Addr): Addr {
  if (keywordNamespace(keyword) != NIL) return SLOT_ABSENT;
  const fields = typeFields(addressOf(recordType(o)));
  if (fields == NIL) return SLOT_ABSENT;
  const name = keywordName(keyword);
  const count = <u32>recordCount(o);
  for (let i: u32 = 0; i < count; i++) {
    if (equalNames(symbolName(addressOf(vectorNth(addressOf(fields), i))), name)) {
      return o + RECORD_TAIL + (i << 3);
    }
  }
  return SLOT_ABSENT;
}

export function countRecord(o: Addr): u32 {
  const extra = recordExtra(o);
  return <u32>recordCount(o) + (extra == NIL ? 0 : countMap(addressOf(extra)));
}
