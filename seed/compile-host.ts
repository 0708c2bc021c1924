// The special forms of types, objects and their members: calls of Lisp functions in genera.host,
// and of vars in namespaces named by classes (`Class/new` constructs). Also case* and set!.
// Methods are functions whose first parameter is the object; fields are in sight as locals that
// are read through it. Recur in a method leaves the object out, as on the JVM.

import type { Compiler } from "./compile.ts";
import { parseArity, pushFunction } from "./compile-fn.ts";
import { type Context, findLocal, type Local, showName, VALUE } from "./compile-scope.ts";
import { Label } from "./emit.ts";
import * as F from "./forms.ts";

const HOST = "genera.host";
const MUTABLE = new Set(["unsynchronized-mutable", "volatile-mutable"]);

/** Compiles (name arg…) to a call of genera.host/name. */
export function compileHostCall(c: Compiler, form: F.List, context: Context): void {
  c.emitGlobal(HOST, (form.items[0] as F.Sym).name);
  c.compileValues(form.items.slice(1));
  c.emitCall(form.items.length - 1);
  c.finish(context);
}

function resolveClass(c: Compiler, form: F.Form | undefined): string | null {
  if (form?.kind !== "sym" || (form.ns === null && findLocal(c.env, form.name))) return null;
  const found = c.world.resolve(form);
  return found?.kind === "class" ? found.name : null;
}

export function compileNew(c: Compiler, form: F.List, context: Context): void {
  const [, type, ...args] = form.items;
  const name = resolveClass(c, type);
  if (name === null) {
    const shown = type?.kind === "sym" ? showName(type) : "";
    return c.fail("unresolved", `Unable to resolve classname: ${shown}`, type ?? form);
  }
  c.emitGlobal(name, "new");
  c.compileValues(args);
  c.emitCall(args.length);
  c.finish(context);
}

/** (. target member arg…), (. target (member arg…)), (. target -field) */
export function compileDot(c: Compiler, form: F.List, context: Context): void {
  const [, target, second, ...more] = form.items;
  const inner = second?.kind === "list" && more.length === 0 ? second.items : [second, ...more];
  const [member, ...args] = inner;
  if (target === undefined || member?.kind !== "sym") {
    const message = "Malformed member expression, expecting (. target member ...)";
    return c.fail("malformed", message, form);
  }
  const type = resolveClass(c, target);
  const isField = member.name.startsWith("-") && member.name.length > 1 && args.length === 0;
  const name = isField ? member.name.slice(1) : member.name;
  if (type !== null) {
    const found = c.resolve(new F.Sym(type, name, member.pos));
    if (found?.kind !== "var") return c.fail("no-member", `No matching method ${name} found`);
    c.emitGlobal(found.ns, found.name);
    c.compileValues(args);
    if (!isField) c.emitCall(args.length);
  } else {
    c.emitGlobal(HOST, isField ? "field" : "invoke");
    c.compile(target, VALUE);
    c.emitter.emitForm(new F.Kw(null, name));
    c.compileValues(args);
    c.emitCall(args.length + 2);
  }
  c.finish(context);
}

export function compileSet(c: Compiler, form: F.List, context: Context): void {
  c.checkCount(form, 2, 2);
  const [, given, value] = form.items as [F.Form, F.Form, F.Form];
  const target = given.kind === "list" ? c.expandAll(given) : given;
  if (target.kind === "list" && target.items.length === 3) {
    const [dot, object, member] = target.items as [F.Form, F.Form, F.Form];
    if (dot.kind === "sym" && dot.name === "." && member.kind === "sym") {
      c.emitGlobal(HOST, "set-field");
      c.compile(object, VALUE);
      c.emitter.emitForm(new F.Kw(null, member.name.replace(/^-/, "")));
      c.compile(value, VALUE);
      c.emitCall(3);
      return c.finish(context);
    }
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
    const found = c.resolveVar(target);
    c.compile(value, VALUE);
    c.emitter.markLine(c.pos);
    const constant = { kind: "var", ns: found.ns, name: found.name } as const;
    c.emitter.emit("setVar", 0, c.emitter.addConstant(constant));
  }
  c.finish(context);
}

