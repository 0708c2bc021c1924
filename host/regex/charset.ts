// Sets of characters of Java's regular expressions as class operands of JavaScript's `v` mode:
// predefined classes, properties by name, and what ignoring case adds to characters and ranges.
//
// Case is never left to JavaScript's `i` flag: Java folds only ASCII unless UNICODE_CASE is on,
// and flags may change inside an expression. So letters become small sets here.

import { findOwn } from "../own";
import { showChar } from "./syntax";

const LAST_FOLDED_IN_RANGE = 0x3000; // cased letters beyond it are few; ranges over it stay exact

/** Every character: V8 of Node 20 matches `[^]*` in `v` mode wrongly. */
const everything = "[\\u{0}-\\u{10ffff}]";

const lineEnds = "\\n\\r\\u{85}\\u{2028}\\u{2029}";

/** What `.` matches. */
export function dotSet(dotAll: boolean, unixLines: boolean): string {
  if (dotAll) return everything;
  return unixLines ? "[^\\n]" : `[^${lineEnds}]`;
}

const ascii: Readonly<Record<string, string>> = {
  Lower: "[a-z]",
  Upper: "[A-Z]",
  ASCII: "[\\0-\\x7f]",
  Alpha: "[a-zA-Z]",
  Digit: "[0-9]",
  Alnum: "[a-zA-Z0-9]",
  Punct: "[\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e]",
  Graph: "[\\x21-\\x7e]",
  Print: "[\\x20-\\x7e]",
  Blank: "[ \\t]",
  Cntrl: "[\\0-\\x1f\\x7f]",
  XDigit: "[0-9a-fA-F]",
  Space: "[ \\t-\\r]",
};

const unicode: Readonly<Record<string, string>> = {
  Lower: "\\p{Lowercase}",
  Upper: "\\p{Uppercase}",
  Alpha: "\\p{Alphabetic}",
  Digit: "\\p{Nd}",
  Alnum: "[\\p{Alphabetic}\\p{Nd}]",
  Punct: "\\p{P}",
  Graph: "[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]",
  Print: "[[^\\p{Cc}\\p{Cs}\\p{Cn}]--[\\u{2028}\\u{2029}]]",
  Blank: "[\\p{Zs}\\t]",
  Cntrl: "\\p{Cc}",
  XDigit: "[\\p{Nd}\\p{Hex_Digit}]",
  Space: "\\p{White_Space}",
};

const identifierStart = "\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}";
const ignorable = "\\0-\\x08\\x0e-\\x1b\\x7f-\\x9f\\p{Cf}";

/** The methods is… of java.lang.Character. */
const java: Readonly<Record<string, string>> = {
  LowerCase: "\\p{Lowercase}",
  UpperCase: "\\p{Uppercase}",
  Alphabetic: "\\p{Alphabetic}",
  Ideographic: "\\p{Ideographic}",
  TitleCase: "\\p{Lt}",
  Digit: "\\p{Nd}",
  Defined: "\\P{Cn}",
  Letter: "\\p{L}",
  LetterOrDigit: "[\\p{L}\\p{Nd}]",
  JavaIdentifierStart: `[${identifierStart}]`,
  JavaIdentifierPart: `[${identifierStart}\\p{Nd}\\p{Mc}\\p{Mn}${ignorable}]`,
  UnicodeIdentifierStart: "\\p{ID_Start}",
  UnicodeIdentifierPart: `[\\p{ID_Continue}${ignorable}]`,
  IdentifierIgnorable: `[${ignorable}]`,
  SpaceChar: "\\p{Z}",
  Whitespace: "[[\\t-\\r\\x1c-\\x1f\\p{Z}]--[\\u{a0}\\u{2007}\\u{202f}]]",
  ISOControl: "[\\0-\\x1f\\x7f-\\x9f]",
  Mirrored: "\\p{Bidi_Mirrored}",
};

/** Names after `Is`, in lower case, that are no name of JavaScript's. */
const binary: Readonly<Record<string, string>> = {
  alphabetic: "\\p{Alphabetic}",
  letter: "\\p{L}",
  ideographic: "\\p{Ideographic}",
  lowercase: "\\p{Lowercase}",
  uppercase: "\\p{Uppercase}",
  titlecase: "\\p{Lt}",
  white_space: "\\p{White_Space}",
  whitespace: "\\p{White_Space}",
  control: "\\p{Cc}",
  punctuation: "\\p{P}",
  hex_digit: "\\p{Hex_Digit}",
  hexdigit: "\\p{Hex_Digit}",
  assigned: "\\P{Cn}",
  noncharacter_code_point: "\\p{Noncharacter_Code_Point}",
  noncharactercodepoint: "\\p{Noncharacter_Code_Point}",
  digit: "\\p{Nd}",
  alnum: "[\\p{Alphabetic}\\p{Nd}]",
  blank: "[\\p{Zs}\\t]",
  graph: unicode.Graph as string,
  print: unicode.Print as string,
  word: "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]",
  join_control: "\\p{Join_Control}",
  joincontrol: "\\p{Join_Control}",
  emoji: "\\p{Emoji}",
};

