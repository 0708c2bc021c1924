// Texts in the character sets that JavaScript can read but not write: Japanese, Korean, Chinese and
// the single-byte ones. The table from characters to bytes is the decoder's, asked once for every
// sequence of one or two bytes. ISO-2022-JP is EUC-JP's table behind escape sequences; it goes back
// to ASCII at the end of a text.
//
// UTF-8, UTF-16 and Latin-1 are Lisp's (lang/core/host_stream.clj).

import { Bytes } from "../values";
import type { Handlers } from "./call";

const ESCAPE_TO_KANJI = [0x1b, 0x24, 0x42];
const ESCAPE_TO_ASCII = [0x1b, 0x28, 0x42];
const QUESTION_MARK = 0x3f;

const tables = new Map<string, Map<string, readonly number[]>>();

function makeDecoder(charset: string): InstanceType<typeof TextDecoder> | null {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: true });
  } catch {
    return null;
  }
}

/** The bytes of each character that a charset writes with one or two of them. */
function tableOf(charset: string): Map<string, readonly number[]> | null {
  const known = tables.get(charset);
  if (known !== undefined) return known;
  const decoder = makeDecoder(charset);
  if (decoder === null) return null;
  const table = new Map<string, readonly number[]>();
  const note = (bytes: number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes));
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes);
    } catch {
      // No character has these bytes.
    }
  };
  for (let byte = 0; byte < 0x100; byte++) note([byte]);
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) note([lead, trail]);
  }
  tables.set(charset, table);
  return table;
}

function encodeJis(text: string): number[] {
  const table = tableOf("euc-jp")!;
  const bytes: number[] = [];
  let isKanji = false;
  for (const character of text) {
    const found = table.get(character) ?? [QUESTION_MARK];
    if ((found.length === 2) !== isKanji) {
      isKanji = !isKanji;
      bytes.push(...(isKanji ? ESCAPE_TO_KANJI : ESCAPE_TO_ASCII));
    }
    bytes.push(...found.map((byte) => byte & 0x7f));
  }
  if (isKanji) bytes.push(...ESCAPE_TO_ASCII);
  return bytes;
}

function encode(text: string, charset: string): Bytes | null {
  const name = charset.toLowerCase();
  if (name === "iso-2022-jp") return new Bytes(Uint8Array.from(encodeJis(text)));
  const table = tableOf(name);
  if (table === null) return null;
  const bytes = [...text].flatMap((character) => table.get(character) ?? [QUESTION_MARK]);
  return new Bytes(Uint8Array.from(bytes));
}

export const charsets: Handlers = {
  "encode-charset": (call) => encode(call.string(0), call.string(1)),
  "decode-charset": (call) => {
    const bytes = call.runtime.values.readBinary(call.word(0));
    const charset = call.string(1);
    return makeDecoder(charset) === null ? null : new TextDecoder(charset).decode(bytes);
  },
};
