// Writes every generated file (tools/render.ts). A file whose text is unchanged is left alone, so
// that nothing downstream looks new.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { renderAll } from "./render";

for (const [path, text] of Object.entries(renderAll())) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
