// Compiles deftype*: a call of genera.host/deftype with the type object, the fields, the interfaces
// and a map from each method's keyword to its function.
//
// Methods are functions whose first parameter is the object; fields are in sight as locals that
// are read through it, and recur leaves the object out, as on the JVM. Methods of one name are
// the arities of one function.

import type { Compiler } from "./compile.ts";
import { parseArity, pushFunction } from "./compile-fn.ts";
import { HOST } from "./compile-host.ts";
import { type Context, type Local, VALUE } from "./compile-scope.ts";
import * as F from "./forms.ts";
import { showName } from "./forms.ts";

/** Pushes the map of the methods, each an fn whose arities are the methods of one name. */
function pushMethods(
  c: Compiler,
  methods: readonly F.Form[],
  bindFields: (self: Local) => void,
): void {
  const byName = new Map<string, F.List[]>();
  for (const method of methods) {
    if (method.kind !== "list" || method.items[0]?.kind !== "sym") {
      return c.fail("Bad method, expected (name [this ...] body)", method);
    }
    const key = showName(method.items[0]);
    byName.set(key, [...(byName.get(key) ?? []), method]);
  }
  c.emitGlobal("clojure.core", byName.size > 8 ? "hash-map" : "array-map");
  for (const group of byName.values()) {
    const name = group[0]!.items[0] as F.Sym;
    const arities = group.map((method) => parseArity(c, method.items.slice(1), method));
    c.emitter.emitForm(new F.Kw(name.ns, name.name));
    pushFunction(c, name.name, null, arities, group[0]!, bindFields);
  }
  c.emitCall(2 * byName.size);
}

/** (deftype* tag class [field…] :implements [interface…] method…) */
export function compileDeftype(c: Compiler, form: F.List, context: Context): void {
  const [, , type, fields, key, interfaces, ...methods] = form.items;
  if (type?.kind !== "sym" || fields?.kind !== "vec" || key?.kind !== "kw") {
    return c.fail("Bad deftype*, expected a tag, a class, fields and :implements", form);
  }
  const bindFields = (self: Local) => {
    fields.items.forEach((field, index) => {
      const access = { kind: "field", self, index } as const;
      const { name } = field as F.Sym;
      c.env = { local: { name, scope: c.scope, access }, next: c.env };
    });
  };
  c.world.declareClass(type.name);
  c.emitGlobal(HOST, "deftype");
  c.emitter.emitConstant({ kind: "class", name: type.name });
  c.emitter.emitForm(fields);
  c.compile(interfaces!, VALUE);
  pushMethods(c, methods, bindFields);
  c.emitCall(4);
  c.finish(context);
}
