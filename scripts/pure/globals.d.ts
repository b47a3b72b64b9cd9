/** The few globals of every JavaScript engine that pure code may use, and `require` for the two files that load a library late. */
declare class TextEncoder {
  encode(text: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(bytes?: Uint8Array): string;
}
declare function atob(base64: string): string;
declare function btoa(bytes: string): string;
declare function require<Module>(name: string): Module;
