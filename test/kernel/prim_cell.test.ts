// The primitives on vars, atoms, namespaces, types, instances and exceptions.

import assert from "node:assert/strict";
import { test } from "node:test";
import { kind } from "../../gen/tables";
import { ask, call, makeDouble, NIL, read, TRUE } from "./ask";

const symbol = (name: string): bigint => call("symbol", null, name);
const keyword = (name: string): bigint => call("keyword", null, name);
const EMPTY_VECTOR = 0x13dn;
const EMPTY_MAP = 0x17dn;
const vector = (...xs: bigint[]): bigint => xs.reduce((v, x) => call("conj", v, x), EMPTY_VECTOR);
const makeType = (name: string, ...supers: bigint[]): bigint =>
  call("makeType", name, vector(...supers), NIL);

test("a var is unbound, bound, and unbound again", () => {
  const ns = call("makeNamespace", symbol("my.ns"), NIL);
  const v = call("makeVar", ns, symbol("x"), NIL);
  assert.equal(ask("varRoot", v), "!unboundVar");
  assert.equal(ask("isBound", v), false);
  assert.equal(call("bindVar", v, "value"), v);
  assert.equal(ask("varValue", v), "value");
  assert.equal(ask("toString", call("varSymbol", v)), "my.ns/x");
  assert.equal(call("unbindVar", v), v);
  assert.equal(ask("varValue", v), "!unboundVar");
  assert.equal(ask("varValue", 1), "!wrongClass");
  assert.equal(ask("varValue", NIL), "!isNil");
});

test("metadata flags a var as dynamic or as a macro", () => {
  const v = call("makeVar", NIL, symbol("*x*"), call("assoc", EMPTY_MAP, keyword("dynamic"), TRUE));
  assert.deepEqual([ask("isDynamic", v), ask("isMacro", v)], [true, false]);
  call("setVarMeta", v, call("assoc", EMPTY_MAP, keyword("macro"), TRUE));
  assert.deepEqual([ask("isDynamic", v), ask("isMacro", v)], [false, true]);
  call("setVarMeta", v, call("assoc", EMPTY_MAP, keyword("macro"), NIL));
  assert.deepEqual([ask("isDynamic", v), ask("isMacro", v)], [false, false]);
});

test("a thread binding hides the root of a dynamic var", () => {
  const v = call("makeVar", NIL, symbol("*y*"), call("assoc", EMPTY_MAP, keyword("dynamic"), TRUE));
  call("bindVar", v, "root");
  assert.equal(ask("setDynamic", v, 1), "!noBinding");
  call("setBindings", call("assoc", EMPTY_MAP, v, call("volatile", "bound")));
  assert.equal(ask("varValue", v), "bound");
  assert.equal(ask("varRoot", v), "root");
  assert.equal(ask("setDynamic", v, 2), 2n);
  assert.equal(ask("dynamicValue", v), 2n);
  call("setBindings", NIL);
  assert.equal(ask("varValue", v), "root");
});

test("an atom is compared by identity, of numbers by worth", () => {
  const a = call("atom", "old");
  const old = call("atomValue", a);
  assert.equal(ask("atomCompareSet", a, "old", "new"), false);
  assert.equal(ask("atomCompareSet", a, old, "new"), true);
  assert.equal(ask("atomValue", a), "new");
  assert.equal(ask("atomSet", a, 5), 5n);
  assert.equal(ask("atomCompareSet", a, 5, 6), true);
  assert.equal(ask("setCellField", a, 2, "watches"), "watches");
  assert.equal(ask("cellField", a, 2), "watches");
  assert.equal(ask("cellField", a, 4), "!indexOutOfBounds");
  assert.equal(ask("atomValue", "no atom"), "!wrongClass");
});

test("what goes into an atom stays the same for who holds it", () => {
  // The value is promoted; the word held here still names the nursery's original.
  const v = vector(1n << 2n, makeDouble(1e300));
  const a = call("atom", v);
  assert.equal(ask("identical", call("atomValue", a), v), true);
  assert.equal(ask("atomCompareSet", a, v, 1), true);
});