/** (case* expr default [[constant…] body]…): equal constants are the macro's error. */
export function compileCase(c: Compiler, form: F.List, context: Context): void {
  const [, expr, otherwise, ...clauses] = form.items;
  if (expr === undefined || otherwise === undefined) {
    return c.fail("case", "Too few arguments to case*", form);
  }
  const end = new Label();
  const first = new Label();
  const cases: [F.Form, Label][] = [];
  const bodies = clauses.map((clause) => {
    const [tests, body] = clause.kind === "vec" ? clause.items : [];
    if (tests?.kind !== "vec" || body === undefined) {
      return c.fail("case", "Bad clause of case*, expected [[constant ...] body]", clause);
    }
    const label = new Label();
    for (const test of tests.items) cases.push([test, label]);
    return { label, body };
  });
  c.compile(expr, VALUE);
  c.emitter.markLine(c.pos);
  const patch = c.emitter.emitSwitch(cases, first);
  const { height } = c.emitter;
  for (const { label, body } of [{ label: first, body: otherwise }, ...bodies]) {
    c.emitter.height = height;
    c.emitter.bind(label);
    c.compile(body, context);
    c.emitter.emitJump("jump", end);
  }
  patch();
  c.emitter.bind(end);
}

function pushQuoted(c: Compiler, form: F.Form | undefined): void {
  c.emitter.emitForm(form ?? new F.Nil());
}

/** Pushes name and function of each method; answers the number of operands. */
function pushMethods(c: Compiler, methods: readonly F.Form[], fields: readonly F.Form[]): number {
  const bindFields = (self: Local) => {
    fields.forEach((field, index) => {
      if (field.kind !== "sym") return c.fail("deftype", "Field names must be Symbols", field);
      const keys = field.meta?.items.filter((_, i) => i % 2 === 0) ?? [];
      const mutable = keys.some((key) => key.kind === "kw" && MUTABLE.has(key.name));
      const access = { kind: "field", self, index, mutable } as const;
      c.env = { local: { name: field.name, scope: c.scope, access }, next: c.env };
    });
  };
  for (const method of methods) {
    const [name, ...rest] = method.kind === "list" ? method.items : [];
    if (method.kind !== "list" || name?.kind !== "sym") {
      return c.fail("deftype", "Bad method, expected (name [this ...] body)", method);
    }
    const arity = parseArity(c, rest, method);
    if (arity.names.length === 0) {
      c.fail("deftype", `Must supply at least one argument for 'this' in: ${name.name}`, method);
    }
    pushQuoted(c, name);
    pushFunction(c, name.name, null, [arity], method, bindFields);
  }
  return 2 * methods.length;
}

/** (deftype* tag class [field…] :implements [interface…] method…) */
export function compileDeftype(c: Compiler, form: F.List, context: Context): void {
  const [, tag, type, fields, ...options] = form.items;
  if (type?.kind !== "sym" || fields?.kind !== "vec") {
    return c.fail("deftype", "Bad deftype*, expected a tag, a class and a vector of fields", form);
  }
  let interfaces: F.Form | undefined;
  let at = 0;
  for (; options[at]?.kind === "kw"; at += 2) {
    if ((options[at] as F.Kw).name === "implements") interfaces = options[at + 1];
  }
  c.world.declareClass(type.name);
  c.emitGlobal(HOST, "deftype");
  for (const part of [tag, type, fields, interfaces]) pushQuoted(c, part);
  c.emitCall(4 + pushMethods(c, options.slice(at), fields.items));
  c.finish(context);
}

/** (reify* [interface…] method…) */
export function compileReify(c: Compiler, form: F.List, context: Context): void {
  c.emitGlobal(HOST, "reify");
  pushQuoted(c, form.items[1]);
  c.emitCall(1 + pushMethods(c, form.items.slice(2), []));
  c.finish(context);
}
