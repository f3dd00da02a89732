import type { Service } from '@offstage/sw-plugin/log';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { checkFilter } from '../filter/check-filter.ts';
import { compileFilter } from '../filter/compile.ts';
import { countSteps } from '../filter/count-steps.ts';
import { funnelSteps } from '../filter/funnel-steps.ts';
import { FUNNELS } from '../filter/funnels.ts';
import { groupsOf } from '../filter/groups-of.ts';
import { createScan } from '../filter/scan.ts';
import { createLogModel } from '../model/log-model.ts';
import { pushTold } from '../model/story/push-told.ts';
import { storyOf } from '../model/story/story-of.ts';
import { sampleLog } from '../samples/sample-log.ts';
import { showViewer } from '../samples/show-viewer.tsx';
import { PANELS, serviceOf } from '../text/panels.ts';

beforeAll(() => import('../LoadedViewer.tsx'), 60_000);

const log = sampleLog({ count: 400 });
const steps = async (): Promise<HTMLElement[]> =>
  within(await screen.findByRole('list', { name: 'What came in, and what came of it' })).getAllByRole(
    'button',
  );

test('a push panel begins with what came in and what came of it', async () => {
  await showViewer('/viewer/push-messaging', log);
  const pushes = log.filter(({ event }) => event === 'Push event dispatched').length;
  await waitFor(async () => expect((await steps())[0]?.textContent).toMatch(/^\d/));
  const words = (await steps()).map((one) => one.textContent ?? '');
  expect(words[0]).toBe(`${pushes} received`);
  expect(words.map((one) => one.replace(/^\d+ /, ''))).toEqual([
    'received',
    'shown',
    'clicked',
    'failed',
    'silent',
  ]);
});

test.each(
  PANELS.flatMap(({ id, slug }): [string, Service | 'all'][] => {
    const service = serviceOf(id) ?? (id === 'all' ? id : undefined);
    return service === undefined ? [] : [[slug, service]];
  }),
)('%s: each number is what its press lists; another press lists everything', async (slug, service) => {
  const { user } = await showViewer(`/viewer/${slug}?view=flat`, log);
  const shown = (): number =>
    Number(document.querySelector('[role=grid], [role=treegrid]')?.getAttribute('aria-rowcount') ?? 1) - 1;
  const all = shown();
  await waitFor(async () => expect((await steps())[0]?.textContent).toMatch(/^\d/));
  const names = (await steps()).map((one) => one.title);
  expect(FUNNELS[service].map(({ filter }) => filter)).toEqual(expect.arrayContaining(names));
  for (const name of names) {
    const button = (): HTMLElement => screen.getByTitle(name);
    const said = Number(/^[\d,]+/.exec(button().textContent ?? '')?.[0].replaceAll(',', ''));
    await user.click(button());
    await waitFor(() => expect(button().getAttribute('aria-pressed')).toBe('true'));
    await waitFor(() => expect(shown()).toBe(said));
    await user.click(button());
    await waitFor(() => expect(shown()).toBe(all));
  }
});

test('what a number filters by is a filter, and tells the same as the stories do', () => {
  for (const funnel of Object.values(FUNNELS))
    for (const { filter } of funnel) expect([filter, checkFilter(filter)]).toEqual([filter, []]);
  const model = createLogModel();
  model.append(log);
  for (let at = model.low; at < model.high; at++) {
    if (model.entry(at).event !== 'Push event dispatched') continue;
    const reached = storyOf(model, at)?.filter(({ state }) => state === 'reached' || state === 'guess');
    for (const name of ['shown', 'clicked', 'dismissed'] as const)
      expect(pushTold(model, at)?.includes(name)).toBe(reached?.some((one) => one.name === name));
  }
});

