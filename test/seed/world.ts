// A fake world for compiler tests: a namespace `user` over a few clojure.core functions in JS,
// macros as JS functions over forms, and classes by name.

import type { Primitives } from "../../seed/compile-scope.ts";
import { compileUnits } from "../../seed/compile.ts";
import type { VarRef, World } from "../../seed/compile-scope.ts";
import { type Form, List, Sym } from "../../seed/forms.ts";
import { readAll } from "../../seed/reader.ts";
import { ClassRef, Closure, Machine, type Value, type VarRef as Var } from "./executor.ts";

type Macro = (form: List, env: readonly string[]) => Form;

const INLINE: Readonly<Record<string, readonly [primitive: string, count: number]>> = {
  "+": ["add", 2],
  "-": ["subtract", 2],
  "*": ["multiply", 2],
  "<": ["less", 2],
  "<=": ["less-equal", 2],
  ">": ["greater", 2],
  ">=": ["greater-equal", 2],
  "==": ["number-equal", 2],
  "=": ["equal", 2],
  inc: ["increment", 1],
  dec: ["decrement", 1],
  "identical?": ["identical", 2],
  not: ["not", 1],
  "nil?": ["is-nil", 1],
};
const CLASSES: Record<string, string> = {
  Math: "java.lang.Math",
  Throwable: "java.lang.Throwable",
};
for (const name of ["String", "Number", "Long"]) CLASSES[name] = `java.lang.${name}`;

export class FakeWorld implements World {
  readonly machine = new Machine();
  readonly macros = new Map<string, Macro>();
  readonly log: Value[] = [];
  readonly classes = { ...CLASSES };
  readonly primitives: Primitives = new Map([
    ["bind-var", { number: 1, arity: 2 }],
    ["set-var-meta", { number: 2, arity: 2 }],
    ["field", { number: 3, arity: 2 }],
    ["set-field", { number: 4, arity: 3 }],
    ["triple", { number: 5, arity: 3 }],
    ["is-instance-of", { number: 6, arity: 2 }],
    ["get", { number: 7, arity: 2 }],
    ["get-default", { number: 8, arity: 3 }],
    ...Object.values(INLINE).map(([name, arity]) => [name, { number: 99, arity }] as const),
  ]);

  constructor() {
    const core = (name: string, value: Value) => {
      this.machine.var(`clojure.core/${name}`).value = value;
    };
    const numbers = (x: Value[]) => x as number[];
    core("+", (...xs: Value[]) => numbers(xs).reduce((x, y) => x + y, 0));
    core("-", (...xs: Value[]) => (xs.length === 1 ? -(xs[0] as number) : Number.NaN));
    for (const name of Object.keys(INLINE).slice(2)) core(name, () => assertNever(name));
    core("vector", (...xs: Value[]) => xs);
    core("list", (...xs: Value[]) => ({ list: xs }));
    core("hash-set", (...xs: Value[]) => new Set(xs));
    for (const name of ["array-map", "hash-map"]) {
      core(name, (...xs: Value[]) => {
        return new Map(xs.flatMap((x, i) => (i % 2 === 0 ? [[x, xs[i + 1]]] : [])));
      });
    }
    core("with-meta", (x: Value, meta: Value) => ["with-meta", x, meta]);
    core("log", (x: Value) => {
      this.log.push(x);
      return x;
    });
    core("instance?", (type: ClassRef, x: Value) => isInstance(x, type));
    core("*dynamic*", 1);
    this.machine.var("java.lang.Math/abs").value = (x: number) => Math.abs(x);
    this.machine.var("java.lang.Math/PI").value = 3;
    this.machine.var("java.lang.String/new").value = (x: Value) => `new ${x}`;
    for (const name of ["import", "deftype"]) {
      this.machine.var(`genera.host/${name}`).value = (...xs: Value[]) => [name, ...xs];
    }
    this.addPrimitives();
  }

  private addPrimitives(): void {
    const rows = this.machine.primitives as Map<
      number,
      readonly [number, (...x: never[]) => Value]
    >;
    rows.set(1, [
      2,
      (found: Var, value: Value) => {
        found.value = value;
        return found;
      },
    ]);
    rows.set(2, [
      2,
      (found: Var, meta: Value) => {
        found.meta = meta;
        return null;
      },
    ]);
    rows.set(3, [2, (object: Value[], index: number) => object[index]]);
    rows.set(4, [
      3,
      (object: Value[], index: number, value: Value) => {
        object[index] = value;
        return value;
      },
    ]);
    rows.set(5, [3, (x: number, y: number, z: number) => [x, y, z]]);
    rows.set(6, [2, isInstance]);
    const look = (map: Map<Value, Value>, key: Value) => map.get(key);
    rows.set(7, [2, (map: Map<Value, Value>, key: Value) => look(map, key) ?? null]);
    rows.set(8, [3, (map: Map<Value, Value>, key: Value, x: Value) => look(map, key) ?? x]);
  }

  currentNs(): string {
    return "user";
  }

  resolve(sym: Sym): VarRef | { kind: "class"; name: string } | null {
    if (sym.ns === null) {
      const type = Object.hasOwn(this.classes, sym.name) ? this.classes[sym.name] : sym.name;
      if (Object.values(this.classes).includes(type!)) return { kind: "class", name: type! };
    }
    for (const ns of sym.ns === null ? ["user", "clojure.core"] : [sym.ns]) {
      const name = `${ns}/${sym.name}`;
      const macro = this.macros.has(name);
      if (!macro && !this.machine.vars.has(name)) continue;
      const row = ns === "clojure.core" ? INLINE[sym.name] : undefined;
      const dynamic = sym.name.startsWith("*");
      const inline = (count: number) => (row?.[1] === count ? row[0] : null);
      return { kind: "var", ns, name: sym.name, macro, dynamic, inline };
    }
    return null;
  }

  expand(macro: VarRef, form: List, env: readonly string[]): Form {
    return this.macros.get(`${macro.ns}/${macro.name}`)!(form, env);
  }

  declareVar(ns: string, name: string): void {
    this.machine.var(`${ns}/${name}`);
  }

  declareClass(name: string): void {
    this.classes[name.slice(name.lastIndexOf(".") + 1)] = name;
  }

  findNamespace(name: string): string | null {
    return name === "user" || name === "clojure.core" ? name : null;
  }

  /** Reads, compiles and runs text; answers the last value. */
  run(text: string): Value {
    let value: Value = null;
    const options = { world: this, primitives: this.primitives };
    for (const form of readAll(text)) {
      for (const unit of compileUnits(form, options)) value = this.machine.evaluate(unit);
    }
    return value;
  }
}

function isInstance(x: Value, type: ClassRef): boolean {
  const kinds: Record<string, string> = { string: "String", number: "Number" };
  return type.name === `java.lang.${kinds[typeof x]}`;
}

function assertNever(name: string): never {
  throw new Error(`${name} was called, not inlined`);
}

export { ClassRef, Closure, Sym, List };
