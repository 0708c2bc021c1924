// Compiles try/catch/finally to handler rows; entering a try costs nothing.
// The code of `finally` stands twice: after the normal end, and in a handler for everything that
// the body or a catch clause throws, which throws on.
// Invariant: a handler starts with the exception on top of the operands below the try.

import { CATCH, FINALLY } from "./code.ts";
import type { Compiler } from "./compile.ts";
import { type Context, DROP, type Loop, VALUE } from "./compile-scope.ts";
import { Label } from "./emit.ts";
import type * as F from "./forms.ts";

const CATCH_ALL = "java.lang.Throwable";

function isClause(form: F.List, name: string): boolean {
  const head = form.items[0];
  return head?.kind === "sym" && head.ns === null && head.name === name;
}

interface Parts {
  readonly body: readonly F.Form[];
  readonly catches: readonly F.List[];
  readonly last: readonly F.Form[] | null;
}

function parseTry(c: Compiler, form: F.List): Parts {
  const body: F.Form[] = [];
  const catches: F.List[] = [];
  let last: readonly F.Form[] | null = null;
  for (const item of form.items.slice(1)) {
    if (last !== null) c.fail("finally clause must be last in try expression", item);
    const clause = item.kind === "list" ? item : null;
    if (clause !== null && isClause(clause, "catch")) catches.push(clause);
    else if (clause !== null && isClause(clause, "finally")) last = clause.items.slice(1);
    else if (catches.length > 0) {
      c.fail("Only catch or finally clause can follow catch in try expression", item);
    } else body.push(item);
  }
  return { body, catches, last };
}

/** Compiles a clause whose exception is in `slot`; goes on behind it when the class differs. */
function compileCatch(c: Compiler, clause: F.List, slot: number, done: Label): void {
  const [, type, name, ...body] = clause.items;
  const found = type?.kind === "sym" ? c.resolve(type) : null;
  const isDefault = type?.kind === "kw" && type.name === "default";
  if (found?.kind !== "class" && !isDefault) {
    return c.fail("Unable to resolve classname", clause);
  }
  if (name?.kind !== "sym" || name.ns !== null) {
    return c.fail("Bad binding form, expected symbol", name ?? clause);
  }
  const next = new Label();
  if (found?.kind === "class" && found.name !== CATCH_ALL) {
    c.emitter.emit("load", 1, slot);
    c.emitter.emitConstant({ kind: "class", name: found.name });
    c.emitPrimitive("is-instance-of", 2, clause);
    c.emitter.emitJump("jumpFalse", next);
  }
  const { height } = c.emitter;
  const saved = c.env;
  c.addLocal(name.name, slot);
  c.compileBody(body, VALUE);
  c.env = saved;
  c.emitter.emitJump("jump", done);
  c.emitter.height = height;
  c.emitter.bind(next);
}

function emitRethrow(c: Compiler, slot: number): void {
  c.emitter.emit("load", 1, slot);
  c.emitter.emit("throw", -1);
}

function compileFinally(c: Compiler, forms: readonly F.Form[]): void {
  for (const form of forms) c.compile(form, DROP);
}

export function compileTry(c: Compiler, form: F.List, context: Context): void {
  const { body, catches, last } = parseTry(c, form);
  const loop: Loop | null = context.loop === null ? null : { ...context.loop, acrossTry: true };
  if (catches.length === 0 && last === null) return c.compileBody(body, { ...context, loop });
  const { emitter } = c;
  const { height, pc: start } = emitter;
  const done = new Label();
  c.compileBody(body, { use: "value", loop });
  const end = emitter.pc;
  emitter.emitJump("jump", done);
  c.scopeLocals(() => {
    const slot = emitter.takeSlot();
    if (catches.length > 0) {
      emitter.beginHandler(start, end, height, CATCH);
      emitter.emit("store", -1, slot);
      for (const clause of catches) compileCatch(c, clause, slot, done);
      emitRethrow(c, slot);
    }
    const covered = emitter.pc;
    const out = new Label();
    emitter.height = height + 1;
    if (last === null) return emitter.bind(done);
    emitter.bind(done);
    compileFinally(c, last);
    emitter.emitJump("jump", out);
    emitter.beginHandler(start, covered, height, FINALLY);
    emitter.emit("store", -1, slot);
    compileFinally(c, last);
    emitRethrow(c, slot);
    emitter.height = height + 1;
    emitter.bind(out);
  });
  c.finish(context);
}
