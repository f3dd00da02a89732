import { expect, test } from 'vitest';
import { COMMANDS } from './commands.ts';
import { EVERYWHERE } from './everywhere.ts';
import { help, helpOf } from './help.ts';
import { readWords } from './read-words.ts';
import { run } from './run.ts';
import { fakeTerminal } from './terminal/fake-terminal.fixture.ts';

const command = (name: string) => COMMANDS.find((one) => one.name === name) as (typeof COMMANDS)[number];

test('the help and what is understood come from one list', async () => {
  for (const one of COMMANDS) {
    expect(help('1.2.3')).toContain(`  ${one.name} ${one.takes}`);
    for (const { name } of [...one.options, ...EVERYWHERE]) expect(helpOf(one)).toContain(`--${name}`);
    for (const { name, value } of one.options) {
      const words = readWords(one, value ? [`--${name}`, '7'] : [`--${name}`]);
      expect(value ? words.value(name) : words.has(name)).toBe(value ? '7' : true);
    }
    // What runs is there.
    expect(await one.load()).toBeTypeOf('function');
  }
});

test('what a filter excludes is no option, and may stand anywhere', () => {
  const words = readWords(command('query'), [
    'log.jsonl',
    '-outcome:ok',
    '-n',
    '5',
    '-"a b"',
    'push',
    '--json',
  ]);
  expect(words.given).toEqual(['log.jsonl', 'push', '-outcome:ok', '-"a b"']);
  expect([words.number('limit', 50), words.has('json')]).toEqual([5, true]);
  expect(readWords(command('query'), ['x', '--', '--json']).given).toEqual(['x', '--json']);
});

test.each([
  [['query', 'x', '--nothing'], 'BAD_OPTION', '--nothing'],
  [['query', 'x', '--limit', 'many'], 'BAD_OPTION', 'whole number'],
  [['doctor', 'x', '--fail-on', 'all'], 'BAD_OPTION', 'never'],
  [['query'], 'NO_SOURCE', 'offstage query log.jsonl'],
  [['dcotor'], 'UNKNOWN_COMMAND', 'Did you mean “doctor”?'],
  [['check', 'nowhere'], 'NO_FILE', 'nowhere'],
  [['check', '.', '--browser'], 'BAD_OPTION', 'address'],
  [['check', 'http://'], 'NOT_AN_ADDRESS', 'https://app.example/'],
])('%j is told as %s, with the next step', async (words, code, next) => {
  const terminal = fakeTerminal(import.meta.dirname);
  expect(await run(words, terminal)).toBe(3);
  expect(terminal.noted()).toMatch(new RegExp(`^${code}: `));
  expect(terminal.noted()).toContain(next);
  expect(terminal.printed()).toBe('');
});

test.each([
  [['--help'], 'offstage COMMAND'],
  [['help', 'check'], '--browser'],
  [['check', '-h'], '--browser'],
  [['--version'], '0.'],
])('%j is answered', async (words, said) => {
  const terminal = fakeTerminal('.');
  expect(await run(words, terminal)).toBe(0);
  expect(terminal.printed()).toContain(said);
});
