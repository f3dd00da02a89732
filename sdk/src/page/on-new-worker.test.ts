import { expect, it } from 'vitest';
import { onNewWorker } from './on-new-worker.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 1));

const container = () =>
  Object.assign(new EventTarget(), { ready: Promise.resolve({}) }) as unknown as ServiceWorkerContainer;

it('tells an active worker, and each new controller, until its undo', async () => {
  const workers = container();
  let told = 0;
  const undo = onNewWorker(workers, () => {
    told += 1;
  });
  await settle();
  expect(told).toBe(1);
  workers.dispatchEvent(new Event('controllerchange'));
  expect(told).toBe(2);
  undo();
  workers.dispatchEvent(new Event('controllerchange'));
  expect(told).toBe(2);
});

it('tells nothing after its undo, nor where there are no service workers', async () => {
  let told = 0;
  for (const workers of [container(), undefined]) {
    onNewWorker(workers, () => {
      told += 1;
    })();
  }
  await settle();
  expect(told).toBe(0);
});

it('tells nothing and rejects nowhere where `ready` rejects, and hears of a controller all the same', async () => {
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', onRejection);
  // Firefox does that where site data is blocked.
  const ready = Promise.reject(new DOMException('', 'SecurityError'));
  const workers = Object.assign(new EventTarget(), { ready }) as unknown as ServiceWorkerContainer;
  let told = 0;
  const undo = onNewWorker(workers, () => {
    told += 1;
  });
  await settle();
  await settle();
  expect(told).toBe(0);
  workers.dispatchEvent(new Event('controllerchange'));
  expect(told).toBe(1);
  undo();
  process.off('unhandledRejection', onRejection);
  expect(rejections).toEqual([]);
});
