// The part of docs/compatibility.md that `npm run compat` writes, from its counts; what is behind
// its end mark was written by hand.
//
// A library's row adds up its namespaces. A language suite has a row for each namespace and the
// mean over them of assertions passed here by assertions passed on the JVM, at most 1 each; one
// that does not load here counts 0, one that does not load on the JVM or asserts nothing there is
// left out and listed.

const endMark = "<!-- The rest is not written by npm run compat. -->";

const intro = `# Compatibility

Written by \`npm run compat DIR\` (tools/compat): tests that others wrote for their libraries and
for Clojure, run on Genera and, with the same sources, on JVM Clojure 1.11.1. The libraries are
those of Debian's packages, unchanged; the tests are those of the git tag of the same version.
They are not part of this repository and not of \`npm test\`.
`;

const passed = (count) => count?.pass ?? 0;
const isBroken = (count) => count === undefined || count.broken !== undefined;
const escapeCell = (text) => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function sumPassed(counts) {
  return Object.values(counts ?? {}).reduce((sum, count) => sum + passed(count), 0);
}

/** As many as on the JVM; where the number varies by chance, every one that there is. */
function passesAll({ suite, here, jvm }) {
  const counts = Object.values(here);
  if (suite.varies) return counts.every((count) => count.fail === 0 && count.error === 0);
  return sumPassed(here) >= sumPassed(jvm);
}

/** What does not pass here and does on the JVM, in a few words. */
function describeNotes({ suite, here, jvm, missing }) {
  if (missing !== undefined) return `missing: ${missing.join(", ")}`;
  if (suite.varies && passesAll({ suite, here, jvm })) return "all; the number varies by chance";
  return Object.entries(here)
    .filter(([name, count]) => isBroken(count) && !isBroken(jvm?.[name] ?? { pass: 0 }))
    .map(([name, count]) => `\`${name}\` does not load: ${count.broken}`)
    .join("; ");
}

function renderLibraries(results) {
  const rows = results.map((result) => {
    const { suite, here, jvm } = result;
    const version = suite.tag.replace(/^.*?(\d+(\.\d+)+)$/, "$1");
    const figures = here === undefined ? ["", ""] : [sumPassed(here), jvm ? sumPassed(jvm) : "?"];
    const cells = [suite.name, version, ...figures, escapeCell(describeNotes(result))];
    return `| ${cells.join(" | ")} |`;
  });
  const known = results.filter((result) => result.jvm !== undefined);
  const whole = known.filter((result) => passesAll(result));
  return [
    "## Debian's libraries",
    "",
    `${whole.length} of ${results.length} pass as many assertions as on the JVM.`,
    "",
    "| library | version | assertions passed here | on the JVM | |",
    "|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function renderLanguage({ suite, here, jvm, missing }) {
  const title = `## ${suite.name}\n\n`;
  if (missing !== undefined) return `${title}Missing: ${missing.join(", ")}.\n`;
  const names = Object.keys(here).sort();
  const counted = names.filter((name) => passed(jvm?.[name]) > 0);
  const left = names.filter((name) => !counted.includes(name));
  const share = (name) => Math.min(1, passed(here[name]) / passed(jvm[name]));
  const mean = counted.reduce((sum, name) => sum + share(name), 0) / counted.length;
  const rows = counted
    .filter((name) => share(name) < 1)
    .map((name) => {
      const note = isBroken(here[name]) ? `does not load: ${here[name]?.broken}` : "";
      const figures = [passed(here[name]), passed(jvm[name])].join(" | ");
      return `| ${name} | ${figures} | ${escapeCell(note)} |`;
    });
  const reasons = Object.entries(suite.except).map(([name, why]) => `\`${name}\` (${why})`);
  const source = `${suite.repository.replace("+", "/")}, ${suite.tag}`;
  const onJvm = names.reduce((sum, name) => sum + passed(jvm?.[name]), 0);
  return [
    title +
      `Repository ${source}: ${counted.length} files; here ${sumPassed(here)} assertions pass, ` +
      `on the JVM ${onJvm}. Mean over the files of passed here by passed on the JVM: ` +
      `${(100 * mean).toFixed(1)} %.`,
    "",
    `Files that pass fewer here (the other ${counted.length - rows.length} pass as many):`,
    "",
    "| namespace | assertions passed here | on the JVM | |",
    "|---|---|---|---|",
    ...rows,
    "",
    ...(left.length > 0
      ? [`Left out, as nothing passes on the JVM: ${left.map((n) => `\`${n}\``).join(", ")}.`, ""]
      : []),
    ...(reasons.length > 0 ? [`Not run: ${reasons.join(", ")}.`, ""] : []),
  ].join("\n");
}

export function renderReport(libraryResults, languageResults) {
  return [
    intro,
    ...(libraryResults.length > 0 ? [renderLibraries(libraryResults)] : []),
    ...languageResults.map(renderLanguage),
  ].join("\n");
}

/** The document with a new report instead of the one it begins with. */
export function replaceReport(document, report) {
  const [, rest] = document.split(`${endMark}\n`);
  return `${report}${endMark}\n${rest ?? document}`;
}
