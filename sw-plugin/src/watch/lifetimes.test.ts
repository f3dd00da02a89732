// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { faultsSoFar, installed, type Scope, type Undo } from '../platform.ts';
import { dispatch, ExtendableEvent } from './extendable-event.fixture.ts';
import { type LifetimeOptions, type Lifetimes, type WatchedEvent, watchLifetimes } from './lifetimes.ts';

const native = ExtendableEvent.prototype.waitUntil;
/** What happened, in order. */
let order: string[];
let scope: Scope;
let watched: Lifetimes<string>;
let undo: Undo;
let faults: number;
let ended: WatchedEvent<string>[];

const tick = () => new Promise((resolve) => setTimeout(resolve));

function watch(more: Partial<LifetimeOptions<string>> = {}, before?: () => void): void {
  scope = Object.assign(new EventTarget(), { ExtendableEvent }) as unknown as Scope;
  before?.();
  const options: LifetimeOptions<string> = {
    types_: ['push'],
    count_: () => 1,
    started_: ({ event }) => {
      order.push(`started ${(event as ExtendableEvent & { name?: string }).name ?? ''}`.trim());
      return 'trace';
    },
    unseen_: (type) => order.push(`unseen ${type}`),
    dispatched_: () => order.push('dispatched'),
    ended_: (lifetime) => {
      order.push('ended');
      ended.push(lifetime);
      return Promise.resolve();
    },
    uncaught_: (what) => order.push(what),
    late_: (_lifetime, error) => order.push(`late ${(error as Error).name}`),
    holdable_: () => false,
    ...more,
  };
  undo = installed({ scope, undos_: [] }, (stage) => {
    watched = watchLifetimes(stage, options);
  });
}

function push(name?: string): ExtendableEvent {
  const event = Object.assign(new ExtendableEvent('push'), name && { name });
  event.finished = () => order.push('finished');
  dispatch(scope, event);
  return event;
}

beforeEach(() => {
  order = [];
  ended = [];
  faults = faultsSoFar();
});
afterEach(() => {
  undo();
  expect(faultsSoFar()).toBe(faults);
  expect(ExtendableEvent.prototype.waitUntil).toBe(native);
});

test('an event that nothing extends is over with its last listener', async () => {
  watch();
  scope.addEventListener('push', () => order.push('host'));
  await tick();
  push();
  await tick();
  expect(order.filter((what) => what !== 'dispatched')).toEqual(['started', 'host', 'ended', 'finished']);
  expect(ended[0]).toMatchObject({ trace_: 'trace', extensions: [] });
});

test('an event that is held ends before the browser considers it finished, with what became of each promise', async () => {
  watch({ holdable_: () => true });
  const failure = new Error('refused');
  scope.addEventListener('push', (event) => {
    (event as ExtendableEvent).waitUntil(Promise.resolve(1));
    (event as ExtendableEvent).waitUntil(tick().then(() => Promise.reject(failure)));
  });
  push();
  await tick();
  await tick();
  await tick();
  expect(order.indexOf('ended')).toBeLessThan(order.indexOf('finished'));
  expect(ended[0]?.rejection_).toEqual({ reason: failure });
  expect(ended[0]?.extensions.map(({ method, state }) => [method, state])).toEqual([
    ['waitUntil', 'fulfilled'],
    ['waitUntil', 'rejected'],
  ]);
  expect(ended[0]?.duration).toBeGreaterThanOrEqual(0);
});

test('a waitUntil() that comes too late throws what it throws without us, also while the event is held', async () => {
  let release = (_: unknown): void => undefined;
  watch({
    holdable_: () => true,
    ended_: () => {
      order.push('ended');
      return new Promise((resolve) => {
        release = resolve;
      });
    },
  });
  scope.addEventListener('push', () => undefined);
  const event = push();
  await tick();
  await tick();
  expect(order).toContain('ended');
  expect(order).not.toContain('finished');
  expect(() => event.waitUntil(Promise.resolve())).toThrow('already finished');
  expect(order.at(-1)).toBe('late InvalidStateError');
  release(undefined);
  await tick();
  expect(order).toContain('finished');
});

test('what is not to be held is finished without waiting for us', async () => {
  watch({ ended_: () => new Promise(() => undefined) });
  scope.addEventListener('push', (event) => (event as ExtendableEvent).waitUntil(Promise.resolve()));
  push();
  await tick();
  expect(order).toContain('finished');
});

test('the lifetime whose listeners are being called is the current one; else all that are open, the newest first', async () => {
  watch();
  const names = () =>
    watched.current_().map(({ event }) => (event as ExtendableEvent & { name?: string }).name);
  const during: unknown[] = [];
  scope.addEventListener('push', (event) => {
    during.push(names());
    (event as ExtendableEvent).waitUntil(tick());
  });
  push('one');
  push('two');
  expect(during).toEqual([['one'], ['two']]);
  expect(names()).toEqual(['two', 'one']);
  await tick();
  await tick();
  expect(names()).toEqual([]);
});

test('a listener that was there before us shows when it extends the event', () => {
  watch({ count_: () => 0 }, () =>
    scope.addEventListener('push', (event) => (event as ExtendableEvent).waitUntil(Promise.resolve())),
  );
  push();
  expect(order).toContain('unseen push');
});

test('what fails in us is counted, and the host goes on', async () => {
  const broken = () => {
    throw new Error('ours');
  };
  watch({ started_: broken, ended_: broken, dispatched_: broken });
  scope.addEventListener('push', (event) => {
    order.push('host');
    (event as ExtendableEvent).waitUntil(Promise.resolve());
  });
  push();
  await tick();
  expect(order).toEqual(['host', 'finished']);
  expect(faultsSoFar()).toBeGreaterThan(faults);
  faults = faultsSoFar();
});

test('undone, nothing more is told', async () => {
  watch();
  undo();
  scope.addEventListener('push', (event) => (event as ExtendableEvent).waitUntil(Promise.resolve()));
  push();
  await tick();
  expect(order).toEqual(['finished']);
});
