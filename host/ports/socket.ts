// A TCP connection as a port, with the semantics of OTP's gen_tcp. A passive one answers calls to
// receive; an active one sends its owner messages: [:tcp port data], [:tcp-closed port], before it
// [:tcp-error port reason] for what is no orderly end, [:tcp-passive port] when a count of messages
// is used up.
//
// Nothing is read ahead but some buffers' worth: a passive socket that nobody reads, or an active
// one whose owner does not look at its messages, is paused, and so the other side in the end. A
// send makes its caller wait while the other side does not take what was sent.
//
// Closing, also by the owner's end, writes what was sent first, if the other side takes it soon.

import type { Socket as NodeSocket } from "node:net";
import type { Address } from "../kernel";
import type { HostCall } from "../primitives/call";
import { type HostValue, Keyword } from "../values";
import { type Active, type Given, type SocketOptions, withOptions } from "./options";
import { LONGEST, makeHeader, PacketReader, PacketTooLong } from "./packets";
import { PayloadMaker, payloadOf } from "./payload";
import { failed, OK, Port, type Ports, reasonOf, Waiters } from "./ports";

const READ_AHEAD = 65536; // bytes
const LINGER_MS = 5000;
const CLOSED = "closed";

const tags = {
  data: new Keyword("tcp"),
  closed: new Keyword("tcp-closed"),
  error: new Keyword("tcp-error"),
  passive: new Keyword("tcp-passive"),
};

export class Socket extends Port {
  private readonly reader = new PacketReader();
  private readonly maker = new PayloadMaker();
  private readonly readers = new Waiters<number>();
  private readonly writers = new Waiters<null>();
  /** Why nothing more comes; null while something may. */
  private end: string | null = null;
  /** It has said that nothing more comes, and is to be closed. */
  private isOver = false;
  private isHeld = false;
  private isShutForWriting = false;
  private unwritten = 0;

  constructor(
    ports: Ports,
    owner: Address,
    private readonly socket: NodeSocket,
    private options: SocketOptions,
  ) {
    super(ports, owner);
    const guard =
      <A extends unknown[]>(action: (...args: A) => void) =>
      (...args: A) =>
        ports.runtime.guard(() => action(...args));
    socket.on(
      "data",
      guard((chunk: Buffer) => this.take(chunk)),
    );
    socket.on(
      "end",
      guard(() => this.finish(CLOSED)),
    );
    socket.on(
      "error",
      guard((error: Error) => this.finish(this.endReason(error))),
    );
    socket.on(
      "close",
      guard(() => this.finish(CLOSED)),
    );
    socket.on(
      "drain",
      guard(() => this.writers.answerAll(OK)),
    );
    socket.pause();
    this.apply();
  }

  /** To be called when it is among the ports. */
  start(): void {
    this.pump();
  }

  get allOptions(): SocketOptions {
    return this.options;
  }

  setOptions(given: Given): HostValue {
    const { active } = this.options;
    this.options = withOptions(this.options, given);
    const added = given.get("active");
    if (typeof added === "number") {
      const left = added + (typeof active === "number" ? active : 0);
      this.options.active = left > 0 ? left : false;
      if (left <= 0) this.ports.tell(this, [tags.passive, this.name]);
    }
    if (!this.readers.isEmpty) this.options.active = active; // somebody waits: it stays passive
    this.apply();
    this.pump();
    return OK;
  }

  private apply(): void {
    this.socket.setNoDelay(this.options.nodelay);
    this.socket.setKeepAlive(this.options.keepalive);
  }

  /** The address of this side, or of the other one. */
  address(isPeer: boolean): HostValue {
    const { localAddress, localPort, remoteAddress, remotePort } = this.socket;
    const [address, port] = isPeer ? [remoteAddress, remotePort] : [localAddress, localPort];
    return address === undefined || port === undefined ? failed("enotconn") : [OK, [address, port]];
  }

  // Receiving.

  receive(call: HostCall, size: number, ms: number | null): HostValue | Promise<HostValue> {
    if (this.options.active !== false) return failed("einval");
    if (size > LONGEST) return failed("enomem");
    if (this.readers.isEmpty) {
      const value = this.receiveNow(size);
      if (this.isOver) this.close();
      if (value !== null) return value;
    }
    if (ms === 0) return failed("timeout");
    const answer = this.readers.wait(call, size, ms);
    this.regulate();
    return answer;
  }

  private take(chunk: Buffer): void {
    this.reader.push(chunk);
    this.pump();
  }

  /** What a receive of so many bytes is answered, or null while there is too little. */
  private receiveNow(size: number): HostValue {
    const { packet } = this.options;
    const data = this.takePacket(packet === "raw" ? size : 0);
    if (data === undefined) {
      this.isOver = true;
      return failed("emsgsize");
    }
    if (data !== null) return [OK, data];
    if (this.end === null) return null;
    this.isOver = this.options["exit-on-close"];
    return failed(this.end);
  }

