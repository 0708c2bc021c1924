// The seed compiler: one pass from forms to bytecode, only what building the Lisp side needs.
// It resolves names, expands macros, compiles calls and literals; the special forms are in
// compile-specials.ts and compile-fn.ts. SUBSET.md says what it accepts.
//
// Invariants: `compile` adds exactly one operand when the value is wanted and none otherwise;
// in `return` context the code after a form is unreachable; errors carry the position of the
// innermost form that has one. Evaluation is from left to right, as on the JVM.

import type { Code, Template } from "./code.ts";
import { compileFn } from "./compile-fn.ts";
import {
  type ClassRef,
  CompileError,
  type CompileOptions,
  type Context,
  DROP,
  type Env,
  ExpansionError,
  findLocal,
  indexIn,
  type Local,
  listNames,
  Scope,
  VALUE,
  type VarRef,
  type World,
} from "./compile-scope.ts";
import { LEFT_OUT, specials } from "./compile-specials.ts";
import { Label, type Op } from "./emit.ts";
import * as F from "./forms.ts";
import { showName } from "./forms.ts";

export const CORE = "clojure.core";

/** Primitives that have an instruction of their own. */
export const OPS: Readonly<Record<string, Op>> = {
  add: "add",
  subtract: "subtract",
  multiply: "multiply",
  less: "less",
  "less-equal": "lessEqual",
  greater: "greater",
  "greater-equal": "greaterEqual",
  "number-equal": "numberEqual",
  equal: "equal",
  increment: "increment",
  decrement: "decrement",
  identical: "identical",
  not: "not",
  "is-nil": "isNil",
};

/** Primitives of two arguments whose functions take more by folding from the left. */
const FOLDED = new Set(["add", "subtract", "multiply"]);

export class Compiler {
  readonly world: World;
  env: Env = null;
  scope = new Scope("", null);
  /** Position of the innermost list that has one. */
  pos = F.NO_POSITION;

  constructor(readonly options: CompileOptions) {
    this.world = options.world;
  }

  get emitter() {
    return this.scope.emitter;
  }

  fail(message: string, at: F.Form | null = null): never {
    const { line, column } = at?.kind === "list" && at.pos.line > 0 ? at.pos : this.pos;
    throw new CompileError(message, this.options.file ?? null, line, column);
  }

  /** Fails unless a special form has from `least` to `most` arguments. */
  checkCount(form: F.List, least: number, most: number): void {
    const name = (form.items[0] as F.Sym).name;
    const count = form.items.length - 1;
    if (count < least || count > most) this.fail(`Wrong number of arguments to ${name}`, form);
  }

  /** Compiles a form for its value, its effect or its return; see the invariants. */
  compile(form: F.Form, context: Context): void {
    const saved = this.pos;
    switch (form.kind) {
      case "list":
        if (form.pos.line > 0) this.pos = form.pos;
        this.compileList(form, context);
        break;
      case "sym":
        this.compileSymbol(form, context);
        break;
      case "vec":
      case "map":
      case "set":
        this.compileLiteral(form, context);
        break;
      default:
        this.compileConstant(form, context);
    }
    this.pos = saved;
  }

  /** Compiles forms in order; the value is that of the last, or nil. */
  compileBody(forms: readonly F.Form[], context: Context): void {
    forms.slice(0, -1).forEach((form) => {
      this.compile(form, DROP);
    });
    this.compile(forms[forms.length - 1] ?? new F.Nil(), context);
  }

  compileValues(forms: readonly F.Form[]): void {
    for (const form of forms) this.compile(form, VALUE);
  }

  /** Ends a form whose value is on the stack. */
  finish(context: Context): void {
    if (context.use === "drop") this.emitter.emit("pop", -1);
    if (context.use === "return") this.emitter.emit("return", -1);
  }

  /** Pushes a constant unless nobody wants it. */
  compileConstant(form: F.Form, context: Context): void {
    if (context.use === "drop") return;
    if (form.kind === "nil") this.emitter.emit("nil", 1);
    else if (form.kind === "bool") this.emitter.emit(form.value ? "true" : "false", 1);
    else if (form.kind === "int" && BigInt.asIntN(32, form.value) === form.value) {
      this.emitter.emitInteger(Number(form.value));
    } else this.emitter.emitForm(form);
    this.finish(context);
  }

