// The tables against themselves, against the kernel built from them, and against the pages
// generated from them: every row is looked at.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { conditions } from "../../tables/conditions";
import { layouts } from "../../tables/layouts";
import { opcodes } from "../../tables/opcodes";
import { renderAll } from "../../tools/render";
import { makeInstance } from "../kernel/instance";

const isUnique = (names: readonly (string | number)[]): boolean =>
  new Set(names).size === names.length;

test("names and opcode numbers are unique and every row is documented", () => {
  assert.ok(isUnique(layouts.map((l) => l.name)));
  assert.ok(isUnique(opcodes.map((o) => o.name)));
  assert.ok(isUnique(opcodes.map((o) => o.number)));
  assert.ok(isUnique(conditions.map((c) => c.name)));
  const names = [...layouts, ...opcodes, ...conditions].map((row) => row.name);
  for (const name of names) assert.match(name, /^[a-z]+(-[a-z]+)*$/, "names become identifiers");
  for (const row of [...layouts, ...opcodes]) assert.match(row.doc, /\S.*\.$/, row.name);
});

test("a row with a cell says where its objects are born, and only such a row", () => {
  for (const l of layouts) {
    const mutable = l.fields.some(([, kind]) => kind === "cell") || l.tail?.kind === "cell";
    const isRawArray = l.name === "longs" || l.name === "doubles" || l.name === "code";
    assert.equal(l.born !== undefined, mutable || isRawArray, l.name);
  }
});

test("an instruction that pops n has an operand that says n", () => {
  for (const o of opcodes.filter((row) => row.pops === "n")) {
    assert.ok(
      o.operands.some(([, kind]) => kind === "count" || kind === "primitive"),
      o.name,
    );
  }
});

test("the kernel knows every layout: sizes, traced words, mutability", () => {
  const { kernel, view } = makeInstance();
  const call = (name: string, ...args: number[]): number =>
    (kernel[name] as CallableFunction)(...args);
  call("writeKinds");
  const object = 0x100000;
  layouts.forEach((l, kind) => {
    const mask = l.fields.reduce((m, [, k], i) => (k === "raw64" ? m : m | (1 << i)), 0);
    assert.equal(call("tracedFields", kind), mask, l.name);
    assert.equal(call("fixedBytes", kind), 8 * (1 + l.fields.length), l.name);
    assert.equal(call("isPinnedKind", kind), l.pinned ? 1 : 0, l.name);
    const cells = l.fields.some(([, k]) => k === "cell") || l.tail?.kind === "cell";
    assert.equal(call("isMutableKind", kind), cells ? 1 : 0, l.name);
    call("writeHeader", object, kind);
    assert.equal(call("kindOf", object), kind, l.name);
    let bytes = 8 * (1 + l.fields.length);
    if (l.tail !== undefined) {
      const by = l.tail.by;
      const at = 8 * (1 + l.fields.findIndex(([name]) => name === by));
      assert.ok(at > 0, `${l.name}: the tail's count is a field`);
      const isTrie = l.tail.kind === "trie";
      view.setBigUint64(object + at, isTrie ? 0x700000005n : 5n, true); // 2 pairs, 3 children
      const unit = { value: 8, cell: 8, bytes: 1, wide: 2, trie: 8 }[l.tail.kind];
      bytes += isTrie ? 48 : Math.ceil((5 * unit) / 8) * 8;
      assert.equal(call("isTailTraced", kind), unit === 8 ? 1 : 0, l.name);
    }
    assert.equal(call("sizeOf", object), bytes, l.name);
    call("forwardTo", object, 0x200000);
    assert.equal(call("isForwarded", object), 1, l.name);
    assert.equal(call("forwardingOf", object), 0x200000, l.name);
    assert.equal(call("kindOf", object), kind, `${l.name} stays readable once forwarded`);
    assert.equal(call("sizeOf", object), bytes, l.name);
  });
});

test("the committed pages are the ones the tables give", () => {
  for (const [path, text] of Object.entries(renderAll())) {
    if (path.startsWith("docs/")) assert.equal(readFileSync(path, "utf8"), text, path);
  }
});
