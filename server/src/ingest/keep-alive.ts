/**
 * Milliseconds that a connection may be silent before its next request: more than load balancers keep theirs (mostly
 * 60 s), for one that uses a connection while we end it gives its client an error. Announced with each answer.
 */
export const KEEP_ALIVE = 75_000;
