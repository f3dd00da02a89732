const PREFIX = 'offstage-viewer:';

/** A remembered choice of the person. Where storage is denied or holds something else, the fallback. */
export function readSetting<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(PREFIX + key);
    const value: unknown = text === null ? fallback : JSON.parse(text);
    return typeof value === typeof fallback && value !== null ? (value as T) : fallback;
  } catch {
    return fallback;
  }
}

/** Remembers a choice; silently not where storage is denied or full. */
export function writeSetting(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // The choice still holds for this visit.
  }
}
