// Equality of maps and of the maps of sets: same count, and every entry of one is found in the
// other. Part of the walk of `=` (kernel/value/equal): it shares its steps and depth.

import {
  arrayMapEntries,
  COLLISION_NODE_TAIL,
  collisionNodeCount,
  hashMapNilEntry,
  hashMapRoot,
  KIND_COLLISION_NODE,
  mapEntryVal,
  NODE_TAIL,
} from "../../gen/kernel/layouts";
import { kindOf } from "../heap/kinds";
import { Addr } from "../value/addr";
import { DIFFERENT, EQUAL, EQUAL_MISS, equalAt } from "../value/equal";
import { HASH_MISS, hashAt, takeStep } from "../value/hash";
import { addressOf, NIL, Value } from "../value/value";
import { childAt, childrenOf, entriesOf, pairsOf, SLOT_ABSENT, SLOT_MISS } from "./hash_map";
import { countMap, findInMapAt, isHashMap } from "./map";
import { nodeSize } from "./node";

/** Do two maps have equal entries or, keysOnly, equal keys? */
export function equalMappings(x: Addr, y: Addr, keysOnly: bool, depth: u32): u32 {
  if (countMap(x) != countMap(y)) return DIFFERENT;
  if (!isHashMap(x)) {
    const entries = addressOf(arrayMapEntries(x));
    return equalPairs(entries + NODE_TAIL, nodeSize(entries) >>> 1, y, keysOnly, depth);
  }
  const nilEntry = hashMapNilEntry(x);
  if (nilEntry != NIL) {
    const same = equalPair(NIL, mapEntryVal(addressOf(nilEntry)), y, keysOnly, depth);
    if (same != EQUAL) return same;
  }
  const root = hashMapRoot(x);
  return root == NIL ? EQUAL : equalNode(addressOf(root), y, keysOnly, depth);
}

function equalNode(node: Addr, m: Addr, keysOnly: bool, depth: u32): u32 {
  if (kindOf(node) == KIND_COLLISION_NODE) {
    const pairs = <u32>collisionNodeCount(node) >>> 1;
    return equalPairs(node + COLLISION_NODE_TAIL, pairs, m, keysOnly, depth);
  }
  const pairs = popcnt<u32>(entriesOf(node));
  const same = equalPairs(pairsOf(node), pairs, m, keysOnly, depth);
  if (same != EQUAL) return same;
  const children = popcnt<u32>(childrenOf(node));
  for (let i: u32 = 0; i < children; i++) {
    const below = equalNode(childAt(node, i), m, keysOnly, depth);
    if (below != EQUAL) return below;
  }
  return EQUAL;
}

function equalPairs(at: Addr, pairs: u32, m: Addr, keysOnly: bool, depth: u32): u32 {
  for (let i: u32 = 0; i < pairs; i++) {
    const pair = at + (i << 4);
    const same = equalPair(load<u64>(pair), load<u64>(pair, 8), m, keysOnly, depth);
    if (same != EQUAL) return same;
  }
  return EQUAL;
}

function equalPair(key: Value, val: Value, m: Addr, keysOnly: bool, depth: u32): u32 {
  if (!takeStep()) return EQUAL_MISS;
  const hash = hashAt(key, depth);
  if (hash == HASH_MISS) return EQUAL_MISS;
  const slot = findInMapAt(m, key, hash, depth);
  if (slot == SLOT_MISS) return EQUAL_MISS;
  if (slot == SLOT_ABSENT) return DIFFERENT;
  return keysOnly ? EQUAL : equalAt(val, load<u64>(slot), depth);
}
