// The folder where sources of libraries are kept between runs: $GENERA_CACHE, else genera below
// $XDG_CACHE_HOME or ~/.cache. What is there can be deleted at any time. A library is put together
// beside its place and then renamed, so that no run finds half of it.

import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

function cacheFolder(): string {
  const { GENERA_CACHE, XDG_CACHE_HOME } = process.env;
  if (GENERA_CACHE) return GENERA_CACHE;
  return path.join(XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "genera");
}

/** The folder of that name in the cache, filled by `fill` if it is not there yet. */
export function cached(name: string, fill: (folder: string) => void): string {
  const folder = path.join(cacheFolder(), name);
  if (existsSync(folder)) return folder;
  mkdirSync(path.dirname(folder), { recursive: true });
  const beside = mkdtempSync(`${folder}-`);
  try {
    fill(beside);
    renameSync(beside, folder);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  return folder;
}
