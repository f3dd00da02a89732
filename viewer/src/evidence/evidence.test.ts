import type { Entry } from '@offstage/sw-plugin/log';
import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { expect, test } from 'vitest';
import { createLogModel, type LogModel } from '../model/log-model.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { fileSource } from '../sources/file-source.ts';
import { type LogFileHeader, readHeader } from '../sources/log-file.ts';
import { readEntry } from '../sources/read-entry.ts';
import { logFile } from '../sources/save-log.ts';
import type { SourceState } from '../sources/source.ts';
import { GERMAN as GERMAN_TABLE } from '../text/german.ts';
import { STRINGS as TABLE } from '../text/strings.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { type EvidenceTexts, withEvidence } from './evidence-texts.ts';
import { htmlFile } from './html-file.ts';
import { markdownOf } from './markdown-of.ts';

const STRINGS: EvidenceTexts = withEvidence(TABLE);
const GERMAN: EvidenceTexts = withEvidence(GERMAN_TABLE);
const log = sampleLog({ count: 200 });
const modelOf = (entries: readonly Entry[]): LogModel => {
  const model = createLogModel();
  model.append(entries);
  return model;
};
const gather = (
  entries: readonly Entry[],
  more: Partial<Parameters<typeof gatherEvidence>[0]> = {},
): Promise<Evidence> =>
  gatherEvidence({
    model: modelOf(entries),
    range: undefined,
    redact: true,
    now: new Date(1.7955e12),
    about: undefined,
    circumstances: {},
    ...more,
  });

/** What the viewer reads of a file. */
async function opened(file: File): Promise<{ entries: Entry[]; state: SourceState }> {
  const entries: Entry[] = [];
  const state = await new Promise<SourceState>((done) => {
    fileSource(file).open({
      append: (batch) => entries.push(...batch),
      prepend: () => {},
      reset: () => {},
      state: (now) => now.phase !== 'loading' && done(now),
    });
  });
  return { entries, state };
}
const page = (evidence: Evidence): File => new File([htmlFile(evidence, STRINGS, 'n0nce')], 'problem.html');
const keys = ({ findings }: Pick<Evidence, 'findings'>): string[] => findings.map(({ key }) => key).sort();

test('the page opens as a log again: the same lines, the same findings, and how it was there', async () => {
  const whole = await gather(log, {
    redact: false,
    circumstances: {
      said: 'No <b>notification</b>',
      state: [['Push: permission', 'denied']],
      installed: true,
    },
  });
  expect(whole.findings.length).toBeGreaterThan(3);
  const { entries, state } = await opened(page(whole));
  expect(state).toMatchObject({ phase: 'complete', lost: 0 });
  expect(state.reason).toBeUndefined();
  expect(entries).toEqual(whole.entries.map((entry) => ({ ...entry })));
  expect(state.about).toEqual(whole.header);
  expect(keys(await gather(entries, { about: state.about, redact: false }))).toEqual(keys(whole));
});

test('so does one that a browser has saved anew, and one that was cut off says so', async () => {
  const evidence = await gather(log);
  const text = htmlFile(evidence, STRINGS, 'n');
  const anew = `<!DOCTYPE html>\n<!-- saved -->${new DOMParser().parseFromString(text, 'text/html').documentElement.outerHTML}`;
  expect((await opened(new File([anew], 'a.html'))).entries).toHaveLength(evidence.entries.length);
  const cut = await opened(new File([text.slice(0, -40_000)], 'a.html'));
  expect(cut.state.reason).toBe('truncated');
  expect(cut.entries.length).toBeGreaterThan(10);
  const none = await opened(new File(['<!doctype html><title>Other</title>'], 'a.html'));
  expect(none.state).toMatchObject({ phase: 'failed', reason: 'not-a-log' });
});

test('what is saved again keeps where it is from; an older reader skips what it does not know', async () => {
  const { header, entries } = await gather(log, {
    circumstances: {
      installed: true,
      versions: { plugin: '0.2.0' },
      state: [['a', 'b']],
      notes: { e5: 'look' },
    },
  });
  const about = { ...header, userAgent: 'Mozilla/5.0 Firefox/158.0' };
  const file = (await logFile(entries, { kind: 'log', service: undefined, now: new Date(), about })) as File;
  const again = readHeader(JSON.parse((await file.text()).split('\n')[0] as string)) as LogFileHeader;
  expect(again).toEqual({ ...about, saved: again.saved });
  expect(again.notes).toEqual({ e5: 'look' });
  expect(again.version).toBe(1);
  expect(readHeader({ ...again, notes: 7, state: [[1]], installed: 'yes' })).toMatchObject({
    entries: entries.length,
    userAgent: about.userAgent,
    notes: undefined,
  });
});

test('without contents the doctor finds the same, and no payload, text or query is in any of the files', async () => {
  const secret = log.map((entry) =>
    entry.service === 'reporting'
      ? {
          ...entry,
          detail: { report: { ...entry.detail.report, url: 'https://notes.example/notes?token=geheim42' } },
        }
      : entry,
  );
  const shown = await gather(secret, { redact: false });
  const hidden = await gather(secret);
  expect(keys(hidden)).toEqual(keys(shown));
  expect(hidden.hidden.payloads).toBeGreaterThan(5);
  for (const [evidence, there] of [
    [shown, true],
    [hidden, false],
  ] as const) {
    const files = [
      htmlFile(evidence, STRINGS, 'n'),
      markdownOf(evidence, STRINGS),
      JSON.stringify(evidence.entries),
    ];
    expect(files.map((text) => /geheim42|New note|12\.50|Note r\d/.test(text))).toEqual([
      there,
      there,
      there,
    ]);
  }
  // Who joins events has what joins them.
  expect(hidden.entries.map(({ span, instanceId, detail }) => [span, instanceId, detail.outcome])).toEqual(
    shown.entries.map(({ span, instanceId, detail }) => [span, instanceId, detail.outcome]),
  );
});

