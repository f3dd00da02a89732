import { isServerProblem, type ServerReports, serverReports } from '../../../src/sources/server-reports.ts';
import { Problem } from '../problem.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Words } from '../words.ts';

export const isAddress = (source: string): boolean => /^https?:\/\//i.test(source);

/** The server at an address, by its typed API. Refusals become problems that say the next step. */
export function serverOf(address: string, words: Words, { env }: Terminal): ServerReports {
  if (!URL.canParse(address)) throw new Problem('NOT_AN_ADDRESS', { address });
  const given = new URL(address);
  // The address that `offstage-server` prints is that of its viewer, with the token in it.
  const url = `${given.origin}${given.pathname}`.replace(/(\/viewer)?\/*$/, '');
  const token =
    words.value('token') ??
    given.searchParams.get('token') ??
    (env.OFFSTAGE_READ_TOKEN || env.OFFSTAGE_TOKEN || undefined);
  return serverReports({ url, token });
}

/** What a command could not do with a server, as a problem. */
export function serverProblem(error: unknown, address: string): unknown {
  if (!isServerProblem(error)) return error;
  const url = address.replace(/[?#].*$/, '');
  switch (error.reason) {
    case 'unauthorized':
      return new Problem('SERVER_REFUSED', { url });
    case 'unreachable':
      return new Problem('SERVER_UNREACHABLE', { url: url.replace(/\/+$/, '') });
    case 'server-error':
      return new Problem('SERVER_ERROR', { url });
    default:
      return error.reason satisfies never;
  }
}
