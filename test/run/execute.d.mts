export const environment: NodeJS.ProcessEnv;
export function execute(
  command: readonly string[],
  options: {
    readonly limit: number;
    readonly quiet?: boolean;
    readonly cwd?: string;
    readonly env?: NodeJS.ProcessEnv;
  },
): Promise<{ readonly code: number; readonly output: string; readonly timedOut: boolean }>;
