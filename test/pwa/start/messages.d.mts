import type { Facts } from './refusal.mjs';

export const MESSAGES: Readonly<Record<string, (facts: Facts) => readonly [what: string, next: string]>>;
