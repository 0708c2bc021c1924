// A kernel instance with one actor, for tests: makes code, functions and vars from assembled text
// and runs them slice by slice.

import assert from "node:assert/strict";
import { condition, kind } from "../../gen/tables";
import { encodeHandlers, encodeLiveness } from "../../seed/liveness";
import { makeInstance } from "../kernel/instance";
import { type Assembled, assemble, type Shape } from "./assembler";

export const NIL = 0x105n;
export const FALSE = 0x10dn;
export const TRUE = 0x115n;
export const SENTINEL = 0x11dn;
export const EMPTY = 0x12dn;
export const slice = { done: 1, yield: 2, need: 3, wait: 4, thrown: 5, raised: 6, overflow: 7 };

const actor = 0x5000;
const context = 0x1000;

export interface Arity extends Shape {
  readonly text: string;
  readonly primitive?: number;
  readonly variadic?: true;
}

export class Machine {
  readonly view: DataView;
  private readonly kernel: Record<string, CallableFunction>;
  private readonly vars = new Map<string, bigint>();

  constructor(stackBytes = 32768, maximum = 1 << 20) {
    const { kernel, view } = makeInstance();
    this.kernel = kernel;
    this.view = view;
    assert.equal(this.call("boot", 1n << 32n, 0), 1);
    this.call("initStack", actor, stackBytes, maximum);
  }

  call(name: string, ...args: (number | bigint)[]): number {
    return Number((this.kernel[name] as CallableFunction)(...args));
  }

  word(at: number): bigint {
    return this.view.getBigUint64(at, true);
  }

  /** A shared object whose fields are the words given; answers its word. */
  object(kindNumber: number, words: readonly bigint[], bytes?: Uint8Array): bigint {
    const tail = bytes === undefined ? 0 : (bytes.length + 7) & ~7;
    const at = this.call("allocateSharedObject", kindNumber, 8 + 8 * words.length + tail);
    words.forEach((x, i) => {
      this.view.setBigUint64(at + 8 + 8 * i, BigInt.asUintN(64, x), true);
    });
    bytes?.forEach((b, i) => {
      this.view.setUint8(at + 8 + 8 * words.length + i, b);
    });
    return BigInt(at + 5);
  }

  string(bytes: Uint8Array): bigint {
    return this.object(kind.string, [BigInt(bytes.length)], bytes);
  }

  node(words: readonly bigint[]): bigint {
    return this.object(kind.node, [BigInt(words.length), ...words]);
  }

  globalVar(name: string): bigint {
    const known = this.vars.get(name);
    if (known !== undefined) return known;
    const made = this.object(kind.var, [SENTINEL, NIL, this.name(name), NIL, NIL, NIL]);
    this.vars.set(name, made);
    return made;
  }

  name(text: string): bigint {
    return this.string(new TextEncoder().encode(text));
  }

  /** The text of a string of Latin-1. */
  text(string: bigint): string {
    const at = Number(string) - 5;
    const units = Array.from({ length: this.view.getUint32(at + 8, true) }, (_, i) =>
      this.view.getUint8(at + 16 + i),
    );
    return String.fromCharCode(...units);
  }

  setVar(name: string, value: bigint): void {
    this.view.setBigUint64(Number(this.globalVar(name)) - 5 + 8, value, true);
  }

  /** A code object; constants not given are vars of their names. */
  code(name: string, a: Arity, given: Readonly<Record<string, bigint>> = {}): bigint {
    const made: Assembled = assemble(a.text, a);
    const constants = this.node(made.constants.map((c) => given[c] ?? this.globalVar(c)));
    const slots = 1 + made.parameters + made.locals;
    const liveness = this.string(encodeLiveness(made.liveness.rows, slots));
    const handlers = made.handlers.length === 0 ? NIL : this.string(encodeHandlers(made.handlers));
    const stack = 16 + 8 * (made.locals + made.liveness.maximum);
    let shape = BigInt(made.parameters) | (BigInt(made.locals) << 16n) | (BigInt(stack) << 32n);
    if (a.primitive !== undefined) shape |= 1n << 63n;
    const primitive = a.primitive === undefined ? 0n : BigInt(a.primitive + 1);
    const tables = [this.name(name), constants, NIL, liveness, handlers, NIL];
    const length = made.bytes.length;
    const slotsAt = (length + 3) & ~3;
    const tail = new Uint8Array(slotsAt + 4 * made.constants.length);
    tail.set(made.bytes);
    const feedback = BigInt(slotsAt) | (BigInt(length) << 32n);
    return this.object(
      kind.code,
      [...tables, shape, primitive, feedback, BigInt(tail.length)],
      tail,
    );
  }

  template(name: string, arities: readonly Arity[], given?: Record<string, bigint>): bigint {
    let rest = NIL;
    let required = 0;
    const codes: bigint[] = [];
    for (const a of arities) {
      const code = this.code(name, a, given);
      if (a.variadic) {
        rest = code;
        required = a.parameters - 1;
      } else codes[a.parameters] = code;
    }
    const table = Array.from(codes, (c) => c ?? NIL);
    const fields = [this.name(name), rest, BigInt(required), NIL, BigInt(table.length)];
    return this.object(kind.template, [...fields, ...table]);
  }

  /** Defines the var `name` as a function of the arities. */
  define(name: string, arities: readonly Arity[], given?: Record<string, bigint>): bigint {
    const f = this.object(kind.function, [this.template(name, arities, given), NIL, 0n]);
    this.setVar(name, f);
    return f;
  }

  /** Begins a call on the empty stack; answers why the first slice could not begin, or 0. */
  begin(f: bigint, args: readonly bigint[]): number {
    this.view.setUint32(actor, 0, true);
    this.view.setUint32(actor + 4, this.view.getUint32(actor + 8, true), true);
    for (const x of [f, ...args]) this.call("pushArgument", actor, x);
    return this.call("enterCall", actor, args.length);
  }

  /** Runs one slice of `reductions`; answers why it ended. */
  step(reductions: number): number {
    this.view.setInt32(actor + 32, reductions, true);
    return this.call("interpret", actor);
  }

  /** Calls to the end, ignoring yields; answers why it ended. */
  run(f: bigint, args: readonly bigint[], reductions = 4000): number {
    let outcome = this.begin(f, args);
    if (outcome !== 0) return outcome;
    do outcome = this.step(reductions);
    while (outcome === slice.yield);
    return outcome;
  }

  /** Starts an actor that calls `f` with no arguments; answers its record. */
  spawn(f: bigint): number {
    const spawned = this.call("spawnActor", f, NIL);
    assert.notEqual(spawned, 0);
    return spawned;
  }

  /** Runs the actors' queue; answers why it stopped, and for which actor. */
  runActors(slices = 1_000_000): [answer: number, actor: number] {
    const answer = this.call("run", slices);
    return [answer, this.view.getUint32(context + 176, true)];
  }

  /** Value of an actor that has ended. */
  resultOf(spawned: number): bigint {
    return BigInt.asUintN(64, (this.kernel.actorResult as CallableFunction)(spawned));
  }

  get result(): bigint {
    return this.word(actor + 40);
  }

  /** Name of the raised condition and its operands. */
  get raised(): [string | undefined, bigint, bigint] {
    const code = this.view.getUint32(context + 12, true);
    const name = Object.entries(condition).find(([, n]) => n === code)?.[0];
    return [name, this.word(context + 16), this.word(context + 24)];
  }
}

export const fixnum = (n: number | bigint): bigint => BigInt.asUintN(64, BigInt(n) << 2n);
