// Tests the reader against what JVM Clojure 1.11.1 answers for the same text.
// `show` prints forms in one fixed notation; generated names are numbered by first appearance,
// so expectations do not depend on the counter.

import assert from "node:assert";
import { test } from "node:test";
import type { Form, MapForm } from "../../seed/forms.ts";
import { Reader, ReaderError, type ReaderOptions, readAll } from "../../seed/reader.ts";

function showName(ns: string | null, name: string): string {
  return ns === null ? name : `${ns}/${name}`;
}

function showMeta(meta: MapForm | null): string {
  return meta === null ? "" : `^${showRaw(meta)} `;
}

function showRaw(form: Form): string {
  const many = (items: readonly Form[]) => items.map(showRaw).join(" ");
  switch (form.kind) {
    case "sym":
      return showMeta(form.meta) + showName(form.ns, form.name);
    case "kw":
      return `:${showName(form.ns, form.name)}`;
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
    case "int":
      return `${form.value}`;
    case "bigint":
      return `${form.value}N`;
    case "ratio":
      return `${form.numerator}/${form.denominator}`;
    case "dbl":
      return `d${Object.is(form.value, -0) ? "-0" : form.value}`;
    case "dec":
      return `m${form.unscaled}e${-form.scale}`;
    case "regex":
      return `#"${form.source}"`;
    case "nil":
      return "nil";
    case "bool":
      return String(form.value);
    case "tagged":
      return `#${showRaw(form.tag)} ${showRaw(form.form)}`;
    case "opaque":
      return "<opaque>";
  }
}

function show(text: string, options?: ReaderOptions): string {
  const raw = readAll(text, options).map(showRaw).join(" ");
  const ids = new Map<string, number>();
  return raw.replace(/__(\d+)/g, (_, id: string) => {
    if (!ids.has(id)) ids.set(id, ids.size + 1);
    return `__${ids.get(id)}`;
  });
}

function check(cases: Record<string, string>, options?: ReaderOptions): void {
  for (const [text, want] of Object.entries(cases)) assert.equal(show(text, options), want, text);
}

function getError(text: string, options?: ReaderOptions): ReaderError {
  try {
    readAll(text, options);
  } catch (error) {
    assert.ok(error instanceof ReaderError, `${text}: ${error}`);
    return error;
  }
  return assert.fail(`no error: ${text}`);
}

function checkErrors(cases: Record<string, string>): void {
  for (const [text, want] of Object.entries(cases)) {
    assert.equal(getError(text).message, want, text);
  }
}

test("numbers", () => {
  check({
    "0 -0 +5 0N 00N 01N 1N": "0 0 5 0N 0N 1N 1N",
    "0777 0x1F -0x8 0x8N 2r101 36rZZ": "511 31 -8 8N 5 1295",
    "0xFFFFFFFFFFFFFFFF 9223372036854775808": "18446744073709551615N 9223372036854775808N",
    "-9223372036854775808 -9223372036854775809": "-9223372036854775808 -9223372036854775809N",
    "3/6 4/2 -5/10 +1/2": "1/2 2 -1/2 1/2",
    "9223372036854775808/9223372036854775808": "1N",
    "1e3 1. 1.e2 1e+5 1e400 -0.0": "d1000 d1 d100 d100000 dInfinity d-0",
    "1M 0.1M 1.5e3M 1e-5M 1E+3M -0.50M": "m1e0 m1e-1 m15e2 m1e-5 m1e3 m-50e-2",
    "##Inf ##-Inf ##NaN ## Inf": "dInfinity d-Infinity dNaN dInfinity",
    "1(2)": "1 (2)",
    "- + -a .5": "- + -a .5",
  });
  checkErrors({
    "1x": "Invalid number: 1x",
    "08": "Invalid number: 08",
    "0x": "Invalid number: 0x",
    "1/0": "Divide by zero",
    "2r12": 'For input string: "12" under radix 2',
    "37r1": "Radix out of range",
    "1/2N": "Invalid number: 1/2N",
    "1e": "Invalid number: 1e",
    "1_000": "Invalid number: 1_000",
    "##foo": "Unknown symbolic value: ##foo",
    "##1": "Invalid token: ##1",
  });
});

