// The kernel's exports, and nothing else: each is defined, documented and tested in its file.

export * from "../gen/kernel/dispatch";
export {
  actorOutcome,
  actorResult,
  countActors,
  findActor,
  firstActor,
  hostActor,
  nextActor,
  releaseActor,
  setStackMaximum,
} from "./actor/actor";
export { boot } from "./actor/boot";
export {
  enterCopy,
  freezeWorld,
  partAddress,
  partBytes,
  thawWorld,
  touchedBlocks,
} from "./actor/copy";
export { hasEvents, isOver, pauseMain, resumeMain } from "./actor/host";
export {
  countPortMails,
  holdPorts,
  isEnding,
  makePort,
  ownPorts,
  sendOfPort,
  takeDrained,
} from "./actor/port";
export {
  hostRaise,
  hostReturn,
  interrupt,
  portsClosed,
  publish,
  run,
  runActor,
  spawnActor,
  work,
} from "./actor/schedule";
export { holdClock, isSeeded, now, random, setSeed, skipTo } from "./actor/seed";
export { nextDeadline } from "./actor/timer";
export { setTrace } from "./actor/trace";
export { context } from "./context";
export { writeFixedObjects } from "./data/fixed";
export {
  countKeywords,
  findKeyword,
  initKeywords,
  internKeyword,
  keywordHash,
} from "./data/keyword";
export {
  cellFirst,
  cellMeta,
  cellRest,
  cellWithMeta,
  countList,
  isEmptyList,
  isList,
  listConj,
  listNext,
  makeCons,
  makeListOf,
} from "./data/list";
export { makeMapOf, mapAssoc, mapGet } from "./data/map";
export { makeNodeOf } from "./data/node";
export {
  codePointAt,
  compareStrings,
  concatStrings,
  equalStrings,
  indexOf,
  isString,
  isWide,
  lastIndexOf,
  makeStringOfCodePoint,
  makeStringOfLatin1,
  makeStringOfUtf8,
  makeStringOfUtf16,
  stringLength,
  stringUnit,
  substring,
  utf8Length,
  writeUtf8,
} from "./data/string";
export { equalSymbols, hashNames, makeSymbol } from "./data/symbol";
export {
  countVector,
  makeVectorOf,
  makeVectorOfNode,
  vectorAssoc,
  vectorConj,
  vectorNth,
  vectorPop,
  vectorWithMeta,
} from "./data/vector";
export { initWorld } from "./data/world";
export { allocate, allocateForHost as allocateObject } from "./heap/allocate";
export * from "./heap/exports";
export {
  fixedBytes,
  forwardingOf,
  forwardTo,
  isForwarded,
  isMutableKind,
  isPinnedKind,
  isTailTraced,
  kindOf,
  sizeOf,
  tracedFields,
  writeHeader,
  writeKinds,
} from "./heap/kinds";
export {
  availableBlocks,
  blockState,
  checkSpace,
  freeBlock,
  freeRun,
  initSpace,
  isInNursery,
  takeBlock,
  takeRun,
  usedBlocks,
} from "./heap/space";
export {
  add,
  addPromoting,
  addUnchecked,
  decrement,
  decrementPromoting,
  decrementUnchecked,
  divide,
  increment,
  incrementPromoting,
  incrementUnchecked,
  modulo,
  multiply,
  multiplyPromoting,
  multiplyUnchecked,
  negate,
  negatePromoting,
  negateUnchecked,
  quotient,
  remainder,
  subtract,
  subtractPromoting,
  subtractUnchecked,
} from "./number/arithmetic";
export { makeBigint } from "./number/bigint";
export {
  bitAnd,
  bitAndNot,
  bitClear,
  bitFlip,
  bitNot,
  bitOr,
  bitSet,
  bitShiftLeft,
  bitShiftRight,
  bitShiftRightZero,
  bitTest,
  bitXor,
} from "./number/bits";
export { categoryOf } from "./number/category";
export {
  areEqualNumbers,
  compareNumbers,
  isEquivalent,
  isGreater,
  isGreaterOrEqual,
  isLess,
  isLessOrEqual,
  isNegative,
  isPositive,
  isZero,
  maximum,
  minimum,
} from "./number/compare";
export { doubleValue, makeDouble } from "./number/double";
export { formatNumber, measureNumber } from "./number/format";
export { hashNumber } from "./number/hash";
export { longValue, makeLong } from "./number/integer";
export { parseBigDecimal, parseInteger, parseRatio } from "./number/parse";
export {
  characterValue,
  decodeFlonum,
  encodeFlonum,
  fitsFixnum,
  fitsFlonum,
  fixnumValue,
  isCharacter,
  isFalsy,
  isFixnum,
  isFlonum,
  makeCharacter,
  makeFixnum,
} from "./value/value";
export {
  CONTINUE,
  enterCall,
  hostArguments,
  objectValue,
  pushArgument,
} from "./vm/enter";
export { feedbackAt } from "./vm/feedback";
export { freeStack, initStack } from "./vm/frame";
export { interpret } from "./vm/interpret";
export { setKernelVar, setRaiseVar, setSlowVar, writePrimitives } from "./vm/primitive";
export { verifiedPc, verifyCode } from "./vm/verify";
export { selfTestPark } from "./worker/park";
export { bellAddress, setMainWaits, wakeAll } from "./worker/sleep";
export { beginShutdown, countWorkers, makeContext, noteTrap } from "./worker/workers";
