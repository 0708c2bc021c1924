// Host primitives that compile: texts form by form, forms, and macro expansion (host/compiler.ts).

import type { Form } from "../../seed/forms";
import type { Asker } from "../compiler";
import { Existing, type HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

/** Who asks; the namespace is argument i. */
export function askerOf(call: HostCall, i: number): Asker {
  return { namespace: call.word(i), actor: call.actor };
}

function nextUnit(call: HostCall): HostValue {
  const f = call.runtime.compiler.nextUnit(askerOf(call, 1), call.long(0));
  return f === null ? null : new Existing(f);
}

function compileForm(call: HostCall): HostValue {
  const file = call.optionalString(2);
  const { compiler } = call.runtime;
  return new Existing(compiler.compileForm(askerOf(call, 1), call.word(0), file));
}

/** The value of a keyword in an options map, as a form. */
function readOption(call: HostCall, i: number, name: string): Form {
  const { heap, world } = call.runtime.compiler;
  const key = world.forms.makeKeyword(null, name);
  return world.forms.toForm(heap.primitive("get", call.word(i), key));
}

/** Features of reader conditionals that an options map allows; null when it allows none. */
function readFeatures(call: HostCall, i: number): readonly string[] | null {
  const mode = readOption(call, i, "read-cond");
  if (mode.kind !== "kw" || mode.name !== "allow") return null;
  const features = readOption(call, i, "features");
  if (features.kind !== "set") return ["genera", "clj"];
  return features.items.flatMap((one) => (one.kind === "kw" ? [one.name] : []));
}

function readForm(call: HostCall): HostValue {
  const text = call.string(0);
  const start = call.long(1);
  const edn = readOption(call, 2, "edn").kind === "bool";
  const options = { features: readFeatures(call, 2), edn };
  const read = call.runtime.compiler.readForm(askerOf(call, 3), text, start, options);
  return read === null ? null : [new Existing(read.form), read.end];
}

function nextSourceForm(call: HostCall): HostValue {
  const read = call.runtime.compiler.nextSourceForm(askerOf(call, 1), call.long(0));
  return read === null ? null : [new Existing(read.form), read.line, read.column, read.file];
}

function expandOnce(call: HostCall): HostValue {
  return new Existing(call.runtime.compiler.expandOnce(askerOf(call, 1), call.word(0)));
}

export const sources: Handlers = {
  "open-source": (call) => call.runtime.compiler.open(call.string(0), call.string(1)),
  "next-unit": nextUnit,
  "next-form": (call) => call.runtime.compiler.openForm(askerOf(call, 1), call.long(0)),
  "next-source-form": nextSourceForm,
  compile: compileForm,
  "read-form": readForm,
  "macroexpand-1": expandOnce,
};
