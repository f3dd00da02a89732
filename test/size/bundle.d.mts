/** Bundles and minifies in memory; the chunks of code. */
export function bundle(
  input: string,
  options: { readonly plugins?: readonly object[]; readonly external?: readonly RegExp[] },
): Promise<{ fileName: string; code: string; isEntry: boolean }[]>;
