// The compiler's world over the heap: namespaces in root 0 (a map from symbols), classes in root
// 1 (a map from names), macros run on the VM.
//
// Vars and types are pinned, so their words are good while a unit is compiled. While the core
// library is built (`core`), names are more forgiving: what a namespace does not map is looked
// up in clojure.core, and classes, static members and vars of the library's own namespaces come
// to be when they are named first, because their definitions may follow.

import { kind, offset, primitiveNumbers } from "../gen/tables.ts";
import { type ClassRef, type VarRef, type World, WorldError } from "../seed/compile-scope.ts";
import { type Form, List, type MapForm, mapItems, type Sym } from "../seed/forms.ts";
import type { Resolver } from "../seed/syntax-quote.ts";
import type { Evaluator } from "./evaluate.ts";
import { LiteralError } from "./failure.ts";
import { Forms } from "./forms.ts";
import { addressOf, FALSE, type Heap, isPointer, NIL, SENTINEL, type Word } from "./heap.ts";
import { HeapBuilder, type Linker } from "./heap_builder.ts";
import { findOwn } from "./own.ts";
import { checkPattern } from "./primitives/regex.ts";
import { CORE, Registry } from "./registry.ts";

const HOST = "genera.host";
const FLAG_DYNAMIC = 4;
const FLAG_MACRO = 8;

/** Classes that every namespace sees by their short names, besides java.lang. */
const IMPORTED: Readonly<Record<string, string>> = {
  BigDecimal: "java.math.BigDecimal",
  BigInteger: "java.math.BigInteger",
  Callable: "java.util.concurrent.Callable",
  Compiler: "clojure.lang.Compiler",
};

const primitiveNames = new Map(Object.entries(primitiveNumbers).map(([name, n]) => [n, name]));

/** The namespace that names are resolved in, and the thread bindings of macros. */
export interface Place {
  readonly ns: Word;
  readonly nsName: string;
  readonly bindings: Word;
}

export interface WorldOptions {
  /** Set while the core library is built: its namespaces. */
  readonly core: ReadonlySet<string> | null;
  /** Told what the JVM would warn of on the standard error stream. */
  readonly warn?: (text: string) => void;
}

export class HeapWorld extends Registry implements World, Linker, Resolver {
  readonly forms: Forms;
  readonly builder: HeapBuilder;
  /** The namespace that names are resolved in. */
  private ns: Word = NIL;
  private nsName = "";
  /** Thread bindings that macros see. */
  private bindings: Word = NIL;
  private readonly vars = new Map<string, Word>();

  constructor(
    heap: Heap,
    private readonly evaluator: Evaluator,
    private readonly options: WorldOptions,
  ) {
    super(heap);
    this.forms = new Forms(heap);
    this.builder = new HeapBuilder(heap, this.forms, this);
  }

  /** Makes a namespace object the current one; forgets what was known of vars. */
  enter(ns: Word, bindings: Word = NIL): void {
    this.ns = ns;
    this.nsName = this.nameOfNamespace(ns);
    this.bindings = bindings;
    this.vars.clear();
  }

  /** What `restore` needs to go back to the namespace that is current now. */
  leave(): Place {
    return { ns: this.ns, nsName: this.nsName, bindings: this.bindings };
  }

  restore({ ns, nsName, bindings }: Place): void {
    this.ns = ns;
    this.nsName = nsName;
    this.bindings = bindings;
    this.vars.clear();
  }

  /** The names that the current namespace maps. */
  visibleNames(): string[] {
    const { heap } = this;
    const names: string[] = [];
    this.forms.eachEntry(heap.field(this.ns, offset.namespace.mappings), (symbol) => {
      names.push(heap.readString(heap.field(symbol, offset.symbol.name)));
    });
    return names;
  }

  get namespaceWord(): Word {
    return this.ns;
  }

  currentNs(): string {
    return this.nsName;
  }

  // Namespaces.

  /** The namespace that an alias of the current one, or a name, stands for; or nil. */
  private findTarget(name: string): Word {
    const aliases = this.heap.field(this.ns, offset.namespace.aliases);
    const found = this.mapGet(aliases, this.makeSymbol(name));
    return found !== NIL ? found : this.findNamespaceWord(name);
  }

  findNamespace(name: string): string | null {
    const found = this.findTarget(name);
    return found === NIL ? null : this.nameOfNamespace(found);
  }

  resolveAlias(alias: string): string | null {
    return this.findNamespace(alias);
  }

  /** What a namespace sees under a plain name: a var, a type or nil. */
  private findMapping(name: string): Word {
    const found = this.lookUp(this.ns, name);
    if (found !== NIL || this.options.core === null) return found;
    const core = this.findNamespaceWord(CORE);
    return core === NIL ? NIL : this.lookUp(core, name);
  }

