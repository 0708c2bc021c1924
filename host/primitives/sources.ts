// Host primitives that compile: texts form by form, forms, and macro expansion (host/compiler.ts).

import { NIL } from "../kernel";
import { Existing, type HostValue } from "../values";
import type { Asker } from "../compiler";
import type { HostCall, Handlers } from "./call";

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

/** Features of reader conditionals that an options map allows; null when it allows none. */
function readFeatures(call: HostCall, i: number): readonly string[] | null {
  const { heap, world } = call.runtime.compiler;
  const options = call.word(i);
  if (options === NIL) return null;
  const get = (name: string) => heap.primitive("get", options, world.forms.makeKeyword(null, name));
  const mode = world.forms.toForm(get("read-cond"));
  if (mode.kind !== "kw" || mode.name !== "allow") return null;
  const features = world.forms.toForm(get("features"));
  if (features.kind !== "set") return ["genera", "clj"];
  return features.items.flatMap((one) => (one.kind === "kw" ? [one.name] : []));
}

function readForm(call: HostCall): HostValue {
  const text = call.string(0);
  const start = call.long(1);
  const features = readFeatures(call, 2);
  const read = call.runtime.compiler.readForm(askerOf(call, 3), text, start, { features });
  return read === null ? null : [new Existing(read.form), read.end];
}

function expandOnce(call: HostCall): HostValue {
  return new Existing(call.runtime.compiler.expandOnce(askerOf(call, 1), call.word(0)));
}

export const sources: Handlers = {
  "open-source": (call) => call.runtime.compiler.open(call.string(0), call.string(1)),
  "next-unit": nextUnit,
  "next-form": (call) => call.runtime.compiler.openForm(askerOf(call, 1), call.long(0)),
  compile: compileForm,
  "read-form": readForm,
  "macroexpand-1": expandOnce,
};
