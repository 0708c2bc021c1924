// Host primitives that show errors.

import { describeThrowable, renderError, viewOf } from "../errors";
import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

function reportError(call: HostCall): HostValue {
  const { runtime, actor } = call;
  const introduction = call.string(1);
  const { exports } = runtime.kernel;
  const word = runtime.kernel.check(exports.publish(actor, call.word(0)));
  const text =
    introduction + renderError(describeThrowable(runtime, word), viewOf(runtime, process.stderr));
  runtime.output.write(2, text);
  runtime.output.flush();
  return null;
}

function errorText(call: HostCall): HostValue {
  const { runtime, actor } = call;
  const word = runtime.kernel.check(runtime.kernel.exports.publish(actor, call.word(0)));
  return renderError(describeThrowable(runtime, word), viewOf(runtime, process.stdout));
}

function showsColors(call: HostCall): HostValue {
  const stream = call.long(0) === 1 ? process.stdout : process.stderr;
  return viewOf(call.runtime, stream).isColored;
}

export const reports: Handlers = {
  "report-error": reportError,
  "error-text": errorText,
  "shows-colors": showsColors,
};
