export function planFor(files: readonly string[]): readonly {
  readonly name: string;
  readonly reach?: readonly string[];
  readonly without?: readonly string[];
  readonly files?: readonly string[];
}[];
