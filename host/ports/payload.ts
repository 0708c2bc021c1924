// What goes through ports: bytes for the host, text or arrays of bytes for Lisp. A port says which.
//
// Text is UTF-8, U+FFFD for what is none; a character whose bytes come in two pieces of a stream is
// put together. Latin-1 text has one character for each byte, whatever that means.

import { StringDecoder } from "node:string_decoder";
import { kind } from "../../gen/tables";
import type { Word } from "../kernel";
import type { HostCall } from "../primitives/call";
import { encode } from "../primitives/files";
import { Bytes, type HostValue, type Values } from "../values";

export type Shape = "string" | "latin1" | "bytes" | "binary";

/** The bytes of a string, a binary, an array of bytes, a byte, or a vector of such. */
export function readPayload(values: Values, word: Word): Buffer {
  const found = values.kindOf(word);
  if (found === kind.string || found === kind.wideString) return encode(values.readString(word));
  if (found === kind.longs) return values.readByteArray(word);
  if (found === kind.binary) return values.readBinary(word);
  if (found === -1) return Buffer.of(values.readLong(word) & 255);
  if (found !== kind.vector) throw values.castFailure(word, "java.lang.String");
  return Buffer.concat(values.readVector(word).map((item) => readPayload(values, item)));
}

export function payloadOf(call: HostCall, i: number): Buffer {
  return readPayload(call.runtime.values, call.word(i));
}

/** Makes of bytes what Lisp gets; keeps the beginning of a character for the next ones. */
export class PayloadMaker {
  private readonly decoder = new StringDecoder("utf8");

  make(bytes: Buffer, shape: Shape, isWhole: boolean): HostValue {
    if (shape === "bytes") return bytes;
    if (shape === "binary") return new Bytes(bytes);
    if (shape === "latin1") return bytes.toString("latin1");
    return isWhole ? this.decoder.end(bytes) : this.decoder.write(bytes);
  }
}
