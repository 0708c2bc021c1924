// Events: how each level of the kernel tells the level above why it stopped. A primitive writes an
// outcome, the interpreter ends an actor's slice, a run of the scheduler answers the host, an
// actor ends. Kernel and host switch on these numbers, so both take them from here. The group
// `trace` is what a program's event log shows (kernel/actor/trace.ts): one line for each.
//
// A row becomes the kernel's constant <GROUP>_<NAME> and a member of the host's object of its
// group. Invariant: within a group numbers are unique.

export type EventGroup = "outcome" | "slice" | "run" | "ended" | "trace";

export interface Event {
  readonly group: EventGroup;
  readonly name: string;
  readonly number: number;
  readonly doc: string;
}

export const eventGroups: Readonly<Record<EventGroup, string>> = {
  outcome: "What a primitive wrote into the context before it answered the sentinel.",
  slice: "Why the interpreter stopped running an actor.",
  run: "What a run of the scheduler answers the host.",
  ended: "How an actor has ended.",
  trace: "What --trace shows of actors, a line each: who, what, and its operands.",
};

const group = (name: EventGroup, rows: readonly (readonly [string, number, string])[]): Event[] =>
  rows.map(([rowName, number, doc]) => ({ group: name, name: rowName, number, doc }));

export const events: readonly Event[] = [
  ...group("outcome", [
    ["raise", 1, "A condition, with its operands, is to be thrown."],
    ["miss", 2, "The function of the same name in genera.slow is to be called."],
    ["need", 3, "Memory is short: collect, then run the primitive again."],
    ["wait", 4, "The actor waits; the primitive runs again when it is woken."],
    ["call", 5, "A function is to be called in the primitive's place."],
    ["host", 6, "The host is to answer."],
  ]),
  ...group("slice", [
    ["done", 1, "The first frame returned; its value is the result."],
    ["yield", 2, "Reductions are used up, or a safepoint was asked for."],
    ["need", 3, "To be collected, then run again."],
    ["wait", 4, "To be run again when it is woken."],
    ["thrown", 5, "No handler; the exception is the result, the frames are in place."],
    ["raised", 6, "A raise before Lisp can build exceptions."],
    ["overflow", 7, "Even the reserve of the stack is full."],
    ["host", 8, "The host is to run a primitive."],
    ["exit", 9, "An exit signal ends the actor; no code of its own runs any more."],
    ["starved", 10, "The heap is so full that not even an exception can be made."],
  ]),
  ...group("run", [
    ["host", 1, "The actor in CONTEXT_REPORT waits for the host to run primitive CONTEXT_CODE."],
    ["idle", 2, "Nothing can run before the host answers or the next deadline comes."],
    ["budget", 3, "The slices are used up."],
    ["exit", 4, "The actor in CONTEXT_REPORT has ended."],
    ["close", 5, "The actor in CONTEXT_REPORT ends: its ports and calls are to be given up."],
  ]),
  ...group("ended", [
    ["returned", 0, "Its function returned."],
    ["thrown", 1, "An exception was not caught."],
    ["raised", 2, "A condition was raised before Lisp could build exceptions; see the context."],
    ["overflown", 3, "Its stack was full, and so was the reserve for handling that."],
    ["exited", 4, "By an exit signal, or by asking for its end; the result is the reason."],
    ["exhausted", 5, "It kept more alive than its heap limit allows."],
    ["flooded", 6, "The heap was full, most of all of its unread messages."],
    ["starved", 7, "The heap was so full that not even an exception could be made."],
  ]),
  ...group("trace", [
    ["spawn", 1, "An actor was started: its pid."],
    ["exit", 2, "An actor has ended: the reason."],
    ["send", 3, "A message was sent: to whom, the message."],
    ["receive", 4, "A message was taken out of the mailbox: the message."],
    ["link", 5, "An actor links itself with another: its pid."],
    ["unlink", 6, "An actor takes a link back: its pid."],
    ["monitor", 7, "An actor begins to monitor another: its pid, the ref."],
    ["demonitor", 8, "An actor ends a monitor: the ref."],
    ["signal", 9, "An exit signal was sent by a program: to whom, the reason."],
    ["register", 10, "An actor was given a name: the name, its pid."],
    ["unregister", 11, "A name was taken back: the name, its pid."],
    ["timer", 12, "A message is to be sent later: to whom, the message."],
    ["schedule", 13, "An actor begins a slice: the worker's number."],
  ]),
];

/** The names that --trace knows. */
export const traced: readonly string[] = events.flatMap((e) =>
  e.group === "trace" ? [e.name] : [],
);
