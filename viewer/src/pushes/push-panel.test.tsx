import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import {
  askedFor,
  countsOf,
  FUNNEL,
  funnel,
  json,
  LONG,
  push,
  serve,
  show,
  T,
} from '../samples/show-pushes.ts';
import { showSource } from '../samples/show-viewer.tsx';
import { serverSource } from '../sources/server-source.ts';
import type { Source } from '../sources/source.ts';
import { GERMAN } from '../text/german.ts';

beforeAll(() => Promise.all([import('../LoadedViewer.tsx'), import('./PushPanel.tsx')]), 60_000);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('the funnel says each of the twelve states once, and they add up to what was sent', async () => {
  await show({ '/api/funnel': FUNNEL });
  const part = await funnel();
  expect(part.textContent).toContain('48 of 100 pushes were shown');
  for (const [name, count] of [
    ['Sent', 100],
    ['Accepted', 95],
    ['Received', 63],
    ['Shown', 48],
    ['Clicked', 9],
  ] as const)
    expect(within(part).getByRole('button', { name: `${name}: show ${count} pushes` }).textContent).toBe(
      String(count),
    );
  const rest = [...part.querySelectorAll('.os-push-rest > li:not([data-away])')].map((one) =>
    Number.parseInt(one.textContent ?? '', 10),
  );
  // Eleven of them; the twelfth, clicked, is the last stage.
  expect(rest).toHaveLength(11);
  expect(rest.reduce((sum, count) => sum + count, 9)).toBe(100);
  expect(
    within(part).getByRole('button', { name: /^18 of these to devices that do not report: show 18 pushes/ }),
  ).toBeTruthy();
  // Who speaks to the browser says what is on the screen.
  const unsaid = [...part.querySelectorAll('button')].filter(
    (one) => !one.getAttribute('aria-label')?.includes(one.textContent ?? ''),
  );
  expect(unsaid.map(({ outerHTML }) => outerHTML)).toEqual([]);
  expect(part.textContent).not.toMatch(/\d+ lost/);
  expect(part.textContent).toContain('2 pushes that devices told of match no send');
});

test('each number opens its pushes, and the address says which', async () => {
  const { user, router, asked } = await show({
    '/api/funnel': FUNNEL,
    '/api/pushes': () => json({ pushes: [push(1), push(2)], next: null, behind: false }),
  });
  await user.click(within(await funnel()).getByRole('button', { name: 'Shown: show 48 pushes' }));
  const grid = await screen.findByRole('grid', { name: 'Pushes' }, LONG);
  expect(within(grid).getAllByRole('row')).toHaveLength(3);
  expect(askedFor(asked, '/api/pushes').getAll('state').sort()).toEqual([
    'clicked',
    'closed',
    'dismissed',
    'shown',
  ]);
  // The funnel stays whole.
  expect(askedFor(asked, '/api/funnel').has('state')).toBe(false);
  const search = new URLSearchParams(router.state.location.search);
  expect(search.getAll('state').sort()).toEqual(['clicked', 'closed', 'dismissed', 'shown']);
  expect(search.get('show')).toBe('list');
  await user.click(
    within(await funnel()).getByRole('button', {
      name: /^18 of these to devices that do not report: show 18 pushes/,
    }),
  );
  await waitFor(() => expect(askedFor(asked, '/api/pushes').get('reporting')).toBe('no'), LONG);
  expect(askedFor(asked, '/api/pushes').getAll('state')).not.toContain('refused');
});

test('a copied link shows the same: filters, time, split, the list and the story', async () => {
  const { asked } = await show(
    {
      '/api/funnel': FUNNEL,
      '/api/pushes': () => json({ pushes: [push(1)], next: null, behind: false }),
      '/api/pushes/push-1': () =>
        json({ push: push(1), steps: [], device: 'd', install: '', report: 0, gone: null }),
    },
    '/viewer/pushes?campaign=spring&campaign=&label=color%3Ared&from=1000&to=9000&split=browser&show=list&push=push-1',
  );
  await screen.findByRole('region', { name: 'What became of this push' }, LONG);
  const query = askedFor(asked, '/api/funnel');
  expect(query.getAll('campaign')).toEqual(['spring', '']);
  expect(query.getAll('label')).toEqual(['color:red']);
  expect([query.get('from'), query.get('to'), query.get('by')]).toEqual(['1000', '9000', 'browser']);
  const filters = screen.getByRole('list', { name: 'Filters' });
  expect(filters.textContent).toContain('Campaign: spring, No campaign');
  await screen.findByRole('grid', { name: 'Pushes' }, LONG);
});

