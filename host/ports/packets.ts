// Packets of a stream of bytes: whatever has come, lines, or packets with their length in front.
//
// Bytes are kept as they came and put together once, when a packet is whole, so that a long packet
// in many pieces costs no more than its length. Lines keep their end, as in OTP; one that is longer
// than the buffer comes in parts.

export type Packet = "raw" | "line" | 1 | 2 | 4;

/** No packet is longer. */
export const LONGEST = 0x4000000;

/** What `take` throws when a packet is longer than it may be. */
export class PacketTooLong extends Error {}

const LF = 10;

export class PacketReader {
  private chunks: Buffer[] = [];
  private scanned = 0;
  /** Bytes that have come and were not taken. */
  size = 0;

  push(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.size += chunk.length;
  }

  /**
   * The next packet, or null when it is not there yet. Of raw bytes, `want` many, or those that are
   * there for 0. `limit` is the longest packet; of lines, of the parts they come in.
   */
  take(packet: Packet, want: number, limit: number): Buffer | null {
    if (this.size === 0) return null;
    if (packet === "raw") return this.takeBytes(want === 0 ? Math.min(this.size, limit) : want);
    if (packet === "line") return this.takeLine(limit);
    if (this.size < packet) return null;
    const length = this.peek(packet).readUIntBE(0, packet);
    if (length > limit) throw new PacketTooLong();
    return this.takeBytes(packet + length)?.subarray(packet) ?? null;
  }

  private takeLine(limit: number): Buffer | null {
    let start = 0;
    for (const chunk of this.chunks) {
      const from = Math.max(0, this.scanned - start);
      const at = from < chunk.length ? chunk.indexOf(LF, from) : -1;
      if (at !== -1) return this.takeBytes(Math.min(start + at + 1, limit));
      start += chunk.length;
    }
    this.scanned = this.size;
    return this.size >= limit ? this.takeBytes(limit) : null;
  }

  private takeBytes(count: number): Buffer | null {
    if (this.size < count) return null;
    const taken: Buffer[] = [];
    let left = count;
    let used = 0;
    while (left > 0) {
      const chunk = this.chunks[used] as Buffer;
      const part = chunk.subarray(0, left);
      taken.push(part);
      left -= part.length;
      if (part.length === chunk.length) used++;
      else this.chunks[used] = chunk.subarray(part.length);
    }
    this.chunks.splice(0, used);
    this.size -= count;
    this.scanned = 0;
    return taken.length === 1 ? (taken[0] as Buffer) : Buffer.concat(taken);
  }

  private peek(count: number): Buffer {
    const [first] = this.chunks as [Buffer];
    if (first.length >= count) return first;
    this.chunks = [Buffer.concat(this.chunks)];
    return this.chunks[0] as Buffer;
  }
}

/** The length in front of a packet; null when that is too long for it. */
export function makeHeader(packet: Packet, length: number): Buffer | null {
  if (packet === "raw" || packet === "line") return Buffer.alloc(0);
  if (length >= 2 ** (8 * packet) || length > LONGEST) return null;
  const header = Buffer.alloc(packet);
  header.writeUIntBE(length, 0, packet);
  return header;
}
