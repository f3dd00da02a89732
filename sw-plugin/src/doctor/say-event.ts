const NAMES: Readonly<Record<string, string>> = {
  'background fetch event': 'background fetch',
};

/** What a person calls an event of this kind. */
export function sayEvent(kind: string): string {
  return `${NAMES[kind] ?? kind} event`;
}
