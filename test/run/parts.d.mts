/** End-to-end files that some part plays, by name. */
export const FILES: readonly string[];

export const parts: readonly {
  readonly name: string;
  readonly beside?: true;
  readonly asked?: true;
  readonly folder?: string;
  run(
    quiet?: boolean,
    choice?: { files?: readonly string[]; related?: readonly string[]; without?: readonly string[] },
  ): Promise<{ passed: number; failed: number; retried?: readonly string[] }>;
}[];
