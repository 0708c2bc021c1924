// A tiny reference executor: runs compiled code over JS values, so that tests assert what code
// does and not which bytes it is. Exceptions are found through the handler rows alone.
// Vectors are arrays, maps Map, sets Set, symbols and keywords their text with ' or : in front,
// lists { list: [...] }. Slots start out poisoned: reading one before it was written fails.

import assert from "node:assert/strict";
import { opcode } from "../../gen/tables.ts";
import type { Code, Constant, Template } from "../../seed/code.ts";
import type { Form } from "../../seed/forms.ts";

export type Value = unknown;
const POISON = Symbol("never written");
const names = new Map(Object.entries(opcode).map(([name, number]) => [number as number, name]));

export class Thrown extends Error {
  constructor(readonly value: Value) {
    super(`thrown: ${String(value)}`);
  }
}

export class Closure {
  meta: Value = null;
  constructor(
    readonly template: Template,
    readonly closed: Value[],
  ) {}
}

export class VarRef {
  meta: Value = null;
  value: Value = POISON;
  constructor(readonly name: string) {}
}

export class ClassRef {
  constructor(readonly name: string) {}
}

export class Instance {
  constructor(
    readonly type: ClassRef,
    readonly fields: Value[],
  ) {}
}

/** The vars and primitives that code runs against. */
export class Machine {
  readonly vars = new Map<string, VarRef>();
  readonly classes = new Map<string, ClassRef>();
  readonly primitives = new Map<number, readonly [number, (...args: Value[]) => Value]>();

  var(name: string): VarRef {
    let found = this.vars.get(name);
    if (found === undefined) {
      found = new VarRef(name);
      this.vars.set(name, found);
    }
    return found;
  }

  class(name: string): ClassRef {
    const found = this.classes.get(name) ?? new ClassRef(name);
    this.classes.set(name, found);
    return found;
  }

  call(fn: Value, args: readonly Value[]): Value {
    if (typeof fn === "function") return fn(...args);
    if (!(fn instanceof Closure)) throw new Thrown(`not a function: ${String(fn)}`);
    const { arities, rest } = fn.template;
    const fixed = arities.find((code) => code.params === args.length);
    if (fixed !== undefined) return run(this, fixed, fn, [...args]);
    const required = rest === null ? 0 : rest.params - 1;
    if (rest === null || args.length < required) throw new Thrown(`arity: ${args.length}`);
    const more = args.length > required ? { list: args.slice(required) } : null;
    return run(this, rest, fn, [...args.slice(0, required), more]);
  }

  evaluate(template: Template): Value {
    return this.call(new Closure(template, []), []);
  }
}

export function toValue(form: Form): Value {
  const parts = () => ("items" in form ? form.items.map(toValue) : []);
  const name = (x: { ns: string | null; name: string }) =>
    x.ns === null ? x.name : `${x.ns}/${x.name}`;
  switch (form.kind) {
    case "nil":
      return null;
    case "bool":
    case "str":
    case "dbl":
      return form.value;
    case "int":
      return Number(form.value);
    case "sym":
      return `'${name(form)}`;
    case "kw":
      return `:${name(form)}`;
    case "vec":
      return parts();
    case "list":
      return { list: parts() };
    case "set":
      return new Set(parts());
    case "map": {
      const items = parts();
      return new Map(items.flatMap((key, i) => (i % 2 === 0 ? [[key, items[i + 1]]] : [])));
    }
    default:
      return form;
  }
}

interface Frame {
  readonly code: Code;
  readonly fn: Closure;
  readonly args: Value[];
  readonly locals: Value[];
  stack: Value[];
  pc: number;
}

function run(machine: Machine, code: Code, fn: Closure, args: Value[]): Value {
  assert.equal(args.length, code.params);
  const locals = new Array<Value>(code.locals).fill(POISON);
  const frame: Frame = { code, fn, args, locals, stack: [], pc: 0 };
  for (;;) {
    const at = frame.pc;
    try {
      const done = step(machine, frame);
      assert.ok(frame.stack.length <= code.operands, "operands stay below their maximum");
      if (done !== null) return done.value;
    } catch (error) {
      if (!(error instanceof Thrown)) throw error;
      const row = code.handlers.find((handler) => handler.start <= at && at < handler.end);
      if (row === undefined) throw error;
      assert.ok(frame.stack.length >= row.height, "a handler's operands are there");
      frame.stack = [...frame.stack.slice(0, row.height), error.value];
      frame.pc = row.handler;
    }
  }
}

const isTrue = (x: Value): boolean => x !== null && x !== false;
const isEqual = (x: Value, y: Value): boolean => {
  try {
    assert.deepStrictEqual(x, y);
    return true;
  } catch {
    return false;
  }
};

