import { describe, expect, it } from 'vitest';
import { onNewWorker } from './on-new-worker.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 1));

function containerWith(active: object | null) {
  const container = Object.assign(new EventTarget(), {
    getRegistration: async () => ({ active }),
    ready: Promise.resolve({}),
  });
  return { container, navigator: { serviceWorker: container } as unknown as Navigator };
}

describe('onNewWorker', () => {
  it('tells the first active worker, and each new controller, until its undo', async () => {
    const { container, navigator } = containerWith(null);
    let told = 0;
    const undo = onNewWorker(navigator, () => {
      told += 1;
    });
    await settle();
    expect(told).toBe(1);
    container.dispatchEvent(new Event('controllerchange'));
    expect(told).toBe(2);
    undo();
    container.dispatchEvent(new Event('controllerchange'));
    expect(told).toBe(2);
  });

  it('does not tell one that was there before', async () => {
    let told = 0;
    onNewWorker(containerWith({}).navigator, () => {
      told += 1;
    });
    await settle();
    expect(told).toBe(0);
  });

  it('survives missing and denied service workers', () => {
    const denied = {
      get serviceWorker(): never {
        throw new DOMException('', 'SecurityError');
      },
    };
    for (const navigator of [{}, denied]) {
      expect(() => onNewWorker(navigator as unknown as Navigator, () => {})()).not.toThrow();
    }
  });
});
