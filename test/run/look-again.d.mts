export interface Looked {
  readonly passed: number;
  readonly failed: number;
  readonly retried?: readonly string[];
  readonly failures?: readonly { readonly file: string; readonly name: string; readonly message: string }[];
  readonly again?: () => Promise<Looked>;
}

export function lookAgain(first: Looked): Promise<Looked>;
