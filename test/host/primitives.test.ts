// The registry of host primitives, and what handlers do without a heap.

import assert from "node:assert/strict";
import { test } from "node:test";
import { hostPrimitives } from "../../gen/tables";
import { encode } from "../../host/primitives/files";
import { findHandler, primitiveName } from "../../host/primitives/index";
import { parseInstant } from "../../host/primitives/time";

test("every row of the host's primitives has a handler", () => {
  for (const [name, number] of Object.entries(hostPrimitives)) {
    assert.ok(findHandler(number) !== undefined, name);
    assert.equal(primitiveName(number), name);
  }
});

test("text is encoded as Java does it: half a pair becomes a question mark", () => {
  assert.deepEqual([...encode("a\ud800b😀")], [97, 63, 98, 0xf0, 0x9f, 0x98, 0x80]);
});

test("instants are read in all their lengths, and refused when they are none", () => {
  assert.equal(parseInstant("1970"), 0);
  assert.equal(parseInstant("2020-02-29T10:20:30.5Z"), Date.UTC(2020, 1, 29, 10, 20, 30, 500));
  assert.equal(parseInstant("1970-01-01T01:00:00.000+01:00"), 0);
  for (const text of ["2021-02-29", "2020-13", "yesterday", "2020-01-01T25:00"]) {
    assert.equal(parseInstant(text), null, text);
  }
});
