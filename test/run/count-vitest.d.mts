interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly name?: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName?: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

export function countVitest(
  report: Report | undefined,
  exitCode: number,
): { readonly passed: number; readonly failed: number };

export function failuresOf(
  report: Report | undefined,
): readonly { readonly file: string; readonly name: string; readonly message: string }[];
