export interface Options {
  readonly port: number;
  readonly data: string;
  readonly https: boolean;
  readonly build: boolean;
  readonly help: boolean;
  /** An http or https URL. */
  readonly pushGateway: string | undefined;
}

export const HELP: string;

/**
 * @param argv what follows the script's name
 * @throws a refusal `BAD_OPTION`
 */
export function parseOptions(
  argv: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options;