test('a range takes whole lifetimes, what led to them, and how things stood', async () => {
  const [first, second] = log.filter(({ event }) => event === 'Notification clicked') as [Entry, Entry];
  const noted: Entry = {
    ...first,
    id: 'noted',
    time: (log[0] as Entry).time - 5,
    event: 'Permission state',
    service: 'notifications',
    detail: { permission: 'denied' },
  };
  const { span: _, parent: __, ...free } = noted;
  const { entries } = await gather([free, ...log], { range: [second.time, second.time + 1] });
  const events = entries.map(({ event }) => event);
  expect(events[0]).toBe('Permission state');
  expect(events).toContain('Push event dispatched');
  expect(events).toContain('notificationclick event completed');
  expect(events.filter((event) => event === 'Notification clicked')).toHaveLength(1);
});

const NASTY = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  '![x](https://evil.example/p.png)',
  '[x](javascript:alert(1))',
  '@everyone #1 https://evil.example www.evil.example a@b.example',
  '`@someone` ``#2`` ```',
  '```\n@someone\n```\n<img src=x>',
  '</pre><script>alert(2)</script>',
  '</title></style><script>alert(3)</script>',
  '\n\n# heading\n\n@someone',
  '\u202egnp.exe',
  '<!--',
  ']]>',
  '&lt;script&gt;',
  '\\`@x\\`',
  '| a | @b |',
  '\r@someone\r\n#3',
];
const nasty = fc.oneof(
  fc.constantFrom(...NASTY),
  fc
    .array(fc.constantFrom(...NASTY, '`', '\n', '~~~', '    ', '<', '>', '&', '"', "'", '\\'), {
      maxLength: 6,
    })
    .map((all) => all.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const forgedEntry = fc
  .tuple(fc.constantFrom(...log), nasty, nasty, nasty, nasty, fc.boolean())
  .map(([entry, a, b, c, d, named]) =>
    readEntry(
      {
        ...entry,
        event: named ? a : entry.event,
        instanceId: b,
        metadata: { ...entry.metadata, [a]: b, Title: c },
        scope: d,
        detail: {
          ...entry.detail,
          tag: a,
          error: { name: b, message: c, stack: d },
          payload: { bytes: 3, text: d },
          notification: { title: a, body: b },
        },
      },
      1,
    ),
  )
  .filter((entry) => entry !== undefined);

/** Elements that the documents have themselves. */
const KNOWN = new Set(
  'html head meta title style body main h1 h2 h3 p dl div dt dd article span ol li b table thead tbody tr th td details summary pre'.split(
    ' ',
  ),
);

/** As browsers read it. */
function elementsOf(node: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Element[] {
  const inside = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  return 'tagName' in node ? [node, ...inside] : inside;
}
const textsOf = ({ childNodes }: DefaultTreeAdapterTypes.Element): string[] =>
  childNodes.flatMap((one) => ('value' in one ? [one.value] : []));

const ATTRIBUTES =
  /^(lang|charset|http-equiv|content|name|nonce|class|id|scope|role|tabindex|aria-label|aria-hidden|data-(tone|state|severity))$/;
const MARKDOWN = new Set('html head body h3 p ul li strong code pre'.split(' '));

test('forged entries: in the page no script, picture or link comes alive, and nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(forgedEntry, { minLength: 1, maxLength: 12 }),
      nasty,
      nasty,
      fc.boolean(),
      async (entries, said, value, redact) => {
        const forged = entries.map((entry, index) => ({ ...entry, seq: index + 1, id: `f${index}` }));
        const evidence = await gather(forged, {
          redact,
          circumstances: { said, state: [[value, said]], notes: { f0: value }, versions: { plugin: said } },
        });
        const text = htmlFile(evidence, redact ? STRINGS : GERMAN, 'n0nce');
        const elements = elementsOf(parse(text));
        for (const { tagName, attrs } of elements) {
          expect(KNOWN).toContain(tagName);
          for (const { name } of attrs) expect(name).toMatch(ATTRIBUTES);
        }
        expect(elements.filter(({ tagName }) => tagName === 'style')).toHaveLength(1);
        const again = await opened(new File([text], 'forged.html'));
        expect(again.entries).toEqual(evidence.entries.map((entry) => readEntry(entry, entry.seq)));
      },
    ),
    { numRuns: 60 },
  );
}, 60_000);

test('forged entries: in the Markdown nothing of theirs is markup, a link, a mention or a number', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(forgedEntry, { minLength: 1, maxLength: 12 }),
      nasty,
      async (entries, words) => {
        const forged = entries.map((entry, index) => ({ ...entry, seq: index + 1, id: `f${index}` }));
        const evidence = await gather(forged, {
          redact: false,
          circumstances: { said: words, versions: { plugin: words } },
          about: { userAgent: words, language: words, timeZone: words } as LogFileHeader,
        });
        const html = micromark(markdownOf(evidence, STRINGS), {
          allowDangerousHtml: true,
          allowDangerousProtocol: true,
          extensions: [gfm()],
          htmlExtensions: [gfmHtml()],
        });
        const elements = elementsOf(parse(html));
        for (const { tagName } of elements) expect(MARKDOWN).toContain(tagName);
        const texts = elements
          .filter(({ tagName }) => tagName !== 'code')
          .flatMap(textsOf)
          .join(' ');
        expect(texts).toContain('Report a problem');
        expect(texts).not.toMatch(/[@#<]|https?:|www\./);
      },
    ),
    { numRuns: 100 },
  );
}, 60_000);
