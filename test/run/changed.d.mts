export function namesFor(files: readonly string[]): readonly string[];
