export function digest(places: readonly string[], options?: { readonly built?: boolean }): string | undefined;
