// Every row of a table has what follows from it: a primitive its function or handler, a special
// form its compiler, an option its parsing and help, a condition its exception, an event its
// number in kernel and host.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parseCommandLine } from "../../cli/arguments";
import { commands } from "../../cli/commands/index";
import { helpText } from "../../cli/help";
import * as generated from "../../gen/tables";
import { findHandler } from "../../host/primitives/index";
import { conditions } from "../../tables/conditions";
import { eventGroups, events } from "../../tables/events";
import * as facts from "../../tables/facts";
import { opcodes } from "../../tables/opcodes";
import { options } from "../../tables/options";
import { primitives } from "../../tables/primitives";
import { specials } from "../../tables/specials";
import { renderKernelDispatch } from "../../tools/render/dispatch";
import { Program } from "../host/program";

const camel = (name: string): string => name.replace(/-(\w)/g, (_, c: string) => c.toUpperCase());
const isUnique = (names: readonly unknown[]): boolean => new Set(names).size === names.length;
const program = new Program();

test("a primitive has a name, a number, a sentence and its function or handler", () => {
  assert.ok(isUnique(primitives.map((p) => p.name)));
  assert.ok(isUnique(primitives.map((p) => p.number)));
  const dispatch = readFileSync("gen/kernel/dispatch.ts", "utf8");
  for (const p of primitives) {
    assert.match(p.name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(p.doc, /\S.*[.?)]$/, p.name);
    assert.equal(generated.primitiveNumbers[p.name], p.number);
    assert.equal(generated.primitiveArguments[p.number], p.arguments, p.name);
    assert.ok(dispatch.includes(`case ${p.number}:`), p.name);
    if (p.area === "host") assert.equal(typeof findHandler(p.number), "function", p.name);
  }
});

test("a primitive without its function is refused, and a function without its row", () => {
  assert.throws(() => renderKernelDispatch({}), /no function prim\w+ in kernel\/prim\/\w+\*\.ts/);
  const sources = { seq: "export function primNobodyKnows(x: Value): Value {" };
  assert.throws(() => renderKernelDispatch(sources), /seq\.ts: no row for primNobodyKnows/);
});

test("a primitive that may miss has a function of genera.slow", () => {
  const names = primitives.filter((p) => p.slow).map((p) => p.name);
  const missing = names.filter((name) => {
    return program.show(`(some-> (resolve 'genera.slow/${name}) bound? str)`) !== '"true"';
  });
  assert.deepEqual(missing, []);
});

test("facts are of primitives, and fused instructions of instructions", () => {
  const { total, foldable, arithmetic, results } = facts;
  const names = new Set(primitives.map((p) => p.name));
  const known = [...total, ...foldable, ...arithmetic, ...Object.values(results).flat()];
  assert.deepEqual(
    known.filter((name) => !names.has(name)),
    [],
  );
  assert.ok(isUnique(Object.values(results).flat()));
  const instructions = new Set(opcodes.filter((o) => o.fuses === undefined).map((o) => o.name));
  for (const { name, fuses } of opcodes) {
    if (fuses === undefined) continue;
    assert.equal(name, fuses.join("-"));
    assert.ok(fuses.length < 4 && fuses.every((one) => instructions.has(one)), name);
  }
});

test("a special form has its compiler, and a compiler its row", () => {
  const handled = program.show("(map name (keys @genera.compiler.analyze/specials))");
  assert.deepEqual(handled.match(/[^\s()"]+/g)?.sort(), specials.map((s) => s.name).sort());
  for (const s of specials) {
    assert.ok(s.usage.startsWith(`(${s.name}`), s.name);
    assert.match(s.doc, /\S.*\.$/, s.name);
  }
});

test("an option is read from the line and from the environment, and is in the help", () => {
  const samples = { flag: "1", size: "64M", count: "7", paths: "a:b", names: "a,b" };
  const help = helpText(commands);
  assert.ok(isUnique(options.map((o) => o.name)));
  assert.ok(isUnique(options.flatMap((o) => o.letter ?? [])));
  for (const o of options) {
    const sample = o.choices?.join(",") ?? { ...samples, expression: "(f)", name: "a.b" }[o.type];
    const words = o.type === "flag" ? [] : [sample];
    const parse = (line: string[], environment = {}): unknown => {
      const no = () => false;
      const found: unknown = parseCommandLine(line, environment, no, no).options;
      return (found as Record<string, unknown>)[o.name];
    };
    const value = parse([`--${o.name}`, ...words]);
    assert.ok(value !== undefined && value !== false, o.name);
    if (o.letter !== undefined) assert.deepEqual(parse([`-${o.letter}`, ...words]), value);
    if (o.environment !== undefined) {
      assert.deepEqual(parse([], { [o.environment]: sample }), value, o.environment);
      assert.ok(help.includes(o.environment), o.environment);
    }
    assert.ok(help.includes(`--${o.name}`), o.name);
  }
});

test("a condition is thrown as an exception of its class with its message", () => {
  conditions.forEach((c, i) => {
    if (c.name === "host") return; // its class and message are operands
    const operand = c.message.includes("{census 0}") ? "[]" : 1;
    const call = `(genera.slow/raise ${i + 1} ${operand} 2 3 nil)`;
    const text = `(try ${call} (catch Throwable e [(.getName (class e)) (ex-message e)]))`;
    const [type, message] = JSON.parse(
      program.show(text).replace("nil]", "null]").replace(" ", ","),
    );
    assert.equal(type, c.type, c.name);
    if (c.message === "") assert.equal(message, null, c.name);
    else assert.ok(!/[{}]/.test(message), `${c.name}: ${message}`);
  });
});

test("an event has one number in kernel and host", () => {
  const constants = readFileSync("gen/kernel/events.ts", "utf8");
  const groups = generated as unknown as Record<string, Record<string, number>>;
  for (const group of Object.keys(eventGroups)) {
    const rows = events.filter((e) => e.group === group);
    assert.ok(rows.length > 0 && isUnique(rows.map((e) => e.number)), group);
  }
  for (const e of events) {
    const name = `${e.group}_${e.name}`.toUpperCase().replace(/-/g, "_");
    assert.ok(constants.includes(`export const ${name}: u32 = ${e.number};`), name);
    assert.equal(groups[e.group]?.[camel(e.name)], e.number, name);
    assert.match(e.doc, /\S.*\.$/, name);
  }
});
