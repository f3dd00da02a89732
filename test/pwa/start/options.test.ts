import { expect, test } from 'vitest';
import { HELP, parseOptions } from './options.mjs';
import { explain } from './refusal.mjs';

const parse = (...argv: string[]) => parseOptions(argv, {});

/** What the terminal would show. */
function refusalOf(argv: readonly string[], env: Record<string, string> = {}): string {
  try {
    parseOptions(argv, env);
  } catch (error) {
    return explain(error);
  }
  return 'accepted';
}

test('without options', () => {
  expect(parse()).toEqual({
    port: 4321,
    data: '.offstage',
    https: false,
    build: true,
    help: false,
    pushGateway: undefined,
  });
});

test('every option, in both spellings of a value', () => {
  expect(parse('--port', '0', '--data=elsewhere', '--https', '--no-build', '--help')).toMatchObject({
    port: 0,
    data: 'elsewhere',
    https: true,
    build: false,
    help: true,
  });
  expect(parse('-h').help).toBe(true);
});

test('the separator that pnpm hands on is no option', () => {
  expect(parse('--', '--port', '8080').port).toBe(8080);
});

test.each(['65536', '-1', '80a', '1e3', '', '4321.5', '0x10'])('--port=%s is refused', (text) => {
  expect(refusalOf([`--port=${text}`])).toBe(
    `offstage: --port takes a number from 0 to 65535, not '${text}'. [BAD_OPTION]\n` +
      '  Next: See what there is: npx pnpm@12 start --help',
  );
});

test.each([
  [['--prot', '1'], "Unknown option '--prot'"],
  [['--port'], "Option '--port <value>' argument missing"],
  [['--https=yes'], "Option '--https' does not take an argument"],
  [['here'], "Unexpected argument 'here'"],
  [['--data='], '--data takes the name of a folder'],
])('%j is refused by name', (argv, reason) => {
  expect(refusalOf(argv)).toContain(`offstage: ${reason}. [BAD_OPTION]`);
});

test('a push gateway must be a URL that can be posted to', () => {
  expect(parseOptions([], { OFFSTAGE_PUSH_GATEWAY: 'http://127.0.0.1:9' }).pushGateway).toBe(
    'http://127.0.0.1:9',
  );
  expect(parseOptions([], { OFFSTAGE_PUSH_GATEWAY: '' }).pushGateway).toBeUndefined();
  expect(refusalOf([], { OFFSTAGE_PUSH_GATEWAY: 'file:///tmp' })).toContain('OFFSTAGE_PUSH_GATEWAY takes');
});

test('the help names every option', () => {
  for (const name of ['--port', '--data', '--https', '--no-build', '--help'])
    expect(HELP).toContain(`  ${name}`);
});