test("strings, characters and regexes", () => {
  check({
    '"a\\t\\r\\n\\b\\f\\\\\\""': JSON.stringify('a\t\r\n\b\f\\"'),
    '"\\u0041\\101\\0\\377"': JSON.stringify("AA\0\xff"),
    '"a\nb"': '"a\\nb"',
    "\\a \\newline \\space \\tab \\backspace \\formfeed \\return":
      "\\97 \\10 \\32 \\9 \\8 \\12 \\13",
    "\\u0041 \\o101 \\o377 \\u \\o \\x \\( \\; \\ ":
      "\\65 \\65 \\255 \\117 \\111 \\120 \\40 \\59 \\32",
    '#"a\\"\\d"': '#"a\\"\\d"',
  });
  checkErrors({
    "\\foo": "Unsupported character: \\foo",
    "\\u12": "Invalid unicode character: \\u12",
    "\\uD800": "Invalid character constant: \\ud800",
    "\\u00zz": "Invalid digit: z",
    "\\o400": "Octal escape sequence must be in range [0, 377].",
    "\\o1234": "Invalid octal escape sequence length: 4",
    "\\": "EOF while reading character",
    '"\\q"': "Unsupported escape character: \\q",
    '"\\u12"': "Invalid character length: 2, should be: 4",
    '"\\u00zz"': "Invalid digit: z",
    '"\\uz"': "Invalid unicode escape: \\uz",
    '"\\400"': "Octal escape sequence must be in range [0, 377].",
    '"\\8"': "Invalid digit: 8",
    '"abc': "EOF while reading string",
    '"\\': "EOF while reading string",
    '#"abc': "EOF while reading regex",
  });
});

const resolver = {
  currentNs: () => "my.ns",
  resolveAlias: (alias: string) => (alias === "s" ? "clojure.string" : null),
  resolveSymbol: (ns: string | null, name: string) => {
    if (ns === null && name === "map") return { ns: "clojure.core", name };
    if (ns === null && name === "String") return { ns: null, name: "java.lang.String" };
    return null;
  },
};

test("symbols and keywords", () => {
  check({
    "a a/b a/b/c foo// / a//b a'b a#b a:b/c %": "a a/b a/b/c foo// / a//b a'b a#b a:b/c %",
    ":a :a/b :/ :1 :a:b :a// :a#": ":a :a/b :/ :1 :a:b :a// :a#",
    "nil true false NaN": "nil true false NaN",
    "::foo ::1 1,2 ,": ":user/foo :user/1 1 2",
  });
  check(
    {
      "::a ::s/b #::{:a 1} #::s{:a 1}":
        ":my.ns/a :clojure.string/b {:my.ns/a 1} {:clojure.string/a 1}",
    },
    { resolver },
  );
  const bad = [
    ":",
    "::",
    ":a/",
    "/a",
    "a/",
    ":a:",
    "a:",
    "a::b",
    ":a/1",
    "a/1",
    "nil:",
    "::a/b",
    "::a/",
    "::/",
    ":/a",
    "/a/b",
    "a/b:",
    "a:/b",
    "a/b/1",
    "//",
  ];
  for (const token of bad) assert.equal(getError(token).message, `Invalid token: ${token}`);
});

test("prefixes, collections, comments and discards", () => {
  check({
    "'a @a #'a ~a ~@a":
      "(quote a) (clojure.core/deref a) (var a) (clojure.core/unquote a) " +
      "(clojure.core/unquote-splicing a)",
    "(1 [2 {3 4}] #{5})": "(1 [2 {3 4}] #{5})",
    "#_ #_ a b c [1 #_2] #_x": "c [1]",
    ";x\n1 #!y\n2": "1 2",
    '^:a ^:b x ^String y ^"S" z #^{:k 1} []':
      '^{:b true :a true} x ^{:tag String} y ^{:tag "S"} z ^{:k 1} []',
    "^{:tag a :b 1} ^c d": "^{:tag a :b 1} d",
    '#inst "2020" #uuid "x"': '#inst "2020" #uuid "x"',
  });
  assert.equal(show("#my/tag 1", { knowsTag: (tag) => tag.ns === "my" }), "#my/tag 1");
  checkErrors({
    "^:a 1": "Metadata can only be applied to IMetas",
    "^1 x": "Metadata must be Symbol,Keyword,String or Map",
    "#<foo>": "Unreadable form",
    "#foo bar": "No reader function for tag foo",
    "#1": "Reader tag must be a symbol",
    "#=(+ 1 2)": "EvalReader not allowed when *read-eval* is false.",
    "{:a}": "Map literal must contain an even number of forms",
    "{1 #_2}": "Map literal must contain an even number of forms",
    "{:a 1 :a 2}": "Duplicate key: :a",
    "#{[1] (1)}": "Duplicate key: (1)",
    "{1 1 1N 1}": "Duplicate key: 1",
    "#{1M 1.0M}": "Duplicate key: 1.0M",
    "#{nil nil}": "Duplicate key: null",
    "#{{1 #{2 3}} {1 #{3 2}}}": "Duplicate key: {1 #{3 2}}",
  });
  check({ '{1 1 1.0 2} #{#"a" #"a"} #{[1 2] [12]}': '{1 1 d1 2} #{#"a" #"a"} #{[1 2] [12]}' });
});

