// Compiles deftype* and reify*: calls of genera.host/deftype and genera.host/reify with the type
// object, the interfaces and a map from each method's keyword to its function.
//
// Methods are functions whose first parameter is the object; fields are in sight as locals that
// are read through it, and recur leaves the object out, as on the JVM. Methods of one name are
// the arities of one function. A reify has one type for each place in the code: what its methods
// close over are the fields of its instances, so the type and its functions are made once.

import type { Compiler } from "./compile.ts";
import { parseArity, pushFunction } from "./compile-fn.ts";
import { HOST } from "./compile-host.ts";
import { type Capture, type Context, type Local, VALUE } from "./compile-scope.ts";
import { Label } from "./emit.ts";
import * as F from "./forms.ts";
import { showName } from "./show.ts";

const MUTABLE = new Set(["unsynchronized-mutable", "volatile-mutable"]);

function isMutable(field: F.Sym): boolean {
  const items = field.meta?.items ?? [];
  return items.some((key, i) => i % 2 === 0 && key.kind === "kw" && MUTABLE.has(key.name));
}

interface Method {
  readonly name: F.Sym;
  readonly items: readonly F.Form[];
  readonly form: F.Form;
}

function parseMethod(c: Compiler, method: F.Form): Method {
  const [name, ...items] = method.kind === "list" ? method.items : [];
  if (method.kind !== "list" || name?.kind !== "sym") {
    return c.fail("deftype", "Bad method, expected (name [this ...] body)", method);
  }
  return { name, items, form: method };
}

/** Pushes the map of the methods, each an fn whose arities are the methods of one name. */
function pushMethods(
  c: Compiler,
  methods: readonly F.Form[],
  bindFields: (self: Local) => void,
  capture: Capture | null,
): void {
  const byName = new Map<string, Method[]>();
  for (const form of methods) {
    const method = parseMethod(c, form);
    const key = showName(method.name);
    byName.set(key, [...(byName.get(key) ?? []), method]);
  }
  c.emitGlobal("clojure.core", byName.size > 8 ? "hash-map" : "array-map");
  for (const group of byName.values()) {
    const { name, form } = group[0]!;
    const arities = group.map((method) => {
      const arity = parseArity(c, method.items, method.form);
      if (arity.names.length === 0) {
        const message = `Must supply at least one argument for 'this' in: ${name.name}`;
        c.fail("deftype", message, method.form);
      }
      return arity;
    });
    c.emitter.emitForm(new F.Kw(name.ns, name.name));
    pushFunction(c, name.name, null, arities, form, { bindFields, capture });
  }
  c.emitCall(2 * byName.size);
}

/** Pushes a vector of the values of forms. */
function pushVector(c: Compiler, forms: readonly F.Form[]): void {
  c.compile(new F.Vec(forms), VALUE);
}

function vectorItems(form: F.Form | undefined): readonly F.Form[] {
  return form?.kind === "vec" || form?.kind === "list" ? form.items : [];
}

/** (deftype* tag class [field…] :implements [interface…] method…) */
export function compileDeftype(c: Compiler, form: F.List, context: Context): void {
  const [, , type, fields, ...options] = form.items;
  if (type?.kind !== "sym" || fields?.kind !== "vec") {
    return c.fail("deftype", "Bad deftype*, expected a tag, a class and a vector of fields", form);
  }
  let interfaces: F.Form | undefined;
  let at = 0;
  for (; options[at]?.kind === "kw"; at += 2) {
    if ((options[at] as F.Kw).name === "implements") interfaces = options[at + 1];
  }
  const bindFields = (self: Local) => {
    fields.items.forEach((field, index) => {
      if (field.kind !== "sym") c.fail("deftype", "Field names must be Symbols", field);
      const access = { kind: "field", self, index, mutable: isMutable(field) } as const;
      c.env = { local: { name: field.name, scope: c.scope, access }, next: c.env };
    });
  };
  c.world.declareClass(type.name);
  c.emitGlobal(HOST, "deftype");
  c.emitter.emitConstant({ kind: "class", name: type.name });
  c.emitter.emitForm(fields);
  pushVector(c, vectorItems(interfaces));
  pushMethods(c, options.slice(at), bindFields, null);
  c.emitCall(4);
  c.finish(context);
}

/** (reify* [interface…] method…) */
export function compileReify(c: Compiler, form: F.List, context: Context): void {
  const type = c.world.declareReify(c.scope.name);
  const pushType = () => c.emitter.emitConstant({ kind: "class", name: type });
  const first = new Label();
  const made = new Label();
  pushType();
  c.emitPrimitive("type-methods", 1, form);
  c.emitter.emitJump("jumpNil", first);
  c.emitter.emitJump("jump", made);
  c.emitter.bind(first);
  const capture: Capture = { captured: [] };
  c.emitGlobal(HOST, "reify");
  pushType();
  pushVector(c, vectorItems(form.items[1]));
  pushMethods(c, form.items.slice(2), () => {}, capture);
  c.emitCall(3);
  c.emitter.emit("pop", -1);
  c.emitter.bind(made);
  pushType();
  c.emitGlobal("clojure.core", "vector");
  for (const local of capture.captured) c.emitLocal(local);
  c.emitCall(capture.captured.length);
  c.emitPrimitive("instance", 2, form);
  c.finish(context);
}