test('split by something, each row narrows to itself, and its numbers open its pushes', async () => {
  const rows = [
    { value: 'spring', ...countsOf({ shown: 6, refused: 4 }) },
    { value: '', ...countsOf({ clicked: 2 }) },
    { value: null, ...countsOf({ accepted: 3 }) },
  ];
  const { user, asked } = await show({
    '/api/funnel': () =>
      json({ ...countsOf({ shown: 6, refused: 4, clicked: 2, accepted: 3 }), rows, behind: false }),
  });
  const grid = await screen.findByRole('grid', { name: 'By Campaign' }, LONG);
  const [, spring, none, others] = within(grid).getAllByRole('row');
  expect(spring?.textContent).toContain('60%');
  expect(none?.textContent).toContain('No campaign');
  expect(others?.textContent).toContain('All others together');
  // What cannot be asked for is no button.
  expect(within(others as HTMLElement).queryAllByRole('button')).toEqual([]);
  await user.click(within(spring as HTMLElement).getByRole('button', { name: 'Refused: show 4 pushes' }));
  await waitFor(() => expect(askedFor(asked, '/api/pushes').getAll('state')).toEqual(['refused']), LONG);
  expect(askedFor(asked, '/api/pushes').getAll('campaign')).toEqual(['spring']);
});

test('with the keyboard a row is chosen and narrows everything to itself', async () => {
  const day = Date.UTC(2026, 10, 28);
  const { user, asked } = await show(
    {
      '/api/funnel': () =>
        json({
          ...countsOf({ shown: 6 }),
          rows: [{ value: String(day), ...countsOf({ shown: 6 }) }],
          behind: false,
        }),
    },
    '/viewer/pushes?split=day&last=all',
  );
  const grid = await screen.findByRole('grid', { name: 'By Day (UTC)' }, LONG);
  expect(grid.textContent).toContain('2026-11-28');
  grid.focus();
  await user.keyboard('{ArrowDown}{Enter}');
  await waitFor(() => expect(askedFor(asked, '/api/funnel').get('by')).toBe('hour'), LONG);
  expect(askedFor(asked, '/api/funnel').get('from')).toBe(String(day));
  expect(askedFor(asked, '/api/funnel').get('to')).toBe(String(day + 86_400_000));
});

test('older pushes are loaded page by page, by the cursor that the server gave', async () => {
  const { user, asked } = await show(
    {
      '/api/funnel': FUNNEL,
      '/api/pushes': (url) => {
        const start = Number(url.searchParams.get('cursor') ?? 0);
        const pushes = Array.from({ length: 200 }, (_, index) => push(start + index));
        return json({ pushes, next: start < 400 ? String(start + 200) : null, behind: false });
      },
    },
    '/viewer/pushes?show=list',
  );
  await user.click(await screen.findByRole('button', { name: 'Load older ones' }, LONG));
  await screen.findByText('The newest 400', {}, LONG);
  await user.click(screen.getByRole('button', { name: 'Load older ones' }));
  await screen.findByText('All: 600 pushes', {}, LONG);
  expect(screen.queryByRole('button', { name: 'Load older ones' })).toBeNull();
  const cursors = asked
    .filter(({ pathname }) => pathname === '/api/pushes')
    .map(({ searchParams }) => searchParams.get('cursor'));
  expect(cursors).toEqual([null, '200', '400']);
  // Only what is in sight is in the document.
  expect(document.querySelectorAll('.os-rows-shown [role=row]').length).toBeLessThan(200);
});