test('a notification that a script closed was not dismissed', () => {
  const [sample] = log;
  if (sample === undefined) throw new Error('no sample');
  const closed = (detail: typeof sample.detail, seq: number): typeof sample => ({
    ...sample,
    id: `closed-${seq}`,
    seq,
    service: 'notifications',
    event: 'Notification closed',
    instanceId: 'note',
    detail,
  });
  const model = createLogModel();
  model.append([
    closed({ type: 'Notification.close', reason: 'script' }, 1),
    closed({ type: 'notificationclose', reason: 'user', phase: 'start' }, 2),
  ]);
  const step = FUNNELS.notifications.find(({ name }) => name === 'dismissed');
  const groups = compileFilter(step?.filter ?? '');
  const found = [model.low, model.low + 1].filter((at) => groups.every(({ test }) => test(model, at)));
  expect(found).toEqual([model.low + 1]);
});

const shownRows = (): number =>
  Number(document.querySelector('[role=grid], [role=treegrid]')?.getAttribute('aria-rowcount') ?? 1) - 1;
const numberIn = (button: HTMLElement): number =>
  Number(/^[\d,]+/.exec(button.textContent ?? '')?.[0].replaceAll(',', ''));

test('under a filter and a brush the numbers are of what is left, and a press keeps both', async () => {
  const times = log.map(({ time }) => time);
  const from = times[100] as number;
  const to = times[300] as number;
  const scope = '-scope:app';
  const search = `?view=flat&f=${encodeURIComponent(scope)}&t=${Math.round(from)}-${Math.round(to)}`;
  const { user, router } = await showViewer(`/viewer/push-messaging${search}`, log);
  const left = log.filter(
    (one) =>
      one.event === 'Push event dispatched' &&
      !one.scope.includes('app') &&
      one.time >= Math.round(from) &&
      one.time < Math.round(to),
  );
  expect(left.length).toBeGreaterThan(3);
  const received = (): HTMLElement => screen.getByTitle('event:"push event dispatched"');
  await waitFor(() => expect(numberIn(received())).toBe(left.length));
  for (const button of await steps()) {
    const { title } = button;
    const said = numberIn(button);
    await user.click(button);
    await waitFor(() => expect(shownRows()).toBe(said));
    expect(new URLSearchParams(router.state.location.search).get('f')).toBe(`${scope} ${title}`);
    await user.click(screen.getByTitle(title));
    await waitFor(() => expect(new URLSearchParams(router.state.location.search).get('f')).toBe(scope));
  }
});

test('a step takes the place of another one, and of what was chosen under the same keys; the rest stays', () => {
  const asked = (filter: string): Record<string, string> =>
    Object.fromEntries(funnelSteps('pushMessaging', filter).steps.map((step) => [step.name, step.asked]));
  const failed = 'event:"push event dispatched" outcome:failed';
  expect(asked(`notes ${failed}`)).toEqual(asked('notes'));
  expect(funnelSteps('pushMessaging', `notes ${failed}`).chosen?.name).toBe('failed');
  expect(asked('outcome:silent -outcome:ok duration>5').failed).toBe(`-outcome:ok duration>5 ${failed}`);
  expect(funnelSteps('all', 'detail.phase:start -event:called')).toMatchObject({
    chosen: { name: 'events' },
    rest: '',
  });
});

test('over 100,000 rows each number is what the list has', () => {
  const model = createLogModel();
  model.append(sampleLog({ count: 100_000 }));
  const range = [model.earliest + 1000, model.earliest + (model.latest - model.earliest) * 0.7] as const;
  for (const panel of ['all', 'pushMessaging', 'backgroundFetch'] as const) {
    const { steps: asked } = funnelSteps(panel, '-instance:r3');
    const questions = asked.map((one) => groupsOf([], one.asked, []));
    const pass = countSteps(model, questions, range, undefined);
    while (!pass.advance(7_001));
    const listed = questions.map((groups) => {
      const query = { groups, range, extent: [0, 1] as const, buckets: 1, stackBy: 'service' as const };
      const scan = createScan(model, { ...query, lifetimes: false });
      while (!scan.advance(50_000));
      return scan.result().rows.length;
    });
    expect([panel, pass.found]).toEqual([panel, listed]);
    expect(Math.max(...listed)).toBeGreaterThan(1_000);
  }
});