  /** Pushes the value of a var. */
  emitGlobal(ns: string, name: string): void {
    this.emitter.emit("global", 1, this.emitter.addConstant({ kind: "var", ns, name }));
  }

  /** Calls the function below `count` arguments, at the current position. */
  emitCall(count: number): void {
    this.emitter.markLine(this.pos);
    this.emitter.emit("call", -count, count);
  }

  emitPrimitive(name: string, count: number, at: F.Form | null = null): void {
    const row = this.options.primitives.get(name);
    if (row?.arity !== count) return this.fail(`No prim/${name} of ${count} arguments`, at);
    this.emitter.markLine(this.pos);
    const op = OPS[name];
    if (op !== undefined) this.emitter.emit(op, 1 - count);
    else this.emitter.emit("primitive", 1 - count, row.number);
  }

  /** Pushes a local of any scope, closing over it where needed. */
  emitLocal(local: Local): void {
    const { emitter, closed } = this.scope;
    if (local.scope !== this.scope) emitter.emit("closed", 1, indexIn(closed, local));
    else if (local.access.kind === "slot") emitter.emit("load", 1, local.access.slot);
    else if (local.access.kind === "self") emitter.emit("self", 1);
    else {
      this.emitLocal(local.access.self);
      emitter.emit("field", 0, local.access.index);
    }
  }

  addLocal(name: string, slot: number): Local {
    const local: Local = { name, scope: this.scope, access: { kind: "slot", slot } };
    this.env = { local, next: this.env };
    return local;
  }

  /** Pops the top into a new local. */
  bindLocal(name: string): Local {
    const slot = this.emitter.takeSlot();
    this.emitter.emit("store", -1, slot);
    return this.addLocal(name, slot);
  }

  /** Runs `work`; names and slots it adds are gone afterwards. */
  scopeLocals(work: () => void): void {
    const saved = this.env;
    this.emitter.scopeSlots(work);
    this.env = saved;
  }

  resolve(sym: F.Sym): VarRef | ClassRef | null {
    const found = this.world.resolve(sym);
    if (found !== null || sym.ns === null) return found;
    const owner = this.world.resolve(new F.Sym(null, sym.ns));
    return owner?.kind === "class" ? this.world.resolve(new F.Sym(owner.name, sym.name)) : null;
  }

  resolveVar(sym: F.Sym): VarRef {
    const found = this.resolve(sym);
    return found?.kind === "var"
      ? found
      : this.fail(`Unable to resolve var: ${showName(sym)}`, sym);
  }

  private compileSymbol(sym: F.Sym, context: Context): void {
    const local = sym.ns === null ? findLocal(this.env, sym.name) : null;
    if (local !== null) {
      if (context.use === "drop") return;
      this.emitLocal(local);
      return this.finish(context);
    }
    const found = this.resolve(sym);
    if (found === null) return this.fail(`Unable to resolve symbol: ${showName(sym)}`, sym);
    if (found.kind === "class") this.emitter.emitConstant({ kind: "class", name: found.name });
    else {
      this.emitter.markLine(this.pos);
      this.emitGlobal(found.ns, found.name);
    }
    this.finish(context);
  }

  private compileList(form: F.List, context: Context): void {
    const head = form.items[0];
    if (head === undefined) return this.compileLiteral(form, context);
    if (head.kind === "kw") return this.compileLookUp(form, head, context);
    if (head.kind !== "sym") return this.compileCall(form, context);
    const special = head.ns === null ? specials.get(head.name) : undefined;
    if (special !== undefined) return special(this, form, context);
    if (head.ns === null && LEFT_OUT.has(head.name)) {
      this.fail(`${head.name} is no special form of the seed`, form);
    }
    const expanded = this.expandOnce(form, head);
    if (expanded !== form) return this.compile(expanded, context);
    if (this.compileInline(head, form.items.slice(1), form)) return this.finish(context);
    this.compileCall(form, context);
  }

