// The seed's world over the heap: what names mean while the library is built, and macros, which run
// on the VM.
//
// Names are forgiving: what a namespace does not map is looked up in clojure.core, and classes,
// static members and vars of the library's own namespaces come to be when they are named first,
// because their definitions may follow. Vars and types are pinned, so their words are good while a
// unit is compiled.

import { kind, offset, primitiveNumbers } from "../../gen/tables.ts";
import type { ClassRef, VarRef, World } from "../../seed/compile-scope.ts";
import { type Form, List, type Sym } from "../../seed/forms.ts";
import type { Resolver } from "../../seed/syntax-quote.ts";
import type { Evaluator } from "../evaluate.ts";
import { addressOf, type Heap, NIL, type Word } from "../heap.ts";
import { CORE, Registry } from "../registry.ts";
import { CodeBuilder, type Linker } from "./code.ts";
import { Forms } from "./forms.ts";

const HOST = "genera.host";
/** The function that expands macros (lang/core/form.clj). */
const EXPANDER = "expander";
const FLAG_DYNAMIC = 4;
const FLAG_MACRO = 8;

const primitiveNames = new Map(Object.entries(primitiveNumbers).map(([name, n]) => [n, name]));

export class HeapWorld extends Registry implements World, Linker, Resolver {
  readonly forms: Forms;
  readonly builder: CodeBuilder;
  /** The namespace that names are resolved in. */
  private ns: Word = NIL;
  private nsName = "";
  private readonly vars = new Map<string, Word>();

  constructor(
    heap: Heap,
    private readonly evaluator: Evaluator,
    /** The library's namespaces. */
    private readonly spaces: ReadonlySet<string>,
  ) {
    super(heap);
    this.forms = new Forms(heap);
    this.builder = new CodeBuilder(heap, this.forms, this);
  }

  /** Makes a namespace the current one; forgets what was known of vars. */
  enter(name: string): void {
    this.ns = this.makeNamespace(name);
    this.nsName = name;
    this.vars.clear();
  }

  currentNs(): string {
    return this.nsName;
  }

  // Namespaces and vars.

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

  override varWord(ns: string, name: string): Word {
    const key = `${ns}/${name}`;
    const known = this.vars.get(key);
    if (known !== undefined) return known;
    const found = super.varWord(ns, name);
    this.vars.set(key, found);
    return found;
  }

  declareVar(ns: string, name: string): void {
    this.varWord(ns, name);
  }

  private toRef(word: Word): VarRef | ClassRef {
    const { heap } = this;
    if (heap.isKind(word, kind.type)) return { kind: "class", name: this.nameOfClass(word) };
    const [ns, name] = this.nameOfVar(word);
    this.vars.set(`${ns}/${name}`, word);
    const flags = heap.view.getUint8(addressOf(word) + 1);
    const macro = (flags & FLAG_MACRO) !== 0;
    const dynamic = (flags & FLAG_DYNAMIC) !== 0;
    const ref = { kind: "var", ns, name, macro, dynamic } as const;
    if (ns !== CORE || dynamic) return ref;
    return { ...ref, inline: (count) => this.findWrapped(word, count) };
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
    this.setMapping(this.ns, name.slice(name.lastIndexOf(".") + 1), this.classWord(name));
    this.varWord(name, "new");
  }

  /** The class that a name without namespace stands for, apart from mappings. */
  private findNamedClass(name: string): Word {
    const isDotted = name.includes(".") && !name.startsWith(".") && !name.endsWith(".");
    if (isDotted) {
      const isOther = this.findNamespaceWord(name) !== NIL;
      return isOther ? this.findClass(name) : this.classWord(name);
    }
    const full = `java.lang.${name}`;
    return /^[A-Z]\w*$/.test(name) ? this.classWord(full) : this.findClass(full);
  }

  // Resolution.

  resolve(sym: Sym): VarRef | ClassRef | null {
    const { ns, name } = sym;
    const word = ns === null ? this.resolvePlain(name) : this.resolveFull(ns, name);
    return word === NIL ? null : this.toRef(word);
  }

  private resolvePlain(name: string): Word {
    const own = this.lookUp(this.ns, name);
    const found = own !== NIL ? own : this.lookUp(this.makeNamespace(CORE), name);
    return found !== NIL ? found : this.findNamedClass(name);
  }

  private resolveFull(nsName: string, name: string): Word {
    const target = this.findTarget(nsName);
    const found = target === NIL ? NIL : this.lookUp(target, name);
    const isOwn = this.heap.isKind(found, kind.var) && this.namespaceOf(found) === target;
    if (isOwn) return found;
    const isLibrary = target !== NIL && this.spaces.has(nsName) && nsName !== CORE;
    if (!isLibrary && this.findClass(nsName) === NIL) return NIL;
    return this.internVar(target === NIL ? this.makeNamespace(nsName) : target, name);
  }

  /** For syntax-quote: the full name of a symbol, or null. */
  resolveSymbol(ns: string | null, name: string): { ns: string | null; name: string } | null {
    const found = this.resolvePlain(ns ?? name);
    const isType = this.heap.isKind(found, kind.type);
    if (ns !== null) {
      return isType && this.findTarget(ns) === NIL ? { ns: this.nameOfClass(found), name } : null;
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
    const expanded = this.forms.toForm(this.runExpander([f, list]));
    return expanded.kind === "list" && expanded.pos.line === 0
      ? new List(expanded.items, form.pos, expanded.meta)
      : expanded;
  }

  /** Runs the function that genera.host/expander, of two arguments, would answer for the values. */
  private runExpander(values: readonly [macro: Word, args: Word]): Word {
    const { heap } = this;
    const f = heap.field(this.varWord(HOST, EXPANDER), offset.var.root);
    const template = heap.field(f, offset.function.template);
    const code = heap.field(template, offset.template.tail + 8 * values.length);
    const constants = heap.field(code, offset.code.constants);
    let at = offset.node.tail;
    while (!heap.isKind(heap.field(constants, at), kind.template)) at += 8;
    const thunk = this.builder.makeClosure(heap.field(constants, at), values);
    return this.evaluator.run(thunk, NIL);
  }
}
