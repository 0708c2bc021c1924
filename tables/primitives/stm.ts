// Primitives on refs and transactions: numbers 800-839. Those that may find that a transaction has
// to start again answer MISS, as they do for what is no ref.

import { area } from "./row";

export const stm = area("stm", 800, [
  [0, "stm-ref", 1, "A ref with that value."],
  [1, "is-stm-ref", 1, "Is x a ref?"],
  [2, "stm-read", 1, "Value of a ref, as the running transaction sees it.", "slow"],
  [3, "stm-begin", 1, "Begins a transaction of the running actor: the number of the attempt."],
  [4, "stm-open", 1, "Value of a ref that is going to be set.", "slow"],
  [5, "stm-write", 2, "Sets a ref in the transaction; answers the value.", "slow"],
  [6, "stm-ensure", 1, "Value of a ref that nobody may change before the commit.", "slow"],
  [7, "stm-commute", 1, "Value that a commute of the ref begins with.", "slow"],
  [8, "stm-put", 2, "Sets a ref that is commuted; answers the value."],
  [9, "stm-rebase", 1, "The newest value of a ref, which its commutes now begin with."],
  [
    10,
    "stm-commit",
    0,
    "As stm-publish where Lisp has nothing to do: true done, false start again.",
    "slow",
  ],
  [
    11,
    "stm-publish",
    0,
    "Commits: 0 start again, 1 done, 2 done and watched, 3 commute again, 4 come again. After " +
      "one with effects the actor has a shield until stm-release.",
  ],
  [12, "stm-changes", 0, "After a 2: ref, old and new value of those with watches; a vector."],
  [13, "stm-end", 1, "Gives the transaction up, or, with x, the attempt; answers nil."],
  [14, "stm-running", 0, "Is a transaction running?"],
  [15, "stm-part", 1, "Of the transaction: 0 what is held until the commit, 1 commutes."],
  [16, "stm-set-part", 2, "Sets it; answers it."],
  [
    17,
    "stm-figure",
    2,
    "Of a ref: 0 old values, 1 fewest, 2 most, 3 commits, 4 aborts, 5 misses, 6 last winner, " +
      "7 id, 8 to 10 the last losers.",
  ],
  [18, "stm-set-limit", 3, "Sets figure 0, 1 or 2 of a ref; answers the ref."],
  [19, "stm-checked", 0, "Ref and new value of those with a validator, by turns; a vector."],
  [
    20,
    "stm-await",
    2,
    "Waits for a change of what was read: 1; new mail, if x is true: 2; a deadline or nil: 0. " +
      "Nil where there is nothing to wait for.",
  ],
  [21, "stm-save", 0, "What the transaction has set so far, for stm-restore."],
  [22, "stm-restore", 1, "Takes back what was set since; what was read stays read. Answers nil."],
  [23, "stm-set-patience", 1, "Attempts before a transaction gets the token, 0 never; the old."],
  [25, "stm-send", 2, "As send; within a transaction it misses.", "slow"],
  [26, "is-stm-set", 1, "Has the running transaction set the ref, not just commuted it?"],
  [27, "stm-release", 0, "Effects are done: signals may end the actor again. Answers nil."],
  [28, "stm-post", 2, "As send to a pid or alias, but a full mailbox takes the message, too."],
  [24, "stm-totals", 0, "A vector: commits that wrote, aborts, history misses, tokens given."],
]);
