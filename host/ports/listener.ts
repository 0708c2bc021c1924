// A TCP port that listens: connections wait in it, unread, until an actor accepts them and so
// becomes their owner.

import type { AddressInfo, Socket as NodeSocket, Server } from "node:net";
import type { Address } from "../kernel";
import type { HostCall } from "../primitives/call";
import type { HostValue } from "../values";
import type { SocketOptions } from "./options";
import { failed, OK, Port, type Ports, reasonOf, Waiters } from "./ports";
import { Socket } from "./socket";

export class Listener extends Port {
  private readonly accepters = new Waiters<HostCall>();
  private waiting: NodeSocket[] = [];

  constructor(
    ports: Ports,
    owner: Address,
    private readonly server: Server,
    readonly options: SocketOptions,
    private readonly backlog: number,
  ) {
    super(ports, owner);
    server.on("connection", (socket) => ports.runtime.guard(() => this.take(socket)));
    server.on("error", (error) => this.accepters.answerAll(failed(reasonOf(error))));
  }

  address(): HostValue {
    const { address, port } = this.server.address() as AddressInfo;
    return [OK, [address, port]];
  }

  accept(call: HostCall, ms: number | null): HostValue | Promise<HostValue> {
    const next = this.waiting.shift();
    if (next !== undefined) return this.makeSocket(call, next);
    return ms === 0 ? failed("timeout") : this.accepters.wait(call, call, ms);
  }

  private take(socket: NodeSocket): void {
    const { first } = this.accepters;
    if (first !== undefined) first.answer(this.makeSocket(first.want, socket));
    else if (this.waiting.length < this.backlog) {
      this.waiting.push(socket);
      socket.on("error", () => this.drop(socket));
      socket.on("close", () => this.drop(socket));
    } else socket.destroy();
  }

  private drop(socket: NodeSocket): void {
    this.waiting = this.waiting.filter((other) => other !== socket);
  }

  private makeSocket(call: HostCall, socket: NodeSocket): HostValue {
    socket.removeAllListeners("error");
    socket.removeAllListeners("close");
    const port = new Socket(this.ports, call.actor, socket, { ...this.options });
    if (!this.ports.add(port)) return failed("closed");
    port.start();
    return [OK, port.name];
  }

  protected shut(): void {
    this.server.close();
    for (const socket of this.waiting) socket.destroy();
    this.accepters.answerAll(failed("closed"));
  }
}
