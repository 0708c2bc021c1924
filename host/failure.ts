// A failure of host work that Lisp shall see as an exception of a class of the JVM. Whatever else
// a host primitive throws is a bug of Genera.

export class HostFailure extends Error {
  constructor(
    /** Full name of the class. */
    readonly className: string,
    /** Null: no message, as getMessage answers for some of Java's exceptions. */
    readonly text: string | null,
  ) {
    super(text ?? className);
    this.name = "HostFailure";
  }
}

/** What Java says of a failed operation on a file; other errors are answered as they are. */
export function describeFileError(error: unknown, path: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  const reason = code === undefined ? undefined : fileReasons[code];
  if (reason === undefined) {
    return code === undefined
      ? error
      : new HostFailure("java.io.IOException", (error as Error).message);
  }
  return new HostFailure("java.io.FileNotFoundException", `${path} (${reason})`);
}

const fileReasons: Readonly<Record<string, string>> = {
  ENOENT: "No such file or directory",
  EACCES: "Permission denied",
  EPERM: "Operation not permitted",
  EISDIR: "Is a directory",
  ENOTDIR: "Not a directory",
  EROFS: "Read-only file system",
  ENAMETOOLONG: "File name too long",
  ELOOP: "Too many levels of symbolic links",
  EMFILE: "Too many open files",
  ETXTBSY: "Text file busy",
};