  /** The next packet as Lisp gets it; null when there is none yet, undefined for a too long one. */
  private takePacket(size: number): HostValue {
    const { packet, as, buffer } = this.options;
    const isStream = packet === "raw" || packet === "line";
    try {
      const limit = isStream ? buffer : this.options["packet-size"] || LONGEST;
      const bytes = this.reader.take(packet, size, limit);
      return bytes === null ? null : this.maker.make(bytes, as, packet !== "raw");
    } catch (error) {
      if (error instanceof PacketTooLong) return undefined;
      throw error;
    }
  }

  /** Gives what has come to who waits for it, or to the owner. */
  private pump(): void {
    if (this.options.active === false) this.answerReaders();
    else this.tellOwner();
    if (this.isOpen) this.regulate();
  }

  private answerReaders(): void {
    for (let first = this.readers.first; first !== undefined; first = this.readers.first) {
      const value = this.isOpen ? this.receiveNow(first.want) : failed(CLOSED);
      if (value === null) return;
      first.answer(value);
      if (this.isOver) this.close();
    }
  }

  private tellOwner(): void {
    while (this.isOpen && this.options.active !== false) {
      this.isHeld = this.ports.isCrowded(this);
      if (this.isHeld) return;
      const data = this.takePacket(0);
      if (data === undefined) this.endActive("emsgsize");
      else if (data !== null) this.tellData(data);
      else {
        if (this.end !== null) this.endActive(this.end);
        return;
      }
    }
  }

  private tellData(data: HostValue): void {
    this.ports.tell(this, [tags.data, this.name, data]);
    const { active } = this.options;
    if (active === "once") this.options.active = false;
    if (typeof active !== "number") return;
    this.options.active = active > 1 ? active - 1 : false;
    if (active <= 1) this.ports.tell(this, [tags.passive, this.name]);
  }

  private endActive(reason: string): void {
    if (reason !== CLOSED) {
      this.ports.tell(this, [tags.error, this.name, new Keyword(reason)]);
    }
    this.ports.tell(this, [tags.closed, this.name]);
    if (this.options["exit-on-close"] || reason !== CLOSED) this.close();
    else this.options.active = false;
  }

  override goOn(): void {
    this.isHeld = false;
    this.pump();
  }

  /** Reads on or pauses, and says whether something may happen. */
  private regulate(): void {
    const { active } = this.options;
    const isWanted = active === false ? !this.readers.isEmpty : !this.isHeld;
    if (this.end === null && (isWanted || this.reader.size < READ_AHEAD)) this.socket.resume();
    else this.socket.pause();
    this.ports.hold(this, (active !== false && this.isOpen) || this.unwritten > 0);
  }

  private endReason(error: Error): string {
    const reason = reasonOf(error);
    const isReset = reason === "econnreset" || reason === "epipe";
    return isReset && !this.options["show-econnreset"] ? CLOSED : reason;
  }

  private finish(reason: string): void {
    this.end ??= reason;
    if (this.socket.destroyed) this.writers.answerAll(failed(this.end));
    if (this.isOpen) this.pump();
  }

  // Sending.

  send(call: HostCall): HostValue | Promise<HostValue> {
    if (this.isShutForWriting || this.socket.destroyed) return failed(this.end ?? CLOSED);
    const data = payloadOf(call, 1);
    const header = makeHeader(this.options.packet, data.length);
    if (header === null) return failed("emsgsize");
    if (header.length + data.length === 0) return OK;
    const hasRoom = this.write(header.length === 0 ? data : Buffer.concat([header, data]));
    if (hasRoom) return OK;
    return this.writers.wait(call, null, this.options["send-timeout"]);
  }

  /** Answers whether the other side takes more at once. */
  private write(bytes: Buffer): boolean {
    if (this.unwritten++ === 0) this.ports.hold(this, true);
    return this.socket.write(bytes, () => {
      if (--this.unwritten === 0 && this.isOpen) this.regulate();
    });
  }

  shutdown(how: string): HostValue {
    if (this.socket.destroyed) return failed("enotconn");
    if (how !== "read" && !this.isShutForWriting) {
      this.isShutForWriting = true;
      this.socket.end();
    }
    if (how !== "write") this.finish(CLOSED);
    return OK;
  }

  protected shut(): void {
    const { socket } = this;
    this.readers.answerAll(failed(CLOSED));
    this.writers.answerAll(failed(CLOSED));
    if (socket.destroyed || socket.writableLength === 0) {
      socket.destroySoon();
      return;
    }
    this.ports.hold(socket, true);
    const timer = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.on("close", () => {
      clearTimeout(timer);
      this.ports.hold(socket, false);
    });
    socket.destroySoon();
  }
}

export type { Active };