/** The blocks most in use; JavaScript knows none. Names without spaces and signs, lower case. */
const blocks: Readonly<Record<string, readonly [number, number]>> = {
  basiclatin: [0, 0x7f],
  latin1supplement: [0x80, 0xff],
  latinextendeda: [0x100, 0x17f],
  latinextendedb: [0x180, 0x24f],
  ipaextensions: [0x250, 0x2af],
  spacingmodifierletters: [0x2b0, 0x2ff],
  combiningdiacriticalmarks: [0x300, 0x36f],
  greek: [0x370, 0x3ff],
  greekandcoptic: [0x370, 0x3ff],
  cyrillic: [0x400, 0x4ff],
  cyrillicsupplement: [0x500, 0x52f],
  armenian: [0x530, 0x58f],
  hebrew: [0x590, 0x5ff],
  arabic: [0x600, 0x6ff],
  devanagari: [0x900, 0x97f],
  bengali: [0x980, 0x9ff],
  tamil: [0xb80, 0xbff],
  thai: [0xe00, 0xe7f],
  tibetan: [0xf00, 0xfff],
  georgian: [0x10a0, 0x10ff],
  hanguljamo: [0x1100, 0x11ff],
  latinextendedadditional: [0x1e00, 0x1eff],
  greekextended: [0x1f00, 0x1fff],
  generalpunctuation: [0x2000, 0x206f],
  superscriptsandsubscripts: [0x2070, 0x209f],
  currencysymbols: [0x20a0, 0x20cf],
  letterlikesymbols: [0x2100, 0x214f],
  numberforms: [0x2150, 0x218f],
  arrows: [0x2190, 0x21ff],
  mathematicaloperators: [0x2200, 0x22ff],
  miscellaneoustechnical: [0x2300, 0x23ff],
  boxdrawing: [0x2500, 0x257f],
  blockelements: [0x2580, 0x259f],
  geometricshapes: [0x25a0, 0x25ff],
  miscellaneoussymbols: [0x2600, 0x26ff],
  dingbats: [0x2700, 0x27bf],
  cjksymbolsandpunctuation: [0x3000, 0x303f],
  hiragana: [0x3040, 0x309f],
  katakana: [0x30a0, 0x30ff],
  hangulcompatibilityjamo: [0x3130, 0x318f],
  cjkunifiedideographs: [0x4e00, 0x9fff],
  hangulsyllables: [0xac00, 0xd7af],
  privateusearea: [0xe000, 0xf8ff],
  halfwidthandfullwidthforms: [0xff00, 0xffef],
};

function isProperty(expression: string): boolean {
  try {
    new RegExp(expression, "v");
    return true;
  } catch {
    return false;
  }
}

/** `\p{…}` if JavaScript knows the property, with words capitalized as its names are. */
function findProperty(prefix: string, name: string): string | null {
  const capitalized = name.toLowerCase().replace(/(^|_)[a-z]/g, (part) => part.toUpperCase());
  for (const spelling of [name, capitalized]) {
    if (!/^\w+$/.test(spelling)) return null;
    const expression = `\\p{${prefix}${spelling}}`;
    if (isProperty(expression)) return expression;
  }
  return null;
}

function findBlock(name: string): string | null {
  const range = findOwn(blocks, name.replace(/[\s_-]/g, "").toLowerCase());
  return range === undefined ? null : `[${showChar(range[0])}-${showChar(range[1])}]`;
}

function findCategory(name: string): string | null {
  if (name === "LC") return "[\\p{Lu}\\p{Ll}\\p{Lt}]";
  if (name === "LD") return "[\\p{L}\\p{Nd}]";
  if (name === "L1") return "[\\0-\\xff]";
  if (name === "all" || name === "ALL") return everything;
  return /^[A-Z][a-z]?$/.test(name) ? findProperty("gc=", name) : null;
}

