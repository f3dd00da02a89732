import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Folder, makeFolder } from '../init/folder.fixture.ts';
import { run } from '../run.ts';
import { type FakeTerminal, fakeTerminal } from '../terminal/fake-terminal.fixture.ts';
import type { Terminal } from '../terminal/terminal.ts';

const SAMPLES = fileURLToPath(new URL('../../../../test/formats/0.1.0/', import.meta.url));
const sample = (name: string): string => readFileSync(path.join(SAMPLES, name), 'utf8');

const open: Folder[] = [];
afterEach(() => {
  for (const folder of open.splice(0)) folder.remove();
});
const folderOf = (files: Readonly<Record<string, string | Buffer>>): Folder => {
  const folder = makeFolder(files);
  open.push(folder);
  return folder;
};
const LOG = { 'log.jsonl': sample('chromium.jsonl') };

async function offstage(folder: Folder, words: readonly string[], more: Partial<Terminal> = {}) {
  const terminal = fakeTerminal(folder.path, more);
  const code = await run(words, terminal);
  return { code, out: terminal.printed(), notes: terminal.noted() };
}

describe('query', () => {
  test('a filter of the viewer, and what it leaves out', async () => {
    const folder = folderOf(LOG);
    const { code, out } = await offstage(folder, [
      'query',
      'log.jsonl',
      'service:pushMessaging',
      '-outcome:ok',
      '-n',
      '2',
    ]);
    expect(code).toBe(0);
    expect(out.split('\n').filter((line) => line.startsWith('e-'))).toHaveLength(2);
    expect(out).toContain('6 of 42 entries match in log.jsonl.');
    expect(out).toContain('… 4 earlier entries match and are not shown: --limit 0 shows all.');
  });

  test('a mistake in a filter is told', async () => {
    const folder = folderOf(LOG);
    const { notes } = await offstage(folder, ['query', 'log.jsonl', 'servce:push', 'outcome:bad']);
    expect(notes).toContain('The filter has no key “servce”, so nothing matches. Did you mean “service”?');
    expect(notes).toContain('outcome is never “bad”.');
  });

  test('housekeeping is hidden, counted, and shown when asked for', async () => {
    const line = {
      time: 1,
      service: 'notifications',
      event: 'Permission state',
      detail: { permission: 'granted' },
    };
    const folder = folderOf({ 'log.jsonl': `${JSON.stringify(line)}\n` });
    expect((await offstage(folder, ['query', 'log.jsonl'])).out).toContain(
      '1 line of housekeeping not shown: --housekeeping shows',
    );
    for (const words of [['--housekeeping'], ['kind:housekeeping'], ['granted']])
      expect((await offstage(folder, ['query', 'log.jsonl', ...words])).out).toContain('e-1 ');
  });

  test('a handle names the same entry tomorrow, and tells everything', async () => {
    const folder = folderOf(LOG);
    const before = await offstage(folder, ['query', 'log.jsonl', 'e-27']);
    expect(before.out).toContain('detail.error       {"name":"TypeError"');
    expect(before.out).toContain('together           e-25 e-26 e-28');
    appendFileSync(
      path.join(folder.path, 'log.jsonl'),
      `${JSON.stringify({ time: 1, service: 'notifications', event: 'x' })}\n`,
    );
    expect((await offstage(folder, ['query', 'log.jsonl', 'e-27'])).out).toBe(before.out);
    const { notes, code } = await offstage(folder, ['query', 'log.jsonl', 'e-900']);
    expect([code, notes]).toEqual([3, expect.stringContaining('NO_SUCH_HANDLE: log.jsonl has no e-900.')]);
  });

  test('--json is one document, whose handles can be used again', async () => {
    const folder = folderOf(LOG);
    const { out } = await offstage(folder, ['query', 'log.jsonl', 'outcome:failed', '--json', '-n', '2']);
    const found = JSON.parse(out);
    expect(found).toMatchObject({ offstage: 'query', version: 1, shown: 2, size: 42, doubts: [] });
    expect(found.leftOut).toHaveLength(1);
    const { handle, id } = found.entries[0];
    const one = JSON.parse((await offstage(folder, ['query', 'log.jsonl', handle, '--json'])).out);
    expect(one.entries[0].id).toBe(id);
  });

  test('--md is a table', async () => {
    const { out } = await offstage(folderOf(LOG), ['query', 'log.jsonl', '--md', '-n', '1']);
    expect(out).toMatch(
      /^\| entry \| time \| service \| event \| outcome \| about \|\n\| --- (\| --- ){5}\|\n\| e-42 \|/,
    );
  });

  test.each([
    ['a file that DevTools saved', sample('chromium.devtools.json'), '15 of 15 entries match'],
    [
      'with a byte order mark and the line breaks of Windows',
      `\uFEFF${sample('webkit.jsonl').replaceAll('\n', '\r\n')}`,
      'entries match',
    ],
    ['cut off', sample('chromium.jsonl').slice(0, -40), 'is cut off'],
    ['with lines of others', `${sample('chromium.jsonl')}nonsense\n`, '1 line could not be read.'],
    [
      'of a newer version',
      sample('chromium.jsonl').replace('"version":1', '"version":9'),
      'A newer version wrote it',
    ],
  ])('a file: %s', async (_, text, said) => {
    const { code, out } = await offstage(folderOf({ 'log.jsonl': text }), ['query', 'log.jsonl']);
    expect(code).toBe(0);
    expect(out).toContain(said);
  });

  test.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]), 'NOT_A_LOG'],
    ['other JSON', '{"a":1}', 'NOT_A_LOG'],
  ])('%s is refused, with the next step', async (_, content, problem) => {
    const { code, notes } = await offstage(folderOf({ x: content }), ['query', 'x']);
    expect([code, notes]).toEqual([3, expect.stringMatching(new RegExp(`^${problem}: .*Export`))]);
  });

  test('a folder, and a file that is not there', async () => {
    const folder = folderOf(LOG);
    expect((await offstage(folder, ['query', '.'])).notes).toContain('NOT_READABLE: Cannot read . (EISDIR)');
    expect((await offstage(folder, ['query', 'none'])).notes).toContain('NO_FILE');
  });

  test('standard input', async () => {
    const { out } = await offstage(folderOf({}), ['query', '-'], {
      input: async () => Buffer.from(sample('chromium.jsonl')),
    });
    expect(out).toContain('42 of 42 entries match in standard input.');
  });

  test('what strangers wrote cannot move the cursor, break a line, or end a table', async () => {
    const evil = '\u001b[2J\u009b31m\nnext\u202e| `x` <b> @someone';
    const entry = {
      time: 1,
      service: 'notifications',
      event: evil,
      instanceId: evil,
      metadata: { [evil]: evil },
      detail: { error: { name: evil, message: evil } },
    };
    const folder = folderOf({ 'log.jsonl': `${JSON.stringify(entry)}\n` });
    for (const words of [[], ['--md'], ['--json'], ['e-1'], ['e-1', '--md'], ['e-1', '--json']]) {
      const { out } = await offstage(folder, ['query', 'log.jsonl', ...words]);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: nothing else may be there
      expect(out, words.join(' ')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
      if (!words.includes('--json')) expect(out).not.toContain('\u202e');
    }
    const table = (await offstage(folder, ['query', 'log.jsonl', '--md'])).out.split('\n')[2] ?? '';
    expect(table.match(/(?<!\\)\|/g)).toHaveLength(7);
  });

  test('colour only where it is asked for', async () => {
    const folder = folderOf(LOG);
    expect((await offstage(folder, ['query', 'log.jsonl'])).out).not.toContain('\u001b');
    expect((await offstage(folder, ['query', 'log.jsonl'], { color: true })).out).toContain('\u001b[');
  });
});