test('a push opens its story: what its sender said, each step with how sure it is, and the way to the device', async () => {
  const { user } = await show(
    {
      '/api/funnel': FUNNEL,
      '/api/pushes': () => json({ pushes: [push(1)], next: null, behind: false }),
      '/api/pushes/push-1': () =>
        json({
          push: push(1, { state: 'clicked', topic: 'news' }),
          steps: [
            { step: 'sent', time: T, sure: 'sender' },
            { step: 'accepted', time: T, sure: 'sender' },
            { step: 'received', time: T + 1500, sure: 'clock' },
            { step: 'shown', time: T + 1600, sure: 'age' },
            { step: 'clicked', time: T + 9000, sure: 'guess' },
          ],
          device: 'device-of-22-characters',
          install: 'a'.repeat(32),
          report: 7,
          gone: null,
        }),
      '/api/reports/7': () =>
        json({
          id: 7,
          received: T,
          time: T,
          type: 'background-service',
          url: 'https://a.example/',
          body: { id: 'entry-7', time: T, service: 'pushMessaging', event: 'Push event dispatched' },
        }),
    },
    '/viewer/pushes?show=list',
  );
  const grid = await screen.findByRole('grid', { name: 'Pushes' }, LONG);
  await user.click(within(grid).getAllByRole('row')[1] as HTMLElement);
  const story = await screen.findByRole('region', { name: 'What became of this push' }, LONG);
  await within(story).findByText('Received by the worker', {}, LONG);
  const steps = [...story.querySelectorAll('.os-push-steps > li')].map((one) => one.textContent);
  expect(steps).toHaveLength(5);
  expect(steps[0]).toContain('by the sender’s clock');
  expect(steps[2]).toContain('by the device’s clock');
  expect(steps[3]).toContain('counted back');
  expect(steps[4]).toContain('perhaps');
  for (const said of ['spring', 'color: red', 'push.example', '201', 'high', 'news', '120 bytes', '1 hr'])
    expect(story.textContent).toContain(said);
  const link = within(story).getByRole('link', { name: 'Show it on the device' }).getAttribute('href') ?? '';
  const search = new URL(link, 'https://a.example').searchParams;
  expect(search.get('f')).toBe(`span:span-1 install:${'a'.repeat(32)}`);
  expect(search.get('e')).toBe('entry-7');
  expect(search.get('t')).toBe(`${T - 60_000}-${T + 69_000}`);
  await user.click(within(story).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('region', { name: 'What became of this push' })).toBeNull();
});

test('what is found stands by cause and by warning, and opens its pushes', async () => {
  const finding = {
    severity: 'error',
    detail: 'Why',
    cure: 'Do this',
    doctor: '',
    pushes: 12,
    devices: 3,
    allDevices: false,
    first: T,
    last: T,
    examples: [],
  };
  const { user, asked } = await show(
    {
      '/api/funnel': FUNNEL,
      '/api/push-findings': () =>
        json({
          findings: [
            {
              ...finding,
              rule: 'gone-permission',
              about: 'vanished',
              title: 'Permission withdrawn',
              filter: { gone: ['permission'] },
            },
            {
              ...finding,
              rule: 'ttl-zero',
              about: 'sending',
              title: 'Sent with TTL 0',
              filter: { finding: ['ttl-zero'], from: ['5'], to: ['9'] },
            },
          ],
          behind: false,
        }),
    },
    '/viewer/pushes?show=findings',
  );
  await screen.findByText('Permission withdrawn', { exact: false }, LONG);
  expect(screen.getByRole('heading', { name: 'Why subscribers vanish' })).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'Warnings for senders' })).toBeTruthy();
  expect(document.body.textContent).toContain('12 pushes, at least 3 devices');
  const [, second] = screen.getAllByRole('button', { name: 'Show these pushes' });
  await user.click(second as HTMLElement);
  await waitFor(() => expect(askedFor(asked, '/api/pushes').getAll('finding')).toEqual(['ttl-zero']), LONG);
  expect(askedFor(asked, '/api/pushes').get('from')).toBe('5');
});

test.each([
  [
    'a server that is older than the ledger',
    () => json({ code: 'NO_SUCH_ROUTE', message: 'no' }, 404),
    'This server keeps no record of pushes',
    'Update @offstage/server',
  ],
  [
    'a token that may not read',
    () => json({ code: 'X', message: 'no' }, 403),
    'The server asks for its token',
    '',
  ],
  [
    'a server that fails',
    () => json({ code: 'STORE_FAILED', message: 'disk is full' }, 503),
    'The server',
    'disk is full',
  ],
  [
    'an address that asks for what there is not',
    () => json({ code: 'BAD_QUERY', message: 'Query parameter status.0: must be an HTTP status' }, 400),
    'does not understand what this address asks for',
    'must be an HTTP status',
  ],
  ['a server that says no JSON', () => new Response('<html>'), 'none that this viewer understands', ''],
  ['a server that says something else', () => json([1, 2]), 'none that this viewer understands', ''],
  [
    'no server there',
    () => Promise.reject(new TypeError('Failed to fetch')),
    'The server does not answer',
    '',
  ],
] as const)('%s: the screen says so, and can be tried again', async (_, answer, title, hint) => {
  let fails = true;
  const { user } = await show({ '/api/funnel': () => (fails ? answer() : FUNNEL()) });
  await waitFor(() => expect(document.querySelector('.os-pushes')?.textContent).toContain(title), LONG);
  expect(document.querySelector('.os-pushes')?.textContent).toContain(hint);
  fails = false;
  await user.click(
    within(document.querySelector('.os-pushes') as HTMLElement).getByRole('button', { name: 'Try again' }),
  );
  await funnel();
});

