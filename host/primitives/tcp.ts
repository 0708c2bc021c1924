// Host primitives on TCP ports (host/ports), for genera.tcp.

import type { Socket as NodeSocket, Server } from "node:net";
import { Listener } from "../ports/listener";
import { describeOptions, makeOptions, readOptions } from "../ports/options";
import { failed, OK, reasonOf } from "../ports/ports";
import { Socket } from "../ports/socket";
import type { HostValue } from "../values";
import type { Handlers, HostCall } from "./call";

const BACKLOG = 1024;

function milliseconds(call: HostCall, i: number): number | null {
  return call.isNil(i) ? null : call.long(i);
}

/** The open socket of argument 0, or null. */
function socketOf(call: HostCall): Socket | null {
  const port = call.port(0);
  return port instanceof Socket ? port : null;
}

/** Begins, and waits until `started` has happened or it has failed. */
function attempt<T extends Server | NodeSocket>(
  call: HostCall,
  ms: number | null,
  begin: () => T,
  started: string,
  make: (thing: T) => HostValue,
  stop: (thing: T) => void,
): Promise<HostValue> {
  return new Promise((resolve) => {
    const thing = begin();
    const timer = ms === null ? undefined : setTimeout(() => end(failed("timeout")), ms);
    let isOver = false;
    const end = (value: HostValue): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      thing.on("error", () => {}); // what comes after a stop is nobody's
      stop(thing);
      resolve(value);
    };
    const onError = (error: Error): void => end(failed(reasonOf(error)));
    thing.once("error", onError);
    thing.once(started, () => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      thing.removeListener("error", onError);
      resolve(make(thing));
    });
    call.onCancel(() => end(null));
  });
}

async function listen(call: HostCall): Promise<HostValue> {
  const port = call.long(0);
  const given = readOptions(call, 1);
  call.onCancel(() => {});
  const { createServer } = await import("node:net");
  const { ports } = call.runtime;
  const backlog = (given.get("backlog") as number | undefined) ?? BACKLOG;
  const host = (given.get("ip") as string | undefined) ?? (given.get("inet6") ? "::" : "0.0.0.0");
  if (call.isCancelled) return null;
  return attempt(
    call,
    null,
    () =>
      createServer({ allowHalfOpen: true, pauseOnConnect: true }).listen({ port, host, backlog }),
    "listening",
    (server) => {
      const listener = new Listener(ports, call.actor, server, makeOptions(given), backlog);
      return ports.add(listener) ? [OK, listener.name] : failed("closed");
    },
    (server) => server.close(),
  );
}

async function connect(call: HostCall): Promise<HostValue> {
  const [host, port] = [call.string(0), call.long(1)];
  const given = readOptions(call, 2);
  const ms = milliseconds(call, 3);
  call.onCancel(() => {});
  const net = await import("node:net");
  const { ports } = call.runtime;
  const family = net.isIP(host) || (given.get("inet6") ? 6 : 4);
  const localAddress = given.get("ip") as string | undefined;
  const place = { host, port, family, ...(localAddress === undefined ? {} : { localAddress }) };
  if (call.isCancelled) return null;
  return attempt(
    call,
    ms,
    () => net.connect({ ...place, allowHalfOpen: true }).pause(),
    "connect",
    (socket) => {
      const made = new Socket(ports, call.actor, socket, makeOptions(given));
      if (!ports.add(made)) return failed("closed");
      made.start();
      return [OK, made.name];
    },
    (socket) => socket.destroy(),
  );
}

function accept(call: HostCall): HostValue | Promise<HostValue> {
  const port = call.port(0);
  if (port === undefined) return failed("closed");
  return port instanceof Listener ? port.accept(call, milliseconds(call, 1)) : failed("einval");
}

function address(call: HostCall): HostValue {
  const port = call.port(0);
  if (port instanceof Socket) return port.address(call.truth(1));
  if (port instanceof Listener) return call.truth(1) ? failed("enotconn") : port.address();
  return failed("closed");
}

function setOptions(call: HostCall): HostValue {
  return socketOf(call)?.setOptions(readOptions(call, 1)) ?? failed("closed");
}

function getOptions(call: HostCall): HostValue {
  const port = call.port(0);
  if (port instanceof Socket) return [OK, describeOptions(port.allOptions)];
  return port instanceof Listener ? [OK, describeOptions(port.options)] : failed("closed");
}

export const tcp: Handlers = {
  "tcp-listen": listen,
  "tcp-accept": accept,
  "tcp-connect": connect,
  "tcp-send": (call) => socketOf(call)?.send(call) ?? failed("closed"),
  "tcp-receive": (call) =>
    socketOf(call)?.receive(call, call.long(1), milliseconds(call, 2)) ?? failed("closed"),
  "tcp-shutdown": (call) => socketOf(call)?.shutdown(call.string(1)) ?? failed("closed"),
  "tcp-address": address,
  "tcp-set-options": setOptions,
  "tcp-options": getOptions,
};
