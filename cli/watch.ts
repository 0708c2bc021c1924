// Runs this command line, without --watch, in a process of its own: now and whenever a source in
// some folders has changed. A run that has not ended then is ended.

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, watch } from "node:fs";

/** How long nothing more must change before the next run. */
const changes_settle_ms = 100;

/** Never ends by itself. */
export function watchSources(folders: readonly string[]): Promise<number> {
  const words = process.argv.slice(1).filter((word) => word !== "--watch");
  let running: ChildProcess | undefined;
  let due: NodeJS.Timeout | undefined;
  const start = () => {
    running?.kill();
    const child = spawn(process.execPath, words, { stdio: "inherit" });
    child.on("exit", () => {
      if (running === child) process.stdout.write("\nwaiting for changes\n");
    });
    running = child;
  };
  for (const folder of folders.filter((path) => existsSync(path))) {
    watch(folder, { recursive: true }, (_event, file) => {
      if (file !== null && !/\.(clj|cljc|edn)$/.test(file)) return;
      clearTimeout(due);
      due = setTimeout(start, changes_settle_ms);
    });
  }
  start();
  return new Promise(() => {});
}
