export function copyAlong(base?: string): void;
