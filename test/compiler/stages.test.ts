// The compiler in Lisp, stage by stage: every form of lang/core and lang/compiler passes the
// validators of HIR and MIR and the kernel's verifier, what a form becomes does not depend on when
// it is compiled, and the passes do what their heads say.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Program } from "../host/program";

const program = new Program();
const check = (text: string, expected: string): void => {
  assert.equal(program.show(text), expected, text);
};

program.run(`
  (defn forms-of [file]
    (let [reader (genera.compiler.reader/open-data (slurp file) {})]
      (loop [forms []]
        (let [form (genera.compiler.reader/read-form reader)]
          (if (identical? form genera.compiler.reader/end) forms (recur (conj forms form)))))))
  (defn problems-in [{:keys [file ns]}]
    (let [ns (the-ns (or ns 'clojure.core))]
      (binding [*ns* ns genera.compiler/*check* true genera.compiler/*library* true]
        (vec (keep (fn [form]
                     (try (genera.compiler/compile form ns) nil
                       (catch Throwable e [file (take 2 form) (str (or (ex-cause e) e))])))
                   (forms-of (str "lang/core/" file)))))))
  (def library (read-string (slurp "lang/core/manifest.edn")))`);

test("the library and the compiler compile, and every stage is valid", () => {
  check(
    "(into [] (mapcat problems-in) (remove (fn [row] (= 'genera.main (:ns row))) library))",
    "[]",
  );
});

test("a form becomes the same code whenever it is compiled", () => {
  program.run(`
    (defn same? [form]
      (= (genera.compiler/bytecode form) (do (gensym) (genera.compiler/bytecode form))))
    (def seq-forms (binding [*ns* (the-ns 'clojure.core)] (forms-of "lang/core/seq.clj")))`);
  check("(binding [*ns* (the-ns 'clojure.core)] (vec (remove same? seq-forms)))", "[]");
});

test("constants are folded and dead branches left out", () => {
  check("(genera.compiler/hir '(if (< 1 2) (+ 3 4) (inc 1)))", "(const 7)");
  check("(genera.compiler/hir '(do 1 :a (inc 2)))", "(const 3)");
});

test("a let that only renames is gone", () => {
  check("(genera.compiler/hir '(let [a 1 b a] b))", "(const 1)");
  check(
    "(genera.compiler/mir '(fn [x] (let [y x] (inc y))))",
    "(user/eval ({:params 0, :variadic false} (B0 [] (v0 = (closure user/fn)) (return v0))))",
  );
});

program.run(`
  (defn ops-of [form]
    (let [f (first (genera.compiler.mir/inner-functions
                     (#'genera.compiler/to-mir form *ns* nil nil)))
          flat (genera.compiler.slots/assign
                 (genera.compiler.stack/flatten-arity (first (:arities f))))]
      (into [] (comp (map first) (remove #{:label :none})) (:code flat))))`);

test("a value that more than and or or reads keeps its local", () => {
  check("(eval '(if (let [x 5 x (- x x)] (and x x)) 1 2))", "1");
});

test("and, or and not in a test leave no value behind", () => {
  check(
    "(ops-of '(fn [a b] (if (and a (not b)) 1 2)))",
    "[:load :jump-false :load :jump-true :integer :return :integer :return]",
  );
});

test("a value with one use, made where it is wanted, needs no slot", () => {
  check(
    "(ops-of '(fn [a b] (let [x (+ a b) y (* a b)] (- x y))))",
    "[:load :load :add :load :load :multiply :subtract :return]",
  );
  check(
    "(ops-of '(fn [a b] (let [x (+ a b)] (* x x))))",
    "[:load :load :add :store :load :load :multiply :return]",
  );
});

test("a loop's parameters are stored where they change, and only there", () => {
  check(
    "(ops-of '(fn [n] (loop [i 0 k n] (if (< i k) (recur (inc i) k) i))))",
    "[:integer :store :load :load :less :jump-false :load :increment :store :jump-back " +
      ":load :return]",
  );
});

