// The part of WebAssembly's interface that host and tests use; the types of Node 20 have none.

declare namespace WebAssembly {
  type Imports = Record<string, Record<string, unknown>>;
  class Memory {
    constructor(size: { initial: number; maximum: number; shared: boolean });
    readonly buffer: ArrayBuffer;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Record<string, unknown>;
  }
  class Global {
    // biome-ignore lint/suspicious/noExplicitAny: a number or a bigint, by the global's type
    value: any;
  }
  function instantiate(module: Module, imports: Imports): Promise<Instance>;
  function compile(bytes: Uint8Array): Promise<Module>;
  function instantiate(module: Module, imports: Imports): Promise<Instance>;
}
