// The turn at an atom. Of actors that change an atom by compare-and-set, one whose function takes
// long would always find that others were faster. After some attempts it asks for the turn: as long
// as it has it, nobody else's swap! or reset! changes that atom, so its next attempt succeeds.
//
// There is one turn for all atoms, for who needs it is rare. Nothing is locked: what holds others
// up is looked at when they try, and who waits for anything while he has the turn loses it to the
// first whom he would hold up. compare-and-set! and reset! of a program's own pass through the same
// look.
//
//   0x47c0  u64 the holder's record, and the atom's address above; 0 when nobody has the turn
//
// Invariant: that the turn is nobody's or somebody's changes who goes first, never what is right.

import { ACTOR_STATE, STATE_HOST, STATE_WAITING } from "../actor/actor";
import { CONTEXT_ACTOR, context } from "../context";
import { Addr } from "../value/addr";

const TURN: Addr = 0x47c0;

/** Takes the turn away from whoever has it. */
export function dropTurn(): void {
  atomic.store<u64>(TURN, 0);
}

/** Gives the running actor the turn at an atom if nobody has one. */
export function askForTurn(atom: Addr): void {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  if (atomic.load<u64>(TURN) == 0) {
    atomic.cmpxchg<u64>(TURN, 0, ((<u64>atom) << 32) | <u64>actor);
  }
}

export function endTurn(actor: Addr): void {
  const turn = atomic.load<u64>(TURN);
  if (turn != 0 && <u32>turn == actor) atomic.cmpxchg<u64>(TURN, turn, 0);
}

/** Is it somebody else's turn to change the atom? */
export function isOthersTurn(atom: Addr): bool {
  const turn = atomic.load<u64>(TURN);
  if (turn == 0 || <u32>(turn >> 32) != atom) return false;
  const holder = <u32>turn;
  if (holder == load<u32>(context, CONTEXT_ACTOR)) return false;
  const state = atomic.load<u32>(holder, ACTOR_STATE);
  if (state != STATE_WAITING && state != STATE_HOST) return true;
  atomic.cmpxchg<u64>(TURN, turn, 0);
  return false;
}
