import { expect, test, vi } from 'vitest';
import { installed, type Scope, type Undo } from '../platform.ts';
import { patchConstructor } from './patch-constructor.ts';

const patch = (scope: Scope, around: (call: () => object) => object): Undo =>
  installed({ scope, undos_: [] }, (stage) => patchConstructor(stage, 'Notification', around));

function subject() {
  class Notification {
    static permission = 'granted';
    readonly title: string;
    constructor(title: string) {
      if (title === '') throw new TypeError('Illegal constructor');
      this.title = title;
    }
  }
  const scope = { Notification } as unknown as Scope & { Notification: typeof Notification };
  return { Native: Notification, scope };
}

test('what is constructed, thrown and asked for stays what it was; a subclass too', () => {
  const { Native, scope } = subject();
  const around = vi.fn((call: () => object) => call());
  patch(scope, around);
  const { Notification } = scope;
  const shown = new Notification('a');
  expect(shown.title).toBe('a');
  expect(shown instanceof Notification && shown instanceof Native).toBe(true);
  expect(shown.constructor).toBe(Notification);
  expect(Object.getPrototypeOf(shown)).toBe(Native.prototype);
  expect([Notification.name, Notification.length, Notification.permission]).toEqual([
    'Notification',
    1,
    'granted',
  ]);
  expect(() => new Notification('')).toThrow('Illegal constructor');
  expect(() => (Notification as unknown as () => void)()).toThrow(TypeError);
  class Own extends Notification {}
  expect(Object.getPrototypeOf(new Own('b'))).toBe(Own.prototype);
  expect(around).toHaveBeenCalledTimes(3);
  expect(Object.getOwnPropertyDescriptor(Native.prototype, 'constructor')?.enumerable).toBe(false);
});

test('undo gives back what is still ours, and is inert where somebody wrapped us', () => {
  const { Native, scope } = subject();
  const around = vi.fn((call: () => object) => call());
  const undo = patch(scope, around);
  const patched = scope.Notification;
  const wrapped = class extends patched {};
  Object.assign(scope, { Notification: wrapped });
  undo();
  expect(scope.Notification).toBe(wrapped);
  expect(Native.prototype.constructor).toBe(Native);
  expect(new wrapped('c').title).toBe('c');
  expect(around).not.toHaveBeenCalled();
  expect(patch({} as Scope, around)).toBeTypeOf('function');
});