const binary: Record<string, (x: never, y: never) => Value> = {
  add: (x: number, y: number) => x + y,
  subtract: (x: number, y: number) => x - y,
  multiply: (x: number, y: number) => x * y,
  less: (x: number, y: number) => x < y,
  lessEqual: (x: number, y: number) => x <= y,
  greater: (x: number, y: number) => x > y,
  greaterEqual: (x: number, y: number) => x >= y,
  numberEqual: (x: number, y: number) => x === y,
  equal: isEqual,
  identical: (x: Value, y: Value) => x === y,
};

const unary: Record<string, (x: never) => Value> = {
  increment: (x: number) => x + 1,
  decrement: (x: number) => x - 1,
  not: (x: Value) => !isTrue(x),
  isNil: (x: Value) => x === null,
};

function loadConstant(machine: Machine, constant: Constant): Value {
  if (constant.kind === "form") return toValue(constant.form);
  if (constant.kind === "class") return machine.class(constant.name);
  assert.equal(constant.kind, "var");
  return machine.var(`${(constant as { ns: string }).ns}/${(constant as { name: string }).name}`);
}

function step(machine: Machine, frame: Frame): { value: Value } | null {
  const { code, stack, fn } = frame;
  const view = new DataView(code.bytes.buffer);
  const start = frame.pc;
  const name = names.get(code.bytes[start]!)!;
  const short = (i: number) => view.getUint16(start + 1 + 2 * i, true);
  const word = (i: number) => view.getInt32(start + 1 + i, true);
  const pop = () => {
    assert.ok(stack.length > 0, "an operand is there");
    return stack.pop();
  };
  const next = (bytes: number, ...values: Value[]) => {
    stack.push(...values);
    frame.pc = start + bytes;
    return null;
  };
  const jumpIf = (test: boolean) => next(test ? word(0) : 5);
  const slots = (slot: number): [Value[], number] =>
    slot < 0 ? [frame.args, slot + code.params] : [frame.locals, slot];
  const callAt = (args: readonly Value[]) => machine.call(pop(), args);
  const take = (count: number) => stack.splice(stack.length - count, count);
  const op2 = binary[name] as ((x: Value, y: Value) => Value) | undefined;
  if (op2 !== undefined) {
    const y = pop();
    return next(1, op2(pop(), y));
  }
  const op1 = unary[name] as ((x: Value) => Value) | undefined;
  if (op1 !== undefined) return next(1, op1(pop()));
  switch (name) {
    case "nil":
      return next(1, null);
    case "true":
      return next(1, true);
    case "false":
      return next(1, false);
    case "integer":
      return next(5, word(0));
    case "constant":
      return next(3, loadConstant(machine, code.constants[short(0)]!));
    case "load": {
      const [row, at] = slots(view.getInt16(start + 1, true));
      assert.notEqual(row[at], POISON, "a slot is written before it is read");
      return next(3, row[at]);
    }
    case "store": {
      const [row, at] = slots(view.getInt16(start + 1, true));
      row[at] = pop();
      return next(3);
    }
    case "closed":
      return next(3, fn.closed[short(0)]);
    case "self":
      return next(1, fn);
    case "global": {
      const found = loadConstant(machine, code.constants[short(0)]!) as VarRef;
      if (found.value === POISON) throw new Thrown(`unbound: ${found.name}`);
      return next(3, found.value);
    }
    case "setVar": {
      const found = loadConstant(machine, code.constants[short(0)]!) as VarRef;
      found.value = stack[stack.length - 1];
      return next(3);
    }
    case "pop":
      pop();
      return next(1);
    case "dup":
      return next(1, stack[stack.length - 1]);
    case "jump":
    case "jumpBack":
      assert.equal(word(0) < 0, name === "jumpBack");
      return next(word(0));
    case "jumpFalse":
      return jumpIf(!isTrue(pop()));
    case "jumpTrue":
      return jumpIf(isTrue(pop()));
    case "jumpNil":
      return jumpIf(pop() === null);
    case "switch": {
      const constant = code.constants[short(0)]!;
      assert.equal(constant.kind, "switch");
      const rows = (constant as { rows: readonly { value: Form; target: number }[] }).rows;
      const value = pop();
      return next(rows.find((row) => isEqual(toValue(row.value), value))?.target ?? word(2));
    }
    case "call":
      return next(3, callAt(take(short(0))));
    case "field":
      return next(3, (pop() as Instance).fields[short(0)]);
    case "return":
      return { value: pop() };
    case "throw":
      throw new Thrown(pop());
    case "closure": {
      const constant = code.constants[short(0)]!;
      assert.equal(constant.kind, "template");
      const closed = take(short(1));
      return next(5, new Closure((constant as { template: Template }).template, closed));
    }
    case "close": {
      const value = pop();
      (pop() as Closure).closed[short(0)] = value;
      return next(3);
    }
    case "primitive": {
      const [arity, work] = machine.primitives.get(short(0))!;
      return next(3, work(...take(arity)));
    }
    default:
      throw new Error(`the executor has no ${name}`);
  }
}
