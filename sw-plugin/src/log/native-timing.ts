/** The platform's own, before the host (or its fake timers) can replace them. */
export const later: typeof setTimeout = globalThis.setTimeout;
export const microtask: typeof queueMicrotask = globalThis.queueMicrotask;
