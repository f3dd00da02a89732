/** What a person calls an event of this kind. */
export function sayEvent(kind: string): string {
  return kind.endsWith(' event') ? kind : `${kind} event`;
}
