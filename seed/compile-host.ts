// The special forms of members and classes: `.`, `new`, invoke*, import*; and set!.
// A method call is the instruction invoke with the method's keyword; a static member is a var of
// the namespace named by its class, and `new` calls the var `<class>/new`.

import type { Compiler } from "./compile.ts";
import { type Context, findLocal, VALUE } from "./compile-scope.ts";
import * as F from "./forms.ts";

export const HOST = "genera.host";

/** Answers the name of the class that a symbol means here, or null. */
export function resolveClass(c: Compiler, form: F.Form | undefined): string | null {
  if (form?.kind !== "sym" || (form.ns === null && findLocal(c.env, form.name))) return null;
  const found = c.world.resolve(form);
  return found?.kind === "class" ? found.name : null;
}

/** Compiles (import* "class.name") to a call of genera.host/import. */
export function compileImport(c: Compiler, form: F.List, context: Context): void {
  c.emitGlobal(HOST, "import");
  c.compileValues(form.items.slice(1));
  c.emitCall(form.items.length - 1);
  c.finish(context);
}

export function compileNew(c: Compiler, form: F.List, context: Context): void {
  const [, type, ...args] = form.items;
  const name = resolveClass(c, type);
  if (name === null) return c.fail("Unable to resolve classname", form);
  c.emitGlobal(name, "new");
  c.compileValues(args);
  c.emitCall(args.length);
  c.finish(context);
}

/** Calls the method `name` of the first argument. */
export function compileInvoke(
  c: Compiler,
  name: F.Kw,
  args: readonly F.Form[],
  context: Context,
): void {
  c.emitter.emit("nil", 1);
  c.compileValues(args);
  c.emitter.markLine(c.pos);
  const constant = c.emitter.addConstant({ kind: "form", form: name });
  c.emitter.emit("invoke", -args.length, constant, args.length);
  c.finish(context);
}

/** (invoke* :selector target arg…) */
export function compileInvokeForm(c: Compiler, form: F.List, context: Context): void {
  const [, selector, ...args] = form.items;
  if (selector?.kind !== "kw" || args.length === 0) {
    return c.fail("Malformed invoke*, expecting (invoke* :selector target ...)", form);
  }
  compileInvoke(c, selector, args, context);
}

/** (. target member arg…), (. target (member arg…)), (. target -field) */
export function compileDot(c: Compiler, form: F.List, context: Context): void {
  const [, target, second, ...more] = form.items;
  const isNested = second?.kind === "list" && more.length === 0;
  const [member, ...args] = isNested ? second.items : second === undefined ? [] : [second, ...more];
  if (target === undefined || member?.kind !== "sym") {
    return c.fail("Malformed member expression, expecting (. target member ...)", form);
  }
  const type = resolveClass(c, target);
  if (type === null) {
    return compileInvoke(c, new F.Kw(null, member.name, member.pos), [target, ...args], context);
  }
  const isField = member.name.startsWith("-") && member.name.length > 1 && args.length === 0;
  const name = isField ? member.name.slice(1) : member.name;
  const found = c.world.resolve(new F.Sym(type, name, member.pos));
  if (found?.kind !== "var") return c.fail(`${type} has no static member ${name}`, form);
  c.emitGlobal(found.ns, found.name);
  c.compileValues(args);
  if (!isField) c.emitCall(args.length);
  c.finish(context);
}

/** (set! symbol value): the thread binding of a var. */
export function compileSet(c: Compiler, form: F.List, context: Context): void {
  c.checkCount(form, 2, 2);
  const [, target, value] = form.items as [F.Form, F.Form, F.Form];
  if (target.kind !== "sym" || (target.ns === null && findLocal(c.env, target.name) !== null)) {
    return c.fail("the seed sets vars only", form);
  }
  const found = c.resolveVar(target);
  c.compile(value, VALUE);
  c.emitter.markLine(c.pos);
  const constant = { kind: "var", ns: found.ns, name: found.name } as const;
  c.emitter.emit("setVar", 0, c.emitter.addConstant(constant));
  c.finish(context);
}
