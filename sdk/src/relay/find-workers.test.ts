import { describe, expect, it } from 'vitest';
import { findWorkers } from './find-workers.ts';

const own = { scope: '/app/', active: { name: 'own' } };
const other = { scope: '/push/', active: { name: 'other' } };
const waiting = { scope: '/new/', active: null };

const containerWith = (controller: unknown) =>
  ({
    controller,
    getRegistration: async () => own,
    getRegistrations: async () => [other, own, waiting],
  }) as unknown as ServiceWorkerContainer;

describe('findWorkers', () => {
  it('names the controller first, then the page’s registration, then the others, each once', async () => {
    const controller = { name: 'controller' };
    expect(await findWorkers(containerWith(controller))).toEqual([controller, own.active, other.active]);
    expect(await findWorkers(containerWith(own.active))).toEqual([own.active, other.active]);
    expect(await findWorkers(containerWith(null))).toEqual([own.active, other.active]);
  });

  it('names only the one of a scope', async () => {
    expect(await findWorkers(containerWith(null), '/push/')).toEqual([other.active]);
    expect(await findWorkers(containerWith(null), '/gone/')).toEqual([]);
  });

  it('finds none where service workers are missing', async () => {
    expect(await findWorkers(undefined)).toEqual([]);
  });
});