describe('doctor', () => {
  test('of one install what it sent itself is looked at, and nothing of another', async () => {
    const lines = sample('chromium.jsonl').trim().split('\n').slice(1);
    const of = (install: string, part: readonly string[]): readonly string[] =>
      part.map((line) => {
        const entry = JSON.parse(line);
        const server = {
          received: entry.time,
          endpoint: '',
          browser: '',
          browserVersion: '',
          group: '',
          noise: '',
          install,
        };
        return JSON.stringify({
          ...entry,
          id: `${install}-${entry.id}`,
          detail: { ...entry.detail, server },
        });
      });
    const folder = folderOf({
      'log.jsonl': [...of('sick', lines), ...of('well', lines.slice(0, 1))].join('\n'),
    });
    const ask = async (...words: string[]) =>
      JSON.parse((await offstage(folder, ['doctor', 'log.jsonl', '--json', ...words])).out);
    const [all, sick, well] = [await ask(), await ask('install:sick'), await ask('install:well')];
    expect(all.findings.length).toBeGreaterThan(0);
    expect(sick.findings.length).toBe(all.findings.length);
    expect(well.findings).toEqual([]);
    expect(sick.checked + well.checked).toBe(all.checked);
  });

  test('finds what the viewer’s doctor finds; the exit code is the worst', async () => {
    const folder = folderOf(LOG);
    const { code, out } = await offstage(folder, ['doctor', 'log.jsonl']);
    expect(code).toBe(2);
    expect(out).toMatch(/error {3}f-\d{3} {2}The push event's handler threw TypeError {2}D7/);
    const codes = await Promise.all(
      ['error', 'warning', 'info', 'never'].map(
        async (least) => (await offstage(folder, ['doctor', 'log.jsonl', '--fail-on', least])).code,
      ),
    );
    expect(codes).toEqual([2, 2, 2, 0]);
    const notes = await Promise.all(
      ['warning', 'info'].map(
        async (least) =>
          (await offstage(folder, ['doctor', 'log.jsonl', 'rule:D5', '--fail-on', least])).code,
      ),
    );
    expect(notes).toEqual([0, 1]);
  });

  test('a handle is the same in a longer log and under a filter, and shows every entry', async () => {
    const folder = folderOf(LOG);
    const all = JSON.parse((await offstage(folder, ['doctor', 'log.jsonl', '--json'])).out);
    expect(all).toMatchObject({ offstage: 'doctor', version: 1, verdict: 'found', exitCode: 2 });
    const [{ handle, rule, entries }] = all.findings;
    appendFileSync(
      path.join(folder.path, 'log.jsonl'),
      sample('webkit.jsonl').split('\n').slice(1).join('\n'),
    );
    const one = JSON.parse((await offstage(folder, ['doctor', 'log.jsonl', handle, '--json'])).out);
    expect(one.findings.map((finding: { rule: string }) => finding.rule)).toEqual([rule]);
    const filtered = JSON.parse(
      (await offstage(folder, ['doctor', 'log.jsonl', `rule:${rule}`, '--json'])).out,
    );
    expect(filtered.findings.map((finding: { handle: string }) => finding.handle)).toContain(handle);
    expect(filtered.leftOut[0]).toMatch(/other findings? (is|are) not shown/);
    const { out } = await offstage(folder, ['doctor', 'log.jsonl', handle]);
    for (const entry of entries) expect(out).toContain(`${entry} `);
    expect((await offstage(folder, ['doctor', 'log.jsonl', 'f-1'])).notes).toContain('NO_SUCH_HANDLE');
  });

  test('what was not checked is not called good', async () => {
    const report = { time: 1, service: 'reporting', event: 'Report observed', instanceId: 'csp-violation' };
    const folder = folderOf({ 'empty.jsonl': '', 'reports.jsonl': `${JSON.stringify(report)}\n` });
    const empty = await offstage(folder, ['doctor', 'empty.jsonl']);
    expect([empty.code, empty.out]).toEqual([
      3,
      expect.stringContaining('was not checked. There is nothing in it.'),
    ]);
    const reports = await offstage(folder, ['doctor', 'reports.jsonl']);
    expect([reports.code, reports.out]).toEqual([3, expect.stringContaining('There are only reports in it')]);
  });

  test('--md', async () => {
    const { out } = await offstage(folderOf(LOG), ['doctor', 'log.jsonl', '--md']);
    expect(out).toMatch(/^### f-\d+ error: /);
    expect(out).toContain('**What to do:**');
  });
});

describe('tail', () => {
  const entry = (event: string): string =>
    `${JSON.stringify({ time: 1, service: 'backgroundSync', event })}\n`;

  async function follow(
    folder: Folder,
    words: readonly string[],
    act: (terminal: FakeTerminal) => Promise<void>,
  ) {
    const terminal = fakeTerminal(folder.path);
    const done = run(['tail', 'log.jsonl', ...words], terminal);
    await act(terminal);
    terminal.end();
    return { code: await done, out: terminal.printed(), notes: terminal.noted() };
  }
  const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 10_000, interval: 20 });

  test('the last lines, and those that are added, also in pieces', async () => {
    const folder = folderOf(LOG);
    const file = path.join(folder.path, 'log.jsonl');
    const { code, out } = await follow(folder, ['-n', '1'], async ({ printed }) => {
      await until(() => expect(printed()).toContain('e-42 '));
      const line = entry('First');
      appendFileSync(file, line.slice(0, 10));
      appendFileSync(file, line.slice(10));
      await until(() => expect(printed()).toContain('e-43 '));
      appendFileSync(file, `nonsense\n${entry('Second')}`);
      await until(() => expect(printed()).toContain('Second'));
    });
    expect(code).toBe(0);
    expect(out.split('\n').map((line) => line.split(' ')[0])).toEqual(['e-42', 'e-43', 'e-44', '']);
  });

  test('only what a filter finds; each as a line of JSON', async () => {
    const folder = folderOf(LOG);
    const { out } = await follow(folder, ['event:wanted', '--json'], async ({ printed }) => {
      // The first look is over when what is added is seen.
      await new Promise((done) => setTimeout(done, 100));
      appendFileSync(path.join(folder.path, 'log.jsonl'), entry('Other') + entry('Wanted'));
      await until(() => expect(printed()).toContain('Wanted'));
    });
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).handle),
    ).toEqual(['e-44']);
  });

  test('what cannot grow is not followed', async () => {
    const folder = folderOf({ 'log.json': sample('chromium.devtools.json') });
    const saved = await offstage(folder, ['tail', 'log.json', '-n', '2']);
    expect([saved.code, saved.notes]).toEqual([0, expect.stringContaining('does not grow')]);
    expect(saved.out.split('\n')).toHaveLength(3);
    const piped = await offstage(folder, ['tail', '-', '-n', '1'], {
      input: async () => Buffer.from(sample('chromium.jsonl')),
    });
    expect([piped.code, piped.out]).toEqual([0, expect.stringMatching(/^e-42 /)]);
  });

  test('a file that begins anew', async () => {
    const folder = folderOf(LOG);
    const file = path.join(folder.path, 'log.jsonl');
    const { notes } = await follow(folder, [], async ({ printed, noted }) => {
      await until(() => expect(printed()).toContain('e-42 '));
      truncateSync(file);
      await until(() => expect(noted()).toContain('became shorter'));
      writeFileSync(file, entry('Anew'));
      await until(() => expect(printed()).toMatch(/e-1 .*Anew/));
    });
    expect(notes).toContain('became shorter');
  });
});
