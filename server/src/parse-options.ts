import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { ParseArgsConfig } from 'node:util';
import { readApps } from './apps/read-apps.ts';
import { sizeInBytes } from './apps/size-in-bytes.ts';
import { COMMANDS_HELP, stopFileOf, storeOf } from './cli/parse-command.ts';
import { bad, readArguments } from './cli/read-arguments.ts';
import type { IngestPolicy } from './ingest/policy.ts';
import type { ServerOptions } from './start-server.ts';

export const HELP: string = `offstage-server: receives browser reports, stores them before it says so, and shows them

  --port NUMBER            port to listen on (default 4321; 0 takes a free one)
  --host ADDRESS           address to listen on (default 127.0.0.1)
  --data FOLDER            where reports.sqlite is kept (default .offstage)
  --store URL              another store: a file, sqlite:FILE, or postgres://user:password@host1,host2/name
  --apps FILE              several apps, each at /NAME with a store of its own: JSON with origins, tokens, what is kept
  --viewer FOLDER          a built viewer to serve at /viewer/ in place of the one that comes along
  --base-path PATH         below which a proxy offers it, e.g. /offstage
  --tls-key FILE           with --tls-cert: https. Browsers send Reporting API posts only there
  --tls-cert FILE
  --stop-file FILE         ends when this file appears (default: beside the SQLite file); see stop

Who may read
  --token TOKEN            opens everything (or OFFSTAGE_TOKEN in the environment, which other users can't see). Without
                           one, a server with SQLite makes one, keeps it beside the file, and prints the address with it. OFFSTAGE_TOKEN_FILE
                           names a file that holds it; so do OFFSTAGE_READ_TOKEN_FILE and OFFSTAGE_SEND_TOKEN_FILE
  --read-token TOKEN       opens what reads (or OFFSTAGE_READ_TOKEN)
  --send-token TOKEN       opens nothing that reads: for senders of pushes (or OFFSTAGE_SEND_TOKEN)
  --push-subject URL       lets the viewer send test pushes: whom a push service can turn to (mailto:… or https://…).
                           The private VAPID key is OFFSTAGE_PUSH_KEY in the environment, or in the file OFFSTAGE_PUSH_KEY_FILE
  --push-gateway ORIGIN    where they are sent in place of the push service: a proxy, or a test's stand-in
  --allow-anonymous        no token at all: everybody who reaches it reads and deletes
  --trust-proxy            a proxy of yours sets X-Forwarded-For (its last address is the client) and X-Forwarded-Proto

What is kept
  --keep-days NUMBER       how long (default 30)
  --max-size SIZE          how much, e.g. 500MB or 20GB (default 10GB); the oldest go first
  --allow-origin ORIGIN    only reports about documents of this origin; may be repeated
  --strip-queries          store URLs without user information, query and fragment (the default)
  --keep-queries           store them whole
  --sample FRACTION        keep this part of the reports, e.g. 0.1; each then counts for more
  --client-rate NUMBER     reports per second and client address (default 200, after a burst of 100 times as many)
  --origin-rate NUMBER     reports per second and document origin (default: no limit)
  --endpoint NAME=SECRET   take reports at /reports/SECRET alone, stored under NAME; may be repeated
  --retire NAME            answer 410 at this endpoint, so that browsers stop sending; may be repeated
  --version                which this is
  --help                   this text
${COMMANDS_HELP}`;

