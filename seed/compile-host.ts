// The special forms of members and classes: `.`, `new`, `set!`, invoke*, import*, monitors.
// A method call is the instruction invoke with the method's keyword; a static member is a var of
// the namespace named by its class, and `new` calls the var `<class>/new`.

import type { Compiler } from "./compile.ts";
import { type Context, DROP, findLocal, VALUE } from "./compile-scope.ts";
import * as F from "./forms.ts";
import { showName } from "./show.ts";

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

/** There are no monitors: actors share no mutable objects. The argument is evaluated. */
export function compileMonitor(c: Compiler, form: F.List, context: Context): void {
  c.checkCount(form, 1, 1);
  c.compile(form.items[1]!, DROP);
  c.compileConstant(new F.Nil(), context);
}

export function compileNew(c: Compiler, form: F.List, context: Context): void {
  const [, type, ...args] = form.items;
  if (type === undefined) {
    c.fail("new", "wrong number of arguments, expecting: (new Classname args...)", form);
  }
  const name = resolveClass(c, type);
  if (name === null) {
    const shown = type?.kind === "sym" ? showName(type) : "";
    return c.fail("class-name", `Unable to resolve classname: ${shown}`, type ?? form);
  }
  if (c.world.resolve(new F.Sym(name, "new")) === null) {
    c.fail("no-member", `No matching ctor found for class ${name}`, form);
  }
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
    return c.fail("malformed", "Malformed invoke*, expecting (invoke* :selector target ...)", form);
  }
  compileInvoke(c, selector, args, context);
}

/** (. target member arg…), (. target (member arg…)), (. target -field) */
export function compileDot(c: Compiler, form: F.List, context: Context): void {
  const [, target, second, ...more] = form.items;
  const isNested = second?.kind === "list" && more.length === 0;
  const [member, ...args] = isNested ? second.items : second === undefined ? [] : [second, ...more];
  if (target === undefined || member?.kind !== "sym") {
    const message = "Malformed member expression, expecting (. target member ...)";
    return c.fail("malformed", message, form);
  }
  const type = resolveClass(c, target);
  if (type === null) {
    return compileInvoke(c, new F.Kw(null, member.name, member.pos), [target, ...args], context);
  }
  const isField = member.name.startsWith("-") && member.name.length > 1 && args.length === 0;
  const name = isField ? member.name.slice(1) : member.name;
  const found = c.world.resolve(new F.Sym(type, name, member.pos));
  if (found?.kind !== "var") {
    const taking = isField ? "" : ` found taking ${args.length} args`;
    const what = isField ? "static field: " : "matching method ";
    const start = isField ? `Unable to find ${what}${name} in` : `No ${what}${name}${taking} for`;
    return c.fail("no-member", `${start} class ${type}`, form);
  }
  c.emitGlobal(found.ns, found.name);
  c.compileValues(args);
  if (!isField) c.emitCall(args.length);
  c.finish(context);
}

/** (set! (. object -field) value): a call of genera.host/set-field. */
function compileSetMember(c: Compiler, target: F.List, value: F.Form, context: Context): boolean {
  const [dot, object, member] = target.items;
  if (dot?.kind !== "sym" || dot.name !== "." || member?.kind !== "sym") return false;
  c.emitGlobal(HOST, "set-field");
  c.compile(object!, VALUE);
  c.emitter.emitForm(new F.Kw(null, member.name.replace(/^-/, "")));
  c.compile(value, VALUE);
  c.emitCall(3);
  c.finish(context);
  return true;
}

export function compileSet(c: Compiler, form: F.List, context: Context): void {
  if (form.items.length !== 3) {
    c.fail("malformed", "Malformed assignment, expecting (set! target val)", form);
  }
  const [, given, value] = form.items as [F.Form, F.Form, F.Form];
  const target = given.kind === "list" ? c.expandAll(given) : given;
  if (target.kind === "list" && target.items.length === 3) {
    if (compileSetMember(c, target, value, context)) return;
  }
  if (target.kind !== "sym") return c.fail("set", "Invalid assignment target", target);
  const local = target.ns === null ? findLocal(c.env, target.name) : null;
  if (local !== null) {
    const { access } = local;
    if (access.kind !== "field" || !access.mutable || local.scope !== c.scope) {
      return c.fail("set", `Cannot assign to non-mutable: ${target.name}`, target);
    }
    c.emitLocal(access.self);
    c.emitter.emitInteger(access.index);
    c.compile(value, VALUE);
    c.emitPrimitive("set-field", 3, form);
  } else {
    const found = c.resolve(target);
    if (found === null) return c.failUnresolved(target);
    if (found.kind !== "var") return c.fail("set", "Invalid assignment target", target);
    c.compile(value, VALUE);
    c.emitter.markLine(c.pos);
    const constant = { kind: "var", ns: found.ns, name: found.name } as const;
    c.emitter.emit("setVar", 0, c.emitter.addConstant(constant));
  }
  c.finish(context);
}
