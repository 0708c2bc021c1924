// A lock between processes, so that two first runs at once do not install or build over each
// other. It is a file that names its owner, by process id and start time because ids are used
// again; linking a finished file into place makes taking it atomic. A lock whose owner has died is
// moved aside, and put back if another process had replaced it in between.
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const pollMilliseconds = 100;

/** Names a running process: its id, and where the system tells it, when it started. */
function describeProcess(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    return `${pid} ${status.slice(status.lastIndexOf(")")).split(" ")[20]}`;
  } catch {
    return `${pid}`;
  }
}

function readOwner(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

function isAlive(owner) {
  const pid = Number.parseInt(owner, 10);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  return describeProcess(pid) === owner;
}

function tryLink(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

function removeDeadLock(path, owner) {
  const aside = `${path}.dead.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readOwner(aside) !== owner) tryLink(aside, path);
  rmSync(aside, { force: true });
}

/** Runs `action` while holding the lock file at `path`; calls `onWait` once if it must wait. */
export async function withLock(path, onWait, action) {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, describeProcess(process.pid));
  try {
    for (let waits = 0; !tryLink(mine, path); waits++) {
      const owner = readOwner(path);
      if (owner !== "" && !isAlive(owner)) {
        removeDeadLock(path, owner);
        continue;
      }
      if (waits === 0) onWait();
      await sleep(pollMilliseconds);
    }
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    return await action();
  } finally {
    rmSync(path, { force: true });
  }
}