test("a function that is called only where it is made is a let, or a loop", () => {
  check(
    "(genera.compiler/hir '(let [f (fn [a] (inc a))] (f (first []))))",
    "(let [a%2 (prim/first (const []))] (prim/increment a%2))",
  );
  check(
    `(genera.compiler/hir '((fn [n s] (if (< n 1) s (recur (dec n) (+ s n)))) 3 0))`,
    "(loop [n%2 (const 3) s%3 (const 0)] (if (prim/less n%2 (const 1)) s%3 " +
      "(recur (prim/decrement n%2) (prim/add s%3 n%2))))",
  );
  check("(first (genera.compiler/hir '(let [f (fn [a] a)] (f 1) (f 2))))", "let");
  check("(first (genera.compiler/hir '(let [f (fn [a] a)] (f 1 2))))", "let");
  check("(let [g (fn [x] (let [f (fn [y] (fn [] [x y]))] (f 2)))] ((g 1)))", "[1 2]");
});

test("values have types, a loop's parameters by fixpoint", () => {
  program.run(`
    (defn types-of [form]
      (let [f (first (genera.compiler.mir/inner-functions
                       (#'genera.compiler/to-mir form *ns* nil nil)))
            arity (first (:arities f))
            block (first (filter :loop? (rest (:blocks arity))))]
        (mapv (fn [v] (aget (:types arity) v)) (:params block))))`);
  check(
    `(types-of '(fn [n] (loop [i 0 x 0.0 y 1 z nil b true]
                          (if (< i n) (recur (inc i) (+ x i) (+ y 0.5) i (= i 1)) [x y z b]))))`,
    "[:long :double :number :any :boolean]",
  );
});

test("a jump to a jump goes where that goes", () => {
  check(
    "(ops-of '(fn [a b] (if (or a b) 1 2)))",
    "[:load :jump-true :load :jump-false :integer :return :integer :return]",
  );
});

test("passes are put in order, and declarations that cannot hold are refused", () => {
  program.run(`
    (defn a-pass [name needs after] {:name name :needs needs :after after :pass identity})
    (defn order [& passes]
      (try (mapv :name (genera.compiler.passes/order (vec passes)))
        (catch IllegalArgumentException e (ex-message e))))`);
  check("(mapv :name genera.compiler/passes)", "[:inline :fold :lets :tests :close]");
  check("(mapv :name genera.compiler/mir-passes)", "[:jumps :types]");
  check("(order (a-pass :b #{} #{:a}) (a-pass :a #{} #{}) (a-pass :c #{:b} #{}))", "[:a :b :c]");
  check("(order (a-pass :b #{} #{:not-there}))", "[:b]");
  check("(order (a-pass :b #{:a} #{}))", '"pass :b needs :a"');
  check(
    "(order (a-pass :b #{:a} #{}) (a-pass :a #{} #{:b}))",
    '"passes wait for each other: :b :a"',
  );
  check("(order (a-pass :a #{} #{}) (a-pass :a #{} #{}))", '"two passes have one name"');
});

test("the validator of HIR finds what is missing, unbound or unknown", () => {
  check(
    `(genera.compiler.hir/problem {:op :if :test {:op :const :value 1}})`,
    '":if without :then"',
  );
  check(`(genera.compiler.hir/problem {:op :maybe})`, '"no such op: :maybe"');
  check(`(genera.compiler.hir/problem {:op :local :local {:name "x" :id 1}})`, '"unbound local x"');
});