test("anonymous functions", () => {
  check({
    "#(+ %1 %3 %&)": "(fn* [p1__1# p2__2# p3__3# & rest__4#] (+ p1__1# p3__3# rest__4#))",
    "#()": "(fn* [] ())",
    "#(% %1 %1.5)": "(fn* [p1__1#] (p1__1# p1__1# p1__1#))",
    '#(do %"a")': '(fn* [p1__1#] (do p1__1# "a"))',
    "^:x #(do %)": "^{:x true} (fn* [p1__1#] (do p1__1#))",
    "#(do `%)": "(fn* [p1__1#] (do (quote p1__1__2__auto__)))",
  });
  checkErrors({
    "#(#())": "Nested #()s are not allowed",
    "#(%foo)": "arg literal must be %, %& or %integer",
    "#(do %&a)": "arg literal must be %, %& or %integer",
    "#(%999999999)": "arg literal must be %, %& or %integer",
  });
});

/** Shortens expansions: core functions lose their namespace. */
function expand(text: string, options?: ReaderOptions): string {
  return show(text, options).replaceAll("clojure.core/", "");
}

test("syntax quote", () => {
  const cases: Record<string, string> = {
    "`a": "(quote user/a)",
    '`:a `"s" `1 `~a `nil': ':a "s" 1 a (quote nil)',
    "`() `[] `{}": "(list) (apply vector (seq (concat))) (apply hash-map (seq (concat)))",
    "`(a ~b ~@c)": "(seq (concat (list (quote user/a)) (list b) c))",
    "`{a ~b}": "(apply hash-map (seq (concat (list (quote user/a)) (list b))))",
    "`#{~@a}": "(apply hash-set (seq (concat a)))",
    "`(x# x#)": "(seq (concat (list (quote x__1__auto__)) (list (quote x__1__auto__))))",
    "`[x# ~`x#]":
      "(apply vector (seq (concat (list (quote x__1__auto__)) (list (quote x__2__auto__)))))",
    "``a": "(seq (concat (list (quote quote)) (list (quote user/a))))",
    "``~~a": "a",
    "`if `.foo `& `a.b `x.y.Z. `Foo/bar":
      "(quote if) (quote .foo) (quote &) (quote a.b) (quote x.y.Z.) (quote Foo/bar)",
    "`^:a b":
      "(with-meta (quote user/b) (apply hash-map (seq (concat (list :a) (list (quote true))))))",
  };
  for (const [text, want] of Object.entries(cases)) assert.equal(expand(text), want, text);
  assert.equal(
    show("`String. `map `s/join `zz", { resolver }),
    "(quote java.lang.String.) (quote clojure.core/map) (quote clojure.string/join) " +
      "(quote my.ns/zz)",
  );
  assert.equal(getError("`~@a").message, "splice not in list");
});

test("reader conditionals", () => {
  check({
    "#?(:clj 1) #?(:default 1) [#?(:cljs 1)] #?(:cljs 9)": "1 1 []",
    "#?(:genera 1 :clj 2) [#?(:clj 1 :cljs)]": "1 [1]",
    "#?(:cljs #foo 1 :clj 2)": "2",
    "(1 #?@(:clj [2 3]) 4) [#?@(:clj [])] #?(:clj #_1 2)": "(1 2 3 4) [] 2",
    "'#?@(:clj [a b]) c": "(quote a) c",
  });
  assert.equal(show("#?(:clj 1 :x 2)", { features: ["x"] }), "2");
  checkErrors({
    "#?@(:clj [1 2])": "Reader conditional splicing not allowed at the top level.",
    "#?(:clj)": "read-cond requires an even number of forms.",
    "#?(1 2)": "Feature should be a keyword: 1",
    "#?:clj": "read-cond body must be a list",
    "#?(:else 1)": "Feature name :else is reserved.",
    "[#?@(:clj 1)]": "Spliced form list in read-cond-splicing must implement java.util.List",
  });
});

