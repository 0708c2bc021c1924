// Ports: what the host does for actors beyond one call, such as files and sockets. A port has a
// number, which is all that Lisp has of it, and an owner, the actor that gets its messages and with
// whose end it is closed. The work is Node's, on the main thread; actors of any worker use it, by
// host primitives that make only the calling actor wait, or by messages.
//
// Back-pressure: an owner may have so many messages of ports that it has not looked at; then its
// ports give no more until it has caught up (kernel/actor/port.ts).
//
// Invariants: an open port's owner has not ended, for an ending actor's ports are closed before it
// is gone; what holds the process is a port that can still send a message, or has to write
// something; calls that wait hold it in any case.

import { type Address, HeapFull } from "../kernel";
import type { HostCall } from "../primitives/call";
import type { Runtime } from "../runtime";
import { type HostValue, Keyword, PortName } from "../values";

const MOST_MAILS = 64; // of ports that an owner has not looked at
const RETRY_MS = 20;

export const OK = new Keyword("ok");
const ERROR = new Keyword("error");

/** [:error reason], as OTP's functions answer it. */
export function failed(reason: string): HostValue {
  return [ERROR, new Keyword(reason)];
}

/** The reason that a system's error has in OTP. */
export function reasonOf(error: unknown): string {
  const { code, errors } = error as { code?: string; errors?: { code?: string }[] };
  const name = code ?? errors?.[0]?.code ?? "unknown";
  if (name === "ENOTFOUND") return "nxdomain";
  return name.replace(/^ERR_/, "").toLowerCase().replaceAll("_", "-");
}

export abstract class Port {
  isOpen = true;
  readonly name: PortName;

  constructor(
    readonly ports: Ports,
    public owner: Address,
  ) {
    this.name = new PortName(ports.takeNumber());
  }

  /** Gives up what the port stands for; called once. */
  protected abstract shut(): void;

  /** Goes on after its owner has caught up with its messages. */
  goOn(): void {}

  close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.ports.forget(this);
    this.shut();
  }
}

/** The ports of a runtime. */
export class Ports {
  private readonly open = new Map<number, Port>();
  private readonly ofOwner = new Map<Address, Set<Port>>();
  private readonly holders = new Set<object>();
  private readonly crowded = new Set<Port>();
  private unsent: [Port, HostValue][] = [];
  private last = 0;

  constructor(readonly runtime: Runtime) {}

  takeNumber(): number {
    return ++this.last;
  }

  /** A port that holds what is not anybody's any more is closed at once; answers whether it is. */
  add(port: Port): boolean {
    this.open.set(port.name.number, port);
    if (this.give(port, port.owner)) return true;
    port.close();
    return false;
  }

  /** Makes an actor the owner; false when that is ending. */
  give(port: Port, owner: Address): boolean {
    if (!this.runtime.kernel.exports.ownPorts(owner)) return false;
    this.ofOwner.get(port.owner)?.delete(port);
    port.owner = owner;
    const ports = this.ofOwner.get(owner) ?? new Set();
    this.ofOwner.set(owner, ports.add(port));
    return true;
  }

  forget(port: Port): void {
    this.open.delete(port.name.number);
    this.ofOwner.get(port.owner)?.delete(port);
    this.crowded.delete(port);
    this.hold(port, false);
  }

  find(number: number): Port | undefined {
    return this.open.get(number);
  }

  /** Closes what an ending actor owns. */
  closeAllOf(owner: Address): void {
    const ports = this.ofOwner.get(owner) ?? [];
    this.ofOwner.delete(owner);
    for (const port of ports) port.close();
  }

  closeAll(): void {
    for (const port of [...this.open.values()]) port.close();
  }

  /** Says whether something can still happen by `holder`, a port or what is left of one. */
  hold(holder: object, on: boolean): void {
    if (on) this.holders.add(holder);
    else if (this.holders.delete(holder)) this.runtime.wakeUp();
  }

  /** Can nothing happen by any port? */
  get areIdle(): boolean {
    return this.holders.size === 0 && this.unsent.length === 0;
  }

  /** Sends a message to a port's owner. Without memory for it it is sent later, in its order. */
  tell(port: Port, message: HostValue): void {
    if (this.unsent.length === 0 && this.send(port, message)) return;
    this.unsent.push([port, message]);
    if (this.unsent.length === 1) setTimeout(() => this.sendAgain(), RETRY_MS);
  }

  private send(port: Port, message: HostValue): boolean {
    const { runtime } = this;
    const { exports } = runtime.kernel;
    return runtime.inHeap(() => {
      try {
        const isSent = exports.sendOfPort(port.owner, runtime.values.make(message)) !== 0;
        if (isSent) runtime.wakeUp();
        return isSent;
      } catch (error) {
        if (error instanceof HeapFull) return false;
        throw error;
      }
    });
  }

  private sendAgain(): void {
    this.runtime.guard(() => {
      const waiting = this.unsent;
      this.unsent = [];
      this.runtime.inHeap(() => this.runtime.kernel.exports.run(0)); // collects the host's nursery
      for (const [port, message] of waiting)
        if (this.ofOwner.has(port.owner)) this.tell(port, message);
      this.runtime.wakeUp();
    });
  }

  /** Has the owner enough to do? Then the port goes on later. */
  isCrowded(port: Port): boolean {
    const { exports } = this.runtime.kernel;
    if (this.unsent.length === 0) {
      if (exports.countPortMails(port.owner) < MOST_MAILS) return false;
      if (!exports.holdPorts(port.owner)) return false;
    }
    this.crowded.add(port);
    return true;
  }

  /** Lets ports go on whose owners have caught up. */
  goOn(): void {
    const ports = [...this.crowded];
    this.crowded.clear();
    for (const port of ports) if (port.isOpen) port.goOn();
  }
}

interface Waiter<T> {
  readonly want: T;
  readonly answer: (value: HostValue) => void;
}

/** Calls that wait for something of a port, first come, first served. */
export class Waiters<T> {
  private list: Waiter<T>[] = [];

  get isEmpty(): boolean {
    return this.list.length === 0;
  }

  get first(): Waiter<T> | undefined {
    return this.list[0];
  }

  /** Lets the call wait; without a time for ever, otherwise for so many ms at most. */
  wait(call: HostCall, want: T, ms: number | null): Promise<HostValue> {
    call.isPatient = true;
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const answer = (value: HostValue): void => {
        clearTimeout(timer);
        this.list = this.list.filter((other) => other !== waiter);
        resolve(value);
      };
      const waiter = { want, answer };
      if (ms !== null) timer = setTimeout(() => answer(failed("timeout")), ms);
      this.list.push(waiter);
      call.onCancel(() => answer(null));
    });
  }

  answerAll(value: HostValue): void {
    for (const waiter of this.list) waiter.answer(value);
  }
}
