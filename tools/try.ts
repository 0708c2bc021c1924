// A tool for working on the core library: builds lang/core from its sources in an empty world,
// then runs a file of Lisp, or an expression, form by form, and shows each value.
//
//   node build/try.mjs [--until FILE] [FILE.clj | -e 'FORMS']
//
// Forms run in namespace `user`, which sees clojure.core as files of the core library do, so
// `prim/…` may be called too. With --until the library is built up to that file of the manifest.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { primitive } from "../gen/tables";
import { CoreBuilder, parseManifest } from "../host/core";
import { isPointer, NIL } from "../host/heap";
import { Values } from "../host/values";
import { List, Opaque, Sym } from "../seed/forms";
import { showForm } from "../seed/show";
import { bootKernel } from "./boot_kernel";

const coreRoot = "lang/core";

function main(args: string[]): number {
  const kernel = bootKernel();
  const values = new Values(kernel);
  const files = parseManifest(readFileSync(join(coreRoot, "manifest.edn"), "utf8"));
  const onHost = (actor: number, number: number) => {
    const at = kernel.exports.hostArguments(actor);
    if (number === primitive.flush) return kernel.exports.hostReturn(actor, NIL);
    if (number !== primitive.write) throw new Error(`no host primitive ${number} here`);
    const word = [kernel.word(at), kernel.word(at + 8)].find((one) => isPointer(one));
    process.stdout.write(values.readString(word ?? NIL));
    kernel.exports.hostReturn(actor, NIL);
  };
  const core = new CoreBuilder(values, files, onHost);
  const until = args[0] === "--until" ? args.splice(0, 2)[1] : undefined;
  const attempt = (file: string, ns: string, text: string, each?: (word: bigint) => void) => {
    try {
      core.compileFile(file, ns, text, each);
      return true;
    } catch (error) {
      process.stderr.write(`${core.explain(error)}\n  at ${core.place}\n`);
      return false;
    }
  };
  const started = performance.now();
  for (const { file, ns } of files) {
    const path = join(coreRoot, file);
    if (!attempt(path, ns, readFileSync(path, "utf8"))) return 1;
    if (until !== undefined && file === until) break;
  }
  process.stderr.write(`core built in ${Math.round(performance.now() - started)} ms\n`);
  const [first, second] = args;
  if (first === undefined) return 0;
  const text = first === "-e" ? (second ?? "") : readFileSync(first, "utf8");
  const show = (word: bigint) => {
    const value = new Opaque(word);
    const call = (ns: string, name: string) => new List([new Sym(ns, name), value]);
    if (core.isDefined("clojure.core", "prn")) core.evaluate(call("clojure.core", "prn"));
    else {
      const plain = core.evaluate(call("genera.host", "realize"));
      process.stdout.write(`${showForm(core.registry.forms.toForm(plain))}\n`);
    }
  };
  return attempt(first, "user", text, show) ? 0 : 1;
}

process.exitCode = main(process.argv.slice(2));
