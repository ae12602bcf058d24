/** What is used here of WebAssembly, which Node has and its types lack. */
declare namespace WebAssembly {
  interface Memory {
    /** Another one after each `grow`. */
    readonly buffer: ArrayBuffer;
    /** By so many pages of 64 KiB; a `RangeError` where there are no more. */
    readonly grow: (pages: number) => number;
  }
  interface Instance {
    readonly exports: unknown;
  }
  const Memory: new (descriptor: { readonly initial: number }) => Memory;
  const Module: new (bytes: Uint8Array) => object;
  const Instance: new (module: object, imports: { readonly env: { readonly memory: Memory } }) => Instance;
}
