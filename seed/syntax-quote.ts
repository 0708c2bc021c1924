// Expands a syntax-quoted form into the code that builds it, exactly as Clojure's reader does:
// seq, concat and list from clojure.core, gensyms for names ending in #, resolved symbols.
// Each expansion has its own gensyms, so x# is one name within one backquote.

import { canHoldMeta, type Form, List, MapForm, type MetaForm, Nil, Sym } from "./forms.ts";

const CORE = "clojure.core";

/** What the reader asks about names; a namespace system answers. */
export interface Resolver {
  /** The namespace that plain names belong to. */
  currentNs(): string;
  /** The full name of the namespace an alias (or a namespace's own name) stands for. */
  resolveAlias(alias: string): string | null;
  /** The full name of a symbol; null leaves it to the rule for names with no mapping. */
  resolveSymbol(ns: string | null, name: string): { ns: string | null; name: string } | null;
}

const SPECIALS = new Set(
  (
    "def loop* recur if case* let* letfn* do fn* quote var . set! deftype* reify* try throw " +
    "monitor-enter monitor-exit catch finally new &"
  ).split(" "),
);

const MAKERS = { vec: "vector", set: "hash-set", map: "hash-map" } as const;

const quote = (form: Form): List => new List([new Sym(null, "quote"), form]);
const call = (name: string, args: readonly Form[]): List =>
  new List([new Sym(CORE, name), ...args]);

/** The argument of a call of clojure.core/<name>, or null for any other form. */
function argumentOf(form: Form, name: string): Form | null {
  const head = form.kind === "list" ? form.items[0] : undefined;
  if (head?.kind !== "sym" || head.ns !== CORE || head.name !== name) return null;
  return (form as List).items[1] ?? new Nil();
}

export class SyntaxQuoter {
  private readonly gensyms = new Map<string, Sym>();

  constructor(
    private readonly resolver: Resolver,
    private readonly nextId: () => number,
  ) {}

  /** Expands a template. */
  expand(form: Form): Form {
    const unquoted = argumentOf(form, "unquote");
    if (unquoted !== null) return unquoted;
    if (!canHoldMeta(form)) {
      return form.kind === "nil" || form.kind === "bool" ? quote(form) : form;
    }
    const built = form.kind === "sym" ? quote(this.resolve(form)) : this.build(form);
    const meta = form.meta?.items ?? [];
    if (meta.length === 0) return built;
    return call("with-meta", [built, this.build(new MapForm(meta))]);
  }

  private build(form: Exclude<MetaForm, Sym>): Form {
    if (form.kind === "list" && form.items.length === 0) return call("list", []);
    const parts = form.items.map((item) => {
      return argumentOf(item, "unquote-splicing") ?? call("list", [this.expand(item)]);
    });
    const seq = call("seq", [call("concat", parts)]);
    if (form.kind === "list") return seq;
    return call("apply", [new Sym(CORE, MAKERS[form.kind]), seq]);
  }

  private resolve(sym: Sym): Sym {
    const { ns, name } = sym;
    if (ns !== null) return this.lookUp(ns, name);
    if (SPECIALS.has(name) || name.startsWith(".")) return new Sym(null, name);
    if (name.endsWith("#")) return this.nameGensym(name);
    if (name.endsWith(".")) return new Sym(null, `${this.lookUp(null, name.slice(0, -1)).name}.`);
    return this.lookUp(null, name);
  }

  private lookUp(ns: string | null, name: string): Sym {
    // A name with an inner dot is a class or package and already complete.
    if (ns === null && name.indexOf(".") > 0) return new Sym(null, name);
    const found = this.resolver.resolveSymbol(ns, name);
    if (found !== null) return new Sym(found.ns, found.name);
    if (ns === null) return new Sym(this.resolver.currentNs(), name);
    return new Sym(this.resolver.resolveAlias(ns) ?? ns, name);
  }

  private nameGensym(name: string): Sym {
    const known = this.gensyms.get(name);
    if (known !== undefined) return known;
    const made = new Sym(null, `${name.slice(0, -1)}__${this.nextId()}__auto__`);
    this.gensyms.set(name, made);
    return made;
  }
}