test("namespaces and roots keep what they are given", () => {
  const ns = call("makeNamespace", symbol("a.b"), NIL);
  assert.equal(call("namespaceField", ns, 1), EMPTY_MAP);
  assert.equal(ask("setNamespaceField", ns, 3, "meta"), "meta");
  assert.equal(ask("namespaceField", ns, 3), "meta");
  assert.equal(ask("setNamespaceField", ns, 0, "name"), "!indexOutOfBounds");
  assert.equal(ask("setRoot", 15, "mine"), "mine");
  assert.equal(ask("root", 15), "mine");
  assert.equal(ask("root", 16), "!indexOutOfBounds");
});

test("types are found through supers, of values and of kinds", () => {
  const object = makeType("java.lang.Object");
  const named = makeType("Named", object);
  const animal = makeType("Animal", object);
  const cat = makeType("Cat", animal, named);
  assert.equal(ask("isSubtype", cat, named), true);
  assert.equal(ask("isSubtype", cat, object), true);
  assert.equal(ask("isSubtype", animal, named), false);
  const tom = call("instance", cat, vector(call("toBigint", 1), keyword("tom")));
  assert.equal(call("class", tom), cat);
  assert.equal(ask("isInstanceOf", tom, animal), true);
  assert.equal(ask("isInstanceOf", NIL, object), false);
  call("setKindType", animal, kind.string);
  assert.equal(call("class", "text"), animal);
  assert.equal(ask("isInstanceOf", "text", object), true);
  assert.equal(call("class", NIL), NIL);
});

test("a method is remembered until methods change", () => {
  const t = makeType("WithMethods");
  const x = call("instance", t, EMPTY_VECTOR);
  assert.equal(ask("findMethod", x, keyword("foo")), "miss");
  assert.equal(ask("cacheMethod", t, keyword("foo"), "function"), "function");
  assert.equal(ask("findMethod", x, keyword("foo")), "function");
  assert.equal(ask("findMethod", x, keyword("bar")), "miss");
  call("setTypeMethods", t, EMPTY_MAP);
  assert.equal(ask("findMethod", x, keyword("foo")), "miss");
});

test("instances, mutable instances and records have fields", () => {
  const t = makeType("T");
  const values = vector(4n, 8n, keyword("c"));
  for (const x of [
    call("instance", t, values),
    call("mutableInstance", t, values),
    call("record", t, values, NIL, NIL),
  ]) {
    assert.equal(ask("fieldCount", x), 3n);
    assert.deepEqual([ask("field", x, 0), ask("field", x, 1)], [1n, 2n]);
    assert.equal(call("field", x, 2), keyword("c"));
    assert.equal(ask("field", x, 3), "!indexOutOfBounds");
    assert.equal(ask("field", x, -1), "!indexOutOfBounds");
  }
  const m = call("mutableInstance", t, values);
  assert.equal(ask("setField", m, 1, "new"), "new");
  assert.equal(ask("field", m, 1), "new");
  assert.equal(ask("setField", call("instance", t, values), 1, 0), "!wrongClass");
  const r = call("record", t, values, "meta", EMPTY_MAP);
  const changed = call("recordAssoc", r, 0, "changed");
  assert.deepEqual([ask("field", changed, 0), ask("field", r, 0)], ["changed", 1n]);
  assert.equal(call("recordExtra", changed), EMPTY_MAP);
  assert.equal(call("class", changed), t);
});

test("exceptions carry message, cause and data", () => {
  const t = makeType("java.lang.Exception");
  const cause = call("throwable", t, "first", NIL, NIL);
  const e = call("throwable", t, "second", cause, keyword("data"));
  assert.equal(ask("throwableMessage", e), "second");
  assert.equal(call("throwableCause", e), cause);
  assert.equal(call("throwableData", e), keyword("data"));
  assert.equal(ask("isThrowable", e), true);
  assert.equal(read(call("class", e)), "kind type");
  assert.equal(ask("throwableMessage", "text"), "!wrongClass");
});
