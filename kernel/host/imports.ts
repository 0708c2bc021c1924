// What the kernel imports: pure synchronous functions over numbers, characters and text that
// every worker's host has and WebAssembly has not. host/imports.ts provides them; none of them
// calls the kernel, keeps a reference or waits.
//
// Text goes through memory: the host reads units at an address, or writes ASCII bytes there and
// answers how many.

import { Addr } from "../value/addr";

/** Writes the double in Java's notation with its shortest digits; at most 32 bytes. */
export declare function formatDouble(x: f64, to: Addr): u32;

/** The same of a Float's value, with the digits that tell it from other floats. */
export declare function formatFloat(x: f64, to: Addr): u32;

/** Writes it with n digits after the point, HALF_UP; at most 320 + n bytes. */
export declare function formatFixed(x: f64, n: u32, to: Addr): u32;

/** Writes it as d.ddde+xx with n digits after the point; at most 16 + n bytes. */
export declare function formatExponent(x: f64, n: u32, to: Addr): u32;

/** The double nearest to ASCII digits with a point and an exponent, checked by the caller. */
export declare function parseDecimalDouble(at: Addr, bytes: u32): f64;

/** A function of tables/math by its number. */
export declare function callMath1(which: u32, x: f64): f64;
export declare function callMath2(which: u32, x: f64, y: f64): f64;

/** A double from 0 up to 1. */
export declare function drawRandom(): f64;

/** Milliseconds of a clock that never goes back, and of the calendar since 1970. */
export declare function monotonicNow(): f64;
export declare function wallNow(): f64;

/** Writes a line of the event log: event, number, ms, index and generation of who, operands. */
export declare function writeTrace(
  event: u32,
  number: f64,
  ms: f64,
  who: u64,
  x: u64,
  y: u64,
): void;

/** Bits of a code point: 1 letter, 2 digit, 4 white space, 8 upper, 16 lower, as Java has them. */
export declare function classifyChar(point: u32): u32;

/** The code unit in upper or lower case, as Character.toUpperCase. */
export declare function raiseChar(unit: u32): u32;
export declare function lowerChar(unit: u32): u32;

/** The value of a decimal digit of any script, or -1. */
export declare function digitOfChar(point: u32): i32;

/**
 * Changes the case of a text of bytes or UTF-16 units; answers the length, with bit 31 set when
 * the result is wide. The next call must be writeCase, which writes that result.
 */
export declare function changeCase(text: Addr, units: u32, wide: bool, upper: bool): u32;
export declare function writeCase(to: Addr): void;
