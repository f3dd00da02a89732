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
