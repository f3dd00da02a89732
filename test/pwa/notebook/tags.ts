/** Sync tags, by what the worker does with them. */
export const SYNC_NOTES = 'notes';
/** Rejects: the browser tries again, up to its last chance. */
export const SYNC_FAILS = 'notes-to-nowhere';
/** Calls `waitUntil` when the event is over. */
export const SYNC_LATE = 'notes-too-late';

export const PERIODIC_PROMPT = 'daily-prompt';

/** Background fetch ids and notification tags. */
export const GUIDE = 'field-guide';
export const BROKEN_GUIDE = 'field-guide-lost';
export const REMINDER = 'reminder';

/** Cache that a downloaded field guide lands in. */
export const GUIDE_CACHE = 'field-guide';
