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

interface Decoder {
  decode(bytes: Uint8Array): string;
}

// Some versions of Node take windows-1252 for Latin-1. These are its characters from 0x80 on; what
// it has none for, U+FFFD here as in Java, is none for writing either.
const windows1252 = [
  "\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021",
  "\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd",
  "\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014",
  "\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178",
].join("");

const windows1252Decoder: Decoder = {
  decode: (bytes) =>
    Array.from(bytes, (byte) =>
      byte >= 0x80 && byte < 0xa0 ? windows1252[byte - 0x80]! : String.fromCharCode(byte),
    ).join(""),
};

function makeDecoder(charset: string): Decoder | null {
  if (/^(windows-|cp)1252$/i.test(charset)) return windows1252Decoder;
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
      if ([...text].length !== 1 || text === "\ufffd") return;
      if (!table.has(text)) table.set(text, bytes);
    } catch {
      // No character has these bytes.
    }
  };
  for (let byte = 0; byte < 0x100; byte++) note([byte]);
  if (decoder !== windows1252Decoder) noteTwo(note);
  tables.set(charset, table);
  return table;
}

function noteTwo(note: (bytes: number[]) => void): void {
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) note([lead, trail]);
  }
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
    const decoder = makeDecoder(charset);
    if (decoder === null) return null;
    return (decoder === windows1252Decoder ? decoder : new TextDecoder(charset)).decode(bytes);
  },
};
