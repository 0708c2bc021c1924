// Host primitives on ports of any kind (host/ports).

import { offset } from "../../gen/tables";
import { addressOf } from "../kernel";
import { failed, OK } from "../ports/ports";
import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

/** Gives a port of the caller's to another actor. */
function give(call: HostCall): HostValue {
  const port = call.port(0);
  if (port === undefined) return failed("closed");
  if (port.owner !== call.actor) return failed("not-owner");
  const { kernel, ports } = call.runtime;
  const pid = addressOf(call.word(1));
  const [index, generation] = [offset.pid.index, offset.pid.generation].map((at) =>
    kernel.view.getUint32(pid + at, true),
  ) as [number, number];
  const actor = kernel.exports.findActor(index, generation) >>> 0;
  return actor !== 0 && ports.give(port, actor) ? OK : failed("badarg");
}

export const ports: Handlers = {
  "close-port": (call) => {
    call.port(0)?.close();
    return OK;
  },
  "give-port": give,
  "is-port-open": (call) => call.port(0) !== undefined,
  "owns-port": (call) => call.port(0)?.owner === call.actor,
};
