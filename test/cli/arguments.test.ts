// The reading of command lines.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parseCommandLine, UsageError } from "../../cli/arguments";

const isCommand = (word: string) => ["run", "repl", "test"].includes(word);
const takesOptions = (word: string) => word === "test";
const parse = (words: string, environment: NodeJS.ProcessEnv = {}) =>
  parseCommandLine(words === "" ? [] : words.split(" "), environment, isCommand, takesOptions);

test("options stand in front of the command or right after it", () => {
  for (const words of ["--heap 256M run a.clj x", "run --heap=256M a.clj x"]) {
    const { options, command, args } = parse(words);
    assert.equal(options.heap, 256 * 1024 * 1024);
    assert.equal(command, "run");
    assert.deepEqual(args, ["a.clj", "x"]);
  }
});

test("what follows the file belongs to the program", () => {
  assert.deepEqual(parse("run a.clj --heap 1G -e").args, ["a.clj", "--heap", "1G", "-e"]);
  assert.deepEqual(parse("a.clj -v").args, ["a.clj", "-v"]);
  assert.equal(parse("a.clj -v").command, undefined);
});

test("a command that runs no program takes options anywhere", () => {
  const { options, command, args } = parse("test a.clj --path lib b --heap=64M");
  assert.deepEqual([command, args, options.path], ["test", ["a.clj", "b"], ["lib"]]);
  assert.equal(options.heap, 64 * 1024 * 1024);
  assert.throws(() => parse("test a.clj --nonsense"), UsageError);
});

test("-e may be repeated, and words after it are arguments even if they name commands", () => {
  const { options, command, args } = parse("-e 1 -e 2 run x");
  assert.deepEqual(options.eval, ["1", "2"]);
  assert.equal(command, undefined);
  assert.deepEqual(args, ["run", "x"]);
});

test("lists grow, and the environment is used for what the line does not say", () => {
  assert.deepEqual(parse("--path a:b --path c repl").options.path, ["a", "b", "c"]);
  const environment = { GENERA_PATH: "lib:more", GENERA_HEAP: "32M" };
  assert.deepEqual(parse("repl", environment).options.path, ["lib", "more"]);
  assert.equal(parse("--heap 64M", environment).options.heap, 64 * 1024 * 1024);
});

test("sizes may be written with K, M or G", () => {
  const sizes = { "17825792": 17 * 1024 * 1024, "20480K": 20 * 1024 * 1024, "1g": 1024 ** 3 };
  for (const [text, bytes] of Object.entries(sizes)) {
    assert.equal(parse(`--heap ${text}`).options.heap, bytes);
  }
  assert.throws(() => parse("--heap 5G"), UsageError);
  assert.throws(() => parse("", { GENERA_STACK: "no" }), /GENERA_STACK wants a size/);
});
