// Primitives that the host answers: numbers 600-699. The actor waits, with its frames exact, while
// host/primitives/ does the work; it may answer at once or later.

import { area } from "./row";

export const host = area("host", 600, [
  [0, "write", 2, "Writes a string to file descriptor 1 or 2; answers nil."],
  [2, "read-line", 0, "A line of standard input without its end, or nil at the end."],
  [3, "read-file", 1, "Text of a file (path or file: URL), UTF-8 with U+FFFD for bad bytes."],
  [4, "write-file", 3, "Writes a string to a file: path, text, append?; answers nil."],
  [5, "file-info", 1, "nil, or a vector [kind size modified-ms] (kind :file :directory :other)."],
  [6, "list-files", 1, "Names in a directory, a vector, or nil."],
  [7, "delete-file", 1, "Deletes a file or empty directory; answers whether."],
  [8, "make-directories", 1, "Makes a directory and its parents; answers whether one was made."],
  [9, "absolute-path", 1, "The absolute path."],
  [10, "exit", 1, "Ends the process with a status."],
  [11, "environment", 1, "Value of an environment variable or nil; of all, as a map, for nil."],
  [12, "property", 1, "A system property (Java's names: user.dir, os.name …) or nil."],
  [
    13,
    "regex-check",
    2,
    "nil, or a message, position vector: is source with flags a valid pattern?",
  ],
  [
    14,
    "regex-find",
    5,
    "source, flags, text, from, mode (0 find, 1 lookingAt, 2 matches): nil, or bounds of groups.",
  ],
  [
    15,
    "regex-find-all",
    5,
    "source, flags, text, from, limit: vector of such vectors, at most limit.",
  ],
  [20, "find-source", 1, "Path of the file of a namespace (a path without extension), or nil."],
  [
    21,
    "repl-line",
    2,
    "A line of the terminal: prompt, is it within a form? nil at the end, false when interrupted.",
  ],
  [22, "source-line", 2, "Line n of a file, or nil."],
  [23, "format-instant", 2, "Text of milliseconds since 1970: 0 ISO of #inst, 1 Date.toString."],
  [24, "parse-instant", 1, "Milliseconds since 1970 of an ISO text, or nil."],
  [25, "random-uuid", 0, "A random UUID, as text."],
  [27, "read-stdin", 0, "All the rest of standard input, a string."],
  [28, "keep-source", 2, "Keeps a text for reports of errors: name, text; answers nil."],
  [31, "create-code", 1, "Begins the code of a source of that name; answers its number."],
  [32, "add-code", 2, "Adds a function of no arguments, not yet called: number, function."],
  [33, "write-code", 2, "Writes the code to a file, which ends it: number, path; answers nil."],
  [34, "open-code", 1, "Number of the code in a file, to be read; nil when there is no such file."],
  [35, "next-code", 1, "The next function of no arguments of the code, or nil at its end: number."],
  [36, "close-code", 1, "Ends the reading of code; answers nil: number."],
  [
    37,
    "write-collected",
    3,
    "Writes the strings in an atom, a list, newest first, and empties it: descriptor, atom, flush?",
  ],
  [29, "report-error", 2, "Shows an exception on stderr, behind a text; answers nil."],
]);