test("namespaced maps", () => {
  check({
    '#:a{:b 1 c 2 :_/d 3 :x/y 4 "s" 5}': '{:a/b 1 a/c 2 :d 3 :x/y 4 "s" 5}',
    "#:a {:b 1} #::{:a 1} #:: {:a 1}": "{:a/b 1} {:user/a 1} {:user/a 1}",
  });
  checkErrors({
    "#:a/b{:c 1}": "Namespaced map must specify a valid namespace: a/b",
    "#:{:a 1}": "Namespaced map must specify a valid namespace: null",
    "#: a{}": "Namespaced map must specify a namespace",
    "#:a 1": "Namespaced map must specify a map",
    "#::foo{:a 1}": "Unknown auto-resolved namespace alias: foo",
    "#:a{:b}": "Namespaced map literal must contain an even number of forms",
    "#:a{:b 1 :a/b 2}": "Duplicate key: :a/b",
  });
});

test("unbalanced text names its opening delimiter", () => {
  const open = getError("(a\n  [b\n ", { file: "x.clj" });
  assert.deepEqual(
    [open.code, open.message, open.file, open.line, open.column, open.opening],
    ["eof", "EOF while reading", "x.clj", 3, 2, { delimiter: "[", line: 2, column: 3 }],
  );
  const wrong = getError("(1\n 2]");
  assert.deepEqual(
    [wrong.code, wrong.message, wrong.line, wrong.column, wrong.opening],
    ["unmatched-delimiter", "Unmatched delimiter: ]", 2, 3, { delimiter: "(", line: 1, column: 1 }],
  );
  assert.equal(getError(")").opening, null);
  const text = getError('a "b\nc');
  assert.deepEqual(text.opening, { delimiter: '"', line: 1, column: 3 });
  for (const text of ["{", "#{1", "#(", "'", "@", "#'", "`", "^:a", "#_", "#_ #_ a", "##"]) {
    assert.equal(getError(text).message, "EOF while reading", text);
  }
  for (const text of ["#:", "#inst", "#?(:clj", "('", "~@"]) {
    assert.equal(getError(text).message, "EOF while reading", text);
  }
  for (const text of ["#", "~", "#?", "#?@"]) {
    assert.equal(getError(text).message, "EOF while reading character", text);
  }
});

test("positions", () => {
  const [list, sym] = readAll('(a\n "x\ny" :k)\n ^:m foo');
  assert.deepEqual(list!.pos, { line: 1, column: 1, endLine: 3, endColumn: 7 });
  assert.ok(list!.kind === "list");
  assert.deepEqual(list.items[2]!.pos, { line: 3, column: 4, endLine: 3, endColumn: 6 });
  assert.deepEqual(sym!.pos, { line: 4, column: 6, endLine: 4, endColumn: 9 });
  const bad = getError("{:a 1\n :a 2}");
  assert.deepEqual([bad.line, bad.column, bad.code], [2, 2, "duplicate-key"]);
  const token = getError("[1\n  2x]");
  assert.deepEqual([token.line, token.column], [2, 3]);
});

test("a reader goes on after each form", () => {
  const reader = new Reader("a (b) ");
  assert.equal(reader.read()!.kind, "sym");
  assert.equal(reader.read()!.kind, "list");
  assert.equal(reader.read(), undefined);
});

test("deep nesting needs no JS stack", () => {
  const n = 100_000;
  for (const [open, close] of [
    ["(", ")"],
    ["[", "]"],
    ["#{", "}"],
    ["{1 ", "}"],
    ["'", " a "],
  ]) {
    const text = open!.repeat(n) + (close === " a " ? "a" : close!.repeat(open === "{1 " ? 0 : n));
    if (open === "{1 ") assert.equal(getError(text).message, "EOF while reading");
    else assert.equal(readAll(text).length, 1);
  }
  assert.equal(getError("[".repeat(n)).opening!.column, n);
  assert.equal(readAll(`\`${"(".repeat(n)}${")".repeat(n)}`).length, 1);
  assert.equal(readAll(`{${"[".repeat(n)}${"]".repeat(n)} 1 2 3}`).length, 1);
  assert.equal(readAll(`${"#_".repeat(n)}${"a ".repeat(n)}b`).length, 1);
  assert.equal(readAll(`${"^:a ".repeat(1000)}b`).length, 1);
});

test("ten megabytes on one line", () => {
  const unit = '(defn f [x] {:a "text" :b 12.5}) ';
  const count = Math.ceil(10_000_000 / unit.length);
  const started = Date.now();
  assert.equal(readAll(`[${unit.repeat(count)}]`).length, 1);
  assert.ok(Date.now() - started < 20_000);
  const long = `"${"x\\n".repeat(3_000_000)}"`;
  assert.equal(readAll(long).length, 1);
});
