export const COMPILED: readonly { readonly from: string; readonly to: string }[];
export function modulesGone(base?: string): boolean;
