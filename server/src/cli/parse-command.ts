import { join } from 'node:path';
import type { ParseArgsConfig } from 'node:util';
import { checkAppName } from '../apps/app-settings.ts';
import { storeFile } from '../store/open-store.ts';
import { bad, readArguments } from './read-arguments.ts';
import type { PushesAsked } from './show-pushes.ts';

const HERE = 'http://127.0.0.1:4321';
const DAY = 86_400_000;
const FAIL_ON = ['error', 'warning', 'info'] as const;

/** What the command does besides serving. */
export type Command =
  | {
      readonly name: 'migrate';
      readonly from: string;
      readonly to: string;
      readonly app: string | undefined;
      readonly once: boolean;
    }
  | {
      readonly name: 'backup';
      readonly store: string;
      readonly to: string;
      readonly app: string | undefined;
    }
  | { readonly name: 'restore'; readonly from: string; readonly store: string }
  | { readonly name: 'stop'; readonly file: string }
  | { readonly name: 'health'; readonly url: string; readonly wait: number }
  | ({ readonly name: 'pushes' } & PushesAsked);

export const COMMANDS_HELP = `
Instead of serving
  migrate --to URL         copies the SQLite store of --data or --store to another one, follows what its server adds,
                           and ends when that server has stopped; --once: when all that is there now is copied
  backup --to FILE         saves the SQLite store of --data or --store, also while a server runs on it
  restore --from FILE      puts a backup where --data or --store says; nothing is replaced
  stop                     ends the server of --data, --store or --stop-file as Ctrl+C would, and waits for it
  --app NAME               with the first three: the store of one of several apps
  health                   asks the server of --url (default http://127.0.0.1:4321) how it is, for as long as --wait SECONDS;
                           exit code 0: well
  pushes                   asks the server of --url what became of pushes, why subscriptions vanished, and what their senders
                           are warned of; --days NUMBER, --campaign NAME: of these; --json: a finding per line; --fail-on
                           error|warning|info: exit code 2 if there is one. --token, or OFFSTAGE_TOKEN, OFFSTAGE_READ_TOKEN
`;

const APP = { app: { type: 'string' } } as const;
const PLACE = { data: { type: 'string', default: '.offstage' }, store: { type: 'string' } } as const;

const OPTIONS = {
  migrate: { ...PLACE, ...APP, to: { type: 'string' }, once: { type: 'boolean', default: false } },
  backup: { ...PLACE, ...APP, to: { type: 'string' } },
  restore: { ...PLACE, ...APP, from: { type: 'string' } },
  stop: { ...PLACE, 'stop-file': { type: 'string' } },
  health: {
    url: { type: 'string', default: HERE },
    wait: { type: 'string', default: '0' },
  },
  pushes: {
    ...PLACE,
    url: { type: 'string' },
    token: { type: 'string' },
    days: { type: 'string' },
    campaign: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
    'fail-on': { type: 'string' },
  },
} as const satisfies Readonly<Record<Command['name'], ParseArgsConfig['options']>>;

/** Where the store is, and which file stops its server, by the options that serving has too. */
export function storeOf(given: { readonly data: string; readonly store?: string | undefined }): string {
  return given.store ?? join(given.data, 'reports.sqlite');
}

/** The same for one of several apps. */
function appStoreOf(given: {
  readonly data: string;
  readonly store?: string | undefined;
  readonly app?: string | undefined;
}): string {
  const store = storeOf(given);
  return given.app === undefined ? store : (storeFile(store, checkAppName(given.app)) ?? store);
}

/** The command that the first word names; `undefined` where there is none. Throws `BAD_OPTION`. */
export function parseCommand(
  values: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): Command | undefined {
  const [name, ...args] = values;
  switch (name) {
    case 'migrate': {
      const given = read('migrate', args);
      const to = needed(given.to, 'migrate', '--to URL');
      return { name, from: appStoreOf(given), to, app: given.app, once: given.once };
    }
    case 'backup': {
      const given = read('backup', args);
      const to = needed(given.to, 'backup', '--to FILE');
      return { name, store: appStoreOf(given), to, app: given.app };
    }
    case 'restore': {
      const given = read('restore', args);
      return { name, store: appStoreOf(given), from: needed(given.from, 'restore', '--from FILE') };
    }
    case 'stop': {
      const given = read('stop', args);
      const file = given['stop-file'] ?? stopFileOf(storeOf(given));
      if (file === undefined)
        throw bad('stop needs --stop-file FILE: the one that the server on PostgreSQL was started with');
      return { name, file };
    }
    case 'health': {
      const { url, wait } = read('health', args);
      if (!URL.canParse(url)) throw bad(`--url ${url} has to be like ${HERE}`);
      if (!/^\d{1,4}$/.test(wait)) throw bad(`--wait ${wait} has to be a number of seconds`);
      return { name, url, wait: Number(wait) };
    }
    case 'pushes':
      return { name, ...pushes(args, environment) };
    default:
      return undefined;
  }
}

function pushes(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): PushesAsked {
  const given = read('pushes', args);
  const { url = HERE, days, campaign = [], json } = given;
  if (!URL.canParse(url)) throw bad(`--url ${url} has to be like ${HERE}`);
  if (days !== undefined && !/^\d{1,5}(\.\d{1,3})?$/.test(days))
    throw bad(`--days ${days} has to be a number`);
  const failOn = FAIL_ON.find((severity) => severity === given['fail-on']);
  if (given['fail-on'] !== undefined && failOn === undefined)
    throw bad(`--fail-on ${given['fail-on']} has to be error, warning or info`);
  const store = storeFile(storeOf(given));
  return {
    url,
    token: given.token ?? (environment.OFFSTAGE_TOKEN || environment.OFFSTAGE_READ_TOKEN || undefined),
    tokenFile: given.url === undefined && store !== undefined ? `${store}-token` : undefined,
    filter: [
      ...(days === undefined ? [] : [['from', String(Date.now() - Number(days) * DAY)] as const]),
      ...campaign.map((name) => ['campaign', name] as const),
    ],
    json,
    failOn,
  };
}

/** The file that stops the server of a store that is a file itself. */
export function stopFileOf(store: string): string | undefined {
  const file = storeFile(store);
  return file && `${file}-stop`;
}

function read<Name extends keyof typeof OPTIONS>(name: Name, args: readonly string[]) {
  return readArguments(args, OPTIONS[name]);
}

function needed(value: string | undefined, name: string, option: string): string {
  if (value === undefined) throw bad(`${name} needs ${option}`);
  return value;
}
