// The special forms other than functions: `specials` has an entry for each that SUBSET.md lists;
// the other rows of tables/specials are errors here.
// Invariant: every entry keeps the contract of Compiler.compile for its context.

import type { Compiler } from "./compile.ts";
import { compileCase } from "./compile-case.ts";
import { compileFn } from "./compile-fn.ts";
import {
  compileDot,
  compileImport,
  compileInvokeForm,
  compileNew,
  compileSet,
} from "./compile-host.ts";
import { type Context, type Local, type Loop, VALUE } from "./compile-scope.ts";
import { compileTry } from "./compile-try.ts";
import { compileDeftype } from "./compile-type.ts";
import { Label, type Op } from "./emit.ts";
import * as F from "./forms.ts";

export type Special = (c: Compiler, form: F.List, context: Context) => void;

function addPlace(c: Compiler, sym: F.Sym): F.MapForm | null {
  const items = [...(sym.meta?.items ?? [])];
  const add = (name: string, value: F.Form) => items.push(new F.Kw(null, name), value);
  if (c.pos.line > 0) {
    add("line", new F.Int(BigInt(c.pos.line)));
    add("column", new F.Int(BigInt(c.pos.column)));
    if (c.options.file !== undefined) add("file", new F.Str(c.options.file));
  }
  return items.length === 0 ? null : new F.MapForm(items, sym.pos);
}

function compileDef(c: Compiler, form: F.List, context: Context): void {
  c.checkCount(form, 1, 3);
  const [, sym, ...rest] = form.items;
  if (sym?.kind !== "sym") {
    return c.fail("First argument to def must be a Symbol", sym);
  }
  const ns = c.world.currentNs();
  let meta = addPlace(c, sym);
  if (rest.length === 2) {
    const doc = rest[0]!;
    const added = [new F.Kw(null, "doc"), doc];
    meta = new F.MapForm([...(meta?.items ?? []), ...added], sym.pos);
  }
  c.world.declareVar(ns, sym.name);
  const pushVar = () => c.emitter.emitConstant({ kind: "var", ns, name: sym.name });
  if (meta !== null) {
    pushVar();
    c.compile(meta, VALUE);
    c.emitPrimitive("set-var-meta", 2, form);
    c.emitter.emit("pop", -1);
  }
  pushVar();
  if (rest.length > 0) {
    const init = rest[rest.length - 1]!;
    c.compileNamed(init, sym.name);
    c.emitPrimitive("bind-var", 2, form);
  }
  c.finish(context);
}

/** Compiles the test of an `if`; answers the jump to take, and whether it goes to `then`. */
function compileTest(c: Compiler, test: F.Form): { op: Op; toThen: boolean } {
  if (test.kind === "list" && test.items.length === 2 && test.items[0]!.kind === "sym") {
    const name = c.findPrimitive(test.items[0], 1);
    if (name === "is-nil" || name === "not") {
      c.compile(test.items[1]!, VALUE);
      return name === "not" ? { op: "jumpTrue", toThen: false } : { op: "jumpNil", toThen: true };
    }
  }
  c.compile(test, VALUE);
  return { op: "jumpFalse", toThen: false };
}

function compileIf(c: Compiler, form: F.List, context: Context): void {
  c.checkCount(form, 2, 3);
  const [, test, then, otherwise] = form.items as [F.Form, F.Form, F.Form, F.Form?];
  if (test.kind === "kw" || (test.kind === "bool" && test.value)) return c.compile(then, context);
  const { op, toThen } = compileTest(c, test);
  const far = new Label();
  const end = new Label();
  c.emitter.emitJump(op, far);
  const height = c.emitter.height;
  const no = otherwise ?? new F.Nil();
  c.compile(toThen ? no : then, context);
  c.emitter.emitJump("jump", end);
  c.emitter.height = height;
  c.emitter.bind(far);
  c.compile(toThen ? then : no, context);
  c.emitter.bind(end);
}

function bindPairs(c: Compiler, form: F.List): Local[] {
  const vec = form.items[1];
  if (vec?.kind !== "vec" || vec.items.length % 2 !== 0) return c.fail("Bad bindings", form);
  const locals: Local[] = [];
  for (let i = 0; i < vec.items.length; i += 2) {
    const sym = vec.items[i]!;
    if (sym.kind !== "sym") return c.fail("Bad binding form, expected symbol", sym);
    c.compile(vec.items[i + 1]!, VALUE);
    locals.push(c.bindLocal(sym.name));
  }
  return locals;
}

function compileLet(c: Compiler, form: F.List, context: Context): void {
  c.scopeLocals(() => {
    bindPairs(c, form);
    c.compileBody(form.items.slice(2), context);
  });
}

function compileLoop(c: Compiler, form: F.List, context: Context): void {
  c.scopeLocals(() => {
    const locals = bindPairs(c, form);
    const label = new Label();
    c.emitter.bind(label);
    const loop: Loop = { label, locals, acrossTry: false };
    c.compileBody(form.items.slice(2), { use: context.use, loop });
  });
}

function compileRecur(c: Compiler, form: F.List, context: Context): void {
  const { loop } = context;
  if (loop === null) return c.fail("Can only recur from tail position", form);
  if (loop.acrossTry) c.fail("Cannot recur across try", form);
  const args = form.items.slice(1);
  if (args.length !== loop.locals.length) {
    c.fail(`recur wants ${loop.locals.length} arguments`, form);
  }
  c.compileValues(args);
  for (const local of [...loop.locals].reverse()) {
    c.emitter.emit("store", -1, (local.access as { slot: number }).slot);
  }
  c.emitter.markLine(c.pos);
  c.emitter.emitJump("jumpBack", loop.label);
  if (context.use === "value") c.emitter.height++;
}

function compileQuote(c: Compiler, form: F.List, context: Context): void {
  c.checkCount(form, 1, 1);
  c.compileConstant(form.items[1]!, context);
}

function compileVar(c: Compiler, form: F.List, context: Context): void {
  c.checkCount(form, 1, 1);
  const sym = form.items[1]!;
  if (sym.kind !== "sym") return c.fail("Argument to var must be a Symbol", sym);
  const found = c.resolveVar(sym);
  c.emitter.emitConstant({ kind: "var", ns: found.ns, name: found.name });
  c.finish(context);
}

function compileThrow(c: Compiler, form: F.List, context: Context): void {
  c.checkCount(form, 1, 1);
  c.compile(form.items[1]!, VALUE);
  c.emitter.markLine(c.pos);
  c.emitter.emit("throw", -1);
  if (context.use === "value") c.emitter.height++;
}

export const specials: ReadonlyMap<string, Special> = new Map<string, Special>([
  ["def", compileDef],
  ["do", (c, form, context) => c.compileBody(form.items.slice(1), context)],
  ["if", compileIf],
  ["let*", compileLet],
  ["loop*", compileLoop],
  ["recur", compileRecur],
  ["fn*", compileFn],
  ["quote", compileQuote],
  ["var", compileVar],
  ["throw", compileThrow],
  ["try", compileTry],
  ["case*", compileCase],
  ["set!", compileSet],
  ["new", compileNew],
  [".", compileDot],
  ["invoke*", compileInvokeForm],
  ["import*", compileImport],
  ["deftype*", compileDeftype],
]);

/** The special forms of the language that the seed leaves to lang/compiler. */
export const LEFT_OUT: ReadonlySet<string> = new Set([
  "letfn*",
  "reify*",
  "monitor-enter",
  "monitor-exit",
]);
