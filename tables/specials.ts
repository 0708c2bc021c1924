// Special forms: the names that are no macro and no function. The compiler's table of handlers
// (genera.compiler.analyze/specials) has one entry for each row; a test compares the two.

export interface SpecialForm {
  readonly name: string;
  readonly usage: string;
  readonly doc: string;
}

const row = (name: string, usage: string, doc: string): SpecialForm => ({ name, usage, doc });

export const specials: readonly SpecialForm[] = [
  row("def", "(def symbol doc-string? init?)", "Makes a var of the current namespace."),
  row("do", "(do expr*)", "Evaluates in order; answers the last value."),
  row("if", "(if test then else?)", "One of two expressions; nil and false are false."),
  row("let*", "(let* [symbol init …] expr*)", "Binds locals in order."),
  row("loop*", "(loop* [symbol init …] expr*)", "As let*, and a target for recur."),
  row("recur", "(recur expr*)", "Rebinds the locals of the loop or function and starts it over."),
  row("fn*", "(fn* name? [param* & rest?] expr*)", "A function; several arities may be given."),
  row("letfn*", "(letfn* [name fn …] expr*)", "Functions that see each other."),
  row("quote", "(quote form)", "The form itself."),
  row("var", "(var symbol)", "The var, not its value."),
  row("throw", "(throw expr)", "Throws an exception."),
  row("try", "(try expr* (catch class name expr*)* (finally expr*)?)", "Handles exceptions."),
  row("case*", "(case* expr default [[constant …] expr]*)", "Chooses by constants."),
  row("set!", "(set! target expr)", "Sets a thread binding or a mutable field."),
  row("new", "(new Class arg*)", "Makes an object."),
  row(".", "(. target member arg*)", "Calls a method or reads a field."),
  row("invoke*", "(invoke* :method target arg*)", "Calls the method of a keyword."),
  row("import*", '(import* "class.name")', "Lets the class's short name stand for it."),
  row("deftype*", "(deftype* tag class [field*] :implements [interface*] method*)", "A type."),
  row("reify*", "(reify* [interface*] method*)", "An object of a type of its own."),
  row("monitor-enter", "(monitor-enter expr)", "Evaluates; there are no monitors."),
  row("monitor-exit", "(monitor-exit expr)", "Evaluates; there are no monitors."),
];
