// Compiles (case* expr default [[constant…] body]…): equal constants are the macro's error.
//
// Constants that are one word wherever they occur (small integers, keywords, characters, nil,
// booleans) are rows of a switch. If there are others (strings, symbols, collections, doubles …),
// the switch's default looks the value up in a constant map from them to the clause's number and
// switches on that: `=` and `hash` decide, whatever the constants are.

import type { Compiler } from "./compile.ts";
import { type Context, VALUE } from "./compile-scope.ts";
import { Label } from "./emit.ts";
import * as F from "./forms.ts";

/** Fixnums have 62 bits. */
const FIXNUM_BITS = 62;

function isOneWord(form: F.Form): boolean {
  if (form.kind === "int") return BigInt.asIntN(FIXNUM_BITS, form.value) === form.value;
  return form.kind === "kw" || form.kind === "char" || form.kind === "nil" || form.kind === "bool";
}

interface Clause {
  readonly label: Label;
  readonly tests: readonly F.Form[];
  readonly body: F.Form;
}

function parseClause(c: Compiler, clause: F.Form): Clause {
  const [tests, body] = clause.kind === "vec" ? clause.items : [];
  if (tests?.kind !== "vec" || body === undefined) {
    return c.fail("Bad clause of case*, expected [[constant ...] body]", clause);
  }
  return { label: new Label(), tests: tests.items, body };
}

export function compileCase(c: Compiler, form: F.List, context: Context): void {
  const [, expr, otherwise, ...rest] = form.items;
  if (expr === undefined || otherwise === undefined) {
    return c.fail("Too few arguments to case*", form);
  }
  const clauses = rest.map((clause) => parseClause(c, clause));
  const { emitter } = c;
  const last: Clause = { label: new Label(), tests: [], body: otherwise };
  const end = new Label();
  const patches: (() => void)[] = [];
  c.scopeLocals(() => {
    const words = clauses.flatMap((one) =>
      one.tests.filter(isOneWord).map((t) => [t, one] as const),
    );
    const entries = clauses.flatMap((one, i) =>
      one.tests.filter((t) => !isOneWord(t)).flatMap((t) => [t, new F.Int(BigInt(i))]),
    );
    const isMixed = words.length > 0 && entries.length > 0;
    const slot = isMixed ? emitter.takeSlot() : 0;
    const lookUp = isMixed ? new Label() : last.label;
    if (entries.length > 0 && !isMixed) emitter.emitForm(new F.MapForm(entries));
    c.compile(expr, VALUE);
    if (isMixed) {
      emitter.emit("store", -1, slot);
      emitter.emit("load", 1, slot);
    }
    if (words.length > 0 || entries.length === 0) {
      const rows = words.map(([test, one]) => [test, one.label] as const);
      patches.push(emitter.emitSwitch(rows, lookUp));
    }
    if (entries.length > 0) {
      if (isMixed) {
        emitter.bind(lookUp);
        emitter.emitForm(new F.MapForm(entries));
        emitter.emit("load", 1, slot);
      }
      c.emitPrimitive("get", 2, form);
      const rows = clauses.map((one, i) => [new F.Int(BigInt(i)), one.label] as const);
      patches.push(emitter.emitSwitch(rows, last.label));
    }
  });
  const { height } = emitter;
  for (const { label, body } of [last, ...clauses]) {
    emitter.height = height;
    emitter.bind(label);
    c.compile(body, context);
    emitter.emitJump("jump", end);
  }
  for (const patch of patches) patch();
  emitter.bind(end);
}
