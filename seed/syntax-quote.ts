// Expands a syntax-quoted form into the code that builds it, exactly as Clojure's reader does:
// seq, concat and list from clojure.core, gensyms for names ending in #, resolved symbols.
// Each expansion has its own gensyms, so x# is one name within one backquote.
// Invariant: an explicit stack replaces recursion, so templates may nest to any depth.

import { canHoldMeta, type Form, Kw, List, MapForm, type Position, Sym } from "./forms.ts";

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

interface Frame {
  form: Form;
  items: readonly Form[];
  next: number;
  parts: Form[];
  /** Set when this frame expands the metadata of an already expanded form. */
  base: Form | null;
}

function isCall(form: Form, name: string): boolean {
  if (form.kind !== "list" || form.items.length === 0) return false;
  const head = form.items[0]!;
  return head.kind === "sym" && head.ns === "clojure.core" && head.name === name;
}

export class SyntaxQuoter {
  private readonly gensyms = new Map<string, Sym>();
  private readonly stack: Frame[] = [];

  constructor(
    private readonly resolver: Resolver,
    private readonly nextId: () => number,
    private readonly pos: Position,
    private readonly failSplice: () => never,
    private readonly nil: Form,
  ) {}

  /** Expands one template. */
  expand(root: Form): Form {
    let value = this.expandLeaf(root);
    for (;;) {
      if (value !== null) {
        const parent = this.stack[this.stack.length - 1];
        if (parent === undefined) return value;
        parent.parts.push(this.call("list", [value]));
      }
      value = this.step();
    }
  }

  /** Advances the innermost frame; a value means that a form is completely expanded. */
  private step(): Form | null {
    const frame = this.stack[this.stack.length - 1]!;
    while (frame.next < frame.items.length) {
      const item = frame.items[frame.next++]!;
      if (isCall(item, "unquote")) {
        frame.parts.push(this.call("list", [this.getArg(item)]));
      } else if (isCall(item, "unquote-splicing")) {
        frame.parts.push(this.getArg(item));
      } else {
        return this.expandLeaf(item);
      }
    }
    this.stack.pop();
    const built = this.build(frame);
    const done = frame.base === null ? built : this.call("with-meta", [frame.base, built]);
    return frame.base === null ? this.addMeta(frame.form, done) : done;
  }

  /** Expands a form without parts at once; a collection becomes a new frame, and null. */
  private expandLeaf(form: Form): Form | null {
    switch (form.kind) {
      case "sym":
        return this.addMeta(form, this.quote(this.resolve(form)));
      case "list":
      case "vec":
      case "map":
      case "set":
        if (isCall(form, "unquote")) return this.getArg(form);
        if (isCall(form, "unquote-splicing")) return this.failSplice();
        this.stack.push({ form, items: form.items, next: 0, parts: [], base: null });
        return null;
      case "kw":
      case "str":
      case "char":
      case "int":
      case "bigint":
      case "ratio":
      case "dbl":
      case "dec":
        return form;
      default:
        return this.quote(form);
    }
  }

  private build(frame: Frame): Form {
    const kind = frame.form.kind;
    if (kind === "list" && frame.items.length === 0) return this.call("list", []);
    const seq = this.call("seq", [this.call("concat", frame.parts)]);
    if (kind === "list") return seq;
    const maker = kind === "vec" ? "vector" : kind === "set" ? "hash-set" : "hash-map";
    return this.call("apply", [new Sym("clojure.core", maker, this.pos), seq]);
  }

  /** Metadata is expanded like the rest; positions are not metadata worth keeping. */
  private addMeta(form: Form, value: Form): Form | null {
    if (!canHoldMeta(form) || form.meta === null) return value;
    const kept: Form[] = [];
    const all = form.meta.items;
    for (let i = 0; i + 1 < all.length; i += 2) {
      const key = all[i]!;
      const isPlace = key instanceof Kw && key.ns === null && /^(line|column)$/.test(key.name);
      if (!isPlace) kept.push(key, all[i + 1]!);
    }
    if (kept.length === 0) return value;
    const meta = new MapForm(kept, form.meta.pos);
    this.stack.push({ form: meta, items: kept, next: 0, parts: [], base: value });
    return null;
  }

  private resolve(sym: Sym): Sym {
    const { ns, name } = sym;
    if (ns !== null) return this.lookUp(ns, name, sym.pos);
    if (SPECIALS.has(name)) return new Sym(null, name, sym.pos);
    if (name.endsWith("#")) return this.nameGensym(name, sym.pos);
    if (name.endsWith(".")) {
      const found = this.lookUp(null, name.slice(0, -1), sym.pos);
      return new Sym(null, `${found.name}.`, sym.pos);
    }
    if (name.startsWith(".")) return new Sym(null, name, sym.pos);
    return this.lookUp(null, name, sym.pos);
  }

  private lookUp(ns: string | null, name: string, pos: Position): Sym {
    // A name with an inner dot is a class or package and already complete.
    if (ns === null && name.indexOf(".") > 0) return new Sym(null, name, pos);
    const found = this.resolver.resolveSymbol(ns, name);
    if (found !== null) return new Sym(found.ns, found.name, pos);
    if (ns === null) return new Sym(this.resolver.currentNs(), name, pos);
    return new Sym(this.resolver.resolveAlias(ns) ?? ns, name, pos);
  }

  private nameGensym(name: string, pos: Position): Sym {
    let sym = this.gensyms.get(name);
    if (sym === undefined) {
      sym = new Sym(null, `${name.slice(0, -1)}__${this.nextId()}__auto__`, pos);
      this.gensyms.set(name, sym);
    }
    return sym;
  }

  private getArg(form: Form): Form {
    return (form as List).items[1] ?? this.nil;
  }

  private quote(form: Form): List {
    return new List([new Sym(null, "quote", this.pos), form], this.pos);
  }

  private call(name: string, args: readonly Form[]): List {
    return new List([new Sym("clojure.core", name, this.pos), ...args], this.pos);
  }
}
