// What the kernel exports of the heap's side tables, promotion and collection: for the host, and
// for the tests that hold them against a model. Names and promises are those of each file.

export { setPoison } from "../debug/poison";
export { setStress } from "../debug/stress";
export { verificationCount, verifyHeap, violationAt, violationCount } from "../debug/verify";
export { checksum } from "../image/checksum";
export { adoptImage, imageBase } from "../image/read";
export { imageAddress, imageBlocks, imageBytes, releaseImage, writeImage } from "../image/write";
export { allocateLargeObject } from "./allocate";
export { prepareStore, resolve, storeCell } from "./barrier";
export { collectAtSafepoint } from "./collect";
export { collectShared } from "./cycle";
export { keepStill } from "./defragment";
export { markedBytes, markedObjects } from "./mark";
export {
  clearMark,
  clearMarks,
  countLines,
  isMarked,
  liveBytes,
  markLines,
  setMark,
} from "./marks";
export { collectNursery, isNurseryFull } from "./nursery";
export { promote } from "./promote";
export { addRootRange, clearRootRanges } from "./roots";
export {
  addRecyclable,
  allocatePinned,
  allocateShared,
  allocateSharedObject,
  resetSharedAllocation,
} from "./shared";
export { stat } from "./stats";
