// Forms as text, as Clojure's printer would write them: for messages, tools and tests.

import type { Form } from "./forms.ts";

/** A name with its namespace. */
export function showName(sym: { readonly ns: string | null; readonly name: string }): string {
  return sym.ns === null ? sym.name : `${sym.ns}/${sym.name}`;
}

export function showForms(forms: readonly Form[]): string {
  return forms.map(showForm).join(" ");
}

export function showForm(form: Form): string {
  switch (form.kind) {
    case "nil":
      return "nil";
    case "sym":
      return showName(form);
    case "kw":
      return `:${showName(form)}`;
    case "str":
      return JSON.stringify(form.value);
    case "char":
      return `\\${String.fromCodePoint(form.code)}`;
    case "int":
    case "bool":
    case "dbl":
      return String(form.value);
    case "bigint":
      return `${form.value}N`;
    case "ratio":
      return `${form.numerator}/${form.denominator}`;
    case "dec":
      return `${form.unscaled}e${-form.scale}M`;
    case "regex":
      return `#"${form.source}"`;
    case "list":
      return `(${showForms(form.items)})`;
    case "vec":
      return `[${showForms(form.items)}]`;
    case "map":
      return `{${showForms(form.items)}}`;
    case "set":
      return `#{${showForms(form.items)}}`;
    case "tagged":
      return `#${showName(form.tag)} ${showForm(form.form)}`;
    case "opaque":
      return "#<value>";
  }
}
