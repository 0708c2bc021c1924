// The stamp of a transient: how a node knows whose it is. A stamp is an odd number of up to 47
// bits that no other transient has; it lies above the kind and the flags in the headers of the
// nodes its transient made (bits 16-63), where other kinds keep their hash. Nodes have none.
//
// One comparison of the whole header therefore says that a node has this stamp and was not
// forwarded: a forwarded node has a flag and an address, which is even, instead. Stamps stay in
// nodes after `persistent!`; no later transient can have the same. Image files carry none.

import { nextStamp } from "../data/world";
import { fixnumValue, makeFixnum, Value } from "../value/value";

/** A fresh stamp as a word for a transient's cell. */
export function makeStamp(): Value {
  return makeFixnum(<i64>nextStamp());
}

/** The header bits of a stamp. */
export function stampBits(stamp: Value): u64 {
  return (<u64>fixnumValue(stamp)) << 16;
}
