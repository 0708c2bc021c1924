// The turn at an atom. Of actors that change an atom by compare-and-set, one whose function takes
// long would always find that others were faster. After some attempts it asks for the turn: as long
// as it has it, nobody else's swap! or reset! changes that atom, so its next attempt succeeds.
//
// There is one turn for all atoms, for who needs it is rare. Nothing is locked: what holds others
// up is looked at when they try, and who waits for anything while he has the turn loses it to the
// first whom he would hold up. compare-and-set! and reset! of a program's own pass through the same
// look.
//
// A function that never ends must not hold others up for ever, and one that is only slow must have
// its turn: the turn is lost after a while, and who has lost it so and asks for it at the same
// atom again gets twice the time.
//
//   0x47c0  u64 the holder's record, and the atom's address above; 0 when nobody has the turn
//   0x47c8  f64 until when he has it | u64 who has lost it last, in the form of the turn
//           | f64 the milliseconds that he had
//
// Invariant: that the turn is nobody's or somebody's changes who goes first, never what is right.

import { ACTOR_STATE, STATE_HOST, STATE_WAITING } from "../actor/actor";
import { now } from "../actor/seed";
import { CONTEXT_ACTOR, context } from "../context";
import { Addr } from "../value/addr";

const TURN: Addr = 0x47c0;
const UNTIL: u32 = 8;
const LOSER: u32 = 16;
const TIME: u32 = 24;

const FIRST_MS: f64 = 200;

/** Takes the turn away from whoever has it. */
export function dropTurn(): void {
  atomic.store<u64>(TURN, 0);
  atomic.store<u64>(TURN, 0, LOSER);
}

/** Gives the running actor the turn at an atom if nobody has one. */
export function askForTurn(atom: Addr): void {
  const actor = load<u32>(context, CONTEXT_ACTOR);
  if (atomic.load<u64>(TURN) != 0) return;
  const turn = ((<u64>atom) << 32) | <u64>actor;
  const time = atomic.load<u64>(TURN, LOSER) == turn ? 2 * load<f64>(TURN, TIME) : FIRST_MS;
  store<f64>(TURN, now() + time, UNTIL);
  store<f64>(TURN, time, TIME);
  atomic.cmpxchg<u64>(TURN, 0, turn);
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
  if (state != STATE_WAITING && state != STATE_HOST) {
    if (now() < load<f64>(TURN, UNTIL)) return true;
    atomic.store<u64>(TURN, turn, LOSER);
  }
  atomic.cmpxchg<u64>(TURN, turn, 0);
  return false;
}
