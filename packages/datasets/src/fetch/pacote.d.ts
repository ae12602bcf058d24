/** The one function of pacote used here; `@types/pacote` stopped ten major versions ago. */
declare module 'pacote' {
  interface TarballOptions {
    readonly registry: string;
    readonly integrity: string;
    readonly proxy?: string;
    readonly httpsProxy?: string;
    readonly noProxy?: string;
    readonly strictSSL?: boolean;
    readonly ca?: string;
  }

  const pacote: {
    readonly tarball: {
      /** Rejects where the tarball has another integrity; the handler is called again for each new attempt. */
      readonly stream: <T>(
        specifier: string,
        handler: (stream: AsyncIterable<Uint8Array>) => Promise<T>,
        options: TarballOptions,
      ) => Promise<T>;
    };
  };
  export default pacote;
}
