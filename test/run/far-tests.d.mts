export function farTests(files: readonly string[], base?: string): string[];
