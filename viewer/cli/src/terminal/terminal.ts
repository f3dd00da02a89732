/** Where a command is run: what it may ask of the world. */
export interface Terminal {
  /** What was asked for. */
  out(text: string): void;
  /** What is said about it: progress, what is left out, problems. */
  note(text: string): void;
  readonly color: boolean;
  /** Columns of the terminal; undefined where the output is no terminal: nothing is cut then. */
  readonly width: number | undefined;
  /** Asks a question that is answered by yes or no; undefined where nobody could answer. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
  /** Everything that stands on standard input. */
  input(): Promise<Uint8Array>;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Is aborted when the person ends the command. */
  readonly ended: AbortSignal;
}