test("the validator of MIR finds values, blocks and operands that are not there", () => {
  program.run(`
    (defn instruction [id op args carried] {:id id :op op :of nil :args args :carried carried})
    (defn end [op args to leaves]
      {:op op :args args :to to :of :true :leaves leaves :carried 0})
    (defn block [id params height code end]
      {:id id :params params :loop? (= id 0) :height height :code code :end end})
    (defn problem [& blocks]
      (genera.compiler.mir/problem {:params 1 :blocks (vec blocks) :handlers []}))`);
  check("(problem (block 0 [0] 0 [] (end :return [0] [] [])))", "nil");
  check(
    "(problem (block 0 [0] 0 [] (end :return [7] [] [])))",
    '":return uses 7, which is not defined here"',
  );
  check("(problem (block 0 [0] 0 [] (end :jump [] [5] [])))", '"no block 5"');
  check(
    "(problem (block 0 [0] 0 [] (end :jump [] [0] [])))",
    '":jump to 0 with a wrong number of arguments"',
  );
  check(
    `(problem (block 0 [0] 0 [] (end :branch [0] [1 2] []))
              (block 1 [] 0 [(instruction 1 :const [] 0)] (end :jump [] [2] []))
              (block 2 [] 0 [] (end :return [1] [] [])))`,
    '":return uses 1, which is not defined here"',
  );
  check(
    `(problem (block 0 [0] 0 [] (end :jump [] [1] [0]))
              (block 1 [] 1 [(instruction 1 :call [0] 1)] (end :return [1] [] [])))`,
    "nil",
  );
  check(
    `(problem (block 0 [0] 0 [] (end :jump [] [1] []))
              (block 1 [] 0 [(instruction 1 :call [0] 1)] (end :return [1] [] [])))`,
    '":call carries [0] of []"',
  );
});

test("a function's code is shown with its lines", () => {
  program.run("(defn twice [x]\n  (* 2 x))", "twice.clj");
  check(
    "(vec (genera.compiler.dis/function-lines twice))",
    `[${[
      "user/twice  1 parameters, 0 locals, 2 operands  twice.clj",
      "  0    integer 2",
      "  5    load-multiply -1",
      "  8    multiply                         ; 2:3",
      "  9    return",
      "  live at 0: -1",
      "  live at 9: ",
    ]
      .map((line) => JSON.stringify(line))
      .join(" ")}]`,
  );
});

test("forms nest as deep as they like, and code beyond its tables is an error", () => {
  program.run("(defn nest [n] (loop [i 0 f 1] (if (< i n) (recur (inc i) (list 'inc f)) f)))");
  check("(eval (nest 20000))", "20001");
  const { className, cause } = program.fail("(eval (vec (repeat 70000 '(inc 1))))");
  assert.equal(className, "clojure.lang.Compiler$CompilerException");
  assert.equal(cause?.message, "Method code too large!");
});

test("several actors compile at the same time", () => {
  program.run(`
    (defn busy [n] (future (mapv (fn [i] (eval (list 'let ['x i] (list '+ 'x n)))) (range 50))))`);
  check(
    `(= (mapv deref (mapv busy (range 4)))
        (mapv (fn [n] (mapv (fn [i] (+ i n)) (range 50))) (range 4)))`,
    "true",
  );
});

program.run(`
  (defn stack-of [form]
    (let [f (first (genera.compiler.mir/inner-functions
                     (#'genera.compiler/to-mir form *ns* nil nil)))]
      (genera.compiler.stack/flatten-arity (first (:arities f)))))
  (def looping
    (stack-of '(fn [x] (try (loop [i 0 s []]
                              (if (< i x) (recur (inc i) (conj s (case i 1 :a 2 :b i))) s))
                         (catch Exception e [e x])))))
  (defn problem-with [change] (genera.compiler.stack/problem (update looping :code change)))
  (defn without [code i] (into (subvec code 0 i) (subvec code (inc i))))`);

test("the validator of stack code misses no instruction that is gone or changed", () => {
  check("(problem-with identity)", "nil");
  check(
    `(vec (for [i (range (count (:code looping)))
                :let [[op _ _ effect] (nth (:code looping) i)]
                :when (not (or (= 0 effect) (#{:label :throw :return} op)))
                :when (nil? (problem-with (fn [code] (without code i))))]
            (nth (:code looping) i)))`,
    "[]",
  );
  check(
    `(vec (for [i (range (count (:code looping)))
                :when (nil? (problem-with (fn [code] (update-in code [i 3] inc))))]
            (nth (:code looping) i)))`,
    "[]",
  );
});
