// Forms as values of the heap and back: nothing is lost but the positions of what is no list.

import assert from "node:assert/strict";
import { test } from "node:test";
import { NIL } from "../../host/heap";
import { List, Opaque, Sym } from "../../seed/forms";
import { readAll } from "../../seed/reader";
import { showForms } from "../../seed/show";
import { Program } from "./program";

const { heap, world } = new Program().runtime.compiler;
const { forms } = world;

const goRound = (text: string) => readAll(text).map((form) => forms.toForm(forms.toWord(form)));

test("every kind of literal comes back as it was", () => {
  const text =
    "[nil true false 1 -9223372036854775808 1.5 1e300 ##Inf " +
    '"a\\"é😀" \\a \\newline :k :a/k s a/s () (a (b)) {:a 1 "b" [2]} #{1} #"\\d+"]';
  assert.equal(showForms(goRound(text)), showForms(readAll(text)));
});

test("maps of more than eight entries, and sets, keep their entries", () => {
  const pairs = Array.from({ length: 300 }, (_, i) => `:k${i} ${i}`);
  const [map] = goRound(`{${pairs.join(" ")}}`);
  assert.equal(map?.kind, "map");
  const items = map?.kind === "map" ? map.items : [];
  const found = items.flatMap((key, i) =>
    i % 2 === 0 ? [showForms([key, items[i + 1] as typeof key])] : [],
  );
  assert.deepEqual(found.sort(), pairs.sort());
  const [set] = goRound(`#{${Array.from({ length: 40 }, (_, i) => i).join(" ")}}`);
  assert.equal(set?.kind === "set" ? set.items.length : 0, 40);
});

test("a list keeps its position and metadata, but metadata does not show the position", () => {
  const [list] = goRound("\n  ^{:a 1} (f x)");
  assert.ok(list instanceof List);
  assert.deepEqual([list.pos.line, list.pos.column], [2, 11]);
  assert.equal(showForms(list.meta?.items ?? []), ":a 1");
});

test("a form from the heap is the same object when it goes back", () => {
  const word = heap.promote(forms.toWord(readAll("(a [b])")[0] as List));
  const form = forms.toForm(word);
  assert.equal(forms.toWord(form), word);
  assert.equal(forms.toForm(word), form);
  forms.forget();
  assert.notEqual(forms.toForm(word), form);
});

test("bigints, ratios and decimals travel as the values they are", () => {
  for (const text of ["12345678901234567890N", "3N", "-1/3", "1.50M"]) {
    const [form] = goRound(text);
    assert.ok(form instanceof Opaque, text);
    const shown = heap.readString(heap.primitive("to-string", form.handle as bigint));
    assert.equal(shown, text.replace(/[NM]$/, ""));
  }
});

test("what is no form travels as it is", () => {
  const f = heap.primitive("atom", NIL);
  const list = forms.toForm(forms.toWord(new List([new Sym(null, "f"), new Opaque(f)])));
  const [, value] = list.kind === "list" ? list.items : [];
  assert.ok(value instanceof Opaque);
  assert.equal(value.handle, f);
});