  // Vars.

  override varWord(ns: string, name: string): Word {
    const key = `${ns}/${name}`;
    const known = this.vars.get(key);
    if (known !== undefined) return known;
    const found = super.varWord(ns, name);
    this.vars.set(key, found);
    return found;
  }

  declareVar(ns: string, name: string, _meta: MapForm | null): void {
    const home = this.makeNamespace(ns);
    const before = this.lookUp(home, name);
    if (this.heap.isKind(before, kind.var) && this.namespaceOf(before) !== home) {
      this.warnReplaced(before, ns, name);
    }
    this.vars.set(`${ns}/${name}`, this.internVar(home, name));
  }

  private warnReplaced(before: Word, ns: string, name: string): void {
    const owner = this.nameOfNamespace(this.namespaceOf(before));
    const where = `#'${owner}/${name} in namespace: ${ns}`;
    if (owner !== CORE) {
      const message = `${name} already refers to: ${where}`;
      throw new WorldError("refers", message);
    }
    const by = `being replaced by: #'${ns}/${name}`;
    this.options.warn?.(`WARNING: ${name} already refers to: ${where}, ${by}\n`);
  }

  private toRef(word: Word): VarRef | ClassRef {
    const { heap } = this;
    if (heap.isKind(word, kind.type)) {
      return { kind: "class", name: this.nameOfClass(word) };
    }
    const [ns, name] = this.nameOfVar(word);
    this.vars.set(`${ns}/${name}`, word);
    const flags = heap.view.getUint8(addressOf(word) + 1);
    const macro = (flags & FLAG_MACRO) !== 0;
    const dynamic = (flags & FLAG_DYNAMIC) !== 0;
    const ref = { kind: "var", ns, name, macro, dynamic } as const;
    if (ns.includes(".") && this.isConstant(word) && this.findClass(ns) !== NIL) {
      return { ...ref, constant: true };
    }
    if (ns !== CORE || dynamic) return ref;
    return { ...ref, inline: (count) => this.findWrapped(word, count) };
  }

  /** Has the var a value that is no function? */
  private isConstant(variable: Word): boolean {
    const value = this.heap.field(variable, offset.var.root);
    return value !== SENTINEL && !this.heap.isKind(value, kind.function);
  }

  /** The primitive that a function's arity does no more than call, by its name. */
  private findWrapped(variable: Word, count: number): string | null {
    const { heap } = this;
    const f = heap.field(variable, offset.var.root);
    if (!heap.isKind(f, kind.function)) return null;
    const template = heap.field(f, offset.function.template);
    if (count >= Number(heap.field(template, offset.template.count))) return null;
    const code = heap.field(template, offset.template.tail + 8 * count);
    if (code === NIL) return null;
    const number = Number(heap.field(code, offset.code.primitive)) - 1;
    return number < 0 ? null : (primitiveNames.get(number) ?? null);
  }

  // Classes.

  declareClass(name: string): void {
    const { heap } = this;
    const found = this.findClass(name);
    const isNew =
      found === NIL ||
      (this.options.core === null && heap.field(found, offset.type.fields) !== NIL);
    const type = isNew ? this.makeClass(name) : found;
    const short = name.slice(name.lastIndexOf(".") + 1);
    this.setMapping(this.ns, short, type);
    this.varWord(name, "new");
  }

  declareReify(functionName: string): string {
    const id = Number(this.heap.primitive("next-id")) / 4;
    const name = `${functionName.replace(/[^\w.$]+/g, "$")}$reify__${id}`;
    this.makeClass(name);
    return name;
  }

  /** The class that a name without namespace stands for, apart from mappings. */
  private findNamedClass(name: string): Word {
    const isDotted = name.includes(".") && !name.startsWith(".") && !name.endsWith(".");
    if (isDotted) {
      const found = this.findClass(name);
      if (found !== NIL || this.options.core === null) return found;
      return this.findNamespaceWord(name) === NIL ? this.makeClass(name) : NIL;
    }
    const full = findOwn(IMPORTED, name) ?? `java.lang.${name}`;
    const found = this.findClass(full);
    if (found !== NIL || this.options.core === null) return found;
    return /^[A-Z]\w*$/.test(name) ? this.makeClass(full) : NIL;
  }

  // Resolution.

  resolve(sym: Sym, evenPrivate = false): VarRef | ClassRef | null {
    const word =
      sym.ns === null
        ? this.resolvePlain(sym.name)
        : this.resolveFull(sym.ns, sym.name, evenPrivate);
    return word === NIL ? null : this.toRef(word);
  }

  private resolvePlain(name: string): Word {
    const found = this.findMapping(name);
    return found !== NIL ? found : this.findNamedClass(name);
  }

