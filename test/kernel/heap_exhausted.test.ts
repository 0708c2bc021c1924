// A full heap: the actor that asks for more gets an OutOfMemoryError with a census, may catch it,
// and the program goes on with all its memory.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Program } from "../host/program";

const MIB = 1024 * 1024;
const limit = "heap limit reached";

/** What the expression's OutOfMemoryError says, caught in Lisp. */
function exhaust(program: Program, expression: string): string {
  const caught = `(try ${expression} (catch Exception e :exception)
    (catch OutOfMemoryError e (.getMessage e)))`;
  return JSON.parse(program.show(caught));
}

test("what fills the heap is named, and everything is usable again", () => {
  const program = new Program(32 * MIB);
  const lists = exhaust(program, "(loop [l nil] (recur (cons 1 l)))");
  assert.match(lists, /^heap limit reached: \d+ MB in \d+ objects of kind cons, /);
  const vectors = exhaust(program, "(loop [v []] (recur (conj v (vec (range 40)))))");
  assert.match(vectors, /^heap limit reached: \d+ MB in \d+ objects of kind (node|vector), /);
  const text = exhaust(program, '(loop [s "abcdefgh"] (recur (str s s)))');
  assert.ok(text.startsWith(limit), text);
  assert.ok(exhaust(program, "(object-array 100000000)").startsWith(limit));
  assert.equal(program.show("(count (vec (range 100000)))"), "100000");
});

test("what no heap can hold is refused with a census too", () => {
  const program = new Program(32 * MIB);
  assert.match(exhaust(program, "(object-array 2000000000)"), /of kind string/);
  assert.match(exhaust(program, "(long-array 20000000)"), /of kind string/);
});

test("a heap that stays full costs few full cycles, and is told of again", () => {
  const program = new Program(64 * MIB);
  const shown = program.show(`(let [held (atom nil)
        fulls (fn [] (nth (prim/heap-stats) 2))
        fill (fn [f] (try (f) :room (catch OutOfMemoryError e :full)))
        one (fill (fn [] (loop [] (swap! held conj (str (count @held))) (recur))))
        before (fulls)]
    (dotimes [i 5] (reduce + (map (comp count str) (range 20000))))
    (let [between (- (fulls) before)
          two (fill (fn [] (doall (map str (range 1000000)))))]
      (reset! held nil)
      [one (<= before 3) (<= between 1) two (count (vec (range 1000000)))]))`);
  assert.equal(shown, "[:full true true :full 1000000]");
});

test("data held in an atom is told of too, and is let go", () => {
  const program = new Program(32 * MIB);
  program.run("(def held (atom nil))");
  for (let i = 0; i < 3; i++) {
    const message = exhaust(program, '(loop [] (swap! held conj (str "x" (count @held))) (recur))');
    assert.match(message, /objects of kind list/);
    assert.equal(program.show("(> (count @held) 100000)"), "true");
    program.run("(reset! held nil)");
  }
  const { kernel } = program.runtime;
  const verify = (kernel.exports as unknown as { verifyHeap(): number }).verifyHeap;
  assert.equal(verify(), 0);
});

test("a heap that is full at the head of a loop is caught around the loop", () => {
  const program = new Program(32 * MIB);
  program.run("(def held (atom nil))");
  const shown = program.show(`(try
    (loop [] (prim/atom-set held (prim/conj (prim/atom-value held) [1 2 3])) (recur))
    (catch OutOfMemoryError e (reset! held nil) :caught))`);
  assert.equal(shown, ":caught");
});

test("the error is a Throwable that is no Exception, and finally runs", () => {
  const program = new Program(32 * MIB);
  const shown = program.show(`(let [log (atom [])]
    (try
      (try (loop [l nil] (recur (cons 1 l))) (finally (swap! log conj :finally)))
      (catch Exception e (swap! log conj :exception))
      (catch Throwable e (swap! log conj (.getSimpleName (class e)))))
    @log)`);
  assert.equal(shown, '[:finally "OutOfMemoryError"]');
});
