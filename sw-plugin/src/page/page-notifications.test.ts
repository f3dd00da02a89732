import { expect, it } from 'vitest';
import type { NewEntry } from '../log/index.ts';
import { faultsSoFar, installed, type Scope } from '../platform.ts';
import { createJournal, type Identity } from '../record/journal.ts';
import { watchPageNotifications } from './page-notifications.ts';

/** As the platform's: an interface object with static members, whose instances are event targets. */
function setUp() {
  class Native extends EventTarget {
    static readonly permission = 'granted';
    static async requestPermission(): Promise<string> {
      return Native.permission;
    }
    readonly title: string;
    readonly tag: string;
    constructor(title: string, options: { tag?: string } = {}) {
      if (title === 'refused') throw new TypeError('Illegal constructor');
      super();
      this.title = title;
      this.tag = options.tag ?? '';
    }
  }
  const scope = { Notification: Native };
  const entries: NewEntry[] = [];
  const before = faultsSoFar();
  const faults = (): number => faultsSoFar() - before;
  const journal = createJournal(
    {
      scope: scope as unknown as Scope,
      now: () => 0,
      undos_: [],
      log: () => ({
        append: (entry) => entries.push(entry),
        flush: async () => {},
        read: async () => [],
        close: () => {},
      }),
    },
    () => ({ context: 'page' }) as Identity,
  );
  const undo = installed(journal, watchPageNotifications);
  const lines = () => entries.map(({ event, detail }) => [event, detail.phase, detail.outcome]);
  return { Native, scope, entries, faults, undo, lines };
}

it('writes what becomes of a notification, each line in one span with its tag', () => {
  const { scope, entries, faults, lines } = setUp();
  const notification = new scope.Notification('hello', { tag: 't' });
  for (const type of ['show', 'click', 'close']) notification.dispatchEvent(new Event(type));
  expect(lines()).toEqual([
    ['new Notification() called', 'start', undefined],
    ['Page notification shown', undefined, undefined],
    ['Page notification clicked', undefined, undefined],
    ['Page notification closed', 'end', 'ok'],
  ]);
  expect(new Set(entries.map(({ span, instanceId }) => `${span} ${instanceId}`)).size).toBe(1);
  expect(entries[0]).toMatchObject({ instanceId: 't', detail: { notification: { title: 'hello' } } });
  expect(faults()).toBe(0);
});

it('ends a notification that the browser could not show, and one whose constructor threw', () => {
  const { scope, lines } = setUp();
  new scope.Notification('').dispatchEvent(new Event('error'));
  expect(() => new scope.Notification('refused')).toThrow(TypeError);
  expect(lines()).toEqual([
    ['new Notification() called', 'start', undefined],
    ['Page notification failed', 'end', 'failed'],
    ['new Notification() called', 'start', undefined],
    ['new Notification() threw', 'end', 'failed'],
  ]);
});

it('is the native class to whoever looks, subclasses and statics included', async () => {
  const { Native, scope, lines } = setUp();
  const notification = new scope.Notification('hello');
  expect(notification).toBeInstanceOf(Native);
  expect(notification).toBeInstanceOf(scope.Notification);
  expect(notification.constructor).toBe(scope.Notification);
  expect([scope.Notification.name, scope.Notification.length]).toEqual([Native.name, Native.length]);
  expect(scope.Notification.permission).toBe('granted');
  class Own extends scope.Notification {}
  expect(new Own('own')).toBeInstanceOf(Own);
  expect(await scope.Notification.requestPermission()).toBe('granted');
  expect(lines().slice(2)).toEqual([
    ['Notification.requestPermission() called', 'start', undefined],
    ['Notification.requestPermission() fulfilled', 'end', 'ok'],
  ]);
});

it('gives back what is still ours, and is inert where somebody wrapped it since', () => {
  const { Native, scope, undo, lines } = setUp();
  const { Notification: ours } = scope;
  undo();
  expect([scope.Notification, Native.prototype.constructor]).toEqual([Native, Native]);
  new ours('inert');
  expect(lines()).toEqual([]);

  const wrapped = setUp();
  const Wrapper = class extends wrapped.scope.Notification {};
  wrapped.scope.Notification = Wrapper;
  wrapped.undo();
  expect(wrapped.scope.Notification).toBe(Wrapper);
  expect(new Wrapper('still works').title).toBe('still works');
  expect(wrapped.lines()).toEqual([]);
});

it('leaves a page without notifications alone', () => {
  const scope = {};
  const journal = { scope, undos_: [] } as unknown as Parameters<typeof watchPageNotifications>[0];
  installed(journal, watchPageNotifications)();
  expect(scope).toEqual({});
});
