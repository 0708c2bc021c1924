// What a host primitive is given and may answer.
//
// The actor that called waits with its arguments on its stack; they are read from there, typed,
// before the first await of a handler: later a collection may have moved them. A handler answers
// a plain value or a promise of one (other actors run meanwhile), or throws a HostFailure.

import { type hostPrimitives, kind, offset } from "../../gen/tables";
import { type Address, addressOf, NIL, type Word } from "../kernel";
import type { Port } from "../ports/ports";
import type { Runtime } from "../runtime";
import type { HostValue } from "../values";

export class HostCall {
  /** The actor has ended, or was interrupted; nobody waits for the answer. */
  isCancelled = false;
  /** What its promise was of has been given to the actor. */
  isAnswered = false;
  /** It waits until somebody else does something, perhaps another actor. */
  isPatient = false;

  constructor(
    readonly runtime: Runtime,
    readonly actor: Address,
    private readonly args: Address,
  ) {}

  word(i: number): Word {
    return this.runtime.kernel.word(this.args + 8 * i);
  }

  isNil(i: number): boolean {
    return this.word(i) === NIL;
  }

  /** A string; ClassCastException or NullPointerException for anything else. */
  string(i: number): string {
    return this.runtime.values.readString(this.word(i));
  }

  optionalString(i: number): string | null {
    return this.isNil(i) ? null : this.string(i);
  }

  long(i: number): number {
    return this.runtime.values.readLong(this.word(i));
  }

  /** The port that argument `i` names, if it is open; ClassCastException for anything else. */
  port(i: number): Port | undefined {
    const { kernel, ports, values } = this.runtime;
    const word = this.word(i);
    if (!kernel.isKind(word, kind.port)) throw values.castFailure(word, "genera.actors.Port");
    return ports.find(Number(kernel.word(addressOf(word) + offset.port.number)));
  }

  /** What to do when the actor stops waiting: the handler's promise must be settled then. */
  onCancel(action: () => void): void {
    this.runtime.cancellers.set(this.actor, () => {
      this.isCancelled = true;
      action();
    });
  }

  /** The strings of a vector. */
  strings(i: number): string[] {
    const { values } = this.runtime;
    return values.readVector(this.word(i)).map((word) => values.readString(word));
  }

  /** Lisp's truth. */
  truth(i: number): boolean {
    return this.runtime.values.isTrue(this.word(i));
  }
}

export type HostPrimitive = keyof typeof hostPrimitives;
export type Handler = (call: HostCall) => HostValue | Promise<HostValue>;
/** Some of the primitives; host/primitives/index.ts joins all. */
export type Handlers = { readonly [name in HostPrimitive]?: Handler };
