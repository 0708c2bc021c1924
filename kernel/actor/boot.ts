// The start of an empty world: everything that must lie in memory before an image or the first
// code is loaded.

import { writeFixedObjects } from "../data/fixed";
import { initKeywords } from "../data/keyword";
import { initWorld } from "../data/world";
import { initCollection } from "../heap/collect";
import { writeKinds } from "../heap/kinds";
import { clearRootRanges } from "../heap/roots";
import { initSpace, takeFirstBlocks } from "../heap/space";
import { initStats } from "../heap/stats";
import { initTransactions } from "../stm/clock";
import { dropTurn } from "../stm/turn";
import { writeGlances } from "../vm/glance";
import { clearMethods } from "../vm/method_cache";
import { writePrimitives } from "../vm/primitive";
import { initSleep } from "../worker/sleep";
import { initStop } from "../worker/stop";
import { initWorkers } from "../worker/workers";
import { initActors } from "./actor";
import { initAlarms } from "./alarm";
import { initCellWaits } from "./cell_wait";
import { initHostWork } from "./host_work";
import { initHolders } from "./idle";
import { initPorts } from "./port";
import { initTimers } from "./timer";

/** A stack may grow to this: room for some millions of calls inside each other. */
const STACK_MAXIMUM: u32 = 256 * 1024 * 1024;

/**
 * Makes the fresh memory of `bytes` an empty world, its first `imageBlocks` blocks left for an
 * image; false when it is too small.
 */
export function boot(bytes: u64, imageBlocks: u32): bool {
  initWorkers();
  initStop();
  initSleep();
  writeKinds();
  initSpace(bytes);
  initStats();
  initCollection();
  if (!takeFirstBlocks(imageBlocks)) return false;
  writePrimitives();
  writeGlances();
  writeFixedObjects();
  initKeywords();
  clearRootRanges();
  initWorld();
  clearMethods();
  initHostWork();
  initPorts();
  initTimers();
  initAlarms();
  initHolders();
  initCellWaits();
  if (!initTransactions()) return false;
  dropTurn();
  return initActors(STACK_MAXIMUM);
}
