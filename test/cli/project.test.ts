// Projects: what deps.edn, its aliases, jars, git repositories and npm packages put on the path.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { strToU8, zipSync } from "fflate";

const folder = mkdtempSync(join(tmpdir(), "genera-project-"));
after(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string | Uint8Array): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

function git(...args: string[]): string {
  const identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"];
  return execFileSync("git", [...identity, ...args], {
    cwd: join(folder, "repo"),
    encoding: "utf8",
  });
}

function genera(...args: string[]) {
  const env = { ...process.env, GENERA_CACHE: join(folder, "cache") };
  const options = { encoding: "utf8", cwd: join(folder, "app"), timeout: 60_000, env } as const;
  return spawnSync(process.execPath, [resolve("bin/genera"), ...args], options);
}

write("near/deps.edn", `{:paths ["clj"] :deps {far/far {:local/root "../far"}}}`);
write("near/clj/near.clj", "(ns near (:require far)) (def x [:near far/x])");
write("far/src/far.clj", "(ns far) (def x :far)");
const jarred = strToU8("(ns jarred) (def x :jarred)");
write("lib.jar", zipSync({ "jarred.clj": jarred, "x/Y.class": strToU8("no") }));
write("repo/src/git_lib.clj", "(ns git-lib) (def x :git)");
git("init", "--quiet");
git("add", ".");
git("commit", "--quiet", "-m", "one");
git("tag", "v1");
const sha = git("rev-parse", "HEAD").trim();
write("app/package.json", `{"dependencies": {"shipped": "1", "plain": "1"}}`);
write("app/node_modules/shipped/package.json", "{}");
write("app/node_modules/shipped/src/shipped.cljc", "(ns shipped) (def x :npm)");
write("app/node_modules/plain/index.js", "");
write("app/src/app.clj", "(ns app (:require near)) (defn -main [& args] (prn near/x args))");
write("app/dev/dev.clj", "(ns dev) (def x :dev)");
write(
  "app/test/app_test.clj",
  "(ns app-test (:require [clojure.test :refer :all] app helper)) (deftest t (is (= 1 helper/x)))",
);
write("app/fixtures/helper.clj", "(ns helper) (def x 1)");
write(
  "app/deps.edn",
  `; a comment
{:paths ["src" :more] :deps {near/near {:local/root "../near"}
                             org.clojure/clojure {:mvn/version "1.11.1"}}
 :aliases {:more ["resources"]
           :dev {:extra-paths ["dev"] :extra-deps {jarred/jarred {:local/root "../lib.jar"}}}
           :git {:extra-deps {git/lib {:git/url "${join(folder, "repo")}" :git/tag "v1"
                                       :git/sha "${sha.slice(0, 7)}"}}}
           :tag {:extra-deps {git/tag {:git/url "${join(folder, "repo")}" :git/tag "v9"
                                       :git/sha "0000000"}}}
           :commit {:extra-deps {git/commit {:git/url "file://${join(folder, "repo")}"
                                             :git/sha "0000000"}}}
           :test {:extra-paths ["fixtures"]}
           :maven {:extra-deps {no.such/library {:mvn/version "9.9"}}}
           :go {:main-opts ["-m" "app" "first"]}}}`,
);

test("a project's paths, its libraries and theirs are found, and npm packages", () => {
  const run = genera("-e", "(require 'near 'shipped) [near/x shipped/x]");
  assert.equal(run.stderr, "");
  assert.equal(run.stdout, "[[:near :far] :npm]\n");
  assert.equal(genera("run", "-m", "app", "1").stdout, '[:near :far] ("1")\n');
});

test("aliases add paths, jars and commits of git", () => {
  const run = genera(
    "-A:dev:git",
    "-e",
    "(require 'dev 'jarred 'git-lib) [dev/x jarred/x git-lib/x]",
  );
  assert.equal(run.stderr, "");
  assert.equal(run.stdout, "[:dev :jarred :git]\n");
});

test("-M runs what an alias says", () => {
  assert.equal(genera("-M:go", "second").stdout, '[:near :far] ("first" "second")\n');
});

test("genera test looks in test, with the alias of that name", () => {
  const run = genera("test");
  assert.match(run.stdout, /Testing app-test\n\nRan 1 tests containing 1 assertions/);
  assert.equal(run.status, 0);
});

test("what is not there is named", () => {
  const missing = genera("-A:nope", "-e", "1");
  assert.match(missing.stderr, /deps\.edn has no alias :nope \(it has :more, :dev/);
  assert.equal(missing.status, 2);
  const jar = genera("-A:maven", "-e", "1");
  assert.match(jar.stderr, /no jar of no\.such\/library 9\.9; looked for .*library-9\.9\.jar/);
  const tag = genera("-A:tag", "-e", "1");
  assert.match(tag.stderr, /^genera: git\/tag: .*repo has no tag v9 \(see deps\.edn\)\n$/);
  const commit = genera("-A:commit", "-e", "1");
  assert.match(commit.stderr, /^genera: git\/commit: .*repo has no commit 0000000 \(see/);
});

test("project files with mistakes are named, with the place", () => {
  const attempt = (file: string, text: string) => {
    const cwd = join(folder, `broken-${encodeURIComponent(text)}`);
    mkdirSync(cwd);
    writeFileSync(join(cwd, file), text);
    const options = { encoding: "utf8", cwd, timeout: 60_000 } as const;
    return spawnSync(process.execPath, [resolve("bin/genera"), "-e", "1"], options).stderr;
  };
  assert.match(attempt("deps.edn", '{:paths ["src"'), /^genera: deps\.edn:1:\d+: .* \(mend it\)/);
  assert.match(attempt("deps.edn", '{:paths "src"}'), /^genera: deps\.edn: :paths wants a vector/);
  assert.match(attempt("deps.edn", "{:deps [a/b]}"), /^genera: deps\.edn: :deps wants a map/);
  assert.match(attempt("deps.edn", '{:paths ["src" 1]}'), /:paths wants strings in its vector/);
  assert.match(attempt("deps.edn", "{:paths [:no]}"), /:paths names :no, which :aliases does not/);
  assert.match(attempt("deps.edn", "{:paths [] :paths []}"), /deps\.edn: :paths stands twice in/);
  assert.match(attempt("deps.edn", "{:deps {a/b {}}}"), /^genera: a\/b wants :local\/root, :mvn\//);
  assert.match(attempt("deps.edn", "{:deps {a/b {:local/root 5}}}"), /:local\/root wants a string/);
  assert.match(attempt("deps.edn", "{:deps {:b {}}}"), /is named by a symbol, not by :b/);
  assert.match(
    attempt("deps.edn", '{:deps {far {:local/root "../far"}}}'),
    /^genera: warning: the library far should be far\/far \(see .*deps\.edn\)\n/,
  );
  assert.match(
    attempt("deps.edn", '{:deps {a/b {:local/root "no"}}}'),
    /there is no no \(see deps/,
  );
  assert.match(attempt("package.json", '{"dependencies":'), /^genera: .*package\.json: .*JSON/);
  const paths = attempt("package.json", '{"genera": {"paths": "src"}}');
  assert.match(paths, /^genera: package\.json: "paths" of "genera" wants an array of strings/);
});
