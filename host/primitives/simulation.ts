// The host primitive that runs a function under many seeds (host/simulation.ts).

import { simulate } from "../simulation";
import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

async function runSeeds(call: HostCall): Promise<HostValue> {
  const { runtime, actor } = call;
  const publish = (i: number) =>
    runtime.kernel.check(runtime.kernel.exports.publish(actor, call.word(i)));
  const [f, bindings] = [publish(0), publish(1)];
  const limits = [call.long(2), call.long(3), call.long(4)] as const;
  const failure = await simulate(runtime, f, bindings, limits);
  return failure === null ? null : [failure.seed, failure.text];
}

export const simulation: Handlers = { simulate: runSeeds };