/** The set of a name in \p{name}, or null; `wide`: UNICODE_CHARACTER_CLASS is on. */
function findNamed(name: string, wide: boolean): string | null {
  const [key, value] = name.split("=", 2) as [string, string | undefined];
  if (value !== undefined) {
    if (/^(sc|script)$/i.test(key)) return findProperty("Script=", value);
    if (/^(blk|block)$/i.test(key)) return findBlock(value);
    if (/^(gc|general_category)$/i.test(key)) return findCategory(value);
    return null;
  }
  if (name.startsWith("In")) return findBlock(name.slice(2));
  if (name.startsWith("Is")) {
    const rest = name.slice(2);
    const found = findOwn(binary, rest.toLowerCase()) ?? findCategory(rest);
    return found ?? findProperty("Script=", rest);
  }
  if (name.startsWith("java")) return findOwn(java, name.slice(4)) ?? null;
  return (wide ? findOwn(unicode, name) : undefined) ?? findOwn(ascii, name) ?? findCategory(name);
}

const cased = /^(Lower|Upper|java(Lower|Upper|Title)Case|L[ult]|Is(L[ult]|\w+case)|gc=L[ult])$/i;

/** The set of a property by Java's name, or null when there is none. */
export function propertySet(name: string, wide: boolean, foldsCase: boolean): string | null {
  const found = findNamed(name, wide);
  if (found === null || !foldsCase || !cased.test(name)) return found;
  return findOwn(ascii, name) !== undefined && !wide ? "[a-zA-Z]" : "[\\p{Lu}\\p{Ll}\\p{Lt}]";
}

/** The set without the characters of a set. */
export function negate(set: string): string {
  return set === everything ? "[]" : `[^${set}]`;
}

const predefined: Readonly<Record<string, readonly [narrow: string, wide: string]>> = {
  d: ["[0-9]", "\\p{Nd}"],
  s: ["[ \\t-\\r]", "\\p{White_Space}"],
  w: ["[a-zA-Z0-9_]", binary.word as string],
  h: ["[ \\t\\u{a0}\\u{1680}\\u{180e}\\u{2000}-\\u{200a}\\u{202f}\\u{205f}\\u{3000}]", ""],
  v: ["[\\n-\\r\\u{85}\\u{2028}\\u{2029}]", ""],
};

/** The set of \d \D \s \S \w \W \h \H \v \V, or null for another letter. */
export function predefinedSet(letter: string, wide: boolean): string | null {
  const row = predefined[letter.toLowerCase()];
  if (row === undefined) return null;
  const set = wide && row[1] !== "" ? row[1] : row[0];
  return letter === letter.toLowerCase() ? set : negate(set);
}

/** Letters that share an upper case with others, which no single step of case shows. */
const sharedCases = ["k\u212a", "s\u017f", "å\u212b", "ω\u2126", "μ\u00b5", "σς", "iİı"]
  .concat(["θ\u03d1\u03f4", "β\u03d0", "ε\u03f5", "κ\u03f0", "π\u03d6", "ρ\u03f1", "φ\u03d5"])
  .map((letters) => [...letters].map((letter) => letter.codePointAt(0) as number));

/** The characters equal to one when case is ignored, itself first. */
function caseVariants(code: number, folding: "ascii" | "unicode"): number[] {
  if (folding === "ascii") {
    const isLetter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    return isLetter ? [code, code ^ 32] : [code];
  }
  if (code >= 0xd800 && code <= 0xdfff) return [code];
  const text = String.fromCodePoint(code);
  const upper = text.toUpperCase();
  const others = [upper, text.toLowerCase(), upper.toLowerCase()];
  const single = others.filter((s) => s.length <= 2 && [...s].length === 1);
  const found = new Set([code, ...single.map((s) => s.codePointAt(0) as number)]);
  for (const group of sharedCases) {
    if (group.some((letter) => found.has(letter))) for (const letter of group) found.add(letter);
  }
  return [...found];
}

/** One character as a set, or null when the character alone is meant. */
export function foldedChar(code: number, folding: "ascii" | "unicode"): string | null {
  const variants = caseVariants(code, folding);
  return variants.length === 1 ? null : `[${variants.map(showChar).join("")}]`;
}

/** A range as contents of a class. */
export function rangeSet(from: number, to: number, folding: "none" | "ascii" | "unicode"): string {
  const range = `${showChar(from)}-${showChar(to)}`;
  if (folding === "none") return range;
  const last = Math.min(to, folding === "ascii" ? 122 : LAST_FOLDED_IN_RANGE);
  let more = "";
  for (let code = from; code <= last; code++) {
    for (const variant of caseVariants(code, folding)) {
      if (variant < from || variant > to) more += showChar(variant);
    }
  }
  return range + more;
}
