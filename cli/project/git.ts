// Libraries in git repositories: a commit is fetched by the git command, once, into the cache.

import { execFileSync, spawnSync } from "node:child_process";
import * as path from "node:path";
import { UsageError } from "../arguments";
import { cached } from "./cache";
import { type EdnMap, textAt } from "./edn";

const SEE = "see deps.edn";

const hosts: ReadonlyMap<string, string> = new Map([
  ["io.github", "https://github.com"],
  ["com.github", "https://github.com"],
  ["io.gitlab", "https://gitlab.com"],
  ["com.gitlab", "https://gitlab.com"],
  ["org.bitbucket", "https://bitbucket.org"],
  ["ht.sr", "https://git.sr.ht"],
]);

/** The address of a library's repository by its name, as the Clojure command finds it. */
function addressOf(library: string): string | undefined {
  const match = /^([a-z]+\.[a-z]+)\.([^/]+)\/([^/]+)$/.exec(library);
  const host = hosts.get(match?.[1] ?? "");
  if (match === null || host === undefined) return undefined;
  return `${host}/${host.includes("sr.ht") ? "~" : ""}${match[2]}/${match[3]}.git`;
}

function git(args: readonly string[], library: string): string {
  try {
    return execFileSync("git", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    const words = String((error as { stderr?: string }).stderr ?? error).trim();
    throw new UsageError(`${library}: git failed: ${words}`, `git ${args.join(" ")}`);
  }
}

/** The commit that a name stands for in a repository, or undefined. */
function findCommit(folder: string, name: string): string | undefined {
  const args = ["-C", folder, "rev-parse", "--verify", "--quiet", `${name}^{commit}`];
  const { status, stdout } = spawnSync("git", args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** The folder with the files of a library's commit. */
export function fetchCommit(library: string, coordinate: EdnMap): string {
  const url = textAt(coordinate, ":git/url") ?? addressOf(library);
  const sha = textAt(coordinate, ":git/sha", ":sha");
  const tag = textAt(coordinate, ":git/tag", ":tag");
  if (url === undefined) {
    const wanted = ":local/root, :mvn/version, or :git/url and :git/sha";
    throw new UsageError(`${library} wants ${wanted}`, SEE);
  }
  if (sha === undefined) throw new UsageError(`${library} wants a :git/sha`, SEE);
  const name = path.join("git", library.replace("/", path.sep), sha);
  return cached(name, (folder) => {
    git(["clone", "--quiet", "--no-checkout", url, folder], library);
    if (tag !== undefined) {
      const found = findCommit(folder, tag);
      if (found === undefined) throw new UsageError(`${library}: ${url} has no tag ${tag}`, SEE);
      if (!found.startsWith(sha)) {
        throw new UsageError(`${library}: tag ${tag} is commit ${found}, not ${sha}`, SEE);
      }
    }
    if (findCommit(folder, sha) === undefined) {
      throw new UsageError(`${library}: ${url} has no commit ${sha}`, SEE);
    }
    git(["-C", folder, "checkout", "--quiet", "--detach", sha], library);
  });
}
