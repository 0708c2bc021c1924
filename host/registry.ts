// Names of the world: namespaces (root 0, a map from symbols), their vars, classes (root 1, a map
// from names). What is asked for by name is found, or made: code refers to objects whose
// definitions may still follow.
//
// Vars, types and namespaces are shared; vars and types never move, so their words stay good.

import { kind, offset } from "../gen/tables.ts";
import {
  addressOf,
  EMPTY_MAP,
  EMPTY_VECTOR,
  type Heap,
  makeFixnum,
  NIL,
  type Word,
} from "./heap.ts";

export const CORE = "clojure.core";
const ROOT_NAMESPACES = makeFixnum(0);
const ROOT_CLASSES = makeFixnum(1);
const FIELD_MAPPINGS = makeFixnum(1);

export class Registry {
  private readonly keywords = new Map<string, Word>();

  constructor(readonly heap: Heap) {}

  /** Keywords are interned for ever, so their words are remembered. */
  keyword(ns: string | null, name: string): Word {
    const key = ns === null ? name : `${ns}/${name}`;
    const known = this.keywords.get(key);
    if (known !== undefined) return known;
    const { heap } = this;
    const space = ns === null ? NIL : heap.makeString(ns);
    const made = heap.make("internKeyword", space, heap.makeString(name));
    this.keywords.set(key, made);
    return made;
  }

  protected makeSymbol(name: string): Word {
    return this.heap.make("makeSymbol", NIL, this.heap.makeString(name), NIL);
  }

  protected mapGet(map: Word, key: Word): Word {
    return map === NIL ? NIL : this.heap.make("mapGet", addressOf(map), key, NIL);
  }

  private getRoot(root: Word): Word {
    const map = this.heap.primitive("root", root);
    return map === NIL ? EMPTY_MAP : map;
  }

  private addToRoot(root: Word, key: Word, value: Word): void {
    const map = this.heap.make("mapAssoc", addressOf(this.getRoot(root)), key, value);
    this.heap.primitive("set-root", root, map);
  }

  // Namespaces.

  /** The namespace object of that name, or nil. */
  findNamespaceWord(name: string): Word {
    return this.mapGet(this.getRoot(ROOT_NAMESPACES), this.makeSymbol(name));
  }

  /** The namespace object of that name, made if there is none. */
  makeNamespace(name: string): Word {
    const found = this.findNamespaceWord(name);
    if (found !== NIL) return found;
    const made = this.heap.primitive("make-namespace", this.makeSymbol(name), NIL);
    this.addToRoot(ROOT_NAMESPACES, this.makeSymbol(name), made);
    return made;
  }

  /** Name of a namespace object. */
  nameOfNamespace(ns: Word): string {
    const { heap } = this;
    return heap.readString(heap.field(heap.field(ns, offset.namespace.name), offset.symbol.name));
  }

  /** What a namespace maps a plain name to: a var, a type or nil. */
  protected lookUp(ns: Word, name: string): Word {
    return this.mapGet(this.heap.field(ns, offset.namespace.mappings), this.makeSymbol(name));
  }

  protected setMapping(ns: Word, name: string, value: Word): void {
    const { heap } = this;
    const mappings = heap.field(ns, offset.namespace.mappings);
    const map = heap.make("mapAssoc", addressOf(mappings), this.makeSymbol(name), value);
    heap.primitive("set-namespace-field", ns, FIELD_MAPPINGS, map);
  }

  // Vars.

  protected namespaceOf(variable: Word): Word {
    return this.heap.field(variable, offset.var.namespace);
  }

  /** The var of that name interned in the namespace, made if there is none. */
  internVar(ns: Word, name: string): Word {
    const { heap } = this;
    const found = this.lookUp(ns, name);
    if (heap.isKind(found, kind.var) && this.namespaceOf(found) === ns) return found;
    const made = heap.primitive("make-var", ns, this.makeSymbol(name), NIL);
    this.setMapping(ns, name, made);
    return made;
  }

  /** The var of that name, or nil. */
  findVar(ns: string, name: string): Word {
    const home = this.findNamespaceWord(ns);
    return home === NIL ? NIL : this.lookUp(home, name);
  }

  /** The var of that name, made with its namespace if there is none. */
  varWord(ns: string, name: string): Word {
    return this.internVar(this.makeNamespace(ns), name);
  }

  /** Namespace and name of a var. */
  nameOfVar(variable: Word): readonly [ns: string, name: string] {
    const { heap } = this;
    const name = heap.field(heap.field(variable, offset.var.name), offset.symbol.name);
    return [this.nameOfNamespace(this.namespaceOf(variable)), heap.readString(name)];
  }

  // Classes.

  protected findClass(name: string): Word {
    return this.mapGet(this.getRoot(ROOT_CLASSES), this.heap.makeString(name));
  }

  protected makeClass(name: string): Word {
    const { heap } = this;
    const made = heap.primitive("make-type", heap.makeString(name), EMPTY_VECTOR, NIL);
    this.addToRoot(ROOT_CLASSES, heap.makeString(name), made);
    return made;
  }

  /** The class of that name, made empty if there is none. */
  classWord(name: string): Word {
    const found = this.findClass(name);
    return found !== NIL ? found : this.makeClass(name);
  }

  nameOfClass(type: Word): string {
    return this.heap.readString(this.heap.field(type, offset.type.name));
  }
}
