// Image files (.vlod): a header, the load map, and the blocks of a heap as the kernel's writer has
// laid them out (docs/decisions/004).
//
//   0 "VLOD"   4 u32 format   8 u32 flags, 0   12 u32 bytes of the load map
//   16 u32 blocks of objects   20 u32 blocks of the record   24 u64 checksum of both
//   32 load map, UTF-8, zeros to a multiple of 8; then the blocks
//
// The load map names every kind, opcode and primitive with its number and shape. Numbers are
// never given out again, so an image of an older Genera fits a newer one as it is; what the
// reader does not know, or knows differently, makes it refuse the image by name.
//
// Invariant: a file that is not such an image never gets into the kernel's tables.

import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from "node:fs";
import { loadMap } from "../gen/tables";
import { HeapFull, type Kernel } from "./kernel";

const MAGIC = 0x444f4c56; // "VLOD"
const FORMAT = 1;
const HEADER_BYTES = 32;
const BLOCK_BYTES = 32768;

const WRITE_NO_MEMORY = 1;

/** What is wrong with an image, in a sentence. */
export class ImageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ImageError";
  }
}

const encodedMap = new TextEncoder().encode(loadMap);
const padded = (bytes: number): number => (bytes + 7) & ~7;

/** The image of the kernel's world; between runs only. */
export function writeImage(kernel: Kernel): Uint8Array {
  const { exports } = kernel;
  const failure = exports.writeImage();
  if (failure === WRITE_NO_MEMORY) throw new HeapFull();
  if (failure !== 0) throw new ImageError("the world reaches what only one actor may see");
  const from = exports.imageAddress();
  const bytes = exports.imageBytes();
  const start = HEADER_BYTES + padded(encodedMap.length);
  const image = new Uint8Array(start + bytes);
  const header = new DataView(image.buffer);
  const blocks = exports.imageBlocks();
  header.setUint32(0, MAGIC, true);
  header.setUint32(4, FORMAT, true);
  header.setUint32(12, encodedMap.length, true);
  header.setUint32(16, blocks, true);
  header.setUint32(20, bytes / BLOCK_BYTES - blocks, true);
  header.setBigUint64(24, BigInt.asUintN(64, exports.checksum(from, bytes)), true);
  image.set(encodedMap, HEADER_BYTES);
  image.set(new Uint8Array(kernel.memory.buffer, from, bytes), start);
  exports.releaseImage();
  return image;
}

/** Boots a fresh kernel over `heapBytes` with the world of an image; throws ImageError. */
export function loadImage(kernel: Kernel, image: Uint8Array, heapBytes: bigint): void {
  const header = new DataView(image.buffer, image.byteOffset, image.byteLength);
  if (image.length < HEADER_BYTES || header.getUint32(0, true) !== MAGIC) {
    throw new ImageError("this is no Genera image");
  }
  const format = header.getUint32(4, true);
  if (format !== FORMAT) {
    throw new ImageError(`the image has format ${format}; this Genera reads format ${FORMAT}`);
  }
  const mapBytes = header.getUint32(12, true);
  const blocks = header.getUint32(16, true);
  const recordBlocks = header.getUint32(20, true);
  const start = HEADER_BYTES + padded(mapBytes);
  const bytes = (blocks + recordBlocks) * BLOCK_BYTES;
  if (blocks === 0 || recordBlocks === 0 || image.length !== start + bytes) {
    throw new ImageError("the image is incomplete");
  }
  checkMap(image.subarray(HEADER_BYTES, HEADER_BYTES + mapBytes));
  if (BigInt(bytes) >= heapBytes) throw new HeapFull();
  const { exports } = kernel;
  if (!exports.boot(heapBytes, blocks + recordBlocks)) throw new HeapFull();
  const at = exports.imageBase();
  new Uint8Array(kernel.memory.buffer, at, bytes).set(image.subarray(start));
  if (BigInt.asUintN(64, exports.checksum(at, bytes)) !== header.getBigUint64(24, true)) {
    throw new ImageError("the image is damaged (its checksum is wrong)");
  }
  if (!exports.adoptImage(blocks, recordBlocks)) throw new HeapFull();
}

/** Throws unless this Genera knows all that the image relies on. */
function checkMap(map: Uint8Array): void {
  if (Buffer.compare(map, encodedMap) === 0) return;
  const known = new Set(loadMap.split("\n"));
  const missing = new TextDecoder().decode(map).split("\n");
  const first = missing.find((line) => !known.has(line));
  if (first === undefined) return;
  throw new ImageError(`the image needs what this Genera does not have: ${first.slice(0, 80)}`);
}

/** Writes the image aside, makes sure that it is on the disk, and renames it. */
export function saveImage(kernel: Kernel, path: string): void {
  const aside = `${path}.${process.pid}.part`;
  const file = openSync(aside, "w");
  writeFileSync(file, writeImage(kernel));
  fsyncSync(file);
  closeSync(file);
  renameSync(aside, path);
}
