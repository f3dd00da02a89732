import { parseArgs } from 'node:util';
import { refusal } from './refusal.mjs';

export const HELP = `Starts the demo app, the viewer and the report server on one port of this machine.

  npx pnpm@12 start [options]

  --port NUMBER   where to listen; 0 takes any free port           (default 4321)
  --data FOLDER   reports, notes, keys and certificates            (default .offstage)
  --https         serve over TLS with a certificate authority of your own, made on first use
  --no-build      start what is built already, without looking whether it is up to date
  --help          this text

  OFFSTAGE_PUSH_GATEWAY=URL in the environment sends every push there instead of to the browser vendor's
  push service; the path of the subscription's endpoint is kept.
`;

/**
 * @param {readonly string[]} argv what follows the script's name
 * @param {Readonly<Record<string, string | undefined>>} env
 * @returns {import('./options.mjs').Options}
 * @throws a refusal `BAD_OPTION`
 */
export function parseOptions(argv, env) {
  // `pnpm start -- --port 1` hands the separator on.
  const { values } = parse(argv[0] === '--' ? argv.slice(1) : argv);
  return {
    port: parsePort(values.port ?? '4321'),
    data: parseData(values.data ?? '.offstage'),
    https: values.https ?? false,
    build: !(values['no-build'] ?? false),
    help: values.help ?? false,
    pushGateway: parseGateway(env.OFFSTAGE_PUSH_GATEWAY),
  };
}

/** @param {readonly string[]} argv */
function parse(argv) {
  try {
    return parseArgs({
      args: [...argv],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        https: { type: 'boolean' },
        'no-build': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    // Node's own text names the option; what follows its first sentence is about positional arguments.
    const [reason] = String(error instanceof Error ? error.message : error).split(/\.\s/);
    throw refusal('BAD_OPTION', { reason: reason.replace(/\.$/, '') });
  }
}

/** @param {string} text */
function parsePort(text) {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw refusal('BAD_OPTION', { reason: `--port takes a number from 0 to 65535, not '${text}'` });
}

/** @param {string} text */
function parseData(text) {
  if (text !== '') return text;
  throw refusal('BAD_OPTION', { reason: '--data takes the name of a folder' });
}

/** @param {string | undefined} text */
function parseGateway(text) {
  if (text === undefined || text === '') return undefined;
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw refusal('BAD_OPTION', { reason: `OFFSTAGE_PUSH_GATEWAY takes an http or https URL, not '${text}'` });
}
