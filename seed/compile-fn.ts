// Compiles fn*, letfn* and the methods of deftype*/reify*: everything that makes a function.
// Invariant: the operands of a `closure` are pushed by the scope around it, after the function's
// code is complete and its list of closed-over locals is known.

import type { Code, Template } from "./code.ts";
import type { Compiler } from "./compile.ts";
import { type Capture, type Context, type Local, Scope } from "./compile-scope.ts";
import { Emitter, Label } from "./emit.ts";
import type * as F from "./forms.ts";
import { showName } from "./show.ts";

const PARAMS_MAX = 20;

interface Arity {
  readonly names: readonly string[];
  readonly variadic: boolean;
  readonly body: readonly F.Form[];
  readonly at: F.Form;
}

/** What makes a function a method. */
export interface MethodOptions {
  /** Adds to the environment the fields that are read through the first parameter. */
  readonly bindFields: (self: Local) => void;
  /** Set for a reify: outer locals become fields of the first parameter. */
  readonly capture: Capture | null;
}

export function parseArity(c: Compiler, items: readonly F.Form[], at: F.Form): Arity {
  const vec = items[0];
  if (vec?.kind !== "vec") {
    return c.fail("params", "Parameter declaration should be a vector", vec ?? at);
  }
  const names: string[] = [];
  let ampersand = -1;
  for (const param of vec.items) {
    if (param.kind !== "sym") return c.fail("param", "fn params must be Symbols", param);
    if (param.ns !== null) {
      c.fail("params", `Can't use qualified name as parameter: ${showName(param)}`, param);
    }
    if (param.name !== "&") names.push(param.name);
    else if (ampersand >= 0) c.fail("params", "Invalid parameter list", param);
    else ampersand = names.length;
  }
  if (ampersand >= 0 && ampersand !== names.length - 1) {
    const message = ampersand === names.length ? "Invalid parameter list" : "Unexpected parameter";
    c.fail("params", message, vec);
  }
  const fixed = ampersand < 0 ? names.length : ampersand;
  if (fixed > PARAMS_MAX) c.fail("params", `Can't specify more than ${PARAMS_MAX} params`, vec);
  return { names, variadic: ampersand >= 0, body: items.slice(1), at };
}

function compileArity(c: Compiler, arity: Arity, method: MethodOptions | null): Code {
  const saved = c.env;
  c.scope.emitter = new Emitter();
  const { names } = arity;
  const makeLocals = () => names.map((name, i) => c.addLocal(name, i - names.length));
  let locals = makeLocals();
  if (method !== null) {
    c.scope.self = locals[0]!;
    method.bindFields(locals[0]!);
    locals = makeLocals();
  }
  const label = new Label();
  c.emitter.bind(label);
  const rebound = method === null ? locals : locals.slice(1);
  const loop = { label, locals: rebound, acrossTry: false };
  c.compileBody(arity.body, { use: "return", loop });
  c.env = saved;
  return c.emitter.finish(c.scope.name, names.length, arity.variadic);
}

function orderArities(c: Compiler, name: string, codes: readonly Code[], at: F.Form): Template {
  const rests = codes.filter((code) => code.variadic);
  const arities = codes.filter((code) => !code.variadic).sort((x, y) => x.params - y.params);
  if (rests.length > 1) c.fail("arities", "Can't have more than 1 variadic overload", at);
  if (arities.some((code, i) => arities[i + 1]?.params === code.params)) {
    c.fail("arities", "Can't have 2 overloads with same arity", at);
  }
  const rest = rests[0] ?? null;
  if (rest !== null && arities.some((code) => code.params > rest.params - 1)) {
    const message = "Can't have fixed arity function with more params than variadic function";
    c.fail("arities", message, at);
  }
  return { name, arities, rest };
}

/** Compiles a function and pushes its closure; answers its scope. */
export function pushFunction(
  c: Compiler,
  shortName: string,
  selfName: string | null,
  parts: readonly Arity[],
  at: F.Form,
  method: MethodOptions | null = null,
): Scope {
  const outer = c.scope;
  const saved = c.env;
  const isTop = outer.parent === null;
  const scope = new Scope(
    `${isTop ? c.world.currentNs() : outer.name}/${shortName}`,
    outer,
    method?.capture ?? null,
  );
  c.scope = scope;
  if (selfName !== null) {
    c.env = { local: { name: selfName, scope, access: { kind: "self" } }, next: c.env };
  }
  const codes = parts.map((part) => compileArity(c, part, method));
  const template = orderArities(c, scope.name, codes, at);
  c.scope = outer;
  c.env = saved;
  for (const local of scope.closed) c.emitLocal(local);
  const count = scope.closed.length;
  const constant = c.emitter.addConstant({ kind: "template", template });
  c.emitter.emit("closure", 1 - count, constant, count);
  return scope;
}

/** Pushes the function of an fn* form; `name` is that of the def around it. */
export function pushFnForm(c: Compiler, form: F.List, name: string | null = null): Scope {
  const self = form.items[1]?.kind === "sym" ? form.items[1].name : null;
  const rest = form.items.slice(self === null ? 1 : 2);
  const isSingle = rest[0]?.kind === "vec";
  const parts = isSingle
    ? [parseArity(c, rest, form)]
    : rest.map((part) => {
        if (part.kind !== "list") {
          return c.fail("params", "Parameter declaration should be a vector", part);
        }
        return parseArity(c, part.items, part);
      });
  if (parts.length === 0) {
    c.fail("params", "Parameter declaration missing", form);
  }
  return pushFunction(c, self ?? name ?? "fn", self, parts, form);
}

export function compileFn(
  c: Compiler,
  form: F.List,
  context: Context,
  name: string | null = null,
): void {
  const hasMeta = form.meta !== null && form.meta.items.length > 0;
  if (hasMeta) c.emitGlobal("clojure.core", "with-meta");
  pushFnForm(c, form, name);
  if (hasMeta) {
    c.compile(form.meta!, { use: "value", loop: null });
    c.emitCall(2);
  }
  c.finish(context);
}

/**
 * Functions that see each other: each closure is made with nil for the ones not made yet, and
 * these values are stored into it when all are made, before any of them can run.
 */
export function compileLetfn(c: Compiler, form: F.List, context: Context): void {
  const vec = form.items[1];
  if (vec?.kind !== "vec") return c.fail("bindings", "Bad binding form, expected vector", form);
  if (vec.items.length % 2 !== 0) {
    c.fail("bindings", "Bad binding form, expected matched symbol expression pairs", vec);
  }
  c.scopeLocals(() => {
    const locals: Local[] = [];
    for (let i = 0; i < vec.items.length; i += 2) {
      const sym = vec.items[i]!;
      const fn = vec.items[i + 1]!;
      if (sym.kind !== "sym" || fn.kind !== "list") {
        return c.fail("bindings", "Bad binding form, expected symbol and fn*", sym);
      }
      c.emitter.emit("nil", 1);
      locals.push(c.bindLocal(sym.name));
    }
    const scopes = locals.map((local, i) => {
      const fn = c.expandAll(vec.items[2 * i + 1] as F.List) as F.List;
      const scope = pushFnForm(c, fn, local.name);
      c.emitter.emit("store", -1, (local.access as { slot: number }).slot);
      return scope;
    });
    scopes.forEach((scope, i) => {
      scope.closed.forEach((local, index) => {
        if (locals.indexOf(local) < i) return;
        c.emitLocal(locals[i]!);
        c.emitLocal(local);
        c.emitter.emit("close", -2, index);
      });
    });
    c.compileBody(form.items.slice(2), context);
  });
}
