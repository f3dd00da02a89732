export function pnpm(): string[];