test('no push at all: how to tell of them; none in this time: the way to all', async () => {
  const nothing = () => json({ ...countsOf({}), rows: [], behind: false });
  const { user, asked } = await show({ '/api/funnel': nothing });
  await user.click(await screen.findByRole('button', { name: 'Look at all that is stored' }, LONG));
  await screen.findByText('No sender has told of a push yet', {}, LONG);
  expect(document.querySelector('.os-empty-code')?.textContent).toContain(
    'https://reports.example/api/sends',
  );
  expect(askedFor(asked, '/api/funnel').has('from')).toBe(false);
});

test('a source without a server says where pushes are', async () => {
  const { source } = serve({ '/api/funnel': FUNNEL });
  const { reports: _, ...bare } = source;
  await showSource('/viewer/pushes', { ...bare, kind: 'log', id: 'log' } as Source);
  await screen.findByText('Pushes are on the server', {}, LONG);
});

test('1,000,000 pushes in 1,000 campaigns are a funnel and as many rows as fit', async () => {
  const rows = Array.from({ length: 1_000 }, (_, index) => ({
    value: `campaign ${index}`,
    ...countsOf({ shown: 600, refused: 400 }),
  }));
  await show({
    '/api/funnel': () => json({ ...countsOf({ shown: 600_000, refused: 400_000 }), rows, behind: false }),
  });
  expect((await funnel()).textContent).toContain(
    '600,000 of 1,000,000 pushes were shown, as far as devices tell: 60%',
  );
  const grid = await screen.findByRole('grid', { name: 'By Campaign' }, LONG);
  expect(grid.getAttribute('aria-rowcount')).toBe('1001');
  expect(within(grid).getAllByRole('row').length).toBeLessThan(100);
});

test('texts of any shape in campaigns, labels and answers are shown as texts, and break nothing', async () => {
  const long = 'x'.repeat(8_192);
  const hostile = [
    '__proto__',
    'constructor',
    '<img src=x onerror=alert(1)>',
    '\u202eevil\u0000',
    long,
    'a:b,"c"',
  ];
  const labels = JSON.parse(`{"__proto__":"p","constructor":"c","${'k'.repeat(64)}":"${'v'.repeat(128)}"}`);
  const rows = hostile.map((value) => ({ value, ...countsOf({ shown: 1 }) }));
  const strange = JSON.parse('{"shown":1,"__proto__":2,"teleported":3,"constructor":"x"}');
  const { user, asked } = await show({
    '/api/funnel': () =>
      json({
        total: 6,
        states: strange,
        notReporting: -4,
        outside: 'many',
        rows: [...rows, 7, { value: {} }],
        behind: 'x',
      }),
    '/api/pushes': () =>
      json({
        pushes: [
          ...hostile.map((campaign, index) =>
            push(index, { campaign, labels, state: campaign.slice(0, 40) }),
          ),
          { id: 'no time' },
          null,
        ],
        next: null,
      }),
  });
  const part = await funnel();
  expect(part.textContent).toContain('teleported');
  const grid = await screen.findByRole('grid', { name: 'By Campaign' }, LONG);
  expect(within(grid).getAllByRole('row')).toHaveLength(7);
  expect(document.querySelector('img')).toBeNull();
  for (const hidden of ['\u202e', '\0']) expect(grid.textContent).not.toContain(hidden);
  await user.click(within(grid).getAllByRole('button', { name: 'Sent: show 1 push' })[0] as HTMLElement);
  await waitFor(() => expect(askedFor(asked, '/api/pushes').getAll('campaign')).toEqual(['__proto__']), LONG);
  const list = await screen.findByRole('grid', { name: 'Pushes' }, LONG);
  expect(within(list).getAllByRole('row')).toHaveLength(7);
  expect(list.textContent).toContain('__proto__: p');
  expect(document.querySelector('.os-broken')).toBeNull();
});