  private resolveFull(nsName: string, name: string, evenPrivate: boolean): Word {
    const { heap } = this;
    const { core } = this.options;
    const target = this.findTarget(nsName);
    if (target !== NIL) {
      const found = this.lookUp(target, name);
      if (heap.isKind(found, kind.var) && this.namespaceOf(found) === target) {
        const isHidden = !evenPrivate && target !== this.ns && core === null;
        if (isHidden && this.isPrivate(found)) {
          throw new WorldError("private", `var: ${nsName}/${name} is not public`);
        }
        return found;
      }
      if (core === null) return NIL;
      const isOwn = core.has(nsName) && nsName !== CORE;
      if (isOwn || this.findClass(nsName) !== NIL) return this.internVar(target, name);
    }
    if (core !== null && this.findClass(nsName) !== NIL) {
      return this.internVar(this.makeNamespace(nsName), name);
    }
    return NIL;
  }

  private isPrivate(variable: Word): boolean {
    const meta = this.heap.field(variable, offset.var.meta);
    if (meta === NIL) return false;
    const flag = this.mapGet(meta, this.forms.makeKeyword(null, "private"));
    return flag !== NIL && flag !== FALSE;
  }

  /** For syntax-quote: the full name of a symbol, or null. */
  resolveSymbol(ns: string | null, name: string): { ns: string | null; name: string } | null {
    const found = this.resolvePlain(ns ?? name);
    const isType = this.heap.isKind(found, kind.type);
    if (ns !== null) {
      if (!isType || this.findTarget(ns) !== NIL) return null;
      return { ns: (this.toRef(found) as ClassRef).name, name };
    }
    if (found === NIL) return null;
    const ref = this.toRef(found);
    return ref.kind === "class" ? { ns: null, name: ref.name } : { ns: ref.ns, name: ref.name };
  }

  // Macros.

  expand(macro: VarRef, form: List, env: readonly string[]): Form {
    const { heap } = this;
    const f = heap.field(this.varWord(macro.ns, macro.name), offset.var.root);
    const names = [...new Set(env)].flatMap((name) => {
      const symbol = this.makeSymbol(name);
      return [symbol, symbol];
    });
    const locals = names.length === 0 ? NIL : this.forms.makeMap(names);
    const [whole, ...args] = [form, ...form.items.slice(1)].map((item) => this.forms.toWord(item));
    const words = [whole!, locals, ...args];
    const list = heap.make("makeListOf", heap.putWords(words), words.length);
    const expanded = this.forms.toForm(this.runMade("expander", [f, list]));
    return expanded.kind === "list" && expanded.pos.line === 0
      ? new List(expanded.items, form.pos, expanded.meta)
      : expanded;
  }

  /** A value with every sequence in it made a list; held. */
  realize(value: Word): Word {
    return isPointer(value) ? this.runMade("realizer", [value]) : value;
  }

  /** Calls a function of a namespace with words; the result is held. */
  callLisp(ns: string, name: string, args: readonly Word[]): Word {
    const { heap } = this;
    const f = heap.field(this.varWord(ns, name), offset.var.root);
    if (!heap.isKind(f, kind.function)) throw new Error(`${ns}/${name} is no function`);
    const list = heap.make("makeListOf", heap.putWords(args), args.length);
    return this.runMade("expander", [f, list]);
  }

  /**
   * Runs the function that genera.host/<maker>, a function of as many arguments as there are
   * values and of nothing but an inner function, would answer for the values.
   */
  private runMade(maker: string, values: readonly Word[]): Word {
    const { heap } = this;
    const f = heap.field(this.varWord(HOST, maker), offset.var.root);
    if (!heap.isKind(f, kind.function)) throw new Error(`genera.host/${maker} is no function`);
    const template = heap.field(f, offset.function.template);
    const code = heap.field(template, offset.template.tail + 8 * values.length);
    const constants = heap.field(code, offset.code.constants);
    let at = offset.node.tail;
    while (!heap.isKind(heap.field(constants, at), kind.template)) at += 8;
    const thunk = this.builder.makeClosure(heap.field(constants, at), values);
    return this.evaluator.run(thunk, this.bindings);
  }

  /** Replaces tagged literals by what their reader functions answer, and checks patterns. */
  readTags(form: Form, file: string | null): Form {
    if (form.kind !== "tagged" && form.kind !== "regex") {
      return mapItems(form, (item) => this.readTags(item, file));
    }
    try {
      if (form.kind === "regex") {
        checkPattern(form.source);
        return form;
      }
      const tag = this.forms.toWord(form.tag);
      const value = this.forms.toWord(this.readTags(form.form, file));
      return this.forms.toForm(this.callLisp(HOST, "read-tag", [tag, value]));
    } catch (error) {
      if (error instanceof LiteralError) throw error;
      throw new LiteralError(error, file, form.pos.line, form.pos.column);
    }
  }
}
