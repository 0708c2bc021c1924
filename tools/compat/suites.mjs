// What `npm run compat` runs: one row for each suite of tests that others wrote.
//
// A row names the repository (as OWNER+NAME, the folder its copy lies in) and the git tag whose
// tests are run. `jar` is where Debian's package puts the library, whose sources are run
// unchanged; a suite without it is run from `sources` of the repository, or tests what is built
// in. `tests` are the folders of test namespaces, `jars` and `others` what the tests need
// besides, `varies` says that the number of assertions is not the same in each run, on the JVM
// neither, and `except` are the namespaces that are not run, each with the reason.

const library = (name, jar, repository, tag, tests, more = {}) => ({
  name,
  jar: `/usr/share/java/${jar}.jar`,
  repository,
  tag,
  tests,
  jars: [],
  others: [],
  except: {},
  ...more,
});

const javaJar = (name) => `/usr/share/java/${name}.jar`;
const contrib = ["src/test/clojure"];

/** The libraries that Debian packages, in the order of the table. */
export const libraries = [
  library("medley", "medley", "weavejester+medley", "1.0.0", ["test"]),
  library(
    "math.combinatorics",
    "math.combinatorics",
    "clojure+math.combinatorics",
    "math.combinatorics-0.1.4",
    contrib,
  ),
  library("tools.cli", "tools.cli", "clojure+tools.cli", "tools.cli-1.0.194", contrib),
  library("data.csv", "data.csv", "clojure+data.csv", "data.csv-1.0.0", contrib),
  library("data.json", "data.json", "clojure+data.json", "v2.4.0", contrib, {
    jars: [javaJar("test.check")],
  }),
  library("data.priority-map", "data.priority-map", "clojure+data.priority-map", "v1.1.0", contrib),
  library("core.match", "core.match", "clojure+core.match", "core.match-1.0.0", contrib, {
    jars: [javaJar("tools.reader")],
  }),
  library("core.cache", "core.cache", "clojure+core.cache", "v1.0.225", contrib, {
    jars: [javaJar("data.priority-map")],
  }),
  library("core.memoize", "core.memoize", "clojure+core.memoize", "v1.0.257", contrib, {
    jars: [javaJar("core.cache"), javaJar("data.priority-map")],
  }),
  library("instaparse", "instaparse", "Engelberg+instaparse", "v1.4.7", ["test"]),
  library("hiccup", "hiccup", "weavejester+hiccup", "1.0.5", ["test"]),
  library("honeysql", "honeysql", "seancorfield+honeysql", "v2.3.911", ["test"]),
  library("test.check", "test.check", "clojure+test.check", "test.check-1.1.0", contrib, {
    varies: true,
  }),
  library("tools.reader", "tools.reader", "clojure+tools.reader", "v1.3.6", contrib, {
    except: { "clojure.tools.common-tests": "loaded by the other files" },
  }),
  library("ordered", "ordered", "clj-commons+ordered", "1.5.9", ["test"]),
  library("spec.alpha", "spec.alpha", "clojure+spec.alpha", "v0.3.218", contrib, {
    jars: [javaJar("test.check"), javaJar("core.specs.alpha")],
  }),
  library(
    "prismatic-schema",
    "schema",
    "plumatic+schema",
    "schema-1.2.0",
    ["test/clj", "test/cljc"],
    { jars: [javaJar("test.check")] },
  ),
  library("lambdaisland-uri", "uri", "lambdaisland+uri", "v1.13.95", ["test"], {
    jars: [javaJar("test.check")],
  }),
  library("slingshot", "slingshot", "scgilardi+slingshot", "0.12.2", ["test"]),
];

const onJvm = "about JVM classes";

/** Suites of the language itself; their tables have a row for each namespace. */
export const languages = [
  {
    name: "Clojure's own tests",
    repository: "clojure+clojure",
    tag: "clojure-1.11.1",
    tests: ["test"],
    jars: [javaJar("test.check"), javaJar("spec.alpha"), javaJar("core.specs.alpha")],
    others: [
      { repository: "clojure+test.generative", tag: "HEAD", path: "src/main/clojure" },
      { repository: "clojure+data.generators", tag: "HEAD", path: "src/main/clojure" },
    ],
    except: {
      "clojure.test-clojure.annotations": onJvm,
      "clojure.test-clojure.compilation": onJvm,
      "clojure.test-clojure.genclass": onJvm,
      "clojure.test-clojure.java-interop": onJvm,
      "clojure.test-clojure.reflect": onJvm,
      "clojure.test-clojure.rt": onJvm,
      "clojure.test-clojure.serialization": onJvm,
    },
  },
  {
    name: "clojure-test-suite",
    repository: "jank-lang+clojure-test-suite",
    tag: "HEAD",
    tests: ["test"],
    jars: [],
    others: [],
    except: {},
  },
];
