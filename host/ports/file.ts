// A file as a port, with the semantics of OTP's module file: calls make their caller wait while
// Node reads or writes, one after the other in the order they were made, as they share a position.
//
// Where a file has positions the port keeps its own, so that what was read ahead for lines can be
// dropped; devices and pipes go on where they are, and keep it.

import { constants } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import type { Address } from "../kernel";
import type { HostCall } from "../primitives/call";
import { type HostValue, Keyword } from "../values";
import { PacketReader } from "./packets";
import { PayloadMaker, type Shape } from "./payload";
import { failed, OK, Port, type Ports, reasonOf } from "./ports";

const CHUNK = 65536;
const LONGEST_LINE = 0x1000000;
const EOF = new Keyword("eof");
const TERMINATED = failed("terminated");

export type Mode = "read" | "write" | "append" | "exclusive";

/** What the system's open wants for the modes, as OTP understands them. */
export function flagsOf(modes: readonly string[]): number {
  const has = (mode: Mode) => modes.includes(mode);
  const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_TRUNC, O_APPEND, O_EXCL } = constants;
  const isWritten = has("write") || has("append") || has("exclusive");
  if (!isWritten) return O_RDONLY;
  let flags = O_CREAT | (has("read") ? O_RDWR : O_WRONLY);
  if (has("append")) flags |= O_APPEND;
  else if (!has("read")) flags |= O_TRUNC;
  return has("exclusive") ? flags | O_EXCL : flags;
}

export class File extends Port {
  private last: Promise<unknown> = Promise.resolve();
  private reader = new PacketReader();
  private maker = new PayloadMaker();
  /** Where what the program reads or writes next is. */
  private at = 0;

  constructor(
    ports: Ports,
    owner: Address,
    private readonly handle: FileHandle,
    private readonly shape: Shape,
    private readonly hasPositions: boolean,
    private readonly isAppended: boolean,
  ) {
    super(ports, owner);
  }

  /** Does a piece of work when all that was asked before is done; the caller may give it up. */
  do(call: HostCall, work: () => Promise<HostValue>): Promise<HostValue> {
    const done = this.last.then(async () => {
      if (!this.isOpen) return TERMINATED;
      try {
        return await work();
      } catch (error) {
        return failed(reasonOf(error));
      }
    });
    this.last = done;
    return new Promise((resolve, reject) => {
      call.onCancel(() => resolve(null));
      done.then(resolve, reject);
    });
  }

  /** Reads ahead; false at the end of the file. */
  private async fill(size: number): Promise<boolean> {
    const position = this.hasPositions ? this.at + this.reader.size : null;
    const { bytesRead, buffer } = await this.handle.read(Buffer.alloc(size), 0, size, position);
    if (bytesRead > 0) this.reader.push(buffer.subarray(0, bytesRead));
    return bytesRead > 0;
  }

  private take(packet: "raw" | "line", want: number, limit: number): Buffer | null {
    const bytes = this.reader.take(packet, want, limit);
    this.at += bytes?.length ?? 0;
    return bytes;
  }

  /** Up to so many bytes, at least one, or :eof; of text, at least one character. */
  async read(size: number): Promise<HostValue> {
    while (true) {
      if (this.reader.size < size && !(await this.fill(size - this.reader.size))) {
        if (this.reader.size === 0) return EOF;
      }
      const bytes = this.take("raw", 0, size);
      const data = bytes === null ? "" : this.maker.make(bytes, this.shape, false);
      if (data !== "" || size === 0) return [OK, data];
    }
  }

  /** The next line with its end, which the last one may lack, or :eof. */
  async readLine(): Promise<HostValue> {
    while (true) {
      const line = this.take("line", 0, LONGEST_LINE);
      if (line !== null) return [OK, this.maker.make(line, this.shape, true)];
      if (await this.fill(CHUNK)) continue;
      const rest = this.take("raw", 0, LONGEST_LINE);
      return rest === null ? EOF : [OK, this.maker.make(rest, this.shape, true)];
    }
  }

  /** Reads somewhere else and stays where it is. */
  async readAt(position: number, size: number): Promise<HostValue> {
    const { bytesRead, buffer } = await this.handle.read(Buffer.alloc(size), 0, size, position);
    if (bytesRead === 0) return EOF;
    return [OK, new PayloadMaker().make(buffer.subarray(0, bytesRead), this.shape, true)];
  }

  /** Writes all of it, here or at a position, which then is no matter of the port's own. */
  async write(bytes: Buffer, position: number | null): Promise<HostValue> {
    if (position === null) this.forget();
    const isPlaced = this.hasPositions && !this.isAppended;
    let from = position ?? (isPlaced ? this.at : null);
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, from);
      done += bytesWritten;
      if (from !== null) from += bytesWritten;
    }
    if (position === null) this.at = this.isAppended ? await this.size() : this.at + bytes.length;
    return OK;
  }

  private async size(): Promise<number> {
    return this.hasPositions ? (await this.handle.stat()).size : this.at;
  }

  private forget(): void {
    if (!this.hasPositions) return;
    this.reader = new PacketReader();
    this.maker = new PayloadMaker();
  }

  /** Goes to an offset from the beginning, from here or from the end. */
  async move(from: string, offset: number): Promise<HostValue> {
    if (!this.hasPositions) return failed("espipe");
    const base = from === "bof" ? 0 : from === "cur" ? this.at : await this.size();
    if (base + offset < 0) return failed("einval");
    this.forget();
    this.at = base + offset;
    return [OK, this.at];
  }

  /** Cuts the file off here. */
  async truncate(): Promise<HostValue> {
    this.forget();
    await this.handle.truncate(this.at);
    return OK;
  }

  async sync(): Promise<HostValue> {
    await this.handle.sync();
    return OK;
  }

  protected shut(): void {
    this.last.then(() => this.handle.close()).catch(() => {});
  }
}
