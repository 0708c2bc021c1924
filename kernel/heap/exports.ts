// What the kernel exports of the heap's side tables, promotion and collection: for the host, and
// for the tests that hold them against a model. Names and promises are those of each file.

export { allocateLargeObject } from "./allocate";
export {
  clearMark,
  clearMarks,
  countLines,
  isMarked,
  liveBytes,
  markLines,
  setMark,
} from "./marks";
export { promote } from "./promote";
export {
  addRecyclable,
  allocatePinned,
  allocateShared,
  allocateSharedObject,
  resetSharedAllocation,
} from "./shared";
