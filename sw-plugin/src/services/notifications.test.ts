import { afterEach, expect, test, vi } from 'vitest';
import type { CallDefinition, EventDefinition, Moment } from './definition.ts';
import { notificationsEvents, showCalls } from './notifications.ts';
import { rememberShows } from './replaced.ts';

afterEach(() => {
  vi.useRealTimers();
});

const SHOW = rememberShows(showCalls())['ServiceWorkerRegistration.showNotification'] as CallDefinition;
let count = 0;
const momentOf = (id = ''): Moment => ({ id, attempt_: () => {}, write: () => {} }) as unknown as Moment;

/** Shows one; what comes back is called when the browser's promise is fulfilled. */
function show(tag: string, title = 'News', body = ''): () => void {
  const moment = momentOf(`${++count}`);
  const args = [title, { tag, body }];
  expect(SHOW.called_?.(undefined, args, moment)).toBeUndefined();
  return () => void SHOW.fulfilled_?.(undefined, undefined, args, moment);
}

/** Why a notification closed, as `notificationclose` is told of it. */
function reasonOf(tag: string, title = 'News', body = '', more = {}): unknown {
  const { start_: start } = notificationsEvents().notificationclose as EventDefinition;
  const event = { notification: { tag, title, body, ...more } } as unknown as Parameters<typeof start>[0];
  return start(event, momentOf()).detail.reason;
}

test('Firefox: one whose place another one takes is closed by nobody, before and after that is shown', () => {
  show('a')();
  const shown = show('a');
  expect(reasonOf('a')).toBe('replaced');
  shown();
  expect(reasonOf('a')).toBe('user');

  show('b')();
  show('b')();
  expect(reasonOf('b')).toBe('replaced');
  expect(reasonOf('b')).toBe('user');
});

test('three in a row: each is told of once', () => {
  for (let turn = 0; turn < 3; turn++) show('row')();
  expect([reasonOf('row'), reasonOf('row'), reasonOf('row')]).toEqual(['replaced', 'replaced', 'user']);
});

test('one of an earlier start is known by what it shows, or by that the new one is not there yet', () => {
  show('chat', 'Alice', 'and now this')();
  expect(reasonOf('chat', 'Alice', 'said that')).toBe('replaced');
  expect(reasonOf('chat', 'Alice', 'and now this')).toBe('user');
  const shown = show('mail');
  expect(reasonOf('mail')).toBe('replaced');
  shown();
});

test('what a person, or the app, closes stays what it was', () => {
  show('first')();
  expect(reasonOf('first')).toBe('user');
  expect(reasonOf('never shown here')).toBe('user');
  expect(reasonOf('')).toBe('user');
  // Chromium says nothing of what is replaced.
  show('chromium')();
  show('chromium');
  expect(reasonOf('chromium', 'News', '', { timestamp: 1 })).toBe('user');
});

test('after a second it is a person again', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  show('late')();
  show('late')();
  vi.advanceTimersByTime(1_001);
  expect(reasonOf('late')).toBe('user');
});
