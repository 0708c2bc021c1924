(ns minilang
  "An interpreter for Pebble, a small language with closures.

  The tokenizer makes a list of tokens; the parser, a set of functions from tokens to
  [node tokens], makes a tree of records; the multimethod evaluate runs the tree.

  usage: minilang.clj"
  (:require [clojure.string :as str]))

;; ---------------------------------------------------------------------------------------
;; Tokens

(defrecord Token [kind text line])

(def token-pattern
  #"([0-9]+)|\"([^\"]*)\"|([A-Za-z_][A-Za-z_0-9]*)|(==|!=|<=|>=|[-+*/%<>=!(){}\[\],;])|([^\s])")

(def reserved
  #{"let" "fn" "if" "else" "while" "return" "print" "true" "false" "nil" "and" "or"})

(defn fail
  "Reports an error in a Pebble program."
  [kind line & parts]
  (throw (ex-info (str/join parts) {:kind kind :line line})))

(defn read-token [line [whole number string word operator]]
  (cond
    number          (->Token :number number line)
    string          (->Token :string string line)
    (reserved word) (->Token :operator word line)
    word            (->Token :name word line)
    operator        (->Token :operator operator line)
    :else           (fail :syntax line "Unexpected character " whole)))

(defn strip-comment [line]
  (first (str/split line #"//" 2)))

(defn tokenize
  "The tokens of a program, ending with one of kind :end."
  [source]
  (let [lines  (str/split-lines source)
        tokens (mapcat (fn [number line]
                         (map #(read-token number %) (re-seq token-pattern (strip-comment line))))
                       (iterate inc 1)
                       lines)]
    (concat tokens [(->Token :end "the end" (count lines))])))

;; ---------------------------------------------------------------------------------------
;; The tree

(defrecord Literal [value])
(defrecord Variable [label line])
(defrecord Unary [operator operand line])
(defrecord Binary [operator left right line])
(defrecord Logical [operator left right])
(defrecord ListOf [items])
(defrecord Index [target index line])
(defrecord Function [label params body])
(defrecord Call [callee args line])
(defrecord Assign [label value line])

(defrecord Let [label value])
(defrecord Print [values])
(defrecord If [test then else])
(defrecord While [test body])
(defrecord Return [value])
(defrecord Block [statements])
(defrecord Expression [value])

;; ---------------------------------------------------------------------------------------
;; The parser

(declare parse-expression parse-statement parse-block)

(defn at?
  "Whether the next token is an operator or reserved word."
  [[token] text]
  (and (= :operator (:kind token)) (= text (:text token))))

(defn expect
  "The tokens after an operator that has to come next."
  [tokens text]
  (if (at? tokens text)
    (rest tokens)
    (let [{:keys [line] found :text} (first tokens)]
      (fail :syntax line "Expected " text " but found " found))))

(defn expect-name
  "The name that has to come next, and the tokens after it."
  [[{:keys [kind text line]} & tokens]]
  (if (= :name kind)
    [text tokens]
    (fail :syntax line "Expected a name but found " text)))

(defn parse-list
  "Parses items with commas between them, up to a closing operator."
  [parse-item tokens close]
  (if (at? tokens close)
    [[] (rest tokens)]
    (loop [items [], tokens tokens]
      (let [[item tokens] (parse-item tokens)
            items         (conj items item)]
        (if (at? tokens ",")
          (recur items (rest tokens))
          [items (expect tokens close)])))))

(defn parse-function
  "Parses the parameters and the body of a function."
  [label tokens]
  (let [[params tokens] (parse-list expect-name (expect tokens "(") ")")
        [body tokens]   (parse-block tokens)]
    [(->Function label params body) tokens]))

(defmulti parse-prefix
  "Parses an expression that starts with a token, given that token and those after it."
  (fn [{:keys [kind text]} _] (if (= :operator kind) text kind)))

(defmethod parse-prefix :number [{:keys [text]} tokens] [(->Literal (parse-long text)) tokens])
(defmethod parse-prefix :string [{:keys [text]} tokens] [(->Literal text) tokens])
(defmethod parse-prefix :name [{:keys [text line]} tokens] [(->Variable text line) tokens])
(defmethod parse-prefix "true" [_ tokens] [(->Literal true) tokens])
(defmethod parse-prefix "false" [_ tokens] [(->Literal false) tokens])
(defmethod parse-prefix "nil" [_ tokens] [(->Literal nil) tokens])
(defmethod parse-prefix "fn" [_ tokens] (parse-function "fn" tokens))

(defmethod parse-prefix "(" [_ tokens]
  (let [[node tokens] (parse-expression tokens 0)]
    [node (expect tokens ")")]))

(defmethod parse-prefix "[" [_ tokens]
  (let [[items tokens] (parse-list #(parse-expression % 0) tokens "]")]
    [(->ListOf items) tokens]))

(defn parse-unary [{:keys [text line]} tokens]
  (let [[operand tokens] (parse-expression tokens 70)]
    [(->Unary text operand line) tokens]))

(defmethod parse-prefix "-" [token tokens] (parse-unary token tokens))
(defmethod parse-prefix "!" [token tokens] (parse-unary token tokens))

(defmethod parse-prefix :default [{:keys [text line]} _]
  (fail :syntax line "Expected an expression but found " text))

(def binding-powers
  "How tightly each infix operator holds its operands."
  {"=" 10, "or" 20, "and" 30, "==" 40, "!=" 40, "<" 50, ">" 50, "<=" 50, ">=" 50,
   "+" 60, "-" 60, "*" 65, "/" 65, "%" 65, "(" 80, "[" 80})

(defn infix-power [{:keys [kind text]}]
  (if (= :operator kind) (get binding-powers text 0) 0))

(defn parse-infix
  "Parses what follows an expression and an infix operator."
  [left {:keys [text line]} tokens]
  (case text
    "(" (let [[args tokens] (parse-list #(parse-expression % 0) tokens ")")]
          [(->Call left args line) tokens])
    "[" (let [[index tokens] (parse-expression tokens 0)]
          [(->Index left index line) (expect tokens "]")])
    "=" (let [[value tokens] (parse-expression tokens 9)]
          (if (instance? Variable left)
            [(->Assign (:label left) value line) tokens]
            (fail :syntax line "Only a name can be assigned")))
    (let [[right tokens] (parse-expression tokens (binding-powers text))]
      (if (#{"and" "or"} text)
        [(->Logical text left right) tokens]
        [(->Binary text left right line) tokens]))))

(defn parse-expression
  "Parses an expression whose operators hold tighter than power."
  [[token & tokens] power]
  (loop [[left tokens] (parse-prefix token tokens)]
    (if (< power (infix-power (first tokens)))
      (recur (parse-infix left (first tokens) (rest tokens)))
      [left tokens])))

(defn parse-block [tokens]
  (loop [statements [], tokens (expect tokens "{")]
    (if (at? tokens "}")
      [(->Block statements) (rest tokens)]
      (let [[statement tokens] (parse-statement tokens)]
        (recur (conj statements statement) tokens)))))

(defn parse-if [tokens]
  (let [[test tokens] (parse-expression tokens 0)
        [then tokens] (parse-block tokens)
        [else tokens] (cond
                        (not (at? tokens "else")) [nil tokens]
                        (at? (rest tokens) "if")  (parse-if (drop 2 tokens))
                        :else                     (parse-block (rest tokens)))]
    [(->If test then else) tokens]))

(defn parse-simple
  "Parses an expression and the semicolon after it into a statement that make builds."
  [make tokens]
  (let [[value tokens] (parse-expression tokens 0)]
    [(make value) (expect tokens ";")]))

(defn parse-statement [tokens]
  (let [[{:keys [kind text]} & more] tokens]
    (case (when (= :operator kind) text)
      "let"    (let [[label more] (expect-name more)]
                 (parse-simple #(->Let label %) (expect more "=")))
      "fn"     (if (= :name (:kind (first more)))
                 (let [[label more]    (expect-name more)
                       [function more] (parse-function label more)]
                   [(->Let label function) more])
                 (parse-simple ->Expression tokens))
      "if"     (parse-if more)
      "while"  (let [[test more] (parse-expression more 0)
                     [body more] (parse-block more)]
                 [(->While test body) more])
      "return" (parse-simple ->Return more)
      "print"  (let [[values more] (parse-list #(parse-expression % 0) more ";")]
                 [(->Print values) more])
      "{"      (parse-block tokens)
      (parse-simple ->Expression tokens))))

(defn parse
  "The tree of a program."
  [source]
  (loop [statements [], tokens (tokenize source)]
    (if (= :end (:kind (first tokens)))
      (->Block statements)
      (let [[statement tokens] (parse-statement tokens)]
        (recur (conj statements statement) tokens)))))

;; ---------------------------------------------------------------------------------------
;; Values and scopes

(defprotocol Scope
  (lookup [scope label line] "The value of a name.")
  (define [scope label value] "Makes a new name in this scope.")
  (change [scope label value line] "Gives a name of this or an outer scope a new value."))

(defrecord Frame [names outer]
  Scope
  (lookup [_ label line]
    (let [value (get @names label ::none)]
      (cond
        (not= ::none value) value
        outer               (lookup outer label line)
        :else               (fail :name line "Unknown name " label))))
  (define [_ label value]
    (swap! names assoc label value)
    value)
  (change [_ label value line]
    (cond
      (contains? @names label) (do (swap! names assoc label value) value)
      outer                    (change outer label value line)
      :else                    (fail :name line "Unknown name " label))))

(defn new-frame [outer]
  (->Frame (atom {}) outer))

(defprotocol Invocable
  (arity [callee] "How many arguments the callee takes.")
  (invoke [callee args line] "Calls the callee."))

(defprotocol Showable
  (show [value] "The text that print writes for a value."))

(defrecord Builtin [label params body]
  Invocable
  (arity [_] params)
  (invoke [_ args line] (apply body line args))
  Showable
  (show [_] (str "<builtin " label ">")))

(declare evaluate run-body)

(defrecord Closure [function scope]
  Invocable
  (arity [_] (count (:params function)))
  (invoke [_ args _]
    (let [frame (new-frame scope)]
      (doseq [[param arg] (map vector (:params function) args)]
        (define frame param arg))
      (run-body (:body function) frame)))
  Showable
  (show [_] (str "<" (:label function) "/" (count (:params function)) ">")))

(extend-protocol Showable
  nil
  (show [_] "nil")
  Object
  (show [value]
    (if (vector? value)
      (str "[" (str/join ", " (map show value)) "]")
      (str value))))

(defn check-number [value operator line]
  (if (integer? value)
    value
    (fail :type line operator " needs a number, not " (show value))))

(defn compute
  "Applies an operator to two numbers."
  [operator line a b]
  (let [a (check-number a operator line)
        b (check-number b operator line)]
    (when (and (zero? b) (#{"/" "%"} operator))
      (fail :arithmetic line "Division by zero"))
    (case operator
      "+"  (+ a b)
      "-"  (- a b)
      "*"  (* a b)
      "/"  (quot a b)
      "%"  (mod a b)
      "<"  (< a b)
      ">"  (> a b)
      "<=" (<= a b)
      ">=" (>= a b))))

(def builtins
  (into {}
        (for [[label params body]
              [["len" 1 (fn [line value]
                          (if (or (vector? value) (string? value))
                            (count value)
                            (fail :type line "len needs a list or a string")))]
               ["push" 2 (fn [line items value]
                           (if (vector? items)
                             (conj items value)
                             (fail :type line "push needs a list")))]
               ["str" 1 (fn [_ value] (show value))]
               ["error" 1 (fn [line message] (fail :user line (show message)))]]]
          [label (->Builtin label params body)])))

;; ---------------------------------------------------------------------------------------
;; The evaluator: an expression gives its value, a statement nil or what a return gave it

(defrecord Returned [value])

(defmulti evaluate
  "Runs a node of the tree in a scope."
  (fn [node _] (type node)))

(defn run-statements
  "Runs statements until one of them returns."
  [statements scope]
  (reduce (fn [_ statement]
            (when-let [returned (evaluate statement scope)]
              (reduced returned)))
          nil
          statements))

(defn run-body
  "The value that the body of a function returns."
  [body scope]
  (:value (run-statements (:statements body) scope)))

(defmethod evaluate Literal [{:keys [value]} _] value)
(defmethod evaluate Variable [{:keys [label line]} scope] (lookup scope label line))
(defmethod evaluate ListOf [{:keys [items]} scope] (mapv #(evaluate % scope) items))
(defmethod evaluate Function [function scope] (->Closure function scope))

(defmethod evaluate Assign [{:keys [label value line]} scope]
  (change scope label (evaluate value scope) line))

(defmethod evaluate Unary [{:keys [operator operand line]} scope]
  (let [value (evaluate operand scope)]
    (if (= "!" operator)
      (not value)
      (- (check-number value operator line)))))

(defmethod evaluate Logical [{:keys [operator left right]} scope]
  (let [value (evaluate left scope)]
    (if (= (= "or" operator) (boolean value))
      value
      (evaluate right scope))))

(defmethod evaluate Binary [{:keys [operator left right line]} scope]
  (let [a (evaluate left scope)
        b (evaluate right scope)]
    (cond
      (= "==" operator)              (= a b)
      (= "!=" operator)              (not= a b)
      (not= "+" operator)            (compute operator line a b)
      (or (string? a) (string? b))   (str (show a) (show b))
      (and (vector? a) (vector? b))  (into a b)
      :else                          (compute operator line a b))))

(defmethod evaluate Index [{:keys [target index line]} scope]
  (let [items (evaluate target scope)
        i     (evaluate index scope)]
    (cond
      (not (vector? items))                     (fail :type line "Only a list has items")
      (and (integer? i) (< -1 i (count items))) (items i)
      :else                                     (fail :index line "No item " (show i)))))

(defmethod evaluate Call [{:keys [callee args line]} scope]
  (let [f    (evaluate callee scope)
        args (mapv #(evaluate % scope) args)]
    (cond
      (not (satisfies? Invocable f))
      (fail :type line "Cannot call " (show f))

      (not= (arity f) (count args))
      (fail :arity line (show f) " takes " (arity f) " arguments, not " (count args))

      :else
      (invoke f args line))))

(defmethod evaluate Let [{:keys [label value]} scope]
  (define scope label (evaluate value scope))
  nil)

(defmethod evaluate Print [{:keys [values]} scope]
  (println " " (str/join " " (map #(show (evaluate % scope)) values))))

(defmethod evaluate Expression [{:keys [value]} scope]
  (evaluate value scope)
  nil)

(defmethod evaluate Return [{:keys [value]} scope]
  (->Returned (evaluate value scope)))

(defmethod evaluate Block [{:keys [statements]} scope]
  (run-statements statements (new-frame scope)))

(defmethod evaluate If [{:keys [test then else]} scope]
  (if (evaluate test scope)
    (evaluate then scope)
    (when else (evaluate else scope))))

(defmethod evaluate While [{:keys [test body]} scope]
  (loop []
    (when (evaluate test scope)
      (or (evaluate body scope)
          (recur)))))

;; ---------------------------------------------------------------------------------------
;; The programs

(def programs
  [["Arithmetic" "
    print 1 + 2 * 3 - 4, (1 + 2) * (3 - 4), -7 / 2, -7 % 3;
    print 1 < 2 and 2 < 3, 1 == 2 or nil, !true;
    print \"text \" + 1 + [2, \"three\", nil];"]
   ["Recursion" "
    fn fib(n) { if n < 2 { return n; } return fib(n - 1) + fib(n - 2); }
    fn ackermann(m, n) {
      if m == 0 { return n + 1; }
      if n == 0 { return ackermann(m - 1, 1); }
      return ackermann(m - 1, ackermann(m, n - 1));
    }
    print fib(18), ackermann(2, 3);"]
   ["Closures" "
    fn counter() { let n = 0; return fn() { n = n + 1; return n; }; }
    let a = counter();
    let b = counter();
    a(); a();
    print a(), b(), a, len;
    fn compose(f, g) { return fn(x) { return f(g(x)); }; }
    print compose(fn(x) { return x * 2; }, fn(x) { return x + 1; })(20);"]
   ["Loops" "
    // the primes below a hundred, and the longest Collatz chain below three hundred
    let primes = [];
    let n = 2;
    while n < 100 {
      let i = 0;
      while i < len(primes) and n % primes[i] != 0 { i = i + 1; }
      if i == len(primes) { primes = push(primes, n); }
      n = n + 1;
    }
    print len(primes), primes;
    fn chain(n) {
      let steps = 0;
      while true {
        if n == 1 { return steps; } else if n % 2 == 0 { n = n / 2; } else { n = 3 * n + 1; }
        steps = steps + 1;
      }
    }
    let best = 1;
    let start = 1;
    while start < 300 {
      if chain(start) > chain(best) { best = start; }
      start = start + 1;
    }
    print best, chain(best);"]
   ["Lists" "
    fn map(f, items) {
      let result = [];
      let i = 0;
      while i < len(items) { result = push(result, f(items[i])); i = i + 1; }
      return result;
    }
    fn filter(keep, items) {
      let result = [];
      map(fn(item) { if keep(item) { result = push(result, item); } return nil; }, items);
      return result;
    }
    fn sort(items) {
      if len(items) < 2 { return items; }
      let pivot = items[0];
      return sort(filter(fn(x) { return x < pivot; }, items))
        + filter(fn(x) { return x == pivot; }, items)
        + sort(filter(fn(x) { return x > pivot; }, items));
    }
    print map(fn(x) { return x * x; }, [1, 2, 3, 4]);
    print sort([31, 4, 15, 92, 65, 35, 89, 79, 32, 38, 46, 26, 4]);"]
   ["A bad character" "let a = 1;\nlet b = a ? 2;"]
   ["A missing parenthesis" "print (1 + 2;"]
   ["A bad target" "1 = 2;"]
   ["An unfinished block" "fn f() {\n  return 1;\n"]
   ["An unknown name" "let a = 1;\nprint a;\nprint a + b;"]
   ["A division by zero" "fn half(n) {\n  return 1 / n;\n}\nprint half(1);\nprint half(0);"]
   ["A wrong type" "print 1 + nil;"]
   ["A wrong arity" "fn f(a, b) { return a; }\nf(1);"]
   ["A call of a number" "let f = 1;\nf();"]
   ["A missing item" "let l = [1, 2];\nprint l[1];\nprint l[2];"]
   ["An error of its own" "fn f(n) {\n  if n < 0 { error(\"below \" + n); }\n}\nf(-1);"]])

(defn run
  "Runs a program, and prints the error that ends it, if any."
  [source]
  (try
    (evaluate (parse source) (->Frame (atom builtins) nil))
    (catch clojure.lang.ExceptionInfo e
      (let [{:keys [kind line]} (ex-data e)]
        (println (str "  " (name kind) " error in line " line ": " (ex-message e)))))))

(defn -main []
  (doseq [[title source] programs]
    (println title)
    (run source)))

(-main)
