// Options of sockets, as Lisp gives them: a vector of name and value by turns, names being strings
// and keywords among the values their names. genera.tcp has checked them.

import type { HostCall } from "../primitives/call";
import { type HostValue, Keyword } from "../values";
import type { Packet } from "./packets";
import type { Shape } from "./payload";

/** Messages instead of calls: for ever, not at all, for one message, or for so many. */
export type Active = boolean | "once" | number;

export interface SocketOptions {
  active: Active;
  packet: Packet;
  as: Shape;
  /** Longest packet with its length in front; 0 for any that is below 64 MiB. */
  "packet-size": number;
  /** Longest part of a line, and of raw bytes in one piece. */
  buffer: number;
  /** Ms a send may wait for the other side, null for ever. */
  "send-timeout": number | null;
  nodelay: boolean;
  keepalive: boolean;
  /** Is the socket closed when the other side has sent its last? */
  "exit-on-close": boolean;
  /** Is a connection that was reset told from one that was closed? */
  "show-econnreset": boolean;
}

const defaults: SocketOptions = {
  active: true,
  packet: "raw",
  as: "string",
  "packet-size": 0,
  buffer: 65536,
  "send-timeout": null,
  nodelay: false,
  keepalive: false,
  "exit-on-close": true,
  "show-econnreset": false,
};

export type Given = ReadonlyMap<string, HostValue>;

export function readOptions(call: HostCall, i: number): Given {
  const { values } = call.runtime;
  const words = values.readVector(call.word(i));
  const given = new Map<string, HostValue>();
  for (let at = 0; at + 1 < words.length; at += 2) {
    given.set(values.readString(words[at] as bigint), values.readPlain(words[at + 1] as bigint));
  }
  return given;
}

/** `base` with those of the given options that a socket has. */
export function withOptions(base: SocketOptions, given: Given): SocketOptions {
  const known = Object.keys(base).filter((name) => given.has(name));
  return { ...base, ...Object.fromEntries(known.map((name) => [name, given.get(name)])) };
}

export function makeOptions(given: Given): SocketOptions {
  return withOptions(defaults, given);
}

/** Options as a map for Lisp. */
export function describeOptions(options: SocketOptions): HostValue {
  const show = (value: HostValue): HostValue =>
    typeof value === "string" ? new Keyword(value) : value;
  return new Map(Object.entries(options).map(([name, value]) => [new Keyword(name), show(value)]));
}
