// The one name for a raw address in the kernel's linear memory. Modules that work on bare
// memory (magnitudes, hashes) take addresses of this type and know nothing of object layouts.
// An address is a byte offset from the start of memory and always fits in 32 bits.

export type Addr = u32;
