import { expect, it, vi } from 'vitest';
import { whenLoaded } from './when-loaded.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve));

it('installs what comes, and undoes it', async () => {
  const undo = vi.fn();
  const undoAll = whenLoaded(
    async () => 'part',
    (part) => () => undo(part),
    (error) => expect.unreachable(String(error)),
  );
  await settle();
  expect(undo).not.toHaveBeenCalled();
  undoAll();
  expect(undo.mock.calls).toEqual([['part']]);
});

it('installs nothing that comes after its undo', async () => {
  const install = vi.fn();
  whenLoaded(
    async () => 'part',
    install,
    (error) => expect.unreachable(String(error)),
  )();
  await settle();
  expect(install).not.toHaveBeenCalled();
});

it('counts a part that does not come, and one that fails', async () => {
  const faults: unknown[] = [];
  const fault = (error: unknown) => faults.push(error);
  const fail = () => {
    throw new Error('install');
  };
  whenLoaded(async () => 'part', fail, fault);
  whenLoaded(() => Promise.reject(new TypeError('load')), fail, fault)();
  await settle();
  expect(faults).toMatchObject([{ message: 'install' }, { message: 'load' }]);
});
