// Tests the seed's reader: what SUBSET.md says is read as JVM Clojure 1.11.1 reads it, the rest of
// Clojure's syntax is refused. Generated names are numbered by first appearance.

import assert from "node:assert";
import { test } from "node:test";
import { type Form, type MapForm, showName } from "../../seed/forms.ts";
import { ReaderError, type ReaderOptions, readAll } from "../../seed/reader.ts";

const showMeta = (meta: MapForm | null): string => (meta === null ? "" : `^${showForm(meta)} `);

function showForm(form: Form): string {
  const many = (items: readonly Form[]) => items.map(showForm).join(" ");
  switch (form.kind) {
    case "sym":
      return showMeta(form.meta) + showName(form);
    case "kw":
      return `:${showName(form)}`;
    case "list":
      return `${showMeta(form.meta)}(${many(form.items)})`;
    case "vec":
      return `${showMeta(form.meta)}[${many(form.items)}]`;
    case "map":
      return `${showMeta(form.meta)}{${many(form.items)}}`;
    case "set":
      return `${showMeta(form.meta)}#{${many(form.items)}}`;
    case "str":
      return JSON.stringify(form.value);
    case "char":
      return `\\${form.code}`;
    case "bigint":
      return `${form.value}N`;
    case "dbl":
      return `d${Object.is(form.value, -0) ? "-0" : form.value}`;
    case "regex":
      return `#"${form.source}"`;
    case "nil":
      return "nil";
    case "int":
    case "bool":
      return String(form.value);
    case "opaque":
      return "<opaque>";
  }
}

function show(text: string, options?: ReaderOptions): string {
  const raw = readAll(text, options).map(showForm).join(" ");
  const ids = new Map<string, number>();
  return raw.replace(/__(\d+)/g, (_, id: string) => {
    if (!ids.has(id)) ids.set(id, ids.size + 1);
    return `__${ids.get(id)}`;
  });
}

function check(cases: Record<string, string>, options?: ReaderOptions): void {
  for (const [text, want] of Object.entries(cases)) assert.equal(show(text, options), want, text);
}

const resolver = {
  currentNs: () => "user",
  resolveAlias: (alias: string) => (alias === "s" ? "clojure.string" : null),
  resolveSymbol: (ns: string | null, name: string) =>
    ns === null && name === "map" ? { ns: "clojure.core", name } : null,
};

test("numbers", () => {
  check({
    "0 -0 +5 0N 1N": "0 0 5 0N 1N",
    "0x1F -0x8 9223372036854775808": "31 -8 9223372036854775808N",
    "1e3 1. 1e400 -0.0 ##Inf ##-Inf ##NaN": "d1000 d1 dInfinity d-0 dInfinity d-Infinity dNaN",
    "1(2) - + -a": "1 (2) - + -a",
  });
});

test("strings, characters and regexes", () => {
  check({
    '"a\\t\\r\\n\\b\\f\\\\\\"\\u00e9\\7"': JSON.stringify('a\t\r\n\b\f\\"é\u0007'),
    "\\a \\newline \\u0041 \\o101 \\( \\\\ \\é": "\\97 \\10 \\65 \\65 \\40 \\92 \\233",
    '#"a\\d\\"b"': '#"a\\d\\"b"',
  });
});

test("symbols, keywords and collections", () => {
  check({
    "a a/b a.b/c.d / clojure.core// x# 'a": "a a/b a.b/c.d / clojure.core// x# (quote a)",
    ":a :a/b :a.b/c": ":a :a/b :a.b/c",
    "nil true false nilly": "nil true false nilly",
    "(a [b {c d} #{e}]) ; end\n ()": "(a [b {c d} #{e}]) ()",
    "#_a b #_ #_ c d (e #_f)": "b (e)",
    "#'a @b ~c ~@d":
      "(var a) (clojure.core/deref b) (clojure.core/unquote c) " +
      "(clojure.core/unquote-splicing d)",
    '^:a ^String b ^{:c 1} [] ^"x" (f)': '^{:tag String :a true} b ^{:c 1} [] ^{:tag "x"} (f)',
  });
  check({ "::a ::s/b": ":user/a :clojure.string/b" }, { resolver });
});

test("syntax quote", () => {
  const join = (...parts: string[]) =>
    `(clojure.core/seq (clojure.core/concat ${parts.join(" ")}))`;
  const list = (form: string) => `(clojure.core/list ${form})`;
  check(
    {
      "`a `map `s/b `x.Y `.m `if `:k `1":
        "(quote user/a) (quote clojure.core/map) " +
        "(quote clojure.string/b) (quote x.Y) (quote .m) (quote if) :k 1",
      "`(a ~b ~@c)": join(list("(quote user/a)"), list("b"), "c"),
      "`[x# x#]": `(clojure.core/apply clojure.core/vector ${join(
        list("(quote x__1__auto__)"),
        list("(quote x__1__auto__)"),
      )})`,
      "`()": "(clojure.core/list)",
    },
    { resolver },
  );
});

test("lists know where they begin", () => {
  const [form] = readAll("; first\n\n   (a\n (b))");
  assert.ok(form?.kind === "list");
  assert.deepEqual(form.pos, { line: 3, column: 4 });
  assert.deepEqual(form.items[1]?.pos, { line: 4, column: 2 });
});

test("what is unbalanced, and what the subset leaves out, is refused with its place", () => {
  const refused = ["(a", ")", '"a', "{:a}", "\\abc", '"\\q"', "1x", "017", "2r1", "1/2", "1M"];
  const left = ["#(a)", "#?(:clj 1)", '#inst "2020"', "#:a{:b 1}", "#=(a)", "##Foo", "::a", "`a"];
  for (const text of [...refused, ...left]) {
    assert.throws(
      () => readAll(`\n ${text}`, { file: "a.clj" }),
      (error) => error instanceof ReaderError && error.file === "a.clj" && error.line === 2,
      text,
    );
  }
});
