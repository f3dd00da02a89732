interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

export function countVitest(
  report: Report | undefined,
  exitCode: number,
): { readonly passed: number; readonly failed: number };
