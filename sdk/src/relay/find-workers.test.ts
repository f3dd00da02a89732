import { describe, expect, it } from 'vitest';
import { findWorkers } from './find-workers.ts';

const own = { scope: '/app/', active: { name: 'own' } };
const other = { scope: '/push/', active: { name: 'other' } };
const waiting = { scope: '/new/', active: null };

const navigatorWith = (controller: unknown) =>
  ({
    serviceWorker: {
      controller,
      getRegistration: async () => own,
      getRegistrations: async () => [other, own, waiting],
    },
  }) as unknown as Navigator;

describe('findWorkers', () => {
  it('names the controller first, then the page’s registration, then the others, each once', async () => {
    const controller = { name: 'controller' };
    expect(await findWorkers(navigatorWith(controller))).toEqual([controller, own.active, other.active]);
    expect(await findWorkers(navigatorWith(own.active))).toEqual([own.active, other.active]);
    expect(await findWorkers(navigatorWith(null))).toEqual([own.active, other.active]);
  });

  it('names only the one of a scope', async () => {
    expect(await findWorkers(navigatorWith(null), '/push/')).toEqual([other.active]);
    expect(await findWorkers(navigatorWith(null), '/gone/')).toEqual([]);
  });

  it('finds none where service workers are missing, denied or failing', async () => {
    expect(await findWorkers({} as Navigator)).toEqual([]);
    const denied = {
      get serviceWorker(): never {
        throw new DOMException('', 'SecurityError');
      },
    };
    expect(await findWorkers(denied as unknown as Navigator)).toEqual([]);
  });
});
