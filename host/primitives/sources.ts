// Host primitives that compile texts form by form (host/compiler.ts).

import { Existing, type HostValue } from "../values";
import type { HostCall, Handlers } from "./call";

function nextUnit(call: HostCall): HostValue {
  const { compiler } = call.runtime;
  compiler.enter(call.word(1), call.actor);
  const f = compiler.nextUnit(call.long(0));
  return f === null ? null : new Existing(f);
}

function nextForm(call: HostCall): HostValue {
  const { compiler } = call.runtime;
  compiler.enter(call.word(1), call.actor);
  return compiler.openForm(call.long(0));
}

export const sources: Handlers = {
  "open-source": (call) => call.runtime.compiler.open(call.string(0), call.string(1)),
  "next-unit": nextUnit,
  "next-form": nextForm,
};
