import type { Service } from '@offstage/sw-plugin/log';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeAll, expect, test } from 'vitest';
import { checkFilter } from '../filter/check-filter.ts';
import { FUNNELS } from '../filter/funnels.ts';
import { createLogModel } from '../model/log-model.ts';
import { pushesTold } from '../model/story/pushes-told.ts';
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
  PANELS.flatMap(({ id, slug }) => (serviceOf(id) === undefined ? [] : [[slug, serviceOf(id) as Service]])),
)('%s: each number is what its press lists; another press lists everything', async (slug, service) => {
  const { user } = await showViewer(`/viewer/${slug}?view=flat`, log);
  const shown = (): number =>
    Number(document.querySelector('[role=grid], [role=treegrid]')?.getAttribute('aria-rowcount') ?? 1) - 1;
  const all = shown();
  await waitFor(async () => expect((await steps())[0]?.textContent).toMatch(/^\d/));
  const names = (await steps()).map((one) => one.title);
  expect(FUNNELS[service as Service].map(({ filter }) => filter)).toEqual(expect.arrayContaining(names));
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
  const told = pushesTold(model);
  for (let at = model.low; at < model.high; at++) {
    if (model.entry(at).event !== 'Push event dispatched') continue;
    const reached = storyOf(model, at)?.filter(({ state }) => state === 'reached' || state === 'guess');
    for (const name of ['shown', 'clicked'] as const)
      expect(told.get(at)?.has(name) ?? false).toBe(reached?.some((one) => one.name === name));
  }
});
