// Decides whether two forms are equal as map keys or set elements, as Clojure's `=` would.
// Every form gets a text key; equal forms get equal keys. A collection's key names its elements
// by number, each distinct collection being numbered once, so keys stay short at any depth.
// Invariant: nothing here recurses, so depth of nesting costs heap and never the JS stack.

import type { Form, List, MapForm, SetForm, Vec } from "./forms.ts";

type Coll = List | Vec | MapForm | SetForm;

function isColl(form: Form): form is Coll {
  const kind = form.kind;
  return kind === "list" || kind === "vec" || kind === "map" || kind === "set";
}

/** Writes a decimal without trailing zeros: 1M and 1.0M are the same key. */
function formatDecimalKey(unscaled: string, scale: number): string {
  let end = unscaled.length;
  while (end > 1 && unscaled.charCodeAt(end - 1) === 48) end--;
  const digits = unscaled.slice(0, end);
  return digits === "0" ? "m0" : `m${digits}e${unscaled.length - end - scale}`;
}

export class FormKeys {
  private readonly numbers = new Map<string, number>();
  private readonly known = new WeakMap<Form, string>();
  // Regexes and heap values are equal only to themselves.
  private identities = 0;

  /** Gives the key of any form. */
  getKey(form: Form): string {
    if (!isColl(form)) return this.getLeafKey(form);
    const done = this.known.get(form);
    if (done !== undefined) return done;
    const stack: { coll: Coll; next: number; keys: string[] }[] = [];
    stack.push({ coll: form, next: 0, keys: [] });
    for (;;) {
      const top = stack[stack.length - 1]!;
      const item = top.coll.items[top.next];
      if (item === undefined) {
        const key = this.numberColl(top.coll, top.keys);
        stack.pop();
        const parent = stack[stack.length - 1];
        if (parent === undefined) return key;
        parent.keys.push(key);
        continue;
      }
      top.next++;
      const key = isColl(item) ? this.known.get(item) : this.getLeafKey(item);
      if (key !== undefined) top.keys.push(key);
      else stack.push({ coll: item as Coll, next: 0, keys: [] });
    }
  }

  private numberColl(coll: Coll, keys: string[]): string {
    let text: string;
    if (coll.kind === "map") {
      const pairs: string[] = [];
      for (let i = 0; i + 1 < keys.length; i += 2) {
        pairs.push(JSON.stringify([keys[i], keys[i + 1]]));
      }
      text = `{${pairs.sort().join()}`;
    } else {
      const ordered = coll.kind === "set" ? keys.sort() : keys;
      // Lists and vectors with equal elements are equal in Clojure.
      text = (coll.kind === "set" ? "#" : "(") + JSON.stringify(ordered);
    }
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(text, number);
    }
    const key = `(${number}`;
    this.known.set(coll, key);
    return key;
  }

  private getLeafKey(form: Exclude<Form, Coll>): string {
    switch (form.kind) {
      case "kw":
        return `:${form.ns ?? ""}\0${form.name}`;
      case "sym":
        return `'${form.ns ?? ""}\0${form.name}`;
      case "str":
        return `"${form.value}`;
      case "char":
        return `\\${form.code}`;
      case "int":
      case "bigint":
        return `i${form.value}`;
      case "ratio":
        return `r${form.numerator}/${form.denominator}`;
      case "dbl":
        return `d${form.value}`;
      case "dec":
        return formatDecimalKey(form.unscaled, form.scale);
      case "bool":
        return form.value ? "t" : "f";
      case "nil":
        return "n";
      case "tagged":
      case "regex":
      case "opaque":
        return this.getIdentityKey(form);
    }
  }

  private getIdentityKey(form: Form): string {
    let key = this.known.get(form);
    if (key === undefined) {
      key = `o${this.identities++}`;
      this.known.set(form, key);
    }
    return key;
  }
}
