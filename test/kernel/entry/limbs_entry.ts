// Compiled by the kernel tests: exposes the magnitude and hash functions of the kernel to
// JavaScript, so that tests can run them against memory of their own.
// Nothing is defined here; the module is only a root for the AssemblyScript compiler.

export * from "../../../kernel/value/limbs";
export * from "../../../kernel/value/murmur";
