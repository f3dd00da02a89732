/** Everything that can keep a command from its work, by its stable code: what happened, and what to do next. */
const MESSAGES = {
  UNKNOWN_COMMAND: 'There is no command “{command}”.{guess} All commands: offstage --help',
  BAD_OPTION: '{message} All options: offstage {command} --help',
  NO_SOURCE:
    'Say what to read: a file, or the address of a server. For example: offstage {command} log.jsonl',
  NO_FILE: 'There is no file {file}. Save one with the viewer’s Export, or name the address of a server',
  NOT_READABLE: 'Cannot read {file} ({cause}). Make it readable, or name another one',
  NOT_A_LOG:
    '{name} is no log of Offstage, and no file that DevTools saved. Save one with the viewer’s Export (.jsonl)',
  NOT_AN_ADDRESS: '{address} is no address. Write it whole, for example https://app.example/',
  SERVER_REFUSED:
    '{url} wants a token, or another one. Give it with --token, or as OFFSTAGE_READ_TOKEN or OFFSTAGE_TOKEN in the environment',
  SERVER_UNREACHABLE: '{url} does not answer. See whether it runs: offstage-server, or curl {url}/healthz',
  SERVER_ERROR: '{url} answered with an error. Is this the address of an Offstage server? Its log says more',
  NO_SUCH_HANDLE: '{name} has no {handle}. See which there are: offstage {command} {name}',
  HANDLE_UNCLEAR: '{handle} stands for more than one finding: {handles}. Name one of them',
  BAD_FILTER: '{message} All keys of a filter stand in the viewer’s help',
  NOT_A_FOLDER: '{folder} is no folder. Name the one with the app’s package.json, or with its pages',
  NO_WORKER:
    'No service worker is found in {folder}. {apps}Name its source: npx offstage init --worker FILE, or make one first, which may be empty',
  NOTHING_TO_CHECK:
    'There is no service worker in {place}. {apps}Name it: --worker FILE, or put Offstage in first: npx offstage init',
  PAGE_UNREACHABLE: 'Cannot load {url} ({cause}). See whether the app runs, and name its address',
  CERTIFICATE_UNKNOWN:
    '{url} has a certificate whose authority Node does not know ({cause}). Name it in the environment: NODE_EXTRA_CA_CERTS=/path/to/ca.pem',
  NO_BROWSER:
    'There is no Chrome, Edge or Chromium here. Install one, or name it: CHROME_PATH=/path/to/chrome in the environment',
  BROWSER_ENDED: '{browser} ended before it was asked ({cause}). Start it by hand once to see why',
  NO_PACKAGE:
    'The package {name} cannot be found. Install it: npm install --save-dev {name}, then run this again',
  NO_ANSWER: 'There is no terminal to ask in. Run it again with --yes to write, or with --dry-run to look',
  NOT_WRITTEN:
    'Cannot write {file} ({cause}). Everything written before it was taken back. Make it writable, then run this again',
  NOT_TAKEN_BACK:
    'Cannot write {file} ({cause}), and not all of what was written before could be taken back. Make it writable, then: npx offstage init --undo',
  NOTHING_TO_UNDO: 'There is no {journal}, so init has written nothing here. Nothing to do',
  JOURNAL_BROKEN: '{journal} cannot be read ({cause}). Take the changes back with your version control',
} as const;

export type ProblemCode = keyof typeof MESSAGES;
export const PROBLEM_CODES: readonly ProblemCode[] = Object.keys(MESSAGES) as ProblemCode[];

/** What a person can act on. `code` is stable; the message ends with the next step. */
export class Problem extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, values: Readonly<Record<string, string>> = {}) {
    super(MESSAGES[code].replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? ''));
    this.name = 'Problem';
    this.code = code;
  }
}

/** Why the system refused something, in its own word: `ENOENT`, `EACCES`. */
export function causeOf(error: unknown): string {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  return typeof code === 'string' ? code : String(message ?? error);
}
