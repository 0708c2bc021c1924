// Host primitives that compile: texts form by form, forms, and macro expansion (host/compiler.ts);
// and one that keeps texts, so that errors can show their lines.

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

function keepSource(call: HostCall): HostValue {
  call.runtime.compiler.texts.set(call.string(0), call.string(1));
  return null;
}

function expandOnce(call: HostCall): HostValue {
  return new Existing(call.runtime.compiler.expandOnce(askerOf(call, 1), call.word(0)));
}

export const sources: Handlers = {
  "open-source": (call) => call.runtime.compiler.open(call.string(0), call.string(1)),
  "next-unit": nextUnit,
  compile: compileForm,
  "keep-source": keepSource,
  "macroexpand-1": expandOnce,
};