  /** (:k coll) and (:k coll default) look up without a call. */
  private compileLookUp(form: F.List, key: F.Kw, context: Context): void {
    const [, coll, otherwise] = form.items;
    if (coll === undefined || form.items.length > 3) return this.compileCall(form, context);
    this.compile(coll, VALUE);
    this.emitter.emitForm(key);
    if (otherwise !== undefined) this.compile(otherwise, VALUE);
    this.emitPrimitive(otherwise === undefined ? "get" : "get-default", form.items.length, form);
    this.finish(context);
  }

  /** Expands a macro call, `(.method x)` or `(Class. x)` one step; else answers the form. */
  expandOnce(form: F.List, head: F.Sym): F.Form {
    if (this.isPrimitive(head) || this.isLocal(head)) return form;
    const { name, pos } = head;
    const args = form.items.slice(1);
    if (head.ns === null && name.length > 1 && name.startsWith(".") && !name.startsWith("..")) {
      if (args.length === 0) return this.fail("Malformed member expression", form);
      const member = new F.Sym(null, name.slice(1), pos);
      const target = this.quoteClass(args[0]!);
      return new F.List([new F.Sym(null, ".", pos), target, member, ...args.slice(1)], form.pos);
    }
    if (name.length > 1 && name.endsWith(".") && !name.startsWith(".")) {
      const type = new F.Sym(head.ns, name.slice(0, -1), pos);
      return new F.List([new F.Sym(null, "new", pos), type, ...args], form.pos);
    }
    const found = this.world.resolve(head);
    if (found?.kind !== "var" || !found.macro) return form;
    try {
      return this.world.expand(found, form, listNames(this.env));
    } catch (error) {
      const { line, column } = form.pos.line > 0 ? form.pos : this.pos;
      throw new ExpansionError(showName(head), error, this.options.file ?? null, line, column);
    }
  }

  /** (.method Class) calls a method of the class object. */
  private quoteClass(target: F.Form): F.Form {
    if (target.kind !== "sym" || this.isLocal(target)) return target;
    if (this.world.resolve(target)?.kind !== "class") return target;
    return new F.List([new F.Sym(null, "do"), target], target.pos);
  }

  /** Expands a form until it is no macro call. */
  expandAll(form: F.List): F.Form {
    const head = form.items[0];
    if (head?.kind !== "sym" || (head.ns === null && specials.has(head.name))) return form;
    const expanded = this.expandOnce(form, head);
    return expanded === form || expanded.kind !== "list" ? expanded : this.expandAll(expanded);
  }

  /** Compiles the value of a def: a function without a name of its own takes the var's. */
  compileNamed(form: F.Form, name: string): void {
    const full = form.kind === "list" ? this.expandAll(form) : form;
    const head = full.kind === "list" ? full.items[0] : undefined;
    const isFn = head?.kind === "sym" && head.ns === null && head.name === "fn*";
    if (isFn && full.kind === "list") compileFn(this, full, VALUE, name);
    else this.compile(full, VALUE);
  }

  private compileCall(form: F.List, context: Context): void {
    this.compileValues(form.items);
    this.emitCall(form.items.length - 1);
    this.finish(context);
  }

  /** Does the symbol name a primitive, (prim/name …), and no namespace's var? */
  private isPrimitive(head: F.Sym): boolean {
    return head.ns === "prim" && this.world.findNamespace("prim") === null;
  }

  /** Finds the primitive that a call of `head`, a symbol, comes to. */
  findPrimitive(head: F.Sym, count: number): string | null {
    if (this.isPrimitive(head)) return head.name;
    if (this.isLocal(head)) return null;
    const found = this.world.resolve(head);
    if (found?.kind !== "var" || found.inline === undefined) return null;
    const name = found.inline(count);
    if (name !== null || count < 3) return name;
    const folded = found.inline(2);
    return folded !== null && FOLDED.has(folded) ? folded : null;
  }

  private isLocal(sym: F.Sym): boolean {
    return sym.ns === null && findLocal(this.env, sym.name) !== null;
  }

  /** Compiles a call that comes to a primitive; answers whether it does. */
  private compileInline(head: F.Sym, args: readonly F.Form[], form: F.List): boolean {
    if (this.compileTypeTest(head, args, form)) return true;
    const name = this.findPrimitive(head, args.length);
    if (name === null) return false;
    if (args.length > 2 && FOLDED.has(name)) {
      this.compile(args[0]!, VALUE);
      for (const arg of args.slice(1)) {
        this.compile(arg, VALUE);
        this.emitPrimitive(name, 2, form);
      }
    } else {
      this.compileValues(args);
      this.emitPrimitive(name, args.length, form);
    }
    return true;
  }

