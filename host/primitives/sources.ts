// The host primitive that keeps texts which are in no file, so that errors can show their lines.

import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

function keepSource(call: HostCall): HostValue {
  call.runtime.texts.set(call.string(0), call.string(1));
  return null;
}

export const sources: Handlers = { "keep-source": keepSource };