const OPTIONS = {
  port: { type: 'string', default: '4321' },
  host: { type: 'string', default: '127.0.0.1' },
  data: { type: 'string', default: '.offstage' },
  store: { type: 'string' },
  token: { type: 'string' },
  'read-token': { type: 'string' },
  'send-token': { type: 'string' },
  'push-subject': { type: 'string' },
  'push-gateway': { type: 'string' },
  'base-path': { type: 'string' },
  'allow-anonymous': { type: 'boolean', default: false },
  viewer: { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-cert': { type: 'string' },
  'stop-file': { type: 'string' },
  apps: { type: 'string' },
  'keep-days': { type: 'string' },
  'max-size': { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  'keep-queries': { type: 'boolean', default: false },
  'strip-queries': { type: 'boolean', default: false },
  sample: { type: 'string' },
  'client-rate': { type: 'string' },
  'origin-rate': { type: 'string' },
  'trust-proxy': { type: 'boolean', default: false },
  endpoint: { type: 'string', multiple: true },
  retire: { type: 'string', multiple: true },
  version: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

/** Seconds of the long-run rate that may come at once. */
const BURST = 100;

/** What the command line says: of the server, and of the process around it. */
export interface CommandOptions extends ServerOptions {
  /** Ends the server when it appears. */
  readonly stopFile: string | undefined;
}

/** The command line as options of `startServer`, or what it asks for instead. Throws `BAD_OPTION`. */
export function parseOptions(
  values: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): CommandOptions | 'help' | 'version' {
  const given = read(values);
  if (given.help) return 'help';
  if (given.version) return 'version';
  const secret = (name: 'token' | 'read-token' | 'send-token') => {
    const variable = `OFFSTAGE_${name.toUpperCase().replace('-', '_')}`;
    return given[name] ?? (environment[variable] || fileOf(environment, `${variable}_FILE`));
  };
  const store = storeOf(given);
  const port = number('port', given.port, 0, 65_535);
  if (!Number.isInteger(port)) throw bad('--port has to be a whole number');
  return {
    port,
    host: given.host,
    store,
    stopFile: given['stop-file'] ?? stopFileOf(store),
    allowAnonymous: given['allow-anonymous'],
    token: secret('token'),
    readToken: secret('read-token'),
    sendToken: secret('send-token'),
    push: push(given, environment),
    basePath: basePath(given['base-path']),
    ...(given.apps !== undefined && { apps: readApps(given.apps) }),
    ...(given.viewer !== undefined && { viewer: given.viewer }),
    ...tls(given['tls-key'], given['tls-cert']),
    retention: {
      ...(given['keep-days'] !== undefined && {
        keepDays: number('keep-days', given['keep-days'], 0.01, 36_500),
      }),
      ...(given['max-size'] !== undefined && { maxBytes: size(given['max-size']) }),
    },
    policy: policy(given),
  };
}

/** No prefix is a prefix, too. */
const MAY_BE_EMPTY = ['base-path'];

function read(values: readonly string[]) {
  return readArguments(values, OPTIONS, MAY_BE_EMPTY);
}

/** What the file holds that the environment names: how containers and systemd hand over a secret. */
function fileOf(
  environment: Readonly<Record<string, string | undefined>>,
  variable: string,
): string | undefined {
  const file = environment[variable];
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw bad(`${variable}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function push(
  given: ReturnType<typeof read>,
  environment: Readonly<Record<string, string | undefined>>,
): ServerOptions['push'] {
  const subject = given['push-subject'];
  const gateway = given['push-gateway'];
  const privateKey = environment.OFFSTAGE_PUSH_KEY || fileOf(environment, 'OFFSTAGE_PUSH_KEY_FILE');
  if (subject === undefined && privateKey === undefined) {
    if (gateway !== undefined) throw bad('--push-gateway belongs to --push-subject');
    return undefined;
  }
  if (subject === undefined || privateKey === undefined)
    throw bad('--push-subject and OFFSTAGE_PUSH_KEY belong together');
  if (gateway !== undefined && !/^https:\/\/[^/]+\/?$/.test(gateway))
    throw bad(`--push-gateway ${gateway} has to be like https://proxy.example`);
  return { subject, privateKey, ...(gateway !== undefined && { gateway }) };
}

function policy(given: ReturnType<typeof read>): IngestPolicy {
  const rate = (name: 'client-rate' | 'origin-rate') => {
    const perSecond = number(name, given[name] ?? '', 0.01, 1e9);
    return { perSecond, burst: Math.max(1, perSecond * BURST) };
  };
  return {
    stripQueries: !given['keep-queries'],
    trustProxy: given['trust-proxy'],
    ...(given['allow-origin'] && { allowOrigins: given['allow-origin'].map(origin) }),
    ...(given.sample !== undefined && { sample: number('sample', given.sample, 0.000_1, 1) }),
    ...(given['client-rate'] !== undefined && { clientRate: rate('client-rate') }),
    ...(given['origin-rate'] !== undefined && { originRate: rate('origin-rate') }),
    ...(given.endpoint && { endpoints: endpoints(given.endpoint) }),
    ...(given.retire && { retired: given.retire }),
  };
}

function basePath(text: string | undefined): string | undefined {
  const path = text?.replace(/\/$/, '');
  if (path === undefined || path === '') return undefined;
  // Browsers take away what is only dots.
  if (!/^(\/(?!\.+(\/|$))[A-Za-z0-9._~-]+)+$/.test(path))
    throw bad(`--base-path ${text} has to be like /offstage`);
  return path;
}

function number(name: string, text: string, min: number, max: number): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max))
    throw bad(`--${name} ${text} has to be a number from ${min} to ${max}`);
  return value;
}

function size(text: string): number {
  const bytes = sizeInBytes(text);
  if (bytes === undefined) throw bad(`--max-size ${text} has to be like 500MB or 20GB, and 1MB at least`);
  return bytes;
}

function origin(text: string): string {
  try {
    const { origin: parsed } = new URL(text);
    if (parsed !== 'null') return parsed;
  } catch {
    // Said below.
  }
  throw bad(`--allow-origin ${text} has to be like https://example.com`);
}

function endpoints(texts: readonly string[]): Readonly<Record<string, string>> {
  const all = texts.map(endpoint);
  const names = new Set(all.map(([name]) => name));
  const secrets = new Set(all.map(([, secret]) => secret));
  if (names.size < all.length || secrets.size < all.length)
    throw bad('--endpoint has to have another NAME and another SECRET each time');
  return Object.fromEntries(all);
}

function endpoint(text: string): [name: string, secret: string] {
  const [, name, secret] = /^([^=]{1,100})=([^/?#]{8,100})$/.exec(text) ?? [];
  if (name === undefined || secret === undefined) {
    throw bad(`--endpoint ${text} has to be NAME=SECRET with a secret of 8 to 100 characters`);
  }
  return [name, secret];
}

function tls(keyFile: string | undefined, certFile: string | undefined): Pick<ServerOptions, 'tls'> {
  if (keyFile === undefined && certFile === undefined) return {};
  if (keyFile === undefined || certFile === undefined) throw bad('--tls-key and --tls-cert belong together');
  const pair = { key: pem('--tls-key', keyFile), cert: pem('--tls-cert', certFile) };
  try {
    createSecureContext(pair);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw bad(
      `--tls-key ${keyFile} and --tls-cert ${certFile} have to be a key and its certificate, as PEM (${why})`,
    );
  }
  return { tls: pair };
}

function pem(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw bad(`${option} ${file} cannot be read (${code}). Give the path of a PEM file`);
  }
}
