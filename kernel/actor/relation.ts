// What an actor knows of others: its links, its monitors and aliases, and who monitors it.
//
//   ACTOR_LINKS     map from pids to LINKED, or to the number of an unlink that is under way
//   ACTOR_REFS      map from refs to entries: nodes of target, item, alias. The target is a pid or
//                   nil, the item what the program monitored (a pid or name); an alias alone has
//                   neither. The alias is one of ALIAS_*.
//   ACTOR_WATCHERS  map from refs to the pids of who monitors the actor
//
// The maps are persistent ones, so that one of 100,000 links costs no more a change than one of
// ten, and nil while they are empty. They lie in the owner's nursery or in the shared heap.
//
// Invariant: only the owner changes them, while it runs.

import { EMPTY_MAP } from "../data/fixed";
import { countMap, mapAssoc, mapDissoc, mapGet } from "../data/map";
import { initNodeSlot, makeNode, nodeSlot, nodeValue } from "../data/node";
import { Addr } from "../value/addr";
import { addressOf, fixnumValue, makeFixnum, NIL, Value } from "../value/value";
import { ACTOR_REFS } from "./actor";
import { actorOfPid } from "./pid";

/** State of a link in use. */
export const LINKED: Value = 0;

export const ALIAS_NONE: u32 = 0;
/** Until it is taken back. */
export const ALIAS_EXPLICIT: u32 = 1;
/** Until the monitor ends. */
export const ALIAS_DEMONITOR: u32 = 2;
/** Until the monitor ends or a message comes, which ends the monitor, too. */
export const ALIAS_REPLY_DEMONITOR: u32 = 3;
/** Until a message comes or it is taken back. */
export const ALIAS_REPLY: u32 = 4;

/** What the map at `slot` of the record has for a key, or nil. */
export function getIn(actor: Addr, slot: u32, key: Value): Value {
  const map = load<u64>(actor + slot);
  return map == NIL ? NIL : mapGet(addressOf(map), key, NIL);
}

export function assocIn(actor: Addr, slot: u32, key: Value, value: Value): void {
  const map = load<u64>(actor + slot);
  store<u64>(actor + slot, mapAssoc(addressOf(map == NIL ? EMPTY_MAP : map), key, value));
}

export function dissocIn(actor: Addr, slot: u32, key: Value): void {
  const map = load<u64>(actor + slot);
  if (map == NIL) return;
  const rest = mapDissoc(addressOf(map), key);
  store<u64>(actor + slot, countMap(addressOf(rest)) == 0 ? NIL : rest);
}

export function isSameActor(actor: Addr, pid: Value): bool {
  return actorOfPid(addressOf(pid)) == actor;
}

export function setEntry(actor: Addr, ref: Value, target: Value, item: Value, alias: u32): void {
  const node = makeNode(3);
  initNodeSlot(node, 0, target);
  initNodeSlot(node, 1, item);
  initNodeSlot(node, 2, makeFixnum(<i64>alias));
  assocIn(actor, ACTOR_REFS, ref, nodeValue(node));
}

export function entryTarget(entry: Value): Value {
  return nodeSlot(addressOf(entry), 0);
}

export function entryItem(entry: Value): Value {
  return nodeSlot(addressOf(entry), 1);
}

export function entryAlias(entry: Value): u32 {
  return <u32>fixnumValue(nodeSlot(addressOf(entry), 2));
}

/** Is the entry more than an alias? */
export function isMonitor(entry: Value): bool {
  return entryItem(entry) != NIL;
}

/** Forgets a monitor; an alias that is to be taken back explicitly stays. */
export function endMonitor(actor: Addr, ref: Value, entry: Value): void {
  if (entryAlias(entry) == ALIAS_EXPLICIT) setEntry(actor, ref, NIL, NIL, ALIAS_EXPLICIT);
  else dissocIn(actor, ACTOR_REFS, ref);
}