  /** (instance? Class x) */
  private compileTypeTest(head: F.Sym, args: readonly F.Form[], form: F.List): boolean {
    const [type, x] = args;
    if (head.name !== "instance?" || args.length !== 2 || this.isLocal(head)) return false;
    if (type!.kind !== "sym" || this.isLocal(type as F.Sym)) return false;
    const test = this.world.resolve(head);
    const found = this.world.resolve(type as F.Sym);
    if (test?.kind !== "var" || test.ns !== CORE || found?.kind !== "class") return false;
    this.compile(x!, VALUE);
    this.emitter.emitConstant({ kind: "class", name: found.name });
    this.emitPrimitive("is-instance-of", 2, form);
    return true;
  }

  private compileLiteral(form: Exclude<F.MetaForm, F.Sym>, context: Context): void {
    const constant = foldConstant(form);
    if (constant !== null) return this.compileConstant(constant, context);
    const hasMeta = form.meta !== null && form.meta.items.length > 0;
    if (hasMeta) this.emitGlobal(CORE, "with-meta");
    const small = form.kind === "map" && form.items.length <= 16;
    const maker = { list: "list", vec: "vector", set: "hash-set", map: "hash-map" }[form.kind];
    this.emitGlobal(CORE, small ? "array-map" : maker);
    this.compileValues(form.items);
    this.emitCall(form.items.length);
    if (hasMeta) {
      this.compile(form.meta!, VALUE);
      this.emitCall(2);
    }
    this.finish(context);
  }
}

/** Answers the value of a literal whose parts are all constant, else null. */
function foldConstant(form: F.Form): F.Form | null {
  if (form.kind === "sym") return null;
  if (!F.canHoldMeta(form)) return form;
  if (form.kind === "list" && form.items.length > 0) {
    const [head, value] = form.items;
    const isQuote = head?.kind === "sym" && head.ns === null && head.name === "quote";
    return isQuote && form.items.length === 2 ? value! : null;
  }
  const items = form.items.map(foldConstant);
  const meta = form.meta === null ? null : foldConstant(form.meta);
  if (items.includes(null) || (form.meta !== null && meta === null)) return null;
  if (meta !== null && meta.kind !== "map") return null;
  const parts = items as F.Form[];
  if (form.kind === "vec") return new F.Vec(parts, form.pos, meta);
  if (form.kind === "set") return new F.SetForm(parts, form.pos, meta);
  return form.kind === "map"
    ? new F.MapForm(parts, form.pos, meta)
    : new F.List([], form.pos, meta);
}

/**
 * Compiles a top-level form to functions of no arguments, one for each form of a `do`. The caller
 * runs each before it asks for the next, so that a macro may be used right after its definition.
 * `at` is the position of the form around it, for what a macro made.
 */
export function* compileUnits(
  form: F.Form,
  options: CompileOptions,
  at: F.Position = F.NO_POSITION,
): Generator<Template> {
  const compiler = new Compiler(options);
  const isPlaced = form.pos.line > 0 && (form.kind === "list" || at.line === 0);
  compiler.pos = isPlaced ? form.pos : at;
  const full = form.kind === "list" ? compiler.expandAll(form) : form;
  const head = full.kind === "list" ? full.items[0] : undefined;
  const isDo = head?.kind === "sym" && head.ns === null && head.name === "do";
  if (isDo && full.kind === "list" && full.items.length > 1) {
    for (const part of full.items.slice(1)) yield* compileUnits(part, options, compiler.pos);
  } else yield compileUnit(compiler, full);
}

function compileUnit(compiler: Compiler, form: F.Form): Template {
  const name = `${compiler.world.currentNs()}/eval`;
  compiler.scope = new Scope(name, null);
  const label = new Label();
  compiler.emitter.bind(label);
  compiler.compile(form, { use: "return", loop: { label, locals: [], acrossTry: false } });
  const code: Code = compiler.emitter.finish(name, 0, false);
  return { name, arities: [code], rest: null };
}
