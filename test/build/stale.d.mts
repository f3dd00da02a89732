export function removeStale(base?: string): string[];
