import type { Command, Option } from './command.ts';

const TOKEN: Option = {
  name: 'token',
  value: 'TOKEN',
  says: 'opens a server (or OFFSTAGE_READ_TOKEN, OFFSTAGE_TOKEN in the environment)',
};
const JSON_OUTPUT: Option = { name: 'json', says: 'for programs' };
const MARKDOWN: Option = { name: 'md', says: 'for an issue or a chat' };
const SCAN: Option = {
  name: 'scan',
  value: 'NUMBER',
  says: 'how many of the newest reports of a server are looked at (default 50000)',
};
const FAIL_ON: Option = {
  name: 'fail-on',
  value: 'SEVERITY',
  says: 'error, warning (default), info or never: what is below it leaves the exit code 0',
};
const EXIT_CODES: readonly string[] = [
  'Exit code: 0 nothing that --fail-on names, 1 warnings (or notes), 2 errors, 3 nothing could be looked at.',
];
const SOURCE: readonly string[] = [
  'SOURCE is a file (.jsonl from the viewer, .json from DevTools, - for standard input) or the address of a server.',
  'FILTER is the viewer’s: service:pushMessaging -outcome:ok error:fetch "duration>500"; e-12 is one entry.',
  'Quote what your shell would read itself: > < * and spaces.',
];

/** Every command, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'init',
    takes: '[FOLDER]',
    says: 'puts Offstage into an app: shows what it would change, asks, writes',
    options: [
      { name: 'dry-run', says: 'shows what it would change, and writes nothing' },
      { name: 'yes', short: 'y', says: 'writes without asking' },
      { name: 'undo', says: 'takes back what init wrote, byte for byte' },
      { name: 'worker', value: 'FILE', says: 'the worker’s source, where it is not found; may be repeated' },
      { name: 'public', value: 'FOLDER', says: 'the folder whose files are served as they are' },
      { name: 'no-viewer', says: 'does not copy the viewer' },
      JSON_OUTPUT,
    ],
    examples: ['offstage init', 'offstage init --dry-run', 'offstage init --undo'],
    load: () => import('./init/run.ts').then(({ init }) => init),
  },
  {
    name: 'check',
    takes: '[URL | FILE | FOLDER]',
    says: 'is the plugin first, current and reachable, the viewer too, and do reports arrive',
    options: [
      { name: 'browser', says: 'looks in a real Chrome or Chromium as well (URL only)' },
      {
        name: 'worker',
        value: 'PATH',
        says: 'the worker’s address or file, where it is not found; may be repeated',
      },
      { name: 'viewer', value: 'PATH', says: 'where the viewer is (default /viewer/)' },
      { name: 'no-report', says: 'posts no report to the endpoints' },
      FAIL_ON,
      JSON_OUTPUT,
      MARKDOWN,
    ],
    examples: ['offstage check', 'offstage check dist', 'offstage check https://app.example --browser'],
    more: EXIT_CODES,
    load: () => import('./check/run.ts').then(({ check }) => check),
  },
  {
    name: 'tail',
    takes: 'SOURCE [FILTER]',
    says: 'shows the last entries, and what is added',
    options: [
      { name: 'limit', short: 'n', value: 'NUMBER', says: 'how many of the last come first (default 10)' },
      { name: 'no-follow', says: 'ends after those' },
      { name: 'housekeeping', says: 'shows what pages note at each load as well' },
      TOKEN,
      JSON_OUTPUT,
      MARKDOWN,
    ],
    examples: ['offstage tail https://reports.example', 'offstage tail log.jsonl outcome:failed'],
    more: SOURCE,
    load: () => import('./tail/run.ts').then(({ tail }) => tail),
  },
  {
    name: 'query',
    takes: 'SOURCE [FILTER | e-NUMBER …]',
    says: 'finds entries; of an entry named by its handle it tells everything',
    options: [
      {
        name: 'limit',
        short: 'n',
        value: 'NUMBER',
        says: 'how many of the newest are shown (default 50; 0: all)',
      },
      { name: 'housekeeping', says: 'shows what pages note at each load as well' },
      SCAN,
      TOKEN,
      JSON_OUTPUT,
      MARKDOWN,
    ],
    examples: [
      'offstage query log.jsonl service:pushMessaging outcome:failed',
      'offstage query log.jsonl e-12',
    ],
    more: SOURCE,
    load: () => import('./query/run.ts').then(({ query }) => query),
  },
  {
    name: 'doctor',
    takes: 'SOURCE [FILTER | f-NUMBER …]',
    says: 'says what is wrong, why, and what to do',
    options: [FAIL_ON, SCAN, TOKEN, JSON_OUTPUT, MARKDOWN],
    examples: [
      'offstage doctor log.jsonl',
      'offstage doctor log.jsonl f-482',
      'offstage doctor https://reports.example --md',
    ],
    more: [...SOURCE, 'rule:D1 finds what a rule found.', ...EXIT_CODES],
    load: () => import('./doctor/run.ts').then(({ doctor }) => doctor),
  },
];
