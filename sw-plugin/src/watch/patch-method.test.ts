import { expect, test, vi } from 'vitest';
import { guarded, installed, type Scope, type Undo } from '../platform.ts';
import { type Around, patchMethod } from './patch-method.ts';

const patch = (prototype: object | undefined, name: string, around: Around): Undo => {
  const scope = { Manager: prototype && { prototype } } as unknown as Scope;
  return installed({ scope, undos_: [] }, (stage) => patchMethod(stage, 'Manager', name, around));
};

function subject() {
  class Manager {
    #mark = 'native';
    register(tag: string, _options?: object): string {
      return `${this.#mark} ${tag}`;
    }
  }
  return { Manager, native: Object.getOwnPropertyDescriptor(Manager.prototype, 'register') };
}

test('a patched method looks native', () => {
  const { Manager, native } = subject();
  patch(Manager.prototype, 'register', (call, _target, args) => call(args));
  const patched = Object.getOwnPropertyDescriptor(Manager.prototype, 'register');
  expect({ ...patched, value: undefined }).toEqual({ ...native, value: undefined });
  const { register } = Manager.prototype;
  expect(register.name).toBe('register');
  expect(register.length).toBe(2);
  expect(Object.hasOwn(register, 'prototype')).toBe(false);
  expect(String(register)).toContain('[native code]');
  expect(() => Reflect.construct(register, [])).toThrow(TypeError);
});

test('this, arguments, result and exception pass through; a foreign receiver throws what it threw', () => {
  const { Manager } = subject();
  const seen = vi.fn();
  patch(Manager.prototype, 'register', (call, target, args) => {
    seen(target, args);
    return call(args);
  });
  const manager = new Manager();
  expect(manager.register('a')).toBe('native a');
  expect(seen).toHaveBeenCalledWith(manager, ['a']);
  expect(() => Manager.prototype.register.call({} as never, 'b')).toThrow(TypeError);
});

test('undo restores; where somebody wrapped it since, it goes inert in their chain', () => {
  const { Manager, native } = subject();
  const seen = vi.fn();
  const around = (call: (args: readonly unknown[]) => unknown, _: unknown, args: readonly unknown[]) => {
    seen();
    return call(args);
  };
  patch(Manager.prototype, 'register', around)();
  expect(Object.getOwnPropertyDescriptor(Manager.prototype, 'register')).toEqual(native);

  const undo = patch(Manager.prototype, 'register', around);
  const ours = Manager.prototype.register;
  Manager.prototype.register = function (this: InstanceType<typeof Manager>, tag) {
    return `wrapped ${ours.call(this, tag)}`;
  };
  undo();
  expect(new Manager().register('a')).toBe('wrapped native a');
  expect(seen).not.toHaveBeenCalled();
});

test('what is missing, inherited or frozen is left alone', () => {
  const around = vi.fn();
  class Base {
    method() {}
  }
  class Derived extends Base {}
  patch(undefined, 'x', around)();
  patch(Derived.prototype, 'method', around)();
  expect(Object.hasOwn(Derived.prototype, 'method')).toBe(false);
  const frozen = Object.freeze({ method: () => 1 });
  patch(frozen, 'method', around)();
  expect(frozen.method()).toBe(1);
});

test('guarded counts what it keeps from the host', () => {
  const fault = vi.fn();
  const error = new Error('ours');
  expect(
    guarded(() => {
      throw error;
    }, fault),
  ).toBeUndefined();
  expect(fault).toHaveBeenCalledWith(error);
});
