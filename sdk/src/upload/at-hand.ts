/**
 * What pages have at hand for the moment in which they are left: each forgets it when it is told to. A withdrawal ends it in
 * the same turn; no round is waited for.
 */
export const atHand: Set<() => void> = new Set();
