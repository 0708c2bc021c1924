// Runs one child process to its end and says what it printed and how long it took.
// The child leads a process group of its own, so that a time-out also ends what it started.
// A time-out is no verdict on speed: it only keeps a hanging runtime from hanging the table.
import { execFileSync, spawn } from "node:child_process";

const TIMEOUT_MS = 600_000;

/** Answers {ok, out, err, wallMs}; a missing command is not ok and says so in err. */
export function runProcess(command) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), {
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let out = "";
    let err = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (err += data));
    const timer = setTimeout(() => {
      err += `stopped after ${TIMEOUT_MS / 1000} s\n`;
      process.kill(-child.pid, "SIGKILL");
    }, TIMEOUT_MS);
    child.once("error", (error) => {
      clearTimeout(timer);
      resolve({ ok: false, out, err: error.message, wallMs: performance.now() - started });
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ ok: code === 0, out, err, wallMs: performance.now() - started });
    });
  });
}

/** Answers what a short command prints, or null if it cannot be run. */
export function tryOutput(command) {
  try {
    return execFileSync(command[0], command.slice(1), {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
  } catch {
    return null;
  }
}

/** Says whether a command of this name is on the path. */
export function hasCommand(name) {
  return tryOutput(["sh", "-c", `command -v ${name}`]) !== null;
}
