// Sources of libraries in jar files: they are unpacked into the cache, named by what is in them,
// so that errors name files that can be looked at.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { unzipSync } from "fflate";
import { UsageError } from "../arguments";
import { cached } from "./cache";

/** The folder with the sources of a jar. */
export function unpackJar(jar: string): string {
  const bytes = readFileSync(jar);
  const digest = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  const name = `${path.basename(jar, ".jar")}-${digest}`;
  return cached(path.join("jars", name), (folder) => {
    for (const [entry, content] of Object.entries(readEntries(bytes, jar))) {
      const file = path.resolve(folder, entry);
      if (!file.startsWith(folder + path.sep)) throw new UsageError(`${jar} has a file ${entry}`);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
  });
}

function readEntries(bytes: Uint8Array, jar: string): Record<string, Uint8Array> {
  const isSource = ({ name }: { name: string }) =>
    !name.endsWith("/") && !/\.(class|java)$/.test(name);
  try {
    return unzipSync(bytes, { filter: isSource });
  } catch {
    throw new UsageError(`not a jar file: ${jar}`, "see deps.edn");
  }
}
