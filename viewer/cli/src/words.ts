/** What was written behind a command. */
export interface Words {
  readonly command: string;
  /** What is no option, in order. */
  readonly given: readonly string[];
  has(switchName: string): boolean;
  /** The last value of an option. */
  value(name: string): string | undefined;
  values(name: string): readonly string[];
  /** A whole number, 0 or more. */
  number(name: string, fallback: number): number;
}
