// Compiles fn* and the methods of deftype*: everything that makes a function.
// Invariant: the operands of a `closure` are pushed by the scope around it, after the function's
// code is complete and its list of closed-over locals is known.

import type { Code, Template } from "./code.ts";
import type { Compiler } from "./compile.ts";
import { type Context, type Local, Scope, VALUE } from "./compile-scope.ts";
import { Emitter, Label } from "./emit.ts";
import type * as F from "./forms.ts";

interface Arity {
  readonly names: readonly string[];
  readonly variadic: boolean;
  readonly body: readonly F.Form[];
}

/** For a method: adds the fields, which are read through the first parameter, to the locals. */
type BindFields = (self: Local) => void;

export function parseArity(c: Compiler, items: readonly F.Form[], at: F.Form): Arity {
  const vec = items[0];
  if (vec?.kind !== "vec") return c.fail("Parameter declaration should be a vector", at);
  const params = vec.items.map((param) => {
    return param.kind === "sym" ? param.name : c.fail("fn params must be Symbols", at);
  });
  const ampersand = params.indexOf("&");
  const names = params.filter((name) => name !== "&");
  if (ampersand >= 0 && ampersand !== names.length - 1) c.fail("Invalid parameter list", at);
  return { names, variadic: ampersand >= 0, body: items.slice(1) };
}

function compileArity(c: Compiler, arity: Arity, bindFields: BindFields | null): Code {
  const saved = c.env;
  c.scope.emitter = new Emitter();
  const { names } = arity;
  const makeLocals = () => names.map((name, i) => c.addLocal(name, i - names.length));
  let locals = makeLocals();
  if (bindFields !== null) {
    bindFields(locals[0]!);
    locals = makeLocals();
  }
  const label = new Label();
  c.emitter.bind(label);
  const rebound = bindFields === null ? locals : locals.slice(1);
  const loop = { label, locals: rebound, acrossTry: false };
  c.compileBody(arity.body, { use: "return", loop });
  c.env = saved;
  return c.emitter.finish(c.scope.name, names.length, arity.variadic);
}

function orderArities(c: Compiler, name: string, codes: readonly Code[], at: F.Form): Template {
  const rests = codes.filter((code) => code.variadic);
  const arities = codes.filter((code) => !code.variadic).sort((x, y) => x.params - y.params);
  const isDouble = arities.some((code, i) => arities[i + 1]?.params === code.params);
  if (rests.length > 1 || isDouble) c.fail("Can't have 2 overloads with same arity", at);
  return { name, arities, rest: rests[0] ?? null };
}

/** Compiles a function and pushes its closure. */
export function pushFunction(
  c: Compiler,
  shortName: string,
  selfName: string | null,
  parts: readonly Arity[],
  at: F.Form,
  bindFields: BindFields | null = null,
): void {
  const outer = c.scope;
  const saved = c.env;
  const isTop = outer.parent === null;
  const scope = new Scope(`${isTop ? c.world.currentNs() : outer.name}/${shortName}`, outer);
  c.scope = scope;
  if (selfName !== null) {
    c.env = { local: { name: selfName, scope, access: { kind: "self" } }, next: c.env };
  }
  const codes = parts.map((part) => compileArity(c, part, bindFields));
  const template = orderArities(c, scope.name, codes, at);
  c.scope = outer;
  c.env = saved;
  for (const local of scope.closed) c.emitLocal(local);
  const count = scope.closed.length;
  const constant = c.emitter.addConstant({ kind: "template", template });
  c.emitter.emit("closure", 1 - count, constant, count);
}

/** Compiles (fn* name? …); `name` is that of the def around it. */
export function compileFn(
  c: Compiler,
  form: F.List,
  context: Context,
  name: string | null = null,
): void {
  const hasMeta = form.meta !== null && form.meta.items.length > 0;
  if (hasMeta) c.emitGlobal("clojure.core", "with-meta");
  const self = form.items[1]?.kind === "sym" ? form.items[1].name : null;
  const rest = form.items.slice(self === null ? 1 : 2);
  const parts = rest[0]?.kind === "vec" ? [rest] : rest.map((part) => itemsOf(c, part));
  const arities = parts.map((items) => parseArity(c, items, form));
  pushFunction(c, self ?? name ?? "fn", self, arities, form);
  if (hasMeta) {
    c.compile(form.meta!, VALUE);
    c.emitCall(2);
  }
  c.finish(context);
}

function itemsOf(c: Compiler, part: F.Form): readonly F.Form[] {
  return part.kind === "list" ? part.items : c.fail("Parameter declaration missing", part);
}