test('the file of all pushes: a link where the browser can ask by itself, else fetched with the token', async () => {
  const { user, asked } = await show({ '/api/funnel': FUNNEL });
  const saved: unknown[] = [];
  vi.stubGlobal(
    'URL',
    Object.assign(URL, {
      createObjectURL: (blob: unknown) => `blob:${saved.push(blob)}`,
      revokeObjectURL: () => {},
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Save as JSON lines' }, LONG));
  await waitFor(() => expect(saved).toHaveLength(1), LONG);
  expect(askedFor(asked, '/api/export/pushes').has('from')).toBe(true);
  cleanup();
  await showSource('/viewer/pushes?campaign=spring', serverSource({ url: 'https://reports.example' }));
  const link = await screen.findByRole('link', { name: 'Save as JSON lines' }, LONG);
  expect(link.getAttribute('href')).toMatch(
    /^https:\/\/reports\.example\/api\/export\/pushes\?campaign=spring&from=\d+$/,
  );
});

test('Escape closes the story, and the keyboard goes on in the list', async () => {
  const { user } = await show(
    {
      '/api/funnel': FUNNEL,
      '/api/pushes': () => json({ pushes: [push(1)], next: null, behind: false }),
      '/api/pushes/push-1': () => json({ push: push(1), steps: [], device: 'd', install: '', report: 0 }),
    },
    '/viewer/pushes?show=list&push=push-1',
  );
  const story = await screen.findByRole('region', { name: 'What became of this push' }, LONG);
  const grid = await screen.findByRole('grid', { name: 'Pushes' }, LONG);
  within(story).getByRole('button', { name: 'Close' }).focus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'What became of this push' })).toBeNull();
  expect(document.activeElement).toBe(grid);
});

test.each([
  ['list', '/api/pushes', 'All: 1 push'],
  ['findings', '/api/push-findings', 'Nothing was found in these pushes'],
  ['list&push=push-1', '/api/pushes/push-1', 'What its sender said'],
])(
  'show=%s: what fails beside a funnel that stands can be tried again by itself',
  async (shown, path, text) => {
    let fails = true;
    const good = { push: push(1), pushes: [push(1)], findings: [], steps: [], next: null, report: 0 };
    const { user } = await show(
      { '/api/funnel': FUNNEL, [path]: () => (fails ? json({ code: 'X', message: 'no' }, 503) : json(good)) },
      `/viewer/pushes?show=${shown}`,
    );
    await funnel();
    const again = await screen.findByRole('button', { name: 'Try again' }, LONG);
    fails = false;
    await user.click(again);
    await screen.findByText(text, {}, LONG);
  },
);

test('a push that is stored no more, or whose server is older than causes and findings: each says so', async () => {
  await show(
    {
      '/api/funnel': FUNNEL,
      '/api/pushes/gone': () => json({ code: 'NO_SUCH_PUSH', message: 'There is no such push' }, 404),
      '/api/push-findings': () => json({ code: 'NO_SUCH_ROUTE', message: 'no' }, 404),
    },
    '/viewer/pushes?show=findings&push=gone',
  );
  await screen.findByText('The server has no push of this id any more', {}, LONG);
  await screen.findByText('This server does not look for causes yet. A newer one does.', {}, LONG);
});

test('a German viewer says the server’s findings and causes in German, and what it does not know as the server does', async () => {
  const found = (rule: string, title: string): object => ({
    rule,
    about: 'sending',
    severity: 'info',
    title,
    detail: 'Why',
    cure: 'Do',
    filter: {},
  });
  const gone = {
    reason: 'permission',
    title: 'The permission was withdrawn',
    detail: 'x',
    cure: 'x',
    since: T,
    alive: null,
    look: '',
    evidence: [{ time: T, what: 'There was no subscription any more' }],
  };
  const { source } = serve({
    '/api/funnel': FUNNEL,
    '/api/push-findings': () =>
      json({ findings: [found('ttl-zero', 'Sent with TTL 0'), found('newer', 'Newer rule')], behind: false }),
    '/api/pushes/push-1': () => json({ push: push(1), steps: [], device: 'd', install: '', report: 0, gone }),
  });
  await showSource('/viewer/pushes?show=findings&push=push-1', source, GERMAN);
  await screen.findByText('Mit TTL 0 gesendet', { exact: false }, LONG);
  expect(screen.getByText('Newer rule', { exact: false })).toBeTruthy();
  await screen.findByText('Die Berechtigung wurde entzogen', {}, LONG);
  expect(document.querySelector('.os-push-evidence')?.textContent).toContain('Es gab kein Abonnement mehr');
});
