import { expect, test } from 'vitest';
import type { App } from '../app/app.ts';
import type { Happening } from '../app/happening.ts';
import { matchers } from './index.ts';
import type { Verdict } from './matchers.ts';

const event = (type: string, outcome: string, more: object = {}): never =>
  ({ type, outcome, instanceId: '', opening: { detail: { listeners: 1 } }, ...more }) as never;

const happening = (more: Partial<Happening> = {}): Happening => ({
  what: 'push hello',
  event: undefined,
  events: [],
  outcome: 'ok',
  entries: [],
  notifications: [],
  findings: [],
  story: 'The story.',
  ...more,
});

const shown = (title: string, onScreen: boolean | undefined = true): Happening =>
  happening({ notifications: [{ title, options: { body: 'Body', tag: 'tag' }, onScreen }] });

const textOf = (verdict: Verdict | Promise<Verdict>): string => (verdict as Verdict).message();

test('a notification fits by each of its texts, and has to be on screen where there is one', () => {
  const { toHaveShownNotification: match } = matchers;
  expect(match(shown('Hello'))).toMatchObject({ pass: true });
  expect(match(shown('Hello'), { title: /^He/, body: 'Body', tag: 'tag' })).toMatchObject({ pass: true });
  expect(match(shown('Hello'), { title: 'Hello', body: 'Other' })).toMatchObject({ pass: false });
  expect(match(shown('Hello', undefined))).toMatchObject({ pass: true });
  expect(match(shown('Hello', false))).toMatchObject({ pass: false });
  expect(textOf(match(shown('Hello', false)))).toContain('never appeared on the screen');
  expect(textOf(match(shown('Other'), { title: 'Hello' }))).toBe(
    'Expected a notification with title "Hello"; shown instead: "Other" ("Body").\n\nThe story.',
  );
});

test.each([
  ['ok', true, ''],
  ['failed', false, 'its handler failed'],
  ['silent', false, 'without showing a notification'],
  ['running', false, 'had not ended'],
  ['terminated', false, 'stopped before'],
])('a push whose handler ended %s', (outcome, pass, why) => {
  const verdict = matchers.toHaveHandledPush(happening({ events: [event('push', outcome)] }));
  expect(verdict).toMatchObject({ pass });
  expect(textOf(verdict)).toContain(why);
});

test('a push that nobody heard, or that never came, was not handled', () => {
  const unheard = event('push', 'ok', { opening: { detail: { listeners: 0 } } });
  expect(textOf(matchers.toHaveHandledPush(happening({ events: [unheard] })))).toContain('nobody listened');
  expect(textOf(matchers.toHaveHandledPush(happening({ events: [event('sync', 'ok')] })))).toContain(
    'no push reached',
  );
  const silent = happening({ events: [event('push', 'silent')] });
  expect(matchers.toHaveHandledPush(silent, { silent: true })).toMatchObject({ pass: true });
});

test('of the attempts of a sync the last one counts', () => {
  const failed = event('sync', 'failed', { instanceId: 'post' });
  const worked = event('sync', 'ok', { instanceId: 'post' });
  expect(matchers.toHaveSynced(happening({ events: [failed, worked] }), 'post')).toMatchObject({
    pass: true,
  });
  expect(matchers.toHaveSynced(happening({ events: [worked, failed] }), 'post')).toMatchObject({
    pass: false,
  });
  expect(textOf(matchers.toHaveSynced(happening({ events: [worked] }), 'other'))).toContain(
    'synced instead: "post"',
  );
});

test('of an empty log nothing can be said, and of what is found the graver counts', () => {
  const entries = [{ event: 'Worker started', instanceId: '', metadata: {}, detail: {}, time: 0 }] as never;
  const findings = [
    { rule: 'D1', severity: 'warning', title: 'A title', cause: 'A cause', fix: 'A fix' },
  ] as never;
  expect(() => matchers.toBeHealthy(happening())).toThrow('NOTHING_TO_CHECK');
  expect(matchers.toBeHealthy(happening({ entries }))).toMatchObject({ pass: true });
  expect(matchers.toBeHealthy(happening({ entries, findings }))).toMatchObject({ pass: false });
  expect(matchers.toBeHealthy(happening({ entries, findings }), { level: 'error' })).toMatchObject({
    pass: true,
  });
  expect(matchers.toBeHealthy(happening({ entries, findings }), { except: ['D1'] })).toMatchObject({
    pass: true,
  });
  expect(textOf(matchers.toBeHealthy(happening({ entries, findings })))).toContain('A cause');
});

test('a report is found by its type', () => {
  const entries = [{ service: 'reporting', detail: { report: { type: 'deprecation' } } }] as never;
  expect(matchers.toHaveReported(happening({ entries }), 'deprecation')).toMatchObject({ pass: true });
  expect(textOf(matchers.toHaveReported(happening({ entries }), 'crash'))).toContain(
    'reported instead: deprecation',
  );
});

test('an app is asked for what has happened so far; anything else is refused', async () => {
  const app = { push() {}, history: async () => shown('Hello') } as unknown as App;
  expect(await matchers.toHaveShownNotification(app, { title: 'Hello' })).toMatchObject({ pass: true });
  for (const other of [null, undefined, 'text', Promise.resolve(shown('Hello'))])
    expect(() => matchers.toHaveShownNotification(other as never)).toThrow('NOT_OURS');
});

test('where no worker keeps the log, neither "it did" nor "it did not" is said', () => {
  const unknown = happening({ outcome: 'unknown', entries: [{ context: 'page' }] as never });
  for (const judge of [
    () => matchers.toHaveShownNotification(unknown),
    () => matchers.toHaveHandledPush(unknown),
    () => matchers.toHaveSynced(unknown, 'tag'),
    () => matchers.toHaveReported(unknown, 'crash'),
    () => matchers.toBeHealthy(unknown),
  ])
    expect(judge).toThrow('NOTHING_KNOWN');
  // What a page has shown and logged is known.
  const shownByPage = { ...shown('Hello'), outcome: 'unknown' } as const;
  expect(matchers.toHaveShownNotification(shownByPage)).toMatchObject({ pass: true });
});

test('an app is asked until it is as expected; for the contrary once', async () => {
  let asked = 0;
  const history = async (): Promise<Happening> => (++asked < 3 ? happening() : shown('Late'));
  const app = { push() {}, history } as unknown as App;
  expect(await matchers.toHaveShownNotification.call({ isNot: true }, app)).toMatchObject({ pass: false });
  expect(asked).toBe(1);
  expect(await matchers.toHaveShownNotification(app, { title: 'Late' })).toMatchObject({ pass: true });
  expect(asked).toBe(3);
});
