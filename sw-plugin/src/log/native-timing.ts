/** The platform's own, before the host (or its fake timers) can replace it. */
export const later: typeof setTimeout = globalThis.setTimeout;
